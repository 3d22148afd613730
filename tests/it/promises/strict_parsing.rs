//! Elsewhere one of two equal keys was silently lost, and a misspelt field silently dropped, so that
//! what was applied was not what was written. Here both are errors with their place, in JSON and in
//! YAML, in every command that reads documents, and nothing is changed.

use crate::env::TestEnv;

const TWICE: &str = r#"{"meshName": "shop", "virtualNodeName": "cart", "spec": {
  "serviceDiscovery": {"dns": {"hostname": "a.local"}},
  "serviceDiscovery": {"dns": {"hostname": "b.local"}}
}}"#;

const TWICE_YAML: &str = "meshName: shop
virtualNodeName: cart
spec:
  serviceDiscovery: {dns: {hostname: a.local}}
  serviceDiscovery: {dns: {hostname: b.local}}
";

const UNKNOWN: &str = r#"{"meshName": "shop", "virtualNodeName": "cart", "spec": {
  "serviceDiscovry": {"dns": {"hostname": "a.local"}}
}}"#;

const UNKNOWN_YAML: &str = "meshName: shop
virtualNodeName: cart
spec:
  serviceDiscovry: {dns: {hostname: a.local}}
";

/// A document, the code of what is wrong with it, and where.
const DOCUMENTS: [(&str, &str, &str, &str); 4] = [
    ("twice.json", TWICE, "error[S003]", "twice.json:3:3"),
    ("twice.yaml", TWICE_YAML, "error[S003]", "twice.yaml:5:3"),
    ("unknown.json", UNKNOWN, "error[F001]", "unknown.json:2:3"),
    ("unknown.yaml", UNKNOWN_YAML, "error[F001]", "unknown.yaml:4:3"),
];

#[test]
fn equal_keys_and_unknown_fields_are_errors_in_every_command() {
    let env = TestEnv::new();
    for (name, text, code, place) in DOCUMENTS {
        env.write(name, text);
        let commands: [(i32, &[&str]); 6] = [
            (1, &["validate", name]),
            (2, &["diff", name]),
            (2, &["plan", name]),
            (2, &["apply", "--yes", name]),
            (2, &["delete", "--yes", "-f", name]),
            (2, &["trace", "vn/cart", "http://cart.local/", "-f", name]),
        ];
        for (exit, args) in commands {
            let run = env.expect(exit, args);
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(said.contains(code) && said.contains(place), "{args:?}\n{}", run.text());
        }
    }
    let left = env.expect(0, &["get", "vn", "-A", "-o", "name"]).stdout;
    assert_eq!(left, "", "nothing was applied");
}

#[test]
fn equal_keys_at_any_depth_are_told_with_both_places() {
    let env = TestEnv::new();
    env.write(
        "deep.json",
        r#"{"meshName": "shop", "virtualNodeName": "cart", "spec": {"listeners": [
  {"portMapping": {"port": 80, "protocol": "http",
                   "port": 81}}
]}}"#,
    );
    insta::assert_snapshot!(env.run(&["validate", "deep.json"]).text(), @r#"
    exit 1
    -- stdout
    error[S003]: `port` stands here twice
     --> deep.json:3:20
      |
    2 |   {"portMapping": {"port": 80, "protocol": "http",
      |                    ------ first here
    3 |                    "port": 81}}
      |                    ^^^^^^ again here

    1 error in 1 file (1 resource)
    "#);
}

#[test]
fn a_request_with_equal_keys_or_unknown_fields_is_refused_by_the_server() {
    let env = TestEnv::new();
    let server = env.serve();
    let put = |body: &str| {
        let output = std::process::Command::new("curl")
            .args(["-s", "-X", "PUT", "-H", "content-type: application/json", "-d", body])
            .arg(format!("{}/v20190125/meshes", server.url))
            .output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Ok(twice) = put(r#"{"meshName": "shop", "meshName": "other"}"#) else {
        eprintln!("not run: there is no curl");
        return;
    };
    assert!(twice.contains("meshName") && twice.contains("twice"), "{twice}");
    let unknown = put(r#"{"meshName": "shop", "specs": {}}"#).unwrap();
    assert!(unknown.contains("specs"), "{unknown}");
    assert_eq!(env.expect(0, &["get", "mesh", "-A", "-o", "name"]).stdout, "");
    assert_eq!(server.stop(), 0);
}
