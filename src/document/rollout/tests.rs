//! Rollout specs become rollouts, and whatever is wrong with one is told at its place.

use serde_json::{Value, json};

use crate::document::rollout::{read, read_value};
use crate::document::{json, yaml};
use crate::model::ResourceName;
use crate::rollout::gate::Limit;
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Fallback, HookCall, HookPoint, OnLoss, Queries, Source, Stage, Strategy, WeightDrift,
};
use crate::rollout::wanted::{Nodes, Wanted};

fn canary() -> Value {
    json!({
        "kind": "weir.rollout/v1", "name": "api-v2", "strategy": "canary",
        "targets": [{"mesh": "shop", "virtualRouter": "api", "route": "main", "canary": "v2"}],
        "stages": [{"weight": 5}, {"weight": 100}],
    })
}

fn blue_green() -> Value {
    let mut spec = canary();
    spec["strategy"] = json!("blue-green");
    spec["targets"][0] =
        json!({"mesh": "shop", "virtualRouter": "api", "route": "main", "green": "v2"});
    spec.as_object_mut().unwrap().remove("stages");
    spec
}

/// A spec with other values for some members.
fn with(mut spec: Value, members: &Value) -> Value {
    for (name, value) in members.as_object().unwrap().clone() {
        spec[name] = value;
    }
    spec
}

fn good(spec: &Value) -> Wanted {
    read_value(spec, None).unwrap_or_else(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", problems.join("\n"))
    })
}

fn bad(spec: &Value) -> Vec<String> {
    let problems = read_value(spec, None).unwrap_err();
    problems.iter().map(|problem| format!("{} {problem}", problem.code)).collect()
}

fn weights(stages: &[Stage]) -> Vec<String> {
    let stage = |stage: &Stage| match stage {
        Stage::Weight { percent, hold, max_hold } => format!("{percent} {hold} {max_hold}"),
        Stage::Approve { name, deadline, .. } => format!("{name} {deadline}"),
    };
    stages.iter().map(stage).collect()
}

#[test]
fn what_is_not_said_has_safe_defaults() {
    let Wanted { spec, targets, acks_percent, split, on_loss } = good(&canary());
    assert_eq!((acks_percent, split, on_loss), (None, None, None), "decided by who is there");
    let nodes = Nodes::Roles { baseline: None, canary: ResourceName::parse("v2").unwrap() };
    assert_eq!((&targets[0].nodes, targets[0].keep_others), (&nodes, false));
    assert_eq!(weights(&spec.stages), ["5 5m 15m", "100 5m 15m"]);
    assert_eq!((spec.on_fail, spec.inconclusive), (Fallback::Rollback, Fallback::Hold));
    assert_eq!((spec.no_data.after, spec.no_data.then), (Period::minutes(10), Fallback::Hold));
    assert_eq!(spec.drift.weights, WeightDrift::Hold);
    assert_eq!((spec.deadline, spec.interval), (Period::minutes(1440), Period::seconds(10)));
    assert_eq!((spec.gates.len(), spec.budget, spec.windows), (0, None, None));
}

#[test]
fn a_rule_makes_stages() {
    let stages =
        |rule: Value| weights(&good(&with(canary(), &json!({"stages": rule}))).spec.stages);
    assert_eq!(
        stages(json!({"exponential": 3, "from": 5, "every": "1m"})),
        ["5 1m 3m", "15 1m 3m", "45 1m 3m", "100 1m 3m"]
    );
    assert_eq!(
        stages(json!({"linear": 30, "every": "1m", "maxHold": "2m"})),
        ["30 1m 2m", "60 1m 2m", "90 1m 2m", "100 1m 2m"]
    );
    assert_eq!(stages(json!({"linear": 100, "every": "1m"})), ["100 1m 3m"]);
}

#[test]
fn a_switch_is_one_stage_or_an_approval_before_it_or_several() {
    let preview = json!({"header": {"x-preview": "me"}});
    let smoke = json!({"exec": ["./smoke"]});
    let spec = with(blue_green(), &json!({"preview": preview, "smoke": smoke, "switch": "manual"}));
    let spec = good(&spec).spec;
    assert_eq!(weights(&spec.stages), ["switch 4h", "100 10m 30m"]);
    let Strategy::BlueGreen { preview: Some(preview) } = spec.strategy else { panic!() };
    assert_eq!((preview.header.as_str(), preview.value.as_str()), ("x-preview", "me"));
    assert_eq!((spec.hooks[0].on, spec.hooks[0].name.as_str()), (HookPoint::Smoke, "smoke"));
    let instant = good(&with(blue_green(), &json!({"bake": "1m"})));
    assert_eq!(weights(&instant.spec.stages), ["100 1m 3m"]);
    let stages = json!({"stages": [{"weight": 50, "hold": "1m"}, {"weight": 100, "hold": "2m"}]});
    let slow = good(&with(blue_green(), &json!({"switch": stages})));
    assert_eq!(weights(&slow.spec.stages), ["50 1m 3m", "100 2m 6m"]);
}

