//! Shells that feed the pure parts: where a plan meets a control plane.

mod apply;
mod report;
mod step;
mod transaction;

pub use apply::apply;
pub use report::{Done, Note, Now, OnError, Orders, Outcome, Report, Skipped, Told};

#[cfg(test)]
mod tests;
