//! One stream, message by message.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use envoy_types::pb::google::protobuf::StringValue;

use super::*;
use crate::model::ResourceId;
use crate::xds::resource::XdsResource;
use ResourceType::{Cluster, Endpoints, Listener, Routes, Secret};

/// A resource whose content is that text, and which needs these clusters.
pub fn resource(name: &str, content: &str, clusters: &[&str]) -> XdsResource {
    let clusters: Vec<Arc<str>> = clusters.iter().map(|name| Arc::from(*name)).collect();
    let message = StringValue { value: format!("{name} {content}") };
    XdsResource::new(name, &message, clusters, Vec::<ResourceId>::new())
}

/// Some moment.
#[expect(clippy::disallowed_methods, reason = "there is no other way to a first moment")]
pub fn start() -> Instant {
    Instant::now()
}

/// An assembly from lines of `TYPE NAME CONTENT [CLUSTER…]`.
pub fn assembly(lines: &str) -> Arc<Assembly> {
    let mut assembly = Assembly::default();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let of = ResourceType::ALL.into_iter().find(|of| of.short() == words[0]).unwrap();
        assembly.insert(of, resource(words[1], words[2], &words[3..]));
    }
    Arc::new(assembly)
}

/// A stream, with a clock of its own.
struct Stream {
    session: Session,
    now: Instant,
    flavor: Flavor,
    /// The nonce of the last response by type.
    nonces: BTreeMap<ResourceType, String>,
}

const BASE: &str = "
    CDS a 1
    EDS a 1
    LDS in 1
    LDS out 1
    RDS out 1 a
";

impl Stream {
    fn new(flavor: Flavor, lines: &str) -> Self {
        let now = start();
        let session = Session::new(flavor, assembly(lines), 1, now);
        Self { session, now, flavor, nonces: BTreeMap::new() }
    }

