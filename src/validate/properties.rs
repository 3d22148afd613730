//! What always holds for rules, over random resources and routes.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;
use serde_json::{Map, Value, json};

use crate::model::listener::Protocol;
use crate::model::scalar::Port;
use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Tags, arbitrary};
use crate::routing::listening::Listening;
use crate::routing::request::Request;
use crate::routing::{matching, order};
use crate::validate::rules::ranked::{self, Ranked};
use crate::validate::{Finding, Subject, at_once, in_order, in_turn, validate};

const NAMES: &[&str] = &["a", "b", "c"];

/// Points random references and ports at what may be there.
fn aim(value: &mut Value) {
    match value {
        Value::Object(members) => members.iter_mut().for_each(aim_member),
        Value::Array(items) => items.iter_mut().for_each(aim),
        _ => {}
    }
}

fn aim_member((name, value): (&String, &mut Value)) {
    let is_name = name == "virtualNode" || (name.starts_with("virtual") && name.ends_with("Name"));
    if name == "port" {
        *value = json!(80 + value.as_i64().unwrap_or_default() % 3);
    } else if let (true, Some(text)) = (is_name, value.as_str()) {
        *value = json!(NAMES[text.len() % NAMES.len()]);
    } else {
        aim(value);
    }
}

/// Any resource with a name that others may refer to.
fn resource() -> impl Strategy<Value = Resource> {
    let names = (select(NAMES), select(NAMES), select(&["m", "n"][..]));
    (select(&Kind::ALL[..]), names).prop_flat_map(|(kind, (name, parent, mesh))| {
        arbitrary::value(Spec::schema(kind)).prop_map(move |mut value| {
            aim(&mut value);
            let parent = kind.row().parent.map(|_| parent);
            let name = if kind == Kind::Mesh { mesh } else { name };
            let id = ResourceId::try_new(kind, mesh, parent, name).unwrap();
            Resource {
                spec: Spec::deserialize(kind, value).unwrap(),
                id,
                tags: Tags::default(),
                metadata: None,
            }
        })
    })
}

/// Something like a mesh: of the same id the last one counts, as for a control plane.
fn resources() -> impl Strategy<Value = Vec<Resource>> {
    vec(resource(), 0..24)
}

fn found(resources: impl IntoIterator<Item = Resource>) -> Vec<Finding> {
    let snapshot: Snapshot = resources.into_iter().collect();
    validate(&Subject::new(&snapshot, [], &|_| false))
}

/// A header match of few names and values, so that two of them have to do with one another.
fn header() -> impl Strategy<Value = Value> {
    let value = prop_oneof![
        select(&["v", "va", "1", "5"][..]).prop_map(|text| json!({"exact": text})),
        select(&["v", "va"][..]).prop_map(|text| json!({"prefix": text})),
        select(&["a", "va", "1"][..]).prop_map(|text| json!({"suffix": text})),
        select(&["v.*", "1"][..]).prop_map(|text| json!({"regex": text})),
        (0..4_i64, 1..6_i64)
            .prop_map(|(start, end)| json!({"range": {"start": start, "end": end}})),
    ];
    let name = select(&["x-a", "X-A", "x-b"][..]);
    (name, option::of(value), option::of(any::<bool>())).prop_map(|(name, value, invert)| {
        let mut header = json!({"name": name});
        set(&mut header, "match", value);
        set(&mut header, "invert", invert.map(Value::Bool));
        header
    })
}

fn set(value: &mut Value, member: &str, of: Option<Value>) {
    if let Some(of) = of {
        value[member] = of;
    }
}

/// What an HTTP route looks at.
fn http_match() -> impl Strategy<Value = Value> {
    let path = prop_oneof![
        1 => Just(None),
        4 => select(&["/", "/a", "/a/", "/a/b", "/a."][..])
            .prop_map(|path| Some(("prefix", json!(path)))),
        3 => select(&["/a", "/a/b", "/a../b"][..])
            .prop_map(|path| Some(("path", json!({"exact": path})))),
        1 => select(&["/a.*", "/"][..]).prop_map(|path| Some(("path", json!({"regex": path})))),
    ];
    let method = option::weighted(0.2, select(&["GET", "POST"][..]).prop_map(Value::from));
    let query = (select(&["q", "r"][..]), option::of(select(&["1", "2"][..])));
    let query = query.prop_map(|(name, exact)| match exact {
        Some(exact) => json!([{"name": name, "match": {"exact": exact}}]),
        None => json!([{"name": name}]),
    });
    let port = option::of(select(&[80, 81][..]).prop_map(Value::from));
    let headers = option::weighted(0.4, vec(header(), 1..3).prop_map(Value::Array));
    (path, method, headers, option::weighted(0.2, query), port).prop_map(
        |(path, method, headers, query, port)| {
            let mut value = json!({});
            if let Some((member, path)) = path {
                value[member] = path;
            }
            set(&mut value, "method", method);
            set(&mut value, "headers", headers);
            set(&mut value, "queryParameters", query);
            set(&mut value, "port", port);
            value
        },
    )
}

