//! `weir validate`: what is wrong with documents, without a control plane.

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::report::{self, Report};
use crate::cli::settings::Settings;
use crate::diagnostic::Severity;
use crate::output::frame::Look;
use crate::output::{diagnostics, frame, json};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("validate", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Github]);

/// Check documents without a control plane
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    fail_on: Threshold,
}

/// The severities that a run can fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Threshold {
    #[default]
    Error,
    Warning,
    Info,
}

impl Threshold {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let output = settings.output;
    let documents = args.inputs.load(settings)?;
    let report = report::check(&documents);
    let fails = report.worst().is_some_and(|worst| worst >= args.fail_on.severity());
    let exit = if fails { Exit::No } else { Exit::Done };
    let Report { diagnostics, summary } = &report;
    match output {
        OutputFormat::Json => {
            let document = diagnostics::document(diagnostics, *summary, exit.code());
            writeln!(ui.out(), "{}", json::text(&document))?;
        }
        OutputFormat::Github => ui.out().write_all(diagnostics::github(diagnostics).as_bytes())?,
        _ => text(&report, ui)?,
    }
    Ok(exit)
}

fn text(report: &Report, ui: &mut Ui) -> Result<(), Error> {
    let Report { diagnostics, summary } = report;
    if diagnostics.is_empty() {
        ui.status(&format!("ok: {}, no problems", summary.scope()));
        return Ok(());
    }
    let look = Look { colored: ui.palette.is_colored(), width: ui.width };
    let frames = frame::frames(diagnostics, look);
    write!(ui.out(), "{frames}")?;
    writeln!(ui.out(), "{summary}")?;
    Ok(())
}
