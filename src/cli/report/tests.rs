//! Whole runs of `validate`, from texts to frames: several mistakes at once, and no follow-ups.

use crate::cli::inputs::InputArgs;
use crate::cli::report::{self, Report};
use crate::document::{self, Defaults, LoadedText, Origin};
use crate::output::frame::{Look, frames};
use crate::validate::judgement::Policy;

fn report_of(files: &[(&str, &str)]) -> Report {
    let texts = files.iter().map(|(name, text)| LoadedText {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        origin: Origin::Named,
    });
    report::check(&document::load(texts.collect(), &Defaults::default()), &Policy::default())
}

/// The frames of a run over files, and the summary.
fn check_files(files: &[(&str, &str)]) -> String {
    let report = report_of(files);
    format!("{}{}", frames(&report.diagnostics, Look::default()), report.summary)
}

fn node(name: &str) -> String {
    format!(
        r#"{{
  "meshName": "shop",
  "virtualNodeName": "{name}",
  "spec": {{
    "serviceDiscovery": {{"dns": {{"hostname": "a.local"}}}},
    "listeners": [{{"portMapping": {{"port": 8080, "protocol": "http"}}}}]
  }}
}}"#
    )
}

const ROUTER: &str = r#"{
  "meshName": "shop",
  "virtualRouterName": "cart",
  "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}
}"#;

fn route(targets: &str) -> String {
    format!(
        r#"{{
  "meshName": "shop",
  "virtualRouterName": "cart",
  "routeName": "main",
  "spec": {{
    "httpRoute": {{
      "match": {{"prefix": "/"}},
      "action": {{"weightedTargets": [
        {targets}
      ]}}
    }}
  }}
}}"#
    )
}

