//! Rules with codes over resources: what the API allows but what would not work, or not as meant.
//!
//! A rule speaks of resources and fields; where these stand in files is the caller's knowledge.

#![deny(clippy::disallowed_methods)]

mod envoy;
pub mod finding;
pub mod judgement;
pub mod rule;
pub mod subject;

pub mod registry;
mod rules;

pub use finding::Finding;
pub use registry::RULES;
pub use subject::{Partial, Scope, Subject};

use crate::model::{Resource, Snapshot};

/// What all rules find, in the order of the resources.
pub fn validate(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule.check(subject, &mut findings);
    }
    findings.sort_by(|one, other| {
        (&one.id, &one.path, one.code).cmp(&(&other.id, &other.path, other.code))
    });
    findings
}

/// What the API forbids in a single resource, beyond what its types cannot hold anyway.
pub fn forbidden(resource: &Resource) -> Vec<Finding> {
    let snapshot: Snapshot = std::iter::once(resource.clone()).collect();
    let subject = Subject::new(&snapshot, [], &|_| false);
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.meta().forbidden) {
        rule.check(&subject, &mut findings);
    }
    findings
}

#[cfg(test)]
mod tests;
