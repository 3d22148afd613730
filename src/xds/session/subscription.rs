//! What a proxy asked for of one type, has of it, and is still to be told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use prost::bytes::Bytes;

use crate::model::ResourceId;
use crate::xds::resource::{Version, XdsResource};

/// The name that stands for all names.
pub const ALL: &str = "*";

/// The state of one type on one stream.
#[derive(Debug, Default)]
pub struct Subscription {
    /// Whether the proxy asked for the type at all.
    pub is_asked: bool,
    /// Whether it wants all of the type.
    pub is_wildcard: bool,
    pub names: BTreeSet<Arc<str>>,
    pub held: BTreeMap<Arc<str>, Held>,
    /// The names that may differ from what is desired, and what each waits for.
    pub open: BTreeMap<Arc<str>, Wait>,
    /// The names that are to be answered whether they differ or not.
    pub owed: BTreeSet<Arc<str>>,
    /// Whether a response is owed, with whatever is in it.
    pub is_owed: bool,
    /// The names of a rejected response that did not say which is bad: each is sent alone.
    pub suspects: BTreeSet<Arc<str>>,
    /// The response that is not answered yet; there is at most one.
    pub outstanding: Option<Outstanding>,
    /// The last nonce that was sent.
    pub nonce: u64,
}

/// What keeps a resource from being sent or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// Nothing that is known, or it is not looked at yet.
    Nothing,
    /// Clusters that the proxy did not acknowledge yet; at most until then.
    Clusters(Instant),
    /// These clusters, which the proxy rejected. It keeps what it has until they change.
    Rejected(Vec<Arc<str>>),
    /// It is gone, and removed at that time; without one, something still needs it.
    Removal(Option<Instant>),
}

/// What a proxy has under a name. Maps make room for many at once, so it is kept small.
#[derive(Debug, Default)]
pub struct Held {
    /// What it uses.
    pub acked: Option<Box<Copy>>,
    /// What it was sent and has not answered.
    pub sent: Option<Box<Copy>>,
    /// What it may be using instead: it came in a rejected response, before what was bad in it.
    pub doubted: Option<Box<Copy>>,
    /// Whether it was told to remove it, and has not answered.
    pub is_removed: bool,
    pub rejected: Option<Box<Rejected>>,
    /// Since when nothing needs it any more.
    pub unneeded: Option<Instant>,
}

/// A resource that a proxy has.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Absent if the proxy named a version that is none of this server.
    pub version: Option<Version>,
    /// The clusters that it needs. Absent if that is not known.
    pub clusters: Option<Arc<[Arc<str>]>>,
    /// Kept where each response repeats everything.
    pub body: Option<Bytes>,
}

/// What a proxy did not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    pub version: Version,
    /// In its own words.
    pub message: String,
    pub since: Instant,
    /// The revision at which it was sent.
    pub revision: u64,
    pub sources: Arc<[ResourceId]>,
}

/// A response that is not answered yet.
#[derive(Debug)]
pub struct Outstanding {
    /// What is new or changed in it.
    pub sent: Vec<Sent>,
    pub removed: Vec<Arc<str>>,
    pub revision: u64,
}

/// A resource in a response that is not answered yet.
#[derive(Debug)]
pub struct Sent {
    pub name: Arc<str>,
    pub version: Version,
    pub sources: Arc<[ResourceId]>,
}

impl Subscription {
    pub fn wants(&self, name: &str) -> bool {
        self.is_wildcard || self.names.contains(name)
    }

    /// Adds names, each of which is to be answered, also if it was asked for before.
    pub fn subscribe(&mut self, names: impl IntoIterator<Item = Arc<str>>) {
        for name in names {
            if &*name == ALL {
                self.is_wildcard = true;
                self.is_owed = true;
            } else {
                self.owed.insert(Arc::clone(&name));
                self.names.insert(name);
            }
        }
    }

