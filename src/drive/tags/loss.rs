//! What becomes of a rollout whose driver is gone: what its own policy says, done by whoever finds
//! it, be that a guardian, a job that reaps, or a person.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::client::Client;
use crate::drive::driver::{Driver, Ended, Surroundings};
use crate::drive::evidence::Evidence;
use crate::drive::hooks::Hooks;
use crate::drive::place::{Place, PlaceError, Write};
use crate::drive::tags::error::{TagsError, address};
use crate::drive::tags::gather;
use crate::drive::tags::lease::{self, Found};
use crate::drive::tags::place::TagsPlace;
use crate::drive::tags::record;
use crate::drive::tags::start::{Options, TakeOver};
use crate::rollout::event::{Freshness, HookOutcome, Seen, VerifyOutcome, WriteOutcome};
use crate::rollout::gate::Reading;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{OnLoss, RouteRef};
use crate::rollout::state::State;

/// What became of a rollout whose driver is gone.
#[derive(Debug)]
pub enum Loss {
    /// It was taken to its end; the state says where the traffic is.
    Ended(Box<State>),
    /// Its policy is to stay where it is.
    Stays,
    /// It never began; its lock is gone.
    NeverBegan,
    /// Its routes are gone, and nothing of it is left; its lock is gone too.
    RoutesGone,
}

/// Does what the policy of a route's rollout says, once its driver is known to be gone. A driver
/// that lives is an error that names it.
pub async fn act(
    client: &Arc<Client>,
    route: &RouteRef,
    when: TakeOver,
    options: &Options,
) -> Result<Loss, TagsError> {
    let lock = lease::find(client, route).await?;
    // The record may be that of a rollout that was over before this one could begin.
    let is_its = |state: &State| lock.as_ref().is_none_or(|lock| lock.rollout == state.id);
    let before = gather::search(client, route).await?.map(|before| before.state);
    let Some(state) = before.filter(|state| !state.is_over() || is_its(state)) else {
        return clear(client, route, when, options).await;
    };
    let stays = state.is_under_way() && state.spec.lease.on_loss != OnLoss::Rollback;
    let lead = state.routes.first().map_or(route, |first| &first.route);
    if stays || (state.is_over() && lease::find(client, lead).await?.is_none()) {
        return Ok(Loss::Stays);
    }
    let (place, state) = TagsPlace::open(client, route, when, options).await?;
    let around = Surroundings {
        place: Orphan(place),
        evidence: Nobody,
        hooks: Nobody,
        is_open: Box::new(|_| false),
        audience: Box::new(|_, _| {}),
    };
    let (driver, _reins) = Driver::new(state, around);
    match driver.run(None).await {
        Ended::Over(state) | Ended::Lost(state) | Ended::Left(state) => Ok(Loss::Ended(state)),
        Ended::Fenced { by } => Err(TagsError::Fenced(by)),
    }
}

/// The locks of all drivers of a mesh's rollouts, those of dead ones too.
pub async fn locks(client: &Client, mesh: &str) -> Result<Vec<Found>, TagsError> {
    let mut locks = Vec::new();
    for name in lease::lock_names(client, mesh).await? {
        locks.extend(lease::look(client, mesh, &name).await?.filter(|lock| lock.is_of_lead(&name)));
    }
    Ok(locks)
}

/// The locks of rollouts that have none for a driver and no record: whoever began to lock their routes
/// did not come to the end of it.
pub async fn strays(client: &Arc<Client>, mesh: &str) -> Result<Vec<Found>, TagsError> {
    let mut locks = Vec::new();
    for name in lease::lock_names(client, mesh).await? {
        locks.extend(lease::look(client, mesh, &name).await?.map(|lock| (name, lock)));
    }
    let driven = locks.iter().filter(|(name, lock)| lock.is_of_lead(name));
    let mut known: BTreeSet<String> = driven.map(|(_, lock)| lock.rollout.clone()).collect();
    let mut strays = Vec::new();
    for (_, lock) in locks {
        if known.insert(lock.rollout.clone()) && !is_recorded(client, &lock).await? {
            strays.push(lock);
        }
    }
    Ok(strays)
}

