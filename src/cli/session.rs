//! The control plane that a run talks to: a URL, a server that holds the data dir, or the embedded
//! one in this process.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::cli::cache::CacheFile;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::identity;
use crate::cli::settings::{Endpoint, Origin, Settings};
use crate::cli::ui::Teller;
use crate::client::{
    CONCURRENCY, Client, Lane, Limits, LocalService, Notice, Transport, TransportError, WithTags,
    is_loopback,
};
use crate::diagnostic::Code;
use crate::model::Snapshot;
use crate::server::plane::{Config, Plane, PlaneError};
use crate::store::LockError;

/// How long to wait for another weir that is just using the data dir.
const LOCK_PATIENCE: Duration = Duration::from_secs(10);
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// What a control plane takes that says nothing about it: the limits of App Mesh's own controller.
const READ_RATE: f64 = 40.0;
const WRITE_RATE: f64 = 8.0;

/// What stands for the embedded control plane in the list of a project.
const EMBEDDED: &str = "embedded";

/// A target that the project does not list.
const OTHER_TARGET: Code = Code("C003");
/// A clock that differs.
const CLOCK: Code = Code("C021");

/// A control plane, ready to be asked.
pub struct Session {
    pub client: Arc<Client>,
    /// What people call it.
    pub target: String,
    plane: Option<Plane>,
    /// Where copies of what is read are kept.
    cache: Option<CacheFile>,
}

