//! R001: what a resource refers to does not exist.

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, Reference, ResourceId, Strength};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

/// How many names the help lists before it counts the rest.
const LISTED_MAX: usize = 8;

const META: Meta = Meta {
    code: Code("R001"),
    severity: Severity::Error,
    title: "The target of a reference does not exist",
    forbidden: false,
    page: include_str!("target_missing.md"),
};

/// Looks up every reference but the one to the parent.
#[derive(Debug)]
pub struct TargetMissing;

impl Rule for TargetMissing {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        let missing = subject.references().filter(|(_, reference)| subject.lacks(&reference.to));
        findings.extend(missing.filter_map(|(id, reference)| finding(subject, id, reference)));
    }
}

fn finding(subject: &Subject<'_>, id: &ResourceId, reference: Reference) -> Option<Finding> {
    let Reference { path, to, strength } = reference;
    let known = subject.names(to.kind(), to.mesh());
    // Files of a single service need not hold the services of others.
    if strength == Strength::Loose && known.is_empty() {
        return None;
    }
    let message = format!("{} `{}` does not exist", to.kind(), to.name());
    let mut finding = META.finding(id, path, message).label("referenced here");
    if strength == Strength::Loose {
        finding = finding
            .severity(Severity::Warning)
            .note("a backend may be created later; until then calls to it fail");
    }
    if let Some(similar) = similar(subject, &to) {
        let text = format!("a {} with a similar name is defined here", to.kind());
        finding = finding.related(similar, FieldPath::default(), text);
    }
    Some(finding.help(names(subject, &to, &known)).scope_note(subject))
}

/// The resource that was probably meant.
fn similar<'a>(subject: &'a Subject<'_>, to: &ResourceId) -> Option<&'a ResourceId> {
    let allowed = (to.name().chars().count() / 3).clamp(1, 4);
    let others = subject.ids().filter(|id| id.kind() == to.kind() && id.mesh() == to.mesh());
    others
        // Names of another length are far apart, which is told much faster than how far.
        .filter(|id| id.name().len().abs_diff(to.name().len()) <= allowed * 4)
        .map(|id| (strsim::damerau_levenshtein(id.name(), to.name()), id))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, id)| (*distance, *id))
        .map(|(_, id)| id)
}

fn names(subject: &Subject<'_>, to: &ResourceId, known: &[&str]) -> String {
    let (nouns, mesh) = (to.kind().row().nouns, to.mesh());
    match known {
        [] if subject.is_documents_only() => {
            return format!("no {} of mesh `{mesh}` is among these documents", to.kind());
        }
        [] => return format!("there are no {nouns} in mesh `{mesh}`"),
        _ => {}
    }
    let listed = known.iter().take(LISTED_MAX).copied().collect::<Vec<_>>().join(", ");
    match known.len().saturating_sub(LISTED_MAX) {
        0 => format!("{nouns} in mesh `{mesh}`: {listed}"),
        more => format!("{nouns} in mesh `{mesh}`: {listed} and {more} more"),
    }
}
