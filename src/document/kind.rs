//! Which kind a spec is of, where nothing beside it says so.

use crate::document::check;
use crate::document::tree::Node;
use crate::model::{FieldPath, Kind, Spec};

/// The kinds that a spec may be of: those that it fits best, all of them if it fits none better.
pub fn candidates(spec: &Node) -> Vec<Kind> {
    let misfits = Kind::ALL.map(|kind| {
        let mut problems = Vec::new();
        check::check(spec, Spec::schema(kind), FieldPath::spec(), &mut problems);
        (kind, problems.len())
    });
    let least = misfits.iter().map(|(_, count)| *count).min().unwrap_or_default();
    misfits.into_iter().filter(|(_, count)| *count == least).map(|(kind, _)| kind).collect()
}

/// Whether nothing is wrong with a spec of that kind.
pub fn fits(spec: &Node, kind: Kind) -> bool {
    let mut problems = Vec::new();
    check::check(spec, Spec::schema(kind), FieldPath::spec(), &mut problems);
    problems.is_empty()
}

/// The one of `candidates` that the hints single out, the strongest hint first.
pub fn decide(candidates: &[Kind], hints: impl IntoIterator<Item = Kind>) -> Option<Kind> {
    match candidates {
        [one] => Some(*one),
        _ => hints.into_iter().find(|hint| candidates.contains(hint)),
    }
}
