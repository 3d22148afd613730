//! A baseline: a file of findings that were known before, which do not count.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cli::error::Error;
use crate::cli::files;
use crate::cli::report::Report;
use crate::diagnostic::Severity;
use crate::output::json;
use crate::validate::judgement::{Origin, Suppressed, UNUSED, can_be_allowed};

/// The only form that there is so far.
const SCHEMA: &str = "weir.baseline/v1";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct Baseline {
    schema: String,
    weir: String,
    findings: Vec<Known>,
}

/// One finding. What else stands in it than the fingerprint and the path is for people.
#[derive(Debug, Serialize, Deserialize)]
struct Known {
    fingerprint: String,
    /// The text that it was in; empty where it was in none.
    path: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    message: String,
}

/// The fingerprints of a baseline with the text of each.
pub fn read(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    let failed = || format!("cannot read the baseline `{}`", path.display());
    let text = std::fs::read(path).map_err(|error| {
        Error::usage(failed()).because(error).hint("--write-baseline writes it")
    })?;
    let baseline: Baseline =
        serde_json::from_slice(&text).map_err(|error| Error::usage(failed()).because(error))?;
    if baseline.schema != SCHEMA {
        let message = format!("{}: `{}` is not a baseline", failed(), baseline.schema);
        return Err(Error::usage(message).hint(format!("the schema is {SCHEMA}")));
    }
    Ok(baseline.findings.into_iter().map(|known| (known.fingerprint, known.path)).collect())
}

/// Writes all that may be allowed of what was found, which then does not count any more.
pub fn write(path: &Path, report: &mut Report) -> Result<usize, Error> {
    let (stays, goes): (Vec<_>, Vec<_>) =
        std::mem::take(&mut report.diagnostics).into_iter().partition(|one| {
            one.code == UNUSED || (one.severity == Severity::Error && !can_be_allowed(one.code))
        });
    report.diagnostics = stays;
    let findings: Vec<Known> = goes
        .iter()
        .map(|one| Known {
            fingerprint: one.fingerprint(),
            path: one
                .primary
                .as_ref()
                .map(|label| label.location.source.name().to_owned())
                .unwrap_or_default(),
            code: one.code.full(),
            address: one.address.clone(),
            message: one.message.clone(),
        })
        .collect();
    let count = findings.len();
    report.suppressed.extend(goes.into_iter().map(|diagnostic| Suppressed {
        diagnostic,
        by: Origin::Baseline,
        reason: None,
    }));
    let baseline = Baseline {
        schema: SCHEMA.to_owned(),
        weir: env!("CARGO_PKG_VERSION").to_owned(),
        findings,
    };
    let value = serde_json::to_value(&baseline).expect("texts and lists of them are JSON");
    files::replace(path, (json::text(&value) + "\n").as_bytes()).map_err(|error| {
        Error::usage(format!("cannot write the baseline `{}`", path.display())).because(error)
    })?;
    Ok(count)
}
