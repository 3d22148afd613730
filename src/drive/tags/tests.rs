//! Rollouts on a control plane without any extension, and with the ways of emulators.

mod drivers;
mod lacking;
mod late;
mod lost;
mod model;
mod strays;
mod world;

use std::time::Duration;

use crate::drive::driver::{Driver, Ended, Surroundings};
use crate::drive::place::{Place as _, PlaceError, Write};
use crate::drive::tags::loss::{self, Loss};
use crate::drive::tags::probe::{Abilities, probe, sweep};
use crate::drive::tags::tests::world::{Act, World, gone, options, rollout};
use crate::drive::tags::{TagsError, TagsPlace, TakeOver, list, wish};
use crate::drive::tests::{share, world as surroundings};
use crate::rollout::effect::{Announcement, Purpose, RouteWrite};
use crate::rollout::event::{Seen, Wish, WriteOutcome};
use crate::rollout::journal::Entry;
use crate::rollout::spec::{Preview, Strategy};
use crate::rollout::state::{Phase, State};
use crate::rollout::weights::Shares;

fn at(canary: i64) -> Shares {
    vec![share("v1", 100 - canary), share("v2", canary)].into()
}

/// The write of a stage, or of the baseline.
fn write(state: &State, number: u64, from: Option<i64>, to: i64) -> Write {
    let route = |route: &crate::rollout::state::RouteState| RouteWrite {
        route: route.route.clone(),
        from: from.map(at),
        to: at(to),
    };
    let purpose = if from.is_some() { Purpose::Stage } else { Purpose::Rollback };
    Write { number, routes: state.routes.iter().map(route).collect(), purpose }
}

