//! Calls the hooks of a rollout as its spec says: in how long, how often, and whether any waits.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::drive::hooks::http::Sender;
use crate::drive::hooks::message::Message;
use crate::drive::hooks::{Hooks, exec};
use crate::rollout::effect::Announcement;
use crate::rollout::event::HookOutcome;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{Hook, HookCall, HookPoint};
use crate::rollout::state::State;

/// How many notices wait at most; what comes on top is left out.
const NOTICES_MAX: usize = 256;
/// How long to wait before the first further attempt; it doubles from there.
const PAUSE: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(10);
/// How many characters of what a hook says are kept.
const WORDS_MAX: usize = 200;

/// Finds the keys for signatures by the names of their variables.
type Secrets = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// What a hook answered to one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Ok,
    Pending { why: String, after: Option<Duration> },
    Failed { why: String },
}

impl Answer {
    pub fn failed(why: impl Into<String>) -> Self {
        Self::Failed { why: why.into() }
    }
}

/// Calls programs and URLs.
pub struct HookCaller {
    caller: Caller,
    notices: mpsc::Sender<(Hook, Message)>,
}

/// Notices that are on their way.
#[derive(Debug)]
pub struct Notices(JoinHandle<()>);

impl Notices {
    /// Whether all are sent, and nobody adds to them.
    pub fn is_sent(&self) -> bool {
        self.0.is_finished()
    }

    /// Waits until all are sent, once nobody adds to them, but not for long.
    pub async fn drain(self, patience: Duration) {
        let _ = tokio::time::timeout(patience, self.0).await;
    }
}

impl HookCaller {
    /// Notices are sent by a task of the runtime that this is called in.
    pub fn new(
        secrets: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> (Self, Notices) {
        let (notices, mut waiting) = mpsc::channel::<(Hook, Message)>(NOTICES_MAX);
        let secrets: std::sync::Arc<Secrets> = std::sync::Arc::new(Box::new(secrets));
        let caller = |secrets| Caller { secrets, sender: Sender::default() };
        let messenger = caller(std::sync::Arc::clone(&secrets));
        let task = tokio::spawn(async move {
            while let Some((hook, message)) = waiting.recv().await {
                // Nobody waits for an answer.
                messenger.call(&hook, &message).await;
            }
        });
        (Self { caller: caller(secrets), notices }, Notices(task))
    }
}

impl Hooks for HookCaller {
    async fn call(&self, state: &State, hook: usize) -> HookOutcome {
        let Some(known) = state.spec.hooks.get(hook) else {
            return HookOutcome::Failed { why: "there is no such hook".to_owned() };
        };
        let message = Message::question(state, hook, known);
        match self.caller.call(known, &message).await {
            Answer::Ok => HookOutcome::Ok,
            Answer::Failed { why } => HookOutcome::Failed { why },
            Answer::Pending { why, after } => {
                tokio::time::sleep(after.unwrap_or_default()).await;
                HookOutcome::Pending { why }
            }
        }
    }

    fn notify(&self, state: &State, entry: &Entry) {
        for (place, hook) in state.spec.hooks.iter().enumerate() {
            if wants(hook.on, &entry.announcement) {
                let message = Message::notice(state, place, hook, entry);
                // The traffic does not wait for those who want to hear of it.
                let _ = self.notices.try_send((hook.clone(), message));
            }
        }
    }
}

/// Whether a hook at that point is told of it.
fn wants(point: HookPoint, announcement: &Announcement) -> bool {
    match point {
        HookPoint::Event => true,
        HookPoint::OnHold => matches!(announcement, Announcement::Held { .. }),
        HookPoint::OnRollback => matches!(announcement, Announcement::RollingBack { .. }),
        HookPoint::AfterRollback => matches!(announcement, Announcement::RolledBack { .. }),
        HookPoint::AfterPromote => matches!(announcement, Announcement::Promoted),
        HookPoint::AfterFinish => matches!(announcement, Announcement::Finished),
        HookPoint::Preflight
        | HookPoint::Smoke
        | HookPoint::BeforeStep
        | HookPoint::AfterStep
        | HookPoint::Gate
        | HookPoint::BeforePromote => false,
    }
}

struct Caller {
    secrets: std::sync::Arc<Secrets>,
    sender: Sender,
}

impl Caller {
    /// All attempts of one call.
    async fn call(&self, hook: &Hook, message: &Message) -> Answer {
        let mut pause = PAUSE;
        let mut left = hook.retries;
        loop {
            let answer = self.attempt(hook, message).await;
            if left == 0 || !matches!(answer, Answer::Failed { .. }) {
                return answer;
            }
            left -= 1;
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSE_MAX);
        }
    }

    async fn attempt(&self, hook: &Hook, message: &Message) -> Answer {
        let timeout = hook.timeout.get();
        match &hook.call {
            HookCall::Exec(words) => exec::call(words, message, timeout).await,
            HookCall::Http(url) => {
                let key = match &hook.secret {
                    None => None,
                    Some(name) => match (self.secrets)(name) {
                        Some(key) => Some(key),
                        // A call that cannot be signed is not sent.
                        None => {
                            return Answer::failed(format!(
                                "the variable {name} with the key is not set"
                            ));
                        }
                    },
                };
                self.sender.call(url, message, key.as_deref(), timeout).await
            }
        }
    }
}

/// The last line of a text with something on it, not too long.
pub fn last_line(text: &str) -> String {
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(WORDS_MAX).collect()
}
