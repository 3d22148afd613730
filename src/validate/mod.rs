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
pub use rule::Rule;
pub use subject::{Partial, Scope, Subject};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::model::{Resource, Snapshot};

/// From how many resources on several threads are faster than one.
const SEVERAL_THREADS: usize = 200;

/// What all rules find, in the order of the resources.
pub fn validate(subject: &Subject<'_>) -> Vec<Finding> {
    let found =
        if subject.snapshot.len() < SEVERAL_THREADS { in_turn(subject) } else { at_once(subject) };
    in_order(found)
}

/// What each rule finds, in the order of the rules.
fn in_turn(subject: &Subject<'_>) -> Vec<Vec<Finding>> {
    RULES.iter().map(|rule| findings(*rule, subject)).collect()
}

/// The same, with several rules at work at the same time.
fn at_once(subject: &Subject<'_>) -> Vec<Vec<Finding>> {
    RULES.par_iter().map(|rule| findings(*rule, subject)).collect()
}

fn findings(rule: &dyn Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    rule.check(subject, &mut findings);
    findings
}

/// By resource and field; what is alike stays in the order of the rules.
fn in_order(found: Vec<Vec<Finding>>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
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
mod properties;
#[cfg(test)]
mod tests;
