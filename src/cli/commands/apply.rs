//! `weir apply`: makes the control plane as the documents say, carries out a saved plan, or takes a
//! run up again. Deletes nothing unless it is told to prune.

mod settled;

use std::path::{Path, PathBuf};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::carry_out::{Errand, carry_out};
use crate::cli::clock;
use crate::cli::commands::undo::check_endpoint;
use crate::cli::compare::{self, OwnershipArgs};
use crate::cli::copies::CopyArgs;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::plan_file;
use crate::cli::runs::Runs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::wait::WaitArgs;
use crate::client::WithTags;
use crate::model::{FieldPath, ResourceId};
use crate::output::count::Count;
use crate::output::style::printable;
use crate::plan::Plan;
use crate::plan::ownership::{self, Rights};
use crate::plan::saved::{Again, SavedPlan, Secrets, Side, Strictness};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("apply", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// Make the control plane as the documents say, or carry out a saved plan
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Carry out a saved plan exactly, or refuse
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "files", "resume"])]
    plan: Option<PathBuf>,

    /// Do the rest of a run that was interrupted or failed: its name, or `last`
    #[arg(long, value_name = "RUN", conflicts_with_all = ["paths", "files"])]
    resume: Option<String>,

    /// Plan again for the resources of the saved plan, and show what became of it
    #[arg(long, conflicts_with_all = ["files", "resume"])]
    refresh: bool,

    #[command(flatten)]
    ownership: OwnershipArgs,

    #[command(flatten)]
    how: CarryOutArgs,

    #[command(flatten)]
    wait: WaitArgs,

    #[command(flatten)]
    copies: CopyArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    args.copies.check(FORMATS)?;
    if let Some(run) = &args.resume {
        return resume(args, run, settings, ui).await;
    }
    if let Some(path) = args.plan_file()? {
        if args.refresh {
            return refreshed(args, path, settings, ui).await;
        }
        return exactly(args, path, settings, ui).await;
    }
    if args.refresh {
        return Err(Error::usage(
            "--refresh is for a saved plan; documents are planned anew anyway",
        ));
    }
    let desired = args.ownership.load(&args.inputs, settings, ui)?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let compared = args.ownership.compare(&desired, &session, settings, ui).await?;
    if let Some(error) = compare::refused(&compared.refusals) {
        return Err(error);
    }
    let locate = desired.locate();
    let errand = Errand {
        locate: &locate,
        is_secret: &|id, path| desired.is_sensitive(id, path),
        notes: &compared.notes,
        ..args.errand((&compared.plan, &compared.saved), settings)
    };
    carry_out(&errand, None, session, settings, ui).await
}

impl Args {
    /// A plan as this run carries it out.
    fn errand<'a>(&'a self, plan: (&'a Plan, &'a SavedPlan), settings: &Settings) -> Errand<'a> {
        let (wait, copies) = (Some(&self.wait), Some(&self.copies));
        Errand { wait, copies, ..Errand::new("apply", plan, settings, &self.how) }
    }

    /// The saved plan that is to be carried out, whichever way it is named.
    fn plan_file(&self) -> Result<Option<&Path>, Error> {
        if let Some(path) = &self.plan {
            return Ok(Some(path));
        }
        let mut named = self.inputs.named();
        let Some(plan) = named.find(|path| plan_file::is_plan(path)) else { return Ok(None) };
        if self.inputs.named().count() == 1 {
            return Ok(Some(plan));
        }
        let plan = plan.display();
        let message =
            format!("`{plan}` is a saved plan, and a run is for one plan or for documents");
        Err(Error::usage(message)
            .hint(format!("to do exactly what the plan says: weir apply {plan}"))
            .hint("nothing was changed"))
    }
}

