//! An overlay: documents that change the resources that they name, or add some.
//!
//! A document of an overlay names its resource as all documents do. What else it has is merged into
//! the document of that resource; `patch` holds operations instead, and `"new": true` adds a
//! resource. What hits nothing is an error, since nobody writes a patch for nothing.

use std::sync::Arc;

use crate::diagnostic::{Code, Span};
use crate::document::documents::Tree;
use crate::document::draft::Identity;
use crate::document::file_name::FileName;
use crate::document::input::LoadedText;
use crate::document::json;
use crate::document::layers::Layers;
use crate::document::patch::{self, Refusal};
use crate::document::problem::Problem;
use crate::document::reading::{Form, Piece, ReadText, Reading};
use crate::document::suggest::{closest, shown};
use crate::document::tree::{Member, Node, Value};
use crate::model::{FieldPath, Kind};

const MISFIT: Code = Code("S017");

/// Members of a document of an overlay that say what it is.
const PATCH: &str = "patch";
const NEW: &str = "new";

/// The resource that a document of an overlay names.
#[derive(Debug, Clone)]
struct Target {
    kind: Kind,
    mesh: Option<String>,
    parent: Option<String>,
    name: String,
    /// Where the name stands.
    span: Span,
}

type Done<T> = Result<T, Box<Problem>>;

/// Lays the texts of an overlay over what was read; answers the texts with what they add, and with
/// what is wrong with them.
pub fn lay(read: &mut [ReadText], overlay: Vec<LoadedText>, reading: Reading<'_>) -> Vec<ReadText> {
    let mut laid = Vec::with_capacity(overlay.len());
    for text in overlay {
        let (mut text, nodes) = reading.nodes(text);
        for node in nodes {
            if let Err(problem) = document(read, &mut text, node, reading) {
                text.problems.push(*problem);
            }
        }
        laid.push(text);
    }
    laid
}

fn document(
    read: &mut [ReadText],
    text: &mut ReadText,
    node: Node,
    reading: Reading<'_>,
) -> Done<()> {
    let target = Target::of(&node)?;
    let mut found = read.iter().enumerate().flat_map(|(at, text)| {
        let pieces = text.pieces.iter().enumerate();
        let fitting = pieces.filter(|(_, piece)| target.is(&piece.identity));
        fitting.map(move |(place, piece)| (at, place, &piece.identity))
    });
    let first = found.next();
    let other_mesh = found.any(|(.., identity)| first.is_some_and(|(.., one)| one != identity));
    let first = first.map(|(at, place, _)| (at, place));
    match (first, is_new(&node)?) {
        (None, true) => {
            let form = Form { layers: text.layers(), wrapper: Some(target.kind), bare: false };
            text.pieces.push(reading.draft(&FileName::default(), without(node, &[NEW]), form));
            Ok(())
        }
        (None, false) => Err(nothing(read, &target)),
        (Some(_), true) => {
            let message = format!("{} `{}` is there already", target.kind, shown(&target.name));
            Err(misfit(target.span, message).help(format!("leave `\"{NEW}\": true` out")).into())
        }
        (Some(_), false) if other_mesh => {
            let message = format!("{} `{}` is in several meshes", target.kind, target.name);
            Err(misfit(target.span, message).help("add `meshName`").into())
        }
        (Some((at, place)), false) => {
            let below = &mut read[at];
            let piece = &mut below.pieces[place];
            let changed = change(piece, (&below.file, target.kind), (text, node), reading)?;
            *piece = changed;
            Ok(())
        }
    }
}

/// The resource again, with a document of the overlay laid over it.
fn change(
    piece: &Piece,
    (file, kind): (&FileName, Kind),
    (text, node): (&ReadText, Node),
    reading: Reading<'_>,
) -> Done<Piece> {
    let mut layers = piece.layers.clone();
    let Some(shift) = layers.lay(&text.source) else {
        return Err(misfit(node.head(), "these texts are too large to be laid over another").into());
    };
    let mut below = whole(piece);
    let operations = node.get(PATCH).cloned();
    let mut rest = without(node, &[PATCH, NEW, "$schema"]);
    if let Some(mut operations) = operations {
        let known = names();
        let beside = rest.members().iter().find(|member| !known.contains(&&*member.key));
        if let Some(member) = beside {
            let message = format!("`{PATCH}` and `{}` exclude one another", shown(&member.key));
            return Err(misfit(member.key_span, message).into());
        }
        operations.shift(shift);
        let back = |span: Span| Layers::at(&layers, span).span;
        patch::apply(&mut below, &operations).map_err(|refusal| {
            let Refusal { span, message, help } = refusal;
            Box::new(Problem { help, ..misfit(back(span), message) })
        })?;
    } else {
        rest = without(rest, &names());
        rest.shift(shift);
        patch::merge(&mut below, rest);
    }
    Ok(reading.draft(file, below, Form { layers, wrapper: Some(kind), bare: false }))
}

