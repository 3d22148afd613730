//! W004: a route names the same target twice.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::targets;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("W004"),
    severity: Severity::Warning,
    title: "A route names the same target twice",
    forbidden: false,
    page: include_str!("target_twice.md"),
};

/// Looks for targets with the same node and port.
#[derive(Debug)]
pub struct TargetTwice;

impl Rule for TargetTwice {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let list = route.rule.weighted_targets();
            for (index, target) in list.iter().enumerate() {
                let same = list[..index].iter().position(|other| {
                    (&other.virtual_node, other.port) == (&target.virtual_node, target.port)
                });
                let Some(first) = same else { continue };
                let at = |index| targets::path(route).item(index).member("virtualNode");
                let message = format!("virtual node `{}` is a target twice", target.virtual_node);
                let finding = META.finding(id, at(index), message).label("again here");
                let finding = finding.related(id, at(first), "first here");
                findings.push(finding.help("make it one target with the sum of the weights"));
            }
        }
    }
}
