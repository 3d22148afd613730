//! `plan`: what a rollout would do and what is in its way, before anything moves.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::commands::rollout::SpecFlags;
use crate::cli::commands::rollout::venue::{Mode, ModeArg, Venue};
use crate::cli::commands::rollout::{ready, traffic};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::client::{Client, WithTags};
use crate::diagnostic::Code;
use crate::drive::tags::lease;
use crate::model::ResourceName;
use crate::output::count::Count;
use crate::output::json::{envelope, text};
use crate::output::rollout::planned::Outlook;
use crate::output::style::printable;
use crate::rollout::period::Period;
use crate::rollout::planned::seconds_to_tell;
use crate::rollout::prepare::{Conditions, Prepared, prepare};
use crate::rollout::spec::{Hook, HookCall, OnLoss, RouteRef, Spec, Stage};
use crate::rollout::wanted::Wanted;

/// A rollout that is refused before anything is written.
pub const REFUSED: Code = Code("C097");

/// Show every write that a rollout would do, and what is in its way; nothing is written
#[derive(Debug, clap::Args)]
pub struct PlanArgs<S: SpecFlags> {
    #[command(flatten)]
    spec: S,

    /// Who drives the rollout
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,
}

pub async fn run<S: SpecFlags>(
    args: &PlanArgs<S>,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let venue = Venue::open_to_read(settings, args.mode).await?;
    let wanted = wanted(&args.spec, &venue, settings, ui).await?;
    let prepared = prepared(&venue, wanted, false, settings).await?;
    let exit = show(&venue, &prepared, settings, ui).await?;
    venue.close().await;
    Ok(exit)
}

/// The rollout that the flags ask for.
pub async fn wanted<S: SpecFlags>(
    spec: &S,
    venue: &Venue<'_>,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Wanted, Error> {
    let mesh = match (&settings.mesh, spec.lacks_mesh()) {
        (Some(mesh), _) => Some(mesh.clone()),
        (None, false) => None,
        (None, true) => ResourceName::parse(&venue.session.mesh(settings).await?).ok(),
    };
    spec.wanted(mesh.as_ref(), settings, ui)
}

/// The rollout on the routes as they are, or everything for which it is refused.
pub async fn prepared(
    venue: &Venue<'_>,
    wanted: Wanted,
    detached: bool,
    settings: &Settings,
) -> Result<Prepared, Error> {
    let routes: Vec<RouteRef> = wanted.targets.iter().map(|target| target.route.clone()).collect();
    let taken = in_the_way(venue, &routes).await?;
    if !taken.is_empty() {
        return Err(refused(&taken));
    }
    let client = &venue.session.client;
    let meshes: BTreeSet<String> =
        wanted.targets.iter().map(|target| target.route.mesh.to_string()).collect();
    let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
    let live = client.snapshot(&names, WithTags::No).await?;
    let can = client.capabilities().await?;
    let acks = can.proxies && calls(client, &routes).await?;
    let (requests, proxies) = (can.telemetry && acks, can.proxies);
    let conditions = Conditions { acks, proxies, requests, detached };
    let unready = ready::problems(venue, &wanted.spec, settings).await?;
    match prepare(wanted, &live, conditions) {
        Ok(prepared) if unready.is_empty() => Ok(prepared),
        Ok(_) => Err(refused(&unready)),
        Err(problems) => {
            let problems = problems.iter().map(ToString::to_string);
            Err(refused(&problems.chain(unready).collect::<Vec<_>>()))
        }
    }
}

