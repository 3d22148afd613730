//! The API on addresses: binds them, accepts connections, and drains them at the end.
//!
//! A plane exists before anything is bound, so nobody is ever answered from a store that is still
//! being loaded.

pub mod address;
mod connection;

#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{interval, sleep, timeout};

use crate::server::ads::{Ads, Peer};
use crate::server::bound::address::ListenAddress;
use crate::server::bound::connection::Connections;
use crate::server::{Plane, offering};

/// The most connections at once on all addresses for everything, and on all for proxies alone; more
/// wait to be accepted. A proxy keeps one.
const CONNECTIONS_MAX: usize = 65_536;
/// How long accepting rests after it failed, as when files run out.
const REST: Duration = Duration::from_millis(50);
/// How often recorded samples are folded together.
const FOLD: Duration = Duration::from_secs(5);

/// Bound addresses on which nobody is answered yet.
#[derive(Debug)]
pub struct Bound {
    listeners: Vec<Listener>,
}

/// Why an address cannot be bound.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on `{address}`")]
pub struct BindError {
    pub address: ListenAddress,
    pub source: io::Error,
}

/// How the last requests ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drained {
    /// All were answered.
    Whole,
    /// The time ran out, and this many connections were cut.
    Cut(usize),
}

#[derive(Debug)]
struct Listener {
    /// The base URL.
    url: String,
    offer: Offer,
    socket: Socket,
}

/// What is answered on an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    Everything,
    /// Only the service for proxies.
    Xds,
}

#[derive(Debug)]
enum Socket {
    Tcp(TcpListener),
    Unix { listener: UnixListener, _file: SocketFile },
}

/// The file of a Unix socket, which goes away with the listener.
#[derive(Debug)]
struct SocketFile {
    path: PathBuf,
    /// Device and number, so that another server's socket of that name stays.
    inode: (u64, u64),
}

impl Bound {
    /// Binds all addresses, or none.
    pub async fn bind(addresses: &[ListenAddress]) -> Result<Self, BindError> {
        Self { listeners: Vec::new() }.and(addresses, Offer::Everything).await
    }

    /// Binds addresses where only proxies are answered, too.
    pub async fn and_xds(self, addresses: &[ListenAddress]) -> Result<Self, BindError> {
        self.and(addresses, Offer::Xds).await
    }

    async fn and(mut self, addresses: &[ListenAddress], offer: Offer) -> Result<Self, BindError> {
        for address in addresses {
            let listener = Listener::bind(address, offer).await;
            let failed = |source| BindError { address: address.clone(), source };
            self.listeners.push(listener.map_err(failed)?);
        }
        Ok(self)
    }

    /// The base URLs of the API, in the order of the addresses.
    pub fn urls(&self) -> Vec<String> {
        self.urls_of(Offer::Everything)
    }

    /// The URLs where only proxies are answered.
    pub fn xds_urls(&self) -> Vec<String> {
        self.urls_of(Offer::Xds)
    }

    fn urls_of(&self, offer: Offer) -> Vec<String> {
        let listeners = self.listeners.iter().filter(|listener| listener.offer == offer);
        listeners.map(|listener| listener.url.clone()).collect()
    }

    /// The same as [`Bound::serve_with`], for a plane about whose proxies nobody else asks.
    #[cfg(test)]
    pub async fn serve(
        self,
        plane: Plane,
        stop: impl Future<Output = ()>,
        drain_timeout: Duration,
    ) -> Drained {
        self.serve_with(Ads::new(plane), stop, drain_timeout).await
    }

