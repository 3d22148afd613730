//! Texts become documents: reads every text, and tells what is wrong with each and between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Severity, Source, Span};
use crate::document::dialect::{self, Dialect, Parts, Single};
use crate::document::documents::{Content, Document, Documents, Place};
use crate::document::draft::{self, Identity, Outside};
use crate::document::file_name::FileName;
use crate::document::input::{Defaults, LoadedText, Origin};
use crate::document::json::Parsed;
use crate::document::problem::Problem;
use crate::document::tree::Node;
use crate::document::{allowed, encoding, json, references, yaml};
use crate::model::{FieldPath, ResourceId};

const EMPTY: Code = Code("S006");
const FOREIGN: Code = Code("S013");
const SKIPPED: Code = Code("S014");
const UNRELATED: Code = Code("S015");
const REQUIRED: Code = Code("F005");
const IGNORED: Code = Code("F010");
const TWICE: Code = Code("R004");

/// How many names a message lists before it counts the rest.
const LISTED_MAX: usize = 5;

/// Reads all texts.
pub fn load(texts: Vec<LoadedText>, defaults: &Defaults) -> Documents {
    let mut loading = Loading::new(defaults);
    for text in texts {
        loading.text(text);
    }
    loading.finish()
}

struct Loading<'a> {
    defaults: &'a Defaults,
    loaded: Documents,
    by_id: BTreeMap<ResourceId, usize>,
    /// Where a mesh would have to be named.
    meshless: Vec<Location>,
    /// What names another mesh than the command does.
    other_mesh: Vec<Diagnostic>,
    client_tokens: Vec<Location>,
    /// What was told of which text.
    refused: BTreeSet<(String, Code, String)>,
}

/// One text while it is read.
struct Text {
    source: Arc<Source>,
    origin: Origin,
    file: FileName,
}

impl Text {
    fn at(&self, span: Span) -> Location {
        Location { source: Arc::clone(&self.source), span }
    }
}

impl<'a> Loading<'a> {
    fn new(defaults: &'a Defaults) -> Self {
        Self {
            defaults,
            loaded: Documents::default(),
            by_id: BTreeMap::new(),
            meshless: Vec::new(),
            other_mesh: Vec::new(),
            client_tokens: Vec::new(),
            refused: BTreeSet::new(),
        }
    }

    fn text(&mut self, text: LoadedText) {
        let decoded = encoding::decode(text.bytes);
        let text = Text {
            file: FileName::of(&text.name),
            origin: text.origin,
            source: Arc::new(Source::new(text.name, decoded.text)),
        };
        let empty = decoded.problems.iter().any(|problem| problem.code == EMPTY);
        if empty && text.origin == Origin::Found {
            self.skip(&text, None);
            return;
        }
        self.report(&text, None, decoded.problems);
        if decoded.readable && !empty {
            self.parsed(&text, parse(&text));
            return;
        }
        // What is wrong is counted together with the file that it is in.
        self.loaded.files += 1;
        if !decoded.readable {
            self.unreadable(&text);
        }
    }

    fn parsed(&mut self, text: &Text, parsed: Parsed) {
        let Parsed { roots, mut problems } = parsed;
        let spans: Vec<Span> = roots.iter().map(|root| root.span).collect();
        let mut roots: Vec<Parts> = roots.into_iter().map(dialect::parts).collect();
        let singles = || roots.iter().flat_map(|root| &root.singles);
        let bundle = roots.iter().any(|root| root.bundle);
        let relevant = bundle || singles().any(|single| self.is_relevant(single, text));
        let found = text.origin == Origin::Found;
        if found && !relevant && !is_likely(text, &problems) {
            self.skip(text, None);
            return;
        }
        for (root, span) in roots.iter().zip(spans) {
            // What is wrong inside of something foreign is for another tool to tell.
            let foreign = |single: &Single| matches!(single.dialect, Dialect::Foreign(_));
            if root.singles.iter().any(foreign) {
                let inside = span.range();
                problems.retain(|problem| !inside.contains(&problem.span.range().start));
            }
        }
        if !problems.is_empty() || roots.iter().any(|root| root.unread) {
            self.unreadable(text);
        } else if singles().next().is_none() && !bundle {
            let nothing = problem(EMPTY, Span::default(), "there is no document in this text");
            problems.push(nothing.severity(Severity::Warning));
        }
        problems.extend(roots.iter_mut().flat_map(|root| root.problems.drain(..)));
        self.report(text, None, problems);
        self.loaded.files += 1;
        let total = roots.iter().map(|root| root.singles.len()).sum::<usize>();
        let mut skipped = 0;
        for single in roots.into_iter().flat_map(|root| root.singles) {
            if found && !self.is_relevant(&single, text) {
                skipped += 1;
            } else {
                self.single(text, single);
            }
        }
        if skipped > 0 {
            self.skip(text, Some((skipped, total)));
        }
    }

    /// Whether something in a folder is for weir. What may be a spec is one where the name of its
    /// file says so.
    fn is_relevant(&self, single: &Single, text: &Text) -> bool {
        match single.dialect {
            Dialect::Vague => self.has_hint(text),
            ref dialect => dialect.is_app_mesh(),
        }
    }

