//! Whether a regular expression is one for RE2, the only engine that Envoy has.
//!
//! The syntax is that of <https://github.com/google/re2/wiki/Syntax>. Envoy hands RE2 bytes rather
//! than characters, so that `\x{100}` and above stand for nothing.

use crate::validate::envoy::re2_names;

/// The most that one expression may be repeated, nested repetitions multiplied.
const REPEAT_MAX: u64 = 1000;
/// The size of a compiled expression from which on RE2 may give up, by an estimate that is never too
/// small.
const SIZE_MAX: u64 = 300_000;
/// The last character in the encoding that Envoy gives RE2.
const LAST: u32 = 0xff;

/// Why RE2 does not take an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Re2Error {
    #[error("RE2 has no `{0}`")]
    Unknown(String),
    #[error("there is nothing before `{0}` that could be repeated")]
    NothingToRepeat(String),
    #[error("`{0}` repeats what is repeated already")]
    RepeatedTwice(String),
    #[error("it repeats something more than 1000 times")]
    TooOften,
    #[error("it repeats so much that RE2 may run out of memory")]
    TooLarge,
    #[error("a `{0}` is missing")]
    Missing(char),
    #[error("it ends in a backslash")]
    LoneBackslash,
    #[error("the range `{0}` ends before it begins")]
    Backwards(String),
    #[error("RE2 knows no characters named `{0}`")]
    UnknownName(String),
    #[error("`{0}` cannot be the name of a group")]
    GroupName(String),
}

/// Reads an expression as RE2 does.
pub fn check(pattern: &str) -> Result<(), Re2Error> {
    let mut reader = Reader { rest: pattern.as_bytes(), open: vec![Group::default()] };
    while !reader.rest.is_empty() {
        reader.step()?;
    }
    if reader.open.len() > 1 {
        return Err(Re2Error::Missing(')'));
    }
    if reader.group().close().size > SIZE_MAX { Err(Re2Error::TooLarge) } else { Ok(()) }
}

/// What a repetition can be put on.
#[derive(Debug, Clone, Copy)]
struct Atom {
    /// How often the innermost part of it is repeated.
    times: u64,
    size: u64,
    /// Whether a repetition has just been put on it.
    is_repeated: bool,
}

/// A group that is not closed yet, or the whole expression.
#[derive(Debug, Default)]
struct Group {
    times: u64,
    size: u64,
    last: Option<Atom>,
}

impl Group {
    fn push(&mut self, size: u64) {
        self.settle();
        self.last = Some(Atom { times: 1, size, is_repeated: false });
    }

    /// The last part is followed by something else.
    fn settle(&mut self) {
        if let Some(last) = self.last.take() {
            self.times = self.times.max(last.times);
            self.size = self.size.saturating_add(last.size);
        }
    }

    /// The whole group as one part.
    fn close(&mut self) -> Atom {
        self.settle();
        Atom { times: self.times.max(1), size: self.size.saturating_add(2), is_repeated: false }
    }
}

/// How often something is repeated.
#[derive(Debug, Clone, Copy)]
struct Count {
    min: u64,
    max: Option<u64>,
}

struct Reader<'a> {
    rest: &'a [u8],
    /// From the whole expression to the innermost open group.
    open: Vec<Group>,
}

impl<'a> Reader<'a> {
    /// Reads what comes next.
    fn step(&mut self) -> Result<(), Re2Error> {
        match self.rest {
            [b'(', b'?', ..] => return self.special_group(),
            [b')', ..] => return self.close(),
            [b'*' | b'+' | b'?', ..] => return self.repeat(1, None),
            [b'\\', ..] => return self.backslash(),
            [b'{', ..] => match counted(self.rest) {
                Some((length, count)) => return self.repeat(length, Some(count)),
                None => self.literal(1),
            },
            [b'[', ..] => {
                let size = self.class()?;
                self.group().push(size);
            }
            [b'(', ..] => {
                self.skip(1);
                self.open.push(Group::default());
            }
            [b'|', ..] => {
                self.skip(1);
                self.group().settle();
                self.group().size += 1;
            }
            _ => self.literal(1),
        }
        Ok(())
    }

    fn group(&mut self) -> &mut Group {
        self.open.last_mut().expect("the whole expression is never closed")
    }

    fn skip(&mut self, length: usize) -> &'a [u8] {
        let (skipped, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        skipped
    }

    fn literal(&mut self, length: usize) {
        self.skip(length);
        self.group().push(1);
    }

    fn close(&mut self) -> Result<(), Re2Error> {
        if self.open.len() == 1 {
            return Err(Re2Error::Missing('('));
        }
        self.skip(1);
        let closed = self.open.pop().map(|mut group| group.close());
        let group = self.group();
        group.settle();
        group.last = closed;
        Ok(())
    }

