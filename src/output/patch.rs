//! Changes in forms that other tools read, or that show both sides whole: unified patches, JSON
//! patches, side by side, a summary.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::model::{FieldPath, Resource, TagValue};
use crate::output::change::View;
use crate::output::secret::{AFTER, BEFORE};
use crate::output::style::{one_line, printable};
use crate::plan::diff::joined;
use crate::plan::{Action, Change, FieldChange, Plan, patch, patch_with};

/// How many unchanged lines stand around a change.
pub const CONTEXT: usize = 3;

/// Both documents of a change, as canonical JSON.
struct Sides {
    before: String,
    after: String,
}

fn sides(action: &Action, view: View<'_>) -> Sides {
    let changes: &[FieldChange] = match action {
        Action::Update { changes, .. } => changes,
        Action::Create { .. } | Action::Delete { .. } => &[],
    };
    let old = |path: &FieldPath| changes.iter().any(|one| has_value(one) && meet(path, &one.from));
    let new = |path: &FieldPath| changes.iter().any(|one| has_value(one) && meet(path, &one.path));
    let before = action.before().map(|one| document(one, BEFORE, &old, view));
    // What differs and means the same is no difference here either.
    let patched = before.as_ref().and_then(|before| patched(before, action, view));
    let after = || action.after().map(|one| document(one, AFTER, &new, view));
    let shown = |document: Option<Value>| document.as_ref().map(lines).unwrap_or_default();
    Sides { before: shown(before), after: shown(patched.or_else(after)) }
}

/// Whether one of two ways goes through the end of the other: what is hidden may be more or less than
/// what changes.
fn meet(path: &FieldPath, other: &FieldPath) -> bool {
    let (path, other) = (path.segments(), other.segments());
    path.starts_with(other) || other.starts_with(path)
}

/// Whether a change is one of a value, for all that can be seen where it is hidden. What only moves is
/// the same, and its key says so; without one, only another value in its place shows the move.
fn has_value(change: &FieldChange) -> bool {
    let label = change.labels.last().map(|label| label.trim_matches(['[', ']']));
    let is_number = label.is_some_and(|label| label.parse::<usize>().is_ok());
    !matches!(change.change, Change::Moved { .. }) || is_number
}

/// The document after an update: the one before it with the differences, and no others.
fn patched(before: &Value, action: &Action, view: View<'_>) -> Option<Value> {
    let Action::Update { .. } = action else { return None };
    let mut after = before.clone();
    for operation in operations(action, view) {
        apply(&mut after, &operation)?;
    }
    Some(after)
}

/// Carries out one operation of a JSON patch, of those that are made here.
fn apply(document: &mut Value, operation: &Value) -> Option<()> {
    let member = |name: &str| operation.get(name);
    let (above, last) = member("path")?.as_str()?.rsplit_once('/')?;
    let name = last.replace("~1", "/").replace("~0", "~");
    let place = document.pointer_mut(above)?;
    match (member("op")?.as_str()?, place) {
        ("remove", Value::Object(members)) => drop(members.shift_remove(&name)?),
        ("remove", Value::Array(items)) => {
            let at = name.parse().ok().filter(|at| *at < items.len())?;
            items.remove(at);
        }
        ("add", Value::Array(items)) if name == "-" => items.push(member("value")?.clone()),
        ("replace", Value::Array(items)) => {
            *items.get_mut(name.parse::<usize>().ok()?)? = member("value")?.clone();
        }
        (_, Value::Object(members)) => drop(members.insert(name, member("value")?.clone())),
        _ => return None,
    }
    Some(())
}

fn lines(document: &Value) -> String {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    printable(&text) + "\n"
}

/// What a person would write, one value a line, members in the order of the model.
fn document(
    resource: &Resource,
    mark: &str,
    is_changed: &dyn Fn(&FieldPath) -> bool,
    view: View<'_>,
) -> Value {
    let spec = view.secrets.spec(resource, mark, is_changed);
    let tags: Vec<Value> = resource
        .tags
        .iter()
        .map(|(key, value)| json!({"key": key, "value": view.secrets.tag(&resource.id, key, value, mark)}))
        .collect();
    let mut document = json!({"spec": spec});
    if !tags.is_empty() {
        document["tags"] = Value::Array(tags);
    }
    document
}

/// A patch that `patch` and review tools take: each resource is a file of canonical JSON.
pub fn unified(plan: &Plan, context: usize, view: View<'_>) -> String {
    let mut text = String::new();
    for (action, _) in plan.outcomes() {
        let sides = sides(&action, view);
        let address = printable(&plan.address(action.id()));
        let place = (view.locate)(action.id(), &FieldPath::default());
        let place = place.map(|place| match place.rsplit_once(':') {
            Some((file, _)) => file.to_owned(),
            None => place,
        });
        let old = if sides.before.is_empty() {
            "/dev/null".to_owned()
        } else {
            format!("live {address}")
        };
        let new = match (&place, sides.after.is_empty()) {
            (_, true) => "/dev/null".to_owned(),
            (Some(place), _) => printable(place),
            (None, _) => address,
        };
        let diff = TextDiff::from_lines(&sides.before, &sides.after);
        let mut unified = diff.unified_diff();
        let patch = unified.context_radius(context).header(&old, &new).to_string();
        text.push_str(&painted(&patch, view));
    }
    text
}

fn painted(patch: &str, view: View<'_>) -> String {
    if !view.palette.is_colored() {
        return patch.to_owned();
    }
    let line = |line: &str| match line.as_bytes().first() {
        Some(b'+') => view.palette.added(line),
        Some(b'-') => view.palette.removed(line),
        Some(b'@') => view.palette.dim(line),
        _ => line.to_owned(),
    };
    patch.lines().map(|one| line(one) + "\n").collect()
}

