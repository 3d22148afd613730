//! A change as operations on the JSON document of a resource (RFC 6902).

use serde_json::{Value, json};

use crate::model::{FieldPath, Segment};
use crate::plan::diff::{Change, FieldChange};
use crate::plan::step::{Action, TagChange};

/// The operations that turn the current document of a resource (`spec` and `tags`) into one that
/// means the same as the desired one. Empty for what is created or deleted.
pub fn patch(action: &Action) -> Vec<Value> {
    let desired = action.after().map(|after| after.spec.to_value()).unwrap_or_default();
    patch_with(action, &desired, &|_, value| value.clone())
}

/// The same with other values in it: lists that are replaced as a whole are those of `lists`, which
/// has the shape of the desired spec, and any other value is what `write` makes of it.
pub fn patch_with(
    action: &Action,
    lists: &Value,
    write: &dyn Fn(&FieldPath, &Value) -> Value,
) -> Vec<Value> {
    let Action::Update { before, after, changes, tags } = action else { return Vec::new() };
    let mut operations = Vec::new();
    let (current, desired) = (before.spec.to_value(), after.spec.to_value());
    let whole = reordered(changes);
    for (from, path) in &whole {
        if let Some(value) = at(lists, path) {
            operations.push(operation("replace", &pointer(from), Some(value)));
        }
    }
    let inside =
        |change: &&FieldChange| !whole.iter().any(|(list, _)| is_within(&change.from, list));
    for change in changes.iter().filter(inside) {
        match &change.change {
            // A value that the control plane would have filled in may not be there yet.
            Change::Changed { after, .. } => {
                let verb = if at(&current, &change.from).is_some() { "replace" } else { "add" };
                let value = write(&change.path, after);
                operations.push(operation(verb, &pointer(&change.from), Some(&value)));
            }
            Change::Added(after) => {
                let excluded = excluded(change, (&current, &desired), changes);
                operations.extend(excluded.map(|path| operation("remove", &pointer(&path), None)));
                let value = write(&change.path, after);
                operations.push(operation("add", &place(&change.from), Some(&value)));
            }
            Change::Removed(_) | Change::Moved { .. } => {}
        }
    }
    // From the end, so that the items before keep their places.
    let mut removed: Vec<&FieldChange> = changes
        .iter()
        .filter(inside)
        .filter(|change| matches!(change.change, Change::Removed(_)))
        .collect();
    removed.sort_by(|one, other| other.from.cmp(&one.from));
    operations
        .extend(removed.iter().map(|change| operation("remove", &pointer(&change.from), None)));
    operations.extend(tag_operations(before.tags.iter().map(|(key, _)| key.as_str()), tags));
    operations
}

/// Lists that are replaced as a whole, with their ways on both sides: those with an order in which an
/// item moves, or in which a new one has its place. What is in such a list is replaced with it.
fn reordered(changes: &[FieldChange]) -> Vec<(FieldPath, FieldPath)> {
    let mut lists: Vec<(FieldPath, FieldPath)> = Vec::new();
    for change in changes {
        let moves = matches!(change.change, Change::Moved { .. } | Change::Added(_));
        if change.is_ordered && moves {
            let (mut from, mut path) = (change.from.clone(), change.path.clone());
            from.pop();
            path.pop();
            if !lists.iter().any(|(list, _)| *list == from) {
                lists.push((from, path));
            }
        }
    }
    let outermost = |(list, _): &(FieldPath, FieldPath)| {
        !lists.iter().any(|(other, _)| other != list && is_within(list, other))
    };
    lists.iter().filter(|list| outermost(list)).cloned().collect()
}

/// Members beside a new one that are gone afterwards though that alone is no difference: an empty
/// `prefix` means the same as none, but may not stand beside `path`.
fn excluded(
    change: &FieldChange,
    (current, desired): (&Value, &Value),
    changes: &[FieldChange],
) -> impl Iterator<Item = FieldPath> {
    let (mut from, mut path) = (change.from.clone(), change.path.clone());
    from.pop();
    path.pop();
    let members = |value: Option<&Value>| -> Vec<String> {
        let object = value.and_then(Value::as_object);
        object.map(|object| object.keys().cloned().collect()).unwrap_or_default()
    };
    let kept = members(at(desired, &path));
    let gone = members(at(current, &from)).into_iter().filter(move |name| !kept.contains(name));
    let gone: Vec<FieldPath> = gone.map(|name| from.clone().member(name)).collect();
    // Of several new members, the first one makes room.
    let is_first = changes.iter().find(|one| is_beside(one, change)) == Some(change);
    let known = |path: &FieldPath| changes.iter().any(|change| change.from == *path);
    gone.into_iter().filter(|path| is_first && !known(path)).collect::<Vec<_>>().into_iter()
}

/// Whether two new members are of the same object.
fn is_beside(one: &FieldChange, other: &FieldChange) -> bool {
    let above = |change: &FieldChange| {
        let mut path = change.from.clone();
        path.pop();
        path
    };
    matches!(one.change, Change::Added(_)) && above(one) == above(other)
}

fn is_within(path: &FieldPath, list: &FieldPath) -> bool {
    path.segments().starts_with(list.segments())
}

/// The value at a path that starts at the resource.
fn at<'a>(spec: &'a Value, path: &FieldPath) -> Option<&'a Value> {
    path.segments().iter().skip(1).try_fold(spec, |value, segment| match segment {
        Segment::Member(name) => value.get(name.as_ref()),
        Segment::Item(index) => value.get(index),
    })
}

fn tag_operations<'a>(keys: impl Iterator<Item = &'a str>, tags: &[TagChange]) -> Vec<Value> {
    let keys: Vec<&str> = keys.collect();
    let item = |tag: &TagChange| json!({"key": tag.key, "value": tag.after});
    if keys.is_empty() && !tags.is_empty() {
        let all: Vec<Value> = tags.iter().map(item).collect();
        return vec![operation("add", "/tags", Some(&Value::Array(all)))];
    }
    let operation = |tag: &TagChange| match keys.iter().position(|key| *key == tag.key.as_str()) {
        Some(at) => operation("replace", &format!("/tags/{at}/value"), Some(&json!(tag.after))),
        None => operation("add", "/tags/-", Some(&item(tag))),
    };
    tags.iter().map(operation).collect()
}

fn operation(verb: &str, path: &str, value: Option<&Value>) -> Value {
    match value {
        Some(value) => json!({"op": verb, "path": path, "value": value}),
        None => json!({"op": verb, "path": path}),
    }
}

/// Where something new goes: a new item goes to the end of its list.
fn place(path: &FieldPath) -> String {
    let mut above = path.clone();
    match path.segments().last() {
        Some(Segment::Item(_)) => {
            above.pop();
            format!("{}/-", pointer(&above))
        }
        _ => pointer(path),
    }
}

/// A JSON pointer (RFC 6901).
fn pointer(path: &FieldPath) -> String {
    let mut text = String::new();
    for segment in path.segments() {
        text.push('/');
        match segment {
            Segment::Member(name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Segment::Item(index) => text.push_str(&index.to_string()),
        }
    }
    text
}
