//! The one integration test binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

/// A scrubbed environment with a data directory of its own, and how runs are shown.
mod env;

/// A control plane without extensions that takes its time, for tests of interrupts.
mod slow;

/// Runs on a terminal, where somebody answers their questions.
mod terminal;

/// Every example is valid, applies, changes nothing the second time, and survives a round trip.
mod examples;
/// What is committed is what the binary prints: completions, manual pages, README blocks.
mod generated;
/// The house: layers, headers, sizes, names, the length of the lock file.
mod tidy;

/// The binary, command by command.
mod commands;

/// What people suffered from elsewhere, and that weir does not do it.
mod promises;