/// Carries out a saved plan, or refuses.
async fn exactly(
    args: &Args,
    path: &Path,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let mut saved = plan_file::read(path)?;
    settled::check(args, &saved, "the plan", settings)?;
    let given = args.inputs.variables(settings)?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let onto = plan_file::onto(&mut saved, (&given, Strictness::Exact), &session, settings, ui)
        .await
        .map_err(|error| {
            if error.code != Some(plan_file::STALE) {
                return error;
            }
            error
                .hint("plan again to see what it is now: weir plan PATH")
                .hint("or see what became of this plan, and do that: --refresh")
                .hint("or plan only what did not move: --target, --except")
        })?;
    check_rights(args, &saved, &onto.plan)?;
    let errand = Errand {
        done: &onto.done,
        is_secret: &|id, path| saved.is_secret(id, path),
        ..args.errand((&onto.plan, &saved), settings)
    };
    carry_out(&errand, None, session, settings, ui).await
}

/// Plans again for what a saved plan is about, and carries that out.
async fn refreshed(
    args: &Args,
    path: &Path,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let mut old = plan_file::read(path)?;
    settled::check(args, &old, "the plan", settings)?;
    let given = args.inputs.variables(settings)?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let now = session.client.snapshot(&old.meshes(), WithTags::Yes).await?;
    plan_file::check_target(&old, settings, &now)?;
    plan_file::reveal(&mut old, &given, &now, Side::After, ui)?;
    let Again { plan, differences } = old.again(&now);
    match differences.len() {
        0 => ui.say("the plan is the same as when it was made"),
        number => {
            let count = Count::new(number, "resource", "resources");
            ui.say(&format!("the plan is another one now, for {count}:"));
            for one in &differences {
                ui.say(&format!("  {}", printable(&one.text())));
            }
        }
    }
    check_rights(args, &old, &plan)?;
    let target = compare::target(settings, &old.target.meshes.keys().cloned().collect(), &now);
    let mut saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), clock::now(), target);
    saved.inputs = old.inputs.clone();
    saved.options = old.options.clone();
    let is_secret = |id: &ResourceId, path: &FieldPath| old.is_secret(id, path);
    if old.has_secrets() {
        let salt = uuid::Uuid::new_v4().simple().to_string();
        let secrets = Secrets { values: &given.secrets(), is_secret: &is_secret };
        saved.conceal(&salt, secrets).map_err(compare::cannot_hide)?;
    }
    let errand = Errand { is_secret: &is_secret, ..args.errand((&plan, &saved), settings) };
    carry_out(&errand, None, session, settings, ui).await
}

/// What was protected or taken over since the plan was made counts.
fn check_rights(args: &Args, saved: &SavedPlan, plan: &Plan) -> Result<(), Error> {
    let set = saved.options.set.as_deref().map(crate::model::SetName::parse).transpose();
    let set = set.map_err(|error| Error::usage(format!("the set of the plan {error}")))?;
    let rights = Rights { set: set.as_ref(), take_ownership: args.ownership.take_ownership };
    let mut refusals = ownership::check(plan, &rights);
    if !(saved.options.allow_disruption || args.ownership.allow_disruption) {
        refusals.extend(ownership::disruption(plan));
    }
    match compare::refused(&refusals) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Does the rest of a run.
async fn resume(args: &Args, word: &str, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let recorded = Runs::of(&settings.environment)?.find(word)?;
    check_endpoint(&recorded, "apply --resume", settings)?;
    settled::check(args, &recorded.plan, "the run", settings)?;
    let mut saved = recorded.plan.clone();
    let given = args.inputs.variables(settings)?;
    let taken_up = recorded.take_up()?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let onto = plan_file::onto(&mut saved, (&given, Strictness::Resume), &session, settings, ui)
        .await
        .map_err(|error| {
            if error.code != Some(plan_file::STALE) {
                return error;
            }
            error.hint("apply the documents again to see what is left: weir apply PATH")
        })?;
    let done = onto.done.iter().filter(|done| **done).count();
    ui.status(&format!(
        "resuming the run {}: {done} of {} changes are done",
        taken_up.about.id,
        onto.done.len()
    ));
    let errand = Errand {
        done: &onto.done,
        is_secret: &|id, path| saved.is_secret(id, path),
        ..args.errand((&onto.plan, &saved), settings)
    };
    carry_out(&errand, Some(taken_up), session, settings, ui).await
}
