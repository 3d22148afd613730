//! One stream of a proxy: takes what the proxy says and what it should have, and answers what to
//! send next, in an order in which no request of the mesh is lost.
//!
//! Invariants: a listener or route is not sent before the clusters that it needs are acknowledged,
//! and a cluster is not removed while something that the proxy has needs it; each of these waits
//! ends. Per type at most one response is unanswered, so nothing piles up. What did not change is
//! not sent again. Time is an argument.

mod barrier;
mod message;
mod outcome;
mod report;
mod selection;
mod subscription;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use message::{Ask, Flavor, Item, Request, Response};
pub use report::{HeldBack, Rejection, Report, State};

use crate::xds::assembly::Assembly;
use crate::xds::resource::{ResourceType, Version, XdsResource};
use subscription::{Held, Subscription, Wait};

/// How long routes wait for clusters that the proxy does not acknowledge.
pub const BARRIER: Duration = Duration::from_secs(15);
/// How long a cluster stays after the last route to it is gone, for the requests under way.
pub const GRACE: Duration = Duration::from_secs(30);

/// The state of one stream.
#[derive(Debug)]
pub struct Session {
    flavor: Flavor,
    /// In the order of [`ResourceType::ALL`].
    subscriptions: [Subscription; ResourceType::ALL.len()],
    desired: Arc<Assembly>,
    /// The revision at which that was desired.
    revision: u64,
    /// What was desired when those clusters were sent that the proxy has not answered: it takes them
    /// once it has what belongs to them, desired or not, or after a long while.
    warming: Option<Arc<Assembly>>,
    /// Since when which cluster is desired without being acknowledged.
    waiting: BTreeMap<Arc<str>, Instant>,
    /// How long listeners and routes that the proxy did not ask for yet count as pending.
    unasked_until: Instant,
    nonce: u64,
    deadline: Option<Instant>,
    /// The last revision of which the proxy acknowledged or rejected everything.
    settled: Option<u64>,
    /// The last revision of which the proxy acknowledged everything.
    acknowledged: Option<u64>,
}

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The request answered none.
    None,
    Accepted,
    Rejected,
}

impl Session {
    pub fn new(flavor: Flavor, desired: Arc<Assembly>, revision: u64, now: Instant) -> Self {
        let mut session = Self {
            flavor,
            subscriptions: <[Subscription; ResourceType::ALL.len()]>::default(),
            desired,
            revision,
            warming: None,
            waiting: BTreeMap::new(),
            unasked_until: now + BARRIER,
            nonce: 0,
            deadline: None,
            settled: None,
            acknowledged: None,
        };
        session.note_waiting(now);
        session
    }

    /// Takes what the proxy should have from now on.
    pub fn update(&mut self, desired: Arc<Assembly>, revision: u64, now: Instant) {
        self.desired = desired;
        self.revision = revision;
        self.unasked_until = now + BARRIER;
        self.note_waiting(now);
        for of in ResourceType::ALL {
            self.compare(of, now);
        }
    }

    /// Takes a message of the proxy.
    pub fn request(&mut self, request: Request, now: Instant) -> Answer {
        let Request { of, nonce, error, ask } = request;
        let subscription = &self.subscriptions[of as usize];
        let is_current = nonce == subscription.nonce.to_string();
        let (is_first, was_wildcard) = (!subscription.is_asked, subscription.is_wildcard);
        let is_answer = is_current && subscription.outstanding.is_some();
        if is_answer && of == ResourceType::Cluster {
            self.warming = None;
        }
        let answer = match (is_answer, error) {
            (false, _) => Answer::None,
            (true, None) => self.accept(of),
            (true, Some(message)) => self.reject(of, &message, now),
        };
        match ask {
            Ask::Delta { subscribe, unsubscribe, initial } => {
                if is_first {
                    self.begin(of, subscribe.is_empty(), &initial);
                }
                let subscription = &mut self.subscriptions[of as usize];
                subscription.subscribe(subscribe);
                subscription.unsubscribe(&unsubscribe);
                if is_first {
                    subscription.owed.retain(|name| !initial.contains_key(name));
                }
            }
            // What answers a response that is not the last one is out of date.
            Ask::StateOfTheWorld { .. } if !nonce.is_empty() && !is_current && !is_first => {
                return answer;
            }
            Ask::StateOfTheWorld { names } => self.ask_all(of, names, is_first || nonce.is_empty()),
        }
        // Names that are asked for are owed; only of all others it has to be found out.
        if is_first || nonce.is_empty() || self.of(of).is_wildcard != was_wildcard {
            self.compare(of, now);
        }
        answer
    }

