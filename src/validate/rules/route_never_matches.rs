//! L005: a route that never matches, because one before it takes all that it would.

use crate::diagnostic::{Code, Severity};
use crate::model::scalar::Priority;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::ranked;
use crate::validate::rules::reach::Reach;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L005"),
    severity: Severity::Warning,
    title: "A route never matches",
    forbidden: false,
    page: include_str!("route_never_matches.md"),
};

/// Compares the routes of a router or gateway with those that are tried before them.
#[derive(Debug)]
pub struct RouteNeverMatches;

impl Rule for RouteNeverMatches {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for ranked in ranked::all(subject) {
            for (index, route) in ranked.routes.iter().enumerate() {
                findings.extend(ranked.before(index).map(|before| finding(route, before)));
            }
        }
    }
}

fn finding(route: &Reach<'_>, before: &Reach<'_>) -> Finding {
    let (id, other) = (&route.resource.id, &before.resource.id);
    let message = format!("the route never matches: `{}` takes all that it would", other.name());
    let finding = META.finding(id, route.path(), message);
    let finding = finding.label(format!("has {}", priority(route))).related(
        other,
        before.path(),
        format!("is tried first: has {}", priority(before)),
    );
    if route.priority != before.priority {
        return finding.help("the lowest `priority` is tried first: give this route a lower one");
    }
    let finding = finding.help("give this route a lower `priority` than the other");
    finding.note(
        "with equal priority, weir tries longer paths first and then goes by name; App Mesh said \
         nothing about it",
    )
}

/// The priority of a route in words.
fn priority(route: &Reach<'_>) -> String {
    match route.priority.map(Priority::get) {
        Some(priority) => format!("priority {priority}"),
        None => "no priority, which is the last".to_owned(),
    }
}
