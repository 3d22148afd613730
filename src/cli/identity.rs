//! Decides as whom a run talks to its control plane, and over which wires.
//!
//! Credentials go over TLS or stay on this machine, unless somebody said `--insecure`.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::cli::connection::{Auth, Connection, TokenSource};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::{Origin, Settings};
use crate::client::{Identity, Wires, is_loopback};
use crate::diagnostic::Code;

/// Nothing to show who asks.
const NO_CREDENTIALS: Code = Code("C020");
/// Credentials would go where others can read them.
const OVER_PLAIN_HTTP: Code = Code("C024");
/// No region to sign for.
const NO_REGION: Code = Code("C025");
/// This binary cannot sign.
#[cfg(not(feature = "aws"))]
const WITHOUT_AWS: Code = Code("C026");

/// How long a program that prints a token may take.
const TOKEN_PATIENCE: Duration = Duration::from_mins(1);
const TOKEN_PAUSE: Duration = Duration::from_millis(10);

/// What is used, of all that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Unnamed,
    Bearer,
    Mtls,
    Sigv4,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unnamed => "none",
            Self::Bearer => "bearer",
            Self::Mtls => "mtls",
            Self::Sigv4 => "sigv4",
        }
    }
}

/// How a run says who it is. Left to itself it takes a token, then a client certificate, then AWS
/// credentials where an AWS tool would use them: for endpoints that AWS variables name, for
/// `https`, and on this machine if keys or a profile are named outright.
pub fn method(settings: &Settings, url: &str, origin: &Origin) -> Method {
    let connection = &settings.connection;
    match connection.auth {
        Auth::Bearer => Method::Bearer,
        Auth::Mtls => Method::Mtls,
        Auth::Sigv4 => Method::Sigv4,
        Auth::Auto if connection.token.is_some() => Method::Bearer,
        Auth::Auto if connection.client_cert.is_some() => Method::Mtls,
        Auth::Auto if may_sign(settings, url, origin) => Method::Sigv4,
        Auth::None | Auth::Auto => Method::Unnamed,
    }
}

fn may_sign(settings: &Settings, url: &str, origin: &Origin) -> bool {
    if !cfg!(feature = "aws") || url.starts_with("unix:") {
        return false;
    }
    let variable = |name: &str| settings.environment.get(name).is_some();
    let named = settings.connection.profile.is_some()
        || ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"].iter().any(|name| variable(name));
    let elsewhere = [
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];
    let found = named || elsewhere.iter().any(|name| variable(name)) || has_profiles(settings);
    if is_loopback(url) {
        return named || (origin.is_aws() && found);
    }
    url.starts_with("https:") && found
}

/// Whether there are profile files of AWS tools.
fn has_profiles(settings: &Settings) -> bool {
    let environment = &settings.environment;
    let named = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];
    let mut named = named.iter().filter_map(|name| environment.get(name)).map(Path::new);
    let home = environment.get("HOME").map(|home| Path::new(home).join(".aws"));
    let is_there = |path: &Path| std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
    named.any(is_there)
        || home.is_some_and(|home| {
            is_there(&home.join("credentials")) || is_there(&home.join("config"))
        })
}

/// The region of signatures for a server on this machine, if nobody names one.
#[cfg(feature = "aws")]
const REGION_OF_LOOPBACK: &str = "us-east-1";

/// Gets ready to say who asks.
pub async fn identity(settings: &Settings, url: &str, origin: &Origin) -> Result<Identity, Error> {
    let method = method(settings, url, origin);
    refuse_plain_http(settings, url, method)?;
    match method {
        Method::Unnamed => Ok(Identity::default()),
        Method::Mtls if settings.connection.client_cert.is_some() => Ok(Identity::default()),
        Method::Mtls => Err(missing("--auth mtls needs a client certificate")
            .hint("name it with --client-cert and --client-key, or in a context")),
        Method::Bearer => bearer(settings),
        Method::Sigv4 => signer(settings, url).await,
    }
}

fn missing(message: &str) -> Error {
    Error::new(Exit::Credentials, message).code(NO_CREDENTIALS)
}

fn refuse_plain_http(settings: &Settings, url: &str, method: Method) -> Result<(), Error> {
    let plain = url.starts_with("http:") && !is_loopback(url);
    if !plain || method == Method::Unnamed || settings.connection.insecure {
        return Ok(());
    }
    let message = "credentials are not sent over plain HTTP, where others can read them";
    Err(Error::new(Exit::Credentials, message)
        .code(OVER_PLAIN_HTTP)
        .hint("use an https endpoint, --auth none, or --insecure to send them all the same"))
}