    /// One that has everything.
    fn synced(flavor: Flavor, lines: &str) -> Self {
        let mut stream = Self::new(flavor, lines);
        for of in [Cluster, Endpoints, Listener, Routes] {
            let desired = Arc::clone(&stream.session.desired);
            let names = desired.of_type(of).filter(|_| !of.is_wildcard());
            let names: Vec<String> = names.map(|one| one.name.to_string()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            stream.ask(of, &names);
            stream.ack(of);
        }
        assert_eq!(stream.state(), State::Synced);
        stream
    }

    fn send(&mut self, of: ResourceType, nonce: &str, error: Option<&str>, ask: Ask) -> String {
        let error = error.map(str::to_owned);
        self.session.request(Request { of, nonce: nonce.to_owned(), error, ask }, self.now);
        self.poll()
    }

    fn ask_of(&self, names: &[&str]) -> Ask {
        let names = names.iter().map(|name| Arc::from(*name)).collect();
        match self.flavor {
            Flavor::Delta => {
                Ask::Delta { subscribe: names, unsubscribe: Vec::new(), initial: BTreeMap::new() }
            }
            Flavor::StateOfTheWorld => Ask::StateOfTheWorld { names },
        }
    }

    fn names(&self, of: ResourceType) -> Vec<String> {
        self.session.of(of).names.iter().map(ToString::to_string).collect()
    }

    /// Subscribes to names; all names together where there is no delta.
    fn ask(&mut self, of: ResourceType, names: &[&str]) -> String {
        let nonce = match self.flavor {
            Flavor::Delta => String::new(),
            Flavor::StateOfTheWorld => self.nonces.get(&of).cloned().unwrap_or_default(),
        };
        self.send(of, &nonce, None, self.ask_of(names))
    }

    fn answer(&mut self, of: ResourceType, error: Option<&str>) -> String {
        let names = match self.flavor {
            Flavor::Delta => Vec::new(),
            Flavor::StateOfTheWorld => self.names(of),
        };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ask = self.ask_of(&names);
        let nonce = self.nonces[&of].clone();
        self.send(of, &nonce, error, ask)
    }

    fn ack(&mut self, of: ResourceType) -> String {
        self.answer(of, None)
    }

    fn nack(&mut self, of: ResourceType, error: &str) -> String {
        self.answer(of, Some(error))
    }

    fn update(&mut self, lines: &str) -> String {
        let revision = self.session.revision + 1;
        self.session.update(assembly(lines), revision, self.now);
        self.poll()
    }

    fn wait(&mut self, time: Duration) -> String {
        self.now += time;
        self.poll()
    }

    /// What is sent, as in `CDS a b -c; EDS a`.
    fn poll(&mut self) -> String {
        let responses = self.session.poll(self.now);
        let texts: Vec<String> = responses
            .iter()
            .map(|response| {
                self.nonces.insert(response.of, response.nonce.clone());
                let items = response.items.iter().map(|item| format!(" {}", item.name));
                let removed = response.removed.iter().map(|name| format!(" -{name}"));
                let all: String = items.chain(removed).collect();
                format!("{}{all}", response.of.short())
            })
            .collect();
        texts.join("; ")
    }

    fn state(&self) -> State {
        self.session.report().state
    }
}

const FLAVORS: [Flavor; 2] = [Flavor::Delta, Flavor::StateOfTheWorld];

#[test]
fn a_proxy_comes_up() {
    for flavor in FLAVORS {
        let mut stream = Stream::new(flavor, BASE);
        assert_eq!(stream.ask(Cluster, &[]), "CDS a");
        assert_eq!(stream.ask(Endpoints, &["a"]), "EDS a");
        assert_eq!(stream.ack(Endpoints), "");
        assert_eq!(stream.ack(Cluster), "");
        assert_eq!(stream.state(), State::Pending, "listeners are not asked for yet");
        assert_eq!(stream.ask(Listener, &[]), "LDS in out");
        assert_eq!(stream.ack(Listener), "");
        assert_eq!(stream.state(), State::Pending, "routes are not asked for yet");
        assert_eq!(stream.ask(Routes, &["out"]), "RDS out");
        assert_eq!(stream.state(), State::Pending);
        assert_eq!(stream.ack(Routes), "");
        assert_eq!(stream.state(), State::Synced);
        assert_eq!(stream.session.report().acknowledged, Some(1));
        assert_eq!(stream.update(BASE), "", "nothing changed");
        assert_eq!(stream.session.settled(), Some(2));
    }
}

#[test]
fn first_requests_are_answered_with_nothing() {
    let mut stream = Stream::new(Flavor::Delta, "");
    for of in [Cluster, Listener] {
        assert_eq!(stream.ask(of, &[]), of.short());
        assert_eq!(stream.ack(of), "");
    }
    assert_eq!(stream.ask(Secret, &["s"]), "SDS -s", "a name asked for in vain");
    assert_eq!(stream.state(), State::Pending);
    assert_eq!(stream.ack(Secret), "");
    assert_eq!(stream.state(), State::Synced);
}

#[test]
fn new_routes_wait_for_new_clusters() {
    for flavor in FLAVORS {
        let mut stream = Stream::synced(flavor, BASE);
        let delta = flavor == Flavor::Delta;
        let next = "
            CDS a 1
            CDS b 1
            EDS a 1
            EDS b 1
            LDS in 1
            LDS out 1
            RDS out 2 a b
        ";
        assert_eq!(stream.update(next), if delta { "CDS b" } else { "CDS a b" });
        let names: &[&str] = if delta { &["b"] } else { &["a", "b"] };
        assert_eq!(stream.ask(Endpoints, names), "EDS b");
        assert_eq!(stream.ack(Endpoints), "");
        assert_eq!(stream.ack(Cluster), "RDS out");
        assert_eq!(stream.ack(Routes), "");
        assert_eq!(stream.state(), State::Synced);
    }
}

#[test]
fn a_silent_proxy_gets_its_routes_in_the_end() {
    let mut stream = Stream::synced(Flavor::Delta, BASE);
    let next = BASE.replace("RDS out 1 a", "RDS out 2 b\nCDS b 1");
    assert_eq!(stream.update(&next), "CDS b");
    assert_eq!(stream.session.deadline(), Some(stream.now + BARRIER));
    assert_eq!(stream.wait(BARRIER.saturating_sub(Duration::from_millis(1))), "");
    assert_eq!(stream.wait(Duration::from_millis(1)), "RDS out");
}

#[test]
fn changes_of_clusters_hold_up_nothing_and_bring_their_endpoints() {
    for flavor in FLAVORS {
        let mut stream = Stream::synced(flavor, BASE);
        let next = BASE.replace("CDS a 1", "CDS a 2").replace("RDS out 1", "RDS out 2");
        assert_eq!(stream.update(&next), "CDS a; EDS a; RDS out");
        for of in [Endpoints, Routes, Cluster] {
            assert_eq!(stream.ack(of), "");
        }
        assert_eq!(stream.state(), State::Synced);
    }
}

/// A proxy takes a cluster only with its endpoints, and answers nothing about clusters before.
#[test]
fn clusters_on_their_way_get_what_belongs_to_them_though_nobody_wants_them_now() {
    for flavor in FLAVORS {
        let mut stream = Stream::synced(flavor, BASE);
        let more = format!("{BASE} CDS b 1\n EDS b 1\n SDS s 1");
        assert!(stream.update(&more).starts_with("CDS"), "{flavor:?}");
        assert_eq!(stream.update(BASE), "", "{flavor:?}");
        assert_eq!(stream.ask(Secret, &["s"]), "SDS s", "{flavor:?}");
        assert_eq!(stream.ask(Endpoints, &["a", "b"]).split(' ').next_back(), Some("b"));
        stream.ack(Endpoints);
        stream.ack(Cluster);
    }
}

#[test]
fn clusters_stay_until_nothing_needs_them_and_a_while() {
    for flavor in FLAVORS {
        let mut stream = Stream::synced(flavor, &format!("{BASE}\nCDS b 1"));
        let delta = flavor == Flavor::Delta;
        let next = "CDS b 1\nLDS in 1\nLDS out 1\nRDS out 2 b";
        assert_eq!(stream.update(next), "RDS out");
        assert_eq!(stream.wait(GRACE * 2), "", "the old routes may still be in use");
        assert_eq!(stream.ack(Routes), "");
        assert_eq!(stream.state(), State::Synced, "the removal to come counts for nothing");
        assert_eq!(stream.session.deadline(), Some(stream.now + GRACE));
        let gone = if delta { "CDS -a" } else { "CDS b" };
        assert_eq!(stream.wait(GRACE), gone);
        assert_eq!(stream.ack(Cluster), "");
        assert_eq!(stream.wait(GRACE), if delta { "EDS -a" } else { "" });
    }
}

#[test]
fn clusters_that_come_back_in_time_stay() {
    let mut stream = Stream::synced(Flavor::Delta, &format!("{BASE}\nCDS b 1"));
    assert_eq!(stream.update(BASE), "");
    assert_eq!(stream.wait(GRACE / 2), "");
    assert_eq!(stream.update(&format!("{BASE}\nCDS b 1")), "");
    assert_eq!(stream.wait(GRACE), "");
    assert_eq!(stream.update(BASE), "");
    assert_eq!(stream.wait(GRACE / 2), "", "the time begins anew");
    assert_eq!(stream.wait(GRACE / 2), "CDS -b");
}

#[test]
fn a_cluster_that_is_being_removed_is_no_cluster() {
    let mut stream = Stream::synced(Flavor::Delta, &format!("{BASE}\nCDS b 1"));
    stream.update(BASE);
    assert_eq!(stream.wait(GRACE), "CDS -b");
    let next = BASE.replace("RDS out 1", "RDS out 2 b") + "\nCDS b 1";
    assert_eq!(stream.update(&next), "");
    assert_eq!(stream.ack(Cluster), "CDS b");
    assert_eq!(stream.ack(Cluster), "RDS out");
}

#[test]
fn rejected_clusters_hold_back_what_needs_them() {
    for flavor in FLAVORS {
        let mut stream = Stream::synced(flavor, BASE);
        let delta = flavor == Flavor::Delta;
        let next = BASE.replace("RDS out 1", "RDS out 2 b") + "\nCDS b bad";
        assert_eq!(stream.update(&next), if delta { "CDS b" } else { "CDS a b" });
        let message = "Error adding/updating cluster(s) b: no such thing";
        assert_eq!(stream.nack(Cluster, message), "");
        let report = stream.session.report();
        assert_eq!(report.state, State::Rejected);
        assert_eq!((report.revision, report.acknowledged), (2, Some(1)));
        assert_eq!(stream.session.settled(), Some(2));
        let [rejection] = report.rejections.as_slice() else { panic!("{report:?}") };
        assert_eq!((&*rejection.name, &*rejection.message, rejection.revision), ("b", message, 2));
        let held_back = HeldBack { of: Routes, name: "out".into(), clusters: vec!["b".into()] };
        assert_eq!(report.held_back, [held_back]);
        assert_eq!(stream.wait(BARRIER * 2), "", "it is held back without end");
        let other = next.replace("LDS in 1", "LDS in 2");
        assert_eq!(stream.update(&other), if delta { "LDS in" } else { "LDS in out" });
        assert_eq!(stream.ack(Listener), "");
        let fixed = other.replace("CDS b bad", "CDS b 1");
        assert_eq!(stream.update(&fixed), if delta { "CDS b" } else { "CDS a b" });
        assert_eq!(stream.ack(Cluster), "RDS out");
        assert_eq!(stream.ack(Routes), "");
        assert_eq!(stream.state(), State::Synced);
    }
}

#[test]
fn without_a_version_that_works_routes_come_without_the_rejected_cluster() {
    let mut stream =
        Stream::new(Flavor::Delta, &BASE.replace("RDS out 1 a", "RDS out 1 a b\nCDS b bad"));
    assert_eq!(stream.ask(Cluster, &[]), "CDS a b");
    assert_eq!(stream.ask(Routes, &["out"]), "");
    let message = "Error adding/updating cluster(s) b: no such thing";
    assert_eq!(stream.nack(Cluster, message), "RDS out");
}

#[test]
fn a_rejection_is_about_the_resources_that_it_names() {
    for (message, bad) in [
        ("Error adding/updating listener(s) in: no filter\nin-2: no port", vec!["in", "in-2"]),
        ("Error adding/updating listener(s) in-2: no port", vec!["in-2"]),
        ("duplicate listener in-2 found", vec!["in-2"]),
        ("something else", vec!["in", "in-2", "out"]),
    ] {
        let lines = "LDS in 1\nLDS in-2 1\nLDS out 1";
        let mut stream = Stream::new(Flavor::Delta, lines);
        stream.ask(Listener, &[]);
        assert_eq!(stream.nack(Listener, message), "");
        let rejections = stream.session.report().rejections;
        let names: Vec<&str> = rejections.iter().map(|one| &*one.name).collect();
        assert_eq!(names, bad, "{message}");
        assert_eq!(stream.session.report().types[0].resources, 3 - bad.len());
        assert_eq!(stream.update(lines), "", "what was rejected is not sent again");
    }
}

#[test]
fn a_bad_route_is_found_among_others() {
    for flavor in FLAVORS {
        let mut stream = Stream::new(flavor, "RDS a 1\nRDS b bad\nRDS c 1");
        assert_eq!(stream.ask(Routes, &["a", "b", "c"]), "RDS a b c");
        assert_eq!(stream.nack(Routes, "Sum of weights"), "RDS a");
        assert_eq!(stream.ack(Routes), "RDS b");
        assert_eq!(stream.nack(Routes, "Sum of weights"), "RDS c");
        assert_eq!(stream.ack(Routes), "");
        let report = stream.session.report();
        assert_eq!(report.state, State::Rejected);
        let names: Vec<&str> = report.rejections.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["b"]);
    }
}

