//! Plans against the real router in process, with its extensions hidden and faults put in.

mod faults;
mod resume;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::client::{Client, Halt, LocalService, Transport, WithTags};
use crate::execute::{OnError, Orders, Outcome, Report, Skipped, Told, apply};
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
        self.apply_with(desired, OnError::Continue).await
    }

    async fn apply_with(&self, desired: &Snapshot, on_error: OnError) -> Report {
        let current = self.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
        let plan = plan::plan(&current, desired);
        let stop = Halt::default();
        let orders = Orders { on_error, ..orders(&stop) };
        apply(&self.client, &plan, &orders, |_| {}).await.unwrap()
    }

    fn addresses(&self) -> Vec<String> {
        self.plane.snapshot().snapshot.iter().map(|one| one.id.to_string()).collect()
    }
}

/// Orders of a run that nothing was said about.
fn orders(stop: &Halt) -> Orders<'_> {
    Orders { on_error: OnError::Continue, stop, run: uuid::Uuid::now_v7(), done: &[] }
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
        Outcome::Done(_) => "done".to_owned(),
        Outcome::Failed(error) => format!("failed: {}", error.failure),
        Outcome::Skipped(skipped) => format!("{skipped:?}"),
        Outcome::Unknown(error, _) => format!("unknown: {}", error.failure),
        Outcome::Left => "left".to_owned(),
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
async fn what_was_done_without_an_answer_is_looked_at_and_called_done() {
    let foreign = Foreign::new(|write| (write >= 1).then_some(Fault::Lost(500)));
    let report = foreign.apply(&desired()).await;
    assert_eq!(shown(&report), ["done"; 4]);
    assert_eq!(foreign.addresses(), ["m/m", "vn/a", "vr/r", "rt/r/x"]);
}

#[tokio::test(start_paused = true)]
async fn what_was_answered_with_a_failure_and_is_not_there_failed() {
    let foreign = Foreign::new(|write| (write >= 1).then_some(Fault::Refused(507)));
    let report = foreign.apply(&desired()).await;
    let failed = "failed: the control plane failed with status 507: a fault";
    assert_eq!(shown(&report), ["done", failed, failed, "Needs(1)"]);
    assert_eq!(foreign.addresses(), ["m/m"]);
}

