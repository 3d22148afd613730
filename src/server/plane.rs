//! The control plane proper: the resources as they are, and the one way to change them.

pub mod drivers;
pub mod events;
mod instances;
pub mod locks;
pub mod lookup;
pub mod operation;
mod reading;
pub mod rollouts;
pub mod source;
mod working;
mod writer;

#[cfg(test)]
pub mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::model::{Instances, Snapshot};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::meter::Meter;
use crate::server::plane::drivers::Drivers;
use crate::server::plane::locks::{Fence, Locks};
use crate::server::plane::operation::{Operation, Outcome};
use crate::server::plane::rollouts::Rollouts;
use crate::server::plane::source::Sources;
use crate::server::plane::working::Working;
use crate::server::plane::writer::{Request, Writer};
use crate::store::{
    DataDirLock, EmbeddedStore, Identity, Loaded, LockError, Store, StoreError, Transaction,
};

/// How many operations may wait for the writer before callers wait to hand theirs in.
const QUEUE: usize = 1024;
/// How many transactions a reader of events may be behind.
const EVENTS: usize = 4096;

const DEFAULT_ACCOUNT: &str = "000000000000";
const DEFAULT_REGION: &str = "us-east-1";

/// What a plane needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    pub data_dir: PathBuf,
    /// The account and region. A store keeps those with which it was made; others are refused.
    pub account: Option<String>,
    pub region: Option<String>,
}

/// A control plane. Copies are the same plane; the last one to go ends it.
#[derive(Debug, Clone)]
pub struct Plane {
    /// Above the rest, so that the writer has ended before the store is closed.
    writer: Arc<Running>,
    shared: Arc<Shared>,
}

/// Why a plane cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PlaneError {
    #[error(transparent)]
    Lock(LockError),
    #[error(transparent)]
    Store(StoreError),
    #[error("`{0}` is not an account id, which has 12 digits")]
    Account(String),
    #[error("`{0}` is not a region")]
    Region(String),
    #[error(
        "the store in `{}` was made for {what} `{stored}`, not `{given}`; leave the setting away, \
         or use another data directory",
        .data_dir.display()
    )]
    Identity { data_dir: PathBuf, what: &'static str, stored: String, given: String },
    #[error("cannot start the writer")]
    Writer(#[source] std::io::Error),
}

/// The resources and instances at one revision.
#[derive(Debug, Clone)]
pub struct Published {
    pub revision: u64,
    pub snapshot: Snapshot,
    /// The instances of Cloud Map services.
    pub instances: Instances,
}

/// Whether the plane can do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    Ready,
    /// It is about to end and takes no more writes.
    Draining,
    /// The store failed, and with it all writes until the next start.
    Failed(String),
}

/// What the writer and the readers share.
struct Shared {
    identity: Arc<Identity>,
    id: Option<String>,
    store: Box<dyn Store>,
    published: watch::Sender<Published>,
    rollouts: watch::Sender<Rollouts>,
    drivers: Drivers,
    events: broadcast::Sender<Arc<Transaction>>,
    draining: watch::Sender<bool>,
    failure: Mutex<Option<String>>,
    meter: Meter,
    /// Below the store, so that its file is closed before another process may open it.
    lock: Mutex<Option<DataDirLock>>,
}

