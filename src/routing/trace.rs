//! Every decision on the way of a request, as a value.

use std::fmt;

use crate::model::scalar::{Port, Priority};
use crate::model::virtual_node::ServiceDiscovery;
use crate::model::{Kind, ResourceId};
use crate::routing::limits::{CutOff, Limits, Retries};
use crate::routing::listening::Listening;
use crate::routing::mismatch::Mismatch;
use crate::routing::request::{Call, Request};

/// The way of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub caller: ResourceId,
    pub request: Request,
    /// What the gateway did, where the caller is one.
    pub gateway: Option<GatewayHop>,
    /// The virtual service that the request reached, if any.
    pub service: Option<ServiceHop>,
    pub end: End,
}

/// The part of the way that a gateway decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayHop {
    pub at: Arrival,
    /// In the order in which they are tried.
    pub attempts: Vec<Attempt>,
    /// The request as the virtual service gets it, where a route was chosen.
    pub rewritten: Option<Request>,
}

/// The part of the way that a virtual service decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHop {
    pub service: ResourceId,
    pub found: Found,
    /// The router or node that answers the service.
    pub provider: Option<ResourceId>,
    pub at: Option<Arrival>,
    /// The routes of the router in the order in which they are tried.
    pub attempts: Vec<Attempt>,
    /// What applies to the request: that of the chosen route, or of the service's node.
    pub terms: Option<Terms>,
    pub targets: Vec<Target>,
}

/// How the virtual service was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The host of the request is the name of a backend.
    Host,
    /// The host is no backend's name, but the port is that of a TCP backend; TCP has no hosts.
    Port,
    /// A gateway route leads there.
    GatewayRoute,
}

/// The listener that takes the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    pub listening: Listening,
    /// Whether the URL names no port and this is not the usual one: a real client would miss it.
    pub is_assumed: bool,
}

/// A route that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub route: ResourceId,
    pub priority: Option<Priority>,
    pub outcome: Outcome,
}

/// What became of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Chosen,
    /// It matches as well, but another one was tried before it.
    Shadowed,
    Mismatch(Mismatch),
}

/// What applies to a request, whichever target it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub limits: Limits,
    pub retries: Option<Retries>,
}

/// A node that the request may go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub node: ResourceId,
    /// None where the service leads to the node without a router.
    pub weight: Option<i64>,
    /// The sum of the weights of all targets.
    pub sum: i64,
    pub listening: Option<Listening>,
    pub discovery: Option<ServiceDiscovery>,
    pub per_request: Option<CutOff>,
    pub idle: Option<CutOff>,
    pub problem: Option<Problem>,
}

impl Target {
    /// Whether any request gets there.
    pub fn is_reached(&self) -> bool {
        self.problem.is_none() && self.weight != Some(0)
    }
}

/// A port on which nobody listens, and those on which somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unserved {
    pub port: Option<Port>,
    pub known: Vec<Port>,
}

/// Why a target cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    NodeMissing,
    NoListener(Unserved),
    SeveralListeners(Vec<Port>),
    NoDiscovery,
}

/// Where the way ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// At the targets.
    Targets,
    /// Where the request was going by itself; no route applies.
    Outside(Egress),
    Nowhere(Nowhere),
}

/// Why a request may leave the mesh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Egress {
    AllowAll,
    /// `*.amazonaws.com` with TLS on port 443, which passes `DROP_ALL` too.
    AmazonAws,
}

/// Why a request ends nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nowhere {
    /// Only nodes and gateways call.
    NotACaller(Kind),
    Missing(ResourceId),
    /// The host is no backend. A proxy that has backends of HTTP on the port answers it.
    NotABackend {
        host: String,
        answered: bool,
    },
    /// The host is a backend, but not on this port.
    PortNotServed {
        service: ResourceId,
        unserved: Unserved,
        answered: bool,
    },
    NoProvider(ResourceId),
    /// A newer control plane stored a kind of provider that is not known here.
    UnknownProvider(ResourceId),
    NoListener {
        on: ResourceId,
        unserved: Unserved,
    },
    SeveralListeners {
        on: ResourceId,
        ports: Vec<Port>,
    },
    NotSpoken {
        on: ResourceId,
        listening: Listening,
        call: Call,
    },
    NoRoute(ResourceId),
    /// All weights of the route are 0.
    NoWeight,
    /// Each target with a weight has a problem.
    NoTarget,
}

impl Trace {
    /// Whether the request gets anywhere.
    pub fn arrives(&self) -> bool {
        !matches!(self.end, End::Nowhere(_))
    }

    /// What the proxy answers in the place of a target, where it answers.
    pub fn status(&self) -> Option<u16> {
        let End::Nowhere(why) = &self.end else { return None };
        if self.request.call == Call::Tcp {
            return None;
        }
        match why {
            Nowhere::NotABackend { answered: true, .. }
            | Nowhere::PortNotServed { answered: true, .. }
            | Nowhere::NoRoute(_)
            | Nowhere::NoProvider(_) => Some(404),
            Nowhere::NoTarget => Some(503),
            _ => None,
        }
    }
}

fn listed(ports: &[Port]) -> String {
    ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Unserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.port, self.known.as_slice()) {
            (_, []) => f.write_str("has no listener"),
            (None, known) => write!(f, "listens on {}", listed(known)),
            (Some(port), known) => {
                write!(f, "does not listen on {port}, but on {}", listed(known))
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NodeMissing => f.write_str("does not exist"),
            Self::NoListener(unserved) => write!(f, "{unserved}"),
            Self::SeveralListeners(ports) => {
                write!(f, "listens on {}; the route names no port", listed(ports))
            }
            Self::NoDiscovery => f.write_str("has no service discovery"),
        }
    }
}

impl fmt::Display for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AllowAll => "no backend takes it; the egress filter is ALLOW_ALL",
            Self::AmazonAws => "*.amazonaws.com on port 443 passes every egress filter",
        })
    }
}

impl fmt::Display for Nowhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACaller(kind) => write!(f, "a {kind} calls nobody"),
            Self::Missing(id) => write!(f, "{id} does not exist"),
            Self::NotABackend { host, .. } => {
                write!(f, "`{host}` is no backend; the egress filter is DROP_ALL")
            }
            Self::PortNotServed { service, unserved, .. } => {
                write!(f, "{service} {unserved}; the egress filter is DROP_ALL")
            }
            Self::NoProvider(service) => write!(f, "{service} has no provider"),
            Self::UnknownProvider(service) => {
                write!(f, "{service} has a provider of a kind that is not known here")
            }
            Self::NoListener { on, unserved } => write!(f, "{on} {unserved}"),
            Self::SeveralListeners { on, ports } => {
                write!(f, "{on} listens on {}, and no port is named", listed(ports))
            }
            Self::NotSpoken { on, listening, call } => write!(
                f,
                "{on} speaks {} on port {}, the request is {call}",
                listening.protocol, listening.port
            ),
            Self::NoRoute(parent) => write!(f, "no route of {parent} matches"),
            Self::NoWeight => f.write_str("all weights of the route are 0"),
            Self::NoTarget => f.write_str("no target with a weight can be reached"),
        }
    }
}
