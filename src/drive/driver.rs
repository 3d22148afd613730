//! The loop of a driver: events go to the engine, its effects are done, their answers are events.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep};

use crate::drive::again::Again;
use crate::drive::evidence::Evidence;
use crate::drive::heard::Heard;
use crate::drive::hooks::{Hooks, reading};
use crate::drive::place::{Place, PlaceError, Write};
use crate::rollout::effect::Effect;
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{Event, Freshness, Ticket, Wish, WriteOutcome};
use crate::rollout::journal::Entry;
use crate::rollout::spec::HookPoint;
use crate::rollout::state::{Phase, State};

/// How often the window and the lease are looked at, and a store that failed is tried again.
const LOOK: Duration = Duration::from_secs(1);
/// The shortest wait between two looks at the time.
const WAIT_MIN: Duration = Duration::from_millis(5);
/// How often the routes are given back before that is left to whoever comes next.
const RELEASES: u32 = 5;

/// Says whether traffic may be moved towards the canary at a time.
pub type IsOpen = Box<dyn Fn(Timestamp) -> bool + Send + Sync>;
/// Hears everything that is announced.
pub type Audience = Box<dyn Fn(&State, &Entry) + Send + Sync>;

/// What a driver works with.
pub struct Surroundings<P, E, H> {
    pub place: P,
    pub evidence: E,
    pub hooks: H,
    /// Whether traffic may be moved towards the canary at a time.
    pub is_open: IsOpen,
    /// Hears everything that is announced.
    pub audience: Audience,
}

/// How a driver ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// Nothing more happens by itself.
    Over(Box<State>),
    /// The way back failed, and not even that could be kept.
    Lost(Box<State>),
    /// It was told to leave; another driver may go on.
    Left(Box<State>),
    /// Another driver has the rollout.
    Fenced { by: String },
}

/// The way to a driver that runs. When all copies are gone, the driver goes on by itself.
#[derive(Debug, Clone)]
pub struct Reins {
    commands: mpsc::Sender<Command>,
    state: watch::Receiver<State>,
}

#[derive(Debug)]
enum Command {
    Wish(Wish, oneshot::Sender<Vec<Entry>>),
    /// Leave everything as it is and end.
    Leave,
    /// Something may have changed.
    Look,
    Unguarded {
        why: String,
    },
}

impl Reins {
    /// Says what somebody wants, and answers what was announced about it; nothing if the driver
    /// has ended.
    pub async fn wish(&self, wish: Wish) -> Option<Vec<Entry>> {
        let (reply, answer) = oneshot::channel();
        self.commands.send(Command::Wish(wish, reply)).await.ok()?;
        answer.await.ok()
    }

    /// Ends the driver and leaves the rollout as it is.
    pub async fn leave(&self) {
        let _ = self.commands.send(Command::Leave).await;
    }

    /// Has the routes looked at soon. Never waits; a look that is due anyway is enough.
    pub fn look(&self) {
        let _ = self.commands.try_send(Command::Look);
    }

    /// Has it announced that nobody acts if this process dies. Never waits.
    pub fn unguarded(&self, why: String) {
        let _ = self.commands.try_send(Command::Unguarded { why });
    }

    /// The state as it was last announced.
    pub fn state(&self) -> watch::Receiver<State> {
        self.state.clone()
    }
}

/// One driver of one rollout.
pub struct Driver<P, E, H> {
    engine: Engine,
    place: Arc<P>,
    evidence: Arc<E>,
    hooks: Arc<H>,
    is_open: IsOpen,
    audience: Audience,
    began: Instant,
    commands: mpsc::Receiver<Command>,
    state: watch::Sender<State>,
    answers: (mpsc::Sender<Answer>, mpsc::Receiver<Answer>),
    asked: Option<Asked>,
    /// What was announced and is not known to be kept.
    unkept: Vec<Entry>,
    /// Wishes that were heard and are not answered yet.
    heard: Heard,
    /// Whether the state could not be kept, and when that is tried again.
    unstored: Again,
    window: Option<bool>,
    freshness: Option<Freshness>,
}

/// A question that a task of its own asks.
struct Asked {
    ticket: Ticket,
    task: AbortHandle,
    /// Whether it may change something; such a task is never cut short.
    writes: bool,
}

