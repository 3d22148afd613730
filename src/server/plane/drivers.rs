//! The way from the API to whoever drives the rollouts of this plane, and how long their watchers
//! have been silent.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::Hook;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::rollouts::Rollouts;
use crate::server::plane::{Plane, held, writer};

/// How many wishes may wait for the keeper.
const QUEUE: usize = 64;
/// How long a driver may take to say what it makes of a wish.
const PATIENCE: Duration = Duration::from_secs(20);

/// What somebody wants of a rollout.
#[derive(Debug)]
pub struct Wanted {
    pub id: String,
    pub wish: Wish,
    /// Who wants it.
    pub by: String,
    /// What was announced about it, or why no driver could be asked.
    pub reply: oneshot::Sender<Result<Vec<Entry>, String>>,
}

/// Says what keeps hooks from being called in this process.
pub type HookCheck = Box<dyn Fn(&[Hook]) -> Vec<String> + Send + Sync>;

/// Whoever drives the rollouts, and when each was last heard to be watched.
pub struct Drivers {
    keeper: Mutex<Option<mpsc::Sender<Wanted>>>,
    opened: Instant,
    watched: Mutex<BTreeMap<String, Instant>>,
    /// Whether whoever reaches this machine may have programs run as hooks.
    programs: AtomicBool,
    /// Known to whoever calls them.
    hook_check: OnceLock<HookCheck>,
}

impl fmt::Debug for Drivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drivers").field("programs", &self.programs).finish_non_exhaustive()
    }
}

impl Default for Drivers {
    fn default() -> Self {
        Self {
            keeper: Mutex::default(),
            opened: Instant::now(),
            watched: Mutex::default(),
            programs: AtomicBool::new(false),
            hook_check: OnceLock::new(),
        }
    }
}

impl Plane {
    /// All rollouts as they are.
    pub fn rollouts(&self) -> Rollouts {
        self.shared.rollouts.borrow().clone()
    }

    /// Follows the rollouts.
    pub fn watch_rollouts(&self) -> watch::Receiver<Rollouts> {
        self.shared.rollouts.subscribe()
    }

    /// What a rollout announced after a number. Reads the store.
    pub fn rollout_entries(
        &self,
        id: &str,
        after: u64,
        max: usize,
    ) -> Result<Vec<Entry>, ApiError> {
        let entries = self.shared.store.rollout_entries(id, after, max);
        entries.map_err(|error| writer::refusal(&error))
    }

    /// Makes the caller the one who drives all rollouts from now on.
    pub fn keep_rollouts(&self) -> mpsc::Receiver<Wanted> {
        let (sender, wishes) = mpsc::channel(QUEUE);
        *held(&self.shared.drivers.keeper) = Some(sender);
        wishes
    }

    /// Lets rollouts that are started over TCP have programs run as hooks.
    pub fn allow_hook_programs(&self) {
        self.shared.drivers.programs.store(true, Ordering::Relaxed);
    }

    pub fn allows_hook_programs(&self) -> bool {
        self.shared.drivers.programs.load(Ordering::Relaxed)
    }

    /// Lets new rollouts be refused whose hooks could not be called. The first check stays.
    pub fn check_hooks_by(&self, check: HookCheck) {
        let _ = self.shared.drivers.hook_check.set(check);
    }

    /// What keeps hooks from being called here, in words.
    pub fn hook_problems(&self, hooks: &[Hook]) -> Vec<String> {
        let check = self.shared.drivers.hook_check.get();
        check.map(|check| check(hooks)).unwrap_or_default()
    }

    /// Tells the driver of a rollout what somebody wants, and answers what it announced.
    pub async fn wish(&self, id: &str, wish: Wish, by: String) -> Result<Vec<Entry>, ApiError> {
        let record = self.rollouts().existing(id)?.clone();
        if let Some(other) = &record.superseded {
            let message = format!("the rollout `{id}` is over, and `{other}` has its routes now");
            return Err(ApiError::new(ErrorKind::Conflict, message));
        }
        let nobody = || {
            let message = format!(
                "nothing drives the rollout `{id}` in this process; `weir serve` on this data \
                 directory does"
            );
            ApiError::new(ErrorKind::Conflict, message)
        };
        let keeper = held(&self.shared.drivers.keeper).clone().ok_or_else(nobody)?;
        let (reply, answer) = oneshot::channel();
        let wanted = Wanted { id: id.to_owned(), wish, by, reply };
        keeper.send(wanted).await.map_err(|_| nobody())?;
        match tokio::time::timeout(PATIENCE, answer).await {
            Ok(Ok(Ok(entries))) => Ok(entries),
            Ok(Ok(Err(why))) => Err(ApiError::new(ErrorKind::Conflict, why)),
            Ok(Err(_)) => Err(nobody()),
            Err(_) => {
                let message = "the driver was told, and has not answered yet";
                Err(ApiError::new(ErrorKind::RequestTimeout, message))
            }
        }
    }

    /// Notes that somebody is about to start a rollout.
    pub fn note_start(&self, id: &str) {
        held(&self.shared.drivers.watched).insert(id.to_owned(), Instant::now());
    }

    /// Forgets a rollout that was not started.
    pub fn forget_start(&self, id: &str) {
        if self.rollouts().existing(id).is_err() {
            held(&self.shared.drivers.watched).remove(id);
        }
    }

    /// Notes that somebody watches a rollout.
    pub fn note_watcher(&self, id: &str) -> Result<RolloutRecord, ApiError> {
        let record = RolloutRecord::clone(self.rollouts().existing(id)?);
        held(&self.shared.drivers.watched).insert(id.to_owned(), Instant::now());
        Ok(record)
    }

    /// How long nobody has said that a rollout is watched. It counts anew in each process, since
    /// nobody could say so while there was none.
    pub fn watcher_silence(&self, id: &str) -> Duration {
        let watched = held(&self.shared.drivers.watched).get(id).copied();
        watched.unwrap_or(self.shared.drivers.opened).elapsed()
    }
}
