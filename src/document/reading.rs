//! One text is read: the resources in it, and all that is wrong with it. Texts do not know of each
//! other here, so that several can be read at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Severity, Source, Span};
use crate::document::allowed::{self, Allowed};
use crate::document::dialect::{self, Dialect, Foreign, Format, Parts, Single};
use crate::document::documents::{Content, Tree};
use crate::document::draft::{self, Identity, Outside};
use crate::document::file_name::FileName;
use crate::document::input::{Defaults, LoadedText, Origin, Rollouts};
use crate::document::json::{Element, Parsed, Syntax};
use crate::document::layers::Layers;
use crate::document::problem::Problem;
use crate::document::rollout::{self, RolloutSpec};
use crate::document::tree::{Node, Value};
use crate::document::variables::{Substituted, Substitution, Variables};
use crate::document::{encoding, json, references, yaml};
use crate::model::{FieldPath, Kind};

const EMPTY: Code = Code("S006");
const FOREIGN: Code = Code("S013");
const UNRELATED: Code = Code("S015");
const REQUIRED: Code = Code("F005");

const NOTHING: &str = "there is no document in this text";

/// Shorter texts are not worth being taken apart before they are read.
pub const LARGE: usize = 64 * 1024;

/// A tree of more text than this is kept, since reading it again would take long.
const READ_AGAIN_MAX: usize = 1024 * 1024;

/// A text after it was read.
#[derive(Debug)]
pub struct ReadText {
    pub source: Arc<Source>,
    pub file: FileName,
    pub problems: Vec<Problem>,
    pub pieces: Vec<Piece>,
    pub rollouts: Vec<RolloutSpec>,
    /// Whether it holds documents, or should.
    pub counts: bool,
    /// Whether there may be resources in it that could not be read.
    pub unreadable: bool,
    /// What is said of what was skipped.
    pub skipped: Option<String>,
    pub substituted: Vec<Substituted>,
    /// Variables without a value.
    pub wanted: BTreeSet<Arc<str>>,
}

/// One resource, as far as it can be read.
#[derive(Debug)]
pub struct Piece {
    pub identity: Identity,
    pub content: Content,
    pub problems: Vec<Problem>,
    /// What may be found in it.
    pub allowed: Vec<Allowed>,
    /// Where a token for repeated requests stands, which means nothing in a document.
    pub client_token: Option<Span>,
    pub layers: Layers,
    pub tree: Tree,
    pub bare: bool,
}

/// What holds for all texts.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub defaults: &'a Defaults,
    pub variables: &'a Variables,
    /// From how many bytes on a text is read one resource after another.
    pub large: usize,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Json(Syntax),
    Yaml,
    /// Its own language, of which nothing is read.
    Terraform,
}

impl ReadText {
    fn new(name: String, text: String) -> Self {
        Self {
            file: FileName::of(&name),
            source: Arc::new(Source::new(name, text)),
            problems: Vec::new(),
            pieces: Vec::new(),
            rollouts: Vec::new(),
            counts: false,
            unreadable: false,
            skipped: None,
            substituted: Vec::new(),
            wanted: BTreeSet::new(),
        }
    }

    /// A file that gave nothing at all may be what is left of a document.
    fn broken(mut self, mut problems: Vec<Problem>) -> Self {
        if problems.is_empty() {
            problems.push(problem(EMPTY, Span::default(), NOTHING));
        }
        let help = "mend it, or leave it out with --exclude or a .weirignore";
        let unhelped = problems.iter_mut().filter(|problem| problem.help.is_none());
        unhelped.for_each(|problem| problem.help = Some(help.to_owned()));
        self.problems.extend(problems);
        self.counts = true;
        self.unreadable = true;
        self
    }

    fn skip(mut self) -> Self {
        self.skipped = Some(self.source.name().to_owned());
        self
    }
}

