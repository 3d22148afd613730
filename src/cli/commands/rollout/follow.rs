//! Watches a rollout until it is where it was to be watched to, and minds signals meanwhile.

mod ask;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::cli::Ui;
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::feed::{Cut, Deaf, Feed, Heard, Saying};
use crate::cli::commands::rollout::lost::{self, silence};
use crate::cli::commands::rollout::seen;
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::Venue;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::signals::Signals;
use crate::client::{Client, ClientError};
use crate::rollout::effect::Announcement;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::live::Live;
use crate::rollout::position::Position;
use crate::rollout::state::{Phase, State};

/// How long a control plane may be silent before it counts as lost.
const LOST: Duration = Duration::from_mins(2);
/// How long to wait before it is asked again.
const AGAIN: Duration = Duration::from_secs(1);
/// How long a server may take to be started again before nobody counts as its driver.
const RESTART: Duration = Duration::from_secs(10);
/// How long at most nobody may answer after a signal, where another process drives.
const UNHEARD: Duration = Duration::from_secs(30);
/// How much longer than it is allowed a way back may take that this process drives.
const GRACE: Duration = Duration::from_secs(10);
/// How often the live view is drawn, and how often to look where nobody sees it.
const LIVE: Duration = Duration::from_secs(1);
const PLAIN: Duration = Duration::from_secs(5);
/// How often proxies and telemetry are looked at for the live view.
const SEEN: Duration = Duration::from_secs(3);
/// How long to wait for preview routes to be gone, once the rollout is over.
const CLEARING: Duration = Duration::from_secs(30);

/// What a signal means to a rollout that this run started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum OnSignal {
    /// All traffic goes back to the baseline
    Rollback,
    /// The traffic stays as it is until somebody decides
    Hold,
    /// The rollout goes on without this run
    Detach,
}

/// How to watch.
#[derive(Debug, Clone, Copy)]
pub struct Watch {
    pub until: Until,
    /// How long at most. The rollout goes on after it.
    pub timeout: Option<Duration>,
    /// Nothing happens to a rollout that is only watched.
    pub on_signal: Option<OnSignal>,
    /// Whether this run told the rollout something that may not fit.
    pub tells: bool,
}

/// How a watch ended.
#[derive(Debug)]
pub struct Followed {
    pub state: State,
    pub driver: Option<String>,
    pub exit: Exit,
    /// Whoever has it now, where that is not whom it was heard from.
    pub turned_to: Option<Arc<Client>>,
}

/// Watches, and tells the audience.
pub struct Follower<'a> {
    pub feed: &'a mut Feed,
    venue: &'a Venue<'a>,
    pub audience: &'a mut Audience,
    pub watch: Watch,
    /// What is to be said to the rollout and was not heard yet.
    wish: Option<Wish>,
    /// It is being said.
    saying: Option<Saying>,
    /// When a signal came before.
    signalled: Option<Instant>,
    /// Whether this run paused it for as long as somebody is asked.
    paused: bool,
    heard_at: Instant,
    silent: bool,
    seen_at: Option<Instant>,
    /// Since when it is over.
    over_at: Option<Instant>,
    /// The routes as they were looked at last.
    routes: Option<Live>,
}

enum Next {
    Heard(Result<Heard, Deaf>),
    Said(Result<Vec<Entry>, Deaf>),
    Signal(Exit),
    TimedOut,
}

impl<'a> Follower<'a> {
    pub fn new(
        feed: &'a mut Feed,
        venue: &'a Venue<'a>,
        audience: &'a mut Audience,
        watch: Watch,
    ) -> Self {
        Self {
            feed,
            venue,
            audience,
            watch,
            wish: None,
            saying: None,
            signalled: None,
            paused: false,
            heard_at: Instant::now(),
            silent: false,
            seen_at: None,
            over_at: None,
            routes: None,
        }
    }

