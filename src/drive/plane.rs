//! The place of a rollout on a control plane that keeps rollouts: record and routes change in one
//! transaction, guarded by the number of the record and the versions of the routes.

pub mod loss;

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{Mutex, MutexGuard};

use crate::client::{BatchChange, Client, ClientError, Failure, RolloutStep};
use crate::drive::met::Met;
use crate::drive::nodes;
use crate::drive::place::{Place, PlaceError, Write};
use crate::model::ownership::{self, ROLLOUT};
use crate::model::route::RouteSpec;
use crate::model::tag::TagValue;
use crate::model::{Resource, ResourceId, Spec};
use crate::rollout::effect::{Purpose, RouteWrite};
use crate::rollout::event::{Freshness, Seen, WriteOutcome};
use crate::rollout::journal::Entry;
use crate::rollout::preview;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::{Preview, Strategy};
use crate::rollout::state::State;
use crate::rollout::weights::{shares, with_shares};

/// How often a way back is sent again after somebody changed a route in between.
const RACES: u32 = 5;

/// How fresh the word of whoever watches is.
pub type Watched = Box<dyn Fn() -> Freshness + Send + Sync>;

/// A rollout's routes and record on a control plane that keeps both.
pub struct PlanePlace {
    client: Arc<Client>,
    /// A name that no other driver has.
    driver: String,
    watched: Watched,
    /// Held while something is written, so that nothing overtakes.
    known: Mutex<Known>,
}

/// What is known of the control plane.
struct Known {
    /// The number of the record as it was read or written last.
    number: u64,
    /// The state that was kept last by this driver.
    kept: Option<State>,
    /// The routes as they were read or written last.
    routes: BTreeMap<ResourceId, Resource>,
    met: Met,
}

/// What to send along with the record.
#[derive(Clone, Copy, Default)]
struct Along<'a> {
    entries: &'a [Entry],
    changes: &'a [BatchChange<'a>],
    release: bool,
}

/// Why a step was not taken.
enum StepError {
    Fenced { by: String },
    Client(Box<ClientError>),
}

impl From<StepError> for PlaceError {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Fenced { by } => Self::Fenced { by },
            StepError::Client(error) => failed(&error),
        }
    }
}

impl PlanePlace {
    /// A place for the driver of a rollout whose record was read. No two drivers have one name.
    pub fn new(
        client: Arc<Client>,
        record: &RolloutRecord,
        driver: String,
        watched: Watched,
    ) -> Self {
        let known = Known {
            number: record.number,
            kept: None,
            routes: BTreeMap::new(),
            met: Met::default(),
        };
        Self { client, driver, watched, known: Mutex::new(known) }
    }

    /// Keeps the state, with whatever comes along.
    async fn step(
        &self,
        known: &mut MutexGuard<'_, Known>,
        state: &State,
        along: Along<'_>,
    ) -> Result<(), StepError> {
        // A later state may have been kept while this one waited for its turn.
        let kept = known.kept.take().filter(|kept| order(kept) >= order(state));
        let state = kept.unwrap_or_else(|| state.clone());
        let sent = self.send(known, &state, along).await;
        known.kept = Some(state);
        sent
    }

    async fn send(
        &self,
        known: &mut MutexGuard<'_, Known>,
        state: &State,
        along: Along<'_>,
    ) -> Result<(), StepError> {
        let Along { entries, changes, release } = along;
        let driver = self.driver.as_str();
        loop {
            let number = known.number;
            let step = RolloutStep { number, driver, state, entries, changes, release };
            let error = match self.client.step_rollout(step).await {
                Ok(record) => {
                    known.number = record.number;
                    return Ok(());
                }
                Err(error) => error,
            };
            match &error.failure {
                Failure::Conflict { .. } if error.change.is_none() => {}
                Failure::NotFound { .. } if error.change.is_none() => {
                    return Err(StepError::Fenced { by: "nobody; its record is gone".to_owned() });
                }
                _ => return Err(StepError::Client(Box::new(error))),
            }
            let record = self.record(state).await?;
            match &record.driver {
                // A step of this driver arrived whose answer did not.
                Some(by) if by == driver && record.number > number => {
                    known.number = record.number;
                }
                Some(by) => return Err(StepError::Fenced { by: by.clone() }),
                None => {
                    let by = record.superseded.as_ref().map(|id| format!("the rollout `{id}`"));
                    let by = by.unwrap_or_else(|| "a driver that has ended".to_owned());
                    return Err(StepError::Fenced { by });
                }
            }
        }
    }

