//! Rollouts on a real store: driven to their ends, disturbed, and taken up again after a stop.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use crate::cli::keeper::{Keeping, Means, keep};
use crate::cli::session::local_client;
use crate::client::{BatchChange, Client, Failure};
use crate::drive::evidence::Evidence;
use crate::drive::hooks::Hooks;
use crate::drive::place::{Place as _, PlaceError, Write};
use crate::drive::plane::PlanePlace;
use crate::model::{Kind, Resource, ResourceId, ResourceName, Spec as ResourceSpec};
use crate::rollout::effect::{Announcement, Purpose, RouteWrite};
use crate::rollout::event::{Freshness, HookOutcome, VerifyOutcome, Wish, WriteOutcome};
use crate::rollout::example;
use crate::rollout::gate::Reading;
use crate::rollout::journal::Entry;
use crate::rollout::period::Period;
use crate::rollout::position::Position;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::{
    Fallback, Lease, OnLoss, Preview, RouteRef, Spec, Stage, Strategy, Target, Verify,
};
use crate::rollout::state::{HeldReason, Phase, State};
use crate::rollout::weights::{Ladder, Wish as LadderWish, shares};
use crate::server::plane::{Config, Plane};

mod interrupted;
mod left;

/// Means without proxies and hooks: whatever was written counts as confirmed.
struct Blind;

impl Evidence for Blind {
    async fn verify(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Confirmed { by: "as told".to_owned() }
    }

    fn measure(&self, _: &State) {}

    async fn sample(&self, _: &State) -> Vec<Reading> {
        Vec::new()
    }

    async fn drained(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Confirmed { by: "as told".to_owned() }
    }
}

impl Hooks for Blind {
    async fn call(&self, _: &State, _: usize) -> HookOutcome {
        HookOutcome::Ok
    }

    fn notify(&self, _: &State, _: &Entry) {}
}

impl Means for Blind {
    type Evidence = Self;
    type Hooks = Self;

    fn evidence(&self, _: &State) -> Self {
        Self
    }

    fn hooks(&self, _: &State) -> Self {
        Self
    }

    fn windows(&self, _: &State) -> Box<dyn Fn(Timestamp) -> bool + Send + Sync> {
        Box::new(|_| true)
    }
}

/// A plane on a store of its own, with a mesh, two nodes and two routes.
struct World {
    dir: TempDir,
    plane: Plane,
    client: Arc<Client>,
}

fn open(dir: &Path) -> (Plane, Arc<Client>) {
    let config = Config { data_dir: dir.to_owned(), account: None, region: None };
    let plane = Plane::open(&config).unwrap();
    let client = Arc::new(local_client(crate::server::router(plane.clone())));
    (plane, client)
}

