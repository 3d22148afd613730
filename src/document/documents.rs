//! All documents of a run: the resources in them, and where each of their fields stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Label, Location, Severity, Source, Span};
use crate::document::allowed::Allowed;
use crate::document::json::{self, Syntax};
use crate::document::layers::Layers;
use crate::document::rest::Rest;
use crate::document::rollout::RolloutSpec;
use crate::document::tree::{Node, Value};
use crate::document::variables::{self, Substituted};
use crate::model::{FieldPath, Kind, Reference, Resource, ResourceId, Segment, Snapshot};

/// What was read.
#[derive(Debug, Default)]
pub struct Documents {
    /// In the order of the texts; one per resource.
    pub all: Vec<Document>,
    /// Rollout specs, where they are read.
    pub rollouts: Vec<RolloutSpec>,
    /// In the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The names of texts that are no App Mesh documents.
    pub skipped: Vec<String>,
    /// How many texts hold documents, or should.
    pub files: usize,
    /// Links that lead nowhere, where a text may have been.
    pub astray: Vec<String>,
    pub(in crate::document) index: BTreeMap<ResourceId, usize>,
    /// Resources whose mesh is not known.
    pub(in crate::document) meshless: Vec<(Kind, Option<String>, String)>,
    /// Texts in which there may be resources that could not be read.
    pub(in crate::document) unreadable: Vec<Arc<Source>>,
    /// What came from variables, by text.
    pub(in crate::document) substituted: Vec<(Arc<Source>, Vec<Substituted>)>,
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
    pub layers: Layers,
    /// The object with the names and the spec, or the spec alone.
    pub tree: Tree,
    /// Whether the tree is the spec alone.
    pub bare: bool,
}

/// The tree of a resource. It takes more memory than the text that it was read from, and hardly any
/// resource is looked at again, so most are read again when they are.
#[derive(Debug)]
pub enum Tree {
    Kept(Box<Node>),
    /// Where it stands in its text, as JSON.
    Written(Span, Syntax),
}

impl Documents {
    /// The resources that were read whole.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::lazy();
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

    /// Whether the value of a field, or anything in it, came from a variable whose value must not be
    /// shown.
    pub fn is_sensitive(&self, id: &ResourceId, path: &FieldPath) -> bool {
        let secret = |one: &Substituted| one.secret.is_some();
        if !self.substituted.iter().any(|(_, all)| all.iter().any(secret)) {
            return false;
        }
        let Some(place) = self.get(id).map(|document| &document.place) else { return false };
        place.value(path).is_some_and(|value| self.holds_secret(place, &value))
    }

    /// The values that must not be shown and that something was made of, by the names of their
    /// variables.
    pub fn secrets(&self) -> BTreeMap<String, String> {
        let all = self.substituted.iter().flat_map(|(_, all)| all);
        all.filter_map(|one| Some((one.name.to_string(), one.secret.as_ref()?.to_string())))
            .collect()
    }

    fn holds_secret(&self, place: &Place, value: &Node) -> bool {
        let at = place.layers.at(value.span);
        let here = |one: &Substituted| one.span == at.span && one.secret.is_some();
        self.of(&at.source).any(here)
            || value.items().iter().any(|item| self.holds_secret(place, item))
            || value.members().iter().any(|member| self.holds_secret(place, &member.value))
    }

    /// The same diagnostic, with a note where a value came from a variable, and without values that
    /// must not be shown.
    #[must_use]
    pub fn explained(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        if self.substituted.is_empty() {
            return diagnostic;
        }
        if let Some(Label { location, .. }) = &diagnostic.primary {
            let here = self.of(&location.source).filter(|one| one.span == location.span);
            let notes =
                here.map(|one| format!("the value of `{}` is from {}", one.name, one.origin));
            let notes: Vec<String> = notes.collect();
            if !notes.is_empty() {
                // The value is not what stands there, and so not to be put right there.
                diagnostic.fix = None;
            }
            diagnostic.notes.extend(notes);
        }
        let all = self.substituted.iter().flat_map(|(_, all)| all);
        let secrets: Vec<Arc<str>> = all.filter_map(|one| one.secret.clone()).collect();
        let texts = [&mut diagnostic.message].into_iter().chain(&mut diagnostic.help);
        let labels = diagnostic.primary.iter_mut().chain(&mut diagnostic.related);
        let labels = labels.map(|label| &mut label.text);
        for text in texts.chain(labels).chain(&mut diagnostic.notes) {
            *text = variables::masked(text, &secrets);
        }
        diagnostic
    }

    fn of(&self, source: &Arc<Source>) -> impl Iterator<Item = &Substituted> {
        let texts = self.substituted.iter().filter(|(text, _)| Arc::ptr_eq(text, source));
        texts.flat_map(|(_, all)| all)
    }

    /// How many resources there are, whether all of them can be read or not.
    pub fn count(&self) -> usize {
        self.all.len() + self.meshless.len()
    }
}

impl Place {
    /// The object with the names and the spec, or the spec alone. Variables may stand in it, and
    /// have their values only in the resource.
    pub fn node(&self) -> Cow<'_, Node> {
        match &self.tree {
            Tree::Kept(node) => Cow::Borrowed(node),
            Tree::Written(span, syntax) => {
                let text = self.layers.base().text();
                let parsed = json::read_at(text, *span, 0, *syntax);
                let node = parsed.and_then(|mut parsed| parsed.roots.pop());
                Cow::Owned(node.unwrap_or(Node { span: *span, value: Value::Null }))
            }
        }
    }

    /// Where a field stands, or else the nearest field around it that is written. The resource
    /// itself stands where its name is.
    pub fn locate(&self, id: &ResourceId, path: &FieldPath) -> Location {
        let node = self.node();
        let name = || {
            let name = node.get(id.kind().row().name_member).filter(|_| !self.bare);
            name.map_or(node.head(), |name| name.span)
        };
        let span = match path.segments() {
            [] => name(),
            [Segment::Member(first), rest @ ..] if self.bare && first == "spec" => {
                follow(&node, rest, node.head())
            }
            _ if self.bare => node.head(),
            segments => follow(&node, segments, name()),
        };
        self.layers.at(span)
    }

    /// The value of a field, if it is written.
    fn value(&self, path: &FieldPath) -> Option<Node> {
        let node = self.node();
        let mut segments = path.segments();
        if self.bare {
            segments = segments.strip_prefix(&[Segment::Member("spec".into())])?;
        }
        let value = segments.iter().try_fold(&*node, |node, segment| match segment {
            Segment::Member(name) => node.get(name),
            Segment::Item(index) => node.items().get(*index),
        });
        value.cloned()
    }
}

/// The place at the end of `segments`. An object or list is shown by its key, where it has one.
pub(in crate::document) fn follow(mut node: &Node, segments: &[Segment], fallback: Span) -> Span {
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
