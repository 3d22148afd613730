//! Changes a tree as a patch says, by JSON merge patch (RFC 7396) or JSON patch (RFC 6902). What a
//! patch sets keeps the place where the patch has it.

use crate::diagnostic::Span;
use crate::document::suggest::{closest, listed, shown};
use crate::document::tree::{Member, Node, Value};

/// Why a patch cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

type Done<T = ()> = Result<T, Refusal>;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Add,
    Remove,
    Replace,
    Move,
    Copy,
    Test,
}

const OPS: [(&str, Op); 6] = [
    ("add", Op::Add),
    ("remove", Op::Remove),
    ("replace", Op::Replace),
    ("move", Op::Move),
    ("copy", Op::Copy),
    ("test", Op::Test),
];

/// A place in a tree: the way there, and where the patch names it.
#[derive(Debug, Clone)]
struct Pointer {
    steps: Vec<String>,
    written: String,
    span: Span,
}

fn refuse(span: Span, message: impl Into<String>) -> Refusal {
    Refusal { span, message: message.into(), help: None }
}

/// Lays `patch` over `target`: objects are merged, null removes, all else replaces.
pub fn merge(target: &mut Node, patch: Node) {
    let Value::Object(members) = patch.value else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Node { span: patch.span, value: Value::Object(Vec::new()) };
    }
    let Value::Object(known) = &mut target.value else { return };
    for Member { key, key_span, value } in members {
        if value.is_null() {
            known.retain(|member| member.key != key);
            continue;
        }
        match known.iter_mut().find(|member| member.key == key) {
            Some(member) if member.value.is_object() && value.is_object() => {
                merge(&mut member.value, value);
            }
            found => {
                // An object on its way in leaves its nulls behind too.
                let mut fresh = Node { span: value.span, value: Value::Null };
                merge(&mut fresh, value);
                let fresh = Member { key, key_span, value: fresh };
                match found {
                    Some(member) => *member = fresh,
                    None => known.push(fresh),
                }
            }
        }
    }
}

/// Does what a list of operations says, up to the first that cannot be done.
pub fn apply(target: &mut Node, operations: &Node) -> Done {
    let Value::List(operations) = &operations.value else {
        let got = operations.noun();
        return Err(refuse(
            operations.head(),
            format!("a list of operations is needed, not {got}"),
        ));
    };
    operations.iter().try_for_each(|operation| one(target, operation))
}

fn one(target: &mut Node, operation: &Node) -> Done {
    let op = op(operation)?;
    for member in operation.members() {
        let known = match op {
            Op::Add | Op::Replace | Op::Test => ["op", "path", "value"],
            Op::Move | Op::Copy => ["op", "path", "from"],
            Op::Remove => ["op", "path", "path"],
        };
        if !known.contains(&&*member.key) {
            let message = format!("this operation has no member `{}`", shown(&member.key));
            return Err(refuse(member.key_span, message));
        }
    }
    let path = Pointer::of(operation, "path")?;
    match op {
        Op::Add => add(target, &path, value(operation)?),
        Op::Remove => remove(target, &path).map(drop),
        Op::Replace => {
            *path.find(target)? = value(operation)?;
            Ok(())
        }
        Op::Move => {
            let from = Pointer::of(operation, "from")?;
            if path.steps.len() > from.steps.len() && path.steps.starts_with(&from.steps) {
                return Err(refuse(path.span, "a value cannot be moved into itself"));
            }
            let value = remove(target, &from)?;
            add(target, &path, value)
        }
        Op::Copy => {
            let value = Pointer::of(operation, "from")?.find(target)?.clone();
            add(target, &path, value)
        }
        Op::Test => {
            let wanted = value(operation)?;
            match path.find(target)? {
                found if is_same(found, &wanted) => Ok(()),
                _ => Err(refuse(
                    operation.get("value").map_or(operation.head(), Node::head),
                    format!("`{}` has another value", path.written),
                )),
            }
        }
    }
}

fn op(operation: &Node) -> Done<Op> {
    let Some(word) = operation.get("op") else {
        return Err(refuse(operation.head(), "an operation needs `op`"));
    };
    let words = || OPS.iter().map(|(word, _)| *word);
    let text = word.as_str().unwrap_or_default();
    let found = OPS.iter().find(|(known, _)| *known == text).map(|(_, op)| *op);
    found.ok_or_else(|| {
        let message = format!("`{}` is not one of {}", shown(text), listed(words()));
        let help = closest(text, words()).map(|known| format!("did you mean `{known}`?"));
        Refusal { help, ..refuse(word.head(), message) }
    })
}

