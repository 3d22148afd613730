//! The loop against a place that fails on demand, in virtual time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::drive::driver::{Driver, Ended, Reins, Surroundings};
use crate::drive::evidence::Evidence;
use crate::drive::hooks::Hooks;
use crate::drive::place::{Place, PlaceError, Write};
use crate::model::ResourceName;
use crate::model::scalar::Weight;
use crate::rollout::effect::Announcement;
use crate::rollout::event::{Freshness, HookOutcome, Seen, VerifyOutcome, Wish, WriteOutcome};
use crate::rollout::example;
use crate::rollout::gate::{Limit, Reading, Verdict};
use crate::rollout::journal::Entry;
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Gate, Hook, HookCall, HookPoint, Lease, OnLoss, RouteRef, Source, Spec, Stage, Target, Verify,
};
use crate::rollout::state::{Cause, Phase, State};
use crate::rollout::weights::{Ladder, Share, Shares, Wish as LadderWish};

/// What the world around a driver does.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
pub(in crate::drive) struct World {
    weights: Shares,
    /// What was kept last.
    kept: Option<State>,
    journal: BTreeMap<u64, Announcement>,
    /// How many times to fail to keep the state.
    full: u32,
    fenced: bool,
    /// Writes wait for a word.
    slow_writes: bool,
    /// Hooks never end.
    slow_hooks: bool,
    writes: Vec<i64>,
    /// How many writes were tried, and how often to keep something.
    tried: u32,
    keeps: u32,
    harm: bool,
    released: u32,
    together: bool,
    /// It answers nothing.
    away: bool,
}

#[derive(Clone, Default)]
pub(in crate::drive) struct Shared(Arc<Mutex<World>>, Arc<Notify>);

impl Shared {
    fn with<T>(&self, f: impl FnOnce(&mut World) -> T) -> T {
        f(&mut self.0.lock().unwrap())
    }
}

impl Shared {
    /// Nobody is there for a while, if it is away.
    async fn answers(&self) -> Result<(), PlaceError> {
        if self.with(|world| world.away) {
            sleep(Duration::from_secs(1)).await;
            return Err(PlaceError::Failed { why: "no answer".to_owned() });
        }
        Ok(())
    }
}

fn keep(world: &mut World, state: &State, entries: &[Entry]) {
    world.kept = Some(state.clone());
    world.journal.extend(entries.iter().map(|entry| (entry.seq, entry.announcement.clone())));
}

impl Place for Shared {
    async fn persist(&self, state: &State, entries: &[Entry]) -> Result<(), PlaceError> {
        self.with(|world| world.keeps += 1);
        self.answers().await?;
        self.with(|world| {
            if world.fenced {
                return Err(PlaceError::Fenced { by: "somebody".to_owned() });
            }
            if world.full > 0 {
                world.full -= 1;
                return Err(PlaceError::Failed { why: "the disk is full".to_owned() });
            }
            keep(world, state, entries);
            Ok(())
        })
    }

    async fn read(&self, _: &State) -> Result<Vec<Seen>, PlaceError> {
        self.answers().await?;
        Ok(vec![self.with(|world| Seen::Present { weights: world.weights.clone(), edited: false })])
    }

    async fn write(
        &self,
        state: &State,
        entries: &[Entry],
        write: &Write,
    ) -> Result<WriteOutcome, PlaceError> {
        self.with(|world| world.tried += 1);
        self.answers().await?;
        if self.with(|world| world.slow_writes) {
            self.1.notified().await;
        }
        self.with(|world| {
            let to = write.routes[0].to.clone();
            if write.routes[0].from.as_ref().is_some_and(|from| *from != world.weights) {
                return Ok(WriteOutcome::Stale);
            }
            let intent = world.kept.as_ref().and_then(|kept| kept.routes[0].intent.clone());
            if !world.together && write.routes[0].from.is_some() {
                assert_eq!(intent.as_ref(), Some(&to), "the intent is kept before the write");
            }
            world.writes.push(to.last().unwrap().weight.get());
            world.weights = to;
            if world.together {
                keep(world, state, entries);
            }
            Ok(WriteOutcome::Done)
        })
    }

