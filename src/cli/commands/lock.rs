//! `weir lock`: who holds the lock of a mesh, and a way to take it from a run that is no more.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::{guard, who};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::output::json::{envelope, text};
use crate::output::style::printable;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("lock", &[OutputFormat::Text, OutputFormat::Json]);

/// Look at the locks of meshes, or break one
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show who holds which lock
    Status,
    /// Take a lock away, whoever holds it; a run that is still under way stops
    Break {
        /// The mesh
        #[arg(value_name = "MESH")]
        mesh: String,

        /// Answer to the question of a protected context: its name
        #[arg(long, value_name = "CONTEXT")]
        confirm: Option<String>,
    },
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let mut session = Session::open(settings).await?;
    if !session.client.capabilities().await?.locks {
        return Err(Error::usage(format!("{} has no locks", session.target)));
    }
    let mut document = envelope("lock", Exit::Done.code());
    match &args.what {
        What::Status => {
            let locks = session.client.locks().await?;
            document.insert("locks".to_owned(), json!(locks));
            for lock in locks.iter().filter(|_| settings.output != OutputFormat::Json) {
                let line = match lock.expires_in_seconds {
                    0 => format!(
                        "{} was locked{}; the lease ran out, so it is free for whoever asks next",
                        lock.mesh,
                        who(lock)
                    ),
                    _ => format!("{} is locked{}", lock.mesh, who(lock)),
                };
                writeln!(ui.out(), "{}", printable(&line))?;
            }
            if locks.is_empty() {
                ui.status(&format!("nothing is locked on {}", session.target));
            }
        }
        What::Break { mesh, confirm } => {
            let what = format!("Break the lock of {mesh}");
            session = guard(&what, confirm.as_deref(), session, settings, ui).await?;
            settings.changing.begin();
            let lock = match session.client.break_lock(mesh).await {
                Err(error) if error.is_not_found() => {
                    return Err(Error::new(Exit::No, format!("the mesh `{mesh}` is not locked")));
                }
                lock => lock?,
            };
            ui.status(&format!("the lock of {mesh} is broken; it was held{}", who(&lock)));
            document.insert("broken".to_owned(), json!(lock));
        }
    }
    session.close();
    if settings.output == OutputFormat::Json {
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    }
    Ok(Exit::Done)
}
