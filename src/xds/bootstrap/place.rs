//! Where something is reached from a proxy: an address, a name, or a unix socket.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU16;
use std::str::FromStr;

use serde_json::{Value, json};

/// A place that a proxy connects to, or where it listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Ip(SocketAddr),
    /// A host by name, which the proxy resolves.
    Name {
        host: String,
        port: u16,
    },
    /// A path, or a name in the abstract namespace after an `@`.
    Unix(String),
}

/// Why a text is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    #[error("write HOST:PORT, such as 127.0.0.1:7070, or unix:/PATH")]
    Form,
    #[error("write IP:PORT, such as 127.0.0.1:7070, or unix:/PATH; a name is not resolved here")]
    Name,
    #[error("the path of a unix socket begins with `/`, or with `@` for an abstract one")]
    Path,
}

impl Place {
    /// A path of a unix socket, with `unix:` before it or without.
    pub fn socket(text: &str) -> Result<Self, PlaceError> {
        let path = text.strip_prefix("unix:").unwrap_or(text);
        // `unix:///path` is the same place as `unix:/path`.
        let path = if path.starts_with("///") { &path[2..] } else { path };
        let is_named = path.len() > 1 && (path.starts_with('/') || path.starts_with('@'));
        if is_named { Ok(Self::Unix(path.to_owned())) } else { Err(PlaceError::Path) }
    }

    /// A place to listen on: without a name, and with port 0 where the system may choose.
    pub fn to_listen(text: &str) -> Result<Self, PlaceError> {
        if let Ok(address) = text.parse() {
            return Ok(Self::Ip(address));
        }
        match text.parse()? {
            Self::Name { .. } => Err(PlaceError::Name),
            place => Ok(place),
        }
    }

    /// A port of a host by number or name.
    pub fn of_host(host: &str, port: u16) -> Result<Self, PlaceError> {
        if let Ok(ip) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Ok(Self::Ip(SocketAddr::new(ip, port)));
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if host.is_empty() || !host.chars().all(is_name) {
            return Err(PlaceError::Form);
        }
        Ok(Self::Name { host: host.to_owned(), port })
    }

    /// The address as Envoy writes it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Ip(address) => {
                json!({"socket_address": {"address": address.ip(), "port_value": address.port()}})
            }
            Self::Name { host, port } => {
                json!({"socket_address": {"address": host, "port_value": port}})
            }
            Self::Unix(path) => json!({"pipe": {"path": path}}),
        }
    }
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        if text.starts_with("unix:") {
            return Self::socket(text);
        }
        if let Ok(address) = text.parse::<SocketAddr>() {
            return if address.port() == 0 { Err(PlaceError::Form) } else { Ok(Self::Ip(address)) };
        }
        let (host, port) = text.rsplit_once(':').ok_or(PlaceError::Form)?;
        // A colon that is left belongs to an address of which brackets are missing.
        let port = port.parse::<NonZeroU16>().map_err(|_| PlaceError::Form)?;
        if host.contains(':') { Err(PlaceError::Form) } else { Self::of_host(host, port.get()) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ip(address) => write!(f, "{address}"),
            Self::Name { host, port } => write!(f, "{host}:{port}"),
            Self::Unix(path) => write!(f, "unix:{path}"),
        }
    }
}
