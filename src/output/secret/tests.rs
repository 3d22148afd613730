//! No form of a diff shows what is hidden, wherever in lists it is and wherever it goes.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::Secrets;
use crate::model::schema::FieldSchema;
use crate::model::{
    FieldPath, Kind, Resource, ResourceId, Segment, Snapshot, Spec, Tags, arbitrary,
};
use crate::output::change::{self, View};
use crate::output::plan as rendered;
use crate::output::style::{Palette, is_unsafe};
use crate::output::{json, patch};
use crate::plan::{self, Plan};

/// What stands in every secret and nowhere else.
const MARKER: &str = "hush";

/// Members whose values come from secret variables.
const SENSITIVE: [&str; 4] = ["value", "exact", "later", "deep"];

/// Whether the values of a member are secret, in whichever item of a list.
fn is_sensitive(_: &ResourceId, path: &FieldPath) -> bool {
    let member = path.segments().iter().rev().find_map(|segment| match segment {
        Segment::Member(name) => Some(name.as_ref()),
        Segment::Item(_) => None,
    });
    member.is_some_and(|name| SENSITIVE.contains(&name))
}

fn hush() -> BoxedStrategy<Value> {
    select(&["hush-1", "hush-2", "hush-3", "hush-4"][..]).prop_map(Value::from).boxed()
}

/// Secrets where the model has them, and where only the documents know.
fn special(owner: &'static str, field: &FieldSchema) -> Option<BoxedStrategy<Value>> {
    match (owner, field.wire) {
        ("SdsSecret", "secretName")
        | ("FileCertificate", "privateKey")
        | ("JsonFormatField", "value")
        | ("HeaderValueMatch" | "QueryParameterValueMatch", "exact") => Some(hush()),
        ("HeaderMatch" | "QueryParameterMatch", "name") => {
            Some(select(&["x-api-key", "token"][..]).prop_map(Value::from).boxed())
        }
        ("SubjectAlternativeNameMatchers", "exact") => {
            Some(proptest::collection::vec(hush(), 1..4).prop_map(Value::from).boxed())
        }
        _ => None,
    }
}

/// A list of a newer model: texts, lists in lists, things with a key.
fn later() -> impl Strategy<Value = Value> {
    let item = prop_oneof![
        hush(),
        proptest::collection::vec(hush(), 0..3).prop_map(Value::from),
        ("[a-c]", hush()).prop_map(|(key, deep)| json!({"key": key, "deep": [deep, "hush-0"]})),
    ];
    proptest::collection::vec(item, 0..5).prop_map(Value::from)
}

/// The items of each list in another order, some gone, some twice, some secrets others.
fn rearranged(value: &mut Value, dice: &mut impl FnMut() -> usize) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|one| rearranged(one, dice)),
        Value::Array(items) => {
            for item in items.iter_mut() {
                rearranged(item, dice);
            }
            match dice() % 5 {
                0 => items.reverse(),
                1 if items.len() > 1 => drop(items.remove(0)),
                2 if !items.is_empty() => items.push(items[0].clone()),
                3 if !items.is_empty() => items.rotate_left(1),
                _ => {}
            }
        }
        Value::String(text) if text.contains(MARKER) && dice().is_multiple_of(2) => {
            *text = format!("hush-{}", dice() % 5);
        }
        _ => {}
    }
}

fn alone(kind: Kind, spec: Value) -> Option<Snapshot> {
    let name = if kind == Kind::Mesh { "m" } else { "x" };
    let id = ResourceId::try_new(kind, "m", kind.row().parent.map(|_| "p"), name).unwrap();
    let spec = Spec::deserialize(kind, spec).ok()?;
    Some(std::iter::once(Resource { id, spec, tags: Tags::default(), metadata: None }).collect())
}

/// Two states of a resource, full of secrets.
fn states() -> impl Strategy<Value = (Snapshot, Snapshot)> {
    select(&Kind::ALL[..]).prop_flat_map(|kind| {
        let spec = arbitrary::special_value(Spec::schema(kind), special);
        let dice = proptest::collection::vec(any::<usize>(), 1..30);
        (spec, later(), dice).prop_filter_map("a rearranged list may be invalid", move |all| {
            let (mut before, later, dice) = all;
            before["later"] = later;
            let mut after = before.clone();
            let mut dice = dice.into_iter().cycle();
            rearranged(&mut after, &mut || dice.next().unwrap_or_default());
            Some((alone(kind, before)?, alone(kind, after)?))
        })
    })
}