impl Reading<'_> {
    /// Reads all texts; they stay in their order.
    pub fn texts(&self, texts: Vec<LoadedText>) -> Vec<ReadText> {
        texts.into_par_iter().map(|text| self.text(text)).collect()
    }

    fn text(&self, text: LoadedText) -> ReadText {
        let decoded = encoding::decode(text.bytes);
        let origin = text.origin;
        let mut read = ReadText::new(text.name, decoded.text);
        let empty = decoded.problems.iter().any(|problem| problem.code == EMPTY);
        read.problems = decoded.problems;
        if !decoded.readable || empty {
            // What is wrong is counted together with the file that it is in.
            read.counts = true;
            read.unreadable = !decoded.readable;
            return read;
        }
        let language = Language::of(&read.source);
        if language == Language::Terraform {
            let foreign = dialect::hcl(read.source.text());
            read.problems.push(refused(&foreign, Span::default()));
            read.counts = true;
            return read;
        }
        if let Some(pieces) = self.one_by_one(&read, language) {
            read.counts = true;
            read.pieces = pieces;
            return read;
        }
        let parsed = self.parse(&read.source, language);
        self.parsed(read, origin, parsed, language)
    }

    fn parse(&self, source: &Source, language: Language) -> Parsed {
        match language {
            Language::Terraform => Parsed::default(),
            Language::Json(syntax) => json::read(source.text(), syntax),
            Language::Yaml if self.variables.in_strings => yaml::parse_template(source.text()),
            Language::Yaml => yaml::parse(source.text()),
        }
    }

    /// The resources of a large text of nothing else, each read by itself and its tree dropped.
    /// Nothing where something is unusual; then the text is to be read as a whole.
    fn one_by_one(&self, read: &ReadText, language: Language) -> Option<Vec<Piece>> {
        let text = read.source.text();
        let plain = language == Language::Json(Syntax::Strict) && !self.variables.in_strings;
        if !plain || text.len() < self.large {
            return None;
        }
        let elements = json::outline(text)?;
        let pieces = elements.par_iter().map(|element| self.element(read, *element));
        Some(pieces.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    }

    fn element(&self, read: &ReadText, element: Element) -> Option<Vec<Piece>> {
        let Element { span, depth } = element;
        let parsed = json::read_at(read.source.text(), span, depth, Syntax::Strict);
        let root = parsed.filter(|parsed| !parsed.template)?.roots.pop()?;
        let Parts { singles, problems, bundle, unread } = dialect::parts(root);
        if !problems.is_empty() || bundle || unread {
            return None;
        }
        let language = Language::Json(Syntax::Strict);
        let pieces = singles.into_iter().map(|single| match single.dialect {
            Dialect::Resource(_) | Dialect::Spec => self.piece(read, single, language).ok(),
            _ => None,
        });
        pieces.collect()
    }

    fn parsed(
        &self,
        mut read: ReadText,
        origin: Origin,
        parsed: Parsed,
        language: Language,
    ) -> ReadText {
        let Parsed { roots, mut problems, template } = parsed;
        let spans: Vec<Span> = roots.iter().map(|root| root.span).collect();
        let mut roots: Vec<Parts> = roots.into_iter().map(dialect::parts).collect();
        let singles = || roots.iter().flat_map(|root| &root.singles);
        let bundle = roots.iter().any(|root| root.bundle);
        let relevant = bundle || singles().any(|single| self.is_relevant(single, &read.file));
        let found = origin == Origin::Found;
        if found && !relevant && !is_likely(&read.source, &problems) {
            if holds_something(read.source.text(), language, &roots, &problems) {
                return read.skip();
            }
            return read.broken(problems);
        }
        forget_foreign(&roots, &spans, &mut problems);
        read.counts = true;
        if !problems.is_empty() || roots.iter().any(|root| root.unread) {
            read.unreadable = true;
        } else if singles().next().is_none() && !bundle {
            let nothing = problem(EMPTY, Span::default(), NOTHING);
            problems.push(nothing.severity(Severity::Warning));
        }
        problems.extend(roots.iter_mut().flat_map(|root| root.problems.drain(..)));
        read.problems.extend(problems);
        let mut singles: Vec<Single> = roots.into_iter().flat_map(|root| root.singles).collect();
        let total = singles.len();
        singles.retain(|single| !found || self.is_relevant(single, &read.file));
        if singles.len() < total {
            let (name, skipped) = (read.source.name(), total - singles.len());
            read.skipped = Some(format!("{name} ({skipped} of {total} documents)"));
        }
        if (template || self.variables.in_strings) && !self.substitute(&mut singles, &mut read) {
            return read;
        }
        self.singles(read, singles, language)
    }

    /// Puts values in the place of variables; whether all have one.
    fn substitute(&self, singles: &mut [Single], read: &mut ReadText) -> bool {
        let source = Arc::clone(&read.source);
        let mut substitution = Substitution::new(self.variables, source.text());
        for single in singles {
            if !matches!(single.dialect, Dialect::Foreign(_)) {
                substitution.tree(&mut single.node);
            }
        }
        let problems = substitution.problems();
        read.wanted = substitution.wanted().cloned().collect();
        read.substituted = substitution.done;
        let complete = problems.is_empty();
        read.unreadable |= !complete;
        read.problems.extend(problems);
        complete
    }

    fn singles(&self, mut read: ReadText, singles: Vec<Single>, language: Language) -> ReadText {
        let (singles, foreign) = gather_foreign(singles);
        read.problems.extend(foreign);
        let singles = self.rollouts(&mut read, singles);
        let pieces = singles.into_par_iter().map(|single| self.piece(&read, single, language));
        let mut refused = BTreeSet::new();
        for piece in pieces.collect::<Vec<_>>() {
            match piece {
                Ok(piece) => {
                    read.unreadable |= piece.identity == Identity::Unknown;
                    read.pieces.push(piece);
                }
                // One mistake is told once, however many documents make it.
                Err(problem) => {
                    if refused.insert((problem.code, problem.message.clone())) {
                        read.problems.push(*problem);
                    }
                }
            }
        }
        read
    }

    /// Reads the rollout specs, and leaves the rest.
    fn rollouts(&self, read: &mut ReadText, singles: Vec<Single>) -> Vec<Single> {
        if self.defaults.rollouts == Rollouts::Skip {
            return singles;
        }
        let (specs, rest): (Vec<Single>, Vec<Single>) =
            singles.into_iter().partition(|single| single.dialect == Dialect::Rollout);
        for Single { node, .. } in specs {
            let wanted = rollout::read(&node, self.defaults.mesh.as_ref());
            let wanted = wanted.map_err(|problems| read.problems.extend(problems)).ok();
            read.rollouts.push(RolloutSpec { wanted });
        }
        rest
    }

    /// Whether something in a folder is for weir. What may be a spec is one where the name of its
    /// file says so.
    fn is_relevant(&self, single: &Single, file: &FileName) -> bool {
        match single.dialect {
            Dialect::Vague => self.defaults.kind.is_some() || !file.kinds().is_empty(),
            Dialect::Rollout => self.defaults.rollouts == Rollouts::Read,
            ref dialect => dialect.is_app_mesh(),
        }
    }

    /// Reads one resource, or tells why it is none.
    fn piece(
        &self,
        read: &ReadText,
        single: Single,
        language: Language,
    ) -> Result<Piece, Box<Problem>> {
        let Single { node, dialect } = single;
        let (wrapper, bare) = match dialect {
            Dialect::Resource(wrapper) => (wrapper, false),
            Dialect::Spec => (None, true),
            Dialect::Vague => (None, node.get("spec").is_none()),
            // Whoever names the kind means it.
            Dialect::Unrelated if self.defaults.kind.is_some() && node.is_object() => {
                (None, node.get("spec").is_none())
            }
            Dialect::Unrelated | Dialect::Listed | Dialect::Foreign(_) | Dialect::Rollout => {
                return Err(Box::new(refusal(&dialect, &node)));
            }
        };
        let layers = Layers::of(Arc::clone(&read.source));
        let mut piece = self.draft(&read.file, node, Form { layers, wrapper, bare });
        if let (Language::Json(syntax), Tree::Kept(node)) = (language, &piece.tree)
            && read.substituted.is_empty()
            && node.span.range().len() <= READ_AGAIN_MAX
        {
            piece.tree = Tree::Written(node.span, syntax);
        }
        Ok(piece)
    }

    /// The objects of a text that is an overlay.
    pub fn nodes(&self, text: LoadedText) -> (ReadText, Vec<Node>) {
        let decoded = encoding::decode(text.bytes);
        let mut read = ReadText::new(text.name, decoded.text);
        read.problems = decoded.problems;
        read.counts = true;
        let errors = read.problems.iter().any(|problem| problem.severity == Severity::Error);
        if errors {
            return (read, Vec::new());
        }
        let Parsed { roots, problems, .. } = self.parse(&read.source, Language::of(&read.source));
        read.problems.extend(problems);
        let items = roots.into_iter().flat_map(|root| match root.value {
            Value::List(items) => items,
            value => vec![Node { value, ..root }],
        });
        let single = |node| Single { node, dialect: Dialect::Resource(None) };
        let mut singles: Vec<Single> = items.map(single).collect();
        let complete = self.substitute(&mut singles, &mut read);
        let nodes = singles.into_iter().map(|single| single.node);
        let nodes = if complete { nodes.collect() } else { Vec::new() };
        (read, nodes)
    }

    /// Reads one tree.
    pub fn draft(&self, file: &FileName, node: Node, form: Form) -> Piece {
        let Form { layers, wrapper, bare } = form;
        let outside = Outside { defaults: self.defaults, file, wrapper, bare };
        let mut problems = Vec::new();
        let allowed = allowed::read(&node, &mut problems);
        let draft = draft::read(&allowed::without(&node), outside);
        problems.extend(draft.problems);
        let content = match (draft.resource, &draft.identity) {
            (Some(resource), _) => Content::Whole(Arc::new(resource)),
            (None, Identity::Known(id)) => {
                let spec = if bare { &node } else { node.get("spec").unwrap_or(&node) };
                Content::Partial { references: references::readable(id, spec), rest: draft.rest }
            }
            (None, _) => Content::Partial { references: Vec::new(), rest: None },
        };
        Piece {
            identity: draft.identity,
            content,
            problems,
            allowed,
            client_token: draft.client_token,
            layers,
            tree: Tree::Kept(Box::new(node)),
            bare,
        }
    }
}

