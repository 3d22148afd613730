//! Text to model: reads JSON and YAML into one spanned tree, checks it against the schema of the
//! model, and types it. Every problem is reported, not just the first; nothing panics.

#![deny(clippy::disallowed_methods)]

pub mod problem;
pub mod tree;

pub mod json;

pub mod check;
pub mod decode;
mod suggest;

pub use problem::Problem;
pub use tree::{Member, Node, Value};

#[cfg(test)]
mod tests;
