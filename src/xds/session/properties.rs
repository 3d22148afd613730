//! Random changes, answers, silences and breaks, against a model of a proxy that holds the stream to
//! its promises.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;

use super::tests::{resource, start};
use super::*;
use crate::xds::resource::XdsResource;
use ResourceType::{Cluster, Endpoints, Listener, Routes};

const CLUSTERS: usize = 4;
const LISTENERS: usize = 2;
/// Contents that the proxy does not accept have this number or a greater one.
const BAD: u8 = 5;

/// What a proxy should have: a content for each cluster and listener that is there; routes hang on
/// their listener.
#[derive(Debug, Clone)]
struct Desired {
    clusters: Vec<Option<u8>>,
    listeners: Vec<Option<(u8, Vec<usize>)>>,
    routes: Vec<(u8, Vec<usize>)>,
}

#[derive(Debug, Clone)]
enum Step {
    Update(Desired),
    /// The proxy reads its next response, and answers.
    Read,
    Wait(u16),
    Reconnect,
}

fn desired(contents: u8) -> impl Strategy<Value = Desired> {
    let needs = || vec(0..CLUSTERS, 0..3);
    let cluster = prop::option::weighted(0.7, 0..contents);
    let listener = prop::option::weighted(0.8, (0..contents, needs()));
    let clusters = vec(cluster, CLUSTERS);
    let routes = vec((0..contents, needs()), LISTENERS);
    (clusters, vec(listener, LISTENERS), routes).prop_map(|(clusters, listeners, routes)| Desired {
        clusters,
        listeners,
        routes,
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => desired(BAD + 1).prop_map(Step::Update),
        10 => Just(Step::Read),
        2 => (0_u16..20_000).prop_map(Step::Wait),
        1 => Just(Step::Reconnect),
    ];
    vec(step, 1..60)
}

impl Desired {
    fn assembly(&self) -> Assembly {
        let mut assembly = Assembly::default();
        for (index, content) in self.clusters.iter().enumerate() {
            let Some(content) = content else { continue };
            // Every other cluster has endpoints of its own.
            if index % 2 == 0 {
                assembly.insert(Endpoints, self.one("c", index, content % 3, &[]));
            }
            assembly.insert(Cluster, self.one("c", index, *content, &[]));
        }
        for (index, listener) in self.listeners.iter().enumerate() {
            let Some((content, needs)) = listener else { continue };
            let (routed, needed) = &self.routes[index];
            assembly.insert(Listener, self.one("l", index, *content, needs));
            assembly.insert(Routes, self.one("l", index, *routed, needed));
        }
        assembly
    }

    fn one(&self, prefix: &str, index: usize, content: u8, needs: &[usize]) -> XdsResource {
        let needs: BTreeSet<String> = needs.iter().map(|index| self.cluster(*index)).collect();
        let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
        let content =
            if content >= BAD { "bad".to_owned() } else { format!("{content} {needs:?}") };
        resource(&format!("{prefix}{index}"), &content, &needs)
    }

    /// The name of a cluster; of one that is no part of the assembly where it is not desired.
    fn cluster(&self, index: usize) -> String {
        match self.clusters[index] {
            Some(_) => format!("c{index}"),
            None => "elsewhere".to_owned(),
        }
    }
}

type Key = (ResourceType, Arc<str>);

/// A proxy, and what it was promised.
struct Model {
    flavor: Flavor,
    session: Session,
    now: Instant,
    revision: u64,
    desired: Arc<Assembly>,
    /// What the proxy uses.
    uses: BTreeMap<Key, Version>,
    names: BTreeMap<ResourceType, BTreeSet<Arc<str>>>,
    inbox: VecDeque<Response>,
    /// All resources there ever were.
    known: BTreeMap<(Key, Version), XdsResource>,
    /// Since when a cluster is desired as it is.
    since: BTreeMap<Arc<str>, (Version, Instant)>,
    /// The last version sent under a name, while the proxy is not known to lack it.
    sent: BTreeMap<Key, Version>,
    /// Names that may be sent again.
    again: BTreeSet<Key>,
    /// What the proxy rejected and was told to.
    rejected: BTreeSet<(Key, Version)>,
}

impl Model {
    fn new(flavor: Flavor) -> Self {
        let now = start();
        let desired = Arc::new(Assembly::default());
        let session = Session::new(flavor, Arc::clone(&desired), 0, now);
        let mut model = Self {
            flavor,
            session,
            now,
            revision: 0,
            desired,
            uses: BTreeMap::new(),
            names: BTreeMap::new(),
            inbox: VecDeque::new(),
            known: BTreeMap::new(),
            since: BTreeMap::new(),
            sent: BTreeMap::new(),
            again: BTreeSet::new(),
            rejected: BTreeSet::new(),
        };
        model.connect();
        model
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Update(desired) => self.update(&desired),
            Step::Read => self.read(),
            Step::Wait(millis) => {
                self.now += Duration::from_millis(millis.into());
                self.poll();
            }
            Step::Reconnect => self.connect(),
        }
    }

    fn update(&mut self, desired: &Desired) {
        self.revision += 1;
        self.desired = Arc::new(desired.assembly());
        for of in ResourceType::ALL {
            for one in self.desired.of_type(of) {
                let key = ((of, Arc::clone(&one.name)), one.version);
                self.known.insert(key, one.clone());
            }
        }
        let (now, before) = (self.now, std::mem::take(&mut self.since));
        for one in self.desired.of_type(Cluster) {
            let since = before.get(&one.name).copied();
            let since = since.filter(|(version, _)| {
                // After a rejection the time begins anew, and otherwise goes on.
                let key = ((Cluster, Arc::clone(&one.name)), *version);
                *version == one.version || !self.rejected.contains(&key)
            });
            let since = since.map_or(now, |(_, since)| since);
            self.since.insert(Arc::clone(&one.name), (one.version, since));
        }
        self.forget_rejected();
        self.session.update(Arc::clone(&self.desired), self.revision, self.now);
        self.poll();
    }

    /// Begins a stream, as a proxy that has what it has.
    fn connect(&mut self) {
        self.inbox.clear();
        self.sent.clear();
        self.rejected.clear();
        self.session =
            Session::new(self.flavor, Arc::clone(&self.desired), self.revision, self.now);
        for (_, since) in self.since.values_mut() {
            *since = self.now;
        }
        for of in [Cluster, Endpoints, Listener, Routes] {
            if of.is_wildcard() || self.names.get(&of).is_some_and(|names| !names.is_empty()) {
                let names: Vec<Arc<str>> =
                    self.names.entry(of).or_default().iter().cloned().collect();
                let uses = self.uses.iter().filter(|((kind, _), _)| *kind == of);
                let initial =
                    uses.map(|((_, name), version)| (Arc::clone(name), version.to_string()));
                let ask = match self.flavor {
                    Flavor::Delta => Ask::Delta {
                        subscribe: names,
                        unsubscribe: Vec::new(),
                        initial: initial.collect(),
                    },
                    Flavor::StateOfTheWorld => Ask::StateOfTheWorld { names },
                };
                self.request(of, String::new(), None, ask);
            }
        }
    }

    fn request(&mut self, of: ResourceType, nonce: String, error: Option<String>, ask: Ask) {
        self.session.request(Request { of, nonce, error, ask }, self.now);
        self.poll();
    }

    fn poll(&mut self) {
        for response in self.session.poll(self.now) {
            assert!(
                self.inbox.iter().all(|other| other.of != response.of),
                "two responses of a type are unanswered"
            );
            self.check(&response);
            self.inbox.push_back(response);
        }
    }

    /// That a response may be sent now.
    fn check(&mut self, response: &Response) {
        let of = response.of;
        let is_full = self.flavor == Flavor::StateOfTheWorld && of.is_wildcard();
        for item in &response.items {
            let key = (of, Arc::clone(&item.name));
            let is_new = self.sent.insert(key.clone(), item.version) != Some(item.version);
            let repeats = !is_new && !is_full && !self.again.remove(&key);
            assert!(!repeats, "{key:?} is sent again");
            let told = self.rejected.contains(&(key.clone(), item.version));
            assert!(!told, "{key:?} is sent after it was rejected");
            if of == Cluster && is_new {
                self.again.insert((Endpoints, Arc::clone(&item.name)));
            }
            let is_used = self.uses.get(&key) == Some(&item.version);
            if is_new && !is_used && matches!(of, Listener | Routes) {
                self.check_clusters(&key, item.version);
            }
        }
        let gone: Vec<Arc<str>> = if is_full {
            let stays = |name: &Arc<str>| response.items.iter().any(|item| item.name == *name);
            let sent = self.sent.keys().filter(|(kind, name)| *kind == of && !stays(name));
            sent.map(|(_, name)| Arc::clone(name)).collect()
        } else {
            response.removed.clone()
        };
        for name in gone {
            if of == Cluster {
                self.check_unneeded(&name);
            }
            self.sent.remove(&(of, name));
        }
    }

    /// That a proxy has the clusters of a listener or route, or never will.
    fn check_clusters(&self, key: &Key, version: Version) {
        for name in self.known[&(key.clone(), version)].clusters.iter() {
            let cluster = (Cluster, Arc::clone(name));
            let Some((desired, since)) = self.since.get(name) else { continue };
            let is_rejected = self.rejected.contains(&(cluster.clone(), *desired));
            let is_late = self.now >= *since + BARRIER;
            assert!(
                self.uses.contains_key(&cluster) || is_rejected || is_late,
                "{key:?} is sent before its cluster {name}"
            );
        }
    }

    /// That nothing of what the proxy uses, or is about to, needs a cluster.
    fn check_unneeded(&self, cluster: &Arc<str>) {
        let coming = self.inbox.iter().flat_map(|response| {
            response.items.iter().map(|item| ((response.of, Arc::clone(&item.name)), item.version))
        });
        let used = self.uses.iter().map(|(key, version)| (key.clone(), *version));
        for (key, version) in
            used.chain(coming).filter(|((of, _), _)| matches!(of, Listener | Routes))
        {
            let needs = &self.known[&(key.clone(), version)].clusters;
            assert!(!needs.contains(cluster), "{cluster} is removed while {key:?} needs it");
        }
    }

    /// Takes the oldest response as Envoy does, and answers it.
    fn read(&mut self) {
        let Some(response) = self.inbox.pop_front() else { return };
        let of = response.of;
        let is_full = self.flavor == Flavor::StateOfTheWorld && of.is_wildcard();
        let mut bad = Vec::new();
        for item in &response.items {
            let key = (of, Arc::clone(&item.name));
            if !of.is_wildcard() && !self.names[&of].contains(&item.name) {
                // Nobody asks for it any more.
                continue;
            }
            if self.is_bad(&key, item.version) {
                bad.push(Arc::clone(&item.name));
                if !of.is_wildcard() {
                    break;
                }
                continue;
            }
            self.uses.insert(key, item.version);
        }
        let stays = |name: &Arc<str>| response.items.iter().any(|item| item.name == *name);
        self.uses.retain(|(kind, name), _| {
            *kind != of || !(response.removed.contains(name) || (is_full && !stays(name)))
        });
        let error = (!bad.is_empty()).then(|| self.note_rejected(&response, &bad));
        self.answer(response, error);
        self.follow();
    }

    fn is_bad(&self, key: &Key, version: Version) -> bool {
        let known = &self.known[&(key.clone(), version)];
        known.body.windows(3).any(|text| text == b"bad")
    }

    fn note_rejected(&mut self, response: &Response, bad: &[Arc<str>]) -> String {
        let of = response.of;
        if of.is_wildcard() || response.items.len() == 1 {
            for item in response.items.iter().filter(|item| bad.contains(&item.name)) {
                let key = (of, Arc::clone(&item.name));
                self.sent.remove(&key);
                self.rejected.insert((key, item.version));
            }
            let reasons: Vec<String> = bad.iter().map(|name| format!("{name}: bad")).collect();
            return format!("Error adding/updating {}", reasons.join(", "));
        }
        self.again.extend(response.items.iter().map(|item| (of, Arc::clone(&item.name))));
        "bad".to_owned()
    }

    fn answer(&mut self, response: Response, error: Option<String>) {
        let of = response.of;
        let names = self.names.get(&of).into_iter().flatten().cloned().collect();
        let ask = match self.flavor {
            Flavor::Delta => Ask::Delta {
                subscribe: Vec::new(),
                unsubscribe: Vec::new(),
                initial: BTreeMap::new(),
            },
            Flavor::StateOfTheWorld => Ask::StateOfTheWorld { names },
        };
        self.forget_rejected();
        self.request(of, response.nonce, error, ask);
    }

    /// Forgets the rejections of what is not desired, or no longer: it may be sent later.
    fn forget_rejected(&mut self) {
        let desired = &self.desired;
        self.rejected.retain(|((of, name), version)| {
            desired.get(*of, name).is_some_and(|one| one.version == *version)
        });
    }

    /// Asks for what the clusters and listeners need, and no more for what they do not.
    fn follow(&mut self) {
        for (of, parent) in [(Endpoints, Cluster), (Routes, Listener)] {
            let has_own = |name: &Arc<str>| of == Routes || matches!(&**name, "c0" | "c2");
            let parents = self.uses.keys().filter(|(kind, name)| *kind == parent && has_own(name));
            let wanted: BTreeSet<Arc<str>> = parents.map(|(_, name)| Arc::clone(name)).collect();
            let before = self.names.insert(of, wanted.clone()).unwrap_or_default();
            if before == wanted {
                continue;
            }
            let fresh: Vec<Arc<str>> = wanted.difference(&before).cloned().collect();
            let gone: Vec<Arc<str>> = before.difference(&wanted).cloned().collect();
            for name in &gone {
                self.uses.remove(&(of, Arc::clone(name)));
                self.sent.remove(&(of, Arc::clone(name)));
                self.rejected.retain(|((kind, other), _)| *kind != of || other != name);
            }
            self.again.extend(fresh.iter().map(|name| (of, Arc::clone(name))));
            let (nonce, ask) = match self.flavor {
                Flavor::Delta => (
                    String::new(),
                    Ask::Delta { subscribe: fresh, unsubscribe: gone, initial: BTreeMap::new() },
                ),
                Flavor::StateOfTheWorld => {
                    let nonce = self.session.of(of).nonce;
                    let nonce = if nonce == 0 { String::new() } else { nonce.to_string() };
                    (nonce, Ask::StateOfTheWorld { names: wanted.into_iter().collect() })
                }
            };
            self.ask(of, nonce, ask);
        }
    }

    /// A change of names. In the flavor without a delta it must not look like an answer to what the
    /// proxy did not read yet, so it waits until that is read.
    fn ask(&mut self, of: ResourceType, nonce: String, ask: Ask) {
        let unread = self.inbox.iter().any(|response| response.of == of);
        if self.flavor == Flavor::Delta || !unread {
            self.request(of, nonce, None, ask);
        }
    }

    /// Reads and waits until nothing comes any more.
    fn finish(&mut self) {
        for _ in 0..20 {
            while !self.inbox.is_empty() {
                self.read();
            }
            self.now += BARRIER;
            self.poll();
        }
    }

    /// That the proxy has all that it should, and no more.
    fn check_end(&self) {
        for of in [Cluster, Listener, Endpoints, Routes] {
            let wanted: BTreeMap<Arc<str>, Version> =
                self.desired.of_type(of).map(|one| (Arc::clone(&one.name), one.version)).collect();
            let used = self.uses.iter().filter(|((kind, _), _)| *kind == of);
            let used: BTreeMap<Arc<str>, Version> =
                used.map(|((_, name), version)| (Arc::clone(name), *version)).collect();
            assert_eq!(used, wanted, "{of:?}");
        }
        let report = self.session.report();
        assert_eq!((report.state, report.acknowledged), (State::Synced, Some(self.revision)));
    }
}

proptest! {
    #[test]
    fn deltas_keep_every_promise(steps in steps(), last in desired(BAD)) {
        run(Flavor::Delta, steps, &last);
    }

    #[test]
    fn full_answers_keep_every_promise(steps in steps(), last in desired(BAD)) {
        // What a proxy has that comes back is not known, so it can only be brought up anew.
        let steps = steps.into_iter().filter(|step| !matches!(step, Step::Reconnect)).collect();
        run(Flavor::StateOfTheWorld, steps, &last);
    }
}

fn run(flavor: Flavor, steps: Vec<Step>, last: &Desired) {
    let mut model = Model::new(flavor);
    for step in steps {
        model.step(step);
    }
    model.update(last);
    model.finish();
    model.check_end();
}
