//! What may stand in a rollout spec. What holds where nothing is said stands in the sentence of each
//! member, and in [`super::defaults`].

use serde::{Deserialize, Serialize};

use crate::document::rollout::notation::{
    Dates, Header, Hours, Length, Limit, Number, Percent, Ratio, Text, Url, Written, Zone,
};
use crate::model::choice::choice;
use crate::model::scalar::{List, Port, Whole};
use crate::model::schema::{EitherSchema, Schema};
use crate::model::shape::shape;
use crate::model::words::words;
use crate::model::{ResourceName, Shape};
use crate::rollout::spec::{Fallback, HookPoint, OnLoss, SpecDrift, WeightDrift};

shape! {
    /// Moves the traffic of routes from one virtual node to another, guarded by evidence.
    RolloutShape {
        required kind: Format = "kind",
        /// For editors; it means nothing here.
        optional schema: Text = "$schema",
        /// What people call the rollout.
        required name: Text = "name",
        /// How traffic moves: in stages, or with one switch after a look at the new node.
        required strategy: StrategyWord = "strategy",
        /// The routes. All of them move together.
        required targets: List<TargetShape, 1, 20> = "targets",
        /// The weights of a canary, which only rise, and approvals between them.
        optional stages: Stages = "stages",
        /// Blue-green: requests with this header reach the new node before the switch. Default: there
        /// is no preview.
        optional preview: PreviewShape = "preview",
        /// Blue-green: a check that must succeed before the switch. Default: none.
        optional smoke: SmokeShape = "smoke",
        /// Blue-green: `instant`, `manual` (after an approval), or stages. Default: instant.
        optional switch: Switch = "switch",
        /// Blue-green: how long the new node is judged after the switch. Default: 10m.
        optional bake: Written<Length> = "bake",
        /// What must be seen of new weights before the clock of their stage starts.
        optional verify: VerifyShape = "verify",
        /// What judges a stage while it is held. Default: nothing does.
        optional gates: List<GateShape, 0, 100> = "gates",
        /// How often gates are asked. Default: 10s.
        optional interval: Written<Length> = "interval",
        /// A bound on harm for the whole rollout. Default: none.
        optional budget: BudgetShape = "budget",
        /// What happens when a gate has no data.
        optional no_data: NoDataShape = "noData",
        /// What happens when the longest hold is over and a gate still cannot tell.
        optional inconclusive: InconclusiveShape = "inconclusive",
        /// What happens when somebody else edits a route meanwhile.
        optional drift: DriftShape = "drift",
        /// What happens when a hook fails. Harm that a gate sees is always rolled back. Default:
        /// rollback.
        optional on_fail: Fallback = "onFail",
        /// How long whoever started the rollout may be silent, and what happens then.
        optional lease: LeaseShape = "lease",
        /// How long it may take from the start to the last weight; then it is rolled back. Default:
        /// 24h.
        optional deadline: Written<Length> = "deadline",
        /// How long the way back is tried until somebody has to look. Default: 15m.
        optional rollback_deadline: Written<Length> = "rollbackDeadline",
        /// When traffic may be moved towards the new node. Default: always.
        optional windows: WindowsShape = "windows",
        /// How long the baseline stays in the routes, at weight 0. Default: 24h.
        optional keep_baseline: Written<Length> = "keepBaseline",
        /// Checks and notices of others.
        optional hooks: List<HookShape, 0, 100> = "hooks",
        /// Labels of the run, such as one that goes by windows.
        list labels: Text = "labels",
    }
}

words! {
    /// The format of a rollout spec.
    Format { V1 = "weir.rollout/v1", }
}

words! {
    /// How traffic moves.
    StrategyWord { Canary = "canary", BlueGreen = "blue-green", }
}

words! {
    /// What becomes of further targets of a route.
    Others { Keep = "keep", }
}

shape! {
    /// One route, and which of its nodes is which.
    TargetShape {
        /// Default: the mesh of the command.
        optional mesh: ResourceName = "mesh",
        required virtual_router: ResourceName = "virtualRouter",
        required route: ResourceName = "route",
        /// Canary: the node that has the traffic. Default: the one other node with traffic.
        optional baseline: ResourceName = "baseline",
        /// Canary: the node that is to get it.
        optional canary: ResourceName = "canary",
        /// Blue-green: one node. Default: the one other node with traffic.
        optional blue: ResourceName = "blue",
        /// Blue-green: the other. With both named, the one without traffic is to get it.
        optional green: ResourceName = "green",
        /// The listener of the canary or of green, where it has several. Default: that of the
        /// baseline.
        optional port: Port = "port",
        /// `keep` where the route leads to further nodes, which keep their weights. Default: there
        /// may be none.
        optional others: Others = "others",
    }
}

