//! Flags and environment become settings.

use std::path::PathBuf;
use std::time::Duration;

use crate::cli::args::{GlobalArgs, OutputFormat};
use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::cli::signals::Changing;
use crate::model::ResourceName;

/// Which control plane a run talks to, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// The embedded one, with its store in the data dir.
    Embedded,
    Url {
        url: String,
        origin: &'static str,
    },
}

/// What holds for a whole run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub endpoint: Endpoint,
    pub data_dir: PathBuf,
    pub mesh: Option<ResourceName>,
    /// Whether somebody named the mesh on the command line, rather than as a default.
    pub mesh_insists: bool,
    pub output: OutputFormat,
    pub request_timeout: Duration,
    pub environment: Environment,
    /// Whether a change is under way.
    pub changing: Changing,
}

/// Variables that name the endpoint, the first that is set wins; a flag beats them all.
const ENDPOINT_VARIABLES: [&str; 3] =
    ["WEIR_ENDPOINT", "AWS_ENDPOINT_URL_APP_MESH", "AWS_ENDPOINT_URL"];

impl Settings {
    pub fn resolve(args: &GlobalArgs, environment: Environment) -> Result<Self, Error> {
        if let Some(name) = environment.unreadable() {
            return Err(Error::usage(format!("the value of {name} is not UTF-8")));
        }
        let mesh = args.mesh.as_deref().or_else(|| environment.get("WEIR_MESH"));
        let mesh = mesh.map(|name| {
            ResourceName::parse(name)
                .map_err(|error| Error::usage(format!("the mesh name `{name}` {error}")))
        });
        Ok(Self {
            endpoint: endpoint(args, &environment),
            data_dir: data_dir(args, &environment)?,
            mesh: mesh.transpose()?,
            mesh_insists: args.mesh.is_some(),
            output: args.output(),
            request_timeout: args.request_timeout,
            environment,
            changing: Changing::default(),
        })
    }
}

fn endpoint(args: &GlobalArgs, environment: &Environment) -> Endpoint {
    if let Some(url) = &args.endpoint {
        return Endpoint::Url { url: url.clone(), origin: "--endpoint" };
    }
    // A data dir on the command line is a wish for what is in it.
    if args.data_dir.is_some() {
        return Endpoint::Embedded;
    }
    let set = ENDPOINT_VARIABLES
        .into_iter()
        .find_map(|origin| environment.get(origin).map(|url| (url.to_owned(), origin)));
    set.map_or(Endpoint::Embedded, |(url, origin)| Endpoint::Url { url, origin })
}

/// `--data-dir`, `WEIR_DATA_DIR`, else `weir` in the XDG data folder.
fn data_dir(args: &GlobalArgs, environment: &Environment) -> Result<PathBuf, Error> {
    if let Some(dir) = &args.data_dir {
        return Ok(dir.clone());
    }
    if let Some(dir) = environment.get("WEIR_DATA_DIR") {
        return Ok(PathBuf::from(dir));
    }
    if let Some(dir) = environment.get("XDG_DATA_HOME").filter(|dir| dir.starts_with('/')) {
        return Ok(PathBuf::from(dir).join("weir"));
    }
    match environment.get("HOME") {
        Some(home) => Ok(PathBuf::from(home).join(".local/share/weir")),
        None => Err(Error::usage("no place for the store of the embedded control plane")
            .hint("set HOME, or name a folder with --data-dir or WEIR_DATA_DIR")),
    }
}
