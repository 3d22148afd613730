//! What people suffered from elsewhere, group by group, and that weir does not do it.

mod deleting;
mod interrupts;
mod rate_limits;
mod strict_parsing;
