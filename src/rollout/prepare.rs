//! What a rollout becomes on the routes as they are: who is the baseline, all weights that may be
//! written, and everything for which it would be refused.

use std::fmt;

use crate::model::route::RouteRule;
use crate::model::scalar::{Port, Whole};
use crate::model::{Kind, ResourceId, ResourceName, Snapshot, Spec as ResourceSpec, Strength};
use crate::rollout::address::Address;
use crate::rollout::spec::{HookCall, OnLoss, RouteRef, Source, Spec, Strategy, Target, Verify};
use crate::rollout::wanted::{Nodes, Wanted, WantedTarget};
use crate::rollout::weights::{Ladder, LadderError, Shares, Wish, shares};

/// What can be known on this control plane, and who stays to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
pub struct Conditions {
    /// Whether proxies are connected that acknowledge what they are told: for each router one that
    /// calls through it.
    pub acks: bool,
    /// Whether the control plane knows its proxies, so that one that comes later is seen.
    pub proxies: bool,
    /// Whether proxies report the requests that they send.
    pub requests: bool,
    /// Whether whoever starts the rollout leaves it.
    pub detached: bool,
}

/// A rollout that can be started.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    pub spec: Spec,
    pub routes: Vec<(RouteRef, Ladder)>,
    /// What is good to know before the start.
    pub warnings: Vec<Warning>,
}

/// Why a rollout is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The route that it is about; none where it is about the whole rollout.
    pub route: Option<RouteRef>,
    pub reason: Reason,
}

/// What is in the way of a rollout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the route does not exist")]
    NoRoute,
    #[error("the route is named twice")]
    Twice,
    #[error("the virtual node `{0}` does not exist")]
    NoNode(ResourceName),
    #[error(transparent)]
    Weights(#[from] LadderError),
    #[error("no node but `{0}` gets traffic, so there is no baseline to come from")]
    NoBaseline(ResourceName),
    #[error("{} get traffic; say which of them is the baseline", listed(.0))]
    SeveralBaselines(Vec<ResourceName>),
    #[error("both `{blue}` and `{green}` get traffic; one of them must have none at the start")]
    BothColours { blue: ResourceName, green: ResourceName },
    #[error("`{node}` listens on {}; say to which port the traffic is to go", numbers(.ports))]
    SeveralPorts { node: ResourceName, ports: Vec<Port> },
    #[error("`{node}` does not listen on port {port}")]
    WrongPort { node: ResourceName, port: Port },
    #[error("the route leads to `{node}` already, and not to port {port}")]
    OtherPort { node: ResourceName, port: Port },
    #[error("TCP connections have no headers, so there can be no preview of this route")]
    PreviewOfTcp,
    #[error("the route has priority 0, so no preview route can come before it")]
    PreviewBehind,
    #[error("no proxy is connected that could acknowledge the weights; set `verify.acks` to 0 %")]
    NoAcks,
    #[error("no proxy reports its requests here, so the split cannot be verified")]
    NoSplit,
    #[error(
        "no proxy reports its requests here, so the gate `{0}` would never pass; take its numbers \
         from Prometheus"
    )]
    BlindGate(String),
    #[error("no proxy reports its requests here, so bad requests cannot be counted")]
    BlindBudget,
}

/// What makes a rollout less safe than it could be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    #[error("no gate judges the stages; each is left when its hold is over")]
    Unjudged,
    #[error("no proxy acknowledges the weights; the clock of a stage starts when they are written")]
    Unacknowledged,
    #[error("the observed split is not verified, since no proxy reports its requests here")]
    Unobserved,
    #[error(
        "nothing here confirms new weights now, since no proxy that calls through these routers is \
         connected; those that come later are asked"
    )]
    Unconfirmed,
    #[error(transparent)]
    Unsplit(#[from] Elsewhere),
    #[error("the last stage is {0} %; the baseline keeps the rest, and the exit code is 20 then")]
    EndsEarly(u8),
    #[error(
        "the address of the {0} has a password in it, and is kept with the rollout: whoever may read \
         its routes can read it"
    )]
    Password(String),
}

