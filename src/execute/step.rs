//! One step of a plan: the write, and what became of it where the answer was lost.

use std::sync::Arc;

use uuid::Uuid;

use crate::client::{Client, ClientError, Failure};
use crate::execute::report::{Note, Now, Outcome};
use crate::model::{Resource, ResourceId, Tag, Tags};
use crate::plan::{Action, Step, TagChange, spec_changes};

/// The token of the writes of a step. The same step of the same run always has the same one, so that
/// a control plane does a repeated request only once.
pub fn token(run: Uuid, steps: &[Step], index: usize) -> String {
    let id = steps[index].action.id();
    let part = steps[..index].iter().filter(|step| step.action.id() == id).count();
    Uuid::new_v5(&run, format!("{}#{part}", id.full_address()).as_bytes()).to_string()
}

/// Does one step. `version` is what an earlier step of this run made of the resource.
pub async fn one_step(
    client: &Client,
    action: &Action,
    token: &str,
    version: Option<i64>,
) -> Outcome {
    match action {
        Action::Create { after } => create(client, after, token).await,
        Action::Delete { before } => {
            let version = version.unwrap_or_else(|| before.version());
            delete(client, before, version).await
        }
        Action::Update { before, after, changes, tags } => {
            let mut version = version.unwrap_or_else(|| before.version());
            let mut note = None;
            if !changes.is_empty() {
                match update(client, before, after, (token, version)).await {
                    Outcome::Done(done) => {
                        version = done.version.unwrap_or(version);
                        note = done.note;
                    }
                    outcome => return outcome,
                }
            }
            match tag(client, before, tags).await {
                Ok(()) => Outcome::Done(crate::execute::Done { version: Some(version), note }),
                // With the spec written and the tags not, the step is half done.
                Err(error) if !changes.is_empty() => {
                    Outcome::Unknown(Arc::new(error), Now::WithoutTags)
                }
                Err(error) if error.is_ambiguous() => {
                    Outcome::Unknown(Arc::new(error), Now::WithoutTags)
                }
                Err(error) => Outcome::Failed(Arc::new(error)),
            }
        }
    }
}

async fn create(client: &Client, after: &Resource, token: &str) -> Outcome {
    let error = match client.create(after, token).await {
        Ok(stored) => return written(&stored, after, 0),
        Err(error) => error,
    };
    let exists = matches!(error.failure, Failure::Conflict { .. });
    if !exists && !error.is_ambiguous() {
        return Outcome::Failed(Arc::new(error));
    }
    match look(client, &after.id).await {
        Look::Found(found) if is_as(client, &found, after).await => {
            let note = if exists && !error.is_ambiguous() { Note::Already } else { Note::LookedAt };
            Outcome::noted(Some(found.version()), note)
        }
        Look::Found(found) if !error.is_ambiguous() => {
            Outcome::Failed(Arc::new(made_by_others(error, &found.id)))
        }
        _ if !error.is_ambiguous() => Outcome::Failed(Arc::new(error)),
        Look::Found(_) => Outcome::Unknown(Arc::new(error), Now::Other),
        Look::Gone => unchanged(error),
        Look::Unseen => Outcome::Unknown(Arc::new(error), Now::Unseen),
    }
}

/// The refusal to create what exists by now, and is not as planned: the plan is out of date.
pub fn made_by_others(mut error: ClientError, id: &ResourceId) -> ClientError {
    let message =
        format!("{} was to be created, and exists by now, other than planned", id.address());
    error.failure = Failure::Stale { message };
    error
}

async fn update(
    client: &Client,
    before: &Resource,
    after: &Resource,
    (token, version): (&str, i64),
) -> Outcome {
    if let Err(error) = check(client, before, version, "update").await {
        return Outcome::Failed(Arc::new(error));
    }
    let error = match client.update(after, token, Some(version)).await {
        Ok(stored) => return written(&stored, after, version),
        Err(error) => error,
    };
    // Refused may be the second copy of a request whose first one was done.
    let twice = matches!(error.failure, Failure::Conflict { .. } | Failure::Stale { .. });
    if !error.is_ambiguous() && !twice {
        return Outcome::Failed(Arc::new(error));
    }
    match look(client, &after.id).await {
        Look::Found(found) if spec_changes(&found.spec, &after.spec).is_empty() => {
            let note = if error.is_ambiguous() { Note::LookedAt } else { Note::Already };
            Outcome::noted(Some(found.version()), note)
        }
        _ if !error.is_ambiguous() => Outcome::Failed(Arc::new(error)),
        Look::Found(found) if is_as_before(&found, before, version) => unchanged(error),
        Look::Found(_) | Look::Gone => Outcome::Unknown(Arc::new(error), Now::Other),
        Look::Unseen => Outcome::Unknown(Arc::new(error), Now::Unseen),
    }
}

