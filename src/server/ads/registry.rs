//! Who is connected, and who depends on what.
//!
//! Proxies that are equal are a group, whose resources are assembled once. The index leads from a
//! change to the groups that looked at what changed, so that nobody else is woken.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::{Notify, watch};

use crate::model::{InstanceService, ResourceId, Timestamp};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::session::{Flavor, Session};

/// What a group of proxies should have.
#[derive(Debug, Clone)]
pub enum Desired {
    /// These resources, which changed last at that revision.
    Assembly { assembly: Arc<Assembly>, revision: u64 },
    /// Nothing: its node or gateway was deleted.
    Gone,
}

/// A stream of a proxy.
#[derive(Debug)]
pub struct Connected {
    pub node: String,
    pub proxy: Proxy,
    pub flavor: Flavor,
    /// The version of Envoy.
    pub version: Option<String>,
    pub peer: String,
    pub since: Timestamp,
    /// The same moment, to measure from.
    pub started: Instant,
    pub session: Mutex<Session>,
    pub desired: watch::Receiver<Desired>,
    is_gone: AtomicBool,
}

/// All streams and groups.
#[derive(Debug, Default)]
pub struct Registry {
    state: Mutex<State>,
    /// Told whenever a proxy settled or went away, or all changes up to some revision are out.
    progress: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// The last revision whose changes are being handed out, and the last that is.
    following: u64,
    followed: u64,
    groups: BTreeMap<u64, Group>,
    by_proxy: HashMap<Proxy, u64>,
    by_resource: HashMap<ResourceId, BTreeSet<u64>>,
    by_service: HashMap<InstanceService, BTreeSet<u64>>,
    streams: BTreeMap<u64, Arc<Connected>>,
    last: u64,
}

#[derive(Debug)]
struct Group {
    proxy: Proxy,
    streams: BTreeSet<u64>,
    desired: watch::Sender<Desired>,
}

/// The part of a stream that is about its place here, which it leaves at its end.
#[derive(Debug)]
pub struct Member {
    pub connected: Arc<Connected>,
    registry: Arc<Registry>,
    stream: u64,
    group: u64,
}

/// The resources of a proxy at a revision.
#[derive(Debug)]
pub struct Assembled {
    pub assembly: Arc<Assembly>,
    pub revision: u64,
}

/// How a stream begins.
pub type Begin<'a> = &'a mut dyn FnMut(watch::Receiver<Desired>) -> Connected;

impl Connected {
    pub fn new(
        introduction: (String, Proxy, Option<String>),
        flavor: Flavor,
        peer: String,
        session: Session,
        desired: watch::Receiver<Desired>,
    ) -> Self {
        let (node, proxy, version) = introduction;
        let since = Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
        let is_gone = AtomicBool::new(false);
        let (session, started) = (Mutex::new(session), Instant::now());
        Self { node, proxy, flavor, version, peer, since, started, session, desired, is_gone }
    }

    pub fn session(&self) -> MutexGuard<'_, Session> {
        held(&self.session)
    }

    /// The last revision at which something changed for the proxy; none if its node is gone.
    pub fn changed(&self) -> Option<u64> {
        match &*self.desired.borrow() {
            Desired::Assembly { revision, .. } => Some(*revision),
            Desired::Gone => None,
        }
    }

    /// Whether what the proxy should have was made with a look at that resource.
    pub fn knows(&self, id: &ResourceId) -> bool {
        match &*self.desired.borrow() {
            Desired::Assembly { assembly, .. } => assembly.dependencies.contains(id),
            Desired::Gone => false,
        }
    }

    /// Whether the proxy acknowledged or rejected all that changed for it up to a revision.
    pub fn is_settled(&self, revision: u64) -> bool {
        let Some(changed) = self.changed() else { return true };
        self.is_gone.load(Ordering::Relaxed)
            || self.session().settled() >= Some(changed.min(revision))
    }
}

impl Registry {
    /// Adds a stream to the group of its proxy, if there is one.
    pub fn join(self: &Arc<Self>, proxy: &Proxy, begin: Begin<'_>) -> Option<Member> {
        let mut state = held(&self.state);
        let group = *state.by_proxy.get(proxy)?;
        Some(self.add(&mut state, group, begin))
    }

