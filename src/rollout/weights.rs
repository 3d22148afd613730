//! The weights of one route at each stage: whole numbers, a constant sum, other targets untouched.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use crate::model::ResourceName;
use crate::model::Unknown;
use crate::model::route::{WeightedTarget, WeightedTargets};
use crate::model::scalar::{Port, Weight};

/// The most that the weights of a route may sum up to (App Mesh documentation).
pub const SUM_MAX: i64 = 100;
/// The most targets of a route.
const TARGETS_MAX: usize = 10;

/// The weight of one target of a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub node: ResourceName,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub port: Option<Port>,
    pub weight: Weight,
}

/// The weights of a route's targets. They are in an order, and in any other they are the same: it
/// changes nothing of where requests go.
#[derive(Debug, Clone, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shares(Vec<Share>);

impl PartialEq for Shares {
    fn eq(&self, other: &Self) -> bool {
        let times = |shares: &Self, wanted| shares.iter().filter(|share| *share == wanted).count();
        self.len() == other.len()
            && self.iter().all(|share| times(self, share) == times(other, share))
    }
}

impl Deref for Shares {
    type Target = [Share];

    fn deref(&self) -> &[Share] {
        &self.0
    }
}

impl DerefMut for Shares {
    fn deref_mut(&mut self) -> &mut [Share] {
        &mut self.0
    }
}

impl From<Vec<Share>> for Shares {
    fn from(shares: Vec<Share>) -> Self {
        Self(shares)
    }
}

impl FromIterator<Share> for Shares {
    fn from_iter<I: IntoIterator<Item = Share>>(shares: I) -> Self {
        Self(shares.into_iter().collect())
    }
}

/// The targets that get traffic. Without the others the same requests reach the same nodes.
pub fn serving(shares: &[Share]) -> Shares {
    shares.iter().filter(|share| share.weight.get() > 0).cloned().collect()
}

/// Which of a route's targets lose and gain traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arms {
    /// Where the baseline stands among the targets.
    pub baseline: usize,
    /// Where the canary stands among the targets.
    pub canary: usize,
}

/// All weights of one route that a rollout may write, and those to go back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// As found, before anything was written; a rollback restores it.
    pub found: Shares,
    /// The same shares in weights fine enough for all stages, with the canary among them.
    pub base: Shares,
    pub arms: Arms,
    /// The sum of all weights, the same at every stage.
    pub sum: i64,
}

/// Why a route's weights cannot follow a rollout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    #[error("the route does not lead to `{0}`")]
    NoBaseline(ResourceName),
    #[error("the baseline `{0}` gets no traffic now")]
    IdleBaseline(ResourceName),
    #[error("`{0}` is both baseline and canary")]
    SameNode(ResourceName),
    #[error("the canary `{node}` has weight {weight} already; at the start it may have none")]
    BusyCanary { node: ResourceName, weight: Weight },
    #[error("the route has several targets `{0}`; only one port can be moved")]
    SeveralPorts(ResourceName),
    #[error("the route has {TARGETS_MAX} targets already, so the canary cannot be added")]
    Full,
    #[error("the route leads to {0} more targets than baseline and canary")]
    Others(usize),
    #[error("the weights sum up to 0")]
    Nothing,
    #[error(
        "the weights sum up to {sum}, in which {percent} % cannot be told from {before} %; \
         use weights with a larger sum, or larger stages"
    )]
    TooCoarse { sum: i64, before: u8, percent: u8 },
    #[error(
        "{percent} % of all requests is more than the baseline and the canary have together, which \
         is {most} %"
    )]
    TooMuch { percent: u8, most: i64 },
}

/// What a rollout wants of one route.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    pub baseline: &'a ResourceName,
    pub canary: &'a ResourceName,
    /// The listener of the canary, where it has several.
    pub canary_port: Option<Port>,
    /// Whether further targets keep their weights; without, there may be none.
    pub keep_others: bool,
    /// The percentages of all stages, in their order.
    pub stages: &'a [u8],
}

/// The shares of a route's targets.
pub fn shares(targets: &[WeightedTarget]) -> Shares {
    let share = |target: &WeightedTarget| Share {
        node: target.virtual_node.clone(),
        port: target.port,
        weight: target.weight,
    };
    targets.iter().map(share).collect()
}

/// The targets of a route with those weights; what else a target says stays, and so does their
/// order. None where a route cannot have so many or so few.
pub fn with_shares(live: &[WeightedTarget], wanted: &[Share]) -> Option<WeightedTargets> {
    let target = |share: &Share| {
        let new = || WeightedTarget {
            virtual_node: share.node.clone(),
            weight: share.weight,
            port: share.port,
            unknown: Unknown::default(),
        };
        let mut target =
            live.iter().find(|target| is_of(share, target)).cloned().unwrap_or_else(new);
        target.weight = share.weight;
        target
    };
    let place =
        |share: &&Share| live.iter().position(|target| is_of(share, target)).unwrap_or(live.len());
    let mut wanted: Vec<_> = wanted.iter().collect();
    // New ones come after those that are there, as they were asked for.
    wanted.sort_by_key(place);
    WeightedTargets::parse(wanted.into_iter().map(target).collect()).ok()
}

