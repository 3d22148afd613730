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
        !matches!(self, Self::Url(_) | Self::Connect(_))
    }
}

impl Transport {
    /// A control plane at `http://…`, `https://…` or `unix:/path`.
    pub fn http(url: &str, timeout: Duration) -> Result<Self, TransportError> {
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
            if is_loopback(&parsed) {
                builder = builder.no_proxy();
            }
            parsed.as_str().trim_end_matches('/').to_owned()
        };
        install_crypto();
        let client =
            builder.build().map_err(|error| TransportError::Connect(Causes::of(&error)))?;
        Ok(Self::Http { client, base, timeout })
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
    let answer =
        client.request(parts.method, &url).headers(parts.headers).body(body).send().await.map_err(
            |error| match error {
                error if error.is_connect() => TransportError::Connect(Causes::of(&error)),
                error if error.is_builder() => TransportError::Url(url.clone()),
                error => TransportError::Broken(Causes::of(&error)),
            },
        )?;
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

fn is_loopback(url: &reqwest::Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

/// Chooses the TLS implementation for this process, once.
fn install_crypto() {
    // An error means that it was chosen before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
