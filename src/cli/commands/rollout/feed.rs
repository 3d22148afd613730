//! What is heard of a rollout while it is watched, wherever its driver is.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::cli::error::{Error, classify};
use crate::cli::exit::Exit;
use crate::client::{Client, ClientError};
use crate::drive::driver::{Ended, Reins};
use crate::drive::tags::{self, TagsError, journal};
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{OnLoss, RouteRef};
use crate::rollout::state::State;

/// How often a record in tags is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// A way to hear of a rollout, and to tell it something.
pub enum Feed {
    Server(Server),
    Driver(Box<OwnDriver>),
    Tags(Tagged),
}

/// A rollout that a control plane drives.
pub struct Server {
    pub client: Arc<Client>,
    pub id: String,
    /// Whose wishes they are.
    pub by: String,
    /// The number of the last entry that was heard.
    pub after: u64,
    /// When somebody last said that it is watched.
    pub renewed: Option<Instant>,
}

/// A rollout that a driver in this process drives.
pub struct OwnDriver {
    pub reins: Reins,
    pub heard: mpsc::UnboundedReceiver<Entry>,
    pub task: Option<JoinHandle<Ended>>,
    pub who: String,
}

/// A rollout that a driver elsewhere drives, and whose record is in tags.
pub struct Tagged {
    pub client: Arc<Client>,
    pub route: RouteRef,
    pub id: String,
    pub journals: Option<PathBuf>,
    pub after: u64,
    pub driver: Option<String>,
}

/// What is new.
#[derive(Debug)]
pub struct Heard {
    pub entries: Vec<Entry>,
    pub state: State,
    pub driver: Option<String>,
    /// Who took the rollout over from this process.
    pub taken_by: Option<String>,
}

/// Why nothing could be heard.
#[derive(Debug)]
pub enum Deaf {
    /// It may be better a moment later.
    ForNow(ClientError),
    ForGood(Error),
}

impl From<ClientError> for Deaf {
    fn from(error: ClientError) -> Self {
        let passes = classify(&error.failure).0 == Exit::ControlPlane;
        if passes { Self::ForNow(error) } else { Self::ForGood(error.into()) }
    }
}

impl Feed {
    /// Waits until something is heard, or the time is over.
    pub async fn next(&mut self, wait: Duration) -> Result<Heard, Deaf> {
        match self {
            Self::Server(server) => server.next(wait).await,
            Self::Driver(driver) => Ok(driver.next(wait).await),
            Self::Tags(tagged) => tagged.next(wait).await,
        }
    }

    /// Says what somebody wants; answers what was announced about it.
    pub async fn wish(&mut self, wish: &Wish) -> Result<Vec<Entry>, Deaf> {
        match self {
            Self::Server(server) => Ok(server.client.wish(&server.id, wish, &server.by).await?),
            Self::Driver(driver) => {
                Ok(driver.reins.wish(wish.clone().by(&driver.who)).await.unwrap_or_default())
            }
            Self::Tags(_) => Err(Deaf::ForGood(Error::new(
                Exit::Refused,
                "another process drives the rollout; it can only be taken over",
            ))),
        }
    }

    /// Hears from that client from now on; answers from whom it heard before.
    pub fn turn_to(&mut self, client: Arc<Client>) -> Option<Arc<Client>> {
        match self {
            Self::Server(server) => Some(std::mem::replace(&mut server.client, client)),
            _ => None,
        }
    }

    /// Whether the rollout goes on if nobody listens any more.
    pub fn goes_on(&self) -> bool {
        !matches!(self, Self::Driver(_))
    }

    /// Ends the driver of this process, if there is one, and leaves the rollout as it is.
    pub async fn leave(self) {
        if let Self::Driver(driver) = self {
            driver.reins.leave().await;
            if let Some(task) = driver.task {
                // A driver that failed has nothing to leave.
                let _ = task.await;
            }
        }
    }
}