/// Why the split of requests to a node cannot be told: it gets others too.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the split is not verified: {by} leads to vn/{node} too, and requests are counted by node")]
pub struct Elsewhere {
    pub node: ResourceName,
    /// What leads there.
    pub by: ResourceId,
}

/// What leads to a node besides these routes.
pub fn led_elsewhere(
    mesh: &ResourceName,
    node: &ResourceName,
    ours: &[RouteRef],
    live: &Snapshot,
) -> Option<Elsewhere> {
    let id = ResourceId::try_new(Kind::VirtualNode, mesh.as_str(), None, node.as_str()).ok()?;
    let is_ours = |id: &ResourceId| ours.iter().any(|route| route.id() == *id);
    let mut referrers = live.referrers(&id, Strength::Required).into_iter();
    let by = referrers.find(|other| !is_ours(&other.id))?.id.clone();
    Some(Elsewhere { node: node.clone(), by })
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.route {
            Some(route) => write!(f, "{}: {}", route.id(), self.reason),
            None => write!(f, "{}", self.reason),
        }
    }
}

impl std::error::Error for Problem {}

fn listed(names: &[ResourceName]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" and ")
}

fn numbers(ports: &[Port]) -> String {
    let ports: Vec<String> = ports.iter().map(ToString::to_string).collect();
    format!("ports {}", ports.join(" and "))
}

/// Works out what a rollout does to the routes as they are. `live` holds them, and all virtual
/// nodes of their meshes. Everything in the way is told, and nothing is written.
pub fn prepare(
    wanted: Wanted,
    live: &Snapshot,
    conditions: Conditions,
) -> Result<Prepared, Vec<Problem>> {
    let Wanted { mut spec, targets, acks_percent, split, on_loss } = wanted;
    let mut problems = Vec::new();
    let percents = spec.percents();
    let mut routes: Vec<(RouteRef, Ladder)> = Vec::with_capacity(targets.len());
    for wanted in targets {
        let route = wanted.route.clone();
        let preparing = Preparing { live, wanted, strategy: &spec.strategy };
        let twice = routes.iter().any(|(other, _)| *other == route);
        let prepared = if twice { Err(Reason::Twice) } else { preparing.ladder(&percents) };
        match prepared {
            Ok((target, ladder)) => {
                spec.targets.push(target);
                routes.push((route, ladder));
            }
            Err(reason) => problems.push(Problem { route: Some(route), reason }),
        }
    }
    spec.verify = verify(spec.verify, (acks_percent, split), conditions);
    let kept = if conditions.detached { OnLoss::Continue } else { OnLoss::Hold };
    spec.lease.on_loss = on_loss.unwrap_or(kept);
    let blind = blind(&spec, conditions).into_iter();
    problems.extend(blind.map(|reason| Problem { route: None, reason }));
    if !problems.is_empty() {
        return Err(problems);
    }
    let warnings = warnings(&spec, &routes, live);
    Ok(Prepared { spec, routes, warnings })
}

/// What confirms weights. What is asked for has to be there; where nothing is said, those are asked
/// that are there at the time.
fn verify(
    verify: Verify,
    (acks_percent, split): (Option<u8>, Option<bool>),
    conditions: Conditions,
) -> Verify {
    let is_open = acks_percent.is_none() && split != Some(true);
    let if_connected = is_open && conditions.proxies && !conditions.acks;
    let default = if conditions.acks || if_connected { ACKS_PERCENT } else { 0 };
    let acks_percent = acks_percent.unwrap_or(default);
    let split = split.unwrap_or(conditions.requests || if_connected);
    Verify { acks_percent, split, if_connected, ..verify }
}

/// How many of the connected proxies have to acknowledge weights, in percent, where nothing is said.
pub const ACKS_PERCENT: u8 = 95;

/// One target, and what is there.
struct Preparing<'a> {
    live: &'a Snapshot,
    wanted: WantedTarget,
    strategy: &'a Strategy,
}

