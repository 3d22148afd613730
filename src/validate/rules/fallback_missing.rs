//! L004: requests for the path of a route that are not like it wants them have no route.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::ranked::{self, Ranked};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L004"),
    severity: Severity::Info,
    title: "No route takes the other requests",
    forbidden: false,
    page: include_str!("fallback_missing.md"),
};

/// Looks for routes with conditions whose paths no route without conditions has.
#[derive(Debug)]
pub struct FallbackMissing;

impl Rule for FallbackMissing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        findings.extend(ranked::all(subject).iter().filter_map(finding));
    }
}

/// The last such route of a router or gateway: that is where another one would come.
fn finding(ranked: &Ranked<'_>) -> Option<Finding> {
    let routes = ranked.routes.iter().enumerate();
    let mut narrow = routes
        .filter(|(index, route)| !route.conditions.is_empty() && !ranked.has_fallback(*index));
    let (_, route) = narrow.next_back()?;
    let id = &route.resource.id;
    let message = format!("requests for this path that do not match `{}` have no route", id.name());
    let finding = META.finding(id, route.path(), message).label("not all requests are like this");
    Some(finding.help("add a route that matches the path alone, with a higher `priority`"))
}
