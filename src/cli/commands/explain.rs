//! `weir explain`: what a code means, or what may stand in a field.

use crate::cli::Ui;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::guides;
use crate::cli::pages;
use crate::document::{closest, rollout};
use crate::model::schema::Schema;
use crate::model::{Kind, Spec};
use crate::output::field;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("explain", &[]);

/// What the fields of rollout specs are named with.
const ROLLOUT: &str = "rollout";

/// Explain the code of a diagnostic, a field of a kind, or a file of settings
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code, such as F001 or WEIR-F001, a field, such as vn.listeners.portMapping or
    /// rollout.stages, or weir.toml, config.toml, overlays or variables
    #[arg(value_name = "CODE|KIND[.FIELD]|TOPIC", required_unless_present = "list")]
    subject: Option<String>,

    /// List all codes and topics
    #[arg(long, conflicts_with = "subject")]
    list: bool,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Error> {
    let Some(subject) = &args.subject else {
        for page in pages::all() {
            writeln!(ui.out(), "{}  {}", page.code, page.title)?;
        }
        for guide in guides::GUIDES {
            writeln!(ui.out(), "{}  {}", guide.name, guide.title)?;
        }
        return Ok(Exit::Done);
    };
    if let Some(guide) = guides::find(subject) {
        ui.out().write_all(guide.text.as_bytes())?;
        return Ok(Exit::Done);
    }
    let (word, path) = subject.split_once('.').unwrap_or((subject, ""));
    match Kind::from_words(word) {
        Some(kind) => explain_field((kind.row().noun, Spec::schema(kind)), path, ui),
        None if word == ROLLOUT => explain_field((ROLLOUT, rollout::schema()), path, ui),
        None => explain_code(subject, ui),
    }
}

fn explain_code(subject: &str, ui: &mut Ui) -> Result<Exit, Error> {
    let wanted = subject.to_uppercase();
    let short = wanted.strip_prefix("WEIR-").unwrap_or(&wanted);
    let pages = pages::all();
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

/// The path may be written as messages write it, with `spec` and positions in lists.
fn explain_field(
    (noun, schema): (&'static str, &'static Schema),
    path: &str,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let names: Vec<&str> = path
        .split('.')
        .map(|name| name.split('[').next().unwrap_or(name))
        .filter(|name| !name.is_empty())
        .filter(|name| *name != "spec" || noun == ROLLOUT)
        .collect();
    let title = |names: &[&str]| [&[noun][..], names].concat().join(" · ");
    match field::find(schema, names.iter().copied()) {
        Ok(found) => {
            let shown = if noun == ROLLOUT { field::Names::Hidden } else { field::Names::Shown };
            let text = found.text(&title(&names), shown, ui.palette);
            write!(ui.out(), "{text}")?;
            Ok(Exit::Done)
        }
        Err(field::Astray { name, depth, known }) => {
            let title = title(&names[..depth]);
            let error = Error::new(Exit::No, format!("there is no field `{name}` in {title}"));
            Err(match closest(&name, known.iter().copied()) {
                Some(field) => error.hint(format!("did you mean `{field}`?")),
                None => error.hint(format!("known there: {}", known.join(", "))),
            })
        }
    }
}