    /// A repetition of `length` bytes, and the `?` that makes it short.
    fn repeat(&mut self, length: usize, count: Option<Count>) -> Result<(), Re2Error> {
        let sign = text(self.skip(length));
        if self.rest.first() == Some(&b'?') {
            self.skip(1);
        }
        let Some(last) = self.group().last.as_mut() else {
            return Err(Re2Error::NothingToRepeat(sign));
        };
        if last.is_repeated {
            return Err(Re2Error::RepeatedTwice(sign));
        }
        last.is_repeated = true;
        last.size = last.size.saturating_add(1);
        let Some(Count { min, max }) = count else { return Ok(()) };
        let often = max.unwrap_or(min).max(1);
        if max.is_some_and(|max| max < min) {
            return Err(Re2Error::Backwards(sign));
        }
        last.times = last.times.saturating_mul(often);
        last.size = last.size.saturating_mul(often + 1);
        let is_nested = often > 1 && last.times > REPEAT_MAX;
        if min > REPEAT_MAX || often > REPEAT_MAX || is_nested {
            return Err(Re2Error::TooOften);
        }
        Ok(())
    }

    /// What begins with `(?`: names, flags, and what other engines have there.
    fn special_group(&mut self) -> Result<(), Re2Error> {
        for sign in [b"(?P<".as_slice(), b"(?<"] {
            if self.rest.starts_with(sign) && !is_look_behind(self.rest) {
                self.skip(sign.len());
                return self.named_group();
            }
        }
        let start = self.rest;
        self.skip(2);
        let (mut is_negated, mut has_flag) = (false, false);
        loop {
            let Some(byte) = self.skip(1).first() else { return Err(Re2Error::Missing(')')) };
            match byte {
                b'i' | b'm' | b's' | b'U' => has_flag = true,
                b'-' if !is_negated => (is_negated, has_flag) = (true, false),
                b':' | b')' if is_negated && !has_flag => break,
                b':' => {
                    self.open.push(Group::default());
                    return Ok(());
                }
                b')' => {
                    // `a*(?i)*` repeats `a*`, which RE2 allows.
                    if let Some(last) = self.group().last.as_mut() {
                        last.is_repeated = false;
                    }
                    return Ok(());
                }
                _ => break,
            }
        }
        Err(Re2Error::Unknown(text(&start[..start.len() - self.rest.len()])))
    }

    fn named_group(&mut self) -> Result<(), Re2Error> {
        let Some(length) = self.rest.iter().position(|byte| *byte == b'>') else {
            return Err(Re2Error::Missing('>'));
        };
        let name = self.skip(length);
        self.skip(1);
        let is_word = name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if name.is_empty() || !is_word {
            return Err(Re2Error::GroupName(text(name)));
        }
        self.open.push(Group::default());
        Ok(())
    }

    /// What a backslash begins outside of a class.
    fn backslash(&mut self) -> Result<(), Re2Error> {
        match self.rest {
            [_, b'b' | b'B' | b'A' | b'z' | b'C', ..] => {
                self.literal(2);
                Ok(())
            }
            [_, b'Q', ..] => {
                self.skip(2);
                self.quoted();
                Ok(())
            }
            _ => {
                let size = match self.named_characters()? {
                    Some(size) => size,
                    None => self.escape().map(|_| 1)?,
                };
                self.group().push(size);
                Ok(())
            }
        }
    }

    /// What stands between `\Q` and `\E`, or the end.
    fn quoted(&mut self) {
        while !self.rest.is_empty() {
            if self.rest.starts_with(b"\\E") {
                self.skip(2);
                return;
            }
            self.skip(1);
            self.group().push(1);
        }
    }

    /// `\d` and the like, and `\pL`; their size.
    fn named_characters(&mut self) -> Result<Option<u64>, Re2Error> {
        match self.rest {
            [_, b'd' | b'D' | b's' | b'S' | b'w' | b'W', ..] => {
                self.skip(2);
                Ok(Some(10))
            }
            [_, b'p' | b'P', ..] => {
                let start = self.rest;
                self.skip(2);
                let name = match self.rest {
                    [b'{', ..] => {
                        let end = self.rest.iter().position(|byte| *byte == b'}');
                        let Some(end) = end else { return Err(Re2Error::Missing('}')) };
                        let name = self.skip(end + 1);
                        &name[1..end]
                    }
                    _ => self.skip(1),
                };
                if !re2_names::is_group(name) {
                    let length = start.len() - self.rest.len();
                    return Err(Re2Error::UnknownName(text(&start[..length])));
                }
                Ok(Some(50))
            }
            _ => Ok(None),
        }
    }