    fn has_hint(&self, text: &Text) -> bool {
        self.defaults.kind.is_some() || !text.file.kinds().is_empty()
    }

    fn single(&mut self, text: &Text, single: Single) {
        let Single { node, dialect } = single;
        let (wrapper, bare) = match dialect {
            Dialect::Resource(wrapper) => (wrapper, false),
            Dialect::Spec => (None, true),
            Dialect::Vague => (None, node.get("spec").is_none()),
            // Whoever names the kind means it.
            Dialect::Unrelated if self.defaults.kind.is_some() && node.is_object() => {
                (None, node.get("spec").is_none())
            }
            Dialect::Unrelated | Dialect::Listed | Dialect::Foreign(_) => {
                return self.refuse(text, refusal(&dialect, &node));
            }
        };
        let (mut node, mut problems) = (node, Vec::new());
        let allowed = allowed::take(&mut node, &mut problems);
        let outside = Outside { defaults: self.defaults, file: &text.file, wrapper, bare };
        let draft = draft::read(&node, outside);
        problems.extend(draft.problems);
        self.client_tokens.extend(draft.client_token.map(|span| text.at(span)));
        let id = match &draft.identity {
            Identity::Known(id) => Some(id),
            Identity::MeshMissing { .. } | Identity::Unknown => None,
        };
        self.report(text, id, problems);
        let place = Place { source: Arc::clone(&text.source), node, bare };
        match draft.identity {
            Identity::Known(id) => {
                let content = match draft.resource {
                    Some(resource) => Content::Whole(Arc::new(resource)),
                    None => Content::Partial {
                        references: references::readable(&id, place.spec()),
                        rest: draft.rest,
                    },
                };
                self.add(Document { id, content, place, allowed });
            }
            Identity::MeshMissing { kind, parent, name, span } => {
                self.meshless.push(text.at(span));
                self.loaded.meshless.push((kind, parent, name));
            }
            Identity::Unknown => self.unreadable(text),
        }
    }

    fn add(&mut self, document: Document) {
        let Some(first) = self.by_id.get(&document.id) else {
            self.by_id.insert(document.id.clone(), self.loaded.all.len());
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

    fn report(&mut self, text: &Text, id: Option<&ResourceId>, problems: Vec<Problem>) {
        let located = problems.into_iter().map(|problem| Diagnostic {
            address: id.map(ResourceId::address),
            ..problem.locate(&text.source)
        });
        let (other_mesh, rest): (Vec<_>, Vec<_>) =
            located.partition(|diagnostic| diagnostic.code == draft::OTHER_MESH);
        self.other_mesh.extend(other_mesh);
        self.loaded.diagnostics.extend(rest);
    }

    fn refuse(&mut self, text: &Text, problem: Problem) {
        // One file of another format is one mistake, however many documents it holds.
        let name = text.source.name().to_owned();
        if self.refused.insert((name, problem.code, problem.message.clone())) {
            self.report(text, None, vec![problem]);
        }
    }

    fn unreadable(&mut self, text: &Text) {
        self.loaded.unreadable.push(Arc::clone(&text.source));
    }

    fn skip(&mut self, text: &Text, part: Option<(usize, usize)>) {
        let name = text.source.name();
        self.loaded.skipped.push(match part {
            Some((skipped, total)) => format!("{name} ({skipped} of {total} documents)"),
            None => name.to_owned(),
        });
    }

    fn finish(mut self) -> Documents {
        self.tell_meshless();
        self.tell_other_mesh();
        self.tell_client_tokens();
        self.tell_skipped();
        self.loaded.index = self.by_id;
        self.loaded.add(Vec::new());
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

fn problem(code: Code, span: Span, message: &str) -> Problem {
    Problem::new(code, &FieldPath::default(), span, message)
}

/// Why a document of that dialect is not read.
fn refusal(dialect: &Dialect, node: &Node) -> Problem {
    let at = node.head();
    match dialect {
        Dialect::Listed => problem(REQUIRED, at, "list output names resources but holds no specs")
            .help("save the output of describe calls"),
        Dialect::Foreign(foreign) => {
            problem(FOREIGN, at, &format!("this is {}, not App Mesh JSON", foreign.noun))
                .help("write the resources as the App Mesh API has them")
        }
        _ => problem(UNRELATED, at, "this is no App Mesh document").help("see `weir explain S015`"),
    }
}

/// A text with broken syntax is meant for weir if it speaks of what App Mesh has.
fn is_likely(text: &Text, problems: &[Problem]) -> bool {
    !problems.is_empty() && dialect::api::is_likely(text.source.text())
}

/// YAML by its extension, JSON by its own or by its first character.
fn parse(text: &Text) -> Parsed {
    let name = text.source.name().to_lowercase();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let content = text.source.text();
    match extension {
        Some("yaml" | "yml") => yaml::parse(content),
        Some("json" | "jsonl" | "ndjson") => json::parse(content),
        _ if content.trim_start().starts_with(['{', '[']) => json::parse(content),
        _ => yaml::parse(content),
    }
}