    fn keeps_with_writes(&self) -> bool {
        self.with(|world| world.together)
    }

    async fn preview(&self, _: &State, _: bool) -> Result<(), PlaceError> {
        Ok(())
    }

    fn freshness(&self) -> Freshness {
        Freshness::Fresh
    }

    async fn release(&self, _: &State) -> Result<(), PlaceError> {
        self.with(|world| world.released += 1);
        Ok(())
    }
}

impl Evidence for Shared {
    async fn verify(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Confirmed { by: "as told".to_owned() }
    }

    fn measure(&self, _: &State) {}

    async fn sample(&self, _: &State) -> Vec<Reading> {
        let verdict = if self.with(|world| world.harm) { Verdict::Harm } else { Verdict::Pass };
        vec![Reading { gate: "errors".to_owned(), verdict, evidence: "as told".to_owned() }]
    }

    async fn drained(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Confirmed { by: "as told".to_owned() }
    }
}

impl Hooks for Shared {
    async fn call(&self, _: &State, _: usize) -> HookOutcome {
        if self.with(|world| world.slow_hooks) {
            std::future::pending::<()>().await;
        }
        HookOutcome::Ok
    }

    fn notify(&self, _: &State, _: &Entry) {}
}

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

pub(in crate::drive) fn share(node: &str, weight: i64) -> Share {
    Share { node: name(node), port: None, weight: Weight::parse(weight).unwrap() }
}

pub(in crate::drive) fn spec(hooks: Vec<Hook>) -> Spec {
    let stage = |percent| Stage::Weight {
        percent,
        hold: Period::seconds(60),
        max_hold: Period::seconds(120),
    };
    let route = RouteRef { mesh: name("m"), virtual_router: name("r"), route: name("main") };
    Spec {
        name: "v2".to_owned(),
        targets: vec![Target {
            route,
            baseline: name("v1"),
            canary: name("v2"),
            canary_port: None,
            keep_others: false,
        }],
        stages: vec![stage(10), stage(50), stage(100)],
        verify: Verify {
            acks_percent: 95,
            split: true,
            if_connected: false,
            within: Period::seconds(30),
            settle: Period::seconds(5),
        },
        interval: Period::seconds(10),
        gates: vec![Gate {
            name: "errors".to_owned(),
            limit: Limit::Errors { max: 0.01, min_requests: 10 },
            source: Source::Mesh,
        }],
        lease: Lease { ttl: Period::seconds(60), on_loss: OnLoss::Continue },
        deadline: Period::minutes(600),
        rollback_deadline: Period::minutes(10),
        keep_baseline: Period::ZERO,
        hooks,
        ..example::spec()
    }
}

fn hook(on: HookPoint) -> Hook {
    Hook {
        name: "check".to_owned(),
        on,
        call: HookCall::Exec(vec!["true".to_owned()]),
        timeout: Period::seconds(60),
        retries: 0,
        secret: None,
    }
}

pub(in crate::drive) fn state(spec: Spec) -> State {
    let target = spec.targets[0].clone();
    let stages = spec.percents();
    let wish = LadderWish {
        baseline: &target.baseline,
        canary: &target.canary,
        canary_port: None,
        keep_others: false,
        stages: &stages,
    };
    let ladder = Ladder::new(vec![share("v1", 100), share("v2", 0)].into(), &wish).unwrap();
    let routes = vec![(target.route, ladder)];
    State::new("id".to_owned(), "me".to_owned(), spec, routes, Timestamp::now())
}

pub(in crate::drive) fn world(together: bool) -> Shared {
    let shared = Shared::default();
    shared.with(|world| {
        world.weights = vec![share("v1", 100), share("v2", 0)].into();
        world.together = together;
    });
    shared
}

fn driver(shared: &Shared, state: State) -> (Driver<Shared, Shared, Shared>, Reins) {
    let surroundings = Surroundings {
        place: shared.clone(),
        evidence: shared.clone(),
        hooks: shared.clone(),
        is_open: Box::new(|_| true),
        audience: Box::new(|_, _| {}),
    };
    Driver::new(state, surroundings)
}

