//! `weir schema`: what may stand in a file, as JSON Schema.

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::document::rollout;
use crate::output::json;
use crate::output::json_schema;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("schema", &[OutputFormat::Text, OutputFormat::Json]);

/// Print the JSON Schema of a file that weir reads, for editors and other checks
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the file holds
    #[arg(value_name = "FILE", value_enum)]
    of: Of,
}

/// A file that weir reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// The spec of a canary or a blue-green rollout
    Rollout,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    let schema = match args.of {
        Of::Rollout => json_schema::document("weir rollout spec", rollout::schema()),
    };
    writeln!(ui.out(), "{}", json::text(&schema))?;
    Ok(Exit::Done)
}