    /// What to send now. To be called after each request and update, and at the deadline.
    pub fn poll(&mut self, now: Instant) -> Vec<Response> {
        self.deadline = None;
        let mut responses = Vec::new();
        for of in ResourceType::ALL {
            let mut subscription = std::mem::take(&mut self.subscriptions[of as usize]);
            let response = self.next(of, &mut subscription, now);
            self.subscriptions[of as usize] = subscription;
            if let Some(response) = response {
                if of == ResourceType::Cluster {
                    self.warming = Some(Arc::clone(&self.desired));
                    self.owe_endpoints();
                }
                responses.push(response);
            }
        }
        self.settle(now);
        responses
    }

    /// When to poll even if nothing happens.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The last revision of which the proxy acknowledged or rejected everything.
    pub fn settled(&self) -> Option<u64> {
        self.settled
    }

    fn of(&self, of: ResourceType) -> &Subscription {
        &self.subscriptions[of as usize]
    }

    /// The first request of a type: what the proxy has, and whether it wants all.
    fn begin(&mut self, of: ResourceType, names_none: bool, initial: &BTreeMap<Arc<str>, String>) {
        let subscription = &mut self.subscriptions[of as usize];
        subscription.is_asked = true;
        subscription.is_owed = true;
        subscription.is_wildcard = names_none && of.is_wildcard();
        for (name, version) in initial {
            let version = Version::parse(version);
            let desired = self.desired.get(of, name);
            let desired = desired.filter(|resource| Some(resource.version) == version);
            // Of a version that is not desired nobody knows any more what it needs.
            let clusters = desired.map(|resource| Arc::clone(&resource.clusters));
            subscription.held.insert(Arc::clone(name), Held::from_before(version, clusters));
        }
    }

    /// A request in which all names stand.
    fn ask_all(&mut self, of: ResourceType, names: Vec<Arc<str>>, anew: bool) {
        let subscription = &mut self.subscriptions[of as usize];
        if anew {
            subscription.is_asked = true;
            subscription.is_owed = true;
            subscription.is_wildcard = names.is_empty() && of.is_wildcard();
            subscription.outstanding = None;
            subscription.held.clear();
        }
        let wanted: BTreeSet<&Arc<str>> = names.iter().collect();
        let gone: Vec<Arc<str>> =
            subscription.names.iter().filter(|name| !wanted.contains(name)).cloned().collect();
        subscription.unsubscribe(&gone);
        let fresh = names.into_iter().filter(|name| anew || !subscription.names.contains(name));
        let fresh: Vec<Arc<str>> = fresh.collect();
        subscription.subscribe(fresh);
    }