/// Drives a rollout to its end.
async fn drive(place: TagsPlace, state: State, wish: Option<Wish>) -> State {
    let shared = surroundings(false);
    let around = Surroundings {
        place,
        evidence: shared.clone(),
        hooks: shared,
        is_open: Box::new(|_| true),
        audience: Box::new(|_, _| {}),
    };
    let (driver, _reins) = Driver::new(state, around);
    let ended = tokio::time::timeout(Duration::from_mins(1), driver.run(wish)).await.unwrap();
    let Ended::Over(state) = ended else { panic!("{ended:?}") };
    *state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_ends_and_can_be_switched_back_with_and_without_quirks() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        let state = rollout(&["main", "admin"], 60_000);
        let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
        let state = drive(place, state, None).await;
        assert!(matches!(state.phase, Phase::Promoted { .. }), "{:?}", state.phase);
        assert_eq!(world.weights("main"), at(100));
        assert_eq!(world.weights("admin"), at(100));
        assert!(world.locks().is_empty(), "nobody drives it any more");
        assert_eq!(world.rollout_of("main").as_deref(), Some(state.id.as_str()));

        let route = &state.routes[1].route;
        let opened =
            TagsPlace::open(&world.client, route, TakeOver::WhenDead, &options(None)).await;
        let (place, read) = opened.unwrap();
        assert_eq!(read, state, "any of its routes tells all of it, from any machine");
        let state = drive(place, read, Some(Wish::Abort { reason: None })).await;
        assert!(matches!(state.phase, Phase::RolledBack { .. }), "{:?}", state.phase);
        assert_eq!(world.weights("main"), at(0));
        assert_eq!(world.weights("admin"), at(0));
        assert!(world.locks().is_empty());
        assert_eq!(world.rollout_of("main"), None, "the weights are nobody's");
        let (records, unreadable) = list(&world.client, "m").await.unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].state, state);
        assert!(unreadable.is_empty());

        let next = rollout(&["admin"], 60_000);
        let next = State { id: "next".to_owned(), ..next };
        let place = TagsPlace::start(&world.client, &next, &options(None)).await.unwrap();
        drop(place);
        let (_, read) =
            TagsPlace::open(&world.client, route, TakeOver::Now, &options(None)).await.unwrap();
        assert_eq!(read, next, "the newest rollout of a route counts");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_control_plane_can_do_is_found_out() {
    let whole = Abilities {
        excludes: true,
        keeps_tags: true,
        replaces_tags: true,
        takes_tags_away: true,
        version_step: Some(1),
    };
    let world = World::new(false).await;
    assert_eq!(probe(&world.client, "m").await.unwrap(), whole);
    let world = World::new(true).await;
    let quirky = Abilities { replaces_tags: false, takes_tags_away: false, ..whole };
    assert_eq!(probe(&world.client, "m").await.unwrap(), quirky);
    assert!(!world.nodes().iter().any(|name| name.starts_with("weir-probe")), "nothing is left");
    insta::assert_snapshot!(quirky.weaker().join("\n"), @"
    a write cannot be refused because of a write in between; it is found out afterwards
    tags are added instead of replaced, so they pile up on the route
    tags cannot be taken away, so the record stays on the routes
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_that_was_left_is_taken_away_when_it_is_old() {
    let world = World::new(false).await;
    world.answer(|request| {
        let is_it = request.starts_with("DELETE") && request.contains("weir-probe");
        if is_it { Act::Status(403) } else { Act::Pass }
    });
    assert!(probe(&world.client, "m").await.is_err());
    world.answer(|_| Act::Pass);
    world.node("weir-probe.of-mine").await;
    let now = jiff::Timestamp::now();
    let of = |minutes| now + jiff::SignedDuration::from_mins(minutes);
    assert!(sweep(&world.client, "m", of(5)).await.unwrap().is_empty(), "it may still be tried");
    let taken = sweep(&world.client, "m", of(15)).await.unwrap();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(world.nodes(), ["v1", "v2", "weir-probe.of-mine"], "nobody else's is touched");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_could_not_be_called_back_is_taken_back() {
    let world = World::new(false).await;
    let state = rollout(&["main"], 60_000);
    let late = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    late.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
    let state = State { writes: 2, ..state };
    late.persist(&state, &[]).await.unwrap();
    let route = state.routes[0].route.clone();
    // It is taken over, and the baseline is back, after it looked and before it writes.
    let (client, tell) = (world.client.clone(), std::sync::mpsc::channel());
    let (sender, receiver) = tell;
    world.before_next_update("main", move || {
        let aborted = async move {
            let opened = TagsPlace::open(&client, &route, TakeOver::Now, &options(None)).await;
            let (place, state) = opened.unwrap();
            let state = drive(place, state, Some(Wish::Abort { reason: None })).await;
            sender.send(state).unwrap();
        };
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(aborted);
        });
        receiver.recv().unwrap();
    });
    let outcome = late.write(&state, &[], &write(&state, 2, Some(10), 50)).await;
    assert!(matches!(outcome, Err(PlaceError::Fenced { .. })), "{outcome:?}");
    assert_eq!(world.weights("main"), at(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_changes_weights_and_nothing_else() {
    let world = World::new(false).await;
    let state = rollout(&["main"], 60_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    let before = world.spec("main");
    let unedited = |weights| vec![Seen::Present { weights, edited: false }];
    assert_eq!(place.read(&state).await, Ok(unedited(at(0))));
    let outcome = place.write(&state, &[], &write(&state, 1, Some(0), 10)).await;
    assert_eq!(outcome, Ok(WriteOutcome::Done));
    let after = world.spec("main");
    assert_eq!(
        after.to_string(),
        before.to_string().replace(
            r#""weight":100},{"virtualNode":"v2","weight":0"#,
            r#""weight":90},{"virtualNode":"v2","weight":10"#,
        )
    );
    assert_eq!(place.read(&state).await, Ok(unedited(at(10))));
    // Somebody else edits another field, once; it is told once, and kept.
    world.edit("main", |spec| spec["priority"] = 7.into());
    let edited = vec![Seen::Present { weights: at(10), edited: true }];
    assert_eq!(place.read(&state).await, Ok(edited));
    assert_eq!(place.read(&state).await, Ok(unedited(at(10))));
    place.write(&state, &[], &write(&state, 2, None, 0)).await.unwrap();
    assert_eq!(world.spec("main")["priority"], 7, "a rollback keeps it too");
    assert_eq!(world.weights("main"), at(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_of_others_are_found_out() {
    let world = World::new(true).await;
    let state = rollout(&["main"], 60_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    world.edit("main", |spec| {
        spec["httpRoute"]["action"]["weightedTargets"][0]["weight"] = 50.into();
    });
    let outcome = place.write(&state, &[], &write(&state, 1, Some(0), 10)).await;
    assert_eq!(outcome, Ok(WriteOutcome::Stale), "before the write: nothing is written");
    place.write(&state, &[], &write(&state, 2, None, 0)).await.unwrap();
    // Between the look and the write.
    world.edit_before_next_update("main", |spec| spec["priority"] = 9.into());
    let outcome = place.write(&state, &[], &write(&state, 3, Some(0), 10)).await.unwrap();
    let WriteOutcome::Interleaved { why } = outcome else { panic!("{outcome:?}") };
    insta::assert_snapshot!(why, @"somebody else wrote rt/r/main of the mesh `m` at the same time (version 3 became 5); what they wrote is overwritten");
    assert_eq!(world.weights("main"), at(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_looked_into() {
    let world = World::new(true).await;
    let state = rollout(&["main"], 60_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    let mut left = 1;
    world.answer(move |request| {
        let is_write = request.starts_with("PUT") && request.ends_with("/routes/main");
        left -= i32::from(is_write);
        if is_write && left >= 0 { Act::After(502) } else { Act::Pass }
    });
    let outcome = place.write(&state, &[], &write(&state, 1, Some(0), 10)).await;
    assert_eq!(outcome, Ok(WriteOutcome::Done), "its own repetition is nobody else's write");
    world.answer(|request| {
        let is_write = request.starts_with("PUT") && request.ends_with("/routes/main");
        if is_write { Act::After(504) } else { Act::Pass }
    });
    let outcome = place.write(&state, &[], &write(&state, 2, Some(10), 50)).await;
    assert!(matches!(outcome, Ok(WriteOutcome::Unknown { .. })), "{outcome:?}");
    assert_eq!(world.weights("main"), at(50));
    world.answer(|request| {
        let is_write = request.starts_with("PUT") && request.ends_with("/routes/main");
        if is_write { Act::Status(400) } else { Act::Pass }
    });
    let outcome = place.write(&state, &[], &write(&state, 3, Some(50), 100)).await;
    assert!(matches!(outcome, Ok(WriteOutcome::Refused { .. })), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_comes_and_goes() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        let mut state = rollout(&["main"], 60_000);
        let preview = Preview { header: "x-preview".to_owned(), value: "yes".to_owned() };
        state.spec.strategy = Strategy::BlueGreen { preview: Some(preview) };
        let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
        for wanted in [true, true, false, false] {
            place.preview(&state, wanted).await.unwrap();
            let routes = world.routes();
            assert_eq!(routes.contains(&"weir-preview.id.main".to_owned()), wanted, "{routes:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_somebody_took_away_is_taken_from_the_journal() {
    let world = World::new(false).await;
    let folder = tempfile::tempdir().unwrap();
    let state = rollout(&["main"], 60_000);
    let options = options(Some(folder.path()));
    let place = TagsPlace::start(&world.client, &state, &options).await.unwrap();
    let later = State { writes: 3, ..state.clone() };
    place.persist(&later, &[]).await.unwrap();
    drop(place);
    world.strip_tags("main").await;
    let route = &state.routes[0].route;
    let elsewhere = super::Options { journals: None, ..options.clone() };
    let opened = TagsPlace::open(&world.client, route, TakeOver::Now, &elsewhere).await;
    assert!(matches!(opened, Err(TagsError::NotFound(_))));
    let (_, read) = TagsPlace::open(&world.client, route, TakeOver::Now, &options).await.unwrap();
    assert_eq!(read, later);
    let (records, _) = list(&world.client, "m").await.unwrap();
    assert_eq!(records[0].state, later, "the tags have it again");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_and_leaves_nothing() {
    let world = World::new(false).await;
    world.tag_often("main", 40).await;
    let state = rollout(&["main"], 60_000);
    let refused = TagsPlace::start(&world.client, &state, &options(None)).await;
    let Err(error @ TagsError::TooManyTags { .. }) = refused else { panic!("it must be refused") };
    insta::assert_snapshot!(error, @"rt/r/main of the mesh `m` has 40 tags and would need 27 more; a resource can have 50");
    assert!(world.locks().is_empty());
    let moved = State { routes: rollout(&["admin"], 1).routes, ..rollout(&["admin"], 60_000) };
    world.edit("admin", |spec| {
        spec["httpRoute"]["action"]["weightedTargets"][0]["weight"] = 1.into();
    });
    let refused = TagsPlace::start(&world.client, &moved, &options(None)).await;
    assert!(matches!(refused, Err(TagsError::Moved(_))));
    assert!(world.locks().is_empty());
}

/// What comes of all rollouts whose driver is gone, by their locks.
async fn reap(world: &World) -> Vec<(String, Result<Loss, TagsError>)> {
    let mut reaped = Vec::new();
    for lock in loss::locks(&world.client, "m").await.unwrap() {
        let (lead, when) = (lock.lead.clone().unwrap(), TakeOver::WhenDead);
        let outcome = loss::act(&world.client, &lead, when, &options(None)).await;
        reaped.push((lock.rollout, outcome));
    }
    reaped.sort_by(|a, b| a.0.cmp(&b.0));
    reaped
}

/// Whoever watched a driver be silent takes its rollout over, unless it has said something since.
#[tokio::test(flavor = "multi_thread")]
async fn a_driver_that_says_something_again_is_not_reaped() {
    let world = World::new(true).await;
    let mut living = rollout(&["main"], 600_000);
    living.spec.lease.on_loss = crate::rollout::spec::OnLoss::Rollback;
    let claim = crate::drive::tags::lease::Claim {
        holder: options(None).holder,
        rollout: living.id.clone(),
        lead: living.routes[0].route.clone(),
        ttl: Duration::from_mins(10),
    };
    let lock = crate::drive::tags::lease::Lock::take(&world.client, &claim.lead, &claim, 1);
    let lock = lock.await.unwrap();
    let seen = loss::locks(&world.client, "m").await.unwrap().remove(0);
    lock.renew().await.unwrap();
    let when = TakeOver::Silent(seen.beat());
    let outcome = loss::act(&world.client, &claim.lead, when, &options(None)).await;
    assert!(matches!(outcome, Err(TagsError::Held(_))), "{outcome:?}");
    let seen = loss::locks(&world.client, "m").await.unwrap().remove(0);
    let when = TakeOver::Silent(seen.beat());
    let outcome = loss::act(&world.client, &claim.lead, when, &options(None)).await;
    assert!(matches!(outcome, Ok(Loss::NeverBegan)), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lost_its_driver_does_what_its_policy_says() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        let dead = crate::drive::tags::Options { holder: gone(), ..options(None) };
        let mut state = rollout(&["main"], 600_000);
        state.spec.lease.on_loss = crate::rollout::spec::OnLoss::Rollback;
        let place = TagsPlace::start(&world.client, &state, &dead).await.unwrap();
        state.writes = 1;
        (state.percent, state.phase) = (10, Phase::Writing { percent: 10 });
        state.routes[0].intent = Some(at(10));
        place.persist(&state, &[]).await.unwrap();
        place.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
        // Killed between the write and its commit.
        drop(place);
        let mut held = State { id: "held".to_owned(), ..rollout(&["admin"], 600_000) };
        held.spec.lease.on_loss = crate::rollout::spec::OnLoss::Hold;
        drop(TagsPlace::start(&world.client, &held, &dead).await.unwrap());
        let reaped = reap(&world).await;
        let [one, two] = reaped.as_slice() else { panic!("{reaped:?}") };
        assert!(matches!(one.1, Ok(Loss::Stays)), "{one:?}");
        let Ok(Loss::Ended(state)) = &two.1 else { panic!("{two:?}") };
        let cause = crate::rollout::state::Cause::Lease;
        assert_eq!(state.phase, Phase::RolledBack { cause });
        assert_eq!(world.weights("main"), at(0));
        assert_eq!(world.locks().len(), 1, "that of the one that stays");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_without_a_record_is_taken_away_and_a_living_driver_is_left_alone() {
    let world = World::new(true).await;
    let dead = crate::drive::tags::Options { holder: gone(), ..options(None) };
    let state = rollout(&["main", "admin"], 600_000);
    // It died before it could write anything but its locks.
    world.answer(|request| if request.contains("/tag?") { Act::Status(400) } else { Act::Pass });
    let route = &state.routes[0].route;
    let claim = crate::drive::tags::lease::Claim {
        holder: dead.holder.clone(),
        rollout: state.id.clone(),
        lead: route.clone(),
        ttl: Duration::from_mins(10),
    };
    for route in &state.routes {
        crate::drive::tags::lease::Lock::take(&world.client, &route.route, &claim, 1)
            .await
            .unwrap();
    }
    world.answer(|_| Act::Pass);
    let reaped = reap(&world).await;
    assert!(matches!(reaped[0].1, Ok(Loss::NeverBegan)), "{reaped:?}");
    assert!(world.locks().is_empty());
    let mut living = rollout(&["main"], 500);
    living.spec.lease.on_loss = crate::rollout::spec::OnLoss::Rollback;
    let _place = TagsPlace::start(&world.client, &living, &options(None)).await.unwrap();
    let reaped = reap(&world).await;
    assert!(matches!(reaped[0].1, Err(TagsError::Held(_))), "{reaped:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_reaches_the_driver_of_another_process() {
    for quirks in [false, true] {
        let world = World::new(quirks).await;
        let mut state = rollout(&["main"], 60_000);
        let held = crate::rollout::period::Period::minutes(9);
        state.spec.stages[0] =
            crate::rollout::spec::Stage::Weight { percent: 10, hold: held, max_hold: held };
        let lead = state.routes[0].route.clone();
        let abort = Wish::Abort { reason: Some("enough".to_owned()) };
        let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
        let patience = Duration::from_millis(50);
        let heard =
            wish::post(&world.client, std::slice::from_ref(&lead), "id", &Wish::Pause, patience)
                .await;
        assert!(heard.unwrap().is_none(), "nobody listens yet");
        let shared = surroundings(false);
        let around = Surroundings {
            place,
            evidence: shared.clone(),
            hooks: shared,
            is_open: Box::new(|_| true),
            audience: Box::new(|_, _| {}),
        };
        let (driver, reins) = Driver::new(state, around);
        let mut seen = reins.state();
        let listening =
            wish::listen(world.client.clone(), vec![lead.clone()], "id".to_owned(), reins.clone());
        let listening = tokio::spawn(listening);
        let running = tokio::spawn(driver.run(None));
        seen.wait_for(|state| state.percent == 10).await.unwrap();
        let patience = Duration::from_secs(20);
        let no = Wish::Deny { number: 7 };
        let heard =
            wish::post(&world.client, std::slice::from_ref(&lead), "id", &no, patience).await;
        let answer = heard.unwrap().unwrap();
        let last = answer.last().map(|entry| &entry.announcement);
        assert!(matches!(last, Some(Announcement::Declined { .. })), "{last:?}");
        let heard =
            wish::post(&world.client, std::slice::from_ref(&lead), "id", &abort, patience).await;
        let answer = heard.unwrap().unwrap();
        let goes_back =
            |entry: &Entry| matches!(entry.announcement, Announcement::RollingBack { .. });
        assert!(answer.iter().any(goes_back), "{answer:?}");
        let Ended::Over(state) = running.await.unwrap() else { panic!("it ends") };
        assert!(matches!(state.phase, Phase::RolledBack { .. }), "what was left before is too old");
        assert_eq!(world.weights("main"), at(0));
        listening.abort();
    }
}
