//! One request, sent until it is answered: at its pace, signed, tried again, and counted.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Response, header};
use tokio::time::Instant;

use crate::client::Client;
use crate::client::answer;
use crate::client::error::{ClientError, Failure};
use crate::client::halt::Halt;
use crate::client::hidden;
use crate::client::identity::Learned;
use crate::client::pace::{Lane, Pace};
use crate::client::request::Call;
use crate::client::retry::{Decision, Retry};
use crate::client::silence::Silence;
use crate::model::Kind;

/// How many requests a client has under way at once, if nobody says.
pub const CONCURRENCY: usize = 16;

/// Whoever waits longer for a turn than this, all requests together, is told so once.
const WORTH_TELLING: Duration = Duration::from_secs(1);

/// How much a control plane is asked at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The most reads a second.
    pub reads: Option<f64>,
    /// The most writes a second.
    pub writes: Option<f64>,
    /// Whether these are mere guesses, which no `weir serve` needs.
    pub guessed: bool,
    pub concurrency: usize,
    /// How often a request is tried again, if somebody set it.
    pub retries: Option<usize>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { reads: None, writes: None, guessed: false, concurrency: CONCURRENCY, retries: None }
    }
}

/// What somebody who waits may want to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Notice {
    /// The control plane has had too many requests.
    Throttled { wait: Duration },
    /// Requests wait for their turn.
    Paced { lane: Lane, rate: f64 },
    /// The control plane's clock is so many seconds ahead of this one.
    Clock { ahead_s: i64 },
    /// The control plane does not know a kind of resource.
    Missing { kind: Kind },
}

/// Who is told.
pub type Listener = Arc<dyn Fn(Notice) + Send + Sync>;

/// How many requests were sent, and how long that took.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Requests {
    pub read: u64,
    pub write: u64,
    /// How many of them had been sent before.
    pub retried: u64,
    /// How many were refused because of too many.
    pub throttled: u64,
    /// From the first to the last answer.
    pub seconds: f64,
}

/// What a client remembers from one request to the next.
pub struct Traffic {
    began: Instant,
    lanes: Mutex<Lanes>,
    pub halt: Halt,
    pub listener: Option<Listener>,
    pub silence: Silence,
    missing: Mutex<BTreeSet<Kind>>,
    read: AtomicU64,
    write: AtomicU64,
    retried: AtomicU64,
    throttled: AtomicU64,
    first: AtomicU64,
    last: AtomicU64,
}

struct Lanes {
    read: Pace,
    write: Pace,
    waited: [Duration; 2],
    told_throttled: Option<Duration>,
}

impl Lanes {
    fn of(&mut self, lane: Lane) -> &mut Pace {
        match lane {
            Lane::Read => &mut self.read,
            Lane::Write => &mut self.write,
        }
    }
}

impl Traffic {
    pub fn new(limits: &Limits) -> Self {
        Self {
            began: Instant::now(),
            lanes: Mutex::new(Lanes {
                read: Pace::new(limits.reads),
                write: Pace::new(limits.writes),
                waited: [Duration::ZERO; 2],
                told_throttled: None,
            }),
            halt: Halt::default(),
            listener: None,
            silence: Silence::default(),
            missing: Mutex::default(),
            read: AtomicU64::new(0),
            write: AtomicU64::new(0),
            retried: AtomicU64::new(0),
            throttled: AtomicU64::new(0),
            first: AtomicU64::new(u64::MAX),
            last: AtomicU64::new(0),
        }
    }

    /// Lifts limits that were guessed.
    pub fn lift(&self) {
        let mut lanes = lock(&self.lanes);
        lanes.read.lift();
        lanes.write.lift();
    }

    pub fn requests(&self) -> Requests {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let millis = count(&self.last).saturating_sub(count(&self.first));
        Requests {
            read: count(&self.read),
            write: count(&self.write),
            retried: count(&self.retried),
            throttled: count(&self.throttled),
            seconds: Duration::from_millis(millis).as_secs_f64(),
        }
    }

    pub fn note_missing(&self, kind: Kind) {
        let is_new = lock(&self.missing).insert(kind);
        if is_new {
            self.tell(Notice::Missing { kind });
        }
    }

