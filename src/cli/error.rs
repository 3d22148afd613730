//! Where every error of the lower layers becomes text, hints and an exit code.

use std::error::Error as StdError;
use std::fmt;

use crate::cli::exit::Exit;
use crate::client::{ClientError, Failure, TransportError};
use crate::diagnostic::{Code, Diagnostic};
use crate::drive::tags::TagsError;
use crate::server::bound::BindError;
use crate::server::plane::PlaneError;
use crate::store::{LockError, RestoreError};

/// An error as a person sees it: what was attempted, why it failed, what to do.
#[derive(Debug)]
pub struct Error {
    pub exit: Exit,
    /// The stable code, where the error has one.
    pub code: Option<Code>,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
    pub hints: Vec<String>,
    /// What is wrong with documents, where that is the reason.
    pub diagnostics: Vec<Diagnostic>,
}

impl Error {
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            code: None,
            message: message.into(),
            source: None,
            hints: Vec::new(),
            diagnostics: Vec::new(),
        }
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
    pub fn diagnostics(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.diagnostics = diagnostics;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
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

impl From<ClientError> for Error {
    fn from(error: ClientError) -> Self {
        let unsure = error.is_ambiguous();
        let ClientError { doing, failure, .. } = error;
        let (exit, code) = classify(&failure);
        let error = if unsure {
            Self::new(Exit::Partly, format!("it is not known whether this was done: {doing}"))
                .hint("look before you try again; nothing else was changed")
        } else {
            Self::new(exit, format!("cannot {doing}"))
        };
        let error = error.code(code);
        match &failure {
            Failure::NoCredentials(_) => error.hint(
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that has \
                 credentials with --profile; --auth none signs nothing",
            ),
            Failure::Locked { .. } => {
                error.hint("wait for it with --lock-timeout, or look at it: weir lock status")
            }
            Failure::Stale { .. } => error.hint("look again with `weir diff`, then repeat it"),
            _ => error,
        }
        .because(failure)
    }
}

/// The exit code and the stable code of a failed call.
pub fn classify(failure: &Failure) -> (Exit, Code) {
    match failure {
        Failure::NotFound { .. } => (Exit::No, Code("A003")),
        Failure::BadRequest { .. } => (Exit::Failed, Code("A003")),
        Failure::Conflict { .. } => (Exit::Failed, Code("A004")),
        Failure::InUse { .. } => (Exit::Failed, Code("A005")),
        Failure::LimitExceeded { .. } => (Exit::Failed, Code("A006")),
        Failure::NotStored { .. } => (Exit::Failed, Code("A009")),
        Failure::Throttled { .. } => (Exit::ControlPlane, Code("A007")),
        Failure::Stale { .. } => (Exit::Refused, Code("P001")),
        Failure::Locked { .. } => (Exit::Refused, Code("C040")),
        Failure::Denied { .. } => (Exit::Credentials, Code("C023")),
        Failure::Server { .. } => (Exit::ControlPlane, Code("A009")),
        Failure::Expired { .. } => (Exit::Credentials, Code("C022")),
        Failure::NoCredentials(_) => (Exit::Credentials, Code("C020")),
        Failure::NoAnswer { source: TransportError::Tls(_), .. } => {
            (Exit::ControlPlane, Code("A011"))
        }
        Failure::NotOffered(_) => (Exit::ControlPlane, Code("A012")),
        Failure::Redirected { .. } => (Exit::ControlPlane, Code("A010")),
        Failure::Endless { .. } => (Exit::ControlPlane, Code("A013")),
        Failure::Stopped => (Exit::Interrupted, Code("A015")),
        Failure::NoAnswer { sent: false, .. } => (Exit::ControlPlane, Code("A001")),
        Failure::NoAnswer { sent: true, .. } => (Exit::ControlPlane, Code("A008")),
        Failure::NotUnderstood(_) => (Exit::ControlPlane, Code("A002")),
    }
}

impl From<TagsError> for Error {
    fn from(error: TagsError) -> Self {
        let refused = |error: &TagsError| Self::new(Exit::Refused, error.to_string());
        match error {
            TagsError::Client(error) => error.into(),
            TagsError::NotFound(_) => Self::new(Exit::No, error.to_string()),
            TagsError::Held(_) | TagsError::Unfinished { .. } => refused(&error)
                .hint("`weir canary status` shows how it stands; nothing was written"),
            TagsError::NoExclusion => refused(&error).hint("--force-unlocked goes on all the same"),
            TagsError::Moved(_)
            | TagsError::RouteGone(_)
            | TagsError::NoTags
            | TagsError::TooManyTags { .. }
            | TagsError::Lost => refused(&error).hint("nothing of the traffic was changed"),
            TagsError::Journal { .. } => Self::usage("the journal cannot be used").because(error),
            TagsError::NotUnderstood(_) | TagsError::Codec(_) | TagsError::Fenced(_) => {
                Self::new(Exit::ControlPlane, error.to_string()).because(error)
            }
        }
    }
}

impl From<PlaneError> for Error {
    fn from(error: PlaneError) -> Self {
        match &error {
            PlaneError::Lock(LockError::Held { .. } | LockError::HeldByUnknown(_)) => {
                Self::new(Exit::Refused, error.to_string())
                    .code(Code("C040"))
                    .hint(in_use_hint(&error))
            }
            _ => Self::usage("cannot open the embedded control plane").because(error),
        }
    }
}

impl From<RestoreError> for Error {
    fn from(error: RestoreError) -> Self {
        let refused = |error: &RestoreError| Self::new(Exit::Refused, error.to_string());
        match error {
            RestoreError::Lock(LockError::Held { ref holder, .. }) => {
                let error = refused(&error).code(Code("C040"));
                match holder.serving.as_slice() {
                    [] => error.hint("wait until it has ended"),
                    _ => error.hint("stop the server first; it would go on with what it holds"),
                }
            }
            RestoreError::Lock(LockError::HeldByUnknown(_)) => {
                refused(&error).code(Code("C040")).hint("wait until it has ended")
            }
            RestoreError::NotEmpty(_) => refused(&error).hint(
                "replace it with --force; the store that is there is kept beside the new one",
            ),
            error => Self::usage("nothing was restored").because(error),
        }
    }
}

/// An address could not be bound.
impl From<BindError> for Error {
    fn from(error: BindError) -> Self {
        Self::usage(error.to_string()).because(error.source)
    }
}

/// What to do while another process holds the data directory.
fn in_use_hint(error: &PlaneError) -> String {
    match error {
        PlaneError::Lock(LockError::Held { holder, .. }) if !holder.serving.is_empty() => format!(
            "it serves at {}, and `weir` commands find it there; stop it, or name another folder \
             with --data-dir",
            holder.serving.join(", ")
        ),
        _ => "wait until it has ended, or name another folder with --data-dir".to_owned(),
    }
}
