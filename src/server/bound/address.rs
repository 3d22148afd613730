//! Addresses to listen on. Until there is authentication, only those of this machine.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

/// An address to listen on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListenAddress {
    /// An address of the loopback interface.
    Tcp(SocketAddr),
    Unix(PathBuf),
}

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("write HOST:PORT, such as 127.0.0.1:7070, or unix:/PATH")]
    Form,
    #[error(
        "this version has no authentication, so it listens only on loopback addresses \
         (127.0.0.1, [::1]) and on unix:/PATH"
    )]
    NotLoopback,
}

impl FromStr for ListenAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if let Some(path) = text.strip_prefix("unix:") {
            // `unix:///path` is the same place as `unix:/path`.
            let path = if path.starts_with("///") { &path[2..] } else { path };
            return match path {
                "" => Err(AddressError::Form),
                path => Ok(Self::Unix(path.into())),
            };
        }
        let address = match text.strip_prefix("localhost:") {
            Some(port) => {
                let port = port.parse().map_err(|_| AddressError::Form)?;
                SocketAddr::from((Ipv4Addr::LOCALHOST, port))
            }
            None => text.parse().map_err(|_| form_or_name(text))?,
        };
        if !address.ip().is_loopback() {
            return Err(AddressError::NotLoopback);
        }
        Ok(Self::Tcp(address))
    }
}

/// A name of a machine is well formed, but means an address that is not known to be a loopback.
fn form_or_name(text: &str) -> AddressError {
    match text.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() && !host.contains([':', '/']) => {
            AddressError::NotLoopback
        }
        _ => AddressError::Form,
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}
