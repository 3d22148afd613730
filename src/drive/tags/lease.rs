//! The right to drive a rollout, where the control plane has no locks: inert virtual nodes, since to
//! create what must not exist yet is the one thing that only one of several can do.
//!
//! A lock is named after its route and an epoch. Who takes a lock over creates the next epoch, and
//! only then takes the last one away, so one is always there. Whether a holder lives is judged by
//! its heartbeats and the observer's own clock.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::time::{Duration, Instant, sleep};
use uuid::Uuid;

use crate::client::{Client, ClientError, Collection, REQUEST_TIMEOUT};
use crate::drive::tags::codec::blob::digits;
use crate::drive::tags::error::TagsError;
use crate::drive::tags::holder::Holder;
use crate::drive::tags::tag::put;
use crate::model::{Kind, Metadata, Resource, ResourceId, ResourceName, Spec, Tags};
use crate::rollout::event::Freshness;
use crate::rollout::period::Period;
use crate::rollout::spec::RouteRef;

/// The names of all locks begin with this.
pub const LOCK: &str = "weir-lock.";
/// Who made a lock; its value is never the same again.
const OWNER: &str = "weir:owner";
const HOLDER: &str = "weir:holder";
/// How long its owner may be silent, in milliseconds.
const LEASE_TTL: &str = "weir:ttl";
const TTL_UNSAID: Duration = Duration::from_mins(2);
const ROLLOUT: &str = "weir:rollout";
const ROUTER: &str = "weir:lead.router";
const ROUTE: &str = "weir:lead.route";
/// The route that is locked.
const OWN_ROUTER: &str = "weir:router";
const OWN_ROUTE: &str = "weir:route";
/// How long its owner waits for an answer, in milliseconds.
const LATE: &str = "weir:late";
/// Counts the heartbeats of an owner, and says when it made the last one, by its own clock.
const BEAT: &str = "weir:beat";
/// How often a lock is looked at while its holder is watched, in parts of its time.
const LOOKS: u32 = 8;

/// A lock as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub epoch: u64,
    pub arn: String,
    /// Empty where the control plane gives none.
    pub uid: String,
    pub owner: String,
    pub holder: Option<Holder>,
    pub ttl: Duration,
    /// The rollout that it is for.
    pub rollout: String,
    /// The first route of that rollout.
    pub lead: Option<RouteRef>,
    /// The route that it keeps others from.
    pub route: Option<RouteRef>,
    /// How long a write of its owner may be under way at most.
    pub late: Duration,
    /// When its owner was last heard of, by the owner's clock.
    pub renewed: Option<Timestamp>,
    pub beat: u64,
}

/// A heartbeat of a lock's holder. The next one is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    epoch: u64,
    number: u64,
}

impl Found {
    /// What its holder said last.
    pub fn beat(&self) -> Beat {
        Beat { epoch: self.epoch, number: self.beat }
    }

    /// Whether its holder is a process of this machine that is known to have ended.
    pub fn is_dead(&self, here: &Holder) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.is_dead(here))
    }

    /// Whether it is the lock of a driver, and not one that only keeps others away.
    pub fn is_of_lead(&self, name: &str) -> bool {
        self.lead.as_ref().is_some_and(|lead| name.starts_with(&prefix(lead)))
    }

    pub fn who(&self) -> String {
        let unknown = || format!("the owner `{}`", self.owner);
        self.holder.as_ref().map_or_else(unknown, ToString::to_string)
    }

    /// Its owner, and what is known of whether it lives.
    pub fn standing(&self, here: &Holder, now: Timestamp) -> String {
        let who = self.who();
        let silent = self.renewed.map(|renewed| {
            let passed = Duration::try_from(now.duration_since(renewed)).unwrap_or_default();
            let passed = Duration::from_secs(passed.as_secs());
            format!("last heard of {} ago", Period::from(passed))
        });
        match (self.is_dead(here), silent) {
            (true, Some(silent)) => format!("{who}, which has ended; {silent}"),
            (true, None) => format!("{who}, which has ended"),
            (false, Some(silent)) => format!("{who}, {silent}"),
            (false, None) => who,
        }
    }
}

/// What a lock says when it is made.
#[derive(Debug, Clone)]
pub struct Claim {
    pub holder: Holder,
    pub rollout: String,
    pub lead: RouteRef,
    pub ttl: Duration,
}

