//! A trace and Envoy's tables agree: the same route is chosen, and it leads to the same nodes in the
//! same shares.

use envoy_types::pb::envoy::config::core::v3::TrafficDirection;
use envoy_types::pb::envoy::config::core::v3::address::Address;
use envoy_types::pb::envoy::config::core::v3::socket_address::PortSpecifier;
use envoy_types::pb::envoy::config::listener::v3::Listener;

use crate::model::listener::Protocol;
use crate::model::matching::HttpScheme;
use crate::model::scalar::Port;
use crate::model::{Kind, ResourceId};
use crate::routing;
use crate::routing::request::{Call, Request};
use crate::routing::trace::{Attempt, Egress, End, Nowhere, Outcome, ServiceHop, Target, Trace};
use crate::xds::proxy::{EGRESS_PORT, Interception, Proxy};
use crate::xds::translate::names;
use crate::xds::translate::tests::hunt::{BATCH, Hunt, smallest};
use crate::xds::translate::tests::meshes::{Dice, RandomMesh, mesh};
use crate::xds::translate::tests::pools;
use crate::xds::translate::tests::reading::Reading;
use crate::xds::translate::tests::tables::{self, Answer};

/// How many requests each proxy gets.
const REQUESTS: usize = 60;
/// How many reports are enough.
const REPORTS_MAX: usize = 6;

fn request(dice: &mut Dice, ports: &[i64]) -> Request {
    let call = *dice.one_of(&[Call::Http, Call::Http, Call::Http, Call::Grpc, Call::Tcp]);
    let hosts = if dice.once_in(3) { pools::HOSTS } else { pools::HOST_NAMES };
    let sendable: Vec<&str> = hosts
        .iter()
        .copied()
        .filter(|host| {
            host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        })
        .collect();
    let mut host = (*dice.one_of(&sendable)).to_owned();
    if dice.once_in(5) {
        host.make_ascii_uppercase();
    }
    let ports = if dice.once_in(4) { pools::PORTS } else { ports };
    let port = *dice.one_of(ports);
    let paths: &[&str] =
        if call == Call::Grpc { &["/p.S/M", "/a/M", "/p.S/a"] } else { pools::PATHS };
    let parameters = ["q=v", "q=", "r=1&q=0", "%71=v", "Q=va"];
    let mut request = Request {
        call,
        method: (*dice.one_of(&["GET", "POST", "DELETE"])).to_owned(),
        scheme: if dice.once_in(4) { HttpScheme::Https } else { HttpScheme::Http },
        host,
        port: Port::parse(port).ok(),
        path: (*dice.one_of(paths)).to_owned(),
        query: dice.once_in(3).then(|| (*dice.one_of(&parameters)).to_owned()),
        headers: Vec::new(),
    };
    for _ in 0..dice.below(3) {
        let name = *dice.one_of(&["x-a", "x-b", "X-A"]);
        request.headers.push((name.to_owned(), (*dice.one_of(pools::VALUES)).to_owned()));
    }
    request
}

/// The cluster without what tells several ways to it apart.
fn plain(shares: &[(String, u32)]) -> Vec<(String, u32)> {
    let plain = |name: &String| name.split('/').next().unwrap_or_default().to_owned();
    shares.iter().map(|(name, weight)| (plain(name), *weight)).collect()
}

fn cluster(target: &Target) -> String {
    match (&target.problem, target.listening) {
        (None, Some(at)) => names::egress(&target.node, at),
        _ => names::unserved(&target.node),
    }
}

fn chosen(attempts: &[Attempt]) -> Option<&ResourceId> {
    attempts.iter().find(|one| one.outcome == Outcome::Chosen).map(|one| &one.route)
}

/// What a virtual service makes of a request, in the words of the tables; none if nothing is.
fn by_service(hop: &ServiceHop) -> Option<Answer> {
    let is_tcp = hop.at?.listening.protocol == Protocol::Tcp;
    let provider = hop.provider.as_ref()?;
    let weight = |target: &Target| u32::try_from(target.weight.unwrap_or(1)).unwrap();
    let mut shares: Vec<(String, u32)> =
        hop.targets.iter().map(|target| (cluster(target), weight(target))).collect();
    if is_tcp {
        shares.retain(|(_, weight)| *weight > 0);
        if let [(_, weight)] = shares.as_mut_slice() {
            *weight = 1;
        }
        return Some(if shares.is_empty() { Answer::Closed } else { Answer::Bytes(shares) });
    }
    let route = match provider.kind() {
        Kind::VirtualRouter => names::route(chosen(&hop.attempts)?),
        _ => provider.name().to_owned(),
    };
    if shares.iter().all(|(_, weight)| *weight == 0) {
        return (!shares.is_empty()).then_some(Answer::Direct { route, status: 503 });
    }
    Some(Answer::Routed { route, shares })
}

