//! Diffs and patches of single specs: what always holds, and the cases that people met elsewhere.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::model::{Kind, Resource, ResourceId, Spec, Tags, arbitrary};
use crate::plan::step::{self, Defaults};
use crate::plan::{Action, FieldChange, fields, patch};

/// Two specs of one kind, the second often a variation of the first.
fn two_specs() -> impl Strategy<Value = (Spec, Spec)> {
    select(&Kind::ALL[..]).prop_flat_map(|kind| {
        let schema = Spec::schema(kind);
        let mixed = |(one, other, takes): (Value, Value, Vec<bool>)| {
            let mut takes = takes.into_iter().cycle();
            mix(&one, other, &mut || takes.next().unwrap_or_default())
        };
        let values = (arbitrary::value(schema), arbitrary::value(schema));
        let takes = proptest::collection::vec(any::<bool>(), 1..20);
        (values, takes).prop_filter_map("a mixture may be invalid", move |((one, other), takes)| {
            let second = mixed((one.clone(), other, takes));
            let spec = |value| Spec::deserialize(kind, value).ok();
            Some((spec(one)?, spec(second)?))
        })
    })
}

/// `other`, with some members and items of `one` in place of its own.
fn mix(one: &Value, other: Value, take: &mut impl FnMut() -> bool) -> Value {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut mixed = other;
            for (name, value) in one {
                if let Some(own) = mixed.get_mut(name) {
                    *own = mix(value, own.take(), take);
                }
            }
            Value::Object(mixed)
        }
        (Value::Array(one), Value::Array(other)) => {
            let from_one = one.iter().filter(|_| take()).cloned().collect::<Vec<_>>();
            let room = other.len().max(one.len());
            Value::Array(from_one.into_iter().chain(other).take(room).collect())
        }
        (one, other) => {
            if take() {
                one.clone()
            } else {
                other
            }
        }
    }
}

fn changes(before: &Spec, after: &Spec) -> Vec<FieldChange> {
    step::spec_changes(before, after)
}

fn resource(spec: Spec) -> Arc<Resource> {
    let kind = spec.kind();
    let name = if kind == Kind::Mesh { "m" } else { "x" };
    let id = ResourceId::try_new(kind, "m", kind.row().parent.map(|_| "p"), name).unwrap();
    Arc::new(Resource { id, spec, tags: Tags::default(), metadata: None })
}

/// What a patch makes of a resource.
fn patched(before: &Resource, operations: Vec<Value>) -> Value {
    let mut document = json!({"spec": before.spec.to_value()});
    if !before.tags.is_empty() {
        document["tags"] = serde_json::to_value(&before.tags).unwrap();
    }
    let operations: json_patch::Patch = serde_json::from_value(Value::Array(operations)).unwrap();
    json_patch::patch(&mut document, &operations).unwrap();
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_means_the_same_as_absence_is_no_difference((spec, _) in two_specs()) {
        let kind = spec.kind();
        let bare = fields::without_defaults(spec.to_value(), Some(Spec::schema(kind)));
        // Lists that the model requires may be empty, and are absent without defaults.
        if let Ok(bare) = Spec::deserialize(kind, bare) {
            let mut stored = bare.clone();
            stored.fill_defaults();
            prop_assert_eq!(changes(&spec, &bare), []);
            prop_assert_eq!(changes(&stored, &spec), []);
        }
    }

    #[test]
    fn a_patch_turns_the_current_document_into_the_desired_one((before, after) in two_specs()) {
        let (before, after) = (resource(before), resource(after));
        let Some(action) = step::merged(&before, &after, &Tags::default(), Defaults::Absent).map(|after| step::between(&before, &after, Defaults::Absent)) else {
            return Ok(());
        };
        let Action::Update { changes: fields, .. } = &action else { unreachable!() };
        prop_assert!(!fields.is_empty());
        let operations = patch(&action);
        prop_assert!(!operations.is_empty());
        let document = patched(&before, operations);
        let reached = Spec::deserialize(after.kind(), document["spec"].clone());
        let reached = reached.map_err(|error| TestCaseError::fail(format!("{error}: {document}")))?;
        prop_assert_eq!(changes(&reached, &after.spec), []);
    }

    #[test]
    fn a_change_and_its_reverse_name_the_same_fields((before, after) in two_specs()) {
        let names = |changes: Vec<FieldChange>| changes.len();
        prop_assert_eq!(names(changes(&before, &after)) == 0, names(changes(&after, &before)) == 0);
    }
}

