//! What a rollout is to do, from the command line: a spec file, or flags that say the same.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::cli::Ui;
use crate::cli::desired::invalid;
use crate::cli::error::Error;
use crate::cli::inputs::{GivenArgs, InputArgs};
use crate::cli::report;
use crate::cli::settings::Settings;
use crate::diagnostic::Code;
use crate::document::Rollouts;
use crate::document::rollout::{self, RolloutSpec};
use crate::model::{Address, Kind, ResourceName};
use crate::rollout::period::Period;
use crate::rollout::spec::{Hook, HookCall};
use crate::rollout::wanted::Wanted;
use crate::validate::judgement::Policy;

/// A text in which there is nothing that could be run.
const UNRELATED: Code = Code("S015");

/// The weights of a canary where nobody says any.
const STAGES: [u8; 4] = [5, 25, 50, 100];
/// How many requests may fail where a gate on errors says nothing.
const ERRORS_MAX: &str = "1%";

/// Flags that say what a rollout is to do.
pub trait SpecFlags: clap::Args {
    /// What these rollouts are called.
    const STRATEGY: &'static str;

    /// The flags that both strategies have.
    fn common(&self) -> &SpecArgs;

    /// The spec file that says the same.
    fn document(&self) -> Value;

    /// Whether a route is named without its mesh.
    fn lacks_mesh(&self) -> bool {
        self.common().routes.iter().any(|route| route.mesh.is_none())
    }

    /// The rollout that is wanted; routes of the flags are in `mesh` unless they name another.
    fn wanted(
        &self,
        mesh: Option<&ResourceName>,
        settings: &Settings,
        ui: &mut Ui,
    ) -> Result<Wanted, Error> {
        if self.common().spec.is_some() {
            return self.common().file(Self::STRATEGY, settings, ui);
        }
        typed(&self.document(), mesh)
    }
}

/// What canaries and blue-green rollouts have in common.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["spec", "routes"])))]
pub struct SpecArgs {
    /// Routes, such as rt/cart/main; all of them move together
    #[arg(value_name = "ROUTE", value_parser = route, requires = "to")]
    #[arg(conflicts_with = "spec")]
    routes: Vec<Address>,

    /// File with the rollout spec, in JSON or YAML, instead of the flags; `-` is standard input
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// Node that is to get the traffic: NODE or NODE:PORT
    #[arg(long, value_name = "NODE", value_parser = destination)]
    #[arg(conflicts_with = "spec", requires = "routes")]
    to: Option<Destination>,

    /// Node that has the traffic [default: the one other node that has some]
    #[arg(long, value_name = "NODE", value_parser = node, conflicts_with = "spec")]
    from: Option<ResourceName>,

    /// Further nodes of the routes keep their weights
    #[arg(long, conflicts_with = "spec")]
    keep_others: bool,

    /// Name of the rollout [default: that of the node that is to get the traffic]
    #[arg(long, value_name = "NAME", conflicts_with = "spec")]
    name: Option<String>,

    /// What judges each stage: errors[=1%], latency=p99<250ms (can be repeated)
    #[arg(long = "gate", value_name = "GATE", value_parser = gate, conflicts_with = "spec")]
    gates: Vec<Value>,

    /// How many requests of the new node a gate needs to tell [default: three divided by the share
    /// that may be bad]
    #[arg(long, value_name = "N", requires = "gates", conflicts_with = "spec")]
    min_requests: Option<u32>,

    /// Share of connected proxies that must have acknowledged new weights [default: 95% where there
    /// are proxies]
    #[arg(long, value_name = "PERCENT", conflicts_with = "spec")]
    acks: Option<String>,

    /// How long it may take until new weights are confirmed [default: 60s]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    verify_within: Option<Period>,

    /// How long after that until what is measured counts [default: 20s]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    settle: Option<Period>,

    /// How often gates are asked [default: 10s]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    interval: Option<Period>,

