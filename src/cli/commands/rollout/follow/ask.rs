//! What somebody at a terminal is asked when a signal comes, and the pause that goes with it.

use tokio::time::Duration;

use crate::cli::Ui;
use crate::cli::commands::rollout::feed::Heard;
use crate::cli::commands::rollout::follow::{AGAIN, Follower, OnSignal, PLAIN};
use crate::cli::signals::Signals;
use crate::rollout::effect::Announcement;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::state::{HeldReason, Phase};

/// How long a rollout may take to pause before somebody is asked all the same.
const PAUSING: Duration = Duration::from_secs(3);

impl Follower<'_> {
    /// Pauses the rollout while somebody is asked, so that nothing moves that nobody sees.
    pub(super) async fn pause(&mut self, ui: &mut Ui) {
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
    pub(super) async fn go_on(&mut self, ui: &mut Ui) {
        let said = tokio::time::timeout(PAUSING, self.feed.wish(&Wish::Resume)).await;
        if !matches!(said, Ok(Ok(_))) {
            ui.warning("it stays paused: nobody heard that it is to go on");
        }
        if let Ok(heard) = self.feed.next(Duration::ZERO).await {
            self.audience.hear(&heard, ui);
        }
    }

    /// Asks what to do, and hears the rollout meanwhile, which is paused. Nothing is to be done if
    /// somebody wants to go on.
    pub(super) async fn ask(
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
        last.is_some_and(|(state, _)| match &state.phase {
            Phase::Held(held) => held.reason == HeldReason::Operator,
            _ => false,
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
