//! Keeps values of secrets out of all that is printed, wherever they come from: an answer of the
//! control plane may repeat what it was sent.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::{Arc, PoisonError, RwLock};

use crate::output::secret::HIDDEN;
use crate::output::style::printable;
use crate::plan::saved::TELLING;

/// Values that are never printed.
#[derive(Debug, Clone, Default)]
pub struct Mask(Arc<RwLock<Vec<String>>>);

impl Mask {
    /// Keeps a value out from now on, in every way in which it is written. Those that are too
    /// short stand in many places where they are no secret.
    pub fn hide(&self, value: &str) {
        if value.len() < TELLING {
            return;
        }
        let json = serde_json::Value::from(value).to_string();
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for form in [value, json.trim_matches('"'), &printable(value)] {
            if !all.iter().any(|one| one == form) {
                all.push(form.to_owned());
            }
        }
        // A value within another one leaves nothing of it.
        all.sort_by_key(|one| std::cmp::Reverse(one.len()));
    }

    /// A text without these values.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let hide = |text: Cow<'a, str>, value: &String| {
            if text.contains(value.as_str()) {
                Cow::Owned(text.replace(value.as_str(), HIDDEN))
            } else {
                text
            }
        };
        all.iter().fold(Cow::Borrowed(text), hide)
    }

    fn is_empty(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// A stream that leaves them out.
pub struct Masked<W: Write> {
    inner: W,
    mask: Mask,
    /// What is held back: a value may go on in what is written next.
    held: Vec<u8>,
}

impl<W: Write> Masked<W> {
    pub fn new(inner: W, mask: Mask) -> Self {
        Self { inner, mask, held: Vec::new() }
    }

    /// Writes the first bytes that are held.
    fn release(&mut self, length: usize) -> io::Result<()> {
        let rest = self.held.split_off(length);
        let whole = std::mem::replace(&mut self.held, rest);
        match std::str::from_utf8(&whole) {
            Ok(text) => self.inner.write_all(self.mask.apply(text).as_bytes()),
            // Texts are UTF-8; anything else is no text in which a value could be read.
            Err(_) => self.inner.write_all(&whole),
        }
    }
}

impl<W: Write> Write for Masked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.is_empty() && self.mask.is_empty() {
            return self.inner.write(bytes);
        }
        self.held.extend_from_slice(bytes);
        if let Some(end) = self.held.iter().rposition(|byte| *byte == b'\n') {
            self.release(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.release(self.held.len())?;
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_left_out_however_it_is_written_and_cut() {
        let mask = Mask::default();
        mask.hide("s3cr\"et");
        mask.hide("no");
        let mut stream = Masked::new(Vec::new(), mask);
        for piece in ["a s3c", "r\"et ", "no\n{\"x\": \"s3cr\\", "\"et\"}"] {
            stream.write_all(piece.as_bytes()).unwrap();
        }
        stream.flush().unwrap();
        let written = String::from_utf8(stream.inner).unwrap();
        assert_eq!(written, "a ••• no\n{\"x\": \"•••\"}");
    }
}
