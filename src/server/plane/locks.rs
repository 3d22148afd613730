//! Who may change a mesh at the moment: one lock per mesh, on a lease that its holder renews.
//!
//! A lock is durable before it is told, so a restart lets no second holder in. Leases are counted
//! by the monotonic clock of this process; after a restart each begins anew, since nobody knows how
//! long the restart took. A lease that ran out frees the lock only for whoever asks next: as long as
//! nobody did, the holder may go on.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::model::Timestamp;
use crate::server::error::{ApiError, ErrorKind};
use crate::store::{LockHolder, MeshLock};

/// What is asked of the locks.
#[derive(Debug)]
pub enum LockCall {
    List,
    Show {
        mesh: String,
    },
    /// Takes the lock. Who holds it with that token already has it.
    Take {
        mesh: String,
        token: String,
        holder: LockHolder,
        lease: Duration,
    },
    /// Begins the lease anew.
    Renew {
        mesh: String,
        token: String,
    },
    /// Gives the lock back.
    Release {
        mesh: String,
        token: String,
    },
    /// Takes the lock away from whoever holds it.
    Break {
        mesh: String,
    },
}

/// The locks under which a write is made. Without it, locks do not matter to the write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fence {
    /// Each of these must still be held; no mesh that is changed may have the lock of another.
    pub tokens: Vec<String>,
}

/// A lock as everyone may see it: without its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LockView {
    pub mesh: String,
    pub holder: LockHolder,
    pub since: Timestamp,
    pub lease_seconds: u64,
    /// Zero once the lease ran out, and the next one who asks gets the lock.
    pub expires_in_seconds: u64,
}

/// All locks that were taken and not given back.
#[derive(Debug, Clone, Default)]
pub struct Locks(BTreeMap<String, Held>);

#[derive(Debug, Clone)]
struct Held {
    lock: Arc<MeshLock>,
    /// When the lease runs out, in the time that the process is up.
    until: Duration,
}

/// The locks that changed, as they are afterwards.
pub type ChangedLocks = BTreeMap<String, Option<Arc<MeshLock>>>;

/// Both clocks at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub wall: Timestamp,
    /// How long the process is up. It never goes back.
    pub uptime: Duration,
}

impl Locks {
    /// The locks of a store that was just opened, each with a new lease.
    pub fn new(stored: BTreeMap<String, Arc<MeshLock>>, uptime: Duration) -> Self {
        let held = |lock: Arc<MeshLock>| Held { until: uptime + lease(&lock), lock };
        Self(stored.into_iter().map(|(mesh, lock)| (mesh, held(lock))).collect())
    }

    /// Does what is asked, and answers the locks that it is about.
    pub fn apply(
        &mut self,
        call: LockCall,
        now: Moment,
        changed: &mut ChangedLocks,
    ) -> Result<Vec<LockView>, ApiError> {
        match call {
            LockCall::List => {
                Ok(self.0.iter().map(|(mesh, held)| held.view(mesh, now.uptime)).collect())
            }
            LockCall::Show { mesh } => Ok(vec![self.held(&mesh)?.view(&mesh, now.uptime)]),
            LockCall::Take { mesh, token, holder, lease } => {
                self.check_free(&mesh, &token, now.uptime)?;
                let lease_ms = u64::try_from(lease.as_millis()).unwrap_or(u64::MAX);
                let before = self.0.get(&mesh).filter(|held| held.lock.token == token);
                let since = before.map_or(now.wall, |held| held.lock.since);
                let lock = Arc::new(MeshLock { token, holder, since, lease_ms });
                changed.insert(mesh.clone(), Some(Arc::clone(&lock)));
                let held = Held { lock, until: now.uptime + lease };
                let view = held.view(&mesh, now.uptime);
                self.0.insert(mesh, held);
                Ok(vec![view])
            }
            LockCall::Renew { mesh, token } => {
                self.check_own(&mesh, &token, now.uptime)?;
                let held = self.0.get_mut(&mesh).ok_or_else(|| missing(&mesh))?;
                held.until = now.uptime + lease(&held.lock);
                Ok(vec![held.view(&mesh, now.uptime)])
            }
            LockCall::Release { mesh, token } => {
                self.check_own(&mesh, &token, now.uptime)?;
                self.remove(&mesh, now, changed)
            }
            LockCall::Break { mesh } => self.remove(&mesh, now, changed),
        }
    }

    fn remove(
        &mut self,
        mesh: &str,
        now: Moment,
        changed: &mut ChangedLocks,
    ) -> Result<Vec<LockView>, ApiError> {
        let held = self.0.remove(mesh).ok_or_else(|| missing(mesh))?;
        changed.insert(mesh.to_owned(), None);
        Ok(vec![held.view(mesh, now.uptime)])
    }

    /// That a write to these meshes may go on.
    pub fn check<'a>(
        &self,
        fence: &Fence,
        meshes: impl Iterator<Item = &'a str>,
        uptime: Duration,
    ) -> Result<(), ApiError> {
        let is_own = |held: &Held| fence.tokens.contains(&held.lock.token);
        let lost =
            fence.tokens.iter().any(|token| !self.0.values().any(|held| held.lock.token == *token));
        for mesh in meshes {
            if let Some(held) = self.0.get(mesh).filter(|held| !is_own(held))
                && (lost || held.until > uptime)
            {
                return Err(locked(held.view(mesh, uptime)));
            }
        }
        if lost { Err(no_longer_held()) } else { Ok(()) }
    }

    /// That nobody else holds the lock on a lease that goes on.
    fn check_free(&self, mesh: &str, token: &str, uptime: Duration) -> Result<(), ApiError> {
        match self.0.get(mesh) {
            Some(held) if held.lock.token != token && held.until > uptime => {
                Err(locked(held.view(mesh, uptime)))
            }
            _ => Ok(()),
        }
    }

    fn check_own(&self, mesh: &str, token: &str, uptime: Duration) -> Result<(), ApiError> {
        let held = self.held(mesh)?;
        if held.lock.token == token { Ok(()) } else { Err(locked(held.view(mesh, uptime))) }
    }

    fn held(&self, mesh: &str) -> Result<&Held, ApiError> {
        self.0.get(mesh).ok_or_else(|| missing(mesh))
    }
}

impl Held {
    fn view(&self, mesh: &str, uptime: Duration) -> LockView {
        let MeshLock { holder, since, lease_ms, .. } = &*self.lock;
        // Rounded up, so that zero means that the lease ran out.
        let left = self.until.saturating_sub(uptime).as_millis().div_ceil(1000);
        LockView {
            mesh: mesh.to_owned(),
            holder: holder.clone(),
            since: *since,
            lease_seconds: lease_ms / 1000,
            expires_in_seconds: u64::try_from(left).unwrap_or(u64::MAX),
        }
    }
}

fn lease(lock: &MeshLock) -> Duration {
    Duration::from_millis(lock.lease_ms)
}

fn locked(view: LockView) -> ApiError {
    let LockHolder { user, host, pid, .. } = &view.holder;
    let message = format!(
        "the lock of the mesh `{}` is held by {user}@{host} (process {pid}) since {}",
        view.mesh, view.since
    );
    ApiError { lock: Some(Box::new(view)), ..ApiError::new(ErrorKind::Locked, message) }
}

fn missing(mesh: &str) -> ApiError {
    ApiError::not_found(format!("nobody holds the lock of the mesh `{mesh}`"))
}

fn no_longer_held() -> ApiError {
    let message =
        "the lock under which this was sent is no longer held: it was broken, or given back";
    ApiError::new(ErrorKind::PreconditionFailed, message)
}
