//! Where every error of the lower layers becomes text, hints and an exit code.

use std::error::Error as StdError;
use std::fmt;

use crate::cli::exit::Exit;
use crate::diagnostic::Code;

/// An error as a person sees it: what was attempted, why it failed, what to do.
#[derive(Debug)]
pub struct Error {
    pub exit: Exit,
    /// The stable code, where the error has one.
    pub code: Option<Code>,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    pub hints: Vec<String>,
}

impl Error {
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, code: None, message: message.into(), source: None, hints: Vec::new() }
    }

    /// Wrong use, or a wrong local environment.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    #[must_use]
    pub fn code(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    #[must_use]
    pub fn because(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The texts of the causes, the nearest first.
    pub fn causes(&self) -> Vec<String> {
        let first = self.source.as_deref().map(|source| source as &dyn StdError);
        std::iter::successors(first, |&error| error.source()).map(ToString::to_string).collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Writing to a stream of this process failed.
impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::new(Exit::PipeClosed, "the reader closed the pipe");
        }
        Self::usage("writing the output failed").because(error)
    }
}