    /// Adds a stream, and its group with what was assembled for it. Answers nothing if that is out
    /// of date: changes after it were handed out by now.
    pub fn found(
        self: &Arc<Self>,
        proxy: &Proxy,
        assembled: Assembled,
        begin: Begin<'_>,
    ) -> Option<Member> {
        let mut state = held(&self.state);
        let known = state.by_proxy.get(proxy).copied();
        let group = match known {
            Some(group) => group,
            None if state.following > assembled.revision => return None,
            None => state.found(proxy, assembled),
        };
        Some(self.add(&mut state, group, begin))
    }

    fn add(self: &Arc<Self>, state: &mut State, group: u64, begin: Begin<'_>) -> Member {
        state.last += 1;
        let stream = state.last;
        let entry = state.groups.get_mut(&group).expect("a group goes with its last member");
        entry.streams.insert(stream);
        let connected = Arc::new(begin(entry.desired.subscribe()));
        state.streams.insert(stream, Arc::clone(&connected));
        Member { connected, registry: Arc::clone(self), stream, group }
    }

    /// Begins to hand out the changes up to a revision; answers the groups that depend on them.
    pub fn follow(
        &self,
        revision: u64,
        resources: &BTreeSet<ResourceId>,
        services: &BTreeSet<InstanceService>,
    ) -> Vec<(u64, Proxy)> {
        let mut state = held(&self.state);
        state.following = state.following.max(revision);
        let by_resource = resources.iter().filter_map(|id| state.by_resource.get(id));
        let by_service = services.iter().filter_map(|service| state.by_service.get(service));
        let groups: BTreeSet<u64> = by_resource.chain(by_service).flatten().copied().collect();
        state.proxies(groups)
    }

    /// What the proxies of these groups are.
    pub fn proxies(&self, groups: &[u64]) -> Vec<(u64, Proxy)> {
        held(&self.state).proxies(groups.iter().copied())
    }

    /// The same for all groups, since it is not known what changed.
    pub fn follow_all(&self, revision: u64) -> Vec<(u64, Proxy)> {
        let mut state = held(&self.state);
        state.following = state.following.max(revision);
        state.groups.iter().map(|(group, entry)| (*group, entry.proxy.clone())).collect()
    }

    /// Hands a group what it should have now; `None` is nothing at all.
    pub fn hand_out(&self, group: u64, assembly: Option<Assembly>, revision: u64) {
        held(&self.state).hand_out(group, assembly, revision);
    }

    /// What was handed out to a group last.
    pub fn assembly(&self, group: u64) -> Option<Arc<Assembly>> {
        let state = held(&self.state);
        match &*state.groups.get(&group)?.desired.borrow() {
            Desired::Assembly { assembly, .. } => Some(Arc::clone(assembly)),
            Desired::Gone => None,
        }
    }

    /// Whether every stream of a group answered all that changed for it up to a revision.
    pub fn is_settled(&self, group: u64, revision: u64) -> bool {
        let state = held(&self.state);
        let streams = state.groups.get(&group).map(|entry| &entry.streams);
        let streams = streams.into_iter().flatten().filter_map(|stream| state.streams.get(stream));
        let streams: Vec<Arc<Connected>> = streams.map(Arc::clone).collect();
        drop(state);
        streams.iter().all(|stream| stream.is_settled(revision))
    }

    /// Whether what a group has now was made with a look at that resource.
    pub fn looks_at(&self, group: u64, id: &ResourceId) -> bool {
        let state = held(&self.state);
        state.by_resource.get(id).is_some_and(|groups| groups.contains(&group))
    }

    /// Notes that all changes up to a revision are handed out.
    pub fn followed(&self, revision: u64) {
        let mut state = held(&self.state);
        state.followed = state.followed.max(revision);
        drop(state);
        self.progress.notify_waiters();
    }

    /// The revision up to which all changes are handed out.
    pub fn revision(&self) -> u64 {
        held(&self.state).followed
    }

