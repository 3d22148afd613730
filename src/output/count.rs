//! Numbers with their nouns.

use std::fmt;

/// A number and what it counts: `1 error`, `2 errors`.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    number: usize,
    one: &'static str,
    many: &'static str,
}

impl Count {
    pub fn new(number: usize, one: &'static str, many: &'static str) -> Self {
        Self { number, one, many }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.number == 1 { self.one } else { self.many };
        write!(f, "{} {noun}", self.number)
    }
}

/// `1 resource`, `2 resources`.
pub fn resources(number: usize) -> Count {
    Count::new(number, "resource", "resources")
}
