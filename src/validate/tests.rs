//! What rules say beyond the examples on their pages: which finding on which field, and nothing
//! else.

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