/// What a gRPC route looks at. Gateway routes have no method.
fn grpc_match(kind: Kind) -> impl Strategy<Value = Value> {
    let method = option::of(select(&["M", "N"][..]).prop_map(Value::from));
    let service = option::of(select(&["p.S", "p.T"][..]).prop_map(Value::from));
    let metadata = option::of(vec(header(), 1..3).prop_map(Value::Array));
    (service, method, metadata).prop_map(move |(service, method, metadata)| {
        let mut value = json!({});
        if kind == Kind::Route {
            set(&mut value, "methodName", method);
        }
        set(&mut value, "serviceName", service);
        set(&mut value, "metadata", metadata);
        value
    })
}

/// The spec of a route or gateway route.
fn route(kind: Kind) -> impl Strategy<Value = Value> {
    let scheme = option::weighted(0.2, select(&["http", "https"][..]).prop_map(Value::from));
    let host = prop_oneof![
        select(&["h", "x.h"][..]).prop_map(|host| json!({"exact": host})),
        select(&["h", ".h"][..]).prop_map(|host| json!({"suffix": host})),
    ];
    let rewrite = select(
        &[
            r"{}",
            r#"{"prefix": {"defaultPrefix": "DISABLED"}}"#,
            r#"{"prefix": {"value": "/z/"}}"#,
            r#"{"prefix": {"value": "/z"}}"#,
        ][..],
    );
    let rewrite = rewrite.prop_map(|text| serde_json::from_str::<Value>(text).unwrap());
    let more = (scheme, option::weighted(0.3, host), option::of(rewrite), option::of(0..3_i64));
    let matches = prop_oneof![
        3 => http_match().prop_map(|value| ("httpRoute", value)),
        1 => grpc_match(kind).prop_map(|value| ("grpcRoute", value)),
    ];
    (matches, more).prop_map(move |((rule, mut matches), (scheme, host, rewrite, priority))| {
        let mut action = json!({"weightedTargets": [{"virtualNode": "a", "weight": 1}]});
        if kind == Kind::GatewayRoute {
            set(&mut matches, "hostname", host);
            action = json!({"target": {"virtualService": {"virtualServiceName": "s"}}});
            set(&mut action, "rewrite", rewrite.filter(|_| rule == "httpRoute"));
        } else if rule == "httpRoute" {
            set(&mut matches, "scheme", scheme);
        }
        let rule = (rule.to_owned(), json!({"match": matches, "action": action}));
        let mut spec = Value::Object(Map::from_iter([rule]));
        set(&mut spec, "priority", priority.map(Value::from));
        spec
    })
}

/// A router or gateway for HTTP and gRPC with random routes.
fn routes(kind: Kind) -> impl Strategy<Value = Snapshot> {
    vec(route(kind), 1..8).prop_map(move |specs| {
        let parent = kind.row().parent.unwrap();
        let listener = |port: i64, protocol: &str| json!({"portMapping": {"port": port, "protocol": protocol}});
        let listeners = [listener(80, "http"), listener(81, "http"), listener(82, "grpc")];
        let resource = |kind, parent, name: &str, spec| Resource {
            id: ResourceId::try_new(kind, "m", parent, name).unwrap(),
            spec: Spec::deserialize(kind, spec).unwrap(),
            tags: Tags::default(),
            metadata: None,
        };
        let parent = resource(parent, None, "p", json!({"listeners": listeners}));
        let routes = specs.into_iter().enumerate();
        let routes = routes.map(|(at, spec)| resource(kind, Some("p"), &format!("r{at}"), spec));
        std::iter::once(parent).chain(routes).collect()
    })
}

