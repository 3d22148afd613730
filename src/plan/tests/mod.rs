//! Plans from small snapshots, and what always holds for them.

mod diffs;
mod strict;

use std::fmt::Write as _;

use crate::model::{Resource, Snapshot};
use crate::plan::{self, Action, Plan};

/// A snapshot from records: one JSON object a resource, with its `kind`.
fn snapshot(records: &[&str]) -> Snapshot {
    records.iter().map(|text| serde_json::from_str::<Resource>(text).unwrap()).collect()
}

const MESH: &str = r#"{"kind":"mesh","meshName":"m","spec":{}}"#;
const NODE_A: &str = r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"a","spec":{
    "listeners":[{"portMapping":{"port":80,"protocol":"http"},"healthCheck":{"protocol":"http",
    "healthyThreshold":2,"unhealthyThreshold":2,"intervalMillis":5000,"timeoutMillis":2000}}]}}"#;
const NODE_B: &str = r#"{"kind":"virtualNode","meshName":"m","virtualNodeName":"b","spec":{}}"#;
const ROUTER: &str = r#"{"kind":"virtualRouter","meshName":"m","virtualRouterName":"r","spec":{}}"#;
const SERVICE: &str = r#"{"kind":"virtualService","meshName":"m","virtualServiceName":"s.local",
    "spec":{"provider":{"virtualRouter":{"virtualRouterName":"r"}}}}"#;

fn route(targets: &str) -> String {
    format!(
        r#"{{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"main","spec":
        {{"httpRoute":{{"match":{{"prefix":"/"}},"action":{{"weightedTargets":[{targets}]}}}}}}}}"#
    )
}

/// One line a step: mark, address, the steps before it; changed fields below.
fn shown(plan: &Plan) -> String {
    let mut text = String::new();
    for (index, step) in plan.steps.iter().enumerate() {
        let (mark, id) = (step.action.mark(), step.action.id());
        writeln!(text, "{index} {mark} {id} {:?}", step.after).unwrap();
        if let Action::Update { changes, tags, .. } = &step.action {
            for change in changes {
                let (before, after) = change.sides();
                let side = |value: Option<&serde_json::Value>| {
                    value.map_or_else(|| "-".to_owned(), ToString::to_string)
                };
                writeln!(text, "    {} {} -> {}", change.label(), side(before), side(after))
                    .unwrap();
            }
            for tag in tags {
                writeln!(text, "    tag {} {:?} -> {:?}", tag.key, tag.before, tag.after).unwrap();
            }
        }
    }
    text
}

fn shop() -> Snapshot {
    let targets = r#"{"virtualNode":"a","weight":90},{"virtualNode":"b","weight":10}"#;
    snapshot(&[MESH, NODE_A, NODE_B, ROUTER, SERVICE, &route(targets)])
}

#[test]
fn creation_follows_the_references() {
    let plan = plan::plan(&Snapshot::default(), &shop());
    insta::assert_snapshot!(shown(&plan), @r"
    0 + m/m []
    1 + vn/a [0]
    2 + vn/b [0]
    3 + vr/r [0]
    4 + rt/r/main [1, 2, 3]
    5 + vs/s.local [0, 3]
    ");
}

#[test]
fn a_plan_from_a_state_to_itself_is_empty() {
    let plan = plan::plan(&shop(), &shop());
    assert!(plan.is_empty());
    assert_eq!(plan.unchanged.len(), 6);
}

#[test]
fn the_order_of_keyed_lists_is_no_difference() {
    let one = route(r#"{"virtualNode":"a","weight":90},{"virtualNode":"b","weight":10}"#);
    let other = route(r#"{"virtualNode":"b","weight":10},{"virtualNode":"a","weight":90}"#);
    assert!(plan::plan(&snapshot(&[&one]), &snapshot(&[&other])).is_empty());
}

#[test]
fn a_health_check_port_that_the_server_filled_in_is_no_difference() {
    let mut stored = serde_json::from_str::<Resource>(NODE_A).unwrap();
    stored.spec.fill_defaults();
    assert!(
        stored
            .spec
            .to_value()
            .to_string()
            .contains(r#""healthCheck":{"protocol":"http","port":80"#)
    );
    let current: Snapshot = [stored].into_iter().collect();
    assert!(plan::plan(&current, &snapshot(&[NODE_A])).is_empty());
}

#[test]
fn only_the_fields_that_differ_are_named() {
    let current = shop();
    let targets = r#"{"virtualNode":"b","weight":20},{"virtualNode":"a","weight":90,"port":80}"#;
    let plan = plan::plan(&current, &snapshot(&[&route(targets)]));
    insta::assert_snapshot!(shown(&plan), @r#"
    0 ~ rt/r/main []
        httpRoute.action.weightedTargets[a].port - -> 80
        httpRoute.action.weightedTargets[b].weight 10 -> 20
    "#);
}

#[test]
fn tags_that_a_document_does_not_name_are_left_alone() {
    let tagged =
        |tags: &str| format!(r#"{{"kind":"mesh","meshName":"m","spec":{{}},"tags":[{tags}]}}"#);
    let current = tagged(r#"{"key":"team","value":"a"},{"key":"cost","value":"7"}"#);
    let desired = tagged(r#"{"key":"team","value":"b"}"#);
    let plan = plan::plan(&snapshot(&[&current]), &snapshot(&[&desired]));
    insta::assert_snapshot!(shown(&plan), @r#"
    0 ~ m/m []
        tag team Some("a") -> "b"
    "#);
    assert_eq!(plan.steps[0].action.resource().tags.len(), 2);
}

#[test]
fn deletion_is_the_reverse_of_creation() {
    let current = shop();
    let ids: Vec<_> = current.iter().map(|resource| resource.id.clone()).collect();
    let plan = plan::deletion(&current, ids, false).unwrap();
    insta::assert_snapshot!(shown(&plan), @r"
    0 - vs/s.local []
    1 - rt/r/main []
    2 - vr/r [0, 1]
    3 - vn/b [1]
    4 - vn/a [1]
    5 - m/m [0, 2, 3, 4]
    ");
}

#[test]
fn deletion_of_what_is_in_use_names_the_users() {
    let current = shop();
    let node = current.iter().find(|resource| resource.id.name() == "a").unwrap().id.clone();
    let refused = plan::deletion(&current, [node.clone()], false).unwrap_err();
    assert_eq!(format!("{refused:?}"), "[InUse { resource: m:vn/a, users: [m:rt/r/main] }]");
    let plan = plan::deletion(&current, [node], true).unwrap();
    insta::assert_snapshot!(shown(&plan), @r"
    0 - rt/r/main []
    1 - vn/a [0]
    ");
}

#[test]
fn what_has_to_exist_and_does_not_is_named() {
    let desired = snapshot(&[&route(r#"{"virtualNode":"gone","weight":1}"#)]);
    let missing = plan::missing(&snapshot(&[MESH]), &desired);
    let shown: Vec<String> =
        missing.iter().map(|one| format!("{} {} {}", one.resource, one.path, one.target)).collect();
    assert_eq!(
        shown,
        [
            "rt/r/main  vr/r",
            "rt/r/main spec.httpRoute.action.weightedTargets[0].virtualNode vn/gone"
        ]
    );
}
