//! A plan of 1,000 resources that is cut off: at a hundred random places, each of which ends one run,
//! and a hundred times in one run.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tokio::sync::Notify;
use tower::ServiceExt as _;

use super::{nodes, orders, status};
use crate::client::{Client, Halt, LocalService, Transport, WithTags};
use crate::execute::{Orders, apply};
use crate::model::{ResourceId, Snapshot, Spec, Timestamp};
use crate::plan::saved::{SavedPlan, Strictness, Target};
use crate::plan::{Options, plan_with};
use crate::server::plane::{Config, Plane};

/// How often a run is cut off.
const CUTS: usize = 100;
/// How many resources the plan makes.
const RESOURCES: usize = 1_000;

/// A control plane that reads in bulk and writes one by one, and the moment at which the client dies.
struct Mortal {
    plane: Plane,
    client: Client,
    /// The writes that may still be made.
    left: Arc<AtomicUsize>,
    died: Arc<Notify>,
    _folder: TempDir,
}

/// How a control plane can be written to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writes {
    OneByOne,
    InOneGo,
}

/// At which writes the folder of a control plane is copied as it is at that moment, and the copies. As
/// with the number of writes left, an even number stands before a write and an odd one after it.
#[derive(Clone, Default)]
struct Copies(Arc<Mutex<BTreeMap<usize, Option<TempDir>>>>);

/// A file as it was at one moment: what is read while somebody writes is no state that ever was. Writes
/// that are under way end meanwhile, and whoever asks for the next one waits.
fn at_rest(path: &Path) -> Vec<u8> {
    let mut before = std::fs::read(path).unwrap();
    loop {
        let now = std::fs::read(path).unwrap();
        if now == before {
            return now;
        }
        before = now;
    }
}

impl Copies {
    fn take(&self, at: usize, folder: &Path) {
        if let Some(copy) = self.0.lock().unwrap().get_mut(&at) {
            let new = TempDir::new().unwrap();
            for file in std::fs::read_dir(folder).unwrap() {
                let file = file.unwrap();
                std::fs::write(new.path().join(file.file_name()), at_rest(&file.path())).unwrap();
            }
            *copy = Some(new);
        }
    }
}

impl Mortal {
    fn new() -> Self {
        Self::over(TempDir::new().unwrap(), Writes::OneByOne, Copies::default())
    }

    fn over(folder: TempDir, writes: Writes, copies: Copies) -> Self {
        let data_dir = folder.path().to_owned();
        let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
        let router = crate::server::router(plane.clone());
        let (left, died) = (Arc::new(AtomicUsize::new(usize::MAX)), Arc::new(Notify::new()));
        let (counted, dying) = (Arc::clone(&left), Arc::clone(&died));
        let (path, count) = (folder.path().to_owned(), Arc::new(AtomicUsize::new(0)));
        let service = tower::service_fn(move |request: Request<Bytes>| {
            let (router, left, died) = (router.clone(), Arc::clone(&counted), Arc::clone(&dying));
            let count = Arc::clone(&count);
            let (copies, path) = (copies.clone(), path.clone());
            async move {
                let bare = writes == Writes::OneByOne;
                if bare && request.uri().path() == "/_weir/v1/capabilities" {
                    let can = serde_json::json!({"extensions": ["snapshot", "if-match"]});
                    return Ok(Response::new(Bytes::from(can.to_string())));
                }
                let is_write = request.method() != Method::GET;
                // An even number dies before the write is made, an odd one right after.
                let number = left.load(Ordering::Relaxed);
                if is_write {
                    left.store(number.saturating_sub(2), Ordering::Relaxed);
                    if number == 0 {
                        died.notify_one();
                        return std::future::pending().await;
                    }
                }
                let made = if is_write { 2 * count.fetch_add(1, Ordering::Relaxed) } else { 0 };
                if is_write {
                    copies.take(made, &path);
                }
                let (parts, body) = router.oneshot(request.map(Body::from)).await?.into_parts();
                let Ok(body) = body.collect().await else { return Ok(status(500)) };
                if is_write {
                    copies.take(made + 1, &path);
                }
                if is_write && number == 1 {
                    died.notify_one();
                    return std::future::pending().await;
                }
                Ok(Response::from_parts(parts, body.to_bytes()))
            }
        });
        let client = Client::new(Transport::Local(LocalService::new(service)));
        Self { plane, client, left, died, _folder: folder }
    }
}

