//! References to what does not exist, and where else there is something of that name.

use crate::model::mesh::EgressFilterType;
use crate::model::{Kind, Reference, ResourceId, Spec, Strength};
use crate::validate::finding::Finding;
use crate::validate::rule::Meta;
use crate::validate::subject::Subject;

/// How many names a list has before it counts the rest.
const LISTED_MAX: usize = 8;

/// A reference to something that does not exist.
#[derive(Debug)]
pub struct Absent<'a> {
    /// Who refers.
    pub id: &'a ResourceId,
    pub reference: Reference,
    pub elsewhere: Elsewhere<'a>,
}

/// What is known of the name of something that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere<'a> {
    Nowhere,
    /// A backend that calls can only leave the mesh for, which drops them.
    Dropped,
    /// Something of another kind has the name.
    OtherKind(&'a ResourceId),
    /// It exists in another mesh.
    OtherMesh(&'a ResourceId),
}

/// All of them, in the order of the resources that refer.
pub fn all<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Absent<'a>> {
    subject.missing().iter().map(|(id, reference)| {
        let elsewhere = elsewhere(subject, reference);
        Absent { id, reference: reference.clone(), elsewhere }
    })
}

fn elsewhere<'a>(subject: &'a Subject<'_>, reference: &Reference) -> Elsewhere<'a> {
    let to = &reference.to;
    let named = subject.named(to.name());
    if let Some(other) = named.iter().find(|id| id.kind() == to.kind()) {
        return Elsewhere::OtherMesh(other);
    }
    // A route can have the name of anything, and says nothing by it.
    let whole = |id: &&ResourceId| id.kind().row().parent.is_none() && id.kind() != Kind::Mesh;
    if let Some(other) = named.iter().filter(whole).find(|id| id.mesh() == to.mesh()) {
        return Elsewhere::OtherKind(other);
    }
    let is_backend = reference.strength == Strength::Loose;
    if is_backend && drops(subject, to) { Elsewhere::Dropped } else { Elsewhere::Nowhere }
}

/// Whether the mesh is known to drop calls to what is not in it.
fn drops(subject: &Subject<'_>, id: &ResourceId) -> bool {
    let mesh = id.mesh_id();
    let Some(Spec::Mesh(spec)) = subject.get(&mesh).map(|mesh| &mesh.spec) else { return false };
    let filter = spec.egress_filter.as_ref().map(|egress| egress.filter);
    subject.is_whole(&mesh) && filter != Some(EgressFilterType::AllowAll)
}

impl Absent<'_> {
    /// The beginning of a finding about it, with the names that there are.
    pub fn finding(&self, meta: &Meta, subject: &Subject<'_>, message: String) -> Finding {
        let Reference { path, to, strength } = &self.reference;
        let finding = meta.finding(self.id, path.clone(), message).label("referenced here");
        let finding = finding.help(names(subject, to));
        if *strength == Strength::Required {
            return finding.scope_note(subject);
        }
        let finding = finding.severity(meta.severity.min(crate::diagnostic::Severity::Warning));
        finding
            .note("a backend may be created later; until then calls to it fail")
            .scope_note(subject)
    }
}

/// What exists of the kind of something that does not.
fn names(subject: &Subject<'_>, to: &ResourceId) -> String {
    match subject.of_kind(to.kind(), to.mesh()) {
        [] if subject.is_documents_only() => {
            format!("no {} of mesh `{}` is among these documents", to.kind(), to.mesh())
        }
        [] => format!("there are no {} in mesh `{}`", to.kind().row().nouns, to.mesh()),
        known => listed(known),
    }
}

/// Some of one kind and mesh by their names, as a help: `virtual nodes in mesh `shop`: cart, web`.
pub fn listed(known: &[ResourceId]) -> String {
    let Some(first) = known.first() else { return String::new() };
    let names: Vec<&str> = known.iter().take(LISTED_MAX).map(ResourceId::name).collect();
    let (nouns, mesh, names) = (first.kind().row().nouns, first.mesh(), names.join(", "));
    match known.len().saturating_sub(LISTED_MAX) {
        0 => format!("{nouns} in mesh `{mesh}`: {names}"),
        more => format!("{nouns} in mesh `{mesh}`: {names} and {more} more"),
    }
}