#[test]
fn a_bad_field_does_not_hide_a_bad_reference() {
    let route = route(
        r#"{"virtualNode": "cart-v3", "weight": 150},
        {"virtualNode": "cart-v1", "weigth": 10}"#,
    );
    let (one, two) = (node("cart-v1"), node("cart-v2"));
    let files = [("r.json", ROUTER), ("rt.json", &route), ("a.json", &one), ("b.json", &two)];
    insta::assert_snapshot!(check_files(&files), @r#"
    error[R001]: virtual node `cart-v3` does not exist
     --> rt.json:9:25
      |
    9 |         {"virtualNode": "cart-v3", "weight": 150},
      |                         ^^^^^^^^^ referenced here
      |
     ::: a.json:3:22
      |
    3 |   "virtualNodeName": "cart-v1",
      |                      --------- a virtual node with a similar name is defined here
      |
      = help: virtual nodes in mesh `shop`: cart-v1, cart-v2
      = note: only these documents were looked at; `weir validate --online` looks at the control plane too

    error[F004]: `weight`: 150 is not within 0 to 100
     --> rt.json:9:46
      |
    9 |         {"virtualNode": "cart-v3", "weight": 150},
      |                                              ^^^ 0 to 100

    error[F001]: unknown field `weigth` in `weightedTargets[1]`
      --> rt.json:10:36
       |
    10 |         {"virtualNode": "cart-v1", "weigth": 10}
       |                                    ^^^^^^^^ not a field of weightedTargets[1]
       |
       = help: did you mean `weight`? (fixable: weir validate --fix)

    3 errors in 4 files (4 resources) · 1 fixable with --fix
    "#);
}

#[test]
fn a_bad_field_does_not_hide_what_rules_find() {
    let text = route(
        r#"{"virtualNode": "cart-v1", "weight": 90}, {"virtualNode": "cart-v1", "weight": 90}"#,
    );
    let text = text.replace("\"spec\": {", "\"spec\": {\"priority\": 1001,");
    let one = node("cart-v1");
    insta::assert_snapshot!(check_files(&[("r.json", ROUTER), ("rt.json", &text), ("a.json", &one)]), @r#"
    error[F004]: `priority`: 1001 is not within 0 to 1000
     --> rt.json:5:24
      |
    5 |   "spec": {"priority": 1001,
      |                        ^^^^ 0 to 1000

    error[W007]: the weights sum up to 180; at most 100 is allowed
     --> rt.json:8:18
      |
    8 |       "action": {"weightedTargets": [
      |                  ^^^^^^^^^^^^^^^^^ 90 + 90

    warning[W004]: virtual node `cart-v1` is a target twice
     --> rt.json:9:67
      |
    9 |         {"virtualNode": "cart-v1", "weight": 90}, {"virtualNode": "cart-v1", "weight": 90}
      |                         --------- first here                      ^^^^^^^^^ again here
      |
      = help: make it one target with the sum of the weights

    2 errors, 1 warning in 3 files (3 resources)
    "#);
}

#[test]
fn what_was_left_out_is_told_once() {
    let one = node("cart-v1");
    let two_ports =
        ROUTER.replace("[{", r#"[{"portMapping": {"port": 81, "protocol": "http"}}, {"#);
    let route = route(r#"{"virtualNode": "cart-v1", "weight": 100}"#);
    let codes = |router: &str, route: &str, node: &str| {
        let report = report_of(&[("r.json", router), ("rt.json", route), ("a.json", node)]);
        report.diagnostics.iter().map(|one| one.code.0).collect::<Vec<_>>()
    };
    let port = |port: &str| route.replace(r#""prefix""#, &format!(r#"{port}, "prefix""#));
    assert_eq!(codes(&two_ports, &route, &one), ["L011"]);
    assert_eq!(codes(&two_ports, &port(r#""port": 80"#), &one), [""; 0]);
    assert_eq!(codes(&two_ports, &port(r#""port": 700000"#), &one), ["F004"]);
    assert_eq!(codes(&two_ports, &port(r#""prot": 80"#), &one), ["F001"]);
    assert_eq!(codes(ROUTER, &port(r#""port": 82"#), &one), ["L001"]);
    let misspelt = ROUTER.replace("listeners", "listners");
    assert_eq!(codes(&misspelt, &port(r#""port": 80"#), &one), ["F001"]);
    let listeners = ROUTER.replace("[{", "[5, {");
    assert_eq!(codes(&listeners, &port(r#""port": 80"#), &one), ["F002"]);
    // A listener with a bad health check listens all the same, on a port for another protocol.
    let check = one.replace(
        r#""protocol": "http"}"#,
        r#""protocol": "tcp"}, "healthCheck": {"protocol": "tcp", "healthyThreshold": 1, "unhealthyThreshold": 2, "intervalMillis": 7000, "timeoutMillis": 2000}"#,
    );
    assert_eq!(codes(ROUTER, &route, &check), ["F004", "L002"]);
    let strange = route.replace("cart-v1", "cart-v3").replace(r#""weight""#, r#""x": 1, "weight""#);
    assert_eq!(codes(ROUTER, &strange, &one), ["R001", "F001"]);
    let target_port = route.replace(r#""weight""#, r#""port": 8081, "weight""#);
    assert_eq!(codes(ROUTER, &target_port, &one), ["L001"]);
    let listeners = one.replace("listeners\": [{", "listeners\": [{\"portMaping\": 5}, {");
    assert_eq!(codes(ROUTER, &target_port, &listeners), ["F001"]);
    let backends = one.replace(
        r#""a.local"}},"#,
        r#"5}}, "backends": [7, {"virtualService": {"virtualServiceName": "a"}}],"#,
    );
    let service = r#"{"meshName": "shop", "virtualServiceName": "b", "spec": {}}"#;
    let report = report_of(&[("a.json", &backends), ("b.json", service)]);
    let codes: Vec<_> = report.diagnostics.iter().map(|one| one.code.0).collect();
    assert_eq!(codes, ["F002", "F002", "R001"]);
}

#[test]
fn what_is_defined_in_something_broken_is_not_reported_missing() {
    let route = route(r#"{"virtualNode": "cart-v1", "weight": 1}"#);
    let broken = node("cart-v1").replace("\"http\"}}", "\"http\"}},");
    insta::assert_snapshot!(
        check_files(&[("r.json", ROUTER), ("rt.json", &route), ("a.json", &broken)]),
        @r#"
    error[S001]: malformed JSON: trailing commas are not allowed
     --> a.json:6:70
      |
    6 |     "listeners": [{"portMapping": {"port": 8080, "protocol": "http"}},]
      |                                                                      ^

    1 error in 3 files (2 resources)
    "#
    );
    let invalid = node("cart-v1").replace("8080", "\"8080\"");
    insta::assert_snapshot!(
        check_files(&[("r.json", ROUTER), ("rt.json", &route), ("a.json", &invalid)]),
        @r#"
    error[F007]: `port` must be a whole number, not a string
     --> a.json:6:44
      |
    6 |     "listeners": [{"portMapping": {"port": "8080", "protocol": "http"}}]
      |                                            ^^^^^^
      |
      = help: write 8080 without quotes (fixable: weir validate --fix)

    1 error in 3 files (3 resources) · 1 fixable with --fix
    "#
    );
    let meshless = node("cart-v1").replace("\"meshName\": \"shop\",", "");
    insta::assert_snapshot!(
        check_files(&[("r.json", ROUTER), ("rt.json", &route), ("a.json", &meshless)]),
        @"
    error[F005]: `meshName` is missing, and the command does not name a mesh either
     --> a.json:1:1
      |
    1 | {
      | ^ of which mesh?
      |
      = help: add `meshName`, or name the mesh with -m

    1 error in 3 files (3 resources)
    "
    );
}

#[test]
fn a_backend_may_be_missing() {
    let caller = r#"{
  "meshName": "shop", "virtualNodeName": "web",
  "spec": {"backends": [{"virtualService": {"virtualServiceName": "cart.shop.local"}}]}
}"#;
    insta::assert_snapshot!(check_files(&[("a.json", caller)]), @"no problems in 1 file (1 resource)");
    let service = r#"{"meshName": "shop", "virtualServiceName": "card.shop.local", "spec": {}}"#;
    insta::assert_snapshot!(check_files(&[("a.json", caller), ("b.json", service)]), @r#"
    warning[R001]: virtual service `cart.shop.local` does not exist
     --> a.json:3:67
      |
    3 |   "spec": {"backends": [{"virtualService": {"virtualServiceName": "cart.shop.local"}}]}
      |                                                                   ^^^^^^^^^^^^^^^^^ referenced here
      |
     ::: b.json:1:44
      |
    1 | {"meshName": "shop", "virtualServiceName": "card.shop.local", "spec": {}}
      |                                            ----------------- a virtual service with a similar name is defined here
      |
      = help: virtual services in mesh `shop`: card.shop.local
      = note: a backend may be created later; until then calls to it fail
      = note: only these documents were looked at; `weir validate --online` looks at the control plane too

    1 warning in 2 files (2 resources)
    "#);
}

/// Reads a folder of the repository.
fn load_folder(folder: &str) -> (Report, usize) {
    let root = env!("CARGO_MANIFEST_DIR");
    let paths = vec![std::path::Path::new(root).join(folder)];
    let inputs = InputArgs { paths, ..InputArgs::default() }.read(&mut std::io::empty()).unwrap();
    let count = inputs.texts.len();
    (report::check(&document::load(inputs.texts, &Defaults::default()), &Policy::default()), count)
}

#[test]
fn the_valid_corpus_has_no_problems() {
    let (report, count) = load_folder("tests/corpus/api");
    let shown = frames(&report.diagnostics, Look::default());
    assert!(report.diagnostics.is_empty(), "{shown}");
    assert!(count > 0 && report.summary.files == count, "{count} files");
}

/// Files are named after their code: `F001-unknown-field.json`.
#[test]
fn each_invalid_file_has_the_problem_that_it_is_named_after() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/invalid");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let text = LoadedText { name: name.clone(), bytes, origin: Origin::Named };
        let report =
            report::check(&document::load(vec![text], &Defaults::default()), &Policy::default());
        let codes: Vec<&str> = report.diagnostics.iter().map(|one| one.code.0).collect();
        if codes != [&name[..4]] {
            wrong.push(format!("{name}:\n{}", frames(&report.diagnostics, Look::default())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn what_is_on_the_control_plane_counts_too() {
    let gateway = |name: &str| {
        format!(
            r#"{{"meshName": "shop", "virtualGatewayName": "{name}", "spec": {{"listeners": [{{"portMapping": {{"port": 80, "protocol": "http"}}}}]}}}}"#
        )
    };
    let load = |names: &[&str]| {
        let texts = names.iter().map(|name| LoadedText {
            name: format!("{name}.json"),
            bytes: gateway(name).into_bytes(),
            origin: Origin::Named,
        });
        document::load(texts.collect(), &Defaults::default())
    };
    let known = load(&["a", "b", "c"]).snapshot();
    let policy = Policy::default();
    let codes = |report: Report| -> Vec<&str> {
        report.diagnostics.iter().map(|one| one.code.0).filter(|code| *code == "L014").collect()
    };
    assert!(codes(report::check(&load(&["d"]), &policy)).is_empty());
    assert_eq!(codes(report::check_beside(&load(&["d"]), &known, &policy)), ["L014"]);
}
