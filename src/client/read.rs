//! Reading many resources: in one request where the control plane can do that, else list by list.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use crate::client::Client;
use crate::client::answer;
use crate::client::error::{ClientError, Failure};
use crate::client::request::{Call, Collection};
use crate::model::{Kind, Resource, ResourceId, Snapshot, Tags};

/// The most pages that one list may have; a control plane that never ends is stopped here.
const PAGES_MAX: usize = 10_000;

/// Whether tags are read too, which costs a request per resource where there is no bulk read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithTags {
    Yes,
    No,
}

impl Client {
    /// The names of all meshes.
    pub async fn meshes(&self) -> Result<Vec<String>, ClientError> {
        self.names(Collection { kind: Kind::Mesh, mesh: "", parent: None }).await
    }

    /// All that is in these meshes. A mesh that does not exist is empty.
    pub async fn snapshot(&self, meshes: &[&str], tags: WithTags) -> Result<Snapshot, ClientError> {
        let mut snapshot = Snapshot::default();
        for mesh in meshes {
            let resources = if self.capabilities().await?.snapshot {
                let call = Call::Snapshot { mesh: Some(mesh) };
                answer::snapshot(&call, &self.send(&call).await?)?
            } else {
                self.crawl(mesh, tags).await?
            };
            for resource in resources {
                snapshot.insert(resource.into());
            }
        }
        Ok(snapshot)
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
        let ids: Vec<ResourceId> = self.gather(lists).await?;
        let parents = ids.iter().flat_map(|id| {
            id.kind().children().map(move |kind| Collection { kind, mesh, parent: Some(id.name()) })
        });
        let parts: Vec<ResourceId> = self.gather(parents.map(|of| self.ids_if_any(of))).await?;
        let all = ids.iter().chain(&parts);
        let described = self.gather(all.map(|id| self.read_one(id, tags))).await?;
        let first = self.tagged(found, tags).await?;
        Ok(std::iter::once(first).chain(described).collect())
    }

    /// A resource that is gone since it was listed is left out.
    async fn read_one(
        &self,
        id: &ResourceId,
        tags: WithTags,
    ) -> Result<Vec<Resource>, ClientError> {
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
        for _ in 0..PAGES_MAX {
            let call = Call::ListTags { arn, next: next.as_deref() };
            let (tags, token) = answer::tags(&call, &self.send(&call).await?)?;
            for (key, value) in tags.iter() {
                all.insert(key.clone(), value.clone());
            }
            match token {
                Some(token) => next = Some(token),
                None => return Ok(all),
            }
        }
        Err(endless(&Call::ListTags { arn, next: None }))
    }

    /// The resources of a collection. A control plane that does not know the kind has none of it,
    /// which is noted; a parent that is gone since it was listed has no children.
    async fn ids_if_any(&self, of: Collection<'_>) -> Result<Vec<ResourceId>, ClientError> {
        match self.ids(of).await {
            Err(error) if error.is_not_offered() => {
                self.note_missing(of.kind);
                Ok(Vec::new())
            }
            Err(error) if of.parent.is_some() && error.is_not_found() => Ok(Vec::new()),
            ended => ended,
        }
    }

    async fn ids(&self, of: Collection<'_>) -> Result<Vec<ResourceId>, ClientError> {
        let names = self.names(of).await?;
        // A name that weir refuses cannot be addressed safely, so the resource cannot be read.
        let ids = names.iter().map(|name| ResourceId::try_new(of.kind, of.mesh, of.parent, name));
        ids.collect::<Result<_, _>>().map_err(|error| {
            let call = Call::List { of, next: None };
            ClientError::new(call.doing(), Failure::NotUnderstood(error.to_string()))
        })
    }

    async fn names(&self, of: Collection<'_>) -> Result<Vec<String>, ClientError> {
        let mut names = Vec::new();
        let mut next: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let call = Call::List { of, next: next.as_deref() };
            let page = answer::names(&call, of.kind, &self.send(&call).await?)?;
            names.extend(page.items);
            match page.next {
                Some(token) if Some(&token) == next.as_ref() => break,
                Some(token) => next = Some(token),
                None => return Ok(names),
            }
        }
        Err(endless(&Call::List { of, next: None }))
    }
}

fn endless(call: &Call<'_>) -> ClientError {
    ClientError::new(call.doing(), Failure::Endless)
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
