//! One stream: what comes from the proxy, what changes for it, and time, to what is sent.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::stream::{self, Stream};
use tokio::sync::watch;
use tonic::{Status, Streaming};

use crate::server::ads::Ads;
use crate::server::ads::node::{Introduction, unknown};
use crate::server::ads::registry::{Connected, Desired, Member};
use crate::server::ads::wire::Wire;
use crate::xds::session::{Answer, Request, Response, Session};

/// How long a stream may be open before it says who it is.
const INTRODUCTION_TIME: Duration = Duration::from_secs(30);
/// How often a proxy that connects is assembled anew because something changed meanwhile.
const ATTEMPTS: usize = 100;

/// A stream, from its first message to its end.
struct Conversation<W: Wire> {
    ads: Ads,
    peer: String,
    inbound: Streaming<W::Request>,
    member: Option<Joined>,
    outbound: VecDeque<Response>,
    /// When it ends, so that the proxy connects anew, perhaps to another server.
    ends: Instant,
    drained: Pin<Box<dyn Future<Output = ()> + Send>>,
    is_over: bool,
}

/// A stream that said who it is.
struct Joined {
    member: Member,
    desired: watch::Receiver<Desired>,
    deadline: Option<Instant>,
    _open: Open,
}

/// Counts the stream as open until it is dropped.
struct Open {
    ads: Ads,
    flavor: &'static str,
}

/// What happens next on a stream.
enum Event<R> {
    Message(R),
    Changed,
    Deadline,
    /// It ends, with an error or without.
    End(Option<Status>),
}

/// The responses of a stream.
pub fn responses<W: Wire>(
    ads: Ads,
    peer: String,
    inbound: Streaming<W::Request>,
) -> impl Stream<Item = Result<W::Response, Status>> + Send + 'static {
    let drained = Box::pin(ads.plane().drained());
    let conversation = Conversation::<W> {
        ads,
        peer,
        inbound,
        member: None,
        outbound: VecDeque::new(),
        ends: Instant::now() + INTRODUCTION_TIME,
        drained,
        is_over: false,
    };
    stream::unfold(conversation, |mut conversation| async move {
        let next = conversation.next().await?;
        Some((next, conversation))
    })
}

impl<W: Wire> Conversation<W> {
    async fn next(&mut self) -> Option<Result<W::Response, Status>> {
        loop {
            if let Some(response) = self.outbound.pop_front() {
                return Some(Ok(W::write(response)));
            }
            if self.is_over {
                return None;
            }
            let ended = match self.event().await {
                Event::Message(message) => self.take(message).err(),
                Event::Changed => self.change().err(),
                Event::Deadline => {
                    self.poll();
                    None
                }
                Event::End(status) => {
                    self.is_over = true;
                    status
                }
            };
            if let Some(status) = ended {
                self.is_over = true;
                return Some(Err(status));
            }
        }
    }

    async fn event(&mut self) -> Event<W::Request> {
        let deadline = self.member.as_ref().and_then(|joined| joined.deadline);
        let deadline = deadline.filter(|deadline| *deadline < self.ends);
        let until = deadline.unwrap_or(self.ends);
        let changed = async {
            match &mut self.member {
                // An error means that the group is gone, as this stream soon is.
                Some(joined) => drop(joined.desired.changed().await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            message = self.inbound.message() => match message {
                Ok(Some(message)) => Event::Message(message),
                // The proxy went away.
                Ok(None) | Err(_) => Event::End(None),
            },
            () = changed => Event::Changed,
            () = tokio::time::sleep_until(until.into()) => match (deadline, &self.member) {
                (Some(_), _) => Event::Deadline,
                (None, Some(_)) => Event::End(None),
                (None, None) => Event::End(Some(Status::deadline_exceeded(
                    "the stream said nothing about who it is",
                ))),
            },
            () = &mut self.drained => Event::End(None),
        }
    }

    fn take(&mut self, mut message: W::Request) -> Result<(), Status> {
        let node = W::node(&mut message);
        if self.member.is_none() {
            let joined = self.introduce(Introduction::read(node)?)?;
            self.ends = joined.member.connected.started + self.ads.lifetime();
            self.member = Some(joined);
        }
        if let Some(request) = W::read(message) {
            self.request(request);
        } else {
            tracing::debug!(peer = self.peer, "a proxy asks for a type that weir has not");
        }
        Ok(())
    }

    fn introduce(&self, introduction: Introduction) -> Result<Joined, Status> {
        let Introduction { node, proxy, version } = introduction;
        let mut begin = |desired: watch::Receiver<Desired>| {
            let session = match &*desired.borrow() {
                Desired::Assembly { assembly, revision } => {
                    Session::new(W::FLAVOR, Arc::clone(assembly), *revision, Instant::now())
                }
                Desired::Gone => Session::new(W::FLAVOR, Arc::default(), 0, Instant::now()),
            };
            let introduction = (node.clone(), proxy.clone(), version.clone());
            Connected::new(introduction, W::FLAVOR, self.peer.clone(), session, desired)
        };
        let registry = self.ads.registry();
        for _ in 0..ATTEMPTS {
            let mut member = registry.join(&proxy, &mut begin);
            if member.is_none() {
                let assembled = self.ads.assembled(&proxy).map_err(|published| {
                    let status = unknown(&published.snapshot, &proxy.of);
                    tracing::info!(peer = self.peer, "{}", status.message());
                    status
                })?;
                member = registry.found(&proxy, assembled, &mut begin);
            }
            if let Some(member) = member {
                tracing::debug!(node, peer = self.peer, "a proxy connected");
                let desired = member.connected.desired.clone();
                let open = Open::new(&self.ads, W::FLAVOR.short());
                return Ok(Joined { member, desired, deadline: None, _open: open });
            }
        }
        Err(Status::unavailable("the mesh changes too fast to begin; try again"))
    }

    fn request(&mut self, request: Request) {
        let Some(joined) = &self.member else { return };
        let (of, error) = (request.of, request.error.clone());
        let connected = &joined.member.connected;
        let answer = connected.session().request(request, Instant::now());
        if answer == Answer::Rejected {
            let (node, error) = (&connected.node, error.unwrap_or_default());
            tracing::warn!(node, r#type = of.short(), error, "a proxy rejected its configuration");
            self.ads.plane().meter().xds_rejection(of.short());
        }
        self.poll();
    }

    fn change(&mut self) -> Result<(), Status> {
        let Some(joined) = &mut self.member else { return Ok(()) };
        let desired = joined.desired.borrow_and_update().clone();
        let connected = &joined.member.connected;
        match desired {
            Desired::Assembly { assembly, revision } => {
                connected.session().update(assembly, revision, Instant::now());
                self.poll();
                Ok(())
            }
            Desired::Gone => {
                Err(unknown(&self.ads.plane().snapshot().snapshot, &connected.proxy.of))
            }
        }
    }

    fn poll(&mut self) {
        let Some(joined) = &mut self.member else { return };
        let mut session = joined.member.connected.session();
        let before = session.settled();
        let responses = session.poll(Instant::now());
        joined.deadline = session.deadline();
        let settles = session.settled() != before;
        drop(session);
        for response in &responses {
            self.ads.plane().meter().xds_push(response.of.short());
        }
        self.outbound.extend(responses);
        if settles {
            self.ads.registry().note_progress();
        }
    }
}

impl Open {
    fn new(ads: &Ads, flavor: &'static str) -> Self {
        ads.plane().meter().xds_connected(flavor);
        Self { ads: ads.clone(), flavor }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.ads.plane().meter().xds_disconnected(self.flavor);
    }
}
