//! Changes as text and as JSON: what a plan would do, field by field.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::model::{FieldPath, Resource, ResourceId};
use crate::output::style::{Palette, printable};
use crate::output::value::{inline, members};
use crate::plan::diff::joined;
use crate::plan::{Action, Change, Counts, FieldChange, Plan, TagChange};

/// Where a resource or a field of it stands: `mesh/cart.json:7`.
pub type Locate<'a> = &'a dyn Fn(&ResourceId, &FieldPath) -> Option<String>;

/// How many resources that are left alone are named.
const OTHERS_SHOWN: usize = 5;

/// All steps of a plan with their fields, in the order of the plan.
pub fn steps(plan: &Plan, palette: Palette, locate: Locate<'_>) -> String {
    let mut text = String::new();
    for step in &plan.steps {
        let address = printable(&plan.address(step.action.id()));
        step_text(&mut text, &step.action, &address, palette, locate);
        text.push('\n');
    }
    text
}

fn step_text(
    text: &mut String,
    action: &Action,
    address: &str,
    palette: Palette,
    locate: Locate<'_>,
) {
    let id = action.id();
    let line = format!("{} {address}", action.mark());
    let line = painted(action, palette, &line);
    match locate(id, &FieldPath::default()) {
        Some(place) => writeln_to(text, &format!("{line}   {}", palette.dim(&place))),
        None => writeln_to(text, &line),
    }
    match action {
        Action::Create { after } => created(text, after),
        Action::Update { changes, tags, .. } => {
            fields(text, changes, palette);
            tag_lines(text, tags, palette);
        }
        Action::Delete { .. } => {}
    }
}

fn painted(action: &Action, palette: Palette, line: &str) -> String {
    match action {
        Action::Create { .. } => palette.added(line),
        Action::Update { .. } => palette.changed(line),
        Action::Delete { .. } => palette.removed(line),
    }
}

fn writeln_to(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The members of a new resource's spec, one a line; the items of its lists too.
fn created(text: &mut String, resource: &Resource) {
    let Value::Object(spec) = resource.spec.to_value() else { return };
    for (name, value) in &spec {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    writeln_to(text, &format!("    {name}[{index}]   {}", members(item)));
                }
            }
            value => writeln_to(text, &format!("    {name}   {}", members(value))),
        }
    }
    for (key, value) in resource.tags.iter() {
        writeln_to(text, &format!("    tag {}   {}", printable(key), printable(value)));
    }
}

/// The fields that differ, under the path of what holds them.
fn fields(text: &mut String, changes: &[FieldChange], palette: Palette) {
    let mut last = String::new();
    for change in changes {
        let (heading, name) = heading(&change.labels);
        if heading != last {
            writeln_to(text, &format!("    {}", printable(&heading)));
            last = heading;
        }
        writeln_to(text, &field(&printable(&name), &change.change, palette));
    }
}

/// What a change stands under, and its own name. A field of a keyed item stands under the list, so
/// that the items of one list stand together.
fn heading(labels: &[String]) -> (String, String) {
    let bare = |label: &String| label.trim_matches(['[', ']']).to_owned();
    match labels {
        [above @ .., item, name] if item.starts_with('[') => {
            (joined(above), format!("{}   {}", bare(item), bare(name)))
        }
        [above @ .., name] => (joined(above), bare(name)),
        [] => (String::new(), String::new()),
    }
}

fn field(name: &str, change: &Change, palette: Palette) -> String {
    match change {
        Change::Added(after) => palette.added(&format!("      + {name}   {}", members(after))),
        Change::Removed(before) => {
            palette.removed(&format!("      - {name}   {}", members(before)))
        }
        Change::Changed { before, after } => {
            palette.changed(&format!("      ~ {name}   {} → {}", inline(before), inline(after)))
        }
        Change::Moved { from, to } => palette.changed(&format!("      ↕ {name}   {from} → {to}")),
    }
}

fn tag_lines(text: &mut String, tags: &[TagChange], palette: Palette) {
    if !tags.is_empty() {
        writeln_to(text, "    tags");
    }
    for tag in tags {
        let (key, after) = (printable(&tag.key), printable(&tag.after));
        let line = match &tag.before {
            Some(before) => {
                palette.changed(&format!("      ~ {key}   {} → {after}", printable(before)))
            }
            None => palette.added(&format!("      + {key}   {after}")),
        };
        writeln_to(text, &line);
    }
}

/// What is in the same meshes and is left alone.
pub fn others(plan: &Plan) -> String {
    let mut text = String::new();
    for id in plan.others.iter().take(OTHERS_SHOWN) {
        let _ = writeln!(
            text,
            "  {} exists but is not in these files; it will not be touched",
            printable(&plan.address(id))
        );
    }
    if plan.others.len() > OTHERS_SHOWN {
        let more = plan.others.len() - OTHERS_SHOWN;
        let _ = writeln!(text, "  {more} more exist and are not in these files");
    }
    text
}

/// `1 to add, 2 to change, 0 to delete, 34 unchanged`.
pub fn summary(counts: Counts) -> String {
    let Counts { create, update, delete, unchanged } = counts;
    format!("{create} to add, {update} to change, {delete} to delete, {unchanged} unchanged")
}

/// One change of a plan as JSON.
pub fn change_json(action: &Action, locate: Locate<'_>) -> Map<String, Value> {
    let id = action.id();
    let mut change = Map::new();
    change.insert("address".to_owned(), json!(id.to_string()));
    change.insert("kind".to_owned(), json!(id.kind().row().wire));
    change.insert("mesh".to_owned(), json!(id.mesh()));
    change.insert("action".to_owned(), json!(action.verb()));
    change.insert("location".to_owned(), json!(locate(id, &FieldPath::default())));
    let (mut fields, mut tags) = (Vec::new(), Vec::new());
    if let Action::Update { changes, tags: changed, .. } = action {
        fields = changes.iter().map(|change| field_json(id, change, locate)).collect();
        tags = changed.iter().map(tag_json).collect();
    }
    change.insert("fields".to_owned(), Value::Array(fields));
    change.insert("tags".to_owned(), Value::Array(tags));
    change
}

fn field_json(id: &ResourceId, change: &FieldChange, locate: Locate<'_>) -> Value {
    let (before, after) = change.sides();
    let action = match change.change {
        Change::Added(_) => "add",
        Change::Removed(_) => "remove",
        Change::Changed { .. } => "change",
        Change::Moved { .. } => "move",
    };
    json!({
        "path": change.path.to_string(),
        "label": format!("spec.{}", change.label()),
        "action": action,
        "before": before,
        "after": after,
        "location": after.and_then(|_| locate(id, &change.path)),
    })
}

fn tag_json(tag: &TagChange) -> Value {
    json!({"key": tag.key, "before": tag.before, "after": tag.after})
}

/// The counts of a plan as JSON.
pub fn counts_json(counts: Counts) -> Value {
    let Counts { create, update, delete, unchanged } = counts;
    json!({"create": create, "update": update, "delete": delete, "unchanged": unchanged})
}
