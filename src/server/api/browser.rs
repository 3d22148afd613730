//! Keeps foreign web pages out: a browser on this machine reaches loopback addresses, too.
//!
//! A page may come here only from here, and only by a name that nobody else can point at this
//! machine. Over TCP that name is asked of everyone: a browser that reads does not always say that
//! it is one.

use std::net::IpAddr;

use http::header::{HOST, ORIGIN};
use http::request::Parts;
use http::{HeaderMap, HeaderName};

use crate::server::error::{ApiError, ErrorKind};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Marks a request that came over TCP, where browsers are.
#[derive(Debug, Clone, Copy)]
pub struct OverTcp;

/// Refuses what a browser sends for a page of another place.
pub fn check(parts: &Parts) -> Result<(), ApiError> {
    let (origin, site) = (text(&parts.headers, &ORIGIN), text(&parts.headers, &FETCH_SITE));
    // HTTP/2 has the host in the URI.
    let host = parts.uri.authority().map(http::uri::Authority::as_str);
    let host = host.or_else(|| text(&parts.headers, &HOST)).unwrap_or_default();
    if parts.extensions.get::<OverTcp>().is_some() && !is_local(host) {
        let message = "the Host of a request must be localhost or a loopback address";
        return Err(ApiError::new(ErrorKind::Forbidden, message));
    }
    if origin.is_none() && site.is_none() {
        return Ok(());
    }
    let same_origin = origin.is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    let same_site = site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    if same_origin && same_site && is_local(host) {
        return Ok(());
    }
    Err(ApiError::new(ErrorKind::Forbidden, "web pages of other places have no access"))
}

/// The value of a header; what is no text is nothing that can be trusted.
fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default())
}

fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}