    pub fn missing(&self) -> BTreeSet<Kind> {
        lock(&self.missing).clone()
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn tell(&self, notice: Notice) {
        if let Some(listener) = &self.listener {
            listener(notice);
        }
    }

    /// Waits for a turn; answers when it came, or nothing if somebody asked to stop.
    async fn turn(&self, lane: Lane) -> Option<Duration> {
        loop {
            let (wait, notice) = {
                let mut lanes = lock(&self.lanes);
                let now = self.now();
                match lanes.of(lane).take(now) {
                    Ok(()) => return Some(now),
                    Err(wait) => (wait, lanes.notice(lane, wait)),
                }
            };
            if let Some(notice) = notice {
                self.tell(notice);
            }
            if !self.halt.sleep(wait).await {
                return None;
            }
        }
    }

    /// Slows down after a refusal.
    fn slow_down(&self, lane: Lane, sent: Duration, failure: &Failure) {
        self.throttled.fetch_add(1, Ordering::Relaxed);
        let mut lanes = lock(&self.lanes);
        let now = self.now();
        let rest = failure.retry_after();
        lanes.of(lane).refused(now, sent, rest);
        // Who asks for a rest means all requests.
        if rest.is_some() {
            let other = if lane == Lane::Read { Lane::Write } else { Lane::Read };
            lanes.of(other).rest(now, rest);
        }
    }

    fn tell_throttled(&self, wait: Duration) {
        let now = self.now();
        let mut lanes = lock(&self.lanes);
        let recently = lanes.told_throttled.is_some_and(|told| now < told + WORTH_TELLING * 5);
        if !recently {
            lanes.told_throttled = Some(now);
            drop(lanes);
            self.tell(Notice::Throttled { wait });
        }
    }

    fn count(&self, lane: Lane) {
        let counter = if lane == Lane::Read { &self.read } else { &self.write };
        counter.fetch_add(1, Ordering::Relaxed);
        self.first.fetch_min(self.millis(), Ordering::Relaxed);
    }

    fn answered(&self) {
        self.last.fetch_max(self.millis(), Ordering::Relaxed);
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.now().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Lanes {
    /// Says once for each lane that requests wait for their turn.
    fn notice(&mut self, lane: Lane, wait: Duration) -> Option<Notice> {
        let waited = &mut self.waited[lane as usize];
        let before = *waited;
        *waited += wait;
        let told = before > WORTH_TELLING || *waited <= WORTH_TELLING;
        let rate = self.of(lane).rate()?;
        (!told).then_some(Notice::Paced { lane, rate })
    }
}

/// Nothing is left half done while a lock is held, so one that was poisoned is as good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Client {
    /// Sends a call until it is answered, or it is clear that it will not be.
    pub(super) async fn send(&self, call: &Call<'_>) -> Result<Response<Bytes>, ClientError> {
        let mut retry = self.retry();
        loop {
            match self.send_once(call).await {
                Ok(response) => return Ok(response),
                Err(error) if call.is_repeatable() || error.failure.is_refusal() => {
                    let paused = self.pause(&mut retry, error).await;
                    let unsure = call.is_write() && retry.is_ambiguous();
                    let open = call.is_write() && retry.is_open();
                    paused.map_err(|error| error.unsure(unsure).open(open))?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn retry(&self) -> Retry {
        Retry::new(self.limits.retries)
    }

    /// Waits before the next attempt, or gives the error back.
    pub(super) async fn pause(
        &self,
        retry: &mut Retry,
        error: ClientError,
    ) -> Result<(), ClientError> {
        let Decision::Wait(pause) = retry.decide(&error.failure, jitter()) else {
            return Err(error);
        };
        if error.failure.is_throttled() {
            self.traffic.tell_throttled(pause);
        }
        if !self.traffic.halt.sleep(pause).await {
            return Err(error);
        }
        self.traffic.retried.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// One attempt, and one more if the refusal taught something.
    pub(super) async fn send_once(&self, call: &Call<'_>) -> Result<Response<Bytes>, ClientError> {
        let (failure, response) = match self.attempt(call).await {
            Ok(response) => return Ok(response),
            Err(failed) => *failed,
        };
        let date = response.as_ref().and_then(|response| response.headers().get(header::DATE));
        match self.identity.learn(&failure, date).await {
            Some(learned) => {
                if let Learned::Clock { ahead_s } = learned {
                    self.traffic.tell(Notice::Clock { ahead_s });
                }
                self.traffic.retried.fetch_add(1, Ordering::Relaxed);
                let again = self.attempt(call).await;
                again.map_err(|failed| error(call, failed.0, failed.1.as_ref()))
            }
            None => Err(error(call, failure, response.as_ref())),
        }
    }

    async fn attempt(&self, call: &Call<'_>) -> Result<Response<Bytes>, Box<Failed>> {
        let failed = |failure| Box::new((failure, None));
        let lane = if call.is_write() { Lane::Write } else { Lane::Read };
        let Some(sent) = self.traffic.turn(lane).await else {
            return Err(failed(Failure::Stopped));
        };
        let mut request = call.request();
        self.fence(call, &mut request);
        let url = self.transport.url(request.uri());
        self.identity.sign(&mut request, &url).await.map_err(failed)?;
        let secrets = hidden::of(&request);
        self.traffic.count(lane);
        let answer = self.transport.send(request).await;
        self.traffic.answered();
        let failure = match answer {
            Ok(response) if response.status().is_success() => {
                self.traffic.silence.note(true);
                return Ok(response);
            }
            Ok(response) => {
                let response = response.map(|body| hidden::hide(body, &secrets));
                (answer::failure(&response), Some(response))
            }
            Err(error) => (error.into(), None),
        };
        self.traffic.silence.note(!failure.0.is_silence());
        if failure.0.is_throttled() {
            self.traffic.slow_down(lane, sent, &failure.0);
        }
        Err(Box::new(failure))
    }
}

/// Why an attempt failed, and the answer, where one came.
type Failed = (Failure, Option<Response<Bytes>>);

fn error(call: &Call<'_>, failure: Failure, response: Option<&Response<Bytes>>) -> ClientError {
    let unsure = call.is_write() && failure.is_ambiguous();
    let open = call.is_write() && failure.is_open();
    let change = response.and_then(answer::failed_change);
    ClientError::new(call.doing(), failure).at_change(change).unsure(unsure).open(open)
}

/// A number from 0 to 1, so that clients that failed together do not come back together.
fn jitter() -> f64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    let random = std::collections::hash_map::RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}
