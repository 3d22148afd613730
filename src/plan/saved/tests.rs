//! Saved plans survive the way to a file and back, and know what was done and what moved.

use proptest::prelude::*;

use super::*;
use crate::model::{Metadata, Snapshot};
use crate::plan::saved::again::Difference;
use crate::plan::{Options as PlanOptions, plan_with};

/// A mesh with these nodes; each has a backend or none, a version and an identity.
fn mesh(nodes: &[(&str, bool, i64)]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    let all = std::iter::once(("mesh", "m", false, 1));
    let all = all.chain(
        nodes.iter().map(|(name, backend, version)| ("virtualNode", *name, *backend, *version)),
    );
    for (kind, name, backend, version) in all {
        let names = match kind {
            "mesh" => r#""meshName":"m""#.to_owned(),
            _ => format!(r#""meshName":"m","virtualNodeName":"{name}""#),
        };
        let spec = if backend {
            r#"{"backends":[{"virtualService":{"virtualServiceName":"s"}}]}"#
        } else {
            "{}"
        };
        let text = format!(r#"{{"kind":"{kind}",{names},"spec":{spec}}}"#);
        let mut resource: Resource = serde_json::from_str(&text).unwrap();
        resource.metadata = Some(Box::new(Metadata {
            arn: format!("arn:{name}"),
            created_at: Timestamp::from_millis(0),
            last_updated_at: Timestamp::from_millis(0),
            mesh_owner: "1".to_owned(),
            resource_owner: "1".to_owned(),
            uid: format!("uid-{name}"),
            version,
        }));
        snapshot.insert(Arc::new(resource));
    }
    snapshot
}

fn saved(from: &Snapshot, to: &Snapshot) -> SavedPlan {
    let delete = from.iter().map(|one| one.id.clone()).filter(|id| !to.contains(id)).collect();
    let plan = plan_with(from, to, &PlanOptions { delete, ..PlanOptions::default() });
    let target = Target { endpoint: "e".to_owned(), meshes: [("m".to_owned(), None)].into() };
    SavedPlan::new(&plan, Uuid::nil(), Timestamp::from_millis(1000), target)
}

fn moved(plan: &SavedPlan, now: &Snapshot, strictness: Strictness) -> Vec<String> {
    plan.onto(now, strictness).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn what_moved_is_named() {
    let from = mesh(&[("a", false, 3), ("gone", false, 1)]);
    let plan = saved(&from, &mesh(&[("a", true, 0), ("new", false, 0)]));
    assert!(plan.onto(&from, Strictness::Exact).is_ok());
    let now = mesh(&[("a", false, 4), ("new", true, 1)]);
    assert_eq!(
        moved(&plan, &now, Strictness::Exact),
        [
            "m:vn/a has version 4, not 3",
            "m:vn/gone is already what the plan would make of it",
            "m:vn/new was to be created, and exists",
        ]
    );
    // Nobody else's version, and yet another content.
    let now = mesh(&[("a", true, 3), ("gone", true, 1)]);
    assert_eq!(
        moved(&plan, &now, Strictness::Exact)[1],
        "m:vn/gone differs, though its version is the same"
    );
    // What the plan does not name may change.
    let more = mesh(&[("a", false, 3), ("gone", false, 1), ("other", true, 7)]);
    assert!(plan.onto(&more, Strictness::Exact).is_ok());
}

#[test]
fn a_resume_knows_what_is_done() {
    let from = mesh(&[("a", false, 3), ("gone", false, 1)]);
    let plan = saved(&from, &mesh(&[("a", true, 0), ("new", false, 0)]));
    let now = mesh(&[("a", true, 4), ("gone", false, 1)]);
    let onto = plan.onto(&now, Strictness::Resume).unwrap();
    let done: Vec<(String, bool)> =
        plan.changes.iter().map(|one| one.id.to_string()).zip(onto.done).collect();
    let is_done = |name: &str| done.iter().any(|(id, done)| id == name && *done);
    assert!(is_done("vn/a") && !is_done("vn/new") && !is_done("vn/gone"), "{done:?}");
    let other = mesh(&[("a", false, 9), ("gone", false, 1)]);
    assert_eq!(moved(&plan, &other, Strictness::Resume), ["m:vn/a has version 9, not 3"]);
}

#[test]
fn a_plan_is_taken_back() {
    let from = mesh(&[("a", false, 3), ("gone", false, 1)]);
    let plan = saved(&from, &mesh(&[("a", true, 0), ("new", false, 0)]));
    let now = mesh(&[("a", true, 4), ("new", false, 1)]);
    let own = vec![true; plan.changes.len()];
    let undo = plan.undo(&now, &own).unwrap().plan;
    let mut lines: Vec<String> = undo
        .steps
        .iter()
        .map(|step| format!("{} {}", step.action.mark(), step.action.id()))
        .collect();
    lines.sort_unstable();
    assert_eq!(lines, ["+ vn/gone", "- vn/new", "~ vn/a"]);
    assert!(plan.undo(&from, &own).unwrap().plan.is_empty(), "nothing was done");
    let changed = mesh(&[("a", true, 4), ("new", true, 2)]);
    assert_eq!(plan.undo(&changed, &own).unwrap_err().len(), 1);
}

#[test]
fn what_a_run_did_not_do_is_not_taken_back() {
    let from = mesh(&[("a", false, 3)]);
    let plan = saved(&from, &mesh(&[("a", true, 0), ("new", false, 0)]));
    let own: Vec<bool> = plan.changes.iter().map(|one| one.id.name() == "a").collect();
    for new in [mesh(&[("new", false, 1)]), mesh(&[("new", true, 5)])] {
        let mut now = mesh(&[("a", true, 4)]);
        new.iter().for_each(|one| drop(now.insert(Arc::clone(one))));
        let undo = plan.undo(&now, &own).unwrap().plan;
        let changed: Vec<String> =
            undo.steps.iter().map(|step| step.action.id().to_string()).collect();
        assert_eq!(changed, ["vn/a"]);
    }
}

#[test]
fn what_is_no_plan_is_refused() {
    let from = mesh(&[]);
    let plan = saved(&from, &mesh(&[("a", true, 0)]));
    let text = Value::Object(plan.to_json()).to_string();
    assert!(SavedPlan::parse(text.as_bytes()).is_ok());
    let refused = |text: &str| SavedPlan::parse(text.as_bytes()).unwrap_err();
    assert!(matches!(refused(&text[1..]), PlanFileError::NotJson(_)));
    assert!(matches!(refused("[]"), PlanFileError::Schema(_)));
    assert_eq!(refused(&text.replace("vn/a", "vn/b")), PlanFileError::Digest);
    assert!(matches!(refused(&text.replace("plan/v1", "plan/v9")), PlanFileError::Schema(_)));
    let mut tree = plan.to_json();
    tree["changes"][0]["after"] = serde_json::json!([5]);
    tree.shift_remove("digest");
    let sum = digest(&Value::Object(tree.clone()));
    tree.insert("digest".to_owned(), sum.into());
    assert!(matches!(refused(&Value::Object(tree).to_string()), PlanFileError::Shape(_)));
}

proptest! {
    #[test]
    fn a_file_is_the_same_plan(
        from in proptest::collection::btree_map("[a-d]", (any::<bool>(), 1..9_i64), 0..4),
        to in proptest::collection::btree_map("[a-d]", (any::<bool>(), 1..9_i64), 0..4),
    ) {
        let nodes = |map: &BTreeMap<String, (bool, i64)>| {
            let nodes: Vec<_> = map.iter().map(|(name, one)| (name.as_str(), one.0, one.1)).collect();
            mesh(&nodes)
        };
        let (from, to) = (nodes(&from), nodes(&to));
        let plan = saved(&from, &to);
        let text = Value::Object(plan.to_json()).to_string();
        let read = SavedPlan::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(Value::Object(read.to_json()).to_string(), text);
        let onto = read.onto(&from, Strictness::Exact).unwrap();
        prop_assert!(onto.done.iter().all(|done| !done));
        let lines = |plan: &Plan| -> Vec<String> {
            plan.steps.iter().map(|step| format!("{:?} {:?}", step.action.verb(), step.after)).collect()
        };
        prop_assert_eq!(lines(&onto.plan), lines(&plan.as_planned()));
    }
}

/// A plan that gives a node a tag and a host name from secrets.
fn with_secrets(host: &str, tag: &str) -> SavedPlan {
    let node = |host: &str, tag: &str| {
        let text = format!(
            r#"{{"kind":"virtualNode","meshName":"m","virtualNodeName":"a","spec":{{"serviceDiscovery":
            {{"dns":{{"hostname":"{host}"}}}}}},"tags":[{{"key":"k","value":"{tag}"}}]}}"#
        );
        let mut snapshot = mesh(&[]);
        snapshot.insert(Arc::new(serde_json::from_str(&text).unwrap()));
        snapshot
    };
    saved(&node("old.local", "old"), &node(host, tag))
}

