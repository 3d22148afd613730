//! L013: what a caller demands of TLS is not what the listeners that it calls do.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Code, Severity};
use crate::model::listener::Protocol;
use crate::model::scalar::Port;
use crate::model::tls::{ClientTls, TlsMode};
use crate::model::{Kind, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::calls::{self, Answer, Answers, Call};
use crate::validate::rules::proxies::At;
use crate::validate::subject::{PROXIES, Subject};

const META: Meta = Meta {
    code: Code("L013"),
    severity: Severity::Error,
    title: "A caller and a listener disagree about TLS",
    forbidden: false,
    page: include_str!("tls_disagrees.md"),
};

/// Compares the client policies of callers with the TLS of what they call.
#[derive(Debug)]
pub struct TlsDisagrees;

impl Rule for TlsDisagrees {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let mut answers = Answers::new(subject);
        let mut known: HashMap<ResourceId, Offers<'_>> = HashMap::new();
        for resource in subject.of(PROXIES) {
            let may_call = subject.has_any(Kind::VirtualService, resource.id.mesh());
            if !may_call || !subject.is_whole(&resource.id) {
                continue;
            }
            for call in calls::of(subject, resource) {
                let offers = known
                    .entry(call.service.clone())
                    .or_insert_with(|| Offers::new(answers.of(&call.service)));
                findings.extend(offers.verdict(&call));
            }
        }
    }
}

/// What the listeners behind a virtual service offer: of each port and kind the first.
struct Offers<'a>(BTreeMap<(Port, Offer), Answer<'a>>);

/// What a listener offers to callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Offer {
    /// No TLS.
    Plain,
    /// No TLS of the proxy, but what passes may well be TLS.
    Bytes,
    /// TLS with a certificate of the caller.
    Mutual(TlsMode),
    Tls(TlsMode),
}

impl Offer {
    fn of(answer: &Answer<'_>) -> Self {
        let tls = answer.listener.tls.as_ref();
        match tls.filter(|tls| tls.mode != TlsMode::Disabled) {
            Some(tls) if tls.validation.is_some() => Self::Mutual(tls.mode),
            Some(tls) => Self::Tls(tls.mode),
            None if answer.listener.port_mapping.protocol == Protocol::Tcp => Self::Bytes,
            None => Self::Plain,
        }
    }
}

impl<'a> Offers<'a> {
    fn new(answers: &[Answer<'a>]) -> Self {
        let mut offers = BTreeMap::new();
        for answer in answers {
            let key = (answer.listener.port_mapping.port, Offer::of(answer));
            offers.entry(key).or_insert_with(|| answer.clone());
        }
        Self(offers)
    }

    /// The gravest thing that is wrong with a call.
    fn verdict(&self, call: &Call<'_>) -> Option<Finding> {
        let all = self.0.iter();
        let found = all.filter_map(|((port, offer), answer)| {
            let policy = call.policy.as_ref();
            let policy = policy.filter(|tls| {
                let ports = &tls.value.ports;
                ports.is_empty() || ports.contains(port)
            });
            finding(call, policy, *offer, answer)
        });
        found.reduce(|one, other| if other.severity > one.severity { other } else { one })
    }
}

fn finding(
    call: &Call<'_>,
    policy: Option<&At<'_, ClientTls>>,
    offer: Offer,
    answer: &Answer<'_>,
) -> Option<Finding> {
    let (service, node) = (call.service.name(), answer.node.id.name());
    let port = answer.listener.port_mapping.port;
    let mapping = || answer.path().member("portMapping").member("port");
    let tls = || answer.path().member("tls");
    let to = &answer.node.id;
    match (policy, offer) {
        (Some(policy), Offer::Plain) if policy.value.enforce != Some(false) => {
            let message = format!(
                "calls to `{service}` fail: they must use TLS, and port {port} of virtual node \
                 `{node}` has none"
            );
            let finding = META.finding(call.id, policy.path(), message).label("insists on TLS");
            let finding = finding.related(to, mapping(), "has no TLS");
            Some(finding.help("give the listener `tls`, or set `enforce: false` until it has"))
        }
        (Some(policy), Offer::Mutual(_)) if policy.value.certificate.is_none() => {
            let message = format!(
                "calls to `{service}` fail: virtual node `{node}` wants a certificate of its \
                 callers on port {port}"
            );
            let finding =
                META.finding(call.id, policy.path(), message).label("shows no certificate");
            let finding = finding.related(to, tls().member("validation"), "wants one");
            Some(finding.help("add `certificate` to the client policy"))
        }
        (None, Offer::Mutual(mode)) => {
            let message = format!(
                "calls to `{service}` have no client policy, and virtual node `{node}` wants a \
                 certificate of its callers on port {port}"
            );
            let finding = META.finding(call.id, call.path(), message);
            let finding = finding.label("shows no certificate");
            let finding = finding.related(to, tls().member("validation"), "wants one");
            let finding = finding.help("add a client policy with a `certificate`");
            // Such a listener takes plain text too, and control planes differ in what is tried.
            let is_permissive = mode == TlsMode::Permissive;
            Some(if is_permissive { finding.severity(Severity::Warning) } else { finding })
        }
        (None, Offer::Tls(TlsMode::Strict)) => {
            let message = format!(
                "calls to `{service}` use TLS, but nobody checks the certificate of virtual node \
                 `{node}`"
            );
            let finding = META.finding(call.id, call.path(), message);
            let finding = finding.severity(Severity::Info).label("has no client policy");
            let finding = finding.related(to, tls().member("mode"), "takes TLS only");
            Some(finding.help("add a client policy that says whom to trust"))
        }
        _ => None,
    }
}
