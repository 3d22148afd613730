//! Drives every rollout of a store, in the process that holds it: those that are under way at once,
//! the others when somebody wants something of them.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{Stream, StreamExt as _};
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio::task::{Id, JoinError, JoinHandle, JoinSet};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use crate::client::Client;
use crate::drive::driver::{Driver, Ended, Reins, Surroundings};
use crate::drive::evidence::Evidence;
use crate::drive::hooks::Hooks;
use crate::drive::plane::PlanePlace;
use crate::model::ResourceId;
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::rollout::state::{Phase, State};
use crate::server::Plane;
use crate::server::plane::drivers::Wanted;
use crate::server::plane::events::Lagged;
use crate::store::{EventKind, Transaction};

/// How long to wait before what could not be finished is tried again.
const AGAIN: Duration = Duration::from_mins(1);
/// How many drivers may end before they hear a wish.
const DEAF_MAX: u32 = 20;
/// How long drivers may take to leave.
const LEAVING: Duration = Duration::from_secs(5);

/// What drivers work with besides the place.
pub trait Means: Send + 'static {
    type Evidence: Evidence;
    type Hooks: Hooks;

    fn evidence(&self, state: &State) -> Self::Evidence;
    fn hooks(&self, state: &State) -> Self::Hooks;
    /// Whether traffic may be moved towards the canary at a time.
    fn windows(&self, state: &State) -> Box<dyn Fn(Timestamp) -> bool + Send + Sync>;
}

/// The way to a keeper. Without it the keeper goes on by itself.
#[derive(Debug)]
pub struct Keeping {
    orders: mpsc::Sender<Leave>,
    task: JoinHandle<()>,
}

/// An order to leave all rollouts as they are.
#[derive(Debug)]
struct Leave;

impl Keeping {
    /// Leaves all rollouts as they are, for whoever holds the store next.
    pub async fn leave(self) {
        let _ = self.orders.send(Leave).await;
        // One that failed has said so on its own.
        let _ = self.task.await;
    }
}

/// Drives the rollouts of one plane.
struct Keeper<M> {
    plane: Plane,
    /// Leads into the plane, and knows its proxies.
    client: Arc<Client>,
    means: M,
    running: BTreeMap<String, Running>,
    drivers: JoinSet<Ended>,
    /// Which rollout a driver's task is for.
    tasks: BTreeMap<Id, String>,
    /// Those that could not be finished, and when to try again.
    again: BTreeMap<String, Instant>,
    /// Those that a driver outside of this process has, and the number that it wrote.
    foreign: BTreeMap<String, u64>,
    /// Wishes that came just when their driver ended.
    late: (mpsc::UnboundedSender<Late>, mpsc::UnboundedReceiver<Late>),
}

/// A wish that its driver did not hear any more.
struct Late {
    wanted: Wanted,
    /// How many drivers ended before they heard it.
    times: u32,
}

/// A driver that runs.
struct Running {
    reins: Reins,
    routes: Vec<ResourceId>,
}

/// Begins to drive the rollouts of a plane. The client leads into that plane.
pub fn keep<M: Means>(plane: &Plane, client: Arc<Client>, means: M) -> Keeping {
    let (orders, received) = mpsc::channel(4);
    let wishes = plane.keep_rollouts();
    let keeper = Keeper {
        plane: plane.clone(),
        client,
        means,
        running: BTreeMap::new(),
        drivers: JoinSet::new(),
        tasks: BTreeMap::new(),
        again: BTreeMap::new(),
        foreign: BTreeMap::new(),
        late: mpsc::unbounded_channel(),
    };
    Keeping { orders, task: tokio::spawn(keeper.run(wishes, received)) }
}

type Events = Pin<Box<dyn Stream<Item = Result<Arc<Transaction>, Lagged>> + Send>>;

