//! A control plane that refuses whatever the real one may have refused, and what always holds for
//! plans that are carried out on it.
//!
//! It is written from the rules of App Mesh's documentation and knows nothing of how plans are made.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::model::{Kind, Resource, ResourceId, Snapshot, Spec, Tags};
use crate::plan::properties::turned;
use crate::plan::{self, Action, Options, Plan, Step};

/// Everything that such a control plane would not have allowed to come about.
pub fn wrongs(state: &Snapshot) -> Vec<String> {
    let mut wrongs = Vec::new();
    for resource in state.iter() {
        let spec = resource.spec.to_value();
        let mesh = resource.id.mesh_id();
        if resource.kind() != Kind::Mesh && !state.contains(&mesh) {
            wrongs.push(format!("{}: no mesh", resource.id));
        }
        match resource.kind() {
            Kind::Route => route(state, resource, &spec, &mut wrongs),
            Kind::GatewayRoute => gateway_route(state, resource, &spec, &mut wrongs),
            Kind::VirtualService => drop(provider(state, resource, &mut wrongs)),
            _ => {}
        }
    }
    wrongs
}

fn find<'a>(state: &'a Snapshot, kind: Kind, name: &str) -> Option<&'a Arc<Resource>> {
    state.get(&ResourceId::try_new(kind, "m", None, name).unwrap())
}

/// The protocol of a route and what is in it.
fn rule(spec: &Value) -> (&'static str, &Value) {
    let members = [
        ("httpRoute", "http"),
        ("http2Route", "http2"),
        ("grpcRoute", "grpc"),
        ("tcpRoute", "tcp"),
    ];
    let found = members.iter().find_map(|(member, word)| Some((*word, spec.get(member)?)));
    found.expect("a route has a rule")
}

/// Ports and protocols that a resource listens on.
fn ports(resource: &Resource) -> Vec<(i64, String)> {
    let spec = resource.spec.to_value();
    let listeners = spec["listeners"].as_array().cloned().unwrap_or_default();
    let port = |one: &Value| {
        let mapping = &one["portMapping"];
        (mapping["port"].as_i64().unwrap(), mapping["protocol"].as_str().unwrap().to_owned())
    };
    listeners.iter().map(port).collect()
}

/// What is wrong with naming a port, or none.
fn names(port: Option<i64>, protocol: Option<&str>, on: &Resource) -> Option<String> {
    let ports = ports(on);
    let meant = match (port, ports.as_slice()) {
        (_, []) => return None,
        (None, [only]) => only,
        (None, _) => return Some(format!("must say which port of {}", on.id)),
        (Some(port), _) => match ports.iter().find(|(known, _)| *known == port) {
            Some(found) => found,
            None => return Some(format!("{} has no port {port}", on.id)),
        },
    };
    let fits = protocol.is_none_or(|protocol| protocol == meant.1);
    (!fits).then(|| format!("{} speaks {} on port {}", on.id, meant.1, meant.0))
}

fn route(state: &Snapshot, resource: &Resource, spec: &Value, wrongs: &mut Vec<String>) {
    let (protocol, rule) = rule(spec);
    let mut add = |wrong: String| wrongs.push(format!("{}: {wrong}", resource.id));
    match find(state, Kind::VirtualRouter, resource.id.parent().unwrap()) {
        None => add("no router".to_owned()),
        Some(router) => {
            names(rule["match"]["port"].as_i64(), Some(protocol), router)
                .into_iter()
                .for_each(&mut add);
        }
    }
    for target in rule["action"]["weightedTargets"].as_array().unwrap() {
        match find(state, Kind::VirtualNode, target["virtualNode"].as_str().unwrap()) {
            None => add(format!("no node {}", target["virtualNode"])),
            Some(node) => {
                names(target["port"].as_i64(), Some(protocol), node).into_iter().for_each(&mut add);
            }
        }
    }
}

fn gateway_route(state: &Snapshot, resource: &Resource, spec: &Value, wrongs: &mut Vec<String>) {
    let (protocol, rule) = rule(spec);
    let mut found = Vec::new();
    match find(state, Kind::VirtualGateway, resource.id.parent().unwrap()) {
        None => found.push("no gateway".to_owned()),
        Some(gateway) => {
            found.extend(names(rule["match"]["port"].as_i64(), Some(protocol), gateway));
        }
    }
    let target = &rule["action"]["target"];
    let name = target["virtualService"]["virtualServiceName"].as_str().unwrap();
    if find(state, Kind::VirtualService, name).is_none() {
        found.push(format!("no service {name}"));
    }
    wrongs.extend(found.into_iter().map(|wrong| format!("{}: {wrong}", resource.id)));
}

