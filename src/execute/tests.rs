//! Plans against the real router in process, with its extensions hidden and faults put in.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::client::{Client, LocalService, Transport, WithTags};
use crate::execute::{Outcome, Report, Skipped, Stop, apply};
use crate::model::{Resource, ResourceId, Snapshot};
use crate::plan;
use crate::server::plane::{Config, Plane};

/// What happens to one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is answered with this status and not done.
    Refused(u16),
    /// It is done, and answered with this status all the same.
    Lost(u16),
}

/// A control plane that knows only App Mesh, and whose writes may fail.
struct Foreign {
    plane: Plane,
    client: Client,
    writes: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl Foreign {
    /// `fault` decides by the number of a write, from 0.
    fn new(fault: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static) -> Self {
        Self::with_extensions(&[], fault)
    }

    /// The same with some of weir's extensions.
    fn with_extensions(
        extensions: &'static [&'static str],
        fault: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let data_dir = folder.path().to_owned();
        let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
        let writes = Arc::new(Mutex::new(Vec::new()));
        let (router, log) = (crate::server::router(plane.clone()), Arc::clone(&writes));
        let (fault, count) = (Arc::new(fault), Arc::new(AtomicUsize::new(0)));
        let service = tower::service_fn(move |request: Request<Bytes>| {
            let (router, log) = (router.clone(), Arc::clone(&log));
            let (fault, count) = (Arc::clone(&fault), Arc::clone(&count));
            async move {
                if request.uri().path() == "/_weir/v1/capabilities" {
                    let can = serde_json::json!({ "extensions": extensions });
                    return Ok(Response::new(Bytes::from(can.to_string())));
                }
                let allowed = |name: &&str| request.uri().path().ends_with(name);
                if request.uri().path().starts_with("/_weir/") && !extensions.iter().any(allowed) {
                    return Ok(status(404));
                }
                let mut failed = None;
                if request.method() != Method::GET {
                    failed = fault(count.fetch_add(1, Ordering::Relaxed));
                    log.lock().unwrap().push(format!("{} {}", request.method(), request.uri()));
                }
                if let Some(Fault::Refused(code)) = failed {
                    return Ok(status(code));
                }
                let response = router.oneshot(request.map(Body::from)).await?;
                if let Some(Fault::Lost(code)) = failed {
                    return Ok(status(code));
                }
                let (parts, body) = response.into_parts();
                Ok(Response::from_parts(parts, body.collect().await.unwrap().to_bytes()))
            }
        });
        let client = Client::new(Transport::Local(LocalService::new(service)));
        Self { plane, client, writes, _folder: folder }
    }

    async fn apply(&self, desired: &Snapshot) -> Report {
        let current = self.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
        let plan = plan::plan(&current, desired);
        apply(&self.client, &plan, &Stop::default(), |_, _| {}).await.unwrap()
    }

    fn addresses(&self) -> Vec<String> {
        self.plane.snapshot().snapshot.iter().map(|one| one.id.to_string()).collect()
    }
}

fn status(code: u16) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"{\"message\":\"a fault\"}"));
    *response.status_mut() = StatusCode::from_u16(code).unwrap();
    response
}

fn desired() -> Snapshot {
    [
        r#"{"kind":"mesh","meshName":"m","spec":{},"tags":[{"key":"team","value":"a"}]}"#,
        r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"a","spec":{}}"#,
        r#"{"kind":"virtualRouter","meshName":"m","virtualRouterName":"r","spec":{}}"#,
        r#"{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"x","spec":
           {"tcpRoute":{"action":{"weightedTargets":[{"virtualNode":"a","weight":1}]}}}}"#,
    ]
    .into_iter()
    .map(|text| serde_json::from_str::<Resource>(text).unwrap())
    .collect()
}

fn shown(report: &Report) -> Vec<String> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::Done => "done".to_owned(),
        Outcome::Failed(error) => format!("failed: {}", error.failure),
        Outcome::Skipped(skipped) => format!("{skipped:?}"),
        Outcome::Unknown(error) => format!("unknown: {}", error.failure),
    };
    report.outcomes.iter().map(word).collect()
}