/// What a task answers.
enum Answer {
    Event(Event),
    /// What became of a write, and up to which announcement it kept them.
    Written {
        ticket: Ticket,
        outcome: Result<WriteOutcome, PlaceError>,
        kept: u64,
    },
}

impl<P: Place, E: Evidence, H: Hooks> Driver<P, E, H> {
    /// A driver for a rollout as it was stored, or a new one that is stored.
    pub fn new(state: State, surroundings: Surroundings<P, E, H>) -> (Self, Reins) {
        let Surroundings { place, evidence, hooks, is_open, audience } = surroundings;
        let (sender, commands) = mpsc::channel(64);
        let (told, seen) = watch::channel(state.clone());
        let began = Instant::now();
        let engine = Engine::new(state, Now { wall: Timestamp::now(), passed: Duration::ZERO });
        let driver = Self {
            engine,
            place: Arc::new(place),
            evidence: Arc::new(evidence),
            hooks: Arc::new(hooks),
            is_open,
            audience,
            began,
            commands,
            state: told,
            answers: mpsc::channel(16),
            asked: None,
            unkept: Vec::new(),
            heard: Heard::default(),
            unstored: Again::default(),
            window: None,
            freshness: None,
        };
        (driver, Reins { commands: sender, state: seen })
    }

    /// Drives until nothing more happens by itself. A wish that comes first is heard before
    /// anything else is done.
    pub async fn run(mut self, first: Option<Wish>) -> Ended {
        match self.drive(first).await {
            Ok(ended) => ended,
            Err(by) => Ended::Fenced { by },
        }
    }

    async fn drive(&mut self, first: Option<Wish>) -> Result<Ended, String> {
        self.look_around().await?;
        self.feed(Event::Begun).await?;
        if let Some(wish) = first {
            self.feed(Event::Operator(wish)).await?;
        }
        loop {
            let kept_before = self.unkept.first().map_or(u64::MAX, |entry| entry.seq);
            self.heard.answer(kept_before, self.is_done());
            if self.is_lost() {
                return Ok(Ended::Lost(Box::new(self.engine.state().clone())));
            }
            if self.is_done() {
                self.release().await?;
                return Ok(Ended::Over(Box::new(self.engine.state().clone())));
            }
            let wait = self.wait();
            tokio::select! {
                biased;
                Some(command) = self.commands.recv() => {
                    if !self.obey(command).await? {
                        return Ok(Ended::Left(Box::new(self.engine.state().clone())));
                    }
                }
                Some(answer) = self.answers.1.recv() => self.answered(answer).await?,
                () = sleep(wait) => {
                    self.look_around().await?;
                    self.feed(Event::Tick).await?;
                }
            }
        }
    }

    /// Whether it is over, all that was told of it is kept, and nobody has just said something.
    fn is_done(&self) -> bool {
        let is_quiet = self.asked.is_none()
            && self.unkept.is_empty()
            && !self.unstored.is_failing()
            && self.commands.is_empty();
        self.engine.is_settled() && is_quiet
    }

    /// Whether all time for the way back is used up, and nothing can be kept either.
    fn is_lost(&self) -> bool {
        let has_failed = matches!(self.engine.state().phase, Phase::RollbackFailed { .. });
        has_failed && self.unstored.is_failing() && self.asked.is_none() && self.commands.is_empty()
    }

    fn wait(&self) -> Duration {
        self.engine.next_deadline().unwrap_or(LOOK).clamp(WAIT_MIN, LOOK)
    }

    fn now(&self) -> Now {
        Now { wall: Timestamp::now(), passed: self.began.elapsed() }
    }

