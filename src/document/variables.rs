//! Variables and their values, and how trees get them.
//!
//! A document without variables never changes: `$NAME` is one only where JSON needs a value, and
//! `${NAME}` within a string only once somebody gave values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::document::json;
use crate::document::problem::Problem;
use crate::document::suggest::{closest, shown};
use crate::document::tree::{Node, Value};
use crate::model::FieldPath;

const TEMPLATE: Code = Code("S012");
const UNUSED: Code = Code("S018");

/// How many places one message shows.
const PLACES_MAX: usize = 5;

/// What stands in for a value that nobody is to see.
const MASK: &str = "***";

/// What variables stand for.
#[derive(Debug, Clone, Default)]
pub struct Variables {
    values: BTreeMap<String, Variable>,
    /// Names that have a value in the environment, which may not be used.
    forbidden: BTreeSet<String>,
    /// Whether `${NAME}` within strings is a variable.
    pub in_strings: bool,
}

/// One variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The value within a string.
    text: String,
    /// The value that stands alone.
    value: Value,
    /// Who gave it: `--var`, or the name of a file.
    origin: Arc<str>,
    /// Whether the value must not be shown.
    pub sensitive: bool,
    /// Whether it matters that nobody uses it.
    expected: bool,
}

/// A value in a tree that came from a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substituted {
    /// The string or the variable.
    pub span: Span,
    pub name: Arc<str>,
    pub origin: Arc<str>,
    /// The value, where it must not be shown.
    pub secret: Option<Arc<str>>,
}

impl Variable {
    /// A value without a type: a number or boolean where it stands alone and is one.
    pub fn untyped(text: &str, origin: &Arc<str>) -> Self {
        let value = match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => json::number(text).unwrap_or_else(|| Value::Text(text.into())),
        };
        Self::new(text.to_owned(), value, origin)
    }

    /// A string, whatever it looks like.
    pub fn text(text: &str, origin: &Arc<str>) -> Self {
        Self::new(text.to_owned(), Value::Text(text.into()), origin)
    }

    /// A value with a type; nothing for lists, objects and null.
    pub fn typed(value: &Value, origin: &Arc<str>) -> Option<Self> {
        let text = match value {
            Value::Text(text) | Value::Number(text) => text.to_string(),
            Value::Whole(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::Variable(_) | Value::List(_) | Value::Object(_) => return None,
        };
        Some(Self::new(text, value.clone(), origin))
    }

    fn new(text: String, value: Value, origin: &Arc<str>) -> Self {
        let origin = Arc::clone(origin);
        Self { text, value, origin, sensitive: false, expected: true }
    }

    /// One of many that happen to be there.
    #[must_use]
    pub fn unexpected(mut self) -> Self {
        self.expected = false;
        self
    }
}

/// Whether a name can be that of a variable.
pub fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

impl Variables {
    /// Adds a variable; a later value replaces an earlier one.
    pub fn set(&mut self, name: &str, variable: Variable) {
        self.values.insert(name.to_owned(), variable);
    }

    /// The value of a variable within a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|variable| variable.text.as_str())
    }

    /// The values that must not be shown, by name.
    pub fn secrets(&self) -> BTreeMap<String, String> {
        let secrets = self.values.iter().filter(|(_, variable)| variable.sensitive);
        secrets.map(|(name, variable)| (name.clone(), variable.text.clone())).collect()
    }

    /// Says that the value of a variable must not be shown, if there is one.
    pub fn hide(&mut self, name: &str) -> bool {
        let variable = self.values.get_mut(name);
        variable.map(|variable| variable.sensitive = true).is_some()
    }

    /// Says that there is a value of that name which nobody allowed.
    pub fn forbid(&mut self, name: &str) {
        self.forbidden.insert(name.to_owned());
    }

    /// Tells which were given for nothing.
    pub fn unused(
        &self,
        used: &BTreeSet<Arc<str>>,
        wanted: &BTreeSet<Arc<str>>,
    ) -> Vec<Diagnostic> {
        let unused = self
            .values
            .iter()
            .filter(|(name, variable)| variable.expected && !used.contains(name.as_str()));
        let told = unused.map(|(name, variable)| {
            let message =
                format!("no document uses the variable `{}` of {}", shown(name), variable.origin);
            let told = Diagnostic::new(UNUSED, Severity::Warning, message);
            let missing = wanted.iter().filter(|name| !self.values.contains_key(&***name));
            match closest(name, missing.map(|name| &**name)) {
                Some(meant) => told.help(format!("did you mean `{meant}`?")),
                None => told,
            }
        });
        told.collect()
    }
}

/// Puts values in the place of variables, in one text.
pub struct Substitution<'a> {
    variables: &'a Variables,
    text: &'a str,
    pub done: Vec<Substituted>,
    missing: Vec<(Span, Arc<str>)>,
    /// What looks like a variable and is none.
    malformed: Vec<Span>,
}

