//! Where every error of the lower layers becomes text, hints and an exit code.

use std::error::Error as StdError;
use std::fmt;

use crate::cli::exit::Exit;
use crate::diagnostic::Code;
use crate::server::PlaneError;
use crate::server::bound::BindError;
use crate::store::LockError;

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

/// The embedded control plane could not be opened.
impl From<PlaneError> for Error {
    fn from(error: PlaneError) -> Self {
        let (message, exit) = (error.to_string(), plane_exit(&error));
        let shown = Self::new(exit, message);
        let shown = match &error {
            PlaneError::Lock(LockError::Held { holder, .. }) if !holder.serving.is_empty() => {
                shown.hint(format!("it serves at {}", holder.serving.join(" and ")))
            }
            PlaneError::Lock(LockError::Held { .. } | LockError::HeldByUnknown(_)) => {
                shown.hint("wait until it has ended, or use another --data-dir")
            }
            _ => shown,
        };
        match std::error::Error::source(&error) {
            Some(source) => shown.because(Cause(source.to_string())),
            None => shown,
        }
    }
}

fn plane_exit(error: &PlaneError) -> Exit {
    match error {
        PlaneError::Lock(LockError::Held { .. } | LockError::HeldByUnknown(_)) => Exit::Refused,
        _ => Exit::Usage,
    }
}

/// A cause of which only the text is left.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Cause(String);

/// An address could not be bound.
impl From<BindError> for Error {
    fn from(error: BindError) -> Self {
        Self::usage(error.to_string()).because(error.source)
    }
}
