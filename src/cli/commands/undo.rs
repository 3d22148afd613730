//! `weir undo`: takes back what a run did, as a plan that is shown and confirmed like any other.

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::carry_out::{Errand, carry_out, left_tags};
use crate::cli::clock;
use crate::cli::compare;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::GivenArgs;
use crate::cli::plan_file;
use crate::cli::runs::{Recorded, RunError, Runs};
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::wait::WaitArgs;
use crate::client::WithTags;
use crate::model::{FieldPath, ResourceId};
use crate::output::count::Count;
use crate::plan::ownership::{self, Rights};
use crate::plan::saved::{Options, SavedPlan, Secrets, Side};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("undo", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// Take back what a run did
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The run: its name, the beginning or end of it, or `last`: the last one that changed
    /// something on this control plane (with -m: in this mesh)
    #[arg(value_name = "RUN", default_value = "last")]
    run: String,

    // The values of secrets that the run replaced are not remembered.
    #[command(flatten)]
    given: GivenArgs,

    /// Allow steps between which requests fail
    #[arg(long)]
    allow_disruption: bool,

    #[command(flatten)]
    how: CarryOutArgs,

    #[command(flatten)]
    wait: WaitArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let mut recorded = find(&args.run, settings)?;
    if recorded.is_busy() {
        return Err(RunError::Busy(recorded.about.id).into());
    }
    check_endpoint(&recorded, "undo", settings)?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let now = session.client.snapshot(&recorded.plan.meshes(), WithTags::Yes).await?;
    plan_file::check_target(&recorded.plan, settings, &now)?;
    let given = args.given.variables(&settings.environment)?;
    plan_file::reveal(&mut recorded.plan, &given, &now, Side::Before, ui)?;
    let undo = recorded.plan.undo(&now, &recorded.own()).map_err(|moved| {
        plan_file::no_longer("the run cannot be taken back", &moved)
            .hint("what somebody changed since the run is not taken back; undo it by hand")
    })?;
    let plan = undo.plan;
    let set = recorded.plan.options.set.as_deref();
    let set = set.and_then(|name| crate::model::SetName::parse(name).ok());
    let rights = Rights { set: set.as_ref(), take_ownership: false };
    let mut refusals = ownership::check(&plan, &rights);
    if !args.allow_disruption {
        refusals.extend(ownership::disruption(&plan));
    }
    if let Some(error) = compare::refused(&refusals) {
        return Err(error);
    }
    let meshes = recorded.plan.target.meshes.keys().cloned().collect();
    let target = compare::target(settings, &meshes, &now);
    let mut saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), clock::now(), target);
    saved.options =
        Options { set: recorded.plan.options.set.clone(), prune: false, allow_disruption: true };
    let is_secret = |id: &ResourceId, path: &FieldPath| recorded.plan.is_secret(id, path);
    if recorded.plan.has_secrets() {
        let secrets = Secrets { values: &given.secrets(), is_secret: &is_secret };
        let salt = uuid::Uuid::new_v4().simple().to_string();
        saved.conceal(&salt, secrets).map_err(compare::cannot_hide)?;
    }
    let notes = left_tags::notes(&undo.tags_that_stay, &compare::endpoint(settings));
    let about = &recorded.about;
    let changes = Count::new(recorded.changed(), "change", "changes");
    ui.status(&format!(
        "taking back the run {}: {} of {}, {changes}",
        about.id, about.command, about.started
    ));
    let errand = Errand {
        is_secret: &is_secret,
        wait: Some(&args.wait),
        notes: &notes,
        ..Errand::new("undo", (&plan, &saved), settings, &args.how)
    };
    carry_out(&errand, None, session, settings, ui).await
}

/// The run that is meant. `last` is the last one that changed something here.
fn find(word: &str, settings: &Settings) -> Result<Recorded, Error> {
    let runs = Runs::of(&settings.environment)?;
    if word != "last" {
        return Ok(runs.find(word)?);
    }
    let endpoint = compare::endpoint(settings);
    let mesh = settings.mesh.as_ref().filter(|_| settings.mesh_insists);
    let found = runs.newest(|run| {
        run.plan.target.endpoint == endpoint
            && (run.changed() > 0 || run.is_busy())
            && mesh.is_none_or(|mesh| {
                run.plan.changes.iter().any(|change| change.id.mesh() == mesh.as_str())
            })
    })?;
    let place = match mesh {
        Some(mesh) => format!("the mesh {mesh} on {endpoint}"),
        None => endpoint,
    };
    found.ok_or_else(|| {
        Error::new(Exit::No, format!("no run of this machine changed anything on {place}"))
            .hint("`weir history` lists all runs, of other control planes too")
    })
}

/// Refuses a run of another control plane, with the command that reaches it.
pub fn check_endpoint(recorded: &Recorded, doing: &str, settings: &Settings) -> Result<(), Error> {
    let (there, here) = (&recorded.plan.target.endpoint, compare::endpoint(settings));
    if *there == here {
        return Ok(());
    }
    let run = &recorded.about.id;
    let command = if there == "embedded" {
        format!("leave --endpoint and --context out: weir {doing} {run}")
    } else {
        format!("name it: weir {doing} {run} --endpoint {there}")
    };
    Err(Error::new(
        Exit::Refused,
        format!("the run {run} is of the control plane {there}, and this is {here}"),
    )
    .code(plan_file::OTHER_TARGET)
    .hint(command)
    .hint("nothing was changed"))
}
