//! A plan of 1,000 resources that is cut off a hundred times, and taken up again each time.

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
use crate::model::{Snapshot, Timestamp};
use crate::plan::saved::{SavedPlan, Strictness, Target};
use crate::plan::{Options, plan_with};
use crate::server::plane::{Config, Plane};

/// How often the run is cut off.
const CUTS: usize = 100;

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

#[tokio::test]
async fn a_run_that_dies_a_hundred_times_ends_where_one_ends_that_does_not() {
    let mortal = Mortal::new();
    let desired = nodes(999);
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
