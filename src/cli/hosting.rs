//! While a command drives rollouts on the embedded store itself, other commands reach it: it answers
//! on a loopback port that the lock of the data directory names.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::cli::error::Error;
use crate::cli::keeper::{self, Keeping, Means};
use crate::cli::session::local_client;
use crate::client::Client;
use crate::server::Plane;
use crate::server::ads::Ads;
use crate::server::bound::address::ListenAddress;
use crate::server::bound::{Bound, Drained};
use crate::server::offering;

/// How long requests of other commands may take at the end.
const DRAIN: Duration = Duration::from_secs(2);

/// A plane that is served for as long as this is kept.
pub struct Hosting {
    keeping: Keeping,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Drained>,
}

impl Hosting {
    /// Serves the plane on a loopback port and drives its rollouts.
    pub async fn begin<M: Means>(
        plane: &Plane,
        means: impl FnOnce(&Arc<Client>) -> M,
    ) -> Result<Self, Error> {
        let bound =
            Bound::bind(&[ListenAddress::Tcp(SocketAddr::from(([127, 0, 0, 1], 0)))]).await?;
        let urls = bound.urls();
        let ads = Ads::new(plane.clone());
        let client = Arc::new(local_client(offering(&ads)));
        let means = means(&client);
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move { drop(stopped.await) };
        let serving = tokio::spawn(bound.serve_with(ads, stopped, DRAIN));
        if let Err(error) = plane.announce(&urls) {
            // As on a full disk. The rollout can be driven all the same.
            tracing::warn!(%error, "other commands on this data directory will have to wait");
        }
        Ok(Self { keeping: keeper::keep(plane, client, means), stop, serving })
    }

    /// Leaves the rollouts as they are, and answers nobody any more.
    pub async fn end(self) {
        self.keeping.leave().await;
        drop(self.stop);
        // The requests of others had their time.
        let _ = self.serving.await;
    }
}
