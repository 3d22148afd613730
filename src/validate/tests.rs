//! What rules say beyond the examples on their pages: which finding on which field, and nothing
//! else.

use crate::diagnostic::Severity;
use crate::model::{Resource, Snapshot};
use crate::validate::{Subject, forbidden, validate};

fn resource(kind: &str, name: &str, parent: &str, spec: &str) -> Resource {
    let parent = match kind {
        "route" => format!(r#""virtualRouterName": "{parent}","#),
        "gatewayRoute" => format!(r#""virtualGatewayName": "{parent}","#),
        _ => String::new(),
    };
    let text = format!(
        r#"{{"kind": "{kind}", "meshName": "shop", {parent} "{kind}Name": "{name}", "spec": {spec}}}"#
    );
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A node found by DNS, with one listener that has more to it.
fn node(name: &str, protocol: &str, more: &str) -> Resource {
    let listener =
        format!(r#"{{"portMapping": {{"port": 8080, "protocol": "{protocol}"}} {more}}}"#);
    let spec = format!(
        r#"{{"listeners": [{listener}], "serviceDiscovery": {{"dns": {{"hostname": "{name}.local", "responseType": "ENDPOINTS"}}}}}}"#
    );
    resource("virtualNode", name, "", &spec)
}

fn service(name: &str, provider: &str) -> Resource {
    let provider = if provider.starts_with("vr") {
        format!(r#""virtualRouter": {{"virtualRouterName": "{provider}"}}"#)
    } else {
        format!(r#""virtualNode": {{"virtualNodeName": "{provider}"}}"#)
    };
    resource("virtualService", name, "", &format!(r#"{{"provider": {{{provider}}}}}"#))
}

fn router() -> Resource {
    let spec = r#"{"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}"#;
    resource("virtualRouter", "vr", "", spec)
}

/// An HTTP route of [`router`] to the node `a`.
fn route(matches: &str, more: &str) -> Resource {
    let action = r#""action": {"weightedTargets": [{"virtualNode": "a", "weight": 1}]}"#;
    let spec = format!(r#"{{"httpRoute": {{"match": {matches}, {action} {more}}}}}"#);
    resource("route", "rt", "vr", &spec)
}

fn gateway(more: &str) -> Resource {
    let listener = format!(r#"{{"portMapping": {{"port": 8088, "protocol": "http"}} {more}}}"#);
    resource("virtualGateway", "vg", "", &format!(r#"{{"listeners": [{listener}]}}"#))
}

fn gateway_route(matches: &str, rewrite: &str) -> Resource {
    let target = r#""target": {"virtualService": {"virtualServiceName": "s"}}"#;
    let spec = format!(
        r#"{{"httpRoute": {{"match": {matches}, "action": {{{target}, "rewrite": {rewrite}}}}}}}"#
    );
    resource("gatewayRoute", "gr", "vg", &spec)
}

/// All findings, as `CODE path`.
fn findings(resources: &[Resource]) -> Vec<String> {
    let snapshot: Snapshot = resources.iter().cloned().collect();
    let findings = validate(&Subject::new(&snapshot, [], &|_| false));
    findings.iter().map(|finding| format!("{} {}", finding.code, finding.path)).collect()
}

fn check(resources: &[Resource], wanted: &[&str]) {
    assert_eq!(findings(resources), wanted, "{resources:#?}");
}

#[test]
fn of_routes() {
    let check = |matches: &str, more: &str, wanted: &[&str]| {
        check(&[node("a", "http", ""), router(), route(matches, more)], wanted);
    };
    let header = |name: &str, more: &str| {
        format!(r#"{{"prefix": "/", "headers": [{{"name": "{name}" {more}}}]}}"#)
    };
    check(r#"{"prefix": "/"}"#, "", &[]);
    let name = "spec.httpRoute.match.headers[0].name";
    // There is no other route for those without the header.
    let alone = "L004 spec.httpRoute.match";
    check(&header("x-\\n", ""), "", &[alone, &format!("L020 {name}")]);
    check(&header("x:y", ""), "", &[alone, &format!("L021 {name}")]);
    check(&header(":status", ""), "", &[alone, &format!("L021 {name}")]);
    check(&header(":authority", ""), "", &[alone]);
    check(
        &header("x", r#", "match": {"regex": "a**"}"#),
        "",
        &[alone, "L017 spec.httpRoute.match.headers[0].match.regex"],
    );
    for path in ["/a b", "/ä", "/a#b", "/a//b", "/a/../b", "/a/./b", "/a?"] {
        check(&format!(r#"{{"prefix": "{path}"}}"#), "", &["L022 spec.httpRoute.match.prefix"]);
    }
    for path in ["/a/..", "/."] {
        let whole = format!(r#"{{"path": {{"exact": "{path}"}}}}"#);
        check(&whole, "", &["L022 spec.httpRoute.match.path.exact"]);
        check(&format!(r#"{{"prefix": "{path}"}}"#), "", &[]);
    }
    let query =
        format!(r#"{{"prefix": "/", "queryParameters": [{{"name": "{}"}}]}}"#, "x".repeat(1025));
    check(&query, "", &[alone, "L020 spec.httpRoute.match.queryParameters[0].name"]);
}

#[test]
fn of_retries() {
    let check = |policy: &str, timeout: &str, wanted: &[&str]| {
        let more = format!(r#", "retryPolicy": {{{policy}}}, "timeout": {{{timeout}}}"#);
        let matches = r#"{"prefix": "/"}"#;
        check(&[node("a", "http", ""), router(), route(matches, &more)], wanted);
    };
    let policy = |retries: i64, unit: &str, value: i64, more: &str| {
        format!(
            r#""maxRetries": {retries}, "perRetryTimeout": {{"unit": "{unit}", "value": {value}}} {more}"#
        )
    };
    let events = r#", "tcpRetryEvents": ["connection-error"]"#;
    let of_try = "L009 spec.httpRoute.retryPolicy.perRetryTimeout";
    // The listener has 15 s, whatever the route says.
    let cut = "L015 spec.httpRoute.timeout.perRequest";
    check(&policy(1, "s", 14, events), "", &[]);
    check(&policy(1, "s", 15, events), "", &[of_try]);
    check(&policy(1, "s", 0, events), "", &[of_try]);
    check(&policy(0, "s", 0, events), "", &[]);
    check(&policy(1, "s", 20, events), r#""perRequest": {"unit": "s", "value": 0}"#, &[cut]);
    check(&policy(1, "ms", 2000, events), r#""perRequest": {"unit": "s", "value": 2}"#, &[of_try]);
    check(&policy(1, "ms", 1, ""), "", &["L030 spec.httpRoute.retryPolicy"]);
    let long = r#""perRequest": {"unit": "s", "value": 3153600001}, "idle": {"unit": "ms", "value": 3153600000000}"#;
    let of_long = [cut, "L029 spec.httpRoute.timeout.perRequest"];
    check(&policy(1, "ms", 1, events), long, &of_long);
}

#[test]
fn of_gateways() {
    let check = |matches: &str, rewrite: &str, wanted: &[&str]| {
        let route = gateway_route(matches, rewrite);
        check(&[node("a", "http", ""), service("s", "a"), gateway(""), route], wanted);
    };
    let rewrite = "spec.httpRoute.action.rewrite";
    check(r#"{"prefix": "/a"}"#, r#"{"prefix": {"value": "/b/"}}"#, &[]);
    check(
        r#"{"prefix": "/a"}"#,
        r#"{"prefix": {"value": "b/"}}"#,
        &[&format!("L022 {rewrite}.prefix.value")],
    );
    check(
        r#"{"prefix": "/a"}"#,
        r#"{"prefix": {"value": "/\n"}}"#,
        &[
            &format!("L020 {rewrite}.prefix.value"),
            &format!("L022 {rewrite}.prefix.value"),
            &format!("L049 {rewrite}.prefix.value"),
        ],
    );
    check(
        r#"{"prefix": "/a"}"#,
        r#"{"path": {"exact": "/b"}}"#,
        &[&format!("L041 {rewrite}.path")],
    );
    check(r#"{"path": {"exact": "/a"}}"#, r#"{"path": {}}"#, &[&format!("L041 {rewrite}.path")]);
    check(
        r#"{"hostname": {"exact": "a:80"}}"#,
        r#"{"hostname": {"defaultTargetHostname": "ENABLED"}}"#,
        &["L045 spec.httpRoute.match.hostname.exact"],
    );
    let check_of = r#", "healthCheck": {"protocol": "http", "path": "/", "healthyThreshold": 2, "unhealthyThreshold": 2, "intervalMillis": 5000, "timeoutMillis": 2000}"#;
    let found = findings(&[gateway(check_of)]);
    assert_eq!(found, ["L025 spec.listeners[0].healthCheck"]);
}

#[test]
fn of_listeners() {
    let check = |protocol: &str, more: &str, wanted: &[&str]| {
        check(&[node("a", protocol, &format!(", {more}"))], wanted);
    };
    let health = |protocol: &str, more: &str| {
        format!(
            r#""healthCheck": {{"protocol": "{protocol}" {more}, "healthyThreshold": 2, "unhealthyThreshold": 2, "intervalMillis": 5000, "timeoutMillis": 2000}}"#
        )
    };
    check("grpc", &health("grpc", ""), &[]);
    check("http", &health("grpc", ""), &["L025 spec.listeners[0].healthCheck.protocol"]);
    check(
        "http",
        &health("http", r#", "path": "x""#),
        &["L022 spec.listeners[0].healthCheck.path"],
    );
    check("http", &health("http", r#", "path": "/x?deep=1", "port": 8080"#), &[]);
    let ejection = |interval: i64, base: i64, percent: i64| {
        format!(
            r#""outlierDetection": {{"maxServerErrors": 4294967296, "interval": {{"unit": "s", "value": {interval}}}, "baseEjectionDuration": {{"unit": "ms", "value": {base}}}, "maxEjectionPercent": {percent}}}"#
        )
    };
    let at = "spec.listeners[0].outlierDetection";
    check("http", &ejection(1, 1, 1), &[&format!("L029 {at}.maxServerErrors")]);
    check(
        "http",
        &ejection(0, 0, 0),
        &[
            &format!("L028 {at}.baseEjectionDuration"),
            &format!("L028 {at}.interval"),
            &format!("L027 {at}.maxEjectionPercent"),
            &format!("L029 {at}.maxServerErrors"),
        ],
    );
    check(
        "tcp",
        r#""connectionPool": {"http": {"maxConnections": 1}}"#,
        &["L024 spec.listeners[0].connectionPool.http"],
    );
}

/// A node that calls `s`, with a policy of its own for that or for all.
fn caller(own: &str, defaults: &str) -> Resource {
    let spec = format!(
        r#"{{"backends": [{{"virtualService": {{"virtualServiceName": "s" {own}}}}}] {defaults}}}"#
    );
    resource("virtualNode", "caller", "", &spec)
}

#[test]
fn of_client_policies() {
    let policy = |ports: &str, more: &str| {
        format!(
            r#""clientPolicy": {{"tls": {{"ports": [{ports}], "validation": {{"trust": {{"file": {{"certificateChain": "/ca"}}}} {more}}}}}}}"#
        )
    };
    // The router is called on 80, and the node behind it listens on 8080, which counts.
    let tls = r#", "tls": {"mode": "PERMISSIVE", "certificate": {"sds": {"secretName": "a"}}}"#;
    let mesh =
        [node("a", "http", tls), router(), route(r#"{"prefix": "/"}"#, ""), service("s", "vr")];
    let check = |caller: Resource, wanted: &[&str]| {
        let mut all = mesh.to_vec();
        all.push(caller);
        check(&all, wanted);
    };
    let own = |ports: &str| caller(&format!(", {}", policy(ports, "")), "");
    let at = "spec.backends[0].virtualService.clientPolicy.tls";
    check(own("8080, 443"), &[]);
    check(own("80"), &[&format!("L033 {at}.ports")]);
    check(own(""), &[]);
    let defaults =
        |own: &str| caller(own, &format!(r#", "backendDefaults": {{{}}}"#, policy("80", "")));
    check(defaults(""), &["L033 spec.backendDefaults.clientPolicy.tls.ports"]);
    // The defaults are for nobody.
    check(defaults(r#", "clientPolicy": {}"#), &[]);
    let names = r#", "subjectAlternativeNames": {"match": {"exact": ["a", "*.b"]}}"#;
    let strict = caller(&format!(", {}", policy("", names)), "");
    check(strict, &[&format!("L034 {at}.validation.subjectAlternativeNames.match.exact[1]")]);
    // What is not known may have any port.
    assert_eq!(findings(&[own("80"), service("s", "vr"), router()]), ["L008 ",]);
}

#[test]
fn of_backends() {
    let tcp = |name: &str| node(name, "tcp", "");
    let two = r#"{"backends": [{"virtualService": {"virtualServiceName": "s"}}, {"virtualService": {"virtualServiceName": "t"}}]}"#;
    let caller = resource("virtualNode", "caller", "", two);
    let collision = ["L036 spec.backends[1].virtualService.virtualServiceName"];
    let (s, t) = (service("s", "a"), service("t", "b"));
    let all = |a: Resource, b: Resource| [a, b, s.clone(), t.clone(), caller.clone()];
    check(&all(tcp("a"), tcp("b")), &collision);
    check(&all(tcp("a"), node("b", "http", "")), &collision);
    check(&all(node("a", "grpc", ""), node("b", "http", "")), &[]);
}

#[test]
fn of_what_the_control_plane_refuses() {
    let refused = |resource: &Resource| -> Vec<&str> {
        forbidden(resource).iter().map(|finding| finding.code.0).collect()
    };
    assert_eq!(refused(&route(r#"{"path": {"regex": "("}}"#, "")), ["L017"]);
    assert_eq!(
        refused(&route(r#"{"prefix": "/", "queryParameters": [{"name": ""}]}"#, "")),
        ["L020"]
    );
    let log = r#"{"logging": {"accessLog": {"file": {"path": "x", "format": {"text": "%"}}}}}"#;
    assert_eq!(refused(&resource("virtualNode", "a", "", log)), ["L018"]);
    let nameless = r#"{"serviceDiscovery": {"dns": {"hostname": ""}}}"#;
    assert_eq!(refused(&resource("virtualNode", "a", "", nameless)), ["L020"]);
    // App Mesh took these, and a proxy can live with what weir makes of them.
    assert_eq!(refused(&route(r#"{"prefix": "/a?b"}"#, "")), [""; 0]);
    let acm = r#", "tls": {"mode": "STRICT", "certificate": {"acm": {"certificateArn": "arn"}}}"#;
    assert_eq!(refused(&node("a", "http", acm)), [""; 0]);
}

/// A node that listens on one port, found by DNS.
fn listening(name: &str, protocol: &str, port: u16, more: &str) -> Resource {
    let listener =
        format!(r#"{{"portMapping": {{"port": {port}, "protocol": "{protocol}"}} {more}}}"#);
    let spec = format!(
        r#"{{"listeners": [{listener}], "serviceDiscovery": {{"dns": {{"hostname": "{name}.local"}}}}}}"#
    );
    resource("virtualNode", name, "", &spec)
}

#[test]
fn of_targets_without_a_port() {
    let check = |targets: &str, wanted: &[&str]| {
        let action = format!(r#"{{"weightedTargets": [{targets}]}}"#);
        let spec =
            format!(r#"{{"httpRoute": {{"match": {{"prefix": "/"}}, "action": {action}}}}}"#);
        let route = resource("route", "rt", "vr", &spec);
        let (a, b) = (listening("a", "http", 80, ""), listening("b", "http", 81, ""));
        let two = r#"{"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}, {"portMapping": {"port": 81, "protocol": "http"}}], "serviceDiscovery": {"dns": {"hostname": "t"}}}"#;
        let two = resource("virtualNode", "two", "", two);
        check(&[a, b, two, router(), route], wanted);
    };
    let target =
        |node: &str, more: &str| format!(r#"{{"virtualNode": "{node}", "weight": 50 {more}}}"#);
    let at = "spec.httpRoute.action.weightedTargets";
    let differ = format!("L003 {at}[1].virtualNode");
    check(&[target("a", ""), target("b", "")].join(","), &[&differ]);
    check(&[target("a", ""), target("b", r#", "port": 81"#)].join(","), &[]);
    let missing = format!("L050 {at}[1].port");
    check(&[target("a", ""), target("two", "")].join(","), &[&missing]);
    check(&[target("a", ""), target("two", r#", "port": 81"#)].join(","), &[]);
}

/// The spec of a listener's TLS.
fn listener_tls(mode: &str, rest: &str) -> String {
    format!(
        r#", "tls": {{"mode": "{mode}", "certificate": {{"sds": {{"secretName": "a"}}}} {rest}}}"#
    )
}

/// A client policy that trusts a file, with more to it.
fn client_policy(more: &str) -> String {
    format!(
        r#", "clientPolicy": {{"tls": {{"validation": {{"trust": {{"file": {{"certificateChain": "/ca"}}}}}} {more}}}}}"#
    )
}

/// How grave what is found about TLS is, for a listener and a caller.
fn tls_verdict(protocol: &str, listener: &str, policy: &str) -> Option<Severity> {
    let callee = listening("a", protocol, 80, listener);
    let resources = [callee, service("s", "a"), caller(policy, "")];
    let snapshot: Snapshot = resources.into_iter().collect();
    let found = validate(&Subject::new(&snapshot, [], &|_| false));
    let mut found = found.iter().filter(|one| one.code.0 == "L013");
    let severity = found.next().map(|one| one.severity);
    assert!(found.next().is_none(), "told once");
    severity
}

#[test]
fn of_tls_between_callers_and_listeners() {
    let mutual = r#", "validation": {"trust": {"sds": {"secretName": "ca"}}}"#;
    let shown = r#", "certificate": {"sds": {"secretName": "me"}}"#;
    let (error, warning, info) =
        (Some(Severity::Error), Some(Severity::Warning), Some(Severity::Info));
    let insists = client_policy("");
    let optional = client_policy(r#", "enforce": false"#);
    let elsewhere = client_policy(r#", "ports": [443]"#);
    for (listener, policy, wanted) in [
        (String::new(), &insists, error),
        (listener_tls("DISABLED", ""), &insists, error),
        (String::new(), &optional, None),
        (String::new(), &elsewhere, None),
        (String::new(), &String::new(), None),
        (listener_tls("STRICT", ""), &insists, None),
        (listener_tls("PERMISSIVE", ""), &insists, None),
        (listener_tls("STRICT", ""), &String::new(), info),
        (listener_tls("STRICT", ""), &elsewhere, info),
        (listener_tls("PERMISSIVE", ""), &String::new(), None),
        (listener_tls("STRICT", mutual), &insists, error),
        (listener_tls("STRICT", mutual), &client_policy(shown), None),
        (listener_tls("STRICT", mutual), &String::new(), error),
        (listener_tls("PERMISSIVE", mutual), &String::new(), warning),
    ] {
        assert_eq!(tls_verdict("http", &listener, policy), wanted, "{listener} {policy}");
    }
    // The application behind it may speak TLS itself.
    assert_eq!(tls_verdict("tcp", "", &insists), None);
    assert_eq!(tls_verdict("tcp", &listener_tls("STRICT", mutual), &insists), error);
}

#[test]
fn of_timeouts_on_both_sides() {
    let seconds = |value: i64| format!(r#"{{"unit": "s", "value": {value}}}"#);
    let check = |of_route: &str, of_listener: &str, wanted: &[&str]| {
        let listener = match of_listener {
            "" => String::new(),
            timeout => format!(r#", "timeout": {{"http": {{{timeout}}}}}"#),
        };
        let route = route(r#"{"prefix": "/"}"#, &format!(r#", "timeout": {{{of_route}}}"#));
        check(&[node("a", "http", &listener), router(), route], wanted);
    };
    let request = |value: i64| format!(r#""perRequest": {}"#, seconds(value));
    let idle = |value: i64| format!(r#""idle": {}"#, seconds(value));
    let (of_request, of_idle) =
        ("L015 spec.httpRoute.timeout.perRequest", "L015 spec.httpRoute.timeout.idle");
    check(&request(15), "", &[]);
    check(&request(16), "", &[of_request]);
    check(&request(16), &request(16), &[]);
    check(&request(16), &request(0), &[]);
    check(&request(0), &request(16), &[of_request]);
    check(&request(0), &request(0), &[]);
    check(&request(10), &request(5), &[of_request]);
    // What an idle connection gets of a listener that says nothing is not documented.
    check(&idle(900), "", &[]);
    check(&idle(900), &idle(600), &[of_idle]);
}

#[test]
fn of_names_that_are_somewhere_else() {
    let check = |more: Resource, wanted: &[&str]| {
        check(&[router(), route(r#"{"prefix": "/"}"#, ""), more], wanted);
    };
    let at = "spec.httpRoute.action.weightedTargets[0].virtualNode";
    let elsewhere = |kind: &str, mesh: &str, spec: &str| {
        let text = format!(
            r#"{{"kind": "{kind}", "meshName": "{mesh}", "{kind}Name": "a", "spec": {spec}}}"#
        );
        serde_json::from_str::<Resource>(&text).unwrap()
    };
    check(elsewhere("virtualNode", "m2", "{}"), &[&format!("R002 {at}")]);
    check(elsewhere("virtualService", "shop", "{}"), &[&format!("R003 {at}")]);
    // A mesh of that name is not what was meant.
    check(elsewhere("virtualService", "m2", "{}"), &[&format!("R001 {at}")]);
    check(node("b", "http", ""), &[&format!("R001 {at}")]);
}

#[test]
fn of_backends_that_are_not_there() {
    let mesh = |filter: &str| {
        let spec = match filter {
            "" => "{}".to_owned(),
            filter => format!(r#"{{"egressFilter": {{"type": "{filter}"}}}}"#),
        };
        let text = format!(r#"{{"kind": "mesh", "meshName": "shop", "spec": {spec}}}"#);
        serde_json::from_str::<Resource>(&text).unwrap()
    };
    let at = "spec.backends[0].virtualService.virtualServiceName";
    let other = [node("a", "http", ""), service("other", "a")];
    let check = |more: &[Resource], wanted: &[&str]| {
        check(&[more, &[caller("", "")]].concat(), wanted);
    };
    check(&[&other[..], &[mesh("DROP_ALL")]].concat(), &[&format!("L012 {at}")]);
    check(&[&other[..], &[mesh("")]].concat(), &[&format!("L012 {at}")]);
    check(&[&other[..], &[mesh("ALLOW_ALL")]].concat(), &[&format!("R001 {at}")]);
    check(&other, &[&format!("R001 {at}")]);
    // Files of a single service need not hold the services of others.
    check(&[mesh("DROP_ALL")], &[]);
}

#[test]
fn of_very_many_routes_of_one_path() {
    let header = |value: usize| {
        let matches = format!(
            r#"{{"prefix": "/", "headers": [{{"name": "x", "match": {{"exact": "{value}"}}}}]}}"#
        );
        let action = r#"{"weightedTargets": [{"virtualNode": "a", "weight": 1}]}"#;
        let spec = format!(
            r#"{{"priority": 1, "httpRoute": {{"match": {matches}, "action": {action}}}}}"#
        );
        resource("route", &format!("r{value}"), "vr", &spec)
    };
    let mut all: Vec<Resource> = (0..1000).map(header).collect();
    all.extend([node("a", "http", ""), router(), route(r#"{"prefix": "/"}"#, "")]);
    // The quota of 50 is passed; no route is called unreachable, none without a fallback.
    assert_eq!(findings(&all), ["L014 "]);
}