    /// All streams, of one mesh or of all.
    pub fn streams(&self, mesh: Option<&str>) -> Vec<Arc<Connected>> {
        let state = held(&self.state);
        let streams = state.streams.values();
        let wanted = |one: &&Arc<Connected>| mesh.is_none_or(|mesh| one.proxy.of.mesh() == mesh);
        streams.filter(wanted).map(Arc::clone).collect()
    }

    /// Tells those who wait that a proxy came further.
    pub fn note_progress(&self) {
        self.progress.notify_waiters();
    }

    pub fn progress(&self) -> &Notify {
        &self.progress
    }

    fn leave(&self, stream: u64, group: u64) {
        let mut state = held(&self.state);
        state.streams.remove(&stream);
        let Some(entry) = state.groups.get_mut(&group) else { return };
        entry.streams.remove(&stream);
        if entry.streams.is_empty() {
            state.dissolve(group);
        }
    }
}

impl State {
    fn proxies(&self, groups: impl IntoIterator<Item = u64>) -> Vec<(u64, Proxy)> {
        let proxy = |group: u64| Some((group, self.groups.get(&group)?.proxy.clone()));
        groups.into_iter().filter_map(proxy).collect()
    }

    fn found(&mut self, proxy: &Proxy, assembled: Assembled) -> u64 {
        self.last += 1;
        let group = self.last;
        let Assembled { assembly, revision } = assembled;
        self.index(group, &assembly);
        let desired = watch::Sender::new(Desired::Assembly { assembly, revision });
        self.groups
            .insert(group, Group { proxy: proxy.clone(), streams: BTreeSet::new(), desired });
        self.by_proxy.insert(proxy.clone(), group);
        group
    }

    fn hand_out(&mut self, group: u64, assembly: Option<Assembly>, revision: u64) {
        // It may have been dissolved meanwhile.
        let Some(entry) = self.groups.get(&group) else { return };
        let (desired, proxy) = (entry.desired.clone(), entry.proxy.clone());
        let before = match &*desired.borrow() {
            Desired::Assembly { assembly, .. } => Arc::clone(assembly),
            Desired::Gone => return,
        };
        let Some(mut assembly) = assembly else {
            // Its streams end now, and it is founded anew by whoever comes later.
            self.unindex(group, &before);
            self.by_proxy.remove(&proxy);
            desired.send_replace(Desired::Gone);
            return;
        };
        assembly.share(&before);
        let assembly = Arc::new(assembly);
        if assembly.dependencies != before.dependencies || assembly.services != before.services {
            self.unindex(group, &before);
            self.index(group, &assembly);
        }
        let changes = !assembly.has_versions_of(&before);
        desired.send_if_modified(|desired| {
            let Desired::Assembly { assembly: known, revision: last } = desired else {
                return false;
            };
            *known = assembly;
            if changes {
                *last = revision;
            }
            changes
        });
    }

    fn index(&mut self, group: u64, assembly: &Assembly) {
        for id in &assembly.dependencies {
            self.by_resource.entry(id.clone()).or_default().insert(group);
        }
        for service in &assembly.services {
            self.by_service.entry(service.clone()).or_default().insert(group);
        }
    }

    fn unindex(&mut self, group: u64, assembly: &Assembly) {
        for id in &assembly.dependencies {
            remove(&mut self.by_resource, id, group);
        }
        for service in &assembly.services {
            remove(&mut self.by_service, service, group);
        }
    }

    fn dissolve(&mut self, group: u64) {
        let Some(entry) = self.groups.remove(&group) else { return };
        if let Desired::Assembly { assembly, .. } = &*entry.desired.borrow() {
            self.unindex(group, assembly);
            self.by_proxy.remove(&entry.proxy);
        }
    }
}

fn remove<K: Eq + std::hash::Hash>(index: &mut HashMap<K, BTreeSet<u64>>, key: &K, group: u64) {
    let Some(groups) = index.get_mut(key) else { return };
    groups.remove(&group);
    if groups.is_empty() {
        index.remove(key);
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.connected.is_gone.store(true, Ordering::Relaxed);
        self.registry.leave(self.stream, self.group);
        self.registry.note_progress();
    }
}

/// The value behind a mutex. None is left half changed by a panic that anybody goes on after.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
