//! A plan in one transaction: all of it, or nothing.

use std::sync::Arc;

use crate::client::{BatchChange, Client, ClientError, Failure, WithTags};
use crate::execute::report::{Note, Now, Orders, Outcome, Report, Skipped, Told};
use crate::execute::step::made_by_others;
use crate::model::{ResourceId, Snapshot};
use crate::plan::{Action, Step, spec_changes};

/// How everything is after a transaction without an answer.
enum Look {
    Done,
    AsBefore,
    /// Something else; the steps that create what exists by now, by their place.
    Other(Vec<usize>),
    Unseen,
}

/// Sends all steps that are still to be done as one transaction.
pub async fn apply(
    client: &Client,
    steps: &[Step],
    orders: &Orders<'_>,
    tell: &mut impl FnMut(Told<'_>),
) -> Report {
    let is_open = |index: &usize| !orders.done.get(*index).copied().unwrap_or(false);
    let open: Vec<usize> = (0..steps.len()).filter(is_open).collect();
    let before = || Outcome::noted(None, Note::Before);
    let mut outcomes: Vec<Outcome> = steps.iter().map(|_| before()).collect();
    if open.is_empty() {
        return Report { outcomes };
    }
    let ended = if orders.stop.is_asked() {
        open.iter().map(|_| Outcome::Skipped(Skipped::Stopped)).collect()
    } else {
        tell(Told::Starting(&open));
        send(client, steps, &open).await
    };
    for (index, outcome) in open.into_iter().zip(ended) {
        tell(Told::Ended(index, &outcome));
        outcomes[index] = outcome;
    }
    Report { outcomes }
}

async fn send(client: &Client, steps: &[Step], open: &[usize]) -> Vec<Outcome> {
    let changes: Vec<BatchChange<'_>> =
        open.iter().enumerate().map(|(at, index)| change(steps, open, at, *index)).collect();
    let error = match client.apply(&changes).await {
        Ok(stored) => {
            let done = stored.iter().zip(open).map(|(stored, index)| {
                let version = match steps[*index].action {
                    Action::Delete { .. } => None,
                    _ => Some(stored.version()),
                };
                Outcome::done(version)
            });
            return done.collect();
        }
        Err(error) => error,
    };
    // Refused may be the second copy of a request whose first one was done.
    let twice = matches!(
        error.failure,
        Failure::Conflict { .. } | Failure::Stale { .. } | Failure::NotFound { .. }
    );
    if !error.is_ambiguous() && !twice {
        return refused(error, open.len());
    }
    let note = if error.is_ambiguous() { Note::LookedAt } else { Note::Already };
    match look(client, steps, open).await {
        Look::Done => open.iter().map(|_| Outcome::noted(None, note.clone())).collect(),
        Look::Other(exist) if !error.is_ambiguous() => {
            refused(out_of_date(error, &exist, |at| steps[open[at]].action.id()), open.len())
        }
        _ if !error.is_ambiguous() => refused(error, open.len()),
        // All answers are in, and nothing happened.
        Look::AsBefore if !error.is_open() => refused(error, open.len()),
        Look::AsBefore => unknown(error, open.len(), Now::AsBefore),
        Look::Other(_) => unknown(error, open.len(), Now::Other),
        Look::Unseen => unknown(error, open.len(), Now::Unseen),
    }
}

/// A conflict with something that was made since the plan means that the plan is out of date.
fn out_of_date<'a>(
    error: ClientError,
    exist: &[usize],
    id: impl Fn(usize) -> &'a ResourceId,
) -> ClientError {
    let at = error.change.or_else(|| exist.first().copied()).filter(|at| exist.contains(at));
    match at {
        Some(at) if matches!(error.failure, Failure::Conflict { .. }) => {
            made_by_others(error.at_change(Some(at)), id(at))
        }
        _ => error,
    }
}

fn unknown(error: ClientError, steps: usize, now: Now) -> Vec<Outcome> {
    let error = Arc::new(error);
    (0..steps).map(|_| Outcome::Unknown(Arc::clone(&error), now)).collect()
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

/// A step as a change. Where an earlier change of the same transaction is about the same resource,
/// that has made the version grow by one.
fn change<'a>(steps: &'a [Step], open: &[usize], at: usize, index: usize) -> BatchChange<'a> {
    let action = &steps[index].action;
    let same = open[..at].iter().rev().map(|other| &steps[*other].action);
    let same = same.filter(|other| other.id() == action.id());
    // What was deleted and is made anew begins to count anew.
    let same = same.take_while(|other| !matches!(other, Action::Delete { .. }));
    let earlier = i64::try_from(same.count()).unwrap_or(0);
    match action {
        Action::Create { after } => BatchChange::Create(after),
        Action::Update { before, after, .. } => {
            BatchChange::Update { resource: after, version: before.version() + earlier }
        }
        Action::Delete { before } => {
            BatchChange::Delete { id: &before.id, version: before.version() + earlier }
        }
    }
}

/// Looks at what a transaction was about.
async fn look(client: &Client, steps: &[Step], open: &[usize]) -> Look {
    let actions: Vec<&Action> = open.iter().map(|index| &steps[*index].action).collect();
    let mut meshes: Vec<&str> = actions.iter().map(|action| action.id().mesh()).collect();
    meshes.sort_unstable();
    meshes.dedup();
    let Ok(now) = client.snapshot(&meshes, WithTags::Yes).await else { return Look::Unseen };
    // Of several steps for one resource the last one tells what it should be, and the first what
    // it was.
    let is_last = |at: usize| actions[at + 1..].iter().all(|other| other.id() != actions[at].id());
    let is_first = |at: usize| actions[..at].iter().all(|other| other.id() != actions[at].id());
    if (0..actions.len()).filter(|at| is_last(*at)).all(|at| is_done(&now, actions[at])) {
        return Look::Done;
    }
    if (0..actions.len()).filter(|at| is_first(*at)).all(|at| is_undone(&now, actions[at])) {
        return Look::AsBefore;
    }
    let exists = |at: &usize| match actions[*at] {
        Action::Create { after } => is_first(*at) && now.contains(&after.id),
        Action::Update { .. } | Action::Delete { .. } => false,
    };
    Look::Other((0..actions.len()).filter(exists).collect())
}

fn is_done(now: &Snapshot, action: &Action) -> bool {
    match (action, now.get(action.id())) {
        (Action::Delete { .. }, found) => found.is_none(),
        (Action::Create { after } | Action::Update { after, .. }, Some(found)) => {
            let tagged = |(key, value)| found.tags.get(key) == Some(value);
            spec_changes(&found.spec, &after.spec).is_empty()
                && after.tags.iter().all(|(key, value)| tagged((key.as_str(), value)))
        }
        (_, None) => false,
    }
}

fn is_undone(now: &Snapshot, action: &Action) -> bool {
    let version = |id: &ResourceId| now.get(id).map(|found| found.version());
    match action {
        Action::Create { after } => !now.contains(&after.id),
        Action::Update { before, .. } | Action::Delete { before } => {
            version(&before.id) == Some(before.version())
        }
    }
}
