//! `weir canary`: moves traffic to a new node in stages, each held and judged.

use crate::cli::Ui;
use crate::cli::commands::rollout::flags::CanaryArgs;
use crate::cli::commands::rollout::{SpecFlags, history, outlook, reap, start, status, wishes};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::settings::Settings;

/// The forms of its output.
pub const FORMATS: Formats = super::rollout::formats("canary");

/// What these rollouts are called.
const STRATEGY: &str = CanaryArgs::STRATEGY;

/// Move traffic to a new version in stages, each held and judged
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Plan(Box<outlook::PlanArgs<CanaryArgs>>),
    Start(Box<start::StartArgs<CanaryArgs>>),
    Status(status::StatusArgs),
    Watch(status::WatchArgs),
    Approve(wishes::ApproveArgs),
    Deny(wishes::DenyArgs),
    Pause(wishes::PauseArgs),
    Resume(wishes::ResumeArgs),
    Promote(wishes::PromoteArgs),
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
        Verb::Promote(args) => wishes::promote(args, STRATEGY, settings, ui).await,
        Verb::Abort(args) => wishes::abort(args, STRATEGY, settings, ui).await,
        Verb::Finish(args) => wishes::finish(args, STRATEGY, settings, ui).await,
        Verb::History(args) => history::run(args, STRATEGY, settings, ui).await,
        Verb::Reap(args) => reap::run(args, settings, ui).await,
    }
}