/// How a tree that is to be read stands in its texts.
#[derive(Debug, Clone)]
pub struct Form {
    pub layers: Layers,
    pub wrapper: Option<Kind>,
    pub bare: bool,
}

impl Language {
    /// YAML by its extension, JSON by its own or by its first character.
    fn of(source: &Source) -> Self {
        let name = source.name().to_lowercase();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        match extension {
            Some("yaml" | "yml") => Self::Yaml,
            Some("tf" | "hcl" | "tfvars") => Self::Terraform,
            Some("jsonc") => Self::Json(Syntax::Comments),
            Some("json" | "jsonl" | "ndjson") => Self::Json(Syntax::Strict),
            _ if source.text().trim_start().starts_with(['{', '[']) => Self::Json(Syntax::Strict),
            _ => Self::Yaml,
        }
    }
}

/// What is wrong inside of something foreign is for another tool to tell.
fn forget_foreign(roots: &[Parts], spans: &[Span], problems: &mut Vec<Problem>) {
    for (root, span) in roots.iter().zip(spans) {
        if root.singles.iter().any(|single| matches!(single.dialect, Dialect::Foreign(_))) {
            let inside = span.range();
            problems.retain(|problem| !inside.contains(&problem.span.range().start));
        }
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
        Dialect::Foreign(foreign) => refused(foreign, at),
        Dialect::Rollout => problem(UNRELATED, at, "this is a rollout spec, not a resource")
            .help("start it with `weir canary start --spec` or `weir blue-green start --spec`"),
        _ => problem(UNRELATED, at, "this is no App Mesh document").help("see `weir explain S015`"),
    }
}

