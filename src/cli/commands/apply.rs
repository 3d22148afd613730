//! `weir apply`: makes the control plane as the documents say. Deletes nothing.

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::{Errand, carry_out};
use crate::cli::desired;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::wait::WaitArgs;

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("apply", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// Make the control plane as the documents say; delete nothing
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Do it without asking
    #[arg(short, long)]
    yes: bool,

    /// Show what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    wait: WaitArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let desired = desired::load(&args.inputs, settings, ui)?;
    let session = Session::open(settings).await?;
    args.wait.check(&session).await?;
    let plan = desired::compare(&desired, &session, ui).await?;
    let locate = desired.locate();
    let errand = Errand {
        command: "apply",
        plan: &plan,
        output: settings.output,
        locate: &locate,
        yes: args.yes,
        dry_run: args.dry_run,
        wait: Some(&args.wait),
    };
    carry_out(&errand, session, settings, ui).await
}
