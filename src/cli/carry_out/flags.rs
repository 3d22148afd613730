//! Flags of every command that carries out a plan.

use std::time::Duration;

use crate::cli::args::duration;
use crate::execute;

/// Flags of every command that carries out a plan.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct CarryOutArgs {
    /// Do it without asking
    #[arg(short, long)]
    pub yes: bool,

    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    pub confirm: Option<String>,

    /// Show what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,

    /// What happens after a step failed
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub on_error: OnErrorArg,

    /// Why it is done; whoever waits for the lock sees it, and `weir history`
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,

    /// How long to wait for the lock of a mesh that somebody else holds
    #[arg(long, value_name = "DURATION", value_parser = duration, default_value = "0s")]
    pub lock_timeout: Duration,

    /// Take no lock, and mind none
    #[arg(long)]
    pub no_lock: bool,
}

/// What happens after a step failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum OnErrorArg {
    /// Go on with all that does not need the failed step
    #[default]
    Continue,
    /// Start nothing more
    Stop,
    /// Start nothing more, and undo what was done
    Rollback,
}

impl From<OnErrorArg> for execute::OnError {
    fn from(word: OnErrorArg) -> Self {
        match word {
            OnErrorArg::Continue => Self::Continue,
            OnErrorArg::Stop => Self::Stop,
            OnErrorArg::Rollback => Self::Rollback,
        }
    }
}
