//! Routes of a rollout that somebody deletes: the rollout is found all the same, and what is still
//! there goes back.

use super::world::{Act, World, gone, options, rollout};
use super::{at, drive, reap, write};
use crate::drive::place::Place as _;
use crate::drive::tags::left::without_record;
use crate::drive::tags::loss::Loss;
use crate::drive::tags::record::Record;
use crate::drive::tags::{Options, TagsError, TagsPlace, TakeOver, list};
use crate::rollout::event::{Seen, Wish};
use crate::rollout::spec::OnLoss;
use crate::rollout::state::{HeldReason, Phase, State};

/// A rollout that holds 10 %, whose driver is gone.
async fn left_at_ten(world: &World, routes: &[&str], options: &Options) -> State {
    let mut state = rollout(routes, 600_000);
    state.spec.lease.on_loss = OnLoss::Rollback;
    let place = TagsPlace::start(&world.client, &state, options).await.unwrap();
    place.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
    (state.writes, state.percent) = (1, 10);
    for route in &mut state.routes {
        route.written = route.ladder.at(10);
    }
    let zero = std::time::Duration::ZERO;
    state.phase = Phase::Observing { without_data: zero, since_asked: zero };
    place.persist(&state, &[]).await.unwrap();
    state
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_route_is_deleted_the_others_go_back() {
    for (quirks, lost, left) in
        [(false, "main", "admin"), (true, "main", "admin"), (true, "admin", "main")]
    {
        let world = World::new(quirks).await;
        let state = left_at_ten(&world, &["main", "admin"], &options(None)).await;
        world.delete(lost).await;

        let (records, unreadable) = list(&world.client, "m").await.unwrap();
        assert!(unreadable.is_empty(), "{unreadable:?}");
        let [record] = records.as_slice() else { panic!("{records:?}") };
        assert_eq!(record.state.phase, state.phase, "all of it is known: {lost}");
        assert_eq!(record.state.routes.len(), 2);
        let names: Vec<&str> = record.lost.iter().map(|route| route.route.as_str()).collect();
        assert_eq!(names, [lost]);
        let place_of_lost = usize::from(lost == "admin");
        assert!(record.state.gone.contains(&place_of_lost), "displays tell it");

        let route = &state.routes[0].route;
        let opened = TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await;
        let (place, read) = opened.unwrap();
        let seen = place.read(&read).await.unwrap();
        assert_eq!(seen[place_of_lost], Seen::Absent);
        let state = drive(place, read, Some(Wish::Abort { reason: None })).await;
        assert!(matches!(state.phase, Phase::RolledBack { .. }), "{:?}", state.phase);
        assert_eq!(world.weights(left), at(0));
        assert!(world.locks().is_empty(), "{:?}", world.locks());
        // The next one may begin.
        let next = State { id: "next".to_owned(), ..rollout(&[left], 60_000) };
        TagsPlace::start(&world.client, &next, &options(None)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_keeps_its_record_where_a_route_is_left() {
    let world = World::new(false).await;
    let state = rollout(&["main", "admin"], 600_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    world.delete("main").await;
    let later = State { writes: 3, ..state };
    place.persist(&later, &[]).await.unwrap();
    let (records, _) = list(&world.client, "m").await.unwrap();
    assert_eq!(records[0].state.writes, 3);
    world.delete("admin").await;
    assert!(place.persist(&later, &[]).await.is_err(), "nobody would know of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn those_whose_driver_died_are_reaped_too() {
    for (lost, left) in [("main", "admin"), ("admin", "main")] {
        let world = World::new(true).await;
        let dead = Options { holder: gone(), ..options(None) };
        left_at_ten(&world, &["main", "admin"], &dead).await;
        world.delete(lost).await;
        let reaped = reap(&world).await;
        let [one] = reaped.as_slice() else { panic!("{reaped:?}") };
        assert!(matches!(one.1, Ok(Loss::Ended(_))), "{one:?}");
        assert_eq!(world.weights(left), at(0));
        assert!(world.locks().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_seen_is_enough_to_go_back() {
    let world = World::new(true).await;
    let arn = world.arn("admin");
    let encoded: String =
        percent_encoding::utf8_percent_encode(&arn, percent_encoding::NON_ALPHANUMERIC).collect();
    // The other route gets its plan, and no copy of the state.
    let mut tagged = 0;
    world.answer(move |request| {
        let is_of_admin = request.contains("/tag?")
            && (request.contains(&arn) || request.ends_with(&encoded) || request.contains("admin"));
        tagged += u32::from(is_of_admin);
        if is_of_admin && tagged > 1 { Act::Status(400) } else { Act::Pass }
    });
    let state = left_at_ten(&world, &["main", "admin"], &options(None)).await;
    world.delete("main").await;
    let (records, _) = list(&world.client, "m").await.unwrap();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(record.state.percent, 10);
    let Phase::Held(held) = &record.state.phase else { panic!("{:?}", record.state.phase) };
    assert_eq!(held.reason, HeldReason::RouteGone { route: state.routes[0].route.clone() });
    world.answer(|_| Act::Pass);
    let route = &state.routes[0].route;
    let opened = TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await;
    let (place, read) = opened.unwrap();
    drive(place, read, Some(Wish::Abort { reason: None })).await;
    assert_eq!(world.weights("admin"), at(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_whose_only_route_is_deleted_leaves_a_lock_and_a_journal() {
    let world = World::new(false).await;
    let folder = tempfile::tempdir().unwrap();
    let here = options(Some(folder.path()));
    let state = left_at_ten(&world, &["main"], &here).await;
    world.delete("main").await;
    let left = without_record(&world.client, "m", &[], None).await.unwrap();
    assert_eq!(left.len(), 1);
    assert!(left[0].state.is_none(), "another machine does not know it");
    let line = left[0].line(&here.holder);
    let line = line.replace(&std::process::id().to_string(), "7");
    let line = line.split(", last heard").next().unwrap();
    insta::assert_snapshot!(line, @"rt/r/main of the mesh `m` is gone, and with it the record of the rollout id (ann on here (process 7)");
    let left = without_record(&world.client, "m", &[], Some(folder.path())).await.unwrap();
    assert_eq!(left[0].state.as_ref(), Some(&state));
    let route = &state.routes[0].route;
    let elsewhere = TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await;
    assert!(matches!(elsewhere, Err(TagsError::NotFound(_))));
    let (place, read) = TagsPlace::open(&world.client, route, TakeOver::Now, &here).await.unwrap();
    let state = drive(place, read, Some(Wish::Abort { reason: None })).await;
    assert!(matches!(state.phase, Phase::RolledBack { .. }));
    assert!(world.locks().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_whose_route_is_gone_is_taken_away() {
    let world = World::new(true).await;
    let dead = Options { holder: gone(), ..options(None) };
    left_at_ten(&world, &["main"], &dead).await;
    world.delete("main").await;
    let reaped = reap(&world).await;
    assert!(matches!(reaped[0].1, Ok(Loss::RoutesGone)), "{reaped:?}");
    assert!(world.locks().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_rollout_that_lost_a_route_to_a_later_one_is_history() {
    let world = World::new(true).await;
    let first = rollout(&["main", "admin"], 60_000);
    let place = TagsPlace::start(&world.client, &first, &options(None)).await.unwrap();
    drive(place, first, Some(Wish::Abort { reason: None })).await;
    let next = State { id: "next".to_owned(), ..rollout(&["admin"], 60_000) };
    let place = TagsPlace::start(&world.client, &next, &options(None)).await.unwrap();
    drive(place, next, None).await;
    let (records, unreadable) = list(&world.client, "m").await.unwrap();
    assert!(unreadable.is_empty(), "{unreadable:?}");
    let one = |record: &Record| (record.state.id.clone(), record.superseded.clone());
    let told: Vec<(String, Option<String>)> = records.iter().map(one).collect();
    assert_eq!(told, [("id".to_owned(), Some("next".to_owned())), ("next".to_owned(), None)]);
}
