//! `weir proxy`: the proxies of a mesh.

mod bootstrap;
mod list;

use crate::cli::Ui;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::settings::Settings;

/// Set up the proxies of a mesh, and see how they follow
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Bootstrap(Box<bootstrap::Args>),
    List(list::ListArgs),
    Status(list::StatusArgs),
}

impl Args {
    /// The forms of its output.
    pub fn formats(&self) -> Formats {
        match self.command {
            Command::Bootstrap(_) => bootstrap::FORMATS,
            Command::List(_) => list::LIST_FORMATS,
            Command::Status(_) => list::STATUS_FORMATS,
        }
    }
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    match &args.command {
        Command::Bootstrap(args) => bootstrap::run(args, settings, ui).await,
        Command::List(args) => list::list(args, settings, ui).await,
        Command::Status(args) => list::status(args, settings, ui).await,
    }
}