/// The tree of a resource as an object with a spec.
fn whole(piece: &Piece) -> Node {
    let node = match &piece.tree {
        Tree::Kept(node) => (**node).clone(),
        Tree::Written(span, syntax) => {
            let text = piece.layers.base().text();
            let parsed = json::read_at(text, *span, 0, *syntax);
            let node = parsed.and_then(|mut parsed| parsed.roots.pop());
            node.unwrap_or(Node { span: *span, value: Value::Null })
        }
    };
    if !piece.bare {
        return node;
    }
    let (span, key_span) = (node.span, node.head());
    let spec = Member { key: "spec".into(), key_span, value: node };
    Node { span, value: Value::Object(vec![spec]) }
}

/// The members that name a resource.
fn names() -> Vec<&'static str> {
    let names = Kind::ALL.into_iter().map(|kind| kind.row().name_member);
    names.chain(["kind", "meshOwner"]).collect()
}

fn without(mut node: Node, keys: &[&str]) -> Node {
    if let Value::Object(members) = &mut node.value {
        members.retain(|member| !keys.contains(&&*member.key));
    }
    node
}

fn is_new(node: &Node) -> Done<bool> {
    match node.member(NEW) {
        None => Ok(false),
        Some(member) if member.value.value == Value::Bool(true) => Ok(true),
        Some(member) => {
            Err(misfit(member.value.head(), format!("`{NEW}` is true or left out")).into())
        }
    }
}

impl Target {
    fn of(node: &Node) -> Done<Self> {
        let kind = [
            Kind::GatewayRoute,
            Kind::Route,
            Kind::VirtualNode,
            Kind::VirtualService,
            Kind::VirtualGateway,
            Kind::VirtualRouter,
            Kind::Mesh,
        ]
        .into_iter()
        .find(|kind| node.member(kind.row().name_member).is_some());
        let Some(kind) = kind else {
            let message = "a document of an overlay names the resource that it changes";
            let help = "add the member with its name, such as `virtualNodeName`";
            return Err(misfit(node.head(), message).help(help).into());
        };
        let text = |kind: Kind| match node.member(kind.row().name_member) {
            None => Ok(None),
            Some(member) => {
                let Some(text) = member.value.as_str() else {
                    let message = format!("`{}` must be a string", member.key);
                    return Err(Box::new(misfit(member.value.head(), message)));
                };
                Ok(Some((text.to_owned(), member.value.span)))
            }
        };
        let missing = |kind: Kind| {
            let message = format!("`{}` is missing", kind.row().name_member);
            Box::new(misfit(node.head(), message))
        };
        let (name, span) = text(kind)?.ok_or_else(|| missing(kind))?;
        let parent = match kind.row().parent {
            Some(parent) => Some(text(parent)?.ok_or_else(|| missing(parent))?.0),
            None => None,
        };
        let mesh = text(Kind::Mesh)?.map(|(mesh, _)| mesh);
        Ok(Self { kind, mesh, parent, name, span })
    }

    fn is(&self, identity: &Identity) -> bool {
        match identity {
            Identity::Known(id) => {
                self.kind == id.kind()
                    && self.name == id.name()
                    && self.parent.as_deref() == id.parent()
                    && self.mesh.as_deref().is_none_or(|mesh| mesh == id.mesh())
            }
            Identity::MeshMissing { kind, parent, name, .. } => {
                self.kind == *kind && self.parent == *parent && self.name == *name
            }
            Identity::Unknown => false,
        }
    }
}

/// That no document defines what is to be changed.
fn nothing(read: &[ReadText], target: &Target) -> Box<Problem> {
    let pieces = read.iter().flat_map(|text| &text.pieces);
    let names = pieces.filter_map(|piece| match &piece.identity {
        Identity::Known(id) if id.kind() == target.kind => Some(id.name()),
        Identity::MeshMissing { kind, name, .. } if *kind == target.kind => Some(name.as_str()),
        _ => None,
    });
    let other = names.filter(|name| *name != target.name);
    let help = match closest(&target.name, other) {
        Some(meant) => format!("did you mean `{meant}`? To add one, write `\"{NEW}\": true`"),
        None => format!("to add one, write `\"{NEW}\": true`"),
    };
    let message = format!(
        "no document defines {} `{}`, so there is nothing to change",
        target.kind,
        shown(&target.name)
    );
    misfit(target.span, message).label("named here").help(help).into()
}

fn misfit(span: Span, message: impl Into<String>) -> Problem {
    Problem::new(MISFIT, &FieldPath::default(), span, message)
}

impl ReadText {
    fn layers(&self) -> Layers {
        Layers::of(Arc::clone(&self.source))
    }
}
