//! `weir proxy`: the proxies of a mesh.

mod bootstrap;

use crate::cli::Ui;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;

/// Set up the proxies of a mesh
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Bootstrap(Box<bootstrap::Args>),
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    match &args.command {
        Command::Bootstrap(args) => bootstrap::run(args, settings, ui).await,
    }
}