#[test]
fn gates_say_what_is_allowed() {
    let gates = json!([
        {"metric": "errors", "max": "1%"},
        {"metric": "errors", "max": 0.005, "minRequests": 50},
        {"metric": "latency", "at": "p99", "max": "250ms"},
        {"name": "slow", "metric": "latency", "slow": {"than": "1s", "max": "5%"}},
        {"name": "cpu", "metric": "value", "max": 80, "source": "prometheus",
            "address": "http://127.0.0.1:9090", "query": {"value": "cpu"}},
        {"name": "counted", "metric": "errors", "max": "2%", "source": "prometheus",
            "address": "http://127.0.0.1:9090", "query": {"bad": "b", "total": "t"}},
    ]);
    let gates = good(&with(canary(), &json!({"gates": gates}))).spec.gates;
    let limits: Vec<(&str, Limit)> =
        gates.iter().map(|gate| (gate.name.as_str(), gate.limit)).collect();
    assert_eq!(
        limits,
        [
            ("errors", Limit::Errors { max: 0.01, min_requests: 300 }),
            ("errors-2", Limit::Errors { max: 0.005, min_requests: 50 }),
            ("latency", Limit::Slow { than_ms: 250, max: 0.01, min_requests: 300 }),
            ("slow", Limit::Slow { than_ms: 1000, max: 0.05, min_requests: 60 }),
            ("cpu", Limit::Value { min: None, max: Some(80.0) }),
            ("counted", Limit::Errors { max: 0.02, min_requests: 150 }),
        ]
    );
    assert_eq!(gates[0].source, Source::Mesh);
    let Source::Prometheus(prometheus) = &gates[5].source else { panic!() };
    let counts = Queries::Counts { bad: "b".to_owned(), total: "t".to_owned() };
    assert_eq!(prometheus.query, counts);
}

