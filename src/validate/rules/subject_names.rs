//! L034: a list of subject names that is empty, or holds patterns that nobody expands.

use crate::diagnostic::{Code, Severity};
use crate::model::scalar::Text;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L034"),
    severity: Severity::Warning,
    title: "A list of subject names does not say what it seems to",
    forbidden: false,
    page: include_str!("subject_names.md"),
};

/// Looks at the names that certificates must carry.
#[derive(Debug)]
pub struct SubjectNames;

impl Rule for SubjectNames {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let listeners = proxies::listener_tls(subject).filter_map(|tls| {
            let names = tls.value.validation.as_ref()?.subject_alternative_names.as_ref()?;
            is_odd(&names.names.exact).then(|| (tls.id, tls.path(), &names.names.exact))
        });
        let clients = proxies::client_tls(subject).filter_map(|tls| {
            let names = tls.value.validation.subject_alternative_names.as_ref()?;
            is_odd(&names.names.exact).then(|| (tls.id, tls.path(), &names.names.exact))
        });
        for (id, path, names) in listeners.chain(clients) {
            let path = path.member("validation").member("subjectAlternativeNames");
            let path = path.member("match").member("exact");
            if names.is_empty() {
                let finding = META.finding(id, path.clone(), "the list is empty");
                findings.push(finding.note("it is as if `subjectAlternativeNames` was left out"));
            }
            for (index, name) in names.iter().enumerate().filter(|(_, name)| name.contains('*')) {
                let message = format!("`{name}` is no pattern: a certificate must carry just that");
                findings.push(META.finding(id, path.clone().item(index), message));
            }
        }
    }
}

/// Whether something is to be said of these names.
fn is_odd<R>(names: &[Text<R>]) -> bool {
    names.is_empty() || names.iter().any(|name| name.contains('*'))
}