fn provider<'a>(
    state: &'a Snapshot,
    service: &Resource,
    wrongs: &mut Vec<String>,
) -> Option<&'a Arc<Resource>> {
    let spec = service.spec.to_value();
    let node = spec["provider"]["virtualNode"]["virtualNodeName"].as_str();
    let router = spec["provider"]["virtualRouter"]["virtualRouterName"].as_str();
    let (kind, name) = match (node, router) {
        (Some(name), _) => (Kind::VirtualNode, name),
        (_, Some(name)) => (Kind::VirtualRouter, name),
        _ => return None,
    };
    let found = find(state, kind, name);
    if found.is_none() {
        wrongs.push(format!("{}: no provider {name}", service.id));
    }
    found
}

/// Does one step, or says why it would be refused.
fn step(state: &mut Snapshot, step: &Step) -> Result<(), String> {
    let id = step.action.id();
    match &step.action {
        Action::Create { after } if state.contains(id) => {
            return Err(format!("{} exists", after.id));
        }
        Action::Update { .. } | Action::Delete { .. } if !state.contains(id) => {
            return Err(format!("{id} does not exist"));
        }
        Action::Update { before, .. }
            if state.get(id).map(|one| &one.spec) != Some(&before.spec) =>
        {
            return Err(format!("{id} is not what the step expects"));
        }
        Action::Create { after } | Action::Update { after, .. } => {
            state.insert(Arc::clone(after));
        }
        Action::Delete { .. } => {
            if let Some(part) = state.parts(id).next() {
                return Err(format!("{id} has {}", part.id));
            }
            state.remove(id);
        }
    }
    wrongs(state).into_iter().next().map_or(Ok(()), Err)
}

/// Does the steps in some order that `after` allows, and answers every state on the way.
fn carry_out(plan: &Plan, start: &Snapshot, picks: &[u8]) -> Result<Vec<Snapshot>, String> {
    let mut state = start.clone();
    let mut states = vec![start.clone()];
    let mut done = BTreeSet::new();
    let mut picks = picks.iter().cycle();
    while done.len() < plan.steps.len() {
        let ready: Vec<usize> = (0..plan.steps.len())
            .filter(|at| !done.contains(at))
            .filter(|at| plan.steps[*at].after.iter().all(|before| done.contains(before)))
            .collect();
        let pick = usize::from(*picks.next().unwrap_or(&0)) % ready.len();
        let at = ready[pick];
        step(&mut state, &plan.steps[at]).map_err(|why| format!("step {}: {why}", at + 1))?;
        done.insert(at);
        states.push(state.clone());
    }
    Ok(states)
}

