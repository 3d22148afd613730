//! What was described before, and whether it still holds. Pure: texts and times come in.
//!
//! A list names a version and a time of change with every resource. A copy is used only if both are
//! those of the copy, and if the copy was read so late after its change that no later change can have
//! the same time. Whatever is odd empties the cache: it must never be wrong, and may be empty.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Form, Metadata, Resource, Timestamp};

/// Copies that are older are forgotten.
const AGE_MAX_MS: i64 = 24 * 60 * 60 * 1000;
/// Times of change may be whole seconds, and clocks of a control plane may differ among machines.
const SETTLED_MS: i64 = 5_000;
/// The form of the text. Another is not read.
const FORMAT: u32 = 1;

/// What a list says of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub arn: String,
    pub version: i64,
    pub updated: Timestamp,
}

/// Copies of resources of one control plane.
#[derive(Debug, Default)]
pub struct Cache {
    copies: BTreeMap<String, Copy>,
    /// The control plane changes resources without a new version, so nothing is kept.
    off: bool,
    changed: bool,
}

#[derive(Debug)]
struct Copy {
    read: Timestamp,
    resource: Resource,
}

#[derive(Serialize, Deserialize)]
struct Wire<R> {
    format: u32,
    off: bool,
    copies: Vec<WireCopy<R>>,
}

#[derive(Serialize, Deserialize)]
struct WireCopy<R> {
    read: i64,
    resource: R,
}

impl Cache {
    /// Reads what [`Self::text`] wrote. A damaged text is an empty cache.
    pub fn parse(text: &str, now: Timestamp) -> Self {
        let wire: Option<Wire<Resource>> = serde_json::from_str(text).ok();
        let Some(wire) = wire.filter(|wire| wire.format == FORMAT) else { return Self::default() };
        let copies = wire.copies.into_iter().filter_map(|copy| {
            let arn = copy.resource.metadata.as_ref()?.arn.clone();
            let age = now.millis().checked_sub(copy.read)?;
            let read = Timestamp::from_millis(copy.read);
            let is_young = (0..=AGE_MAX_MS).contains(&age);
            is_young.then_some((arn, Copy { read, resource: copy.resource }))
        });
        Self { copies: copies.collect(), off: wire.off, changed: false }
    }

    pub fn text(&self) -> String {
        let copies = self.copies.values().map(|copy| WireCopy {
            read: copy.read.millis(),
            resource: copy.resource.in_form(Form::Record),
        });
        let wire = Wire { format: FORMAT, off: self.off, copies: copies.collect() };
        serde_json::to_string(&wire).expect("resources are written as JSON everywhere")
    }

    /// Whether there is anything new to be kept.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// The copy of a resource of which a list said this.
    pub fn get(&mut self, stamp: &Stamp) -> Option<Resource> {
        let metadata = self.copies.get(&stamp.arn)?.resource.metadata.as_ref()?;
        if stamp.version < metadata.version {
            // The control plane began anew.
            self.clear();
            return None;
        }
        let same = metadata.version == stamp.version && metadata.last_updated_at == stamp.updated;
        same.then(|| self.copies.get(&stamp.arn).map(|copy| copy.resource.clone())).flatten()
    }

    /// Keeps what was described at `there`, by the clock of the control plane, and at `now`, by
    /// that of this machine.
    pub fn keep(&mut self, resource: &Resource, there: Timestamp, now: Timestamp) {
        let Some(metadata) = resource.metadata.as_deref() else { return };
        let Metadata { arn, last_updated_at, .. } = metadata;
        let settled = there.millis().saturating_sub(last_updated_at.millis()) >= SETTLED_MS;
        if self.off || arn.is_empty() || !settled {
            return;
        }
        self.copies.insert(arn.clone(), Copy { read: now, resource: resource.clone() });
        self.changed = true;
    }

    /// Learns from the answer to a change: its version must be a new one.
    pub fn changed(&mut self, resource: &Resource) {
        let Some(metadata) = &resource.metadata else { return };
        let Some(copy) = self.copies.remove(&metadata.arn) else { return };
        self.changed = true;
        let before = copy.resource.metadata.as_ref().map_or(0, |before| before.version);
        let differs = copy.resource.spec != resource.spec;
        if differs && metadata.version <= before {
            self.clear();
            self.off = true;
        }
    }

