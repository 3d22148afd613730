//! L047: a query parameter has a `match` with nothing in it.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L047"),
    severity: Severity::Warning,
    title: "The match of a query parameter is empty",
    forbidden: false,
    page: include_str!("query_match_empty.md"),
};

/// Looks for matches of query parameters without a value.
#[derive(Debug)]
pub struct QueryMatchEmpty;

impl Rule for QueryMatchEmpty {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for matching in matches::all(subject) {
            if !subject.is_whole(matching.id) {
                continue;
            }
            for (index, parameter) in matching.matches.query_parameters.iter().enumerate() {
                if parameter.value.as_ref().is_none_or(|value| value.exact.is_some()) {
                    continue;
                }
                let name = &parameter.name;
                let message = format!("any value of the query parameter `{name}` matches");
                let path = matching.query_path(index).member("match");
                let finding = META.finding(matching.id, path, message).label("is empty");
                findings
                    .push(finding.help("add `exact`, or leave out `match` if any value is meant"));
            }
        }
    }
}