/// Both sides beside one another, in as many columns as the terminal has.
pub fn side_by_side(plan: &Plan, context: usize, view: View<'_>) -> String {
    let width = view.width.unwrap_or(120).max(40);
    let half = (width - 3) / 2;
    let mut text = String::new();
    for (action, _) in plan.outcomes() {
        let sides = sides(&action, view);
        let address = printable(&plan.address(action.id()));
        let _ = writeln!(text, "{} {}", action.mark(), view.palette.strong(&address));
        let diff = TextDiff::from_lines(&sides.before, &sides.after);
        for (index, group) in diff.grouped_ops(context).iter().enumerate() {
            if index > 0 {
                text.push_str(&view.palette.dim("  …"));
                text.push('\n');
            }
            for op in group {
                let (mut left, mut right) = (Vec::new(), Vec::new());
                for change in diff.iter_changes(op) {
                    let line = change.value().trim_end_matches('\n').to_owned();
                    match change.tag() {
                        ChangeTag::Delete => left.push(line),
                        ChangeTag::Insert => right.push(line),
                        ChangeTag::Equal => {
                            left.push(line.clone());
                            right.push(line);
                        }
                    }
                }
                let same = left == right;
                for at in 0..left.len().max(right.len()) {
                    let row = row(left.get(at), right.get(at), half);
                    text.push_str(&if same { view.palette.dim(&row) } else { row });
                    text.push('\n');
                }
            }
        }
        text.push('\n');
    }
    text
}

fn row(left: Option<&String>, right: Option<&String>, half: usize) -> String {
    let mark = match (left, right) {
        (Some(left), Some(right)) if left == right => ' ',
        (Some(_), Some(_)) => '|',
        (Some(_), None) => '<',
        _ => '>',
    };
    let fit = |text: Option<&String>| fitted(text.map_or("", String::as_str), half);
    format!("{} {mark} {}", fit(left), fit(right)).trim_end().to_owned()
}

/// A text in exactly so many columns. One that is too wide ends with `…`.
fn fitted(text: &str, columns: usize) -> String {
    let space = |used: usize| " ".repeat(columns.saturating_sub(used));
    if text.width() <= columns {
        return format!("{text}{}", space(text.width()));
    }
    let (mut cut, mut used) = (String::new(), 1);
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > columns {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    format!("{cut}{}", space(cut.width()))
}

/// One JSON patch (RFC 6902) for each resource that changes, on its document.
pub fn json_patches(plan: &Plan, view: View<'_>) -> Value {
    let patches = plan.outcomes().into_iter().map(|(action, _)| {
        let operations: Vec<Value> = match &action {
            Action::Update { .. } => operations(&action, view),
            Action::Create { after } => {
                vec![json!({"op": "add", "path": "", "value": whole(after, view)})]
            }
            Action::Delete { .. } => vec![json!({"op": "remove", "path": ""})],
        };
        json!({"address": action.id().to_string(), "mesh": action.id().mesh(), "patch": operations})
    });
    Value::Array(patches.collect())
}

fn whole(resource: &Resource, view: View<'_>) -> Value {
    document(resource, AFTER, &|_| false, view)
}

/// The operations of an update. What is secret in them is hidden, so that such a patch cannot be
/// applied with its value.
pub fn operations(action: &Action, view: View<'_>) -> Vec<Value> {
    let Action::Update { before, after, changes, tags } = action else { return Vec::new() };
    if view.secrets.are_shown() {
        return patch(action);
    }
    // The same patch, towards a document in which secrets are hidden.
    let new = |path: &FieldPath| changes.iter().any(|one| has_value(one) && meet(path, &one.path));
    let lists = view.secrets.spec(after, AFTER, &new);
    let hide = |path: &FieldPath, value: &Value| view.secrets.value(after, path, value, AFTER);
    let mut tags = tags.clone();
    for tag in &mut tags {
        let shown = view.secrets.tag(&after.id, &tag.key, &tag.after, AFTER);
        if let Ok(value) = TagValue::parse(&shown) {
            tag.after = value;
        }
    }
    let (before, after, changes) = (Arc::clone(before), Arc::clone(after), changes.clone());
    patch_with(&Action::Update { before, after, changes, tags }, &lists, &hide)
}

/// One line a resource.
pub fn summary(plan: &Plan, view: View<'_>) -> String {
    let line = |(action, disrupts): (Action, bool)| {
        let fields = match &action {
            Action::Update { before, after, changes, tags } => {
                let name = |change| joined(&view.secrets.labels((before, after), change));
                let names = changes.iter().map(name);
                let tags = tags.iter().map(|tag| format!("tag {}", tag.key.as_str()));
                format!("   {}", names.chain(tags).collect::<Vec<_>>().join(", "))
            }
            Action::Create { .. } | Action::Delete { .. } => String::new(),
        };
        let mark = if disrupts { " !" } else { "" };
        let address = plan.address(action.id());
        let line = one_line(&format!("{} {address}{mark}{fields}", action.mark()));
        let line = match action {
            Action::Create { .. } => view.palette.added(&line),
            Action::Update { .. } => view.palette.changed(&line),
            Action::Delete { .. } => view.palette.removed(&line),
        };
        line + "\n"
    };
    plan.outcomes().into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_are_on_a_terminal() {
        assert_eq!(fitted("ab", 4), "ab  ");
        assert_eq!(fitted("abcde", 4), "abc…");
        assert_eq!(fitted("漢字", 4), "漢字");
        assert_eq!(fitted("漢字漢", 4), "漢… ");
        assert_eq!(fitted("e\u{301}e\u{301}", 2), "e\u{301}e\u{301}");
    }
}