#[tokio::test(start_paused = true)]
async fn a_control_plane_without_extensions_is_read_and_written_step_by_step() {
    let foreign = Foreign::new(|_| None);
    let report = foreign.apply(&desired()).await;
    assert_eq!(shown(&report), ["done"; 4]);
    assert_eq!(foreign.writes.lock().unwrap().len(), 4);
    let again = foreign.apply(&desired()).await;
    assert!(again.outcomes.is_empty(), "nothing is left to do");
    let tags = foreign.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
    let mesh = tags.iter().next().unwrap();
    assert_eq!(mesh.tags.get("team").unwrap().as_str(), "a");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_ends_the_run_and_says_what_was_skipped_and_why() {
    // Write 0 is the mesh; the node and the router go out together.
    let foreign = Foreign::new(|write| (write == 1).then_some(Fault::Refused(400)));
    let report = foreign.apply(&desired()).await;
    assert_eq!(shown(&report), ["done", "failed: refused: a fault", "done", "Needs(1)"]);
    assert_eq!(foreign.addresses(), ["m/m", "vr/r"]);
    let mended = foreign.apply(&desired()).await;
    assert_eq!(shown(&mended), ["done"; 2]);
}

#[tokio::test(start_paused = true)]
async fn passing_failures_are_tried_again_and_done_once() {
    // Every first attempt is done and its answer lost; the second finds the token.
    let foreign = Foreign::new(|write| (write % 2 == 0).then_some(Fault::Lost(503)));
    let report = foreign.apply(&desired()).await;
    assert_eq!(shown(&report), ["done"; 4]);
    let snapshot = foreign.plane.snapshot().snapshot;
    assert!(snapshot.iter().all(|resource| resource.version() == 1), "nothing was done twice");
}

#[tokio::test(start_paused = true)]
async fn a_deletion_whose_answer_was_lost_counts_as_done() {
    let foreign = Foreign::new(|write| (write == 4).then_some(Fault::Lost(500)));
    let _ = foreign.apply(&desired()).await;
    let id = ResourceId::try_new(crate::model::Kind::Route, "m", Some("r"), "x").unwrap();
    foreign.client.delete(&id, None).await.unwrap();
    assert!(foreign.client.delete(&id, None).await.unwrap_err().is_not_found());
}

#[tokio::test(start_paused = true)]
async fn what_fails_without_end_is_unknown_and_not_called_failed() {
    let foreign = Foreign::new(|write| (write >= 1).then_some(Fault::Lost(500)));
    let report = foreign.apply(&desired()).await;
    let unknown = "unknown: the control plane failed with status 500: a fault";
    assert_eq!(shown(&report), ["done", unknown, unknown, "Needs(1)"]);
    assert_eq!(foreign.addresses(), ["m/m", "vn/a", "vr/r"], "they were done after all");
}

#[tokio::test(start_paused = true)]
async fn a_wish_to_stop_starts_nothing_more() {
    let foreign = Foreign::new(|_| None);
    let current = foreign.client.snapshot(&["m"], WithTags::No).await.unwrap();
    let plan = plan::plan(&current, &desired());
    let stop = Stop::default();
    let asked = stop.clone();
    let report = apply(&foreign.client, &plan, &stop, |_, _| asked.ask()).await.unwrap();
    assert_eq!(report.done(), 1);
    assert!(matches!(report.outcomes[1], Outcome::Skipped(Skipped::Stopped)));
    assert_eq!(foreign.addresses(), ["m/m"]);
}

#[tokio::test]
async fn a_transaction_is_refused_in_full_when_somebody_was_faster() {
    let folder = TempDir::new().unwrap();
    let data_dir = folder.path().to_owned();
    let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
    let router = crate::server::router(plane.clone());
    let service = tower::service_fn(move |request: Request<Bytes>| {
        let router = router.clone();
        async move {
            let (parts, body) = router.oneshot(request.map(Body::from)).await?.into_parts();
            Ok(Response::from_parts(parts, body.collect().await.unwrap().to_bytes()))
        }
    });
    let client = Client::new(Transport::Local(LocalService::new(service)));
    let empty = Snapshot::default();
    let create = plan::plan(&empty, &desired());
    let stop = Stop::default();
    assert_eq!(shown(&apply(&client, &create, &stop, |_, _| {}).await.unwrap()), ["done"; 4]);
    // The same plan again is out of date in every step.
    let report = apply(&client, &create, &stop, |_, _| {}).await.unwrap();
    assert_eq!(report.done(), 0);
    assert!(matches!(report.outcomes[0], Outcome::Failed(_)));
    assert!(matches!(report.outcomes[1], Outcome::Skipped(Skipped::Transaction)));
    assert!(plane.snapshot().snapshot.iter().all(|resource| resource.version() == 1));
}

/// A mesh with so many nodes.
fn nodes(number: usize) -> Snapshot {
    let mesh = r#"{"kind":"mesh","meshName":"m","spec":{}}"#.to_owned();
    let node = |index| {
        format!(
            r#"{{"kind":"virtualNode","meshName":"m","virtualNodeName":"n{index:03}","spec":{{}}}}"#
        )
    };
    std::iter::once(mesh)
        .chain((0..number).map(node))
        .map(|text| serde_json::from_str::<Resource>(&text).unwrap())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_only_what_is_under_way_is_finished() {
    let foreign = Foreign::new(|write| (write == 1).then_some(Fault::Refused(400)));
    let report = foreign.apply(&nodes(30)).await;
    assert_eq!(report.failed(), 1);
    assert!(report.done() < 20, "{} were done", report.done());
    let after_failure =
        |outcome: &&Outcome| matches!(outcome, Outcome::Skipped(Skipped::AfterFailure));
    assert_eq!(report.outcomes.iter().filter(after_failure).count(), report.skipped());
    assert_eq!(foreign.writes.lock().unwrap().len(), report.done() + 1);
}

#[tokio::test(start_paused = true)]
async fn lists_are_read_to_their_last_page() {
    let foreign = Foreign::new(|_| None);
    let report = foreign.apply(&nodes(150)).await;
    assert_eq!(report.done(), 151);
    assert_eq!(foreign.client.snapshot(&["m"], WithTags::No).await.unwrap().len(), 151);
}

#[tokio::test(start_paused = true)]
async fn single_writes_are_guarded_by_the_version_that_the_plan_saw() {
    let foreign = Foreign::with_extensions(&["if-match"], |_| None);
    let _ = foreign.apply(&desired()).await;
    let current = foreign.client.snapshot(&["m"], WithTags::No).await.unwrap();
    let node = current.iter().find(|one| one.id.name() == "a").unwrap();
    // Somebody else changes the node after the plan was made.
    foreign.client.update(node, "t", None).await.unwrap();
    let stale = foreign.client.update(node, "u", Some(node.version())).await.unwrap_err();
    assert!(matches!(stale.failure, crate::client::Failure::Stale { .. }), "{stale:?}");
    let route = current.iter().find(|one| one.id.name() == "x").unwrap();
    let stale = foreign.client.delete(&route.id, Some(route.version() + 1)).await.unwrap_err();
    assert!(matches!(stale.failure, crate::client::Failure::Stale { .. }), "{stale:?}");
}

#[tokio::test(start_paused = true)]
async fn a_transaction_without_an_answer_is_unknown() {
    let foreign = Foreign::with_extensions(&["apply"], |_| Some(Fault::Lost(500)));
    let report = foreign.apply(&desired()).await;
    assert_eq!((report.unknown(), report.done(), report.failed()), (4, 0, 0));
    assert_eq!(foreign.addresses().len(), 4, "it was done after all");
    assert_eq!(foreign.writes.lock().unwrap().len(), 1, "it is not sent twice");
}

#[tokio::test(start_paused = true)]
async fn a_step_whose_tags_fail_after_its_spec_is_not_called_failed() {
    // Writes 0 to 3 make everything; then the mesh is updated and tagged.
    let foreign = Foreign::new(|write| (write == 5).then_some(Fault::Refused(400)));
    let _ = foreign.apply(&desired()).await;
    let text = r#"{"kind":"mesh","meshName":"m","spec":{"egressFilter":{"type":"ALLOW_ALL"}},
        "tags":[{"key":"team","value":"b"}]}"#;
    let changed: Snapshot =
        std::iter::once(serde_json::from_str::<Resource>(text).unwrap()).collect();
    let report = foreign.apply(&changed).await;
    assert_eq!(shown(&report), ["unknown: refused: a fault"]);
}

#[tokio::test(start_paused = true)]
async fn a_clear_no_after_a_lost_answer_is_unknown() {
    // The mesh is made and the answer lost; the second attempt is told that it may not.
    let foreign = Foreign::new(|write| match write {
        0 => Some(Fault::Lost(500)),
        1 => Some(Fault::Refused(403)),
        _ => None,
    });
    let report = foreign.apply(&desired()).await;
    assert_eq!(report.unknown(), 1, "{:?}", shown(&report));
    assert_eq!((report.done(), report.failed()), (0, 0));
    assert_eq!(foreign.addresses(), ["m/m"]);
}
