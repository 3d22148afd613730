//! The rules of writing, client tokens, transactions, failures of the store, and events.

mod backup;
mod events;
mod full_disk;
mod instances;
mod locks;
mod model;
mod rules;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::model::{Kind, Resource, ResourceId, Spec, Tags, Timestamp};
use crate::rollout::journal::Entry;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::operation::{Change, ClientToken, Expected, Operation, Outcome};
use crate::server::plane::source::Sources;
use crate::server::plane::{Config, Health, Plane, PlaneError};
use crate::store::conformance::identity;
use crate::store::{
    Batch, Changes, EmbeddedStore, Loaded, LockError, Store, StoreError, StoredToken, TokenKey,
};

/// A plane on a store of its own, with a clock that only the test moves.
pub struct World {
    dir: TempDir,
    pub plane: Plane,
    clock: Arc<AtomicI64>,
}

impl World {
    pub fn empty() -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Arc::new(AtomicI64::new(1_000));
        let plane = open(dir.path(), &clock);
        Self { dir, plane, clock }
    }

    /// With one resource of every kind, each as referred to as can be.
    pub async fn full() -> Self {
        let world = Self::empty();
        for (id, spec) in everything() {
            world.create(&id, spec).await.unwrap();
        }
        world
    }

    /// The same store after a restart.
    fn reopened(self) -> Self {
        let Self { dir, plane, clock } = self;
        drop(plane);
        let plane = open(dir.path(), &clock);
        Self { dir, plane, clock }
    }

    pub async fn create(&self, id: &ResourceId, spec: Value) -> Result<Outcome, ApiError> {
        self.change(create(id, spec)).await
    }

    pub async fn update(&self, id: &ResourceId, spec: Value) -> Result<Outcome, ApiError> {
        self.change(update(id, spec)).await
    }

    pub async fn delete(&self, id: &ResourceId) -> Result<Outcome, ApiError> {
        self.change(delete(id)).await
    }

    async fn change(&self, change: Change) -> Result<Outcome, ApiError> {
        self.plane.submit(Operation::Change { change, token: None }).await
    }

    async fn with_token(&self, token: &str, change: Change) -> Result<Outcome, ApiError> {
        let token = Some(ClientToken::new(token, &change));
        self.plane.submit(Operation::Change { change, token }).await
    }

    pub async fn batch(&self, changes: Vec<Change>) -> Result<Outcome, ApiError> {
        self.plane.submit(Operation::Batch { changes, if_revision: None }).await
    }

    pub fn get(&self, id: &ResourceId) -> Option<Arc<Resource>> {
        self.plane.snapshot().snapshot.get(id).cloned()
    }

    pub fn revision(&self) -> u64 {
        self.plane.snapshot().revision
    }
}

fn open(dir: &Path, clock: &Arc<AtomicI64>) -> Plane {
    let store = EmbeddedStore::open(dir, &identity()).unwrap();
    Plane::start(Box::new(store), sources(clock)).unwrap()
}

fn sources(clock: &Arc<AtomicI64>) -> Sources {
    let (clock, steady) = (Arc::clone(clock), Arc::clone(clock));
    let uptime = move || {
        Duration::from_millis(u64::try_from(steady.load(Ordering::Relaxed)).unwrap_or_default())
    };
    let mut last = 0;
    let ids = move || {
        last += 1;
        Uuid::from_u128(last)
    };
    Sources::new(move || Timestamp::from_millis(clock.load(Ordering::Relaxed)), uptime, ids)
}

pub fn id(address: &str) -> ResourceId {
    let address = crate::model::Address::parse(address).unwrap();
    address.in_mesh(Some("m")).unwrap().unwrap()
}

fn create(id: &ResourceId, spec: Value) -> Change {
    Change::Create { id: id.clone(), spec: spec_of(id, spec), tags: Tags::default() }
}

fn update(id: &ResourceId, spec: Value) -> Change {
    let (spec, expected) = (spec_of(id, spec), Expected::Any);
    Change::Update { id: id.clone(), spec, tags: None, expected }
}

