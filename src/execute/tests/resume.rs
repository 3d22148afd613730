//! A plan of 1,000 resources that is cut off: at a hundred places, each time from the beginning, and a
//! hundred times on its way.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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

impl Mortal {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let data_dir = folder.path().to_owned();
        let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
        let router = crate::server::router(plane.clone());
        let (left, died) = (Arc::new(AtomicUsize::new(usize::MAX)), Arc::new(Notify::new()));
        let (counted, dying) = (Arc::clone(&left), Arc::clone(&died));
        let service = tower::service_fn(move |request: Request<Bytes>| {
            let (router, left, died) = (router.clone(), Arc::clone(&counted), Arc::clone(&dying));
            async move {
                if request.uri().path() == "/_weir/v1/capabilities" {
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
                let (parts, body) = router.oneshot(request.map(Body::from)).await?.into_parts();
                let Ok(body) = body.collect().await else { return Ok(status(500)) };
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

#[tokio::test]
async fn a_run_that_dies_at_any_of_a_hundred_places_ends_where_one_ends_that_does_not() {
    let desired = nodes(RESOURCES - 1);
    let plan = plan_with(&Snapshot::default(), &desired, &Options::default());
    assert_eq!(plan.steps.len(), RESOURCES);
    let target = Target { endpoint: String::new(), meshes: [("m".to_owned(), None)].into() };
    let saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), Timestamp::from_millis(0), target);
    let stop = Halt::default();
    let whole = Mortal::new();
    let report = apply(&whole.client, &plan, &orders(&stop), |_| {}).await.unwrap();
    assert!(report.is_whole());
    let expected = state(&whole);
    assert_eq!(expected.len(), RESOURCES);
    let mut seed = 42;
    let mut places = BTreeSet::new();
    for _ in 0..CUTS {
        // Anywhere among the writes, before or after one of them.
        let place = random(&mut seed) % (2 * RESOURCES);
        let mortal = Mortal::new();
        mortal.left.store(place, Ordering::Relaxed);
        let run = uuid::Uuid::now_v7();
        let first = Orders { run, ..orders(&stop) };
        tokio::select! {
            _ = apply(&mortal.client, &plan, &first, |_| {}) => {
                panic!("the run was not cut off at {place}");
            }
            () = mortal.died.notified() => {}
        }
        mortal.left.store(usize::MAX, Ordering::Relaxed);
        let now = mortal.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
        assert!(
            now.len() < RESOURCES || place >= 2 * (RESOURCES - 10),
            "{place}: nothing was cut off"
        );
        let onto = saved.onto(&now, Strictness::Resume).unwrap();
        let orders = Orders { run, done: &onto.done, ..orders(&stop) };
        let report = apply(&mortal.client, &onto.plan, &orders, |_| {}).await.unwrap();
        assert!(report.is_whole(), "{place}");
        assert!(state(&mortal) == expected, "cut off at {place}, it ended elsewhere");
        places.insert(place);
    }
    assert!(places.len() > CUTS * 9 / 10, "only {} places", places.len());
}

#[tokio::test]
async fn a_run_that_dies_a_hundred_times_ends_where_one_ends_that_does_not() {
    let mortal = Mortal::new();
    let desired = nodes(RESOURCES - 1);
    let plan = plan_with(&Snapshot::default(), &desired, &Options::default());
    let target = Target { endpoint: String::new(), meshes: [("m".to_owned(), None)].into() };
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
