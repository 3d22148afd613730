//! The place of a rollout on a control plane without rollouts: reads and writes its routes, guarded
//! by the lock and by the versions of the routes, and keeps its record.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::{join, join_all};
use tokio::task::AbortHandle;
use tokio::time::{Duration, sleep, timeout};

use crate::client::{Client, ClientError, Failure};
use crate::drive::met::Met;
use crate::drive::nodes;
use crate::drive::place::{Place, PlaceError, Write};
use crate::drive::tags::codec::blob::{Version, digits};
use crate::drive::tags::error::{TagsError, address, chain};
use crate::drive::tags::journal::Journal;
use crate::drive::tags::late::{self, Late};
use crate::drive::tags::lease::{self, Lock};
use crate::drive::tags::own::Found;
use crate::drive::tags::probe::Abilities;
use crate::drive::tags::record;
use crate::drive::tags::start::Tell;
use crate::rollout::effect::{Purpose, RouteWrite};
use crate::rollout::event::{Freshness, Seen, WriteOutcome};
use crate::rollout::journal::Entry;
use crate::rollout::period::Period;
use crate::rollout::preview;
use crate::rollout::spec::{RouteRef, Stage, Strategy};
use crate::rollout::state::{Phase, State};

/// How long a write of the baseline waits to learn whether somebody else has the rollout, or a route,
/// where that is in doubt. Without an answer the baseline is written.
pub const DOUBT_MAX: Duration = Duration::from_secs(3);

/// A rollout's routes, record and lock on a control plane that only has tags.
pub struct TagsPlace {
    inner: Arc<Inner>,
    heart: Option<AbortHandle>,
}

/// What a place is made of.
pub struct Inner {
    pub client: Arc<Client>,
    /// None where somebody said to go without.
    pub lock: Option<Arc<Lock>>,
    /// The ARNs of the routes, in their order; none where a route is lost.
    pub arns: Vec<Option<String>>,
    /// Routes that had nothing of the rollout any more when it was taken up: gone, or made anew by
    /// somebody else. Nothing is known of them, so they are left alone.
    pub lost: BTreeSet<RouteRef>,
    /// The routes that this driver has met.
    pub met: Mutex<Met>,
    /// Whether a write may still arrive whose end nobody saw.
    pub late: Late,
    /// The stages as they were at the start.
    pub stages: Vec<Stage>,
    pub journal: Option<Mutex<Journal>>,
    pub abilities: Abilities,
    /// Says why it takes so long.
    pub tell: Tell,
    /// What the routes said last besides their weights.
    pub rests: Mutex<Vec<String>>,
    /// The version of the record that was written last. Held while something is written, so that
    /// nothing overtakes.
    pub version: tokio::sync::Mutex<Version>,
}

impl TagsPlace {
    pub(super) fn new(inner: Inner) -> Self {
        let heart = inner.lock.clone().map(|lock| {
            let beat = tokio::spawn(async move {
                loop {
                    sleep(lock.pace()).await;
                    // How old the last success is tells the driver what to do after a failure.
                    if let Err(TagsError::Fenced(_)) = lock.renew().await {
                        return;
                    }
                }
            });
            beat.abort_handle()
        });
        Self { inner: Arc::new(inner), heart }
    }

    /// What the control plane turned out to be able to do.
    pub fn abilities(&self) -> Abilities {
        self.inner.abilities
    }
}

impl Drop for TagsPlace {
    fn drop(&mut self) {
        if let Some(heart) = &self.heart {
            heart.abort();
        }
    }
}

impl Place for TagsPlace {
    async fn persist(&self, state: &State, entries: &[Entry]) -> Result<(), PlaceError> {
        let inner = &self.inner;
        let mut version = inner.version.lock().await;
        inner.check_known()?;
        if let Some(journal) = &inner.journal {
            let mut journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
            journal.keep(state, entries).map_err(PlaceError::from)?;
        }
        let next = Version { number: version.number + 1, ..*version };
        if !record::write(&inner.client, &inner.own_arns(state), state, &inner.stages, next).await?
        {
            return inner.gone();
        }
        *version = next;
        Ok(())
    }