impl<M: Means> Keeper<M> {
    async fn run(mut self, mut wishes: mpsc::Receiver<Wanted>, mut orders: mpsc::Receiver<Leave>) {
        let mut rollouts = self.plane.watch_rollouts();
        let mut events = self.events();
        self.start_all();
        loop {
            let next = self.again.values().min().copied();
            let rest = async {
                match next {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                Ok(()) = rollouts.changed() => self.start_all(),
                Some(wanted) = wishes.recv() => self.tell(Late { wanted, times: 0 }),
                Some(late) = self.late.1.recv() => self.tell(late),
                event = events.next() => match event {
                    Some(Ok(transaction)) => self.look(&transaction),
                    // What was missed is found at the next interval of each rollout.
                    Some(Err(Lagged)) => events = self.events(),
                    None => events = Box::pin(futures_util::stream::pending()),
                },
                Some(ended) = self.drivers.join_next_with_id() => self.ended(ended),
                Some(Leave) = orders.recv() => return self.leave().await,
                () = rest => self.try_again(),
            }
        }
    }

    fn events(&self) -> Events {
        match self.plane.events_from(None) {
            Ok(events) => Box::pin(events),
            Err(error) => {
                tracing::warn!(%error, "changes of routes are only seen at intervals");
                Box::pin(futures_util::stream::pending())
            }
        }
    }

    /// Drives whatever needs it and is not driven.
    fn start_all(&mut self) {
        let rollouts = self.plane.rollouts();
        for record in rollouts.iter() {
            let id = &record.state.id;
            let is_foreign = self.foreign.get(id) == Some(&record.number);
            let waits = self.again.contains_key(id) || self.running.contains_key(id) || is_foreign;
            if record.needs_driver() && !waits {
                self.start(record, None);
            } else if is_failed(record) && !waits {
                // Found when the store was opened: nobody has tried since.
                self.again.insert(id.clone(), Instant::now() + AGAIN);
            }
        }
    }

    /// Starts a driver. A wish is heard before anything else happens.
    fn start(&mut self, record: &RolloutRecord, first: Option<Late>) {
        let state = record.state.clone();
        let id = state.id.clone();
        self.again.remove(&id);
        self.foreign.remove(&id);
        let name = format!("process {} ({})", std::process::id(), Uuid::new_v4().simple());
        let (plane, lease, watched) = (self.plane.clone(), state.spec.lease, id.clone());
        let watched = Box::new(move || lease.freshness(plane.watcher_silence(&watched)));
        let surroundings = Surroundings {
            place: PlanePlace::new(Arc::clone(&self.client), record, name, watched),
            evidence: self.means.evidence(&state),
            hooks: self.means.hooks(&state),
            is_open: self.means.windows(&state),
            audience: Box::new(|state: &State, entry| {
                let (rollout, name) = (&state.id, &state.spec.name);
                let event = entry.announcement.kind();
                tracing::info!(rollout, name, seq = entry.seq, event, "rollout");
            }),
        };
        let routes = state.routes.iter().map(|route| route.route.id()).collect();
        let (driver, reins) = Driver::new(state, surroundings);
        let (told, late) = (reins.clone(), self.late.0.clone());
        let task = self.drivers.spawn(async move {
            let wish = async {
                if let Some(first) = first {
                    tell(told, first, late).await;
                }
            };
            // In this order the wish waits for the driver before the driver looks around.
            let ((), ended) = tokio::join!(wish, driver.run(None));
            ended
        });
        self.tasks.insert(task.id(), id.clone());
        self.running.insert(id, Running { reins, routes });
    }

    fn tell(&mut self, late: Late) {
        let Wanted { id, wish, by, .. } = &late.wanted;
        tracing::info!(rollout = id, by, ?wish, "a wish");
        if let Some(running) = self.running.get(id) {
            tokio::spawn(tell(running.reins.clone(), late, self.late.0.clone()));
            return;
        }
        match self.plane.rollouts().get(id) {
            _ if late.times > DEAF_MAX => {
                answer(late.wanted, Err("no driver could be told; look at the log".to_owned()));
            }
            Some(record) => self.start(record, Some(late)),
            None => answer(late.wanted, Err("the rollout is not known any more".to_owned())),
        }
    }

    /// Has the rollouts look at once whose routes were changed.
    fn look(&self, transaction: &Transaction) {
        let changed = transaction.events.iter().filter(|event| event.kind != EventKind::Tagged);
        for event in changed {
            let has = |running: &&Running| running.routes.contains(&event.id);
            for running in self.running.values().filter(has) {
                running.reins.look();
            }
        }
    }

    fn ended(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let (task, ended) = match ended {
            Ok((task, ended)) => (task, Some(ended)),
            Err(error) => {
                tracing::error!(%error, "a driver failed");
                (error.id(), None)
            }
        };
        let Some(id) = self.tasks.remove(&task) else { return };
        self.running.remove(&id);
        let needs_more = |record: &RolloutRecord| is_failed(record) || record.needs_driver();
        match ended {
            Some(Ended::Fenced { by }) => {
                tracing::warn!(rollout = id, by, "another driver has the rollout");
                let number = self.plane.rollouts().get(&id).map_or(0, |record| record.number);
                self.foreign.insert(id, number);
            }
            Some(Ended::Left(_)) => {}
            Some(Ended::Over(_) | Ended::Lost(_)) | None => {
                if self.plane.rollouts().get(&id).is_some_and(|record| needs_more(record)) {
                    self.again.insert(id, Instant::now() + AGAIN);
                }
            }
        }
    }

    /// Tries again what could not be finished: a way back goes on as it was begun.
    fn try_again(&mut self) {
        let now = Instant::now();
        let due: Vec<String> =
            self.again.iter().filter(|(_, at)| **at <= now).map(|(id, _)| id.clone()).collect();
        for id in due {
            self.again.remove(&id);
            let Some(record) = self.plane.rollouts().get(&id).cloned() else { continue };
            let record = RolloutRecord::clone(&record).back_again();
            if record.needs_driver() {
                self.start(&record, None);
            }
        }
    }

    async fn leave(mut self) {
        for running in self.running.values() {
            running.reins.leave().await;
        }
        let all = async { while self.drivers.join_next().await.is_some() {} };
        if tokio::time::timeout(LEAVING, all).await.is_err() {
            tracing::warn!("a driver did not leave in time; the next one finds out where it was");
        }
    }
}

/// Tells a driver what somebody wants. If the driver ends meanwhile, the keeper hears of it again.
async fn tell(reins: Reins, wish: Late, late: mpsc::UnboundedSender<Late>) {
    let Late { wanted, times } = wish;
    match reins.wish(wanted.wish.clone().by(&wanted.by)).await {
        Some(entries) => answer(wanted, Ok(entries)),
        None => {
            // Without a keeper nobody waits for the answer either.
            let _ = late.send(Late { wanted, times: times + 1 });
        }
    }
}

fn answer(wanted: Wanted, told: Result<Vec<Entry>, String>) {
    // Whoever went away does not want to know.
    let _ = wanted.reply.send(told);
}

fn is_failed(record: &RolloutRecord) -> bool {
    record.superseded.is_none() && matches!(record.state.phase, Phase::RollbackFailed { .. })
}

#[cfg(test)]
mod tests;
