//! Random meshes, nearly all of them valid: what resources say is random, what refers to what, on
//! which port and in which protocol, is made to fit.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Severity};
use crate::model::resource::Form;
use crate::model::{
    Instance, InstanceService, Instances, Kind, Resource, ResourceId, Snapshot, Spec, Tags,
    arbitrary,
};
use crate::validate::{self, Subject};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::{Interception, Placement, Proxy};
use crate::xds::translate::tests::pools;
use crate::xds::translate::{Mesh, assemble};

/// A random mesh, and what is registered as its instances.
#[derive(Clone, Default)]
pub struct RandomMesh {
    pub snapshot: Snapshot,
    pub instances: Instances,
}

impl RandomMesh {
    /// The rules that find errors.
    pub fn errors(&self) -> BTreeSet<Code> {
        let subject = Subject::new(&self.snapshot, [], &|_| false);
        let findings = validate::validate(&subject).into_iter();
        let errors = findings.filter(|one| one.severity == Severity::Error);
        errors.map(|one| one.code).collect()
    }

    pub fn is_valid(&self) -> bool {
        self.errors().is_empty()
    }

    /// All nodes and gateways, with and without interception.
    pub fn proxies(&self) -> impl Iterator<Item = Proxy> {
        let owners = self
            .snapshot
            .iter()
            .filter(|resource| matches!(resource.kind(), Kind::VirtualNode | Kind::VirtualGateway));
        owners.flat_map(|resource| {
            [Interception::Redirect, Interception::None].map(|interception| Proxy {
                of: resource.id.clone(),
                placement: Placement { interception, ..Placement::default() },
            })
        })
    }

    /// The same with something taken away: a resource, or a member or item of a spec.
    pub fn simpler(&self) -> impl Iterator<Item = Self> {
        let fewer = self.snapshot.iter().map(|resource| {
            let mut simpler = self.clone();
            simpler.snapshot.remove(&resource.id);
            simpler
        });
        let smaller = self.snapshot.iter().flat_map(|resource| {
            let specs = without_one(&resource.spec.to_value()).into_iter();
            specs.filter_map(|spec| {
                let spec = Spec::deserialize(resource.kind(), spec).ok()?;
                let mut simpler = self.clone();
                simpler.snapshot.insert(Arc::new(Resource { spec, ..(**resource).clone() }));
                Some(simpler)
            })
        });
        fewer.chain(smaller).chain(
            self.instances
                .iter()
                .next()
                .map(|_| Self { snapshot: self.snapshot.clone(), instances: Instances::default() }),
        )
    }

    pub fn assemble(&self, proxy: &Proxy) -> Assembly {
        let mesh = Mesh { snapshot: &self.snapshot, instances: &self.instances };
        assemble(mesh, proxy).unwrap()
    }
}

/// The documents.
impl fmt::Debug for RandomMesh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for resource in self.snapshot.iter() {
            let text = serde_json::to_string(&resource.in_form(Form::Document)).unwrap();
            writeln!(f, "{text}")?;
        }
        for (service, _, instance) in self.instances.iter() {
            writeln!(f, "{service:?}: {instance:?}")?;
        }
        Ok(())
    }
}

/// Any mesh with some services of these names.
pub fn mesh(names: &'static [&'static str]) -> impl Strategy<Value = RandomMesh> {
    let of = |kind| arbitrary::special_value(Spec::schema(kind), pools::special);
    let parts = (
        of(Kind::Mesh),
        vec(of(Kind::VirtualNode), 1..5),
        vec(of(Kind::Route), 0..9),
        vec(of(Kind::VirtualGateway), 0..3),
        vec(of(Kind::GatewayRoute), 0..7),
        any::<u64>(),
    );
    parts.prop_map(move |(mesh, nodes, routes, gateways, gateway_routes, seed)| {
        let mut dice = Dice(seed);
        let router_count = 1 + dice.below(3);
        let services = dice.some_of(names, 6);
        let mut build = Build {
            dice,
            nodes,
            routers: vec![json!({"listeners": []}); router_count],
            gateways,
            services: Vec::new(),
        };
        build.spare();
        build.place_listeners();
        let mut routes: Vec<(usize, Value)> =
            routes.into_iter().filter_map(|route| build.route(route)).collect();
        build.provide(services);
        let mut gateway_routes: Vec<(usize, Value)> =
            gateway_routes.into_iter().filter_map(|route| build.gateway_route(route)).collect();
        build.name_ports(&mut routes, &mut gateway_routes);
        build.call_backends();
        build.finish(&mesh, routes, gateway_routes)
    })
}

