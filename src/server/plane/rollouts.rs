//! The rules of rollouts: who may have a route, and that a driver's step changes its record and the
//! routes at once or not at all.
//!
//! A record has a number that each write raises. A step names the number that its driver read, so
//! that of two drivers one cannot write; with it come the routes, so that weights and record never
//! differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::ownership::{self, ROLLOUT};
use crate::model::tag::TagValue;
use crate::model::{Kind, ResourceId, Spec, Tags};
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::{RouteRef, Source};
use crate::rollout::state::{FORMAT, Phase, RouteState, State};
use crate::rollout::weights::shares;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::lookup;
use crate::server::plane::operation::{Change, named};
use crate::server::plane::source::Sources;
use crate::server::plane::working::{Step, Working};

/// How many rollouts that are history are kept.
const HISTORY_MAX: usize = 100;
const ID_MAX: usize = 64;

/// What is asked about a rollout.
#[derive(Debug)]
pub enum RolloutCall {
    /// Takes the routes for a new rollout.
    Start(Box<State>),
    Step(Box<RolloutStep>),
}

/// What a driver writes.
#[derive(Debug)]
pub struct RolloutStep {
    pub id: String,
    /// The number of the record that the driver read or wrote last.
    pub number: u64,
    pub driver: String,
    pub state: State,
    pub entries: Vec<Entry>,
    /// Changes of routes.
    pub changes: Vec<Change>,
    /// Whether the driver ends, as nothing of the rollout is under way any more.
    pub release: bool,
}

impl RolloutCall {
    /// The meshes whose routes a new rollout takes. A step asks no lock: its rollout has the routes,
    /// and a way back must not be blocked.
    pub fn meshes(&self) -> impl Iterator<Item = &str> {
        let routes = match self {
            Self::Start(state) => state.routes.as_slice(),
            Self::Step(_) => &[],
        };
        routes.iter().map(|route| route.route.mesh.as_str())
    }
}

/// All rollouts that are known, by id. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Rollouts(Arc<BTreeMap<String, Arc<RolloutRecord>>>);

impl Rollouts {
    pub fn new(stored: BTreeMap<String, Arc<RolloutRecord>>) -> Self {
        Self(Arc::new(stored))
    }

    pub fn get(&self, id: &str) -> Option<&Arc<RolloutRecord>> {
        self.0.get(id)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<RolloutRecord>> {
        self.0.values()
    }

    fn put(&mut self, id: String, record: Option<Arc<RolloutRecord>>) {
        let known = Arc::make_mut(&mut self.0);
        match record {
            Some(record) => known.insert(id, record),
            None => known.remove(&id),
        };
    }

    /// The rollout, or that there is none.
    pub fn existing(&self, id: &str) -> Result<&Arc<RolloutRecord>, ApiError> {
        self.get(id).ok_or_else(|| ApiError::not_found(format!("there is no rollout `{id}`")))
    }
}

impl Working {
    /// Does what is asked about a rollout. On an error nothing has changed.
    pub(super) fn rollout(
        &mut self,
        call: RolloutCall,
        sources: &mut Sources,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        let before = (self.snapshot.clone(), self.rollouts.clone());
        let done = match call {
            RolloutCall::Start(state) => self.start(*state, step),
            RolloutCall::Step(call) => self.step(*call, sources, step),
        };
        if done.is_err() {
            (self.snapshot, self.rollouts) = before;
        }
        done
    }

    fn start(&mut self, state: State, step: &mut Step) -> Result<(), ApiError> {
        check_new(&state)?;
        if let Some(known) = self.rollouts.get(&state.id) {
            // The answer to the same request may have been lost, and a driver have begun since.
            if is_of(&known.state, &state) {
                step.rollout = Some(Arc::clone(known));
                return Ok(());
            }
            let message = format!("the rollout `{}` exists already", state.id);
            return Err(ApiError::new(ErrorKind::Conflict, message));
        }
        if let Some((route, holder)) = self.holder(&state) {
            return Err(taken(route, holder));
        }
        for route in &state.routes {
            self.check_weights(route)?;
        }
        self.supersede(&state, step)?;
        let tags = mark(&state.id)?;
        for route in &state.routes {
            self.tag(&route.route.id(), &tags, step)?;
        }
        self.keep(RolloutRecord::new(state), step);
        self.forget_history(step);
        Ok(())
    }

