//! One resource of the xDS protocol, encoded, with the version that its content gives it.

use std::fmt;
use std::sync::Arc;

use prost::Message;
use prost::bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::model::ResourceId;

/// The types of resources that weir serves, in the order in which a proxy needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceType {
    Secret,
    Cluster,
    Endpoints,
    Listener,
    Routes,
}

impl ResourceType {
    pub const ALL: [Self; 5] =
        [Self::Secret, Self::Cluster, Self::Endpoints, Self::Listener, Self::Routes];

    /// The type URL of xDS.
    pub fn url(self) -> &'static str {
        match self {
            Self::Secret => "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
            Self::Cluster => "type.googleapis.com/envoy.config.cluster.v3.Cluster",
            Self::Endpoints => "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment",
            Self::Listener => "type.googleapis.com/envoy.config.listener.v3.Listener",
            Self::Routes => "type.googleapis.com/envoy.config.route.v3.RouteConfiguration",
        }
    }

    pub fn of_url(url: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.url() == url)
    }

    /// The short name that operators know.
    pub fn short(self) -> &'static str {
        match self {
            Self::Secret => "SDS",
            Self::Cluster => "CDS",
            Self::Endpoints => "EDS",
            Self::Listener => "LDS",
            Self::Routes => "RDS",
        }
    }

    /// Whether a proxy gets all resources of the type without naming them.
    pub fn is_wildcard(self) -> bool {
        matches!(self, Self::Cluster | Self::Listener)
    }
}

/// What a resource is, by its content: equal content has an equal version, in every process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u64);

impl Version {
    /// The version of that content.
    pub fn of(body: &[u8]) -> Self {
        let digest = Sha256::digest(body);
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self(u64::from_be_bytes(first))
    }

    /// Reads what [`Version`] displays as; anything else is nobody's version.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 16 { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One resource, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XdsResource {
    pub name: Arc<str>,
    pub version: Version,
    /// The encoded message. Messages with maps of several entries are encoded in order, so that
    /// equal content has equal bytes.
    pub body: Bytes,
    /// The clusters that traffic is sent to under this resource (listeners and routes), sorted. A
    /// proxy must have them first.
    pub clusters: Arc<[Arc<str>]>,
    /// The resources of the mesh that it was made of, sorted.
    pub sources: Arc<[ResourceId]>,
}

impl XdsResource {
    pub fn new(
        name: impl Into<Arc<str>>,
        message: &impl Message,
        clusters: impl Into<Arc<[Arc<str>]>>,
        sources: impl Into<Arc<[ResourceId]>>,
    ) -> Self {
        let body = Bytes::from(message.encode_to_vec());
        Self {
            name: name.into(),
            version: Version::of(&body),
            body,
            clusters: clusters.into(),
            sources: sources.into(),
        }
    }
}
