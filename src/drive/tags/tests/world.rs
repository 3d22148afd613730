//! A control plane without extensions for tests, with the ways of emulators on demand: tags that are
//! added instead of replaced, none that can be taken away, one uid and one time of creation for all,
//! and whatever a test answers.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::client::{Client, LocalService, Transport};
use crate::drive::tags::{Holder, Options, Tell};
use crate::drive::tests::{share, spec, state as new_state};
use crate::model::{Kind, Resource, ResourceName, Spec};
use crate::rollout::period::Period;
use crate::rollout::spec::{RouteRef, Stage};
use crate::rollout::state::State;
use crate::rollout::weights::{Ladder, Shares, Wish, shares};
use crate::server::plane::{Config, Plane};

/// What happens to a request.
pub enum Act {
    Pass,
    /// It is not done.
    Status(u16),
    /// It is done, and answered with this all the same.
    After(u16),
}

type Judge = Box<dyn FnMut(&str) -> Act + Send>;
type Edit = Box<dyn FnOnce(&mut Value) + Send>;

struct Inside {
    judge: Judge,
    /// An edit of a route by somebody else, right before the next update of it.
    edit: Option<(String, Edit)>,
    /// Whatever else happens right before the next update of a route.
    meanwhile: Option<(String, Box<dyn FnOnce() + Send>)>,
    /// Tags that were added to what is there.
    added: BTreeMap<String, Vec<(String, String)>>,
    quirks: bool,
}

pub struct World {
    plane: Plane,
    router: Router,
    pub client: Arc<Client>,
    inside: Arc<Mutex<Inside>>,
    _folder: TempDir,
}

pub fn me() -> Holder {
    Holder { user: "ann".to_owned(), host: "here".to_owned(), pid: std::process::id() }
}

/// A process of this machine that has ended.
pub fn gone() -> Holder {
    let mut child = std::process::Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    Holder { pid: child.id(), ..me() }
}

pub fn options(journals: Option<&Path>) -> Options {
    Options {
        holder: me(),
        journals: journals.map(Path::to_owned),
        unlocked: false,
        tell: Tell::default(),
    }
}

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

/// A rollout of routes of the router `r` that waits for nothing.
pub fn rollout(routes: &[&str], ttl_ms: u64) -> State {
    let mut wanted = spec(Vec::new());
    let stage = |percent| Stage::Weight { percent, hold: Period::ZERO, max_hold: Period::ZERO };
    wanted.stages = vec![stage(10), stage(50), stage(100)];
    wanted.verify.settle = Period::ZERO;
    wanted.lease.ttl = Period::from(std::time::Duration::from_millis(ttl_ms));
    let target = wanted.targets[0].clone();
    let reference =
        |route: &&str| RouteRef { mesh: name("m"), virtual_router: name("r"), route: name(route) };
    wanted.targets = routes
        .iter()
        .map(|route| crate::rollout::spec::Target { route: reference(route), ..target.clone() })
        .collect();
    let ladder = || {
        let wish = Wish {
            baseline: &target.baseline,
            canary: &target.canary,
            canary_port: None,
            keep_others: false,
            stages: &[10, 50, 100],
        };
        Ladder::new(vec![share("v1", 100), share("v2", 0)].into(), &wish).unwrap()
    };
    let routes = routes.iter().map(|route| (reference(route), ladder())).collect();
    let like = new_state(wanted);
    State::new(like.id, like.owner, like.spec, routes, like.started)
}

async fn send(router: &Router, request: Request<Bytes>) -> Response<Bytes> {
    let answer = router.clone().oneshot(request.map(Body::from)).await;
    let (parts, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
    Response::from_parts(parts, body.collect().await.unwrap().to_bytes())
}

fn status(code: u16) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"{\"message\":\"as told\"}"));
    *response.status_mut() = StatusCode::from_u16(code).unwrap();
    response
}

async fn put(router: &Router, path: &str, body: &Value) {
    let request = Request::builder().method(Method::PUT).uri(path);
    let request = request.header("content-type", "application/json");
    let request = request.body(Bytes::from(body.to_string())).unwrap();
    let answer = send(router, request).await;
    assert!(answer.status().is_success(), "{path}: {:?}", answer.body());
}

const ROUTES: &str = "/v20190125/meshes/m/virtualRouter/r/routes";

