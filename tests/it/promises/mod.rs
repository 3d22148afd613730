//! What people suffered from elsewhere, group by group, and that weir does not do it.

/// Deleting too much, or not knowing whose a resource is.
mod deleting;
/// Exit codes that lie or are missing.
mod exit_codes;
/// Locks, interrupts, cancelled jobs.
mod interrupts;
/// Plans that are too long, or too short.
mod length_of_plans;
/// Machine output as an afterthought.
mod machine_output;
/// Differences that are none.
mod no_false_differences;
/// Order, and changes that need steps in between.
mod order;
/// Errors without a place.
mod places;
/// Rate limits, and speed.
mod rate_limits;
/// Secrets that are shown.
mod secrets;
/// Strict parsing that cannot be trusted, and lax parsing that hides mistakes.
mod strict_parsing;