/// Numbers that look random and are the same each time.
fn random(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

/// What is there after a run: the specs, and how often each was written.
fn state(mortal: &Mortal) -> Vec<(ResourceId, Spec, i64)> {
    let there = mortal.plane.snapshot().snapshot;
    there.iter().map(|one| (one.id.clone(), one.spec.clone(), one.version())).collect()
}

/// One run goes through. At each of a hundred places what is there is kept: that is what a run leaves
/// that dies there, with its control plane. Each is taken up once.
#[tokio::test]
async fn a_run_that_dies_at_any_of_a_hundred_places_ends_where_one_ends_that_does_not() {
    let desired = nodes(RESOURCES - 1);
    let plan = plan_with(&Snapshot::default(), &desired, &Options::default());
    assert_eq!(plan.steps.len(), RESOURCES);
    let target =
        Target { endpoint: String::new(), store: None, meshes: [("m".to_owned(), None)].into() };
    let saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), Timestamp::from_millis(0), target);
    let (stop, run) = (Halt::default(), uuid::Uuid::now_v7());
    let (mut seed, mut places) = (42, BTreeMap::new());
    while places.len() < CUTS {
        places.insert(random(&mut seed) % (2 * RESOURCES), None);
    }
    let copies = Copies(Arc::new(Mutex::new(places)));
    let whole = Mortal::over(TempDir::new().unwrap(), Writes::OneByOne, copies.clone());
    let first = Orders { run, ..orders(&stop) };
    assert!(apply(&whole.client, &plan, &first, |_| {}).await.unwrap().is_whole());
    let expected = state(&whole);
    assert_eq!(expected.len(), RESOURCES);
    let copies = std::mem::take(&mut *copies.0.lock().unwrap());
    for (number, (place, folder)) in copies.into_iter().enumerate() {
        // Step by step takes long, so most take the shorter way.
        let writes = if number % 5 == 0 { Writes::OneByOne } else { Writes::InOneGo };
        let rest = Mortal::over(folder.unwrap(), writes, Copies::default());
        let now = rest.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
        // Others are under way at the same time: as many as there are writes at once.
        assert!(now.len().abs_diff(place / 2) <= 16, "{} there, cut off at {place}", now.len());
        let onto = saved.onto(&now, Strictness::Resume).unwrap();
        let orders = Orders { run, done: &onto.done, ..orders(&stop) };
        let report = apply(&rest.client, &onto.plan, &orders, |_| {}).await.unwrap();
        assert!(report.is_whole(), "{place}");
        assert!(state(&rest) == expected, "cut off at {place}, it ended elsewhere");
    }
}

#[tokio::test]
async fn a_run_that_dies_a_hundred_times_ends_where_one_ends_that_does_not() {
    let mortal = Mortal::new();
    let desired = nodes(RESOURCES - 1);
    let plan = plan_with(&Snapshot::default(), &desired, &Options::default());
    let target =
        Target { endpoint: String::new(), store: None, meshes: [("m".to_owned(), None)].into() };
    let saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), Timestamp::from_millis(0), target);
    let stop = Halt::default();
    let run = uuid::Uuid::now_v7();
    let mut seed = 7;
    let mut cuts = 0;
    for _ in 0..CUTS {
        let now = mortal.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
        let onto = saved.onto(&now, Strictness::Resume).unwrap();
        mortal.left.store(random(&mut seed) % 20, Ordering::Relaxed);
        let orders = Orders { run, done: &onto.done, ..orders(&stop) };
        tokio::select! {
            report = apply(&mortal.client, &onto.plan, &orders, |_| {}) => {
                assert!(report.unwrap().is_whole());
            }
            () = mortal.died.notified() => cuts += 1,
        }
    }
    assert_eq!(cuts, CUTS, "every part of the run was cut off");
    mortal.left.store(usize::MAX, Ordering::Relaxed);
    let now = mortal.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
    let onto = saved.onto(&now, Strictness::Resume).unwrap();
    assert!(onto.done.iter().any(|done| *done) && !onto.done.iter().all(|done| *done));
    let orders = Orders { run, done: &onto.done, ..orders(&stop) };
    assert!(apply(&mortal.client, &onto.plan, &orders, |_| {}).await.unwrap().is_whole());
    let there = mortal.plane.snapshot().snapshot;
    assert_eq!(there.len(), desired.len());
    for resource in there.iter() {
        assert_eq!(resource.version(), 1, "{} was made twice", resource.id);
        assert_eq!(resource.spec, desired.get(&resource.id).unwrap().spec);
    }
}
