//! Flags and the project become a policy: which findings count, and how much.

use globset::{Glob, GlobMatcher};

use crate::cli::clock;
use crate::cli::error::Error;
use crate::cli::pages;
use crate::cli::settings::Settings;
use crate::diagnostic::{Code, Severity};
use crate::document::closest;
use crate::validate::judgement::{Allowance, Origin, Policy, Where, can_be_allowed};

/// A settings file that cannot be used.
const WRONG_FILE: Code = Code("C001");

/// Flags that say which findings count.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Findings")]
pub struct RuleArgs {
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,

    /// Count findings of these codes as errors (can be repeated)
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = code)]
    deny: Vec<String>,

    /// Count findings of these codes as warnings (can be repeated)
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = code)]
    warn: Vec<String>,

    /// Leave out findings of these codes (can be repeated)
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = allowable)]
    allow: Vec<String>,
}

/// The policy of a run, without a baseline. What a flag says beats what the project says.
pub fn resolve(args: &RuleArgs, settings: &Settings) -> Result<Policy, Error> {
    let mut policy =
        Policy { strict: args.strict, today: Some(clock::today()), ..Policy::default() };
    if let Some(project) = &settings.project {
        let wrong = |reason: String| {
            Error::usage(format!("{}: {reason}", project.path.display())).code(WRONG_FILE)
        };
        let rules = &project.rules;
        for (codes, severity) in [(&rules.warn, Severity::Warning), (&rules.deny, Severity::Error)]
        {
            for word in codes {
                policy.severities.insert(code(word).map_err(wrong)?, severity);
            }
        }
        for allowed in &rules.allow {
            policy.allowances.push(Allowance {
                code: allowable(&allowed.code).map_err(wrong)?,
                within: Where {
                    address: glob(allowed.address.as_deref()).map_err(wrong)?,
                    path: glob(allowed.path.as_deref()).map_err(wrong)?,
                },
                reason: Some(allowed.reason.clone()),
                until: allowed.until,
                origin: Origin::Project,
                written: None,
            });
        }
    }
    for (codes, severity) in [(&args.warn, Severity::Warning), (&args.deny, Severity::Error)] {
        policy.severities.extend(codes.iter().map(|code| (code.clone(), severity)));
    }
    policy.allowances.extend(args.allow.iter().map(|code| Allowance {
        code: code.clone(),
        within: Where::default(),
        reason: None,
        until: None,
        origin: Origin::Flag,
        written: None,
    }));
    Ok(policy)
}

fn glob(pattern: Option<&str>) -> Result<Option<GlobMatcher>, String> {
    let glob = pattern.map(|pattern| {
        Glob::new(pattern)
            .map(|glob| glob.compile_matcher())
            .map_err(|error| format!("`{pattern}` is not a pattern: {}", error.kind()))
    });
    glob.transpose()
}

/// A code in its short form, if there is one like it.
fn code(text: &str) -> Result<String, String> {
    let wanted = text.trim().to_uppercase();
    let short = wanted.strip_prefix("WEIR-").unwrap_or(&wanted);
    let pages = pages::all();
    if pages.iter().any(|page| page.code.0 == short) {
        return Ok(short.to_owned());
    }
    Err(match closest(short, pages.iter().map(|page| page.code.0)) {
        Some(known) => format!("there is no code `{short}`; did you mean {known}?"),
        None => format!("there is no code `{short}`; `weir explain --list` lists all"),
    })
}

/// A code that may be allowed.
fn allowable(text: &str) -> Result<String, String> {
    let short = code(text)?;
    let known = pages::all().into_iter().map(|page| page.code).find(|code| code.0 == short);
    match known {
        Some(code) if !can_be_allowed(code) => {
            Err(format!("{short} cannot be allowed: no control plane accepts it"))
        }
        _ => Ok(short),
    }
}
