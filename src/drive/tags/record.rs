//! The record of a rollout in the tags of its routes: read, written, found, and taken away.

use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream;

use crate::client::{Client, ClientError, Collection};
use crate::drive::tags::codec::blob::{Blob, Version};
use crate::drive::tags::codec::{self, PLAN, RoutePlan, STATE};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::lease::put;
use crate::drive::tags::route::Seen;
use crate::model::{Kind, ResourceName, Tags};
use crate::rollout::spec::{RouteRef, Stage};
use crate::rollout::state::State;

/// The tag by which everybody knows whose a route's weights are.
const ROLLOUT: &str = "weir:rollout";
/// The most routes of one rollout that are followed.
const ROUTES_MAX: usize = 50;
/// The most tags of a resource (App Mesh).
const TAGS_MAX: usize = 50;
/// The most tags of the first route besides its plan: two versions of the state of two drivers, and
/// a wish that was heard.
const LEAD_TAGS: usize = 4 * codec::STATE_PARTS + 4;
/// How many routes are looked at side by side.
const SIDE_BY_SIDE: usize = 8;

/// The record of a rollout as it was found.
#[derive(Debug, Clone)]
pub struct Record {
    pub state: State,
    pub plans: Vec<RoutePlan>,
    pub version: Version,
    /// The ARNs of its routes, in their order; none where a route is gone.
    pub arns: Vec<Option<String>>,
}

impl Record {
    /// The stages as they were at the start.
    pub fn stages(&self) -> Vec<Stage> {
        let head = self.plans.first().and_then(|plan| plan.head.as_ref());
        head.map(|head| head.spec.stages.clone()).unwrap_or_default()
    }
}

/// A route, and all of its tags.
#[derive(Debug)]
pub struct Tagged {
    pub seen: Option<Seen>,
    pub tags: Vec<(String, String)>,
}

impl Tagged {
    fn arn(&self) -> Option<String> {
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

/// The record that a route belongs to. A route whose rollout cannot be read is an error; one
/// without any is none.
pub async fn read(client: &Client, route: &RouteRef) -> Result<Option<Record>, TagsError> {
    let first = tagged(client, route).await?;
    let Some(plan) = codec::read_plan(&first.tags)? else { return Ok(None) };
    let lead = if plan.place == 0 { first } else { tagged(client, &plan.lead).await? };
    let Some(head) = codec::read_plan(&lead.tags)?.filter(|head| head.id == plan.id) else {
        return Err(codec::CodecError::Missing { found: 0, of: plan.count }.into());
    };
    let Some(blob) = codec::read_changing(&head.id, &lead.tags) else {
        // It ended before anything was begun.
        return Ok(None);
    };
    let mut arns = vec![lead.arn()];
    let mut next = head.next.clone();
    let mut plans = vec![head];
    while let Some(route) = next.take().filter(|_| plans.len() < ROUTES_MAX) {
        let more = tagged(client, &route).await?;
        let plan = codec::read_plan(&more.tags)?.filter(|more| more.id == plan.id);
        let Some(plan) = plan else { break };
        arns.push(more.arn());
        next.clone_from(&plan.next);
        plans.push(plan);
    }
    let state = codec::state(&plans, &blob)?;
    let Blob { version, .. } = blob;
    Ok(Some(Record { state, plans, version, arns }))
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
        let of_state = if plan.place == 0 { LEAD_TAGS } else { 0 };
        let foreign =
            |key: &str| !key.starts_with(PLAN) && !key.starts_with(STATE) && key != ROLLOUT;
        let mut keys: Vec<&str> =
            route.tags.iter().map(|(key, _)| key.as_str()).filter(|key| foreign(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        let (has, needs) = (keys.len(), tags.len() + of_state);
        if has + needs > TAGS_MAX {
            let route = plan.route.clone();
            return Err(TagsError::TooManyTags { route, has, needs, max: TAGS_MAX });
        }
        let arn = route.arn().ok_or_else(|| TagsError::RouteGone(plan.route.clone()))?;
        all.push((arn, tags));
    }
    // What is checked for all is done for all, the first route last: without it there is no record.
    for (arn, tags) in all.iter().rev() {
        client.tag(arn, tags).await?;
    }
    Ok(())
}

/// Writes the next version of what changes.
pub async fn write(
    client: &Client,
    arn: &str,
    state: &State,
    stages: &[Stage],
    version: Version,
) -> Result<(), TagsError> {
    let mut tags = Tags::default();
    for (key, value) in codec::state_tags(state, stages, version)? {
        put(&mut tags, &key, &value);
    }
    Ok(client.tag(arn, &tags).await?)
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

/// The records of all rollouts of a mesh, one per rollout. Those that cannot be read are answered
/// apart, with their route.
pub async fn list(
    client: &Arc<Client>,
    mesh: &str,
) -> Result<(Vec<Record>, Vec<(RouteRef, TagsError)>), TagsError> {
    let routes = routes(client, mesh).await?;
    let looked = stream::iter(routes.into_iter().map(|route| async move {
        let plan = tagged(client, &route).await.map_err(TagsError::from);
        (plan.and_then(|tagged| Ok(codec::read_plan(&tagged.tags)?)), route)
    }));
    let looked: Vec<_> = looked.buffered(SIDE_BY_SIDE).collect().await;
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for (plan, route) in looked {
        match plan {
            Ok(Some(plan)) if plan.place == 0 => match read(client, &route).await {
                Ok(record) => records.extend(record),
                Err(error) => unreadable.push((route, error)),
            },
            Ok(_) => {}
            Err(TagsError::Client(error)) => return Err(error.into()),
            Err(error) => unreadable.push((route, error)),
        }
    }
    records.sort_by_key(|record| record.state.started);
    Ok((records, unreadable))
}

/// All routes of a mesh.
async fn routes(client: &Client, mesh: &str) -> Result<Vec<RouteRef>, TagsError> {
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
