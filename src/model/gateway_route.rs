//! Gateway routes: which requests of a gateway go to which virtual service, and how they change.

use crate::model::choice::choice;
use crate::model::id::ResourceName;
use crate::model::listener::Protocol;
use crate::model::matching::{
    HeaderMatch, Headers, HostnameMatch, HttpMethod, PathMatch, QueryParameters,
};
use crate::model::scalar::{AnyText, List, MatchText, Port, Priority};
use crate::model::shape::shape;
use crate::model::words::words;

shape! {
    /// A route of a virtual gateway. It is of one protocol; the service model leaves that open, its
    /// prose does not.
    GatewayRouteSpec {
        /// The rank among the gateway's routes; 0 is tried first. Absent means last.
        optional priority: Priority = "priority",
        one_of rule: GatewayRouteRule,
    }
}

choice! {
    /// What a gateway route matches and where it leads, by protocol.
    GatewayRouteRule {
        Http(HttpGatewayRoute) = "httpRoute",
        Http2(HttpGatewayRoute) = "http2Route",
        Grpc(GrpcGatewayRoute) = "grpcRoute",
    }
}

impl GatewayRouteRule {
    pub fn protocol(&self) -> Protocol {
        match self {
            Self::Http(_) => Protocol::Http,
            Self::Http2(_) => Protocol::Http2,
            Self::Grpc(_) => Protocol::Grpc,
        }
    }

    /// The virtual service that requests go to.
    pub fn target(&self) -> &GatewayRouteTarget {
        match self {
            Self::Http(route) | Self::Http2(route) => &route.action.target,
            Self::Grpc(route) => &route.action.target,
        }
    }

    /// The gateway port that the route is for, where it says so.
    pub fn match_port(&self) -> Option<Port> {
        match self {
            Self::Http(route) | Self::Http2(route) => route.matches.port,
            Self::Grpc(route) => route.matches.port,
        }
    }
}

shape! {
    /// The virtual service that a gateway route leads to.
    GatewayRouteTarget {
        required virtual_service: GatewayRouteVirtualService = "virtualService",
        /// The listener of the service's provider; needed where it has several.
        optional port: Port = "port",
    }
}

shape! {
    /// A virtual service by name.
    GatewayRouteVirtualService {
        required virtual_service_name: ResourceName = "virtualServiceName",
    }
}

shape! {
    /// A gateway route for HTTP/1.1 or HTTP/2.
    HttpGatewayRoute {
        required matches: HttpGatewayRouteMatch = "match",
        required action: HttpGatewayRouteAction = "action",
    }
}

shape! {
    /// What an HTTP request must look like.
    HttpGatewayRouteMatch {
        at_most_one_of path: PathMatch,
        optional hostname: HostnameMatch = "hostname",
        optional method: HttpMethod = "method",
        optional headers: Headers = "headers",
        optional query_parameters: QueryParameters = "queryParameters",
        /// The gateway's listener; needed where the gateway has several.
        optional port: Port = "port",
    }
}

shape! {
    /// Where an HTTP gateway route leads.
    HttpGatewayRouteAction {
        required target: GatewayRouteTarget = "target",
        /// Absent means that the host becomes the service's name and a matched prefix becomes `/`.
        optional rewrite: HttpGatewayRouteRewrite = "rewrite",
    }
}

shape! {
    /// How a request changes on its way in.
    HttpGatewayRouteRewrite {
        at_most_one_of path: PathRewrite,
        optional hostname: HostnameRewrite = "hostname",
    }
}

choice! {
    /// How a path changes.
    PathRewrite {
        /// The matched prefix is replaced.
        Prefix(PrefixRewrite) = "prefix",
        /// The whole path is replaced.
        Path(WholePathRewrite) = "path",
    }
}

shape! {
    /// What a matched prefix becomes.
    PrefixRewrite {
        at_most_one_of value: PrefixRewriteValue,
    }
}

choice! {
    /// What a matched prefix becomes.
    PrefixRewriteValue {
        /// `ENABLED` makes it `/`, `DISABLED` leaves it.
        Default(DefaultRewrite) = "defaultPrefix",
        /// It becomes this.
        Value(MatchText) = "value",
    }
}

shape! {
    /// What a path becomes.
    WholePathRewrite {
        optional exact: MatchText = "exact",
    }
}

shape! {
    /// Whether the host becomes the service's name.
    HostnameRewrite {
        optional default_target_hostname: DefaultRewrite = "defaultTargetHostname",
    }
}

words! {
    /// Whether a default rewrite is done.
    DefaultRewrite {
        Enabled = "ENABLED",
        Disabled = "DISABLED",
    }
}

shape! {
    /// A gateway route for gRPC.
    GrpcGatewayRoute {
        required matches: GrpcGatewayRouteMatch = "match",
        required action: GrpcGatewayRouteAction = "action",
    }
}

shape! {
    /// What a gRPC call must look like.
    GrpcGatewayRouteMatch {
        /// The full name of the service, `package.Service`.
        optional service_name: AnyText = "serviceName",
        optional hostname: HostnameMatch = "hostname",
        optional metadata: List<HeaderMatch, 1, 10> = "metadata",
        /// The gateway's listener; needed where the gateway has several.
        optional port: Port = "port",
    }
}

shape! {
    /// Where a gRPC gateway route leads.
    GrpcGatewayRouteAction {
        required target: GatewayRouteTarget = "target",
        optional rewrite: GrpcGatewayRouteRewrite = "rewrite",
    }
}

shape! {
    /// How a call changes on its way in.
    GrpcGatewayRouteRewrite {
        optional hostname: HostnameRewrite = "hostname",
    }
}
