//! The mesh itself: what its proxies may reach, and over which IP version.

use crate::model::shape::shape;
use crate::model::words::words;

shape! {
    /// What applies to a whole mesh.
    MeshSpec {
        /// What proxies do with traffic to destinations outside the mesh. Absent means `DROP_ALL`.
        optional egress_filter: EgressFilter = "egressFilter",
        /// How names are resolved unless a node says otherwise.
        optional service_discovery: MeshServiceDiscovery = "serviceDiscovery",
    }
}

shape! {
    /// The fate of traffic to destinations outside the mesh.
    EgressFilter {
        /// Whether such traffic passes.
        required filter: EgressFilterType = "type",
    }
}

words! {
    /// Whether traffic to destinations outside the mesh passes.
    EgressFilterType {
        AllowAll = "ALLOW_ALL",
        /// All but `*.amazonaws.com` on port 443 is dropped.
        DropAll = "DROP_ALL",
    }
}

shape! {
    /// How names are resolved in the mesh.
    MeshServiceDiscovery {
        /// The IP version to use unless a node says otherwise.
        optional ip_preference: IpPreference = "ipPreference",
    }
}

words! {
    /// Which IP version a proxy uses to reach a node.
    IpPreference {
        Ipv6Preferred = "IPv6_PREFERRED",
        Ipv4Preferred = "IPv4_PREFERRED",
        Ipv4Only = "IPv4_ONLY",
        Ipv6Only = "IPv6_ONLY",
    }
}
