//! The rules of writing: one operation against the resources as they are, all of it or nothing.
//!
//! Pure but for the clock and the ids that are handed in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::model::tag::{TAGS_MAX, TagKey};
use crate::model::{
    Instance, InstanceId, Instances, Kind, Metadata, Resource, ResourceId, Snapshot, Spec, Status,
    Strength, Tags, Timestamp,
};
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::server::arn;
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::locks::{ChangedLocks, LockView, Locks, Moment};
use crate::server::plane::operation::{Answer, Change, Expected, Operation, named};
use crate::server::plane::rollouts::Rollouts;
use crate::server::plane::source::Sources;
use crate::server::plane::{Published, lookup};
use crate::store::{Event, EventKind, Identity};

/// How many blockers of a deletion are named.
const NAMED_MAX: usize = 3;

/// The resources and instances with all operations so far, committed or not.
#[derive(Debug, Clone)]
pub struct Working {
    pub identity: Arc<Identity>,
    pub snapshot: Snapshot,
    pub instances: Instances,
    pub locks: Locks,
    pub rollouts: Rollouts,
    pub revision: u64,
}

/// What an operation did.
#[derive(Debug, Default)]
pub struct Step {
    /// None where nothing changed.
    pub events: Vec<Event>,
    /// The instances that changed, as they are afterwards.
    pub instances: BTreeMap<InstanceId, Option<Arc<Instance>>>,
    pub answers: Vec<Answer>,
    pub changed_locks: ChangedLocks,
    /// The locks that were asked about.
    pub locks: Vec<LockView>,
    /// The records of rollouts that changed, as they are afterwards.
    pub rollouts: BTreeMap<String, Option<Arc<RolloutRecord>>>,
    /// What a rollout announced.
    pub entries: Vec<Entry>,
    /// The rollout that was asked about.
    pub rollout: Option<Arc<RolloutRecord>>,
}

impl Step {
    pub fn is_change(&self) -> bool {
        !self.events.is_empty() || !self.instances.is_empty()
    }

    fn add(&mut self, kind: EventKind, answer: Answer) {
        let id = answer.resource.id.clone();
        self.events.push(Event { kind, id, version: answer.resource.version() });
        self.answers.push(answer);
    }
}

impl Working {
    /// What readers are shown of it.
    pub fn published(&self) -> Published {
        let Self { snapshot, instances, revision, .. } = self;
        Published { revision: *revision, snapshot: snapshot.clone(), instances: instances.clone() }
    }

    /// Does the operation. On an error nothing has changed.
    pub fn apply(&mut self, operation: Operation, sources: &mut Sources) -> Result<Step, ApiError> {
        let mut step = Step::default();
        match operation {
            Operation::Change { change, token: _ } => self.change(change, sources, &mut step)?,
            Operation::Tag { id, tags } => self.tag(&id, &tags, &mut step)?,
            Operation::Untag { id, keys } => self.untag(&id, &keys, &mut step)?,
            Operation::Batch { changes, if_revision } => {
                self.check_revision(if_revision)?;
                let before = self.snapshot.clone();
                for (index, change) in changes.into_iter().enumerate() {
                    if let Err(error) = self.change(change, sources, &mut step) {
                        self.snapshot = before;
                        return Err(error.at_change(index));
                    }
                }
            }
            Operation::RegisterInstance { id, instance } => {
                self.register(id, instance, &mut step)?;
            }
            Operation::DeregisterInstance { id } => self.deregister(id, &mut step)?,
            Operation::ReplaceInstances { service, instances } => {
                self.replace(&service, instances, &mut step)?;
            }
            Operation::Rollout(call) => self.rollout(call, sources, &mut step)?,
            Operation::Lock(call) => {
                let now = Moment { wall: sources.now(), uptime: sources.uptime() };
                step.locks = self.locks.apply(call, now, &mut step.changed_locks)?;
            }
        }
        if step.is_change() {
            self.revision += 1;
        }
        Ok(step)
    }

