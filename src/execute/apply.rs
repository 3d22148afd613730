//! Carries out a plan: in one transaction where the control plane can do that, else step by step.

use std::collections::HashMap;

use futures_util::stream::{FuturesUnordered, StreamExt as _};

use crate::client::{Client, ClientError, Failure};
use crate::execute::report::{Note, OnError, Orders, Outcome, Report, Skipped, Told};
use crate::execute::step::{self, one_step};
use crate::execute::transaction;
use crate::model::ResourceId;
use crate::plan::{Plan, Step};

/// The most steps that are under way at once.
const IN_FLIGHT: usize = 8;

/// So many steps in a row that found no control plane that could do them end a run.
const HOPELESS: usize = 3;

/// Carries out a plan. Each step is told before it is sent, and when it has ended.
pub async fn apply(
    client: &Client,
    plan: &Plan,
    orders: &Orders<'_>,
    mut tell: impl FnMut(Told<'_>),
) -> Result<Report, ClientError> {
    if client.capabilities().await?.apply {
        return Ok(transaction::apply(client, &plan.steps, orders, &mut tell).await);
    }
    Ok(step_by_step(client, &plan.steps, orders, &mut tell).await)
}

/// Where a run stands.
struct Progress<'a> {
    steps: &'a [Step],
    started: Vec<bool>,
    outcomes: Vec<Option<Outcome>>,
    /// The versions that the run's own writes gave.
    versions: HashMap<&'a ResourceId, i64>,
    /// Why nothing more is started, if so.
    ended: Option<Skipped>,
    hopeless: usize,
}

impl<'a> Progress<'a> {
    fn new(steps: &'a [Step], orders: &Orders<'_>) -> Self {
        let before = |index| orders.done.get(index).copied().unwrap_or(false);
        let outcome = |index| before(index).then(|| Outcome::noted(None, Note::Before));
        Self {
            steps,
            started: (0..steps.len()).map(before).collect(),
            outcomes: (0..steps.len()).map(outcome).collect(),
            versions: HashMap::new(),
            ended: None,
            hopeless: 0,
        }
    }

    /// The next steps that can be started, at most so many.
    fn next(&mut self, most: usize) -> Vec<usize> {
        let is_done =
            |needed: &usize| self.outcomes[*needed].as_ref().is_some_and(Outcome::is_done);
        let ready = |(index, step): &(usize, &Step)| {
            !self.started[*index] && step.after.iter().all(is_done)
        };
        let next = self.steps.iter().enumerate().filter(ready).take(most);
        let next: Vec<usize> = next.map(|(index, _)| index).collect();
        for index in &next {
            self.started[*index] = true;
        }
        next
    }

    fn end(&mut self, index: usize, outcome: Outcome, orders: &Orders<'_>) {
        match &outcome {
            Outcome::Done(done) => {
                self.hopeless = 0;
                if let Some(version) = done.version {
                    self.versions.insert(self.steps[index].action.id(), version);
                }
            }
            Outcome::Skipped(reason) => self.ended = Some(*reason),
            Outcome::Left => self.ended = Some(Skipped::Stopped),
            Outcome::Failed(error) | Outcome::Unknown(error, _) => {
                self.hopeless = if is_general(&error.failure) { self.hopeless + 1 } else { 0 };
                if self.hopeless >= HOPELESS {
                    self.ended = Some(Skipped::Hopeless);
                }
                if orders.on_error != OnError::Continue {
                    self.ended = Some(Skipped::AfterFailure);
                }
            }
        }
        self.outcomes[index] = Some(outcome);
    }

    /// The report; what was not started says why.
    fn report(self, orders: &Orders<'_>) -> Report {
        let undone =
            |needed: &&usize| !self.outcomes[**needed].as_ref().is_some_and(Outcome::is_done);
        let stopped = orders.stop.is_asked().then_some(Skipped::Stopped);
        let general = self.ended.or(stopped);
        let reason = |step: &Step| {
            // Of the steps that it needs, the one that failed is to blame before those that wait.
            let failed = |needed: &&usize| {
                self.outcomes[**needed].as_ref().is_some_and(|outcome| outcome.error().is_some())
            };
            let needed = step.after.iter().find(failed).map(|needed| Skipped::Needs(*needed));
            let waits = || step.after.iter().find(undone).map(|needed| Skipped::Needs(*needed));
            needed.or(general).or_else(waits).unwrap_or(Skipped::AfterFailure)
        };
        let reasons: Vec<Skipped> = self.steps.iter().map(reason).collect();
        let ended = self.outcomes.into_iter().zip(reasons);
        let outcomes = ended.map(|(outcome, reason)| outcome.unwrap_or(Outcome::Skipped(reason)));
        Report { outcomes: outcomes.collect() }
    }
}

/// Whether a failure says more about the control plane than about the step.
fn is_general(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NoAnswer { .. }
            | Failure::Throttled { .. }
            | Failure::Server { .. }
            | Failure::Denied { .. }
            | Failure::Expired { .. }
            | Failure::NoCredentials(_)
    )
}

async fn step_by_step(
    client: &Client,
    steps: &[Step],
    orders: &Orders<'_>,
    tell: &mut impl FnMut(Told<'_>),
) -> Report {
    let mut progress = Progress::new(steps, orders);
    let mut running = FuturesUnordered::new();
    loop {
        if progress.ended.is_none() && !orders.stop.is_asked() {
            let next = progress.next(IN_FLIGHT - running.len());
            if !next.is_empty() {
                tell(Told::Starting(&next));
            }
            for index in next {
                let action = &steps[index].action;
                let token = step::token(orders.run, steps, index);
                let version = progress.versions.get(action.id()).copied();
                running.push(async move {
                    let outcome = one_step(client, action, &token, version).await;
                    (index, stopped(outcome, orders))
                });
            }
        }
        let Some((index, outcome)) = running.next().await else { break };
        tell(Told::Ended(index, &outcome));
        progress.end(index, outcome, orders);
    }
    progress.report(orders)
}

/// A step that was about to be tried again when somebody asked to stop, and that had done nothing,
/// counts as not started.
fn stopped(outcome: Outcome, orders: &Orders<'_>) -> Outcome {
    match &outcome {
        Outcome::Failed(error)
            if orders.stop.is_asked()
                && matches!(
                    error.failure,
                    Failure::Stopped
                        | Failure::Throttled { .. }
                        | Failure::NoAnswer { sent: false, .. }
                ) =>
        {
            Outcome::Skipped(Skipped::Stopped)
        }
        _ => outcome,
    }
}