/// Stages one by one, or a rule that makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Stages {
    Each(List<StageShape, 1, 100>),
    Rule(StagesRule),
}

impl Shape for Stages {
    const SCHEMA: &'static Schema = &Schema::Either(EitherSchema {
        noun: "a list of stages, or an object that makes them",
        forms: &[<List<StageShape, 1, 100>>::SCHEMA, StagesRule::SCHEMA],
    });
}

shape! {
    /// One stage: a weight, or an approval.
    StageShape {
        one_of what: StageWhat,
        /// How long the weight is held and judged. Default: 5m.
        optional hold: Written<Length> = "hold",
        /// How long it may be held while a gate cannot tell. Default: three times `hold`.
        optional max_hold: Written<Length> = "maxHold",
        /// How long an approval is waited for. Default: 4h.
        optional deadline: Written<Length> = "deadline",
        /// What happens then. Default: rollback.
        optional on_deadline: Fallback = "onDeadline",
    }
}

choice! {
    /// What a stage is.
    StageWhat {
        /// The share of all requests that goes to the new node, in percent.
        Weight(Whole<1, 100>) = "weight",
        /// The name of what somebody has to approve.
        Approve(Text) = "approve",
    }
}

shape! {
    /// A rule that makes stages, up to 100 %.
    StagesRule {
        one_of growth: Growth,
        /// The first weight of an exponential growth. Default: 1.
        optional from: Whole<1, 99> = "from",
        /// How long each weight is held.
        required every: Written<Length> = "every",
        /// How long it may be held while a gate cannot tell. Default: three times `every`.
        optional max_hold: Written<Length> = "maxHold",
    }
}

choice! {
    /// How weights grow.
    Growth {
        /// By so many percent each time.
        Linear(Whole<1, 100>) = "linear",
        /// By this factor each time.
        Exponential(Whole<2, 100>) = "exponential",
    }
}

shape! {
    /// Routes before those of the rollout, for requests with a header.
    PreviewShape {
        /// One header and its value.
        required header: Header = "header",
    }
}

/// How a blue-green rollout switches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Switch {
    Word(SwitchWord),
    Stages(SwitchStages),
}

impl Shape for Switch {
    const SCHEMA: &'static Schema = &Schema::Either(EitherSchema {
        noun: "`instant`, `manual` or an object with stages",
        forms: &[SwitchWord::SCHEMA, SwitchStages::SCHEMA],
    });
}

words! {
    /// A switch without stages.
    SwitchWord { Instant = "instant", Manual = "manual", }
}

shape! {
    /// A switch in stages.
    SwitchStages {
        required stages: Stages = "stages",
    }
}

shape! {
    /// What must be seen of new weights.
    VerifyShape {
        /// The share of connected proxies that must have acknowledged them. Default: 95% where
        /// proxies are connected, else 0%.
        optional acks: Written<Percent> = "acks",
        /// Whether the observed split of requests must fit them. Default: true where proxies report
        /// their requests.
        optional split: bool = "split",
        /// How long that may take; then the rollout is held. Default: 60s.
        optional within: Written<Length> = "within",
        /// How long after that until what is measured counts. Default: 20s.
        optional settle: Written<Length> = "settle",
    }
}

shape! {
    /// A limit that is absolute: the baseline is not compared with.
    GateShape {
        /// Default: its metric.
        optional name: Text = "name",
        /// What is measured: the share of failed requests, how long they take, or any value.
        required metric: Metric = "metric",
        /// Only `absolute`. Default: absolute.
        optional compare: Comparison = "compare",
        /// Errors: the most that may fail. Latency: how long the quantile `at` may take. Value: the
        /// most that it may be.
        optional max: Written<Limit> = "max",
        /// Value: the least that it may be.
        optional min: Written<Number> = "min",
        /// Latency: which quantile `max` is for.
        optional at: Quantile = "at",
        /// Latency: how many requests may take longer than so long.
        optional slow: SlowShape = "slow",
        /// How many requests of the new node are needed to tell. Default: three divided by the share
        /// that may be bad, within 20 to 3000.
        optional min_requests: Whole<1, 1_000_000_000> = "minRequests",
        /// Where the numbers come from. Default: mesh, which is what proxies report.
        optional source: SourceWord = "source",
        /// Prometheus: the address of its API.
        optional address: Written<Url> = "address",
        /// Prometheus: what is asked for.
        optional query: QueryShape = "query",
    }
}