/// A source of choices.
struct Choices<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Choices<'_> {
    fn below(&mut self, end: usize) -> usize {
        usize::from(*self.0.next().unwrap()) % end
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

const PROTOCOLS: [&str; 4] = ["http", "http2", "grpc", "tcp"];

/// A mesh in which nothing is wrong.
fn mesh(choices: &[u8]) -> Snapshot {
    let mut c = Choices(choices.iter().cycle());
    let mut state = Snapshot::default();
    let mut add = |kind: Kind, parent: Option<&str>, name: &str, spec: Value| {
        let id = ResourceId::try_new(kind, "m", parent, name).unwrap();
        let spec = Spec::deserialize(kind, spec).unwrap();
        let resource = Arc::new(Resource { id, spec, tags: Tags::default(), metadata: None });
        state.insert(Arc::clone(&resource));
        resource
    };
    add(Kind::Mesh, None, "m", json!({}));
    let mut nodes = Vec::new();
    for name in ["n0", "n1", "n2"] {
        if c.below(5) > 0 {
            nodes.push(add(Kind::VirtualNode, None, name, listeners(&mut c, &PROTOCOLS)));
        }
    }
    let mut routers = Vec::new();
    for name in ["r0", "r1"] {
        if c.below(5) > 0 {
            let router = add(Kind::VirtualRouter, None, name, listeners(&mut c, &PROTOCOLS));
            for route in ["x", "y", "z"] {
                if c.below(4) > 0
                    && let Some(spec) = a_route(&mut c, &router, &nodes)
                {
                    add(Kind::Route, Some(name), route, spec);
                }
            }
            routers.push(router);
        }
    }
    let mut services = Vec::new();
    for name in ["s0", "s1"] {
        let spec = match (c.below(3), routers.first(), nodes.first()) {
            (0, Some(_), _) => {
                let router = c.pick(&routers);
                json!({"provider": {"virtualRouter": {"virtualRouterName": router.id.name()}}})
            }
            (1, _, Some(_)) => {
                let node = c.pick(&nodes);
                json!({"provider": {"virtualNode": {"virtualNodeName": node.id.name()}}})
            }
            _ => json!({}),
        };
        if c.below(4) > 0 {
            services.push(add(Kind::VirtualService, None, name, spec));
        }
    }
    if c.below(3) > 0 {
        let gateway = add(Kind::VirtualGateway, None, "g", listeners(&mut c, &PROTOCOLS[..3]));
        for name in ["a", "b"] {
            if let (true, Some(spec)) =
                (c.below(3) > 0, a_gateway_route(&mut c, &gateway, &services))
            {
                add(Kind::GatewayRoute, Some("g"), name, spec);
            }
        }
    }
    assert_eq!(wrongs(&state), [""; 0]);
    state
}

fn listeners(c: &mut Choices<'_>, protocols: &[&str]) -> Value {
    let count = c.pick(&[0, 1, 1, 1, 2, 2]);
    let ports = [80, 81, 90];
    let first = c.below(3);
    let listener = |at: usize, protocol: &str| {
        let port = ports[(first + at) % 3];
        json!({"portMapping": {"port": port, "protocol": protocol}})
    };
    let list: Vec<Value> = (0..count).map(|at| listener(at, c.pick(protocols))).collect();
    json!({"listeners": list})
}

/// A port that names a listener of that protocol, or none where that does; none at all otherwise.
#[expect(clippy::option_option, reason = "no port that fits is not the same as no need of one")]
fn a_port(c: &mut Choices<'_>, on: &Resource, protocol: &str) -> Option<Option<i64>> {
    let ports = ports(on);
    let fitting: Vec<i64> =
        ports.iter().filter(|(_, spoken)| spoken == protocol).map(|(port, _)| *port).collect();
    match (ports.len(), fitting.as_slice()) {
        (0, _) => Some(None),
        (_, []) => None,
        (1, _) if c.below(2) == 0 => Some(None),
        _ => Some(Some(c.pick(&fitting))),
    }
}

fn with_port(mut value: Value, port: Option<i64>) -> Value {
    if let Some(port) = port {
        value["port"] = json!(port);
    }
    value
}

fn a_route(c: &mut Choices<'_>, router: &Resource, nodes: &[Arc<Resource>]) -> Option<Value> {
    let spoken: Vec<String> = ports(router).into_iter().map(|(_, protocol)| protocol).collect();
    let protocol = if spoken.is_empty() { c.pick(&PROTOCOLS).to_owned() } else { c.pick(&spoken) };
    let port = a_port(c, router, &protocol)?;
    let mut targets = Vec::new();
    for node in nodes {
        if c.below(3) > 0
            && let Some(port) = a_port(c, node, &protocol)
        {
            let weight = c.below(100);
            targets.push(with_port(json!({"virtualNode": node.id.name(), "weight": weight}), port));
        }
    }
    if targets.is_empty() {
        return None;
    }
    let matches = match protocol.as_str() {
        "http" | "http2" => json!({"prefix": "/"}),
        _ => json!({}),
    };
    let rule = json!({"match": with_port(matches, port), "action": {"weightedTargets": targets}});
    Some(json!({format!("{protocol}Route"): rule}))
}

fn a_gateway_route(
    c: &mut Choices<'_>,
    gateway: &Resource,
    services: &[Arc<Resource>],
) -> Option<Value> {
    let spoken: Vec<String> = ports(gateway).into_iter().map(|(_, protocol)| protocol).collect();
    let protocol =
        if spoken.is_empty() { c.pick(&PROTOCOLS[..3]).to_owned() } else { c.pick(&spoken) };
    let port = a_port(c, gateway, &protocol)?;
    if services.is_empty() {
        return None;
    }
    let service = c.pick(services);
    let target = json!({"virtualService": {"virtualServiceName": service.id.name()}});
    let matches = match protocol.as_str() {
        "grpc" => json!({"serviceName": "s"}),
        _ => json!({"prefix": "/"}),
    };
    let rule = json!({"match": with_port(matches, port), "action": {"target": target}});
    Some(json!({format!("{protocol}Route"): rule}))
}

/// Two meshes, shown briefly.
struct Two(Snapshot, Snapshot);

impl std::fmt::Debug for Two {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (title, mesh) in [("current", &self.0), ("desired", &self.1)] {
            writeln!(f, "{title}:")?;
            for resource in mesh.iter() {
                writeln!(f, "  {} {}", resource.id, resource.spec.to_value())?;
            }
        }
        Ok(())
    }
}