#[test]
fn what_is_not_filled_in_is_refused() {
    let query = |value: &str| {
        let gate = json!({"metric": "value", "max": 1, "source": "prometheus", "address": "http://p",
            "query": {"value": value}});
        with(canary(), &json!({"gates": [gate]}))
    };
    let _ =
        good(&query(r#"a{node="{{canary}}",was=~"{{baseline}}",{{mesh}}{{route}}}[{{window}}]"#));
    let _ = good(&query(r#"a{text="{{",like=~"x{{1,2}}"}"#));
    let wrong = r#"a{node="{{canry}}",was="{{ baseline }}"}[{{$for}}]"#;
    insta::assert_snapshot!(bad(&query(wrong)).join("\n"), @"
    F003 gates[0].query.value: nothing is filled in for `{{canry}}` (did you mean `{{canary}}`?)
    F003 gates[0].query.value: nothing is filled in for `{{ baseline }}` (did you mean `{{baseline}}`?)
    F003 gates[0].query.value: nothing is filled in for `{{$for}}` (there are `{{window}}`, `{{mesh}}`, `{{route}}`, `{{baseline}}`, `{{canary}}`)
    ");
}

#[test]
fn a_gate_that_would_always_pass_is_refused() {
    let gates = |gates: Value| bad(&with(canary(), &json!({"gates": gates})));
    insta::assert_snapshot!(gates(json!([
        {"metric": "errors"},
        {"metric": "latency", "max": "250ms"},
        {"metric": "value", "source": "prometheus", "address": "http://p", "query": {"value": "x"}},
        {"metric": "errors", "compare": "baseline", "max": "1%"},
        {"metric": "errors", "max": "250ms"},
        {"metric": "latency", "at": "p99", "max": 0.5},
        {"metric": "value", "max": 1},
        {"metric": "errors", "max": "1%", "source": "prometheus"},
        {"metric": "errors", "max": "1%", "slow": {"than": "1s", "max": "1%"}},
        {"metric": "errors", "name": "errors-4", "max": 1.5},
    ])).join("\n"), @r#"
    F005 gates[0]: this gate on errors says no limit, so it would always pass (such as "max": "1%")
    F005 gates[1]: this gate on latency says no limit, so it would always pass (such as "at": "p99", "max": "250ms")
    F005 gates[2]: this gate on value says no limit, so it would always pass (say `max`, `min` or both)
    F012 gates[3].compare: this version judges absolute limits only, and does not compare with the baseline (say how much is allowed with `max`)
    F012 gates[4].max: `max` is 250ms, but the share of failed requests is at least 0 and below 1 (write 1% or 0.01)
    F012 gates[5].max: `max` is 0.5, but a latency is a duration (write 250ms or 1s)
    F012 gates[6].metric: proxies report requests; a value has to come from Prometheus (add "source": "prometheus")
    F005 gates[7]: `address` is missing for a gate from Prometheus
    F006 gates[8].slow: `slow` belongs to gates on latency
    F012 gates[9].max: `max` is 1.5, but the share of failed requests is at least 0 and below 1 (write 1% or 0.01)
    "#);
}

#[test]
fn what_does_not_add_up_is_refused() {
    let mut wrong = Vec::new();
    for members in [
        json!({"stages": [{"weight": 5}, {"weight": 5}, {"weight": 4}]}),
        json!({"stages": [{"approve": "go"}, {"approve": "go"}]}),
        json!({"stages": [{"weight": 5, "hold": "5m", "maxHold": "4m", "deadline": "1h"}]}),
        json!({"stages": [{"hold": "5m"}]}),
        json!({"stages": {"linear": 5, "exponential": 2, "every": "1m"}}),
        json!({"stages": {"linear": 5, "from": 2, "every": "1m"}}),
        json!({"stages": "fast"}),
        json!({"deadline": "10m"}),
        json!({"interval": "100ms", "lease": {"ttl": "1s"}}),
        json!({"switch": "instant"}),
        json!({"targets": [{"virtualRouter": "r", "route": "a", "canary": "b", "baseline": "b"}]}),
        json!({"targets": [{"mesh": "m", "virtualRouter": "r", "route": "a", "green": "b"}]}),
        json!({"windows": {"tz": "Europe/Berlim", "allow": ["Mon-"], "deny": ["2026"]}}),
        json!({"hooks": [{"on": "gate", "exec": ["a"], "url": "http://b", "secret": "KEY"}]}),
        json!({"hooks": [{"on": "gates", "url": "b"}, {"on": "gate"}]}),
        json!({"verify": {"acks": "101%", "within": 60}}),
        json!({"stagse": [], "kind": "weir.rollout/v2"}),
    ] {
        wrong.extend(bad(&with(canary(), &members)));
        wrong.push(String::new());
    }
    wrong.extend(bad(&with(blue_green(), &json!({"stages": [{"weight": 5}]}))));
    insta::assert_snapshot!(wrong.join("\n"), @"
    F012 stages[1].weight: 5 % comes after 5 %; weights only rise (to go back, abort the rollout)
    F012 stages[2].weight: 4 % comes after 5 %; weights only rise (to go back, abort the rollout)

    F012 stages[1].approve: two approvals are called `go` (give each a name of its own, such as `approve=early`)
    F005 stages: no stage has a `weight`, so nothing would move

    F006 stages[0].deadline: `deadline` belongs to stages with `approve`
    F012 stages[0].maxHold: `maxHold` is 4m, which is less than `hold`, 5m

    F005 stages[0]: `stages[0]` needs `weight` or `approve`

    F006 stages: `linear` and `exponential` exclude one another

    F006 stages.from: `from` belongs to exponential growth

    F002 stages: `stages` must be a list of stages, or an object that makes them, not a string

    F012 deadline: the stages take 10m40s at least, so the deadline of 10m would end them

    F004 interval: 100ms is too short; at least 1s
    F004 lease.ttl: 1s is too short; at least 10s

    F006 switch: `switch` belongs to blue-green rollouts

    F012 targets[0].canary: the traffic would go from a node to itself
    F005 targets[0]: `mesh` is missing, and the command does not name a mesh either (add `mesh`, or name the mesh with -m)

    F006 targets[0].green: `green` belongs to blue-green rollouts; write `canary`

    F004 windows.tz: `tz`: `Europe/Berlim` is no time zone; write an IANA name such as Europe/Berlin; did you mean `Europe/Berlin`?
    F004 windows.allow[0]: `allow[0]`: write weekdays and hours, such as `Mon-Thu 08:00-16:00`, `Sat` or `22:00-06:00`
    F004 windows.deny[0]: `deny[0]`: write one day or two, such as `2026-12-24` or `2026-12-20/2027-01-03`

    F006 hooks[0]: `exec` and `url` exclude one another

    F003 hooks[0].on: `gates` is not one of `preflight`, `before-step`, `after-step`, `gate`, `before-promote`, `on-hold`, `on-rollback`, `after-rollback`, `after-promote`, `after-finish` or `event` (did you mean `gate`?)
    F004 hooks[0].url: `url`: write an address such as http://127.0.0.1:9090 or https://host/path
    F005 hooks[1]: `hooks[1]` needs `exec` or `url`

    F004 verify.acks: `acks`: write 0% to 100%
    F002 verify.within: `within` must be a duration, not a number

    F003 kind: `weir.rollout/v2` is not one of `weir.rollout/v1` (did you mean `weir.rollout/v1`?)
    F001 stagse: unknown field `stagse` in the document (did you mean `stages`?)

    F006 stages: `stages` belongs to canaries, or into `switch`
    ");
}

#[test]
fn the_mesh_may_be_that_of_the_command() {
    let mut spec = canary();
    spec["targets"][0].as_object_mut().unwrap().remove("mesh");
    let mesh = ResourceName::parse("other").unwrap();
    let wanted = read_value(&spec, Some(&mesh)).unwrap();
    assert_eq!(wanted.targets[0].route.mesh, mesh);
    assert_eq!(
        bad(&spec),
        ["F005 targets[0]: `mesh` is missing, and the command does not name a mesh either (add \
          `mesh`, or name the mesh with -m)"]
    );
}

#[test]
fn what_would_be_too_much_or_could_never_be_called_is_told() {
    let many = |count: usize, one: Value| vec![one; count];
    let hook = json!({"on": "event", "url": "http://127.0.0.1/"});
    let said = [
        json!({"hooks": many(101, hook)}),
        json!({"gates": many(101, json!({"metric": "errors", "max": "1%"}))}),
        json!({"hooks": [{"on": "gate", "exec": ["true"], "timeout": "0s"}]}),
        json!({"hooks": [{"on": "gate", "url": "http://[::1"}]}),
        json!({"hooks": [{"on": "gate", "url": "http://"}]}),
        json!({"name": "a\u{1b}[31m"}),
        json!({"hooks": [{"on": "gate", "exec": ["true"], "name": "a\0b"}]}),
        json!({"gates": [{"metric": "errors", "max": "1%", "name": "a\nb"}]}),
        json!({"stages": [{"weight": 0}, {"weight": 100}, {"weight": 100}, {"weight": 5}]}),
        json!({"stages": [{"weight": 100}, {"weight": 100}, {"weight": 5}]}),
        json!({"stages": [{"weight": 5, "hold": "999999999d"}]}),
    ];
    let said: Vec<String> =
        said.iter().map(|members| bad(&with(canary(), members)).join("\n")).collect();
    insta::assert_snapshot!(said.join("\n\n"), @"
    F004 hooks: `hooks` has 101 items; at most 100 are allowed

    F004 gates: `gates` has 101 items; at most 100 are allowed

    F004 hooks[0].timeout: 0s is too short; at least 100ms

    F004 hooks[0].url: `url`: write an address such as http://127.0.0.1:9090 or https://host/path

    F004 hooks[0].url: `url`: write an address such as http://127.0.0.1:9090 or https://host/path

    F012 name: a name holds no control characters

    F012 hooks[0].name: a name holds no control characters

    F012 gates[0].name: a name holds no control characters

    F004 stages[0].weight: `weight`: 0 is not within 1 to 100

    F012 stages[1].weight: 100 % comes after 100 %; weights only rise (to go back, abort the rollout)
    F012 stages[2].weight: 5 % comes after 100 %; weights only rise (to go back, abort the rollout)

    F004 stages[0].hold: `hold`: write a duration such as 30s, 5m or 1h30m
    ");
}

#[test]
fn hooks_windows_and_the_lease_are_read() {
    let spec = good(&with(
        canary(),
        &json!({
            "hooks": [
                {"on": "before-step", "exec": ["./check", "-v"], "retries": 2},
                {"on": "before-step", "url": "http://127.0.0.1/", "secret": "KEY", "timeout": "5s"},
            ],
            "windows": {"tz": "Europe/Berlin", "allow": ["Mon-Thu 08:00-16:00"],
                "bypass": "label:hotfix"},
            "labels": ["hotfix"],
            "lease": {"ttl": "1m", "onLoss": "rollback"},
            "budget": {"badRequests": 200},
        }),
    ));
    let hooks = &spec.spec.hooks;
    let names: Vec<&str> = hooks.iter().map(|hook| hook.name.as_str()).collect();
    assert_eq!(names, ["before-step", "before-step-2"]);
    assert_eq!(hooks[0].call, HookCall::Exec(vec!["./check".to_owned(), "-v".to_owned()]));
    assert_eq!((hooks[0].retries, hooks[0].timeout), (2, Period::seconds(60)));
    assert_eq!(hooks[1].secret.as_deref(), Some("KEY"));
    assert_eq!(spec.spec.windows.unwrap().bypass.as_deref(), Some("hotfix"));
    assert_eq!((spec.on_loss, spec.spec.budget), (Some(OnLoss::Rollback), Some(200)));
}

/// `on` is a word in YAML, as it is in JSON.
#[test]
fn yaml_says_the_same() {
    let text = "
kind: weir.rollout/v1
name: api-v2
strategy: canary
targets:
  - { mesh: shop, virtualRouter: api, route: main, canary: v2 }
stages:
  - { weight: 5, hold: 1m }
  - { approve: go, deadline: 1h }
  - { weight: 100 }
gates:
  - { metric: errors, max: 1% }
  - { metric: latency, slow: { than: 250ms, max: 0.01 } }
hooks:
  - { on: gate, url: 'http://127.0.0.1:1/' }
";
    let spec = json!({
        "kind": "weir.rollout/v1", "name": "api-v2", "strategy": "canary",
        "targets": [{"mesh": "shop", "virtualRouter": "api", "route": "main", "canary": "v2"}],
        "stages": [{"weight": 5, "hold": "1m"}, {"approve": "go", "deadline": "1h"},
            {"weight": 100}],
        "gates": [{"metric": "errors", "max": "1%"},
            {"metric": "latency", "slow": {"than": "250ms", "max": 0.01}}],
        "hooks": [{"on": "gate", "url": "http://127.0.0.1:1/"}],
    });
    let mut parsed = yaml::parse(text);
    assert_eq!(parsed.problems, []);
    assert_eq!(read(&parsed.roots.pop().unwrap(), None).unwrap(), good(&spec));
}

/// A rollout is kept as JSON, and read again by whoever goes on with it.
#[test]
fn what_was_read_survives_being_stored() {
    let gates = json!([{"metric": "errors", "max": "0.1%"}]);
    let spec = good(&with(canary(), &json!({"gates": gates}))).spec;
    let stored = serde_json::to_string(&spec).unwrap();
    let again: crate::rollout::spec::Spec = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, spec);
    assert!(json::parse(&stored).problems.is_empty());
}

/// The sentences of the schema and what holds where nothing is said.
#[test]
fn sentences_tell_the_defaults() {
    use crate::document::rollout::{defaults, schema};
    use crate::model::schema::Schema;

    fn sentence(schema: &'static Schema, path: &[&str]) -> String {
        match (schema, path) {
            (Schema::Struct(shape), [name]) => shape.field(name).unwrap().doc.to_owned(),
            (Schema::Struct(shape), [name, rest @ ..]) => {
                sentence(shape.field(name).unwrap().schema, rest)
            }
            (Schema::List(list), path) => sentence(list.item, path),
            (Schema::Either(either), path) => sentence(either.forms[0], path),
            _ => panic!("there is no {path:?}"),
        }
    }

    for (path, default) in [
        ("stages.hold", defaults::HOLD),
        ("stages.deadline", defaults::APPROVAL),
        ("bake", defaults::BAKE),
        ("verify.within", defaults::WITHIN),
        ("verify.settle", defaults::SETTLE),
        ("interval", defaults::INTERVAL),
        ("noData.after", defaults::NO_DATA),
        ("lease.ttl", defaults::LEASE),
        ("deadline", defaults::DEADLINE),
        ("rollbackDeadline", defaults::ROLLBACK_DEADLINE),
        ("keepBaseline", defaults::KEEP_BASELINE),
        ("hooks.timeout", defaults::HOOK_TIMEOUT),
        ("smoke.timeout", defaults::HOOK_TIMEOUT),
    ] {
        let path: Vec<&str> = path.split('.').collect();
        let doc = sentence(schema(), &path);
        let said = doc.split("Default:").nth(1).unwrap().trim().trim_end_matches('.');
        let said: Period = said.parse().unwrap();
        assert_eq!(said, default, "{path:?}");
    }
}