    /// Answers requests until `stop`; then ends what is under way, for at most `drain_timeout`.
    pub async fn serve_with(
        self,
        ads: Ads,
        stop: impl Future<Output = ()>,
        drain_timeout: Duration,
    ) -> Drained {
        let plane = ads.plane().clone();
        let (closing, _) = watch::channel(false);
        let (alive, mut gone) = mpsc::channel::<Infallible>(1);
        let connections = |router| Connections::new(router, closing.subscribe(), alive.clone());
        let (all, xds) = (connections(offering(&ads)), connections(ads.router()));
        let permits = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let xds_permits = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let mut accepting = JoinSet::new();
        for listener in self.listeners {
            let (connections, permits) = match listener.offer {
                Offer::Everything => (&all, &permits),
                Offer::Xds => (&xds, &xds_permits),
            };
            let connections = match listener.socket {
                Socket::Tcp(_) => connections.over_tcp(),
                Socket::Unix { .. } => connections.clone(),
            };
            accepting.spawn(accept(listener.socket, connections, Arc::clone(permits)));
        }
        drop((all, xds, alive));
        let following = tokio::spawn(ads.follow());
        let folding = fold(plane.clone());
        stop.await;
        tracing::info!("draining");
        // Before the addresses go: whoever looks for the server now had better wait for its end.
        if let Err(error) = plane.announce(&[]) {
            tracing::warn!(%error, "the data directory still names addresses that are gone");
        }
        plane.drain();
        accepting.shutdown().await;
        closing.send_replace(true);
        let drained = match timeout(drain_timeout, gone.recv()).await {
            Ok(_) => Drained::Whole,
            Err(_) => Drained::Cut(
                2 * CONNECTIONS_MAX - permits.available_permits() - xds_permits.available_permits(),
            ),
        };
        following.abort();
        folding.abort();
        drained
    }
}

impl Listener {
    async fn bind(address: &ListenAddress, offer: Offer) -> io::Result<Self> {
        match address {
            ListenAddress::Tcp(address) => {
                let listener = TcpListener::bind(address).await?;
                let url = format!("http://{}", listener.local_addr()?);
                Ok(Self { url, offer, socket: Socket::Tcp(listener) })
            }
            ListenAddress::Unix(path) => {
                let path = std::path::absolute(path)?;
                let url = format!("unix:{}", path.display());
                Ok(Self { url, offer, socket: Socket::unix(path).await? })
            }
        }
    }
}

impl Socket {
    async fn unix(path: PathBuf) -> io::Result<Self> {
        remove_stale(&path).await?;
        let listener = UnixListener::bind(&path)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        let file = std::fs::symlink_metadata(&path)?;
        let file = SocketFile { path, inode: (file.dev(), file.ino()) };
        Ok(Self::Unix { listener, _file: file })
    }
}

/// Removes a socket file that nobody answers on.
async fn remove_stale(path: &Path) -> io::Result<()> {
    let file = match std::fs::symlink_metadata(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if !file.file_type().is_socket() {
        let what = "the file exists and is no socket";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    }
    match tokio::net::UnixStream::connect(path).await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            std::fs::remove_file(path)
        }
        Err(error) => Err(error),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AddrInUse, "another process answers there")),
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        let ours = |file: &std::fs::Metadata| (file.dev(), file.ino()) == self.inode;
        if std::fs::symlink_metadata(&self.path).is_ok_and(|file| ours(&file)) {
            // At worst a file stays that the next server finds stale.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

async fn accept(socket: Socket, connections: Connections, permits: Arc<Semaphore>) {
    loop {
        let Ok(permit) = Arc::clone(&permits).acquire_owned().await else { return };
        let accepted = match &socket {
            Socket::Tcp(listener) => listener.accept().await.map(|(stream, from)| {
                // Answers are small and whole; to wait for more would only delay them.
                let _ = stream.set_nodelay(true);
                connections.spawn(stream, Peer(from.to_string().into()), permit);
            }),
            Socket::Unix { listener, .. } => listener.accept().await.map(|(stream, _)| {
                let pid = stream.peer_cred().ok().and_then(|peer| peer.pid());
                let peer = pid.map_or("unix".to_owned(), |pid| format!("unix, pid {pid}"));
                connections.spawn(stream, Peer(peer.into()), permit);
            }),
        };
        if let Err(error) = accepted {
            tracing::warn!(%error, "a connection could not be accepted");
            sleep(REST).await;
        }
    }
}

fn fold(plane: Plane) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut ticks = interval(FOLD);
        loop {
            ticks.tick().await;
            plane.meter().fold();
        }
    })
}
