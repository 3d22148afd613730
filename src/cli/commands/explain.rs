//! `weir explain`: what a code means, why it matters, and how to mend it.

use crate::cli::Ui;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::pages;
use crate::document::closest;

/// Explain the code of a diagnostic
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code, such as F001 or WEIR-F001
    #[arg(value_name = "CODE", required_unless_present = "list")]
    code: Option<String>,

    /// List all codes
    #[arg(long, conflicts_with = "code")]
    list: bool,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    let pages = pages::all();
    let Some(wanted) = &args.code else {
        for page in &pages {
            writeln!(ui.out(), "{}  {}", page.code, page.title)?;
        }
        return Ok(Exit::Done);
    };
    let wanted = wanted.to_uppercase();
    let short = wanted.strip_prefix("WEIR-").unwrap_or(&wanted);
    if let Some(page) = pages.iter().find(|page| page.code.0 == short) {
        ui.out().write_all(page.text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let error = Error::new(Exit::No, format!("there is no code `{short}`"));
    Err(match closest(short, pages.iter().map(|page| page.code.0)) {
        Some(code) => error.hint(format!("did you mean {code}? `weir explain --list` lists all")),
        None => error.hint("`weir explain --list` lists all codes"),
    })
}
