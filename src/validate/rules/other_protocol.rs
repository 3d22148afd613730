//! L024: a limit of a listener is for another protocol than the listener, and has no effect.

use crate::diagnostic::{Code, Severity};
use crate::model::listener::{ListenerTimeout, Protocol};
use crate::model::virtual_gateway::GatewayConnectionPool;
use crate::model::virtual_node::ConnectionPool;
use crate::model::{Resource, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::{PROXIES, Subject};

const POOL: &str = "connectionPool";

const META: Meta = Meta {
    code: Code("L024"),
    severity: Severity::Warning,
    title: "A limit is for another protocol than its listener",
    forbidden: false,
    page: include_str!("other_protocol.md"),
};

/// Compares the members of timeouts and connection pools with their listener's protocol.
#[derive(Debug)]
pub struct OtherProtocol;

impl Rule for OtherProtocol {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(PROXIES) {
            for Limit { index, protocol, member, of } in limits(resource) {
                if of == protocol.as_str() {
                    continue;
                }
                let listener = proxies::listener_path(index);
                let path = listener.clone().member(member).member(of);
                let message = format!("`{member}` is for {of}, and the listener is for {protocol}");
                let mapping = listener.member("portMapping").member("protocol");
                let finding = META.finding(&resource.id, path, message).label("has no effect");
                findings.push(finding.related(&resource.id, mapping, format!("for {protocol}")));
            }
        }
    }
}

/// A limit of a listener and the protocol that it is for.
struct Limit {
    index: usize,
    protocol: Protocol,
    member: &'static str,
    of: &'static str,
}

fn limits(resource: &Resource) -> Vec<Limit> {
    let mut all = Vec::new();
    match &resource.spec {
        Spec::VirtualNode(node) => {
            for (index, listener) in node.listeners.iter().enumerate() {
                let protocol = listener.port_mapping.protocol;
                let timeout = listener.timeout.as_ref().and_then(timeout_of);
                all.extend(timeout.map(|of| Limit { index, protocol, member: "timeout", of }));
                let pool = listener.connection_pool.as_ref().and_then(pool_of);
                all.extend(pool.map(|of| Limit { index, protocol, member: POOL, of }));
            }
        }
        Spec::VirtualGateway(gateway) => {
            for (index, listener) in gateway.listeners.iter().enumerate() {
                let protocol = listener.port_mapping.protocol.into();
                let pool = listener.connection_pool.as_ref().and_then(gateway_pool_of);
                all.extend(pool.map(|of| Limit { index, protocol, member: POOL, of }));
            }
        }
        _ => {}
    }
    all
}

fn timeout_of(timeout: &ListenerTimeout) -> Option<&'static str> {
    match timeout {
        ListenerTimeout::Http(_) => Some("http"),
        ListenerTimeout::Http2(_) => Some("http2"),
        ListenerTimeout::Grpc(_) => Some("grpc"),
        ListenerTimeout::Tcp(_) => Some("tcp"),
        ListenerTimeout::Other(_) => None,
    }
}

fn pool_of(pool: &ConnectionPool) -> Option<&'static str> {
    match pool {
        ConnectionPool::Http(_) => Some("http"),
        ConnectionPool::Http2(_) => Some("http2"),
        ConnectionPool::Grpc(_) => Some("grpc"),
        ConnectionPool::Tcp(_) => Some("tcp"),
        ConnectionPool::Other(_) => None,
    }
}

fn gateway_pool_of(pool: &GatewayConnectionPool) -> Option<&'static str> {
    match pool {
        GatewayConnectionPool::Http(_) => Some("http"),
        GatewayConnectionPool::Http2(_) => Some("http2"),
        GatewayConnectionPool::Grpc(_) => Some("grpc"),
        GatewayConnectionPool::Other(_) => None,
    }
}