    /// The signals are caught from before the first change on, so that none is lost.
    pub async fn follow(mut self, mut signals: Signals, ui: &mut Ui) -> Result<Followed, Error> {
        let started = Instant::now();
        loop {
            self.say_wish();
            self.see().await;
            // A driver of this process is asked nothing, and may know at once that nobody answers.
            let is_near = self.audience.sees() || !self.feed.goes_on();
            let wait = if is_near { LIVE } else { PLAIN };
            let left = self.watch.timeout.map(|most| most.saturating_sub(started.elapsed()));
            let wait = left.map_or(wait, |left| wait.min(left));
            let next = tokio::select! {
                heard = self.feed.next(wait) => Next::Heard(heard),
                said = said(&mut self.saying) => Next::Said(said),
                exit = signals.next() => Next::Signal(exit),
            };
            let next = match next {
                Next::Heard(_) if left == Some(Duration::ZERO) => Next::TimedOut,
                next => next,
            };
            match next {
                Next::Heard(Ok(heard)) => {
                    self.mind_silence(ui);
                    self.audience.hear(&heard, ui);
                    if let Some(by) = &heard.taken_by {
                        return Box::pin(seen::taken(self.venue, (&heard.state, by), ui)).await;
                    }
                    if let Some(end) = self.end(&heard)? {
                        return Ok(end);
                    }
                    if heard.is_left {
                        return Ok(left_alone(heard, None, ui));
                    }
                    if self.is_given_up() {
                        return self.lost(silence());
                    }
                }
                Next::Said(Ok(_)) => (self.saying, self.wish) = (None, None),
                Next::Said(Err(Deaf::ForNow(_))) => self.saying = None,
                Next::Said(Err(Deaf::ForGood(error))) => return Err(error),
                Next::Heard(Err(Deaf::ForGood(error))) => return self.lost(error),
                Next::Heard(Err(Deaf::ForNow(error))) => {
                    if let Some(end) = self.deaf(error, ui).await? {
                        return Ok(end);
                    }
                }
                Next::Signal(exit) => {
                    if let Some(end) = self.signal(exit, &mut signals, ui).await? {
                        return Ok(end);
                    }
                }
                Next::TimedOut if self.silent => return self.lost(silence()),
                Next::TimedOut => {
                    ui.status("the time is up; the rollout goes on");
                    if let Some(end) = self.leave() {
                        return Ok(end);
                    }
                }
            }
        }
    }

    /// Begins to say what is to be said, again and again until somebody hears it. What is announced
    /// about it is heard with everything else, in its order.
    fn say_wish(&mut self) {
        let Some(wish) = self.wish.as_ref().filter(|_| self.saying.is_none()) else { return };
        let said = self.feed.say(wish);
        self.saying = Some(Box::pin(async move {
            let said = said.await;
            if said.is_err() {
                tokio::time::sleep(AGAIN).await;
            }
            said
        }));
    }

    /// Says that the control plane does not answer, and that it does again.
    fn mind_silence(&mut self, ui: &mut Ui) {
        let was_silent = std::mem::replace(&mut self.silent, self.feed.is_silent());
        match (was_silent, self.silent) {
            (false, true) => ui.warning("the control plane does not answer; trying again"),
            (true, false) => ui.status("the control plane answers again"),
            _ => {}
        }
        if !self.silent {
            self.heard_at = Instant::now();
        }
    }

    /// Whether the control plane has been silent for too long since a signal came.
    fn is_given_up(&self) -> bool {
        let Some(at) = self.signalled.filter(|_| self.silent) else { return false };
        let goes_back = self.watch.until == Until::Done;
        let deadline = self.audience.last.as_ref().filter(|_| goes_back);
        let deadline = deadline.map(|(state, _)| state.spec.rollback_deadline.get());
        let patience = match deadline {
            // Its driver ends by itself, unless it cannot even do that.
            Some(deadline) if !self.feed.goes_on() => deadline + GRACE,
            Some(deadline) => deadline.min(UNHEARD),
            None => UNHEARD,
        };
        at.max(self.heard_at).elapsed() > patience
    }

