//! What somebody allows: findings of one code, somewhere, for a reason.

use globset::GlobMatcher;

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::validate::judgement::{Examined, UNUSED};

/// Who said that a finding does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command.
    Flag,
    /// The project file.
    Project,
    /// The document that defines the resource.
    Document,
    /// A file of findings that were known before.
    Baseline,
}

impl Origin {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Project => "project",
            Self::Document => "document",
            Self::Baseline => "baseline",
        }
    }
}

/// Where findings are allowed.
#[derive(Debug, Clone, Default)]
pub struct Where {
    /// Addresses such as `vn/cart`; none is all.
    pub address: Option<GlobMatcher>,
    /// Names of texts; none is all.
    pub path: Option<GlobMatcher>,
}

impl Where {
    fn holds(&self, address: Option<&str>, path: Option<&str>) -> bool {
        let fits = |glob: &Option<GlobMatcher>, text: Option<&str>| {
            glob.as_ref().is_none_or(|glob| text.is_some_and(|text| glob.is_match(text)))
        };
        fits(&self.address, address) && fits(&self.path, path)
    }
}

/// Findings of one code that somebody allows.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// In its short form.
    pub code: String,
    pub within: Where,
    pub reason: Option<String>,
    /// The last day on which it holds.
    pub until: Option<jiff::civil::Date>,
    pub origin: Origin,
    /// Where it is written, if that is in a document. It holds for that text and resource only.
    pub written: Option<(Location, String)>,
}

impl Allowance {
    /// Whether a diagnostic is of the allowed kind, in force or not.
    pub(super) fn is_about(&self, diagnostic: &Diagnostic) -> bool {
        if diagnostic.code.0 != self.code {
            return false;
        }
        let address = diagnostic.address.as_deref();
        let place = diagnostic.primary.as_ref().map(|label| label.location.source.name());
        match &self.written {
            Some((location, whose)) => {
                address == Some(whose) && place == Some(location.source.name())
            }
            None => self.within.holds(address, place),
        }
    }

    /// Whether anything that was looked at is where this allows something.
    pub(super) fn covers(&self, examined: &[Examined]) -> bool {
        let holds = |one: &Examined| self.within.holds(Some(&one.address), Some(&one.path));
        self.written.is_some() || examined.iter().any(holds)
    }

    /// Why it does not hold any more.
    pub(super) fn over(&self) -> String {
        let until = self.until.map(|until| until.to_string()).unwrap_or_default();
        let reason = self.reason.as_deref().map(|reason| format!(" ({reason})"));
        format!("this was allowed until {until}{}", reason.unwrap_or_default())
    }

    /// That it allows nothing.
    pub(super) fn unused(&self) -> Diagnostic {
        let place = match self.origin {
            Origin::Flag => "on the command line",
            Origin::Project => "in the project file",
            Origin::Document => "here",
            Origin::Baseline => "in the baseline",
        };
        let message = format!("{} is allowed {place}, but nothing like it is found", self.code);
        let hint = Diagnostic::new(UNUSED, Severity::Hint, message);
        let hint = hint.help("leave the allowance out, unless other documents need it");
        match &self.written {
            Some((location, whose)) => Diagnostic {
                address: Some(whose.clone()),
                help: Some("leave the allowance out".to_owned()),
                ..hint.at(location.clone(), "not needed")
            },
            None => hint,
        }
    }
}
