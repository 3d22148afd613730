//! Random rollouts, and what may go wrong in them: the same for one seed every time.

use std::time::Duration;

use crate::model::ResourceName;
use crate::model::scalar::Weight;
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Drift, Fallback, Gate, Hook, HookCall, HookPoint, Lease, OnLoss, Patience, Preview, RouteRef,
    Source, Spec, SpecDrift, Stage, Strategy, Target, Verify, WeightDrift,
};
use crate::rollout::weights::Share;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        let bound = u64::try_from(of.len()).unwrap();
        of[usize::try_from(self.below(bound)).unwrap()].clone()
    }
}

/// What may go wrong in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faults {
    Nothing,
    /// Everything, again and again.
    Random,
    /// One thing: whatever could go wrong as the so-many-th.
    Single(u64),
}

pub fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

pub fn share(node: &str, weight: i64) -> Share {
    Share { node: name(node), port: None, weight: Weight::parse(weight).unwrap() }
}

#[expect(clippy::too_many_lines, reason = "one literal of every member")]
pub fn spec(dice: &mut Dice, routes: usize) -> Spec {
    let target = |index: usize| Target {
        route: RouteRef {
            mesh: name("m"),
            virtual_router: name("r"),
            route: name(&format!("route-{index}")),
        },
        baseline: name("v1"),
        canary: name("v2"),
        canary_port: None,
        keep_others: true,
    };
    let mut stages = Vec::new();
    if dice.once_in(8) {
        let (name, deadline) = ("first".to_owned(), Period::seconds(120));
        stages.push(Stage::Approve { name, deadline, on_deadline: Fallback::Hold });
    }
    for percent in [5, 25, 50] {
        let hold = Period::seconds(dice.below(60));
        let max_hold = Period::from(hold.get() + Duration::from_secs(dice.below(60)));
        stages.push(Stage::Weight { percent, hold, max_hold });
        if dice.once_in(4) {
            let on_deadline = dice.pick(&[Fallback::Rollback, Fallback::Hold]);
            let (name, deadline) = ("go".to_owned(), Period::seconds(120));
            stages.push(Stage::Approve { name, deadline, on_deadline });
        }
    }
    let both = [Fallback::Rollback, Fallback::Hold];
    let losses = [OnLoss::Rollback, OnLoss::Hold, OnLoss::Continue];
    let hook = |name: &str, on| Hook {
        name: name.to_owned(),
        on,
        call: HookCall::Exec(vec!["true".to_owned()]),
        timeout: Period::seconds(5),
        retries: 0,
        secret: None,
    };
    let points =
        [HookPoint::BeforeStep, HookPoint::AfterStep, HookPoint::BeforePromote, HookPoint::Smoke];
    let gates = ["errors", "slow"].into_iter().take(usize::try_from(dice.below(3)).unwrap());
    Spec {
        name: "r".to_owned(),
        strategy: dice.pick(&[
            Strategy::Canary,
            Strategy::Canary,
            Strategy::BlueGreen { preview: None },
            Strategy::BlueGreen {
                preview: Some(Preview { header: "x-preview".to_owned(), value: "1".to_owned() }),
            },
        ]),
        targets: (0..routes).map(target).collect(),
        stages,
        verify: Verify {
            acks_percent: dice.pick(&[0, 95]),
            split: dice.once_in(2),
            if_connected: dice.once_in(2),
            within: Period::seconds(30),
            settle: Period::seconds(dice.below(10)),
        },
        interval: Period::seconds(10),
        gates: gates
            .map(|name| Gate {
                name: name.to_owned(),
                limit: Limit::Errors { max: 0.01, min_requests: 10 },
                source: Source::Mesh,
            })
            .collect(),
        budget: None,
        windows: None,
        labels: Vec::new(),
        no_data: Patience { after: Period::seconds(60), then: dice.pick(&both) },
        inconclusive: dice.pick(&both),
        drift: Drift {
            weights: dice.pick(&[WeightDrift::Hold, WeightDrift::Reassert, WeightDrift::Rollback]),
            spec: dice.pick(&[SpecDrift::Rebase, SpecDrift::Hold]),
        },
        on_fail: dice.pick(&both),
        lease: Lease { ttl: Period::seconds(60), on_loss: dice.pick(&losses) },
        deadline: Period::minutes(60),
        rollback_deadline: Period::minutes(10),
        keep_baseline: Period::ZERO,
        hooks: points
            .into_iter()
            .filter(|_| dice.once_in(3))
            .map(|point| hook("hook", point))
            .collect(),
    }
}
