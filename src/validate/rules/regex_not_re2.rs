//! L017: a regular expression that Envoy's engine does not take.

use crate::diagnostic::{Code, Severity};
use crate::validate::envoy::re2;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches::{self, Matching};
use crate::validate::subject::Subject;

const HELP: &str = "https://github.com/google/re2/wiki/Syntax has what Envoy's engine knows";

const META: Meta = Meta {
    code: Code("L017"),
    severity: Severity::Error,
    title: "Envoy does not take a regular expression",
    forbidden: true,
    page: include_str!("regex_not_re2.md"),
};

/// Reads the regular expressions of routes as RE2 does.
#[derive(Debug)]
pub struct RegexNotRe2;

impl Rule for RegexNotRe2 {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for place in matches::all(subject).iter().flat_map(Matching::regexes) {
            if let Err(error) = re2::check(place.text) {
                let message = format!("Envoy does not take the regular expression: {error}");
                let finding = META.finding(place.id, place.path, message).label("not RE2");
                findings.push(finding.help(HELP));
            }
        }
    }
}