impl Preparing<'_> {
    fn ladder(&self, percents: &[u8]) -> Result<(Target, Ladder), Reason> {
        let route = &self.wanted.route;
        let live = self.live.get(&route.id()).map(|found| &found.spec);
        let Some(ResourceSpec::Route(found)) = live else { return Err(Reason::NoRoute) };
        if let Some(missing) = self.wanted.nodes().into_iter().find(|node| !self.has(node)) {
            return Err(Reason::NoNode(missing.clone()));
        }
        self.check_preview(&found.rule, found.priority.map(Whole::get))?;
        let shares = shares(found.rule.weighted_targets());
        let (baseline, canary, port) = self.arms(&shares)?;
        let canary_port = self.port(&shares, &baseline, &canary, port)?;
        let wish = Wish {
            baseline: &baseline,
            canary: &canary,
            canary_port,
            keep_others: self.wanted.keep_others,
            stages: percents,
        };
        let ladder = Ladder::new(shares, &wish)?;
        let (route, keep_others) = (route.clone(), self.wanted.keep_others);
        Ok((Target { route, baseline, canary, canary_port, keep_others }, ladder))
    }

    fn node(&self, name: &ResourceName) -> Option<ResourceId> {
        let mesh = self.wanted.route.mesh.as_str();
        ResourceId::try_new(Kind::VirtualNode, mesh, None, name.as_str()).ok()
    }

    fn has(&self, name: &ResourceName) -> bool {
        self.node(name).is_some_and(|id| self.live.contains(&id))
    }

    /// A preview route stands before the route, and tells requests by a header.
    fn check_preview(&self, rule: &RouteRule, priority: Option<i64>) -> Result<(), Reason> {
        match (self.strategy, rule) {
            (Strategy::BlueGreen { preview: Some(_) }, RouteRule::Tcp(_)) => {
                Err(Reason::PreviewOfTcp)
            }
            (Strategy::BlueGreen { preview: Some(_) }, _) if priority == Some(0) => {
                Err(Reason::PreviewBehind)
            }
            _ => Ok(()),
        }
    }

    /// The baseline, the canary, and the port that was asked for.
    fn arms(&self, live: &Shares) -> Result<(ResourceName, ResourceName, Option<Port>), Reason> {
        let has_traffic =
            |node: &ResourceName| live.iter().any(|one| one.node == *node && one.weight.get() > 0);
        match &self.wanted.nodes {
            Nodes::Roles { baseline: Some(baseline), canary } => {
                Ok((baseline.clone(), canary.clone(), self.wanted.port))
            }
            Nodes::Roles { baseline: None, canary } => {
                Ok((the_other(live, canary)?, canary.clone(), self.wanted.port))
            }
            Nodes::Colours { blue, green } => match (has_traffic(blue), has_traffic(green)) {
                (true, true) => {
                    Err(Reason::BothColours { blue: blue.clone(), green: green.clone() })
                }
                // The way back: what was asked for is the port of the other one.
                (false, true) => Ok((green.clone(), blue.clone(), None)),
                _ => Ok((blue.clone(), green.clone(), self.wanted.port)),
            },
        }
    }

    /// The port of the canary: its own in the route, the one that was asked for, or the baseline's
    /// where that fits. A node with one listener needs none.
    fn port(
        &self,
        live: &Shares,
        baseline: &ResourceName,
        canary: &ResourceName,
        asked: Option<Port>,
    ) -> Result<Option<Port>, Reason> {
        let node = || canary.clone();
        let own = self.node(canary).and_then(|id| self.live.get(&id));
        let ports: Vec<Port> = match own.map(|node| &node.spec) {
            Some(ResourceSpec::VirtualNode(node)) => {
                node.listeners.iter().map(|listener| listener.port_mapping.port).collect()
            }
            _ => Vec::new(),
        };
        if let Some(there) = live.iter().find(|share| share.node == *canary) {
            // A target without a port is that of the node's only listener.
            let is_it = |port: &Port| there.port.map_or(ports == [*port], |there| there == *port);
            return match asked.filter(|port| !is_it(port)) {
                Some(port) => Err(Reason::OtherPort { node: node(), port }),
                None => Ok(there.port),
            };
        }
        let of_baseline = || live.iter().find(|share| share.node == *baseline)?.port;
        match asked {
            Some(port) if ports.contains(&port) => Ok(Some(port)),
            Some(port) => Err(Reason::WrongPort { node: node(), port }),
            None if ports.len() < 2 => Ok(None),
            None => match of_baseline().filter(|port| ports.contains(port)) {
                Some(port) => Ok(Some(port)),
                None => Err(Reason::SeveralPorts { node: node(), ports }),
            },
        }
    }
}

