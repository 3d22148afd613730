//! What always holds for traces, over random routes and requests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Tags, arbitrary};
use crate::routing::request::Request;
use crate::routing::trace::{Attempt, End, Outcome};
use crate::routing::{self, order};

fn id(kind: Kind, parent: Option<&str>, name: &str) -> ResourceId {
    ResourceId::try_new(kind, "m", parent, name).unwrap()
}

fn resource(id: ResourceId, value: Value) -> Resource {
    let spec = Spec::deserialize(id.kind(), value).unwrap();
    Resource { id, spec, tags: Tags::default(), metadata: None }
}

/// Points a random route at what is there.
fn aim(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match name.as_str() {
                    "virtualNode" => *value = json!("a"),
                    "virtualServiceName" => *value = json!("s"),
                    "port" => *value = json!(80 + value.as_i64().unwrap_or_default() % 4),
                    _ => aim(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(aim),
        _ => {}
    }
}

/// A random route; every other one matches the beginning of a path, or any call.
fn route(kind: Kind) -> impl Strategy<Value = Value> {
    let path = proptest::option::of(select(&["/", "/", "/a", "/a/b"][..]));
    (arbitrary::value(Spec::schema(kind)), path).prop_map(|(mut value, path)| {
        let is_http = value.get("httpRoute").is_some() || value.get("http2Route").is_some();
        let matches = path.map(|path| if is_http { json!({"prefix": path}) } else { json!({}) });
        for rule in ["httpRoute", "http2Route", "grpcRoute", "tcpRoute"] {
            // What is inside of a match has members called `match` too.
            if let (Some(matches), Some(rule)) = (&matches, value.get_mut(rule)) {
                rule["match"] = matches.clone();
            }
        }
        aim(&mut value);
        value
    })
}

fn listeners(protocols: &[&str]) -> Value {
    let listeners = protocols
        .iter()
        .zip(80..)
        .map(|(protocol, port)| json!({"portMapping": {"port": port, "protocol": protocol}}));
    Value::Array(listeners.collect())
}

/// A client, a gateway, a service with a router of every protocol, and random routes.
fn mesh() -> impl Strategy<Value = Snapshot> {
    let node = arbitrary::value(Spec::schema(Kind::VirtualNode)).prop_map(|mut node| {
        node["serviceDiscovery"] = json!({"dns": {"hostname": "a.dns"}});
        node["listeners"] = listeners(&["http", "http2", "grpc", "tcp"]);
        node
    });
    let routes = vec(route(Kind::Route), 0..8);
    let gateway_routes = vec(route(Kind::GatewayRoute), 0..6);
    (node, routes, gateway_routes).prop_map(|(node, routes, gateway_routes)| {
        let backends = json!([{"virtualService": {"virtualServiceName": "s"}}]);
        let provider = json!({"virtualRouter": {"virtualRouterName": "r"}});
        let mut resources = vec![
            resource(id(Kind::VirtualNode, None, "a"), node),
            resource(id(Kind::VirtualNode, None, "c"), json!({"backends": backends})),
            resource(
                id(Kind::VirtualRouter, None, "r"),
                json!({"listeners": listeners(&["http", "http2", "grpc", "tcp"])}),
            ),
            resource(id(Kind::VirtualService, None, "s"), json!({"provider": provider})),
            resource(
                id(Kind::VirtualGateway, None, "g"),
                json!({"listeners": listeners(&["http", "http2", "grpc"])}),
            ),
        ];
        for (number, value) in routes.into_iter().enumerate() {
            let id = id(Kind::Route, Some("r"), &number.to_string());
            resources.push(resource(id, value));
        }
        for (number, value) in gateway_routes.into_iter().enumerate() {
            let id = id(Kind::GatewayRoute, Some("g"), &number.to_string());
            resources.push(resource(id, value));
        }
        resources.into_iter().collect()
    })
}

fn request() -> impl Strategy<Value = Request> {
    let host = select(&["s", "s", "s", "s", "other", "x.amazonaws.com"][..]);
    let port = select(&["", ":80", ":81", ":82", ":83", ":80", ":81", ":84"][..]);
    let path = select(&["", "/", "/a", "/a/b", "/a?x=1"][..]);
    let grpc = proptest::option::of(select(&["p.S/M", "x/y"][..]));
    (host, port, path, grpc).prop_map(|(host, port, path, grpc)| {
        let request = Request::to(&format!("{host}{port}{path}")).unwrap();
        match grpc {
            Some(method) => request.clone().with_grpc(method).unwrap_or(request),
            None => request,
        }
    })
}

/// At most one route is chosen; those before it do not match.
fn check(attempts: &[Attempt]) {
    let chosen = attempts.iter().position(|attempt| attempt.outcome == Outcome::Chosen);
    for (index, attempt) in attempts.iter().enumerate() {
        match (chosen, &attempt.outcome) {
            (_, Outcome::Mismatch(mismatch)) => assert!(!mismatch.to_string().is_empty()),
            (Some(chosen), Outcome::Chosen) => assert_eq!(chosen, index),
            (Some(chosen), Outcome::Shadowed) => assert!(chosen < index),
            (None, outcome) => panic!("nothing is chosen, but {outcome:?}"),
        }
    }
}

proptest! {
    #[test]
    fn exactly_one_route_is_chosen_and_all_before_it_do_not_match(
        snapshot in mesh(),
        request in request(),
        caller in select(&[(Kind::VirtualNode, "c"), (Kind::VirtualGateway, "g")][..]),
    ) {
        let caller = id(caller.0, None, caller.1);
        let trace = routing::trace(&snapshot, &caller, &request);
        let gateway = trace.gateway.as_ref().map_or(&[][..], |hop| &hop.attempts);
        check(gateway);
        if let Some(hop) = &trace.service {
            check(&hop.attempts);
            let chosen = hop.attempts.iter().any(|one| one.outcome == Outcome::Chosen);
            prop_assert_eq!(chosen, hop.terms.is_some());
            prop_assert_eq!(chosen, !hop.targets.is_empty());
            if trace.end == End::Targets {
                prop_assert!(hop.targets.iter().any(routing::trace::Target::is_reached));
            }
        }
    }

    #[test]
    fn the_order_of_routes_holds_all_of_them_by_priority(snapshot in mesh()) {
        let router = id(Kind::VirtualRouter, None, "r");
        let routes = order::routes(&snapshot, &router);
        prop_assert_eq!(routes.len(), snapshot.of_kind(Kind::Route, "m", Some("r")).count());
        let priorities: Vec<_> = routes
            .iter()
            .map(|(_, route)| route.priority.map_or(i64::MAX, crate::model::scalar::Priority::get))
            .collect();
        prop_assert!(priorities.is_sorted());
    }

    #[test]
    fn no_url_header_or_method_makes_a_request_panic(url in ".{0,40}", rest in ".{0,20}") {
        if let Ok(request) = Request::to(&url) {
            let _ = request.clone().with_header(&rest);
            let _ = request.clone().with_method(&rest);
            let _ = request.with_grpc(&rest);
        }
    }
}
