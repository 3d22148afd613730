//! How a driver gets its place: it begins a rollout, or takes one up that another left.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

use crate::client::Client;
use crate::drive::tags::codec::blob::Version;
use crate::drive::tags::codec::{self, CodecError};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::gather;
use crate::drive::tags::holder::Holder;
use crate::drive::tags::journal::{self, Journal};
use crate::drive::tags::late::{self, Late};
use crate::drive::tags::lease::{self, Beat, Claim, Found, Lock};
use crate::drive::tags::place::{Inner, TagsPlace};
use crate::drive::tags::probe::{self, Abilities};
use crate::drive::tags::record::{self, Tagged};
use crate::rollout::period::Period;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::State;

/// How often locks are tried to be had that somebody else took and gave back at the same moment.
const TRIES: u32 = 5;
/// How long it takes at most until they are tried again.
const PAUSE_MAX: Duration = Duration::from_millis(500);

/// What somebody says of the lock and the record.
#[derive(Debug, Clone)]
pub struct Options {
    /// This process.
    pub holder: Holder,
    /// Where journals are kept on this machine; nowhere, without.
    pub journals: Option<PathBuf>,
    /// Whether to go without a lock where the control plane cannot have any.
    pub unlocked: bool,
    pub tell: Tell,
}

/// Says to people why something takes so long.
#[derive(Clone, Default)]
pub struct Tell(Option<Arc<Say>>);

type Say = dyn Fn(&str) + Send + Sync;

impl Tell {
    pub fn new(say: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(say)))
    }

    pub fn say(&self, text: &str) {
        if let Some(say) = &self.0 {
            say(text);
        }
    }
}

impl fmt::Debug for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tell")
    }
}

/// When a rollout is taken over from whoever drives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeOver {
    /// At once if its driver is a process of this machine that has ended; else after its driver has
    /// been silent for all of its time.
    WhenDead,
    /// At once. Whoever drives it finds out before its next write.
    Now,
    /// At once if its driver has said nothing since; else not at all.
    Silent(Beat),
}

impl TakeOver {
    /// Whether a lock that was found may be taken over. It may take as long as its lease.
    pub async fn is_now(
        self,
        client: &Client,
        lead: &RouteRef,
        found: &Found,
        options: &Options,
    ) -> Result<bool, TagsError> {
        match self {
            Self::Now => Ok(true),
            Self::Silent(beat) => Ok(found.beat() == beat),
            Self::WhenDead => {
                Ok(found.is_dead(&options.holder)
                    || is_silent(client, lead, found, options).await?)
            }
        }
    }
}

impl TagsPlace {
    /// Locks the routes of a new rollout and writes its record. Nothing of the traffic changes.
    pub async fn start(
        client: &Arc<Client>,
        state: &State,
        options: &Options,
    ) -> Result<Self, TagsError> {
        let Some(lead) = state.routes.first().map(|route| route.route.clone()) else {
            return Err(TagsError::NotFound(state.id.clone()));
        };
        let abilities = probe::probe(client, lead.mesh.as_str()).await?;
        if !abilities.keeps_tags {
            return Err(TagsError::NoTags);
        }
        if !abilities.excludes && !options.unlocked {
            return Err(TagsError::NoExclusion);
        }
        let claim = claim(state, &lead, options);
        let (locked, epoch) = if abilities.excludes {
            lock_among_others(client, state, &claim, options).await?
        } else {
            (None, next_epoch(client, &lead).await?)
        };
        let known = (abilities, locked.as_ref().map_or(epoch, |lock| lock.epoch));
        match begin(client, state, options, known, (locked.clone(), Begin::New)).await {
            Ok(inner) => Ok(Self::new(inner)),
            Err(error) => {
                give_back(client, state, locked.as_deref()).await?;
                Err(error)
            }
        }
    }

