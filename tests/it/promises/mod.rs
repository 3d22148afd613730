//! What people suffered from elsewhere, group by group, and that weir does not do it.

mod strict_parsing;
