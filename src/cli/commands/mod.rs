//! One file per command, named as it is typed.

pub mod completions;
pub mod describe;
pub mod dump;
pub mod explain;
pub mod get;
pub mod man;
pub mod tree;
pub mod validate;
pub mod weights;