#[test]
fn the_last_good_version_stays_in_full_answers() {
    let mut stream = Stream::synced(Flavor::StateOfTheWorld, BASE);
    let next = BASE.replace("CDS a 1", "CDS a bad\nCDS b 1");
    assert_eq!(stream.update(&next), "CDS a b; EDS a");
    stream.ack(Endpoints);
    assert_eq!(stream.nack(Cluster, "Error adding/updating cluster(s) a: bad"), "");
    stream.session.update(assembly(&next.replace("CDS b 1", "CDS b 2")), 3, stream.now);
    let responses = stream.session.poll(stream.now);
    let [response] = responses.as_slice() else { panic!("{responses:?}") };
    let versions: Vec<Version> = response.items.iter().map(|item| item.version).collect();
    assert_eq!(versions, [resource("a", "1", &[]).version, resource("b", "2", &[]).version]);
}

#[test]
fn a_new_listener_comes_before_the_old_one_goes() {
    let mut stream = Stream::synced(Flavor::Delta, BASE);
    let next = "CDS a 1\nCDS b 1\nEDS a 1\nLDS in-2 1 b\nLDS out 1\nRDS out 1 a";
    assert_eq!(stream.update(next), "CDS b");
    assert_eq!(stream.ack(Cluster), "LDS in-2 -in");
}

