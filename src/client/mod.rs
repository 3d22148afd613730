//! The App Mesh API over HTTP: typed calls to any control plane, this binary's own included.

mod answer;
mod cache;
mod capabilities;
#[cfg(feature = "aws")]
mod credentials;
mod error;
mod halt;
mod hidden;
mod identity;
mod instance;
mod lenient;
mod lock;
mod pace;
mod proxy;
mod read;
mod request;
mod retry;
mod rollout;
mod send;
#[cfg(feature = "aws")]
mod sign;
mod silence;
mod tag;
mod telemetry;
mod transport;

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::OnceCell;

pub use cache::Cache;
pub use capabilities::Capabilities;
#[cfg(feature = "aws")]
pub use credentials::{Chain, region_of_profile};
pub use error::{ClientError, Failure};
pub use halt::Halt;
pub use identity::Identity;
pub use instance::InstanceFilter;
pub use lock::{Fence, LockHolder, MeshLock};
pub use pace::Lane;
pub use proxy::{
    ConnectedProxy, ProxyHeldBack, ProxyList, ProxyRejection, ProxyState, ProxyTraffic,
};
pub use read::WithTags;
pub use request::{BatchChange, Collection};
pub use rollout::RolloutStep;
pub use send::{CONCURRENCY, Limits, Listener, Notice, Requests};
pub use telemetry::{Part, Telemetry, TelemetryQuery, TrafficEdge};
pub use transport::{LocalService, Transport, TransportError, Wires, install_crypto, is_loopback};

use crate::model::{Kind, Resource, ResourceId, Tags, Timestamp};
use cache::Stamp;
use request::Call;
use send::Traffic;

/// How long an answer is waited for where nobody says otherwise.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// A control plane to talk to.
pub struct Client {
    transport: Transport,
    identity: Identity,
    limits: Limits,
    traffic: Traffic,
    capabilities: OnceCell<Capabilities>,
    fence: Mutex<Fence>,
    cache: Mutex<Option<Cache>>,
}

