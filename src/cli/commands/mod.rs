//! One file per command, named as it is typed.

pub mod completions;
pub mod man;
pub mod serve;
