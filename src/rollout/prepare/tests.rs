//! Baselines are found, roles swap, and whatever is in the way is told before anything is written.

use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;
use crate::rollout::planned::{Planned, seconds_to_tell};
use crate::rollout::spec::{
    Drift, Fallback, Gate, Lease, Patience, Preview, SpecDrift, Stage, WeightDrift,
};

const ALL: Conditions = Conditions { acks: true, proxies: true, requests: true, detached: false };

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

/// 5 %, an approval, 50 % and 100 %.
fn spec() -> Spec {
    let minute = Period::minutes(1);
    let weight = |percent| Stage::Weight { percent, hold: minute, max_hold: minute };
    let approve =
        Stage::Approve { name: "go".to_owned(), deadline: minute, on_deadline: Fallback::Hold };
    Spec {
        name: "v2".to_owned(),
        strategy: Strategy::Canary,
        targets: Vec::new(),
        stages: vec![weight(5), approve, weight(50), weight(100)],
        verify: Verify {
            acks_percent: 0,
            split: false,
            if_connected: false,
            within: minute,
            settle: minute,
        },
        windows: None,
        interval: minute,
        gates: vec![Gate {
            name: "errors".to_owned(),
            limit: Limit::Errors { max: 0.01, min_requests: 300 },
            source: Source::Mesh,
        }],
        budget: None,
        no_data: Patience { after: minute, then: Fallback::Hold },
        inconclusive: Fallback::Hold,
        drift: Drift { weights: WeightDrift::Hold, spec: SpecDrift::Rebase },
        on_fail: Fallback::Rollback,
        lease: Lease { ttl: minute, on_loss: OnLoss::Hold },
        deadline: minute,
        rollback_deadline: minute,
        keep_baseline: minute,
        hooks: Vec::new(),
        labels: Vec::new(),
    }
}

/// Nodes `v1`, `v2` and `v3` that listen on the ports, and one route of the rule.
fn live(ports: &[u16], rule: &str, priority: Option<i64>, weights: &[(&str, i64)]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    let mut add = |value: Value| {
        snapshot.insert(Arc::new(serde_json::from_value(value).unwrap()));
    };
    for node in ["v1", "v2", "v3"] {
        let listener = |port| json!({"portMapping": {"port": port, "protocol": "http"}});
        let listeners: Vec<Value> = ports.iter().map(listener).collect();
        add(json!({"kind": "virtualNode", "meshName": "m", "virtualNodeName": node,
            "spec": {"listeners": listeners}}));
    }
    let target = |(node, weight): &(&str, i64)| json!({"virtualNode": node, "weight": weight});
    let targets: Vec<Value> = weights.iter().map(target).collect();
    let matches = if rule == "tcpRoute" { json!({}) } else { json!({"prefix": "/"}) };
    let mut route = json!({"kind": "route", "meshName": "m", "virtualRouterName": "r",
        "routeName": "main",
        "spec": {rule: {"match": matches, "action": {"weightedTargets": targets}}}});
    if let Some(priority) = priority {
        route["spec"]["priority"] = json!(priority);
    }
    add(route);
    snapshot
}

fn http(weights: &[(&str, i64)]) -> Snapshot {
    live(&[80], "httpRoute", None, weights)
}

fn route() -> RouteRef {
    RouteRef { mesh: name("m"), virtual_router: name("r"), route: name("main") }
}

fn wanted(nodes: Nodes) -> Wanted {
    let target = WantedTarget { route: route(), nodes, port: None, keep_others: false };
    let spec = spec();
    Wanted { spec, targets: vec![target], acks_percent: None, split: None, on_loss: None }
}

fn to(canary: &str) -> Nodes {
    Nodes::Roles { baseline: None, canary: name(canary) }
}

fn colours() -> Nodes {
    Nodes::Colours { blue: name("v1"), green: name("v2") }
}

fn arms(prepared: &Prepared) -> (&str, &str) {
    let target = &prepared.spec.targets[0];
    (target.baseline.as_str(), target.canary.as_str())
}

