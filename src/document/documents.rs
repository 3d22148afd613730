//! All documents of a run: the resources in them, and where each of their fields stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Location, Severity, Source, Span};
use crate::document::allowed::Allowed;
use crate::document::rest::Rest;
use crate::document::tree::Node;
use crate::model::{FieldPath, Kind, Reference, Resource, ResourceId, Segment, Snapshot};

/// What was read.
#[derive(Debug, Default)]
pub struct Documents {
    /// In the order of the texts; one per resource.
    pub all: Vec<Document>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The names of texts that are no App Mesh documents.
    pub skipped: Vec<String>,
    /// How many texts hold documents, or should.
    pub files: usize,
    pub(in crate::document) index: BTreeMap<ResourceId, usize>,
    /// Resources whose mesh is not known.
    pub(in crate::document) meshless: Vec<(Kind, Option<String>, String)>,
    /// Texts in which there may be resources that could not be read.
    pub(in crate::document) unreadable: Vec<Arc<Source>>,
}

/// One resource in a text.
#[derive(Debug)]
pub struct Document {
    pub id: ResourceId,
    pub content: Content,
    pub place: Place,
    /// What may be found in it.
    pub allowed: Vec<Allowed>,
}

/// How much of a resource could be read.
#[derive(Debug)]
pub enum Content {
    Whole(Arc<Resource>),
    /// It exists, but something is wrong with it.
    Partial {
        /// What it refers to, as far as that can be read.
        references: Vec<Reference>,
        /// What is left of it, if that is enough to judge it.
        rest: Option<Rest>,
    },
}

/// Where a resource stands.
#[derive(Debug)]
pub struct Place {
    pub source: Arc<Source>,
    /// The object with the names and the spec, or the spec alone.
    pub node: Node,
    /// Whether the node is the spec alone.
    pub bare: bool,
}

impl Documents {
    /// The resources that were read whole.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::default();
        for document in &self.all {
            if let Content::Whole(resource) = &document.content {
                snapshot.insert(Arc::clone(resource));
            }
        }
        snapshot
    }

    /// The meshes that the documents are for, each once.
    pub fn meshes(&self) -> Vec<&str> {
        let meshes: BTreeSet<&str> = self.all.iter().map(|document| document.id.mesh()).collect();
        meshes.into_iter().collect()
    }

    /// The document that defines a resource.
    pub fn get(&self, id: &ResourceId) -> Option<&Document> {
        self.index.get(id).map(|at| &self.all[*at])
    }

    /// Where a field of a resource stands, or else the nearest field around it that is written.
    pub fn locate(&self, id: &ResourceId, path: &FieldPath) -> Option<Location> {
        self.get(id).map(|document| document.place.locate(id, path))
    }

    /// Whether a resource may be defined in something that could not be read, so that it would be
    /// rash to say that it does not exist.
    pub fn may_define(&self, id: &ResourceId) -> bool {
        let meshless = self.meshless.iter().any(|(kind, parent, name)| {
            *kind == id.kind() && parent.as_deref() == id.parent() && name == id.name()
        });
        meshless || self.unreadable.iter().any(|source| source.text().contains(id.name()))
    }

    /// Whether anything is wrong enough that the resources must not be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Adds what was wrong before there was a text.
    pub fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        diagnostic::sort(&mut self.diagnostics);
        // What a YAML alias repeats is wrong once.
        self.diagnostics.dedup_by(|one, other| one.is_same(other));
    }

    /// How many resources there are, whether all of them can be read or not.
    pub fn count(&self) -> usize {
        self.all.len() + self.meshless.len()
    }
}

impl Place {
    /// The spec; the whole document where there is none.
    pub fn spec(&self) -> &Node {
        if self.bare { &self.node } else { self.node.get("spec").unwrap_or(&self.node) }
    }

    /// Where a field stands, or else the nearest field around it that is written. The resource
    /// itself stands where its name is.
    pub fn locate(&self, id: &ResourceId, path: &FieldPath) -> Location {
        let span = match path.segments() {
            [] => self.name(id),
            [Segment::Member(first), rest @ ..] if self.bare && first == "spec" => {
                follow(&self.node, rest, self.node.head())
            }
            _ if self.bare => self.node.head(),
            segments => follow(&self.node, segments, self.name(id)),
        };
        Location { source: Arc::clone(&self.source), span }
    }

    fn name(&self, id: &ResourceId) -> Span {
        let name = self.node.get(id.kind().row().name_member).filter(|_| !self.bare);
        name.map_or(self.node.head(), |name| name.span)
    }
}

/// The place at the end of `segments`. An object or list is shown by its key, where it has one.
fn follow(mut node: &Node, segments: &[Segment], fallback: Span) -> Span {
    let mut found = fallback;
    for segment in segments {
        let next = match segment {
            Segment::Member(name) => node.member(name).map(|member| {
                let inside = member.value.is_object() || !member.value.items().is_empty();
                (&member.value, if inside { member.key_span } else { member.value.span })
            }),
            Segment::Item(index) => node.items().get(*index).map(|item| (item, item.head())),
        };
        let Some((below, span)) = next else { break };
        (node, found) = (below, span);
    }
    found
}