    /// Most requests that may fail above the baseline's share, over the whole rollout
    #[arg(long, value_name = "N", conflicts_with = "spec")]
    budget: Option<u32>,

    /// What happens when whoever started it is silent for too long [default: hold, or continue
    /// with --detach]
    #[arg(long, value_name = "WHAT", value_parser = ["continue", "hold", "rollback"])]
    #[arg(conflicts_with = "spec")]
    on_loss: Option<String>,

    /// How long it may take until the last weight; then it is rolled back [default: 24h]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    deadline: Option<Period>,

    /// How long the baseline stays in the routes after the end [default: 24h]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    keep_baseline: Option<Period>,

    /// Label of this run, such as one that goes by windows (can be repeated)
    #[arg(long = "label", value_name = "LABEL")]
    labels: Vec<String>,

    #[command(flatten)]
    given: GivenArgs,
}

/// What a canary is to do.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct CanaryArgs {
    #[command(flatten)]
    common: SpecArgs,

    /// Weights in percent, and approvals between them: 5,25,approve,100 [default: 5,25,50,100];
    /// several approvals need names: 5,approve=early,25,approve=late,100
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = step)]
    #[arg(conflicts_with = "spec")]
    stages: Vec<Step>,

    /// How long each weight is held and judged [default: 5m]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    hold: Option<Period>,

    /// How long it may be held while a gate cannot tell [default: three times --hold]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    max_hold: Option<Period>,
}

/// What a blue-green rollout is to do.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct BlueGreenArgs {
    #[command(flatten)]
    common: SpecArgs,

    /// Requests with this header reach the new node before the switch: HEADER=VALUE
    #[arg(long, value_name = "HEADER=VALUE", value_parser = header, conflicts_with = "spec")]
    preview: Option<(String, String)>,

    /// Command, or address to POST to, that must succeed before the switch
    #[arg(long, value_name = "COMMAND", conflicts_with = "spec")]
    smoke: Option<String>,

    /// When to switch: at once, or after `weir blue-green switch` [default: instant]
    #[arg(long, value_name = "HOW", value_parser = ["instant", "manual"])]
    #[arg(conflicts_with = "spec")]
    switch: Option<String>,

    /// How long the new node is judged after the switch [default: 10m]
    #[arg(long, value_name = "DURATION", conflicts_with = "spec")]
    bake: Option<Period>,
}

/// A node, and its port if it has several.
#[derive(Debug, Clone)]
struct Destination {
    node: ResourceName,
    port: Option<u16>,
}

/// A stage of the short form.
#[derive(Debug, Clone)]
enum Step {
    Weight(u8),
    Approve(String),
}

fn route(text: &str) -> Result<Address, String> {
    let address = crate::cli::address::parse(text)?;
    match address.kind {
        Kind::Route => Ok(address),
        kind => Err(format!("this is a {kind}; write a route, such as rt/cart/main")),
    }
}

/// A name, or the address of a virtual node.
fn node(text: &str) -> Result<ResourceName, String> {
    let name = text.strip_prefix("vn/").unwrap_or(text);
    ResourceName::parse(name).map_err(|error| format!("the name of the node {error}"))
}

fn destination(text: &str) -> Result<Destination, String> {
    let apart = text.rsplit_once(':').and_then(|(node, port)| Some((node, port.parse().ok()?)));
    Ok(match apart {
        Some((name, port)) => Destination { node: node(name)?, port: Some(port) },
        None => Destination { node: node(text)?, port: None },
    })
}

fn step(word: &str) -> Result<Step, String> {
    let word = word.trim();
    match (word.parse(), word.split_once('=')) {
        (Ok(weight), _) => Ok(Step::Weight(weight)),
        (_, None) if word == "approve" => Ok(Step::Approve(word.to_owned())),
        (_, Some(("approve", name))) => Ok(Step::Approve(name.to_owned())),
        _ => Err("write a weight in percent, approve, or approve=NAME".to_owned()),
    }
}

fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write HEADER=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// A gate as a spec file has it.
fn gate(text: &str) -> Result<Value, String> {
    const FORM: &str = "write errors, errors=1% or latency=p99<250ms; a spec file can say more";
    match text.split_once('=') {
        None if text == "errors" => Ok(json!({"metric": "errors", "max": ERRORS_MAX})),
        Some(("errors", max)) => Ok(json!({"metric": "errors", "max": max})),
        Some(("latency", limit)) => {
            let (at, max) = limit.split_once('<').ok_or(FORM)?;
            Ok(json!({"metric": "latency", "at": at.trim(), "max": max.trim()}))
        }
        _ => Err(FORM.to_owned()),
    }
}

impl SpecFlags for CanaryArgs {
    const STRATEGY: &'static str = "canary";

    fn common(&self) -> &SpecArgs {
        &self.common
    }

    fn document(&self) -> Value {
        let mut document = self.common.document(Self::STRATEGY, ["baseline", "canary"]);
        let usual = STAGES.map(Step::Weight);
        let steps = if self.stages.is_empty() { &usual[..] } else { &self.stages };
        let stages = steps.iter().map(|step| match step {
            Step::Approve(name) => json!({"approve": name}),
            Step::Weight(percent) => {
                let mut stage = Map::from_iter([("weight".to_owned(), json!(percent))]);
                put(&mut stage, "hold", self.hold);
                put(&mut stage, "maxHold", self.max_hold);
                Value::Object(stage)
            }
        });
        document.insert("stages".to_owned(), stages.collect());
        Value::Object(document)
    }
}

impl SpecFlags for BlueGreenArgs {
    const STRATEGY: &'static str = "blue-green";

    fn common(&self) -> &SpecArgs {
        &self.common
    }

    fn document(&self) -> Value {
        let mut document = self.common.document(Self::STRATEGY, ["blue", "green"]);
        let header = self.preview.as_ref().map(|(name, value)| json!({"header": {name: value}}));
        put(&mut document, "preview", header);
        let smoke = self.smoke.as_ref().map(|smoke| match smoke.split_once("://") {
            Some(("http" | "https", _)) => json!({"url": smoke}),
            _ => json!({"exec": ["sh", "-c", smoke]}),
        });
        put(&mut document, "smoke", smoke);
        put(&mut document, "switch", self.switch.as_ref());
        put(&mut document, "bake", self.bake);
        Value::Object(document)
    }
}