impl World {
    pub async fn new(quirks: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let data_dir = folder.path().to_owned();
        let plane = Plane::open(&Config { data_dir, account: None, region: None }).unwrap();
        let router = crate::server::router(plane.clone());
        put(&router, "/v20190125/meshes", &json!({"meshName": "m", "spec": {}})).await;
        for node in ["v1", "v2"] {
            let body = json!({"virtualNodeName": node, "spec": {}});
            put(&router, "/v20190125/meshes/m/virtualNodes", &body).await;
        }
        let body = json!({"virtualRouterName": "r", "spec": {}});
        put(&router, "/v20190125/meshes/m/virtualRouters", &body).await;
        for route in ["main", "admin"] {
            let targets = [("v1", 100), ("v2", 0)]
                .map(|(node, weight)| json!({"virtualNode": node, "weight": weight}));
            let body = json!({"routeName": route, "spec": {"httpRoute": {
                "match": {"prefix": format!("/{route}")},
                "action": {"weightedTargets": targets},
                "timeout": {"idle": {"unit": "s", "value": 5}}}}});
            put(&router, ROUTES, &body).await;
        }
        let inside = Inside {
            judge: Box::new(|_| Act::Pass),
            edit: None,
            meanwhile: None,
            added: BTreeMap::new(),
            quirks,
        };
        let inside = Arc::new(Mutex::new(inside));
        let client = client(&router, &inside);
        Self { plane, router, client, inside, _folder: folder }
    }

    /// From now on requests, as method and path, are judged.
    pub fn answer(&self, judge: impl FnMut(&str) -> Act + Send + 'static) {
        self.inside.lock().unwrap().judge = Box::new(judge);
    }

    fn resource(&self, kind: Kind, name: &str) -> Option<Resource> {
        let snapshot = self.plane.snapshot().snapshot;
        let found = snapshot.iter().find(|one| one.kind() == kind && one.id.name() == name);
        found.map(|one| (**one).clone())
    }

    pub fn spec(&self, route: &str) -> Value {
        self.resource(Kind::Route, route).unwrap().spec.to_value()
    }

    pub fn weights(&self, route: &str) -> Shares {
        let resource = self.resource(Kind::Route, route).unwrap();
        let Spec::Route(spec) = &resource.spec else { panic!("a route") };
        shares(spec.rule.weighted_targets())
    }

    fn names(&self, kind: Kind) -> Vec<String> {
        let snapshot = self.plane.snapshot().snapshot;
        let of_kind = snapshot.iter().filter(|one| one.kind() == kind);
        of_kind.map(|one| one.id.name().to_owned()).collect()
    }

    /// Somebody makes a virtual node.
    pub async fn node(&self, name: &str) {
        let body = json!({"virtualNodeName": name, "spec": {}});
        put(&self.router, "/v20190125/meshes/m/virtualNodes", &body).await;
    }

    pub fn nodes(&self) -> Vec<String> {
        self.names(Kind::VirtualNode)
    }

    pub fn routes(&self) -> Vec<String> {
        self.names(Kind::Route)
    }

    pub fn locks(&self) -> Vec<String> {
        self.nodes().into_iter().filter(|name| name.starts_with("weir-lock.")).collect()
    }

    /// Whose the weights of a route are, as its tags say it.
    pub fn rollout_of(&self, route: &str) -> Option<String> {
        let resource = self.resource(Kind::Route, route).unwrap();
        let arn = &resource.metadata.as_ref().unwrap().arn;
        let inside = self.inside.lock().unwrap();
        let added = inside.added.get(arn).into_iter().flatten();
        let own = resource.tags.iter().map(|(key, value)| (key.to_string(), value.to_string()));
        let all = own.chain(added.cloned()).filter(|(key, _)| key == "weir:rollout");
        all.last().map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    fn path(route: &str) -> String {
        format!("{ROUTES}/{route}")
    }

    /// Somebody else edits a route.
    pub fn edit(&self, route: &str, edit: impl FnOnce(&mut Value)) {
        let mut spec = self.spec(route);
        edit(&mut spec);
        let (router, path) = (self.router.clone(), Self::path(route));
        let put = async move { put(&router, &path, &json!({"spec": spec})).await };
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(put));
    }

    /// Somebody else edits a route after the next look at it.
    pub fn edit_before_next_update(
        &self,
        route: &str,
        edit: impl FnOnce(&mut Value) + Send + 'static,
    ) {
        self.inside.lock().unwrap().edit = Some((Self::path(route), Box::new(edit)));
    }

    /// Something happens after the next look at a route, and is over before the update.
    pub fn before_next_update(&self, route: &str, happens: impl FnOnce() + Send + 'static) {
        self.inside.lock().unwrap().meanwhile = Some((Self::path(route), Box::new(happens)));
    }

    /// Somebody deletes a route.
    pub async fn delete(&self, route: &str) {
        let arn = self.arn(route);
        let request = Request::delete(Self::path(route)).body(Bytes::new()).unwrap();
        let answer = send(&self.router, request).await;
        assert!(answer.status().is_success(), "{:?}", answer.body());
        self.inside.lock().unwrap().added.remove(&arn);
    }

    pub fn arn(&self, route: &str) -> String {
        self.resource(Kind::Route, route).unwrap().metadata.unwrap().arn
    }

    /// Somebody takes all tags of a route away.
    pub async fn strip_tags(&self, route: &str) {
        let resource = self.resource(Kind::Route, route).unwrap();
        let keys: Vec<String> = resource.tags.iter().map(|(key, _)| key.to_string()).collect();
        self.client.untag(&self.arn(route), &keys).await.unwrap();
    }