/// Takes away the locks of a rollout that never had one for its driver, once whoever made them is
/// known to be gone.
pub async fn clear_stray(
    client: &Arc<Client>,
    stray: &Found,
    when: TakeOver,
    options: &Options,
) -> Result<Loss, TagsError> {
    let Some((route, lead)) = stray.route.as_ref().zip(stray.lead.as_ref()) else {
        return Err(TagsError::NotUnderstood(format!("{} names no route", stray.arn)));
    };
    let driver = lease::find(client, lead).await?;
    if driver.is_some_and(|driver| driver.rollout == stray.rollout)
        || is_recorded(client, stray).await?
    {
        // It was slow, and has begun since.
        return Err(TagsError::Held(Box::new(stray.clone())));
    }
    clear(client, route, when, options).await
}

async fn is_recorded(client: &Arc<Client>, lock: &Found) -> Result<bool, TagsError> {
    let Some(lead) = &lock.lead else { return Ok(false) };
    let record = gather::search(client, lead).await?;
    Ok(record.is_some_and(|record| record.state.id == lock.rollout))
}

/// Takes away the lock of somebody who died before the record was written, or whose routes are gone
/// with the record.
async fn clear(
    client: &Arc<Client>,
    route: &RouteRef,
    when: TakeOver,
    options: &Options,
) -> Result<Loss, TagsError> {
    let Some(found) = lease::find(client, route).await? else {
        return Err(TagsError::NotFound(address(route)));
    };
    if !when.is_now(client, route, &found, options).await? {
        return Err(TagsError::Held(Box::new(found)));
    }
    let is_there = record::tagged(client, route).await?.seen.is_some();
    // Only its own locks carry its name, on whatever routes they are.
    let mesh = route.mesh.as_str();
    for (name, _) in lease::of_rollout(client, mesh, &found.rollout).await? {
        lease::delete_named(client, mesh, &name).await?;
    }
    Ok(if is_there { Loss::NeverBegan } else { Loss::RoutesGone })
}

/// The place of a rollout whose driver is gone: its lease is lost.
struct Orphan(TagsPlace);

impl Place for Orphan {
    async fn persist(&self, state: &State, entries: &[Entry]) -> Result<(), PlaceError> {
        self.0.persist(state, entries).await
    }

    async fn read(&self, state: &State) -> Result<Vec<Seen>, PlaceError> {
        self.0.read(state).await
    }

    async fn write(
        &self,
        state: &State,
        entries: &[Entry],
        write: &Write,
    ) -> Result<WriteOutcome, PlaceError> {
        self.0.write(state, entries, write).await
    }

    fn keeps_with_writes(&self) -> bool {
        self.0.keeps_with_writes()
    }

    async fn preview(&self, state: &State, wanted: bool) -> Result<(), PlaceError> {
        self.0.preview(state, wanted).await
    }

    fn freshness(&self) -> Freshness {
        Freshness::Lost
    }

    async fn release(&self, state: &State) -> Result<(), PlaceError> {
        self.0.release(state).await
    }
}

/// Nobody measures and nobody is called: the way back needs neither.
pub struct Nobody;

impl Evidence for Nobody {
    async fn verify(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Pending { why: "nobody looks".to_owned() }
    }

    fn measure(&self, _: &State) {}

    async fn sample(&self, _: &State) -> Vec<Reading> {
        Vec::new()
    }

    async fn drained(&self, _: &State) -> VerifyOutcome {
        VerifyOutcome::Pending { why: "nobody looks".to_owned() }
    }
}

impl Hooks for Nobody {
    async fn call(&self, _: &State, _: usize) -> HookOutcome {
        HookOutcome::Pending { why: "nobody calls".to_owned() }
    }

    fn notify(&self, _: &State, _: &Entry) {}
}