fn reasons(wanted: Wanted, live: &Snapshot, conditions: Conditions) -> Vec<String> {
    let problems = prepare(wanted, live, conditions).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_one_node_with_traffic_is_the_baseline() {
    let prepared = prepare(wanted(to("v2")), &http(&[("v1", 1)]), ALL).unwrap();
    assert_eq!(arms(&prepared), ("v1", "v2"));
    let idle = http(&[("v3", 0), ("v1", 100)]);
    let mut keeping = wanted(to("v2"));
    keeping.targets[0].keep_others = true;
    assert_eq!(arms(&prepare(keeping, &idle, ALL).unwrap()), ("v1", "v2"));
    assert_eq!(
        reasons(wanted(to("v2")), &http(&[("v1", 50), ("v3", 50)]), ALL),
        ["rt/r/main: `v1` and `v3` get traffic; say which of them is the baseline"]
    );
    assert_eq!(
        reasons(wanted(to("v2")), &http(&[("v2", 1)]), ALL),
        ["rt/r/main: no node but `v2` gets traffic, so there is no baseline to come from"]
    );
}

#[test]
fn colours_swap_their_roles() {
    let there = prepare(wanted(colours()), &http(&[("v1", 100), ("v2", 0)]), ALL).unwrap();
    assert_eq!(arms(&there), ("v1", "v2"));
    let back = prepare(wanted(colours()), &http(&[("v1", 0), ("v2", 100)]), ALL).unwrap();
    assert_eq!(arms(&back), ("v2", "v1"));
    assert_eq!(
        reasons(wanted(colours()), &http(&[("v1", 50), ("v2", 50)]), ALL),
        ["rt/r/main: both `v1` and `v2` get traffic; one of them must have none at the start"]
    );
}

#[test]
fn the_port_of_the_new_node_is_found_or_asked_for() {
    let several = live(&[80, 81], "httpRoute", None, &[("v1", 1)]);
    let port = |wanted| prepare(wanted, &several, ALL).map(|done| done.spec.targets[0].canary_port);
    let asked = |port: i64| {
        let mut wanted = wanted(to("v2"));
        wanted.targets[0].port = Some(Port::parse(port).unwrap());
        wanted
    };
    assert_eq!(port(asked(81)).unwrap().unwrap().get(), 81);
    assert_eq!(reasons(asked(82), &several, ALL), ["rt/r/main: `v2` does not listen on port 82"]);
    assert_eq!(
        reasons(wanted(to("v2")), &several, ALL),
        ["rt/r/main: `v2` listens on ports 80 and 81; say to which port the traffic is to go"]
    );
    let one = prepare(wanted(to("v2")), &http(&[("v1", 1)]), ALL).unwrap();
    assert_eq!(one.spec.targets[0].canary_port, None);
    let there = live(&[80], "httpRoute", None, &[("v1", 1), ("v2", 0)]);
    assert_eq!(
        reasons(asked(81), &there, ALL),
        ["rt/r/main: the route leads to `v2` already, and not to port 81"]
    );
    let same = prepare(asked(80), &there, ALL).unwrap();
    assert_eq!(same.spec.targets[0].canary_port, None, "its only listener");
}

#[test]
fn what_is_not_there_is_told() {
    let live = http(&[("v1", 1)]);
    assert_eq!(
        reasons(wanted(to("v4")), &live, ALL),
        ["rt/r/main: the virtual node `v4` does not exist"]
    );
    let mut twice = wanted(to("v2"));
    twice.targets.push(twice.targets[0].clone());
    twice.targets.push(WantedTarget {
        route: RouteRef { route: name("other"), ..route() },
        ..twice.targets[0].clone()
    });
    assert_eq!(
        reasons(twice, &live, ALL),
        ["rt/r/main: the route is named twice", "rt/r/other: the route does not exist"],
        "everything is told at once"
    );
}

#[test]
fn a_preview_needs_headers_and_room_before_the_route() {
    let mut previewed = wanted(colours());
    let preview = Preview { header: "x-preview".to_owned(), value: "1".to_owned() };
    previewed.spec.strategy = Strategy::BlueGreen { preview: Some(preview) };
    let weights = [("v1", 1)];
    let tcp = live(&[80], "tcpRoute", None, &weights);
    assert_eq!(
        reasons(previewed.clone(), &tcp, ALL),
        ["rt/r/main: TCP connections have no headers, so there can be no preview of this route"]
    );
    let first = live(&[80], "http2Route", Some(0), &weights);
    assert_eq!(
        reasons(previewed.clone(), &first, ALL),
        ["rt/r/main: the route has priority 0, so no preview route can come before it"]
    );
    assert!(prepare(previewed, &live(&[80], "grpcRoute", Some(1), &weights), ALL).is_ok());
}

#[test]
fn what_can_never_be_known_is_refused_and_not_waited_for() {
    let live = http(&[("v1", 1)]);
    let none = Conditions::default();
    assert_eq!(
        reasons(wanted(to("v2")), &live, none),
        ["no proxy reports its requests here, so the gate `errors` would never pass; take its \
          numbers from Prometheus"]
    );
    let mut strict = wanted(to("v2"));
    strict.spec.gates.clear();
    (strict.acks_percent, strict.split, strict.spec.budget) = (Some(50), Some(true), Some(1));
    assert_eq!(reasons(strict, &live, none).len(), 3);
}

#[test]
fn what_is_open_is_decided_by_who_is_there() {
    let live = http(&[("v1", 1)]);
    let open = prepare(wanted(to("v2")), &live, ALL).unwrap();
    assert_eq!((open.spec.verify.acks_percent, open.spec.verify.split), (95, true));
    assert_eq!(open.spec.lease.on_loss, OnLoss::Hold);
    assert_eq!(open.warnings, []);
    let mut bare = wanted(to("v2"));
    bare.spec.gates.clear();
    bare.spec.stages.pop();
    let alone = Conditions { detached: true, ..Conditions::default() };
    let open = prepare(bare, &live, alone).unwrap();
    assert_eq!((open.spec.verify.acks_percent, open.spec.verify.split), (0, false));
    assert_eq!(open.spec.lease.on_loss, OnLoss::Continue);
    let warnings =
        [Warning::Unjudged, Warning::Unacknowledged, Warning::Unobserved, Warning::EndsEarly(50)];
    assert_eq!(open.warnings, warnings);
}

#[test]
fn proxies_that_may_come_later_are_asked_then() {
    let live = http(&[("v1", 1)]);
    let nobody = Conditions { proxies: true, ..Conditions::default() };
    let mut bare = wanted(to("v2"));
    bare.spec.gates.clear();
    let open = prepare(bare.clone(), &live, nobody).unwrap();
    assert!(open.spec.verify.if_connected, "{:?}", open.spec.verify);
    assert_eq!((open.spec.verify.acks_percent, open.spec.verify.split), (95, true));
    assert_eq!(open.warnings, [Warning::Unjudged, Warning::Unconfirmed]);
    bare.acks_percent = Some(95);
    assert_eq!(
        reasons(bare, &live, nobody),
        ["no proxy is connected that could acknowledge the weights; set `verify.acks` to 0 %"],
        "what is asked for is not left out"
    );
}

#[test]
fn a_split_that_cannot_be_observed_is_told_before() {
    let mut live = http(&[("v1", 1)]);
    let rule = json!({"match": {"prefix": "/"},
        "action": {"weightedTargets": [{"virtualNode": "v1", "weight": 1}]}});
    let other = json!({"kind": "route", "meshName": "m", "virtualRouterName": "r",
        "routeName": "other", "spec": {"httpRoute": rule}});
    live.insert(Arc::new(serde_json::from_value(other).unwrap()));
    let prepared = prepare(wanted(to("v2")), &live, ALL).unwrap();
    let warnings: Vec<String> = prepared.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        ["the split is not verified: rt/r/other leads to vn/v1 too, and requests are counted by \
          node"]
    );
}