    async fn record(&self, state: &State) -> Result<RolloutRecord, StepError> {
        let record = self.client.rollout(&state.id).await;
        record.map_err(|error| StepError::Client(Box::new(error)))
    }

    /// The route as it is, if it is there.
    async fn describe(&self, id: &ResourceId) -> Result<Option<Resource>, PlaceError> {
        match self.client.describe(id).await {
            Ok(route) => Ok(Some(route)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The routes with their new weights, as far as they differ from what is there; none where a
    /// route is not as it was read.
    async fn rewritten(
        &self,
        known: &mut MutexGuard<'_, Known>,
        write: &Write,
    ) -> Result<Option<Vec<Resource>>, PlaceError> {
        let mut rewritten = Vec::new();
        for RouteWrite { route, from, to } in &write.routes {
            let id = route.id();
            if write.purpose == Purpose::Rollback || !known.routes.contains_key(&id) {
                match self.describe(&id).await? {
                    Some(live) if known.met.is_same(&live) => known.routes.insert(id.clone(), live),
                    _ => known.routes.remove(&id),
                };
            }
            let Some(live) = known.routes.get(&id) else {
                // A route that is gone needs no way back, and one that was made anew is not ours.
                if write.purpose == Purpose::Rollback {
                    continue;
                }
                return Ok(None);
            };
            let Spec::Route(spec) = &live.spec else { return Ok(None) };
            let now = shares(spec.rule.weighted_targets());
            if from.as_ref().is_some_and(|from| *from != now) {
                return Ok(None);
            }
            if now == *to {
                continue;
            }
            let targets = with_shares(spec.rule.weighted_targets(), to).ok_or_else(|| {
                let why = format!("{id} cannot have {} targets", to.len());
                PlaceError::Failed { why }
            })?;
            let mut after = live.clone();
            if let Spec::Route(spec) = &mut after.spec {
                *spec.rule.weighted_targets_mut() = targets;
            }
            rewritten.push(after);
        }
        Ok(Some(rewritten))
    }

    async fn write_once(
        &self,
        known: &mut MutexGuard<'_, Known>,
        state: &State,
        entries: &[Entry],
        write: &Write,
    ) -> Result<WriteOutcome, PlaceError> {
        let Some(routes) = self.rewritten(known, write).await? else {
            return Ok(WriteOutcome::Stale);
        };
        let update =
            |resource| BatchChange::Update { resource, version: Resource::version(resource) };
        let changes: Vec<BatchChange<'_>> = routes.iter().map(update).collect();
        let along = Along { entries, changes: &changes, release: false };
        match self.step(known, state, along).await {
            Ok(()) => {}
            Err(StepError::Fenced { by }) => return Err(PlaceError::Fenced { by }),
            Err(StepError::Client(error)) => return Ok(outcome(&error)),
        }
        for mut route in routes {
            if let Some(metadata) = &mut route.metadata {
                metadata.version += 1;
            }
            known.routes.insert(route.id.clone(), route);
        }
        Ok(WriteOutcome::Done)
    }

    /// The preview routes that are missing.
    async fn missing_previews(
        &self,
        state: &State,
        wanted: &Preview,
    ) -> Result<Vec<Resource>, PlaceError> {
        let mut missing = Vec::new();
        for route in &state.routes {
            let id = preview::id(&route.route, &state.id);
            if self.describe(&id).await?.is_some() {
                continue;
            }
            let live = self.describe(&route.route.id()).await?.ok_or_else(|| {
                PlaceError::Failed { why: format!("{} does not exist", route.route.id()) }
            })?;
            let mut made = preview::route(&live, &id, wanted, &route.ladder)
                .map_err(|error| PlaceError::Failed { why: error.to_string() })?;
            let owner = TagValue::parse(&state.id)
                .map_err(|error| PlaceError::Failed { why: error.to_string() })?;
            made.tags.insert(ownership::key(ROLLOUT), owner);
            missing.push(made);
        }
        Ok(missing)
    }

    /// The preview routes that are there, and their versions.
    async fn previews(&self, state: &State) -> Result<Vec<(ResourceId, i64)>, PlaceError> {
        let mut there = Vec::new();
        for route in &state.routes {
            let found = self.describe(&preview::id(&route.route, &state.id)).await?;
            there.extend(found.map(|found| (found.id.clone(), found.version())));
        }
        Ok(there)
    }
}

impl Place for PlanePlace {
    async fn persist(&self, state: &State, entries: &[Entry]) -> Result<(), PlaceError> {
        let mut known = self.known.lock().await;
        let along = Along { entries, ..Along::default() };
        Ok(self.step(&mut known, state, along).await?)
    }

    async fn read(&self, state: &State) -> Result<Vec<Seen>, PlaceError> {
        let mut known = self.known.lock().await;
        let mut routes = Vec::with_capacity(state.routes.len());
        let lacking =
            nodes::for_driver(&self.client, state).await.map_err(|error| failed(&error))?;
        for route in &state.routes {
            let id = route.route.id();
            let Some(live) = self.describe(&id).await? else {
                known.routes.remove(&id);
                routes.push(Seen::Absent);
                continue;
            };
            if !known.met.is_same(&live) {
                known.routes.remove(&id);
                routes.push(Seen::Remade);
                continue;
            }
            let Spec::Route(spec) = &live.spec else {
                routes.push(Seen::Absent);
                continue;
            };
            let weights = shares(spec.rule.weighted_targets());
            let edited = known.routes.get(&id).is_some_and(|before| !is_same_rest(before, spec));
            let seen = nodes::of_route(Seen::Present { weights, edited }, route, &lacking);
            // What is not told now is told later.
            if matches!(seen, Seen::Present { .. }) {
                known.routes.insert(id, live);
            }
            routes.push(seen);
        }
        Ok(routes)
    }

    async fn write(
        &self,
        state: &State,
        entries: &[Entry],
        write: &Write,
    ) -> Result<WriteOutcome, PlaceError> {
        let mut known = self.known.lock().await;
        let mut outcome = self.write_once(&mut known, state, entries, write).await?;
        // The way back takes whatever is there, and is not put off by somebody who writes often.
        for _ in 1..RACES {
            if write.purpose != Purpose::Rollback || outcome != WriteOutcome::Stale {
                break;
            }
            outcome = self.write_once(&mut known, state, entries, write).await?;
        }
        Ok(outcome)
    }

    fn keeps_with_writes(&self) -> bool {
        true
    }

    async fn preview(&self, state: &State, wanted: bool) -> Result<(), PlaceError> {
        let Strategy::BlueGreen { preview: Some(preview) } = &state.spec.strategy else {
            return Ok(());
        };
        let mut known = self.known.lock().await;
        let (made, gone) = if wanted {
            (self.missing_previews(state, preview).await?, Vec::new())
        } else {
            (Vec::new(), self.previews(state).await?)
        };
        let made = made.iter().map(BatchChange::Create);
        let gone = gone.iter().map(|(id, version)| BatchChange::Delete { id, version: *version });
        let changes: Vec<BatchChange<'_>> = made.chain(gone).collect();
        if changes.is_empty() {
            return Ok(());
        }
        let along = Along { changes: &changes, ..Along::default() };
        Ok(self.step(&mut known, state, along).await?)
    }

    fn freshness(&self) -> Freshness {
        (self.watched)()
    }

    async fn release(&self, state: &State) -> Result<(), PlaceError> {
        let mut known = self.known.lock().await;
        let along = Along { release: true, ..Along::default() };
        Ok(self.step(&mut known, state, along).await?)
    }
}

/// Which of two states of one driver is the later one. Every write and every announcement counts up;
/// between them only time passes.
fn order(state: &State) -> (u64, u64, jiff::Timestamp) {
    (state.announced, state.writes, state.at)
}

/// Whether a route says the same as before but for its targets.
fn is_same_rest(before: &Resource, now: &RouteSpec) -> bool {
    let Spec::Route(before) = &before.spec else { return false };
    let mut before = before.clone();
    *before.rule.weighted_targets_mut() = now.rule.weighted_targets().clone();
    *before == *now
}

/// What became of a write that was not answered with a yes.
fn outcome(error: &ClientError) -> WriteOutcome {
    let why = chain(error);
    match &error.failure {
        Failure::Stale { .. } => WriteOutcome::Stale,
        _ if error.is_ambiguous() => WriteOutcome::Unknown { why },
        _ => WriteOutcome::Refused { why },
    }
}

fn failed(error: &ClientError) -> PlaceError {
    PlaceError::Failed { why: chain(error) }
}

/// The error with its causes.
fn chain(error: &ClientError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