    /// A single character that is written with a backslash.
    fn escape(&mut self) -> Result<u32, Re2Error> {
        let start = self.rest;
        self.skip(1);
        let Some(byte) = self.skip(1).first().copied() else { return Err(Re2Error::LoneBackslash) };
        let value = match byte {
            b'1'..=b'7' if !self.rest.first().copied().is_some_and(is_octal) => None,
            b'0'..=b'7' => Some(self.octal(byte)),
            b'x' => self.hexadecimal(),
            b'n' => Some(10),
            b'r' => Some(13),
            b't' => Some(9),
            b'a' => Some(7),
            b'f' => Some(12),
            b'v' => Some(11),
            _ if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(u32::from(byte)),
            _ => None,
        };
        let length = start.len() - self.rest.len();
        let unknown = || Re2Error::Unknown(text(&start[..length]));
        value.filter(|value| *value <= LAST).ok_or_else(unknown)
    }

    fn octal(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first - b'0');
        for _ in 0..2 {
            let Some(digit) = self.rest.first().copied().filter(|byte| is_octal(*byte)) else {
                break;
            };
            self.skip(1);
            value = value * 8 + u32::from(digit - b'0');
        }
        value
    }

    /// What follows `\x`: two digits, or any number of them in braces.
    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = if self.rest.first() == Some(&b'{') {
            let end = self.rest.iter().position(|byte| *byte == b'}')?;
            let braced = self.skip(end + 1);
            &braced[1..end]
        } else {
            self.rest.get(..2)?;
            self.skip(2)
        };
        let digits = std::str::from_utf8(digits).ok()?;
        // A sign is no digit, though `from_str_radix` takes one.
        let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number)
    }

    /// `[…]`; its size.
    fn class(&mut self) -> Result<u64, Re2Error> {
        self.skip(1);
        if self.rest.first() == Some(&b'^') {
            self.skip(1);
        }
        let mut size = 2;
        let mut is_first = true;
        loop {
            match self.rest {
                [] => return Err(Re2Error::Missing(']')),
                [b']', ..] if !is_first => {
                    self.skip(1);
                    return Ok(size);
                }
                _ => size += self.class_item()?,
            }
            is_first = false;
        }
    }

    /// One thing in a class; its size.
    fn class_item(&mut self) -> Result<u64, Re2Error> {
        if let [b'[', b':', inner @ ..] = self.rest
            && let Some(end) = inner.windows(2).position(|pair| pair == b":]")
        {
            if !re2_names::is_class(&inner[..end]) {
                return Err(Re2Error::UnknownName(text(&self.rest[..end + 4])));
            }
            self.skip(end + 4);
            return Ok(12);
        }
        if self.rest[0] == b'\\'
            && let Some(size) = self.named_characters()?
        {
            return Ok(size);
        }
        let start = self.rest;
        let low = self.class_character()?;
        if let [b'-', next, ..] = self.rest
            && *next != b']'
        {
            self.skip(1);
            let high = self.class_character()?;
            if high < low {
                let length = start.len() - self.rest.len();
                return Err(Re2Error::Backwards(text(&start[..length])));
            }
        }
        Ok(4)
    }

    fn class_character(&mut self) -> Result<u32, Re2Error> {
        match self.rest {
            [] => Err(Re2Error::Missing(']')),
            [b'\\', ..] => self.escape(),
            [byte, ..] => {
                let value = u32::from(*byte);
                self.skip(1);
                Ok(value)
            }
        }
    }
}

/// Part of an expression for people.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_octal(byte: u8) -> bool {
    (b'0'..=b'7').contains(&byte)
}

fn is_look_behind(rest: &[u8]) -> bool {
    matches!(rest, [b'(', b'?', b'<', b'=' | b'!', ..])
}

/// Reads `{2}`, `{2,}` or `{2,5}`, and says how long it is. Anything else stands for itself.
fn counted(rest: &[u8]) -> Option<(usize, Count)> {
    let end = rest.iter().position(|byte| *byte == b'}')?;
    let inner = std::str::from_utf8(&rest[1..end]).ok()?;
    let count = match inner.split_once(',') {
        None => {
            let times = number(inner)?;
            Count { min: times, max: Some(times) }
        }
        Some((min, "")) => Count { min: number(min)?, max: None },
        Some((min, max)) => Count { min: number(min)?, max: Some(number(max)?) },
    };
    Some((end + 1, count))
}

/// A number as RE2 reads it: without zeros before it, and not too long.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    digits.parse().ok().filter(|number| *number < 1_000_000_000)
}
