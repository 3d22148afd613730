//! L023: a header is matched against a range that holds no number.

use crate::diagnostic::{Code, Severity};
use crate::model::matching::HeaderValueMatch;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L023"),
    severity: Severity::Error,
    title: "A route matches a range that holds no number",
    forbidden: false,
    page: include_str!("range_empty.md"),
};

/// Looks for ranges that end where they begin, or before.
#[derive(Debug)]
pub struct RangeEmpty;

impl Rule for RangeEmpty {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for matching in matches::all(subject) {
            for (index, header) in matching.matches.headers.iter().enumerate() {
                let Some(HeaderValueMatch::Range(range)) = &header.value else { continue };
                if range.start < range.end {
                    continue;
                }
                let path = matching.header_path(index).member("match").member("range");
                let message =
                    format!("no number is at least {} and below {}", range.start, range.end);
                let finding = META.finding(matching.id, path, message);
                findings.push(finding.help("the end is not part of a range"));
            }
        }
    }
}
