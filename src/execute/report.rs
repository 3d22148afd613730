//! How a run ended, step by step, and what was asked of it.

use std::sync::Arc;

use uuid::Uuid;

use crate::client::{ClientError, Failure, Halt};
use crate::plan::FieldChange;

/// What is asked of a run besides its plan.
#[derive(Debug)]
pub struct Orders<'a> {
    pub on_error: OnError,
    pub stop: &'a Halt,
    /// Names the run: from it and the address of a resource come the tokens of its writes, so that a
    /// run that is resumed sends the same ones.
    pub run: Uuid,
    /// The steps that an earlier part of the run did, in the order of the plan; may be shorter.
    pub done: &'a [bool],
}

/// What happens after a step failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// All that does not need the failed step goes on.
    #[default]
    Continue,
    /// Nothing more is started.
    Stop,
    /// Nothing more is started, and what was done is undone.
    Rollback,
}

/// What a run tells while it goes on.
#[derive(Debug)]
pub enum Told<'a> {
    /// These steps are about to be sent.
    Starting(&'a [usize]),
    Ended(usize, &'a Outcome),
}

/// How each step of a plan ended, in the order of the plan.
#[derive(Debug)]
pub struct Report {
    pub outcomes: Vec<Outcome>,
}

/// How a step ended.
#[derive(Debug, Clone)]
pub enum Outcome {
    Done(Done),
    /// It failed and changed nothing.
    Failed(Arc<ClientError>),
    /// It was not started.
    Skipped(Skipped),
    /// It may have been done.
    Unknown(Arc<ClientError>, Now),
    /// It was under way when nobody waited any longer; it may have been done.
    Left,
}

/// A step that was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// The version of the resource after it, where that was told.
    pub version: Option<i64>,
    pub note: Option<Note>,
}

/// What is worth a word about a step that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The answer was lost; the resource was looked at, and is as it should be.
    LookedAt,
    /// It was like that already: somebody else did it, and it is not this run's to take back.
    Already,
    /// An earlier part of the run did it.
    Before,
    /// The control plane stored something else than it was sent.
    StoredOther(Vec<FieldChange>),
    /// Somebody else changed it at the same time.
    Overtaken,
}

/// How a resource was when it was looked at after an answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// As before the step; the request may still be under way.
    AsBefore,
    /// Neither as before nor as it should be.
    Other,
    /// The spec is as it should be, and the tags are not.
    WithoutTags,
    /// It could not be looked at.
    Unseen,
}

/// Why a step was not started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It needs this step, which was not done.
    Needs(usize),
    /// Another step failed before.
    AfterFailure,
    /// Several steps in a row found no control plane that could do them.
    Hopeless,
    /// The transaction of which it was a part was refused.
    Transaction,
    /// Somebody asked to stop.
    Stopped,
}

impl Outcome {
    /// Done, with nothing to remark.
    pub fn done(version: Option<i64>) -> Self {
        Self::Done(Done { version, note: None })
    }

    pub fn noted(version: Option<i64>, note: Note) -> Self {
        Self::Done(Done { version, note: Some(note) })
    }

    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done(_))
    }

    /// Whether this part of the run did it: neither an earlier part nor somebody else.
    pub fn is_made(&self) -> bool {
        match self {
            Self::Done(done) => !matches!(done.note, Some(Note::Already | Note::Before)),
            _ => false,
        }
    }

    /// Whether the run has a share in how the resource is now, or may have. What it has not, it does
    /// not take back.
    pub fn may_be_own(&self) -> bool {
        match self {
            Self::Done(done) => done.note != Some(Note::Already),
            Self::Unknown(..) | Self::Left => true,
            Self::Failed(_) | Self::Skipped(_) => false,
        }
    }

    /// Whether somebody else had done it already.
    pub fn was_already(&self) -> bool {
        matches!(self, Self::Done(done) if done.note == Some(Note::Already))
    }

    /// The error of a step that failed or is unknown.
    pub fn error(&self) -> Option<&Arc<ClientError>> {
        match self {
            Self::Failed(error) | Self::Unknown(error, _) => Some(error),
            Self::Done(_) | Self::Skipped(_) | Self::Left => None,
        }
    }
}

impl Report {
    /// How many steps were done.
    pub fn done(&self) -> usize {
        self.count(Outcome::is_done)
    }

    /// How many steps were done because somebody else had done them.
    pub fn already(&self) -> usize {
        self.count(Outcome::was_already)
    }

    pub fn failed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Failed(_)))
    }

    pub fn skipped(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Skipped(_)))
    }

    pub fn unknown(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Unknown(..) | Outcome::Left))
    }

    fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|outcome| is(outcome)).count()
    }

    /// Whether every step was done.
    pub fn is_whole(&self) -> bool {
        self.done() == self.outcomes.len()
    }

    /// The first error, if any step failed or is unknown.
    pub fn error(&self) -> Option<&Arc<ClientError>> {
        self.outcomes.iter().find_map(Outcome::error)
    }

    /// Whether the first that failed did so because somebody else was faster.
    pub fn is_stale(&self) -> bool {
        self.error().is_some_and(|error| matches!(error.failure, Failure::Stale { .. }))
    }
}