/// All that is written of a plan, in every form.
fn forms(plan: &Plan) -> Vec<String> {
    let secrets = Secrets::Hidden(&is_sensitive);
    let view = View { secrets, ..View::plain(Palette::default(), &|_, _| None) };
    let about = rendered::About { target: "here", set: None, rates: None, unchanged: 0, others: 0 };
    let change =
        |(action, _): (plan::Action, bool)| Value::from(change::action_json(&action, view));
    vec![
        change::outcomes(plan, view),
        change::outcomes(plan, View { all: true, ..view }),
        patch::unified(plan, 3, view),
        patch::side_by_side(plan, 3, View { width: Some(400), ..view }),
        patch::summary(plan, view),
        json::text(&patch::json_patches(plan, view)),
        json::text(&plan.outcomes().into_iter().map(change).collect()),
        rendered::text(plan, about, view),
        rendered::markdown(plan, about, view),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_form_shows_a_secret_wherever_it_goes((current, desired) in states()) {
        let none = Snapshot::default();
        let changed = plan::plan(&current, &desired);
        let all = current.iter().map(|one| one.id.clone());
        let deleted = plan::deletion(&current, all, true).unwrap();
        for plan in [changed, plan::plan(&none, &desired), deleted] {
            for form in forms(&plan) {
                prop_assert!(!form.contains(MARKER), "{}", form);
            }
        }
    }

    #[test]
    fn hiding_hides_no_difference((current, desired) in states()) {
        let plan = plan::plan(&current, &desired);
        let secrets = Secrets::Hidden(&is_sensitive);
        let view = View { secrets, ..View::plain(Palette::default(), &|_, _| None) };
        let unified = patch::unified(&plan, 3, view);
        prop_assert_eq!(plan.is_empty(), unified.is_empty(), "{}", unified);
    }
}

/// Texts that would do something to a terminal, as values and as names.
fn wild() -> impl Strategy<Value = Value> {
    let text = "(\n~ forged|[a\u{1b}\u{9b}\r\n\t\u{7f}\u{202e}•]{0,6})";
    let item = prop_oneof![
        text.prop_map(Value::from),
        (text, text).prop_map(|(name, value)| json!({name: value, "key": "k"})),
        proptest::collection::vec(text, 0..3).prop_map(Value::from),
        Just(Value::Null),
    ];
    (text, proptest::collection::vec(item, 0..4)).prop_map(|(name, list)| json!({name: list}))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_form_has_a_terminal_do_anything(before in wild(), after in wild()) {
        let state = |value: &Value| alone(Kind::Mesh, json!({"wild": value})).unwrap();
        let (current, desired) = (state(&before), state(&after));
        for plan in [plan::plan(&current, &desired), plan::plan(&Snapshot::default(), &desired)] {
            for form in forms(&plan) {
                let is_wild = |c: char| c != '\n' && is_unsafe(c);
                prop_assert!(!form.chars().any(is_wild), "{form:?}");
                prop_assert!(!form.lines().any(|line| line.starts_with("~ forged")), "{form}");
            }
        }
    }
}

/// The fields of a JSON access log before and after, and the patch between them.
fn log_patch(before: &Value, after: &Value) -> Vec<Value> {
    let state = |fields: &Value| {
        let format = json!({"json": fields});
        let spec = json!({"logging": {"accessLog": {"file": {"path": "/l", "format": format}}}});
        alone(Kind::VirtualNode, spec).unwrap()
    };
    let only = |state: &Snapshot| Arc::clone(state.iter().next().unwrap());
    let action = plan::update(&only(&state(before)), &only(&state(after)));
    let secrets = Secrets::Hidden(&is_sensitive);
    patch::operations(&action, View { secrets, ..View::plain(Palette::default(), &|_, _| None) })
}

#[test]
fn a_reordered_list_is_replaced_with_its_secrets_hidden() {
    let [a, b] = [json!({"key": "a", "value": "hush-1"}), json!({"key": "b", "value": "hush-2"})];
    let [hidden_a, hidden_b] = ["a", "b"].map(|key| json!({"key": key, "value": "•••"}));
    let [moved] = log_patch(&json!([a, b]), &json!([b, a])).try_into().unwrap();
    assert_eq!(moved["value"], json!([hidden_b, hidden_a]));
    let new = json!({"key": "a", "value": "hush-3"});
    let [moved] = log_patch(&json!([a, b]), &json!([b, new])).try_into().unwrap();
    assert_eq!(moved["value"], json!([hidden_b, {"key": "a", "value": "••• (after)"}]));
}
