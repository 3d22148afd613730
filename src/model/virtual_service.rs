//! Virtual services: the names that applications call, and what answers.

use crate::model::choice::union;
use crate::model::id::ResourceName;
use crate::model::shape::shape;

shape! {
    /// What answers a virtual service. Without a provider it exists but leads nowhere.
    VirtualServiceSpec {
        optional provider: VirtualServiceProvider = "provider",
    }
}

union! {
    /// What answers a virtual service.
    VirtualServiceProvider {
        VirtualRouter(VirtualRouterProvider) = "virtualRouter",
        VirtualNode(VirtualNodeProvider) = "virtualNode",
    }
}

shape! {
    /// A router, whose routes decide.
    VirtualRouterProvider {
        required virtual_router_name: ResourceName = "virtualRouterName",
    }
}

shape! {
    /// One node.
    VirtualNodeProvider {
        required virtual_node_name: ResourceName = "virtualNodeName",
    }
}
