//! The shapes of the App Mesh API: requests, answers, listings, and specs alone.

use crate::document::allowed;
use crate::document::suggest::closest;
use crate::document::tree::{Member, Node, Value};
use crate::model::schema::Schema;
use crate::model::{Kind, Spec};

/// The shape of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{"weir": 1, "resources": […]}`
    Bundle,
    /// Describe output: `{"virtualNode": {…}}`
    Wrapped(Kind),
    /// List output: `{"virtualNodes": […]}`
    Listing(Kind),
    /// Names beside a spec.
    Resource,
    Spec,
    /// What may be a spec, or hold one, but not for certain.
    Vague,
    Other,
}

/// Members of specs that nothing but App Mesh has.
const TELLING: [&str; 7] = [
    "serviceDiscovery",
    "backendDefaults",
    "egressFilter",
    "httpRoute",
    "http2Route",
    "grpcRoute",
    "tcpRoute",
];

/// Members below those that other formats have too.
const TELLING_BELOW: [&str; 5] =
    ["portMapping", "virtualService", "virtualNode", "virtualRouter", "accessLog"];

/// Words that stand in every App Mesh document but the emptiest.
const WORDS: [&str; 9] = [
    "meshName",
    "virtualNode",
    "virtualRouter",
    "virtualService",
    "virtualGateway",
    "portMapping",
    "weightedTargets",
    "serviceDiscovery",
    "egressFilter",
];

/// Whether a text that cannot be parsed seems to be meant for weir.
pub fn is_likely(text: &str) -> bool {
    WORDS.iter().any(|word| text.contains(word))
}

/// The shape of a tree.
pub fn form(node: &Node) -> Form {
    let Value::Object(members) = &node.value else { return Form::Other };
    if members.is_empty() {
        return Form::Vague;
    }
    if node.get("weir").is_some() && node.get("resources").is_some() {
        return Form::Bundle;
    }
    let named = members.iter().any(|member| is_name_member(&member.key));
    let spec = node.get("spec").filter(|spec| spec.is_object());
    let parts = || wrapped(members).or_else(|| listing(members));
    if let Some(form) = (!named && spec.is_none()).then(parts).flatten() {
        return form;
    }
    if named || spec.is_some_and(|spec| spec.members().is_empty() || is_spec(spec)) {
        return Form::Resource;
    }
    if is_spec(node) {
        Form::Spec
    } else if may_be_spec(spec.unwrap_or(node)) {
        Form::Vague
    } else {
        Form::Other
    }
}

fn wrapped(members: &[Member]) -> Option<Form> {
    members.iter().find_map(|member| {
        let kind = Kind::from_wire(&member.key)?;
        let is_resource = member.value.get("spec").is_some() || has_names(&member.value);
        is_resource.then_some(Form::Wrapped(kind))
    })
}

fn listing(members: &[Member]) -> Option<Form> {
    members.iter().find_map(|member| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.row().collection == &*member.key)?;
        let items = member.value.items();
        (!items.is_empty() && items.iter().all(has_names)).then_some(Form::Listing(kind))
    })
}

fn has_names(node: &Node) -> bool {
    node.members().iter().any(|member| is_name_member(&member.key))
}

fn is_name_member(key: &str) -> bool {
    named_kind(key).is_some()
}

/// The kind whose name a member holds, or was meant to hold.
pub fn named_kind(key: &str) -> Option<Kind> {
    let names = || Kind::ALL.into_iter().map(|kind| kind.row().name_member);
    let lower = key.to_lowercase();
    let name = names()
        .find(|name| *name == key)
        .or_else(|| lower.contains("nam").then(|| closest(key, names())).flatten())?;
    Kind::ALL.into_iter().find(|kind| kind.row().name_member == name)
}

/// Whether an object is, or was meant to be, a spec.
pub(super) fn is_spec(node: &Node) -> bool {
    node.members().iter().any(|member| {
        if closest(&member.key, TELLING).is_some() {
            return true;
        }
        let fields = Kind::ALL.into_iter().flat_map(fields);
        let items = member.value.items().iter().chain([&member.value]);
        let mut below = items.flat_map(Node::members);
        closest(&member.key, fields).is_some()
            && below.any(|member| closest(&member.key, TELLING_BELOW).is_some())
    })
}

/// Whether all members of an object are those of the spec of one kind.
fn may_be_spec(node: &Node) -> bool {
    let is_of = |kind| {
        let fields = fields(kind);
        let mut members = node.members().iter().filter(|member| &*member.key != allowed::MEMBER);
        members.all(|member| fields.contains(&&*member.key))
    };
    Kind::ALL.into_iter().any(is_of)
}

/// The members of the spec of a kind.
fn fields(kind: Kind) -> Vec<&'static str> {
    match Spec::schema(kind) {
        Schema::Struct(shape) => shape.fields().map(|field| field.wire).collect(),
        _ => Vec::new(),
    }
}
