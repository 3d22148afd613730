//! The line that counts what was found.

use std::fmt;

use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::output::count::{Count, resources};

/// How much was looked at and how much was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub hints: usize,
    pub files: usize,
    pub resources: usize,
    /// Rollout specs.
    pub rollouts: usize,
    /// How much was found that does not count.
    pub suppressed: usize,
    /// How much `--fix` puts right.
    pub fixable: usize,
}

impl Summary {
    pub fn new(diagnostics: &[Diagnostic], files: usize, resources: usize) -> Self {
        let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
        let is_safe =
            |one: &&Diagnostic| one.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            hints: count(Severity::Hint),
            files,
            resources,
            rollouts: 0,
            suppressed: 0,
            fixable: diagnostics.iter().filter(is_safe).count(),
        }
    }

    /// Whether nothing that counts was found.
    pub fn is_clean(&self) -> bool {
        [self.errors, self.warnings, self.infos, self.hints] == [0; 4]
    }

    /// `37 resources in 14 files`
    pub fn scope(&self) -> String {
        format!("{} in {}", self.looked_at(), Count::new(self.files, "file", "files"))
    }

    /// `37 resources, 2 rollout specs`
    fn looked_at(&self) -> String {
        let specs = Count::new(self.rollouts, "rollout spec", "rollout specs");
        match (self.resources, self.rollouts) {
            (_, 0) => resources(self.resources).to_string(),
            (0, _) => specs.to_string(),
            _ => format!("{}, {specs}", resources(self.resources)),
        }
    }
}

/// `3 errors, 1 warning in 14 files (37 resources) · 1 fixable with --fix`
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.errors, Count::new(self.errors, "error", "errors")),
            (self.warnings, Count::new(self.warnings, "warning", "warnings")),
            (self.infos, Count::new(self.infos, "info", "infos")),
            (self.hints, Count::new(self.hints, "hint", "hints")),
        ];
        let some = counts.iter().filter(|(number, _)| *number > 0);
        let some: Vec<String> = some.map(|(_, count)| count.to_string()).collect();
        let found = if some.is_empty() { "no problems".to_owned() } else { some.join(", ") };
        let files = Count::new(self.files, "file", "files");
        write!(f, "{found} in {files} ({})", self.looked_at())?;
        if self.suppressed > 0 {
            write!(f, " · {} suppressed", self.suppressed)?;
        }
        match self.fixable {
            0 => Ok(()),
            number => write!(f, " · {number} fixable with --fix"),
        }
    }
}
