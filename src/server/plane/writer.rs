//! The one writer: takes what waits, does it in order, commits it together, then answers.
//!
//! Nothing is published or answered before it is durable. Errors wait for the commit, too: they
//! may rest on a change that only that commit keeps.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{mpsc, oneshot};

use crate::model::Resource;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Shared;
use crate::server::plane::locks::Fence;
use crate::server::plane::operation::{Answer, ClientToken, Operation, Outcome, named};
use crate::server::plane::source::Sources;
use crate::server::plane::working::{Step, Working};
use crate::store::{Batch, StoreError, StoredToken, TokenKey, Transaction};

/// The most operations in one commit.
const GROUP_MAX: usize = 1024;

/// An operation that waits to be done.
pub struct Request {
    pub operation: Operation,
    pub fence: Option<Fence>,
    pub reply: oneshot::Sender<Result<Outcome, ApiError>>,
}

/// What the writing thread owns.
pub struct Writer {
    pub shared: Arc<Shared>,
    pub working: Working,
    pub sources: Sources,
}

/// The operations that are committed together.
struct Group {
    batch: Batch,
    /// The tokens in the batch, which the store does not know yet.
    tokens: HashMap<TokenKey, StoredToken>,
}

impl Writer {
    /// Runs until nobody can send a request any more; what was sent by then is done.
    pub fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        let mut waiting = Vec::with_capacity(GROUP_MAX);
        while requests.blocking_recv_many(&mut waiting, GROUP_MAX) > 0 {
            self.group(&mut waiting);
        }
    }

    fn group(&mut self, requests: &mut Vec<Request>) {
        if let Some(reason) = self.shared.failure() {
            return refuse(
                requests.drain(..).map(|request| request.reply),
                &writing_is_off(&reason),
            );
        }
        let before = self.working.clone();
        let mut group = Group { batch: Batch::new(self.sources.now()), tokens: HashMap::new() };
        let (replies, outcomes): (Vec<_>, Vec<_>) = requests
            .drain(..)
            .map(|Request { operation, fence, reply }| {
                (reply, self.perform(operation, fence.as_ref(), &mut group))
            })
            .unzip();
        let Group { mut batch, tokens } = group;
        batch.tokens = tokens.into_iter().collect();
        if !batch.is_empty() {
            if let Err(error) = self.commit(&batch, replies.len()) {
                self.working = before;
                if is_for_good(&error) {
                    tracing::error!(%error, "a commit failed; writing is off until the next start");
                    self.shared.fail(error.to_string());
                } else {
                    tracing::warn!(%error, "a commit was refused");
                }
                return refuse(replies.into_iter(), &refusal(&error));
            }
            self.publish(batch);
        }
        for (reply, outcome) in replies.into_iter().zip(outcomes) {
            // Whoever went away does not want to know.
            let _ = reply.send(outcome);
        }
    }

    fn commit(&self, batch: &Batch, operations: usize) -> Result<(), StoreError> {
        let started = Instant::now();
        let done = self.shared.store.commit(batch);
        self.shared.meter.commit(operations, started.elapsed(), done.is_ok());
        done
    }

    /// Does the operation on the working copy, and notes in the group what to keep of it.
    fn perform(
        &mut self,
        operation: Operation,
        fence: Option<&Fence>,
        group: &mut Group,
    ) -> Result<Outcome, ApiError> {
        if let Some(fence) = fence {
            let meshes = operation.meshes();
            self.working.locks.check(fence, meshes.into_iter(), self.sources.uptime())?;
        }
        let token = match &operation {
            Operation::Change { token, .. } => token.clone(),
            _ => None,
        };
        if let Some(token) = &token
            && let Some(known) = self.known(token, group)?
        {
            return self.replay(token, known);
        }
        let step = self.working.apply(operation, &mut self.sources)?;
        self.note(&step, group);
        if let (Some(token), [answer]) = (token, step.answers.as_slice()) {
            let ClientToken { key, fingerprint } = token;
            let answer = Arc::clone(&answer.resource);
            group.tokens.insert(key, StoredToken { fingerprint, at: group.batch.at, answer });
        }
        let changed = step.is_change();
        let Step { answers, locks, rollout, .. } = step;
        Ok(Outcome { revision: self.working.revision, changed, answers, locks, rollout })
    }

    fn known(&self, token: &ClientToken, group: &Group) -> Result<Option<StoredToken>, ApiError> {
        if let Some(known) = group.tokens.get(&token.key) {
            return Ok(Some(known.clone()));
        }
        self.shared.store.token(&token.key).map_err(|error| {
            tracing::error!(%error, "a client token cannot be looked up");
            // Nothing was written yet.
            let message = format!("nothing was changed: {error}");
            ApiError::new(ErrorKind::StoreFailed, message)
        })
    }

    fn replay(&self, token: &ClientToken, known: StoredToken) -> Result<Outcome, ApiError> {
        if known.fingerprint != token.fingerprint {
            return Err(ApiError::new(
                ErrorKind::Conflict,
                "the clientToken was used before, for another request",
            ));
        }
        let uid = |resource: &Resource| resource.metadata.as_ref().map(|known| known.uid.clone());
        let id = &known.answer.id;
        if self.working.snapshot.get(id).and_then(|now| uid(now)) != uid(&known.answer) {
            return Err(ApiError::new(
                ErrorKind::Conflict,
                format!(
                    "the request of this clientToken was carried out, and the {} was deleted since",
                    named(id)
                ),
            ));
        }
        let answers = vec![Answer::active(known.answer)];
        let revision = self.working.revision;
        Ok(Outcome { revision, changed: false, answers, locks: Vec::new(), rollout: None })
    }

    fn note(&self, step: &Step, group: &mut Group) {
        let locks = step.changed_locks.iter().map(|(mesh, after)| (mesh.clone(), after.clone()));
        group.batch.locks.extend(locks);
        group.batch.rollouts.extend(step.rollouts.clone());
        group.batch.entries.extend(step.entries.iter().cloned());
        if !step.is_change() {
            return;
        }
        for event in &step.events {
            let after = self.working.snapshot.get(&event.id).map(Arc::clone);
            group.batch.resources.insert(event.id.clone(), after);
        }
        let changed = step.instances.iter().map(|(id, after)| (id.clone(), after.clone()));
        group.batch.instances.extend(changed);
        let services: BTreeSet<_> = step.instances.keys().map(|id| id.service.clone()).collect();
        group.batch.transactions.push(Arc::new(Transaction {
            revision: self.working.revision,
            events: step.events.clone(),
            services: services.into_iter().collect(),
        }));
    }

    /// Shows the new state to readers, then tells those who listen for events.
    fn publish(&self, batch: Batch) {
        if !batch.transactions.is_empty() {
            self.shared.published.send_replace(self.working.published());
        }
        // After the routes, so that nobody sees a rollout ahead of them.
        if !batch.rollouts.is_empty() {
            self.shared.rollouts.send_replace(self.working.rollouts.clone());
        }
        self.shared.meter.announced(&batch.entries);
        for transaction in batch.transactions {
            // Nobody may be listening.
            let _ = self.shared.events.send(transaction);
        }
    }
}