#[test]
fn one_response_is_unanswered_at_most() {
    let mut stream = Stream::synced(Flavor::Delta, BASE);
    assert_eq!(stream.update(&BASE.replace("LDS in 1", "LDS in 2")), "LDS in");
    assert_eq!(stream.update(&BASE.replace("LDS in 1", "LDS in 3")), "");
    assert_eq!(stream.update(&BASE.replace("LDS in 1", "LDS in 4")), "");
    assert_eq!(stream.ack(Listener), "LDS in");
    assert_eq!(stream.session.settled(), Some(1));
    assert_eq!(stream.ack(Listener), "");
    assert_eq!(stream.session.settled(), Some(4));
}

#[test]
fn names_are_answered_again_when_asked_for_again() {
    let mut stream = Stream::synced(Flavor::Delta, BASE);
    assert_eq!(stream.ask(Endpoints, &["a"]), "EDS a");
    stream.ack(Endpoints);
    let gone = Ask::Delta {
        subscribe: Vec::new(),
        unsubscribe: vec!["a".into()],
        initial: BTreeMap::new(),
    };
    assert_eq!(stream.send(Endpoints, "", None, gone), "");
    assert_eq!(stream.update(&BASE.replace("EDS a 1", "EDS a 2")), "", "nobody asks for it");
}

