//! What goes over a stream in both directions, without the form of the protocol's two flavors.

use std::collections::BTreeMap;
use std::sync::Arc;

use prost::bytes::Bytes;

use crate::xds::resource::{ResourceType, Version};

/// How the stream speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flavor {
    /// Only what changes.
    Delta,
    /// Listeners and clusters all together each time.
    StateOfTheWorld,
}

impl Flavor {
    /// The short name that operators know.
    pub fn short(self) -> &'static str {
        match self {
            Self::Delta => "delta",
            Self::StateOfTheWorld => "sotw",
        }
    }
}

/// A message of the proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub of: ResourceType,
    /// The response that it answers; empty for none.
    pub nonce: String,
    /// Why that response was rejected, in the words of the proxy.
    pub error: Option<String>,
    pub ask: Ask,
}

/// What a proxy asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// What changes about the names asked for. `initial` is what the proxy has from an earlier
    /// stream, with the versions that it was given.
    Delta {
        subscribe: Vec<Arc<str>>,
        unsubscribe: Vec<Arc<str>>,
        initial: BTreeMap<Arc<str>, String>,
    },
    /// All names asked for.
    StateOfTheWorld { names: Vec<Arc<str>> },
}

/// A message to the proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub of: ResourceType,
    pub nonce: String,
    /// What the proxy has of the type, once it has accepted this. State of the world only.
    pub version: Option<Version>,
    pub items: Vec<Item>,
    /// The names of resources that are gone. Delta only.
    pub removed: Vec<Arc<str>>,
}

/// A resource in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub name: Arc<str>,
    pub version: Version,
    pub body: Bytes,
}
