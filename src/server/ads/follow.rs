//! Follows what the plane publishes, and hands each group what changed for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::Stream;

use crate::model::ResourceId;
use crate::server::ads::Ads;
use crate::server::ads::registry::Assembled;
use crate::server::plane::Published;
use crate::server::plane::events::Lagged;
use crate::store::Transaction;
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::translate::{Mesh, assemble};

/// The most transactions that are handed out together.
const CHUNK: usize = 1024;

impl Ads {
    /// Hands out what changes until the plane ends. Without it nothing that connects ever changes.
    pub async fn follow(self) {
        let mut is_behind = true;
        while is_behind {
            is_behind = match self.plane().events_from(None) {
                Ok(events) => self.follow_stream(events).await,
                Err(error) => {
                    tracing::error!(%error, "proxies get no more changes");
                    false
                }
            };
        }
    }

    /// Follows one stream of events until it ends, or has a gap; answers whether that is it.
    async fn follow_stream(
        &self,
        events: impl Stream<Item = Result<Arc<Transaction>, Lagged>>,
    ) -> bool {
        // What happened before the stream began is not in it.
        let revision = self.plane().snapshot().revision;
        let groups = self.registry().follow_all(revision);
        self.hand_out(groups, revision).await;
        let mut chunks = std::pin::pin!(events.ready_chunks(CHUNK));
        while let Some(chunk) = chunks.next().await {
            let Ok(transactions) = chunk.into_iter().collect::<Result<Vec<_>, Lagged>>() else {
                return true;
            };
            let Some(last) = transactions.last() else { continue };
            let services = transactions.iter().flat_map(|transaction| &transaction.services);
            let services = services.cloned().collect();
            let groups = self.registry().follow(last.revision, &changed(&transactions), &services);
            self.hand_out(groups, last.revision).await;
        }
        false
    }

    async fn hand_out(&self, groups: Vec<(u64, Proxy)>, revision: u64) {
        let published = self.plane().snapshot();
        for (group, proxy) in groups {
            self.registry().hand_out(group, assembly(&published, &proxy), revision);
            // Between many groups others have their turn.
            tokio::task::yield_now().await;
        }
        self.registry().followed(revision);
    }

    /// What a proxy should have now.
    pub(super) fn assembled(&self, proxy: &Proxy) -> Result<Assembled, Published> {
        let published = self.plane().snapshot();
        match assembly(&published, proxy) {
            Some(assembly) => {
                Ok(Assembled { assembly: Arc::new(assembly), revision: published.revision })
            }
            None => Err(published),
        }
    }
}

fn assembly(published: &Published, proxy: &Proxy) -> Option<Assembly> {
    let Published { snapshot, instances, .. } = published;
    assemble(Mesh { snapshot, instances }, proxy)
}

/// The resources that changed; a route also changes its router, a gateway route its gateway.
fn changed(transactions: &[Arc<Transaction>]) -> BTreeSet<ResourceId> {
    let events = transactions.iter().flat_map(|transaction| &transaction.events);
    let ids = events.flat_map(|event| {
        let parent = event.id.parent().and_then(|_| event.id.parent_id());
        std::iter::once(event.id.clone()).chain(parent)
    });
    ids.collect()
}