    /// Nothing was heard. Where the process is gone that had the store, the store itself is asked.
    async fn deaf(&mut self, error: ClientError, ui: &mut Ui) -> Result<Option<Followed>, Error> {
        if let Some(session) = self.venue.found_again().await {
            let before = self.feed.turn_to(Arc::clone(&session.client));
            if session.is_embedded() {
                if let Ok(heard) = self.feed.next(Duration::ZERO).await {
                    self.audience.hear(&heard, ui);
                    if heard.state.is_over() || self.heard_at.elapsed() > RESTART {
                        // Nobody is there to hear it.
                        (self.wish, self.saying) = (None, None);
                        let store = Some(Arc::clone(&session.client));
                        return match self.end(&heard)? {
                            Some(end) => Ok(Some(Followed { turned_to: store, ..end })),
                            None => Ok(Some(left_alone(heard, store, ui))),
                        };
                    }
                }
                // A server that is started again takes it up.
                before.and_then(|before| self.feed.turn_to(before));
            }
        }
        if self.heard_at.elapsed() > LOST || self.is_given_up() {
            return self.lost(error.into()).map(Some);
        }
        if !std::mem::replace(&mut self.silent, true) {
            ui.warning(&format!("{error}: {}; trying again", error.failure));
        }
        tokio::time::sleep(AGAIN).await;
        Ok(None)
    }

    /// Looks at proxies and telemetry now and then, for those who see it.
    async fn see(&mut self) {
        let due = self.seen_at.is_none_or(|at| at.elapsed() >= SEEN);
        if !due || !self.audience.sees() {
            return;
        }
        if let Some((state, _)) = &self.audience.last {
            let client = &self.venue.session.client;
            self.audience.measured = seen::glance(client, state, &mut self.routes).await;
            self.seen_at = Some(Instant::now());
        }
    }

    /// How it ended, if it has.
    fn end(&mut self, heard: &Heard) -> Result<Option<Followed>, Error> {
        match heard.cut {
            Cut::Nothing => {}
            Cut::Ending => return Ok(None),
            Cut::Lost if self.feed.is_silent() => return self.lost(silence()).map(Some),
            Cut::Lost => return Ok(Some(self.followed(heard))),
        }
        // What is still to be said may lead on from there.
        let is_reached = self.wish.is_none() && self.watch.until.is_reached(&heard.state);
        // What others have taken back meanwhile is as good as taken back.
        let is_back = is_reached && matches!(self.watch.until, Until::Back);
        if let Some(declined) = declined(&heard.entries).filter(|_| self.watch.tells && !is_back) {
            return Err(declined);
        }
        Ok((is_reached && !self.awaits_clearing(heard)).then(|| self.followed(heard)))
    }

    /// Whether preview routes are still to be taken away, and nobody else would do it.
    fn awaits_clearing(&mut self, heard: &Heard) -> bool {
        let is_left =
            |entry: &Entry| matches!(entry.announcement, Announcement::PreviewLeft { .. });
        let is_due = heard.state.is_over() && heard.state.previewed && !self.goes_on();
        let waits = is_due && !heard.entries.iter().any(is_left);
        waits && self.over_at.get_or_insert_with(Instant::now).elapsed() < CLEARING
    }

    /// What is known at the moment of leaving; nothing if nothing was ever heard.
    fn leave(&self) -> Option<Followed> {
        let (state, driver) = self.audience.last.clone()?;
        let position = Position::of(&state);
        if self.goes_on() {
            return Some(Followed { state, driver, exit: Exit::from(position), turned_to: None });
        }
        let exit = Exit::from(position.without_driver());
        Some(Followed { state, driver: None, exit, turned_to: None })
    }

    /// How the rollout stands; a driver that ends with this process is none.
    fn followed(&self, heard: &Heard) -> Followed {
        Followed {
            state: heard.state.clone(),
            driver: heard.driver.clone().filter(|_| self.goes_on()),
            exit: Exit::from(Position::of(&heard.state)),
            turned_to: None,
        }
    }

    /// Whether somebody drives it when this process has left.
    fn goes_on(&self) -> bool {
        self.feed.goes_on() && !self.venue.session.is_embedded()
    }

    /// The control plane is gone. What was written may be anywhere.
    fn lost(&self, error: Error) -> Result<Followed, Error> {
        let state = self.audience.last.as_ref().map(|(state, _)| state);
        let begun_here = self.watch.on_signal.is_some();
        let has_written = state.map_or(begun_here, |state| state.writes > 0);
        // Whoever only watches is told more by a no than by a word on the traffic.
        if !has_written || !begun_here && error.exit != Exit::ControlPlane {
            return Err(error);
        }
        let known = state.map(|state| (state, self.venue.commands()));
        let mut lost = lost::error(known, !self.goes_on(), &error);
        if self.wish.is_some() && self.goes_on() {
            lost = lost.hint("nobody said that they heard what the signal means");
        }
        Err(lost)
    }