impl Server {
    async fn next(&mut self, wait: Duration) -> Result<Heard, Deaf> {
        let mut entries = self.client.rollout_entries(&self.id, self.after, wait).await?;
        let record = match self.renewed {
            Some(renewed) if renewed.elapsed() < RENEWAL_MIN => {
                self.client.rollout(&self.id).await?
            }
            _ => self.renew().await?,
        };
        // The record may be newer than what was heard before it.
        while entries.last().map_or(self.after, |entry| entry.seq) < record.state.announced {
            let after = entries.last().map_or(self.after, |entry| entry.seq);
            let more = self.client.rollout_entries(&self.id, after, Duration::ZERO).await?;
            if more.is_empty() {
                break;
            }
            entries.extend(more);
        }
        self.after = entries.last().map_or(self.after, |entry| entry.seq);
        Ok(Heard { entries, state: record.state, driver: record.driver, taken_by: None })
    }

    /// Says that the rollout is watched, where that matters.
    async fn renew(&mut self) -> Result<crate::rollout::record::RolloutRecord, ClientError> {
        let record = self.client.rollout(&self.id).await?;
        if record.state.spec.lease.on_loss == OnLoss::Continue || record.state.is_over() {
            return Ok(record);
        }
        let record = self.client.renew_watch(&self.id).await?;
        self.renewed = Some(Instant::now());
        Ok(record)
    }
}

/// How often it is said at most that a rollout is watched; leases are longer than four times that.
const RENEWAL_MIN: Duration = Duration::from_secs(2);

impl OwnDriver {
    async fn next(&mut self, wait: Duration) -> Heard {
        let mut entries = Vec::new();
        let mut taken_by = None;
        let ended = async {
            match &mut self.task {
                Some(task) => task.await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            Some(entry) = self.heard.recv() => entries.push(entry),
            ended = ended => {
                self.task = None;
                if let Ok(Ended::Fenced { by }) = ended {
                    taken_by = Some(by);
                }
            }
            () = tokio::time::sleep(wait) => {}
        }
        while let Ok(entry) = self.heard.try_recv() {
            entries.push(entry);
        }
        let mut state = self.reins.state().borrow().clone();
        if state.is_over() && self.task.is_some() {
            // What is left to give back is still under way.
            state = self.settled(&mut entries, &mut taken_by).await;
        }
        Heard { entries, state, driver: Some(self.who.clone()), taken_by }
    }

    /// Waits for the driver of a rollout that is over.
    async fn settled(&mut self, entries: &mut Vec<Entry>, taken_by: &mut Option<String>) -> State {
        if let Some(task) = &mut self.task {
            match tokio::time::timeout(LOOK, task).await {
                Ok(Ok(Ended::Fenced { by })) => {
                    *taken_by = Some(by);
                    self.task = None;
                }
                Ok(_) => self.task = None,
                Err(_) => {}
            }
        }
        while let Ok(entry) = self.heard.try_recv() {
            entries.push(entry);
        }
        self.reins.state().borrow().clone()
    }
}

impl Tagged {
    async fn next(&mut self, wait: Duration) -> Result<Heard, Deaf> {
        tokio::time::sleep(wait.min(LOOK)).await;
        let record = match tags::search(&self.client, &self.route).await {
            Ok(Some(record)) => record,
            Ok(None) => {
                let gone = TagsError::NotFound(self.id.clone());
                return Err(Deaf::ForGood(gone.into()));
            }
            Err(TagsError::Client(error)) => return Err(error.into()),
            Err(error) => return Err(Deaf::ForGood(error.into())),
        };
        // Only the machine that drives it has the journal.
        let known = self.journals.as_ref().and_then(|folder| journal::read(folder, &self.id).ok());
        let entries: Vec<Entry> =
            known.unwrap_or_default().into_iter().filter(|entry| entry.seq > self.after).collect();
        self.after = entries.last().map_or(self.after, |entry| entry.seq);
        let driver = self.driver.clone();
        Ok(Heard { entries, state: record.state, driver, taken_by: None })
    }
}