/// The one node beside the canary that gets traffic.
fn the_other(live: &Shares, canary: &ResourceName) -> Result<ResourceName, Reason> {
    let mut others: Vec<ResourceName> = Vec::new();
    for share in live.iter().filter(|share| share.weight.get() > 0 && share.node != *canary) {
        if !others.contains(&share.node) {
            others.push(share.node.clone());
        }
    }
    match others.as_slice() {
        [] => Err(Reason::NoBaseline(canary.clone())),
        [one] => Ok(one.clone()),
        _ => Err(Reason::SeveralBaselines(others)),
    }
}

/// What was asked for and can never be known here.
fn blind(spec: &Spec, conditions: Conditions) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let is_asked = !spec.verify.if_connected;
    if spec.verify.acks_percent > 0 && is_asked && !conditions.acks {
        reasons.push(Reason::NoAcks);
    }
    if conditions.requests {
        return reasons;
    }
    reasons.extend((spec.verify.split && is_asked).then_some(Reason::NoSplit));
    let gates = spec.gates.iter().filter(|gate| gate.source == Source::Mesh);
    reasons.extend(gates.map(|gate| Reason::BlindGate(gate.name.clone())));
    reasons.extend(spec.budget.map(|_| Reason::BlindBudget));
    reasons
}

fn warnings(spec: &Spec, routes: &[(RouteRef, Ladder)], live: &Snapshot) -> Vec<Warning> {
    let last = spec.percents().last().copied().unwrap_or_default();
    let keeps = routes.iter().any(|(_, ladder)| ladder.canary_weight(last) < ladder.movable());
    let verify = spec.verify;
    let all = [
        (!spec.is_judged()).then_some(Warning::Unjudged),
        verify.if_connected.then_some(Warning::Unconfirmed),
        (verify.acks_percent == 0).then_some(Warning::Unacknowledged),
        (!verify.split).then_some(Warning::Unobserved),
        keeps.then_some(Warning::EndsEarly(last)),
    ];
    let unsplit = if verify.split { unsplit(spec, live) } else { Vec::new() };
    let all = all.into_iter().flatten().chain(passwords(spec));
    all.chain(unsplit.into_iter().map(Warning::from)).collect()
}

/// The addresses that have a password in them.
fn passwords(spec: &Spec) -> impl Iterator<Item = Warning> {
    let hooks = spec.hooks.iter().filter_map(|hook| match &hook.call {
        HookCall::Http(url) => Some((url, format!("hook `{}`", hook.name))),
        HookCall::Exec(_) => None,
    });
    let gates = spec.gates.iter().filter_map(|gate| match &gate.source {
        Source::Prometheus(server) => Some((&server.address, format!("gate `{}`", gate.name))),
        Source::Mesh => None,
    });
    let is_open = |(url, _): &(&String, String)| Address::of(url).is_some_and(|one| one.has_user);
    hooks.chain(gates).filter(is_open).map(|(_, whose)| Warning::Password(whose))
}

/// What keeps the split of these routes from being verified, once for each node.
fn unsplit(spec: &Spec, live: &Snapshot) -> Vec<Elsewhere> {
    let ours: Vec<RouteRef> = spec.targets.iter().map(|target| target.route.clone()).collect();
    let mut found: Vec<Elsewhere> = Vec::new();
    for target in &spec.targets {
        for node in [&target.baseline, &target.canary] {
            let one = led_elsewhere(&target.route.mesh, node, &ours, live);
            found.extend(one.filter(|one| !found.contains(one)));
        }
    }
    found
}

#[cfg(test)]
mod tests;
