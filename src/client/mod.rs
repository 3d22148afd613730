//! The App Mesh API over HTTP: typed calls to any control plane, this binary's own included.

mod answer;
mod capabilities;
mod error;
mod instance;
mod lock;
mod proxy;
mod read;
mod request;
mod retry;
mod transport;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use tokio::sync::OnceCell;

pub use capabilities::Capabilities;
pub use error::{ClientError, Failure};
pub use instance::InstanceFilter;
pub use lock::{Fence, LockHolder, MeshLock};
pub use proxy::{ConnectedProxy, ProxyHeldBack, ProxyList, ProxyRejection, ProxyState};
pub use read::WithTags;
pub use request::BatchChange;
pub use transport::{LocalService, Transport};

use crate::model::{Resource, ResourceId, Tags};
use request::Call;
use retry::{Decision, Retry};

/// A control plane to talk to.
pub struct Client {
    transport: Transport,
    capabilities: OnceCell<Capabilities>,
    fence: Mutex<Fence>,
}

impl Client {
    pub fn new(transport: Transport) -> Self {
        Self { transport, capabilities: OnceCell::new(), fence: Mutex::default() }
    }

    /// What the control plane can do beyond App Mesh. Asked once; one that does not know the
    /// question can do nothing beyond.
    pub async fn capabilities(&self) -> Result<&Capabilities, ClientError> {
        self.capabilities
            .get_or_try_init(|| async {
                match self.send(&Call::Capabilities).await {
                    Ok(response) => Ok(capabilities::decode(response.body())),
                    Err(error) if error.is_an_answer() => Ok(Capabilities::default()),
                    Err(error) => Err(error),
                }
            })
            .await
    }

    /// One resource, without its tags.
    pub async fn describe(&self, id: &ResourceId) -> Result<Resource, ClientError> {
        let call = Call::Describe(id);
        answer::resource(&call, id.kind(), &self.send(&call).await?)
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
        answer::resource(&call, resource.kind(), &self.send(&call).await?)
    }

    /// Deletes a resource. That it is gone already after a lost answer counts as done.
    pub async fn delete(&self, id: &ResourceId, version: Option<i64>) -> Result<(), ClientError> {
        let guarded = self.capabilities().await?.if_match;
        self.remove(&Call::Delete { id, version: version.filter(|_| guarded) }).await
    }

    /// Sends a deletion until it is known to be done. Whatever is missing after a lost answer was
    /// deleted by it.
    async fn remove(&self, call: &Call<'_>) -> Result<(), ClientError> {
        let mut retry = Retry::default();
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

    /// Adds tags to a resource or overwrites them; others stay.
    pub async fn tag(&self, arn: &str, tags: &Tags) -> Result<(), ClientError> {
        self.send(&Call::Tag { arn, tags }).await.map(drop)
    }

    /// Does all changes in one transaction, or none. Only where [`Capabilities::apply`] says so.
    pub async fn apply(&self, changes: &[BatchChange<'_>]) -> Result<Vec<Resource>, ClientError> {
        let call = Call::Apply { changes };
        answer::batch(&call, changes, &self.send(&call).await?)
    }

    async fn send(&self, call: &Call<'_>) -> Result<Response<Bytes>, ClientError> {
        let mut retry = Retry::default();
        loop {
            match self.send_once(call).await {
                Ok(response) => return Ok(response),
                Err(error) if call.is_repeatable() => {
                    let paused = self.pause(&mut retry, error).await;
                    let unsure = call.is_write() && retry.is_ambiguous();
                    let open = call.is_write() && retry.is_open();
                    paused.map_err(|error| error.unsure(unsure).open(open))?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn pause(&self, retry: &mut Retry, error: ClientError) -> Result<(), ClientError> {
        match retry.decide(&error.failure, jitter()) {
            Decision::Wait(pause) => {
                tokio::time::sleep(pause).await;
                Ok(())
            }
            Decision::GiveUp => Err(error),
        }
    }

    async fn send_once(&self, call: &Call<'_>) -> Result<Response<Bytes>, ClientError> {
        let mut request: Request<Bytes> = call.request();
        if call.is_write() && !matches!(call, Call::Lock(_)) {
            let fence = self.fence.lock().unwrap_or_else(PoisonError::into_inner).header();
            let fence = fence.and_then(|fence| HeaderValue::try_from(fence).ok());
            request.headers_mut().extend(fence.map(|fence| (LOCK_NAME, fence)));
        }
        match self.transport.send(request).await {
            Ok(response) if response.status().is_success() => Ok(response),
            Ok(response) => Err(ClientError::new(call.doing(), answer::failure(&response))
                .at_change(answer::failed_change(&response))),
            Err(error) => Err(ClientError::new(call.doing(), error.into())),
        }
        .map_err(|error| {
            let unsure = call.is_write() && error.failure.is_ambiguous();
            let open = call.is_write() && error.failure.is_open();
            error.unsure(unsure).open(open)
        })
    }
}

const LOCK_NAME: HeaderName = HeaderName::from_static(lock::LOCK_HEADER);

/// A number from 0 to 1, so that clients that failed together do not come back together.
fn jitter() -> f64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    let random = std::collections::hash_map::RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

/// How many requests a client has under way at once.
pub const CONCURRENCY: usize = 16;

/// How long a connection may take to be made.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests;
