//! Reading many resources: in one request where the control plane can do that, else list by list.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use crate::client::Client;
use crate::client::answer::{self, Listed};
use crate::client::cache::Stamp;
use crate::client::error::{ClientError, Failure};
use crate::client::request::{Call, Collection};
use crate::model::{IdError, Kind, Resource, ResourceId, Snapshot, Tags};

/// The most pages that one list may have; a control plane that never ends is stopped here.
pub(super) const PAGES_MAX: usize = 2_000;

/// The most pages in a row that hold nothing new. Some may be empty, but there is no end to them.
pub(super) const IDLE_PAGES_MAX: usize = 20;

/// Whether tags are read too, which costs a request per resource where there is no bulk read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithTags {
    Yes,
    No,
}

/// A resource that was found in a list.
type Found = (ResourceId, Option<Stamp>);

impl Client {
    /// The names of all meshes.
    pub async fn meshes(&self) -> Result<Vec<String>, ClientError> {
        let listed = self.listed(Collection { kind: Kind::Mesh, mesh: "", parent: None }).await?;
        Ok(listed.into_iter().map(|listed| listed.name).collect())
    }

    /// All that is in these meshes. A mesh that does not exist is empty.
    pub async fn snapshot(&self, meshes: &[&str], tags: WithTags) -> Result<Snapshot, ClientError> {
        let mut snapshot = Snapshot::default();
        for mesh in meshes {
            let resources = if self.capabilities().await?.snapshot {
                self.all_at_once(mesh).await?
            } else {
                self.crawl(mesh, tags).await?
            };
            for resource in resources {
                snapshot.insert(resource.into());
            }
        }
        Ok(snapshot)
    }

    /// All that is in a mesh, in one request. Only where [`snapshot`] says so.
    ///
    /// [`snapshot`]: crate::client::Capabilities::snapshot
    pub async fn all_at_once(&self, mesh: &str) -> Result<Vec<Resource>, ClientError> {
        let call = Call::Snapshot { mesh: Some(mesh) };
        answer::snapshot(&call, &self.send(&call).await?)
    }

