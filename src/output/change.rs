//! Changes as text and as JSON: what becomes of each resource, field by field.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::model::{FieldPath, Resource, ResourceId};
use crate::output::brief;
use crate::output::count::Count;
use crate::output::patch;
use crate::output::secret::{AFTER, BEFORE, HIDDEN, Secrets};
use crate::output::style::{Palette, one_line, printable};
use crate::output::value::{self, inline};
use crate::plan::diff::joined;
use crate::plan::{Action, Change, Counts, FieldChange, Plan, Step, TagChange};

/// Where a resource or a field of it stands: `mesh/cart.json:7`.
pub type Locate<'a> = &'a dyn Fn(&ResourceId, &FieldPath) -> Option<String>;

/// How changes are shown.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub palette: Palette,
    pub locate: Locate<'a>,
    pub secrets: Secrets<'a>,
    /// Whether fields that do not change are shown too.
    pub all: bool,
    /// Whether it is shown what is in a resource that is deleted.
    pub gone: bool,
    /// The columns of the terminal.
    pub width: Option<usize>,
}

/// How many resources that are left alone are named.
const OTHERS_SHOWN: usize = 5;

/// The width where the terminal does not say.
const WIDTH: usize = 100;

impl<'a> View<'a> {
    /// Changes only, secrets by their place hidden.
    pub fn plain(palette: Palette, locate: Locate<'a>) -> Self {
        let secrets = Secrets::Hidden(&|_, _| false);
        Self { palette, locate, secrets, all: false, gone: false, width: None }
    }
}

/// What becomes of each resource of a plan, with the fields.
pub fn outcomes(plan: &Plan, view: View<'_>) -> String {
    let mut text = String::new();
    for (action, disrupts) in plan.outcomes() {
        let address = printable(&plan.address(action.id()));
        let mark = if disrupts { " !" } else { "" };
        action_text(&mut text, &action, &format!("{address}{mark}"), view);
        text.push('\n');
    }
    text
}

/// What the changes are about, and the meaning of the marks that are used.
pub fn header(plan: &Plan, target: &str, view: View<'_>) -> String {
    let meshes: Vec<String> = plan.meshes().into_iter().map(printable).collect();
    let noun = if meshes.len() == 1 { "Mesh" } else { "Meshes" };
    let title = format!("{noun} {} @ {}", meshes.join(", "), printable(target));
    let outcomes = plan.outcomes();
    let moves = |action: &Action| match action {
        Action::Update { changes, .. } => {
            changes.iter().any(|one| matches!(one.change, Change::Moved { .. }))
        }
        _ => false,
    };
    let used = [
        ("~ change", outcomes.iter().any(|(one, _)| matches!(one, Action::Update { .. }))),
        ("+ add", outcomes.iter().any(|(one, _)| adds(one))),
        ("- remove", outcomes.iter().any(|(one, _)| removes(one))),
        ("↕ reorder", outcomes.iter().any(|(one, _)| moves(one))),
        ("! disruptive", outcomes.iter().any(|(_, disrupts)| *disrupts)),
    ];
    let legend: Vec<&str> = used.iter().filter(|(_, used)| *used).map(|(mark, _)| *mark).collect();
    let legend = legend.join("   ");
    let line = apart(&view.palette.strong(&title), title.width(), &legend, view);
    format!("{line}\n")
}

fn adds(action: &Action) -> bool {
    match action {
        Action::Create { .. } => true,
        Action::Update { changes, tags, .. } => {
            changes.iter().any(|one| matches!(one.change, Change::Added(_)))
                || tags.iter().any(|tag| tag.before.is_none())
        }
        Action::Delete { .. } => false,
    }
}

fn removes(action: &Action) -> bool {
    match action {
        Action::Delete { .. } => true,
        Action::Update { changes, .. } => {
            changes.iter().any(|one| matches!(one.change, Change::Removed(_)))
        }
        Action::Create { .. } => false,
    }
}

/// Two texts at both ends of a line.
pub fn apart(left: &str, columns: usize, right: &str, view: View<'_>) -> String {
    if right.is_empty() {
        return left.to_owned();
    }
    let width = view.width.unwrap_or(WIDTH).min(120);
    let space = width.saturating_sub(columns + right.width()).max(3);
    format!("{left}{}{}", " ".repeat(space), view.palette.dim(right))
}

