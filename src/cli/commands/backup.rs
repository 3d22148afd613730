//! `weir backup`: copies all that the control plane holds into a file, while it goes on.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::output::count;
use crate::output::json::{envelope, text};
use crate::store::{Restored, inspect};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("backup", &[OutputFormat::Text, OutputFormat::Json]);

/// Copy all that the control plane holds into a file
#[derive(Debug, clap::Args)]
pub struct Args {
    /// File to write; `weir restore` reads it
    file: PathBuf,

    /// Overwrite the file if there is one
    #[arg(long)]
    force: bool,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let file = &args.file;
    if !args.force && file.symlink_metadata().is_ok() {
        return Err(Error::new(Exit::Refused, format!("`{}` exists already", file.display()))
            .hint("name another file, or overwrite it with --force"));
    }
    if file.metadata().is_ok_and(|found| !found.is_file()) {
        let message = format!("`{}` is no ordinary file, and is left as it is", file.display());
        return Err(Error::usage(message).hint("name a file"));
    }
    let session = Session::open_to_read(settings).await?;
    if !session.client.capabilities().await?.backup {
        let message = format!("{} does not make backups", session.target);
        return Err(Error::new(Exit::Failed, message).hint(
            "backups are an extension of weir; `weir dump` writes the resources of any control plane",
        ));
    }
    let bytes = session.client.backup().await?;
    let target = session.target.clone();
    session.close();
    // What cannot be restored is no backup, and this is the time to find out.
    let found = inspect(file, bytes.to_vec()).map_err(|error| {
        Error::new(Exit::ControlPlane, format!("the backup from {target} cannot be used"))
            .because(error)
    })?;
    write(file, &bytes).map_err(|error| {
        Error::usage(format!("cannot write `{}`", file.display())).because(error)
    })?;
    tell(settings.output, file, &found, &target, ui)
}

/// Under its name the file is whole or not there.
fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut draft = tempfile::Builder::new().prefix(".backup-").tempfile_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(file).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()
}

fn tell(
    output: OutputFormat,
    file: &Path,
    found: &Restored,
    target: &str,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let Restored { revision, resources, instances, .. } = *found;
    if output == OutputFormat::Json {
        let mut document = envelope("backup", 0);
        document.insert("file".to_owned(), json!(file.display().to_string()));
        document.insert("revision".to_owned(), json!(revision));
        document.insert("resources".to_owned(), json!(resources));
        document.insert("instances".to_owned(), json!(instances));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    } else {
        ui.status(&format!(
            "wrote {} of {target} to {}, at revision {revision}",
            count::resources(resources),
            file.display()
        ));
    }
    Ok(Exit::Done)
}