impl SpecArgs {
    /// What both strategies say in the same way; `roles` are what their nodes are called.
    fn document(&self, strategy: &str, roles: [&'static str; 2]) -> Map<String, Value> {
        let [old, new] = roles;
        let to = self.to.as_ref();
        let mut document = Map::new();
        let name = self.name.clone().or_else(|| Some(to?.node.to_string()));
        put(&mut document, "kind", Some(rollout::KIND));
        put(&mut document, "name", name);
        put(&mut document, "strategy", Some(strategy));
        let targets = self.routes.iter().map(|route| {
            let mut target = Map::new();
            put(&mut target, "mesh", route.mesh.as_ref());
            put(&mut target, "virtualRouter", route.parent.as_ref());
            put(&mut target, "route", Some(&route.name));
            put(&mut target, old, self.from.as_ref());
            put(&mut target, new, to.map(|to| &to.node));
            put(&mut target, "port", to.and_then(|to| to.port));
            put(&mut target, "others", self.keep_others.then_some("keep"));
            Value::Object(target)
        });
        document.insert("targets".to_owned(), targets.collect());
        let gates = self.gates.iter().cloned().map(|mut gate| {
            if let (Value::Object(gate), Some(needed)) = (&mut gate, self.min_requests) {
                gate.insert("minRequests".to_owned(), json!(needed));
            }
            gate
        });
        document.insert("gates".to_owned(), gates.collect());
        let mut verify = Map::new();
        put(&mut verify, "acks", self.acks.as_ref());
        put(&mut verify, "within", self.verify_within);
        put(&mut verify, "settle", self.settle);
        document.insert("verify".to_owned(), Value::Object(verify));
        put(&mut document, "interval", self.interval);
        put(&mut document, "budget", self.budget.map(|bad| json!({"badRequests": bad})));
        put(&mut document, "lease", self.on_loss.as_ref().map(|what| json!({"onLoss": what})));
        put(&mut document, "deadline", self.deadline);
        put(&mut document, "keepBaseline", self.keep_baseline);
        put(&mut document, "labels", Some(&self.labels));
        document
    }

    /// The one rollout of the spec file. What is wrong in it is shown.
    fn file(&self, strategy: &str, settings: &Settings, ui: &mut Ui) -> Result<Wanted, Error> {
        let paths = self.spec.iter().cloned().collect();
        let inputs = InputArgs { paths, given: self.given.clone(), ..InputArgs::default() };
        let documents = inputs.load_with(Rollouts::Read, settings)?;
        if documents.has_errors() {
            return Err(invalid(report::check(&documents, &Policy::default()), ui));
        }
        let mut wanted: Vec<Wanted> =
            documents.rollouts.into_iter().filter_map(|RolloutSpec { wanted }| wanted).collect();
        let (Some(mut one), true) = (wanted.pop(), wanted.is_empty()) else {
            let what = if documents.all.is_empty() { "rollout spec" } else { "rollout spec alone" };
            return Err(Error::usage(format!("there is no one {what} in the file"))
                .code(UNRELATED)
                .hint("a spec begins with \"kind\": \"weir.rollout/v1\""));
        };
        let name = one.spec.strategy.word();
        if name != strategy {
            let message = format!("the strategy of this spec is {name}");
            return Err(Error::usage(message).hint(format!("start it with `weir {name}`")));
        }
        one.spec.labels.extend(self.labels.iter().cloned());
        self.settle_programs(&mut one.spec.hooks)?;
        Ok(one)
    }
}

impl SpecArgs {
    /// Programs with a path are beside the spec file that names them, wherever it is used from;
    /// of standard input they are where this runs, as those of flags are.
    fn settle_programs(&self, hooks: &mut [Hook]) -> Result<(), Error> {
        let Some(file) = self.spec.as_deref().filter(|file| *file != Path::new("-")) else {
            return Ok(());
        };
        let folder = std::path::absolute(file).map_err(|error| {
            Error::usage(format!("cannot tell in which folder `{}` is", file.display()))
                .because(error)
        })?;
        let folder = folder.parent().unwrap_or(Path::new("/"));
        for hook in hooks {
            if let HookCall::Exec(words) = &mut hook.call
                && let Some(program) = words.first_mut().filter(|program| program.contains('/'))
            {
                let beside = folder.join(program.strip_prefix("./").unwrap_or(program));
                *program = beside.to_string_lossy().into_owned();
            }
        }
        Ok(())
    }
}

/// Puts a member that has a value.
fn put<T: serde::Serialize>(object: &mut Map<String, Value>, name: &str, value: Option<T>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), json!(value));
    }
}

/// Flags can contradict each other as members of a file can.
fn typed(document: &Value, mesh: Option<&ResourceName>) -> Result<Wanted, Error> {
    rollout::read_value(document, mesh).map_err(|problems| {
        let code = problems.first().map(|problem| problem.code);
        // Without the places, which are none that anybody wrote.
        let mut messages: Vec<_> = problems.iter().map(|problem| &*problem.message).collect();
        messages.dedup();
        let helps = problems.iter().filter_map(|problem| problem.help.as_deref());
        let error = helps.fold(Error::usage(messages.join("; ")), Error::hint);
        code.into_iter().fold(error, Error::code)
    })
}

#[cfg(test)]
mod tests;
