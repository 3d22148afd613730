//! What the mesh itself shows of new weights: which proxies acknowledged them, and whether requests
//! are split as they say.

use std::collections::{BTreeMap, BTreeSet};

use crate::client::{Client, ClientError, ConnectedProxy, ProxyList, ProxyState};
use crate::drive::evidence::traffic::{Traffic, reason, routers};
use crate::model::{ResourceName, Snapshot};
use crate::rollout::event::VerifyOutcome;
use crate::rollout::prepare::led_elsewhere;
use crate::rollout::spec::RouteRef;
use crate::rollout::split::{Fit, Observed};
use crate::rollout::state::{RouteState, State};

/// Why weights go unconfirmed where proxies could confirm them.
const NOBODY: &str = "no proxy is connected";
/// How many reasons of proxies are told.
const TOLD: usize = 3;
/// By how much shares of routes may differ and still be the same.
const SAME: f64 = 0.001;

/// The revision up to which the proxies of each router have to answer.
pub type Revisions = BTreeMap<(String, String), u64>;

/// Asks which proxies acknowledged the weights. The first time that is everything up to the
/// revision of then, which has them; later it is the same again, whatever else changes.
pub async fn acknowledged(
    client: &Client,
    state: &State,
    revisions: &mut Revisions,
) -> Result<VerifyOutcome, ClientError> {
    let mut confirmed = Vec::new();
    for (mesh, router) in routers(state) {
        let key = (mesh.to_string(), router.to_string());
        let known = revisions.get(&key).copied();
        let list = client.proxies_of_router((mesh.as_str(), router.as_str()), known).await?;
        if let Some(revision) = list.waited_for {
            revisions.insert(key, revision);
        }
        match judged(&list, state, router) {
            VerifyOutcome::Confirmed { by } => confirmed.push(by),
            VerifyOutcome::Unconfirmed { .. } => {}
            outcome => return Ok(outcome),
        }
    }
    Ok(match confirmed.as_slice() {
        [] => VerifyOutcome::Unconfirmed { why: NOBODY.to_owned() },
        all => VerifyOutcome::Confirmed { by: all.join(", ") },
    })
}

/// What a list of the proxies that are not as they should be says of the weights.
fn judged(list: &ProxyList, state: &State, router: &ResourceName) -> VerifyOutcome {
    let ours: Vec<String> = state.routes.iter().map(|one| one.route.id().address()).collect();
    let refuses = |proxy: &&ConnectedProxy| {
        let mut sources = proxy.rejections.iter().flat_map(|rejection| &rejection.sources);
        sources.any(|source| ours.contains(source))
    };
    if let Some(proxy) = list.proxies.iter().find(refuses) {
        return VerifyOutcome::Rejected { why: told(&[proxy]) };
    }
    if list.connected == 0 {
        let why = format!("no proxy that calls through vr/{router} is connected");
        return if state.spec.verify.if_connected {
            VerifyOutcome::Unconfirmed { why }
        } else {
            VerifyOutcome::Pending { why }
        };
    }
    // Whoever rejected something else has the weights all the same.
    let lags =
        |proxy: &&ConnectedProxy| proxy.state == ProxyState::Pending || !proxy.held_back.is_empty();
    let late: Vec<&ConnectedProxy> = list.proxies.iter().filter(lags).collect();
    let acknowledged = list.connected.saturating_sub(late.len());
    let told_of = format!(
        "{acknowledged} of {} proxies that call through vr/{router} acknowledged it",
        list.connected
    );
    if acknowledged * 100 >= usize::from(state.spec.verify.acks_percent) * list.connected {
        return VerifyOutcome::Confirmed { by: told_of };
    }
    let why = format!("{told_of}, {} % have to; {}", state.spec.verify.acks_percent, told(&late));
    VerifyOutcome::Pending { why }
}

fn told(proxies: &[&ConnectedProxy]) -> String {
    let of_one = |proxy: &&ConnectedProxy| match proxy.rejections.first() {
        Some(rejection) => format!("{} rejects them: {}", proxy.of, rejection.message.trim()),
        None => format!("{} has not answered", proxy.of),
    };
    proxies.iter().take(TOLD).map(of_one).collect::<Vec<_>>().join(", ")
}