/// A lock that is held by this process.
#[derive(Debug)]
pub struct Lock {
    client: Arc<Client>,
    route: RouteRef,
    pub epoch: u64,
    pub arn: String,
    pub uid: String,
    owner: String,
    ttl: Duration,
    /// How long writes of whoever had it before may still be under way; none where it was free.
    pub before: Option<Duration>,
    standing: Mutex<Standing>,
}

#[derive(Debug)]
struct Standing {
    renewed: Instant,
    beats: u64,
    /// Who has it now.
    lost_to: Option<String>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

fn prefix(route: &RouteRef) -> String {
    let RouteRef { mesh, virtual_router, route } = route;
    let whole = format!("{mesh}/{virtual_router}/{route}");
    format!("{LOCK}{}.", digits(whole.as_bytes(), 12))
}

fn node(mesh: &str, name: &str) -> Result<ResourceId, TagsError> {
    ResourceId::try_new(Kind::VirtualNode, mesh, None, name)
        .map_err(|error| TagsError::NotUnderstood(error.to_string()))
}

/// The names of all locks of a mesh.
pub async fn lock_names(client: &Client, mesh: &str) -> Result<Vec<String>, ClientError> {
    let of = Collection { kind: Kind::VirtualNode, mesh, parent: None };
    let mut names = client.names(of).await?;
    names.retain(|name| name.starts_with(LOCK));
    Ok(names)
}

/// The epochs of the locks of a route that are there, in order.
async fn epochs(client: &Client, route: &RouteRef) -> Result<Vec<u64>, ClientError> {
    let prefix = prefix(route);
    let names = lock_names(client, route.mesh.as_str()).await?;
    let epoch = |name: &String| name.strip_prefix(&prefix)?.parse().ok();
    let mut epochs: Vec<u64> = names.iter().filter_map(epoch).collect();
    epochs.sort_unstable();
    Ok(epochs)
}

/// The lock of a route, that of the last epoch.
pub async fn find(client: &Client, route: &RouteRef) -> Result<Option<Found>, TagsError> {
    for epoch in epochs(client, route).await?.into_iter().rev() {
        if let Some(found) = look(client, route.mesh.as_str(), &name(route, epoch)).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn name(route: &RouteRef, epoch: u64) -> String {
    format!("{}{epoch}", prefix(route))
}

/// A lock by its name.
pub async fn look(client: &Client, mesh: &str, name: &str) -> Result<Option<Found>, TagsError> {
    let id = node(mesh, name)?;
    let resource = match client.describe(&id).await {
        Ok(resource) => resource,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let Some(metadata) = resource.metadata else {
        return Err(TagsError::NotUnderstood(format!("{id} has no ARN")));
    };
    let epoch = name.rsplit('.').next().and_then(|epoch| epoch.parse().ok()).unwrap_or_default();
    match client.all_tags(&metadata.arn).await {
        Ok(tags) => Ok(Some(found(mesh, epoch, *metadata, &tags))),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What was said when a lock was made comes first, whatever was added since.
fn first<'a>(tags: &'a [(String, String)], key: &str) -> Option<&'a String> {
    tags.iter().find(|(other, _)| other == key).map(|(_, value)| value)
}

fn found(mesh: &str, epoch: u64, metadata: Metadata, tags: &[(String, String)]) -> Found {
    let first = |key: &str| first(tags, key);
    let owner = first(OWNER).cloned().unwrap_or_default();
    let route = |router: &str, route: &str| {
        Some(RouteRef {
            mesh: ResourceName::parse(mesh).ok()?,
            virtual_router: ResourceName::parse(first(router)?).ok()?,
            route: ResourceName::parse(first(route)?).ok()?,
        })
    };
    let length = |key: &str, unsaid: Duration| {
        first(key).and_then(|length| length.parse().ok()).map_or(unsaid, Duration::from_millis)
    };
    let beats = tags.iter().filter(|(key, _)| key == BEAT).filter_map(|(_, value)| {
        let beat = value.strip_prefix(&owner)?.strip_prefix('.')?;
        let (count, at) = beat.split_once('.').map_or((beat, None), |(beat, at)| (beat, Some(at)));
        let at = at.and_then(|at| Timestamp::from_second(at.parse().ok()?).ok());
        Some((count.parse::<u64>().ok()?, at))
    });
    let (beat, renewed) = beats.max().unwrap_or_default();
    Found {
        epoch,
        arn: metadata.arn,
        uid: metadata.uid,
        holder: first(HOLDER).and_then(|text| Holder::parse(text)),
        ttl: length(LEASE_TTL, TTL_UNSAID),
        rollout: first(ROLLOUT).cloned().unwrap_or_default(),
        lead: route(ROUTER, ROUTE),
        route: route(OWN_ROUTER, OWN_ROUTE),
        late: length(LATE, REQUEST_TIMEOUT),
        renewed,
        beat,
        owner,
    }
}

/// Watches a lock until its holder has been silent for all of its time; answers whether it was. By
/// this process's clock alone, since those of two machines cannot be compared.
pub async fn is_silent(client: &Client, route: &RouteRef, seen: &Found) -> Result<bool, TagsError> {
    let began = Instant::now();
    while began.elapsed() < seen.ttl {
        sleep((seen.ttl / LOOKS).max(Duration::from_millis(20))).await;
        let name = name(route, seen.epoch);
        match look(client, route.mesh.as_str(), &name).await? {
            Some(now) if now.owner == seen.owner && now.beat == seen.beat => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

impl Lock {
    /// Takes the lock of a route that nobody has. The epoch is later than that of any driver that
    /// kept something.
    pub async fn take(
        client: &Arc<Client>,
        route: &RouteRef,
        claim: &Claim,
        epoch: u64,
    ) -> Result<Self, TagsError> {
        if let Some(found) = find(client, route).await? {
            return Err(TagsError::Held(Box::new(found)));
        }
        let lock = Self::create(client, route, claim, epoch).await?;
        // Between the look and the creation others may have taken another epoch. Then both give
        // way, or the later one.
        let others = epochs(client, route).await?;
        if let Some(other) = others.into_iter().rfind(|other| *other != epoch) {
            let other = look(client, route.mesh.as_str(), &name(route, other)).await?;
            lock.give_back().await?;
            return Err(other.map_or(TagsError::Lost, |other| TagsError::Held(Box::new(other))));
        }
        Ok(lock)
    }

    /// Takes over the lock that was found, unless somebody else does.
    pub async fn take_over(
        client: &Arc<Client>,
        route: &RouteRef,
        claim: &Claim,
        from: &Found,
    ) -> Result<Self, TagsError> {
        let before = name(route, from.epoch);
        let mut lock = Self::create(client, route, claim, from.epoch + 1).await?;
        lock.before = Some(from.late);
        let still = look(client, route.mesh.as_str(), &before).await?;
        if still.is_none_or(|still| still.owner != from.owner) {
            // Others have taken it over, and given it back since.
            lock.give_back().await?;
            return Err(TagsError::Lost);
        }
        for epoch in epochs(client, route).await? {
            if epoch < lock.epoch {
                delete(client, route, epoch).await?;
            }
        }
        Ok(lock)
    }

    async fn create(
        client: &Arc<Client>,
        route: &RouteRef,
        claim: &Claim,
        epoch: u64,
    ) -> Result<Self, TagsError> {
        let owner = Uuid::new_v4().simple().to_string()[..16].to_owned();
        let id = node(route.mesh.as_str(), &name(route, epoch))?;
        let spec = Spec::deserialize(Kind::VirtualNode, serde_json::json!({}))
            .map_err(|error| TagsError::NotUnderstood(error.to_string()))?;
        let tags = claim.tags(&owner, route, client.patience());
        let resource = Resource { id, spec, tags, metadata: None };
        let began = Instant::now();
        let created = client.create(&resource, &Uuid::new_v4().to_string()).await;
        // A lost answer may have been a yes, and the answer to the repetition a no; what is there
        // tells.
        let there = look(client, route.mesh.as_str(), &name(route, epoch)).await?;
        match (there, created) {
            (Some(found), _) if found.owner == owner => Ok(Self {
                client: Arc::clone(client),
                route: route.clone(),
                epoch,
                arn: found.arn,
                uid: found.uid,
                owner,
                ttl: claim.ttl,
                before: None,
                standing: Mutex::new(Standing { renewed: began, beats: 0, lost_to: None }),
            }),
            (Some(found), _) => Err(TagsError::Held(Box::new(found))),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(_)) => Err(TagsError::Lost),
        }
    }

    fn standing(&self) -> std::sync::MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn route(&self) -> &RouteRef {
        &self.route
    }

    /// Who has it instead of this process, if that is known.
    pub fn lost_to(&self) -> Option<String> {
        self.standing().lost_to.clone()
    }

    pub fn freshness(&self) -> Freshness {
        let standing = self.standing();
        let silent = standing.renewed.elapsed();
        match silent {
            _ if standing.lost_to.is_some() => Freshness::Lost,
            silent if silent * 2 < self.ttl => Freshness::Fresh,
            silent if silent * 4 < self.ttl * 3 => Freshness::Late,
            _ => Freshness::Lost,
        }
    }

    /// How long to wait from one heartbeat to the next.
    pub fn pace(&self) -> Duration {
        self.ttl / 4
    }

    /// Says that this process lives, and finds out whether the lock is still its own.
    pub async fn renew(&self) -> Result<(), TagsError> {
        let began = Instant::now();
        let beat = {
            let mut standing = self.standing();
            standing.beats += 1;
            standing.beats
        };
        self.check().await?;
        let mut tags = Tags::default();
        put(&mut tags, BEAT, &beat_of(&self.owner, beat));
        match self.client.tag(&self.arn, &tags).await {
            Ok(()) => {}
            // Gone, and perhaps somebody else's since; the next look says whose.
            Err(error) if error.is_not_found() => return self.check().await,
            Err(error) => return Err(error.into()),
        }
        self.standing().renewed = began;
        Ok(())
    }

    /// Makes sure that nobody took it over.
    pub async fn check(&self) -> Result<(), TagsError> {
        let mesh = self.route.mesh.as_str();
        let mine = match self.client.all_tags(&self.arn).await {
            Ok(tags) => first(&tags, OWNER).is_some_and(|owner| *owner == self.owner),
            Err(error) if error.is_not_found() => false,
            Err(error) => return Err(error.into()),
        };
        let next = if mine {
            look(&self.client, mesh, &name(&self.route, self.epoch + 1)).await?
        } else {
            find(&self.client, &self.route).await?
        };
        if mine && next.is_none() {
            return Ok(());
        }
        let by = next.map_or_else(|| "somebody who has gone since".to_owned(), |next| next.who());
        self.standing().lost_to = Some(by.clone());
        Err(TagsError::Fenced(by))
    }

    /// Gives it back. Somebody else's is left alone.
    pub async fn give_back(&self) -> Result<(), TagsError> {
        let name = name(&self.route, self.epoch);
        match look(&self.client, self.route.mesh.as_str(), &name).await? {
            Some(found) if found.owner == self.owner => {
                delete(&self.client, &self.route, self.epoch).await
            }
            _ => Ok(()),
        }
    }
}

async fn delete(client: &Client, route: &RouteRef, epoch: u64) -> Result<(), TagsError> {
    delete_named(client, route.mesh.as_str(), &name(route, epoch)).await
}

/// Takes a lock away, whosever it is.
pub async fn delete_named(client: &Client, mesh: &str, name: &str) -> Result<(), TagsError> {
    match client.delete(&node(mesh, name)?, None).await {
        Err(error) if !error.is_not_found() => Err(error.into()),
        _ => Ok(()),
    }
}

/// The locks of a mesh that are for a rollout, on whatever routes, with their names.
pub async fn of_rollout(
    client: &Client,
    mesh: &str,
    rollout: &str,
) -> Result<Vec<(String, Found)>, TagsError> {
    let mut locks = Vec::new();
    for name in lock_names(client, mesh).await? {
        let found = look(client, mesh, &name).await?;
        locks.extend(found.filter(|found| found.rollout == rollout).map(|found| (name, found)));
    }
    Ok(locks)
}

/// Takes away all locks of a route that are for a rollout.
pub async fn clear(client: &Client, route: &RouteRef, rollout: &str) -> Result<(), TagsError> {
    for epoch in epochs(client, route).await? {
        let found = look(client, route.mesh.as_str(), &name(route, epoch)).await?;
        if found.is_some_and(|found| found.rollout == rollout) {
            delete(client, route, epoch).await?;
        }
    }
    Ok(())
}

impl Claim {
    fn tags(&self, owner: &str, route: &RouteRef, late: Duration) -> Tags {
        let mut tags = Tags::default();
        let said: BTreeMap<&str, String> = [
            (OWNER, owner.to_owned()),
            (HOLDER, self.holder.tag()),
            (LEASE_TTL, self.ttl.as_millis().max(1).to_string()),
            (ROLLOUT, self.rollout.clone()),
            (ROUTER, self.lead.virtual_router.to_string()),
            (ROUTE, self.lead.route.to_string()),
            (OWN_ROUTER, route.virtual_router.to_string()),
            (OWN_ROUTE, route.route.to_string()),
            (LATE, late.as_millis().to_string()),
            (BEAT, beat_of(owner, 0)),
        ]
        .into();
        for (key, value) in said {
            put(&mut tags, key, &value);
        }
        tags
    }
}

fn beat_of(owner: &str, beat: u64) -> String {
    format!("{owner}.{beat}.{}", Timestamp::now().as_second())
}
