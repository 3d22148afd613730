//! What is heard of a rollout while it is watched, wherever its driver is.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinHandle};
use tokio::time::Instant;

use crate::cli::error::{Error, classify};
use crate::cli::exit::Exit;
use crate::client::{Client, ClientError, Failure, TransportError};
use crate::drive::driver::{Ended, Reins};
use crate::drive::tags::{self, Holder, TagsError, journal, lease};
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{OnLoss, RouteRef};
use crate::rollout::state::{Phase, State};

/// How often a record in tags is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often it must be seen without a driver before that is said: somebody may just take it over.
const LOOKS: u32 = 3;
/// How long a driver of this process may take to leave.
const LEAVING: Duration = Duration::from_secs(10);
/// The same where its control plane does not answer.
const LEAVING_SILENT: Duration = Duration::from_secs(1);

/// How long a control plane may answer nothing at all before it is asked anew.
const UNANSWERED: Duration = Duration::from_secs(30);

/// Something that is being said to a rollout; it ends with what was announced about it.
pub type Saying = Pin<Box<dyn Future<Output = Result<Vec<Entry>, Deaf>> + Send>>;

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
    /// What came and was not handed on yet.
    pub unheard: Vec<Entry>,
    pub task: Option<JoinHandle<Ended>>,
    pub who: String,
    /// Leads to where its place is.
    pub client: Arc<Client>,
}

/// A rollout that a driver elsewhere drives, and whose record is in tags.
pub struct Tagged {
    pub client: Arc<Client>,
    pub route: RouteRef,
    pub id: String,
    pub journals: Option<PathBuf>,
    pub after: u64,
    pub driver: Option<String>,
    /// Whether that was a process of this machine that had ended by then.
    pub is_dead: bool,
    /// This process, for others.
    pub here: Holder,
    /// How many looks in a row found no driver.
    pub without: u32,
    /// The lock's owner and beat as they were last seen to change, and when.
    pub beat: Option<((String, u64), Instant)>,
}

/// What is new.
#[derive(Debug)]
pub struct Heard {
    pub entries: Vec<Entry>,
    pub state: State,
    pub driver: Option<String>,
    /// Who took the rollout over from this process.
    pub taken_by: Option<String>,
    /// Whether nobody drives it any more.
    pub is_left: bool,
    /// How its driver in this process ended, where that was without an end of the rollout.
    pub cut: Cut,
}

