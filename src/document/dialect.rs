//! Which kind of document a tree is, told from its shape alone.

pub mod api;
mod bundle;
mod foreign;

use crate::document::problem::Problem;
use crate::document::rollout;
use crate::document::tree::{Node, Value};
use crate::model::Kind;

pub use foreign::{Foreign, Format, hcl};

/// A tree that holds at most one resource.
#[derive(Debug)]
pub struct Single {
    pub node: Node,
    pub dialect: Dialect,
}

/// How a resource is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialect {
    /// Names beside a spec, as the API's requests and answers have them. A wrapper may have said
    /// the kind.
    Resource(Option<Kind>),
    /// A spec and nothing else.
    Spec,
    /// An object that may be a spec, or hold one, but whose members other formats have too; one
    /// without members may be the spec of a mesh.
    Vague,
    /// An entry of list output, which has names but no spec.
    Listed,
    Foreign(Foreign),
    /// A rollout spec, which is no resource.
    Rollout,
    /// Nothing that is known here.
    Unrelated,
}

impl Dialect {
    /// Whether the tree is meant to be read here.
    pub fn is_app_mesh(&self) -> bool {
        match self {
            Self::Resource(_) | Self::Spec | Self::Listed => true,
            Self::Foreign(foreign) => foreign.app_mesh,
            Self::Vague | Self::Rollout | Self::Unrelated => false,
        }
    }
}

/// What is in a root of a text.
#[derive(Debug, Default)]
pub struct Parts {
    pub singles: Vec<Single>,
    /// What is wrong around the resources.
    pub problems: Vec<Problem>,
    /// Whether there is a bundle, which may be empty.
    pub bundle: bool,
    /// Whether there is a bundle whose resources are not read.
    pub unread: bool,
}

/// Takes lists, bundles and wrappers apart, down to single resources.
pub fn parts(root: Node) -> Parts {
    let mut parts = Parts::default();
    take_apart(root, &mut parts);
    parts
}

fn take_apart(node: Node, parts: &mut Parts) {
    let found = &mut parts.singles;
    if rollout::is_spec(&node) {
        found.push(Single { node, dialect: Dialect::Rollout });
        return;
    }
    if let Some(foreign) = foreign::recognise(&node) {
        found.push(Single { node, dialect: Dialect::Foreign(foreign) });
        return;
    }
    match api::form(&node) {
        api::Form::Bundle => resources(node, parts),
        api::Form::Wrapped(kind) => {
            if let Some(node) = node.take(kind.row().wire) {
                found.push(Single { node, dialect: Dialect::Resource(Some(kind)) });
            }
        }
        api::Form::Listing(kind) => {
            let items = node.take(kind.row().collection).map(Node::into_items).unwrap_or_default();
            found.extend(items.into_iter().map(|node| listed(node, kind)));
        }
        api::Form::Resource => found.push(Single { node, dialect: Dialect::Resource(None) }),
        api::Form::Spec => found.push(Single { node, dialect: Dialect::Spec }),
        api::Form::Vague => found.push(Single { node, dialect: Dialect::Vague }),
        api::Form::Other if matches!(node.value, Value::List(_)) => array(node, parts),
        api::Form::Other => found.push(Single { node, dialect: Dialect::Unrelated }),
    }
}

/// A bundle of another version may hold its resources in another way, so they are not read.
fn resources(node: Node, parts: &mut Parts) {
    parts.bundle = true;
    if bundle::check(&node, &mut parts.problems) == bundle::Readable::No {
        parts.unread = true;
        return;
    }
    for item in node.take("resources").map(Node::into_items).unwrap_or_default() {
        take_apart(item, parts);
    }
}

/// An array counts as a whole: either some of it is App Mesh, or it is something else.
fn array(node: Node, parts: &mut Parts) {
    let (span, outside) = (node.span, std::mem::take(&mut parts.singles));
    for item in node.into_items() {
        take_apart(item, parts);
    }
    let mut items = std::mem::replace(&mut parts.singles, outside);
    if items.iter().all(|item| item.dialect == Dialect::Unrelated) && !items.is_empty() {
        let node = Node { span, value: Value::List(Vec::new()) };
        parts.singles.push(Single { node, dialect: Dialect::Unrelated });
    } else {
        parts.singles.append(&mut items);
    }
}

fn listed(node: Node, kind: Kind) -> Single {
    let dialect = match node.get("spec") {
        Some(_) => Dialect::Resource(Some(kind)),
        None => Dialect::Listed,
    };
    Single { node, dialect }
}
