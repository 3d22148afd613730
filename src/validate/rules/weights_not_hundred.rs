//! W002: the weights of a route sum up to less than 100.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::targets;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("W002"),
    severity: Severity::Info,
    title: "The weights of a route do not sum up to 100",
    forbidden: false,
    page: include_str!("weights_not_hundred.md"),
};

/// Looks for routes whose weights are easily taken for percentages.
#[derive(Debug)]
pub struct WeightsNotHundred;

impl Rule for WeightsNotHundred {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let weights = targets::weights(route);
            let sum: i64 = weights.iter().sum();
            // A single target gets everything, whatever its weight.
            if weights.len() < 2 || !(1..100).contains(&sum) {
                continue;
            }
            let message = format!("the weights sum up to {sum}, so they are not percentages");
            let shares: Vec<String> = weights.iter().map(|weight| share(*weight, sum)).collect();
            let finding = META.finding(id, targets::path(route), message);
            findings.push(finding.note(format!("the shares are {}", shares.join(", "))));
        }
    }
}

/// A share in percent, with one digit where it is not whole.
fn share(weight: i64, sum: i64) -> String {
    let tenths = (weight * 1000 + sum / 2) / sum;
    match tenths % 10 {
        0 => format!("{} %", tenths / 10),
        tenth => format!("{}.{tenth} %", tenths / 10),
    }
}
