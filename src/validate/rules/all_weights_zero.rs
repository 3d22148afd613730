//! W001: all weights of a route are 0.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::targets;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("W001"),
    severity: Severity::Error,
    title: "All weights of a route are 0",
    forbidden: false,
    page: include_str!("all_weights_zero.md"),
};

/// Looks for routes that send no request anywhere.
#[derive(Debug)]
pub struct AllWeightsZero;

impl Rule for AllWeightsZero {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            if targets::weights(route).iter().all(|weight| *weight == 0) {
                let message = "all weights are 0, so no request would be delivered";
                let finding = META.finding(id, targets::path(route), message);
                findings.push(finding.help("give at least one target a weight above 0"));
            }
        }
    }
}
