//! A record put together from the routes of its rollout that are still there: each has the plan of
//! the rollout, so that any of them can be lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream;

use crate::client::Client;
use crate::drive::tags::codec::blob::{Blob, Version};
use crate::drive::tags::codec::{self, CodecError, Head, Part, RoutePlan};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::lease;
use crate::drive::tags::record::{ROLLOUT, Record, Tagged, routes, tagged};
use crate::rollout::spec::RouteRef;
use crate::rollout::state::{Held, HeldReason, Phase, State};

/// The most routes of one rollout that are followed.
const ROUTES_MAX: usize = 50;
/// How many routes are looked at side by side.
const SIDE_BY_SIDE: usize = 8;

/// A route that has the plan of the rollout.
#[derive(Debug)]
struct Piece {
    plan: RoutePlan,
    tagged: Tagged,
}

/// What was found of one rollout.
#[derive(Debug)]
struct Pieces {
    id: String,
    /// By their places among the rollout's routes.
    kept: BTreeMap<usize, Piece>,
    looked: BTreeSet<RouteRef>,
    /// Routes that a later rollout has, and its id.
    taken: BTreeMap<RouteRef, String>,
}

/// The record of the rollout that a route belongs to; of one that is not there, or has none, that
/// of the rollout whose first route it was.
pub async fn search(client: &Arc<Client>, route: &RouteRef) -> Result<Option<Record>, TagsError> {
    if let Some(record) = read(client, route).await? {
        return Ok(Some(record));
    }
    let looked = look_at(client, routes(client, route.mesh.as_str()).await?).await?;
    let of_route = looked.iter().filter_map(|(_, tagged)| {
        let plan = codec::read_plan(&tagged.tags).ok().flatten()?;
        (plan.lead == *route).then_some(plan)
    });
    let newest = of_route.max_by_key(|plan| plan.head.as_ref().map(|head| head.started));
    match newest {
        Some(plan) => read(client, &plan.route).await,
        None => Ok(None),
    }
}

/// The record that a route belongs to. A route whose rollout cannot be read is an error; one
/// without any is none.
pub async fn read(client: &Arc<Client>, route: &RouteRef) -> Result<Option<Record>, TagsError> {
    let first = tagged(client, route).await?;
    let Some(plan) = codec::read_plan(&first.tags)? else { return Ok(None) };
    let mut pieces = Pieces::new(plan.id.clone());
    pieces.add(plan, first);
    pieces.follow(client).await?;
    if !pieces.is_whole() {
        pieces.scan(client).await?;
    }
    pieces.record(client).await
}

/// The records of all rollouts of a mesh, one per rollout. Those that cannot be read are answered
/// apart, with their route.
pub async fn list(
    client: &Arc<Client>,
    mesh: &str,
) -> Result<(Vec<Record>, Vec<(RouteRef, TagsError)>), TagsError> {
    let looked = look_at(client, routes(client, mesh).await?).await?;
    let all: BTreeSet<RouteRef> = looked.iter().map(|(route, _)| route.clone()).collect();
    let (mut found, mut owners) = (BTreeMap::<String, Pieces>::new(), BTreeMap::new());
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for (route, tagged) in looked {
        match codec::read_plan(&tagged.tags) {
            Ok(Some(plan)) => {
                owners.insert(route, plan.id.clone());
                let new = || Pieces { looked: all.clone(), ..Pieces::new(plan.id.clone()) };
                found.entry(plan.id.clone()).or_insert_with(new).add(plan, tagged);
            }
            Ok(None) => {}
            Err(error) => unreadable.push((route, error.into())),
        }
    }
    for mut pieces in found.into_values() {
        let others = owners.iter().filter(|(_, id)| **id != pieces.id);
        pieces.taken.extend(others.map(|(route, id)| (route.clone(), id.clone())));
        pieces.follow(client).await?;
        if !pieces.belongs_to(mesh) {
            continue;
        }
        let first = pieces.kept.values().next().map(|piece| piece.plan.route.clone());
        match (pieces.record(client).await, first) {
            (Ok(record), _) => records.extend(record),
            (Err(TagsError::Client(error)), _) => return Err(error.into()),
            (Err(error), Some(route)) => unreadable.push((route, error)),
            (Err(_), None) => {}
        }
    }
    records.sort_by_key(|record| record.state.started);
    Ok((records, unreadable))
}

