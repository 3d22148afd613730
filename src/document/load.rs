//! Texts become documents: what was read of each, and what is wrong between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::document::documents::{Document, Documents, Place};
use crate::document::draft::{self, Identity};
use crate::document::input::{Defaults, LoadedText};
use crate::document::layers::Layers;
use crate::document::overlay;
use crate::document::problem::Problem;
use crate::document::reading::{LARGE, Piece, ReadText, Reading};
use crate::document::variables::Variables;
use crate::model::{FieldPath, ResourceId};

const SKIPPED: Code = Code("S014");
const REQUIRED: Code = Code("F005");
const IGNORED: Code = Code("F010");
const TWICE: Code = Code("R004");

/// How many names a message lists before it counts the rest.
const LISTED_MAX: usize = 5;

/// The texts of a run.
#[derive(Debug, Default)]
pub struct Texts {
    pub documents: Vec<LoadedText>,
    /// What is laid over them.
    pub overlay: Vec<LoadedText>,
    pub variables: Variables,
}

/// Reads all texts.
pub fn load(texts: Vec<LoadedText>, defaults: &Defaults) -> Documents {
    load_all(Texts { documents: texts, ..Texts::default() }, defaults)
}

/// Reads all texts, with values for variables, and lays an overlay over them.
pub fn load_all(texts: Texts, defaults: &Defaults) -> Documents {
    load_from(LARGE, texts, defaults)
}

/// The same, where texts of so many bytes are large.
pub fn load_from(large: usize, texts: Texts, defaults: &Defaults) -> Documents {
    let Texts { documents, overlay, variables } = texts;
    let reading = Reading { defaults, variables: &variables, large };
    let mut read = reading.texts(documents);
    let laid = overlay::lay(&mut read, overlay, reading);
    let mut loading = Loading::default();
    for text in read.into_iter().chain(laid) {
        loading.text(text);
    }
    let (used, wanted) = (std::mem::take(&mut loading.used), std::mem::take(&mut loading.wanted));
    loading.loaded.diagnostics.extend(variables.unused(&used, &wanted));
    loading.finish()
}

#[derive(Default)]
struct Loading {
    loaded: Documents,
    /// Where a mesh would have to be named.
    meshless: Vec<Location>,
    /// What names another mesh than the command does.
    other_mesh: Vec<Diagnostic>,
    client_tokens: Vec<Location>,
    /// The variables that were used, and those that were missing.
    used: BTreeSet<Arc<str>>,
    wanted: BTreeSet<Arc<str>>,
}

impl Loading {
    fn text(&mut self, text: ReadText) {
        let ReadText { source, problems, pieces, rollouts, substituted, .. } = text;
        self.report(&Layers::of(Arc::clone(&source)), None, problems);
        self.loaded.files += usize::from(text.counts);
        self.loaded.rollouts.extend(rollouts);
        self.loaded.skipped.extend(text.skipped);
        self.used.extend(substituted.iter().map(|one| Arc::clone(&one.name)));
        self.wanted.extend(text.wanted);
        if !substituted.is_empty() {
            self.loaded.substituted.push((Arc::clone(&source), substituted));
        }
        self.loaded.all.reserve(pieces.len());
        for piece in pieces {
            self.piece(piece);
        }
        if text.unreadable {
            self.loaded.unreadable.push(source);
        }
    }

    fn piece(&mut self, piece: Piece) {
        let Piece { identity, content, problems, allowed, client_token, layers, tree, bare } =
            piece;
        self.client_tokens.extend(client_token.map(|span| layers.at(span)));
        let id = match &identity {
            Identity::Known(id) => Some(id),
            Identity::MeshMissing { .. } | Identity::Unknown => None,
        };
        self.report(&layers, id, problems);
        match identity {
            Identity::Known(id) => {
                self.add(Document { id, content, place: Place { layers, tree, bare }, allowed });
            }
            Identity::MeshMissing { kind, parent, name, span } => {
                self.meshless.push(layers.at(span));
                self.loaded.meshless.push((kind, parent, name));
            }
            Identity::Unknown => {}
        }
    }