fn action_text(text: &mut String, action: &Action, address: &str, view: View<'_>) {
    let line = format!("{} {address}", action.mark());
    let columns = line.width();
    let place = (view.locate)(action.id(), &FieldPath::default()).unwrap_or_default();
    let painted = painted(action, view.palette, &line);
    writeln_to(text, &apart(&painted, columns, &printable(&place), view));
    match action {
        Action::Create { after } => parts(text, after, view),
        Action::Update { before, after, changes, tags } => {
            fields(text, (before, after), changes, view);
            tag_lines(text, &after.id, tags, view);
            unchanged(text, after, changes, view);
        }
        Action::Delete { before } if view.gone => parts(text, before, view),
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

/// What is in a resource that comes or goes, one part a line.
fn parts(text: &mut String, resource: &Resource, view: View<'_>) {
    let spec = view.secrets.spec(resource, HIDDEN, &|_| false);
    let mut lines = brief::parts(&spec);
    lines.extend(resource.tags.iter().map(|(key, value)| {
        (format!("tag {key}"), view.secrets.tag(&resource.id, key, value, HIDDEN))
    }));
    let width = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, value) in lines {
        let space = " ".repeat(width - name.width());
        writeln_to(text, &format!("    {}{space}   {}", one_line(&name), one_line(&value)));
    }
}

type Sides<'a> = (&'a Resource, &'a Resource);

/// The fields that differ, under the path of what holds them.
fn fields(text: &mut String, sides: Sides<'_>, changes: &[FieldChange], view: View<'_>) {
    let mut last = None;
    for change in changes {
        let (heading, name) = heading(&view.secrets.labels(sides, change));
        if last.as_ref() != Some(&heading) {
            writeln_to(text, &format!("    {}", one_line(&heading)));
            last = Some(heading);
        }
        writeln_to(text, &field(&one_line(&name), sides, change, view));
    }
}

/// What a change stands under, and its own name. A field of a keyed item stands under the list, so
/// that the items of one list stand together.
fn heading(labels: &[String]) -> (String, String) {
    let bare = |label: &String| match label.strip_prefix('[').and_then(|one| one.strip_suffix(']'))
    {
        Some(key) => key.to_owned(),
        None => label.clone(),
    };
    match labels {
        [above @ .., item, name] if item.starts_with('[') => {
            (joined(above), format!("{}   {}", bare(item), bare(name)))
        }
        [name] => ("spec".to_owned(), bare(name)),
        [above @ .., name] => (joined(above), bare(name)),
        [] => ("spec".to_owned(), String::new()),
    }
}

/// The values of a change as they may be shown.
fn shown(
    (before, after): Sides<'_>,
    change: &FieldChange,
    secrets: Secrets<'_>,
) -> (Option<Value>, Option<Value>) {
    let (old, new) = change.sides();
    let (mark_old, mark_new) =
        if old.is_some() && new.is_some() { (BEFORE, AFTER) } else { (HIDDEN, HIDDEN) };
    let new = new.map(|new| secrets.value(after, &change.path, new, mark_new));
    let old = old.map(|old| {
        let hidden = secrets.value(before, &change.from, old, mark_old);
        // What is secret now was so before.
        let was = new.as_ref() == Some(&Value::from(AFTER));
        if was { Value::from(BEFORE) } else { hidden }
    });
    (old, new)
}

fn field(name: &str, sides: Sides<'_>, change: &FieldChange, view: View<'_>) -> String {
    let palette = view.palette;
    let (old, new) = shown(sides, change, view.secrets);
    match (&change.change, old, new) {
        (Change::Moved { from, to }, ..) => {
            palette.changed(&format!("      ↕ {name}   place {} → {}", from + 1, to + 1))
        }
        (_, Some(before), Some(after)) => {
            let (before, after) = value::both(&before, &after);
            palette.changed(&format!("      ~ {name}   {before} → {after}"))
        }
        (_, None, Some(after)) => {
            palette.added(&format!("      + {name}   {}", item(name, &after)))
        }
        (_, Some(before), None) => {
            palette.removed(&format!("      - {name}   {}", item(name, &before)))
        }
        (_, None, None) => format!("        {name}"),
    }
}

/// A value beside its name, which it need not say again.
fn item(name: &str, value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let says_name = |value: &Value| value.as_str() == Some(name);
            let others = members.iter().filter(|(_, value)| !says_name(value));
            value::members(&Value::Object(others.map(|(k, v)| (k.clone(), v.clone())).collect()))
        }
        // Of a set, the name is the value.
        value if inline(value) == name => String::new(),
        value => inline(value),
    }
}

