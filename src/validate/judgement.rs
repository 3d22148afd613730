//! Which findings count, and how much: what is denied, what is allowed, and what was known before.
//!
//! Invariant: what no control plane accepts always counts, whatever was said about it.

mod allowance;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::validate::registry::RULES;

pub use allowance::{Allowance, Origin, Where};

/// An allowance that allows nothing.
pub const UNUSED: Code = Code("L099");

/// The page of [`UNUSED`].
pub const UNUSED_PAGE: &str = include_str!("judgement/unused.md");

/// The title of that page.
pub const UNUSED_TITLE: &str = "Unused allowance";

/// Codes outside of the families S, F and N of texts that cannot be used.
const TEXTS: [&str; 2] = ["R004", "R008"];

/// What was said about findings, by flags, the project, documents and a baseline.
#[derive(Debug, Default)]
pub struct Policy {
    /// How much the findings of a code matter, where that is not what their rule says.
    pub severities: BTreeMap<String, Severity>,
    /// Whether warnings are errors.
    pub strict: bool,
    pub allowances: Vec<Allowance>,
    /// Fingerprints of what was known before, with the text that each was in.
    pub baseline: BTreeMap<String, String>,
    /// The day until which allowances have to last; without one, all do.
    pub today: Option<jiff::civil::Date>,
}

/// A resource that was looked at.
#[derive(Debug, Clone)]
pub struct Examined {
    pub address: String,
    /// The name of the text that defines it.
    pub path: String,
    /// What its document allows.
    pub allowances: Vec<Allowance>,
}

/// Diagnostics after judgement.
#[derive(Debug, Default)]
pub struct Judged {
    /// Those that count, in the order in which they came, and then what is to be said of the
    /// policy itself.
    pub diagnostics: Vec<Diagnostic>,
    pub suppressed: Vec<Suppressed>,
}

/// What would count, had nobody said that it does not.
#[derive(Debug, Clone)]
pub struct Suppressed {
    pub diagnostic: Diagnostic,
    pub by: Origin,
    pub reason: Option<String>,
}

/// Whether a code may be allowed: not what makes a text unusable, nor what the API forbids.
pub fn can_be_allowed(code: Code) -> bool {
    let of_text = code.0.starts_with(['S', 'F', 'N']) || TEXTS.contains(&code.0);
    let forbidden =
        RULES.iter().map(|rule| rule.meta()).any(|meta| meta.code == code && meta.forbidden);
    !of_text && !forbidden
}

/// Judges what was found in these resources.
pub fn judge(found: Vec<Diagnostic>, policy: &Policy, examined: &[Examined]) -> Judged {
    let written = examined.iter().flat_map(|one| &one.allowances);
    let allowances: Vec<&Allowance> = policy.allowances.iter().chain(written).collect();
    let mut judging = Judging {
        policy,
        used: vec![false; allowances.len()],
        allowances,
        known: Vec::new(),
        judged: Judged::default(),
    };
    for diagnostic in found {
        judging.one(diagnostic);
    }
    judging.unused(examined);
    judging.gone(examined);
    judging.judged
}

struct Judging<'a> {
    policy: &'a Policy,
    allowances: Vec<&'a Allowance>,
    /// Which allowances were about something.
    used: Vec<bool>,
    /// Fingerprints of the baseline that were found again.
    known: Vec<String>,
    judged: Judged,
}

impl Judging<'_> {
    fn one(&mut self, mut diagnostic: Diagnostic) {
        let must_count = diagnostic.severity == Severity::Error && !can_be_allowed(diagnostic.code);
        self.weigh(&mut diagnostic, must_count);
        match self.excuse(&mut diagnostic, must_count) {
            Some((by, reason)) => {
                self.judged.suppressed.push(Suppressed { diagnostic, by, reason });
            }
            None => self.judged.diagnostics.push(diagnostic),
        }
    }

    fn weigh(&self, diagnostic: &mut Diagnostic, must_count: bool) {
        let wanted = self.policy.severities.get(diagnostic.code.0).copied();
        match wanted {
            Some(wanted) if wanted < diagnostic.severity && must_count => {
                diagnostic.notes.push(cannot("lowered"));
            }
            Some(wanted) => diagnostic.severity = wanted,
            None => {}
        }
        if self.policy.strict && diagnostic.severity == Severity::Warning {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Who says that a diagnostic does not count, and why. That they said so in vain is noted.
    fn excuse(
        &mut self,
        diagnostic: &mut Diagnostic,
        must_count: bool,
    ) -> Option<(Origin, Option<String>)> {
        let mut excuse = None;
        for (allowance, used) in self.allowances.iter().zip(&mut self.used) {
            if !allowance.is_about(diagnostic) {
                continue;
            }
            *used = true;
            match self.policy.today {
                _ if must_count => diagnostic.notes.push(cannot("allowed")),
                Some(today) if allowance.until.is_some_and(|until| until < today) => {
                    diagnostic.notes.push(allowance.over());
                }
                _ if excuse.is_none() => {
                    excuse = Some((allowance.origin, allowance.reason.clone()));
                }
                _ => {}
            }
        }
        diagnostic.notes.dedup();
        if excuse.is_some() || must_count || self.policy.baseline.is_empty() {
            return excuse;
        }
        let fingerprint = diagnostic.fingerprint();
        if !self.policy.baseline.contains_key(&fingerprint) {
            return None;
        }
        self.known.push(fingerprint);
        Some((Origin::Baseline, None))
    }

    /// Says which allowances are about nothing that was looked at.
    fn unused(&mut self, examined: &[Examined]) {
        for (allowance, used) in self.allowances.iter().zip(&self.used) {
            if !used && allowance.covers(examined) {
                self.judged.diagnostics.push(allowance.unused());
            }
        }
    }

    /// Says how much of the baseline is gone from the texts that were looked at.
    fn gone(&mut self, examined: &[Examined]) {
        let is_examined =
            |path: &String| path.is_empty() || examined.iter().any(|one| one.path == *path);
        let baseline = self.policy.baseline.iter();
        let gone = baseline
            .filter(|(fingerprint, path)| !self.known.contains(fingerprint) && is_examined(path))
            .count();
        if gone > 0 {
            let what = if gone == 1 { "1 finding".to_owned() } else { format!("{gone} findings") };
            let message = format!("{what} of the baseline can no longer be found");
            let hint = Diagnostic::new(UNUSED, Severity::Hint, message);
            self.judged.diagnostics.push(hint.help("write it again with `--write-baseline`"));
        }
    }
}

fn cannot(what: &str) -> String {
    format!("this cannot be {what}: no control plane accepts it")
}

#[cfg(test)]
mod tests;
