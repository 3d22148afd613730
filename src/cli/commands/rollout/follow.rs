//! Watches a rollout until it is where it was to be watched to, and minds signals meanwhile.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::cli::Ui;
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::feed::{Deaf, Feed, Heard};
use crate::cli::commands::rollout::seen;
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::Venue;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::signals::Signals;
use crate::client::ClientError;
use crate::output::rollout::words;
use crate::rollout::effect::Announcement;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::live::Live;
use crate::rollout::position::Position;
use crate::rollout::state::{HeldReason, Phase, State};

/// How long a control plane may be silent before it counts as lost.
const LOST: Duration = Duration::from_mins(2);
/// How long to wait before it is asked again.
const AGAIN: Duration = Duration::from_secs(1);
/// How long a rollout may take to pause before somebody is asked all the same.
const PAUSING: Duration = Duration::from_secs(3);
/// How long a server may take to be started again before nobody counts as its driver.
const RESTART: Duration = Duration::from_secs(10);
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
}

/// Watches, and tells the audience.
pub struct Follower<'a> {
    pub feed: &'a mut Feed,
    venue: &'a Venue<'a>,
    pub audience: &'a mut Audience,
    pub watch: Watch,
    /// What is to be said to the rollout and was not heard yet.
    wish: Option<Wish>,
    /// Whether a signal came before.
    signalled: bool,
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
            signalled: false,
            paused: false,
            heard_at: Instant::now(),
            silent: false,
            seen_at: None,
            over_at: None,
            routes: None,
        }
    }

    pub async fn follow(mut self, ui: &mut Ui) -> Result<Followed, Error> {
        let mut signals = Signals::catch()?;
        let started = Instant::now();
        loop {
            self.say_wish(ui).await?;
            self.see().await;
            let wait = if self.audience.sees() { LIVE } else { PLAIN };
            let left = self.watch.timeout.map(|most| most.saturating_sub(started.elapsed()));
            let wait = left.map_or(wait, |left| wait.min(left));
            let next = tokio::select! {
                heard = self.feed.next(wait) => Next::Heard(heard),
                exit = signals.next() => Next::Signal(exit),
            };
            let next = match next {
                Next::Heard(_) if left == Some(Duration::ZERO) => Next::TimedOut,
                next => next,
            };
            match next {
                Next::Heard(Ok(heard)) => {
                    self.heard_at = Instant::now();
                    self.silent = false;
                    self.audience.hear(&heard, ui);
                    if let Some(end) = self.end(&heard)? {
                        return Ok(end);
                    }
                }
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
                Next::TimedOut => {
                    ui.status("the time is up; the rollout goes on");
                    if let Some(end) = self.leave() {
                        return Ok(end);
                    }
                }
            }
        }
    }

    /// Says what is to be said, again and again until somebody hears it.
    async fn say_wish(&mut self, ui: &mut Ui) -> Result<(), Error> {
        let Some(wish) = &self.wish else { return Ok(()) };
        match self.feed.wish(wish).await {
            Ok(entries) => {
                self.wish = None;
                if let Some((state, _)) = self.audience.last.clone() {
                    self.audience.tell(&entries, &state, ui);
                }
                Ok(())
            }
            Err(Deaf::ForNow(_)) => Ok(()),
            Err(Deaf::ForGood(error)) => Err(error),
        }
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
                        self.wish = None;
                        return match self.end(&heard)? {
                            Some(end) => Ok(Some(end)),
                            None => Ok(Some(left_alone(heard, ui))),
                        };
                    }
                }
                // A server that is started again takes it up.
                before.and_then(|before| self.feed.turn_to(before));
            }
        }
        if self.heard_at.elapsed() > LOST {
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
        if let Some(by) = &heard.taken_by {
            return Err(Error::new(
                Exit::from(Position::of(&heard.state)),
                format!("the rollout was taken over by {by}"),
            )
            .hint("weir canary status shows how it stands"));
        }
        if let Some(declined) = declined(&heard.entries).filter(|_| self.watch.tells) {
            return Err(declined);
        }
        // What is still to be said may lead on from there.
        let is_reached = self.wish.is_none() && self.watch.until.is_reached(&heard.state);
        Ok((is_reached && !self.awaits_clearing(heard)).then(|| followed(heard)))
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
            return Some(Followed { state, driver, exit: Exit::from(position) });
        }
        Some(Followed { state, driver: None, exit: Exit::from(position.without_driver()) })
    }

    /// Whether somebody drives it when this process has left.
    fn goes_on(&self) -> bool {
        self.feed.goes_on() && !self.venue.session.is_embedded()
    }

    /// The control plane is gone. What was written may be anywhere.
    fn lost(&self, error: Error) -> Result<Followed, Error> {
        let has_written = self.audience.last.as_ref().is_none_or(|(state, _)| state.writes > 0);
        if !has_written || self.watch.on_signal.is_none() {
            return Err(error);
        }
        let mut lost = Error::new(
            Exit::Lost,
            "the rollout is out of sight; where the traffic is, is not known",
        );
        lost.hints.clone_from(&error.hints);
        Err(lost.hint(error.to_string()).hint(error.causes().join(": ")))
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
        if std::mem::replace(&mut self.signalled, true) {
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
                self.signalled = false;
                self.wish = is_paused.then_some(Wish::Resume);
                ui.status("watching on");
                Ok(None)
            }
            Some(OnSignal::Rollback) => {
                self.wish = Some(Wish::Signal);
                self.watch.until = Until::Done;
                self.watch.timeout = None;
                ui.say("going back to the baseline; once more to leave at once");
                Ok(None)
            }
            Some(OnSignal::Hold) => {
                self.wish = (!is_paused).then_some(Wish::Pause);
                self.watch.until = Until::Hold;
                ui.say("holding the weights; once more to leave at once");
                Ok(None)
            }
            Some(OnSignal::Detach) => {
                if is_paused {
                    self.go_on(ui).await;
                }
                self.leave_or_interrupt(exit)
            }
        }
    }

    /// Pauses the rollout while somebody is asked, so that nothing moves that nobody sees.
    async fn pause(&mut self, ui: &mut Ui) {
        let is_pause = |entry: &Entry| {
            entry.announcement == Announcement::Held { reason: HeldReason::Operator }
        };
        match tokio::time::timeout(PAUSING, self.feed.wish(&Wish::Pause)).await {
            Ok(Ok(told)) => {
                self.paused = told.iter().any(is_pause);
                if let Some((state, _)) = self.audience.last.clone() {
                    self.audience.tell(&told, &state, ui);
                }
            }
            Ok(Err(_)) | Err(_) => ui.warning("it could not be paused, and goes on meanwhile"),
        }
    }

    /// Takes the pause back before this run leaves.
    async fn go_on(&mut self, ui: &mut Ui) {
        if self.feed.wish(&Wish::Resume).await.is_err() {
            ui.warning("it stays paused: nobody heard that it is to go on");
        }
        if let Ok(heard) = self.feed.next(Duration::ZERO).await {
            self.audience.hear(&heard, ui);
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

    /// Asks what to do, and hears the rollout meanwhile, which is paused. Nothing is to be done if
    /// somebody wants to go on.
    async fn ask(
        &mut self,
        policy: OnSignal,
        signals: &mut Signals,
        ui: &mut Ui,
    ) -> Option<OnSignal> {
        self.audience.hide();
        let was_paused = self.is_paused();
        self.pause(ui).await;
        // Where this process drives it, nobody would when it is left.
        let is_driven = self.goes_on();
        let question = match (is_driven, self.paused) {
            (true, true) => {
                "Paused. Go back (b), hold (h), leave it running (l), or go on watching (w)?"
            }
            (true, false) => "Go back (b), hold (h), leave it running (l), or go on watching (w)?",
            (false, true) => {
                "Paused. Go back (b), leave it held as it is (h), or go on watching (w)?"
            }
            (false, false) => "Go back (b), leave it held as it is (h), or go on watching (w)?",
        };
        let policy = loop {
            let answer = self.answer(question, signals, ui).await;
            match answer.as_deref().map(str::trim) {
                Some("b") => break Some(OnSignal::Rollback),
                Some("h") => break Some(OnSignal::Hold),
                Some("l") if is_driven => break Some(OnSignal::Detach),
                Some("w") => break None,
                // The end of the input, or another signal: nobody answers any more.
                None | Some("") => break Some(policy),
                Some(_) => {}
            }
        };
        // It may have heard of it only after somebody was asked.
        self.paused |= !was_paused && self.is_paused();
        self.audience.show_again(ui);
        policy
    }

    fn is_paused(&self) -> bool {
        let last = self.audience.last.as_ref();
        last.is_some_and(|(state, _)| {
            matches!(&state.phase, Phase::Held(held) if held.reason == HeldReason::Operator)
        })
    }

    /// What somebody answers; nothing where there is no answer.
    async fn answer(
        &mut self,
        question: &str,
        signals: &mut Signals,
        ui: &mut Ui,
    ) -> Option<String> {
        let mut kept: Vec<Heard> = Vec::new();
        let answer = {
            let mut asking = std::pin::pin!(ui.ask(question.to_owned()));
            loop {
                tokio::select! {
                    answer = &mut asking => break answer.ok(),
                    _ = signals.next() => break None,
                    heard = self.feed.next(PLAIN) => match heard {
                        Ok(heard) => kept.push(heard),
                        Err(_) => tokio::time::sleep(AGAIN).await,
                    },
                }
            }
        };
        for heard in &kept {
            self.audience.hear(heard, ui);
        }
        answer
    }
}

/// The process that drove it has ended before it did, and nobody has taken it over.
fn left_alone(heard: Heard, ui: &mut Ui) -> Followed {
    let strategy = words::strategy(&heard.state.spec.strategy);
    ui.warning("the process that drove it has ended; nobody drives it now");
    ui.hint(&format!("`weir {strategy} resume` goes on, `weir {strategy} abort` goes back"));
    let exit = Exit::from(Position::of(&heard.state).without_driver());
    Followed { state: heard.state, driver: None, exit }
}

/// Whether it is at its end, or on its way from there.
fn is_ending(state: &State) -> bool {
    state.is_over() || matches!(state.phase, Phase::Finishing { .. })
}

fn followed(heard: &Heard) -> Followed {
    Followed {
        state: heard.state.clone(),
        driver: heard.driver.clone(),
        exit: Exit::from(Position::of(&heard.state)),
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
