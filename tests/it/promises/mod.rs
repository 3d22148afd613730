//! What people suffered from elsewhere, group by group, and that weir does not do it.

/// Exit codes that lie or are missing.
mod exit_codes;
/// Machine output as an afterthought.
mod machine_output;
/// Errors without a place.
mod places;
/// Deleting too much, or not knowing whose a resource is.
mod deleting;
/// Locks, interrupts, cancelled jobs.
mod interrupts;
/// Rate limits, and speed.
mod rate_limits;
/// Strict parsing that cannot be trusted, and lax parsing that hides mistakes.
mod strict_parsing;
