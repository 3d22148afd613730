//! Where a request goes: which routes are tried in which order.

#![deny(clippy::disallowed_methods)]

pub mod order;