#[tokio::test(start_paused = true)]
async fn what_may_still_be_under_way_is_unknown_though_it_is_not_there() {
    let foreign = Foreign::new(|write| (write >= 1).then_some(Fault::Refused(504)));
    let report = foreign.apply(&desired()).await;
    let unknown = "unknown: the control plane failed with status 504: a fault";
    assert_eq!(shown(&report), ["done", unknown, unknown, "Needs(1)"]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_stops_only_what_needs_the_step() {
    let foreign = Foreign::new(|write| (write == 1).then_some(Fault::Refused(400)));
    let report = foreign.apply(&nodes(30)).await;
    assert_eq!((report.done(), report.failed(), report.skipped()), (30, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_control_plane_that_does_nothing_any_more_is_not_asked_a_thousand_times() {
    let foreign = Foreign::new(|write| (write > 5).then_some(Fault::Refused(503)));
    let report = foreign.apply(&nodes(300)).await;
    assert!(report.failed() < 20, "{} failed", report.failed());
    let hopeless = |outcome: &&Outcome| matches!(outcome, Outcome::Skipped(Skipped::Hopeless));
    assert!(report.outcomes.iter().filter(hopeless).count() > 250);
}

#[tokio::test(start_paused = true)]
async fn a_wish_to_stop_starts_nothing_more() {
    let foreign = Foreign::new(|_| None);
    let current = foreign.client.snapshot(&["m"], WithTags::No).await.unwrap();
    let plan = plan::plan(&current, &desired());
    let stop = Halt::default();
    let asked = stop.clone();
    let ask = |told: Told<'_>| {
        if matches!(told, Told::Ended(..)) {
            asked.ask();
        }
    };
    let report = apply(&foreign.client, &plan, &orders(&stop), ask).await.unwrap();
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
    let stop = Halt::default();
    let first = apply(&client, &create, &orders(&stop), |_| {}).await.unwrap();
    assert_eq!(shown(&first), ["done"; 4]);
    // The same plan again finds everything as it should be, and has made nothing of it.
    let report = apply(&client, &create, &orders(&stop), |_| {}).await.unwrap();
    assert_eq!(shown(&report), ["done"; 4]);
    assert_eq!((report.already(), report.outcomes.iter().any(Outcome::may_be_own)), (4, false));
    // One that wants something else is out of date.
    let text = r#"{"kind":"mesh","meshName":"m","spec":{"egressFilter":{"type":"ALLOW_ALL"}}}"#;
    let mut other = desired();
    other.insert(Arc::new(serde_json::from_str::<Resource>(text).unwrap()));
    let other = plan::plan(&empty, &other);
    let report = apply(&client, &other, &orders(&stop), |_| {}).await.unwrap();
    assert_eq!(report.done(), 0);
    assert!(report.is_stale(), "{:?}", report.outcomes[0]);
    assert!(matches!(report.outcomes[0], Outcome::Failed(_)));
    assert!(matches!(report.outcomes[1], Outcome::Skipped(Skipped::Transaction)));
    assert!(plane.snapshot().snapshot.iter().all(|resource| resource.version() == 1));
}

#[tokio::test(start_paused = true)]
async fn what_somebody_else_made_since_the_plan_is_not_the_runs_own() {
    let foreign = Foreign::new(|_| None);
    let plan = plan::plan(&Snapshot::default(), &desired());
    let stop = Halt::default();
    let _ = foreign.apply(&desired()).await;
    let report = apply(&foreign.client, &plan, &orders(&stop), |_| {}).await.unwrap();
    assert_eq!(shown(&report), ["done"; 4]);
    assert_eq!((report.already(), report.outcomes.iter().any(Outcome::may_be_own)), (4, false));
    // What is there and not as planned makes the plan stale.
    let text = r#"{"kind":"mesh","meshName":"m","spec":{"egressFilter":{"type":"ALLOW_ALL"}}}"#;
    let other: Snapshot =
        std::iter::once(serde_json::from_str::<Resource>(text).unwrap()).collect();
    let plan = plan::plan(&Snapshot::default(), &other);
    let report = apply(&foreign.client, &plan, &orders(&stop), |_| {}).await.unwrap();
    assert!(report.is_stale(), "{:?}", report.outcomes);
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
    let report = foreign.apply_with(&nodes(30), OnError::Stop).await;
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
async fn a_transaction_without_an_answer_is_looked_at() {
    let lost = Foreign::with_extensions(&["apply"], |_| Some(Fault::Lost(500)));
    assert_eq!(shown(&lost.apply(&desired()).await), ["done"; 4]);
    assert_eq!(lost.writes.lock().unwrap().len(), 1, "it is not sent twice");
    let refused = Foreign::with_extensions(&["apply"], |_| Some(Fault::Refused(500)));
    let report = refused.apply(&desired()).await;
    assert_eq!((report.failed(), report.unknown(), report.done()), (4, 0, 0));
    let open = Foreign::with_extensions(&["apply"], |_| Some(Fault::Refused(504)));
    let report = open.apply(&desired()).await;
    assert_eq!((report.failed(), report.unknown(), report.done()), (0, 4, 0));
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
async fn a_clear_no_after_a_lost_answer_is_looked_at() {
    // The mesh is made and the answer lost; the second attempt is told that it may not.
    let foreign = Foreign::new(|write| match write {
        0 => Some(Fault::Lost(500)),
        1 => Some(Fault::Refused(403)),
        _ => None,
    });
    let report = foreign.apply(&desired()).await;
    assert_eq!(shown(&report)[0], "done");
    assert!(foreign.addresses().contains(&"m/m".to_owned()));
}
