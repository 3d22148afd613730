//! Whether Envoy takes the format of an access log.
//!
//! A format is text with commands, as
//! <https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage>
//! describes them: `%NAME%`, `%NAME(argument)%`, `%NAME(argument):length%`, and `%%` for a percent
//! sign.

use crate::validate::envoy::log_commands::{self, Takes};

/// How different the name of a command may be from the one that was probably meant.
const SIMILAR: usize = 4;

/// Why Envoy does not take a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogFormatError {
    #[error("`{0}` begins a command that is not complete")]
    Incomplete(String),
    #[error("there is no command `%{0}%`")]
    Unknown(String),
    #[error("`%{0}%` takes nothing")]
    TakesNothing(String),
    #[error("`%{0}%` takes no length")]
    TakesNoLength(String),
    #[error("`%{0}%` needs an argument")]
    NeedsArgument(String),
    #[error("`%{name}%` takes {takes}, not `{argument}`")]
    Argument { name: String, takes: &'static str, argument: String },
    /// Envoy may take it; that cannot be known beforehand.
    #[error("`%{0}(…)%` is an expression that cannot be checked beforehand")]
    Unchecked(String),
}

impl LogFormatError {
    /// What to write in its place.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Incomplete(_) => Some("a percent sign alone is written `%%`".to_owned()),
            Self::Unknown(name) => {
                let names = log_commands::names();
                let known = names.map(|known| (strsim::damerau_levenshtein(known, name), known));
                let (distance, known) = known.min()?;
                (distance <= SIMILAR).then(|| format!("did you mean `%{known}%`?"))
            }
            _ => None,
        }
    }
}

/// One command of a format.
#[derive(Debug, Clone, Copy)]
struct Command<'a> {
    name: &'a str,
    argument: &'a str,
    has_length: bool,
}

/// Reads a format as Envoy does.
pub fn check(format: &str) -> Result<(), LogFormatError> {
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("%%") {
            rest = after;
            continue;
        }
        let Some((command, after)) = read(rest) else {
            return Err(LogFormatError::Incomplete(beginning(rest)));
        };
        command.check()?;
        rest = after;
    }
    Ok(())
}

/// Enough of a text to find the place.
fn beginning(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Reads the command at the beginning of a text, and what follows it.
fn read(text: &str) -> Option<(Command<'_>, &str)> {
    let inner = text.strip_prefix('%')?;
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let end = inner.find(|c| !is_name(c))?;
    let (name, rest) = inner.split_at(end);
    if name.is_empty() {
        return None;
    }
    let Some(opened) = rest.strip_prefix('(') else {
        let (has_length, after) = end_of(rest)?;
        return Some((Command { name, argument: "", has_length }, after));
    };
    // The argument ends at the first parenthesis that the end of a command follows.
    let line = opened.split('\n').next().unwrap_or_default();
    line.match_indices(')').find_map(|(at, _)| {
        let (has_length, after) = end_of(&opened[at + 1..])?;
        Some((Command { name, argument: &opened[..at], has_length }, after))
    })
}

/// Reads the end of a command: a length perhaps, and a percent sign.
fn end_of(text: &str) -> Option<(bool, &str)> {
    if let Some(after) = text.strip_prefix('%') {
        return Some((false, after));
    }
    let (digits, after) = text.strip_prefix(':')?.split_once('%')?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && digits.parse::<u64>().is_ok()).then_some((true, after))
}

impl Command<'_> {
    fn check(self) -> Result<(), LogFormatError> {
        let Self { name, argument, has_length } = self;
        let owned = || name.to_owned();
        let takes = log_commands::takes(name).ok_or_else(|| LogFormatError::Unknown(owned()))?;
        let takes_length = matches!(
            takes,
            Takes::Header
                | Takes::Text
                | Takes::FilterState
                | Takes::Metadata
                | Takes::Path
                | Takes::QueryParameters
        );
        match takes {
            Takes::Unchecked => return Err(LogFormatError::Unchecked(owned())),
            Takes::Nothing if has_length || !argument.is_empty() => {
                return Err(LogFormatError::TakesNothing(owned()));
            }
            _ if has_length && !takes_length => return Err(LogFormatError::TakesNoLength(owned())),
            _ if argument.is_empty() => {
                let needs = needs_argument(takes);
                return if needs { Err(LogFormatError::NeedsArgument(owned())) } else { Ok(()) };
            }
            _ => {}
        }
        match refused(takes, argument) {
            Some(takes) => {
                let argument = argument.to_owned();
                Err(LogFormatError::Argument { name: owned(), takes, argument })
            }
            None => Ok(()),
        }
    }
}

