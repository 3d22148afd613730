//! A rollout as somebody asks for it: complete but for what only the live routes, and who is there
//! to see them, can decide.

use crate::model::ResourceName;
use crate::model::scalar::Port;
use crate::rollout::spec::{OnLoss, RouteRef, Spec};

/// A rollout before anything was looked at. [`crate::rollout::prepare`] decides what is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What was decided. It has no targets, verifies nothing and holds on loss as long as the other
    /// members of this say what they want.
    pub spec: Spec,
    /// At least one.
    pub targets: Vec<WantedTarget>,
    /// Without, proxies are asked where there are any.
    pub acks_percent: Option<u8>,
    /// Without, the split is looked at where requests are counted.
    pub split: Option<bool>,
    /// Without, who detaches lets the rollout go on, and who watches has it held.
    pub on_loss: Option<OnLoss>,
}

/// A route, and what is known of its nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedTarget {
    pub route: RouteRef,
    pub nodes: Nodes,
    /// Of the node that is to get the traffic.
    pub port: Option<Port>,
    pub keep_others: bool,
}

/// Which nodes a target speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nodes {
    /// Without a baseline it is the one other node with traffic.
    Roles { baseline: Option<ResourceName>, canary: ResourceName },
    /// The one with traffic is the baseline, so that the same spec leads there and back.
    Colours { blue: ResourceName, green: ResourceName },
}

impl WantedTarget {
    /// The nodes that have to exist.
    pub fn nodes(&self) -> Vec<&ResourceName> {
        match &self.nodes {
            Nodes::Roles { baseline, canary } => baseline.iter().chain([canary]).collect(),
            Nodes::Colours { blue, green } => vec![blue, green],
        }
    }
}