/// The writing thread, and the way to it.
#[derive(Debug)]
struct Running {
    requests: Mutex<Option<mpsc::Sender<Request>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Plane {
    /// Takes the data directory and loads what is in it.
    pub fn open(config: &Config) -> Result<Self, PlaneError> {
        let Config { data_dir, account, region } = config;
        let wanted = wanted(config)?;
        let lock = DataDirLock::acquire(data_dir).map_err(PlaneError::Lock)?;
        let store = EmbeddedStore::open(data_dir, &wanted).map_err(PlaneError::Store)?;
        let loaded = store.load().map_err(PlaneError::Store)?;
        let stored = &loaded.identity;
        let settings = [("account", account, &stored.account), ("region", region, &stored.region)];
        for (what, given, stored) in settings {
            if let Some(given) = given.as_ref().filter(|given| *given != stored) {
                let (stored, given) = (stored.clone(), given.clone());
                return Err(PlaneError::Identity {
                    data_dir: data_dir.clone(),
                    what,
                    stored,
                    given,
                });
            }
        }
        Self::run(Box::new(store), loaded, Some(lock), Sources::real())
    }

    /// Runs a plane on a store that nobody else can have.
    #[cfg(test)]
    pub fn start(store: Box<dyn Store>, sources: Sources) -> Result<Self, PlaneError> {
        let loaded = store.load().map_err(PlaneError::Store)?;
        Self::run(store, loaded, None, sources)
    }

    fn run(
        store: Box<dyn Store>,
        loaded: Loaded,
        lock: Option<DataDirLock>,
        sources: Sources,
    ) -> Result<Self, PlaneError> {
        let Loaded { identity, id, revision, resources, instances, locks, rollouts } = loaded;
        let identity = Arc::new(identity);
        let snapshot: Snapshot = resources.into_iter().collect();
        let locks = Locks::new(locks, sources.uptime());
        let rollouts = Rollouts::new(rollouts);
        let working = Working {
            identity: Arc::clone(&identity),
            snapshot,
            instances,
            locks,
            rollouts,
            revision,
        };
        let shared = Arc::new(Shared {
            identity,
            id,
            store,
            published: watch::Sender::new(working.published()),
            rollouts: watch::Sender::new(working.rollouts.clone()),
            drivers: Drivers::default(),
            events: broadcast::Sender::new(EVENTS),
            draining: watch::Sender::new(false),
            failure: Mutex::new(None),
            meter: Meter::default(),
            lock: Mutex::new(lock),
        });
        let writer = Writer { shared: Arc::clone(&shared), working, sources };
        let (sender, receiver) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("weir-writer".to_owned())
            .spawn(move || writer.run(receiver))
            .map_err(PlaneError::Writer)?;
        let running =
            Running { requests: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)) };
        Ok(Self { shared, writer: Arc::new(running) })
    }

    pub fn identity(&self) -> &Identity {
        &self.shared.identity
    }

    /// What no other store is called.
    pub fn id(&self) -> Option<&str> {
        self.shared.id.as_deref()
    }

    pub fn meter(&self) -> &Meter {
        &self.shared.meter
    }

    /// The resources as they are. Never waits for the writer.
    pub fn snapshot(&self) -> Published {
        self.shared.published.borrow().clone()
    }

    /// Does the operation; what is answered is durable.
    pub async fn submit(&self, operation: Operation) -> Result<Outcome, ApiError> {
        self.submit_under(None, operation).await
    }

    /// Does the operation if the locks allow it.
    pub async fn submit_under(
        &self,
        fence: Option<Fence>,
        operation: Operation,
    ) -> Result<Outcome, ApiError> {
        let requests = held(&self.writer.requests).clone().ok_or_else(ending)?;
        let (reply, outcome) = oneshot::channel();
        requests.send(Request { operation, fence, reply }).await.map_err(|_| ending())?;
        // Only while this is dropped can the writer end.
        drop(requests);
        outcome.await.unwrap_or_else(|_| Err(ending()))
    }

    /// The bytes of a file that holds everything but locks, as it is now. Writes go on meanwhile.
    pub fn backup(&self) -> Result<Vec<u8>, ApiError> {
        self.shared.store.backup().map_err(|error| writer::refusal(&error))
    }

    /// Tells other processes, by way of the lock, where this plane answers requests.
    pub fn announce(&self, urls: &[String]) -> Result<(), LockError> {
        match held(&self.shared.lock).as_mut() {
            Some(lock) => lock.announce(urls),
            None => Ok(()),
        }
    }

    pub fn health(&self) -> Health {
        match self.shared.failure() {
            Some(reason) => Health::Failed(reason),
            None if *self.shared.draining.borrow() => Health::Draining,
            None => Health::Ready,
        }
    }

    /// Says that the end is near: streams of events end, and the plane is no longer ready.
    pub fn drain(&self) {
        self.shared.draining.send_replace(true);
    }

    /// Waits until [`Plane::drain`] was called.
    pub fn drained(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut draining = self.shared.draining.subscribe();
        async move {
            // The plane may also be gone altogether.
            let _ = draining.wait_for(|draining| *draining).await;
        }
    }

    /// Does what was submitted by now, and ends the writer. The data directory is free when the
    /// last copy is gone.
    pub fn shutdown(&self) {
        self.drain();
        self.writer.stop();
    }
}

impl Shared {
    fn failure(&self) -> Option<String> {
        held(&self.failure).clone()
    }

    fn fail(&self, reason: String) {
        *held(&self.failure) = Some(reason);
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Running {
    fn stop(&self) {
        drop(held(&self.requests).take());
        if let Some(thread) = held(&self.thread).take() {
            // A writer that panicked has said so on its own.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The value behind a mutex. None is left half changed by a panic, as each is set in one step.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The identity of a new store.
fn wanted(config: &Config) -> Result<Identity, PlaneError> {
    let Config { account, region, .. } = config;
    let account = account.clone().unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned());
    let region = region.clone().unwrap_or_else(|| DEFAULT_REGION.to_owned());
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PlaneError::Account(account));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if region.is_empty() || region.len() > 64 || !region.bytes().all(plain) {
        return Err(PlaneError::Region(region));
    }
    Ok(Identity { account, region })
}

fn ending() -> ApiError {
    ApiError::new(ErrorKind::ServiceUnavailable, "the control plane is ending")
}
