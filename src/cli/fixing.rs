//! Puts documents right in their files: `weir validate --fix`.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::changed_files::ChangedFiles;
use crate::cli::error::Error;
use crate::cli::files;
use crate::cli::inputs::{InputArgs, Inputs};
use crate::cli::settings::Settings;
use crate::diagnostic::{Diagnostic, Safety};
use crate::document::{self, Defaults, LoadedText, Rollouts};
use crate::output::count::Count;

/// How much `--fix` puts right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Level {
    /// What is certain.
    Safe,
    /// What is a guess, too.
    Unsafe,
}

impl Level {
    fn safety(self) -> Safety {
        match self {
            Self::Safe => Safety::Safe,
            Self::Unsafe => Safety::Unsafe,
        }
    }
}

/// What was put right, in which files.
#[derive(Debug, Default)]
pub struct Repairs {
    files: Vec<(String, Vec<Diagnostic>)>,
}

impl Repairs {
    /// Says what was done.
    pub fn tell(&self, ui: &mut Ui) {
        for (name, done) in &self.files {
            let mut codes: Vec<&str> = done.iter().map(|one| one.code.0).collect();
            codes.sort_unstable();
            codes.dedup();
            let problems = Count::new(done.len(), "problem", "problems");
            ui.status(&format!("fixed {problems} in {name} ({})", codes.join(", ")));
        }
        if self.files.is_empty() {
            ui.status("nothing to fix");
        }
    }

    /// What was done, one entry for each problem.
    pub fn json(&self) -> Value {
        let each = self.files.iter().flat_map(|(name, done)| {
            done.iter().map(move |one| {
                json!({
                    "code": one.code.full(),
                    "message": one.message,
                    "address": one.address,
                    "field": one.path,
                    "path": name,
                    "safety": one.fix.as_ref().map(|fix| fix.safety.as_str()),
                })
            })
        });
        Value::Array(each.collect())
    }
}

/// Writes every file that can be put right, of those that changed where only these are meant. Files
/// without write permission are left and named. One that cannot be written ends the run; what was
/// written before is said.
pub fn fix(
    inputs: &InputArgs,
    level: Level,
    (settings, changed): (&Settings, Option<&ChangedFiles>),
    ui: &mut Ui,
) -> Result<Repairs, Error> {
    let (Inputs { texts, .. }, defaults) = inputs.sources(settings)?;
    let defaults = Defaults { rollouts: Rollouts::Read, ..defaults };
    if texts.iter().any(|text| text.name == "-") {
        return Err(Error::usage("standard input cannot be fixed").hint("name files or folders"));
    }
    let (mut repairs, mut kept) = (Repairs::default(), Vec::new());
    let wanted =
        texts.into_iter().filter(|text| changed.is_none_or(|changed| changed.contains(&text.name)));
    for text in wanted {
        let Some(fixed) = document::fix::fix(&text, &defaults, level.safety()) else { continue };
        let LoadedText { name, bytes, .. } = text;
        if is_read_only(Path::new(&name)) {
            kept.push(name);
            continue;
        }
        if let Err(error) = write(Path::new(&name), &bytes, &fixed.text) {
            repairs.tell(ui);
            return Err(Error::usage(format!("cannot write `{name}`")).because(error));
        }
        repairs.files.push((name, fixed.done));
    }
    if kept.is_empty() {
        return Ok(repairs);
    }
    if !repairs.files.is_empty() {
        repairs.tell(ui);
    }
    let names: Vec<String> = kept.iter().map(|name| format!("`{name}`")).collect();
    let has = if kept.len() == 1 { "it has" } else { "they have" };
    Err(Error::usage(format!("cannot fix {}: {has} no write permission", names.join(", ")))
        .hint("to have it fixed all the same, allow writing first: chmod u+w"))
}

/// Whether nobody may write a file. Some users could all the same; it is not meant.
fn is_read_only(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.permissions().readonly())
}

/// Writes a file that is still as it was read.
fn write(path: &Path, before: &[u8], after: &str) -> std::io::Result<()> {
    if std::fs::read(path)? != before {
        return Err(std::io::Error::other("it changed while it was being fixed"));
    }
    files::replace(path, after.as_bytes())
}