words! {
    /// What a gate measures.
    Metric { Errors = "errors", Latency = "latency", Value = "value", }
}

words! {
    /// What a limit is held against.
    Comparison { Absolute = "absolute", Baseline = "baseline", }
}

words! {
    /// The share of requests that are faster.
    Quantile { P50 = "p50", P90 = "p90", P95 = "p95", P99 = "p99", P999 = "p99.9", }
}

words! {
    /// Where a gate's numbers come from.
    SourceWord { Mesh = "mesh", Prometheus = "prometheus", }
}

shape! {
    /// How many requests may be slow.
    SlowShape {
        required than: Written<Length> = "than",
        required max: Written<Ratio> = "max",
    }
}

shape! {
    /// Queries, each of which answers one number: `bad` and `total` count requests of the new node,
    /// `value` is a value. `{{window}}`, `{{mesh}}`, `{{route}}`, `{{baseline}}` and `{{canary}}` are
    /// filled in.
    QueryShape {
        optional bad: Text = "bad",
        optional total: Text = "total",
        optional value: Text = "value",
    }
}

shape! {
    /// A bound on harm.
    BudgetShape {
        /// How many requests may fail more than the baseline's share.
        required bad_requests: Whole<1, 1_000_000_000> = "badRequests",
    }
}

shape! {
    /// What happens without data.
    NoDataShape {
        /// How long to go without. Default: 10m.
        optional after: Written<Length> = "after",
        /// Default: hold.
        optional then: Fallback = "then",
    }
}

shape! {
    /// What happens without enough evidence.
    InconclusiveShape {
        /// Default: hold.
        optional then: Fallback = "then",
    }
}

shape! {
    /// What happens when somebody else edits a route.
    DriftShape {
        /// Its weights. Default: hold.
        optional weights: WeightDrift = "weights",
        /// Anything else of it. Default: rebase, which keeps their change and goes on.
        optional spec: SpecDrift = "spec",
    }
}

shape! {
    /// How long silence may last.
    LeaseShape {
        /// Default: 120s.
        optional ttl: Written<Length> = "ttl",
        /// Default: continue for who detaches, else hold.
        optional on_loss: OnLoss = "onLoss",
    }
}

shape! {
    /// When traffic may be moved towards the new node. Going back is always allowed.
    WindowsShape {
        /// Default: UTC.
        optional tz: Written<Zone> = "tz",
        /// Weekdays and hours. Default: always.
        list allow: Written<Hours> = "allow",
        /// Days on which nothing moves, whatever is allowed.
        list deny: Written<Dates> = "deny",
        /// The label with which a run goes by windows, such as `label:hotfix`.
        optional bypass: Text = "bypass",
    }
}

shape! {
    /// A check or notice of others.
    HookShape {
        /// Default: its point.
        optional name: Text = "name",
        /// When it is called.
        required on: HookPoint = "on",
        one_of call: Call,
        /// How long one attempt may take. Default: 60s.
        optional timeout: Written<Length> = "timeout",
        /// How often it is tried again. Default: 0.
        optional retries: Whole<0, 100> = "retries",
        /// The environment variable with the key by which HTTP calls are signed. Default: they are
        /// not.
        optional secret: Text = "secret",
    }
}

shape! {
    /// A check before the switch.
    SmokeShape {
        /// Default: smoke.
        optional name: Text = "name",
        one_of call: Call,
        /// How long one attempt may take. Default: 60s.
        optional timeout: Written<Length> = "timeout",
        /// How often it is tried again. Default: 0.
        optional retries: Whole<0, 100> = "retries",
        /// The environment variable with the key by which HTTP calls are signed. Default: they are
        /// not.
        optional secret: Text = "secret",
    }
}

choice! {
    /// What is called.
    Call {
        /// A program and its arguments. A program with a path is beside the spec file that names it.
        Exec(List<Text, 1, 100>) = "exec",
        /// An address that takes POST.
        Url(Written<Url>) = "url",
    }
}