fn spec(kind: Kind, text: &str) -> Spec {
    Spec::deserialize(kind, serde_json::from_str::<Value>(text).unwrap()).unwrap()
}

/// One line a change.
fn shown(kind: Kind, before: &str, after: &str) -> String {
    let found = changes(&spec(kind, before), &spec(kind, after));
    let line = |change: &FieldChange| format!("{} {:?}", change.label(), change.change);
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn log(fields: &str) -> String {
    format!(
        r#"{{"logging":{{"accessLog":{{"file":{{"path":"/log","format":{{"json":[{fields}]}}}}}}}}}}"#
    )
}

#[test]
fn an_item_that_moves_in_a_sequence_is_one_change() {
    let (a, b, c) =
        (r#"{"key":"a","value":"1"}"#, r#"{"key":"b","value":"2"}"#, r#"{"key":"c","value":"3"}"#);
    let before = log(&[a, b, c].join(","));
    insta::assert_snapshot!(
        shown(Kind::VirtualNode, &before, &log(&[c, a, b].join(","))),
        @"logging.accessLog.file.format.json[c] Moved { from: 2, to: 0 }"
    );
    insta::assert_snapshot!(
        shown(Kind::VirtualNode, &before, &log(&[a, r#"{"key":"x","value":"9"}"#, b, c].join(","))),
        @r#"logging.accessLog.file.format.json[x] Added(Object {"key": String("x"), "value": String("9")})"#
    );
}

#[test]
fn targets_of_one_node_are_told_apart_by_port() {
    let route =
        |targets: &str| format!(r#"{{"tcpRoute":{{"action":{{"weightedTargets":[{targets}]}}}}}}"#);
    let before = route(
        r#"{"virtualNode":"a","weight":1,"port":80},{"virtualNode":"a","weight":2,"port":81}"#,
    );
    let after = route(
        r#"{"virtualNode":"a","weight":3,"port":81},{"virtualNode":"a","weight":1,"port":80}"#,
    );
    insta::assert_snapshot!(
        shown(Kind::Route, &before, &after),
        @"tcpRoute.action.weightedTargets[a:81].weight Changed { before: Number(2), after: Number(3) }"
    );
}

#[test]
fn headers_may_have_the_same_name() {
    let route = |headers: &str| {
        format!(
            r#"{{"httpRoute":{{"match":{{"prefix":"/","headers":[{headers}]}},
            "action":{{"weightedTargets":[{{"virtualNode":"a","weight":1}}]}}}}}}"#
        )
    };
    let (one, two) =
        (r#"{"name":"h","match":{"prefix":"a"}}"#, r#"{"name":"h","match":{"suffix":"b"}}"#);
    let three = r#"{"name":"h","match":{"suffix":"c"}}"#;
    let (before, turned) = (route(&[one, two].join(",")), route(&[two, one].join(",")));
    assert_eq!(shown(Kind::Route, &before, &turned), "");
    insta::assert_snapshot!(
        shown(Kind::Route, &before, &route(&[three, one].join(","))),
        @r#"httpRoute.match.headers[h].match.suffix Changed { before: String("b"), after: String("c") }"#
    );
}

#[test]
fn backends_of_one_name_are_told_apart_by_what_they_hold_in_whatever_order() {
    let backend = |ports: &str| {
        format!(
            r#"{{"virtualService":{{"virtualServiceName":"s","clientPolicy":{{"tls":{{"ports":{ports},
            "validation":{{"trust":{{"file":{{"certificateChain":"ca"}}}}}}}}}}}}}}"#
        )
    };
    let node =
        |one: &str, two: &str| format!(r#"{{"backends":[{},{}]}}"#, backend(one), backend(two));
    let (before, turned) = (node("[1,2]", "[3,4]"), node("[4,3]", "[2,1]"));
    assert_eq!(shown(Kind::VirtualNode, &before, &turned), "");
}

