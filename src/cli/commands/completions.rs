//! `weir completions`: scripts that complete command lines.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::{Cli, Ui};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("completions", &[]);

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Shell to complete for
    #[arg(value_enum)]
    shell: ShellName,
}

/// The shells that have scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ShellName {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
    Nushell,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    ui.out().write_all(&script(args.shell))?;
    Ok(Exit::Done)
}

/// The script for a shell.
pub fn script(shell: ShellName) -> Vec<u8> {
    let mut command = Cli::command();
    let mut script = Vec::new();
    let shell = match shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Elvish => Shell::Elvish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Nushell => {
            let nushell = clap_complete_nushell::Nushell;
            clap_complete::generate(nushell, &mut command, "weir", &mut script);
            return script;
        }
    };
    clap_complete::generate(shell, &mut command, "weir", &mut script);
    script
}
