//! What stays the same of a diagnostic while the text around it moves.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::Diagnostic;

impl Diagnostic {
    /// The first 12 hex digits of a hash of code, address, field and what stands there. Where no
    /// resource is known, the name of the text stands for its address; where there is no place,
    /// the message stands for what is there.
    pub fn fingerprint(&self) -> String {
        let place = self.primary.as_ref().map(|label| &label.location);
        let whose = match (&self.address, place) {
            (Some(address), _) => address.as_str(),
            (None, Some(location)) => location.source.name(),
            (None, None) => "",
        };
        let subject = place.map_or(self.message.as_str(), |location| {
            location.source.text().get(location.span.range()).unwrap_or_default()
        });
        let subject: Vec<&str> = subject.split_whitespace().collect();
        let subject = subject.join(" ");
        let mut hash = Sha256::new();
        for part in [self.code.0, whose, self.path.as_deref().unwrap_or_default(), &subject] {
            // With its length, so that no two lists of parts are the same bytes.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().iter().take(6).fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diagnostic::{Code, Diagnostic, Location, Severity, Source, Span};

    fn diagnostic(text: &str, word: &str) -> Diagnostic {
        let start = text.find(word).unwrap();
        let source = Arc::new(Source::new("a.json", text.to_owned()));
        let span = Span::new(start..start + word.len());
        Diagnostic {
            address: Some("vn/cart".to_owned()),
            path: Some("spec.port".to_owned()),
            ..Diagnostic::new(Code("F004"), Severity::Error, "a port")
                .at(Location { source, span }, "")
        }
    }

    #[test]
    fn moving_a_line_or_wording_a_message_changes_no_fingerprint() {
        let one = diagnostic("{\"port\": 80}", "80");
        let moved = Diagnostic {
            message: "in other words".to_owned(),
            severity: Severity::Warning,
            ..diagnostic("\n\n{ \"listeners\": [],\n  \"port\": 80}", "80")
        };
        assert_eq!(one.fingerprint(), moved.fingerprint());
        assert_eq!(one.fingerprint().len(), 12);
        assert!(one.fingerprint().chars().all(|digit| digit.is_ascii_hexdigit()));
        let spaced = diagnostic("a  b", "a  b");
        assert_eq!(spaced.fingerprint(), diagnostic("a\n b", "a\n b").fingerprint());
    }

    #[test]
    fn what_it_is_about_is_in_the_fingerprint() {
        let one = diagnostic("{\"port\": 80}", "80");
        let others = [
            diagnostic("{\"port\": 81}", "81"),
            Diagnostic { code: Code("F005"), ..one.clone() },
            Diagnostic { address: Some("vn/other".to_owned()), ..one.clone() },
            Diagnostic { path: None, ..one.clone() },
            Diagnostic { address: None, ..one.clone() },
            Diagnostic { primary: None, ..one.clone() },
        ];
        for other in others {
            assert_ne!(one.fingerprint(), other.fingerprint());
        }
    }
}
