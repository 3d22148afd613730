//! Findings get their places: documents and rules become one list of diagnostics.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Label, Severity};
use crate::document::documents::Document;
use crate::document::{Content, Documents};
use crate::model::Snapshot;
use crate::output::diagnostics::Summary;
use crate::validate::judgement::{
    self, Allowance, Examined, Judged, Origin, Policy, Suppressed, Where,
};
use crate::validate::{self, Finding, Partial, Scope, Subject};

/// All that is wrong with documents, and how much there is of them.
#[derive(Debug)]
pub struct Report {
    /// What counts, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What does not.
    pub suppressed: Vec<Suppressed>,
    /// Every resource that was looked at.
    pub examined: Vec<Examined>,
    pub summary: Summary,
}

impl Report {
    pub fn has_errors(&self) -> bool {
        self.worst() == Some(Severity::Error)
    }

    /// Leaves out what is not wanted.
    pub fn retain(&mut self, documents: &Documents, wanted: impl Fn(&Diagnostic) -> bool) {
        self.diagnostics.retain(&wanted);
        self.suppressed.retain(|one| wanted(&one.diagnostic));
        self.count(documents);
    }

    /// Counts again.
    pub fn count(&mut self, documents: &Documents) {
        self.summary = Summary {
            suppressed: self.suppressed.len(),
            rollouts: documents.rollouts.len(),
            ..Summary::new(&self.diagnostics, documents.files, documents.count())
        };
    }

    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
    }
}

/// Runs all rules over documents and puts what they find beside what was wrong with the texts.
pub fn check(documents: &Documents, policy: &Policy) -> Report {
    judged(documents, find(documents, Snapshot::lazy(), Scope::Documents), policy)
}

/// The same for documents that come to a control plane where `known` is. Only what the documents
/// define is judged.
pub fn check_beside(documents: &Documents, known: &Snapshot, policy: &Policy) -> Report {
    judged(documents, find(documents, known.clone(), Scope::ControlPlane), policy)
}

/// What counts of what was found.
fn judged(documents: &Documents, found: Vec<Finding>, policy: &Policy) -> Report {
    let mut diagnostics = documents.diagnostics.clone();
    diagnostics.extend(found.into_iter().map(|finding| locate(documents, finding)));
    let examined: Vec<Examined> = documents.all.iter().map(examined).collect();
    let Judged { mut diagnostics, mut suppressed } =
        judgement::judge(diagnostics, policy, &examined);
    diagnostic::sort(&mut diagnostics);
    suppressed.sort_by(|one, other| diagnostic::order(&one.diagnostic, &other.diagnostic));
    let mut report = Report { diagnostics, suppressed, examined, summary: Summary::default() };
    report.count(documents);
    report
}

/// A resource as it is judged: where it is, and what its document allows.
fn examined(document: &Document) -> Examined {
    let (layers, address) = (&document.place.layers, document.id.address());
    let allowances = document.allowed.iter().map(|allowed| Allowance {
        code: allowed.code.clone(),
        within: Where::default(),
        reason: Some(allowed.reason.clone()),
        until: None,
        origin: Origin::Document,
        written: Some((layers.at(allowed.span), address.clone())),
    });
    let allowances = allowances.collect();
    Examined { path: layers.base().name().to_owned(), allowances, address }
}

/// What the rules find in documents that come to where `snapshot` is.
fn find(documents: &Documents, mut snapshot: Snapshot, scope: Scope) -> Vec<Finding> {
    let (mut partial, mut rests) = (Vec::new(), Vec::new());
    for document in &documents.all {
        match &document.content {
            Content::Whole(resource) => {
                snapshot.insert(Arc::clone(resource));
            }
            Content::Partial { references, rest } => {
                partial.push(Partial { id: document.id.clone(), references: references.clone() });
                rests.extend(rest.as_ref().map(|rest| Arc::clone(&rest.resource)));
            }
        }
    }
    let may_exist = |id: &_| documents.may_define(id);
    let findings = |snapshot: &Snapshot| {
        let subject = Subject::new(snapshot, partial.clone(), &may_exist).within(scope);
        let mut findings = validate::validate(&subject);
        findings.retain(|finding| documents.get(&finding.id).is_some());
        findings
    };
    let mut found = findings(&snapshot);
    if !rests.is_empty() {
        // What is right in a broken document may still be at odds with something else.
        for rest in rests {
            snapshot.insert(rest);
        }
        let mut more = findings(&snapshot);
        more.retain(|finding| !is_follow_up(documents, finding));
        merge(&mut found, more);
    }
    found
}

/// Adds what is not there yet.
fn merge(findings: &mut Vec<Finding>, more: Vec<Finding>) {
    let key = |one: &Finding| (one.id.clone(), one.path.clone(), one.code);
    let known: BTreeSet<_> = findings.iter().map(key).collect();
    findings.extend(more.into_iter().filter(|finding| !known.contains(&key(finding))));
}

/// Whether a finding comes from what was left out of a resource, which is told already.
fn is_follow_up(documents: &Documents, finding: &Finding) -> bool {
    let related = finding.related.iter().map(|related| (&related.id, &related.path));
    std::iter::once((&finding.id, &finding.path)).chain(related).any(|(id, path)| {
        match documents.get(id).map(|document| &document.content) {
            Some(Content::Partial { rest: Some(rest), .. }) => rest.lacks(path),
            _ => false,
        }
    })
}

/// A finding with the places of its fields.
fn locate(documents: &Documents, finding: Finding) -> Diagnostic {
    let Finding { code, severity, id, path, message, label, related, help, notes } = finding;
    let place = documents.locate(&id, &path);
    let related = related.into_iter().filter_map(|related| {
        let location = documents.locate(&related.id, &related.path)?;
        Some(Label { location, text: related.text })
    });
    documents.explained(Diagnostic {
        code,
        severity,
        message,
        address: Some(id.address()),
        path: (!path.is_empty()).then(|| path.to_string()),
        related: related
            .filter(|label| {
                // A place that is shown already says nothing more.
                place.as_ref().is_none_or(|place| {
                    !Arc::ptr_eq(&place.source, &label.location.source)
                        || place.span != label.location.span
                })
            })
            .collect(),
        primary: place.map(|location| Label { location, text: label }),
        help,
        notes,
        fix: None,
    })
}

#[cfg(test)]
mod tests;
