//! `weir history`: the runs of this machine, the newest first.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::address;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::runs::{Recorded, Runs};
use crate::cli::settings::Settings;
use crate::model::Address;
use crate::output::json::{envelope, text};
use crate::output::style::printable;
use crate::output::table;

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("history", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// List the runs that changed something or tried to, the newest first
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only runs that were about this resource
    #[arg(value_name = "ADDRESS", value_parser = address::parse)]
    address: Option<Address>,

    /// The most runs to list
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let mut all = Runs::of(&settings.environment)?.all()?;
    let any = !all.is_empty();
    all.reverse();
    all.retain(|run| args.address.as_ref().is_none_or(|address| is_about(run, address)));
    all.truncate(args.limit);
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("history", Exit::Done.code());
            let runs = all.iter().map(|run| {
                json!({"run": run.about, "state": run.state(), "target": run.plan.target.endpoint,
                    "done": run.changed(), "planned": run.plan.changes.len(), "result": run.result})
            });
            document.insert("runs".to_owned(), Value::Array(runs.collect()));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => {
            for run in &all {
                writeln!(ui.out(), "{}", run.about.id)?;
            }
        }
        _ if all.is_empty() => ui.status(&nothing(args, any)),
        _ => {
            let rows = all.iter().map(row).collect();
            let header = ["RUN", "COMMAND", "CHANGES", "STATE", "TARGET", "WHO", "MESSAGE"];
            let table = table::first_whole(&header, rows, ui.width);
            write!(ui.out(), "{table}")?;
        }
    }
    Ok(Exit::Done)
}

/// Why nothing is listed.
fn nothing(args: &Args, any: bool) -> String {
    match &args.address {
        _ if !any => "nothing was recorded yet".to_owned(),
        _ if args.limit == 0 => "no run is listed with --limit 0".to_owned(),
        Some(_) => "no run was about that resource".to_owned(),
        None => "no run of these".to_owned(),
    }
}

fn is_about(run: &Recorded, address: &Address) -> bool {
    run.plan.changes.iter().any(|change| {
        let id = address.in_mesh(Some(change.id.mesh())).ok().flatten();
        id.as_ref() == Some(&change.id)
    })
}

fn row(run: &Recorded) -> Vec<String> {
    let about = &run.about;
    vec![
        about.id.clone(),
        about.command.clone(),
        run.changed().to_string(),
        run.state().to_owned(),
        printable(&run.plan.target.endpoint),
        printable(&format!("{}@{}", about.user, about.host)),
        printable(about.message.as_deref().unwrap_or_default()),
    ]
}
