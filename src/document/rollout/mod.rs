//! Rollout specs: what somebody wrote becomes a rollout that is complete but for what the live
//! routes decide, or the reasons why it cannot be one.

pub mod defaults;
mod gates;
mod notation;
mod shapes;
mod stages;
mod targets;
mod typing;

use crate::diagnostic::Span;
use crate::document::json;
use crate::document::problem::Problem;
use crate::document::tree::Node;
use crate::model::schema::Schema;
use crate::model::{FieldPath, ResourceName, Shape as _};
use crate::rollout::wanted::Wanted;

/// What the kind of every rollout spec begins with, whatever its version.
const FAMILY: &str = "weir.rollout";

/// The kind of rollout specs of this version.
pub const KIND: &str = "weir.rollout/v1";

/// A rollout spec of a text.
#[derive(Debug)]
pub struct RolloutSpec {
    /// Nothing where it cannot be run.
    pub wanted: Option<Wanted>,
}

/// What may stand in a rollout spec.
pub fn schema() -> &'static Schema {
    shapes::RolloutShape::SCHEMA
}

/// Whether a tree is, or was meant to be, a rollout spec.
pub fn is_spec(node: &Node) -> bool {
    node.get("kind").and_then(Node::as_str).is_some_and(|kind| kind.starts_with(FAMILY))
}

/// Reads a rollout spec. `mesh` is that of targets which name none.
pub fn read(node: &Node, mesh: Option<&ResourceName>) -> Result<Wanted, Vec<Problem>> {
    typing::read(node, mesh)
}

/// The same from JSON that was made by a program, so that nobody can be shown a place in it.
pub fn read_value(
    value: &serde_json::Value,
    mesh: Option<&ResourceName>,
) -> Result<Wanted, Vec<Problem>> {
    let mut parsed = json::parse(&value.to_string());
    match parsed.roots.pop() {
        Some(root) if parsed.problems.is_empty() => read(&root, mesh),
        _ if parsed.problems.is_empty() => {
            let at = Span::default();
            Err(vec![Problem::new(typing::CONTRADICTION, &FieldPath::default(), at, "is empty")])
        }
        _ => Err(parsed.problems),
    }
}

#[cfg(test)]
mod tests;
