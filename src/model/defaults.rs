//! What a control plane fills in when a document leaves it out.

use crate::model::resource::Spec;

impl Spec {
    /// Fills in what App Mesh answers although it was not sent: the port of a health check, which
    /// is the listener's. Nothing else is filled in; absent stays absent.
    pub fn fill_defaults(&mut self) {
        match self {
            Self::VirtualNode(node) => {
                for listener in &mut node.listeners {
                    if let Some(check) = &mut listener.health_check {
                        check.port.get_or_insert(listener.port_mapping.port);
                    }
                }
            }
            Self::VirtualGateway(gateway) => {
                for listener in &mut gateway.listeners {
                    if let Some(check) = &mut listener.health_check {
                        check.port.get_or_insert(listener.port_mapping.port);
                    }
                }
            }
            Self::Mesh(_)
            | Self::VirtualRouter(_)
            | Self::Route(_)
            | Self::VirtualService(_)
            | Self::GatewayRoute(_) => {}
        }
    }
}
