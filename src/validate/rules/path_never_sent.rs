//! L022: a route, rewrite or health check with a path that no request can have.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches::{self, Matching, Place};
use crate::validate::rules::proxies;
use crate::validate::rules::rewrites;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L022"),
    severity: Severity::Error,
    title: "A path that no request can have",
    forbidden: false,
    page: include_str!("path_never_sent.md"),
};

/// Holds paths against what a proxy sees of a request.
#[derive(Debug)]
pub struct PathNeverSent;

impl Rule for PathNeverSent {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for place in matches::all(subject).iter().filter_map(Matching::plain_path) {
            let is_whole = place.path.to_string().ends_with("exact");
            if let Some(reason) = matched(place.text, is_whole) {
                findings.push(finding(place, reason));
            }
        }
        for place in rewrites::all(subject) {
            findings.extend(sent(place.text).map(|reason| finding(place, reason)));
        }
        for check in proxies::health_checks(subject) {
            let asks = matches!(check.protocol, "http" | "http2");
            let Some(text) = check.path.filter(|text| asks && !text.is_empty()) else { continue };
            let Some(reason) = sent(text) else { continue };
            let path = check.listener().member("healthCheck").member("path");
            findings.push(finding(Place { id: check.id, path, text }, reason));
        }
    }
}

fn finding(place: Place<'_>, reason: &str) -> Finding {
    let message = format!("no request can have the path `{}`: {reason}", place.text.escape_debug());
    META.finding(place.id, place.path, message)
}

/// Why a proxy cannot send a path.
fn sent(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("it does not begin with `/`");
    }
    if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some("blanks and what is not ASCII are percent-encoded");
    }
    path.contains('#').then_some("a fragment stays with the client")
}

/// Why a proxy never sees a path, or a beginning of one.
fn matched(path: &str, is_whole: bool) -> Option<&'static str> {
    if path.is_empty() {
        return None;
    }
    if let Some(reason) = sent(path) {
        return Some(reason);
    }
    if path.contains('?') {
        return Some("the query is not part of it; see `queryParameters`");
    }
    if path.contains("//") {
        return Some("proxies make one `/` of several");
    }
    let is_dotted = path.contains("/./") || path.contains("/../");
    let ends_dotted = is_whole && (path.ends_with("/.") || path.ends_with("/.."));
    (is_dotted || ends_dotted).then_some("proxies resolve `.` and `..`")
}