impl World {
    async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let (plane, client) = open(dir.path());
        let resources = [
            (json!({"kind": "mesh"}), json!({})),
            (json!({"kind": "virtualNode", "virtualNodeName": "v1"}), json!({})),
            (json!({"kind": "virtualNode", "virtualNodeName": "v2"}), json!({})),
            (json!({"kind": "virtualRouter", "virtualRouterName": "r"}), json!({})),
            (route_names("a"), route_spec("/a")),
            (route_names("b"), route_spec("/b")),
        ];
        for (index, (mut resource, spec)) in resources.into_iter().enumerate() {
            resource["meshName"] = json!("m");
            resource["spec"] = spec;
            let resource: Resource = serde_json::from_value(resource).unwrap();
            client.create(&resource, &format!("create-{index}")).await.unwrap();
        }
        Self { dir, plane, client }
    }

    fn keep(&self) -> Keeping {
        keep(&self.plane, Arc::clone(&self.client), Blind)
    }

    async fn route(&self, name: &str) -> Resource {
        self.client.describe(&route(name).id()).await.unwrap()
    }

    async fn weights(&self, name: &str) -> Vec<i64> {
        let ResourceSpec::Route(spec) = self.route(name).await.spec else { panic!() };
        spec.rule.weighted_targets().iter().map(|target| target.weight.get()).collect()
    }

    /// Whether the route is marked as a rollout's.
    fn owner(&self, name: &str) -> Option<String> {
        let snapshot = self.plane.snapshot().snapshot;
        snapshot.get(&route(name).id()).and_then(|route| route.rollout().map(str::to_owned))
    }

    /// The state of a rollout of these routes, as somebody would start it now.
    async fn state(&self, id: &str, spec: Spec) -> State {
        let stages = spec.percents();
        let mut routes = Vec::new();
        for target in &spec.targets {
            let ResourceSpec::Route(live) = self.route(target.route.route.as_str()).await.spec
            else {
                panic!()
            };
            let wish = LadderWish {
                baseline: &target.baseline,
                canary: &target.canary,
                canary_port: None,
                keep_others: false,
                stages: &stages,
            };
            let found = shares(live.rule.weighted_targets());
            routes.push((target.route.clone(), Ladder::new(found, &wish).unwrap()));
        }
        State::new(id.to_owned(), "ada@ci-1".to_owned(), spec, routes, Timestamp::now())
    }

    async fn start(&self, id: &str, spec: Spec) -> RolloutRecord {
        self.client.start_rollout(&self.state(id, spec).await).await.unwrap()
    }

    async fn record(&self, id: &str) -> RolloutRecord {
        self.client.rollout(id).await.unwrap()
    }

    /// Waits until the rollout is as wanted; says how it is if it never is.
    async fn until(&self, id: &str, is: impl Fn(&RolloutRecord) -> bool) -> RolloutRecord {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let record = self.record(id).await;
            if is(&record) {
                return record;
            }
            assert!(Instant::now() < end, "{:?}", record.state);
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn journal(&self, id: &str) -> Vec<Announcement> {
        let entries = self.client.rollout_entries(id, 0, Duration::ZERO).await.unwrap();
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.seq).collect();
        let without_gaps: Vec<u64> = (1..=entries.len() as u64).collect();
        assert_eq!(numbers, without_gaps);
        entries.into_iter().map(|entry| entry.announcement).collect()
    }

    async fn edit(&self, name: &str, edit: impl FnOnce(&mut Value)) {
        let before = self.route(name).await;
        let mut spec = before.spec.to_value();
        edit(&mut spec);
        let spec = ResourceSpec::deserialize(Kind::Route, spec).unwrap();
        let token = uuid::Uuid::new_v4().to_string();
        self.client.update(&Resource { spec, ..before }, &token, None).await.unwrap();
    }
}

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

fn route(text: &str) -> RouteRef {
    RouteRef { mesh: name("m"), virtual_router: name("r"), route: name(text) }
}

fn route_names(text: &str) -> Value {
    json!({"kind": "route", "virtualRouterName": "r", "routeName": text})
}

fn route_spec(prefix: &str) -> Value {
    json!({"priority": 10, "httpRoute": {"match": {"prefix": prefix},
        "action": {"weightedTargets": [{"virtualNode": "v1", "weight": 1}]}}})
}

/// A rollout of both routes in short stages.
fn spec() -> Spec {
    let hold = Period::from(Duration::from_millis(30));
    let stage = |percent| Stage::Weight { percent, hold, max_hold: hold };
    let target = |name_of| Target {
        route: route(name_of),
        baseline: name("v1"),
        canary: name("v2"),
        canary_port: None,
        keep_others: false,
    };
    Spec {
        name: "v2".to_owned(),
        targets: vec![target("a"), target("b")],
        stages: vec![stage(10), stage(50), stage(100)],
        verify: Verify {
            acks_percent: 95,
            split: true,
            if_connected: false,
            within: Period::seconds(30),
            settle: Period::ZERO,
        },
        interval: Period::from(Duration::from_millis(10)),
        gates: Vec::new(),
        lease: Lease { ttl: Period::seconds(60), on_loss: OnLoss::Continue },
        deadline: Period::minutes(10),
        rollback_deadline: Period::minutes(1),
        keep_baseline: Period::ZERO,
        hooks: Vec::new(),
        ..example::spec()
    }
}

/// One that stays at its first stage.
fn resting() -> Spec {
    let hold = Period::minutes(60);
    let mut spec = spec();
    spec.stages[0] = Stage::Weight { percent: 10, hold, max_hold: hold };
    spec.interval = hold;
    spec
}

fn is_promoted(record: &RolloutRecord) -> bool {
    matches!(record.state.phase, Phase::Promoted { .. }) && record.driver.is_none()
}

fn is_rolled_back(record: &RolloutRecord) -> bool {
    matches!(record.state.phase, Phase::RolledBack { .. }) && record.driver.is_none()
}