fn refused(foreign: &Foreign, at: Span) -> Problem {
    problem(FOREIGN, at, &format!("this is {}, not App Mesh JSON", foreign.noun()))
        .help("write the resources as the App Mesh API has them")
}

/// One file of another format is one mistake, however many documents it holds.
fn gather_foreign(singles: Vec<Single>) -> (Vec<Single>, Vec<Problem>) {
    let mut gathered: BTreeMap<Format, (Foreign, Span)> = BTreeMap::new();
    let mut rest = Vec::with_capacity(singles.len());
    for single in singles {
        let Dialect::Foreign(foreign) = single.dialect else {
            rest.push(single);
            continue;
        };
        match gathered.get_mut(&foreign.format) {
            Some((first, _)) => first.merge(foreign),
            None => {
                gathered.insert(foreign.format, (foreign, single.node.head()));
            }
        }
    }
    (rest, gathered.values().map(|(foreign, at)| refused(foreign, *at)).collect())
}

/// A text with broken syntax is meant for weir if it speaks of what App Mesh has.
fn is_likely(source: &Source, problems: &[Problem]) -> bool {
    !problems.is_empty() && dialect::api::is_likely(source.text())
}

/// Whether a text that is nothing for weir is whole and means something to somebody: a value of
/// another tool, comments, or a template. One that was cut off, or is what a failed download left,
/// is not; leaving that out would be taken for the wish that its resources go.
fn holds_something(text: &str, language: Language, roots: &[Parts], problems: &[Problem]) -> bool {
    let is_whole = |node: &Node| node.is_object() || matches!(node.value, Value::List(_));
    let singles = || roots.iter().flat_map(|root| &root.singles);
    if singles().any(|single| is_whole(&single.node)) {
        return true;
    }
    if problems.is_empty() {
        let is_comment = |line: &str| line.trim_start().starts_with('#');
        let is_null = |single: &Single| matches!(single.node.value, Value::Null);
        return singles().all(is_null) && text.lines().any(is_comment);
    }
    let is_template = text.contains("{{") || text.contains("{%");
    // Tools have comments in files that are called .json, too.
    let is_commented = || {
        let Parsed { roots, problems, .. } = json::read(text, Syntax::Comments);
        problems.is_empty() && roots.iter().any(is_whole)
    };
    is_template || (language == Language::Json(Syntax::Strict) && is_commented())
}
