//! `weir weights`: reads or sets the weights of one route, and nothing else of it.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::address;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::carry_out::{self, Errand};
use crate::cli::clock;
use crate::cli::commands::describe::not_found;
use crate::cli::compare;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::wait::{Before, WaitArgs, Waited};
use crate::client::WithTags;
use crate::diagnostic::Code;
use crate::execute::{Note, Outcome};
use crate::model::route::{RouteSpec, WeightedTarget, WeightedTargets};
use crate::model::scalar::{Port, Weight};
use crate::model::{Address, Kind, Resource, Snapshot, Spec};
use crate::output::json::{envelope, text};
use crate::output::{summary, table};
use crate::plan::saved::SavedPlan;
use crate::plan::{self, Plan};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("weights", &[OutputFormat::Text, OutputFormat::Json]);

/// Read or set the weights of one route; nothing else of the route changes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Route, such as rt/cart/main
    #[arg(value_parser = address::parse)]
    route: Address,

    /// New weights: NODE=WEIGHT or NODE:PORT=WEIGHT; targets that are not named keep theirs
    #[arg(value_name = "NODE=WEIGHT", value_parser = Setting::parse)]
    weights: Vec<Setting>,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Refuse unless the weights are these now: NODE=WEIGHT, separated by commas
    #[arg(long, value_name = "NODE=WEIGHT", value_delimiter = ',', value_parser = Setting::parse)]
    expect: Vec<Setting>,

    /// Set them though a rollout is under way on the route
    #[arg(long)]
    take_weights: bool,

    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    confirm: Option<String>,

    /// Why it is done; `weir history` shows it
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,

    #[command(flatten)]
    wait: WaitArgs,
}

/// A weight for a target.
#[derive(Debug, Clone)]
struct Setting {
    node: String,
    port: Option<Port>,
    weight: Weight,
}

impl Setting {
    fn parse(text: &str) -> Result<Self, String> {
        let (target, weight) =
            text.rsplit_once('=').ok_or("write NODE=WEIGHT or NODE:PORT=WEIGHT")?;
        let weight = weight.parse().map_err(|_| format!("`{weight}` is not a whole number"))?;
        let weight = Weight::parse(weight).map_err(|error| format!("the weight {error}"))?;
        let port = target
            .rsplit_once(':')
            .and_then(|(node, port)| Some((node, Port::parse(port.parse().ok()?).ok()?)));
        Ok(match port {
            Some((node, port)) => Self { node: node.to_owned(), port: Some(port), weight },
            None => Self { node: target.to_owned(), port: None, weight },
        })
    }

    fn is_for(&self, target: &WeightedTarget) -> bool {
        target.virtual_node.as_str() == self.node
            && (self.port.is_none() || self.port == target.port)
    }
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.node),
            None => f.write_str(&self.node),
        }
    }
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if args.route.kind != Kind::Route {
        return Err(Error::usage(format!("a {} has no weights", args.route.kind))
            .hint("name a route: rt/ROUTER/ROUTE"));
    }
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let ids = address::resolve(std::slice::from_ref(&args.route), &session, settings).await?;
    let id = ids.first().expect("one address was given");
    let current = match session.client.describe(id).await {
        Ok(current) => current,
        Err(error) if error.is_not_found() => {
            let snapshot = session.client.snapshot(&[id.mesh()], WithTags::No).await?;
            return Err(not_found(id, &snapshot));
        }
        Err(error) => return Err(error.into()),
    };
    check_expected(args, &current)?;
    let desired = with_weights(args, &current)?;
    let plan = plan_of(&current, &desired);
    let changed = !plan.is_empty();
    if changed && !args.take_weights {
        check_rollout(&session, &current).await?;
    }
    if changed && !args.dry_run {
        return change(args, (&current, &desired, &plan), session, settings, ui).await;
    }
    let meshes = [id.mesh()].into();
    let (waited, exit) = if args.dry_run || args.weights.is_empty() {
        (None, Exit::Done)
    } else {
        args.wait.converge(&session.client, &meshes, Before::Unchanged, ui).await
    };
    session.close();
    let version = current.version();
    let set = Set { current: &current, desired: &desired, version, waited: waited.as_ref() };
    write(args, settings, &set, exit, ui)?;
    match (changed, args.weights.is_empty()) {
        (true, _) => ui.status("dry run: nothing was changed"),
        (false, false) => ui.status("the weights are like that already"),
        (false, true) => {}
    }
    if let Some(waited) = waited {
        waited.tell(ui);
    }
    Ok(exit)
}

/// The change of one route, as a plan.
fn plan_of(current: &Resource, desired: &Resource) -> Plan {
    let alone = |route: &Resource| -> Snapshot { std::iter::once(route.clone()).collect() };
    plan::plan(&alone(current), &alone(desired))
}