impl Client {
    /// A client without limits, for a control plane that knows nobody.
    pub fn new(transport: Transport) -> Self {
        let limits = Limits::default();
        let traffic = Traffic::new(&limits);
        let identity = Identity::default();
        Self {
            transport,
            identity,
            limits,
            traffic,
            capabilities: OnceCell::new(),
            fence: Mutex::default(),
            cache: Mutex::default(),
        }
    }

    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        let before = std::mem::replace(&mut self.traffic, Traffic::new(&limits));
        self.traffic.halt = before.halt;
        self.traffic.listener = before.listener;
        self.limits = limits;
        self
    }

    /// How long an answer to a request is waited for. A control plane in this process needs no wait:
    /// what it does is done when its answer is there, or not at all.
    pub fn patience(&self) -> Duration {
        match &self.transport {
            Transport::Http { timeout, .. } => *timeout,
            Transport::Local(_) => Duration::ZERO,
        }
    }

    /// The wish to stop that this client heeds.
    pub fn halt(&self) -> Halt {
        self.traffic.halt.clone()
    }

    /// Tells somebody why it takes so long.
    #[must_use]
    pub fn with_listener(mut self, listener: Listener) -> Self {
        self.traffic.listener = Some(listener);
        self
    }

    /// Uses copies of what was described before, and keeps more of them.
    #[must_use]
    pub fn with_cache(mut self, cache: Cache) -> Self {
        self.cache = Mutex::new(Some(cache));
        self
    }

    /// The copies that were kept until now. None are kept any more.
    pub fn take_cache(&self) -> Option<Cache> {
        self.copies().take()
    }

    fn copies(&self) -> MutexGuard<'_, Option<Cache>> {
        // Nothing is left half done while the lock is held, so one that was poisoned is as good.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The copy of a resource of which a list said this.
    fn copy(&self, stamp: &Stamp) -> Option<Resource> {
        self.copies().as_mut()?.get(stamp)
    }

    fn keep(&self, resource: &Resource, there: Option<Timestamp>) {
        if let (Some(cache), Some(there)) = (self.copies().as_mut(), there) {
            let now = Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
            cache.keep(resource, there, now);
        }
    }

    /// How many requests were sent until now.
    pub fn requests(&self) -> Requests {
        self.traffic.requests()
    }

    /// The kinds that the control plane turned out not to know.
    pub fn missing_kinds(&self) -> BTreeSet<Kind> {
        self.traffic.missing()
    }

    fn note_missing(&self, kind: Kind) {
        self.traffic.note_missing(kind);
    }

    /// What the control plane can do beyond App Mesh. Asked once; one that does not know the
    /// question can do nothing beyond.
    pub async fn capabilities(&self) -> Result<&Capabilities, ClientError> {
        self.capabilities
            .get_or_try_init(|| async {
                match self.send(&Call::Capabilities).await {
                    Ok(response) => {
                        let capabilities = capabilities::decode(response.body());
                        if self.limits.guessed && capabilities.is_weir() {
                            self.traffic.lift();
                        }
                        Ok(capabilities)
                    }
                    Err(error) if error.is_an_answer() => Ok(Capabilities::default()),
                    Err(error) => Err(error),
                }
            })
            .await
    }

    /// One resource, without its tags.
    pub async fn describe(&self, id: &ResourceId) -> Result<Resource, ClientError> {
        let call = Call::Describe(id);
        let response = self.send(&call).await?;
        let resource = answer::resource(&call, id.kind(), &response)?;
        self.keep(&resource, answer::date(&response));
        Ok(resource)
    }

    /// Creates a resource with its tags. Safe to be sent twice.
    pub async fn create(&self, resource: &Resource, token: &str) -> Result<Resource, ClientError> {
        let call = Call::Create { resource, token };
        answer::resource(&call, resource.kind(), &self.send(&call).await?)
    }

    /// Replaces the spec of a resource. Safe to be sent twice. `version` guards against changes in
    /// between where the control plane can do that, and is left out where it cannot.
    pub async fn update(
        &self,
        resource: &Resource,
        token: &str,
        version: Option<i64>,
    ) -> Result<Resource, ClientError> {
        let guarded = self.capabilities().await?.if_match;
        let call = Call::Update { resource, token, version: version.filter(|_| guarded) };
        let updated = answer::resource(&call, resource.kind(), &self.send(&call).await?)?;
        if let Some(cache) = self.copies().as_mut() {
            cache.changed(&updated);
        }
        Ok(updated)
    }

    /// Deletes a resource. That it is gone already after a lost answer counts as done.
    pub async fn delete(&self, id: &ResourceId, version: Option<i64>) -> Result<(), ClientError> {
        let guarded = self.capabilities().await?.if_match;
        self.remove(&Call::Delete { id, version: version.filter(|_| guarded) }).await
    }

    /// Sends a deletion until it is known to be done. Whatever is missing after a lost answer was
    /// deleted by it.
    async fn remove(&self, call: &Call<'_>) -> Result<(), ClientError> {
        let mut retry = self.retry();
        loop {
            match self.send_once(call).await {
                Ok(_) => return Ok(()),
                Err(error) if retry.is_ambiguous() && error.is_not_found() => return Ok(()),
                Err(error) => self.pause(&mut retry, error).await.map_err(|error| {
                    let unsure = retry.is_ambiguous();
                    error.unsure(unsure).open(retry.is_open())
                })?,
            }
        }
    }

    /// The bytes of a file that holds all that the control plane does. Only where
    /// [`Capabilities::backup`] says so.
    pub async fn backup(&self) -> Result<bytes::Bytes, ClientError> {
        Ok(self.send(&Call::Backup).await?.into_body())
    }

    /// Adds tags to a resource or overwrites them; others stay.
    pub async fn tag(&self, arn: &str, tags: &Tags) -> Result<(), ClientError> {
        self.send(&Call::Tag { arn, tags }).await.map(drop)
    }

    /// Does all changes in one transaction, or none. Only where [`Capabilities::apply`] says so.
    pub async fn apply(&self, changes: &[BatchChange<'_>]) -> Result<Vec<Resource>, ClientError> {
        let call = Call::Apply { changes };
        answer::batch(&call, changes, &self.send(&call).await?)
    }
}

/// How long a connection may take to be made.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests;
