//! YAML text to the same trees as JSON, several documents in one text.
//!
//! Scalars follow the core schema of YAML 1.2, so `on` and `yes` are strings. Aliases are expanded,
//! up to a bound, so that a few lines cannot become gigabytes.

mod scalar;

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScanError, Tag};

use crate::diagnostic::{Code, Span};
use crate::document::json::{DEPTH_MAX, Parsed};
use crate::document::problem::Problem;
use crate::document::suggest::shown;
use crate::document::tree::{Member, Node, Value};
use crate::model::FieldPath;

/// The most values that aliases may add to one text.
const ALIASED_MAX: usize = 100_000;

/// The most bytes of text that they may add: few values can be long ones.
const ALIASED_TEXT_MAX: usize = 16 * 1024 * 1024;

const MALFORMED: Code = Code("S001");
const TOO_DEEP: Code = Code("S005");
const FOREIGN: Code = Code("S013");

/// The functions that `CloudFormation` writes as tags.
const CLOUDFORMATION: [&str; 18] = [
    "And",
    "Base64",
    "Cidr",
    "Condition",
    "Equals",
    "FindInMap",
    "GetAtt",
    "GetAZs",
    "If",
    "ImportValue",
    "Join",
    "Not",
    "Or",
    "Ref",
    "Select",
    "Split",
    "Sub",
    "Transform",
];

/// Reads all documents of a text. Text after a syntax error is not read.
pub fn parse(text: &str) -> Parsed {
    read(text, Plain::Literal)
}

/// The same, where `$NAME` and `${NAME}` without quotes are variables if they stand alone.
pub fn parse_template(text: &str) -> Parsed {
    read(text, Plain::Template)
}

/// What scalars without quotes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plain {
    Literal,
    Template,
}

fn read(text: &str, plain: Plain) -> Parsed {
    let mut build = Build::new(text, plain);
    // The parser looks ahead, and so has to stop by itself.
    let options = granit_parser::options! {
        flow_nesting_limit: DEPTH_MAX,
        block_nesting_limit: DEPTH_MAX + 1,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, span)) => build.event(event, span),
            Err(error) => Err(build.syntax(&error)),
        };
        if let Err(mut problem) = step {
            if problem.code == MALFORMED && text.contains("{{") {
                let help = "this seems to be a template of another tool, such as Helm: render it";
                problem.help = Some(help.to_owned());
            }
            build.parsed.problems.push(*problem);
            break;
        }
    }
    build.parsed
}

/// What an anchor stands for.
struct Anchored {
    node: Node,
    measure: Measure,
}

/// How much a tree holds.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    values: usize,
    /// Bytes of its texts and keys.
    text: usize,
    /// Levels.
    depth: usize,
}

/// An object or list that is not closed yet.
struct Open {
    start: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    /// The members, and the key whose value comes next.
    Object(Vec<Member>, Option<(Box<str>, Span)>),
}

struct Build<'a> {
    text: &'a str,
    plain: Plain,
    parsed: Parsed,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    /// How much anchors hold, in values and bytes of text; what stands within several counts for
    /// each of them.
    kept: usize,
    /// What aliases added so far.
    aliased: Measure,
}

type Step = Result<(), Box<Problem>>;