/// Small choices, all of them from one number.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// The generator `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// Whether it comes to pass, one time in so many.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Up to so many, each once.
    fn some_of<T: Copy>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let mut left = all.to_vec();
        let count = 1 + self.below(most);
        (0..count).map(|_| left.remove(self.below(left.len()))).collect()
    }
}

/// A mesh that is made to fit.
struct Build {
    dice: Dice,
    nodes: Vec<Value>,
    routers: Vec<Value>,
    gateways: Vec<Value>,
    /// Names, and what answers them.
    services: Vec<(String, Provider)>,
}

#[derive(Debug, Clone, Copy)]
enum Provider {
    None,
    Node(usize),
    Router(usize),
}

impl Build {
    /// Takes certificates that only AWS has away, but for a few, and lets most nodes be found.
    fn spare(&mut self) {
        let Self { dice, nodes, gateways, .. } = self;
        for spec in nodes.iter_mut().chain(gateways) {
            replace_acm(dice, spec);
        }
        for node in nodes {
            if node.get("serviceDiscovery").is_none() && !dice.once_in(40) {
                node["serviceDiscovery"] = json!({"dns": {"hostname": "a.local"}});
            }
        }
    }

    /// Gives all listeners ports, different ones on most resources.
    fn place_listeners(&mut self) {
        let Self { dice, nodes, gateways, .. } = self;
        for spec in nodes.iter_mut().chain(gateways) {
            let Some(listeners) = spec.get_mut("listeners").and_then(Value::as_array_mut) else {
                continue;
            };
            let mut taken = Vec::new();
            for listener in listeners {
                let protocol = listener["portMapping"]["protocol"].as_str().unwrap().to_owned();
                let port = free_port(dice, &protocol, &taken);
                if !dice.once_in(60) {
                    taken.push(port);
                }
                listener["portMapping"]["port"] = json!(port);
            }
        }
    }

    /// Puts a route into a router that has a listener for it, with targets that have one, too.
    fn route(&mut self, mut route: Value) -> Option<(usize, Value)> {
        let (member, protocol) = rule(&route)?;
        let router = self.dice.below(self.routers.len());
        listen(&mut self.dice, &mut self.routers[router], protocol);
        let body = &mut route[member];
        loosen(&mut self.dice, &mut body["match"]);
        if body["match"].get("serviceName").is_none() && protocol == "grpc" {
            remove(&mut body["match"], "methodName");
        }
        let targets = body["action"]["weightedTargets"].as_array_mut()?;
        let more = self.dice.below(3);
        targets.extend(vec![json!({}); more]);
        let mut left = 101;
        for target in &mut *targets {
            let weight = if self.dice.once_in(4) { 0 } else { self.dice.below(left) };
            left -= weight;
            let node = self.dice.below(self.nodes.len());
            let port = listen(&mut self.dice, &mut self.nodes[node], protocol);
            *target = json!({"virtualNode": format!("n{node}"), "weight": weight, "port": port});
        }
        if left == 101 {
            targets[0]["weight"] = json!(1);
        }
        Some((router, route))
    }

    /// Says what answers each service.
    fn provide(&mut self, services: Vec<&str>) {
        for name in services {
            let provider = match self.dice.below(8) {
                0 => Provider::None,
                1..4 => {
                    let node = self.dice.below(self.nodes.len());
                    if listeners(&self.nodes[node]).is_empty() && !self.dice.once_in(40) {
                        listen(&mut self.dice, &mut self.nodes[node], "http");
                    }
                    Provider::Node(node)
                }
                _ => Provider::Router(self.dice.below(self.routers.len())),
            };
            self.services.push((name.to_owned(), provider));
        }
    }

    /// Puts a gateway route into a gateway that has a listener for it, to a service that has one.
    fn gateway_route(&mut self, mut route: Value) -> Option<(usize, Value)> {
        let (member, protocol) = rule(&route)?;
        if self.gateways.is_empty() {
            return None;
        }
        let gateway = self.dice.below(self.gateways.len());
        listen(&mut self.dice, &mut self.gateways[gateway], protocol);
        let (name, provider) = self.dice.one_of(&self.services).clone();
        let port = match provider {
            Provider::None => 80,
            Provider::Node(node) => listen(&mut self.dice, &mut self.nodes[node], protocol),
            Provider::Router(router) => listen(&mut self.dice, &mut self.routers[router], protocol),
        };
        loosen(&mut self.dice, &mut route[member]["match"]);
        route[member]["action"]["target"] =
            json!({"virtualService": {"virtualServiceName": name}, "port": port});
        Some((gateway, route))
    }