    fn check_revision(&self, expected: Option<u64>) -> Result<(), ApiError> {
        match expected {
            Some(expected) if expected != self.revision => Err(ApiError::new(
                ErrorKind::PreconditionFailed,
                format!("the revision is {}, not {expected}", self.revision),
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn change(
        &mut self,
        mut change: Change,
        sources: &mut Sources,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        change.fill_defaults();
        let (kind, answer) = match change {
            Change::Create { id, spec, tags } => {
                (EventKind::Created, self.create(id, spec, tags, sources)?)
            }
            Change::Update { id, spec, tags, expected } => {
                let before = self.expect(&id, &expected)?;
                (EventKind::Updated, self.update(&before, spec, tags, sources)?)
            }
            Change::Delete { id, expected } => {
                let before = self.expect(&id, &expected)?;
                (EventKind::Deleted, self.delete(&before, sources)?)
            }
        };
        step.add(kind, answer);
        Ok(())
    }

    /// The resource as it is, if it may be changed.
    fn expect(&self, id: &ResourceId, expected: &Expected) -> Result<Arc<Resource>, ApiError> {
        let resource = lookup::existing(&self.snapshot, id)?;
        expected.check(resource)?;
        Ok(Arc::clone(resource))
    }

    fn create(
        &mut self,
        id: ResourceId,
        spec: Spec,
        tags: Tags,
        sources: &mut Sources,
    ) -> Result<Answer, ApiError> {
        lookup::parents(&self.snapshot, &id)?;
        if self.snapshot.contains(&id) {
            let message = format!("the {} exists already", named(&id));
            return Err(ApiError::new(ErrorKind::Conflict, message));
        }
        let now = sources.now();
        let metadata = Metadata {
            arn: arn::write(&self.identity, &id),
            created_at: now,
            last_updated_at: now,
            mesh_owner: self.identity.account.clone(),
            resource_owner: self.identity.account.clone(),
            uid: sources.id(),
            version: 1,
        };
        self.put(Resource { id, spec, tags, metadata: Some(Box::new(metadata)) })
    }

    fn update(
        &mut self,
        before: &Resource,
        spec: Spec,
        tags: Option<Tags>,
        sources: &Sources,
    ) -> Result<Answer, ApiError> {
        self.put(Resource {
            id: before.id.clone(),
            spec,
            tags: tags.unwrap_or_else(|| before.tags.clone()),
            metadata: before.metadata.as_ref().map(|known| Box::new(next(known, sources.now()))),
        })
    }

    /// Puts the resource in place, if all that it refers to exists.
    fn put(&mut self, resource: Resource) -> Result<Answer, ApiError> {
        lookup::references(&self.snapshot, &resource)?;
        let resource = Arc::new(resource);
        self.snapshot.insert(Arc::clone(&resource));
        Ok(Answer::active(resource))
    }

    /// Removes the resource and answers its last state. As with App Mesh that is a version of its
    /// own, but for meshes.
    fn delete(&mut self, before: &Resource, sources: &Sources) -> Result<Answer, ApiError> {
        self.check_unused(&before.id)?;
        self.snapshot.remove(&before.id);
        let metadata = before.metadata.as_ref().map(|known| {
            let next = next(known, sources.now());
            let version = if before.kind() == Kind::Mesh { known.version } else { next.version };
            Box::new(Metadata { version, ..next })
        });
        let last = Resource { metadata, ..before.clone() };
        Ok(Answer { resource: Arc::new(last), status: Status::Deleted })
    }

    /// That nothing is part of the resource and nothing needs it.
    fn check_unused(&self, id: &ResourceId) -> Result<(), ApiError> {
        let parts = listed(self.snapshot.parts(id));
        let referrers = listed(self.snapshot.referrers(id, Strength::Required).into_iter());
        let reason = match (parts, referrers) {
            (None, None) => return Ok(()),
            (Some(parts), None) => format!("it still has {parts}"),
            (None, Some(referrers)) => format!("it is still needed by {referrers}"),
            (Some(parts), Some(referrers)) => {
                format!("it still has {parts}, and is needed by {referrers}")
            }
        };
        let message = format!("the {} cannot be deleted: {reason}", named(id));
        Err(ApiError::new(ErrorKind::ResourceInUse, message))
    }

    pub(super) fn tag(
        &mut self,
        id: &ResourceId,
        added: &Tags,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        let before = lookup::existing(&self.snapshot, id)?;
        let mut tags = before.tags.clone();
        for (key, value) in added.iter() {
            tags.insert(key.clone(), value.clone());
        }
        if tags.len() > TAGS_MAX {
            let message = format!(
                "the {} would have {} tags; at most {TAGS_MAX} are allowed",
                named(id),
                tags.len()
            );
            return Err(ApiError::new(ErrorKind::TooManyTags, message));
        }
        self.set_tags(id, tags, step)
    }

    pub(super) fn untag(
        &mut self,
        id: &ResourceId,
        keys: &[TagKey],
        step: &mut Step,
    ) -> Result<(), ApiError> {
        let mut tags = lookup::existing(&self.snapshot, id)?.tags.clone();
        for key in keys {
            tags.remove(key);
        }
        self.set_tags(id, tags, step)
    }

    fn set_tags(&mut self, id: &ResourceId, tags: Tags, step: &mut Step) -> Result<(), ApiError> {
        let before = lookup::existing(&self.snapshot, id)?;
        if before.tags == tags {
            return Ok(());
        }
        let after = Arc::new(Resource { tags, ..Resource::clone(before) });
        self.snapshot.insert(Arc::clone(&after));
        step.add(EventKind::Tagged, Answer::active(after));
        Ok(())
    }
}

/// The metadata after a change. Time never goes back, whatever the clock does.
fn next(before: &Metadata, now: Timestamp) -> Metadata {
    Metadata {
        last_updated_at: now.max(before.last_updated_at),
        version: before.version + 1,
        ..before.clone()
    }
}

/// The first few resources by name, and how many more there are.
fn listed<'a>(mut resources: impl Iterator<Item = &'a Arc<Resource>>) -> Option<String> {
    let mut text = format!("the {}", named(&resources.next()?.id));
    for resource in resources.by_ref().take(NAMED_MAX - 1) {
        let _ = write!(text, ", the {}", named(&resource.id));
    }
    match resources.count() {
        0 => {}
        more => {
            let _ = write!(text, " and {more} more");
        }
    }
    Some(text)
}