    /// Answers whether to go on.
    async fn obey(&mut self, command: Command) -> Result<bool, String> {
        match command {
            Command::Wish(wish, reply) => {
                let told = self.feed(Event::Operator(wish)).await?;
                self.heard.hear(reply, told);
            }
            Command::Look => drop(self.feed(Event::Look).await?),
            Command::Unguarded { why } => drop(self.feed(Event::Unguarded { why }).await?),
            // A write that is under way is waited for: nobody else could know of it.
            Command::Leave => {
                while self.asked.as_ref().is_some_and(|asked| asked.writes) {
                    let Some(answer) = self.answers.1.recv().await else { break };
                    self.answered(answer).await?;
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Tells the engine of the window and the lease, and whether the state can be kept again.
    async fn look_around(&mut self) -> Result<(), String> {
        // Whoever is held writes nothing, and would never find out. A write that is under way does.
        let is_writing = self.asked.as_ref().is_some_and(|asked| asked.writes);
        if let Some(by) = self.place.lost_to().filter(|_| !is_writing) {
            return Err(by);
        }
        let window = (self.is_open)(Timestamp::now());
        if self.window != Some(window) {
            self.window = Some(window);
            self.feed(Event::Window { open: window }).await?;
        }
        let freshness = self.place.freshness();
        if self.freshness != Some(freshness) {
            self.freshness = Some(freshness);
            self.feed(Event::Lease(freshness)).await?;
        }
        let is_left = !self.unkept.is_empty() && self.asked.is_none();
        if self.unstored.is_due() && (self.unstored.is_failing() || is_left) {
            match self.place.persist(self.engine.state(), &self.unkept).await {
                Ok(()) => {
                    self.unkept.clear();
                    if self.unstored.succeeded() {
                        self.feed(Event::Persisted).await?;
                    }
                }
                Err(PlaceError::Failed { .. }) => self.unstored.failed(),
                Err(PlaceError::Fenced { by }) => return Err(by),
            }
        }
        Ok(())
    }

    async fn answered(&mut self, answer: Answer) -> Result<(), String> {
        let event = match answer {
            Answer::Event(event) => event,
            Answer::Written { ticket, outcome: Ok(outcome), kept } => {
                if outcome == WriteOutcome::Done && self.place.keeps_with_writes() {
                    self.unkept.retain(|entry| entry.seq > kept);
                    self.unstored.succeeded();
                }
                Event::Written { ticket, outcome }
            }
            Answer::Written { ticket, outcome: Err(PlaceError::Failed { why }), .. } => {
                Event::Written { ticket, outcome: WriteOutcome::Refused { why } }
            }
            Answer::Written { outcome: Err(PlaceError::Fenced { by }), .. } => return Err(by),
        };
        if self.asked.as_ref().is_some_and(|asked| Some(asked.ticket) == event.ticket()) {
            self.asked = None;
        }
        self.feed(event).await.map(drop)
    }

    /// Hands an event to the engine and does what comes of it. Answers what was announced.
    async fn feed(&mut self, event: Event) -> Result<Vec<Entry>, String> {
        let mut events = VecDeque::from([event]);
        let mut told = Vec::new();
        while let Some(event) = events.pop_front() {
            let effects = self.engine.handle(self.now(), event);
            let entries = self.entries(&effects);
            self.unkept.extend(entries.iter().cloned());
            self.heard.tell(&entries);
            self.state.send_replace(self.engine.state().clone());
            for entry in &entries {
                (self.audience)(self.engine.state(), entry);
                self.hooks.notify(self.engine.state(), entry);
            }
            told.extend(entries);
            match self.perform(effects).await {
                Ok(()) => {}
                Err(PlaceError::Failed { why }) => {
                    self.unstored.failed();
                    events.push_back(Event::NotPersisted { why });
                }
                Err(PlaceError::Fenced { by }) => return Err(by),
            }
            self.drop_old_question();
        }
        Ok(told)
    }

    fn entries(&self, effects: &[Effect]) -> Vec<Entry> {
        let entry = |effect: &Effect| match effect {
            Effect::Announce { seq, announcement } => Some(Entry {
                seq: *seq,
                at: Timestamp::now(),
                rollout: self.engine.state().id.clone(),
                announcement: announcement.clone(),
            }),
            _ => None,
        };
        effects.iter().filter_map(entry).collect()
    }

    /// Does effects in their order, up to the first that fails.
    async fn perform(&mut self, effects: Vec<Effect>) -> Result<(), PlaceError> {
        let writes = effects.iter().any(|effect| matches!(effect, Effect::Write { .. }));
        let is_kept_by_write = writes && self.place.keeps_with_writes();
        for effect in effects {
            match effect {
                Effect::Persist(_) if is_kept_by_write => {}
                Effect::Persist(state) => {
                    self.place.persist(&state, &self.unkept).await?;
                    self.unkept.clear();
                    self.unstored.hurry();
                }
                Effect::Measure { .. } => self.evidence.measure(self.engine.state()),
                Effect::Announce { .. } => {}
                Effect::Write { ticket, number, routes, purpose } => {
                    self.write(ticket, Write { number, routes, purpose });
                }
                Effect::Read { ticket } => self.read(ticket),
                Effect::Verify { ticket } => {
                    let (evidence, state) = (Arc::clone(&self.evidence), self.snapshot());
                    self.ask(ticket, async move {
                        Event::Verified { ticket, outcome: evidence.verify(&state).await }
                    });
                }
                Effect::Drain { ticket } => {
                    let (evidence, state) = (Arc::clone(&self.evidence), self.snapshot());
                    self.ask(ticket, async move {
                        Event::Drained { ticket, outcome: evidence.drained(&state).await }
                    });
                }
                Effect::Sample { ticket } => self.sample(ticket),
                Effect::CallHook { ticket, hook, .. } => {
                    let (hooks, state) = (Arc::clone(&self.hooks), self.snapshot());
                    self.ask(ticket, async move {
                        Event::HookEnded { ticket, outcome: hooks.call(&state, hook).await }
                    });
                }
                Effect::Preview { ticket, wanted } => {
                    let (place, state) = (Arc::clone(&self.place), self.snapshot());
                    self.ask(ticket, async move {
                        let failure = place.preview(&state, wanted).await.err();
                        let failure = failure.map(|error| error.to_string());
                        Event::Previewed { ticket, failure }
                    });
                }
            }
        }
        Ok(())
    }

    fn snapshot(&self) -> State {
        self.engine.state().clone()
    }

    fn ask(&mut self, ticket: Ticket, answer: impl Future<Output = Event> + Send + 'static) {
        let answers = self.answers.0.clone();
        let task = tokio::spawn(async move {
            let event = answer.await;
            // The driver may have ended.
            let _ = answers.send(Answer::Event(event)).await;
        });
        self.asked = Some(Asked { ticket, task: task.abort_handle(), writes: false });
    }

    fn read(&mut self, ticket: Ticket) {
        let (place, state) = (Arc::clone(&self.place), self.snapshot());
        self.ask(ticket, async move {
            match place.read(&state).await {
                Ok(routes) => Event::Read { ticket, routes },
                Err(error) => Event::Unread { ticket, why: error.to_string() },
            }
        });
    }

    /// The write goes on even if nobody waits for it any more.
    fn write(&mut self, ticket: Ticket, write: Write) {
        let (place, state, entries) =
            (Arc::clone(&self.place), self.snapshot(), self.unkept.clone());
        let answers = self.answers.0.clone();
        let task = tokio::spawn(async move {
            let outcome = place.write(&state, &entries, &write).await;
            let kept = state.announced;
            let _ = answers.send(Answer::Written { ticket, outcome, kept }).await;
        });
        self.asked = Some(Asked { ticket, task: task.abort_handle(), writes: true });
    }

    /// Gates and gate hooks, all at the same time.
    fn sample(&mut self, ticket: Ticket) {
        let (evidence, hooks, state) =
            (Arc::clone(&self.evidence), Arc::clone(&self.hooks), self.snapshot());
        self.ask(ticket, async move {
            let calls = state.spec.hooks_at(HookPoint::Gate).map(|(index, hook)| {
                let (hooks, state) = (&hooks, &state);
                async move { reading(hook.name.clone(), hooks.call(state, index).await) }
            });
            let (mut readings, called) =
                tokio::join!(evidence.sample(&state), join_all(calls.collect::<Vec<_>>()));
            readings.extend(called);
            Event::Sampled { ticket, readings }
        });
    }

    /// Ends a question whose answer nobody awaits any more.
    fn drop_old_question(&mut self) {
        let open = self.engine.open_question();
        if let Some(asked) = self.asked.take_if(|asked| open != Some(asked.ticket)) {
            if asked.writes {
                self.asked = Some(asked);
            } else {
                asked.task.abort();
            }
        }
    }

    /// Gives the routes back. That nobody could is for whoever comes next to find.
    async fn release(&mut self) -> Result<(), String> {
        for attempt in 1..=RELEASES {
            match self.place.release(self.engine.state()).await {
                Ok(()) => return Ok(()),
                Err(PlaceError::Fenced { by }) => return Err(by),
                Err(PlaceError::Failed { why }) => {
                    tracing::warn!(%why, attempt, "the routes could not be given back");
                    sleep(LOOK).await;
                }
            }
        }
        Ok(())
    }
}
