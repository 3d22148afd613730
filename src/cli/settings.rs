//! Flags, environment and settings files become the settings of a run. The nearest to the command
//! line wins: flag, environment, project file, user file, built in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::cli::args::{GlobalArgs, OutputFormat};
use crate::cli::config::{Context, Project, UserConfig};
use crate::cli::connection::Connection;
use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::cli::signals::Changing;
use crate::cli::ui::Teller;
use crate::diagnostic::Code;
use crate::document::closest;
use crate::model::ResourceName;

/// Which control plane a run talks to, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// The embedded one, with its store in the data dir.
    Embedded,
    Url {
        url: String,
        origin: Origin,
    },
}

/// Who named an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Variable(&'static str),
    Context(String),
    /// The server that holds the data directory says so itself.
    Holder,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag => f.write_str("--endpoint"),
            Self::Variable(name) => f.write_str(name),
            Self::Context(name) => write!(f, "the context `{name}`"),
            Self::Holder => f.write_str("the server that holds the data directory"),
        }
    }
}

/// What holds for a whole run.
#[derive(Debug, Clone)]
pub struct Settings {
    pub endpoint: Endpoint,
    pub data_dir: PathBuf,
    /// Whether somebody named the data dir on the command line.
    pub data_dir_insists: bool,
    pub mesh: Option<ResourceName>,
    /// Whether somebody named the mesh on the command line, rather than as a default.
    pub mesh_insists: bool,
    pub output: OutputFormat,
    pub request_timeout: Duration,
    pub connection: Connection,
    /// The target that is used by its name.
    pub context: Option<String>,
    /// The protected context that the target is of, whichever way it was named: whoever changes
    /// something there types that name first.
    pub protected: Option<String>,
    pub project: Option<Arc<Project>>,
    pub user: Arc<UserConfig>,
    pub environment: Environment,
    /// Whether a change is under way.
    pub changing: Changing,
    /// Who says why it takes so long.
    pub teller: Teller,
}

/// A context that does not exist.
const NO_SUCH_CONTEXT: Code = Code("C002");

/// Variables of AWS tools that name the endpoint. A context beats them.
const AWS_ENDPOINTS: [&str; 2] = ["AWS_ENDPOINT_URL_APP_MESH", "AWS_ENDPOINT_URL"];

impl Settings {
    pub fn resolve(args: &GlobalArgs, environment: Environment) -> Result<Self, Error> {
        if let Some(name) = environment.unreadable() {
            return Err(Error::usage(format!("the value of {name} is not UTF-8")));
        }
        let user = UserConfig::read(&environment)?;
        let folder = std::env::current_dir()
            .map_err(|error| Error::usage("cannot tell which folder this is").because(error))?;
        let project = Project::find(&folder)?;
        let chosen = chosen_context(args, &environment, &user)?;
        let (name, context) = chosen.unzip();
        let connection =
            Connection::resolve(&args.connection, &environment, context, &user.defaults)?;
        let mesh = args.mesh.as_deref().or_else(|| environment.get("WEIR_MESH"));
        let mesh = mesh.map(|name| {
            ResourceName::parse(name)
                .map_err(|error| Error::usage(format!("the mesh name `{name}` {error}")))
        });
        let of_files = || {
            let of_project = project.as_ref().and_then(|project| project.mesh.clone());
            of_project.or_else(|| context.and_then(|context| context.mesh.clone()))
        };
        let endpoint = endpoint(args, &environment, chosen);
        let data_dir = data_dir(args, &environment, context)?;
        let protected = match chosen {
            Some((name, context)) if context.protected => Some(name.to_owned()),
            _ => protected_at(&endpoint, &data_dir, &user),
        };
        Ok(Self {
            endpoint,
            data_dir,
            data_dir_insists: args.data_dir.is_some(),
            mesh: mesh.transpose()?.or_else(of_files),
            mesh_insists: args.mesh.is_some(),
            output: args.output(),
            request_timeout: (args.request_timeout)
                .or(connection.load.request_timeout)
                .unwrap_or(crate::client::REQUEST_TIMEOUT),
            protected,
            context: name.map(str::to_owned),
            connection,
            project: project.map(Arc::new),
            user: Arc::new(user),
            environment,
            changing: Changing::default(),
            teller: Teller::default(),
        })
    }
}

