//! L021: a route that matches a header whose name HTTP does not allow.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches::{self, Matching};
use crate::validate::subject::Subject;

/// What HTTP/2 has in place of the request line.
const PSEUDO: &[&str] = &[":authority", ":method", ":path", ":protocol", ":scheme"];

const META: Meta = Meta {
    code: Code("L021"),
    severity: Severity::Error,
    title: "A route matches a header that no request can have",
    forbidden: false,
    page: include_str!("header_never_sent.md"),
};

/// Holds the names of headers and metadata against what HTTP allows.
#[derive(Debug)]
pub struct HeaderNeverSent;

impl Rule for HeaderNeverSent {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for name in matches::all(subject).iter().flat_map(Matching::header_names) {
            if is_possible(name.text) || name.text.contains(['\0', '\r', '\n']) {
                continue;
            }
            let message = format!("no request can have a header named `{}`", name.text);
            let finding = META.finding(name.id, name.path, message);
            findings.push(finding.help("names hold letters, digits and `-`, `_` or `.`"));
        }
    }
}

fn is_possible(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.starts_with(':') { PSEUDO.contains(&name) } else { name.bytes().all(is_token) }
}