async fn delete(client: &Client, before: &Resource, version: i64) -> Outcome {
    match check(client, before, version, "delete").await {
        Ok(()) => {}
        Err(error) if error.is_not_found() => return Outcome::noted(None, Note::Already),
        Err(error) => return Outcome::Failed(Arc::new(error)),
    }
    let error = match client.delete(&before.id, Some(version)).await {
        Ok(()) => return Outcome::done(None),
        Err(error) if error.is_not_found() => return Outcome::noted(None, Note::Already),
        Err(error) if !error.is_ambiguous() => return Outcome::Failed(Arc::new(error)),
        Err(error) => error,
    };
    match look(client, &before.id).await {
        Look::Gone => Outcome::noted(None, Note::LookedAt),
        Look::Found(found) if is_as_before(&found, before, version) => unchanged(error),
        Look::Found(_) => Outcome::Unknown(Arc::new(error), Now::Other),
        Look::Unseen => Outcome::Unknown(Arc::new(error), Now::Unseen),
    }
}

/// Finds out right before a write whether somebody was faster, where the control plane does not
/// do that itself. Not atomic: what happens between the two is not seen.
async fn check(
    client: &Client,
    before: &Resource,
    version: i64,
    doing: &str,
) -> Result<(), ClientError> {
    if client.capabilities().await?.if_match {
        return Ok(());
    }
    let found = client.describe(&before.id).await?;
    if is_as_before(&found, before, version) {
        return Ok(());
    }
    let message = if found.version() == version {
        "it is another one than the plan was made for".to_owned()
    } else {
        format!("it has version {} now, and the plan was made for {version}", found.version())
    };
    Err(ClientError::new(format!("{doing} {}", before.id), Failure::Stale { message }))
}

/// Whether a resource is still the one that a step was planned for.
fn is_as_before(found: &Resource, before: &Resource, version: i64) -> bool {
    let same = match (&found.metadata, &before.metadata) {
        (Some(found), Some(before)) => found.uid == before.uid,
        _ => true,
    };
    same && found.version() == version && spec_changes(&found.spec, &before.spec).is_empty()
}

/// How a resource is now.
enum Look {
    Found(Resource),
    Gone,
    Unseen,
}

async fn look(client: &Client, id: &ResourceId) -> Look {
    match client.describe(id).await {
        Ok(found) => Look::Found(found),
        Err(error) if error.is_not_found() => Look::Gone,
        Err(_) => Look::Unseen,
    }
}

/// Whether a resource has the spec and the tags that it was to be created with.
async fn is_as(client: &Client, found: &Resource, after: &Resource) -> bool {
    if !spec_changes(&found.spec, &after.spec).is_empty() {
        return false;
    }
    match &found.metadata {
        Some(metadata) if !after.tags.is_empty() => match client.tags(&metadata.arn).await {
            Ok(tags) => after.tags.iter().all(|(key, value)| tags.get(key) == Some(value)),
            Err(_) => false,
        },
        _ => true,
    }
}

/// A write without a usable answer, after which everything is as before. It failed, unless it may
/// still be under way.
fn unchanged(error: ClientError) -> Outcome {
    let open = error.is_open();
    let error = Arc::new(error);
    if open { Outcome::Unknown(error, Now::AsBefore) } else { Outcome::Failed(error) }
}

/// A write that was answered, with what the control plane stored.
fn written(stored: &Resource, sent: &Resource, version: i64) -> Outcome {
    let other = spec_changes(&sent.spec, &stored.spec);
    let note = if !other.is_empty() {
        Some(Note::StoredOther(other))
    } else if version > 0 && stored.version() > version + 1 {
        Some(Note::Overtaken)
    } else {
        None
    };
    Outcome::Done(crate::execute::Done { version: Some(stored.version()), note })
}

/// Puts the tags that differ over those that are there.
async fn tag(client: &Client, before: &Resource, tags: &[TagChange]) -> Result<(), ClientError> {
    let changed: Tags =
        tags.iter().map(|change| Tag::new(change.key.clone(), change.after.clone())).collect();
    match &before.metadata {
        Some(metadata) if !changed.is_empty() => {
            let Err(error) = client.tag(&metadata.arn, &changed).await else { return Ok(()) };
            if !error.is_ambiguous() {
                return Err(error);
            }
            match client.tags(&metadata.arn).await {
                Ok(now) if changed.iter().all(|(key, value)| now.get(key) == Some(value)) => Ok(()),
                _ => Err(error),
            }
        }
        _ => Ok(()),
    }
}