    /// A rollout that has one of the routes, and that route.
    fn holder<'a>(&'a self, state: &'a State) -> Option<(&'a RouteRef, &'a RolloutRecord)> {
        let holders = self.rollouts.iter().filter(|record| record.holds_routes());
        holders
            .into_iter()
            .find_map(|record| Some((shared_route(state, &record.state)?, &**record)))
    }

    /// That the route has the weights for which the rollout was worked out.
    fn check_weights(&self, route: &RouteState) -> Result<(), ApiError> {
        let id = route.route.id();
        let resource = lookup::existing(&self.snapshot, &id)?;
        let Spec::Route(spec) = &resource.spec else { return Ok(()) };
        if shares(spec.rule.weighted_targets()) == route.ladder.found {
            return Ok(());
        }
        let message = format!(
            "the weights of the {} are not those for which the rollout was prepared",
            named(&id)
        );
        Err(ApiError::new(ErrorKind::PreconditionFailed, message))
    }

    /// Ends the claims of rollouts that are over on routes that the new one takes.
    fn supersede(&mut self, state: &State, step: &mut Step) -> Result<(), ApiError> {
        let is_old = |record: &&Arc<RolloutRecord>| {
            record.superseded.is_none() && shared_route(state, &record.state).is_some()
        };
        let old: Vec<_> = self.rollouts.iter().filter(is_old).cloned().collect();
        for record in old {
            self.unmark(&record.state, step)?;
            let mut record = RolloutRecord::clone(&record);
            record.number += 1;
            record.driver = None;
            record.superseded = Some(state.id.clone());
            self.keep(record, step);
        }
        Ok(())
    }

    fn step(
        &mut self,
        call: RolloutStep,
        sources: &mut Sources,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        let RolloutStep { id, number, driver, state, entries, changes, release } = call;
        let before = Arc::clone(self.rollouts.existing(&id)?);
        // With its last state the routes are free, whether its driver comes to say so or not.
        let is_settled = state.is_over() && !state.previewed;
        let driver = (!release && !is_settled).then_some(driver);
        if before.number == number + 1 && before.driver == driver && before.state == state {
            // The answer to the same step was lost.
            step.rollout = Some(before);
            return Ok(());
        }
        check_step(&before, number, &state)?;
        check_entries(&id, &entries, &state)?;
        for (index, change) in changes.into_iter().enumerate() {
            check_change(&change, &state).map_err(|error| error.at_change(index))?;
            self.change(change, sources, step).map_err(|error| error.at_change(index))?;
        }
        if is_settled && matches!(state.phase, Phase::RolledBack { .. } | Phase::Finished) {
            self.unmark(&state, step)?;
        }
        // What was kept with an earlier state is handed over again where its answer was lost.
        let is_new = |entry: &Entry| entry.seq > before.state.announced;
        step.entries = entries.into_iter().filter(is_new).collect();
        self.keep(RolloutRecord { number: number + 1, driver, superseded: None, state }, step);
        Ok(())
    }

    /// Takes the mark of a rollout off the routes that still have it.
    fn unmark(&mut self, state: &State, step: &mut Step) -> Result<(), ApiError> {
        let ids: Vec<ResourceId> = state.routes.iter().map(|route| route.route.id()).collect();
        for id in ids {
            let is_marked = |id| self.snapshot.get(id).and_then(|route| route.rollout());
            if is_marked(&id) == Some(&state.id) {
                self.untag(&id, &[ownership::key(ROLLOUT)], step)?;
            }
        }
        Ok(())
    }

    fn keep(&mut self, record: RolloutRecord, step: &mut Step) {
        let id = record.state.id.clone();
        let record = Arc::new(record);
        self.rollouts.put(id.clone(), Some(Arc::clone(&record)));
        step.rollouts.insert(id, Some(Arc::clone(&record)));
        step.rollout = Some(record);
    }

    /// Forgets the oldest rollouts that are history, with their journals.
    fn forget_history(&mut self, step: &mut Step) {
        let history = self.rollouts.iter().filter(|record| record.is_history());
        let mut history: Vec<_> =
            history.map(|record| (record.state.started, record.state.id.clone())).collect();
        history.sort();
        let excess = history.len().saturating_sub(HISTORY_MAX);
        for (_, id) in history.into_iter().take(excess) {
            self.rollouts.put(id.clone(), None);
            step.rollouts.insert(id, None);
        }
    }
}

/// Whether a rollout is the one that is to be started, however far it is by now.
fn is_of(known: &State, new: &State) -> bool {
    known.spec == new.spec && known.started == new.started && known.owner == new.owner
}