/// Sets the weights, as a run like any other: it asks where the context is protected, and is
/// remembered.
async fn change(
    args: &Args,
    (current, desired, plan): (&Resource, &Resource, &Plan),
    session: Session,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let meshes = [current.id.mesh().to_owned()].into();
    let target = compare::target(settings, &meshes, &Snapshot::default());
    let saved = SavedPlan::new(plan, uuid::Uuid::now_v7(), clock::now(), target);
    let how = CarryOutArgs {
        yes: !settings.protected,
        confirm: args.confirm.clone(),
        message: args.message.clone(),
        ..CarryOutArgs::default()
    };
    let wait = Some(&args.wait);
    let errand = Errand { wait, ..Errand::new("weights", (plan, &saved), settings, &how) };
    let performed = carry_out::perform(&errand, None, session, settings, ui).await?;
    let [Outcome::Done(done)] = performed.report.outcomes.as_slice() else {
        return carry_out::tell(&errand, performed, ui).await;
    };
    let id = &current.id;
    let version = done.version.unwrap_or(current.version());
    // Only some control planes refuse a write that overtakes another; the versions tell.
    if done.note == Some(Note::Overtaken) {
        ui.warning(&format!(
            "somebody else changed {id} at the same time, and their change may be lost; \
             `weir describe {id}` shows how it is now"
        ));
    }
    performed.complain(ui);
    let set = Set { current, desired, version, waited: performed.waited.as_ref() };
    write(args, settings, &set, performed.exit, ui)?;
    ui.status(&format!("set the weights of {id} (version {version})"));
    if let Some(waited) = &performed.waited {
        waited.tell(ui);
    }
    let exit = performed.exit;
    performed.session.close();
    Ok(exit)
}

/// A route before and after.
struct Set<'a> {
    current: &'a Resource,
    desired: &'a Resource,
    version: i64,
    /// What became of the wait for proxies, if there was one.
    waited: Option<&'a Waited>,
}

fn targets(route: &Resource) -> &WeightedTargets {
    match &route.spec {
        Spec::Route(spec) => spec.rule.weighted_targets(),
        _ => unreachable!("the address is that of a route"),
    }
}

/// Refuses where a rollout is under way: it would set the weights anew at its next step.
async fn check_rollout(session: &Session, current: &Resource) -> Result<(), Error> {
    let Some(metadata) = &current.metadata else { return Ok(()) };
    let mut tagged = current.clone();
    tagged.tags = session.client.tags(&metadata.arn).await?;
    match tagged.rollout() {
        Some(rollout) => Err(Error::new(
            Exit::Refused,
            format!("the weights of {} belong to the rollout `{rollout}`", current.id),
        )
        .code(Code("W006"))
        .hint("--take-weights sets them all the same; nothing was changed")),
        None => Ok(()),
    }
}

fn check_expected(args: &Args, current: &Resource) -> Result<(), Error> {
    for expected in &args.expect {
        for target in find(expected, current)? {
            if target.weight != expected.weight {
                return Err(Error::new(
                    Exit::Refused,
                    format!(
                        "{} has weight {}, not {}; nothing was changed",
                        target.virtual_node, target.weight, expected.weight
                    ),
                ));
            }
        }
    }
    Ok(())
}

/// The targets that a setting is for; at least one.
fn find<'a>(setting: &Setting, route: &'a Resource) -> Result<Vec<&'a WeightedTarget>, Error> {
    let found: Vec<_> = targets(route).iter().filter(|target| setting.is_for(target)).collect();
    match found.as_slice() {
        [] => Err(Error::usage(format!("{} has no target `{setting}`", route.id))
            .hint(format!("its targets are: {}", names(route)))
            .hint("targets are added with `weir apply`")),
        [_] => Ok(found),
        _ => Err(Error::usage(format!("{} has several targets `{}`", route.id, setting.node))
            .hint(format!("name the port too: {}", names(route)))),
    }
}