async fn look_at(
    client: &Arc<Client>,
    routes: Vec<RouteRef>,
) -> Result<Vec<(RouteRef, Tagged)>, TagsError> {
    let looks = routes.into_iter().map(|route| async move {
        let tagged = tagged(client, &route).await;
        tagged.map(|tagged| (route, tagged))
    });
    let looked: Vec<_> = stream::iter(looks).buffered(SIDE_BY_SIDE).collect().await;
    Ok(looked.into_iter().collect::<Result<Vec<_>, _>>()?)
}

impl Pieces {
    fn new(id: String) -> Self {
        let (kept, looked, taken) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        Self { id, kept, looked, taken }
    }

    fn add(&mut self, plan: RoutePlan, tagged: Tagged) {
        self.looked.insert(plan.route.clone());
        self.kept.insert(plan.place, Piece { plan, tagged });
    }

    fn count(&self) -> usize {
        self.kept.values().next().map_or(0, |piece| piece.plan.count).min(ROUTES_MAX)
    }

    fn is_whole(&self) -> bool {
        self.kept.len() == self.count()
    }

    fn lead(&self) -> Option<&RouteRef> {
        self.kept.values().next().map(|piece| &piece.plan.lead)
    }

    /// Whether it is listed with the rollouts of a mesh: that of its first route.
    fn belongs_to(&self, mesh: &str) -> bool {
        self.kept.values().next().is_some_and(|piece| piece.plan.route.mesh.as_str() == mesh)
    }

    /// Looks at the routes that others name, one after the other.
    async fn follow(&mut self, client: &Client) -> Result<(), TagsError> {
        while let Some(route) = self.named_by_others().filter(|_| self.kept.len() < ROUTES_MAX) {
            let tagged = tagged(client, &route).await?;
            self.looked.insert(route.clone());
            self.sort_in(route, tagged)?;
        }
        Ok(())
    }

    fn named_by_others(&self) -> Option<RouteRef> {
        let plans = self.kept.values().map(|piece| &piece.plan);
        let mut named = plans.flat_map(|plan| [Some(&plan.lead), plan.next.as_ref()]).flatten();
        named.find(|route| !self.looked.contains(route)).cloned()
    }

    fn sort_in(&mut self, route: RouteRef, tagged: Tagged) -> Result<(), CodecError> {
        match codec::read_plan(&tagged.tags)? {
            Some(plan) if plan.id == self.id => self.add(plan, tagged),
            Some(plan) => drop(self.taken.insert(route, plan.id)),
            None => {}
        }
        Ok(())
    }

    /// Looks at all other routes of its meshes: what names a route may be lost itself.
    async fn scan(&mut self, client: &Arc<Client>) -> Result<(), TagsError> {
        let meshes: BTreeSet<String> =
            self.kept.values().map(|piece| piece.plan.route.mesh.to_string()).collect();
        for mesh in meshes {
            let mut others = routes(client, &mesh).await?;
            others.retain(|route| !self.looked.contains(route));
            for (route, tagged) in look_at(client, others).await? {
                // What cannot be read is another rollout's, as far as anybody can tell.
                let _ = self.sort_in(route, tagged);
            }
        }
        Ok(())
    }

    /// The routes of the rollout in their order. Those whose tags are gone have only their names,
    /// which others know: the route before, all of the first one, and the locks.
    async fn parts(&self, client: &Client) -> Result<Vec<Part>, TagsError> {
        let name = |place: usize| match place.checked_sub(1) {
            None => self.lead().cloned(),
            Some(before) => self.kept.get(&before)?.plan.next.clone(),
        };
        let mut parts: Vec<Option<Part>> = (0..self.count())
            .map(|place| match self.kept.get(&place) {
                Some(piece) => Some(Part::Kept(Box::new(piece.plan.clone()))),
                None => name(place).map(Part::Lost),
            })
            .collect();
        if parts.iter().any(Option::is_none) {
            let known: BTreeSet<RouteRef> =
                parts.iter().flatten().map(|part| part.route().clone()).collect();
            let mut locked = self.locked(client).await?;
            locked.retain(|route| !known.contains(route));
            for part in parts.iter_mut().filter(|part| part.is_none()) {
                *part = locked.pop().map(Part::Lost);
            }
        }
        let missing = CodecError::Missing { found: self.kept.len(), of: self.count() };
        let parts: Option<Vec<Part>> = parts.into_iter().collect();
        parts.filter(|parts| !parts.is_empty()).ok_or_else(|| missing.into())
    }