/// Whether the request is one that its listener cannot read; what becomes of it is another matter.
fn is_misread(trace: &Trace) -> bool {
    let gateway = trace.gateway.as_ref().map(|hop| hop.at.listening);
    let service = trace.service.as_ref().and_then(|hop| hop.at).map(|at| at.listening);
    let call = trace.request.call;
    [gateway, service].into_iter().flatten().any(|at| match (call, at.protocol) {
        (Call::Tcp, protocol) => protocol != Protocol::Tcp,
        (Call::Grpc, protocol) => protocol == Protocol::Http,
        (Call::Http, _) => false,
    })
}

/// Whether the tables do what a node's trace says.
fn agrees(trace: &Trace, mesh: &str, answer: &Answer) -> bool {
    let nothing = matches!(answer, Answer::NoRoute | Answer::Closed);
    match &trace.end {
        End::Targets | End::Nowhere(Nowhere::NoTarget | Nowhere::NoWeight) => {
            trace.service.as_ref().and_then(by_service).as_ref() == Some(answer)
        }
        End::Outside(Egress::AllowAll) => match answer {
            Answer::Routed { route, shares } => {
                route == "allow-all" && *shares == [(names::allow_all(mesh), 1)]
            }
            Answer::Bytes(shares) => *shares == [(names::allow_all(mesh), 1)],
            _ => false,
        },
        End::Outside(Egress::AmazonAws) => *answer == Answer::Bytes(vec![(names::amazon(mesh), 1)]),
        End::Nowhere(
            Nowhere::NotABackend { answered, .. } | Nowhere::PortNotServed { answered, .. },
        ) => *answer == if *answered { Answer::NoRoute } else { Answer::Closed },
        End::Nowhere(Nowhere::NoRoute(_)) => {
            let at = trace.service.as_ref().and_then(|hop| hop.at).map(|at| at.listening.protocol);
            *answer == if at == Some(Protocol::Tcp) { Answer::Closed } else { Answer::NoRoute }
        }
        End::Nowhere(_) => nothing,
    }
}

fn port_of(listener: &Listener) -> i64 {
    let address = listener.address.as_ref().and_then(|one| one.address.as_ref());
    match address {
        Some(Address::SocketAddress(at)) => match at.port_specifier {
            Some(PortSpecifier::PortValue(port)) => port.into(),
            _ => 0,
        },
        _ => 0,
    }
}

fn listener(reading: &Reading, direction: TrafficDirection, port: i64) -> Option<&Listener> {
    let mut all = reading.listeners.values();
    all.find(|one| one.traffic_direction() == direction && port_of(one) == port)
}

fn stripped(answer: Answer) -> Answer {
    match answer {
        Answer::Routed { route, shares } => Answer::Routed { route, shares: plain(&shares) },
        Answer::Bytes(shares) => Answer::Bytes(plain(&shares)),
        other => other,
    }
}

/// Holds a trace of a node's request against its tables.
fn node(reading: &Reading, trace: &Trace) -> Result<(), String> {
    let listener = listener(reading, TrafficDirection::Outbound, EGRESS_PORT.into()).unwrap();
    let answer = stripped(tables::answer(reading, listener, &trace.request));
    if agrees(trace, trace.caller.mesh(), &answer) {
        return Ok(());
    }
    Err(format!("{}: {:?}\n{:?}\nbut Envoy: {answer:?}", trace.request, trace.end, trace.service))
}

