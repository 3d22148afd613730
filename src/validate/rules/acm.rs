//! L031: a certificate or an authority that only AWS can hand out.

use crate::diagnostic::{Code, Severity};
use crate::model::tls::{ClientTrust, ListenerCertificate};
use crate::model::{FieldPath, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L031"),
    severity: Severity::Error,
    title: "A certificate is kept where no proxy can fetch it",
    forbidden: false,
    page: include_str!("acm.md"),
};

/// Looks for certificates and authorities that AWS keeps.
#[derive(Debug)]
pub struct Acm;

impl Rule for Acm {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for tls in proxies::listener_tls(subject) {
            if matches!(tls.value.certificate, ListenerCertificate::Acm(_)) {
                let path = tls.path().member("certificate").member("acm");
                findings.push(finding(tls.id, path, "certificate"));
            }
        }
        for tls in proxies::client_tls(subject) {
            if matches!(tls.value.validation.trust, ClientTrust::Acm(_)) {
                let path = tls.path().member("validation").member("trust").member("acm");
                findings.push(finding(tls.id, path, "authority"));
            }
        }
    }
}

fn finding(id: &ResourceId, path: FieldPath, what: &str) -> Finding {
    let message = format!("AWS keeps this {what}, and hands it out to App Mesh only");
    META.finding(id, path, message)
        .label("no proxy gets it")
        .help("put it where the proxy is and use `file`, or give it to the proxy by `sds`")
}
