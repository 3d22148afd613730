//! What a resource listens on, and which of its ports a request is for.

use crate::model::listener::{PortMapping, Protocol};
use crate::model::scalar::Port;
use crate::model::virtual_node::Listener;
use crate::model::{Resource, Spec};
use crate::routing::request::Call;

/// A port and what is spoken there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listening {
    pub port: Port,
    pub protocol: Protocol,
}

/// Why no listener is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickError {
    /// Nobody listens there.
    None,
    /// There are several, and no port was named.
    Several,
}

impl Listening {
    /// Where a node's listener listens.
    pub fn of(listener: &Listener) -> Self {
        let PortMapping { port, protocol, .. } = listener.port_mapping;
        Self { port, protocol }
    }

    /// Whether such traffic gets through at all. A gRPC call is HTTP/2, and bytes are bytes.
    pub fn takes(self, call: Call) -> bool {
        match self.protocol {
            Protocol::Tcp => true,
            Protocol::Http => call == Call::Http,
            Protocol::Http2 => call != Call::Tcp,
            Protocol::Grpc => call == Call::Grpc,
        }
    }
}

/// The listeners of a node, router or gateway.
pub fn of(resource: &Resource) -> Vec<Listening> {
    match &resource.spec {
        Spec::VirtualNode(node) => node.listeners.iter().map(Listening::of).collect(),
        Spec::VirtualRouter(router) => {
            let mappings = router.listeners.iter().map(|listener| &listener.port_mapping);
            mappings.map(|at| Listening { port: at.port, protocol: at.protocol }).collect()
        }
        Spec::VirtualGateway(gateway) => {
            let mappings = gateway.listeners.iter().map(|listener| &listener.port_mapping);
            mappings.map(|at| Listening { port: at.port, protocol: at.protocol.into() }).collect()
        }
        _ => Vec::new(),
    }
}

/// The listener on a port; without one, the only listener.
pub fn pick(known: &[Listening], port: Option<Port>) -> Result<Listening, PickError> {
    match (port, known) {
        (Some(port), known) => {
            known.iter().find(|one| one.port == port).copied().ok_or(PickError::None)
        }
        (None, []) => Err(PickError::None),
        (None, [only]) => Ok(*only),
        (None, _) => Err(PickError::Several),
    }
}

/// The ports of listeners.
pub fn ports(known: &[Listening]) -> Vec<Port> {
    known.iter().map(|one| one.port).collect()
}
