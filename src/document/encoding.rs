//! Bytes to text: UTF-8 only, with a place for the first byte that is not.

use crate::diagnostic::{Code, Safety, Severity, Span};
use crate::document::problem::Problem;
use crate::model::FieldPath;

const NOT_UTF8: Code = Code("S002");
const EMPTY: Code = Code("S006");
const TOO_LARGE: Code = Code("S007");
const BYTE_ORDER_MARK: Code = Code("S010");

/// The most bytes that one text may have: some 40,000 virtual nodes. Most documents have a few
/// thousand.
pub const BYTES_MAX: usize = 128 * 1024 * 1024;

/// A text, and what is wrong with its bytes.
#[derive(Debug)]
pub struct Decoded {
    /// Without a byte-order mark. Where the bytes are no UTF-8, what can be shown of them.
    pub text: String,
    pub problems: Vec<Problem>,
    /// Whether the text is what its author wrote.
    pub readable: bool,
}

/// Reads the bytes of one text.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if bytes.len() > BYTES_MAX {
        return unreadable(String::new(), too_large());
    }
    if let Some(problem) = utf16(&bytes) {
        return unreadable(String::new(), problem);
    }
    match String::from_utf8(bytes) {
        Ok(text) => readable(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // What stands in for the bad bytes is one character of three bytes.
            let span = Span::new(at..(at + 3).min(text.len()));
            let message = format!("not UTF-8: byte {at} begins no character");
            unreadable(text, problem(NOT_UTF8, span, message).help("save the file as UTF-8"))
        }
    }
}

fn readable(text: String) -> Decoded {
    let mut problems = Vec::new();
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => {
            let message = "the text begins with a byte-order mark, which is ignored";
            let mark = problem(BYTE_ORDER_MARK, Span::default(), message.to_owned());
            problems.push(mark.severity(Severity::Info).fix(Safety::Safe, None));
            rest.to_owned()
        }
        None => text,
    };
    if text.trim().is_empty() {
        let message = "the text is empty".to_owned();
        problems.push(problem(EMPTY, Span::default(), message));
    }
    Decoded { text, problems, readable: true }
}

fn unreadable(text: String, problem: Problem) -> Decoded {
    Decoded { text, problems: vec![problem], readable: false }
}

fn problem(code: Code, span: Span, message: String) -> Problem {
    Problem::new(code, &FieldPath::default(), span, message)
}

fn too_large() -> Problem {
    let limit = BYTES_MAX / (1024 * 1024);
    problem(TOO_LARGE, Span::default(), format!("larger than {limit} MiB"))
        .help("split the documents into several files")
}

/// UTF-16 is told by its byte-order mark, or by a zero byte beside the first character.
fn utf16(bytes: &[u8]) -> Option<Problem> {
    let name = match bytes {
        [0xFF, 0xFE, ..] | [1..=0x7F, 0, ..] => "UTF-16LE",
        [0xFE, 0xFF, ..] | [0, 1..=0x7F, ..] => "UTF-16BE",
        _ => return None,
    };
    let found = problem(NOT_UTF8, Span::default(), format!("this is {name}, not UTF-8"));
    Some(found.help("save the file as UTF-8"))
}