/// A request, and the listener that it comes to.
fn request() -> impl Strategy<Value = (Request, Listening)> {
    let path =
        select(&["", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/a../b", "/a.", "/a./x", "/b"][..]);
    let query = select(&["", "?q=1", "?q=2", "?r=1&q=1", "?r"][..]);
    let host = select(&["h", "x.h", "xh", "y"][..]);
    let headers =
        vec((select(&["x-a", "x-b"][..]), select(&["v", "va", "1", "2", "5", "w"][..])), 0..3);
    let more =
        (select(&["GET", "POST"][..]), select(&["http", "https"][..]), select(&[80, 81][..]));
    let grpc = option::weighted(0.3, select(&["p.S/M", "p.S/N", "p.T/M", "p.U/M"][..]));
    (path, query, host, headers, more, grpc).prop_map(|(path, query, host, headers, more, grpc)| {
        let (method, scheme, port) = more;
        let (request, port, protocol) = if let Some(call) = grpc {
            let request = Request::to(&format!("{scheme}://{host}")).unwrap();
            (request.with_grpc(call).unwrap(), 82, Protocol::Grpc)
        } else {
            let request = Request::to(&format!("{scheme}://{host}{path}{query}")).unwrap();
            (request.with_method(method).unwrap(), port, Protocol::Http)
        };
        let request = headers.into_iter().fold(request, |request, (name, value)| {
            request.with_header(&format!("{name}: {value}")).unwrap()
        });
        (request, Listening { port: Port::parse(port).unwrap(), protocol })
    })
}

/// Whether a route takes a request, by what follows requests.
fn takes(resource: &Resource, (request, at): &(Request, Listening)) -> bool {
    match &resource.spec {
        Spec::Route(route) => matching::route(route, request, *at).is_ok(),
        Spec::GatewayRoute(route) => matching::gateway_route(route, request, *at).is_ok(),
        _ => false,
    }
}

/// Holds what is said of routes against what becomes of requests.
fn hold(ranked: &Ranked<'_>, requests: &[(Request, Listening)]) -> Result<(), TestCaseError> {
    for (index, route) in ranked.routes.iter().enumerate() {
        let before = ranked.before(index);
        for request in requests.iter().filter(|request| takes(route.resource, request)) {
            if let Some(before) = before {
                prop_assert!(takes(before.resource, request), "{before:?} before {route:?}");
            }
            for other in &ranked.routes {
                if other.takes_all_of(route) {
                    prop_assert!(
                        takes(other.resource, request),
                        "{other:?} takes all of {route:?}"
                    );
                }
                if other.never_meets(route) {
                    prop_assert!(!takes(other.resource, request), "{other:?} meets {route:?}");
                }
            }
            if ranked.has_fallback(index) {
                let plain = ranked.routes.iter().filter(|one| one.conditions.is_empty());
                let mut plain = plain.map(|one| one.resource);
                prop_assert!(plain.any(|plain| takes(plain, request)), "no fallback of {route:?}");
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_resource_makes_a_rule_panic_and_findings_are_of_what_is_there(resources in resources()) {
        let ids: Vec<ResourceId> = resources.iter().map(|one| one.id.clone()).collect();
        for finding in found(resources) {
            prop_assert!(ids.contains(&finding.id), "{finding:?}");
            prop_assert!(!finding.message.is_empty());
        }
    }

    #[test]
    fn the_order_of_the_input_and_the_number_of_threads_change_nothing(
        (resources, shuffled) in resources()
            .prop_map(|mut all| {
                all.sort_by(|one, other| one.id.cmp(&other.id));
                all.dedup_by(|one, other| one.id == other.id);
                all
            })
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let snapshot: Snapshot = resources.iter().cloned().collect();
        let subject = Subject::new(&snapshot, [], &|_| false);
        let findings = in_order(in_turn(&subject));
        prop_assert_eq!(&in_order(at_once(&subject)), &findings);
        prop_assert_eq!(found(shuffled), findings);
    }

    #[test]
    fn what_is_said_of_routes_is_what_becomes_of_requests(
        snapshot in prop_oneof![routes(Kind::Route), routes(Kind::GatewayRoute)],
        requests in vec(request(), 40),
    ) {
        let subject = Subject::new(&snapshot, [], &|_| false);
        for ranked in ranked::all(&subject) {
            hold(&ranked, &requests)?;
        }
    }

    #[test]
    fn routes_are_ranked_as_they_are_tried(snapshot in routes(Kind::Route)) {
        let router = ResourceId::try_new(Kind::VirtualRouter, "m", None, "p").unwrap();
        let subject = Subject::new(&snapshot, [], &|_| false);
        let tried = order::routes(&snapshot, &router);
        for ranked in ranked::all(&subject) {
            let mut rest = tried.iter();
            for route in &ranked.routes {
                prop_assert!(rest.any(|(id, _)| **id == route.resource.id), "{route:?} comes earlier");
            }
        }
    }
}
