//! R001: what a resource refers to does not exist.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::absent::{self, Absent, Elsewhere};
use crate::validate::subject::Subject;

/// For how many names a similar one is looked for. Who misses more made no typing error, and the
/// search takes time.
const SEARCHED_MAX: usize = 100;

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
        let mut search = Search { subject, found: BTreeMap::new() };
        let missing = absent::all(subject).filter(|one| one.elsewhere == Elsewhere::Nowhere);
        findings.extend(missing.map(|one| finding(subject, &one, &mut search)));
    }
}

fn finding(subject: &Subject<'_>, absent: &Absent<'_>, search: &mut Search<'_>) -> Finding {
    let to = &absent.reference.to;
    let message = format!("{} `{}` does not exist", to.kind(), to.name());
    let finding = absent.finding(&META, subject, message);
    let Some(similar) = search.similar(to) else { return finding };
    let text = format!("a {} with a similar name is defined here", to.kind());
    finding.related(similar, FieldPath::default(), text)
}

/// The similar names that were found so far, each looked for once.
struct Search<'a> {
    subject: &'a Subject<'a>,
    found: BTreeMap<ResourceId, Option<&'a ResourceId>>,
}

impl<'a> Search<'a> {
    /// The resource that was probably meant.
    fn similar(&mut self, to: &ResourceId) -> Option<&'a ResourceId> {
        if let Some(known) = self.found.get(to) {
            return *known;
        }
        if self.found.len() == SEARCHED_MAX {
            return None;
        }
        let allowed = (to.name().chars().count() / 3).clamp(1, 4);
        let others = self.subject.of_kind(to.kind(), to.mesh()).iter();
        let similar = others
            // Names of another length are far apart, which is told much faster than how far.
            .filter(|id| id.name().len().abs_diff(to.name().len()) <= allowed * 4)
            .map(|id| (strsim::damerau_levenshtein(id.name(), to.name()), id))
            .filter(|(distance, _)| *distance <= allowed)
            .min_by_key(|(distance, id)| (*distance, *id))
            .map(|(_, id)| id);
        self.found.insert(to.clone(), similar);
        similar
    }
}
