//! The user's own settings: contexts and defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::config::section::{File, Section};
use crate::cli::config::{home, model_name, read_if_there};
use crate::cli::connection::{Auth, auth};
use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::model::ResourceName;

/// What the user's file says.
#[derive(Debug, Clone, Default)]
pub struct UserConfig {
    /// Where it is, or would be; none where nobody has a home.
    pub path: Option<PathBuf>,
    pub current: Option<String>,
    pub contexts: BTreeMap<String, Context>,
    pub defaults: Load,
}

/// A target that has a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    /// None is the embedded control plane.
    pub endpoint: Option<String>,
    pub data_dir: Option<PathBuf>,
    pub mesh: Option<ResourceName>,
    /// Whoever changes it types its name.
    pub protected: bool,
    pub auth: Option<Auth>,
    pub profile: Option<String>,
    pub region: Option<String>,
    pub token_file: Option<PathBuf>,
    /// A program that prints a token, and its arguments.
    pub token_command: Option<Vec<String>>,
    pub ca_cert: Option<PathBuf>,
    pub client_cert: Option<PathBuf>,
    pub client_key: Option<PathBuf>,
    pub insecure: bool,
    pub proxy: Option<String>,
    pub headers: Vec<(String, String)>,
    pub load: Load,
}

/// How much a control plane is asked at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Load {
    pub read_rate: Option<f64>,
    pub write_rate: Option<f64>,
    pub concurrency: Option<usize>,
    pub retries: Option<usize>,
    pub request_timeout: Option<Duration>,
}

impl UserConfig {
    pub fn read(environment: &Environment) -> Result<Self, Error> {
        let path = path(environment);
        let text = match &path {
            Some(path) => read_if_there(path)?,
            None => None,
        };
        match (path, text) {
            (Some(path), Some(text)) => Self::parse(&path, &text, environment),
            (path, _) => Ok(Self { path, ..Self::default() }),
        }
    }

    pub fn parse(path: &Path, text: &str, environment: &Environment) -> Result<Self, Error> {
        let file = File::parse(path, text)?;
        let top = file.top();
        let mut config = Self { path: Some(path.to_owned()), ..Self::default() };
        config.current = top.text("current-context")?;
        if let Some(section) = top.section("context")? {
            for (name, section) in section.named_sections()? {
                config.contexts.insert(name, context(&section, environment)?);
            }
        }
        if let Some(section) = top.section("defaults")? {
            config.defaults = load(&section)?;
            section.end()?;
        }
        top.end()?;
        if let Some(current) = &config.current
            && !config.contexts.contains_key(current)
        {
            return Err(top.at("current-context", format!("there is no context `{current}`")));
        }
        Ok(config)
    }
}

/// `WEIR_CONFIG`, else `weir/config.toml` in the XDG folder for settings.
fn path(environment: &Environment) -> Option<PathBuf> {
    if let Some(path) = environment.get("WEIR_CONFIG") {
        return Some(PathBuf::from(path));
    }
    let folder = environment.get("XDG_CONFIG_HOME").filter(|folder| folder.starts_with('/'));
    let folder = folder.map(PathBuf::from).or_else(|| Some(home(environment)?.join(".config")));
    Some(folder?.join("weir/config.toml"))
}

fn context(section: &Section<'_>, environment: &Environment) -> Result<Context, Error> {
    let file = |key| -> Result<Option<PathBuf>, Error> {
        Ok(section.text(key)?.map(|text| at_home(&text, environment)))
    };
    let context = Context {
        endpoint: section.text("endpoint")?,
        data_dir: file("data-dir")?,
        mesh: section.parsed("mesh", model_name)?,
        protected: section.flag("protected")?.unwrap_or(false),
        auth: section.parsed("auth", auth)?,
        profile: section.text("profile")?,
        region: section.text("region")?,
        token_file: file("token-file")?,
        token_command: section.texts("token-command")?.filter(|words| !words.is_empty()),
        ca_cert: file("ca-cert")?,
        client_cert: file("client-cert")?,
        client_key: file("client-key")?,
        insecure: section.flag("insecure")?.unwrap_or(false),
        proxy: section.text("proxy")?,
        headers: section.pairs("headers")?,
        load: load(section)?,
    };
    section.end()?;
    if context.endpoint.is_some() && context.data_dir.is_some() {
        let both = "`endpoint` and `data-dir` exclude each other: the folder is that of the \
                    embedded control plane";
        return Err(section.at("data-dir", both));
    }
    Ok(context)
}

fn load(section: &Section<'_>) -> Result<Load, Error> {
    Ok(Load {
        read_rate: section.rate("read-rate")?,
        write_rate: section.rate("write-rate")?,
        concurrency: section.count("concurrency")?.map(|count| count.max(1)),
        retries: section.count("retries")?,
        request_timeout: section.duration("request-timeout")?,
    })
}

/// A path in which `~` is the home folder.
fn at_home(text: &str, environment: &Environment) -> PathBuf {
    match (text.strip_prefix("~/"), home(environment)) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
