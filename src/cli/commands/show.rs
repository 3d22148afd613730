//! `weir show`: a saved plan, or a recorded run. Asks no control plane.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::nowhere;
use crate::cli::commands::plan::Shown;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::plan_file;
use crate::cli::runs::{Recorded, Runs};
use crate::cli::settings::Settings;
use crate::model::{FieldPath, ResourceId};
use crate::output::change::View;
use crate::output::json::{envelope, text};
use crate::output::secret::Secrets;
use crate::output::style::printable;
use crate::output::{plan as review, table};
use crate::plan::Plan;
use crate::plan::saved::SavedPlan;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "show",
    &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name, OutputFormat::Markdown],
);

/// Show a saved plan or a recorded run
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File of a plan, or the name of a run: whole, its end, or `last`
    #[arg(value_name = "PLAN|RUN")]
    what: String,
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let path = Path::new(&args.what);
    if path.is_file() {
        let saved = plan_file::read(path)?;
        show_plan(&saved, settings.output, ui)?;
    } else {
        let recorded = Runs::of(&settings.environment)?.find(&args.what)?;
        show_run(&recorded, settings.output, ui)?;
    }
    Ok(Exit::Done)
}

fn show_plan(saved: &SavedPlan, output: OutputFormat, ui: &mut Ui) -> Result<(), Error> {
    let plan = saved.as_planned();
    if matches!(output, OutputFormat::Text) {
        let id = &saved.id;
        let made = format!("plan {id}, made {} for {}", saved.created, saved.target.endpoint);
        writeln!(ui.out(), "{}\n", printable(&made))?;
    }
    let shown = rendered(saved, &plan, output, ui);
    write!(ui.out(), "{shown}")?;
    if plan.is_empty() {
        ui.status("the plan has nothing to do");
    }
    Ok(())
}

/// A saved plan in the forms of `weir plan`.
fn rendered(saved: &SavedPlan, plan: &Plan, output: OutputFormat, ui: &Ui) -> String {
    let is_secret = |id: &ResourceId, path: &FieldPath| saved.is_secret(id, path);
    let about = review::About {
        target: &saved.target.endpoint,
        set: saved.options.set.as_deref(),
        rates: None,
        unchanged: saved.unchanged,
        others: saved.others,
    };
    let view = View {
        secrets: Secrets::Hidden(&is_secret),
        width: ui.width,
        ..View::plain(ui.palette, &nowhere)
    };
    Shown {
        plan,
        about,
        notes: &[],
        exit: Exit::Done,
        requests: None,
        missing: &BTreeSet::new(),
        view,
    }
    .text(output)
}

fn show_run(recorded: &Recorded, output: OutputFormat, ui: &mut Ui) -> Result<(), Error> {
    let plan = recorded.plan.as_planned();
    let outcomes = recorded.outcomes();
    match output {
        OutputFormat::Json => {
            let mut document = envelope("run", Exit::Done.code());
            document.insert("run".to_owned(), json!(recorded.about));
            document.insert("state".to_owned(), json!(recorded.state()));
            document.insert("result".to_owned(), json!(recorded.result));
            let planned = rendered(&recorded.plan, &plan, OutputFormat::Json, ui);
            let planned: Value = serde_json::from_str(&planned).unwrap_or_default();
            document.insert("plan".to_owned(), planned);
            document.insert("events".to_owned(), Value::Array(recorded.events()));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name | OutputFormat::Markdown => {
            let shown = rendered(&recorded.plan, &plan, output, ui);
            write!(ui.out(), "{shown}")?;
        }
        _ => {
            let about = &recorded.about;
            let head = format!(
                "run {}: {} by {}@{}, {}\non {}",
                about.id,
                about.command,
                about.user,
                about.host,
                recorded.state(),
                recorded.plan.target.endpoint
            );
            writeln!(ui.out(), "{}", printable(&head))?;
            if let Some(message) = &about.message {
                writeln!(ui.out(), "{}", printable(message))?;
            }
            let steps = plan.steps.iter().zip(outcomes);
            let rows = steps.map(|(step, outcome)| {
                let part = crate::cli::carry_out::part(step.part);
                let id = printable(&plan.address(step.action.id()));
                let (id, detail) = (format!("{id}{part}"), printable(&outcome.detail));
                vec![outcome.word, step.action.verb().to_owned(), id, detail]
            });
            let header = ["RESULT", "ACTION", "RESOURCE", "DETAIL"];
            let table = table::detailed(&header, rows.collect(), ui.width);
            write!(ui.out(), "\n{table}")?;
        }
    }
    Ok(())
}