fn is_observing(record: &RolloutRecord) -> bool {
    matches!(record.state.phase, Phase::Observing { .. })
}

fn abort() -> Wish {
    Wish::Abort { reason: None }
}

#[tokio::test]
async fn a_rollout_is_driven_to_its_end_and_finished() {
    let world = World::new().await;
    let _keeping = world.keep();
    let started = world.start("one", spec()).await;
    assert_eq!((started.number, started.driver), (1, None));
    let record = world.until("one", is_promoted).await;
    assert!(record.number > 3);
    for name in ["a", "b"] {
        assert_eq!(world.weights(name).await, [0, 100]);
        assert_eq!(world.owner(name).as_deref(), Some("one"), "its weights are the rollout's");
        assert_eq!(world.route(name).await.spec.to_value()["priority"], 10);
    }
    let journal = world.journal("one").await;
    assert_eq!(journal.first(), Some(&Announcement::Started));
    assert_eq!(journal.last(), Some(&Announcement::Promoted));
    world.client.wish("one", &Wish::Finish { force: None }, "ada").await.unwrap();
    world.until("one", |record| record.state.phase == Phase::Finished).await;
    world.until("one", |record| record.driver.is_none()).await;
    assert_eq!((world.weights("a").await, world.owner("a")), (vec![100], None));
    assert_eq!(world.journal("one").await.last(), Some(&Announcement::Finished));
}

#[tokio::test]
async fn several_routes_change_at_one_revision() {
    let world = World::new().await;
    let before = world.plane.snapshot().revision;
    let _keeping = world.keep();
    world.start("one", spec()).await;
    world.until("one", is_promoted).await;
    let version = |name: &str| {
        let snapshot = world.plane.snapshot().snapshot;
        snapshot.get(&route(name).id()).unwrap().version()
    };
    assert_eq!((version("a"), version("b")), (4, 4), "three stages");
    // The start marks both routes, and each stage writes both.
    assert_eq!(world.plane.snapshot().revision, before + 4);
}

#[tokio::test]
async fn of_two_starts_one_is_refused_with_the_owner() {
    let world = World::new().await;
    let mut other = resting();
    other.targets.remove(0);
    let (one, two) = (world.state("one", resting()).await, world.state("two", other).await);
    let started = tokio::join!(world.client.start_rollout(&one), world.client.start_rollout(&two));
    let error = match started {
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
        both => panic!("{both:?}"),
    };
    let Failure::Conflict { message } = &error.failure else { panic!("{error:?}") };
    assert!(
        message.starts_with("the route `b` of mesh `m` is under the rollout `v2` ("),
        "{message}"
    );
    assert!(message.contains("which ada@ci-1 started at"), "{message}");
    let repeated = world.client.start_rollout(&one).await;
    assert_eq!(repeated.is_ok(), world.record("one").await.number == 1, "one may be sent again");
}

#[tokio::test]
async fn a_start_rests_on_the_weights_that_it_was_prepared_for() {
    let world = World::new().await;
    let state = world.state("one", spec()).await;
    world
        .edit("b", |spec| spec["httpRoute"]["action"]["weightedTargets"][0]["weight"] = json!(7))
        .await;
    let error = world.client.start_rollout(&state).await.unwrap_err();
    assert!(matches!(error.failure, Failure::Stale { .. }), "{error:?}");
    assert_eq!((world.owner("a"), world.owner("b")), (None, None), "nothing was marked");
}

#[tokio::test]
async fn a_driver_that_was_replaced_cannot_write() {
    let world = World::new().await;
    let record = world.start("one", resting()).await;
    let state = record.state.clone();
    let fresh = || Box::new(|| Freshness::Fresh) as crate::drive::plane::Watched;
    let place = |name: &str, record| {
        PlanePlace::new(Arc::clone(&world.client), record, name.to_owned(), fresh())
    };
    let old = place("old", &record);
    old.persist(&state, &[]).await.unwrap();
    old.read(&state).await.unwrap();
    let new = place("new", &world.record("one").await);
    new.persist(&state, &[]).await.unwrap();
    let fenced = PlaceError::Fenced { by: "new".to_owned() };
    let to = |percent| {
        let write = |route: &crate::rollout::state::RouteState| RouteWrite {
            route: route.route.clone(),
            from: None,
            to: route.ladder.at(percent),
        };
        let routes = state.routes.iter().map(write).collect();
        Write { number: 1, routes, purpose: Purpose::Rollback }
    };
    assert_eq!(old.write(&state, &[], &to(50)).await, Err(fenced.clone()));
    assert_eq!(old.persist(&state, &[]).await, Err(fenced.clone()));
    assert_eq!(old.release(&state).await, Err(fenced));
    assert_eq!(world.weights("a").await, [1]);
    assert_eq!(new.write(&state, &[], &to(50)).await, Ok(WriteOutcome::Done));
    assert_eq!(world.weights("a").await, [50, 50]);
}

