//! Elsewhere a diff right after an apply showed defaults that the server filled in, lists in another
//! order and formatting; or it marked something as changed without a marked line. Here a diff after
//! an apply is empty, whatever means the same is the same, and what is marked has a line.

use crate::env::{TestEnv, root};

const EXAMPLES: [&str; 9] = [
    "cloud-map",
    "gateway-routes",
    "grpc-route",
    "http-route",
    "http2-route",
    "resilience",
    "shopmesh",
    "tcp-route",
    "tls",
];

#[test]
fn after_an_apply_nothing_differs() {
    for example in EXAMPLES {
        let env = TestEnv::new();
        env.copy_example(example);
        let _ = env.expect(0, &["apply", example, "-y"]);
        let diff = env.expect(0, &["diff", example]);
        assert_eq!(diff.stdout, "", "{example}");
        // What is dumped is the same as what was written.
        let dump = env.expect(0, &["dump"]).stdout;
        env.write("dumped.json", &dump);
        let diff =
            env.expect(0, &["diff", "dumped.json", "--against", example, "--format", "json-patch"]);
        assert_eq!(diff.stdout, "[]\n", "{example}");
    }
}

#[test]
fn every_example_is_compared() {
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // The shapes are the same documents as elsewhere, in other forms; the demo is made by a
        // script; rollouts are no resources.
        let others = ["shapes", "demo", "rollouts"];
        let listed = EXAMPLES.contains(&name.as_str()) || others.contains(&&*name);
        assert!(listed || !path.is_dir(), "{name} is not compared");
    }
}

/// A document, and one that means the same.
const SAME: [(&str, &str); 8] = [
    (
        r#"{"meshName": "m", "spec": {}}"#,
        r#"{"meshName": "m", "spec": {"egressFilter": {"type": "DROP_ALL"}}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualNodeName": "n", "spec": {"serviceDiscovery": {"dns": {"hostname": "h"}},
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#,
        r#"{"meshName": "m", "virtualNodeName": "n", "spec": {"serviceDiscovery": {"dns": {"hostname": "h",
            "responseType": "LOADBALANCER"}}, "backends": [], "logging": {},
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualNodeName": "p", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"},
            "healthCheck": {"protocol": "http", "path": "/", "healthyThreshold": 2, "unhealthyThreshold": 2,
            "intervalMillis": 5000, "timeoutMillis": 2000}}], "serviceDiscovery": {"dns": {"hostname": "h"}}}}"#,
        r#"{"meshName": "m", "virtualNodeName": "p", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"},
            "healthCheck": {"protocol": "http", "path": "/", "healthyThreshold": 2, "unhealthyThreshold": 2,
            "intervalMillis": 5000, "timeoutMillis": 2000, "port": 80}}], "serviceDiscovery": {"dns": {"hostname": "h"}}}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualNodeName": "q", "spec": {"backends": [
            {"virtualService": {"virtualServiceName": "a"}}, {"virtualService": {"virtualServiceName": "b"}}]}}"#,
        r#"{"meshName": "m", "virtualNodeName": "q", "spec": {"backends": [
            {"virtualService": {"virtualServiceName": "b"}}, {"virtualService": {"virtualServiceName": "a"}}]}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualNodeName": "t", "spec": {"backendDefaults": {"clientPolicy": {"tls": {
            "ports": [80, 81], "validation": {"trust": {"file": {"certificateChain": "/ca.pem"}}}}}}}}"#,
        r#"{"meshName": "m", "virtualNodeName": "t", "spec": {"backendDefaults": {"clientPolicy": {"tls": {
            "enforce": true, "ports": [81, 80],
            "validation": {"trust": {"file": {"certificateChain": "/ca.pem"}}}}}}}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualRouterName": "r", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#,
        r#"{"meshName": "m", "virtualRouterName": "r", "spec": {"listeners": [{"portMapping": {"protocol": "http", "port": 80}}]}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {"httpRoute": {"match": {"prefix": "/",
            "headers": [{"name": "a"}, {"name": "b", "match": {"exact": "1"}}]},
            "action": {"weightedTargets": [{"virtualNode": "n", "weight": 1}, {"virtualNode": "p", "weight": 2}]}}}}"#,
        r#"{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {"httpRoute": {"match": {"prefix": "/",
            "headers": [{"name": "b", "invert": false, "match": {"exact": "1"}}, {"name": "a", "invert": false}]},
            "action": {"weightedTargets": [{"virtualNode": "p", "weight": 2}, {"virtualNode": "n", "weight": 1}]},
            "timeout": {}}}}"#,
    ),
    (
        r#"{"meshName": "m", "virtualServiceName": "s.local", "spec": {"provider": {"virtualRouter": {"virtualRouterName": "r"}}}}"#,
        r#"{"virtualServiceName": "s.local", "spec": {"provider": {"virtualRouter": {"virtualRouterName": "r"}}}, "meshName": "m"}"#,
    ),
];

#[test]
fn what_means_the_same_is_no_difference_in_either_direction() {
    for turned in [false, true] {
        let env = TestEnv::new();
        for (index, (one, other)) in SAME.iter().enumerate() {
            let (first, second) = if turned { (other, one) } else { (one, other) };
            env.write(&format!("one/{index}.json"), first);
            env.write(&format!("other/{index}.json"), second);
        }
        let _ = env.expect(0, &["apply", "one", "-y"]);
        let diff = env.expect(0, &["diff", "other"]);
        assert_eq!(diff.stdout, "");
        let shown = env.expect(1, &["diff", "other", "--show-defaults", "--format", "summary"]);
        assert!(shown.stdout.contains("vn/n   "), "{}", shown.text());
        // Nothing is sent for it either.
        let apply = env.expect(0, &["apply", "other", "-y"]);
        assert!(apply.stderr.contains("nothing to do"), "{}", apply.text());
    }
}

#[test]
fn whatever_is_marked_has_a_marked_line() {
    let env = TestEnv::new();
    env.write("m/mesh.json", SAME[0].0);
    env.write("m/node.json", SAME[2].0);
    let _ = env.expect(0, &["apply", "m", "-y"]);
    env.write(
        "m/node.json",
        &SAME[2].0.replace("5000", "6000").replace(r#""path": "/""#, r#""path": "/ping""#),
    );
    insta::assert_snapshot!(env.run(&["diff", "m"]).text().split(" in ").next().unwrap(), @"
    exit 1
    -- stdout
    Mesh m @ the embedded control plane                                                         ~ change

    ~ vn/p                                                                                 m/node.json:1
        listeners[80].healthCheck
          ~ path   / → /ping
          ~ intervalMillis   5000 → 6000
        7 fields unchanged

    0 to add, 1 to change, 0 to delete, 1 unchanged
    ");
}
