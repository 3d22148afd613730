//! Rollouts, where the control plane keeps them: their records, their journals, and wishes.

use std::time::Duration;

use http::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::client::error::ClientError;
use crate::client::request::{BatchChange, Call, encode, tree};
use crate::client::{Client, answer};
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::Hook;
use crate::rollout::state::State;

/// The longest that one request waits, in seconds: shorter than any request may take.
const STEP: u64 = 5;

/// A driver's step: the record and the routes change together or not at all.
#[derive(Debug, Clone, Copy)]
pub struct RolloutStep<'a> {
    /// The number of the record as it was read or written last.
    pub number: u64,
    pub driver: &'a str,
    pub state: &'a State,
    pub entries: &'a [Entry],
    pub changes: &'a [BatchChange<'a>],
    /// Whether the driver ends, as nothing of the rollout is under way any more.
    pub release: bool,
}

/// A call about rollouts.
#[derive(Debug, Clone, Copy)]
pub enum RolloutCall<'a> {
    List { mesh: Option<&'a str> },
    Show { id: &'a str },
    Start { state: &'a State },
    Step(RolloutStep<'a>),
    Entries { id: &'a str, after: u64, seconds: u64 },
    Wish { id: &'a str, wish: &'a Wish, by: &'a str },
    Watch { id: &'a str },
    Hooks(&'a [Hook]),
}

impl RolloutCall<'_> {
    /// What is attempted, to follow "cannot".
    pub fn doing(&self) -> String {
        match self {
            Self::List { .. } => "list the rollouts".to_owned(),
            Self::Show { id } => format!("read the rollout `{id}`"),
            Self::Start { state } => format!("start the rollout `{}`", state.spec.name),
            Self::Step(step) => format!("keep the rollout `{}`", step.state.id),
            Self::Entries { id, .. } => format!("read the journal of the rollout `{id}`"),
            Self::Wish { id, .. } => format!("tell the rollout `{id}`"),
            Self::Watch { id } => format!("keep watching the rollout `{id}`"),
            Self::Hooks(_) => "check the hooks".to_owned(),
        }
    }

    pub fn method(&self) -> Method {
        match self {
            Self::List { .. } | Self::Show { .. } | Self::Entries { .. } => Method::GET,
            Self::Start { .. } | Self::Wish { .. } | Self::Hooks(_) => Method::POST,
            Self::Step(_) | Self::Watch { .. } => Method::PUT,
        }
    }

    /// Whether sending it again after a lost answer is safe: a wish may mean something else then.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Wish { .. })
    }

    pub fn uri(&self) -> String {
        let of = |id: &str, rest: &str| format!("/_weir/v1/rollouts/{}{rest}", encode(id));
        match self {
            Self::List { mesh: None } | Self::Start { .. } => "/_weir/v1/rollouts".to_owned(),
            Self::List { mesh: Some(mesh) } => format!("/_weir/v1/rollouts?mesh={}", encode(mesh)),
            Self::Show { id } => of(id, ""),
            Self::Step(step) => of(&step.state.id, ""),
            Self::Entries { id, after, seconds } => {
                of(id, &format!("/entries?after={after}&wait={seconds}"))
            }
            Self::Wish { id, .. } => of(id, "/wishes"),
            Self::Watch { id } => of(id, "/lease"),
            Self::Hooks(_) => "/_weir/v1/hooks".to_owned(),
        }
    }

    pub fn body(&self) -> Option<Value> {
        match self {
            Self::Start { state } => Some(tree(state)),
            Self::Step(step) => Some(step.body()),
            Self::Hooks(hooks) => Some(json!({ "hooks": hooks })),
            Self::Wish { wish, by, .. } => Some(json!({"wish": wish, "by": by})),
            _ => None,
        }
    }
}

impl RolloutStep<'_> {
    fn body(&self) -> Value {
        let Self { number, driver, state, entries, changes, release } = self;
        let mut body = Map::new();
        body.insert("number".to_owned(), json!(number));
        body.insert("driver".to_owned(), json!(driver));
        body.insert("state".to_owned(), tree(state));
        body.insert("entries".to_owned(), tree(entries));
        let changes = changes.iter().map(BatchChange::tree);
        body.insert("changes".to_owned(), Value::Array(changes.collect()));
        body.insert("release".to_owned(), json!(release));
        Value::Object(body)
    }
}

#[derive(Deserialize)]
struct Entries {
    entries: Vec<Entry>,
}

/// All of this only where [`rollouts`] says so.
///
/// [`rollouts`]: crate::client::Capabilities::rollouts
impl Client {
    /// The rollouts of a mesh, or all that the control plane knows, those that are over included; the
    /// oldest first.
    pub async fn rollouts_of(&self, mesh: Option<&str>) -> Result<Vec<RolloutRecord>, ClientError> {
        #[derive(Deserialize)]
        struct Wire {
            rollouts: Vec<RolloutRecord>,
        }
        let call = Call::Rollout(RolloutCall::List { mesh });
        let wire: Wire = answer::parse(&call, &self.send(&call).await?)?;
        Ok(wire.rollouts)
    }

    pub async fn rollout(&self, id: &str) -> Result<RolloutRecord, ClientError> {
        self.about_rollout(RolloutCall::Show { id }).await
    }

    /// Takes the routes and begins, or says who has one of them. Safe to be sent twice.
    pub async fn start_rollout(&self, state: &State) -> Result<RolloutRecord, ClientError> {
        self.about_rollout(RolloutCall::Start { state }).await
    }

    /// Takes a driver's step. Safe to be sent twice.
    pub async fn step_rollout(&self, step: RolloutStep<'_>) -> Result<RolloutRecord, ClientError> {
        self.about_rollout(RolloutCall::Step(step)).await
    }

    /// What a rollout announced after a number, the oldest first and not always all of it; nothing
    /// if nothing comes within `wait`.
    pub async fn rollout_entries(
        &self,
        id: &str,
        after: u64,
        wait: Duration,
    ) -> Result<Vec<Entry>, ClientError> {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            // Rounded up, so that the last second is not asked for over and over.
            let seconds = left.as_millis().div_ceil(1000).min(STEP.into());
            let seconds = u64::try_from(seconds).unwrap_or(STEP);
            let call = Call::Rollout(RolloutCall::Entries { id, after, seconds });
            let wire: Entries = answer::parse(&call, &self.send(&call).await?)?;
            if !wire.entries.is_empty() || Instant::now() >= until {
                return Ok(wire.entries);
            }
        }
    }

    /// Tells the driver of a rollout what somebody wants; answers what it announced about it. Empty
    /// where it is for later, as an abort is while a write is under way: the journal tells.
    pub async fn wish(&self, id: &str, wish: &Wish, by: &str) -> Result<Vec<Entry>, ClientError> {
        let call = Call::Rollout(RolloutCall::Wish { id, wish, by });
        let wire: Entries = answer::parse(&call, &self.send(&call).await?)?;
        Ok(wire.entries)
    }

    /// Says that somebody watches the rollout, so that it is not taken for abandoned; answers how it
    /// stands.
    pub async fn renew_watch(&self, id: &str) -> Result<RolloutRecord, ClientError> {
        self.about_rollout(RolloutCall::Watch { id }).await
    }

    /// What keeps the control plane from calling these hooks, in words.
    pub async fn hook_problems(&self, hooks: &[Hook]) -> Result<Vec<String>, ClientError> {
        #[derive(Deserialize)]
        struct Wire {
            problems: Vec<String>,
        }
        let call = Call::Rollout(RolloutCall::Hooks(hooks));
        let wire: Wire = answer::parse(&call, &self.send(&call).await?)?;
        Ok(wire.problems)
    }

    async fn about_rollout(&self, call: RolloutCall<'_>) -> Result<RolloutRecord, ClientError> {
        let call = Call::Rollout(call);
        answer::parse(&call, &self.send(&call).await?)
    }
}
