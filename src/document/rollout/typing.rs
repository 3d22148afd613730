//! A rollout spec that has the right shape becomes a rollout, with everything that is not said
//! filled in and everything that does not add up told where it stands.

use crate::diagnostic::Code;
use crate::document::documents::follow;
use crate::document::problem::Problem;
use crate::document::rollout::notation::{Length, Written};
use crate::document::rollout::shapes::{
    Call, HookShape, PreviewShape, RolloutShape, SmokeShape, StrategyWord, Switch, SwitchWord,
    WindowsShape,
};
use crate::document::rollout::{defaults, schema};
use crate::document::tree::Node;
use crate::document::{check, decode};
use crate::model::scalar::Whole;
use crate::model::{FieldPath, ResourceName, Segment};
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Drift, Fallback, Hook, HookCall, HookPoint, Lease, OnLoss, Patience, Preview, Spec, SpecDrift,
    Stage, Strategy, Verify, WeightDrift, Windows,
};
use crate::rollout::wanted::Wanted;
use crate::rollout::window;

/// What does not add up.
pub const NOT_ONE_OF: Code = Code("F003");
pub const CONTRADICTION: Code = Code("F012");
pub const REQUIRED: Code = Code("F005");
pub const EXCLUSIVE: Code = Code("F006");
const OUT_OF_RANGE: Code = Code("F004");

/// Shorter intervals would ask faster than anything is measured.
const INTERVAL_MIN: Period = Period::seconds(1);
/// Shorter leases would be lost over a slow answer.
const LEASE_MIN: Period = Period::seconds(10);
/// Nothing answers in less.
const TIMEOUT_MIN: Period = Period::millis(100);

/// A spec while it is understood.
pub struct Typing<'a> {
    pub node: &'a Node,
    pub mesh: Option<&'a ResourceName>,
    pub problems: Vec<Problem>,
}

