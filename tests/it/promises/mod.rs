//! What people suffered from elsewhere, group by group, and that weir does not do it.

mod length_of_plans;
mod no_false_differences;
mod order;
mod secrets;
mod strict_parsing;
