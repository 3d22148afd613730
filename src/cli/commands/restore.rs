//! `weir restore`: puts a backup in the place of the store in the data directory.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::settings::{Endpoint, Settings};
use crate::output::count;
use crate::output::json::{envelope, text};
use crate::store::{Replace, Restored, restore};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("restore", &[OutputFormat::Text, OutputFormat::Json]);

/// Make a backup the store of the embedded control plane
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File that `weir backup` wrote
    file: PathBuf,

    /// Replace a store that is not empty; it stays beside the new one
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if let Endpoint::Url { url, origin } = &settings.endpoint {
        let url = crate::cli::session::redacted(url);
        return Err(Error::usage(format!("a backup cannot be restored over {url}, from {origin}"))
            .hint("stop that server, then restore where its data directory is: --data-dir DIR"));
    }
    let replace = if args.force { Replace::Any } else { Replace::OnlyEmpty };
    let restored = restore(&settings.data_dir, &args.file, replace)?;
    let Restored { revision, resources, instances, kept } = restored;
    let kept = kept.map(|path| path.display().to_string());
    if settings.output == OutputFormat::Json {
        let mut document = envelope("restore", 0);
        document.insert("dataDir".to_owned(), json!(settings.data_dir.display().to_string()));
        document.insert("revision".to_owned(), json!(revision));
        document.insert("resources".to_owned(), json!(resources));
        document.insert("instances".to_owned(), json!(instances));
        document.insert("kept".to_owned(), json!(kept));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        return Ok(Exit::Done);
    }
    ui.status(&format!(
        "restored {} to {}, at revision {revision}",
        count::resources(resources),
        settings.data_dir.display()
    ));
    if let Some(kept) = kept {
        ui.status(&format!("the store that was there is kept as {kept}"));
    }
    Ok(Exit::Done)
}
