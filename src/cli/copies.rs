//! Copies of a result in files, in any form that the command has: `--report FORMAT=PATH`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ValueEnum as _;

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::files;
use crate::cli::formats::Formats;

/// Flags of commands whose result can be written to files too.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct CopyArgs {
    /// Write the result to a file too, as one of this command's formats (can be repeated)
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = copy)]
    copies: Vec<Copy>,
}

/// One more place for the result.
#[derive(Debug, Clone)]
struct Copy {
    format: OutputFormat,
    path: PathBuf,
}

fn copy(text: &str) -> Result<Copy, String> {
    let (format, path) =
        text.split_once('=').ok_or("write FORMAT=PATH, such as sarif=weir.sarif")?;
    let format = OutputFormat::from_str(format, false).map_err(|_| {
        use OutputFormat::{Csv, Tsv, Wide, Yaml};
        // No command has these for its reports.
        let is_known = |format: &&OutputFormat| !matches!(format, Csv | Tsv | Wide | Yaml);
        let known = OutputFormat::value_variants().iter().filter(is_known).map(ToString::to_string);
        format!("the formats are {}", known.collect::<Vec<_>>().join(", "))
    })?;
    match path {
        "" => Err("the path is missing".to_owned()),
        "-" => Err("a file is needed; stdout has what --output says".to_owned()),
        path => Ok(Copy { format, path: PathBuf::from(path) }),
    }
}

impl CopyArgs {
    /// Refuses forms that the command does not have, before it does anything.
    pub fn check(&self, formats: Formats) -> Result<(), Error> {
        let mut paths = BTreeSet::new();
        for Copy { format, path } in &self.copies {
            formats.check(*format)?;
            if !paths.insert(path) {
                let path = path.display();
                return Err(Error::usage(format!("two reports go to `{path}`")));
            }
        }
        Ok(())
    }

    /// Writes all copies, and answers how the run ends: a copy that could not be written makes
    /// wrong use of a run that went well otherwise. What the run was for is to be told afterwards.
    pub fn write(&self, exit: Exit, ui: &mut Ui, render: impl Fn(OutputFormat) -> String) -> Exit {
        let mut ended = exit;
        for Copy { format, path } in &self.copies {
            if let Err(error) = files::replace(path, ui.masked(&render(*format)).as_bytes()) {
                let message = format!("cannot write the report `{}`", path.display());
                ui.error(&Error::usage(message).because(error));
                if matches!(exit, Exit::Done | Exit::No) {
                    ended = Exit::Usage;
                }
            }
        }
        ended
    }
}
