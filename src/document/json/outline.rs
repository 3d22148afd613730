//! Where the resources of a large text stand, found without reading them, so that they can be read
//! one by one: a text of many resources takes less memory than its tree, and several readers less
//! time than one.

use crate::diagnostic::Span;
use crate::document::json::parser::{Parser, Syntax};

/// A value of which nothing is known but where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    pub span: Span,
    /// How many lists and objects stand around it.
    pub depth: usize,
}

/// The items of the lists and bundles of a text, and its other values. Nothing where the text is
/// not plain enough to tell; that it is well-formed is for the reader of the elements to find out.
pub fn outline(text: &str) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    let mut parser = Parser::new(text, Syntax::Strict);
    loop {
        parser.space().ok()?;
        match parser.peek() {
            None => return Some(elements),
            Some(b'[') => items(&mut parser, text, 1, &mut elements)?,
            Some(b'{') => {
                let start = parser.place();
                if let Some(mut found) = bundle(&mut parser, text) {
                    elements.append(&mut found);
                } else {
                    parser.start_at(start, 0);
                    elements.push(Element { span: skip(&mut parser, text)?, depth: 0 });
                }
            }
            Some(_) => return None,
        }
    }
}

/// The items of a list that is not empty.
fn items(
    parser: &mut Parser<'_>,
    text: &str,
    depth: usize,
    elements: &mut Vec<Element>,
) -> Option<()> {
    parser.step();
    parser.space().ok()?;
    loop {
        elements.push(Element { span: skip(parser, text)?, depth });
        if parser.closes(b']').ok()? {
            return Some(());
        }
    }
}

/// The resources of `{"weir": 1, "resources": […]}` with nothing beside them.
fn bundle(parser: &mut Parser<'_>, text: &str) -> Option<Vec<Element>> {
    let (mut elements, mut marked) = (Vec::new(), false);
    parser.step();
    loop {
        parser.space().ok()?;
        if parser.peek() != Some(b'"') {
            return None;
        }
        let key = parser.string().ok()?;
        parser.space().ok()?;
        if parser.peek() != Some(b':') {
            return None;
        }
        parser.step();
        parser.space().ok()?;
        match (&*key, parser.peek()) {
            ("weir", Some(b'1')) if !marked => {
                parser.step();
                marked = true;
            }
            ("resources", Some(b'[')) if elements.is_empty() => {
                items(parser, text, 2, &mut elements)?;
            }
            _ => return None,
        }
        if parser.closes(b'}').ok()? {
            return (marked && !elements.is_empty()).then_some(elements);
        }
    }
}

/// Goes to the end of an object, by its brackets alone.
fn skip(parser: &mut Parser<'_>, text: &str) -> Option<Span> {
    let start = parser.place();
    if parser.peek() != Some(b'{') {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, start);
    loop {
        match bytes.get(at)? {
            b'"' => at = end_of_string(bytes, at)?,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    parser.start_at(at + 1, 0);
                    return Some(Span::new(start..at + 1));
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The closing quote of a string.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