/// What is left open of a rollout that a driver in this process had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Nothing,
    /// The driver has not ended, though the way back failed: it may still be kept.
    Ending,
    /// The way back failed, and not even that could be kept.
    Lost,
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
        let client = self.client();
        let heard = Box::pin(async {
            match self {
                Self::Server(server) => server.next(wait).await,
                Self::Driver(driver) => Ok(driver.next(wait).await),
                Self::Tags(tagged) => tagged.next(wait).await,
            }
        });
        // A driver of this process is heard in any case.
        let patience = wait + UNANSWERED;
        client.while_it_answers(patience, heard).await.unwrap_or_else(|| {
            let source = TransportError::TimedOut(patience);
            let failure = Failure::NoAnswer { sent: true, source };
            Err(ClientError::new("hear of the rollout".to_owned(), failure).into())
        })
    }

    fn client(&self) -> Arc<Client> {
        Arc::clone(match self {
            Self::Server(server) => &server.client,
            Self::Driver(driver) => &driver.client,
            Self::Tags(tagged) => &tagged.client,
        })
    }

    /// Says what somebody wants; answers what was announced about it.
    pub async fn wish(&mut self, wish: &Wish) -> Result<Vec<Entry>, Deaf> {
        self.say(wish).await
    }

    /// The same, for somebody who minds other things meanwhile.
    pub fn say(&self, wish: &Wish) -> Saying {
        match self {
            Self::Server(server) => {
                let (client, id) = (Arc::clone(&server.client), server.id.clone());
                let (wish, by) = (wish.clone(), server.by.clone());
                Box::pin(async move { Ok(client.wish(&id, &wish, &by).await?) })
            }
            Self::Driver(driver) => {
                let (reins, wish) = (driver.reins.clone(), wish.clone().by(&driver.who));
                Box::pin(async move { Ok(reins.wish(wish).await.unwrap_or_default()) })
            }
            Self::Tags(_) => Box::pin(std::future::ready(Err(Deaf::ForGood(Error::new(
                Exit::Refused,
                "another process drives the rollout; it can only be taken over",
            ))))),
        }
    }

    /// Whether its control plane has stopped to answer.
    pub fn is_silent(&self) -> bool {
        self.client().is_silent()
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
            let client = Arc::clone(&driver.client);
            let left = async {
                driver.reins.leave().await;
                if let Some(task) = driver.task {
                    // A driver that failed has nothing to leave.
                    let _ = task.await;
                }
            };
            let given_up = async {
                let began = Instant::now();
                let is_over = |patience| began.elapsed() >= patience;
                while !(is_over(LEAVING) || client.is_silent() && is_over(LEAVING_SILENT)) {
                    tokio::time::sleep(LEAVING_SILENT / 4).await;
                }
            };
            // What was not answered until then is for the next driver to find out.
            tokio::select! {
                () = left => {}
                () = given_up => {}
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
        // What was announced since is heard next, with a record that knows of it.
        entries.retain(|entry| entry.seq <= record.state.announced);
        self.after = entries.last().map_or(self.after, |entry| entry.seq);
        Ok(Heard {
            entries,
            state: record.state,
            driver: record.driver,
            taken_by: None,
            is_left: false,
            cut: Cut::Nothing,
        })
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
    /// Nothing that came is lost where this is not waited for.
    async fn next(&mut self, wait: Duration) -> Heard {
        let task = self.task.as_mut();
        let ended = async {
            match task {
                Some(task) => task.await,
                None => std::future::pending().await,
            }
        };
        let ended = tokio::select! {
            biased;
            Some(entry) = self.heard.recv() => {
                self.unheard.push(entry);
                None
            }
            ended = ended => Some(ended),
            () = tokio::time::sleep(wait) => None,
        };
        let (mut taken_by, mut cut) = (None, Cut::Nothing);
        let state = self.reins.state().borrow().clone();
        let ended = match ended {
            None if state.is_over() => self.settled().await,
            ended => ended,
        };
        match ended {
            Some(ended) => {
                self.task = None;
                match ended {
                    Ok(Ended::Fenced { by }) => taken_by = Some(by),
                    Ok(Ended::Lost(_)) => cut = Cut::Lost,
                    _ => {}
                }
            }
            None if self.task.is_some() && matches!(state.phase, Phase::RollbackFailed { .. }) => {
                cut = Cut::Ending;
            }
            None => {}
        }
        while let Ok(entry) = self.heard.try_recv() {
            self.unheard.push(entry);
        }
        let entries = std::mem::take(&mut self.unheard);
        let state = self.reins.state().borrow().clone();
        Heard { entries, state, driver: Some(self.who.clone()), taken_by, is_left: false, cut }
    }

    /// Waits for the driver of a rollout that is over: what is left to give back is under way.
    async fn settled(&mut self) -> Option<Result<Ended, JoinError>> {
        tokio::time::timeout(LOOK, self.task.as_mut()?).await.ok()
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
        let is_left = self.has_no_driver().await?;
        self.without = if is_left { self.without + 1 } else { 0 };
        // Only the machine that drives it has the journal.
        let known = self.journals.as_ref().and_then(|folder| journal::read(folder, &self.id).ok());
        let entries: Vec<Entry> =
            known.unwrap_or_default().into_iter().filter(|entry| entry.seq > self.after).collect();
        self.after = entries.last().map_or(self.after, |entry| entry.seq);
        Ok(Heard {
            entries,
            state: record.state,
            driver: self.driver.clone(),
            taken_by: None,
            is_left: self.without >= LOOKS,
            cut: Cut::Nothing,
        })
    }

    /// Whether whoever had the lock gave it back, has ended, or has been silent for twice its time.
    async fn has_no_driver(&mut self) -> Result<bool, Deaf> {
        let found = match lease::find(&self.client, &self.route).await {
            Ok(found) => found.filter(|found| found.rollout == self.id),
            Err(TagsError::Client(error)) => return Err(error.into()),
            Err(error) => return Err(Deaf::ForGood(error.into())),
        };
        self.driver =
            found.as_ref().map(|found| found.standing(&self.here, jiff::Timestamp::now()));
        let Some(found) = found else { return Ok(true) };
        let is_dead = found.is_dead(&self.here);
        let silence = found.ttl * 2;
        let now = (found.owner, found.beat);
        match &self.beat {
            Some((before, since)) if *before == now => Ok(is_dead || since.elapsed() > silence),
            _ => {
                self.beat = Some((now, Instant::now()));
                Ok(is_dead)
            }
        }
    }
}

#[cfg(test)]
mod tests;
