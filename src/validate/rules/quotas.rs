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
        let mut counted: BTreeMap<ResourceId, BTreeMap<Kind, Vec<&ResourceId>>> = BTreeMap::new();
        for id in subject.ids() {
            let whole = id.parent_id().filter(|_| quota(id.kind()).is_some());
            if let Some(whole) = whole {
                counted.entry(whole).or_default().entry(id.kind()).or_default().push(id);
            }
        }
        for (whole, kinds) in &mut counted {
            findings.extend(kinds.iter_mut().filter_map(|(kind, ids)| exceeded(whole, *kind, ids)));
        }
        for resource in subject.snapshot.iter() {
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
fn exceeded(whole: &ResourceId, kind: Kind, ids: &mut [&ResourceId]) -> Option<Finding> {
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