impl<'a> Build<'a> {
    fn new(text: &'a str, plain: Plain) -> Self {
        let (open, anchors) = (Vec::new(), HashMap::new());
        Self {
            text,
            plain,
            parsed: Parsed::default(),
            open,
            anchors,
            kept: 0,
            aliased: Measure::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, at: granit_parser::Span) -> Step {
        let range = self.span(at);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                let variable = match self.plain {
                    Plain::Template if tag.is_none() => scalar::variable(&text, style),
                    _ => None,
                };
                let value = variable.unwrap_or_else(|| scalar::value(&text, style, tag.as_deref()));
                self.add(Node { span: range, value }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                self.enter(range, anchor, Content::List(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at);
                self.enter(range, anchor, Content::Object(Vec::new(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(range),
            Event::Alias(anchor) => self.alias(anchor, range),
            _ => Ok(()),
        }
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let byte = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(marker.index());
        let (start, end) = (byte(span.start), byte(span.end));
        Span::new(start.min(self.text.len())..end.clamp(start, self.text.len().max(start)))
    }

    /// Reports a tag that JSON has no counterpart for.
    fn tag(&mut self, tag: Option<&Tag>, at: granit_parser::Span) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema() || tag.original() == "!" {
            return;
        }
        let span = self.span(at.tag_span().unwrap_or(at));
        let original = tag.original();
        let name = shown(&original);
        let problem = if CLOUDFORMATION.contains(&tag.suffix()) {
            let message = format!("`{name}` is a function of CloudFormation");
            Problem::new(FOREIGN, &FieldPath::default(), span, message)
                .help("write the value that it stands for")
        } else {
            let message = format!("`{name}` is a tag, which App Mesh documents do not have");
            Problem::new(MALFORMED, &FieldPath::default(), span, message)
        };
        self.parsed.problems.push(problem);
    }

    fn enter(&mut self, range: Span, anchor: usize, content: Content) -> Step {
        if self.open.len() >= DEPTH_MAX {
            return Err(too_deep(range));
        }
        if let Some(Open { content: Content::Object(_, None), .. }) = self.open.last() {
            return Err(malformed(range, "a key must be a string"));
        }
        self.open.push(Open { start: range.range().start, anchor, content });
        Ok(())
    }

    fn leave(&mut self, range: Span) -> Step {
        let Some(Open { start, anchor, content }) = self.open.pop() else { return Ok(()) };
        let value = match content {
            Content::List(items) => Value::List(items),
            Content::Object(members, _) => Value::Object(members),
        };
        // A block ends where the next token begins; what is between belongs to neither.
        let end = range.range().end.max(start);
        let end = start + self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        self.add(Node { span: Span::new(start..end), value }, anchor)
    }

    fn alias(&mut self, anchor: usize, range: Span) -> Step {
        let Some(Anchored { node, measure }) = self.anchors.get(&anchor) else {
            return Err(malformed(range, "an alias stands within what it stands for"));
        };
        self.aliased.values = self.aliased.values.saturating_add(measure.values);
        self.aliased.text = self.aliased.text.saturating_add(measure.text);
        if let Some(what) = self.aliased.excess() {
            let message = format!("aliases stand for more than {what}");
            return Err(Box::new(Problem::new(TOO_DEEP, &FieldPath::default(), range, message)));
        }
        if self.open.len() + measure.depth > DEPTH_MAX {
            return Err(too_deep(range));
        }
        let node = Node { span: range, value: node.value.clone() };
        self.add(node, 0)
    }

    /// Puts a finished value where it belongs.
    fn add(&mut self, node: Node, anchor: usize) -> Step {
        if anchor != 0 {
            let measure = Measure::of(&node);
            self.keep(measure, node.head())?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), measure });
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            Some(Content::List(items)) => items.push(node),
            Some(Content::Object(members, key)) => match key.take() {
                Some((key, key_span)) => members.push(Member { key, key_span, value: node }),
                None => match scalar::key(self.text, &node) {
                    Some(name) => *key = Some((name, node.span)),
                    None => return Err(malformed(node.head(), "a key must be a string")),
                },
            },
            None if node.is_null() => {}
            None => self.parsed.roots.push(node),
        }
        Ok(())
    }

    /// Counts what an anchor keeps. Anchors within one another keep the same text once each, so that
    /// a long text within many of them would be kept many times.
    fn keep(&mut self, measure: Measure, at: Span) -> Step {
        self.kept = self.kept.saturating_add(measure.values).saturating_add(measure.text);
        if self.kept <= ALIASED_TEXT_MAX.saturating_add(self.text.len().saturating_mul(2)) {
            return Ok(());
        }
        let message = "too much text stands within several anchors";
        Err(Box::new(Problem::new(TOO_DEEP, &FieldPath::default(), at, message)))
    }

    fn syntax(&self, error: &ScanError) -> Box<Problem> {
        let marker = error.marker();
        let is_too_deep = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
        let end = self.text.trim_end().len();
        let mut at = marker.byte_offset().unwrap_or(marker.index()).min(end.saturating_sub(1));
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(at..at + length);
        if is_too_deep {
            return too_deep(span);
        }
        malformed(span, &format!("malformed YAML: {}", error.info()))
    }
}

fn malformed(span: Span, message: &str) -> Box<Problem> {
    Box::new(Problem::new(MALFORMED, &FieldPath::default(), span, message))
}

fn too_deep(span: Span) -> Box<Problem> {
    let message = format!("nested deeper than {DEPTH_MAX} levels");
    Box::new(Problem::new(TOO_DEEP, &FieldPath::default(), span, message))
}

impl Measure {
    fn of(node: &Node) -> Self {
        let mut all = Self { values: 1, text: 0, depth: 0 };
        match &node.value {
            Value::Text(text) | Value::Number(text) | Value::Variable(text) => {
                all.text = text.len();
            }
            Value::List(items) => items.iter().for_each(|item| all.add(Self::of(item))),
            Value::Object(members) => {
                for member in members {
                    all.text += member.key.len();
                    all.add(Self::of(&member.value));
                }
            }
            Value::Null | Value::Bool(_) | Value::Whole(_) => {}
        }
        Self { depth: all.depth + 1, ..all }
    }

    fn add(&mut self, below: Self) {
        self.values += below.values;
        self.text += below.text;
        self.depth = self.depth.max(below.depth);
    }

    /// What aliases must not stand for more of, where they do.
    fn excess(&self) -> Option<String> {
        if self.values > ALIASED_MAX {
            return Some(format!("{ALIASED_MAX} values"));
        }
        let mebibytes = ALIASED_TEXT_MAX / (1024 * 1024);
        (self.text > ALIASED_TEXT_MAX).then(|| format!("{mebibytes} MiB of text"))
    }
}
