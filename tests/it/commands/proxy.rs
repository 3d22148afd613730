//! `weir proxy bootstrap`.

use serde_json::{Value, json};

use crate::env::{Run, TestEnv};

const CART: &str = "shop:vn/cart";

/// The bootstrap under variables of the App Mesh image.
fn under(variables: &[(&str, &str)], args: &[&str]) -> Run {
    let env = TestEnv::new();
    let args = [&["proxy", "bootstrap"], args].concat();
    let mut command = env.command(&args);
    command.envs(variables.iter().copied());
    env.shown(command.output().unwrap())
}

/// A part of it, by its JSON pointer.
fn part(variables: &[(&str, &str)], args: &[&str], pointer: &str) -> Value {
    let run = under(variables, &[args, &["-o", "json"]].concat());
    assert_eq!(run.code, 0, "{}", run.text());
    run.json().pointer(pointer).cloned().unwrap_or_default()
}

#[test]
fn the_bootstrap_of_a_node_is_yaml() {
    insta::assert_snapshot!(under(&[], &[CART, "--no-telemetry"]).text(), @r#"
    exit 0
    -- stdout
    node:
      id: mesh/shop/virtualNode/cart
      cluster: mesh/shop/virtualNode/cart
    admin:
      address:
        socket_address:
          address: "127.0.0.1"
          port_value: 9901
    dynamic_resources:
      ads_config:
        api_type: DELTA_GRPC
        transport_api_version: V3
        set_node_on_first_message_only: true
        grpc_services:
        - envoy_grpc:
            cluster_name: weir-xds
            retry_policy:
              retry_back_off:
                base_interval: 0.1s
                max_interval: 1s
      lds_config:
        resource_api_version: V3
        ads: {}
        initial_fetch_timeout: 0s
      cds_config:
        resource_api_version: V3
        ads: {}
        initial_fetch_timeout: 0s
    static_resources:
      clusters:
      - name: weir-xds
        type: STATIC
        connect_timeout: 5s
        load_assignment:
          cluster_name: weir-xds
          endpoints:
          - lb_endpoints:
            - endpoint:
                address:
                  socket_address:
                    address: "127.0.0.1"
                    port_value: 7070
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            explicit_http_config:
              http2_protocol_options:
                connection_keepalive:
                  interval: 30s
                  timeout: 10s
        upstream_connection_options:
          tcp_keepalive:
            keepalive_time: 30
            keepalive_interval: 10
            keepalive_probes: 3
    layered_runtime:
      layers:
      - name: weir
        static_layer:
          re2.max_program_size.error_level: 1000000
    "#);
}

#[test]
fn no_control_plane_is_asked_where_the_mesh_is_named() {
    let nobody = [("WEIR_ENDPOINT", "http://127.0.0.1:1")];
    for args in [&[CART][..], &["vn/cart", "-m", "shop"]] {
        let id = part(&nobody, args, "/node/id");
        assert_eq!(id, "mesh/shop/virtualNode/cart", "{args:?}");
    }
    let mesh = [nobody[0], ("WEIR_MESH", "other")];
    assert_eq!(part(&mesh, &["vg/edge"], "/node/id"), "mesh/other/virtualGateway/edge");
    assert_eq!(under(&nobody, &["vn/cart"]).code, 4);
}

#[test]
fn without_a_name_the_only_mesh_is_taken() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let run = env.expect(0, &["proxy", "bootstrap", "vn/cart-vn", "-o", "json"]);
    assert_eq!(run.json()["node"]["id"], "mesh/shopmesh/virtualNode/cart-vn");
}