fn tag_lines(text: &mut String, id: &ResourceId, tags: &[TagChange], view: View<'_>) {
    let palette = view.palette;
    if !tags.is_empty() {
        writeln_to(text, "    tags");
    }
    for tag in tags {
        let shown =
            |value: &str, mark: &str| one_line(&view.secrets.tag(id, &tag.key, value, mark));
        let key = one_line(&tag.key);
        let line = match &tag.before {
            Some(before) => {
                let (before, after) = (shown(before, BEFORE), shown(&tag.after, AFTER));
                palette.changed(&format!("      ~ {key}   {before} → {after}"))
            }
            None => palette.added(&format!("      + {key}   {}", shown(&tag.after, HIDDEN))),
        };
        writeln_to(text, &line);
    }
}

/// The fields that stay, or how many they are.
fn unchanged(text: &mut String, after: &Resource, changes: &[FieldChange], view: View<'_>) {
    let spec = view.secrets.spec(after, HIDDEN, &|_| false);
    let mut leaves = Vec::new();
    collect_leaves(&spec, &mut FieldPath::spec(), &mut leaves);
    let touched = |path: &FieldPath| {
        changes.iter().any(|change| path.segments().starts_with(change.path.segments()))
    };
    leaves.retain(|(path, _)| !touched(path));
    if view.all {
        for (path, value) in &leaves {
            let line = format!("      {}   {}", one_line(&path.to_string()), inline(value));
            writeln_to(text, &view.palette.dim(&format!("  {line}")));
        }
    } else if !leaves.is_empty() {
        let count = Count::new(leaves.len(), "field", "fields");
        writeln_to(text, &view.palette.dim(&format!("    {count} unchanged")));
    }
}

fn collect_leaves(value: &Value, path: &mut FieldPath, leaves: &mut Vec<(FieldPath, Value)>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                let mut path = path.clone().member(name.clone());
                collect_leaves(value, &mut path, leaves);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                let mut path = path.clone().item(index);
                collect_leaves(value, &mut path, leaves);
            }
        }
        value => leaves.push((path.clone(), value.clone())),
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

/// One step of a plan as JSON. Other steps are counted from 1, as they are shown.
pub fn step_json(step: &Step, view: View<'_>) -> Map<String, Value> {
    let mut change = action_json(&step.action, view);
    let part = step.part.map(|part| json!({"index": part.index, "of": part.of}));
    change.insert("phase".to_owned(), json!(step.phase.as_str()));
    change.insert("part".to_owned(), json!(part));
    let after: Vec<usize> = step.after.iter().map(|before| before + 1).collect();
    change.insert("after".to_owned(), json!(after));
    change.insert("disruptive".to_owned(), json!(step.disruption.is_some()));
    let disruption = step.disruption.as_ref().map(|one| one.text.as_str());
    change.insert("disruption".to_owned(), json!(disruption));
    change.insert("why".to_owned(), json!(step.why.as_ref().map(|why| why.0.as_str())));
    change
}

/// One change of a plan as JSON.
pub fn action_json(action: &Action, view: View<'_>) -> Map<String, Value> {
    let id = action.id();
    let mut change = Map::new();
    change.insert("address".to_owned(), json!(id.to_string()));
    change.insert("kind".to_owned(), json!(id.kind().row().wire));
    change.insert("mesh".to_owned(), json!(id.mesh()));
    change.insert("action".to_owned(), json!(action.verb()));
    change.insert("location".to_owned(), json!((view.locate)(id, &FieldPath::default())));
    let (mut fields, mut tags) = (Vec::new(), Vec::new());
    if let Action::Update { before, after, changes, tags: changed } = action {
        let field = |change: &FieldChange| field_json((before, after), change, view);
        fields = changes.iter().map(field).collect();
        tags = changed.iter().map(|tag| tag_json(id, tag, view.secrets)).collect();
    }
    change.insert("fields".to_owned(), Value::Array(fields));
    change.insert("tags".to_owned(), Value::Array(tags));
    change.insert("patch".to_owned(), Value::Array(patch::operations(action, view)));
    change
}