/// The context of a run. An endpoint or a folder that is named nearer to the command line leaves
/// no part of a context in force: its credentials are for its own endpoint only.
fn chosen_context<'a>(
    args: &GlobalArgs,
    environment: &Environment,
    user: &'a UserConfig,
) -> Result<Option<(&'a str, &'a Context)>, Error> {
    let near = args.endpoint.is_some() || args.data_dir.is_some();
    let by_variable = || environment.get("WEIR_CONTEXT").or(user.current.as_deref());
    let name = match &args.context {
        Some(name) => Some(name.as_str()),
        None if near || environment.get("WEIR_ENDPOINT").is_some() => None,
        None => by_variable(),
    };
    let Some(name) = name else { return Ok(None) };
    let found = user.contexts.get_key_value(name);
    found.map(|(name, context)| Some((name.as_str(), context))).ok_or_else(|| {
        let error = Error::usage(format!("there is no context `{name}`")).code(NO_SUCH_CONTEXT);
        match closest(name, user.contexts.keys().map(String::as_str)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`weir context list` shows those that exist"),
        }
    })
}

fn endpoint(
    args: &GlobalArgs,
    environment: &Environment,
    context: Option<(&str, &Context)>,
) -> Endpoint {
    if let Some(url) = &args.endpoint {
        return Endpoint::Url { url: url.clone(), origin: Origin::Flag };
    }
    // A data dir on the command line is a wish for what is in it.
    if args.data_dir.is_some() {
        return Endpoint::Embedded;
    }
    if let Some((name, context)) = context {
        let url = |url: &String| Endpoint::Url {
            url: url.clone(),
            origin: Origin::Context(name.to_owned()),
        };
        return context.endpoint.as_ref().map_or(Endpoint::Embedded, url);
    }
    let variables = ["WEIR_ENDPOINT"].into_iter().chain(AWS_ENDPOINTS);
    let set = variables.into_iter().find_map(|name| environment.get(name).map(|url| (name, url)));
    set.map_or(Endpoint::Embedded, |(name, url)| Endpoint::Url {
        url: url.to_owned(),
        origin: Origin::Variable(name),
    })
}

/// The protected context that is at a place.
fn protected_at(endpoint: &Endpoint, data_dir: &Path, user: &UserConfig) -> Option<String> {
    let is_there = |context: &Context| match (endpoint, &context.endpoint) {
        (Endpoint::Url { url, .. }, Some(there)) => normal(url) == normal(there),
        (Endpoint::Embedded, None) => {
            let there = context.data_dir.as_deref();
            there.is_some_and(|there| real(there) == real(data_dir))
        }
        _ => false,
    };
    let mut protected = user.contexts.iter().filter(|(_, context)| context.protected);
    protected.find(|(_, context)| is_there(context)).map(|(name, _)| name.clone())
}

/// A URL as all that mean the same are written: without user, with the path but for its end.
fn normal(url: &str) -> String {
    let parsed = reqwest::Url::parse(url).map(|parsed| {
        let host = parsed.host_str().unwrap_or_default().to_owned();
        let port = parsed.port_or_known_default().unwrap_or_default();
        format!("{}://{host}:{port}{}", parsed.scheme(), parsed.path().trim_end_matches('/'))
    });
    parsed.unwrap_or_else(|_| url.to_owned())
}

/// Where a folder really is.
fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

impl Origin {
    /// Whether it was named as AWS tools are told their endpoints.
    pub fn is_aws(&self) -> bool {
        matches!(self, Self::Variable(name) if AWS_ENDPOINTS.contains(name))
    }
}

/// `--data-dir`, `WEIR_DATA_DIR`, else `weir` in the XDG data folder.
fn data_dir(
    args: &GlobalArgs,
    environment: &Environment,
    context: Option<&Context>,
) -> Result<PathBuf, Error> {
    if let Some(dir) = &args.data_dir {
        return Ok(dir.clone());
    }
    // A context that was asked for by its name is nearer than the environment.
    let insists = args.context.is_some();
    let of_context = context.and_then(|context| context.data_dir.as_ref());
    if let Some(dir) = of_context.filter(|_| insists) {
        return Ok(dir.clone());
    }
    if let Some(dir) = environment.get("WEIR_DATA_DIR") {
        return Ok(PathBuf::from(dir));
    }
    if let Some(dir) = of_context {
        return Ok(dir.clone());
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
