//! The next response of a type: what is ready to be sent or removed, and what still waits.

use std::sync::Arc;
use std::time::Instant;

use crate::xds::resource::{ResourceType, XdsResource};
use crate::xds::session::Session;
use crate::xds::session::barrier::{Needed, Turn};
use crate::xds::session::message::{Flavor, Item, Response};
use crate::xds::session::subscription::{Copy, Held, Outstanding, Sent, Subscription, Wait};

/// What is ready.
#[derive(Debug, Default)]
struct Selection {
    send: Vec<XdsResource>,
    /// What the proxy has and is to lose.
    remove: Vec<Arc<str>>,
    /// What the proxy asked for in vain.
    missing: Vec<Arc<str>>,
    /// Whether something waits that the proxy has in no version.
    holds_up: bool,
}

/// What is to be done about one name.
enum Next {
    Send(XdsResource),
    Remove,
    Missing,
    Wait(Wait),
    Nothing,
}

impl Session {
    /// The next response of a type, whose subscription is not among the others meanwhile.
    pub(super) fn next(
        &mut self,
        of: ResourceType,
        subscription: &mut Subscription,
        now: Instant,
    ) -> Option<Response> {
        if !subscription.is_asked || subscription.outstanding.is_some() {
            // What waits for time alone is looked at after the answer.
            return None;
        }
        let mut selection = self.select(of, subscription, now);
        if of == ResourceType::Listener && selection.holds_up {
            // The new one may be there in place of the old one.
            selection.remove.clear();
            if subscription.is_owed {
                // With some of its listeners a proxy would begin to serve, or end the others.
                return None;
            }
        }
        let is_due = subscription.is_owed && !selection.holds_up;
        let tells = !selection.send.is_empty()
            || !selection.missing.is_empty()
            || (!selection.remove.is_empty() && self.tells_removals(of));
        if !tells && !is_due {
            self.forget_silently(of, subscription, &selection.remove);
            return None;
        }
        subscription.is_owed &= selection.holds_up;
        Some(self.respond(of, subscription, selection))
    }

    /// Without a delta, only complete answers tell what is gone.
    fn tells_removals(&self, of: ResourceType) -> bool {
        self.flavor == Flavor::Delta || of.is_wildcard()
    }

    fn forget_silently(
        &self,
        of: ResourceType,
        subscription: &mut Subscription,
        gone: &[Arc<str>],
    ) {
        if !self.tells_removals(of) {
            for name in gone {
                subscription.held.remove(name);
                subscription.open.remove(name);
            }
        }
    }

    fn select(
        &mut self,
        of: ResourceType,
        subscription: &mut Subscription,
        now: Instant,
    ) -> Selection {
        while let Some(suspect) = subscription.suspects.pop_first() {
            let selection = self.select_from(vec![suspect], of, subscription, now);
            if !selection.send.is_empty() {
                return selection;
            }
        }
        let names = subscription.open.keys().chain(&subscription.owed).cloned();
        let mut names: Vec<Arc<str>> = names.collect();
        names.sort_unstable();
        names.dedup();
        self.select_from(names, of, subscription, now)
    }

    fn select_from(
        &mut self,
        names: Vec<Arc<str>>,
        of: ResourceType,
        subscription: &mut Subscription,
        now: Instant,
    ) -> Selection {
        let mut selection = Selection::default();
        let leaves = subscription.open.values().any(|wait| matches!(wait, Wait::Removal(_)));
        let needed = match of {
            ResourceType::Cluster if leaves => self.needed_clusters(),
            _ => Needed::Unknown,
        };
        let turn = Turn { of, needed, now };
        for name in names {
            match self.next_of(&name, subscription, &turn) {
                Next::Send(resource) => selection.send.push(resource),
                Next::Remove => selection.remove.push(name),
                Next::Missing => selection.missing.push(name),
                Next::Nothing => {
                    subscription.open.remove(&name);
                    subscription.owed.remove(&name);
                }
                Next::Wait(wait) => {
                    if let Wait::Clusters(until) | Wait::Removal(Some(until)) = wait {
                        self.wake(until);
                    }
                    if matches!(wait, Wait::Clusters(_)) {
                        let held = subscription.held.get(&name);
                        selection.holds_up |= !held.is_some_and(Held::is_usable);
                    } else {
                        subscription.owed.remove(&name);
                    }
                    subscription.open.insert(name, wait);
                }
            }
        }
        selection
    }