/// Reads a rollout spec.
pub fn read(node: &Node, mesh: Option<&ResourceName>) -> Result<Wanted, Vec<Problem>> {
    let mut problems = Vec::new();
    check::check(node, schema(), FieldPath::default(), &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let shape: RolloutShape = decode::value(node).map_err(|error| {
        vec![Problem::new(CONTRADICTION, &FieldPath::default(), node.head(), error.to_string())]
    })?;
    let mut typing = Typing { node, mesh, problems };
    let wanted = typing.rollout(&shape);
    if typing.problems.is_empty() { Ok(wanted) } else { Err(typing.problems) }
}

/// A member of the spec.
pub fn member(name: &'static str) -> FieldPath {
    FieldPath::default().member(name)
}

/// An item of a list of the spec.
pub fn item(list: &'static str, index: usize) -> FieldPath {
    member(list).item(index)
}

/// A member of something in the spec.
pub fn below(base: &FieldPath, name: &'static str) -> FieldPath {
    base.clone().member(name)
}

/// The length of a member, or what holds without it.
pub fn length(member: Option<&Written<Length>>, default: Period) -> Period {
    member.and_then(Written::get).unwrap_or(default)
}

impl Typing<'_> {
    /// Reports something at the member, or at the nearest one around it that is written.
    pub fn report(&mut self, code: Code, at: &FieldPath, message: String) -> &mut Problem {
        let span = follow(self.node, at.segments(), self.node.head());
        self.problems.push(Problem::new(code, at, span, message));
        self.problems.last_mut().expect("a problem was just pushed")
    }

    /// Reports members that stand where they mean nothing.
    pub fn misplaced(&mut self, base: &FieldPath, members: &[&'static str], belongs: &str) {
        let around = base.segments().iter().try_fold(self.node, |node, segment| match segment {
            Segment::Member(name) => node.get(name),
            Segment::Item(index) => node.items().get(*index),
        });
        for name in
            members.iter().filter(|name| around.is_some_and(|node| node.get(name).is_some()))
        {
            self.report(EXCLUSIVE, &below(base, name), format!("`{name}` belongs to {belongs}"));
        }
    }

    /// A length that must not be shorter than something.
    fn at_least(&mut self, at: &FieldPath, length: Period, least: Period) -> Period {
        if length < least {
            self.report(OUT_OF_RANGE, at, format!("{length} is too short; at least {least}"));
        }
        length
    }

    /// Names are handed to programs and stand on one line.
    pub fn check_name(&mut self, at: &FieldPath, name: &str) {
        if name.chars().any(char::is_control) {
            self.report(CONTRADICTION, at, "a name holds no control characters".to_owned());
        }
    }

    /// How long one attempt of a hook may take.
    fn timeout(&mut self, base: &FieldPath, timeout: Option<&Written<Length>>) -> Period {
        let timeout = length(timeout, defaults::HOOK_TIMEOUT);
        self.at_least(&below(base, "timeout"), timeout, TIMEOUT_MIN)
    }

    fn rollout(&mut self, shape: &RolloutShape) -> Wanted {
        self.check_name(&member("name"), shape.name.as_str());
        let targets = self.targets(shape.strategy, &shape.targets);
        let (strategy, stages, mut hooks) = match shape.strategy {
            StrategyWord::Canary => (Strategy::Canary, self.canary(shape), Vec::new()),
            StrategyWord::BlueGreen => self.blue_green(shape),
        };
        hooks.extend(self.hooks(shape.hooks.as_deref().unwrap_or_default()));
        let deadline = length(shape.deadline.as_ref(), defaults::DEADLINE);
        let interval = length(shape.interval.as_ref(), defaults::INTERVAL);
        let verify = shape.verify.as_ref();
        let within = verify.and_then(|verify| verify.within.as_ref());
        let settle = verify.and_then(|verify| verify.settle.as_ref());
        let acks = verify.and_then(|verify| verify.acks.as_ref());
        let settle = length(settle, defaults::SETTLE);
        self.check_deadline(&stages, settle, deadline);
        let spec = Spec {
            name: shape.name.as_str().to_owned(),
            strategy,
            targets: Vec::new(),
            stages,
            verify: Verify {
                acks_percent: 0,
                split: false,
                if_connected: false,
                within: length(within, defaults::WITHIN),
                settle,
            },
            windows: shape.windows.as_ref().map(windows),
            interval: self.at_least(&member("interval"), interval, INTERVAL_MIN),
            gates: self.gates(shape.gates.as_deref().unwrap_or_default()),
            budget: shape.budget.as_ref().map(|budget| count(budget.bad_requests)),
            no_data: no_data(shape),
            inconclusive: shape
                .inconclusive
                .as_ref()
                .and_then(|one| one.then)
                .unwrap_or(Fallback::Hold),
            drift: drift(shape),
            on_fail: shape.on_fail.unwrap_or(Fallback::Rollback),
            lease: self.lease(shape),
            deadline,
            rollback_deadline: length(
                shape.rollback_deadline.as_ref(),
                defaults::ROLLBACK_DEADLINE,
            ),
            keep_baseline: length(shape.keep_baseline.as_ref(), defaults::KEEP_BASELINE),
            hooks,
            labels: shape.labels.iter().map(|label| label.as_str().to_owned()).collect(),
        };
        Wanted {
            spec,
            targets,
            acks_percent: acks.and_then(Written::get),
            split: verify.and_then(|verify| verify.split),
            on_loss: shape.lease.as_ref().and_then(|lease| lease.on_loss),
        }
    }

    fn canary(&mut self, shape: &RolloutShape) -> Vec<Stage> {
        self.misplaced(
            &FieldPath::default(),
            &["preview", "smoke", "switch", "bake"],
            "blue-green rollouts",
        );
        if let Some(stages) = &shape.stages {
            return self.stages(&member("stages"), stages);
        }
        let message = "a canary needs `stages`".to_owned();
        let help = r#"such as {"exponential": 2, "from": 5, "every": "5m"}"#;
        self.report(REQUIRED, &FieldPath::default(), message).help = Some(help.to_owned());
        Vec::new()
    }

    fn blue_green(&mut self, shape: &RolloutShape) -> (Strategy, Vec<Stage>, Vec<Hook>) {
        self.misplaced(&FieldPath::default(), &["stages"], "canaries, or into `switch`");
        let bake = length(shape.bake.as_ref(), defaults::BAKE);
        let max_hold = Period::from(bake.get() * defaults::MAX_HOLD_FACTOR);
        let whole = Stage::Weight { percent: 100, hold: bake, max_hold };
        let stages = match &shape.switch {
            None | Some(Switch::Word(SwitchWord::Instant)) => vec![whole],
            Some(Switch::Word(SwitchWord::Manual)) => {
                let approve = Stage::Approve {
                    name: defaults::SWITCH.to_owned(),
                    deadline: defaults::APPROVAL,
                    on_deadline: Fallback::Rollback,
                };
                vec![approve, whole]
            }
            Some(Switch::Stages(switch)) => {
                self.misplaced(
                    &FieldPath::default(),
                    &["bake"],
                    "a switch without stages of its own",
                );
                self.stages(&below(&member("switch"), "stages"), &switch.stages)
            }
        };
        let preview = shape.preview.as_ref().map(preview);
        let smoke = shape.smoke.as_ref().map(|shape| {
            let timeout = self.timeout(&member("smoke"), shape.timeout.as_ref());
            smoke(shape, timeout)
        });
        (Strategy::BlueGreen { preview }, stages, smoke.into_iter().collect())
    }

    /// The shortest way through all stages must fit into the deadline.
    fn check_deadline(&mut self, stages: &[Stage], settle: Period, deadline: Period) {
        let holds = stages.iter().filter_map(|stage| match stage {
            Stage::Weight { hold, .. } => Some(settle.get() + hold.get()),
            Stage::Approve { .. } => None,
        });
        let needed = Period::from(holds.sum::<std::time::Duration>());
        if needed >= deadline {
            let message = format!(
                "the stages take {needed} at least, so the deadline of {deadline} would end them"
            );
            self.report(CONTRADICTION, &member("deadline"), message);
        }
    }

    fn lease(&mut self, shape: &RolloutShape) -> Lease {
        let ttl = shape.lease.as_ref().and_then(|lease| lease.ttl.as_ref());
        let ttl = length(ttl, defaults::LEASE);
        Lease {
            ttl: self.at_least(&below(&member("lease"), "ttl"), ttl, LEASE_MIN),
            on_loss: OnLoss::Hold,
        }
    }

    /// Hooks with names of their own, so that what is said of one is said of no other.
    fn hooks(&mut self, shapes: &[HookShape]) -> Vec<Hook> {
        let mut hooks: Vec<Hook> = Vec::with_capacity(shapes.len());
        for (index, shape) in shapes.iter().enumerate() {
            if shape.secret.is_some() && matches!(shape.call, Call::Exec(_)) {
                let message = "`secret` signs calls of a `url`, and this hook is a program";
                self.report(EXCLUSIVE, &below(&item("hooks", index), "secret"), message.to_owned());
            }
            let name = match &shape.name {
                Some(name) => name.as_str().to_owned(),
                None => {
                    free_name(&point(shape.on), |name| hooks.iter().any(|one| one.name == name))
                }
            };
            if hooks.iter().any(|other| other.name == name) {
                let message = format!("two hooks are called `{name}`");
                self.report(CONTRADICTION, &below(&item("hooks", index), "name"), message);
            }
            self.check_name(&below(&item("hooks", index), "name"), &name);
            hooks.push(Hook {
                name,
                on: shape.on,
                call: call(&shape.call),
                timeout: self.timeout(&item("hooks", index), shape.timeout.as_ref()),
                retries: retries(shape.retries),
                secret: shape.secret.as_ref().map(|secret| secret.as_str().to_owned()),
            });
        }
        hooks
    }
}

/// A name that is not taken yet: itself, or with a number.
pub fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken(&free) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

pub fn count<const MIN: i64, const MAX: i64>(number: Whole<MIN, MAX>) -> u64 {
    number.get().unsigned_abs()
}

/// The word of a point, as it stands in specs.
fn point(point: HookPoint) -> String {
    match serde_json::to_value(point) {
        Ok(serde_json::Value::String(word)) => word,
        _ => "hook".to_owned(),
    }
}

fn retries(retries: Option<Whole<0, 100>>) -> u8 {
    retries.and_then(|number| u8::try_from(number.get()).ok()).unwrap_or_default()
}

fn call(call: &Call) -> HookCall {
    match call {
        Call::Exec(words) => {
            HookCall::Exec(words.iter().map(|word| word.as_str().to_owned()).collect())
        }
        Call::Url(url) => HookCall::Http(url.text().to_owned()),
    }
}

fn smoke(shape: &SmokeShape, timeout: Period) -> Hook {
    Hook {
        name: shape.name.as_ref().map_or("smoke", |name| name.as_str()).to_owned(),
        on: HookPoint::Smoke,
        call: call(&shape.call),
        timeout,
        retries: retries(shape.retries),
        secret: shape.secret.as_ref().map(|secret| secret.as_str().to_owned()),
    }
}

fn preview(shape: &PreviewShape) -> Preview {
    Preview { header: shape.header.name.clone(), value: shape.header.value.clone() }
}

fn windows(shape: &WindowsShape) -> Windows {
    let zone = shape.tz.as_ref().map_or(defaults::ZONE, Written::text);
    let bypass = shape.bypass.as_ref().map(|label| window::bypass(label.as_str()).to_owned());
    Windows {
        tz: zone.to_owned(),
        allow: shape.allow.iter().map(|hours| hours.text().to_owned()).collect(),
        deny: shape.deny.iter().map(|days| days.text().to_owned()).collect(),
        bypass,
    }
}

fn no_data(shape: &RolloutShape) -> Patience {
    let shape = shape.no_data.as_ref();
    Patience {
        after: length(shape.and_then(|one| one.after.as_ref()), defaults::NO_DATA),
        then: shape.and_then(|one| one.then).unwrap_or(Fallback::Hold),
    }
}

fn drift(shape: &RolloutShape) -> Drift {
    let shape = shape.drift.as_ref();
    Drift {
        weights: shape.and_then(|one| one.weights).unwrap_or(WeightDrift::Hold),
        spec: shape.and_then(|one| one.spec).unwrap_or(SpecDrift::Rebase),
    }
}
