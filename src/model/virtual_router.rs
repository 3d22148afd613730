//! Virtual routers: the ports that routes serve.

use crate::model::listener::PortMapping;
use crate::model::shape::shape;

shape! {
    /// The ports of a virtual router. They are what clients call; a node's own may differ.
    VirtualRouterSpec {
        list listeners: VirtualRouterListener = "listeners",
    }
}

shape! {
    /// One port of a virtual router.
    VirtualRouterListener {
        required port_mapping: PortMapping = "portMapping",
    }
}