    async fn read(&self, state: &State) -> Result<Vec<Seen>, PlaceError> {
        let inner = &self.inner;
        let seen = inner.look(state).await?;
        let Some(left) = inner.late.left().filter(|_| late::matters(state, &seen)) else {
            return Ok(seen);
        };
        if !left.is_zero() {
            inner.tell.say(&format!(
                "a write that was sent before may still arrive; this waits {} and then looks again",
                Period::from(Duration::from_secs(left.as_secs() + 1))
            ));
            inner.late.outlast().await;
        }
        let mut again = inner.look(state).await?;
        inner.late.is_over();
        // Each edit is told once, so the first look may have been the one to tell it.
        for (again, before) in again.iter_mut().zip(&seen) {
            if let (Seen::Present { edited, .. }, Seen::Present { edited: true, .. }) =
                (again, before)
            {
                *edited = true;
            }
        }
        Ok(again)
    }

    async fn write(
        &self,
        state: &State,
        _entries: &[Entry],
        write: &Write,
    ) -> Result<WriteOutcome, PlaceError> {
        let inner = &self.inner;
        let _order = inner.version.lock().await;
        inner.write_all(state, write).await
    }

    fn keeps_with_writes(&self) -> bool {
        false
    }

    async fn preview(&self, state: &State, wanted: bool) -> Result<(), PlaceError> {
        let Strategy::BlueGreen { preview: Some(preview) } = &state.spec.strategy else {
            return Ok(());
        };
        let inner = &self.inner;
        if wanted {
            inner.check_lock().await.map_err(PlaceError::from)?;
        }
        for route in &state.routes {
            let id = preview::id(&route.route, &state.id);
            if !wanted {
                match inner.client.delete(&id, None).await {
                    Err(error) if !error.is_not_found() => return Err(failed(&error)),
                    _ => continue,
                }
            }
            let live = inner.route(state, &route.route, Purpose::Stage).await;
            let Some(live) = live.map_err(PlaceError::from)? else {
                let why = format!("{} does not exist", address(&route.route));
                return Err(PlaceError::Failed { why });
            };
            let made = preview::route(&live.resource, &id, preview, &route.ladder)
                .map_err(|error| PlaceError::Failed { why: error.to_string() })?;
            let token = token(&state.id, 0, &id.to_string());
            match inner.client.create(&made, &token).await {
                Ok(_) => {}
                // Made before, by a driver that did not live to say so.
                Err(_) if inner.client.describe(&id).await.is_ok() => {}
                Err(error) => return Err(failed(&error)),
            }
        }
        Ok(())
    }

    fn freshness(&self) -> Freshness {
        self.inner.lock.as_ref().map_or(Freshness::Fresh, |lock| lock.freshness())
    }

    fn lost_to(&self) -> Option<String> {
        self.inner.lock.as_ref().and_then(|lock| lock.lost_to())
    }

    async fn release(&self, state: &State) -> Result<(), PlaceError> {
        let inner = &self.inner;
        // Only who still has the lock says that it is over: whoever took it may go on.
        inner.check_lock().await.map_err(PlaceError::from)?;
        if !matches!(state.phase, Phase::Promoted { .. }) {
            let arns = inner.own_arns(state);
            record::disown(&inner.client, &arns).await.map_err(PlaceError::from)?;
        }
        if let Some(heart) = &self.heart {
            heart.abort();
        }
        for route in state.routes.iter().skip(1) {
            let cleared = lease::clear(&inner.client, &route.route, &state.id).await;
            cleared.map_err(PlaceError::from)?;
        }
        match &inner.lock {
            Some(lock) => lock.give_back().await.map_err(PlaceError::from),
            None => Ok(()),
        }
    }
}

/// What became of the write of one route.
enum One {
    Done,
    /// It had the weights already.
    There,
    /// It has the weights, and somebody else wrote between the look and the write.
    Interleaved(String),
    Failed {
        outcome: WriteOutcome,
        why: String,
    },
}

impl One {
    fn failed(outcome: WriteOutcome) -> Self {
        let why = match &outcome {
            WriteOutcome::Refused { why }
            | WriteOutcome::Unknown { why }
            | WriteOutcome::Interleaved { why } => why.clone(),
            WriteOutcome::Stale => "somebody else changed another route first".to_owned(),
            WriteOutcome::Done => String::new(),
        };
        Self::Failed { outcome, why }
    }
}

