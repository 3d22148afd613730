//! `weir man`: the manual pages.

use std::path::PathBuf;

use clap::CommandFactory as _;

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::{Cli, Ui};

/// Print the manual page, or write all pages into a folder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder to write all pages into
    dir: Option<PathBuf>,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    let pages = pages()?;
    let Some(dir) = &args.dir else {
        let (_, page) = pages.first().expect("there is a page for the program itself");
        ui.out().write_all(page)?;
        return Ok(Exit::Done);
    };
    let failed =
        |error| Error::usage(format!("cannot write to `{}`", dir.display())).because(error);
    std::fs::create_dir_all(dir).map_err(failed)?;
    for (name, page) in &pages {
        std::fs::write(dir.join(name), page).map_err(failed)?;
    }
    ui.status(&format!("wrote {} pages to {}", pages.len(), dir.display()));
    Ok(Exit::Done)
}

/// File names and texts of all pages, that of the program first.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut commands = vec![(String::from("weir"), command.clone())];
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        commands.push((format!("weir-{}", one.get_name()), one.clone()));
    }
    let mut pages = Vec::new();
    for (name, command) in commands {
        let mut page = Vec::new();
        // The version and date would change every page with every release.
        let man =
            clap_mangen::Man::new(command.name(name.clone()).bin_name(name.replacen('-', " ", 1)))
                .date("")
                .source("weir");
        man.render(&mut page)?;
        pages.push((format!("{name}.1"), page));
    }
    Ok(pages)
}
