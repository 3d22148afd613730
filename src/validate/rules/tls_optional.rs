//! L032: a client policy that does not insist on TLS.

use crate::diagnostic::{Code, Severity};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L032"),
    severity: Severity::Info,
    title: "TLS is not a must",
    forbidden: false,
    page: include_str!("tls_optional.md"),
};

/// Looks for client policies with `enforce: false`.
#[derive(Debug)]
pub struct TlsOptional;

impl Rule for TlsOptional {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for tls in proxies::client_tls(subject) {
            if tls.value.enforce == Some(false) {
                let message = "calls are in plain text where the other side has no TLS";
                let finding = META.finding(tls.id, tls.path().member("enforce"), message);
                findings.push(finding.note("where it has TLS, this policy applies"));
            }
        }
    }
}