impl Session {
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        refuse_other_targets(settings)?;
        match &settings.endpoint {
            Endpoint::Url { url, origin } => {
                let client = dial(settings, url, origin).await?;
                let cache = CacheFile::of(settings, url);
                let client = match &cache {
                    Some(file) => client.with_cache(file.read()),
                    None => client,
                };
                let client = Arc::new(client);
                Ok(Self { client, target: redacted(url), plane: None, cache })
            }
            Endpoint::Embedded => Self::embedded(settings, Plane::open).await,
        }
    }

    /// Like [`Session::open`], for commands that only read: the embedded control plane is a copy
    /// in memory, and nothing in the data directory is written or made.
    pub async fn open_to_read(settings: &Settings) -> Result<Self, Error> {
        refuse_other_targets(settings)?;
        match &settings.endpoint {
            Endpoint::Url { .. } => Self::open(settings).await,
            Endpoint::Embedded => Self::embedded(settings, Plane::open_to_read).await,
        }
    }

    /// Opens the store, or talks to the server that has it open.
    async fn embedded(
        settings: &Settings,
        open: fn(&Config) -> Result<Plane, PlaneError>,
    ) -> Result<Self, Error> {
        let config = Config { data_dir: settings.data_dir.clone(), account: None, region: None };
        let started = Instant::now();
        loop {
            let error = match open(&config) {
                Ok(plane) => {
                    let client = Arc::new(Client::new(Transport::Local(local(&plane))));
                    let target = "the embedded control plane".to_owned();
                    return Ok(Self { client, target, plane: Some(plane), cache: None });
                }
                Err(error) => error,
            };
            if let PlaneError::Lock(LockError::Held { holder, .. }) = &error
                && let Some(url) = holder.serving.first()
            {
                let transport = Transport::http(url, settings.request_timeout);
                let client =
                    Client::new(transport.map_err(|error| unusable(url, &Origin::Holder, error))?);
                let client = Arc::new(client);
                return Ok(Self { client, target: url.clone(), plane: None, cache: None });
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

    /// The embedded control plane, if this process holds it.
    pub fn plane(&self) -> Option<&Plane> {
        self.plane.as_ref()
    }

    /// Lets the embedded control plane finish what it has begun, and keeps what was read elsewhere.
    pub fn close(self) {
        if let (Some(file), Some(cache)) = (&self.cache, self.client.take_cache()) {
            file.write(&cache);
        }
        if let Some(plane) = self.plane {
            plane.shutdown();
        }
    }
}

/// How many reads and writes a second are sent at most, where there is such a limit.
pub fn rates(settings: &Settings) -> Option<(f64, f64)> {
    let Endpoint::Url { url, .. } = &settings.endpoint else { return None };
    let (reads, writes) = rates_at(settings, url);
    Some((reads?, writes?))
}

/// How many reads and writes a second a control plane is sent at most: what is set, else a guess
/// for those that are not on this machine.
fn rates_at(settings: &Settings, url: &str) -> (Option<f64>, Option<f64>) {
    let load = &settings.connection.load;
    let guess = |rate| if is_loopback(url) { None } else { Some(rate) };
    (load.read_rate.or(guess(READ_RATE)), load.write_rate.or(guess(WRITE_RATE)))
}

/// A client for a control plane elsewhere: as whom, over which wires, at which pace.
async fn dial(settings: &Settings, url: &str, origin: &Origin) -> Result<Client, Error> {
    let connection = &settings.connection;
    let identity = identity::identity(settings, url, origin).await?;
    let wires = identity::wires(connection)?;
    let transport = Transport::wired(url, settings.request_timeout, &wires)
        .map_err(|error| unusable(url, origin, error))?;
    let (reads, writes) = rates_at(settings, url);
    let load = &connection.load;
    let limits = Limits {
        reads,
        writes,
        guessed: load.read_rate.is_none() && load.write_rate.is_none(),
        concurrency: load.concurrency.unwrap_or(CONCURRENCY),
        retries: load.retries,
    };
    let teller = settings.teller;
    let client = Client::new(transport).with_identity(identity).with_limits(limits);
    Ok(client.with_listener(Arc::new(move |notice| tell(teller, notice))))
}

/// Says why it takes so long.
fn tell(teller: Teller, notice: Notice) {
    match notice {
        Notice::Throttled { wait } => teller.status(&format!(
            "throttled by the control plane, next try in {:.1} s; all requests slow down",
            wait.as_secs_f64()
        )),
        Notice::Paced { lane, rate } => {
            let (what, flag) = match lane {
                Lane::Read => ("reads", "--read-rate"),
                Lane::Write => ("writes", "--write-rate"),
            };
            teller.status(&format!("{what} wait for their turn: {rate:.0} a second ({flag})"));
        }
        Notice::Missing { kind } => teller.warning(&format!(
            "the control plane does not know {}; they are left out [A012]",
            kind.row().nouns
        )),
        Notice::Clock { ahead_s } => teller.warning(&format!(
            "this clock is {} s {} that of the control plane, which requests are signed by now \
             [{CLOCK}]",
            ahead_s.abs(),
            if ahead_s > 0 { "behind" } else { "ahead of" }
        )),
    }
}

fn unusable(url: &str, origin: &Origin, error: TransportError) -> Error {
    let message = format!("cannot use the endpoint `{}` from {origin}", redacted(url));
    Error::usage(message).because(error)
}

/// A project may list the contexts that its documents are for.
fn refuse_other_targets(settings: &Settings) -> Result<(), Error> {
    let Some(project) = &settings.project else { return Ok(()) };
    let Some(allowed) = &project.contexts else { return Ok(()) };
    let wrong = match (&settings.context, &settings.endpoint) {
        (Some(name), _) if allowed.contains(name) => return Ok(()),
        (Some(name), _) => format!("the context `{name}` is no target of this project"),
        (None, _) if allowed.iter().any(|name| is_place_of(settings, name)) => return Ok(()),
        (None, Endpoint::Url { url, .. }) => {
            format!("{} is no target of this project", redacted(url))
        }
        (None, Endpoint::Embedded) => {
            "no context is in use, and the embedded control plane is no target of this project"
                .to_owned()
        }
    };
    let names = allowed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let error = Error::new(Exit::Refused, wrong)
        .code(OTHER_TARGET)
        .hint(format!("{} allows the contexts {names}; nothing was sent", project.path.display()));
    Err(match allowed.first() {
        Some(first) if settings.context.is_none() => error
            .hint(format!("`-c {first}` takes that one; `embedded` may stand in the list, too")),
        _ => error,
    })
}

/// Whether a name in the list of a project stands for where this run goes.
fn is_place_of(settings: &Settings, name: &str) -> bool {
    let context = settings.user.contexts.get(name);
    match &settings.endpoint {
        Endpoint::Embedded => {
            let folder = context.and_then(|context| context.data_dir.as_deref());
            name == EMBEDDED || folder == Some(&settings.data_dir)
        }
        Endpoint::Url { url, .. } => {
            let there = context.and_then(|context| context.endpoint.as_deref());
            there.is_some_and(|there| there.trim_end_matches('/') == url.trim_end_matches('/'))
        }
    }
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
    let session = Session::open_to_read(settings).await?;
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
    local_of(crate::server::router(plane.clone()))
}

/// A client that is handed to the router without a socket.
pub fn local_client(router: Router) -> Client {
    Client::new(Transport::Local(local_of(router)))
}

fn local_of(router: Router) -> LocalService {
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
