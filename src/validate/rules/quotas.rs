//! L014: more of something than App Mesh allowed without asking for more.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

/// How many backends a node had at most.
const BACKENDS_MAX: usize = 50;

const META: Meta = Meta {
    code: Code("L014"),
    severity: Severity::Info,
    title: "More than the default quota of App Mesh",
    forbidden: false,
    page: include_str!("quotas.md"),
};

/// Counts what App Mesh had a quota for.
#[derive(Debug)]
pub struct Quotas;

impl Rule for Quotas {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let mut counted: BTreeMap<(&str, Kind, Option<&str>), Vec<&ResourceId>> = BTreeMap::new();
        for id in subject.ids() {
            let whole = (id.mesh(), id.kind(), id.parent());
            counted.entry(whole).or_default().push(id);
        }
        findings.extend(counted.values_mut().filter_map(|ids| exceeded(ids)));
        for resource in subject.of(&[Kind::VirtualNode]) {
            let Spec::VirtualNode(node) = &resource.spec else { continue };
            if node.backends.len() > BACKENDS_MAX {
                let path = FieldPath::spec().member("backends").item(BACKENDS_MAX);
                let count = node.backends.len();
                let message = format!("the virtual node has {count} backends");
                findings.push(finding(&resource.id, path, message, BACKENDS_MAX));
            }
        }
    }
}

/// How many of a kind there could be in what they are a part of.
fn quota(kind: Kind) -> Option<usize> {
    match kind {
        Kind::VirtualNode | Kind::VirtualRouter | Kind::VirtualService => Some(200),
        Kind::Route => Some(50),
        Kind::VirtualGateway => Some(3),
        Kind::GatewayRoute => Some(10),
        Kind::Mesh => None,
    }
}

/// Tells it of the first one too many.
fn exceeded(ids: &mut [&ResourceId]) -> Option<Finding> {
    let (kind, whole) = (ids.first()?.kind(), ids.first()?.parent_id()?);
    let most = quota(kind).filter(|most| ids.len() > *most)?;
    ids.sort_unstable();
    let (of, name) = (whole.kind(), whole.name());
    let message = format!("{of} `{name}` has {} {}", ids.len(), kind.row().nouns);
    Some(finding(ids[most], FieldPath::default(), message, most))
}

fn finding(id: &ResourceId, path: FieldPath, message: String, most: usize) -> Finding {
    let finding = META.finding(id, path, message).label(format!("the first above {most}"));
    finding.note(format!("App Mesh allowed {most} unless asked for more; weir sets no limit"))
}