type Reply = oneshot::Sender<Result<Outcome, ApiError>>;

fn refuse(replies: impl Iterator<Item = Reply>, error: &ApiError) {
    for reply in replies {
        let _ = reply.send(Err(error.clone()));
    }
}

/// Whether nothing can be written any more, or at least nobody knows.
fn is_for_good(error: &StoreError) -> bool {
    !matches!(error, StoreError::Full { .. } | StoreError::ReadOnly { .. })
}

/// What callers are told when the store did not keep their changes, or could not be read.
pub fn refusal(error: &StoreError) -> ApiError {
    match error {
        StoreError::Full { .. } => ApiError::new(
            ErrorKind::InsufficientStorage,
            format!("nothing was changed: {error}; make room, then try again"),
        ),
        StoreError::ReadOnly { .. } => {
            ApiError::new(ErrorKind::StoreFailed, format!("nothing was changed: {error}"))
        }
        StoreError::Replaced { .. } => writing_is_off(&error.to_string()),
        _ => ApiError::new(
            ErrorKind::InternalServerError,
            "the store failed while it kept the change; whether it did is known after a restart",
        ),
    }
}

fn writing_is_off(reason: &str) -> ApiError {
    let message = format!("nothing can be changed until the control plane is restarted: {reason}");
    ApiError::new(ErrorKind::StoreFailed, message)
}
