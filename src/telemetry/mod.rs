//! What proxies tell of their traffic, counted per caller, target node and interval. Pure: the
//! server feeds it with messages and the time.

#![deny(clippy::disallowed_methods)]

pub mod history;
pub mod ledger;
pub mod report;
pub mod statistic;
pub mod tally;

#[cfg(test)]
mod tests;