    /// Reads a mesh list by list, then resource by resource.
    async fn crawl(&self, mesh: &str, tags: WithTags) -> Result<Vec<Resource>, ClientError> {
        let Ok(mesh_id) = ResourceId::try_new(Kind::Mesh, mesh, None, mesh) else {
            return Ok(Vec::new());
        };
        let found = match self.describe(&mesh_id).await {
            Ok(found) => found,
            Err(error) if error.is_not_found() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let kinds =
            Kind::ALL.into_iter().filter(|kind| *kind != Kind::Mesh && kind.row().parent.is_none());
        let lists = kinds.map(|kind| self.ids_if_any(Collection { kind, mesh, parent: None }));
        let found_here: Vec<Found> = self.gather(lists).await?;
        let parents = found_here.iter().flat_map(|(id, _)| {
            id.kind().children().map(move |kind| Collection { kind, mesh, parent: Some(id.name()) })
        });
        let parts: Vec<Found> = self.gather(parents.map(|of| self.ids_if_any(of))).await?;
        let all = found_here.iter().chain(&parts);
        let described = self.gather(all.map(|id| self.read_one(id, tags))).await?;
        let first = self.tagged(found, tags).await?;
        Ok(std::iter::once(first).chain(described).collect())
    }

    /// A resource that is gone since it was listed is left out.
    async fn read_one(&self, found: &Found, tags: WithTags) -> Result<Vec<Resource>, ClientError> {
        let (id, stamp) = found;
        if let Some(copy) = stamp.as_ref().and_then(|stamp| self.copy(stamp)) {
            return Ok(vec![self.tagged(copy, tags).await?]);
        }
        match self.describe(id).await {
            Ok(resource) => Ok(vec![self.tagged(resource, tags).await?]),
            Err(error) if error.is_not_found() => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn tagged(
        &self,
        mut resource: Resource,
        tags: WithTags,
    ) -> Result<Resource, ClientError> {
        if let (WithTags::Yes, Some(metadata)) = (tags, &resource.metadata) {
            resource.tags = self.tags(&metadata.arn).await?;
        }
        Ok(resource)
    }

    /// The tags of a resource.
    pub async fn tags(&self, arn: &str) -> Result<Tags, ClientError> {
        let mut all = Tags::default();
        let mut next: Option<String> = None;
        let (mut idle, mut pages) = (0, 0);
        while pages < PAGES_MAX {
            pages += 1;
            let call = Call::ListTags { arn, next: next.as_deref() };
            let (tags, token) = answer::tags(&call, &self.send(&call).await?)?;
            let known = all.len();
            for (key, value) in tags.iter() {
                all.insert(key.clone(), value.clone());
            }
            idle = if all.len() > known { 0 } else { idle + 1 };
            match token {
                Some(_) if idle >= IDLE_PAGES_MAX => break,
                Some(token) => next = Some(token),
                None => return Ok(all),
            }
        }
        Err(endless(&Call::ListTags { arn, next: None }, pages))
    }

    /// The resources of a collection. A control plane that does not know the kind has none of it,
    /// which is noted; a parent that is gone since it was listed has no children. One that is there
    /// has children that could not be listed.
    async fn ids_if_any(&self, of: Collection<'_>) -> Result<Vec<Found>, ClientError> {
        match self.ids(of).await {
            Err(error) if error.is_not_offered() => {
                self.note_missing(of.kind);
                Ok(Vec::new())
            }
            Err(error) if error.is_not_found() && self.is_gone(of).await? => Ok(Vec::new()),
            ended => ended,
        }
    }

    /// Finds out whether the control plane knows kinds of which nothing was listed until now, by the
    /// first page of a collection of each.
    pub async fn look_for(&self, of: &[Collection<'_>]) -> Result<(), ClientError> {
        for of in of {
            match self.send(&Call::List { of: *of, next: None }).await {
                Err(error) if error.is_not_offered() => self.note_missing(of.kind),
                // A mesh or parent that is not there yet is an answer of one who knows the kind.
                Err(error) if !error.is_not_found() => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the parent of a collection does not exist any more.
    async fn is_gone(&self, of: Collection<'_>) -> Result<bool, ClientError> {
        let (Some(kind), Some(name)) = (of.kind.row().parent, of.parent) else { return Ok(false) };
        let Ok(parent) = ResourceId::try_new(kind, of.mesh, None, name) else { return Ok(false) };
        match self.describe(&parent).await {
            Ok(_) => Ok(false),
            Err(error) if error.is_not_found() => Ok(true),
            Err(error) => Err(error),
        }
    }

    async fn ids(&self, of: Collection<'_>) -> Result<Vec<Found>, ClientError> {
        let listed = self.listed(of).await?.into_iter();
        // A name that weir refuses cannot be addressed safely, so the resource cannot be read.
        let ids = listed.map(|Listed { name, stamp }| {
            Ok((ResourceId::try_new(of.kind, of.mesh, of.parent, &name)?, stamp))
        });
        ids.collect::<Result<_, IdError>>().map_err(|error| {
            let call = Call::List { of, next: None };
            ClientError::new(call.doing(), Failure::NotUnderstood(error.to_string()))
        })
    }

    pub(super) async fn listed(&self, of: Collection<'_>) -> Result<Vec<Listed>, ClientError> {
        let mut names = Vec::new();
        let mut seen = HashSet::new();
        let mut next: Option<String> = None;
        let (mut idle, mut pages) = (0, 0);
        while pages < PAGES_MAX {
            pages += 1;
            let call = Call::List { of, next: next.as_deref() };
            let page = answer::listed(&call, of.kind, &self.send(&call).await?)?;
            let known = names.len();
            names.extend(page.items.into_iter().filter(|item| seen.insert(item.name.clone())));
            idle = if names.len() > known { 0 } else { idle + 1 };
            match page.next {
                Some(token) if Some(&token) == next.as_ref() || idle >= IDLE_PAGES_MAX => break,
                Some(token) => next = Some(token),
                None => return Ok(names),
            }
        }
        Err(endless(&Call::List { of, next: None }, pages))
    }
}

fn endless(call: &Call<'_>, pages: usize) -> ClientError {
    ClientError::new(call.doing(), Failure::Endless { pages })
}

impl Client {
    /// Runs reads side by side and puts their results together in the given order.
    async fn gather<F, T>(&self, reads: impl Iterator<Item = F>) -> Result<Vec<T>, ClientError>
    where
        F: Future<Output = Result<Vec<T>, ClientError>>,
    {
        let reads = stream::iter(reads).buffered(self.limits.concurrency);
        let lists: Vec<Vec<T>> = reads.try_collect().await?;
        Ok(lists.into_iter().flatten().collect())
    }
}