impl Inner {
    /// Writes one route after the other.
    async fn write_all(&self, state: &State, write: &Write) -> Result<WriteOutcome, PlaceError> {
        match write.purpose {
            Purpose::Rollback => self.check_if_in_doubt().await?,
            Purpose::Stage | Purpose::Finish => {
                self.check_lock().await.map_err(PlaceError::from)?;
            }
        }
        let mut is_written = false;
        let mut interleaved = None;
        for route in &write.routes {
            match self.write_one(state, write, route).await {
                One::Done => is_written = true,
                One::There => {}
                One::Interleaved(why) => {
                    is_written = true;
                    interleaved = Some(why);
                }
                One::Failed { outcome, .. } if !is_written => return Ok(outcome),
                // A rollback goes on with the other routes; each of them counts.
                One::Failed { why, .. } if write.purpose == Purpose::Rollback => {
                    interleaved.get_or_insert(why);
                }
                One::Failed { why, .. } => return Ok(WriteOutcome::Unknown { why }),
            }
        }
        if is_written && write.purpose == Purpose::Stage {
            self.take_back_if_lost(state, write).await?;
        }
        Ok(match interleaved {
            Some(why) if write.purpose == Purpose::Rollback => WriteOutcome::Unknown { why },
            Some(why) => WriteOutcome::Interleaved { why },
            None => WriteOutcome::Done,
        })
    }

    /// The routes as they are. Each edit of other fields is told once.
    async fn look(&self, state: &State) -> Result<Vec<Seen>, PlaceError> {
        let purpose = match state.phase {
            Phase::RollingBack { .. } => Purpose::Rollback,
            _ => Purpose::Stage,
        };
        let finding = state.routes.iter().map(|route| self.find(state, &route.route, purpose));
        let finding = join_all(finding);
        let (routes, lacking) = join(finding, nodes::for_driver(&self.client, state)).await;
        let lacking = lacking.map_err(|error| failed(&error))?;
        let routes: Result<Vec<Found>, TagsError> = routes.into_iter().collect();
        let routes = routes.map_err(PlaceError::from)?;
        let mut rests = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs = state.routes.iter().zip(routes).zip(rests.iter_mut());
        let seen = pairs.map(|((known, route), rest)| match route {
            Found::Gone => Seen::Absent,
            Found::Remade => Seen::Remade,
            Found::Ours(route) => {
                let edited = *rest != route.rest;
                let seen = Seen::Present { weights: route.weights, edited };
                let seen = nodes::of_route(seen, known, &lacking);
                // What is not told now is told later.
                if matches!(seen, Seen::Present { .. }) {
                    *rest = route.rest;
                }
                seen
            }
        });
        Ok(seen.collect())
    }

    /// What is known without asking.
    fn check_known(&self) -> Result<(), PlaceError> {
        match self.lock.as_ref().and_then(|lock| lock.lost_to()) {
            Some(by) => Err(PlaceError::Fenced { by }),
            None => Ok(()),
        }
    }

    async fn check_lock(&self) -> Result<(), TagsError> {
        match &self.lock {
            Some(lock) => lock.check().await,
            None => Ok(()),
        }
    }

    /// The way back waits for nothing while the lease is fresh; later, only for a moment.
    async fn check_if_in_doubt(&self) -> Result<(), PlaceError> {
        self.check_known()?;
        let Some(lock) = &self.lock else { return Ok(()) };
        if lock.freshness() == Freshness::Fresh {
            return Ok(());
        }
        match timeout(DOUBT_MAX, lock.check()).await {
            Ok(Err(TagsError::Fenced(by))) => Err(PlaceError::Fenced { by }),
            _ => Ok(()),
        }
    }

    /// Only the journal has the state.
    fn gone(&self) -> Result<(), PlaceError> {
        if self.journal.is_some() {
            return Ok(());
        }
        let why = "its routes are gone, and the record of the rollout with them";
        Err(PlaceError::Failed { why: why.to_owned() })
    }

