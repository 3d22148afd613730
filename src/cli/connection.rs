//! How a run connects to its control plane, and as whom: flags, environment and a context in one.

use std::path::PathBuf;

use clap::Args;

use crate::cli::config::{Context, Load};
use crate::cli::environment::Environment;
use crate::cli::error::Error;

/// How a run says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Auth {
    /// By what there is: a token, a client certificate, AWS credentials for an `https` or AWS
    /// endpoint (on loopback only if the environment or --profile names them), or nothing.
    #[default]
    Auto,
    None,
    /// A token in the header `Authorization`.
    Bearer,
    /// A client certificate.
    Mtls,
    /// Requests signed with AWS credentials.
    Sigv4,
}

impl Auth {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::None => "none",
            Self::Bearer => "bearer",
            Self::Mtls => "mtls",
            Self::Sigv4 => "sigv4",
        }
    }
}

/// Reads one of the words for it.
pub fn auth(word: &str) -> Result<Auth, &'static str> {
    let all = [Auth::Auto, Auth::None, Auth::Bearer, Auth::Mtls, Auth::Sigv4];
    let known = all.into_iter().find(|auth| auth.as_str() == word);
    known.ok_or("is none of auto, none, bearer, mtls and sigv4")
}

/// Flags that say how to connect.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Connection options")]
pub struct ConnectionArgs {
    /// How to say who asks
    #[arg(long, global = true, value_name = "HOW", value_enum, hide_short_help = true)]
    pub auth: Option<Auth>,

    /// File with the token for --auth bearer (`WEIR_TOKEN_FILE`; `WEIR_TOKEN` is the token itself)
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub token_file: Option<PathBuf>,

    /// File with the client's certificate, in PEM
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        requires = "client_key",
        hide_short_help = true
    )]
    pub client_cert: Option<PathBuf>,

    /// File with the key of the client's certificate, in PEM
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        requires = "client_cert",
        hide_short_help = true
    )]
    pub client_key: Option<PathBuf>,

    #[arg(
        long,
        global = true,
        value_name = "FILE",
        hide_short_help = true,
        help = "File with the only authorities to trust, in PEM (`AWS_CA_BUNDLE`, `SSL_CERT_FILE`)"
    )]
    pub ca_cert: Option<PathBuf>,

    /// Trust any certificate, and send credentials over plain HTTP
    #[arg(long, global = true, hide_short_help = true)]
    pub insecure: bool,

    /// Proxy for HTTP (`HTTPS_PROXY`, `HTTP_PROXY`; `NO_PROXY` names exceptions)
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub proxy: Option<String>,

    /// Header of every request (can be repeated)
    #[arg(
        // `weir trace` has headers of its own.
        id = "http-header",
        long = "http-header",
        global = true,
        value_name = "NAME=VALUE",
        value_parser = header,
        hide_short_help = true
    )]
    pub headers: Vec<(String, String)>,

    /// Profile of the AWS settings (`AWS_PROFILE`)
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub profile: Option<String>,

    /// Region that requests are signed for (`AWS_REGION`, `AWS_DEFAULT_REGION`)
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub region: Option<String>,

    /// Most reads a second (`WEIR_READ_RATE`) [default: 40 for foreign control planes]
    #[arg(long, global = true, value_name = "RATE", value_parser = rate, hide_short_help = true)]
    pub read_rate: Option<f64>,

    /// Most writes a second (`WEIR_WRITE_RATE`) [default: 8 for foreign control planes]
    #[arg(long, global = true, value_name = "RATE", value_parser = rate, hide_short_help = true)]
    pub write_rate: Option<f64>,

    /// Most requests at the same time (`WEIR_CONCURRENCY`) [default: 16]
    #[arg(long, global = true, value_name = "N", value_parser = at_least_one, hide_short_help = true)]
    pub concurrency: Option<usize>,

    /// How often a request is tried again (`WEIR_RETRIES`) [default: 3; when throttled 10]
    #[arg(long, global = true, value_name = "N", hide_short_help = true)]
    pub retries: Option<usize>,

    /// Keep no copy of what was read from a control plane, and use none
    #[arg(long, global = true, hide_short_help = true)]
    pub no_cache: bool,
}

/// Where a token comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenSource {
    /// The variable `WEIR_TOKEN`.
    Environment,
    File(PathBuf),
    Command(Vec<String>),
}

