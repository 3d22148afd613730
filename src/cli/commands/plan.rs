//! `weir plan`: what `weir apply` would do, in which order; on request as a file to do exactly that.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::compare::{self, Compared, OwnershipArgs};
use crate::cli::copies::CopyArgs;
use crate::cli::desired::Desired;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::plan_file;
use crate::cli::runs;
use crate::cli::session::{self, Session};
use crate::cli::settings::Settings;
use crate::client::Requests;
use crate::model::{FieldPath, Kind, ResourceId};
use crate::output::change::View;
use crate::output::json::{envelope, text};
use crate::output::secret::Secrets;
use crate::output::style::Palette;
use crate::output::{change, count, plan as review, traffic};
use crate::plan::Plan;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "plan",
    &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name, OutputFormat::Markdown],
);

/// Show what `weir apply` would do, and in which order
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Save the plan; `weir apply FILE` does exactly that
    #[arg(short = 'O', long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Answer exit code 2 where there is something to do, and 1 for any error
    #[arg(long)]
    detailed_exitcode: bool,

    #[command(flatten)]
    ownership: OwnershipArgs,

    #[command(flatten)]
    copies: CopyArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    args.copies.check(FORMATS)?;
    let planned = plan(args, settings, ui).await;
    match planned {
        Err(mut error) if args.detailed_exitcode => {
            error.exit = Exit::No;
            Err(error)
        }
        planned => planned,
    }
}

/// Plans and shows.
async fn plan(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    args.out.as_deref().map_or(Ok(()), plan_file::check_place)?;
    let desired = args.ownership.load(&args.inputs, settings, ui)?;
    let session = Session::open_to_read(settings).await?;
    let compared = args.ownership.compare(&desired, &session, settings, ui).await?;
    let target = session.target.clone();
    session.close();
    let plan = &compared.plan;
    let changes = !plan.is_empty();
    let mut exit = if changes && args.detailed_exitcode { Exit::Usage } else { Exit::Done };
    for note in &compared.notes {
        ui.warning(note);
    }
    let refused = compare::refused(&compared.refusals);
    // One document on stdout: a plan that must not be carried out is told of as an error.
    if refused.is_none() || settings.output != OutputFormat::Json {
        let rates = session::rates(settings);
        exit = write(args, settings.output, (&desired, &compared), (&target, exit, rates), ui)?;
    }
    if let Some(error) = refused {
        return Err(match &args.out {
            Some(path) => error.hint(format!("`{}` was not written", path.display())),
            None => error,
        });
    }
    if !changes {
        let resources = count::resources(plan.unchanged.len());
        ui.status(&format!("nothing to do on {target}; {resources} unchanged"));
    }
    if let Some(path) = &args.out {
        runs::write(path, &Value::Object(compared.saved.to_json()))?;
        let path = path.display();
        ui.status(&format!("saved to {path}; to do exactly this: weir apply {path}"));
    }
    if let (Some(requests), OutputFormat::Text) = (compared.requests, settings.output) {
        ui.status(&traffic::text(requests));
    }
    Ok(exit)
}

fn write(
    args: &Args,
    output: OutputFormat,
    (desired, compared): (&Desired, &Compared),
    (target, exit, rates): (&str, Exit, Option<(f64, f64)>),
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let locate = desired.locate();
    let is_sensitive = |id: &ResourceId, path: &FieldPath| desired.is_sensitive(id, path);
    let set = compared.saved.options.set.as_deref();
    let shown = Shown {
        plan: &compared.plan,
        about: review::About {
            target,
            set,
            rates,
            unchanged: compared.saved.unchanged,
            others: compared.saved.others,
        },
        notes: &compared.notes,
        exit,
        requests: compared.requests,
        missing: &compared.missing,
        view: View {
            secrets: Secrets::Hidden(&is_sensitive),
            width: ui.width,
            ..View::plain(ui.palette, &locate)
        },
    };
    let copied =
        Shown { view: View { width: None, palette: Palette::default(), ..shown.view }, ..shown };
    let exit = args.copies.write(exit, ui, |format| copied.text(format));
    write!(ui.out(), "{}", Shown { exit, ..shown }.text(output))?;
    Ok(exit)
}

/// A plan as it is shown, whether it was just made or is read from a file.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub plan: &'a Plan,
    pub about: review::About<'a>,
    pub notes: &'a [String],
    pub exit: Exit,
    pub requests: Option<Requests>,
    pub missing: &'a BTreeSet<Kind>,
    pub view: View<'a>,
}

impl Shown<'_> {
    pub fn text(&self, output: OutputFormat) -> String {
        let Self { plan, about, view, .. } = self;
        match output {
            OutputFormat::Json => text(&Value::Object(self.document())) + "\n",
            OutputFormat::Name => {
                let names = plan.steps.iter().map(|step| plan.address(step.action.id()));
                names.map(|name| name + "\n").collect()
            }
            OutputFormat::Markdown => {
                let view = View { palette: Palette::default(), ..*view };
                review::markdown(plan, *about, view)
            }
            _ if plan.is_empty() => String::new(),
            _ => review::text(plan, *about, *view),
        }
    }

    fn document(&self) -> Map<String, Value> {
        let Self { plan, about, view, .. } = self;
        let mut document = envelope("plan", self.exit.code());
        document.insert("target".to_owned(), json!({"endpoint": about.target}));
        document.insert("summary".to_owned(), change::counts_json(about.counts(plan)));
        document.insert("notes".to_owned(), json!(self.notes));
        document.insert("leftOut".to_owned(), change::left_out_json(plan));
        let changes = plan.steps.iter();
        let changes = changes.map(|step| Value::Object(change::step_json(step, *view)));
        document.insert("missingKinds".to_owned(), compare::kinds_json(self.missing));
        let estimate = plan.requests();
        let estimate = json!({"read": estimate.reads, "write": estimate.writes});
        document.insert("estimate".to_owned(), estimate);
        document.insert("requests".to_owned(), traffic::json(self.requests));
        document.insert("changes".to_owned(), Value::Array(changes.collect()));
        document
    }
}
