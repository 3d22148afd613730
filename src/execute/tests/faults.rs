//! A control plane whose writes fail in every way, at random: the report never lies, and after a
//! resume everything is as it should be.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::BodyExt as _;
use proptest::prelude::*;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::{orders, status};
use crate::client::{Client, Halt, LocalService, Transport, WithTags};
use crate::execute::{Outcome, apply};
use crate::model::{Resource, Snapshot, Timestamp};
use crate::plan::saved::{SavedPlan, Strictness, Target};
use crate::plan::{Action, Options, plan_with, spec_changes};
use crate::server::plane::{Config, Plane};

/// What happens to one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// It is not done, and answered with this status.
    Before(u16),
    /// It is done, and answered with this status all the same.
    After(u16),
    /// It reaches the control plane twice.
    Twice,
    /// It is answered as timed out by a gateway, and done when the next write comes.
    Late,
    Slow,
}

fn fault() -> impl Strategy<Value = Fault> {
    let status = prop_oneof![Just(500_u16), Just(502), Just(503), Just(504), Just(507)];
    prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::Before(429)),
        2 => status.clone().prop_map(Fault::Before),
        2 => status.prop_map(Fault::After),
        1 => Just(Fault::Before(400)),
        1 => Just(Fault::Twice),
        1 => Just(Fault::Late),
        1 => Just(Fault::Slow),
    ]
}

/// A control plane without any extension, whose writes have those faults in turn.
struct Faulty {
    plane: Plane,
    client: Client,
    late: Arc<Mutex<Vec<Request<Bytes>>>>,
    router: Router,
    armed: Arc<AtomicUsize>,
    _folder: TempDir,
}

impl Faulty {
    fn new(faults: Vec<Fault>, extensions: &'static [&'static str]) -> Self {
        let folder = TempDir::new().unwrap();
        let data_dir = folder.path().to_owned();
        let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
        let router = crate::server::router(plane.clone());
        let late = Arc::new(Mutex::new(Vec::new()));
        let armed = Arc::new(AtomicUsize::new(usize::MAX));
        let faults = Arc::new(faults);
        let (service_router, waiting, next) =
            (router.clone(), Arc::clone(&late), Arc::clone(&armed));
        let service = tower::service_fn(move |request: Request<Bytes>| {
            let (router, waiting) = (service_router.clone(), Arc::clone(&waiting));
            let (faults, next) = (Arc::clone(&faults), Arc::clone(&next));
            async move {
                if request.uri().path() == "/_weir/v1/capabilities" {
                    let can = serde_json::json!({ "extensions": extensions });
                    return Ok(Response::new(Bytes::from(can.to_string())));
                }
                let allowed = |name: &&str| request.uri().path().ends_with(name);
                if request.uri().path().starts_with("/_weir/") && !extensions.iter().any(allowed) {
                    return Ok(status(404));
                }
                if request.method() == Method::GET {
                    return Ok(send(&router, request).await);
                }
                let number = next.load(Ordering::Relaxed);
                let fault = if number == usize::MAX {
                    Fault::None
                } else {
                    next.store(number + 1, Ordering::Relaxed);
                    faults.get(number).copied().unwrap_or(Fault::None)
                };
                let before: Vec<Request<Bytes>> = std::mem::take(&mut *waiting.lock().unwrap());
                for one in before {
                    let _ = send(&router, one).await;
                }
                Ok(match fault {
                    Fault::None => send(&router, request).await,
                    Fault::Before(code) => status(code),
                    Fault::After(code) => {
                        let _ = send(&router, request).await;
                        status(code)
                    }
                    Fault::Twice => {
                        let _ = send(&router, request.clone()).await;
                        send(&router, request).await
                    }
                    Fault::Late => {
                        waiting.lock().unwrap().push(request);
                        status(504)
                    }
                    Fault::Slow => {
                        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
                        send(&router, request).await
                    }
                })
            }
        });
        let client = Client::new(Transport::Local(LocalService::new(service)));
        Self { plane, client, late, router, armed, _folder: folder }
    }

    /// From now on writes fail.
    fn arm(&self) {
        self.armed.store(0, Ordering::Relaxed);
    }

    /// What is late arrives, and nothing fails any more.
    async fn settle(&self) {
        self.armed.store(usize::MAX, Ordering::Relaxed);
        let late: Vec<Request<Bytes>> = std::mem::take(&mut *self.late.lock().unwrap());
        for one in late {
            let _ = send(&self.router, one).await;
        }
    }

    fn now(&self) -> Snapshot {
        self.plane.snapshot().snapshot
    }
}