fn is_of(share: &Share, target: &WeightedTarget) -> bool {
    target.virtual_node == share.node && target.port == share.port
}

fn sum_of(shares: &[Share]) -> i64 {
    shares.iter().map(|share| share.weight.get()).sum()
}

impl Ladder {
    /// Works out all weights of a route, or why that cannot be done.
    pub fn new(found: Shares, wish: &Wish<'_>) -> Result<Self, LadderError> {
        if wish.baseline == wish.canary {
            return Err(LadderError::SameNode(wish.baseline.clone()));
        }
        let baseline = only(&found, wish.baseline)?
            .ok_or_else(|| LadderError::NoBaseline(wish.baseline.clone()))?;
        if sum_of(&found) == 0 {
            return Err(LadderError::Nothing);
        }
        if found[baseline].weight.get() == 0 {
            return Err(LadderError::IdleBaseline(wish.baseline.clone()));
        }
        let mut base = found.clone();
        let canary = match only(&found, wish.canary)? {
            Some(canary) => canary,
            None if found.len() == TARGETS_MAX => return Err(LadderError::Full),
            None => {
                let (node, port) = (wish.canary.clone(), wish.canary_port);
                base.0.push(Share { node, port, weight: weight(0) });
                found.len()
            }
        };
        let at_start = base[canary].weight;
        if at_start.get() != 0 {
            return Err(LadderError::BusyCanary { node: wish.canary.clone(), weight: at_start });
        }
        let others = base.len() - 2;
        if others > 0 && !wish.keep_others {
            return Err(LadderError::Others(others));
        }
        let factor = if is_fine(sum_of(&base), wish.stages) { 1 } else { SUM_MAX / sum_of(&base) };
        for share in base.iter_mut() {
            share.weight = weight(share.weight.get() * factor.max(1));
        }
        let sum = sum_of(&base);
        let ladder = Self { found, base, arms: Arms { baseline, canary }, sum };
        ladder.check(wish.stages)?;
        Ok(ladder)
    }

    /// Every stage must move something, and have from where to take it.
    fn check(&self, stages: &[u8]) -> Result<(), LadderError> {
        let mut before = 0;
        for &percent in stages {
            let wanted = self.canary_weight(percent);
            if wanted > self.movable() {
                let most = self.movable() * 100 / self.sum;
                return Err(LadderError::TooMuch { percent, most });
            }
            if percent != before && wanted == self.canary_weight(before) {
                return Err(LadderError::TooCoarse { sum: self.sum, before, percent });
            }
            before = percent;
        }
        Ok(())
    }

    /// What baseline and canary have together.
    pub fn movable(&self) -> i64 {
        self.base[self.arms.baseline].weight.get() + self.base[self.arms.canary].weight.get()
    }

    /// The weight of the canary at a percentage of all requests, rounded half up.
    pub fn canary_weight(&self, percent: u8) -> i64 {
        (i64::from(percent) * self.sum + 50) / 100
    }

    /// The weights of all targets at a percentage.
    pub fn at(&self, percent: u8) -> Shares {
        // A stage was checked; what is written is within bounds whatever is asked for.
        let canary = self.canary_weight(percent).clamp(0, self.movable());
        let mut shares = self.base.clone();
        shares[self.arms.canary].weight = weight(canary);
        shares[self.arms.baseline].weight = weight(self.movable() - canary);
        shares
    }

    /// The percentage of all requests that these weights send to the canary, if they are the
    /// route's own with nothing but baseline and canary moved.
    pub fn exposure(&self, live: &[Share]) -> Option<f64> {
        let canary = &self.base[self.arms.canary];
        let sum = sum_of(live);
        if sum == 0 {
            return None;
        }
        let of = |share: &&Share| share.node == canary.node && share.port == canary.port;
        let weight = live.iter().find(of).map_or(0, |share| share.weight.get());
        #[expect(clippy::cast_precision_loss, reason = "weights are at most 1,000 together")]
        Some(weight as f64 * 100.0 / sum as f64)
    }

    /// Whether the canary gets nothing.
    pub fn is_at_baseline(&self, live: &[Share]) -> bool {
        self.exposure(live).is_some_and(|share| share == 0.0)
    }
}

/// Where a node stands among the targets, if once.
fn only(shares: &[Share], node: &ResourceName) -> Result<Option<usize>, LadderError> {
    let mut places = shares.iter().enumerate().filter(|(_, share)| share.node == *node);
    match (places.next(), places.next()) {
        (Some(_), Some(_)) => Err(LadderError::SeveralPorts(node.clone())),
        (place, _) => Ok(place.map(|(place, _)| place)),
    }
}

/// Whether all stages are whole numbers of a sum.
fn is_fine(sum: i64, stages: &[u8]) -> bool {
    sum > SUM_MAX / 2 || stages.iter().all(|percent| i64::from(*percent) * sum % 100 == 0)
}

