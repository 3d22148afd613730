//! `weir plan`: what `weir apply` would do, in which order; on request as a file to do exactly that.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::desired::{self, Desired};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::output::json::{envelope, text};
use crate::output::{change, count};
use crate::plan::Plan;

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("plan", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// Show what `weir apply` would do, and in which order
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let desired = desired::load(&args.inputs, settings, ui)?;
    let session = Session::open_to_read(settings).await?;
    let plan = desired::compare(&desired, &session, ui).await?;
    let target = session.target.clone();
    session.close();
    write(settings.output, &desired, &plan, &target, ui)?;
    if plan.is_empty() {
        let resources = count::resources(plan.unchanged.len());
        ui.status(&format!("nothing to do on {target}; {resources} unchanged"));
    }
    Ok(Exit::Done)
}

fn write(
    output: OutputFormat,
    desired: &Desired,
    plan: &Plan,
    target: &str,
    ui: &mut Ui,
) -> Result<(), Error> {
    let locate = desired.locate();
    match output {
        OutputFormat::Json => {
            let mut document = envelope("plan", Exit::Done.code());
            document.insert("target".to_owned(), json!({"endpoint": target}));
            document.insert("summary".to_owned(), change::counts_json(plan.counts()));
            let changes = plan.steps.iter();
            let changes =
                changes.map(|step| Value::Object(change::change_json(&step.action, &locate)));
            document.insert("changes".to_owned(), Value::Array(changes.collect()));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => {
            for step in &plan.steps {
                writeln!(ui.out(), "{}", plan.address(step.action.id()))?;
            }
        }
        _ if plan.is_empty() => {}
        _ => {
            let palette = ui.palette;
            write!(ui.out(), "{}", change::steps(plan, palette, &locate))?;
            write!(ui.out(), "{}", change::others(plan))?;
            writeln!(ui.out(), "{}", change::summary(plan.counts()))?;
        }
    }
    Ok(())
}
