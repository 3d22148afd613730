//! A text with a name, and where its lines begin.

use std::ops::Range;
use std::sync::OnceLock;

/// A range of bytes. Texts of 4 GiB and more are refused before they get here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of a range of bytes; what is beyond `u32` is cut.
    pub fn new(range: Range<usize>) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: cut(range.start), end: cut(range.end) }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same that many bytes further on.
    #[must_use]
    pub fn shifted(self, by: u32) -> Self {
        Self { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }
}

/// A place for people: line and column count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    /// Bytes from the start of the text.
    pub byte: usize,
}

/// A text with a name: a path, or `-` for standard input.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// How many lines end before each block of bytes. Most texts are never asked for a place.
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each block of bytes, so that a column far inside of a long
    /// line needs no counting from the start. Nothing where every character is one byte.
    blocks: OnceLock<Option<Vec<u32>>>,
}

/// How many bytes a block has.
const BLOCK: usize = 1024;

impl Source {
    pub fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text, lines: OnceLock::new(), blocks: OnceLock::new() }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| blocks(&self.text, ends))
    }

    /// How many lines end before a byte.
    fn lines_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.lines()[block] as usize + ends(&self.text.as_bytes()[block * BLOCK..byte])
    }

    /// Where a line begins, counted from 1; nothing beyond the last one.
    fn start(&self, line: usize) -> Option<usize> {
        let ended = line.checked_sub(1)?;
        if ended == 0 {
            return Some(0);
        }
        // The block in which that many lines have ended.
        let block = self.lines().partition_point(|before| (*before as usize) < ended) - 1;
        let more = ended - self.lines()[block] as usize;
        let bytes = self.text.as_bytes()[block * BLOCK..].iter();
        let mut found = bytes.enumerate().filter(|(_, byte)| **byte == b'\n');
        found.nth(more - 1).map(|(at, _)| block * BLOCK + at + 1)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of a line, counted from 1, without its end. Empty beyond the last line.
    pub fn line(&self, line: usize) -> Range<usize> {
        let from = self.start(line).unwrap_or(self.text.len());
        let to = self.start(line + 1).unwrap_or(self.text.len()).max(from);
        let text = &self.text[from..to];
        from..from + text.trim_end_matches(['\n', '\r']).len()
    }

    /// Where a byte stands. A byte inside a character counts as that character.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.lines_before(byte) + 1;
        let start = self.start(line).unwrap_or_default();
        let column = self.characters(byte) - self.characters(start) + 1;
        Position { line, column, byte }
    }

    /// How many characters begin before a byte of the text.
    fn characters(&self, byte: usize) -> usize {
        let blocks = || (!self.text.is_ascii()).then(|| blocks(&self.text, beginnings));
        let Some(blocks) = self.blocks.get_or_init(blocks) else { return byte };
        let block = byte / BLOCK;
        blocks[block] as usize + beginnings(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How much was counted before each block of a text, one that begins at its end included.
fn blocks(text: &str, count: fn(&[u8]) -> usize) -> Vec<u32> {
    let mut before = 0;
    let counts = text.as_bytes().chunks_exact(BLOCK).map(|block| {
        before += count(block);
        u32::try_from(before).unwrap_or(u32::MAX)
    });
    std::iter::once(0).chain(counts).collect()
}

#[expect(clippy::naive_bytecount, reason = "a block is short")]
fn ends(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// Continuation bytes belong to the character before them.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("-", "aé漢\nxé: 1\r\n\n".to_owned());
        let at = |byte| {
            let Position { line, column, .. } = source.position(byte);
            (line, column)
        };
        assert_eq!([at(0), at(1), at(3), at(6)], [(1, 1), (1, 2), (1, 3), (1, 4)]);
        assert_eq!([at(7), at(8), at(10)], [(2, 1), (2, 2), (2, 3)]);
        assert_eq!(at(1000), (4, 1), "beyond the end is the end");
        let plain = Source::new("-", "ab\ncd".to_owned());
        assert_eq!(plain.position(4).column, 2);
    }

    #[test]
    fn lines_do_not_depend_on_blocks() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            for line in ["\n", "x\n", "éx\r\n", &format!("{}\n", "x".repeat(BLOCK))] {
                let text = [&line.repeat(length / line.len()), "end"].concat();
                let source = Source::new("-", text.clone());
                let mut from = 0;
                for (index, line) in text.split_inclusive('\n').enumerate() {
                    let shown = line.trim_end_matches(['\n', '\r']);
                    assert_eq!(source.line(index + 1), from..from + shown.len());
                    assert_eq!(source.position(from).line, index + 1);
                    assert_eq!(source.position(from + line.len() - 1).line, index + 1);
                    from += line.len();
                }
                assert!(source.line(text.lines().count() + 1).is_empty());
            }
        }
    }

    #[test]
    fn columns_do_not_depend_on_blocks() {
        for length in [BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let text = ["é", &"漢x".repeat(length / 4), "\n", &"aé".repeat(length / 3)].concat();
            let source = Source::new("-", text.clone());
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let column = text[line..at].chars().count() + 1;
                assert_eq!(source.position(at).column, column, "byte {at} of {length}");
            }
        }
        let exact = Source::new("-", "é".repeat(BLOCK));
        assert_eq!(exact.position(2 * BLOCK).column, BLOCK + 1, "the end of the last block");
    }

    #[test]
    fn a_long_line_is_not_counted_again_and_again() {
        let source = Source::new("-", "é".repeat(10_000_000));
        let columns = (0..100_000).map(|at| source.position(20_000_000 - 2 * at).column);
        // Counting from the start of the line would be more than 10^12 steps.
        assert_eq!(columns.min(), Some(10_000_000 - 99_999 + 1));
    }
}