fn delete(id: &ResourceId) -> Change {
    Change::Delete { id: id.clone(), expected: Expected::Any }
}

fn spec_of(id: &ResourceId, spec: Value) -> Spec {
    Spec::deserialize(id.kind(), spec).unwrap()
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    let tags = pairs.iter().map(|(key, value)| json!({ "key": key, "value": value }));
    serde_json::from_value(Value::Array(tags.collect())).unwrap()
}

pub fn to_node(name: &str) -> Value {
    json!({ "tcpRoute": { "action": { "weightedTargets": [{ "virtualNode": name, "weight": 1 }] } } })
}

fn to_service(name: &str) -> Value {
    let target = json!({ "virtualService": { "virtualServiceName": name } });
    json!({ "httpRoute": { "match": { "prefix": "/" }, "action": { "target": target } } })
}

fn by_router(name: &str) -> Value {
    json!({ "provider": { "virtualRouter": { "virtualRouterName": name } } })
}

fn gateway() -> Value {
    json!({ "listeners": [{ "portMapping": { "port": 80, "protocol": "http" } }] })
}

fn everything() -> Vec<(ResourceId, Value)> {
    [
        ("m/m", json!({})),
        ("vn/n", json!({})),
        ("vr/r", json!({})),
        ("rt/r/t", to_node("n")),
        ("vs/s.local", by_router("r")),
        ("vg/g", gateway()),
        ("gr/g/t", to_service("s.local")),
    ]
    .map(|(address, spec)| (id(address), spec))
    .into()
}

/// That an operation failed in that way, and what it said.
#[track_caller]
fn refused(outcome: Result<Outcome, ApiError>, kind: ErrorKind) -> String {
    let error = outcome.unwrap_err();
    assert_eq!(error.kind, kind, "{error}");
    error.message
}

/// A store that fails when it is told to.
struct Faulty {
    inner: EmbeddedStore,
    broken: Arc<AtomicBool>,
}

impl Store for Faulty {
    fn load(&self) -> Result<Loaded, StoreError> {
        self.inner.load()
    }

    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(StoreError::Failed { path: "x".into(), detail: "no space left".into() });
        }
        self.inner.commit(batch)
    }

    fn changes_after(&self, revision: u64) -> Result<Changes, StoreError> {
        self.inner.changes_after(revision)
    }

    fn token(&self, key: &TokenKey) -> Result<Option<StoredToken>, StoreError> {
        self.inner.token(key)
    }

    fn rollout_entries(&self, id: &str, after: u64, max: usize) -> Result<Vec<Entry>, StoreError> {
        self.inner.rollout_entries(id, after, max)
    }

    fn backup(&self) -> Result<Vec<u8>, StoreError> {
        self.inner.backup()
    }
}

#[tokio::test]
async fn failed_commit_is_not_acknowledged_and_ends_all_writing() {
    let dir = TempDir::new().unwrap();
    let broken = Arc::new(AtomicBool::new(false));
    let inner = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    let store = Box::new(Faulty { inner, broken: Arc::clone(&broken) });
    let plane = Plane::start(store, sources(&Arc::new(AtomicI64::new(0)))).unwrap();
    let submit = |change| plane.submit(Operation::Change { change, token: None });
    submit(create(&id("m/m"), json!({}))).await.unwrap();
    broken.store(true, Ordering::Relaxed);
    refused(submit(create(&id("vn/a"), json!({}))).await, ErrorKind::InternalServerError);
    broken.store(false, Ordering::Relaxed);
    let said = refused(submit(create(&id("vn/a"), json!({}))).await, ErrorKind::StoreFailed);
    assert!(said.contains("restarted") && said.contains("no space left"), "{said}");
    assert_eq!(plane.snapshot().revision, 1);
    assert_eq!(plane.snapshot().snapshot.len(), 1);
    assert_eq!(plane.health(), Health::Failed("the store `x` failed: no space left".into()));
    drop(plane);
    let world = open(dir.path(), &Arc::new(AtomicI64::new(0)));
    assert_eq!((world.health(), world.snapshot().revision), (Health::Ready, 1));
}