    /// Somebody puts many tags onto a route.
    pub async fn tag_often(&self, route: &str, count: usize) {
        let tags = (0..count).map(|number| json!({"key": format!("k{number}"), "value": "v"}));
        let body = json!({"tags": tags.collect::<Vec<_>>()});
        let path = format!("/v20190125/tag?resourceArn={}", self.arn(route));
        put(&self.router, &path, &body).await;
    }
}

fn client(router: &Router, inside: &Arc<Mutex<Inside>>) -> Arc<Client> {
    let (router, inside) = (router.clone(), Arc::clone(inside));
    let service = tower::service_fn(move |request: Request<Bytes>| {
        let (router, inside) = (router.clone(), Arc::clone(&inside));
        async move { Ok(answer(&router, &inside, request).await) }
    });
    Arc::new(Client::new(Transport::Local(LocalService::new(service))))
}

async fn answer(
    router: &Router,
    inside: &Mutex<Inside>,
    request: Request<Bytes>,
) -> Response<Bytes> {
    let path = request.uri().path().to_owned();
    if path.starts_with("/_weir/") {
        return status(404);
    }
    let (act, edit, meanwhile) = {
        let mut inside = inside.lock().unwrap();
        let is_it = |edit: &mut (String, Edit)| request.method() == Method::PUT && edit.0 == path;
        let edit = inside.edit.take_if(is_it);
        let is_it = |one: &mut (String, Box<dyn FnOnce() + Send>)| {
            request.method() == Method::PUT && one.0 == path
        };
        let meanwhile = inside.meanwhile.take_if(is_it);
        let whole = format!("{} {}", request.method(), request.uri());
        ((inside.judge)(&whole), edit, meanwhile)
    };
    if let Some((_, happens)) = meanwhile {
        tokio::task::block_in_place(happens);
    }
    if let Some((path, edit)) = edit {
        let now = send(router, Request::get(&path).body(Bytes::new()).unwrap()).await;
        let mut now: Value = serde_json::from_slice(now.body()).unwrap();
        edit(&mut now["spec"]);
        put(router, &path, &json!({"spec": now["spec"]})).await;
    }
    match act {
        Act::Pass => {}
        Act::Status(code) => return status(code),
        Act::After(code) => {
            let _ = send(router, request).await;
            return status(code);
        }
    }
    if let Some(response) = quirk(inside, &request) {
        response
    } else {
        let listed = path == "/v20190125/tags";
        let arn = arn_of(&request);
        let response = send(router, request).await;
        if listed && response.status().is_success() {
            added(inside, &arn, &response)
        } else if inside.lock().unwrap().quirks {
            alike(response)
        } else {
            response
        }
    }
}

fn arn_of(request: &Request<Bytes>) -> String {
    let query = request.uri().query().unwrap_or_default();
    let arn = query.split('&').find_map(|part| part.strip_prefix("resourceArn="));
    let arn = percent_encoding::percent_decode_str(arn.unwrap_or_default());
    arn.decode_utf8().unwrap().into_owned()
}

/// Whatever is answered has the uid and the time of creation of all others.
fn alike(response: Response<Bytes>) -> Response<Bytes> {
    let (parts, body) = response.into_parts();
    let Ok(mut document) = serde_json::from_slice::<Value>(&body) else {
        return Response::from_parts(parts, body);
    };
    if let Some(metadata) = document.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.insert("uid".to_owned(), "one-for-all".into());
        metadata.insert("createdAt".to_owned(), 1_700_000_000.into());
    }
    let mut response = Response::from_parts(parts, Bytes::from(document.to_string()));
    response.headers_mut().remove("content-length");
    response
}

/// Tags are added to what is there, and cannot be taken away.
fn quirk(inside: &Mutex<Inside>, request: &Request<Bytes>) -> Option<Response<Bytes>> {
    let mut inside = inside.lock().unwrap();
    if !inside.quirks {
        return None;
    }
    match request.uri().path() {
        "/v20190125/tag" => {
            let body: Value = serde_json::from_slice(request.body()).unwrap();
            let text = |tag: &Value, name: &str| tag[name].as_str().unwrap().to_owned();
            let tags = body["tags"].as_array().unwrap();
            let tags = tags.iter().map(|tag| (text(tag, "key"), text(tag, "value")));
            inside.added.entry(arn_of(request)).or_default().extend(tags);
            Some(Response::new(Bytes::from_static(b"{}")))
        }
        "/v20190125/untag" => Some(status(404)),
        _ => None,
    }
}

fn added(inside: &Mutex<Inside>, arn: &str, response: &Response<Bytes>) -> Response<Bytes> {
    let mut page: Value = serde_json::from_slice(response.body()).unwrap();
    let inside = inside.lock().unwrap();
    let added = inside.added.get(arn).into_iter().flatten();
    let added = added.map(|(key, value)| json!({"key": key, "value": value}));
    page["tags"].as_array_mut().unwrap().extend(added);
    Response::new(Bytes::from(page.to_string()))
}
