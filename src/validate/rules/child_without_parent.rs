//! R005: a route or gateway route whose router or gateway does not exist.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Kind, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::absent;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("R005"),
    severity: Severity::Error,
    title: "The router or gateway of a route does not exist",
    forbidden: false,
    page: include_str!("child_without_parent.md"),
};

/// Looks up the parent of every route and gateway route.
#[derive(Debug)]
pub struct ChildWithoutParent;

impl Rule for ChildWithoutParent {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        findings.extend(subject.ids().filter_map(|id| finding(subject, id)));
    }
}

/// A mesh may be defined elsewhere, so only routers and gateways are looked up.
fn finding(subject: &Subject<'_>, id: &ResourceId) -> Option<Finding> {
    let parent = id.parent_id().filter(|parent| parent.kind() != Kind::Mesh)?;
    if !subject.lacks(&parent) {
        return None;
    }
    let (kind, name) = (parent.kind(), parent.name());
    let path = FieldPath::default().member(kind.row().name_member);
    let message = format!(
        "{kind} `{name}` does not exist, and {} `{}` is a part of it",
        id.kind(),
        id.name()
    );
    let help = match subject.of_kind(kind, id.mesh()) {
        [] => format!("define the {kind} too"),
        known => absent::listed(known),
    };
    let finding = META.finding(id, path, message).label("referenced here").help(help);
    Some(finding.scope_note(subject))
}