    fn next_of(&self, name: &Arc<str>, subscription: &mut Subscription, turn: &Turn) -> Next {
        let is_owed = subscription.owed.contains(name);
        let is_wanted = subscription.wants(name);
        let held = subscription.held.get_mut(name);
        if let Some(desired) = self.desired.get(turn.of, name).filter(|_| is_wanted) {
            let held = held.as_deref();
            let is_there = held.is_some_and(|held| held.is_at(desired.version)) && !is_owed;
            if is_there || held.is_some_and(|held| held.rejects(desired.version)) {
                return Next::Nothing;
            }
            return match self.wait_of(desired, held, turn.now) {
                Wait::Nothing => Next::Send(desired.clone()),
                wait => Next::Wait(wait),
            };
        }
        if let Some(resource) = self.warming(turn.of, name).filter(|_| is_owed) {
            return Next::Send(resource.clone());
        }
        let Some(held) = held else {
            return if is_owed { Next::Missing } else { Next::Nothing };
        };
        match self.removal_of(name, held, turn) {
            Some(at) if at <= turn.now => Next::Remove,
            at => Next::Wait(Wait::Removal(at)),
        }
    }

    /// Notes what is sent, and puts the response together.
    fn respond(
        &mut self,
        of: ResourceType,
        subscription: &mut Subscription,
        selection: Selection,
    ) -> Response {
        let keeps_body = self.flavor == Flavor::StateOfTheWorld && of.is_wildcard();
        let Selection { send, remove, missing, .. } = selection;
        for name in send.iter().map(|resource| &resource.name).chain(&remove).chain(&missing) {
            subscription.open.remove(name);
            subscription.owed.remove(name);
        }
        for resource in &send {
            let held = subscription.held.entry(Arc::clone(&resource.name)).or_default();
            held.sent = Some(Box::new(Copy::of(resource, keeps_body)));
            held.is_removed = false;
        }
        for name in &remove {
            if let Some(held) = subscription.held.get_mut(name) {
                held.is_removed = true;
            }
        }
        let nonce = self.next_nonce();
        let sent = send.iter().map(Sent::of).collect();
        let revision = self.revision;
        subscription.nonce = nonce;
        subscription.outstanding = Some(Outstanding { sent, removed: remove.clone(), revision });
        let items = if keeps_body {
            everything(subscription)
        } else {
            send.into_iter().map(Item::of).collect()
        };
        let is_delta = self.flavor == Flavor::Delta;
        Response {
            of,
            nonce: nonce.to_string(),
            version: (!is_delta).then(|| subscription.next_version()),
            items,
            removed: if is_delta { [remove, missing].concat() } else { Vec::new() },
        }
    }
}

/// All that the proxy is to have of a type.
fn everything(subscription: &Subscription) -> Vec<Item> {
    let kept = subscription.held.iter().filter(|(_, held)| !held.is_removed);
    let items = kept.filter_map(|(name, held)| {
        let Copy { version, body, .. } = held.latest()?;
        Some(Item { name: Arc::clone(name), version: (*version)?, body: body.clone()? })
    });
    items.collect()
}

impl Item {
    fn of(resource: XdsResource) -> Self {
        let XdsResource { name, version, body, .. } = resource;
        Self { name, version, body }
    }
}

impl Sent {
    fn of(resource: &XdsResource) -> Self {
        Self {
            name: Arc::clone(&resource.name),
            version: resource.version,
            sources: Arc::clone(&resource.sources),
        }
    }
}