#[test]
fn only_nodes_and_gateways_have_proxies() {
    insta::assert_snapshot!(under(&[], &["shop:vs/cart"]).text(), @"
    exit 2
    -- stderr
    error: a virtual service has no proxy

    hint: name a virtual node or a virtual gateway: vn/NAME, vg/NAME
    ");
    insta::assert_snapshot!(under(&[], &[]).text(), @"
    exit 2
    -- stderr
    error: nothing says whose bootstrap it is

    hint: name a virtual node or a virtual gateway: vn/NAME, vg/NAME
    ");
    insta::assert_snapshot!(under(&[], &[CART, "-o", "name"]).text(), @"
    exit 2
    -- stderr
    error: `weir proxy bootstrap` does not have the output format name

    hint: it has yaml and json
    ");
}

#[test]
fn the_image_names_the_resource() {
    let arn = "arn:aws:appmesh:eu-west-1:123456789012:mesh/shop@210987654321/virtualGateway/edge";
    let variables = [("APPMESH_RESOURCE_ARN", arn), ("APPMESH_VIRTUAL_NODE_NAME", "wrong")];
    assert_eq!(part(&variables, &[], "/node/id"), "mesh/shop/virtualGateway/edge");
    let older = [("APPMESH_VIRTUAL_NODE_NAME", "mesh/shop/virtualNode/a")];
    assert_eq!(part(&older, &[], "/node/id"), "mesh/shop/virtualNode/a");
    assert_eq!(part(&older, &[CART], "/node/id"), "mesh/shop/virtualNode/cart");
    insta::assert_snapshot!(under(&[("APPMESH_RESOURCE_ARN", "cart")], &[]).text(), @"
    exit 2
    -- stderr
    error: APPMESH_RESOURCE_ARN is `cart`: the node id `cart` names no virtual node or gateway; expected mesh/MESH/virtualNode/NAME or mesh/MESH/virtualGateway/NAME, or the ARN of one
    ");
}

/// Checks what a part of the bootstrap is by variables, and by a flag in spite of them.
fn check(
    pointer: &str,
    (variables, by_variables): (&[(&str, &str)], Value),
    (flags, by_flags): (&[&str], Value),
) {
    assert_eq!(part(variables, &[CART], pointer), by_variables, "{variables:?}");
    let both = part(variables, &[&[CART], flags].concat(), pointer);
    assert_eq!(both, by_flags, "{variables:?} {flags:?}");
}

/// Where the endpoint of a cluster is.
fn endpoint(cluster: usize) -> String {
    let of = format!("/static_resources/clusters/{cluster}/load_assignment/endpoints/0");
    format!("{of}/lb_endpoints/0/endpoint/address")
}

#[test]
fn variables_of_the_image_stand_for_flags_and_flags_go_before_them() {
    for (pointer, variable, flags) in [
        ("/node/cluster", "APPMESH_RESOURCE_CLUSTER", "--node-cluster"),
        (
            "/cluster_manager/outlier_detection/event_log_path",
            "ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH",
            "--outlier-log",
        ),
        (&format!("{}/pipe/path", endpoint(0)), "APPMESH_XDS_ENDPOINT", "--xds"),
        (&format!("{}/pipe/path", endpoint(1)), "APPMESH_SDS_SOCKET_PATH", "--sds-socket"),
    ] {
        let (a, b) = if pointer.contains("pipe") { ("unix:/a", "unix:/b") } else { ("/a", "/b") };
        check(pointer, (&[(variable, a)], json!("/a")), (&[flags, b], json!("/b")));
    }
    for (pointer, variable, flag) in [
        ("/node/metadata/weir/ingressPort", "APPMESH_ENVOY_INGRESS_PORT", "--ingress-port"),
        ("/node/metadata/weir/egressPort", "APPMESH_ENVOY_EGRESS_PORT", "--egress-port"),
    ] {
        check(pointer, (&[(variable, "1")], json!(1)), (&[flag, "2"], json!(2)));
    }
}

#[test]
fn variables_of_the_image_move_the_administration() {
    let port = "/admin/address/socket_address/port_value";
    let by_flag = (&["--admin", "127.0.0.1:2"][..], json!(2));
    check(port, (&[("ENVOY_ADMIN_ACCESS_PORT", "1")], json!(1)), by_flag);
    let path = "/admin/address/pipe/path";
    let uds = [("ENVOY_ADMIN_MODE", "uds")];
    let by_variable = (&uds[..], json!("/tmp/envoy_admin.sock"));
    check(path, by_variable.clone(), (&["--admin", "unix:/b"], json!("/b")));
    check(path, by_variable, (&["--no-admin"], Value::Null));
}

#[test]
fn variables_of_the_image_send_statistics() {
    let tag = "/stats_config/stats_tags/0/fixed_value";
    check(
        tag,
        (&[("ENABLE_ENVOY_STATS_TAGS", "f")], Value::Null),
        (&["--stats-tags"], json!("shop")),
    );
    assert_eq!(part(&[("ENABLE_ENVOY_STATS_TAGS", "t")], &[CART], tag), "shop");
    let socket = "/stats_sinks/0/typed_config/address/socket_address";
    let address = |address: &str, port: u16| json!({"protocol": "UDP", "address": address, "port_value": port});
    let by_flag = (&["--dogstatsd", "[::1]:2"][..], address("::1", 2));
    let on = ("ENABLE_ENVOY_DOG_STATSD", "True");
    let elsewhere = [on, ("STATSD_PORT", "1"), ("STATSD_ADDRESS", "127.0.0.9")];
    check(socket, (&[on], address("127.0.0.1", 8125)), by_flag.clone());
    check(socket, (&elsewhere, address("127.0.0.9", 1)), by_flag.clone());
    check(socket, (&elsewhere[1..], Value::Null), by_flag);
    let path = "/stats_sinks/0/typed_config/address/pipe/path";
    let by_flag = (&["--dogstatsd", "unix:/b"][..], json!("/b"));
    check(path, (&[on, elsewhere[1], ("STATSD_SOCKET_PATH", "/a")], json!("/a")), by_flag);
}

#[test]
fn a_proxy_tells_of_its_traffic_unless_somebody_says_otherwise() {
    let interval = |args: &[&str]| part(&[], args, "/stats_flush_interval");
    assert_eq!(interval(&[CART]), "1s");
    assert_eq!(interval(&[CART, "--telemetry-interval", "250ms"]), "0.25s");
    let sink = |args: &[&str]| part(&[], args, "/stats_sinks/0/name");
    assert_eq!(sink(&[CART]), "envoy.stat_sinks.metrics_service");
    assert_eq!(sink(&[CART, "--no-telemetry"]), Value::Null);
    for wrong in ["50ms", "6s", "soon"] {
        assert_eq!(under(&[], &[CART, "--telemetry-interval", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn variables_of_the_image_choose_the_tracer() {
    let config = |variables: &[(&str, &str)], args: &[&str], member: &str| {
        let pointer = format!("/tracing/http/typed_config/{member}");
        part(variables, &[&[CART], args].concat(), &pointer)
    };
    let xray = [
        ("ENABLE_ENVOY_XRAY_TRACING", "1"),
        ("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.9"),
        ("XRAY_DAEMON_PORT", "2001"),
        ("XRAY_SEGMENT_NAME", "a"),
        ("XRAY_SAMPLING_RATE", "0.25"),
    ];
    assert_eq!(config(&xray, &[], "daemon_endpoint/address"), "127.0.0.9");
    assert_eq!(config(&xray, &[], "daemon_endpoint/port_value"), 2001);
    assert_eq!(config(&xray, &["--tracing-name", "b"], "segment_name"), "b");
    assert_eq!(config(&xray, &[], "segment_name"), "a");
    let manifest = config(&xray, &[], "sampling_rule_manifest/inline_string");
    let manifest: Value = serde_json::from_str(manifest.as_str().unwrap()).unwrap();
    assert_eq!(manifest, json!({"version": 2, "default": {"fixed_target": 1, "rate": 0.25}}));
    let rules = config(&xray, &["--xray-rules", "/r"], "sampling_rule_manifest/filename");
    assert_eq!(rules, "/r");

    let address = &format!("{}/socket_address", endpoint(1));
    let datadog = [
        ("ENABLE_ENVOY_DATADOG_TRACING", "TRUE"),
        ("DATADOG_TRACER_ADDRESS", "agent"),
        ("DATADOG_TRACER_PORT", "1"),
        ("DD_SERVICE", "cart"),
    ];
    assert_eq!(part(&datadog, &[CART], address), json!({"address": "agent", "port_value": 1}));
    assert_eq!(config(&datadog, &[], "service_name"), "cart");
    let jaeger = [("ENABLE_ENVOY_JAEGER_TRACING", "1"), ("JAEGER_TRACER_VERSION", "JSON")];
    assert_eq!(config(&jaeger, &[], "collector_endpoint_version"), "HTTP_JSON");
    let proto = config(&jaeger, &["--jaeger-format", "proto"], "collector_endpoint_version");
    assert_eq!(proto, "HTTP_PROTO");
    let local = json!({"address": "127.0.0.1", "port_value": 9411});
    assert_eq!(part(&jaeger, &[CART], address), local);
    let elsewhere = part(&jaeger, &[CART, "--tracing-address", "c:1"], address);
    assert_eq!(elsewhere, json!({"address": "c", "port_value": 1}));
    // A flag says which, whatever is switched on.
    let chosen = part(&jaeger, &[CART, "--tracing", "xray"], "/tracing/http/name");
    assert_eq!(chosen, "envoy.tracers.xray");
}

/// Checks that nothing is printed, and what is said instead.
fn refused(variables: &[(&str, &str)], args: &[&str], message: &str, hint: &str) {
    let run = under(variables, &[&[CART], args].concat());
    assert_eq!(run.code, 2, "{}", run.text());
    assert!(run.stderr.contains(message), "{message}\n{}", run.text());
    assert!(run.stderr.contains(hint), "{hint}\n{}", run.text());
    assert_eq!(run.stdout, "");
}

#[test]
fn variables_that_cannot_be_followed_are_refused() {
    let by = |variables: &[(&str, &str)], message: &str, hint: &str| {
        refused(variables, &[], message, hint);
    };
    by(
        &[("ENABLE_ENVOY_XRAY_TRACING", "1"), ("ENABLE_ENVOY_JAEGER_TRACING", "1")],
        "ENABLE_ENVOY_XRAY_TRACING and ENABLE_ENVOY_JAEGER_TRACING are both set, \
         and a proxy has one tracer",
        "choose with --tracing, or unset one",
    );
    by(
        &[("APPMESH_XDS_ENDPOINT", "cp:443")],
        "APPMESH_XDS_ENDPOINT is `cp:443`, which means TLS and AWS signatures",
        "name the control plane with --xds, and with --xds-ca if it has TLS",
    );
    by(
        &[("APPMESH_METRIC_EXTENSION_VERSION", "1")],
        "APPMESH_METRIC_EXTENSION_VERSION is set, and weir cannot follow it",
        "--stats-tags tells statistics apart",
    );
    let wrong = "ENABLE_ENVOY_XRAY_TRACING is `yes`: write 1 or 0, true or false";
    by(&[("ENABLE_ENVOY_XRAY_TRACING", "yes")], wrong, "");
    let wrong = "ENVOY_ADMIN_ACCESS_PORT is `0`: a port is a number from 1 to 65535";
    by(&[("ENVOY_ADMIN_ACCESS_PORT", "0")], wrong, "");
}

#[test]
fn flags_that_cannot_be_meant_are_refused() {
    let by = |args: &[&str], message: &str, hint: &str| refused(&[], args, message, hint);
    by(
        &["--tracing", "xray", "--tracing-address", "daemon:2000"],
        "the X-Ray daemon cannot be at `daemon:2000`",
        "write IP:PORT",
    );
    by(
        &["--tracing-address", "a:1"],
        "--tracing-address has no effect without its tracer",
        "it is for --tracing xray, datadog, jaeger",
    );
    by(
        &["--tracing", "jaeger", "--xray-rate", "0.1"],
        "--xray-rate has no effect without its tracer",
        "it is for --tracing xray",
    );
    by(
        &["--xds", "unix:/x", "--xds-ca", "/ca"],
        "a unix socket has no host that a certificate could name",
        "--xds-server-name NAME",
    );
    by(
        &["--ingress-port", "15001"],
        "inbound and outbound traffic cannot both go to port 15001",
        "--ingress-port",
    );
    by(&["--dogstatsd", "localhost:8125"], "a name is not resolved here", "");
    by(&["--xds-cert", "/c", "--xds-ca", "/ca"], "--xds-key <FILE>", "");
}

#[test]
fn each_command_below_it_has_a_page() {
    let env = TestEnv::new();
    let page = env.expect(0, &["man", "proxy", "bootstrap"]).stdout;
    assert!(page.contains("weir proxy bootstrap"), "{page}");
    assert_eq!(env.expect(0, &["man", "proxy-bootstrap"]).stdout, page);
}
