//! Credentials that a control plane repeats in its refusals are taken out before anybody reads them.

use bytes::Bytes;
use http::Request;

/// What stands in their place.
const MASK: &str = "***";

/// Members of a request that prove who sends it.
const PROOFS: [&str; 4] =
    ["authorization", "proxy-authorization", "x-amz-security-token", "cookie"];

/// The credentials that a request carries, the longest first.
pub fn of(request: &Request<Bytes>) -> Vec<String> {
    let headers = request.headers().iter();
    let proofs = headers.filter(|(name, value)| {
        value.is_sensitive() || PROOFS.iter().any(|proof| name.as_str() == *proof)
    });
    let values = proofs.filter_map(|(_, value)| value.to_str().ok());
    // A token may be repeated without the name of its scheme.
    let mut all: Vec<String> = values
        .flat_map(|value| [Some(value), value.split_once(' ').map(|(_, token)| token)])
        .flatten()
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect();
    all.sort_unstable_by_key(|value| std::cmp::Reverse(value.len()));
    all
}

/// An answer without these credentials.
pub fn hide(body: Bytes, secrets: &[String]) -> Bytes {
    let Ok(text) = std::str::from_utf8(&body) else { return body };
    if !secrets.iter().any(|secret| text.contains(secret.as_str())) {
        return body;
    }
    let hidden = secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, MASK));
    Bytes::from(hidden)
}