impl<'a> Substitution<'a> {
    pub fn new(variables: &'a Variables, text: &'a str) -> Self {
        let (done, missing, malformed) = (Vec::new(), Vec::new(), Vec::new());
        Self { variables, text, done, missing, malformed }
    }

    /// Goes through a tree. What has no value becomes null.
    pub fn tree(&mut self, node: &mut Node) {
        match &mut node.value {
            Value::Variable(name) => {
                let name = std::mem::take(name);
                node.value = self.alone(&name, node.span);
            }
            Value::Text(text) if self.variables.in_strings && text.contains("${") => {
                *text = self.within(text, node.span).into();
            }
            Value::List(items) => items.iter_mut().for_each(|item| self.tree(item)),
            Value::Object(members) => {
                for member in members {
                    self.tree(&mut member.value);
                }
            }
            _ => {}
        }
    }

    /// The names that were asked for and have no value.
    pub fn wanted(&self) -> impl Iterator<Item = &Arc<str>> {
        self.missing.iter().map(|(_, name)| name)
    }

    fn alone(&mut self, name: &str, span: Span) -> Value {
        let variables = self.variables;
        let Some(variable) = variables.values.get(name) else {
            self.missing.push((span, name.into()));
            return Value::Null;
        };
        self.note(name, variable, span);
        variable.value.clone()
    }

    fn within(&mut self, text: &str, span: Span) -> String {
        let mut whole = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("${") {
            if rest[..at].ends_with('$') {
                whole.push_str(&rest[..at]);
                whole.push('{');
                rest = &rest[at + 2..];
                continue;
            }
            whole.push_str(&rest[..at]);
            let after = &rest[at + 2..];
            let name = after.split_once('}').map(|(name, _)| name).filter(|name| is_name(name));
            let Some(name) = name else {
                self.malformed.push(span);
                return text.to_owned();
            };
            let variables = self.variables;
            if let Some(variable) = variables.values.get(name) {
                self.note(name, variable, span);
                whole.push_str(&variable.text);
            } else {
                let at = self.place(name, span);
                self.missing.push((at, name.into()));
            }
            rest = &after[name.len() + 1..];
        }
        whole.push_str(rest);
        whole
    }

    /// Where a variable stands within its string, as far as the string is written plainly.
    fn place(&self, name: &str, span: Span) -> Span {
        let written = format!("${{{name}}}");
        let found = self.text.get(span.range()).and_then(|string| string.find(&written));
        found.map_or(span, |at| {
            let start = span.range().start + at;
            Span::new(start..start + written.len())
        })
    }

    fn note(&mut self, name: &str, variable: &Variable, span: Span) {
        self.done.push(Substituted {
            span,
            name: name.into(),
            origin: Arc::clone(&variable.origin),
            secret: variable.sensitive.then(|| variable.text.as_str().into()),
        });
    }

    /// What is wrong: one problem for all variables without a value, and one for each that is not
    /// well written.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.missing().into_iter().collect();
        problems.extend(self.malformed.iter().map(|span| {
            let message = "`${` begins a variable, and this is none";
            Problem::new(TEMPLATE, &FieldPath::default(), *span, message)
                .label("no name and `}` after `${`")
                .help("write `${NAME}`, or `$${` for the characters themselves")
        }));
        problems
    }

    fn missing(&self) -> Option<Problem> {
        let (first, name) = self.missing.first()?;
        let names: BTreeSet<&Arc<str>> = self.wanted().collect();
        let listed = names.iter().map(|name| format!("`{}`", shown(name)));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let message = match names.len() {
            1 => format!("the variable {listed} has no value"),
            _ => format!("the variables {listed} have no value"),
        };
        let known = self.variables.values.keys().map(String::as_str);
        let forbidden = names.iter().filter(|name| self.variables.forbidden.contains(&****name));
        let forbidden = forbidden.map(|name| &***name).collect::<Vec<_>>().join(",");
        let help = match closest(name, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if !forbidden.is_empty() => {
                format!("the environment has a value: allow it with --env-subst allow={forbidden}")
            }
            None => {
                format!("give one with --var {}=VALUE, or several in a --var-file", shown(name))
            }
        };
        let mut problem = Problem::new(TEMPLATE, &FieldPath::default(), *first, message)
            .label(format!("`{}` has no value", shown(name)))
            .help(help);
        for (span, name) in self.missing.iter().skip(1).take(PLACES_MAX - 1) {
            problem = problem.related(*span, format!("`{}` stands here", shown(name)));
        }
        if let Some(more) = self.missing.len().checked_sub(PLACES_MAX).filter(|more| *more > 0) {
            problem.notes.push(format!("and in {more} more places"));
        }
        Some(problem)
    }
}

/// The same text without values that nobody is to see.
pub fn masked(text: &str, secrets: &[Arc<str>]) -> String {
    secrets.iter().filter(|secret| !secret.is_empty()).fold(text.to_owned(), |text, secret| {
        if text.contains(&**secret) { text.replace(&**secret, MASK) } else { text }
    })
}
