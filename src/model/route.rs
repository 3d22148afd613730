//! Routes: which requests of a router go to which nodes, in which shares.

use crate::model::choice::choice;
use crate::model::id::ResourceName;
use crate::model::listener::{Duration, IdleTimeout, Protocol, RequestTimeout};
use crate::model::matching::{
    HeaderMatch, Headers, HttpMethod, HttpScheme, PathMatch, QueryParameters,
};
use crate::model::scalar::{AnyText, Length, List, Port, Priority, Text, Weight, Whole};
use crate::model::shape::shape;
use crate::model::words::words;

shape! {
    /// A route of a virtual router. It is of one protocol; the service model leaves that open, its
    /// prose does not.
    RouteSpec {
        /// The rank among the router's routes; 0 is tried first. Absent means last.
        optional priority: Priority = "priority",
        one_of rule: RouteRule,
    }
}

choice! {
    /// What a route matches and where it leads, by protocol.
    RouteRule {
        Http(HttpRoute) = "httpRoute",
        Http2(HttpRoute) = "http2Route",
        Grpc(GrpcRoute) = "grpcRoute",
        Tcp(TcpRoute) = "tcpRoute",
    }
}

impl RouteRule {
    pub fn protocol(&self) -> Protocol {
        match self {
            Self::Http(_) => Protocol::Http,
            Self::Http2(_) => Protocol::Http2,
            Self::Grpc(_) => Protocol::Grpc,
            Self::Tcp(_) => Protocol::Tcp,
        }
    }

    /// The nodes that requests go to, with their shares.
    pub fn weighted_targets(&self) -> &WeightedTargets {
        match self {
            Self::Http(route) | Self::Http2(route) => &route.action.weighted_targets,
            Self::Grpc(route) => &route.action.weighted_targets,
            Self::Tcp(route) => &route.action.weighted_targets,
        }
    }

    /// The same, to be changed.
    pub fn weighted_targets_mut(&mut self) -> &mut WeightedTargets {
        match self {
            Self::Http(route) | Self::Http2(route) => &mut route.action.weighted_targets,
            Self::Grpc(route) => &mut route.action.weighted_targets,
            Self::Tcp(route) => &mut route.action.weighted_targets,
        }
    }

    /// The router port that the route is for, where it says so.
    pub fn match_port(&self) -> Option<Port> {
        match self {
            Self::Http(route) | Self::Http2(route) => route.matches.port,
            Self::Grpc(route) => route.matches.port,
            Self::Tcp(route) => route.matches.as_ref().and_then(|matches| matches.port),
        }
    }
}

/// The nodes of a route; each share is relative to the sum.
pub type WeightedTargets = List<WeightedTarget, 1, 10>;

shape! {
    /// One node of a route and its share.
    WeightedTarget {
        required virtual_node: ResourceName = "virtualNode",
        /// The share, relative to the sum of the route's weights. 0 drains the node.
        required weight: Weight = "weight",
        /// The listener of the node; needed where the node has several.
        optional port: Port = "port",
    }
}

shape! {
    /// Where a route leads.
    RouteAction {
        required weighted_targets: WeightedTargets = "weightedTargets",
    }
}

shape! {
    /// A route for HTTP/1.1 or HTTP/2.
    HttpRoute {
        required matches: HttpRouteMatch = "match",
        required action: RouteAction = "action",
        optional retry_policy: HttpRetryPolicy = "retryPolicy",
        optional timeout: RequestTimeout = "timeout",
    }
}

shape! {
    /// What an HTTP request must look like.
    HttpRouteMatch {
        at_most_one_of path: PathMatch,
        optional method: HttpMethod = "method",
        optional scheme: HttpScheme = "scheme",
        optional headers: Headers = "headers",
        optional query_parameters: QueryParameters = "queryParameters",
        /// The router's listener; needed where the router has several.
        optional port: Port = "port",
    }
}

/// How often a failed request is tried again.
pub type MaxRetries = Whole<0, { i64::MAX }>;
/// HTTP events that are tried again: `server-error`, `gateway-error`, `client-error`,
/// `stream-error`. The service model does not close the list.
pub type HttpRetryEvents = List<Text<Length<1, 25>>, 1, 25>;
/// TCP events that are tried again.
pub type TcpRetryEvents = List<TcpRetryEvent, 1, 1>;

shape! {
    /// When a failed HTTP request is tried again.
    HttpRetryPolicy {
        required max_retries: MaxRetries = "maxRetries",
        required per_retry_timeout: Duration = "perRetryTimeout",
        optional http_retry_events: HttpRetryEvents = "httpRetryEvents",
        optional tcp_retry_events: TcpRetryEvents = "tcpRetryEvents",
    }
}

words! {
    /// TCP events that are tried again.
    TcpRetryEvent {
        ConnectionError = "connection-error",
    }
}

shape! {
    /// A route for gRPC.
    GrpcRoute {
        required matches: GrpcRouteMatch = "match",
        required action: RouteAction = "action",
        optional retry_policy: GrpcRetryPolicy = "retryPolicy",
        optional timeout: RequestTimeout = "timeout",
    }
}

shape! {
    /// What a gRPC call must look like. Empty matches every call.
    GrpcRouteMatch {
        /// The full name of the service, `package.Service`.
        optional service_name: AnyText = "serviceName",
        /// The method; only with a service name.
        optional method_name: Text<Length<1, 50>> = "methodName",
        optional metadata: List<HeaderMatch, 1, 10> = "metadata",
        /// The router's listener; needed where the router has several.
        optional port: Port = "port",
    }
}

shape! {
    /// When a failed gRPC call is tried again.
    GrpcRetryPolicy {
        required max_retries: MaxRetries = "maxRetries",
        required per_retry_timeout: Duration = "perRetryTimeout",
        optional grpc_retry_events: List<GrpcRetryEvent, 1, 5> = "grpcRetryEvents",
        optional http_retry_events: HttpRetryEvents = "httpRetryEvents",
        optional tcp_retry_events: TcpRetryEvents = "tcpRetryEvents",
    }
}

words! {
    /// gRPC results that are tried again.
    GrpcRetryEvent {
        Cancelled = "cancelled",
        DeadlineExceeded = "deadline-exceeded",
        Internal = "internal",
        ResourceExhausted = "resource-exhausted",
        Unavailable = "unavailable",
    }
}

shape! {
    /// A route for TCP. It has no retries.
    TcpRoute {
        optional matches: TcpRouteMatch = "match",
        required action: RouteAction = "action",
        optional timeout: IdleTimeout = "timeout",
    }
}

shape! {
    /// What a TCP connection must look like.
    TcpRouteMatch {
        /// The router's listener; needed where the router has several.
        optional port: Port = "port",
    }
}