#[test]
fn out_of_date_answers_are_ignored() {
    let mut stream = Stream::synced(Flavor::StateOfTheWorld, BASE);
    assert_eq!(stream.update(&BASE.replace("EDS a 1", "EDS a 2")), "EDS a");
    let ask = stream.ask_of(&["a", "b"]);
    assert_eq!(stream.send(Endpoints, "1", Some("no"), ask), "");
    assert_eq!(stream.names(Endpoints), ["a"]);
    assert_eq!(stream.ack(Endpoints), "");
    assert_eq!(stream.state(), State::Synced);
}

#[test]
fn wildcards_are_said_with_an_empty_first_request_or_a_star() {
    let mut stream = Stream::new(Flavor::Delta, BASE);
    assert_eq!(stream.ask(Listener, &["in"]), "LDS in");
    stream.ack(Listener);
    assert_eq!(stream.ask(Listener, &["*"]), "LDS out");
    stream.ack(Listener);
    let gone = Ask::Delta {
        subscribe: Vec::new(),
        unsubscribe: vec!["*".into()],
        initial: BTreeMap::new(),
    };
    assert_eq!(stream.send(Listener, "", None, gone), "");
    let next = BASE.replace("LDS out 1", "LDS out 2").replace("LDS in 1", "LDS in 2");
    assert_eq!(stream.update(&next), "LDS in");
}

/// The versions that a proxy has of an assembly.
fn versions(of: ResourceType, lines: &str) -> BTreeMap<Arc<str>, String> {
    let assembly = assembly(lines);
    let all = assembly.of_type(of);
    all.map(|one| (Arc::clone(&one.name), one.version.to_string())).collect()
}

#[test]
fn a_proxy_that_comes_back_gets_what_changed() {
    let old = format!("{BASE}\nCDS old 1\nLDS gone 1");
    let next = BASE.replace("RDS out 1", "RDS out 2");
    let mut stream = Stream::new(Flavor::Delta, &next);
    let back = |of: ResourceType, names: &[&str]| Ask::Delta {
        subscribe: names.iter().map(|name| Arc::from(*name)).collect(),
        unsubscribe: Vec::new(),
        initial: versions(of, &old),
    };
    assert_eq!(stream.send(Cluster, "", None, back(Cluster, &[])), "CDS");
    assert_eq!(stream.send(Endpoints, "", None, back(Endpoints, &["a"])), "EDS");
    assert_eq!(stream.send(Listener, "", None, back(Listener, &[])), "LDS -gone");
    assert_eq!(stream.send(Routes, "", None, back(Routes, &["out"])), "RDS out");
    for of in [Cluster, Endpoints, Listener] {
        assert_eq!(stream.ack(of), "");
    }
    assert_eq!(stream.wait(GRACE * 2), "", "what the old routes need is not known");
    assert_eq!(stream.ack(Routes), "");
    assert_eq!(stream.state(), State::Synced);
    assert_eq!(stream.wait(GRACE), "CDS -old");
}

#[test]
fn full_answers_wait_until_no_listener_is_missing() {
    let mut stream = Stream::new(Flavor::StateOfTheWorld, &BASE.replace("LDS in 1", "LDS in 1 a"));
    assert_eq!(stream.ask(Cluster, &[]), "CDS a");
    assert_eq!(stream.ask(Listener, &[]), "", "an answer without it would end it");
    assert_eq!(stream.ack(Cluster), "LDS in out");
}

#[test]
fn versions_of_full_answers_are_those_of_their_content() {
    let version = |lines: &str| {
        let mut session = Session::new(Flavor::StateOfTheWorld, assembly(lines), 1, start());
        let ask = Ask::StateOfTheWorld { names: Vec::new() };
        let request = Request { of: Cluster, nonce: String::new(), error: None, ask };
        session.request(request, start());
        session.poll(start()).remove(0).version.unwrap()
    };
    assert_eq!(version("CDS a 1\nCDS b 1"), version("CDS b 1\nCDS a 1"));
    assert_ne!(version("CDS a 1"), version("CDS a 2"));
    assert_ne!(version("CDS a 1"), version(""));
}
