//! One connection: HTTP/1.1 or HTTP/2, whichever the client begins with, within bounds.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, BufReader};
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};
use tokio::time::timeout;
use tower::ServiceExt as _;

use crate::server::ads::Peer;
use crate::server::api::over_tcp;

/// How long a client may take for the head of a request, the pause before it included.
const HEAD_TIME: Duration = Duration::from_mins(1);
/// The most requests at once on one HTTP/2 connection.
const STREAMS_MAX: u32 = 256;
/// How often an HTTP/2 connection must show that it is alive.
const PING: Duration = Duration::from_secs(30);
/// How much is read to find out which version of HTTP is spoken. Connections are many, and this
/// stays with each; what follows is read past it.
const FIRST_READ: usize = 64;

/// What all connections share.
#[derive(Clone)]
pub struct Connections {
    router: Router,
    builder: Builder<TokioExecutor>,
    closing: watch::Receiver<bool>,
    /// Dropped with the last connection.
    alive: mpsc::Sender<Infallible>,
}

impl Connections {
    pub fn new(
        router: Router,
        closing: watch::Receiver<bool>,
        alive: mpsc::Sender<Infallible>,
    ) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS_MAX)
            .keep_alive_interval(PING);
        Self { router, builder, closing, alive }
    }

    /// The same for connections over TCP.
    pub fn over_tcp(&self) -> Self {
        Self { router: over_tcp(self.router.clone()), ..self.clone() }
    }

    /// Serves a connection in a task of its own. The permit goes back at its end.
    pub fn spawn<S>(&self, stream: S, peer: Peer, permit: OwnedSemaphorePermit)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let connections = self.clone();
        tokio::spawn(async move {
            connections.serve(stream, peer).await;
            drop((permit, connections.alive));
        });
    }

    async fn serve<S>(&self, stream: S, peer: Peer)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut closing = self.closing.clone();
        let mut closed = pin!(async move {
            // An error means that the server is gone, which is the same.
            let _ = closing.wait_for(|closing| *closing).await;
        });
        let mut stream = BufReader::with_capacity(FIRST_READ, stream);
        // Which version is spoken shows in the first bytes; hyper waits for them without end.
        tokio::select! {
            first = timeout(HEAD_TIME, stream.fill_buf()) => match first {
                Ok(Ok(bytes)) if !bytes.is_empty() => {}
                _ => return,
            },
            () = &mut closed => return,
        }
        let router = self.router.clone();
        let service = tower::service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer.clone());
            router.clone().oneshot(request.map(Body::new))
        });
        let service = TowerToHyperService::new(service);
        let mut connection = pin!(self.builder.serve_connection(TokioIo::new(stream), service));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = &mut closed => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(error, "a connection broke");
        }
    }
}
