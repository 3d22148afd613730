//! A rollout for tests.

use jiff::{SignedDuration, Timestamp};

use crate::model::ResourceName;
use crate::model::scalar::Weight;
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Drift, Fallback, Gate, Hook, HookCall, HookPoint, Lease, OnLoss, Patience, RouteRef, Source,
    Spec, SpecDrift, Stage, Strategy, Target, Verify, WeightDrift,
};
use crate::rollout::state::State;
use crate::rollout::weights::{Ladder, Share, Wish};

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

/// So many seconds after its start.
pub fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    start + SignedDuration::from_secs(seconds)
}

fn weight(percent: u8, minutes: u64) -> Stage {
    let hold = Period::minutes(minutes);
    Stage::Weight { percent, hold, max_hold: Period::minutes(minutes * 2) }
}

/// A route of it.
pub fn target(route: &str) -> Target {
    let (mesh, virtual_router) = (name("shop"), name("api"));
    Target {
        route: RouteRef { mesh, virtual_router, route: name(route) },
        baseline: name("api-v1"),
        canary: name("api-v2"),
        canary_port: None,
        keep_others: false,
    }
}

/// Three weights and an approval, on two routes.
pub fn spec() -> Spec {
    let approve = Stage::Approve {
        name: "go-half".to_owned(),
        deadline: Period::minutes(240),
        on_deadline: Fallback::Rollback,
    };
    Spec {
        name: "api-v2".to_owned(),
        strategy: Strategy::Canary,
        targets: vec![target("main"), target("admin")],
        stages: vec![weight(5, 5), weight(25, 10), approve, weight(100, 10)],
        verify: Verify {
            acks_percent: 95,
            split: true,
            if_connected: false,
            within: Period::minutes(1),
            settle: Period::seconds(20),
        },
        windows: None,
        interval: Period::seconds(30),
        gates: vec![Gate {
            name: "errors".to_owned(),
            limit: Limit::Errors { max: 0.01, min_requests: 500 },
            source: Source::Mesh,
        }],
        budget: None,
        no_data: Patience { after: Period::minutes(10), then: Fallback::Hold },
        inconclusive: Fallback::Hold,
        drift: Drift { weights: WeightDrift::Hold, spec: SpecDrift::Rebase },
        on_fail: Fallback::Rollback,
        lease: Lease { ttl: Period::minutes(2), on_loss: OnLoss::Rollback },
        deadline: Period::minutes(180),
        rollback_deadline: Period::minutes(30),
        keep_baseline: Period::minutes(1440),
        hooks: vec![Hook {
            name: "smoke".to_owned(),
            on: HookPoint::BeforeStep,
            call: HookCall::Exec(vec!["./smoke.sh".to_owned()]),
            timeout: Period::minutes(1),
            retries: 0,
            secret: None,
        }],
        labels: Vec::new(),
    }
}

/// The same, before anything was written.
pub fn state() -> State {
    let spec = spec();
    let found = vec![Share { node: name("api-v1"), port: None, weight: Weight::parse(1).unwrap() }];
    let routes = spec.targets.iter().map(|target| {
        let wish = Wish {
            baseline: &target.baseline,
            canary: &target.canary,
            canary_port: None,
            keep_others: false,
            stages: &spec.percents(),
        };
        (target.route.clone(), Ladder::new(found.clone().into(), &wish).unwrap())
    });
    let routes = routes.collect();
    State::new("01KATEST".to_owned(), "ana@laptop".to_owned(), spec, routes, at(0))
}
