//! The record of a rollout in the tags of its routes: what it is made of, written, and taken away.

use crate::client::{Client, ClientError, Collection};
use crate::drive::tags::codec::blob::Version;
use crate::drive::tags::codec::{self, PLAN, RoutePlan, STATE};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::route::Seen;
use crate::drive::tags::tag::put;
use crate::drive::tags::wish;
use crate::model::{Kind, ResourceName, Tags};
use crate::rollout::spec::{RouteRef, Stage};
use crate::rollout::state::State;

/// The tag by which everybody knows whose a route's weights are.
pub const ROLLOUT: &str = "weir:rollout";
/// The most tags of a resource (App Mesh).
const TAGS_MAX: usize = 50;
/// The most tags of a route besides its plan: two versions of the state of two drivers, a wish that
/// was heard, and the answer to it.
const STATE_TAGS: usize = 4 * codec::STATE_PARTS + 4 + wish::ANSWER_PARTS;
/// How many routes have the state: the first, and the one after it in case that is deleted.
const COPIES: usize = 2;

/// The record of a rollout as it was found.
#[derive(Debug, Clone)]
pub struct Record {
    pub state: State,
    pub version: Version,
    /// The first route.
    pub lead: RouteRef,
    /// The stages as they were at the start.
    pub stages: Vec<Stage>,
    /// The hashes of what its routes said besides their weights, in their order.
    pub rests: Vec<String>,
    /// The ARNs of its routes, in their order; none where a route is lost.
    pub arns: Vec<Option<String>>,
    /// The routes that are gone, or have nothing of the rollout any more.
    pub lost: Vec<RouteRef>,
    /// A later rollout that has one of its routes.
    pub superseded: Option<String>,
}

/// A route, and all of its tags.
#[derive(Debug)]
pub struct Tagged {
    pub seen: Option<Seen>,
    pub tags: Vec<(String, String)>,
}

impl Tagged {
    pub fn arn(&self) -> Option<String> {
        self.seen.as_ref()?.arn().map(str::to_owned)
    }
}

/// A route as it is with its tags; without both if it does not exist.
pub async fn tagged(client: &Client, route: &RouteRef) -> Result<Tagged, ClientError> {
    let gone = Tagged { seen: None, tags: Vec::new() };
    let resource = match client.describe(&route.id()).await {
        Ok(resource) => resource,
        Err(error) if error.is_not_found() => return Ok(gone),
        Err(error) => return Err(error),
    };
    let arn = resource.metadata.as_ref().map(|metadata| metadata.arn.clone()).unwrap_or_default();
    match client.all_tags(&arn).await {
        Ok(tags) => Ok(Tagged { seen: Seen::of(resource), tags }),
        Err(error) if error.is_not_found() => Ok(gone),
        Err(error) => Err(error),
    }
}

/// Writes what never changes onto all routes, and says whose they are.
pub async fn begin(
    client: &Client,
    state: &State,
    plans: &[RoutePlan],
    routes: &[Tagged],
) -> Result<(), TagsError> {
    let mut all = Vec::new();
    for (plan, route) in plans.iter().zip(routes) {
        let values = codec::plan_values(plan, state.started)?;
        let mut tags = Tags::default();
        put(&mut tags, ROLLOUT, &state.id);
        for (part, value) in values.iter().enumerate() {
            put(&mut tags, &format!("{PLAN}{part:02}"), value);
        }
        let foreign =
            |key: &str| !key.starts_with(PLAN) && !key.starts_with(STATE) && key != ROLLOUT;
        let mut keys: Vec<&str> =
            route.tags.iter().map(|(key, _)| key.as_str()).filter(|key| foreign(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        let (has, needs) = (keys.len(), tags.len() + STATE_TAGS);
        if has + needs > TAGS_MAX {
            let route = plan.route.clone();
            return Err(TagsError::TooManyTags { route, has, needs, max: TAGS_MAX });
        }
        // A route that is gone has no tags; who begins with all of them has looked before.
        all.extend(route.arn().map(|arn| (arn, tags)));
    }
    // What is checked for all is done for all, the first route last: without it there is no record.
    for (arn, tags) in all.iter().rev() {
        client.tag(arn, tags).await?;
    }
    Ok(())
}

/// Writes the next version of what changes onto the first route that is there, and a copy of it
/// onto the next one; answers whether any is there.
pub async fn write(
    client: &Client,
    arns: &[Option<String>],
    state: &State,
    stages: &[Stage],
    version: Version,
) -> Result<bool, TagsError> {
    let mut tags = Tags::default();
    for (key, value) in codec::state_tags(state, stages, version)? {
        put(&mut tags, &key, &value);
    }
    let mut copies = 0;
    for arn in arns.iter().flatten() {
        match client.tag(arn, &tags).await {
            Ok(()) => copies += 1,
            Err(error) if error.is_not_found() => {}
            Err(error) if copies == 0 => return Err(error.into()),
            // The one before has it.
            Err(error) => {
                tracing::warn!(%error, "the state of the rollout has no copy");
                break;
            }
        }
        if copies == COPIES {
            break;
        }
    }
    Ok(copies > 0)
}

/// Says that the weights of the routes are nobody's any more.
pub async fn disown(client: &Client, arns: &[Option<String>]) -> Result<(), TagsError> {
    for arn in arns.iter().flatten() {
        match client.untag(arn, &[ROLLOUT.to_owned()]).await {
            Ok(()) => continue,
            Err(error) if !error.is_an_answer() => return Err(error.into()),
            // Some emulators cannot take tags away; an empty one says the same.
            Err(_) => {}
        }
        let mut tags = Tags::default();
        put(&mut tags, ROLLOUT, "");
        match client.tag(arn, &tags).await {
            Err(error) if !error.is_not_found() => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// All routes of a mesh.
pub async fn routes(client: &Client, mesh: &str) -> Result<Vec<RouteRef>, TagsError> {
    let of = Collection { kind: Kind::VirtualRouter, mesh, parent: None };
    let mut routes = Vec::new();
    for router in client.names(of).await? {
        let of = Collection { kind: Kind::Route, mesh, parent: Some(&router) };
        for route in client.names(of).await? {
            let name = |text: &str| {
                ResourceName::parse(text)
                    .map_err(|error| TagsError::NotUnderstood(error.to_string()))
            };
            let (mesh, virtual_router) = (name(mesh)?, name(&router)?);
            routes.push(RouteRef { mesh, virtual_router, route: name(&route)? });
        }
    }
    Ok(routes)
}
