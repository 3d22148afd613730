//! How far a proxy is: what it uses, what it rejected, what is held back because of that.

use std::sync::Arc;
use std::time::Instant;

use crate::model::ResourceId;
use crate::xds::resource::{ResourceType, Version};
use crate::xds::session::Session;
use crate::xds::session::subscription::{Subscription, Wait};

/// Where a stream stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub state: State,
    /// The revision at which what the proxy should have changed last.
    pub revision: u64,
    /// The last such revision of which it acknowledged everything.
    pub acknowledged: Option<u64>,
    /// The types that it asked for.
    pub types: Vec<TypeReport>,
    pub rejections: Vec<Rejection>,
    pub held_back: Vec<HeldBack>,
}

/// Whether a proxy has what it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Synced,
    /// Something is on its way or about to be.
    Pending,
    /// Nothing is on its way, but something was rejected.
    Rejected,
}

/// What a proxy uses of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeReport {
    pub of: ResourceType,
    /// One version for all together.
    pub version: Version,
    pub resources: usize,
}

/// A resource that a proxy rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub of: ResourceType,
    pub name: Arc<str>,
    pub version: Version,
    /// In the words of the proxy.
    pub message: String,
    pub since: Instant,
    /// The revision at which it was sent.
    pub revision: u64,
    pub sources: Arc<[ResourceId]>,
}

/// A resource that stays as it is, since it needs clusters that the proxy rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    pub of: ResourceType,
    pub name: Arc<str>,
    pub clusters: Vec<Arc<str>>,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Synced => "synced",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
        }
    }
}

impl Session {
    pub fn report(&self) -> Report {
        let each = || ResourceType::ALL.into_iter().map(|of| (of, self.of(of)));
        let rejected = each().any(|(_, subscription)| subscription.is_rejected());
        let is_pending = self.settled < Some(self.revision)
            || each().any(|(_, subscription)| subscription.is_pending());
        Report {
            state: match (is_pending, rejected) {
                (true, _) => State::Pending,
                (false, true) => State::Rejected,
                (false, false) => State::Synced,
            },
            revision: self.revision,
            acknowledged: self.acknowledged,
            types: each()
                .filter(|(_, subscription)| subscription.is_asked)
                .map(|(of, subscription)| TypeReport {
                    of,
                    version: subscription.version(),
                    resources: subscription.len(),
                })
                .collect(),
            rejections: each()
                .flat_map(|(of, subscription)| rejections(of, subscription))
                .collect(),
            held_back: each().flat_map(|(of, subscription)| held_back(of, subscription)).collect(),
        }
    }
}

fn rejections(of: ResourceType, subscription: &Subscription) -> impl Iterator<Item = Rejection> {
    subscription.held.iter().filter_map(move |(name, held)| {
        let rejected = held.rejected.as_ref()?;
        Some(Rejection {
            of,
            name: Arc::clone(name),
            version: rejected.version,
            message: rejected.message.clone(),
            since: rejected.since,
            revision: rejected.revision,
            sources: Arc::clone(&rejected.sources),
        })
    })
}

fn held_back(of: ResourceType, subscription: &Subscription) -> impl Iterator<Item = HeldBack> {
    subscription.open.iter().filter_map(move |(name, wait)| match wait {
        Wait::Rejected(clusters) => {
            Some(HeldBack { of, name: Arc::clone(name), clusters: clusters.clone() })
        }
        _ => None,
    })
}