    /// Takes up the rollout that a route belongs to, from whoever drove it. One that is over can be
    /// taken up too: to be switched back, or finished.
    pub async fn open(
        client: &Arc<Client>,
        route: &RouteRef,
        when: TakeOver,
        options: &Options,
    ) -> Result<(Self, State), TagsError> {
        let before = match gather::search(client, route).await {
            Ok(Some(record)) => record,
            // The tags may have been taken away, by tools that keep only their own.
            Ok(None) | Err(TagsError::Codec(CodecError::Missing { .. })) => {
                return Self::open_from_journal(client, route, when, options).await;
            }
            Err(error) => return Err(error),
        };
        let lead = before.lead.clone();
        let claim = claim(&before.state, &lead, options);
        let found = lease::find(client, &lead).await?;
        let epoch = before.version.epoch + 1;
        let lock = take(client, &claim, found, epoch, (when, options)).await?;
        // What the driver before wrote until it lost the lock. Others may have come and gone.
        let record = match gather::search(client, &lead).await? {
            Some(record)
                if record.state.id == before.state.id && record.version.epoch < lock.epoch =>
            {
                record
            }
            _ => {
                lock.give_back().await?;
                return Err(TagsError::Lost);
            }
        };
        let version = Version { epoch: lock.epoch, ..record.version };
        let (state, late) = (record.state, Late::default());
        if let Some(within) = lock.before.filter(|_| late::intends(&state)) {
            late.expect(within);
        }
        let inner = Inner {
            client: Arc::clone(client),
            lock: Some(Arc::new(lock)),
            arns: record.arns,
            lost: record.lost.into_iter().collect(),
            met: Mutex::default(),
            late,
            stages: record.stages,
            journal: journal_of(options, &state.id)?,
            abilities: Abilities::unknown(),
            tell: options.tell.clone(),
            rests: Mutex::new(record.rests),
            version: tokio::sync::Mutex::new(version),
        };
        Ok((Self::new(inner), state))
    }

    /// Takes up a rollout whose tags somebody took away, from what this machine remembers.
    async fn open_from_journal(
        client: &Arc<Client>,
        route: &RouteRef,
        when: TakeOver,
        options: &Options,
    ) -> Result<(Self, State), TagsError> {
        let missing = || TagsError::NotFound(crate::drive::tags::error::address(route));
        let folder = options.journals.as_ref().ok_or_else(missing)?;
        let states = journal::known(folder).into_iter().rev();
        let of_route = |state: &State| state.routes.iter().any(|one| one.route == *route);
        let mut states = states.filter_map(|id| journal::last_state(folder, &id));
        let state = states.find(of_route).ok_or_else(missing)?;
        let lead = state.routes[0].route.clone();
        let claim = claim(&state, &lead, options);
        let found = lease::find(client, &lead).await?;
        let lock = take(client, &claim, found, 1, (when, options)).await?;
        let known = (Abilities::unknown(), lock.epoch);
        let before = lock.before.filter(|_| late::intends(&state));
        let lock = (Some(Arc::new(lock)), Begin::Again);
        let inner = begin(client, &state, options, known, lock).await?;
        if let Some(within) = before {
            inner.late.expect(within);
        }
        Ok((Self::new(inner), state))
    }
}

/// An epoch later than that of any driver that kept something on a route.
async fn next_epoch(client: &Arc<Client>, route: &RouteRef) -> Result<u64, TagsError> {
    let before = gather::read(client, route).await?;
    Ok(before.map_or(0, |before| before.version.epoch) + 1)
}

fn claim(state: &State, lead: &RouteRef, options: &Options) -> Claim {
    Claim {
        holder: options.holder.clone(),
        rollout: state.id.clone(),
        lead: lead.clone(),
        ttl: state.spec.lease.ttl.get(),
    }
}

