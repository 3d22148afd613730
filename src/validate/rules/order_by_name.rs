//! L006: two routes take some of the same requests, and only their names say which comes first.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::ranked;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L006"),
    severity: Severity::Info,
    title: "Only names say which of two routes comes first",
    forbidden: false,
    page: include_str!("order_by_name.md"),
};

/// Compares routes of equal priority and equal path.
#[derive(Debug)]
pub struct OrderByName;

impl Rule for OrderByName {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for ranked in ranked::all(subject) {
            for (index, route) in ranked.routes.iter().enumerate() {
                let Some(rival) = ranked.rival(index) else { continue };
                let (id, other) = (&route.resource.id, &rival.resource.id);
                let message = format!(
                    "a request that `{}` and `{}` match is for the first of them by name",
                    other.name(),
                    id.name()
                );
                let finding = META.finding(id, route.path(), message);
                let finding = finding.label("has the same path and priority");
                let finding = finding.related(other, rival.path(), "weir tries this one first");
                findings.push(
                    finding
                        .help("give the two different priorities; the lowest is tried first")
                        .note("App Mesh said nothing about the order of such routes"),
                );
            }
        }
    }
}