    async fn locked(&self, client: &Client) -> Result<Vec<RouteRef>, TagsError> {
        let meshes: BTreeSet<&str> =
            self.kept.values().map(|piece| piece.plan.route.mesh.as_str()).collect();
        let mut locked = BTreeSet::new();
        for mesh in meshes {
            let locks = lease::of_rollout(client, mesh, &self.id).await?;
            locked.extend(locks.into_iter().filter_map(|(_, lock)| lock.route));
        }
        Ok(locked.into_iter().collect())
    }

    async fn record(self, client: &Client) -> Result<Option<Record>, TagsError> {
        let tags: Vec<(String, String)> =
            self.kept.values().flat_map(|piece| piece.tagged.tags.iter().cloned()).collect();
        let blob = codec::read_changing(&self.id, &tags);
        let has_lead = self.kept.contains_key(&0);
        if blob.is_none() && (has_lead || !self.is_left_behind()) {
            // It ended before anything was begun.
            return Ok(None);
        }
        let parts = self.parts(client).await?;
        let of = parts.len();
        let missing = || TagsError::from(CodecError::Missing { found: self.kept.len(), of });
        let head = self.kept.values().find_map(|piece| piece.plan.head.clone());
        let head = head.ok_or_else(missing)?;
        let (mut state, version) = match blob {
            Some(blob) => {
                let Blob { version, .. } = blob;
                (codec::state(&parts, &blob)?, version)
            }
            None => (self.as_seen(&parts, &head), Version::default()),
        };
        let lost: Vec<RouteRef> = parts
            .iter()
            .filter(|part| matches!(part, Part::Lost(_)))
            .map(|part| part.route().clone())
            .collect();
        let is_lost =
            |(place, part): (usize, &Part)| matches!(part, Part::Lost(_)).then_some(place);
        state.gone.extend(parts.iter().enumerate().filter_map(is_lost));
        if !has_lead {
            // What the other routes have may be older than the last write.
            state.writes = state.writes.max(1);
        }
        let places = 0..of;
        let arn = |place| self.kept.get(&place).and_then(|piece| piece.tagged.arn());
        let rest = |place| self.kept.get(&place).map(|piece: &Piece| piece.plan.rest.clone());
        Ok(Some(Record {
            lead: parts[0].route().clone(),
            stages: head.spec.stages,
            rests: places.clone().map(|place| rest(place).unwrap_or_default()).collect(),
            arns: places.map(arn).collect(),
            superseded: lost.iter().find_map(|route| self.taken.get(route).cloned()),
            lost,
            state,
            version,
        }))
    }

    /// Whether the routes say that they are the rollout's, and are not as they were found.
    fn is_left_behind(&self) -> bool {
        let is_owned = |piece: &Piece| {
            let mut said = piece.tagged.tags.iter().filter(|(key, _)| key == ROLLOUT);
            said.next_back().is_some_and(|(_, id)| *id == self.id)
        };
        let is_moved = |piece: &Piece| {
            let seen = piece.tagged.seen.as_ref();
            seen.is_some_and(|seen| seen.weights != piece.plan.ladder.found)
        };
        self.kept.values().any(|piece| is_owned(piece) && is_moved(piece))
    }

    /// What can be seen of a rollout whose state is lost with its routes: enough to go back, and
    /// too little to go on.
    fn as_seen(&self, parts: &[Part], head: &Head) -> State {
        let spec = codec::spec_of(head, parts);
        let stand_in = self.kept.values().next().map(|piece| piece.plan.ladder.clone());
        let ladder = |part: &Part| match part {
            Part::Kept(plan) => Some((plan.route.clone(), plan.ladder.clone())),
            Part::Lost(route) => Some((route.clone(), stand_in.clone()?)),
        };
        let routes = parts.iter().filter_map(ladder).collect();
        let mut state = State::new(self.id.clone(), String::new(), spec, routes, head.started);
        for (place, piece) in &self.kept {
            if let (Some(route), Some(seen)) = (state.routes.get_mut(*place), &piece.tagged.seen) {
                let percents = state.spec.percents();
                let at = percents.iter().find(|percent| route.ladder.at(**percent) == seen.weights);
                state.percent = at.copied().unwrap_or(state.percent).max(state.percent);
                route.written.clone_from(&seen.weights);
            }
        }
        let lost = parts.iter().find(|part| matches!(part, Part::Lost(_))).or(parts.first());
        if let Some(lost) = lost {
            let reason = HeldReason::RouteGone { route: lost.route().clone() };
            state.phase = Phase::Held(Held::new(reason, head.started, None));
        }
        state
    }
}
