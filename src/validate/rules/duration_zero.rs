//! L028: a length of time that Envoy does not take as 0.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::duration;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L028"),
    severity: Severity::Error,
    title: "A length of time must not be 0",
    forbidden: false,
    page: include_str!("duration_zero.md"),
};

/// Looks for outlier detection that would go on without a pause.
#[derive(Debug)]
pub struct DurationZero;

impl Rule for DurationZero {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for place in duration::all(subject, |duration| duration::ms(duration) == 0) {
            if place.must_last {
                let message = "must be longer than 0";
                findings.push(META.finding(place.id, place.path, message));
            }
        }
    }
}