/// Locks all routes or none; the epoch is that of the first one. Those that want them at the same
/// moment may all give way; then each tries again a little later, so that one gets them, and the others
/// find whose they are.
async fn lock_among_others(
    client: &Arc<Client>,
    state: &State,
    claim: &Claim,
    options: &Options,
) -> Result<(Option<Arc<Lock>>, u64), TagsError> {
    let mut tries = 1;
    loop {
        let epoch = next_epoch(client, &claim.lead).await?;
        match lock_all(client, state, (claim, epoch), options).await {
            Err(TagsError::Lost) if tries < TRIES => {
                let part = uuid::Uuid::new_v4().as_bytes()[0];
                sleep(PAUSE_MAX * u32::from(part) / u32::from(u8::MAX)).await;
                tries += 1;
            }
            locked => return Ok((locked?, epoch)),
        }
    }
}

/// Locks all routes or none. The first one's lock is the driver's; the others only keep further
/// rollouts away.
///
/// All take their locks in the order of the routes' names, so of several that want the same ones,
/// one gets them all: whoever has the last one that several want meets nobody after it.
async fn lock_all(
    client: &Arc<Client>,
    state: &State,
    (claim, epoch): (&Claim, u64),
    options: &Options,
) -> Result<Option<Arc<Lock>>, TagsError> {
    let mut routes: Vec<&RouteRef> = state.routes.iter().map(|route| &route.route).collect();
    routes.sort_unstable();
    let mut locks: Vec<Lock> = Vec::with_capacity(routes.len());
    for route in routes {
        match lock_one(client, route, (claim, epoch), options).await {
            Ok(lock) => locks.push(lock),
            Err(error) => {
                for lock in locks.iter().rev() {
                    lock.give_back().await?;
                }
                return Err(error);
            }
        }
    }
    Ok(locks.into_iter().find(|lock| *lock.route() == claim.lead).map(Arc::new))
}

/// The epoch is that of the route, whatever rollout wants it, so that of two that create its lock at
/// the same time one is refused.
async fn lock_one(
    client: &Arc<Client>,
    route: &RouteRef,
    (claim, epoch): (&Claim, u64),
    options: &Options,
) -> Result<Lock, TagsError> {
    let epoch = if *route == claim.lead { epoch } else { next_epoch(client, route).await? };
    match Lock::take(client, route, claim, epoch).await {
        Err(TagsError::Held(found)) => {
            if !is_left(client, &found, options).await? {
                return Err(TagsError::Held(found));
            }
            let lock = Lock::take_over(client, route, claim, &found).await?;
            // Those of its other routes would be nobody's from now on.
            let mesh = route.mesh.as_str();
            for (name, _) in lease::of_rollout(client, mesh, &found.rollout).await? {
                lease::delete_named(client, mesh, &name).await?;
            }
            Ok(lock)
        }
        taken => taken,
    }
}

/// Whether a lock is all that is left of a rollout: its record is over, or was never written, and
/// whoever drove it died before it could give the lock back. It may take as long as the lease to know
/// that; of one that never began only the end of a process of this machine is known at once, and a
/// start does not wait for the rest.
async fn is_left(
    client: &Arc<Client>,
    found: &Found,
    options: &Options,
) -> Result<bool, TagsError> {
    let Some(lead) = &found.lead else { return Ok(false) };
    let record = gather::search(client, lead).await?;
    match record.filter(|record| record.state.id == found.rollout) {
        Some(record) if !record.state.is_over() => return Ok(false),
        Some(_) => {}
        None => return Ok(found.is_dead(&options.holder) && !has_moved(found, options)),
    }
    // Only the lock of the first route has heartbeats. Without it nobody drives the rollout.
    match lease::find(client, lead).await? {
        Some(driver) if driver.rollout == found.rollout => {
            TakeOver::WhenDead.is_now(client, lead, &driver, options).await
        }
        _ => Ok(true),
    }
}

/// Whether this machine remembers that a rollout without a record moved something.
fn has_moved(found: &Found, options: &Options) -> bool {
    let folder = options.journals.as_ref();
    let state = folder.and_then(|folder| journal::last_state(folder, &found.rollout));
    state.is_some_and(|state| !state.is_over() && state.writes > 0)
}

