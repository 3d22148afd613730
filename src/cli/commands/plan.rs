//! `weir plan`: what `weir apply` would do, in which order; on request as a file to do exactly that.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::compare::{self, Compared, OwnershipArgs};
use crate::cli::desired::Desired;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::runs;
use crate::cli::session::{self, Session};
use crate::cli::settings::Settings;
use crate::model::{FieldPath, ResourceId};
use crate::output::change::View;
use crate::output::json::{envelope, text};
use crate::output::secret::Secrets;
use crate::output::style::Palette;
use crate::output::{change, count, plan as review};

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
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let planned = plan(args, settings, ui).await;
    match planned {
        Ok(true) if args.detailed_exitcode => Ok(Exit::Usage),
        Ok(_) => Ok(Exit::Done),
        Err(mut error) if args.detailed_exitcode => {
            error.exit = Exit::No;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

/// Plans and shows; answers whether there is something to do.
async fn plan(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<bool, Error> {
    let desired = args.ownership.load(&args.inputs, settings, ui)?;
    let session = Session::open_to_read(settings).await?;
    let compared = args.ownership.compare(&desired, &session, settings, ui).await?;
    let target = session.target.clone();
    session.close();
    let plan = &compared.plan;
    let changes = !plan.is_empty();
    let exit = if changes && args.detailed_exitcode { Exit::Usage } else { Exit::Done };
    for note in &compared.notes {
        ui.warning(note);
    }
    let refused = compare::refused(&compared.refusals);
    // One document on stdout: a plan that must not be carried out is told of as an error.
    if refused.is_none() || settings.output != OutputFormat::Json {
        write(settings.output, &desired, &compared, (&target, exit, session::rates(settings)), ui)?;
    }
    if let Some(error) = refused {
        return Err(error);
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
    Ok(changes)
}

fn write(
    output: OutputFormat,
    desired: &Desired,
    compared: &Compared,
    (target, exit, rates): (&str, Exit, Option<(f64, f64)>),
    ui: &mut Ui,
) -> Result<(), Error> {
    let (plan, locate) = (&compared.plan, desired.locate());
    let is_sensitive = |id: &ResourceId, path: &FieldPath| desired.is_sensitive(id, path);
    let view = View {
        secrets: Secrets::Hidden(&is_sensitive),
        width: ui.width,
        ..View::plain(ui.palette, &locate)
    };
    let set = compared.saved.options.set.as_deref();
    let about = review::About { target, set, rates };
    match output {
        OutputFormat::Json => {
            let mut document = envelope("plan", exit.code());
            document.insert("target".to_owned(), json!({"endpoint": target}));
            document.insert("summary".to_owned(), change::counts_json(plan.counts()));
            document.insert("notes".to_owned(), json!(compared.notes));
            document.insert("leftOut".to_owned(), change::left_out_json(plan));
            let changes = plan.steps.iter();
            let changes = changes.map(|step| Value::Object(change::step_json(step, view)));
            let requests = plan.requests();
            let requests = json!({"read": requests.reads, "write": requests.writes});
            document.insert("requests".to_owned(), requests);
            document.insert("changes".to_owned(), Value::Array(changes.collect()));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => {
            for step in &plan.steps {
                writeln!(ui.out(), "{}", plan.address(step.action.id()))?;
            }
        }
        OutputFormat::Markdown => {
            let view = View { palette: Palette::default(), ..view };
            write!(ui.out(), "{}", review::markdown(plan, about, view))?;
        }
        _ if plan.is_empty() => {}
        _ => write!(ui.out(), "{}", review::text(plan, about, view))?,
    }
    Ok(())
}
