//! What an answer of the proxy says about the resources of a response.
//!
//! Listeners and clusters are taken one by one, and the message of a rejection names the bad ones.
//! Of the other types a rejection says nothing about which is bad, nor which were taken before it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use crate::xds::resource::ResourceType;
use crate::xds::session::subscription::{Outstanding, Rejected, Sent, Subscription};
use crate::xds::session::{Answer, Session};

/// The longest message that is kept of a rejection, in bytes.
const MESSAGE_MAX: usize = 4096;

impl Session {
    /// The proxy took all of the response.
    pub(super) fn accept(&mut self, of: ResourceType) -> Answer {
        let Some(outstanding) = self.subscriptions[of as usize].outstanding.take() else {
            return Answer::None;
        };
        self.accept_removals(of, &outstanding);
        for sent in &outstanding.sent {
            self.accept_one(of, sent);
        }
        Answer::Accepted
    }

    /// The proxy did not take some of the response.
    pub(super) fn reject(&mut self, of: ResourceType, message: &str, now: Instant) -> Answer {
        let Some(outstanding) = self.subscriptions[of as usize].outstanding.take() else {
            return Answer::None;
        };
        self.accept_removals(of, &outstanding);
        let subscription = &mut self.subscriptions[of as usize];
        if !of.is_wildcard() && outstanding.sent.len() > 1 {
            suspect(subscription, &outstanding.sent);
            return Answer::Rejected;
        }
        let bad = named(message, &outstanding.sent);
        for sent in &outstanding.sent {
            if bad.is_empty() || bad.contains(&sent.name) {
                let rejected = Rejected {
                    version: sent.version,
                    message: kept(message).to_owned(),
                    since: now,
                    revision: outstanding.revision,
                    sources: Arc::clone(&sent.sources),
                };
                self.reject_one(of, &sent.name, rejected);
            } else {
                self.accept_one(of, sent);
            }
        }
        Answer::Rejected
    }

    fn reject_one(&mut self, of: ResourceType, name: &Arc<str>, rejected: Rejected) {
        let subscription = &mut self.subscriptions[of as usize];
        let Some(held) = subscription.held.get_mut(name) else { return };
        held.sent = None;
        let desired = self.desired.get(of, name);
        if desired.is_some_and(|desired| desired.version == rejected.version) {
            held.rejected = Some(Box::new(rejected));
        } else if held.copies().next().is_none() {
            // Something else is desired by now, and the proxy has nothing.
            subscription.held.remove(name);
        }
    }

    fn accept_one(&mut self, of: ResourceType, sent: &Sent) {
        // It may have been given up meanwhile.
        let Some(held) = self.subscriptions[of as usize].held.get_mut(&sent.name) else { return };
        if let Some(copy) = held.sent.take() {
            held.acked = Some(copy);
            held.doubted = None;
            held.rejected = None;
        }
        if of == ResourceType::Cluster {
            self.waiting.remove(&sent.name);
        }
    }

    fn accept_removals(&mut self, of: ResourceType, outstanding: &Outstanding) {
        for name in &outstanding.removed {
            self.subscriptions[of as usize].held.remove(name);
        }
    }
}

/// Has each of these sent again, alone.
fn suspect(subscription: &mut Subscription, all: &[Sent]) {
    for sent in all {
        let Some(held) = subscription.held.get_mut(&sent.name) else { continue };
        held.doubt();
        subscription.suspects.insert(Arc::clone(&sent.name));
        subscription.owed.insert(Arc::clone(&sent.name));
    }
}

/// The beginning of a message.
fn kept(message: &str) -> &str {
    &message[..message.floor_char_boundary(MESSAGE_MAX)]
}

/// Those of the resources that a message names: at best in the way of `NAME: reason`.
fn named(message: &str, sent: &[Sent]) -> BTreeSet<Arc<str>> {
    let find = |ends: fn(&str) -> bool| -> BTreeSet<Arc<str>> {
        let names = sent.iter().map(|sent| &sent.name);
        names.filter(|name| mentions(message, name, ends)).cloned().collect()
    };
    let exact = find(|rest| rest.starts_with(": "));
    if exact.is_empty() { find(|rest| !rest.starts_with(is_of_name)) } else { exact }
}

/// Whether a name stands in a message as a word of its own, with what comes behind it.
fn mentions(message: &str, name: &str, ends: fn(&str) -> bool) -> bool {
    message.match_indices(name).any(|(start, _)| {
        let (before, rest) = (&message[..start], &message[start + name.len()..]);
        !before.ends_with(is_of_name) && ends(rest)
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}