async fn send(router: &Router, request: Request<Bytes>) -> Response<Bytes> {
    let answer = router.clone().oneshot(request.map(Body::from)).await;
    let (parts, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
    let Ok(body) = body.collect().await else { return status(500) };
    Response::from_parts(parts, body.to_bytes())
}

/// A mesh with a router per letter, each with a route to a node of its own.
fn mesh(letters: &[(u8, u8, bool)]) -> Snapshot {
    let mut texts = vec![r#"{"kind":"mesh","meshName":"m","spec":{}}"#.to_owned()];
    for (letter, weight, tagged) in letters {
        let name = char::from(b'a' + letter);
        let tags = if *tagged { r#","tags":[{"key":"t","value":"1"}]"# } else { "" };
        texts.push(format!(
            r#"{{"kind":"virtualNode","meshName":"m","virtualNodeName":"{name}","spec":{{}}{tags}}}"#
        ));
        texts.push(format!(
            r#"{{"kind":"virtualRouter","meshName":"m","virtualRouterName":"{name}","spec":{{}}}}"#
        ));
        texts.push(format!(
            r#"{{"kind":"route","meshName":"m","virtualRouterName":"{name}","routeName":"x","spec":
               {{"tcpRoute":{{"action":{{"weightedTargets":[{{"virtualNode":"{name}",
               "weight":{weight}}}]}}}}}}{tags}}}"#
        ));
    }
    texts.iter().map(|text| serde_json::from_str::<Resource>(text).unwrap()).collect()
}

fn letters() -> impl Strategy<Value = Vec<(u8, u8, bool)>> {
    let one = (0..6_u8, 1..4_u8, any::<bool>());
    proptest::collection::vec(one, 0..5).prop_map(|mut letters| {
        letters.sort_unstable();
        letters.dedup_by_key(|one| one.0);
        letters
    })
}

/// Whether what an action makes is there.
fn is_there(now: &Snapshot, action: &Action) -> bool {
    match (action, now.get(action.id())) {
        (Action::Delete { .. }, found) => found.is_none(),
        (Action::Create { after } | Action::Update { after, .. }, Some(found)) => {
            spec_changes(&found.spec, &after.spec).is_empty()
                && after.tags.iter().all(|(key, value)| found.tags.get(key) == Some(value))
        }
        (_, None) => false,
    }
}

/// Whether everything is as an action found it.
fn is_untouched(now: &Snapshot, action: &Action) -> bool {
    match action {
        Action::Create { after } => !now.contains(&after.id),
        Action::Update { before, .. } | Action::Delete { before } => {
            now.get(&before.id).is_some_and(|found| found.spec == before.spec)
        }
    }
}

async fn check(
    faults: Vec<Fault>,
    extensions: &'static [&'static str],
    (from, to): (Snapshot, Snapshot),
) {
    let plane = Faulty::new(faults, extensions);
    let halt = Halt::default();
    let empty = Snapshot::default();
    let first = plan_with(&empty, &from, &Options::default());
    let made = apply(&plane.client, &first, &orders(&halt), |_| {}).await.unwrap();
    assert!(made.is_whole(), "{made:?}");
    let current = plane.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
    let delete = current.iter().map(|one| one.id.clone()).filter(|id| !to.contains(id)).collect();
    let options = Options { delete, ..Options::default() };
    let plan = plan_with(&current, &to, &options);
    let target = Target { endpoint: String::new(), meshes: [("m".to_owned(), None)].into() };
    let saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), Timestamp::from_millis(0), target);
    plane.arm();
    let report = apply(&plane.client, &plan, &orders(&halt), |_| {}).await.unwrap();
    let right_after = plane.now();
    plane.settle().await;
    for now in [right_after, plane.now()] {
        for (step, outcome) in plan.steps.iter().zip(&report.outcomes) {
            let id = step.action.id();
            match outcome {
                Outcome::Done(_) => {
                    assert!(is_there(&now, &step.action), "{id} is not done: {report:?}");
                }
                Outcome::Failed(_) | Outcome::Skipped(_) => {
                    assert!(is_untouched(&now, &step.action), "{id} was touched: {report:?}");
                }
                Outcome::Unknown(..) | Outcome::Left => {}
            }
        }
    }
    // A plan in a file is the same plan.
    let text = serde_json::to_vec(&saved.to_json()).unwrap();
    let saved = SavedPlan::parse(&text).unwrap();
    let now = plane.client.snapshot(&["m"], WithTags::Yes).await.unwrap();
    let onto = saved.onto(&now, Strictness::Resume).unwrap();
    let again = crate::execute::Orders { done: &onto.done, ..orders(&halt) };
    let rest = apply(&plane.client, &onto.plan, &again, |_| {}).await.unwrap();
    assert!(rest.is_whole(), "{rest:?}");
    let now = plane.now();
    assert!(plan.steps.iter().all(|step| is_there(&now, &step.action)));
    assert_eq!(now.len(), to.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_fails_the_report_is_true_and_a_resume_ends_right(
        faults in proptest::collection::vec(fault(), 0..40),
        from in letters(),
        to in letters(),
        guarded in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        let extensions: &[&str] = if guarded { &["if-match"] } else { &[] };
        runtime.block_on(check(faults, extensions, (mesh(&from), mesh(&to))));
    }

    #[test]
    fn a_transaction_is_told_of_as_truly(
        faults in proptest::collection::vec(fault(), 0..3),
        from in letters(),
        to in letters(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(check(faults, &["apply", "snapshot"], (mesh(&from), mesh(&to))));
    }
}