fn value(operation: &Node) -> Done<Node> {
    let value = operation.members().iter().find(|member| &*member.key == "value");
    let value = value.map(|member| member.value.clone());
    value.ok_or_else(|| refuse(operation.head(), "this operation needs `value`"))
}

impl Pointer {
    fn of(operation: &Node, member: &str) -> Done<Self> {
        let Some(node) = operation.get(member) else {
            return Err(refuse(operation.head(), format!("this operation needs `{member}`")));
        };
        let written = node.as_str().ok_or_else(|| {
            let got = node.noun();
            refuse(node.head(), format!("`{member}` must be a string, not {got}"))
        })?;
        let steps = match written.strip_prefix('/') {
            Some(steps) => steps.split('/').map(unescape).collect(),
            None if written.is_empty() => Vec::new(),
            None => return Err(refuse(node.span, "a path begins with `/`")),
        };
        Ok(Self { steps, written: shown(written).into_owned(), span: node.span })
    }

    fn nowhere(&self) -> Refusal {
        refuse(self.span, format!("there is nothing at `{}`", self.written))
    }

    fn find<'a>(&self, target: &'a mut Node) -> Done<&'a mut Node> {
        walk(target, &self.steps).ok_or_else(|| self.nowhere())
    }

    /// What the place is in, and its last step.
    fn parent<'a, 'b>(&'b self, target: &'a mut Node) -> Done<(&'a mut Node, &'b str)> {
        let (last, around) = self.steps.split_last().ok_or_else(|| {
            refuse(self.span, "the whole document can be neither added nor removed")
        })?;
        let parent = walk(target, around).ok_or_else(|| self.nowhere())?;
        Ok((parent, last))
    }
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

fn walk<'a>(target: &'a mut Node, steps: &[String]) -> Option<&'a mut Node> {
    steps.iter().try_fold(target, |node, step| match &mut node.value {
        Value::Object(members) => {
            members.iter_mut().find(|member| *member.key == **step).map(|member| &mut member.value)
        }
        Value::List(items) => {
            let index = index(step)?;
            items.get_mut(index)
        }
        _ => None,
    })
}

/// The place in a list: digits without leading zeros.
fn index(step: &str) -> Option<usize> {
    let plain = step == "0" || !step.starts_with('0');
    let digits = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    step.parse().ok().filter(|_| plain && digits)
}

fn add(target: &mut Node, at: &Pointer, value: Node) -> Done {
    let (parent, last) = at.parent(target)?;
    match &mut parent.value {
        Value::Object(members) => {
            let key_span = value.head();
            match members.iter_mut().find(|member| *member.key == *last) {
                Some(member) => (member.key_span, member.value) = (key_span, value),
                None => members.push(Member { key: last.into(), key_span, value }),
            }
            Ok(())
        }
        Value::List(items) => {
            let place = if last == "-" { Some(items.len()) } else { index(last) };
            let place = place.filter(|place| *place <= items.len());
            items.insert(place.ok_or_else(|| at.nowhere())?, value);
            Ok(())
        }
        _ => Err(at.nowhere()),
    }
}

fn remove(target: &mut Node, at: &Pointer) -> Done<Node> {
    let (parent, last) = at.parent(target)?;
    let removed = match &mut parent.value {
        Value::Object(members) => {
            let place = members.iter().position(|member| *member.key == *last);
            place.map(|place| members.remove(place).value)
        }
        Value::List(items) => {
            index(last).filter(|place| *place < items.len()).map(|place| items.remove(place))
        }
        _ => None,
    };
    removed.ok_or_else(|| at.nowhere())
}

/// Whether two trees hold the same, wherever they stand.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let find = |member: &Member| other.iter().find(|found| found.key == member.key);
            one.len() == other.len()
                && one.iter().all(|member| {
                    find(member).is_some_and(|found| is_same(&member.value, &found.value))
                })
        }
        (one, other) => match (number(one), number(other)) {
            (Some(one), Some(other)) => {
                one.partial_cmp(&other).is_some_and(std::cmp::Ordering::is_eq)
            }
            _ => one == other,
        },
    }
}

/// A number with a fraction, or one that is to be compared with such.
#[expect(clippy::cast_precision_loss, reason = "only numbers with a fraction get here")]
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.parse().ok(),
        Value::Whole(number) => Some(*number as f64),
        _ => None,
    }
}
