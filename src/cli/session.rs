//! The control plane that a run talks to: a URL, a server that holds the data dir, or the embedded
//! one in this process.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::{Endpoint, Origin, Settings};
use crate::client::{Client, LocalService, Transport, WithTags};
use crate::model::Snapshot;
use crate::server::plane::{Config, Plane, PlaneError};
use crate::store::LockError;

/// How long to wait for another weir that is just using the data dir.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// A control plane, ready to be asked.
pub struct Session {
    pub client: Client,
    /// What people call it.
    pub target: String,
    plane: Option<Plane>,
}

impl Session {
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        match &settings.endpoint {
            Endpoint::Url { url, origin } => {
                let client = Client::new(connect(url, settings.request_timeout, origin)?);
                Ok(Self { client, target: redacted(url), plane: None })
            }
            Endpoint::Embedded => Self::embedded(settings).await,
        }
    }

    /// Opens the store, or talks to the server that has it open.
    async fn embedded(settings: &Settings) -> Result<Self, Error> {
        let config = Config { data_dir: settings.data_dir.clone(), account: None, region: None };
        let started = Instant::now();
        loop {
            let error = match Plane::open(&config) {
                Ok(plane) => {
                    let client = Client::new(Transport::Local(local(&plane)));
                    let target = "the embedded control plane".to_owned();
                    return Ok(Self { client, target, plane: Some(plane) });
                }
                Err(error) => error,
            };
            if let PlaneError::Lock(LockError::Held { holder, .. }) = &error
                && let Some(url) = holder.serving.first()
            {
                let client = Client::new(connect(url, settings.request_timeout, &Origin::Holder)?);
                return Ok(Self { client, target: url.clone(), plane: None });
            }
            let busy = matches!(
                error,
                PlaneError::Lock(LockError::Held { .. } | LockError::HeldByUnknown(_))
            );
            if !busy || started.elapsed() > LOCK_PATIENCE {
                return Err(error.into());
            }
            tokio::time::sleep(LOCK_PAUSE).await;
        }
    }

    /// The mesh to work in: the one that was named, or the only one there is.
    pub async fn mesh(&self, settings: &Settings) -> Result<String, Error> {
        if let Some(mesh) = &settings.mesh {
            return Ok(mesh.to_string());
        }
        let meshes = self.client.meshes().await?;
        match meshes.as_slice() {
            [mesh] => Ok(mesh.clone()),
            [] => Err(Error::new(Exit::No, format!("there is no mesh on {}", self.target))
                .hint("apply documents first: weir apply PATH")),
            [first, ..] => Err(Error::usage(format!(
                "there are several meshes: {}",
                meshes.iter().map(|mesh| format!("`{mesh}`")).collect::<Vec<_>>().join(", ")
            ))
            .hint(format!("name one: -m {first}"))),
        }
    }

    /// Whether the control plane is in this process, where nobody else reaches it.
    pub fn is_embedded(&self) -> bool {
        self.plane.is_some()
    }

    /// Lets the embedded control plane finish what it has begun.
    pub fn close(self) {
        if let Some(plane) = self.plane {
            plane.shutdown();
        }
    }
}

fn connect(url: &str, timeout: Duration, origin: &Origin) -> Result<Transport, Error> {
    Transport::http(url, timeout).map_err(|error| {
        Error::usage(format!("cannot use the endpoint `{}` from {origin}", redacted(url)))
            .because(error)
    })
}

/// Which meshes a command reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    AllMeshes,
    /// The one that was named, or the only one there is.
    ChosenMesh,
}

/// What a command read, and from whom.
pub struct Read {
    pub meshes: Vec<String>,
    pub snapshot: Snapshot,
    pub target: String,
}

/// Reads all that is in the meshes, tags included. A chosen mesh that does not exist is an error.
pub async fn read(settings: &Settings, reach: Reach) -> Result<Read, Error> {
    let session = Session::open(settings).await?;
    let meshes = match reach {
        Reach::AllMeshes => session.client.meshes().await?,
        Reach::ChosenMesh => vec![session.mesh(settings).await?],
    };
    let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
    let snapshot = session.client.snapshot(&names, WithTags::Yes).await?;
    let target = session.target.clone();
    session.close();
    match (meshes.as_slice(), snapshot.is_empty()) {
        ([mesh], true) => Err(no_mesh(mesh, &target)),
        _ => Ok(Read { meshes, snapshot, target }),
    }
}

/// A mesh that was named and does not exist.
fn no_mesh(mesh: &str, target: &str) -> Error {
    Error::new(Exit::No, format!("there is no mesh `{mesh}` on {target}"))
        .hint("`weir get mesh` lists those that exist")
}

/// A URL without the user and password that may be in it.
pub fn redacted(url: &str) -> String {
    match reqwest::Url::parse(url) {
        Ok(mut parsed) if !parsed.username().is_empty() || parsed.password().is_some() => {
            // Neither can fail for a URL that has a user.
            let _ = parsed.set_username("");
            let _ = parsed.set_password(None);
            parsed.to_string()
        }
        _ => url.to_owned(),
    }
}

/// The router of a plane as a transport; the requests are the same as over a socket.
fn local(plane: &Plane) -> LocalService {
    let router = crate::server::router(plane.clone());
    LocalService::new(tower::service_fn(move |request: Request<Bytes>| {
        let router = router.clone();
        async move {
            let response = router.oneshot(request.map(Body::from)).await?;
            let (parts, body) = response.into_parts();
            let whole = match body.collect().await {
                Ok(body) => Response::from_parts(parts, body.to_bytes()),
                Err(error) => {
                    let mut failed = Response::new(Bytes::from(error.to_string()));
                    *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                    failed
                }
            };
            Ok::<_, Infallible>(whole)
        }
    }))
}