/// A route that both have.
fn shared_route<'a>(a: &'a State, b: &State) -> Option<&'a RouteRef> {
    let has = |route: &&RouteState| b.routes.iter().any(|other| other.route == route.route);
    a.routes.iter().find(has).map(|route| &route.route)
}

fn taken(route: &RouteRef, holder: &RolloutRecord) -> ApiError {
    let State { id, owner, spec, started, .. } = &holder.state;
    let started = started.round(jiff::Unit::Second).unwrap_or(*started);
    let message = format!(
        "the {} of mesh `{}` is under the rollout `{}` ({id}), which {owner} started at {started}",
        named(&route.id()),
        route.mesh,
        spec.name
    );
    ApiError::new(ErrorKind::Conflict, message)
}

/// That a state is one of a rollout that has done nothing yet.
fn check_new(state: &State) -> Result<(), ApiError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let refuse = |message: String| Err(ApiError::bad_request(message));
    if !(1..=ID_MAX).contains(&state.id.len()) || !state.id.bytes().all(plain) {
        return refuse(format!(
            "id: must have 1 to {ID_MAX} letters, digits, hyphens, underscores and dots"
        ));
    }
    if state.format != FORMAT {
        return refuse(format!("format: must be {FORMAT}, not {}", state.format));
    }
    if state.routes.is_empty() {
        return refuse("routes: must hold a route".to_owned());
    }
    if state.phase != Phase::Waiting || state.writes != 0 || state.announced != 0 {
        return refuse("phase: must be that of a rollout that has done nothing yet".to_owned());
    }
    Ok(())
}

/// That the step is that of the driver which has the rollout, and of that rollout.
fn check_step(before: &RolloutRecord, number: u64, state: &State) -> Result<(), ApiError> {
    let id = &before.state.id;
    if let Some(by) = &before.superseded {
        let message = format!("the rollout `{by}` has taken over the routes of the rollout `{id}`");
        return Err(ApiError::new(ErrorKind::Conflict, message));
    }
    if before.number != number {
        let by = before.driver.as_deref().unwrap_or("a driver that has ended");
        let found = before.number;
        let message = format!(
            "the record of the rollout `{id}` has the number {found}, not {number}: {by} wrote it"
        );
        return Err(ApiError::new(ErrorKind::Conflict, message));
    }
    if state.format != FORMAT {
        let message = format!("state.format: must be {FORMAT}, not {}", state.format);
        return Err(ApiError::bad_request(message));
    }
    let routes = |state: &State| -> Vec<RouteRef> {
        state.routes.iter().map(|route| route.route.clone()).collect()
    };
    let sources = |state: &State| -> Vec<Source> {
        state.spec.gates.iter().map(|gate| gate.source.clone()).collect()
    };
    // Whether programs may be run as hooks was looked at when the rollout was started, and whoever
    // read the record has seen of addresses the host only.
    let is_same = routes(state) == routes(&before.state)
        && state.spec.hooks == before.state.spec.hooks
        && sources(state) == sources(&before.state);
    if state.id != *id || !is_same {
        return Err(ApiError::bad_request("state: is that of another rollout"));
    }
    Ok(())
}

fn check_entries(id: &str, entries: &[Entry], state: &State) -> Result<(), ApiError> {
    let is_known = |entry: &&Entry| entry.rollout == id && entry.seq <= state.announced;
    match entries.iter().find(|entry| !is_known(entry)) {
        Some(entry) => {
            let message = format!("entries: number {} is not of this state", entry.seq);
            Err(ApiError::bad_request(message))
        }
        None => Ok(()),
    }
}

/// That a step changes nothing but routes of its meshes.
fn check_change(change: &Change, state: &State) -> Result<(), ApiError> {
    let id = change.id();
    let is_mesh = |route: &RouteState| route.route.mesh.as_str() == id.mesh();
    if id.kind() == Kind::Route && state.routes.iter().any(is_mesh) {
        return Ok(());
    }
    let message = format!("a rollout changes routes of its meshes, not the {}", named(id));
    Err(ApiError::bad_request(message))
}

/// The tag of routes that are under a rollout.
fn mark(id: &str) -> Result<Tags, ApiError> {
    let value = TagValue::parse(id)
        .map_err(|error| ApiError::bad_request(format!("id: cannot be a tag: {error}")))?;
    let mut tags = Tags::default();
    tags.insert(ownership::key(ROLLOUT), value);
    Ok(tags)
}