#[tokio::test]
async fn removed_or_replaced_store_ends_all_writing() {
    let moves: [fn(&Path); 3] = [
        |dir| std::fs::remove_file(dir.join("weir.redb")).unwrap(),
        |dir| std::fs::remove_dir_all(dir).unwrap(),
        |dir| {
            std::fs::copy(dir.join("weir.redb"), dir.join("copy")).unwrap();
            std::fs::rename(dir.join("copy"), dir.join("weir.redb")).unwrap();
        },
    ];
    for change in moves {
        let world = World::empty();
        world.create(&id("m/m"), json!({})).await.unwrap();
        change(world.dir.path());
        for _ in 0..2 {
            let outcome = world.create(&id("vn/a"), json!({})).await;
            let said = refused(outcome, ErrorKind::StoreFailed);
            assert!(said.contains("was removed or replaced"), "{said}");
        }
        assert!(matches!(world.plane.health(), Health::Failed(_)));
        assert_eq!(world.revision(), 1, "what was refused is not shown");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_are_all_answered_and_kept() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    let tasks: Vec<_> = (0..300)
        .map(|number| {
            let plane = world.plane.clone();
            let change = create(&id(&format!("vn/n{number}")), json!({}));
            tokio::spawn(async move {
                let outcome =
                    plane.submit(Operation::Change { change, token: None }).await.unwrap();
                assert!(plane.snapshot().revision >= outcome.revision, "answered before published");
                outcome.revision
            })
        })
        .collect();
    let mut revisions = Vec::new();
    for task in tasks {
        revisions.push(task.await.unwrap());
    }
    revisions.sort_unstable();
    assert_eq!(revisions, (2..=301).collect::<Vec<_>>(), "each operation has its revision");
    let world = world.reopened();
    assert_eq!(world.revision(), 301);
    assert_eq!(world.plane.snapshot().snapshot.len(), 301);
}

#[tokio::test]
async fn shutdown_keeps_what_was_submitted_and_refuses_the_rest() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    world.plane.shutdown();
    assert_eq!(world.plane.health(), Health::Draining);
    refused(world.create(&id("vn/a"), json!({})).await, ErrorKind::ServiceUnavailable);
    assert!(world.get(&id("m/m")).is_some(), "reading goes on");
    world.plane.shutdown();
}

fn config(dir: &Path) -> Config {
    Config { data_dir: dir.to_owned(), account: None, region: None }
}

#[test]
fn data_directory_has_one_plane() {
    let dir = TempDir::new().unwrap();
    let plane = Plane::open(&config(dir.path())).unwrap();
    plane.announce(&["http://127.0.0.1:1".to_owned()]).unwrap();
    match Plane::open(&config(dir.path())) {
        Err(PlaneError::Lock(LockError::Held { holder, .. })) => {
            assert_eq!(holder.pid, std::process::id());
            assert_eq!(holder.serving, ["http://127.0.0.1:1"]);
        }
        other => panic!("{other:?}"),
    }
    drop(plane);
    Plane::open(&config(dir.path())).unwrap();
}

#[test]
fn identity_is_fixed_when_the_store_is_made() {
    let dir = TempDir::new().unwrap();
    let open = |account: Option<&str>, region: Option<&str>| {
        let (account, region) = (account.map(str::to_owned), region.map(str::to_owned));
        Plane::open(&Config { account, region, ..config(dir.path()) })
    };
    assert!(matches!(open(Some("12"), None), Err(PlaneError::Account(_))));
    assert!(matches!(open(None, Some("a:b")), Err(PlaneError::Region(_))));
    let plane = open(Some("123456789012"), Some("eu-west-1")).unwrap();
    assert_eq!(plane.identity().region, "eu-west-1");
    drop(plane);
    let plane = open(None, None).unwrap();
    assert_eq!(plane.identity().account, "123456789012");
    drop(plane);
    let error = open(None, Some("us-east-1")).unwrap_err().to_string();
    assert!(error.contains("was made for region `eu-west-1`, not `us-east-1`"), "{error}");
    open(Some("123456789012"), None).unwrap();
}
