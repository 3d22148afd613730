//! Text to model: reads JSON and YAML into one spanned tree, checks it against the schema of the
//! model, and types it. Every problem is reported, not just the first; nothing panics.

#![deny(clippy::disallowed_methods)]

mod layers;
pub mod problem;
pub mod tree;
pub mod variables;

pub mod encoding;
pub mod json;
pub mod yaml;

mod dialect;

pub mod check;
pub mod decode;
mod suggest;

pub mod allowed;
mod draft;
mod file_name;
mod kind;
mod references;
mod rest;
mod tags;

pub mod fix;

pub mod codes;
pub mod documents;
pub mod input;
pub mod load;
mod overlay;
mod patch;
mod reading;
pub mod rollout;

pub use documents::{Content, Documents};
pub use input::{Defaults, LoadedText, Origin, Rollouts};
#[cfg(test)]
pub use load::load;
pub use load::{Texts, load_all};
pub use problem::Problem;
pub use suggest::closest;
pub use tree::{Node, Value};
pub use variables::{Variable, Variables};

#[cfg(test)]
mod tests;