#[test]
fn every_write_is_shown_before_it_is_done() {
    let mut previewed = wanted(colours());
    let preview = Preview { header: "x-preview".to_owned(), value: "1".to_owned() };
    previewed.spec.strategy = Strategy::BlueGreen { preview: Some(preview) };
    let prepared = prepare(previewed, &http(&[("v1", 1)]), ALL).unwrap();
    let numbers =
        |shares: &Shares| -> Vec<i64> { shares.iter().map(|share| share.weight.get()).collect() };
    let mut lines = Vec::new();
    for planned in prepared.planned() {
        lines.push(match planned {
            Planned::Preview { header, value, .. } => format!("preview {header}: {value}"),
            Planned::Approval { name } => format!("approve {name}"),
            Planned::Weights { percent, changes, .. } => format!(
                "{percent} %: {:?} -> {:?}",
                numbers(&changes[0].from),
                numbers(&changes[0].to)
            ),
            Planned::PreviewRemoved { routes } => format!("no preview of {} route", routes.len()),
            Planned::Finish { changes } => format!("finish {:?}", numbers(&changes[0].to)),
        });
    }
    assert_eq!(
        lines,
        [
            "preview x-preview: 1",
            "5 %: [1] -> [95, 5]",
            "approve go",
            "50 %: [95, 5] -> [50, 50]",
            "100 %: [50, 50] -> [0, 100]",
            "no preview of 1 route",
            "finish [100]",
        ]
    );
}

#[test]
fn a_stage_needs_time_to_tell() {
    let limit = Limit::Errors { max: 0.01, min_requests: 300 };
    let close = |seconds: Option<f64>| seconds.map(f64::round);
    assert_eq!(close(seconds_to_tell(&limit, 5, 100.0)), Some(60.0));
    assert_eq!(seconds_to_tell(&limit, 5, 0.0), None);
    assert_eq!(seconds_to_tell(&Limit::Value { min: None, max: None }, 5, 100.0), None);
}

#[test]
fn an_address_with_a_password_is_told() {
    let mut open = wanted(to("v2"));
    open.spec.hooks = crate::rollout::example::spec().hooks;
    open.spec.hooks[0].call = HookCall::Http("https://ada:s3cret@hooks.test/x".to_owned());
    let prepared = prepare(open.clone(), &http(&[("v1", 1)]), ALL).unwrap();
    assert_eq!(prepared.warnings, [Warning::Password("hook `smoke`".to_owned())]);
    assert!(!prepared.warnings[0].to_string().contains("s3cret"));
    open.spec.hooks[0].call = HookCall::Http("https://hooks.test/ada@home".to_owned());
    assert_eq!(prepare(open, &http(&[("v1", 1)]), ALL).unwrap().warnings, []);
}
