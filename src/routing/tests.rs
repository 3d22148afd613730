//! Every decision of a trace, from small snapshots.

use std::fmt::Write as _;

use crate::model::{Address, Resource, Snapshot};
use crate::routing;
use crate::routing::limits::CutOff;
use crate::routing::request::Request;
use crate::routing::trace::{End, Outcome, Target, Trace};

/// A snapshot from records: one JSON object a resource, with its `kind`.
fn snapshot(records: &[&str]) -> Snapshot {
    records.iter().map(|text| serde_json::from_str::<Resource>(text).unwrap()).collect()
}

fn record(kind: &str, parent: Option<&str>, name: &str, spec: &str) -> String {
    let parent = match (kind, parent) {
        ("route", Some(parent)) => format!(r#""virtualRouterName":"{parent}","#),
        (_, Some(parent)) => format!(r#""virtualGatewayName":"{parent}","#),
        _ => String::new(),
    };
    format!(r#"{{"kind":"{kind}","meshName":"m",{parent}"{kind}Name":"{name}","spec":{spec}}}"#)
}

fn node(name: &str, spec: &str) -> String {
    record("virtualNode", None, name, spec)
}

fn listener(port: u16, protocol: &str) -> String {
    format!(r#"{{"portMapping":{{"port":{port},"protocol":"{protocol}"}}}}"#)
}

/// A node that listens and is found by DNS.
fn server(name: &str, port: u16, protocol: &str) -> String {
    let listener = listener(port, protocol);
    let dns = format!(r#"{{"dns":{{"hostname":"{name}.dns"}}}}"#);
    node(name, &format!(r#"{{"listeners":[{listener}],"serviceDiscovery":{dns}}}"#))
}

fn client(backends: &[&str]) -> String {
    let backends = backends
        .iter()
        .map(|name| format!(r#"{{"virtualService":{{"virtualServiceName":"{name}"}}}}"#));
    let backends = backends.collect::<Vec<_>>().join(",");
    node("c", &format!(r#"{{"backends":[{backends}]}}"#))
}

fn router(name: &str, listeners: &[(u16, &str)]) -> String {
    let listeners = listeners.iter().map(|(port, protocol)| listener(*port, protocol));
    let listeners = listeners.collect::<Vec<_>>().join(",");
    record("virtualRouter", None, name, &format!(r#"{{"listeners":[{listeners}]}}"#))
}

fn service(name: &str, kind: &str, provider: &str) -> String {
    let spec = format!(r#"{{"provider":{{"{kind}":{{"{kind}Name":"{provider}"}}}}}}"#);
    record("virtualService", None, name, &spec)
}

const TO_A: &str = r#""action":{"weightedTargets":[{"virtualNode":"a","weight":1}]}"#;

/// A route of the router `r` to the node `a`.
fn http(name: &str, priority: &str, matches: &str) -> String {
    let spec = format!(r#"{{{priority}"httpRoute":{{"match":{matches},{TO_A}}}}}"#);
    record("route", Some("r"), name, &spec)
}

fn mesh(spec: &str) -> String {
    record("mesh", None, "m", spec)
}

/// A client `c` that calls `s.local`, which the router `r` answers on port 80.
fn with_routes(protocol: &str, routes: &[&str]) -> Snapshot {
    let records = [
        client(&["s.local"]),
        router("r", &[(80, protocol)]),
        service("s.local", "virtualRouter", "r"),
        server("a", 8080, protocol),
    ];
    let records: Vec<&str> =
        records.iter().map(String::as_str).chain(routes.iter().copied()).collect();
    snapshot(&records)
}

fn trace_from(snapshot: &Snapshot, caller: &str, request: &Request) -> Trace {
    let caller = Address::parse(caller).unwrap().in_mesh(Some("m")).unwrap().unwrap();
    routing::trace(snapshot, &caller, request)
}

fn get(url: &str) -> Request {
    Request::to(url).unwrap()
}

fn of(snapshot: &Snapshot, request: &Request) -> String {
    shown(&trace_from(snapshot, "vn/c", request))
}

/// One line a decision.
fn shown(trace: &Trace) -> String {
    let mut text = String::new();
    let gateway = trace.gateway.iter().flat_map(|hop| &hop.attempts);
    let service = trace.service.iter().flat_map(|hop| &hop.attempts);
    for attempt in gateway.chain(service) {
        let outcome = match &attempt.outcome {
            Outcome::Mismatch(mismatch) => mismatch.to_string(),
            other => format!("{other:?}").to_uppercase(),
        };
        writeln!(text, "{} {outcome}", attempt.route).unwrap();
    }
    if let Some(rewritten) = trace.gateway.as_ref().and_then(|hop| hop.rewritten.as_ref()) {
        writeln!(text, "becomes {rewritten}").unwrap();
    }
    for target in trace.service.iter().flat_map(|hop| &hop.targets) {
        writeln!(text, "{}", shown_target(target)).unwrap();
    }
    match (&trace.end, trace.status()) {
        (End::Targets, _) => {}
        (End::Outside(egress), _) => writeln!(text, "outside: {egress}").unwrap(),
        (End::Nowhere(why), status) => writeln!(text, "nowhere {status:?}: {why}").unwrap(),
    }
    text
}

fn shown_target(target: &Target) -> String {
    let Target { node, weight, sum, listening, .. } = target;
    let port = listening.map(|at| at.port.to_string()).unwrap_or_default();
    let problem = target.problem.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{weight:?}/{sum} {node}:{port} {problem}").trim_end().to_owned()
}

#[test]
fn routes_are_tried_by_priority_then_by_path_then_by_name() {
    let routes = [
        http("a-regex", "", r#"{"path":{"regex":"/x.*"}}"#),
        http("b-short", "", r#"{"prefix":"/"}"#),
        http("c-long", "", r#"{"prefix":"/xy"}"#),
        http("d-exact", "", r#"{"path":{"exact":"/xyz"}}"#),
        http("e-last", r#""priority":1000,"#, r#"{"prefix":"/no"}"#),
        http("f-first", r#""priority":0,"#, r#"{"prefix":"/nowhere"}"#),
        http("g-long", "", r#"{"prefix":"/xy"}"#),
    ];
    let routes = routes.each_ref().map(String::as_str);
    insta::assert_snapshot!(of(&with_routes("http", &routes), &get("s.local/xyz?q=1")), @"
    rt/r/f-first path `/xyz` does not begin with `/nowhere`
    rt/r/e-last path `/xyz` does not begin with `/no`
    rt/r/d-exact CHOSEN
    rt/r/c-long SHADOWED
    rt/r/g-long SHADOWED
    rt/r/b-short SHADOWED
    rt/r/a-regex SHADOWED
    Some(1)/1 vn/a:8080
    ");
}

#[test]
fn a_route_says_what_it_misses_first() {
    let header = |name: &str, rest: &str| {
        http(name, "", &format!(r#"{{"prefix":"/","headers":[{{"name":"X-H"{rest}}}]}}"#))
    };
    let matching = |text: &str| format!(r#","match":{text}"#);
    let routes = [
        header("exact", &matching(r#"{"exact":"v"}"#)),
        header("prefix", &matching(r#"{"prefix":"v"}"#)),
        header("suffix", &matching(r#"{"suffix":"v"}"#)),
        header("regex", &matching(r#"{"regex":"[0-9]"}"#)),
        header("regex-bad", &matching(r#"{"regex":"a)(b"}"#)),
        header("range", &matching(r#"{"range":{"start":1,"end":12}}"#)),
        header("not", &(matching(r#"{"exact":"12"}"#) + r#","invert":true"#)),
        header("not-there", r#","invert":true"#),
        http("method", "", r#"{"prefix":"/","method":"POST"}"#),
        http("scheme", "", r#"{"prefix":"/","scheme":"https"}"#),
        http("port", "", r#"{"prefix":"/","port":81}"#),
        http("query", "", r#"{"prefix":"/","queryParameters":[{"name":"q"}]}"#),
        http(
            "query-2",
            "",
            r#"{"prefix":"/","queryParameters":[{"name":"p","match":{"exact":"2"}}]}"#,
        ),
        record("route", Some("r"), "tcp", &format!(r#"{{"tcpRoute":{{{TO_A}}}}}"#)),
    ];
    let routes = routes.each_ref().map(String::as_str);
    let snapshot = with_routes("http", &routes);
    let request = get("http://s.local/?p=1&p=2").with_header("x-h: 12").unwrap();
    insta::assert_snapshot!(of(&snapshot, &request), @"
    rt/r/exact header `X-H`: `12` is not `v`
    rt/r/method method GET is not POST
    rt/r/not header `X-H`: `12` is `12`, which is excluded
    rt/r/not-there header `X-H` is present, which is excluded
    rt/r/port port 80 is not 81
    rt/r/prefix header `X-H`: `12` does not begin with `v`
    rt/r/query query parameter `q` is absent
    rt/r/query-2 query parameter `p`: `1` is not `2`
    rt/r/range header `X-H`: `12` is not from 1 to below 12
    rt/r/regex header `X-H`: `12` does not match `[0-9]`
    rt/r/regex-bad regular expression `a)(b` cannot be used: unopened group
    rt/r/scheme scheme http is not https
    rt/r/suffix header `X-H`: `12` does not end with `v`
    rt/r/tcp is for tcp, but the listener speaks http
    nowhere Some(404): no route of vr/r matches
    ");
}

#[test]
fn headers_match_by_value_presence_and_absence() {
    let matches = |headers: &[&str], condition: &str| {
        let route = http("x", "", &format!(r#"{{"prefix":"/","headers":[{condition}]}}"#));
        let request =
            headers.iter().try_fold(get("s.local"), |request, header| request.with_header(header));
        trace_from(&with_routes("http", &[&route]), "vn/c", &request.unwrap()).arrives()
    };
    let range = r#"{"name":"n","match":{"range":{"start":-5,"end":5}}}"#;
    assert!(matches(&["N: -5"], range));
    assert!(!matches(&["N: 5"], range));
    assert!(!matches(&["N: five"], range));
    assert!(matches(&["n: a", "N: b"], r#"{"name":"n","match":{"exact":"a,b"}}"#));
    assert!(matches(&["n: 12"], r#"{"name":"n","match":{"regex":"1|12"}}"#));
    assert!(matches(&["n:"], r#"{"name":"n"}"#));
    assert!(matches(&[], r#"{"name":"n","invert":true}"#));
    let inverted = r#"{"name":"n","invert":true,"match":{"exact":"a"}}"#;
    assert!(matches(&["n: b"], inverted));
    assert!(!matches(&[], inverted), "Envoy wants the header even where the match is inverted");
    assert!(matches(&[], r#"{"name":":method","match":{"exact":"GET"}}"#));
    assert!(matches(&[], r#"{"name":"host","match":{"exact":"s.local"}}"#));
}

#[test]
fn grpc_matches_by_service_method_and_metadata() {
    let grpc = |name: &str, matches: &str| {
        record(
            "route",
            Some("r"),
            name,
            &format!(r#"{{"grpcRoute":{{"match":{matches},{TO_A}}}}}"#),
        )
    };
    let routes = [
        grpc("any", "{}"),
        grpc("cart", r#"{"serviceName":"shop.Cart"}"#),
        grpc("drop", r#"{"serviceName":"shop.Cart","methodName":"Drop"}"#),
        grpc("list", r#"{"serviceName":"shop.List"}"#),
        grpc("meta", r#"{"serviceName":"shop.Cart","metadata":[{"name":"tenant"}]}"#),
    ];
    let routes = routes.each_ref().map(String::as_str);
    let snapshot = with_routes("grpc", &routes);
    insta::assert_snapshot!(of(&snapshot, &get("s.local").with_grpc("shop.Cart/Add").unwrap()), @"
    rt/r/drop gRPC method `Add` is not `Drop`
    rt/r/cart CHOSEN
    rt/r/list gRPC service `shop.Cart` is not `shop.List`
    rt/r/meta metadata `tenant` is absent
    rt/r/any SHADOWED
    Some(1)/1 vn/a:8080
    ");
    insta::assert_snapshot!(of(&with_routes("grpc", &[&grpc("any", "{}")]), &get("s.local")), @"
    rt/r/any the listener speaks grpc, the request is HTTP
    nowhere Some(404): no route of vr/r matches
    ");
}

#[test]
fn what_is_no_backend_is_for_the_egress_filter() {
    let server = server("a", 80, "http");
    let service = service("s.local", "virtualNode", "a");
    let client = client(&["s.local", "gone.local"]);
    let drops = snapshot(&[&mesh("{}"), &client, &server, &service]);
    let allows = r#"{"egressFilter":{"type":"ALLOW_ALL"}}"#;
    let allows = snapshot(&[&mesh(allows), &client, &server, &service]);
    let urls = [
        "http://S.LOCAL",
        "http://s.local:81",
        "http://other",
        "http://other:81",
        "https://x.amazonaws.com",
        "http://x.amazonaws.com:443",
    ];
    let mut text = String::new();
    for url in urls {
        write!(text, "{url}: {}", of(&drops, &get(url))).unwrap();
    }
    write!(text, "allowed: {}", of(&allows, &get("http://s.local:81"))).unwrap();
    write!(text, "and: {}", of(&allows, &get("http://gone.local"))).unwrap();
    insta::assert_snapshot!(text, @"
    http://S.LOCAL: None/0 vn/a:80
    http://s.local:81: nowhere None: vs/s.local does not listen on 81, but on 80; the egress filter is DROP_ALL
    http://other: nowhere Some(404): `other` is no backend; the egress filter is DROP_ALL
    http://other:81: nowhere None: `other` is no backend; the egress filter is DROP_ALL
    https://x.amazonaws.com: outside: *.amazonaws.com on port 443 passes every egress filter
    http://x.amazonaws.com:443: nowhere None: `x.amazonaws.com` is no backend; the egress filter is DROP_ALL
    allowed: outside: no backend takes it; the egress filter is ALLOW_ALL
    and: outside: no backend takes it; the egress filter is ALLOW_ALL
    ");
}

#[test]
fn tcp_is_found_by_its_port_whatever_the_host() {
    let route = record("route", Some("r"), "t", &format!(r#"{{"tcpRoute":{{{TO_A}}}}}"#));
    let snapshot = with_routes("tcp", &[&route]);
    let trace = trace_from(&snapshot, "vn/c", &get("tcp://10.0.0.1:80"));
    assert_eq!(trace.service.as_ref().unwrap().found, routing::trace::Found::Port);
    insta::assert_snapshot!(shown(&trace), @"
    rt/r/t CHOSEN
    Some(1)/1 vn/a:8080
    ");
    assert!(trace_from(&snapshot, "vn/c", &get("http://s.local")).arrives(), "HTTP is bytes too");
    assert!(!trace_from(&snapshot, "vn/c", &get("tcp://10.0.0.1:81")).arrives());
}

#[test]
fn what_leads_nowhere_says_why() {
    let client = client(&["none.local", "gone.local", "bare.local", "empty.local"]);
    let bare = record("virtualService", None, "bare.local", "{}");
    let gone = service("gone.local", "virtualRouter", "nobody");
    let empty = service("empty.local", "virtualRouter", "r");
    let router = router("r", &[(80, "http"), (81, "http")]);
    let snapshot = snapshot(&[&client, &bare, &gone, &empty, &router]);
    let urls = ["none.local", "gone.local", "bare.local", "tcp://empty.local", "empty.local:81"];
    let text: String = urls.iter().map(|url| of(&snapshot, &get(url))).collect();
    insta::assert_snapshot!(text, @"
    nowhere None: vs/none.local does not exist
    nowhere None: vr/nobody does not exist
    nowhere Some(404): vs/bare.local has no provider
    nowhere None: vr/r listens on 80, 81, and no port is named
    nowhere Some(404): no route of vr/r matches
    ");
    let request = get("none.local");
    insta::assert_snapshot!(shown(&trace_from(&snapshot, "vr/r", &request)), @"nowhere None: a virtual router calls nobody");
    insta::assert_snapshot!(shown(&trace_from(&snapshot, "vn/x", &request)), @"nowhere None: vn/x does not exist");
}

/// The route `main` to the targets.
fn to(targets: &str) -> String {
    let spec = format!(
        r#"{{"httpRoute":{{"match":{{"prefix":"/"}},"action":{{"weightedTargets":[{targets}]}}}}}}"#
    );
    record("route", Some("r"), "main", &spec)
}

#[test]
fn targets_that_cannot_be_reached_say_why() {
    let two = format!(r#"{{"listeners":[{},{}]}}"#, listener(1, "http"), listener(2, "http"));
    let two = node("two", &two);
    let none = node("none", "{}");
    let targets = r#"{"virtualNode":"a","weight":1},{"virtualNode":"gone","weight":1},
        {"virtualNode":"two","weight":1},{"virtualNode":"two","weight":0,"port":2},
        {"virtualNode":"two","weight":0,"port":3},{"virtualNode":"none","weight":0}"#;
    let snapshot = with_routes("http", &[&to(targets), &two, &none]);
    insta::assert_snapshot!(of(&snapshot, &get("s.local")), @"
    rt/r/main CHOSEN
    Some(1)/3 vn/a:8080
    Some(1)/3 vn/gone: does not exist
    Some(1)/3 vn/two: listens on 1, 2; the route names no port
    Some(0)/3 vn/two:2 has no service discovery
    Some(0)/3 vn/two: does not listen on 3, but on 1, 2
    Some(0)/3 vn/none: has no listener
    ");
    let zero = to(r#"{"virtualNode":"a","weight":0}"#);
    insta::assert_snapshot!(of(&with_routes("http", &[&zero]), &get("s.local")), @"
    rt/r/main CHOSEN
    Some(0)/0 vn/a:8080
    nowhere None: all weights of the route are 0
    ");
    let gone = to(r#"{"virtualNode":"a","weight":0},{"virtualNode":"b","weight":1}"#);
    insta::assert_snapshot!(of(&with_routes("http", &[&gone]), &get("s.local")), @"
    rt/r/main CHOSEN
    Some(0)/1 vn/a:8080
    Some(1)/1 vn/b: does not exist
    nowhere Some(503): no target with a weight can be reached
    ");
}

#[test]
fn a_port_that_is_not_named_may_be_assumed() {
    let snapshot = with_routes("http", &[&http("x", "", r#"{"prefix":"/"}"#)]);
    let assumed = |url: &str| {
        let trace = trace_from(&snapshot, "vn/c", &get(url));
        trace.service.unwrap().at.unwrap().is_assumed
    };
    assert!(!assumed("http://s.local"), "80 is what clients take");
    assert!(!assumed("https://s.local:80"));
    assert!(assumed("https://s.local"), "clients take 443, and nobody is there");
}

/// Who cuts requests and idle streams off, the route and the listener having these timeouts.
fn cuts(route: &str, listener: &str) -> String {
    let route =
        format!(r#"{{"httpRoute":{{"match":{{"prefix":"/"}},"timeout":{{{route}}},{TO_A}}}}}"#);
    let route = record("route", Some("r"), "main", &route);
    let server = format!(
        r#"{{"listeners":[{{"portMapping":{{"port":1,"protocol":"http"}},"timeout":{listener}}}]}}"#
    );
    let trace =
        trace_from(&with_routes("http", &[&route, &node("a", &server)]), "vn/c", &get("s.local"));
    let target = &trace.service.unwrap().targets[0];
    let shown = |cut: Option<CutOff>| {
        let CutOff { limit, side } = cut.unwrap();
        format!("{} {side:?}{}", limit.length, if limit.is_default { " default" } else { "" })
    };
    format!("{}, idle {}", shown(target.per_request), shown(target.idle))
}

#[test]
fn the_smaller_timeout_counts_and_says_whose_it_is() {
    let seconds = |name: &str, value: u32| format!(r#""{name}":{{"value":{value},"unit":"s"}}"#);
    let http = |text: &str| format!(r#"{{"http":{{{text}}}}}"#);
    let long = seconds("perRequest", 30);
    let ms = r#""perRequest":{"value":1500,"unit":"ms"}"#;
    let text = [
        cuts("", &http("")),
        cuts(&long, &http("")),
        cuts(&long, &http(&long)),
        cuts("", &http(&seconds("perRequest", 15))),
        cuts(&seconds("perRequest", 0), &http(ms)),
        cuts(&seconds("perRequest", 0), &http(&seconds("perRequest", 0))),
        cuts(&seconds("idle", 7), &format!(r#"{{"grpc":{{{ms}}}}}"#)),
    ];
    insta::assert_snapshot!(text.join("\n"), @"
    15 s Route default, idle 300 s Route default
    15 s Listener default, idle 300 s Route default
    30 s Route, idle 300 s Route default
    15 s Listener, idle 300 s Route default
    1500 ms Listener, idle 300 s Route default
    unlimited Route, idle 300 s Route default
    15 s Route default, idle 7 s Route
    ");
}

/// A gateway `g` with one HTTP listener whose route leads to the node `a`.
fn behind_gateway(matches: &str, rewrite: &str) -> Snapshot {
    let gateway = format!(r#"{{"listeners":[{}]}}"#, listener(80, "http"));
    let gateway = record("virtualGateway", None, "g", &gateway);
    let target = r#""target":{"virtualService":{"virtualServiceName":"s.local"}}"#;
    let rewrite = match rewrite {
        "" => String::new(),
        rewrite => format!(r#","rewrite":{rewrite}"#),
    };
    let route = format!(r#"{{"httpRoute":{{"match":{matches},"action":{{{target}{rewrite}}}}}}}"#);
    let route = record("gatewayRoute", Some("g"), "in", &route);
    let service = service("s.local", "virtualNode", "a");
    snapshot(&[&gateway, &route, &service, &server("a", 8080, "http")])
}

fn at_gateway(matches: &str, rewrite: &str, url: &str) -> String {
    shown(&trace_from(&behind_gateway(matches, rewrite), "vg/g", &get(url)))
}

#[test]
fn a_gateway_route_rewrites_path_and_host() {
    let prefix = |text: &str| format!(r#"{{"prefix":{text}}}"#);
    let value = |text: &str| prefix(&format!(r#"{{"value":"{text}"}}"#));
    let mut text = String::new();
    for (matches, rewrite, url) in [
        (r#"{"prefix":"/"}"#, String::new(), "h/a?b"),
        (r#"{"prefix":"/x"}"#, String::new(), "h/x"),
        (r#"{"prefix":"/x"}"#, String::new(), "h/x/1?q=/x"),
        (r#"{"prefix":"/x"}"#, String::new(), "h/xyz"),
        (r#"{"prefix":"/x/"}"#, String::new(), "h/x/1/"),
        (r#"{"prefix":"/x"}"#, prefix(r#"{"defaultPrefix":"ENABLED"}"#), "h/x/1"),
        (r#"{"prefix":"/x"}"#, prefix(r#"{"defaultPrefix":"DISABLED"}"#), "h/x/1"),
        (r#"{"prefix":"/x"}"#, value("/y/"), "h/x/1"),
        (r#"{"prefix":"/x"}"#, value("/y"), "h/x/1"),
        (r#"{"path":{"regex":"/x/.*"}}"#, String::new(), "h/x/1"),
        (r#"{"path":{"exact":"/x"}}"#, r#"{"path":{"exact":"/p"}}"#.to_owned(), "h/x?q"),
        (
            r#"{"hostname":{"suffix":".org"}}"#,
            r#"{"hostname":{"defaultTargetHostname":"DISABLED"}}"#.to_owned(),
            "A.ORG:80/x",
        ),
    ] {
        let shown = at_gateway(matches, &rewrite, url);
        let becomes = shown.lines().find(|line| line.starts_with("becomes"));
        writeln!(text, "{matches} {rewrite} {url} {}", becomes.unwrap_or(&shown)).unwrap();
    }
    insta::assert_snapshot!(text, @r#"
    {"prefix":"/"}  h/a?b becomes GET http://s.local/a?b
    {"prefix":"/x"}  h/x becomes GET http://s.local/
    {"prefix":"/x"}  h/x/1?q=/x becomes GET http://s.local/1?q=/x
    {"prefix":"/x"}  h/xyz becomes GET http://s.local/yz
    {"prefix":"/x/"}  h/x/1/ becomes GET http://s.local/1/
    {"prefix":"/x"} {"prefix":{"defaultPrefix":"ENABLED"}} h/x/1 becomes GET http://s.local/1
    {"prefix":"/x"} {"prefix":{"defaultPrefix":"DISABLED"}} h/x/1 becomes GET http://s.local/x/1
    {"prefix":"/x"} {"prefix":{"value":"/y/"}} h/x/1 becomes GET http://s.local/y/1
    {"prefix":"/x"} {"prefix":{"value":"/y"}} h/x/1 becomes GET http://s.local/y/1
    {"path":{"regex":"/x/.*"}}  h/x/1 becomes GET http://s.local/x/1
    {"path":{"exact":"/x"}} {"path":{"exact":"/p"}} h/x?q becomes GET http://s.local/p?q
    {"hostname":{"suffix":".org"}} {"hostname":{"defaultTargetHostname":"DISABLED"}} A.ORG:80/x becomes GET http://A.ORG:80/x
    "#);
}

#[test]
fn a_gateway_chooses_by_host_and_goes_on_to_the_service() {
    let exact = r#"{"prefix":"/","hostname":{"exact":"www.example.com"}}"#;
    insta::assert_snapshot!(at_gateway(exact, "", "WWW.example.com/x"), @"
    gr/g/in CHOSEN
    becomes GET http://s.local/x
    None/0 vn/a:8080
    ");
    let suffix = r#"{"prefix":"/","hostname":{"suffix":".example.com"}}"#;
    insta::assert_snapshot!(at_gateway(suffix, "", "example.com/x"), @"
    gr/g/in host `example.com` does not end with `.example.com`
    nowhere Some(404): no route of vg/g matches
    ");
    insta::assert_snapshot!(at_gateway(exact, "", "www.example.com:81"), @"nowhere None: vg/g does not listen on 81, but on 80");
    let host = get("localhost:80").with_header("Host: www.example.com:443").unwrap();
    assert!(trace_from(&behind_gateway(exact, ""), "vg/g", &host).arrives());
}

#[test]
fn requests_are_read_as_proxies_see_them() {
    let shown = |url: &str| match Request::to(url) {
        Ok(request) => request.to_string(),
        Err(error) => error.to_string(),
    };
    let urls = [
        "s.local",
        "https://s.local:8443/a//b/./c/../d?x=//y#f",
        "http://s.local/../..",
        "http://s.local/a/..",
        "http://s.local/a/b/..",
        "http://[::1]:80/",
        "tcp://db:3306",
        "tcp://db:3306/x",
        "ftp://x",
        "http://",
        "http://x:0/",
        "http://x:70000/",
        "http://x:/",
        "http://me:pw@x:1/",
        "a b",
        "",
    ];
    insta::assert_snapshot!(urls.map(shown).join("\n"), @"
    GET http://s.local/
    GET https://s.local:8443/a/b/d?x=//y
    GET http://s.local/
    GET http://s.local/
    GET http://s.local/a/
    GET http://[::1]:80/
    TCP connection to db:3306
    a TCP connection has no path
    the scheme `ftp` is none of http, https, tcp
    `http://` is not a URL
    `0` is not a port
    `70000` is not a port
    `` is not a port
    GET http://x:1/
    `a b` is not a URL
    `` is not a URL
    ");
    let error =
        |request: Result<Request, routing::request::RequestError>| request.unwrap_err().to_string();
    let errors = [
        error(get("h").with_method("GE T")),
        error(get("h").with_header("no colon")),
        error(get("h").with_header("bad name: x")),
        error(get("h").with_grpc("Service")),
        error(get("h/x").with_grpc("S/M")),
        error(get("tcp://h:1").with_header("a: b")),
    ];
    insta::assert_snapshot!(errors.join("\n"), @"
    `GE T` is not a method of HTTP
    `no colon` is not a header; write `name: value`
    `bad name: x` is not a header; write `name: value`
    `Service` is not a gRPC method; write `package.Service/Method`
    a gRPC call has the path of its method; leave it out of the URL
    a TCP connection has no methods and no headers
    ");
}
