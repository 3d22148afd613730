//! Several drivers that want the same routes: who gets them, and how one finds out that it lost them.

use std::time::Duration;

use super::world::{Act, World, gone, me, options, rollout};
use super::{at, drive, write};
use crate::drive::place::{Place as _, PlaceError};
use crate::drive::tags::{Holder, TagsError, TagsPlace, TakeOver, list};
use crate::rollout::event::{Freshness, Wish, WriteOutcome};
use crate::rollout::state::{Phase, State};

#[tokio::test(flavor = "multi_thread")]
async fn a_start_takes_over_what_is_left_of_a_rollout_that_is_over() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        // Its driver, on another machine, died between the end and the release.
        let host = "elsewhere".to_owned();
        let elsewhere =
            crate::drive::tags::Options { holder: Holder { host, ..me() }, ..options(None) };
        let mut over = rollout(&["main", "admin"], 400);
        let place = TagsPlace::start(&world.client, &over, &elsewhere).await.unwrap();
        let next = State { id: "next".to_owned(), ..rollout(&["admin"], 60_000) };
        let begin = async || TagsPlace::start(&world.client, &next, &options(None)).await;
        over.phase = Phase::RolledBack { cause: crate::rollout::state::Cause::Signal };
        place.persist(&over, &[]).await.unwrap();
        let refused = begin().await;
        assert!(matches!(refused, Err(TagsError::Held(_))), "it lives");
        assert_eq!(world.locks().len(), 2, "what it locked is left alone");
        drop(place);
        let _place = begin().await.unwrap();
        assert_eq!(world.locks().len(), 1, "nothing is left of the one before");
        let (records, _) = list(&world.client, "m").await.unwrap();
        assert!(records.iter().any(|record| record.state.id == "next"));
    }
}

