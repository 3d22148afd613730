//! `weir diff`: what differs between documents and the control plane, or something else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::against::Against;
use crate::cli::args::OutputFormat;
use crate::cli::compare::{self, OwnershipArgs};
use crate::cli::copies::CopyArgs;
use crate::cli::desired::{self, Desired};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::targets::TargetArgs;
use crate::client::Requests;
use crate::model::{FieldPath, Kind, ResourceId};
use crate::output::change::View;
use crate::output::json::{envelope, text};
use crate::output::secret::Secrets;
use crate::output::style::Palette;
use crate::output::{change, count, patch, traffic};
use crate::plan::{self, Defaults, Options, Plan};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("diff", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// The variable that allows secrets to be written into files and pipes.
const SHOW_SECRETS: &str = "WEIR_SHOW_SECRETS";

/// Show what differs between documents and the control plane
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that stands alone")]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// What the documents are held against: live, a path, git:REF, run:ID, or the file of a plan
    #[arg(long, value_name = "WHAT", value_parser = Against::parse, default_value = "live")]
    against: Against,

    /// How differences are shown
    #[arg(long, value_enum, default_value_t = Form::Structured)]
    format: Form,

    /// Lines around a change (unified and side-by-side)
    #[arg(short = 'U', long, value_name = "LINES", default_value_t = patch::CONTEXT)]
    context_lines: usize,

    /// Show differences too between a default and its absence
    #[arg(long)]
    show_defaults: bool,

    /// Show fields too that do not differ
    #[arg(long)]
    show_all: bool,

    /// Show secrets; into files and pipes only with `WEIR_SHOW_SECRETS=1`
    #[arg(long)]
    show_secrets: bool,

    /// Set whose resources --prune would delete
    #[arg(long, value_name = "NAME", value_parser = crate::cli::compare::set_name)]
    set: Option<crate::model::SetName>,

    /// Show what `weir apply --prune` would delete
    #[arg(long)]
    prune: bool,

    #[command(flatten)]
    targets: TargetArgs,

    /// Answer exit code 0 where there are differences too
    #[arg(long, conflicts_with = "detailed_exitcode")]
    exit_zero: bool,

    /// Answer exit code 2 where there are differences, and 1 for any error
    #[arg(long)]
    detailed_exitcode: bool,

    #[command(flatten)]
    copies: CopyArgs,
}

/// How differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Field by field
    Structured,
    /// A patch of JSON documents
    Unified,
    /// Both documents beside one another
    SideBySide,
    /// One line a resource
    Summary,
    /// JSON patches (RFC 6902)
    JsonPatch,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    args.copies.check(FORMATS)?;
    let compared = compared(args, settings, ui).await;
    match compared {
        Err(mut error) if args.detailed_exitcode => {
            error.exit = Exit::No;
            Err(error)
        }
        compared => compared,
    }
}

/// Both sides, and what is known of them.
struct Compared {
    desired: Desired,
    plan: Plan,
    target: String,
    /// What was sent; none where no control plane elsewhere was asked.
    requests: Option<Requests>,
    missing: BTreeSet<Kind>,
    notes: Vec<String>,
}

async fn compared(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let secrets_allowed = ui.width.is_some() || settings.environment.get(SHOW_SECRETS) == Some("1");
    if args.show_secrets && !secrets_allowed {
        return Err(Error::usage("--show-secrets would write secrets into a file or a pipe")
            .hint(format!("if that is meant: {SHOW_SECRETS}=1 in the environment")));
    }
    let other = args.against.load(&args.inputs, settings, ui)?;
    let compared = match other {
        None => with_live(args, settings, ui).await?,
        Some(other) => {
            let desired = desired::load(&args.inputs, settings, ui)?;
            let mut options = args.options();
            options.chosen = args.targets.chosen([&other.snapshot, &desired.snapshot])?;
            if let Some(about) = &other.about {
                // What a plan leaves alone is not in it, so nothing can be said of that.
                let chosen = |id: &&ResourceId| options.is_chosen(id);
                options.chosen = Some(about.iter().filter(chosen).cloned().collect());
            }
            if other.whole {
                let all = other.snapshot.iter().map(|resource| resource.id.clone());
                options.delete = all.collect::<BTreeSet<_>>();
            }
            let plan = plan::plan_with(&other.snapshot, &desired.snapshot, &options);
            let (missing, notes) = Default::default();
            Compared { desired, plan, target: other.name, requests: None, missing, notes }
        }
    };
    let differs = !compared.plan.is_empty();
    let exit = match (differs, args.exit_zero, args.detailed_exitcode) {
        (false, ..) | (true, true, _) => Exit::Done,
        (true, false, true) => Exit::Usage,
        (true, false, false) => Exit::No,
    };
    let exit = write(args, settings, &compared, exit, ui)?;
    if !differs {
        let resources = count::resources(compared.plan.unchanged.len());
        ui.status(&format!("no differences: {resources} on {}", compared.target));
    }
    Ok(exit)
}

