//! What `weir canary` and `weir blue-green` have in common.

pub mod audience;
pub mod confirm;
pub mod feed;
pub mod find;
pub mod flags;
pub mod follow;
pub mod history;
pub mod id;
pub mod lost;
pub mod outlook;
pub mod ready;
pub mod reap;
pub mod report;
pub mod seen;
pub mod start;
pub mod status;
pub mod told;
pub mod traffic;
pub mod until;
pub mod venue;
pub mod wishes;
pub mod word;

pub use flags::SpecFlags;

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::redacted;
use crate::cli::settings::{Endpoint, Origin, Settings};
use crate::output::rollout::next::{Commands, quoted};

/// The forms of output of a command about rollouts.
pub const fn formats(command: &'static str) -> Formats {
    Formats::new(command, &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name])
}

/// What was asked for and not done changed nothing: it was refused.
pub fn refused(mut error: Error) -> Error {
    if error.exit == Exit::Failed {
        error.exit = Exit::Refused;
    }
    error
}

/// Which rollout is meant.
#[derive(Debug, Clone, clap::Args)]
pub struct Which {
    /// Its id, its name or one of its routes, such as rt/cart/main; may be left out if there is
    /// only one
    #[arg(value_name = "ROLLOUT")]
    pub rollout: Option<String>,
}

/// How commands about this run's rollouts begin: with what says where they are.
pub fn commands(settings: &Settings) -> Commands {
    let mut program = "weir".to_owned();
    match (&settings.context, &settings.endpoint) {
        (Some(context), _) => program.extend([" -c ", &quoted(context)]),
        (None, Endpoint::Url { url, origin: Origin::Flag }) => {
            program.extend([" --endpoint ", &quoted(&redacted(url))]);
        }
        (None, Endpoint::Embedded) if settings.data_dir_insists => {
            let folder = settings.data_dir.to_string_lossy();
            program.extend([" --data-dir ", &quoted(&folder)]);
        }
        (None, _) => {}
    }
    Commands { program }
}
