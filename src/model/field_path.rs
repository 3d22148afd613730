//! The place of a value within a resource: `spec.listeners[0].portMapping.port`.

use std::borrow::Cow;
use std::fmt;

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    Member(Cow<'static, str>),
    Item(usize),
}

/// The way from a resource to a value in it. Empty is the resource itself.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<Segment>);

impl FieldPath {
    /// The way to the spec.
    pub fn spec() -> Self {
        // Room for the deepest, since a path that grows is copied several times.
        Self(Vec::with_capacity(8)).member("spec")
    }

    /// One member further.
    #[must_use]
    pub fn member(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.push(Segment::Member(name.into()));
        self
    }

    /// One item further.
    #[must_use]
    pub fn item(mut self, index: usize) -> Self {
        self.push(Segment::Item(index));
        self
    }

    pub fn push(&mut self, segment: Segment) {
        self.0.push(segment);
    }

    pub fn pop(&mut self) {
        self.0.pop();
    }

    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Member(name) if index == 0 => f.write_str(name)?,
                Segment::Member(name) => write!(f, ".{name}")?,
                Segment::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
