//! One file per command, named as it is typed.

pub mod completions;
pub mod explain;
pub mod man;
pub mod validate;