/// Whether each router of the routes has a proxy that calls through it.
async fn calls(client: &Client, routes: &[RouteRef]) -> Result<bool, Error> {
    let through: BTreeSet<(&str, &str)> =
        routes.iter().map(|route| (route.mesh.as_str(), route.virtual_router.as_str())).collect();
    for router in through {
        if client.proxies_of_router(router, None).await?.connected == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn connected(client: &Client, meshes: &[&str]) -> Result<usize, Error> {
    let mut connected = 0;
    for mesh in meshes {
        connected += client.proxies(Some(mesh)).await?.connected;
    }
    Ok(connected)
}

fn refused(problems: &[String]) -> Error {
    let reasons = Count::new(problems.len(), "reason", "reasons");
    let error = match problems {
        [one] => Error::new(Exit::Refused, one.clone()),
        all => Error::new(Exit::Refused, format!("refused for {reasons}: {}", all.join("; "))),
    };
    error.code(REFUSED).hint("nothing was written")
}

/// Shows what would be written.
pub async fn show(
    venue: &Venue<'_>,
    prepared: &Prepared,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let notes = notes(venue, prepared).await?;
    let per_second = traffic::per_second(&venue.session.client, &prepared.spec).await;
    let evidence = per_second.map(|rate| evidence(&prepared.spec, rate)).unwrap_or_default();
    let (mode, runs) = match venue.mode {
        Mode::Server if venue.session.is_embedded() => {
            ("server", "this process drives it, and holds the store while it does")
        }
        Mode::Server => ("server", "the control plane drives it"),
        Mode::Client => ("client", "this process drives it; its state is in tags of the routes"),
    };
    let outlook = Outlook { prepared, mode, runs, notes: &notes, now: Timestamp::now() };
    if settings.output == OutputFormat::Json {
        let mut document = envelope("rollout-plan", Exit::Done.code());
        document.insert("plan".to_owned(), outlook.json());
        document.insert("requestsPerSecond".to_owned(), json!(per_second));
        let rows = evidence.iter().map(Evidence::json).collect();
        document.insert("evidence".to_owned(), Value::Array(rows));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    } else {
        let shown = outlook.text(ui.width);
        write!(ui.out(), "{shown}")?;
        if let Some(rate) = per_second {
            writeln!(ui.out(), "evidence: {rate:.1} requests a second go to these nodes now")?;
        }
        for row in &evidence {
            writeln!(ui.out(), "evidence: {}", printable(&row.text()))?;
        }
    }
    Ok(Exit::Done)
}

/// The rollouts that have one of the routes.
async fn in_the_way(venue: &Venue<'_>, routes: &[RouteRef]) -> Result<Vec<String>, Error> {
    let mut problems = Vec::new();
    if venue.mode == Mode::Client {
        for route in routes {
            if let Some(found) = lease::find(&venue.session.client, route).await? {
                let (who, rollout) = (found.who(), &found.rollout);
                let route = route.id().full_address();
                problems.push(format!("{route} is under the rollout {rollout}; {who} drives it"));
            }
        }
        return Ok(problems);
    }
    let (known, _) = venue.list().await?;
    for known in known.iter().filter(|known| known.is_open() && !known.state.is_over()) {
        let state = &known.state;
        let taken = state.routes.iter().filter(|one| routes.contains(&one.route));
        problems.extend(taken.map(|one| {
            let route = one.route.id().full_address();
            let (name, id, owner) = (&state.spec.name, &state.id, &state.owner);
            format!("{route} is under the rollout `{name}` ({id}), which {owner} started")
        }));
    }
    Ok(problems)
}

/// What is good to know before the start: what guards are missing, and what is weaker here.
async fn notes(venue: &Venue<'_>, prepared: &Prepared) -> Result<Vec<String>, Error> {
    let mut notes: Vec<String> = prepared.warnings.iter().map(ToString::to_string).collect();
    let client = &venue.session.client;
    if client.capabilities().await?.proxies {
        let meshes: BTreeSet<&str> =
            prepared.routes.iter().map(|(route, _)| route.mesh.as_str()).collect();
        let meshes: Vec<&str> = meshes.into_iter().collect();
        let connected = connected(client, &meshes).await?;
        notes.push(format!("{} connected", Count::new(connected, "proxy is", "proxies are")));
    }
    let runs_programs = |hook: &Hook| matches!(hook.call, HookCall::Exec(_));
    if !venue.drives_here() && prepared.spec.hooks.iter().any(runs_programs) {
        notes.push(
            "the control plane runs the programs of hooks: on its machine, in its folder and with \
             its variables"
                .to_owned(),
        );
    }
    if venue.mode == Mode::Client {
        notes.push(
            "a write cannot be refused because of a write in between; it is found out afterwards"
                .to_owned(),
        );
        notes.push(
            "Terraform takes the tags away unless it ignores them: ignore_tags { key_prefixes = \
             [\"weir:\"] }, and ignore_changes on the action of the route"
                .to_owned(),
        );
    }
    if venue.drives_here() && prepared.spec.lease.on_loss == OnLoss::Rollback {
        notes.push(
            "if this machine is lost, nothing goes back by itself; `weir canary reap` in a \
             scheduled job does it"
                .to_owned(),
        );
    }
    Ok(notes)
}

/// How long a stage needs until a gate can tell, at the traffic of now.
struct Evidence<'a> {
    stage: usize,
    gate: &'a str,
    seconds: f64,
    /// How long the stage is held at most.
    most: Period,
}

fn evidence(spec: &Spec, per_second: f64) -> Vec<Evidence<'_>> {
    let mut rows = Vec::new();
    for (index, stage) in spec.stages.iter().enumerate() {
        let Stage::Weight { percent, max_hold, .. } = stage else { continue };
        for gate in &spec.gates {
            let seconds = seconds_to_tell(&gate.limit, *percent, per_second);
            rows.extend(seconds.map(|seconds| Evidence {
                stage: index + 1,
                gate: &gate.name,
                seconds,
                most: *max_hold,
            }));
        }
    }
    rows
}

impl Evidence<'_> {
    fn is_late(&self) -> bool {
        self.seconds > self.most.get().as_secs_f64()
    }

    fn text(&self) -> String {
        let Self { stage, gate, seconds, most } = self;
        let late = if self.is_late() { ", which is too long" } else { "" };
        format!("stage {stage}: the gate {gate} can tell after {seconds:.0} s of {most}{late}")
    }

    fn json(&self) -> Value {
        json!({"stage": self.stage, "gate": self.gate, "seconds": self.seconds,
            "isEnough": !self.is_late()})
    }
}
