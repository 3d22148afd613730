//! `weir validate --list-rules`: every code that can be found in documents.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::pages;
use crate::diagnostic::{Code, Severity};
use crate::output::json::{envelope, text};
use crate::output::table;
use crate::validate::RULES;
use crate::validate::judgement::can_be_allowed;

/// The forms of the list.
const FORMATS: Formats =
    Formats::new("validate --list-rules", &[OutputFormat::Text, OutputFormat::Json]);

/// Writes the list.
pub fn write(output: OutputFormat, ui: &mut Ui) -> Result<Exit, Error> {
    FORMATS.check(output)?;
    let pages = pages::all();
    let found = pages.iter().filter(|page| page.code.0.starts_with(['S', 'F', 'N', 'R', 'L', 'W']));
    if output == OutputFormat::Json {
        let rules = found.map(|page| {
            json!({
                "code": page.code.full(),
                "title": page.title,
                "severity": severity(page.code).map(Severity::as_str),
                "canBeAllowed": can_be_allowed(page.code),
            })
        });
        let mut document = envelope("rules", Exit::Done.code());
        document.insert("rules".to_owned(), rules.collect());
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        return Ok(Exit::Done);
    }
    let rows = found.map(|page| {
        let severity = severity(page.code).map_or("-", Severity::as_str);
        let allow = if can_be_allowed(page.code) { "yes" } else { "no" };
        vec![page.code.to_string(), severity.to_owned(), allow.to_owned(), page.title.to_owned()]
    });
    let table = table::render(&["CODE", "SEVERITY", "ALLOW", "TITLE"], rows.collect(), ui.width);
    write!(ui.out(), "{table}")?;
    Ok(Exit::Done)
}

/// How much findings of a rule matter; what is wrong with a text depends on what it is.
fn severity(code: Code) -> Option<Severity> {
    let mut rules = RULES.iter().map(|rule| rule.meta());
    rules.find(|meta| meta.code == code).map(|meta| meta.severity)
}