/// A rollout that is under way is somebody's, however long its driver is silent.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_takes_nothing_over_that_is_under_way() {
    let world = World::new(false).await;
    let dead = crate::drive::tags::Options { holder: gone(), ..options(None) };
    let state = rollout(&["main"], 400);
    drop(TagsPlace::start(&world.client, &state, &dead).await.unwrap());
    let next = State { id: "next".to_owned(), ..rollout(&["main"], 60_000) };
    let refused = TagsPlace::start(&world.client, &next, &options(None)).await;
    assert!(matches!(refused, Err(TagsError::Held(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_starts_is_refused_with_the_name_of_the_other() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        let first = rollout(&["main", "admin"], 60_000);
        let second = State { id: "other".to_owned(), ..rollout(&["admin"], 60_000) };
        let _place = TagsPlace::start(&world.client, &first, &options(None)).await.unwrap();
        let refused = TagsPlace::start(&world.client, &second, &options(None)).await;
        let Err(TagsError::Held(found)) = refused else { panic!("it must be refused") };
        assert_eq!((found.rollout.as_str(), found.holder.clone()), ("id", Some(me())));
        assert_eq!(world.locks().len(), 2, "the locks of the first are left alone");
        assert_eq!(world.rollout_of("admin").as_deref(), Some("id"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_starts_at_once_one_runs() {
    let world = World::new(true).await;
    let states: Vec<State> = (0..6)
        .map(|number| {
            let routes: &[&str] = if number % 2 == 0 { &["main", "admin"] } else { &["admin"] };
            State { id: format!("id-{number}"), ..rollout(routes, 60_000) }
        })
        .collect();
    let options = options(None);
    let starts = states.iter().map(|state| TagsPlace::start(&world.client, state, &options));
    let ended = futures_util::future::join_all(starts).await;
    let running = ended.iter().filter(|place| place.is_ok()).count();
    assert_eq!(running, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_starts_that_meet_from_both_sides_one_runs() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        // One of the routes was part of a rollout before, so their epochs differ.
        let before = State { id: "before".to_owned(), ..rollout(&["admin"], 60_000) };
        let place = TagsPlace::start(&world.client, &before, &options(None)).await.unwrap();
        drive(place, before, Some(Wish::Abort { reason: None })).await;
        let there = rollout(&["main", "admin"], 60_000);
        let back = State { id: "back".to_owned(), ..rollout(&["admin", "main"], 60_000) };
        let options = options(None);
        let (one, other) = tokio::join!(
            TagsPlace::start(&world.client, &there, &options),
            TagsPlace::start(&world.client, &back, &options)
        );
        assert!(one.is_ok() != other.is_ok(), "{:?} {:?}", one.err(), other.err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_driver_writes_nothing_and_keeps_nothing() {
    let world = World::new(false).await;
    let state = rollout(&["main"], 60_000);
    let late = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    let route = &state.routes[0].route;
    let (place, taken) =
        TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await.unwrap();
    let state_of_new = State { writes: 7, ..taken };
    place.persist(&state_of_new, &[]).await.unwrap();
    // The late one keeps what it had in mind, before it finds out.
    late.persist(&State { writes: 99, ..state.clone() }, &[]).await.unwrap();
    let outcome = late.write(&state, &[], &write(&state, 1, Some(0), 10)).await;
    assert!(matches!(outcome, Err(PlaceError::Fenced { .. })), "{outcome:?}");
    assert_eq!(late.freshness(), Freshness::Lost);
    assert!(matches!(late.persist(&state, &[]).await, Err(PlaceError::Fenced { .. })));
    assert_eq!(world.weights("main"), at(0));
    let (records, _) = list(&world.client, "m").await.unwrap();
    assert_eq!(records[0].state, state_of_new, "what the late one kept does not count");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_that_died_is_followed_and_one_that_lives_is_not() {
    let world = World::new(true).await;
    let state = rollout(&["main"], 400);
    let route = &state.routes[0].route;
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    let held = TagsPlace::open(&world.client, route, TakeOver::WhenDead, &options(None)).await;
    assert!(matches!(held, Err(TagsError::Held(_))), "it lives");
    assert_eq!(place.freshness(), Freshness::Fresh);
    drop(place);
    let (place, _) =
        TagsPlace::open(&world.client, route, TakeOver::WhenDead, &options(None)).await.unwrap();
    drop(place);
    // A process of this machine that has ended needs no wait.
    let world = World::new(false).await;
    let state = rollout(&["main"], 3_600_000);
    let dead = crate::drive::tags::Options { holder: gone(), ..options(None) };
    drop(TagsPlace::start(&world.client, &state, &dead).await.unwrap());
    let options = options(None);
    let opened = TagsPlace::open(&world.client, route, TakeOver::WhenDead, &options);
    tokio::time::timeout(Duration::from_secs(20), opened).await.unwrap().unwrap();
    let elsewhere = Holder { host: "elsewhere".to_owned(), ..gone() };
    assert!(!elsewhere.is_dead(&me()), "who knows");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_that_is_not_renewed_gets_old() {
    let world = World::new(false).await;
    let state = rollout(&["main"], 600);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    assert_eq!(place.freshness(), Freshness::Fresh);
    world
        .answer(|request| if request.contains("weir-lock") { Act::Status(500) } else { Act::Pass });
    let mut seen = Vec::new();
    for _ in 0..400 {
        let now = place.freshness();
        if seen.last() != Some(&now) {
            seen.push(now);
        }
        if now == Freshness::Lost {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(seen, [Freshness::Fresh, Freshness::Late, Freshness::Lost]);
    let outcome = place.write(&state, &[], &write(&state, 1, Some(0), 10)).await;
    assert!(outcome.is_err(), "nothing rises under a lease that cannot be seen");
    let outcome = place.write(&state, &[], &write(&state, 2, None, 0)).await;
    assert_eq!(outcome, Ok(WriteOutcome::Done), "the baseline is always written");
}
