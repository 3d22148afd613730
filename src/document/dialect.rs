//! Which kind of document a tree is, told from its shape alone.

pub mod api;
mod foreign;

use crate::document::tree::{Node, Value};
use crate::model::Kind;

pub use foreign::Foreign;

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
    /// An object without members, which may be the spec of a mesh.
    Empty,
    /// An entry of list output, which has names but no spec.
    Listed,
    Foreign(Foreign),
    /// Nothing that is known here.
    Unrelated,
}

impl Dialect {
    /// Whether the tree is meant to be read here.
    pub fn is_app_mesh(&self) -> bool {
        match self {
            Self::Resource(_) | Self::Spec | Self::Listed => true,
            Self::Foreign(foreign) => foreign.app_mesh,
            Self::Empty | Self::Unrelated => false,
        }
    }
}

/// Takes lists, bundles and wrappers apart, down to single resources.
pub fn singles(root: Node) -> Vec<Single> {
    let mut found = Vec::new();
    take_apart(root, &mut found);
    found
}

fn take_apart(node: Node, found: &mut Vec<Single>) {
    if let Some(foreign) = foreign::recognise(&node) {
        found.push(Single { node, dialect: Dialect::Foreign(foreign) });
        return;
    }
    match api::form(&node) {
        api::Form::Bundle => parts(node, "resources", found),
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
        api::Form::Empty => found.push(Single { node, dialect: Dialect::Empty }),
        api::Form::Other if matches!(node.value, Value::List(_)) => array(node, found),
        api::Form::Other => found.push(Single { node, dialect: Dialect::Unrelated }),
    }
}

fn parts(node: Node, member: &str, found: &mut Vec<Single>) {
    for item in node.take(member).map(Node::into_items).unwrap_or_default() {
        take_apart(item, found);
    }
}

/// An array counts as a whole: either some of it is App Mesh, or it is something else.
fn array(node: Node, found: &mut Vec<Single>) {
    let (span, mut items) = (node.span, Vec::new());
    for item in node.into_items() {
        take_apart(item, &mut items);
    }
    if items.iter().all(|item| item.dialect == Dialect::Unrelated) && !items.is_empty() {
        let node = Node { span, value: Value::List(Vec::new()) };
        found.push(Single { node, dialect: Dialect::Unrelated });
    } else {
        found.append(&mut items);
    }
}

fn listed(node: Node, kind: Kind) -> Single {
    let dialect = match node.get("spec") {
        Some(_) => Dialect::Resource(Some(kind)),
        None => Dialect::Listed,
    };
    Single { node, dialect }
}
