//! What people suffered from elsewhere, group by group, and that weir does not do it.

/// Deleting too much, or not knowing whose a resource is.
mod deleting;
/// Locks, interrupts, cancelled jobs.
mod interrupts;
/// Rate limits, and speed.
mod rate_limits;
mod strict_parsing;
