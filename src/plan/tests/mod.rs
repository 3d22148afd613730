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

#[test]
fn what_is_still_needed_is_kept_and_its_users_named() {
    let current = shop();
    let node = |name: &str| {
        current.iter().find(|one| one.id.name() == name).map(|one| one.id.clone()).unwrap()
    };
    let delete = [node("a"), node("b")].into();
    let options = plan::Options { delete, ..plan::Options::default() };
    let desired = snapshot(&[MESH, ROUTER, SERVICE, &route(r#"{"virtualNode":"a","weight":1}"#)]);
    let plan = plan::plan_with(&current, &desired, &options);
    insta::assert_snapshot!(shown(&plan), @r#"
    0 ~ rt/r/main []
        httpRoute.action.weightedTargets[a].weight 90 -> 1
        httpRoute.action.weightedTargets[b] {"virtualNode":"b","weight":10} -> -
    1 - vn/b [0]
    "#);
    assert_eq!(format!("{:?}", plan.kept), "[InUse { resource: m:vn/a, users: [m:rt/r/main] }]");
}

#[test]
fn a_route_that_is_made_again_counts_as_one_change_and_keeps_its_tags() {
    let router = |protocol: &str| {
        format!(
            r#"{{"kind":"virtualRouter","meshName":"m","virtualRouterName":"r","spec":{{"listeners":
            [{{"portMapping":{{"port":80,"protocol":"{protocol}"}}}}]}}}}"#
        )
    };
    let target = r#"{"virtualNode":"b","weight":1}"#;
    let tagged =
        route(target).replace("\"spec\"", "\"tags\":[{\"key\":\"t\",\"value\":\"1\"}],\"spec\"");
    let current = snapshot(&[MESH, NODE_B, &router("http"), &tagged]);
    let grpc = route(target).replace("httpRoute", "grpcRoute").replace(r#"{"prefix":"/"}"#, "{}");
    let desired = snapshot(&[MESH, NODE_B, &router("grpc"), &grpc]);
    let plan = plan::plan(&current, &desired);
    insta::assert_snapshot!(shown(&plan), @r#"
    0 - rt/r/main []
    1 ~ vr/r [0]
        listeners[80].portMapping.protocol "http" -> "grpc"
    2 + rt/r/main [0, 1]
    "#);
    let counts = plan.counts();
    assert_eq!((counts.create, counts.update, counts.delete, counts.unchanged), (0, 2, 0, 2));
    assert_eq!(plan.steps[0].disruption.as_ref().and_then(|one| one.until), Some(2));
    assert_eq!(plan.steps[2].action.resource().tags.len(), 1);
    let requests = plan.requests();
    assert_eq!((requests.reads, requests.writes), (9, 3));
    assert_eq!(plan.outcomes().len(), 2);
}

#[test]
fn a_rollout_keeps_its_weights() {
    let current = shop();
    let other = route(r#"{"virtualNode":"a","weight":1}"#);
    let desired = snapshot(&[&other.replace("\"prefix\":\"/\"", "\"prefix\":\"/x\"")]);
    let keep_weights = desired.iter().map(|one| one.id.clone()).collect();
    let options = plan::Options { keep_weights, ..plan::Options::default() };
    insta::assert_snapshot!(shown(&plan::plan_with(&current, &desired, &options)), @r#"
    0 ~ rt/r/main []
        httpRoute.match.prefix "/" -> "/x"
    "#);
}