fn weight(value: i64) -> Weight {
    // Callers stay within bounds; a weight above them would be a share of everything.
    Weight::parse(value.clamp(0, SUM_MAX)).expect("clamped to the bounds of a weight")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn name(text: &str) -> ResourceName {
        ResourceName::parse(text).unwrap()
    }

    fn route(weights: &[(&str, i64)]) -> Shares {
        let share = |&(node, value): &(&str, i64)| Share {
            node: name(node),
            port: None,
            weight: Weight::parse(value).unwrap(),
        };
        weights.iter().map(share).collect()
    }

    fn ladder(weights: &[(&str, i64)], stages: &[u8]) -> Result<Ladder, LadderError> {
        let wish = Wish {
            baseline: &name("v1"),
            canary: &name("v2"),
            canary_port: None,
            keep_others: true,
            stages,
        };
        Ladder::new(route(weights), &wish)
    }

    fn numbers(shares: &[Share]) -> Vec<i64> {
        shares.iter().map(|share| share.weight.get()).collect()
    }

    #[test]
    fn targets_in_another_order_are_the_same_and_stay_in_theirs() {
        let ours = route(&[("v1", 80), ("other", 20), ("v2", 0)]);
        assert_eq!(ours, route(&[("other", 20), ("v2", 0), ("v1", 80)]));
        assert_ne!(ours, route(&[("other", 20), ("v2", 1), ("v1", 80)]));
        assert_ne!(ours, route(&[("v1", 80), ("other", 20)]));
        let (one, other) = ([("a", 1), ("a", 1), ("b", 1)], [("a", 1), ("b", 1), ("b", 1)]);
        assert_ne!(route(&one), route(&other));
        let target = |name: &str| WeightedTarget {
            virtual_node: self::name(name),
            weight: weight(7),
            port: None,
            unknown: Unknown::default(),
        };
        let live = [target("other"), target("v1"), target("gone")];
        let written = with_shares(&live, &ours).unwrap();
        assert_eq!(*shares(&written), *route(&[("other", 20), ("v1", 80), ("v2", 0)]));
    }

    #[test]
    fn a_stage_takes_from_the_baseline_alone() {
        let ladder = ladder(&[("v1", 80), ("other", 20), ("v2", 0)], &[5, 25, 80]).unwrap();
        assert_eq!(numbers(&ladder.at(0)), [80, 20, 0]);
        assert_eq!(numbers(&ladder.at(25)), [55, 20, 25]);
        assert_eq!(numbers(&ladder.at(80)), [0, 20, 80]);
    }

    #[test]
    fn coarse_weights_are_made_finer_without_moving_traffic() {
        let fine = ladder(&[("v1", 2), ("other", 1)], &[10, 50]).unwrap();
        assert_eq!(numbers(&fine.base), [66, 33, 0], "the same shares, the canary added");
        assert_eq!(fine.sum, 99);
        assert_eq!(numbers(&fine.at(10)), [56, 33, 10]);
        assert_eq!(numbers(&fine.found), [2, 1], "what a rollback restores is as it was");
        let whole = ladder(&[("v1", 1)], &[100]).unwrap();
        assert_eq!(numbers(&whole.at(100)), [0, 1], "nothing is finer than it has to be");
    }

    /// Whatever a control plane keeps with a target, a write of weights changes the weights alone.
    #[test]
    fn what_else_a_target_says_stays_at_every_stage() {
        let ladder = ladder(&[("v1", 80), ("other", 20)], &[5, 80]).unwrap();
        let target = |node: &str, weight: i64| json!({"virtualNode": node, "weight": weight});
        let live = |v1: i64| {
            json!([
                {"virtualNode": "v1", "weight": v1, "later": {"a": [1, null]}},
                {"virtualNode": "other", "weight": 20, "later": "b"},
            ])
        };
        let before: Vec<WeightedTarget> = serde_json::from_value(live(80)).unwrap();
        for percent in 0..=80_u8 {
            let written = with_shares(&before, &ladder.at(percent)).unwrap();
            let mut wanted = live(80 - i64::from(percent));
            wanted.as_array_mut().unwrap().push(target("v2", percent.into()));
            assert_eq!(serde_json::to_value(&written).unwrap(), wanted);
        }
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        let v1 = || name("v1");
        for (weights, stages, error) in [
            (&[("v3", 1)][..], &[50][..], LadderError::NoBaseline(v1())),
            (&[("v1", 0), ("v3", 1)], &[50], LadderError::IdleBaseline(v1())),
            (&[("v1", 0)], &[50], LadderError::Nothing),
            (&[("v1", 1), ("v1", 1)], &[50], LadderError::SeveralPorts(v1())),
            (&[("v1", 51)], &[1, 2, 3], LadderError::TooCoarse { sum: 51, before: 1, percent: 2 }),
            (&[("v1", 60), ("other", 40)], &[61], LadderError::TooMuch { percent: 61, most: 60 }),
            (
                &[("v1", 60), ("v2", 40)],
                &[50],
                LadderError::BusyCanary { node: name("v2"), weight: Weight::parse(40).unwrap() },
            ),
        ] {
            assert_eq!(ladder(weights, stages), Err(error));
        }
    }
}
