//! Carries out a plan: in one transaction where the control plane can do that, else step by step.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::stream::{FuturesUnordered, StreamExt as _};

use crate::client::{BatchChange, Client, ClientError, Failure};
use crate::model::{Metadata, Resource, Tag, Tags};
use crate::plan::{Action, Plan, Step, TagChange};

/// The most steps that are under way at once.
const IN_FLIGHT: usize = 8;

/// How each step of a plan ended, in the order of the plan.
#[derive(Debug)]
pub struct Report {
    pub outcomes: Vec<Outcome>,
}

/// How a step ended.
#[derive(Debug)]
pub enum Outcome {
    Done,
    /// It failed and changed nothing.
    Failed(Arc<ClientError>),
    /// It was not started.
    Skipped(Skipped),
    /// No answer came; it may have been done.
    Unknown(Arc<ClientError>),
}

/// Why a step was not started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It needs this step, which was not done.
    Needs(usize),
    /// Another step failed before.
    AfterFailure,
    /// The transaction of which it was a part was refused.
    Transaction,
    /// Somebody asked to stop.
    Stopped,
}

/// A wish to stop; what is under way is finished.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Report {
    /// How many steps were done.
    pub fn done(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Done))
    }

    pub fn failed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Failed(_)))
    }

    pub fn skipped(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Skipped(_)))
    }

    pub fn unknown(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Unknown(_)))
    }

    fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|outcome| is(outcome)).count()
    }

    /// The first error, if any step failed or is unknown.
    pub fn error(&self) -> Option<&Arc<ClientError>> {
        self.outcomes.iter().find_map(|outcome| match outcome {
            Outcome::Failed(error) | Outcome::Unknown(error) => Some(error),
            Outcome::Done | Outcome::Skipped(_) => None,
        })
    }

    /// Whether all that failed did so because somebody else was faster.
    pub fn is_stale(&self) -> bool {
        self.error().is_some_and(|error| matches!(error.failure, Failure::Stale { .. }))
    }
}

/// Carries out a plan. The first failure keeps further steps from being started. Each step that was
/// started is told when it has ended, with its place in the plan.
pub async fn apply(
    client: &Client,
    plan: &Plan,
    stop: &Stop,
    mut tell: impl FnMut(usize, &Outcome),
) -> Result<Report, ClientError> {
    if client.capabilities().await?.apply {
        return Ok(in_one_transaction(client, plan, stop, &mut tell).await);
    }
    Ok(step_by_step(client, &plan.steps, stop, &mut tell).await)
}

async fn in_one_transaction(
    client: &Client,
    plan: &Plan,
    stop: &Stop,
    tell: &mut impl FnMut(usize, &Outcome),
) -> Report {
    if stop.is_asked() {
        let stopped = || Outcome::Skipped(Skipped::Stopped);
        return Report { outcomes: plan.steps.iter().map(|_| stopped()).collect() };
    }
    let changes: Vec<BatchChange<'_>> =
        plan.steps.iter().map(|step| change(&step.action)).collect();
    let outcomes: Vec<Outcome> = match client.apply(&changes).await {
        Ok(_) => changes.iter().map(|_| Outcome::Done).collect(),
        Err(error) if error.is_ambiguous() => {
            let error = Arc::new(error);
            changes.iter().map(|_| Outcome::Unknown(Arc::clone(&error))).collect()
        }
        Err(error) => refused(error, changes.len()),
    };
    for (index, outcome) in outcomes.iter().enumerate() {
        tell(index, outcome);
    }
    Report { outcomes }
}

/// A transaction fails at one change, and none of the others is done.
fn refused(error: ClientError, steps: usize) -> Vec<Outcome> {
    let at = error.change.filter(|at| *at < steps);
    let error = Arc::new(error);
    (0..steps)
        .map(|index| match at {
            Some(at) if at != index => Outcome::Skipped(Skipped::Transaction),
            _ => Outcome::Failed(Arc::clone(&error)),
        })
        .collect()
}

fn change(action: &Action) -> BatchChange<'_> {
    match action {
        Action::Create { after } => BatchChange::Create(after),
        Action::Update { before, after, .. } => {
            BatchChange::Update { resource: after, version: before.version() }
        }
        Action::Delete { before } => {
            BatchChange::Delete { id: &before.id, version: before.version() }
        }
    }
}

async fn step_by_step(
    client: &Client,
    steps: &[Step],
    stop: &Stop,
    tell: &mut impl FnMut(usize, &Outcome),
) -> Report {
    let mut outcomes: Vec<Option<Outcome>> = steps.iter().map(|_| None).collect();
    let mut started = vec![false; steps.len()];
    let mut running = FuturesUnordered::new();
    let mut failed = false;
    loop {
        let may_start = !failed && !stop.is_asked();
        for (index, step) in steps.iter().enumerate() {
            let ready = |needed: &usize| matches!(outcomes[*needed], Some(Outcome::Done));
            if !may_start || running.len() >= IN_FLIGHT {
                break;
            }
            if !started[index] && step.after.iter().all(ready) {
                started[index] = true;
                running.push(async move { (index, one_step(client, &step.action).await) });
            }
        }
        let Some((index, outcome)) = running.next().await else { break };
        failed |= !matches!(outcome, Outcome::Done);
        tell(index, &outcome);
        outcomes[index] = Some(outcome);
    }
    let skipped = skipped(steps, &outcomes, stop);
    let ended = outcomes.into_iter().zip(skipped);
    Report { outcomes: ended.map(|(outcome, reason)| outcome.unwrap_or(reason)).collect() }
}

/// Why each step would have been skipped, if it was.
fn skipped(steps: &[Step], outcomes: &[Option<Outcome>], stop: &Stop) -> Vec<Outcome> {
    let undone = |needed: &&usize| !matches!(outcomes[**needed], Some(Outcome::Done));
    let reason = |step: &Step| match step.after.iter().find(undone) {
        Some(needed) => Skipped::Needs(*needed),
        None if stop.is_asked() => Skipped::Stopped,
        None => Skipped::AfterFailure,
    };
    steps.iter().map(|step| Outcome::Skipped(reason(step))).collect()
}

async fn one_step(client: &Client, action: &Action) -> Outcome {
    // One token for all attempts, so that a control plane does a repeated request only once.
    let token = uuid::Uuid::new_v4().to_string();
    let result = match action {
        Action::Create { after } => client.create(after, &token).await.map(drop),
        Action::Delete { before } => client.delete(&before.id, Some(before.version())).await,
        Action::Update { before, after, changes, tags } => {
            if !changes.is_empty()
                && let Err(error) = client.update(after, &token, Some(before.version())).await
            {
                return ended(error);
            }
            match tag(client, before, tags).await {
                // With the spec written and the tags not, the step is half done.
                Err(error) if !changes.is_empty() => return Outcome::Unknown(Arc::new(error)),
                result => result,
            }
        }
    };
    result.map_or_else(ended, |()| Outcome::Done)
}

fn ended(error: ClientError) -> Outcome {
    if error.is_ambiguous() {
        Outcome::Unknown(Arc::new(error))
    } else {
        Outcome::Failed(Arc::new(error))
    }
}

/// Puts the tags that differ over those that are there.
async fn tag(client: &Client, before: &Resource, tags: &[TagChange]) -> Result<(), ClientError> {
    let changed: Tags =
        tags.iter().map(|change| Tag::new(change.key.clone(), change.after.clone())).collect();
    match &before.metadata {
        Some(Metadata { arn, .. }) if !changed.is_empty() => client.tag(arn, &changed).await,
        _ => Ok(()),
    }
}