    /// Says for which listener each route is, always where there are several, and takes ports that
    /// go without saying away now and then.
    fn name_ports(&mut self, routes: &mut [(usize, Value)], gateway_routes: &mut [(usize, Value)]) {
        for (router, route) in routes {
            let listening = &self.routers[*router];
            match_port(&mut self.dice, route, listening);
            let member = rule(route).map(|(member, _)| member).unwrap_or_default();
            let targets = route[member]["action"]["weightedTargets"].as_array_mut();
            for target in targets.into_iter().flatten() {
                let node = target["virtualNode"].as_str().and_then(|name| name[1..].parse().ok());
                let node: usize = node.unwrap_or_default();
                if listeners(&self.nodes[node]).len() == 1 && self.dice.once_in(2) {
                    remove(target, "port");
                }
            }
        }
        for (gateway, route) in gateway_routes {
            match_port(&mut self.dice, route, &self.gateways[*gateway]);
        }
    }

    /// Gives nodes backends: services, some of them missing or in other letters.
    fn call_backends(&mut self) {
        let Self { dice, nodes, services, .. } = self;
        for node in nodes {
            let policies: Vec<Value> = node["backends"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|backend| backend["virtualService"].get("clientPolicy").cloned())
                .collect();
            let count = dice.below(services.len() + 2);
            let backends = (0..count).map(|_| {
                let (name, _) = dice.one_of(services);
                let name = match dice.below(10) {
                    0 => "missing".to_owned(),
                    1 => name.to_uppercase(),
                    2 => "a/b".to_owned(),
                    _ => name.clone(),
                };
                let mut backend = json!({"virtualServiceName": name});
                if !policies.is_empty() && !dice.once_in(3) {
                    backend["clientPolicy"] = dice.one_of(&policies).clone();
                }
                json!({"virtualService": backend})
            });
            node["backends"] = backends.collect();
        }
    }

    fn finish(
        mut self,
        mesh: &Value,
        routes: Vec<(usize, Value)>,
        gateway_routes: Vec<(usize, Value)>,
    ) -> RandomMesh {
        let instances = self.instances();
        let mut all = vec![resource(Kind::Mesh, None, "m", mesh)];
        let named = |letter: &'static str| move |number: usize| format!("{letter}{number}");
        for (number, spec) in self.nodes.iter().enumerate() {
            all.push(resource(Kind::VirtualNode, None, &named("n")(number), spec));
        }
        for (number, spec) in self.routers.iter().enumerate() {
            all.push(resource(Kind::VirtualRouter, None, &named("r")(number), spec));
        }
        for (number, spec) in self.gateways.iter().enumerate() {
            all.push(resource(Kind::VirtualGateway, None, &named("g")(number), spec));
        }
        for (name, provider) in &self.services {
            let provider = match provider {
                Provider::None => json!({}),
                Provider::Node(node) => {
                    json!({"provider": {"virtualNode": {"virtualNodeName": format!("n{node}")}}})
                }
                Provider::Router(index) => json!({
                    "provider": {"virtualRouter": {"virtualRouterName": format!("r{index}")}}
                }),
            };
            all.push(resource(Kind::VirtualService, None, name, &provider));
        }
        for (number, (router, spec)) in routes.into_iter().enumerate() {
            let parent = named("r")(router);
            all.push(resource(Kind::Route, Some(&parent), &number.to_string(), &spec));
        }
        for (number, (gateway, spec)) in gateway_routes.into_iter().enumerate() {
            let parent = named("g")(gateway);
            all.push(resource(Kind::GatewayRoute, Some(&parent), &number.to_string(), &spec));
        }
        RandomMesh { snapshot: all.into_iter().collect(), instances }
    }

    /// Instances of the nodes that are found by Cloud Map.
    fn instances(&mut self) -> Instances {
        let mut instances = Instances::default();
        for node in &self.nodes {
            let Some(map) = node.pointer("/serviceDiscovery/awsCloudMap") else { continue };
            let text = |member: &str| Arc::from(map[member].as_str().unwrap());
            let service =
                InstanceService { namespace: text("namespaceName"), service: text("serviceName") };
            for number in 0..self.dice.below(4) {
                let v4 = !self.dice.once_in(3);
                let instance = Instance {
                    ipv4: v4.then_some(Ipv4Addr::new(10, 0, 0, 1)),
                    ipv6: (!v4 || self.dice.once_in(2)).then_some(Ipv6Addr::LOCALHOST),
                    port: self.dice.once_in(3).then_some(9_999),
                    is_healthy: !self.dice.once_in(4),
                    attributes: [("v".to_owned(), self.dice.below(2).to_string())].into(),
                };
                let id = Arc::from(number.to_string());
                instances.insert(service.clone(), id, Arc::new(instance));
            }
        }
        instances
    }
}

