//! W007: the weights of a route sum up to more than 100.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::targets;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("W007"),
    severity: Severity::Error,
    title: "The weights of a route sum up to more than 100",
    forbidden: true,
    page: include_str!("weights_above_hundred.md"),
};

/// Looks for sums that the API forbids.
#[derive(Debug)]
pub struct WeightsAboveHundred;

impl Rule for WeightsAboveHundred {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let weights = targets::weights(route);
            let sum: i64 = weights.iter().sum();
            if sum > 100 {
                let message = format!("the weights sum up to {sum}; at most 100 is allowed");
                let finding = META.finding(id, targets::path(route), message);
                findings.push(finding.label(targets::sum_text(&weights)));
            }
        }
    }
}
