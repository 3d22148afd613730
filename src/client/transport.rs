//! The only file that sends: over HTTP, or straight into the router of the embedded control plane.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use tower::util::BoxCloneSyncService;

use crate::client::CONNECT_TIMEOUT;

/// A control plane in this process.
pub type LocalService =
    BoxCloneSyncService<Request<Bytes>, Response<Bytes>, std::convert::Infallible>;

/// The largest answer that is read; a snapshot of a very large mesh stays far below.
const ANSWER_MAX: usize = 512 << 20;

/// A way to a control plane.
pub enum Transport {
    Http { client: reqwest::Client, base: String, timeout: Duration },
    Local(LocalService),
}

/// Why no answer came, or none could be asked for.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    #[error("`{0}` is not a URL of a control plane")]
    Url(String),
    #[error("the connection could not be made")]
    Connect(#[source] Causes),
    #[error("no trusted connection could be made")]
    Tls(#[source] Causes),
    #[error("cannot use {what}")]
    Setting { what: String, source: Causes },
    #[error("no answer within {} s", .0.as_secs_f64())]
    TimedOut(Duration),
    #[error("the connection broke")]
    Broken(#[source] Causes),
    #[error("the answer is larger than {} MiB", ANSWER_MAX >> 20)]
    TooLarge,
}

/// The causes of a transport error in one line. Those of HTTP libraries repeat one another, and
/// hold the URL, which is said already.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Causes(String);

impl Causes {
    fn of(error: &reqwest::Error) -> Self {
        let first: Option<&dyn std::error::Error> = std::error::Error::source(error);
        let causes = std::iter::successors(first, |&cause| cause.source());
        let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
        texts.dedup();
        Self(texts.last().cloned().unwrap_or_else(|| error.to_string()))
    }
}

impl TransportError {
    /// Whether the request may have reached the control plane.
    pub fn may_have_arrived(&self) -> bool {
        !matches!(self, Self::Url(_) | Self::Connect(_) | Self::Tls(_) | Self::Setting { .. })
    }

    /// Whether it will be the same a moment later.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::Url(_) | Self::Tls(_) | Self::Setting { .. } | Self::TooLarge)
    }

    fn of(error: &reqwest::Error, url: &str) -> Self {
        let first: Option<&dyn std::error::Error> = std::error::Error::source(error);
        let tls = std::iter::successors(first, |&cause| cause.source()).any(is_tls);
        match error {
            _ if tls => Self::Tls(Causes::of(error)),
            error if error.is_connect() => Self::Connect(Causes::of(error)),
            error if error.is_builder() => Self::Url(url.to_owned()),
            error => Self::Broken(Causes::of(error)),
        }
    }
}

/// Whether TLS failed. Errors of IO hold the real one inside, and it is none of their sources.
fn is_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>() || inner.is_some_and(|inner| is_tls(inner))
}

/// How connections are made.
#[derive(Debug, Default)]
pub struct Wires {
    /// The only authorities to trust, in PEM; those of the system without.
    pub authorities: Option<Vec<u8>>,
    /// Certificate and key of the client, in PEM.
    pub certificate: Option<Vec<u8>>,
    /// Trust any certificate.
    pub insecure: bool,
    /// The proxy for everything; without one, what the environment says.
    pub proxy: Option<String>,
    /// Headers of every request.
    pub headers: Vec<(String, String)>,
}