/// The documents held against the control plane.
async fn with_live(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Compared, Error> {
    let ownership = OwnershipArgs {
        set: args.set.clone(),
        prune: args.prune,
        targets: args.targets.clone(),
        defaults: args.options().defaults,
        compares_only: true,
        ..OwnershipArgs::default()
    };
    let desired = ownership.load(&args.inputs, settings, ui)?;
    let session = Session::open_to_read(settings).await?;
    let found = ownership.compare(&desired, &session, settings, ui).await?;
    let target = session.target.clone();
    session.close();
    for note in &found.notes {
        ui.warning(note);
    }
    let compare::Compared { plan, requests, missing, notes, .. } = found;
    Ok(Compared { desired, plan, target, requests, missing, notes })
}

impl Args {
    fn options(&self) -> Options {
        let defaults = if self.show_defaults { Defaults::Shown } else { Defaults::Absent };
        Options { defaults, ..Options::default() }
    }
}

fn write(
    args: &Args,
    settings: &Settings,
    compared: &Compared,
    exit: Exit,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let Compared { desired, plan, .. } = compared;
    let locate = desired.locate();
    let is_sensitive = |id: &ResourceId, path: &FieldPath| desired.is_sensitive(id, path);
    let secrets = if args.show_secrets { Secrets::Shown } else { Secrets::Hidden(&is_sensitive) };
    let (palette, width) = (ui.palette, ui.width);
    let view = View { secrets, all: args.show_all, width, ..View::plain(palette, &locate) };
    let plain = View { palette: Palette::default(), width: None, ..view };
    let exit = args.copies.write(exit, ui, |format| rendered(args, format, compared, exit, plain));
    write!(ui.out(), "{}", rendered(args, settings.output, compared, exit, view))?;
    let is_text = settings.output == OutputFormat::Text && args.format != Form::JsonPatch;
    let others = change::others(plan);
    if is_text && plan.is_empty() && !others.is_empty() {
        ui.status(others.trim_end());
    }
    if let (Some(requests), true, Form::Structured) = (compared.requests, is_text, args.format) {
        ui.status(&traffic::text(requests));
    }
    Ok(exit)
}

fn rendered(
    args: &Args,
    output: OutputFormat,
    compared: &Compared,
    exit: Exit,
    view: View<'_>,
) -> String {
    let Compared { plan, target, .. } = compared;
    match output {
        OutputFormat::Json => {
            let mut document = envelope("diff", exit.code());
            document.insert("target".to_owned(), json!({"endpoint": target}));
            document.insert("summary".to_owned(), change::counts_json(plan.counts()));
            document.insert("notes".to_owned(), json!(compared.notes));
            document.insert("missingKinds".to_owned(), compare::kinds_json(&compared.missing));
            document.insert("requests".to_owned(), traffic::json(compared.requests));
            let changes = plan.outcomes().into_iter();
            let changes =
                changes.map(|(action, _)| Value::Object(change::action_json(&action, view)));
            document.insert("changes".to_owned(), Value::Array(changes.collect()));
            let others = plan.others.iter().map(|id| json!(plan.address(id))).collect();
            document.insert("others".to_owned(), Value::Array(others));
            document.insert("leftOut".to_owned(), change::left_out_json(plan));
            text(&Value::Object(document)) + "\n"
        }
        OutputFormat::Name => {
            let outcomes = plan.outcomes();
            let names = outcomes.iter().map(|(action, _)| plan.address(action.id()));
            names.map(|name| name + "\n").collect()
        }
        _ => form(args, compared, view),
    }
}

fn form(args: &Args, compared: &Compared, view: View<'_>) -> String {
    let Compared { plan, target, .. } = compared;
    let context = args.context_lines;
    match args.format {
        Form::JsonPatch => text(&patch::json_patches(plan, view)) + "\n",
        _ if plan.is_empty() => String::new(),
        Form::Unified => patch::unified(plan, context, view),
        Form::SideBySide => patch::side_by_side(plan, context, view),
        Form::Summary => {
            format!("{}{}\n", patch::summary(plan, view), change::summary(plan.counts()))
        }
        Form::Structured => {
            let others = match change::others(plan) {
                others if others.is_empty() => others,
                others => others + "\n",
            };
            let header = change::header(plan, target, view);
            let outcomes = change::outcomes(plan, view);
            format!("{header}\n{outcomes}{others}{}\n", change::summary(plan.counts()))
        }
    }
}