    /// What a signal means. The first one is obeyed, a second one ends the watch at once.
    async fn signal(
        &mut self,
        exit: Exit,
        signals: &mut Signals,
        ui: &mut Ui,
    ) -> Result<Option<Followed>, Error> {
        let Some(policy) = self.watch.on_signal else { return self.leave_or_interrupt(exit) };
        if self.audience.last.as_ref().is_some_and(|(state, _)| is_ending(state)) {
            // There is nothing to take back or to hold.
            return self.leave_or_interrupt(exit);
        }
        self.silent |= self.feed.is_silent();
        if self.signalled.replace(Instant::now()).is_some() {
            if self.silent {
                return self.lost(silence()).map(Some);
            }
            if !self.goes_on() {
                ui.warning("nobody drives it now");
            }
            return self.leave_or_interrupt(exit);
        }
        let policy = match exit {
            Exit::Interrupted if ui.is_interactive() => self.ask(policy, signals, ui).await,
            _ => Some(policy),
        };
        let is_paused = std::mem::take(&mut self.paused);
        match policy {
            None => {
                self.signalled = None;
                (self.wish, self.saying) = (is_paused.then_some(Wish::Resume), None);
                ui.status("watching on");
                Ok(None)
            }
            Some(OnSignal::Rollback) => {
                (self.wish, self.saying) = (Some(Wish::Signal), None);
                self.watch.until = Until::Done;
                self.watch.timeout = None;
                let when = if self.silent { " when the control plane answers again" } else { "" };
                ui.say(&format!("going back to the baseline{when}; once more to leave at once"));
                Ok(None)
            }
            Some(OnSignal::Hold) => {
                (self.wish, self.saying) = ((!is_paused).then_some(Wish::Pause), None);
                self.watch.until = Until::Hold;
                ui.say("holding the weights; once more to leave at once");
                Ok(None)
            }
            Some(OnSignal::Detach) if self.silent => self.lost(silence()).map(Some),
            Some(OnSignal::Detach) => {
                if is_paused {
                    self.go_on(ui).await;
                }
                self.leave_or_interrupt(exit)
            }
        }
    }

    fn leave_or_interrupt(&self, exit: Exit) -> Result<Option<Followed>, Error> {
        match self.leave() {
            Some(end)
                if self.watch.until == Until::Finished
                    && !self.watch.until.is_reached(&end.state) =>
            {
                Err(Error::new(exit, "interrupted before it was finished"))
            }
            Some(end) => Ok(Some(end)),
            None => Err(Error::new(exit, "interrupted")),
        }
    }
}

/// The process that drove it has ended before it did, and nobody has taken it over.
fn left_alone(heard: Heard, turned_to: Option<Arc<Client>>, ui: &mut Ui) -> Followed {
    ui.warning("the process that drove it has ended; nobody drives it now");
    let exit = Exit::from(Position::of(&heard.state).without_driver());
    Followed { state: heard.state, driver: None, exit, turned_to }
}

/// Whether it is at its end, or on its way from there.
fn is_ending(state: &State) -> bool {
    state.is_over() || matches!(state.phase, Phase::Finishing { .. })
}

/// Ends with what was announced about what is being said; never where nothing is.
async fn said(saying: &mut Option<Saying>) -> Result<Vec<Entry>, Deaf> {
    match saying {
        Some(saying) => saying.await,
        None => std::future::pending().await,
    }
}

/// What did not fit where the rollout stands, of what was just announced. What came later counts: in
/// tags, what was said to an earlier wish may be heard again.
pub fn declined(entries: &[Entry]) -> Option<Error> {
    entries.last().and_then(|entry| match &entry.announcement {
        Announcement::Declined { wish, why } => {
            Some(Error::new(Exit::Refused, format!("cannot {wish}: {why}")))
        }
        _ => None,
    })
}
