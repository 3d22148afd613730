//! Virtual nodes: one version of one service, where it listens, how it is found, whom it calls.

use crate::model::choice::union;
use crate::model::listener::{HealthCheck, ListenerTimeout, OutlierDetection, PortMapping};
use crate::model::logging::Logging;
use crate::model::mesh::IpPreference;
use crate::model::scalar::{
    AnyText, AttributeKeyRule, AttributeValueRule, Length, PositiveCount, Text,
};
use crate::model::shape::shape;
use crate::model::tls::{ClientPolicy, ListenerTls};
use crate::model::words::words;

shape! {
    /// What a virtual node is. Nothing is required: a node without listeners only calls others.
    VirtualNodeSpec {
        /// Where the node accepts traffic.
        list listeners: Listener = "listeners",
        /// How others find the node's instances.
        optional service_discovery: ServiceDiscovery = "serviceDiscovery",
        /// The virtual services that the node calls. They need not exist yet.
        list backends: Backend = "backends",
        /// What applies to all backends that do not say otherwise.
        optional backend_defaults: Box<BackendDefaults> = "backendDefaults",
        /// Where the proxy writes its access log.
        optional logging: Logging = "logging",
    }
}

shape! {
    /// One port on which a node accepts traffic.
    Listener {
        /// The port and its protocol.
        required port_mapping: PortMapping = "portMapping",
        /// TLS that the proxy terminates. Absent means plain text.
        optional tls: Box<ListenerTls> = "tls",
        /// How the application's health is checked. Absent means it is not.
        optional health_check: HealthCheck = "healthCheck",
        /// How long requests may take. The member must equal the listener's protocol.
        optional timeout: ListenerTimeout = "timeout",
        /// How much the application takes at once. The member must equal the listener's protocol.
        optional connection_pool: ConnectionPool = "connectionPool",
        /// When a failing instance is left out for a while.
        optional outlier_detection: OutlierDetection = "outlierDetection",
    }
}

union! {
    /// How much the application takes at once, by protocol.
    ConnectionPool {
        Http(HttpConnectionPool) = "http",
        Http2(RequestPool) = "http2",
        Grpc(RequestPool) = "grpc",
        Tcp(TcpConnectionPool) = "tcp",
    }
}

shape! {
    /// Limits for HTTP/1.1.
    HttpConnectionPool {
        /// The most connections at once.
        required max_connections: PositiveCount = "maxConnections",
        /// The most requests that wait for a connection. Absent means 2147483647.
        optional max_pending_requests: PositiveCount = "maxPendingRequests",
    }
}

shape! {
    /// Limits for HTTP/2 and gRPC.
    RequestPool {
        /// The most requests at once.
        required max_requests: PositiveCount = "maxRequests",
    }
}

shape! {
    /// Limits for TCP.
    TcpConnectionPool {
        /// The most connections at once.
        required max_connections: PositiveCount = "maxConnections",
    }
}

union! {
    /// How others find the node's instances.
    ServiceDiscovery {
        Dns(DnsServiceDiscovery) = "dns",
        AwsCloudMap(AwsCloudMapServiceDiscovery) = "awsCloudMap",
    }
}

shape! {
    /// Discovery by a DNS name.
    DnsServiceDiscovery {
        /// The name to resolve.
        required hostname: AnyText = "hostname",
        /// Whether the answer names a load balancer or the instances. Absent means `LOADBALANCER`.
        optional response_type: DnsResponseType = "responseType",
        /// Which IP version to use. Absent means what the mesh says.
        optional ip_preference: IpPreference = "ipPreference",
    }
}

words! {
    /// What a DNS answer names.
    DnsResponseType {
        /// One address at a time; connections stay when the answer changes.
        LoadBalancer = "LOADBALANCER",
        /// Every address is an instance.
        Endpoints = "ENDPOINTS",
    }
}

/// The name of a Cloud Map namespace or service.
pub type CloudMapName = Text<Length<1, 1024>>;

shape! {
    /// Discovery by Cloud Map.
    AwsCloudMapServiceDiscovery {
        required namespace_name: CloudMapName = "namespaceName",
        required service_name: CloudMapName = "serviceName",
        /// What an instance must carry, all of it, to count.
        list attributes: CloudMapAttribute = "attributes",
        /// Which IP version to use. Absent prefers IPv4.
        optional ip_preference: IpPreference = "ipPreference",
    }
}

shape! {
    /// A key and value that an instance must carry.
    CloudMapAttribute {
        required key: Text<AttributeKeyRule> = "key",
        required value: Text<AttributeValueRule> = "value",
    }
}

union! {
    /// One thing that a node calls.
    Backend {
        VirtualService(VirtualServiceBackend) = "virtualService",
    }
}

shape! {
    /// A virtual service that a node calls.
    VirtualServiceBackend {
        /// Its name. The service need not exist.
        required virtual_service_name: AnyText = "virtualServiceName",
        /// What applies to this backend in place of the node's defaults.
        optional client_policy: ClientPolicy = "clientPolicy",
    }
}

shape! {
    /// What applies to backends that do not say otherwise.
    BackendDefaults {
        optional client_policy: ClientPolicy = "clientPolicy",
    }
}