/// A pair of nodes between which a rollout splits requests.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    mesh: ResourceName,
    baseline: ResourceName,
    canary: ResourceName,
    /// The canary's share, from 0 to 1.
    share: f64,
}

/// What was observed of a pair, and how it compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub fit: Fit,
    pub observed: Observed,
    pub evidence: String,
}

/// The pairs of a rollout.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs {
    /// Those whose split can be observed: counts are kept per node, so nothing else may lead to
    /// either node, and all routes of the rollout have to split alike.
    pub observable: Vec<Pair>,
    /// Why that of others cannot, in words.
    pub unseen: Vec<String>,
}

/// The pairs of a rollout. Whoever tells of traffic also reads a mesh at once.
pub async fn pairs(client: &Client, state: &State) -> Result<Pairs, String> {
    let meshes: BTreeSet<&str> = state.routes.iter().map(|one| one.route.mesh.as_str()).collect();
    let mut snapshot = Snapshot::default();
    for mesh in meshes {
        for resource in client.all_at_once(mesh).await.map_err(|error| reason(&error))? {
            snapshot.insert(resource.into());
        }
    }
    Ok(observable(state, &snapshot))
}

fn observable(state: &State, snapshot: &Snapshot) -> Pairs {
    let mut found: Vec<Pair> = Vec::new();
    let (mut mixed, mut unseen): (Vec<Pair>, Vec<String>) = (Vec::new(), Vec::new());
    for route in &state.routes {
        let Some(pair) = pair(route) else { continue };
        let alike = found.iter().find(|other| {
            (&other.mesh, &other.baseline, &other.canary)
                == (&pair.mesh, &pair.baseline, &pair.canary)
        });
        match alike {
            Some(other) if (other.share - pair.share).abs() > SAME => mixed.push(pair),
            Some(_) => {}
            None => found.push(pair),
        }
    }
    for pair in &mixed {
        let node = &pair.canary;
        unseen.push(format!("the split is not verified: the routes to vn/{node} differ in it"));
        found.retain(|other| (&other.mesh, &other.canary) != (&pair.mesh, node));
    }
    let ours: Vec<RouteRef> = state.routes.iter().map(|route| route.route.clone()).collect();
    found.retain(|pair| {
        let (mesh, nodes) = (&pair.mesh, [&pair.baseline, &pair.canary]);
        let other = nodes.into_iter().find_map(|node| led_elsewhere(mesh, node, &ours, snapshot));
        unseen.extend(other.as_ref().map(ToString::to_string));
        other.is_none()
    });
    Pairs { observable: found, unseen }
}

fn pair(route: &RouteState) -> Option<Pair> {
    let arms = route.ladder.arms;
    let (baseline, canary) =
        (route.ladder.base.get(arms.baseline)?, route.ladder.base.get(arms.canary)?);
    let weight = |of: &crate::rollout::weights::Share| {
        let same =
            |one: &&crate::rollout::weights::Share| one.node == of.node && one.port == of.port;
        route.written.iter().find(same).map_or(0, |share| share.weight.get())
    };
    let (of_canary, of_baseline) = (weight(canary), weight(baseline));
    let sum = of_canary + of_baseline;
    #[expect(clippy::cast_precision_loss, reason = "weights are at most 100")]
    let share = of_canary as f64 / sum as f64;
    (sum > 0).then(|| Pair {
        mesh: route.route.mesh.clone(),
        baseline: baseline.node.clone(),
        canary: canary.node.clone(),
        share,
    })
}

/// Holds what was observed against the weights.
pub fn split(pairs: &[Pair], traffic: &Traffic) -> Vec<Seen> {
    let seen = pairs.iter().map(|pair| {
        let observed = traffic.observed(pair.mesh.as_str(), &pair.canary, &pair.baseline);
        let evidence = format!(
            "vn/{} got {} of {} requests to it and vn/{}, {:.1} % are for it",
            pair.canary,
            observed.canary,
            observed.all(),
            pair.baseline,
            pair.share * 100.0
        );
        Seen { fit: observed.fit(pair.share), observed, evidence }
    });
    seen.collect()
}