    fn add(&mut self, document: Document) {
        let Some(first) = self.loaded.index.get(&document.id) else {
            self.loaded.index.insert(document.id.clone(), self.loaded.all.len());
            self.loaded.all.push(document);
            return;
        };
        let first = &self.loaded.all[*first];
        let name = FieldPath::default();
        let message = format!("{} `{}` is defined twice", document.id.kind(), document.id.name());
        let repeated = Diagnostic::new(TWICE, Severity::Error, message)
            .at(document.place.locate(&document.id, &name), "defined again here")
            .related(first.place.locate(&first.id, &name), "first defined here");
        let address = Some(document.id.address());
        self.loaded.diagnostics.push(Diagnostic { address, ..repeated });
    }

    fn report(&mut self, layers: &Layers, id: Option<&ResourceId>, problems: Vec<Problem>) {
        for problem in problems {
            let located = problem.locate(layers);
            let located = Diagnostic { address: id.map(ResourceId::address), ..located };
            match located.code {
                draft::OTHER_MESH => self.other_mesh.push(located),
                _ => self.loaded.diagnostics.push(located),
            }
        }
    }

    fn finish(mut self) -> Documents {
        self.tell_meshless();
        self.tell_other_mesh();
        self.tell_client_tokens();
        self.tell_skipped();
        let told = std::mem::take(&mut self.loaded.diagnostics).into_iter();
        let told = told.map(|one| self.loaded.explained(one)).collect();
        self.loaded.add(told);
        self.loaded.all.shrink_to_fit();
        self.loaded
    }
    /// That a command lacks a mesh is one mistake, however many documents need it.
    fn tell_meshless(&mut self) {
        let Some(first) = self.meshless.first() else { return };
        let message = "`meshName` is missing, and the command does not name a mesh either";
        let mut missing = Diagnostic::new(REQUIRED, Severity::Error, message)
            .at(first.clone(), "of which mesh?")
            .help("add `meshName`, or name the mesh with -m");
        if let Some(more) = more(self.meshless.len() - 1, "no mesh") {
            missing = missing.note(more);
        }
        self.loaded.diagnostics.push(missing);
    }

    /// So is that it names another one than they do.
    fn tell_other_mesh(&mut self) {
        let mut all = std::mem::take(&mut self.other_mesh).into_iter();
        let Some(mut first) = all.next() else { return };
        first.notes.extend(more(all.len(), "another mesh"));
        self.loaded.diagnostics.push(first);
    }

    fn tell_client_tokens(&mut self) {
        let Some(first) = self.client_tokens.first() else { return };
        let message = "`clientToken` belongs to a request, not to a resource, and is ignored";
        let mut ignored = Diagnostic::new(IGNORED, Severity::Info, message).at(first.clone(), "");
        if self.client_tokens.len() > 1 {
            ignored = ignored.note(format!("in {} documents", self.client_tokens.len()));
        }
        self.loaded.diagnostics.push(ignored);
    }

    fn tell_skipped(&mut self) {
        let skipped = &self.loaded.skipped;
        if skipped.is_empty() {
            return;
        }
        let (count, noun) = match skipped.len() {
            1 => (1, "file that is not an App Mesh document"),
            count => (count, "files that are not App Mesh documents"),
        };
        let names = skipped.iter().take(LISTED_MAX).map(String::as_str).collect::<Vec<_>>();
        let more = if count > LISTED_MAX { ", …" } else { "" };
        let message = format!("skipped {count} {noun}: {}{more}", names.join(", "));
        self.loaded.diagnostics.push(Diagnostic::new(SKIPPED, Severity::Info, message));
    }
}

/// How many documents are like the one that is shown.
fn more(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 more document names {what}")),
        _ => Some(format!("{count} more documents name {what}")),
    }
}