#[tokio::test]
async fn an_edit_by_a_client_of_app_mesh_is_taken_and_seen_at_once() {
    let world = World::new().await;
    let _keeping = world.keep();
    world.start("one", resting()).await;
    world.until("one", is_observing).await;
    world.edit("a", |spec| spec["httpRoute"]["match"]["prefix"] = json!("/c")).await;
    let rebased = Announcement::Rebased { route: route("a") };
    let seen = |record: &RolloutRecord| record.state.announced > 5;
    world.until("one", seen).await;
    assert!(world.journal("one").await.contains(&rebased), "the next interval is an hour away");
    let weight = |spec: &mut Value| {
        spec["httpRoute"]["action"]["weightedTargets"][0]["weight"] = json!(55);
    };
    world.edit("a", weight).await;
    let held = world.until("one", |record| matches!(record.state.phase, Phase::Held(_))).await;
    assert_eq!(Position::of(&held.state), Position::SplitDrift);
    world.client.wish("one", &abort(), "ada").await.unwrap();
    world.until("one", is_rolled_back).await;
    assert_eq!((world.weights("a").await, world.weights("b").await), (vec![1], vec![1]));
    let spec = world.route("a").await.spec.to_value();
    assert_eq!(spec["httpRoute"]["match"]["prefix"], "/c", "the edit is kept on the way back");
    assert_eq!((world.owner("a"), world.owner("b")), (None, None));
}

#[tokio::test]
async fn a_route_may_be_deleted_meanwhile_but_not_its_nodes() {
    let world = World::new().await;
    let _keeping = world.keep();
    world.start("one", resting()).await;
    world.until("one", is_observing).await;
    let node = ResourceId::try_new(Kind::VirtualNode, "m", None, "v2").unwrap();
    let error = world.client.delete(&node, None).await.unwrap_err();
    assert!(matches!(error.failure, Failure::InUse { .. }), "{error:?}");
    world.client.delete(&route("b").id(), None).await.unwrap();
    let held = world.until("one", |record| matches!(record.state.phase, Phase::Held(_))).await;
    let Phase::Held(held) = held.state.phase else { panic!() };
    assert_eq!(held.reason, HeldReason::RouteGone { route: route("b") });
    let told = world.client.wish("one", &abort(), "ada@ci-1").await.unwrap();
    let goes_back = |entry: &Entry| matches!(entry.announcement, Announcement::RollingBack { .. });
    assert!(told.iter().any(goes_back), "{told:?}");
    world.until("one", is_rolled_back).await;
    assert_eq!(world.weights("a").await, [1]);
}

#[tokio::test]
async fn a_promoted_rollout_goes_back_when_asked_and_ends_with_the_next_start() {
    let world = World::new().await;
    let _keeping = world.keep();
    world.start("one", spec()).await;
    world.until("one", is_promoted).await;
    let told = world.client.wish("one", &Wish::Pause, "ada").await.unwrap();
    assert!(told.iter().any(|e| matches!(e.announcement, Announcement::Declined { .. })));
    world.client.wish("one", &abort(), "ada").await.unwrap();
    world.until("one", is_rolled_back).await;
    assert_eq!(world.weights("a").await, [1]);
    world.start("two", spec()).await;
    world.until("two", is_promoted).await;
    assert_eq!(world.record("one").await.superseded.as_deref(), Some("two"));
    // v2 is the baseline now; a rollout of another pair takes the routes over.
    let mut back = spec();
    for target in &mut back.targets {
        (target.baseline, target.canary) = (name("v2"), name("v1"));
    }
    world.start("three", back).await;
    let two = world.record("two").await;
    assert_eq!(two.superseded.as_deref(), Some("three"));
    let error = world.client.wish("two", &abort(), "ada").await.unwrap_err();
    assert!(matches!(error.failure, Failure::Conflict { .. }), "{error:?}");
    world.until("three", is_promoted).await;
    assert_eq!(world.owner("a").as_deref(), Some("three"));
}

