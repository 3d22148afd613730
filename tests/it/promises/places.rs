//! Elsewhere errors named no file and no line, or line 0, which made code scanning refuse the whole
//! report. Here every mistake has a place that counts from 1, and both ends of a bad reference.

use serde_json::Value;

use crate::env::{TestEnv, root};

/// What is about several files or none.
const WITHOUT_PLACE: [&str; 2] = ["WEIR-S014", "WEIR-S016"];

fn invalid_files() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("tests/corpus/invalid")).unwrap();
    let mut paths: Vec<String> =
        entries.map(|entry| entry.unwrap().path().to_str().unwrap().to_owned()).collect();
    paths.sort();
    assert!(paths.len() > 50);
    paths
}

/// Checks that a place is one, with its end not before its beginning.
fn check_place(place: &Value, text: &str) {
    let number = |end: &str, of: &str| place[end][of].as_u64().unwrap();
    let start = (number("start", "line"), number("start", "column"));
    let end = (number("end", "line"), number("end", "column"));
    assert!(start.0 >= 1 && start.1 >= 1 && end >= start, "{place}\n{text}");
    assert!(number("end", "byte") >= number("start", "byte"), "{place}\n{text}");
    assert!(!place["path"].as_str().unwrap().is_empty(), "{text}");
}

#[test]
fn every_mistake_has_a_place() {
    let env = TestEnv::new();
    for path in invalid_files() {
        let run = env.run(&["validate", &path, "--json"]);
        let document = run.json();
        for diagnostic in document["diagnostics"].as_array().unwrap() {
            if !WITHOUT_PLACE.contains(&diagnostic["code"].as_str().unwrap()) {
                check_place(&diagnostic["location"], &run.text());
            }
            for related in diagnostic["related"].as_array().unwrap() {
                check_place(&related["location"], &run.text());
            }
        }
    }
}

/// Checks every number of a SARIF log that is a line or a column.
fn check_regions(value: &Value, path: &str) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check_regions(item, path)),
        Value::Object(members) => {
            for (name, value) in members {
                if name.ends_with("Line") || name.ends_with("Column") {
                    assert!(value.as_i64().unwrap() >= 1, "{path}: {name} is {value}");
                }
                check_regions(value, path);
            }
        }
        _ => {}
    }
}

#[test]
fn no_report_is_refused_for_a_line_0() {
    let env = TestEnv::new();
    for path in invalid_files() {
        let run = env.run(&["validate", &path, "-o", "sarif"]);
        let log: Value = serde_json::from_str(&run.stdout).unwrap();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let places = result["locations"].as_array().unwrap();
            assert_eq!(places.len(), 1, "{path}: {result}");
            assert!(places[0]["physicalLocation"]["region"].is_object(), "{path}: {result}");
        }
        check_regions(&log, &path);
        let run = env.run(&["validate", &path, "-o", "gitlab"]);
        for issue in serde_json::from_str::<Value>(&run.stdout).unwrap().as_array().unwrap() {
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{path}: {issue}");
        }
        let run = env.run(&["validate", &path, "-o", "github"]);
        for line in run.stdout.lines() {
            assert!(!line.contains("line=0") && !line.contains("col=0"), "{path}: {line}");
        }
    }
}

/// Who refers to what, and where that, or what was meant, is defined.
#[test]
fn both_ends_of_a_bad_reference_are_shown() {
    let env = TestEnv::new();
    let shop = env.copy_example("shopmesh");
    let route = shop.join("routes/order-route.json");
    let text = std::fs::read_to_string(&route).unwrap();
    std::fs::write(&route, text.replace("order-vn", "ordr-vn")).unwrap();
    let document = env.expect(1, &["validate", "shopmesh", "--json"]).json();
    let missing = &document["diagnostics"][0];
    assert_eq!(missing["code"], "WEIR-R001");
    assert_eq!(missing["location"]["path"], "shopmesh/routes/order-route.json");
    assert_eq!(missing["related"][0]["location"]["path"], "shopmesh/virtual-nodes/order-vn.json");
    std::fs::write(&route, &text).unwrap();
    env.write("again.json", &text);
    let document = env.expect(1, &["validate", "shopmesh", "again.json", "--json"]).json();
    let twice = &document["diagnostics"][0];
    assert_eq!(twice["code"], "WEIR-R004");
    let paths = [&twice["location"]["path"], &twice["related"][0]["location"]["path"]];
    assert_eq!(paths, ["shopmesh/routes/order-route.json", "again.json"]);
}