fn host(plan: &SavedPlan) -> String {
    let spec = plan.changes[0].spec.as_ref().unwrap().to_value();
    spec["serviceDiscovery"]["dns"]["hostname"].as_str().unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands around a secret, it is not in the file, and comes back from it.
    #[test]
    fn secrets_are_not_in_files_and_come_back(
        secret in "[A-Z]{5,9}", other in "[A-Z]{5,9}", before in "[a-z]{0,3}", after in "[a-z]{0,3}",
    ) {
        let written = format!("{before}{secret}{after}");
        let plan = with_secrets(&written, &secret);
        let values = BTreeMap::from([("TOKEN".to_owned(), secret.clone())]);
        let is_secret = |_: &ResourceId, path: &crate::model::FieldPath| {
            members(path).last() == Some("hostname")
        };
        let mut hidden = plan.clone();
        hidden.conceal("salt", Secrets { values: &values, is_secret: &is_secret }).unwrap();
        let text = Value::Object(hidden.to_json()).to_string();
        prop_assert!(!text.contains(&secret) && !text.contains("old.local"), "{}", text);
        let mut read = SavedPlan::parse(text.as_bytes()).unwrap();
        prop_assert!(read.has_secrets());
        let wrong = read.reveal(&|_| Some(other.clone()), &Snapshot::default());
        prop_assert_eq!(wrong.iter().any(|one| one.side == Side::After), secret != other);
        let missing = read.reveal(&|_| None, &Snapshot::default());
        prop_assert!(missing.iter().all(|one| one.variable == "TOKEN" && !one.differs));
        let known = read.reveal(&|_| Some(secret.clone()), &Snapshot::default());
        prop_assert!(known.iter().all(|one| one.side == Side::Before));
        prop_assert_eq!(host(&read), written);
        prop_assert_eq!(&read.changes[0].tags, &plan.changes[0].tags);
    }
}

#[test]
fn a_plan_made_again_says_what_became_of_its_steps() {
    let from = mesh(&[("a", false, 3), ("gone", false, 1)]);
    let plan = saved(&from, &mesh(&[("a", true, 0), ("new", false, 0)]));
    assert!(plan.again(&from).differences.is_empty());
    let now = mesh(&[("a", true, 4), ("new", true, 1)]);
    let again = plan.again(&now);
    let told: Vec<String> = again.differences.iter().map(Difference::text).collect();
    assert_eq!(
        told,
        [
            "m:vn/a: nothing; the plan was to update backends",
            "m:vn/gone: nothing; the plan was to delete",
            "m:vn/new: update backends; the plan was to create",
        ]
    );
    assert_eq!(again.plan.steps.len(), 1);
}
