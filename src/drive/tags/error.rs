//! Why a rollout cannot be begun, or taken up, on a control plane that only has tags.

use crate::client::ClientError;
use crate::drive::place::PlaceError;
use crate::drive::tags::codec::CodecError;
use crate::drive::tags::lease::Found;
use crate::rollout::spec::RouteRef;

/// Why something about the record or the lock of a rollout did not work.
#[derive(Debug, thiserror::Error)]
pub enum TagsError {
    #[error(transparent)]
    Client(#[from] ClientError),
    /// Another process drives a rollout of the route.
    #[error("{} drives the rollout `{}`", .0.who(), .0.rollout)]
    Held(Box<Found>),
    /// Somebody else took the lock meanwhile.
    #[error("somebody else was faster")]
    Lost,
    /// This process had the lock, and has it no more.
    #[error("the rollout was taken over by {0}")]
    Fenced(String),
    /// The rollout before is not over.
    #[error("the rollout `{id}` of {} is not over", address(.route))]
    Unfinished { id: String, route: RouteRef },
    /// The weights are not those that were planned with.
    #[error("the weights of {} changed since they were read", address(.0))]
    Moved(RouteRef),
    #[error("{} does not exist", address(.0))]
    RouteGone(RouteRef),
    /// A second resource of the same name is not refused, so nothing can be locked.
    #[error(
        "this control plane does not refuse a second resource of the same name, so two drivers could not be kept apart"
    )]
    NoExclusion,
    /// What is tagged has no tags afterwards.
    #[error(
        "this control plane does not keep tags, so the state of a rollout cannot be kept there"
    )]
    NoTags,
    #[error("{} has {has} tags and would need {needs} more; a resource can have {max}", address(.route))]
    TooManyTags { route: RouteRef, has: usize, needs: usize, max: usize },
    #[error("the record of the rollout does not fit, or cannot be read")]
    Codec(#[from] CodecError),
    #[error("there is no rollout `{0}`")]
    NotFound(String),
    #[error("the answer of the control plane is not understood: {0}")]
    NotUnderstood(String),
    #[error("cannot keep the journal `{}`", .path.display())]
    Journal { path: std::path::PathBuf, source: std::io::Error },
}

/// A route as people write it.
pub fn address(route: &RouteRef) -> String {
    format!("rt/{}/{} of the mesh `{}`", route.virtual_router, route.route, route.mesh)
}

impl From<TagsError> for PlaceError {
    fn from(error: TagsError) -> Self {
        match error {
            TagsError::Fenced(by) => Self::Fenced { by },
            error => Self::Failed { why: chain(&error) },
        }
    }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}
