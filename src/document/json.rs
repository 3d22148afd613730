//! JSON text to trees. One text may hold several values one after another.
//!
//! The words `$NAME` of jq templates are read as values, so that all of them can be told at once.

mod outline;
mod parser;

use crate::diagnostic::{Code, Span};
use crate::document::problem::Problem;
use crate::document::suggest::shown;
use crate::document::tree::{Node, Value};
use crate::model::FieldPath;

pub use outline::{Element, outline};
pub use parser::Syntax;
use parser::{Fault, Parser};

/// Deeper nesting than any document needs; kept far below what recursion on a small stack bears.
pub const DEPTH_MAX: usize = 128;

const MALFORMED: Code = Code("S001");
const TRAILING: Code = Code("S004");
const TOO_DEEP: Code = Code("S005");
const TEMPLATE: Code = Code("S012");

/// The values of a text, in order, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Parsed {
    pub roots: Vec<Node>,
    pub problems: Vec<Problem>,
    /// Whether variables stand where values should.
    pub template: bool,
}

/// Reads all values of a text that must not be a template. Text after a syntax error is not read.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = read(text, Syntax::Strict);
    if parsed.template {
        let mut found = Vec::new();
        parsed.roots.iter().for_each(|root| variables(root, &mut found));
        if let Some((first, name)) = found.first() {
            let message = format!("`${}` is a variable, not JSON", shown(name));
            parsed.problems.push(problem(TEMPLATE, *first, message));
        }
    }
    parsed
}

/// Reads all values of a text; variables are left to the caller.
pub fn read(text: &str, syntax: Syntax) -> Parsed {
    let mut parsed = Parsed::default();
    let mut parser = Parser::new(text, syntax);
    loop {
        match parser.next_root() {
            Ok(Some(root)) => parsed.roots.push(root),
            Ok(None) => break,
            Err(fault) => {
                parsed.problems.push(told(text, &fault, parsed.roots.is_empty()));
                break;
            }
        }
    }
    parsed.template = parser.met_variables();
    parsed
}

/// Reads the one value that stands at a place of a text, `depth` levels down; nothing unless that
/// is all that stands there.
pub fn read_at(text: &str, span: Span, depth: usize, syntax: Syntax) -> Option<Parsed> {
    let mut parser = Parser::new(text.get(..span.range().end)?, syntax);
    parser.start_at(span.range().start, depth);
    let root = parser.next_root().ok()??;
    let alone = parser.next_root().is_ok_and(|next| next.is_none());
    let template = parser.met_variables();
    alone.then(|| Parsed { roots: vec![root], problems: Vec::new(), template })
}

/// The number that a text is.
pub fn number(text: &str) -> Option<Value> {
    let span = Span::new(0..text.len());
    let node =
        read_at(text, span, 0, Syntax::Strict)?.roots.pop().filter(|node| node.span == span)?;
    matches!(node.value, Value::Whole(_) | Value::Number(_)).then_some(node.value)
}

/// Where the variables of a tree stand, in the order of the text.
fn variables<'a>(node: &'a Node, found: &mut Vec<(Span, &'a str)>) {
    match &node.value {
        Value::Variable(name) => found.push((node.span, name)),
        Value::List(items) => items.iter().for_each(|item| variables(item, found)),
        Value::Object(members) => {
            for member in members {
                variables(&member.value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Whole(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn told(text: &str, fault: &Fault, first: bool) -> Problem {
    let Fault { span, reason, inside, opened, too_deep } = fault;
    if *too_deep {
        return problem(TOO_DEEP, *span, format!("nested deeper than {DEPTH_MAX} levels"));
    }
    let at = text.get(span.range()).unwrap_or_default();
    let stray = !first || (!inside && at.starts_with(['}', ']', ',', ':']));
    let (code, what) = if stray {
        (TRAILING, "text after the end of the document")
    } else {
        (MALFORMED, "malformed JSON")
    };
    let mut told = problem(code, visible(text, *span), format!("{what}: {reason}"));
    if let Some((opened, noun)) = opened {
        told = told.related(*opened, format!("the {noun} begins here"));
    }
    if at.starts_with(['/', '#']) && reason.starts_with("comments") {
        told = told.help("leave the comment out, or call the file .jsonc or .yaml");
    }
    told
}

/// Errors at the end of the text point at its last character, so that there is something to see.
fn visible(text: &str, span: Span) -> Span {
    let end = text.trim_end().len();
    if span.range().start < end {
        return span;
    }
    let start = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    Span::new(start..end)
}

fn problem(code: Code, span: Span, message: String) -> Problem {
    Problem::new(code, &FieldPath::default(), span, message)
}
