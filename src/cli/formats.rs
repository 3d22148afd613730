//! Which forms of output a command has, said once per command and checked before it does anything.

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;

/// The forms of output of one command. Text stands for its usual form, which every command has.
#[derive(Debug, Clone, Copy)]
pub struct Formats {
    command: &'static str,
    all: &'static [OutputFormat],
}

impl Formats {
    /// `all` in the order in which they are named to people.
    pub const fn new(command: &'static str, all: &'static [OutputFormat]) -> Self {
        Self { command, all }
    }

    /// Refuses a form that the command does not have, naming those that it has.
    pub fn check(self, format: OutputFormat) -> Result<(), Error> {
        if format == OutputFormat::Text || self.all.contains(&format) {
            return Ok(());
        }
        Err(Error::usage(format!(
            "`weir {}` does not have the output format {format}",
            self.command
        ))
        .hint(format!("it has {}", self.listed())))
    }

    /// `text, json and name`
    fn listed(self) -> String {
        let names: Vec<String> = self.all.iter().map(ToString::to_string).collect();
        match names.as_slice() {
            [] => "text only".to_owned(),
            [one] => format!("{one} only"),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OutputFormat::{Json, Name, Sarif, Text};

    #[test]
    fn a_form_that_is_not_there_is_refused_with_those_that_are() {
        let formats = Formats::new("get", &[Text, Json, Name]);
        assert!([Text, Json, Name].into_iter().all(|format| formats.check(format).is_ok()));
        let refused = formats.check(Sarif).unwrap_err();
        assert_eq!(refused.to_string(), "`weir get` does not have the output format sarif");
        assert_eq!(refused.hints, ["it has text, json and name"]);
        let usual = Formats::new("dump", &[Json]);
        assert!(usual.check(Text).is_ok(), "every command has its usual form");
        assert_eq!(usual.check(Name).unwrap_err().hints, ["it has json only"]);
    }
}
