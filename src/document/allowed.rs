//! What a document allows to be found in its resource: `"x-weir": {"allow": {"L003": "reason"}}`,
//! or the tag `weir:allow` with `L003: reason`.

use std::borrow::Cow;

use crate::diagnostic::{Code, Span};
use crate::document::problem::Problem;
use crate::document::suggest::shown;
use crate::document::tree::{Member, Node, Value};
use crate::model::FieldPath;

/// The member that speaks to weir. It is no part of the resource and is never sent.
pub const MEMBER: &str = "x-weir";

/// The tag that does the same.
const TAG: &str = "weir:allow";

const UNKNOWN: Code = Code("F001");
const WRONG_TYPE: Code = Code("F002");
const NO_CODE: Code = Code("F003");
const NO_REASON: Code = Code("F005");

/// A code that is allowed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// In its short form.
    pub code: String,
    pub reason: String,
    /// Where it is written.
    pub span: Span,
}

/// The document without what it says to weir.
pub fn without(node: &Node) -> Cow<'_, Node> {
    let is_ours = |member: &Member| &*member.key == MEMBER;
    if !node.members().iter().any(is_ours) {
        return Cow::Borrowed(node);
    }
    let rest = node.members().iter().filter(|member| !is_ours(member)).cloned().collect();
    Cow::Owned(Node { span: node.span, value: Value::Object(rest) })
}

/// What a document allows. What is wrong with that is added to `problems`.
pub fn read(node: &Node, problems: &mut Vec<Problem>) -> Vec<Allowed> {
    let mut allowed = tagged(node, problems);
    let Some(said) = node.member(MEMBER) else { return allowed };
    let path = FieldPath::default().member(MEMBER);
    for member in object(said, &path, problems) {
        let path = path.clone().member(member.key.to_string());
        if &*member.key == "allow" {
            let each = object(member, &path, problems);
            allowed.extend(each.iter().filter_map(|one| one_of(one, &path, problems)));
        } else {
            let message = format!("unknown field `{}` in `{MEMBER}`", shown(&member.key));
            let unknown = Problem::new(UNKNOWN, &path, member.key_span, message);
            problems.push(unknown.help("known here: allow"));
        }
    }
    allowed
}

/// The members of what must be an object.
fn object<'a>(member: &'a Member, path: &FieldPath, problems: &mut Vec<Problem>) -> &'a [Member] {
    if !member.value.is_object() {
        let (got, at) = (member.value.noun(), member.value.head());
        let message = format!("`{}` must be an object, not {got}", member.key);
        problems.push(Problem::new(WRONG_TYPE, path, at, message).label(format!("{got} here")));
    }
    member.value.members()
}

/// A code and the reason for which it is allowed.
fn one_of(member: &Member, path: &FieldPath, problems: &mut Vec<Problem>) -> Option<Allowed> {
    let path = path.clone().member(shown(&member.key).into_owned());
    let Some(code) = short(&member.key) else {
        problems.push(no_code(&member.key, &path, member.key_span));
        return None;
    };
    match member.value.as_str().map(str::trim) {
        Some(reason) if !reason.is_empty() => {
            Some(Allowed { code, reason: reason.to_owned(), span: member.key_span })
        }
        _ => {
            problems.push(no_reason(&code, &path, member.value.head()));
            None
        }
    }
}

/// What the tag allows: codes with spaces between them, a colon, the reason.
fn tagged(node: &Node, problems: &mut Vec<Problem>) -> Vec<Allowed> {
    let tags = node.get("tags").map_or(&[][..], Node::items);
    let is_ours = |tag: &&Node| tag.get("key").and_then(Node::as_str) == Some(TAG);
    let Some(value) = tags.iter().find(is_ours).and_then(|tag| tag.get("value")) else {
        return Vec::new();
    };
    let Some(text) = value.as_str() else { return Vec::new() };
    let path = FieldPath::default().member("tags");
    let (codes, reason) = text.split_once(':').unwrap_or((text, ""));
    let mut allowed = Vec::new();
    for word in codes.split_whitespace() {
        match short(word) {
            None => problems.push(no_code(word, &path, value.span)),
            Some(code) if reason.trim().is_empty() => {
                problems.push(no_reason(&code, &path, value.span).help("write `CODE: reason`"));
            }
            Some(code) => {
                let reason = reason.trim().to_owned();
                allowed.push(Allowed { code, reason, span: value.span });
            }
        }
    }
    allowed
}

fn no_code(word: &str, path: &FieldPath, span: Span) -> Problem {
    let message = format!("`{}` is not a code of weir", shown(word));
    Problem::new(NO_CODE, path, span, message).help("`weir explain --list` lists all codes")
}

fn no_reason(code: &str, path: &FieldPath, span: Span) -> Problem {
    Problem::new(NO_REASON, path, span, format!("{code} is allowed without a reason"))
        .label("why is it right here?")
}

/// The short form of a code: `L003` of `WEIR-L003`.
fn short(text: &str) -> Option<String> {
    let code = text.strip_prefix("WEIR-").unwrap_or(text);
    let is_code = matches!(code.as_bytes(), [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9']);
    is_code.then(|| code.to_owned())
}