fn field_json(sides: Sides<'_>, change: &FieldChange, view: View<'_>) -> Value {
    let (before, after) = shown(sides, change, view.secrets);
    let action = match change.change {
        Change::Added(_) => "add",
        Change::Removed(_) => "remove",
        Change::Changed { .. } => "change",
        Change::Moved { .. } => "move",
    };
    let (real_before, real_after) = change.sides();
    json!({
        "path": change.path.to_string(),
        "label": format!("spec.{}", joined(&view.secrets.labels(sides, change))),
        "action": action,
        "masked": (before.as_ref(), after.as_ref()) != (real_before, real_after),
        "before": before,
        "after": after,
        "location": after.as_ref().and_then(|_| (view.locate)(&sides.1.id, &change.path)),
    })
}

fn tag_json(id: &ResourceId, tag: &TagChange, secrets: Secrets<'_>) -> Value {
    let before = tag.before.as_ref().map(|before| secrets.tag(id, &tag.key, before, BEFORE));
    json!({"key": tag.key, "before": before, "after": secrets.tag(id, &tag.key, &tag.after, AFTER)})
}

/// What a plan leaves out, since the control plane cannot have it.
pub fn left_out_json(plan: &Plan) -> Value {
    plan.left_out.iter().map(|id| json!(plan.address(id))).collect()
}

/// The counts of a plan as JSON.
pub fn counts_json(counts: Counts) -> Value {
    let Counts { create, update, delete, unchanged } = counts;
    json!({"create": create, "update": update, "delete": delete, "unchanged": unchanged})
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Kind, Snapshot, Spec, Tags, arbitrary};
    use crate::plan;

    /// A resource of a kind, alone.
    fn alone(kind: Kind, spec: Spec) -> Snapshot {
        let name = if kind == Kind::Mesh { "m" } else { "x" };
        let id = ResourceId::try_new(kind, "m", kind.row().parent.map(|_| "p"), name).unwrap();
        let mut snapshot = Snapshot::default();
        snapshot.insert(Arc::new(Resource { id, spec, tags: Tags::default(), metadata: None }));
        snapshot
    }

    fn pair() -> impl Strategy<Value = (Snapshot, Snapshot)> {
        proptest::sample::select(&Kind::ALL[..]).prop_flat_map(|kind| {
            let one = move || arbitrary::spec(kind).prop_map(move |spec| alone(kind, spec));
            (one(), one())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_differs_has_a_marked_line((current, desired) in pair()) {
            let plan = plan::plan(&current, &desired);
            let text = outcomes(&plan, View::plain(Palette::default(), &|_, _| None));
            let is_marked = |line: &str| {
                let line = line.trim_start();
                line.starts_with(['~', '+', '-', '↕'])
            };
            let marked = text.lines().skip(1).any(is_marked);
            prop_assert_eq!(!plan.is_empty(), marked, "{}", text);
        }

        #[test]
        fn all_forms_agree_on_what_differs((current, desired) in pair()) {
            let view = View::plain(Palette::default(), &|_, _| None);
            let all = |snapshot: &Snapshot| snapshot.iter().next().cloned();
            let (Some(before), Some(after)) = (all(&current), all(&desired)) else { return Ok(()) };
            // As it is where a step in between ends as it began, too.
            let action = plan::update(&before, &after);
            let differs = !plan::spec_changes(&before.spec, &after.spec).is_empty();
            let step = |plan: &Plan| Step { action: action.clone(), ..plan.steps[0].clone() };
            let plan = plan::plan(&Snapshot::default(), &desired);
            let plan = Plan::of_steps(vec![step(&plan)]);
            let unified = patch::unified(&plan, 3, view);
            prop_assert_eq!(!unified.is_empty(), differs, "{}", unified);
            let beside = patch::side_by_side(&plan, 3, view);
            prop_assert_eq!(beside.lines().filter(|line| !line.is_empty()).count() > 1, differs, "{}", beside);
        }
    }
}