#[test]
fn an_empty_policy_of_a_backend_is_not_its_absence() {
    let backend = |policy: &str| {
        format!(r#"{{"backends":[{{"virtualService":{{"virtualServiceName":"s"{policy}}}}}]}}"#)
    };
    let (before, after) = (backend(""), backend(r#","clientPolicy":{}"#));
    insta::assert_snapshot!(
        shown(Kind::VirtualNode, &before, &after),
        @"backends[s].virtualService.clientPolicy Added(Object {})"
    );
}

#[test]
fn units_of_time_are_stored_as_they_were_sent_and_differ() {
    let route = |value: &str| {
        format!(
            r#"{{"tcpRoute":{{"action":{{"weightedTargets":[{{"virtualNode":"a","weight":1}}]}},
            "timeout":{{"idle":{value}}}}}}}"#
        )
    };
    let (before, after) =
        (route(r#"{"value":1,"unit":"s"}"#), route(r#"{"value":1000,"unit":"ms"}"#));
    insta::assert_snapshot!(shown(Kind::Route, &before, &after), @r#"
    tcpRoute.timeout.idle.value Changed { before: Number(1), after: Number(1000) }
    tcpRoute.timeout.idle.unit Changed { before: String("s"), after: String("ms") }
    "#);
}

#[test]
fn twins_whose_own_lists_are_in_another_order_are_no_difference() {
    let backend = |ports: &str| {
        format!(
            r#"{{"virtualService":{{"virtualServiceName":"s","clientPolicy":{{"tls":{{"ports":{ports},
            "validation":{{"trust":{{"file":{{"certificateChain":"/ca"}}}}}}}}}}}}}}"#
        )
    };
    let node =
        |one: &str, other: &str| format!(r#"{{"backends":[{},{}]}}"#, backend(one), backend(other));
    let (before, after) = (node("[1,2]", "[3,4]"), node("[4,3]", "[2,1]"));
    assert_eq!(shown(Kind::VirtualNode, &before, &after), "");
}

#[test]
fn a_patch_makes_room_for_what_excludes_a_member() {
    let route = |rewrite: &str| {
        let text = format!(
            r#"{{"httpRoute":{{"match":{{"prefix":"/"}},"action":{{"target":{{"virtualService":
            {{"virtualServiceName":"s"}}}},"rewrite":{rewrite}}}}}}}"#
        );
        resource(spec(Kind::GatewayRoute, &text))
    };
    let (before, after) = (route(r#"{"prefix":{}}"#), route(r#"{"path":{"exact":"/a"}}"#));
    let action = step::between(&before, &after, Defaults::Absent);
    let document = patched(&before, patch(&action));
    let rewrite = &document["spec"]["httpRoute"]["action"]["rewrite"];
    assert_eq!(*rewrite, json!({"path": {"exact": "/a"}}));
}

#[test]
fn a_list_with_an_order_in_another_one_is_replaced_with_it() {
    let list = |items: &str| spec(Kind::Mesh, &format!(r#"{{"later": [{items}]}}"#));
    let before = resource(list(r#"{"key": "a", "deep": [1, 2]}, {"key": "b", "deep": [3, 4]}"#));
    let after = resource(list(r#"{"key": "b", "deep": [4, 3]}, {"key": "a", "deep": [1, 2, 5]}"#));
    let operations = patch(&step::update(&before, &after));
    assert_eq!(operations.len(), 1, "{operations:?}");
    assert_eq!(patched(&before, operations)["spec"], after.spec.to_value());
}
