//! `weir blue-green`: checks a new node without traffic, switches to it, and back.

use crate::cli::Ui;
use crate::cli::commands::rollout::flags::BlueGreenArgs;
use crate::cli::commands::rollout::{SpecFlags, history, outlook, reap, start, status, wishes};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::settings::Settings;

/// The forms of its output.
pub const FORMATS: Formats = super::rollout::formats("blue-green");

/// What these rollouts are called.
const STRATEGY: &str = BlueGreenArgs::STRATEGY;

/// Check a new version without traffic, then switch to it, and back if need be
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Plan(Box<outlook::PlanArgs<BlueGreenArgs>>),
    Start(Box<start::StartArgs<BlueGreenArgs>>),
    Status(status::StatusArgs),
    Watch(status::WatchArgs),
    Approve(wishes::ApproveArgs),
    Deny(wishes::DenyArgs),
    Pause(wishes::PauseArgs),
    Resume(wishes::ResumeArgs),
    Switch(wishes::SwitchArgs),
    /// Take all traffic back to the old node, after the switch too
    SwitchBack(wishes::AbortArgs),
    Abort(wishes::AbortArgs),
    Finish(wishes::FinishArgs),
    History(history::HistoryArgs),
    Reap(reap::ReapArgs),
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    match &args.verb {
        Verb::Plan(args) => outlook::run(args, settings, ui).await,
        Verb::Start(args) => start::run(args, settings, ui).await,
        Verb::Status(args) => status::status(args, STRATEGY, settings, ui).await,
        Verb::Watch(args) => status::watch(args, STRATEGY, settings, ui).await,
        Verb::Approve(args) => wishes::approve(args, STRATEGY, settings, ui).await,
        Verb::Deny(args) => wishes::deny(args, STRATEGY, settings, ui).await,
        Verb::Pause(args) => wishes::pause(args, STRATEGY, settings, ui).await,
        Verb::Resume(args) => wishes::resume(args, STRATEGY, settings, ui).await,
        Verb::Switch(args) => wishes::switch(args, STRATEGY, settings, ui).await,
        Verb::SwitchBack(args) => wishes::switch_back(args, STRATEGY, settings, ui).await,
        Verb::Abort(args) => wishes::abort(args, STRATEGY, settings, ui).await,
        Verb::Finish(args) => wishes::finish(args, STRATEGY, settings, ui).await,
        Verb::History(args) => history::run(args, STRATEGY, settings, ui).await,
        Verb::Reap(args) => reap::run(args, settings, ui).await,
    }
}