fn bearer(settings: &Settings) -> Result<Identity, Error> {
    let Some(source) = &settings.connection.token else {
        return Err(missing("--auth bearer needs a token")
            .hint("set WEIR_TOKEN, or name a file with --token-file"));
    };
    let text = match source {
        TokenSource::Environment => {
            settings.environment.get("WEIR_TOKEN").unwrap_or_default().to_owned()
        }
        TokenSource::File(path) => read(path, "the token")?,
        TokenSource::Command(words) => printed(words)?,
    };
    Identity::bearer(text.trim()).filter(|_| !text.trim().is_empty()).ok_or_else(|| match source {
        TokenSource::Environment => missing("WEIR_TOKEN holds no token")
            .hint("set it to one line of plain text, or name a file with --token-file"),
        TokenSource::File(path) => {
            missing(&format!("the token file `{}` holds no token", path.display()))
                .hint("write the token into it, as one line of plain text")
        }
        TokenSource::Command(words) => {
            missing(&format!("the token command `{}` printed no token", words.join(" ")))
                .hint("it has to print the token on stdout, as one line of plain text")
        }
    })
}

/// What a program prints, if it ends well and in time.
fn printed(words: &[String]) -> Result<String, Error> {
    let Some((program, args)) = words.split_first() else {
        return Err(missing("the token command is empty"));
    };
    let failed = |reason: String| missing(&format!("the token command `{program}` {reason}"));
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed("cannot be started".to_owned()).because(error))?;
    let stdout = child.stdout.take();
    // Read beside it, so that it never waits for a full pipe.
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        stdout.map(|mut stdout| stdout.read_to_string(&mut text));
        text
    });
    let started = Instant::now();
    loop {
        let ended = child.try_wait();
        match ended.map_err(|error| failed("cannot be waited for".to_owned()).because(error))? {
            Some(status) if status.success() => return Ok(reading.join().unwrap_or_default()),
            Some(status) => return Err(failed(format!("failed: {status}"))),
            None if started.elapsed() > TOKEN_PATIENCE => {
                // It may have ended just now.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(format!("took longer than {} s", TOKEN_PATIENCE.as_secs())));
            }
            None => std::thread::sleep(TOKEN_PAUSE),
        }
    }
}

#[cfg(feature = "aws")]
async fn signer(settings: &Settings, url: &str) -> Result<Identity, Error> {
    use crate::client::{Chain, region_of_profile};
    let profile = settings.connection.profile.as_deref();
    let variable = |name| settings.environment.get(name).map(str::to_owned);
    let region = (settings.connection.region.clone())
        .or_else(|| variable("AWS_REGION"))
        .or_else(|| variable("AWS_DEFAULT_REGION"));
    let region = match region {
        Some(region) => Some(region),
        None => region_of_profile(profile).await,
    };
    // What runs on this machine stands for a region of its own choice.
    let region = region.or_else(|| is_loopback(url).then(|| REGION_OF_LOOPBACK.to_owned()));
    let Some(region) = region else {
        let message = "requests are signed for a region, and none is known";
        return Err(Error::new(Exit::Credentials, message)
            .code(NO_REGION)
            .hint("name one with --region or AWS_REGION; --auth none signs nothing"));
    };
    let lack = crate::cli::aws_files::lack(&settings.environment, profile);
    let chain = Chain::find(profile, &region, lack).await;
    Ok(Identity::aws(region, chain))
}

#[cfg(not(feature = "aws"))]
#[expect(clippy::unused_async, reason = "as with the feature `aws`")]
async fn signer(_: &Settings, _: &str) -> Result<Identity, Error> {
    Err(Error::new(Exit::Credentials, "requests cannot be signed: weir was built without aws")
        .code(WITHOUT_AWS)
        .hint("use --auth none, bearer or mtls, or build weir with its feature `aws`"))
}

/// Over which wires: proxies, authorities, the certificate of the client.
pub fn wires(connection: &Connection) -> Result<Wires, Error> {
    let bytes = |path: &Path, what| Ok::<_, Error>(read(path, what)?.into_bytes());
    let authorities = connection.ca_cert.as_ref();
    let certificate = connection.client_cert.as_ref();
    Ok(Wires {
        authorities: authorities
            .map(|path| bytes(path, "the certificates of the authorities"))
            .transpose()?,
        certificate: certificate
            .filter(|_| matches!(connection.auth, Auth::Auto | Auth::Mtls))
            .map(|(cert, key)| {
                let mut pem = bytes(cert, "the client certificate")?;
                if key != cert {
                    pem.push(b'\n');
                    pem.extend(bytes(key, "the key of the client certificate")?);
                }
                Ok::<_, Error>(pem)
            })
            .transpose()?,
        insecure: connection.insecure,
        proxy: connection.proxy.clone(),
        headers: connection.headers.clone(),
    })
}

fn read(path: &Path, what: &str) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| {
        Error::usage(format!("cannot read {what} from `{}`", path.display())).because(error)
    })
}
