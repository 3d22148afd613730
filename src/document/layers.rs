//! The texts that the spans of a tree point into: that of its document, and those laid over it.

use std::sync::Arc;

use crate::diagnostic::{Location, Source, Span};

/// A text and what is laid over it. Spans count on from one text to the next, so that a tree whose
/// parts come from several texts still knows where each of them stands.
#[derive(Debug, Clone)]
pub struct Layers {
    base: Arc<Source>,
    above: Vec<Layer>,
}

#[derive(Debug, Clone)]
struct Layer {
    /// What its spans begin at.
    start: u32,
    source: Arc<Source>,
}

impl Layers {
    pub fn of(base: Arc<Source>) -> Self {
        Self { base, above: Vec::new() }
    }

    /// The text of the document.
    pub fn base(&self) -> &Arc<Source> {
        &self.base
    }

    /// Adds a text; answers how far its spans are to be shifted. Nothing once the texts have more
    /// bytes than spans can tell apart.
    pub fn lay(&mut self, source: &Arc<Source>) -> Option<u32> {
        let known = self.above.iter().find(|layer| Arc::ptr_eq(&layer.source, source));
        if let Some(layer) = known {
            return Some(layer.start);
        }
        let length = |source: &Source| u32::try_from(source.text().len()).ok();
        let (before, last) = match self.above.last() {
            Some(layer) => (layer.start, &layer.source),
            None => (0, &self.base),
        };
        // A span may be empty and stand at the end of its text.
        let start = before.checked_add(length(last)?)?.checked_add(1)?;
        start.checked_add(length(source)?)?;
        self.above.push(Layer { start, source: Arc::clone(source) });
        Some(start)
    }

    /// Where a span of the tree stands.
    pub fn at(&self, span: Span) -> Location {
        let layer = self.above.iter().rev().find(|layer| layer.start <= span.start);
        match layer {
            None => Location { source: Arc::clone(&self.base), span },
            Some(Layer { start, source }) => Location {
                source: Arc::clone(source),
                span: Span { start: span.start - start, end: span.end.saturating_sub(*start) },
            },
        }
    }
}