fn needs_argument(takes: Takes) -> bool {
    matches!(
        takes,
        Takes::Header
            | Takes::Text
            | Takes::Keys
            | Takes::FilterState
            | Takes::Metadata
            | Takes::Duration
    )
}

/// What a command takes in place of an argument that it does not take.
fn refused(takes: Takes, argument: &str) -> Option<&'static str> {
    let parts: Vec<&str> = argument.split(':').collect();
    let second = parts.get(1).copied().unwrap_or_default();
    let among = |known: &[&str], word: &str| word.is_empty() || known.contains(&word);
    let (is_taken, text) = match takes {
        Takes::Header => (are_headers(argument), "a header, or two with `?` between them"),
        Takes::Time => (!has_line_break(argument), "a form of time without a line break"),
        Takes::FilterState => {
            (is_filter_state(&parts), "KEY, KEY:PLAIN, KEY:TYPED or KEY:FIELD:NAME")
        }
        Takes::Metadata => (
            METADATA.contains(&parts[0]),
            "DYNAMIC, CLUSTER, ROUTE, UPSTREAM_HOST, LISTENER, LISTENER_FILTER_CHAIN or VIRTUAL_HOST, then keys",
        ),
        Takes::Path => (
            among(&["WQ", "NQ"], parts[0]) && among(&["ORIG", "PATH", "ORIG_OR_PATH"], second),
            "WQ or NQ, then ORIG, PATH or ORIG_OR_PATH",
        ),
        Takes::QueryParameters => (among(&["ORIG", "DECODED"], argument), "ORIG or DECODED"),
        Takes::ServerName => (
            among(&["SNI_ONLY", "SNI_FIRST", "HOST_FIRST"], parts[0])
                && among(&["ORIG", "HOST", "ORIG_OR_HOST"], second),
            "SNI_ONLY, SNI_FIRST or HOST_FIRST, then ORIG, HOST or ORIG_OR_HOST",
        ),
        Takes::GrpcStatus => (
            among(&["CAMEL_STRING", "SNAKE_STRING", "NUMBER"], argument),
            "CAMEL_STRING, SNAKE_STRING or NUMBER",
        ),
        Takes::Duration => (is_duration(&parts), "START:END or START:END:UNIT with ms, us or ns"),
        Takes::Nothing | Takes::Text | Takes::Keys | Takes::Detail | Takes::Unchecked => (true, ""),
    };
    (!is_taken).then_some(text)
}

/// Whose metadata a format can show.
const METADATA: &[&str] = &[
    "DYNAMIC",
    "CLUSTER",
    "ROUTE",
    "UPSTREAM_HOST",
    "LISTENER",
    "LISTENER_FILTER_CHAIN",
    "VIRTUAL_HOST",
];

/// One header or two; either may be empty.
fn are_headers(argument: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let is_header = |name: &str| {
        name.is_empty() || {
            let name = name.strip_prefix(':').unwrap_or(name);
            !name.is_empty() && name.bytes().all(is_token)
        }
    };
    let names: Vec<&str> = argument.split('?').collect();
    names.len() <= 2 && names.into_iter().all(is_header)
}

/// `strftime` writes a line break for `%n`, which may have flags, a width and a modifier.
fn has_line_break(form: &str) -> bool {
    form.match_indices('%').any(|(at, _)| {
        let rest = form[at + 1..].trim_start_matches(['-', '_', '0', '^', '#']);
        let rest = rest.trim_start_matches(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let rest = rest.strip_prefix(['E', 'O']).unwrap_or(rest);
        rest.starts_with('n')
    })
}

fn is_filter_state(parts: &[&str]) -> bool {
    match parts {
        ["", ..] => false,
        [_] | [_, "" | "PLAIN" | "TYPED"] | [_, "" | "PLAIN" | "TYPED", ""] => true,
        [_, "FIELD", name, ..] => !name.is_empty(),
        _ => false,
    }
}

fn is_duration(parts: &[&str]) -> bool {
    matches!(parts, [_, _] | [_, _, "ms" | "us" | "ns"])
}
