//! The locks of a run: taken before its first write, kept while it goes on, given back at its end.

use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::cli::Ui;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::clock;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::runs::About;
use crate::cli::session::Session;
use crate::client::{Client, Failure, Fence, LockHolder, MeshLock};
use crate::diagnostic::Code;

/// How often a lock is renewed; its lease is 30 s.
const RENEW: Duration = Duration::from_secs(10);
/// How often a lock that somebody else holds is asked for.
const RETRY: Duration = Duration::from_millis(500);

/// The locks that a run holds; none where the control plane has no locks. Their token comes from the
/// run, so that it still has them when it is taken up again after it was killed.
#[derive(Debug)]
pub struct Locks {
    token: String,
    meshes: Vec<String>,
}

impl Locks {
    /// The locks that a run may have in these meshes.
    pub fn of(about: &About, meshes: Vec<String>) -> Self {
        Self { token: Uuid::new_v5(&about.uuid, b"lock").to_string(), meshes }
    }

    /// Takes the locks of these meshes, in the order of their names, so that two runs never wait
    /// for one another.
    pub async fn take(
        session: &Session,
        meshes: Vec<String>,
        about: &About,
        args: &CarryOutArgs,
        ui: &mut Ui,
    ) -> Result<Self, Error> {
        let mut locks = Self::of(about, Vec::new());
        if !session.client.capabilities().await?.locks {
            return Ok(locks);
        }
        if args.no_lock {
            session.client.set_fence(Fence::Any);
            return Ok(locks);
        }
        let holder = LockHolder {
            user: about.user.clone(),
            host: about.host.clone(),
            pid: about.pid,
            run: Some(about.id.clone()),
            message: about.message.clone(),
        };
        for mesh in meshes {
            if let Err(error) = locks.take_one(&session.client, &mesh, &holder, (args, ui)).await {
                locks.give_back(&session.client).await;
                return Err(error);
            }
            locks.meshes.push(mesh);
        }
        session.client.set_fence(Fence::Held(vec![locks.token.clone()]));
        Ok(locks)
    }

    async fn take_one(
        &self,
        client: &Client,
        mesh: &str,
        holder: &LockHolder,
        (args, ui): (&CarryOutArgs, &mut Ui),
    ) -> Result<(), Error> {
        let started = Instant::now();
        let mut told = false;
        loop {
            let error = match client.lock(mesh, &self.token, holder).await {
                Ok(()) => return Ok(()),
                Err(error) => error,
            };
            let Failure::Locked { lock, .. } = &error.failure else { return Err(error.into()) };
            if started.elapsed() >= args.lock_timeout {
                return Err(held(mesh, lock.as_deref()));
            }
            if !told {
                told = true;
                let who = lock.as_deref().map(who).unwrap_or_default();
                ui.status(&format!("waiting for the lock of the mesh {mesh}{who}"));
            }
            tokio::time::sleep(RETRY).await;
        }
    }

    /// Keeps the locks for as long as this is polled. Ends with the reason once one is lost.
    pub async fn keep(&self, client: &Client) -> String {
        if self.meshes.is_empty() {
            return std::future::pending().await;
        }
        loop {
            tokio::time::sleep(RENEW).await;
            for mesh in &self.meshes {
                match client.renew_lock(mesh, &self.token).await {
                    Err(error)
                        if error.is_not_found()
                            || matches!(error.failure, Failure::Locked { .. }) =>
                    {
                        return format!("the lock of the mesh {mesh} was broken by somebody else");
                    }
                    // Without an answer the lease may end; the writes carry the token and are
                    // refused then.
                    _ => {}
                }
            }
        }
    }

    /// Gives all of them back. A lock that cannot be given back ends with its lease.
    pub async fn give_back(&self, client: &Client) {
        if !client.capabilities().await.is_ok_and(|offered| offered.locks) {
            return;
        }
        for mesh in &self.meshes {
            let _ = client.unlock(mesh, &self.token).await;
        }
    }
}

/// The error of a mesh that somebody else has locked.
fn held(mesh: &str, lock: Option<&MeshLock>) -> Error {
    let who = lock.map(who).unwrap_or_default();
    let error = Error::new(Exit::Refused, format!("the mesh `{mesh}` is locked{who}"))
        .code(Code("C040"))
        .hint("wait for it with --lock-timeout 5m; nothing was changed");
    error.hint(format!("if that run is no more: weir lock break {mesh}"))
}

/// ` by ana@host (run R) for 12 s: MESSAGE`
pub fn who(lock: &MeshLock) -> String {
    let LockHolder { user, host, run, message, .. } = &lock.holder;
    let run = run.as_ref().map(|run| format!(" (run {run})")).unwrap_or_default();
    let message = message.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
    let seconds = (clock::now().millis() - lock.since.millis()).max(0) / 1000;
    format!(" by {user}@{host}{run} since {}, {seconds} s ago{message}", lock.since)
}