fn names(route: &Resource) -> String {
    let names = targets(route).iter().map(|target| match target.port {
        Some(port) => format!("{}:{port}", target.virtual_node),
        None => target.virtual_node.to_string(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The route with the new weights. A sum above 100 or of 0 is refused: App Mesh's documentation
/// forbids the one, and Envoy the other.
fn with_weights(args: &Args, current: &Resource) -> Result<Resource, Error> {
    let mut named = Vec::new();
    for setting in &args.weights {
        for target in find(setting, current)? {
            if named.contains(&target) {
                return Err(Error::usage(format!("`{setting}` is set twice")));
            }
            named.push(target);
        }
    }
    let mut items: Vec<WeightedTarget> = targets(current).to_vec();
    for target in &mut items {
        if let Some(setting) = args.weights.iter().find(|setting| setting.is_for(target)) {
            target.weight = setting.weight;
        }
    }
    let sum: i64 = items.iter().map(|target| target.weight.get()).sum();
    if !args.weights.is_empty() && (sum == 0 || sum > 100) {
        return Err(Error::usage(format!("the weights of {} would sum up to {sum}", current.id))
            .hint("the sum is 1 to 100; name every target whose weight is to change"));
    }
    let mut desired = current.clone();
    if let Spec::Route(spec) = &mut desired.spec {
        set_targets(spec, items);
    }
    Ok(desired)
}

fn set_targets(spec: &mut RouteSpec, items: Vec<WeightedTarget>) {
    *spec.rule.weighted_targets_mut() =
        WeightedTargets::parse(items).expect("there are as many targets as before");
}

fn write(
    args: &Args,
    settings: &Settings,
    set: &Set<'_>,
    exit: Exit,
    ui: &mut Ui,
) -> Result<(), Error> {
    let Set { current, desired, version, waited } = *set;
    let sum: i64 = targets(desired).iter().map(|target| target.weight.get()).sum();
    let pairs = targets(current).iter().zip(targets(desired).iter());
    if settings.output == OutputFormat::Json {
        let mut document = envelope("weights", exit.code());
        document.insert("address".to_owned(), json!(current.id.to_string()));
        document.insert("mesh".to_owned(), json!(current.id.mesh()));
        document.insert("version".to_owned(), json!(version));
        document.insert("changed".to_owned(), json!(current.spec != desired.spec && !args.dry_run));
        let targets = pairs.map(|(before, after)| {
            json!({"virtualNode": after.virtual_node, "port": after.port,
                "before": before.weight, "weight": after.weight})
        });
        document.insert("targets".to_owned(), Value::Array(targets.collect()));
        if let Some(waited) = waited {
            document.insert("proxies".to_owned(), waited.to_json());
        }
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        return Ok(());
    }
    let rows = pairs.map(|(before, after)| {
        let weight = if before.weight == after.weight {
            after.weight.to_string()
        } else {
            format!("{} → {}", before.weight, after.weight)
        };
        let port = after.port.map_or_else(|| summary::NONE.to_owned(), |port| port.to_string());
        let share = summary::share(after.weight.get(), sum);
        vec![after.virtual_node.to_string(), port, weight, share]
    });
    let table = table::render(&["NODE", "PORT", "WEIGHT", "SHARE"], rows.collect(), ui.width);
    write!(ui.out(), "{table}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route() -> Resource {
        let text = r#"{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"main",
            "spec":{"priority":5,"futureField":{"x":1},"httpRoute":{"match":{"prefix":"/"},
            "action":{"weightedTargets":[{"virtualNode":"a","weight":75},
            {"virtualNode":"b","weight":25,"port":81},{"virtualNode":"b","weight":0,"port":82}]}}}}"#;
        serde_json::from_str(text).unwrap()
    }

    fn args(weights: &[&str]) -> Args {
        Args {
            route: Address::parse("rt/r/main").unwrap(),
            weights: weights.iter().map(|text| Setting::parse(text).unwrap()).collect(),
            dry_run: false,
            expect: Vec::new(),
            take_weights: false,
            confirm: None,
            message: None,
            wait: WaitArgs::default(),
        }
    }

    #[test]
    fn only_the_named_weights_change() {
        let before = route();
        let after = with_weights(&args(&["a=60", "b:82=15"]), &before).unwrap();
        let weights: Vec<i64> = targets(&after).iter().map(|target| target.weight.get()).collect();
        assert_eq!(weights, [60, 25, 15]);
        let back = with_weights(&args(&["a=75", "b:82=0"]), &after).unwrap();
        assert_eq!(back, before, "everything else is as it was, unknown fields too");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (weights, reason) in [
            (["c=1"].as_slice(), "rt/r/main has no target `c`"),
            (&["a:9=1"], "rt/r/main has no target `a:9`"),
            (&["a=1", "a=2"], "`a` is set twice"),
            (&["b=1"], "rt/r/main has several targets `b`"),
            (&["a=80"], "the weights of rt/r/main would sum up to 105"),
            (&["a=0", "b:81=0"], "the weights of rt/r/main would sum up to 0"),
        ] {
            let error = with_weights(&args(weights), &route()).unwrap_err();
            assert_eq!(error.to_string(), reason);
            assert_eq!(error.exit, Exit::Usage);
        }
        assert!(Setting::parse("a=101").is_err());
        assert!(Setting::parse("a").is_err());
    }
}
