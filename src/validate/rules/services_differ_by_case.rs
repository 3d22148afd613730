//! N004: two virtual services have names that differ only in case.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("N004"),
    severity: Severity::Error,
    title: "Names of virtual services differ only in case",
    forbidden: false,
    page: include_str!("services_differ_by_case.md"),
};

/// Looks for virtual services whose names are one host.
#[derive(Debug)]
pub struct ServicesDifferByCase;

impl Rule for ServicesDifferByCase {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let mut seen: BTreeMap<(&str, String), &ResourceId> = BTreeMap::new();
        let mut ids: Vec<&ResourceId> =
            subject.ids().filter(|id| id.kind() == Kind::VirtualService).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            let key = (id.mesh(), id.name().to_ascii_lowercase());
            if let Some(other) = seen.get(&key) {
                let message = format!(
                    "`{}` and `{}` are one host, whatever their case",
                    other.name(),
                    id.name()
                );
                let finding = META.finding(id, FieldPath::default(), message);
                findings.push(finding.related(other, FieldPath::default(), "the other one"));
            } else {
                seen.insert(key, id);
            }
        }
    }
}
