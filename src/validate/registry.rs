//! The table of all rules.

use crate::validate::rule::Rule;
use crate::validate::rules::{
    all_weights_zero, child_without_parent, health_check_timeout, match_port_missing,
    method_without_service, port_not_a_listener, protocol_mismatch, router_without_routes,
    target_missing, target_twice, weights_above_hundred, weights_not_hundred,
};

/// All rules, in the order of their codes.
pub const RULES: &[&dyn Rule] = &[
    &port_not_a_listener::PortNotAListener,
    &protocol_mismatch::ProtocolMismatch,
    &router_without_routes::RouterWithoutRoutes,
    &health_check_timeout::HealthCheckTimeout,
    &match_port_missing::MatchPortMissing,
    &method_without_service::MethodWithoutService,
    &target_missing::TargetMissing,
    &child_without_parent::ChildWithoutParent,
    &all_weights_zero::AllWeightsZero,
    &weights_not_hundred::WeightsNotHundred,
    &target_twice::TargetTwice,
    &weights_above_hundred::WeightsAboveHundred,
];
