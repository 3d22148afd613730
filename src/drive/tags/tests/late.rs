//! Writes that arrive after their sender is gone.

use std::time::{Duration, Instant};

use super::world::{World, gone, options, rollout};
use super::{at, drive, write};
use crate::drive::place::Place as _;
use crate::drive::tags::lease::find;
use crate::drive::tags::tag::put;
use crate::drive::tags::{Options, TagsPlace, TakeOver};
use crate::model::Tags;
use crate::rollout::event::Wish;
use crate::rollout::state::{Phase, State};

/// How long a write of the driver that died may be under way.
const LATE: Duration = Duration::from_secs(6);

/// A rollout at 10 % whose driver was killed when it had sent 50 %, which is still on its way.
async fn killed_in_a_write(world: &World) -> State {
    let dead = Options { holder: gone(), ..options(None) };
    let mut state = rollout(&["main"], 600_000);
    let place = TagsPlace::start(&world.client, &state, &dead).await.unwrap();
    place.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
    (state.writes, state.percent) = (2, 10);
    state.phase = Phase::Writing { percent: 50 };
    state.routes[0].written = at(10);
    state.routes[0].intent = Some(at(50));
    place.persist(&state, &[]).await.unwrap();
    let route = &state.routes[0].route;
    let lock = find(&world.client, route).await.unwrap().unwrap();
    assert_eq!(lock.late, Duration::ZERO, "a control plane in this process is never late");
    let mut tags = Tags::default();
    put(&mut tags, "weir:late", &LATE.as_millis().to_string());
    world.client.tag(&lock.arn, &tags).await.unwrap();
    state
}

fn arrives(world: &World) {
    world.edit("main", |spec| {
        let targets = &mut spec["httpRoute"]["action"]["weightedTargets"];
        (targets[0]["weight"], targets[1]["weight"]) = (50.into(), 50.into());
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_abort_is_not_over_before_a_late_write_is() {
    let world = World::new(false).await;
    let state = killed_in_a_write(&world).await;
    let route = &state.routes[0].route;
    let began = Instant::now();
    let opened = TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await;
    let (place, read) = opened.unwrap();
    // A task of its own: an edit blocks the one that makes it.
    let ended = tokio::spawn(drive(place, read, Some(Wish::Abort { reason: None })));
    // The traffic itself does not wait.
    while world.weights("main") != at(0) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    arrives(&world);
    let state = ended.await.unwrap();
    assert!(matches!(state.phase, Phase::RolledBack { .. }));
    assert_eq!(world.weights("main"), at(0));
    assert!(began.elapsed() >= LATE, "{:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_on_waits_to_see_what_became_of_it() {
    let world = World::new(false).await;
    let state = killed_in_a_write(&world).await;
    let route = &state.routes[0].route;
    let opened = TagsPlace::open(&world.client, route, TakeOver::WhenDead, &options(None)).await;
    let (place, mut read) = opened.unwrap();
    read.phase = Phase::Resolving { percent: 50 };
    let seen = tokio::spawn(async move { place.read(&read).await.unwrap() });
    tokio::time::sleep(LATE / 6).await;
    arrives(&world);
    let seen = seen.await.unwrap();
    let crate::rollout::event::Seen::Present { weights, .. } = &seen[0] else { panic!("{seen:?}") };
    assert_eq!(*weights, at(50));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_that_had_sent_nothing_is_not_waited_for() {
    let world = World::new(false).await;
    let mut state = killed_in_a_write(&world).await;
    let route = state.routes[0].route.clone();
    let opened = TagsPlace::open(&world.client, &route, TakeOver::Now, &options(None)).await;
    let (place, _) = opened.unwrap();
    // It let go after it had seen the end of its write.
    state.routes[0].intent = None;
    state.phase = Phase::Verifying { waited: Duration::ZERO };
    place.persist(&state, &[]).await.unwrap();
    let lock = find(&world.client, &route).await.unwrap().unwrap();
    let mut tags = Tags::default();
    put(&mut tags, "weir:late", "600000");
    world.client.tag(&lock.arn, &tags).await.unwrap();
    drop(place);
    let opened = TagsPlace::open(&world.client, &route, TakeOver::Now, &options(None)).await;
    let (place, read) = opened.unwrap();
    drive(place, read, Some(Wish::Abort { reason: None })).await;
    assert_eq!(world.weights("main"), at(0));
}