    /// Removes names, and forgets what the proxy has under them.
    pub fn unsubscribe<'a>(&mut self, names: impl IntoIterator<Item = &'a Arc<str>>) {
        for name in names {
            if &**name == ALL {
                self.is_wildcard = false;
                self.held.retain(|name, _| self.names.contains(name));
                continue;
            }
            self.names.remove(name);
            if !self.is_wildcard {
                self.forget(name);
            }
        }
    }

    pub fn forget(&mut self, name: &str) {
        self.held.remove(name);
        self.open.remove(name);
        self.owed.remove(name);
        self.suspects.remove(name);
    }

    /// Whether something is on its way to the proxy, or waits for nothing but time and answers.
    pub fn is_pending(&self) -> bool {
        let is_pending = |wait: &Wait| matches!(wait, Wait::Nothing | Wait::Clusters(_));
        self.outstanding.is_some()
            || self.is_owed
            || !self.owed.is_empty()
            || self.open.values().any(is_pending)
    }

    /// Whether the proxy did not accept something, or keeps an older version because of that.
    pub fn is_rejected(&self) -> bool {
        self.open.values().any(|wait| matches!(wait, Wait::Rejected(_)))
            || self.held.values().any(|held| held.rejected.is_some())
    }

    /// What the proxy uses of the type, in one number.
    pub fn version(&self) -> Version {
        let used = self.held.iter().filter_map(|(name, held)| Some((name, held.acked.as_ref()?)));
        version_of(used.map(|(name, copy)| (&**name, copy.version)))
    }

    /// What the proxy will use once it has accepted everything.
    pub fn next_version(&self) -> Version {
        let used = self.held.iter().filter(|(_, held)| !held.is_removed);
        let used = used.filter_map(|(name, held)| Some((name, held.latest()?)));
        version_of(used.map(|(name, copy)| (&**name, copy.version)))
    }

    /// The number of resources that the proxy uses.
    pub fn len(&self) -> usize {
        self.held.values().filter(|held| held.acked.is_some()).count()
    }
}

/// One version for many, the same in every process.
fn version_of<'a>(all: impl Iterator<Item = (&'a str, Option<Version>)>) -> Version {
    let mut text = Vec::new();
    for (name, version) in all {
        text.extend_from_slice(name.as_bytes());
        text.push(0);
        text.extend(version.map(|version| version.to_string()).unwrap_or_default().bytes());
        text.push(0);
    }
    Version::of(&text)
}

impl Held {
    /// What the proxy had before the stream began.
    pub fn from_before(version: Option<Version>, clusters: Option<Arc<[Arc<str>]>>) -> Self {
        let acked = Some(Box::new(Copy { version, clusters, body: None }));
        Self { acked, ..Self::default() }
    }

    /// Notes what a version from before the stream needs, now that it is known.
    pub fn learn(&mut self, resource: &XdsResource) {
        let version = Some(resource.version);
        for copy in self.acked.iter_mut().filter(|copy| copy.version == version) {
            copy.clusters.get_or_insert_with(|| Arc::clone(&resource.clusters));
        }
    }

    /// The last that was sent and not rejected.
    pub fn latest(&self) -> Option<&Copy> {
        self.sent.as_deref().or(self.acked.as_deref())
    }

    /// Whether the proxy has, or will soon have, that version.
    pub fn is_at(&self, version: Version) -> bool {
        let is_sure = !self.is_removed && (self.doubted.is_none() || self.sent.is_some());
        is_sure && self.latest().is_some_and(|copy| copy.version == Some(version))
    }

    pub fn rejects(&self, version: Version) -> bool {
        self.rejected.as_ref().is_some_and(|rejected| rejected.version == version)
    }

    /// Whether the proxy surely has some version.
    pub fn is_usable(&self) -> bool {
        self.acked.is_some() && !self.is_removed
    }

    /// Everything that the proxy may be using.
    pub fn copies(&self) -> impl Iterator<Item = &Copy> {
        let copies = [&self.acked, &self.sent, &self.doubted];
        copies.into_iter().filter_map(Option::as_deref)
    }

    /// Notes that it is not known whether the proxy uses what it was sent.
    pub fn doubt(&mut self) {
        let Some(mut sent) = self.sent.take() else { return };
        if let (Some(before), Some(clusters)) = (self.doubted.take(), &sent.clusters) {
            let all =
                before.clusters.iter().flat_map(|before| before.iter()).chain(clusters.iter());
            sent.clusters = Some(all.cloned().collect());
        }
        self.doubted = Some(sent);
    }
}

impl Copy {
    /// A copy that can be sent again if `keeps_body`.
    pub fn of(resource: &XdsResource, keeps_body: bool) -> Self {
        Self {
            version: Some(resource.version),
            clusters: Some(Arc::clone(&resource.clusters)),
            body: keeps_body.then(|| resource.body.clone()),
        }
    }
}
