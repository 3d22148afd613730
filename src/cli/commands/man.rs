//! `weir man`: the manual pages.

use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::{Cli, Ui};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("man", &[]);

/// Print a manual page, or write all pages into a folder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Command whose page to print; without one, the page of weir itself
    command: Vec<String>,

    /// Write all pages into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    all: Option<PathBuf>,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    let pages = pages()?;
    if let Some(dir) = &args.all {
        write_all(dir, &pages)?;
        ui.status(&format!("wrote {} pages to {}", pages.len(), dir.display()));
        return Ok(Exit::Done);
    }
    let words = [&["weir".to_owned()], args.command.as_slice()].concat();
    let wanted = words.join("-") + ".1";
    let Some((_, page)) = pages.iter().find(|(name, _)| *name == wanted) else {
        let command = args.command.join(" ");
        return Err(Error::new(Exit::No, format!("there is no page for `{command}`"))
            .hint("`weir --help` lists the commands"));
    };
    ui.out().write_all(page)?;
    Ok(Exit::Done)
}

fn write_all(dir: &Path, pages: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let failed =
        |error| Error::usage(format!("cannot write to `{}`", dir.display())).because(error);
    std::fs::create_dir_all(dir).map_err(failed)?;
    for (name, page) in pages {
        std::fs::write(dir.join(name), page).map_err(failed)?;
    }
    Ok(())
}

/// File names and texts of all pages, that of the program first.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut commands = vec![(String::from("weir"), command.clone())];
    add_parts("weir", &command, &mut commands);
    let mut pages = Vec::new();
    for (name, command) in commands {
        let mut page = Vec::new();
        // The version and date would change every page with every release.
        let command = command.name(name.clone()).bin_name(name.replace('-', " "));
        clap_mangen::Man::new(command).date("").source("weir").render(&mut page)?;
        pages.push((format!("{name}.1"), page));
    }
    Ok(pages)
}

/// Adds the commands below a command, and theirs, each under the name of its page.
fn add_parts(above: &str, command: &clap::Command, commands: &mut Vec<(String, clap::Command)>) {
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        let name = format!("{above}-{}", one.get_name());
        commands.push((name.clone(), one.clone()));
        add_parts(&name, one, commands);
    }
}