/// All values that lack one member or item of this one; the larger parts are taken first.
fn without_one(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match value {
        Value::Object(members) => {
            for name in members.keys() {
                let mut less = members.clone();
                less.shift_remove(name);
                all.push(Value::Object(less));
            }
            for (name, inner) in members {
                for less in without_one(inner) {
                    let mut changed = members.clone();
                    changed.insert(name.clone(), less);
                    all.push(Value::Object(changed));
                }
            }
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut less = items.clone();
                less.remove(index);
                all.push(Value::Array(less));
            }
            for (index, inner) in items.iter().enumerate() {
                for less in without_one(inner) {
                    let mut changed = items.clone();
                    changed[index] = less;
                    all.push(Value::Array(changed));
                }
            }
        }
        _ => {}
    }
    all
}

fn resource(kind: Kind, parent: Option<&str>, name: &str, spec: &Value) -> Resource {
    let id = ResourceId::try_new(kind, "m", parent, name).unwrap();
    let spec = Spec::deserialize(kind, spec).unwrap_or_else(|error| panic!("{error}: {spec}"));
    Resource { id, spec, tags: Tags::default(), metadata: None }
}

/// Takes most of what a request must look like away, so that some requests do.
fn loosen(dice: &mut Dice, matches: &mut Value) {
    for member in ["method", "scheme", "headers", "queryParameters", "metadata", "hostname"] {
        if !dice.once_in(4) {
            remove(matches, member);
        }
    }
}

/// The member that holds what a route or gateway route says, and its protocol.
fn rule(route: &Value) -> Option<(&'static str, &'static str)> {
    let rules = [
        ("httpRoute", "http"),
        ("http2Route", "http2"),
        ("grpcRoute", "grpc"),
        ("tcpRoute", "tcp"),
    ];
    rules.into_iter().find(|(member, _)| route.get(member).is_some())
}

fn listeners(spec: &Value) -> &[Value] {
    spec.get("listeners").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The port of a listener of that protocol, which is added where there is none.
fn listen(dice: &mut Dice, spec: &mut Value, protocol: &str) -> i64 {
    let known = listeners(spec);
    let port = |listener: &Value| listener["portMapping"]["port"].as_i64().unwrap();
    // Of several listeners on a port the first one counts.
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for listener in known {
        if !seen.contains(&port(listener)) && listener["portMapping"]["protocol"] == protocol {
            found.push(port(listener));
        }
        seen.push(port(listener));
    }
    let is_added = found.is_empty() || (seen.len() < 3 && dice.once_in(6));
    if !is_added {
        return *dice.one_of(&found);
    }
    let port = free_port(dice, protocol, &seen);
    let listener = json!({"portMapping": {"port": port, "protocol": protocol}});
    match spec.get_mut("listeners").and_then(Value::as_array_mut) {
        Some(listeners) => listeners.push(listener),
        None => spec["listeners"] = json!([listener]),
    }
    port
}

fn free_port(dice: &mut Dice, protocol: &str, taken: &[i64]) -> i64 {
    let all = if protocol == "tcp" { pools::TCP_PORTS } else { pools::PORTS };
    let free: Vec<i64> = all.iter().copied().filter(|port| !taken.contains(port)).collect();
    *dice.one_of(&free)
}

/// Certificates and authorities of AWS become secrets, but for a few.
fn replace_acm(dice: &mut Dice, value: &mut Value) {
    if value.get("acm").is_some() && !dice.once_in(40) {
        *value = json!({"sds": {"secretName": "spared"}});
    }
    match value {
        Value::Object(members) => members.values_mut().for_each(|one| replace_acm(dice, one)),
        Value::Array(items) => items.iter_mut().for_each(|one| replace_acm(dice, one)),
        _ => {}
    }
}

/// Sets the port that a route is for; where that goes without saying, only now and then.
fn match_port(dice: &mut Dice, route: &mut Value, parent: &Value) {
    let Some((member, protocol)) = rule(route) else { return };
    let mut seen = Vec::new();
    let mut fitting = Vec::new();
    for listener in listeners(parent) {
        let port = &listener["portMapping"]["port"];
        if !seen.contains(port) && listener["portMapping"]["protocol"] == protocol {
            fitting.push(port.clone());
        }
        seen.push(port.clone());
    }
    let matches = &mut route[member]["match"];
    if seen.len() > 1 || dice.once_in(2) {
        if !matches.is_object() {
            *matches = Value::Object(Map::new());
        }
        matches["port"] = dice.one_of(&fitting).clone();
    } else {
        remove(matches, "port");
    }
}

fn remove(value: &mut Value, member: &str) {
    if let Some(members) = value.as_object_mut() {
        members.remove(member);
    }
}
