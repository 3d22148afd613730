//! Why a call failed, split by what a caller can do about it.

use std::time::Duration;

use crate::client::lock::MeshLock;
use crate::client::pace::FREEZE_MAX;
use crate::client::transport::TransportError;

/// A call that failed: what was attempted, and why it failed.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing}")]
pub struct ClientError {
    /// What was attempted, to follow "cannot".
    pub doing: String,
    #[source]
    pub failure: Failure,
    /// The change of a transaction that is to blame.
    pub change: Option<usize>,
    /// Whether this attempt or an earlier one may have changed something all the same.
    unsure: bool,
    /// Whether an attempt may still be under way, and change something later.
    open: bool,
}

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It does not exist, or something that it needs does not.
    #[error("not found: {message}")]
    NotFound { message: String },
    /// The name is taken, or the token was used for something else.
    #[error("conflict: {message}")]
    Conflict { message: String },
    /// Others still need it.
    #[error("still in use: {message}")]
    InUse { message: String },
    /// Somebody changed it in between.
    #[error("changed in between: {message}")]
    Stale { message: String },
    /// Somebody else has locked the mesh.
    #[error("locked: {message}")]
    Locked { message: String, lock: Option<Box<MeshLock>> },
    /// The control plane does not accept it.
    #[error("refused: {message}")]
    BadRequest { message: String },
    /// A quota is used up.
    #[error("limit exceeded: {message}")]
    LimitExceeded { message: String },
    /// The control plane could not store it; nothing was changed.
    #[error("not stored: {message}")]
    NotStored { message: String },
    /// Credentials are missing, expired or do not allow it.
    #[error("not allowed: {message}")]
    Denied { message: String },
    /// The credentials have expired.
    #[error("the credentials have expired: {message}")]
    Expired { message: String },
    /// There is nothing to sign requests with.
    #[error("no AWS credentials: {0}")]
    NoCredentials(String),
    /// Too many requests.
    #[error("throttled: {message}{}", too_long(*.retry_after))]
    Throttled { message: String, retry_after: Option<Duration> },
    /// The control plane failed.
    #[error("the control plane failed with status {status}: {message}{}", too_long(*.retry_after))]
    Server { status: u16, message: String, retry_after: Option<Duration> },
    /// No answer came. Whether the request was carried out is not known, unless `sent` is false.
    #[error("no answer from the control plane")]
    NoAnswer {
        sent: bool,
        #[source]
        source: TransportError,
    },
    /// An answer came that is none of App Mesh.
    #[error("the answer was not understood: {0}")]
    NotUnderstood(String),
    /// The control plane does not know the operation.
    #[error("it does not know this operation: {0}")]
    NotOffered(String),
    /// It sends its callers elsewhere.
    #[error("it sends callers to {to}")]
    Redirected { to: String },
    /// The pages of a list never end.
    #[error("its list has no end: weir stopped after {pages} pages")]
    Endless { pages: usize },
    /// It was never sent: somebody asked to stop while it waited for its turn.
    #[error("stopped before it was sent")]
    Stopped,
}

/// What is said of a rest that is longer than weir waits.
fn too_long(asked: Option<Duration>) -> String {
    let asked = asked.filter(|asked| *asked > FREEZE_MAX);
    asked.map_or_else(String::new, |asked| {
        let (asked, most) = (asked.as_secs(), FREEZE_MAX.as_secs());
        format!("; it asks to wait {asked} s, and weir waits {most} s at most")
    })
}

impl ClientError {
    pub fn new(doing: String, failure: Failure) -> Self {
        Self { doing, failure, change: None, unsure: false, open: false }
    }

    /// Notes whether something may have been changed by this attempt or an earlier one. Where the
    /// last answer is a clear no, the answer before may have been lost after a yes.
    #[must_use]
    pub fn unsure(mut self, unsure: bool) -> Self {
        self.unsure |= unsure;
        self
    }

    /// Notes whether this attempt or an earlier one may still be under way.
    #[must_use]
    pub fn open(mut self, open: bool) -> Self {
        self.open |= open;
        self
    }

    #[must_use]
    pub fn at_change(mut self, change: Option<usize>) -> Self {
        self.change = change;
        self
    }

    pub fn is_not_found(&self) -> bool {
        matches!(self.failure, Failure::NotFound { .. })
    }

    /// Whether a control plane answered, and not just that it is busy.
    pub fn is_an_answer(&self) -> bool {
        !matches!(
            self.failure,
            Failure::NoAnswer { .. }
                | Failure::Throttled { .. }
                | Failure::NoCredentials(_)
                | Failure::Expired { .. }
                | Failure::Stopped
        )
    }

    /// Whether the control plane does not have the operation at all.
    pub fn is_not_offered(&self) -> bool {
        matches!(self.failure, Failure::NotOffered(_))
    }

    /// Whether a write may have been carried out all the same.
    pub fn is_ambiguous(&self) -> bool {
        self.unsure
    }

    /// Whether a write may still be carried out later, so that a look at how things are now does not
    /// settle it.
    pub fn is_open(&self) -> bool {
        self.open
    }
}

impl Failure {
    /// Whether the control plane has had too many requests.
    pub fn is_throttled(&self) -> bool {
        matches!(self, Self::Throttled { .. } | Self::Server { status: 503, .. })
    }

    /// Whether the control plane said nothing: nobody answered, or only a gateway before it.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::NoAnswer { .. } | Self::Server { status: 502 | 504, .. })
    }

    /// Whether the control plane refused the request before it looked at it.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Throttled { .. })
    }

    /// How long the control plane wants to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after, .. } | Self::Server { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether the request may have been carried out all the same.
    pub fn is_ambiguous(&self) -> bool {
        matches!(
            self,
            Self::NoAnswer { sent: true, .. } | Self::Server { .. } | Self::NotUnderstood(_)
        )
    }

    /// Whether the control plane may still be at it: nobody answered, or only a gateway before it.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::NoAnswer { sent: true, .. }
                | Self::Server { status: 502 | 504, .. }
                | Self::NotUnderstood(_)
        )
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::NoAnswer { sent: error.may_have_arrived(), source: error }
    }
}