    /// Opens every name of a type under which the proxy does not have what it should.
    fn compare(&mut self, of: ResourceType, now: Instant) {
        let subscription = &mut self.subscriptions[of as usize];
        if !subscription.is_asked {
            return;
        }
        for resource in self.desired.of_type(of) {
            if !subscription.wants(&resource.name) {
                continue;
            }
            let Some(held) = subscription.held.get_mut(&resource.name) else {
                subscription.open.entry(Arc::clone(&resource.name)).or_insert(Wait::Nothing);
                continue;
            };
            held.unneeded = None;
            held.learn(resource);
            if held.rejected.is_some() && !held.rejects(resource.version) {
                held.rejected = None;
                if of == ResourceType::Cluster && !held.is_usable() {
                    self.waiting.insert(Arc::clone(&resource.name), now);
                }
            }
            if !held.is_at(resource.version) && !held.rejects(resource.version) {
                subscription.open.insert(Arc::clone(&resource.name), Wait::Nothing);
            }
        }
        let desired = &self.desired;
        subscription.held.retain(|name, held| {
            if desired.get(of, name).is_some() {
                return true;
            }
            held.rejected = None;
            subscription.open.entry(Arc::clone(name)).or_insert(Wait::Removal(None));
            held.copies().next().is_some()
        });
        subscription.open.retain(|name, _| {
            desired.get(of, name).is_some() || subscription.held.contains_key(name)
        });
    }

    /// Notes since when each cluster is awaited.
    fn note_waiting(&mut self, now: Instant) {
        let clusters = &self.subscriptions[ResourceType::Cluster as usize];
        let before = std::mem::take(&mut self.waiting);
        for cluster in self.desired.of_type(ResourceType::Cluster) {
            if !clusters.held.get(&cluster.name).is_some_and(Held::is_usable) {
                let since = before.get(&cluster.name).copied().unwrap_or(now);
                self.waiting.insert(Arc::clone(&cluster.name), since);
            }
        }
    }

    /// Has the endpoints of the clusters that were just sent sent again: the proxy waits for them
    /// without asking.
    fn owe_endpoints(&mut self) {
        let clusters = &self.subscriptions[ResourceType::Cluster as usize];
        let Some(sent) = &clusters.outstanding else { return };
        let names: Vec<Arc<str>> = sent.sent.iter().map(|sent| Arc::clone(&sent.name)).collect();
        let endpoints = &mut self.subscriptions[ResourceType::Endpoints as usize];
        let names = names.into_iter().filter(|name| endpoints.names.contains(name));
        let names: Vec<Arc<str>> = names.collect();
        endpoints.owed.extend(names);
    }

    /// What belongs to clusters on their way, and to none that are desired.
    fn warming(&self, of: ResourceType, name: &str) -> Option<&XdsResource> {
        match of {
            ResourceType::Endpoints | ResourceType::Secret => self.warming.as_ref()?.get(of, name),
            ResourceType::Cluster | ResourceType::Listener | ResourceType::Routes => None,
        }
    }

    fn next_nonce(&mut self) -> u64 {
        self.nonce += 1;
        self.nonce
    }

    /// Wakes at that time at the latest.
    fn wake(&mut self, at: Instant) {
        self.deadline = Some(self.deadline.map_or(at, |deadline| deadline.min(at)));
    }

    /// Notes how far the proxy is.
    fn settle(&mut self, now: Instant) {
        if self.is_pending(now) {
            return;
        }
        self.settled = Some(self.revision);
        if !self.subscriptions.iter().any(Subscription::is_rejected) {
            self.acknowledged = Some(self.revision);
        }
    }

    fn is_pending(&mut self, now: Instant) -> bool {
        if self.subscriptions.iter().any(Subscription::is_pending) {
            return true;
        }
        let awaits_requests = now < self.unasked_until && self.awaits_requests();
        if awaits_requests {
            self.wake(self.unasked_until);
        }
        awaits_requests
    }

    /// Whether the proxy has nothing to answer only because it is about to ask for more: it asks
    /// for routes when it has taken the listener.
    fn awaits_requests(&self) -> bool {
        let listeners = self.of(ResourceType::Listener);
        if !listeners.is_asked {
            return self.desired.of_type(ResourceType::Listener).next().is_some();
        }
        let routes = self.of(ResourceType::Routes);
        !listeners.is_rejected()
            && self.desired.of_type(ResourceType::Routes).any(|one| !routes.wants(&one.name))
    }
}
