//! Follows what the plane publishes, and hands each group what changed for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::Stream;

use crate::model::{ResourceId, Snapshot};
use crate::server::ads::Ads;
use crate::server::ads::registry::Assembled;
use crate::server::ads::turns::Turns;
use crate::server::plane::Published;
use crate::server::plane::events::Lagged;
use crate::store::Transaction;
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::translate::{First, Mesh, assemble, overlap};

/// The most transactions that are handed out together.
const CHUNK: usize = 1024;
/// How long a proxy has what it had before along with what is new, where requests under way need
/// both: far longer than it takes from one hop to the next.
const OVERLAP: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

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
        let published = self.plane().snapshot();
        let revision = published.revision;
        let groups = self.registry().follow_all(revision);
        let mut follower = Follower {
            ads: self,
            published,
            turns: Turns::default(),
            overlaps: BTreeMap::new(),
            revision,
        };
        follower.hand_out(groups).await;
        let mut chunks = std::pin::pin!(events.ready_chunks(CHUNK));
        loop {
            let chunk = tokio::select! {
                chunk = chunks.next() => chunk,
                groups = follower.next_turn() => {
                    follower.take_turn(&groups).await;
                    continue;
                }
                groups = follower.next_end() => {
                    follower.end_overlaps(groups).await;
                    continue;
                }
            };
            let Some(chunk) = chunk else { return false };
            let Ok(transactions) = chunk.into_iter().collect::<Result<Vec<_>, Lagged>>() else {
                return true;
            };
            follower.follow(&transactions).await;
        }
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

/// What follows one stream of events.
struct Follower<'a> {
    ads: &'a Ads,
    /// What is handed out.
    published: Published,
    turns: Turns,
    /// The groups that have some of what they had before, and until when.
    overlaps: BTreeMap<u64, Instant>,
    /// The last revision of which it is known what changed.
    revision: u64,
}

impl Follower<'_> {
    async fn follow(&mut self, transactions: &[Arc<Transaction>]) {
        let Some(last) = transactions.last() else { return };
        let services = transactions.iter().flat_map(|transaction| &transaction.services);
        let services = services.cloned().collect();
        let changed = changed(transactions);
        let groups = self.ads.registry().follow(last.revision, &changed, &services);
        let published = self.ads.plane().snapshot();
        let firsts = firsts(&changed, &self.published.snapshot, &published.snapshot);
        (self.published, self.revision) = (published, last.revision);
        let groups = if firsts.is_empty() && self.turns.is_empty() {
            groups
        } else {
            self.begin_turns(&firsts, groups)
        };
        self.hand_out(groups).await;
    }

    /// Has those of the groups wait who come later, and answers the others.
    fn begin_turns(
        &mut self,
        firsts: &[(ResourceId, First)],
        groups: Vec<(u64, Proxy)>,
    ) -> Vec<(u64, Proxy)> {
        let mut after: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
        for (node, first) in firsts {
            let (own, others): (Vec<_>, Vec<_>) =
                groups.iter().partition(|(_, proxy)| proxy.of == *node);
            let own: BTreeSet<u64> = own.into_iter().map(|(group, _)| *group).collect();
            let callers = others.into_iter().filter(|(group, proxy)| {
                self.ads.registry().looks_at(*group, node)
                    || assembly(&self.published, proxy)
                        .is_some_and(|one| one.dependencies.contains(node))
            });
            let callers: BTreeSet<u64> = callers.map(|(group, _)| *group).collect();
            let (first, then) = match first {
                First::Node => (own, callers),
                First::Callers => (callers, own),
            };
            for group in then.into_iter().filter(|_| !first.is_empty()) {
                after.entry(group).or_default().extend(first.iter().copied());
            }
        }
        let (mut now, instant) = (Vec::new(), Instant::now());
        for (group, proxy) in groups {
            match after.remove(&group) {
                Some(first) => self.turns.keep(group, &first, self.revision, instant),
                None if self.turns.keeps(group) => {}
                None => now.push((group, proxy)),
            }
        }
        now
    }

    /// The groups whose turn is next, once it is.
    async fn next_turn(&self) -> Vec<u64> {
        let registry = self.ads.registry();
        let Some(deadline) = self.turns.deadline() else { return std::future::pending().await };
        loop {
            let mut progress = std::pin::pin!(registry.progress().notified());
            // Before anything is looked at, so that nothing is missed.
            progress.as_mut().enable();
            let ready = self
                .turns
                .ready(Instant::now(), |group, revision| registry.is_settled(group, revision));
            if !ready.is_empty() {
                return ready;
            }
            tokio::select! {
                () = progress => {}
                () = tokio::time::sleep_until(deadline.into()) => {}
            }
        }
    }

    async fn take_turn(&mut self, groups: &[u64]) {
        self.turns.end(groups);
        self.hand_out(self.ads.registry().proxies(groups)).await;
    }

    /// The groups whose time with two assemblies is over, once it is.
    async fn next_end(&self) -> Vec<u64> {
        let Some(next) = self.overlaps.values().min() else { return std::future::pending().await };
        tokio::time::sleep_until((*next).into()).await;
        let over = self.overlaps.iter().filter(|(_, until)| *until <= next);
        over.map(|(group, _)| *group).collect()
    }

    async fn end_overlaps(&mut self, groups: Vec<u64>) {
        for (group, proxy) in self.ads.registry().proxies(&groups) {
            if !self.turns.keeps(group) {
                let assembly = assembly(&self.published, &proxy);
                self.ads.registry().hand_out(group, assembly, self.revision);
            }
            tokio::task::yield_now().await;
        }
        self.overlaps.retain(|group, _| !groups.contains(group));
    }

    async fn hand_out(&mut self, groups: Vec<(u64, Proxy)>) {
        let registry = self.ads.registry();
        for (group, proxy) in groups {
            let mut assembly = assembly(&self.published, &proxy);
            if let (Some(after), Some(before)) = (&assembly, registry.assembly(group))
                && let Some(both) = overlap(&proxy, &before, after)
            {
                assembly = Some(both);
                self.overlaps.insert(group, Instant::now() + OVERLAP);
            }
            registry.hand_out(group, assembly, self.revision);
            // Between many groups others have their turn.
            tokio::task::yield_now().await;
        }
        registry.followed(self.turns.complete().unwrap_or(self.revision));
    }
}

/// The nodes that are called in another way now, and who follows first.
fn firsts(
    changed: &BTreeSet<ResourceId>,
    before: &Snapshot,
    after: &Snapshot,
) -> Vec<(ResourceId, First)> {
    let firsts = changed.iter().filter_map(|id| {
        let first = First::of(before.get(id)?, after.get(id)?)?;
        Some((id.clone(), first))
    });
    firsts.collect()
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
