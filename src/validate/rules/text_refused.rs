//! L020: a text that is empty, too long or broken into lines where Envoy allows none of that.

use crate::diagnostic::{Code, Severity};
use crate::model::tls::{ClientCertificate, ClientTrust, ListenerCertificate, ListenerTrust};
use crate::model::virtual_node::ServiceDiscovery;
use crate::model::{FieldPath, Kind, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches;
use crate::validate::rules::proxies;
use crate::validate::rules::rewrites;
use crate::validate::subject::Subject;

/// How many bytes the name of a query parameter may have.
const QUERY_MAX: usize = 1024;

/// What no header can hold.
const BREAKING: [char; 3] = ['\0', '\r', '\n'];

const META: Meta = Meta {
    code: Code("L020"),
    severity: Severity::Error,
    title: "Envoy does not take a text",
    forbidden: true,
    page: include_str!("text_refused.md"),
};

/// Looks at the texts that Envoy checks before anything else.
#[derive(Debug)]
pub struct TextRefused;

impl Rule for TextRefused {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for matching in matches::all(subject) {
            for name in matching.header_names() {
                findings.extend(broken(name.id, name.path, name.text));
            }
            for (index, parameter) in matching.matches.query_parameters.iter().enumerate() {
                let path = matching.query_path(index).member("name");
                findings.extend(empty(matching.id, path.clone(), &parameter.name));
                if parameter.name.len() > QUERY_MAX {
                    let message =
                        format!("has {} bytes; at most 1024 are allowed", parameter.name.len());
                    findings.push(META.finding(matching.id, path, message));
                }
            }
            if let Some(host) = matching.host() {
                findings.extend(broken(host.id, host.path, host.text));
            }
        }
        for rewrite in rewrites::all(subject) {
            findings.extend(broken(rewrite.id, rewrite.path, rewrite.text));
        }
        for check in proxies::health_checks(subject) {
            let Some(text) = check.path.filter(|text| is_broken(text)) else { continue };
            let path = check.listener().member("healthCheck").member("path");
            findings.extend(broken(check.id, path, text));
        }
        for (id, path, text) in hostnames(subject).into_iter().chain(secrets(subject)) {
            findings.extend(empty(id, path, text));
        }
    }
}

fn empty(id: &ResourceId, path: FieldPath, text: &str) -> Option<Finding> {
    text.is_empty().then(|| META.finding(id, path, "must not be empty"))
}

fn is_broken(text: &str) -> bool {
    text.contains(BREAKING)
}

fn broken(id: &ResourceId, path: FieldPath, text: &str) -> Option<Finding> {
    let found = text.chars().find(|c| BREAKING.contains(c))?;
    let name = if found == '\0' { "NUL character" } else { "line break" };
    Some(META.finding(id, path, format!("must not hold a {name}")))
}

type Text<'a> = (&'a ResourceId, FieldPath, &'a str);

/// The names that nodes are found by.
/// Those that are empty.
fn hostnames<'a>(subject: &'a Subject<'_>) -> Vec<Text<'a>> {
    let found = subject.of(&[Kind::VirtualNode]).filter_map(|resource| {
        let Spec::VirtualNode(node) = &resource.spec else { return None };
        let Some(ServiceDiscovery::Dns(dns)) = &node.service_discovery else { return None };
        if !dns.hostname.is_empty() {
            return None;
        }
        let path = FieldPath::spec().member("serviceDiscovery").member("dns").member("hostname");
        Some((&resource.id, path, dns.hostname.as_str()))
    });
    found.collect()
}

/// The names of secrets.
fn secrets<'a>(subject: &'a Subject<'_>) -> Vec<Text<'a>> {
    let mut all = Vec::new();
    let at = |path: &FieldPath, members: &[&'static str]| {
        members.iter().fold(path.clone(), |path, member| path.member(*member))
    };
    for tls in proxies::listener_tls(subject) {
        if let ListenerCertificate::Sds(secret) = &tls.value.certificate {
            let path = at(&tls.path(), &["certificate", "sds", "secretName"]);
            all.push((tls.id, path, secret.secret_name.as_str()));
        }
        let trust = tls.value.validation.as_ref().map(|validation| &validation.trust);
        if let Some(ListenerTrust::Sds(secret)) = trust {
            let path = at(&tls.path(), &["validation", "trust", "sds", "secretName"]);
            all.push((tls.id, path, secret.secret_name.as_str()));
        }
    }
    for tls in proxies::client_tls(subject) {
        if let Some(ClientCertificate::Sds(secret)) = tls.value.certificate.as_deref() {
            let path = at(&tls.path(), &["certificate", "sds", "secretName"]);
            all.push((tls.id, path, secret.secret_name.as_str()));
        }
        if let ClientTrust::Sds(secret) = &tls.value.validation.trust {
            let path = at(&tls.path(), &["validation", "trust", "sds", "secretName"]);
            all.push((tls.id, path, secret.secret_name.as_str()));
        }
    }
    all
}
