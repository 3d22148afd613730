//! Whether a route is still the one that a rollout has: others may delete it, and make another one of
//! its name.

use std::sync::PoisonError;

use tokio::time::timeout;

use crate::drive::tags::codec;
use crate::drive::tags::error::{TagsError, address};
use crate::drive::tags::place::{DOUBT_MAX, Inner};
use crate::drive::tags::route::Seen as Route;
use crate::rollout::effect::Purpose;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::State;

/// A route that was looked for.
pub enum Found {
    Ours(Box<Route>),
    /// Another one of the same name, or one that has nothing of the rollout any more.
    Remade,
    Gone,
}

impl Inner {
    /// The route of the rollout as it is, if it is there.
    pub async fn route(
        &self,
        state: &State,
        route: &RouteRef,
        purpose: Purpose,
    ) -> Result<Option<Route>, TagsError> {
        Ok(match self.find(state, route, purpose).await? {
            Found::Ours(route) => Some(*route),
            Found::Remade | Found::Gone => None,
        })
    }

    /// Its tags are asked only where all have one uid, as on some emulators: elsewhere a route stays
    /// the rollout's own although somebody takes its tags away.
    pub async fn find(
        &self,
        state: &State,
        route: &RouteRef,
        purpose: Purpose,
    ) -> Result<Found, TagsError> {
        let found = self.meet(route).await?;
        let Found::Ours(seen) = &found else { return Ok(found) };
        let Some(arn) = seen.arn().filter(|_| !self.is_told_by_uid(seen)) else {
            return Ok(found);
        };
        let asked = async {
            match self.client.all_tags(arn).await {
                Ok(tags) => Ok(Some(has_plan(&tags, &state.id))),
                Err(error) if error.is_not_found() => Ok(None),
                Err(error) => Err(error),
            }
        };
        let has_plan = match purpose {
            // The way back is not put off by tags of which nothing can be learned.
            Purpose::Rollback => match timeout(DOUBT_MAX, asked).await {
                Ok(Ok(has_plan)) => has_plan,
                Ok(Err(_)) | Err(_) => Some(true),
            },
            Purpose::Stage | Purpose::Finish => asked.await?,
        };
        Ok(match has_plan {
            Some(true) => found,
            Some(false) => Found::Remade,
            None => Found::Gone,
        })
    }

    /// The route, if it is the one that this driver has met, as far as its identity tells.
    pub async fn meet(&self, route: &RouteRef) -> Result<Found, TagsError> {
        let resource = match self.client.describe(&route.id()).await {
            Ok(resource) => resource,
            Err(error) if error.is_not_found() => return Ok(Found::Gone),
            Err(error) => return Err(error.into()),
        };
        let is_met = self.met.lock().unwrap_or_else(PoisonError::into_inner).is_same(&resource);
        if !is_met || self.lost.contains(route) {
            return Ok(Found::Remade);
        }
        let found = Route::of(resource).map(|route| Found::Ours(Box::new(route)));
        found.ok_or_else(|| TagsError::NotUnderstood(format!("{} is no route", address(route))))
    }

    /// Whether uids tell resources apart here: that of the route is not that of the lock.
    fn is_told_by_uid(&self, route: &Route) -> bool {
        let metadata = route.resource.metadata.as_ref();
        let of_route = metadata.map(|metadata| metadata.uid.as_str()).unwrap_or_default();
        self.lock.as_ref().is_some_and(|lock| !of_route.is_empty() && lock.uid != of_route)
    }

    /// The ARNs of the routes that are the rollout's own, as far as its state knows.
    pub fn own_arns(&self, state: &State) -> Vec<Option<String>> {
        let of_own = |(place, arn): (usize, &Option<String>)| {
            arn.clone().filter(|_| !state.remade.contains(&place))
        };
        self.arns.iter().enumerate().map(of_own).collect()
    }
}

/// Whether the tags of a route say that it is part of the rollout. They do from before its first look
/// on, and to the end: the plan stays when the rest is taken away. What cannot be read is another
/// rollout's, as far as anybody can tell.
fn has_plan(tags: &[(String, String)], rollout: &str) -> bool {
    let plan = codec::read_plan(tags).ok().flatten();
    plan.is_some_and(|plan| plan.id == rollout)
}