    fn clear(&mut self) {
        self.copies.clear();
        self.changed = true;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn node(version: i64, updated_s: i64, port: u16) -> Resource {
        serde_json::from_value(serde_json::json!({
            "kind": "virtualNode", "meshName": "m", "virtualNodeName": "n",
            "spec": {"listeners": [{"portMapping": {"port": port, "protocol": "http"}}]},
            "metadata": {"arn": "arn:n", "createdAt": 1, "lastUpdatedAt": updated_s,
                "meshOwner": "1", "resourceOwner": "1", "uid": "u", "version": version},
        }))
        .unwrap()
    }

    fn stamp(node: &Resource) -> Stamp {
        let metadata = node.metadata.as_ref().unwrap();
        let Metadata { arn, version, last_updated_at: updated, .. } = *metadata.clone();
        Stamp { arn, version, updated }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    #[test]
    fn a_copy_survives_the_disk_for_a_day() {
        let node = node(3, 100, 80);
        let mut cache = Cache::default();
        cache.keep(&node, at(200), at(1_000));
        assert!(cache.is_changed());
        let mut again = Cache::parse(&cache.text(), at(1_001));
        assert_eq!(again.get(&stamp(&node)), Some(node.clone()));
        assert_eq!(Cache::parse(&cache.text(), at(1_000 + 86_401)).get(&stamp(&node)), None);
        let cut = &cache.text()[..50];
        assert_eq!(Cache::parse(cut, at(1_001)).get(&stamp(&node)), None);
    }

    #[test]
    fn what_may_still_change_within_its_second_is_not_kept() {
        let node = node(1, 100, 80);
        let mut cache = Cache::default();
        cache.keep(&node, at(101), at(101));
        assert_eq!(cache.get(&stamp(&node)), None);
    }

    #[test]
    fn a_lower_version_empties_it() {
        let (old, new) = (node(1, 100, 80), node(2, 150, 81));
        let mut cache = Cache::default();
        cache.keep(&new, at(200), at(200));
        assert_eq!(cache.get(&stamp(&old)), None);
        assert_eq!(cache.get(&stamp(&new)), None);
    }

    #[test]
    fn a_control_plane_that_counts_no_versions_turns_it_off() {
        let (before, after) = (node(1, 100, 80), node(1, 100, 81));
        let mut cache = Cache::default();
        cache.keep(&before, at(200), at(200));
        cache.changed(&after);
        cache.keep(&after, at(300), at(300));
        assert_eq!(cache.get(&stamp(&after)), None);
        let mut again = Cache::parse(&cache.text(), at(301));
        again.keep(&after, at(300), at(301));
        assert_eq!(again.get(&stamp(&after)), None);
    }

    /// One thing that happens on a control plane whose times are whole seconds, or to its reader.
    #[derive(Debug, Clone)]
    enum Event {
        Pass(i64),
        Update(u16),
        /// Deleted and created again.
        Replace(u16),
        Read,
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn whatever_happens_what_is_read_is_what_is_there(events in prop::collection::vec(
            prop_oneof![(1..9_000_i64).prop_map(Event::Pass), (1..9_u16).prop_map(Event::Update),
                (1..9_u16).prop_map(Event::Replace), Just(Event::Read), Just(Event::Read)], 1..60))
        {
            let (mut now_ms, mut there) = (1_000_000_i64, node(1, 1_000, 1));
            let mut cache = Cache::default();
            for event in events {
                let seconds = now_ms / 1000;
                let version = there.metadata.as_ref().unwrap().version;
                match event {
                    Event::Pass(millis) => now_ms += millis,
                    Event::Update(port) => there = node(version + 1, seconds, port),
                    Event::Replace(port) => there = node(1, seconds, port),
                    Event::Read => {
                        let now = Timestamp::from_millis(now_ms);
                        match cache.get(&stamp(&there)) {
                            Some(copy) => prop_assert_eq!(&copy, &there),
                            None => cache.keep(&there, now, now),
                        }
                        cache = Cache::parse(&cache.text(), now);
                    }
                }
            }
        }
    }
}