/// The numbers of what was announced have no gaps, whatever happened.
fn check_journal(shared: &Shared) {
    shared.with(|world| {
        let count = world.kept.as_ref().unwrap().announced;
        let numbers: Vec<u64> = world.journal.keys().copied().collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<u64>>());
    });
}

#[tokio::test(start_paused = true)]
async fn a_rollout_comes_to_its_end_on_both_kinds_of_places() {
    for together in [false, true] {
        let shared = world(together);
        let hooks = vec![hook(HookPoint::BeforeStep), hook(HookPoint::Gate)];
        let (driver, _reins) = driver(&shared, state(spec(hooks)));
        let ended = driver.run(None).await;
        let Ended::Over(state) = ended else { panic!("{ended:?}") };
        assert!(matches!(state.phase, Phase::Promoted { .. }), "{:?}", state.phase);
        shared.with(|world| {
            assert_eq!(world.writes, [10, 50, 100]);
            assert_eq!(world.kept.as_ref(), Some(&*state), "what is kept is how it ended");
            assert_eq!(world.released, 1);
        });
        check_journal(&shared);
    }
}

#[tokio::test(start_paused = true)]
async fn harm_takes_it_back() {
    let shared = world(true);
    let (driver, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    let mut seen = reins.state();
    seen.wait_for(|state| state.percent == 10).await.unwrap();
    shared.with(|world| world.harm = true);
    let Ended::Over(state) = running.await.unwrap() else { panic!("it ends") };
    assert!(matches!(state.phase, Phase::RolledBack { cause: Cause::Gate { .. } }));
    assert_eq!(shared.with(|world| world.writes.clone()), [10, 0]);
    check_journal(&shared);
}

#[tokio::test(start_paused = true)]
async fn an_abort_waits_for_no_hook() {
    let shared = world(true);
    shared.with(|world| world.slow_hooks = true);
    let (driver, reins) = driver(&shared, state(spec(vec![hook(HookPoint::AfterStep)])));
    let running = tokio::spawn(driver.run(None));
    let mut seen = reins.state();
    seen.wait_for(|state| state.phase == Phase::Concluding).await.unwrap();
    let told = reins.wish(Wish::Abort { reason: Some("tired".to_owned()) }).await.unwrap();
    assert!(matches!(told[0].announcement, Announcement::RollingBack { .. }));
    let ended = timeout(Duration::from_secs(5), running).await.unwrap().unwrap();
    assert!(matches!(ended, Ended::Over(_)));
    assert_eq!(shared.with(|world| world.writes.clone()), [10, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_sent_is_waited_for() {
    let shared = world(true);
    shared.with(|world| world.slow_writes = true);
    let (driver, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    sleep(Duration::from_secs(3)).await;
    reins.wish(Wish::Abort { reason: None }).await.unwrap();
    sleep(Duration::from_secs(3)).await;
    assert!(shared.with(|world| world.writes.is_empty()), "nothing overtakes the write");
    shared.with(|world| world.slow_writes = false);
    shared.1.notify_one();
    assert!(matches!(running.await.unwrap(), Ended::Over(_)));
    assert_eq!(shared.with(|world| world.writes.clone()), [10, 0], "then it is taken back");
    check_journal(&shared);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_written_while_nothing_can_be_kept() {
    let shared = world(false);
    shared.with(|world| world.full = 20);
    let (driver, _reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    sleep(Duration::from_secs(10)).await;
    assert!(shared.with(|world| world.writes.is_empty()));
    assert!(matches!(running.await.unwrap(), Ended::Over(_)), "it goes on when there is room");
    assert_eq!(shared.with(|world| world.writes.clone()), [10, 50, 100]);
    check_journal(&shared);
}

#[tokio::test(start_paused = true)]
async fn a_way_back_that_reaches_nobody_ends_at_its_deadline() {
    let shared = world(false);
    let mut spec = spec(Vec::new());
    spec.rollback_deadline = Period::from(Duration::from_secs(30));
    let (driver, reins) = driver(&shared, state(spec));
    let running = tokio::spawn(driver.run(None));
    reins.state().wait_for(|state| state.percent == 10).await.unwrap();
    shared.with(|world| world.away = true);
    let wish = tokio::spawn({
        let reins = reins.clone();
        async move { reins.wish(Wish::Signal).await }
    });
    let ended = timeout(Duration::from_mins(1), running).await.expect("it ends").unwrap();
    let Ended::Lost(state) = ended else { panic!("{ended:?}") };
    assert_eq!(state.phase, Phase::RollbackFailed { cause: Cause::Signal });
    assert_eq!(wish.await.unwrap(), None, "nothing of it was kept");
    assert!(shared.with(|world| world.tried) > 1, "it is tried until then");
}

#[tokio::test(start_paused = true)]
async fn a_way_back_that_reaches_nobody_is_tried_at_pauses() {
    let shared = world(false);
    let (driver, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    reins.state().wait_for(|state| state.percent == 10).await.unwrap();
    shared.with(|world| (world.away, world.keeps) = (true, 0));
    drop(tokio::spawn(async move { reins.wish(Wish::Signal).await }));
    assert!(matches!(running.await.unwrap(), Ended::Lost(_)));
    // In ten minutes, with an answer of a second each.
    let (tried, keeps) = shared.with(|world| (world.tried, world.keeps));
    assert!((20..60).contains(&tried), "{tried} writes");
    assert!((40..120).contains(&keeps), "{keeps} times kept");
}

#[tokio::test(start_paused = true)]
async fn a_way_back_is_over_where_the_traffic_is_back_and_nothing_can_be_kept() {
    let shared = world(false);
    let (driver, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    let mut seen = reins.state();
    seen.wait_for(|state| state.percent == 10).await.unwrap();
    shared.with(|world| (world.full, world.tried) = (u32::MAX, 0));
    drop(tokio::spawn(async move { reins.wish(Wish::Signal).await }));
    let back = seen.wait_for(|state| matches!(state.phase, Phase::RolledBack { .. }));
    drop(timeout(Duration::from_secs(10), back).await.expect("it is seen").unwrap());
    assert_eq!(shared.with(|world| world.tried), 1, "one write is enough");
    shared.with(|world| world.full = 0);
    assert!(matches!(running.await.unwrap(), Ended::Over(_)));
    check_journal(&shared);
}

#[tokio::test(start_paused = true)]
async fn whoever_was_overtaken_stops_at_once() {
    let shared = world(false);
    let (driver, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(driver.run(None));
    let mut seen = reins.state();
    seen.wait_for(|state| state.percent == 10).await.unwrap();
    shared.with(|world| world.fenced = true);
    let ended = running.await.unwrap();
    assert_eq!(ended, Ended::Fenced { by: "somebody".to_owned() });
    assert_eq!(shared.with(|world| (world.writes.clone(), world.released)), (vec![10], 0));
}

#[tokio::test(start_paused = true)]
async fn another_driver_goes_on_where_one_left() {
    let shared = world(true);
    let (first, reins) = driver(&shared, state(spec(Vec::new())));
    let running = tokio::spawn(first.run(None));
    let mut seen = reins.state();
    seen.wait_for(|state| matches!(state.phase, Phase::Observing { .. })).await.unwrap();
    reins.leave().await;
    let Ended::Left(left) = running.await.unwrap() else { panic!("it leaves") };
    assert_eq!(left.percent, 10);
    let kept = shared.with(|world| world.kept.clone()).unwrap();
    let (second, _reins) = driver(&shared, kept);
    let Ended::Over(state) = second.run(None).await else { panic!("it ends") };
    assert!(matches!(state.phase, Phase::Promoted { .. }));
    assert_eq!(shared.with(|world| world.writes.clone()), [10, 50, 100]);
    check_journal(&shared);
    // The switch back is an abort after the end.
    let (third, _reins) = driver(&shared, *state);
    let Ended::Over(state) = third.run(Some(Wish::Abort { reason: None })).await else {
        panic!("it ends")
    };
    assert!(matches!(state.phase, Phase::RolledBack { .. }));
    assert_eq!(*shared.with(|world| world.weights.clone()), [share("v1", 100), share("v2", 0)]);
    check_journal(&shared);
}
