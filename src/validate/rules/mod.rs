//! One rule per file, each with its page.

pub mod all_weights_zero;
pub mod child_without_parent;
pub mod health_check_timeout;
pub mod match_port_missing;
pub mod method_without_service;
pub mod port_not_a_listener;
pub mod protocol_mismatch;
pub mod router_without_routes;
pub mod target_missing;
pub mod target_twice;
pub mod weights_above_hundred;
pub mod weights_not_hundred;

mod listeners;
mod targets;
