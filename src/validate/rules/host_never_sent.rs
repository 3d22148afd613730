//! L045: a gateway route matches a host that no request can name.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::hosts;
use crate::validate::rules::matches::{self, Matching};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L045"),
    severity: Severity::Error,
    title: "A gateway route matches a host that no request can name",
    forbidden: false,
    page: include_str!("host_never_sent.md"),
};

/// Holds the hosts of gateway routes against what a host can be.
#[derive(Debug)]
pub struct HostNeverSent;

impl Rule for HostNeverSent {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for host in matches::all(subject).iter().filter_map(Matching::host) {
            let Some(character) = hosts::foreign(host.text) else { continue };
            if matches!(character, '\0' | '\r' | '\n') {
                continue;
            }
            let message =
                format!("no request names such a host: it holds `{}`", character.escape_debug());
            let help = match character {
                '*' => "an ending stands in `suffix`, without `*`",
                ':' => "hosts are compared without their port; see `match.port`",
                _ => "hosts hold letters, digits, `-`, `_` and `.`",
            };
            findings.push(META.finding(host.id, host.path, message).help(help));
        }
    }
}