#[tokio::test]
async fn without_its_watcher_a_rollout_does_what_it_is_told() {
    let world = World::new().await;
    let _keeping = world.keep();
    let mut guarded = resting();
    guarded.lease = Lease { ttl: Period::seconds(2), on_loss: OnLoss::Rollback };
    world.start("one", guarded).await;
    world.until("one", is_observing).await;
    let watched = Instant::now();
    while watched.elapsed() < Duration::from_secs(3) {
        assert!(is_observing(&world.client.renew_watch("one").await.unwrap()));
        sleep(Duration::from_millis(300)).await;
    }
    let record = world.until("one", is_rolled_back).await;
    assert_eq!(Position::of(&record.state), Position::BaselineByTimeout);
}

#[tokio::test]
async fn a_switch_is_previewed_and_leaves_no_preview_behind() {
    let world = World::new().await;
    let _keeping = world.keep();
    let preview = Some(Preview { header: "x-preview".to_owned(), value: "yes".to_owned() });
    let mut switch = resting();
    switch.strategy = Strategy::BlueGreen { preview };
    switch.stages = vec![
        Stage::Approve {
            name: "go".to_owned(),
            deadline: Period::minutes(5),
            on_deadline: Fallback::Rollback,
        },
        spec().stages[2].clone(),
    ];
    switch.stages.swap(0, 1);
    world.start("one", switch).await;
    let previews = || {
        let snapshot = world.plane.snapshot().snapshot;
        let routes = snapshot.iter().filter(|one| one.id.name().starts_with("weir-preview."));
        routes.cloned().collect::<Vec<_>>()
    };
    world.until("one", |record| record.state.previewed).await;
    world.until("one", |record| matches!(record.state.phase, Phase::Held(_))).await;
    let made = previews();
    assert_eq!(made.len(), 2);
    let spec = made[0].spec.to_value();
    assert_eq!(spec["priority"], 9, "before the route that it is a preview of");
    assert_eq!(made[0].rollout(), Some("one"));
    world.client.wish("one", &abort(), "ada").await.unwrap();
    world.until("one", |record| is_rolled_back(record) && !record.state.previewed).await;
    assert_eq!(previews().len(), 0);
    assert_eq!(world.weights("a").await, [1]);
}

#[tokio::test]
async fn what_a_rollout_announces_is_told_when_it_happens() {
    let world = World::new().await;
    world.start("one", resting()).await;
    let client = &world.client;
    let nothing = client.rollout_entries("one", 0, Duration::from_millis(10)).await.unwrap();
    assert!(nothing.is_empty());
    let error = client.wish("one", &abort(), "ada").await.unwrap_err();
    assert!(matches!(error.failure, Failure::Conflict { .. }), "nobody drives it: {error:?}");
    let waiting = client.rollout_entries("one", 0, Duration::from_secs(20));
    let began = async {
        sleep(Duration::from_millis(50)).await;
        world.keep()
    };
    let (told, keeping) = tokio::join!(waiting, began);
    assert_eq!(told.unwrap()[0].announcement, Announcement::Started);
    keeping.leave().await;
    let error = client.rollout_entries("none", 0, Duration::ZERO).await.unwrap_err();
    assert!(error.is_not_found());
}

#[tokio::test]
async fn a_step_changes_routes_only() {
    let world = World::new().await;
    let record = world.start("one", resting()).await;
    let node = ResourceId::try_new(Kind::VirtualNode, "m", None, "v1").unwrap();
    let node = world.client.describe(&node).await.unwrap();
    let changes = [BatchChange::Delete { id: &node.id, version: 1 }];
    let step = crate::client::RolloutStep {
        number: 1,
        driver: "mallory",
        state: &record.state,
        entries: &[],
        changes: &changes,
        release: false,
    };
    let error = world.client.step_rollout(step).await.unwrap_err();
    assert!(matches!(error.failure, Failure::BadRequest { .. }), "{error:?}");
    assert_eq!(world.record("one").await, record);
}