    /// Look, write, and hold what came of it against what was there before.
    async fn write_one(&self, state: &State, write: &Write, wanted: &RouteWrite) -> One {
        let before = match self.route(state, &wanted.route, write.purpose).await {
            Ok(Some(before)) => before,
            // A route that is gone gets no traffic, so there is nothing to take back.
            Ok(None) if write.purpose == Purpose::Rollback => return One::There,
            Ok(None) => return One::failed(WriteOutcome::Stale),
            Err(error) => return One::failed(WriteOutcome::Refused { why: chain(&error) }),
        };
        if before.weights == wanted.to {
            return One::There;
        }
        if wanted.from.as_ref().is_some_and(|from| *from != before.weights) {
            return One::failed(WriteOutcome::Stale);
        }
        let Some(desired) = before.with(&wanted.to) else {
            let why = format!("{} cannot have these targets", address(&wanted.route));
            return One::failed(WriteOutcome::Refused { why });
        };
        let number = write.number;
        let token = token(&state.id, number, &wanted.route.id().to_string());
        let repeated = self.client.requests().retried;
        let version = before.version();
        let written = match self.client.update(&desired, &token, version).await {
            Ok(written) => written,
            Err(error) => {
                if error.is_ambiguous() {
                    self.late.expect(self.client.patience());
                }
                return One::failed(not_written(&error));
            }
        };
        let repeated = self.client.requests().retried - repeated;
        let after = written.metadata.as_ref().map(|metadata| metadata.version);
        // An answer was lost where it was repeated, and each repetition may count.
        let gap = self.abilities.gap(version, after).filter(|gap| *gap > repeated);
        match (gap, version, after) {
            (Some(_), Some(before), Some(after)) => One::Interleaved(format!(
                "somebody else wrote {} at the same time (version {before} became {after}); what \
                 they wrote is overwritten",
                address(&wanted.route)
            )),
            _ => self.read_back(wanted).await,
        }
    }

    /// A write cannot be called back once it is sent. Who finds out that the lock was lost meanwhile
    /// takes the routes to the baseline, which is always allowed, where they still are as written.
    async fn take_back_if_lost(&self, state: &State, write: &Write) -> Result<(), PlaceError> {
        let Err(TagsError::Fenced(by)) = self.check_lock().await else { return Ok(()) };
        for (place, wanted) in write.routes.iter().enumerate() {
            let baseline = state.routes.get(place).map(|route| &route.ladder.found);
            let live = self.route(state, &wanted.route, Purpose::Rollback).await;
            if let (Some(baseline), Ok(Some(live))) = (baseline, live)
                && live.weights == wanted.to
                && let Some(undone) = live.with(baseline)
            {
                let token = token(&state.id, write.number, &format!("{} back", wanted.route.id()));
                if let Err(error) = self.client.update(&undone, &token, live.version()).await {
                    tracing::warn!(error = chain(&error), "a late write could not be taken back");
                }
            }
        }
        Err(PlaceError::Fenced { by })
    }

    /// What was written must be there.
    async fn read_back(&self, wanted: &RouteWrite) -> One {
        match self.meet(&wanted.route).await {
            Ok(Found::Ours(now)) if now.weights == wanted.to => One::Done,
            Ok(_) => One::failed(WriteOutcome::Unknown {
                why: format!("{} has other weights than were written", address(&wanted.route)),
            }),
            Err(error) => One::failed(WriteOutcome::Unknown { why: chain(&error) }),
        }
    }
}

/// What a failed write may have done.
fn not_written(error: &ClientError) -> WriteOutcome {
    let why = chain(error);
    if matches!(error.failure, Failure::Stale { .. }) {
        WriteOutcome::Stale
    } else if error.is_ambiguous() || error.is_open() {
        WriteOutcome::Unknown { why }
    } else {
        WriteOutcome::Refused { why }
    }
}

fn failed(error: &ClientError) -> PlaceError {
    PlaceError::Failed { why: chain(error) }
}

/// The token of a write: the same for every attempt, and of no other write. App Mesh takes 36
/// letters.
fn token(id: &str, number: u64, route: &str) -> String {
    digits(format!("{id}#{number}#{route}").as_bytes(), 32)
}