async fn give_back(client: &Client, state: &State, lock: Option<&Lock>) -> Result<(), TagsError> {
    let Some(lock) = lock else { return Ok(()) };
    for route in state.routes.iter().skip(1) {
        lease::clear(client, &route.route, &state.id).await?;
    }
    lock.give_back().await
}

/// Whether a record is written for a new rollout, or once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    New,
    /// The tags of one that is under way are gone, be it with their routes. What is there is for the
    /// driver to judge.
    Again,
}

/// Looks whether the routes of a new rollout are as they were planned with, and writes the record.
async fn begin(
    client: &Arc<Client>,
    state: &State,
    options: &Options,
    (abilities, epoch): (Abilities, u64),
    (lock, how): (Option<Arc<Lock>>, Begin),
) -> Result<Inner, TagsError> {
    let mut routes: Vec<Tagged> = Vec::new();
    for route in &state.routes {
        let tagged = record::tagged(client, &route.route).await?;
        match &tagged.seen {
            _ if how == Begin::Again => {}
            None => return Err(TagsError::RouteGone(route.route.clone())),
            Some(seen) if seen.weights != route.written => {
                return Err(TagsError::Moved(route.route.clone()));
            }
            Some(_) => {}
        }
        if let Some(before) = gather::read(client, &route.route).await?
            && !before.state.is_over()
            && before.state.id != state.id
        {
            let (id, route) = (before.state.id, route.route.clone());
            return Err(TagsError::Unfinished { id, route });
        }
        routes.push(tagged);
    }
    let rest = |route: &Tagged| route.seen.as_ref().map(|seen| seen.rest.clone());
    let rests: Vec<String> = routes.iter().map(|route| rest(route).unwrap_or_default()).collect();
    let arns: Vec<Option<String>> = routes.iter().map(Tagged::arn).collect();
    let lost = state.routes.iter().zip(&arns).filter(|(_, arn)| arn.is_none());
    let lost: BTreeSet<RouteRef> = lost.map(|(route, _)| route.route.clone()).collect();
    let plans = codec::plans(state, &rests);
    let mut journal = journal_of(options, &state.id)?;
    if let Some(journal) = journal.as_mut().and_then(|journal| journal.get_mut().ok()) {
        journal.keep(state, &[])?;
    }
    record::begin(client, state, &plans, &routes).await?;
    let version = Version { epoch, number: 1 };
    let stages = state.spec.stages.clone();
    record::write(client, &arns, state, &stages, version).await?;
    Ok(Inner {
        client: Arc::clone(client),
        lock,
        arns,
        lost,
        met: Mutex::default(),
        late: Late::default(),
        stages,
        journal,
        abilities,
        tell: options.tell.clone(),
        rests: Mutex::new(rests),
        version: tokio::sync::Mutex::new(version),
    })
}

fn journal_of(options: &Options, id: &str) -> Result<Option<Mutex<Journal>>, TagsError> {
    let journal = options.journals.as_ref().map(|folder| Journal::open(folder, id));
    Ok(journal.transpose()?.map(Mutex::new))
}

/// The lock of a rollout, from nobody or from whoever has it.
async fn take(
    client: &Arc<Client>,
    claim: &Claim,
    found: Option<Found>,
    epoch: u64,
    (when, options): (TakeOver, &Options),
) -> Result<Lock, TagsError> {
    let lead = &claim.lead;
    let Some(found) = found else { return Lock::take(client, lead, claim, epoch).await };
    if !when.is_now(client, lead, &found, options).await? {
        return Err(TagsError::Held(Box::new(found)));
    }
    Lock::take_over(client, lead, claim, &found).await
}

/// Watches whether whoever has a lock says anything for all of its time, and says so.
async fn is_silent(
    client: &Client,
    route: &RouteRef,
    found: &Found,
    options: &Options,
) -> Result<bool, TagsError> {
    options.tell.say(&format!(
        "waiting for a word of {}; without one within {} the rollout `{}` has no driver",
        found.standing(&options.holder, jiff::Timestamp::now()),
        Period::from(found.ttl),
        found.rollout
    ));
    lease::is_silent(client, route, found).await
}
