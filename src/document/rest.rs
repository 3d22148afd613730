//! What is left of a resource without what is wrong with it, so that rules can look at the rest.

use std::sync::Arc;

use crate::diagnostic::{Code, Severity};
use crate::document::decode;
use crate::document::problem::Problem;
use crate::document::tree::{Node, Value};
use crate::model::{FieldPath, Resource, ResourceId, Segment, Tags};

/// With more than this wrong with one resource, what rules would say of its rest is not missed, and
/// leaving all of it out one by one would take long.
const LEFT_OUT_MAX: usize = 500;

/// Members that are not known, and that may have been meant to be one beside them.
const STRANGE: [Code; 2] = [Code("F001"), Code("F008")];

/// A resource without the members that are wrong. It is good for rules and for nothing else.
#[derive(Debug)]
pub struct Rest {
    pub resource: Arc<Resource>,
    /// What was left out.
    left_out: Vec<FieldPath>,
    /// The objects in which something is not known.
    strange: Vec<FieldPath>,
}

impl Rest {
    /// Leaves out what `problems` are about, and what cannot be without it; nothing if too little
    /// is left.
    pub fn of(id: &ResourceId, spec: &Node, problems: &[Problem]) -> Option<Self> {
        let errors = || problems.iter().filter(|problem| problem.severity == Severity::Error);
        let inside = |problem: &&Problem| is_within(&problem.path, &FieldPath::spec());
        let mut left_out: Vec<FieldPath> =
            errors().filter(inside).map(|problem| member_of(&problem.path)).collect();
        if left_out.len() > LEFT_OUT_MAX {
            return None;
        }
        let strange = errors().filter(inside).filter(|problem| STRANGE.contains(&problem.code));
        let strange = strange.map(|problem| parent(&problem.path)).collect();
        let spec = loop {
            match decode::spec(id.kind(), &without(spec, &left_out)?) {
                Ok(spec) => break spec,
                // What is left out is required where it stands.
                Err(_) => left_out = around(&left_out)?,
            }
        };
        // No rule looks at tags.
        let resource = Resource { id: id.clone(), spec, tags: Tags::default(), metadata: None };
        Some(Self { resource: Arc::new(resource), left_out, strange })
    }

    /// Whether a field was left out, or may be what a member that is not known was meant to be.
    pub fn lacks(&self, path: &FieldPath) -> bool {
        self.left_out.iter().any(|left_out| is_within(path, left_out))
            || (!path.is_empty() && self.strange.contains(&parent(path)))
    }
}

/// The innermost member on the way: without one of its items a list would count differently.
fn member_of(path: &FieldPath) -> FieldPath {
    let mut path = path.clone();
    while let Some(Segment::Item(_)) = path.segments().last() {
        path.pop();
    }
    path
}

fn parent(path: &FieldPath) -> FieldPath {
    let mut path = path.clone();
    path.pop();
    path
}

fn is_within(path: &FieldPath, outer: &FieldPath) -> bool {
    path.segments().starts_with(outer.segments())
}

/// What the members stand in, but for the spec itself; nothing if that is all there is.
fn around(paths: &[FieldPath]) -> Option<Vec<FieldPath>> {
    let is_outermost = |path: &FieldPath| parent(path) == FieldPath::spec();
    if paths.iter().all(is_outermost) {
        return None;
    }
    let around = |path: &FieldPath| {
        if is_outermost(path) { path.clone() } else { member_of(&parent(path)) }
    };
    Some(paths.iter().map(around).collect())
}

/// A spec without the members at those paths.
fn without(spec: &Node, paths: &[FieldPath]) -> Option<Node> {
    let mut spec = spec.clone();
    for path in paths {
        leave_out(&mut spec, path.segments().get(1..).unwrap_or_default())?;
    }
    Some(spec)
}

/// Removes the member at the end of a path, if it is there; nothing if the path is that of the
/// spec, without which there is no rest.
fn leave_out(node: &mut Node, path: &[Segment]) -> Option<()> {
    match (path, &mut node.value) {
        ([], _) => return None,
        ([Segment::Member(name)], Value::Object(members)) => {
            members.retain(|member| *member.key != **name);
        }
        ([Segment::Member(name), rest @ ..], Value::Object(members)) => {
            for member in members.iter_mut().filter(|member| *member.key == **name) {
                leave_out(&mut member.value, rest)?;
            }
        }
        ([Segment::Item(index), rest @ ..], Value::List(items)) => {
            if let Some(item) = items.get_mut(*index) {
                leave_out(item, rest)?;
            }
        }
        _ => {}
    }
    Some(())
}
