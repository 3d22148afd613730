//! R007: a certificate or an authority of another AWS account than the others of the mesh.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};
use crate::model::tls::{ClientTrust, ListenerCertificate};
use crate::model::{FieldPath, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("R007"),
    severity: Severity::Info,
    title: "An ARN of another account",
    forbidden: false,
    page: include_str!("other_account.md"),
};

/// Compares the accounts in ARNs of certificates and authorities.
#[derive(Debug)]
pub struct OtherAccount;

impl Rule for OtherAccount {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let mut meshes: BTreeMap<&str, Vec<Named<'_>>> = BTreeMap::new();
        for named in all(subject) {
            meshes.entry(named.id.mesh()).or_default().push(named);
        }
        for named in meshes.values() {
            findings.extend(strangers(named));
        }
    }
}

/// An ARN with the account in it.
struct Named<'a> {
    id: &'a ResourceId,
    path: FieldPath,
    account: &'a str,
}

fn all<'a>(subject: &'a Subject<'_>) -> Vec<Named<'a>> {
    let mut all = Vec::new();
    for tls in proxies::listener_tls(subject) {
        let ListenerCertificate::Acm(acm) = &tls.value.certificate else { continue };
        let path = tls.path().member("certificate").member("acm").member("certificateArn");
        let account = account(&acm.certificate_arn);
        all.extend(account.map(|account| Named { id: tls.id, path, account }));
    }
    for tls in proxies::client_tls(subject) {
        let ClientTrust::Acm(acm) = &tls.value.validation.trust else { continue };
        let at = tls.path().member("validation").member("trust").member("acm");
        let at = at.member("certificateAuthorityArns");
        for (index, arn) in acm.certificate_authority_arns.iter().enumerate() {
            let path = at.clone().item(index);
            all.extend(account(arn).map(|account| Named { id: tls.id, path, account }));
        }
    }
    all
}

/// The account in `arn:aws:acm:REGION:ACCOUNT:certificate/ID`.
fn account(arn: &str) -> Option<&str> {
    let mut parts = arn.split(':');
    let account = (parts.next() == Some("arn")).then(|| parts.nth(3)).flatten()?;
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    is_account.then_some(account)
}

/// Those that are not of the account that most are of; of equally many, that of the first.
fn strangers(named: &[Named<'_>]) -> Vec<Finding> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in named {
        *counts.entry(one.account).or_default() += 1;
    }
    let usual = named.iter().rev().max_by_key(|one| counts.get(one.account));
    let Some(usual) = usual else { return Vec::new() };
    let strangers = named.iter().filter(|one| one.account != usual.account);
    let finding = |one: &Named<'_>| {
        let message = format!(
            "this is of account {}, and others of mesh `{}` are of {}",
            one.account,
            one.id.mesh(),
            usual.account
        );
        let finding = META.finding(one.id, one.path.clone(), message);
        finding.related(usual.id, usual.path.clone(), format!("of account {}", usual.account))
    };
    strangers.map(finding).collect()
}
