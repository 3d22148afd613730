//! What `weir canary` and `weir blue-green` have in common.

pub mod flags;
