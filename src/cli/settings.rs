//! Flags and environment become settings; the only reader of the environment.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::cli::args::GlobalArgs;
use crate::cli::error::Error;
use crate::model::ResourceName;

/// The environment variables of a run.
#[derive(Debug, Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Those of this process. What is not Unicode is left out.
    pub fn of_process() -> Self {
        let pairs = std::env::vars_os();
        Self(
            pairs
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .collect(),
        )
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// If the stream is a terminal and `NO_COLOR` is not set.
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Whether a stream is coloured.
    pub fn decide(self, terminal: bool, environment: &Environment) -> bool {
        let set = |name| environment.get(name).is_some_and(|value| value != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if environment.get("NO_COLOR").is_some() => false,
            Self::Auto if set("CLICOLOR_FORCE") || set("FORCE_COLOR") => true,
            Self::Auto => {
                terminal
                    && environment.get("CLICOLOR") != Some("0")
                    && environment.get("TERM") != Some("dumb")
            }
        }
    }
}

/// The form of results on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum OutputFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// YAML documents (get, describe, dump).
    Yaml,
    /// One address per line (get, diff, apply, delete).
    Name,
    /// Workflow commands for annotations (validate).
    Github,
}

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
    pub output: OutputFormat,
    pub request_timeout: Duration,
    pub environment: Environment,
}

/// Variables that name the endpoint, the first that is set wins; a flag beats them all.
const ENDPOINT_VARIABLES: [&str; 3] =
    ["WEIR_ENDPOINT", "AWS_ENDPOINT_URL_APP_MESH", "AWS_ENDPOINT_URL"];

impl Settings {
    pub fn resolve(args: &GlobalArgs, environment: Environment) -> Result<Self, Error> {
        let mesh = args.mesh.as_deref().or_else(|| environment.get("WEIR_MESH"));
        let mesh = mesh.map(|name| {
            ResourceName::parse(name)
                .map_err(|error| Error::usage(format!("the mesh name `{name}` {error}")))
        });
        Ok(Self {
            endpoint: endpoint(args, &environment),
            data_dir: data_dir(args, &environment)?,
            mesh: mesh.transpose()?,
            output: args.output(),
            request_timeout: args.request_timeout,
            environment,
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