/// Two meshes, the second often a variation of the first.
fn two() -> impl Strategy<Value = Two> {
    let choices = || proptest::collection::vec(any::<u8>(), 97);
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6);
    (choices(), choices(), changes, any::<bool>()).prop_map(|(one, other, changes, near)| {
        let mut varied = one.clone();
        for (at, value) in changes {
            varied[at.index(97)] = value;
        }
        Two(mesh(&one), mesh(if near { &varied } else { &other }))
    })
}

fn full(current: &Snapshot, desired: &Snapshot) -> Plan {
    let gone = current.iter().filter(|resource| !desired.contains(&resource.id));
    let delete = gone.map(|resource| resource.id.clone()).collect();
    plan::plan_with(current, desired, &Options { delete, ..Options::default() })
}

fn ids(snapshot: &Snapshot) -> BTreeSet<&ResourceId> {
    snapshot.iter().map(|resource| &resource.id).collect()
}

/// The routes that both have and that some state on the way does not.
fn missing_on_the_way(states: &[Snapshot], ends: [&Snapshot; 2]) -> BTreeSet<ResourceId> {
    let routes = ends[0].iter().filter(|one| ends[1].contains(&one.id));
    let gone = routes.filter(|one| states.iter().any(|state| !state.contains(&one.id)));
    gone.map(|one| one.id.clone()).collect()
}

/// Only where that happens may a route be missing for a while.
fn a_port_changes_its_protocol(current: &Snapshot, desired: &Snapshot) -> bool {
    current.iter().filter_map(|one| Some((one, desired.get(&one.id)?))).any(|(one, other)| {
        let now = ports(other);
        ports(one)
            .iter()
            .any(|(port, spoken)| now.iter().any(|(at, speaks)| at == port && speaks != spoken))
    })
}

/// The same resources, put together in another order.
fn shuffled(mesh: &Snapshot) -> Snapshot {
    let mut all: Vec<Arc<Resource>> = mesh.iter().cloned().collect();
    all.reverse();
    let middle = all.len() / 2;
    all.rotate_left(middle);
    let mut mesh = Snapshot::default();
    for resource in all {
        mesh.insert(resource);
    }
    mesh
}

/// What is done to what, when, and after what.
fn outline(plan: &Plan) -> Vec<String> {
    let line = |step: &Step| {
        let (verb, id) = (step.action.verb(), step.action.id());
        format!("{verb} {id} {:?} {:?} {:?}", step.phase, step.part, step.after)
    };
    plan.steps.iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_step_is_refused_and_the_end_is_what_was_wanted(
        Two(current, desired) in two(), picks in proptest::collection::vec(any::<u8>(), 1..8)
    ) {
        let plan = full(&current, &desired);
        prop_assert!(plan.kept.is_empty(), "{:?}", plan.kept);
        let in_order = carry_out(&plan, &current, &[0]).map_err(TestCaseError::fail)?;
        let states = carry_out(&plan, &current, &picks).map_err(TestCaseError::fail)?;
        let reached = states.last().unwrap();
        prop_assert!(full(reached, &desired).is_empty());
        prop_assert_eq!(ids(reached), ids(&desired));
        let announced: BTreeSet<ResourceId> = plan
            .steps
            .iter()
            .filter(|step| step.disruption.is_some())
            .map(|step| step.action.id().clone())
            .collect();
        let missing = missing_on_the_way(&states, [&current, &desired]);
        prop_assert!(missing.is_subset(&announced), "{missing:?}");
        prop_assert!(missing_on_the_way(&in_order, [&current, &desired]).is_subset(&announced));
        prop_assert!(plan.steps.is_sorted_by_key(|step| step.phase));
        prop_assert!(announced.is_empty() || a_port_changes_its_protocol(&current, &desired));
        prop_assert!(full(&desired, &desired).is_empty());
        let again = full(&shuffled(&current), &shuffled(&turned(&desired)));
        prop_assert_eq!(outline(&again), outline(&plan), "the order of the input is no matter");
    }
}
