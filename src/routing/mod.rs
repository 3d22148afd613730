//! Where a request goes: which routes are tried in which order, which of them match, and where the
//! chosen one leads.

#![deny(clippy::disallowed_methods)]

pub mod limits;
pub mod listening;
pub mod matching;
pub mod mismatch;
pub mod order;
pub mod request;
pub mod rewrite;
pub mod trace;
pub mod unsaid;
mod walk;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use walk::trace;