/// How to connect, settled.
#[derive(Debug, Clone, Default)]
pub struct Connection {
    pub auth: Auth,
    pub profile: Option<String>,
    pub region: Option<String>,
    pub token: Option<TokenSource>,
    pub ca_cert: Option<PathBuf>,
    /// Certificate and key.
    pub client_cert: Option<(PathBuf, PathBuf)>,
    pub insecure: bool,
    pub proxy: Option<String>,
    pub headers: Vec<(String, String)>,
    pub load: Load,
    pub no_cache: bool,
}

impl Connection {
    /// The flag wins over the environment, and both over the context. What a context says of its
    /// endpoint is none of another's business, so it comes in only with that endpoint.
    pub fn resolve(
        args: &ConnectionArgs,
        environment: &Environment,
        context: Option<&Context>,
        defaults: &Load,
    ) -> Result<Self, Error> {
        let none = Context::default();
        let context = context.unwrap_or(&none);
        let variable = |name: &str| environment.get(name).map(str::to_owned);
        let path = |name: &str| environment.get(name).map(PathBuf::from);
        let mut headers = context.headers.clone();
        headers.extend(args.headers.iter().cloned());
        let pair = |cert: &Option<PathBuf>, key: &Option<PathBuf>| {
            Some((cert.clone()?, key.clone().or_else(|| cert.clone())?))
        };
        Ok(Self {
            auth: args.auth.or(context.auth).unwrap_or_default(),
            profile: args.profile.clone().or_else(|| context.profile.clone()),
            region: args.region.clone().or_else(|| context.region.clone()),
            token: token(args, environment, context),
            ca_cert: (args.ca_cert.clone())
                .or_else(|| context.ca_cert.clone())
                .or_else(|| path("AWS_CA_BUNDLE"))
                .or_else(|| path("SSL_CERT_FILE")),
            client_cert: pair(&args.client_cert, &args.client_key)
                .or_else(|| pair(&context.client_cert, &context.client_key)),
            insecure: args.insecure || context.insecure,
            proxy: args.proxy.clone().or_else(|| context.proxy.clone()),
            headers,
            load: Load {
                read_rate: (args.read_rate)
                    .or(number(variable("WEIR_READ_RATE"), "WEIR_READ_RATE", rate)?)
                    .or(context.load.read_rate)
                    .or(defaults.read_rate),
                write_rate: (args.write_rate)
                    .or(number(variable("WEIR_WRITE_RATE"), "WEIR_WRITE_RATE", rate)?)
                    .or(context.load.write_rate)
                    .or(defaults.write_rate),
                concurrency: (args.concurrency)
                    .or(number(variable("WEIR_CONCURRENCY"), "WEIR_CONCURRENCY", at_least_one)?)
                    .or(context.load.concurrency)
                    .or(defaults.concurrency),
                retries: (args.retries)
                    .or(number(variable("WEIR_RETRIES"), "WEIR_RETRIES", any_count)?)
                    .or(context.load.retries)
                    .or(defaults.retries),
                request_timeout: context.load.request_timeout.or(defaults.request_timeout),
            },
            no_cache: args.no_cache,
        })
    }
}

fn token(
    args: &ConnectionArgs,
    environment: &Environment,
    context: &Context,
) -> Option<TokenSource> {
    let file = |path: PathBuf| TokenSource::File(path);
    (args.token_file.clone().map(file))
        .or_else(|| environment.get("WEIR_TOKEN").map(|_| TokenSource::Environment))
        .or_else(|| environment.get("WEIR_TOKEN_FILE").map(|path| file(PathBuf::from(path))))
        .or_else(|| context.token_file.clone().map(file))
        .or_else(|| context.token_command.clone().map(TokenSource::Command))
}

fn number<T>(
    text: Option<String>,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<T>, Error> {
    let Some(text) = text else { return Ok(None) };
    parse(&text).map(Some).map_err(|error| Error::usage(format!("{name} is `{text}`: {error}")))
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| *rate > 0.0 && rate.is_finite());
    rate.ok_or_else(|| "write a number above 0, in requests a second".to_owned())
}

fn any_count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write a whole number".to_owned())
}

fn at_least_one(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "write a whole number above 0".to_owned())
}

/// `Name=value`.
fn header(text: &str) -> Result<(String, String), String> {
    let wrong = || "write NAME=VALUE".to_owned();
    let (name, value) = text.split_once('=').ok_or_else(wrong)?;
    http::HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
    http::HeaderValue::from_str(value).map_err(|_| wrong())?;
    Ok((name.to_owned(), value.to_owned()))
}
