//! Routes that ask for hosts, as hosts that have routes.
//!
//! Envoy picks a host first and looks at its routes then; a gateway looks at its routes in their
//! order, whatever host each asks for. So every host gets all routes that can match it, in order.

use std::collections::BTreeSet;

use envoy_types::pb::envoy::config::route::v3::Route;

/// The host that a route asks for, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    Any,
    Exact(String),
    Suffix(String),
}

/// Routes in their order, each with its host.
#[derive(Debug, Default)]
pub struct Hosts {
    routes: Vec<(Host, Vec<Route>)>,
}

impl Host {
    /// Whether every request for `other` is one for this, where `other` is the most particular
    /// host that a request is for.
    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::Exact(own), Self::Exact(other)) => own == other,
            (Self::Suffix(own), Self::Exact(other) | Self::Suffix(other)) => other.ends_with(own),
            (Self::Exact(_) | Self::Suffix(_), _) => false,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Exact(host) => host.clone(),
            Self::Suffix(suffix) => format!("*{suffix}"),
        }
    }

    fn domain(&self) -> String {
        match self {
            Self::Any => "*".to_owned(),
            Self::Exact(_) | Self::Suffix(_) => self.name(),
        }
    }

    /// Whether Envoy takes it for what it is: an asterisk at an end means something else to it, and
    /// what no request can hold is refused.
    fn is_plain(&self) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(text) | Self::Suffix(text) => {
                !text.contains(|c: char| c == '*' || c.is_control())
            }
        }
    }
}

impl Hosts {
    /// Adds what a route has become; the order of calls is that of the routes.
    pub fn add(&mut self, host: Host, routes: Vec<Route>) {
        self.routes.push((host, routes));
    }

    /// Every host with its name, its domain and its routes.
    pub fn into_tables(self) -> Vec<(String, Vec<String>, Vec<Route>)> {
        let mut hosts: BTreeSet<Host> = self.routes.iter().map(|(host, _)| host.clone()).collect();
        // Envoy's wildcard stands for at least one character, an ending for none as well.
        let whole: Vec<Host> = hosts
            .iter()
            .filter_map(|host| match host {
                Host::Suffix(suffix) => Some(Host::Exact(suffix.clone())),
                Host::Any | Host::Exact(_) => None,
            })
            .collect();
        hosts.extend(whole);
        hosts
            .into_iter()
            .filter(Host::is_plain)
            .map(|host| {
                let covering = self.routes.iter().filter(|(wanted, _)| wanted.covers(&host));
                let routes = covering.flat_map(|(_, routes)| routes.iter().cloned()).collect();
                (host.name(), vec![host.domain()], routes)
            })
            .collect()
    }
}