/// Holds a trace of a request to a gateway against the tables of both hops.
fn gateway(reading: &Reading, trace: &Trace) -> Result<(), String> {
    let port = trace.request.port.map_or(0, Port::get);
    // One that takes nothing is not there.
    let Some(entry) = listener(reading, TrafficDirection::Inbound, port) else { return Ok(()) };
    let hop = trace.gateway.as_ref().ok_or("no hop of the gateway")?;
    let route = chosen(&hop.attempts).map(names::route);
    let differ = |what: String| {
        Err(format!("{}: {:?}\n{hop:?}\n{:?}\nbut {what}", trace.request, trace.end, trace.service))
    };
    let first = tables::answer(reading, entry, &trace.request);
    let (taken, arrives) = match &first {
        Answer::Routed { route, .. } => (Some(route), true),
        Answer::Direct { route, .. } => (Some(route), false),
        _ => (None, false),
    };
    if taken != route.as_ref() {
        return differ(format!("Envoy's first hop: {first:?}"));
    }
    let (true, Some(rewritten)) = (arrives, &hop.rewritten) else {
        let ends = matches!(trace.end, End::Nowhere(_));
        return if ends { Ok(()) } else { differ(format!("Envoy's first hop: {first:?}")) };
    };
    // Not every rewrite makes a path.
    if !rewritten.path.starts_with('/') || rewritten.path.contains(['?', '#', '%', '\\']) {
        return Ok(());
    }
    let forward = tables::forward(reading, entry, &trace.request).unwrap();
    if (&forward.host, &forward.path) != (&rewritten.host, &rewritten.path) {
        return differ(format!("Envoy sends on {forward}"));
    }
    let own = listener(reading, TrafficDirection::Outbound, EGRESS_PORT.into()).unwrap();
    let second = stripped(tables::answer(reading, own, &forward));
    if agrees(trace, trace.caller.mesh(), &second) {
        return Ok(());
    }
    differ(format!("Envoy's second hop: {second:?}"))
}

/// The ports that a proxy does something with.
fn ports(reading: &Reading, proxy: &Proxy) -> Vec<i64> {
    let listeners = reading.listeners.values();
    let mut ports: Vec<i64> = match proxy.of.kind() {
        Kind::VirtualGateway => listeners.map(port_of).collect(),
        _ => listeners
            .filter(|one| one.traffic_direction() == TrafficDirection::Outbound)
            .flat_map(|one| &one.filter_chains)
            .filter_map(|chain| chain.filter_chain_match.as_ref()?.destination_port.as_ref())
            .map(|port| i64::from(port.value))
            .collect(),
    };
    ports.push(80);
    ports
}

/// How many requests got to a target.
#[derive(Debug, Default)]
struct Arrivals {
    of_nodes: usize,
    of_gateways: usize,
}

/// The first request of some on which the trace and the tables differ.
fn differs(mesh: &RandomMesh, seed: u64, arrivals: &mut Arrivals) -> Option<String> {
    for proxy in mesh.proxies().filter(|one| one.placement.interception == Interception::Redirect) {
        let reading = Reading::of(&mesh.assemble(&proxy));
        // The same requests for all, so that a smaller mesh gets them too.
        let mut dice = Dice(seed);
        let ports = ports(&reading, &proxy);
        for _ in 0..REQUESTS {
            let request = request(&mut dice, &ports);
            let trace = routing::trace(&mesh.snapshot, &proxy.of, &request);
            if is_misread(&trace) {
                continue;
            }
            let held = match proxy.of.kind() {
                Kind::VirtualGateway => gateway(&reading, &trace),
                _ => node(&reading, &trace),
            };
            if let Err(words) = held {
                return Some(format!("{proxy}: {words}"));
            }
            let arrives = usize::from(trace.end == End::Targets);
            match proxy.of.kind() {
                Kind::VirtualGateway => arrivals.of_gateways += arrives,
                _ => arrivals.of_nodes += arrives,
            }
        }
    }
    None
}

#[test]
fn the_tables_do_what_a_trace_says() {
    let hunt = Hunt::by_environment();
    let batches = hunt.meshes.div_ceil(BATCH * 4);
    let mut arrivals = Arrivals::default();
    let mut wrong = Vec::new();
    for number in 0..batches {
        for mesh in hunt.batch(number, mesh(pools::HOST_NAMES)).filter(RandomMesh::is_valid) {
            if differs(&mesh, hunt.seed, &mut arrivals).is_none() || wrong.len() >= REPORTS_MAX {
                continue;
            }
            let still = |mesh: &RandomMesh| {
                let differs = || differs(mesh, hunt.seed, &mut Arrivals::default());
                if mesh.is_valid() { differs() } else { None }
            };
            wrong.extend(smallest(mesh, still).map(|(mesh, words)| format!("{mesh:?}{words}\n")));
        }
    }
    assert!(wrong.is_empty(), "WEIR_SEED={}\n{}", hunt.seed, wrong.join("\n"));
    println!("{arrivals:?}");
    // One in two meshes is few, and shows that something was compared.
    let few = batches * BATCH / 2;
    assert!(arrivals.of_nodes > few && arrivals.of_gateways > few, "{arrivals:?}");
}