impl Wires {
    fn apply(
        &self,
        mut builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        let wrong = |what: &str| {
            let what = what.to_owned();
            move |error: reqwest::Error| TransportError::Setting {
                what,
                source: Causes::of(&error),
            }
        };
        if let Some(pem) = &self.authorities {
            let what = "the certificates of the authorities";
            let roots = reqwest::Certificate::from_pem_bundle(pem).map_err(wrong(what))?;
            if roots.is_empty() {
                let source = Causes("there is none in the file".to_owned());
                return Err(TransportError::Setting { what: what.to_owned(), source });
            }
            builder = builder.tls_certs_only(roots);
        }
        if let Some(pem) = &self.certificate {
            let identity = reqwest::Identity::from_pem(pem);
            builder = builder.identity(identity.map_err(wrong("the client certificate"))?);
        }
        if self.insecure {
            builder = builder.tls_danger_accept_invalid_certs(true);
        }
        if let Some(url) = &self.proxy {
            let proxy = reqwest::Proxy::all(url).map_err(wrong("the proxy"))?;
            builder = builder.proxy(proxy.no_proxy(reqwest::NoProxy::from_env()));
        }
        let mut headers = http::HeaderMap::new();
        for (name, value) in &self.headers {
            let wrong = |error: http::Error| TransportError::Setting {
                what: format!("the header `{name}`"),
                source: Causes(error.to_string()),
            };
            let name = http::HeaderName::from_bytes(name.as_bytes());
            let value = http::HeaderValue::from_str(value);
            headers.append(
                name.map_err(|error| wrong(error.into()))?,
                value.map_err(|error| wrong(error.into()))?,
            );
        }
        Ok(builder.default_headers(headers))
    }
}

impl Transport {
    /// A control plane at `http://…`, `https://…` or `unix:/path`.
    pub fn http(url: &str, timeout: Duration) -> Result<Self, TransportError> {
        Self::wired(url, timeout, &Wires::default())
    }

    /// The same, with a say in how connections are made.
    pub fn wired(url: &str, timeout: Duration, wires: &Wires) -> Result<Self, TransportError> {
        let wrong = || TransportError::Url(url.to_owned());
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("weir/", env!("CARGO_PKG_VERSION")));
        let base = if let Some(path) = url.strip_prefix("unix:") {
            builder = builder.unix_socket(path.trim_start_matches("//"));
            "http://localhost".to_owned()
        } else {
            let parsed = reqwest::Url::parse(url).map_err(|_| wrong())?;
            let known = matches!(parsed.scheme(), "http" | "https");
            let more = parsed.query().is_some() || parsed.fragment().is_some();
            if !known || parsed.cannot_be_a_base() || more {
                return Err(wrong());
            }
            if wires.proxy.is_none() && is_loopback(url) {
                builder = builder.no_proxy();
            }
            parsed.as_str().trim_end_matches('/').to_owned()
        };
        install_crypto();
        let builder = wires.apply(builder)?;
        let client =
            builder.build().map_err(|error| TransportError::Connect(Causes::of(&error)))?;
        Ok(Self::Http { client, base, timeout })
    }

    /// Where a request with this path and query goes.
    pub fn url(&self, uri: &http::Uri) -> String {
        match self {
            Self::Local(_) => uri.to_string(),
            Self::Http { base, .. } => format!("{base}{uri}"),
        }
    }

    /// Sends a request; the URI holds only path and query.
    pub async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        match self {
            Self::Local(service) => {
                let answer = service.clone().oneshot(request).await;
                Ok(answer.unwrap_or_else(|never| match never {}))
            }
            Self::Http { client, base, timeout } => {
                let sending = send_http(client, base, request);
                match tokio::time::timeout(*timeout, sending).await {
                    Ok(answer) => answer,
                    Err(_) => Err(TransportError::TimedOut(*timeout)),
                }
            }
        }
    }
}

async fn send_http(
    client: &reqwest::Client,
    base: &str,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, TransportError> {
    let (parts, body) = request.into_parts();
    let url = format!("{base}{}", parts.uri);
    let request = client.request(parts.method, &url).headers(parts.headers).body(body);
    let answer = request.send().await.map_err(|error| TransportError::of(&error, &url))?;
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    let body = http_body_util::Limited::new(reqwest::Body::from(answer), ANSWER_MAX);
    *response.body_mut() = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            return Err(TransportError::TooLarge);
        }
        Err(error) => return Err(TransportError::Broken(Causes(error.to_string()))),
    };
    Ok(response)
}

/// Whether a URL leads to this machine only.
pub fn is_loopback(url: &str) -> bool {
    if url.starts_with("unix:") {
        return true;
    }
    let Ok(parsed) = reqwest::Url::parse(url) else { return false };
    match parsed.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

/// Chooses the TLS implementation for this process, once.
pub fn install_crypto() {
    // An error means that it was chosen before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
