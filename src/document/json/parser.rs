//! Reads values one after another; the first fault ends the reading.
//!
//! It is weir's own, since no parser at hand does in one pass what documents need: the place of every
//! key and value, the words of templates as values, a fault with the bracket that it is about, and a
//! tree that takes little more memory than its text. Tests hold it against `serde_json`.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Span;
use crate::document::json::DEPTH_MAX;
use crate::document::tree::{Member, Node, Value};

/// What is allowed beyond JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    Strict,
    /// Comments, as in `.jsonc` files.
    Comments,
}

/// Why a text cannot be read any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub span: Span,
    pub reason: Cow<'static, str>,
    /// Whether an object or list stands around it.
    pub inside: bool,
    /// The object or list that the text ends in, and what it is called.
    pub opened: Option<(Span, &'static str)>,
    pub too_deep: bool,
}

/// A place in a text, with what is open around it.
pub struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    syntax: Syntax,
    variables: bool,
}

type Read<T> = Result<T, Box<Fault>>;

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, syntax: Syntax) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, depth: 0, syntax, variables: false }
    }

    /// Begins within a text, that many levels down.
    pub fn start_at(&mut self, at: usize, depth: usize) {
        (self.at, self.depth) = (at, depth);
    }

    /// Whether any value was a variable.
    pub fn met_variables(&self) -> bool {
        self.variables
    }

    /// The next value that nothing stands around.
    pub fn next_root(&mut self) -> Read<Option<Node>> {
        self.space()?;
        match self.peek() {
            None => Ok(None),
            Some(_) => self.value().map(Some),
        }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn place(&self) -> usize {
        self.at
    }

    pub fn step(&mut self) {
        self.at += 1;
    }

    fn value(&mut self) -> Read<Node> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::Text(self.string()?.into()),
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'$') => self.variable()?,
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => self.word()?,
            Some(_) => return self.unexpected("a value"),
            None => return self.ended("a value"),
        };
        Ok(Node { span: Span::new(start..self.at), value })
    }

    /// An object or a list, one level down.
    fn nested(&mut self, read: fn(&mut Self) -> Read<Value>) -> Read<Value> {
        if self.depth >= DEPTH_MAX {
            let span = Span::new(self.at..self.at + 1);
            return Err(Box::new(Fault { too_deep: true, ..Fault::new(span, "".into()) }));
        }
        let (opened, noun) = (self.at, if self.peek() == Some(b'{') { "object" } else { "list" });
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        let value = value.map_err(|mut fault| {
            // The innermost that is open is the one to look at.
            if !fault.inside && fault.span.range().start >= self.bytes.len() {
                fault.opened = Some((Span::new(opened..opened + 1), noun));
            }
            fault.inside = true;
            fault
        })?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Read<Value> {
        let mut members = Vec::new();
        self.space()?;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(members));
        }
        loop {
            let start = self.at;
            let key = match self.peek() {
                Some(b'"') => self.string()?.into(),
                Some(b'}') => return self.unexpected("no comma before it"),
                Some(_) => return self.unexpected("a name in double quotes"),
                None => return self.ended("a name in double quotes"),
            };
            let key_span = Span::new(start..self.at);
            self.space()?;
            self.expect(b':', "`:` after the name")?;
            self.space()?;
            members.push(Member { key, key_span, value: self.value()? });
            if self.closes(b'}')? {
                members.shrink_to_fit();
                return Ok(Value::Object(members));
            }
        }
    }

    fn list(&mut self) -> Read<Value> {
        let mut items = Vec::new();
        self.space()?;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            if self.peek() == Some(b']') {
                return self.unexpected("no comma before it");
            }
            items.push(self.value()?);
            if self.closes(b']')? {
                return Ok(Value::List(items));
            }
        }
    }

    /// Whether an object or list ends after a value, or goes on after a comma.
    pub fn closes(&mut self, bracket: u8) -> Read<bool> {
        self.space()?;
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.space()?;
                Ok(false)
            }
            Some(byte) if byte == bracket => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if bracket == b'}' => self.unexpected("`,` or `}`"),
            Some(_) => self.unexpected("`,` or `]`"),
            None if bracket == b'}' => self.ended("`}`"),
            None => self.ended("`]`"),
        }
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Read<()> {
        match self.peek() {
            Some(found) if found == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => self.unexpected(what),
            None => self.ended(what),
        }
    }

    /// The text between quotes. Most has no escapes and is a part of the whole.
    pub fn string(&mut self) -> Read<Cow<'a, str>> {
        let start = self.at + 1;
        let mut at = start;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let whole = owned.get_or_insert_default();
                    whole.push_str(&self.text[from..at]);
                    self.at = at;
                    whole.push(self.escape()?);
                    at = self.at;
                    from = at;
                }
                Some(0..=0x1F) => {
                    let reason = match self.bytes[at] {
                        b'\n' | b'\r' => "the string is not closed on its line",
                        _ => "a control character within a string must be escaped",
                    };
                    return Self::fault(at..at + 1, reason);
                }
                Some(_) => at += 1,
                None => return Self::fault(start - 1..start, "the string is never closed"),
            }
        }
        self.at = at + 1;
        let rest = &self.text[from..at];
        Ok(match owned {
            None => Cow::Borrowed(rest),
            Some(mut whole) => {
                whole.push_str(rest);
                Cow::Owned(whole)
            }
        })
    }

    fn escape(&mut self) -> Read<char> {
        let start = self.at;
        let plain = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            Some(_) => {
                let length = self.text[start + 1..].chars().next().map_or(0, char::len_utf8);
                return Self::fault(start..start + 1 + length, "no such escape");
            }
            None => return Self::fault(start..start + 1, "the string is never closed"),
        };
        self.at = start + 2;
        Ok(plain)
    }

    /// `\u12AB`, or two of them for one character.
    fn unicode(&mut self) -> Read<char> {
        let start = self.at;
        let first = self.hex(start)?;
        self.at = start + 6;
        let code = if (0xD800..0xDC00).contains(&first) {
            let second = match self.bytes.get(self.at..self.at + 2) {
                Some(b"\\u") => self.hex(self.at)?,
                _ => 0,
            };
            self.at += 6;
            match second {
                0xDC00..0xE000 => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                _ => first,
            }
        } else {
            first
        };
        let half = "half of a surrogate pair is no character";
        char::from_u32(code).map_or_else(|| Self::fault(start..start + 6, half), Ok)
    }

    fn hex(&self, start: usize) -> Read<u32> {
        let digits = self.bytes.get(start + 2..start + 6).unwrap_or_default();
        let all = digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit);
        let code = std::str::from_utf8(digits).ok().filter(|_| all);
        code.and_then(|digits| u32::from_str_radix(digits, 16).ok()).map_or_else(
            || Self::fault(start..start + 2, "`\\u` needs four hexadecimal digits"),
            Ok,
        )
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let whole = self.digits();
        if whole == 0 {
            return Self::fault(start..self.at.max(start + 1), "a number needs digits");
        }
        if whole > 1 && self.bytes[self.at - whole] == b'0' {
            return Self::fault(start..self.at, "a number must not begin with 0");
        }
        let mut fraction = false;
        if self.peek() == Some(b'.') {
            self.at += 1;
            fraction = true;
            if self.digits() == 0 {
                return Self::fault(start..self.at, "a number needs digits after the point");
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            fraction = true;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Self::fault(start..self.at, "a number needs digits in its exponent");
            }
        }
        let text = &self.text[start..self.at];
        Ok(match text.parse() {
            Ok(number) if !fraction => Value::Whole(number),
            _ => Value::Number(text.into()),
        })
    }

    fn digits(&mut self) -> usize {
        let rest = &self.bytes[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        count
    }

    fn word(&mut self) -> Read<Value> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length = rest.iter().take_while(|byte| is_of_word(**byte)).count();
        self.at += length;
        match &self.text[start..self.at] {
            "null" => Ok(Value::Null),
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Self::fault(start..self.at, "a word without quotes"),
        }
    }

    /// `$NAME`, as jq has it.
    fn variable(&mut self) -> Read<Value> {
        let start = self.at + 1;
        let name = self.bytes[start..].iter().take_while(|byte| is_of_word(**byte)).count();
        if name == 0 || self.bytes[start].is_ascii_digit() {
            return self.unexpected("a value");
        }
        self.at = start + name;
        self.variables = true;
        Ok(Value::Variable(self.text[start..self.at].into()))
    }

    /// What stands between values.
    pub fn space(&mut self) -> Read<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) => {
                    self.comment()?;
                }
                _ => return Ok(()),
            }
        }
    }

    fn comment(&mut self) -> Read<()> {
        let rest = &self.text[self.at..];
        let line = rest.starts_with("//");
        let length = match rest.find(if line { "\n" } else { "*/" }) {
            Some(end) if line => end,
            Some(end) => end + 2,
            None if line => rest.len(),
            None => {
                return Self::fault(self.at..self.at + 2, "the comment is never closed");
            }
        };
        if self.syntax == Syntax::Strict {
            let shown = rest[..length].trim_end().len();
            return Self::fault(self.at..self.at + shown, "comments are not allowed");
        }
        self.at += length;
        Ok(())
    }

    /// Something else stands where `wanted` should.
    fn unexpected<T>(&self, wanted: &'static str) -> Read<T> {
        let found = self.text[self.at..].chars().next();
        let length = found.map_or(1, char::len_utf8);
        let reason = match (found, wanted) {
            (Some('}' | ']'), "no comma before it") => {
                let comma = self.text[..self.at].trim_end().len().saturating_sub(1);
                return Self::fault(comma..comma + 1, "trailing commas are not allowed");
            }
            (Some(found), _) => format!("`{}` where {wanted} is needed", found.escape_debug()),
            (None, _) => format!("the text ends where {wanted} is needed"),
        };
        Self::fault(self.at..self.at + length, reason)
    }

    fn ended<T>(&self, wanted: &'static str) -> Read<T> {
        Self::fault(self.at..self.at, format!("the text ends where {wanted} is needed"))
    }

    fn fault<T>(range: Range<usize>, reason: impl Into<Cow<'static, str>>) -> Read<T> {
        Err(Box::new(Fault::new(Span::new(range), reason.into())))
    }
}

impl Fault {
    fn new(span: Span, reason: Cow<'static, str>) -> Self {
        Self { span, reason, inside: false, opened: None, too_deep: false }
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
