//! Shells that feed the pure parts: where a plan meets a control plane.

mod apply;

pub use apply::{Outcome, Report, Skipped, Stop, apply};
