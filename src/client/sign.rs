//! Signs requests as AWS does (Signature Version 4). Pure: time and credentials come in.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::{Request, header};

/// The name under which App Mesh is signed for.
const SERVICE: &str = "appmesh";

/// Headers that are signed beside `host` and those of the signature. Proxies change others.
const SIGNED: [header::HeaderName; 2] = [header::CONTENT_TYPE, header::IF_MATCH];

/// Why a request cannot be signed.
#[derive(Debug, thiserror::Error)]
#[error("the request cannot be signed")]
pub struct SignError(#[source] Box<dyn std::error::Error + Send + Sync>);

/// Adds the headers of a signature. `url` is where the request goes, with its whole path.
pub fn add_signature(
    request: &mut Request<Bytes>,
    url: &str,
    region: &str,
    credentials: &Credentials,
    now: SystemTime,
) -> Result<(), SignError> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| SignError(error);
    let identity = credentials.clone().into();
    // Paths are encoded a second time and sessions are signed: the defaults, and those of App Mesh.
    let settings = SigningSettings::default();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(SERVICE)
        .time(now)
        .settings(settings)
        .build()
        .map_err(|error| failed(error.into()))?
        .into();
    let headers = SIGNED.iter().filter_map(|name| {
        let value = request.headers().get(name)?.to_str().ok()?;
        Some((name.as_str(), value))
    });
    let body = SignableBody::Bytes(request.body());
    let method = request.method().as_str();
    let signable = SignableRequest::new(method, url, headers, body);
    let signed = sign(signable.map_err(|error| failed(error.into()))?, &params);
    let (instructions, _) = signed.map_err(|error| failed(error.into()))?.into_parts();
    instructions.apply_to_request_http1x(request);
    Ok(())
}
