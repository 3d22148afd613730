//! What nodes and gateways say about their proxies, in one form for both.

use crate::model::listener::Protocol;
use crate::model::logging::{AccessLog, FileAccessLog, Logging};
use crate::model::scalar::Port;
use crate::model::tls::{ClientPolicy, ClientTls, ListenerTls};
use crate::model::virtual_gateway::GatewayListener;
use crate::model::virtual_node::{Backend, Listener};
use crate::model::{FieldPath, Resource, ResourceId, Spec};
use crate::validate::subject::{PROXIES, Subject};

/// Something of a node or gateway, and where it stands.
#[derive(Debug, Clone)]
pub struct At<'a, T> {
    pub id: &'a ResourceId,
    place: Place,
    pub value: &'a T,
}

/// Where something stands. There are many, and hardly any is ever shown, so that the path to it is
/// made when it is.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    AccessLog,
    /// In the listener of that index.
    Listener(usize),
    /// In the backend of that index.
    Backend(usize),
    BackendDefaults,
}

impl<T> At<'_, T> {
    pub fn path(&self) -> FieldPath {
        let spec = FieldPath::spec();
        let policy = |at: FieldPath| at.member("clientPolicy").member("tls");
        match self.place {
            Place::AccessLog => spec.member("logging").member("accessLog").member("file"),
            Place::Listener(index) => listener_path(index).member("tls"),
            Place::Backend(index) => {
                policy(spec.member("backends").item(index).member("virtualService"))
            }
            Place::BackendDefaults => policy(spec.member("backendDefaults")),
        }
    }
}

/// A health check of a node or gateway.
#[derive(Debug)]
pub struct Check<'a> {
    pub id: &'a ResourceId,
    /// The index of its listener.
    index: usize,
    pub listens: Port,
    pub speaks: Protocol,
    pub protocol: &'static str,
    pub path: Option<&'a str>,
    pub port: Option<Port>,
}

impl Check<'_> {
    /// Where the listener stands.
    pub fn listener(&self) -> FieldPath {
        listener_path(self.index)
    }
}

/// The access logs in files.
pub fn access_logs<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = At<'a, FileAccessLog>> {
    subject.of(PROXIES).filter_map(|resource| {
        let AccessLog::File(value) = logging(resource)?.access_log.as_ref()? else { return None };
        Some(At { id: &resource.id, place: Place::AccessLog, value })
    })
}

fn logging(resource: &Resource) -> Option<&Logging> {
    match &resource.spec {
        Spec::VirtualNode(node) => node.logging.as_ref(),
        Spec::VirtualGateway(gateway) => gateway.logging.as_ref(),
        _ => None,
    }
}

/// Where a listener stands.
pub fn listener_path(index: usize) -> FieldPath {
    FieldPath::spec().member("listeners").item(index)
}

/// The TLS of listeners.
pub fn listener_tls<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = At<'a, ListenerTls>> {
    subject.of(PROXIES).flat_map(|resource| {
        let (of_node, of_gateway): (&[_], &[_]) = match &resource.spec {
            Spec::VirtualNode(node) => (&node.listeners, &[]),
            Spec::VirtualGateway(gateway) => (&[], &gateway.listeners),
            _ => (&[], &[]),
        };
        let of_node = of_node.iter().map(|one: &Listener| one.tls.as_deref());
        let of_gateway = of_gateway.iter().map(|one: &GatewayListener| one.tls.as_ref());
        of_node.chain(of_gateway).enumerate().filter_map(|(index, tls)| {
            Some(At { id: &resource.id, place: Place::Listener(index), value: tls? })
        })
    })
}

/// The TLS that clients demand.
pub fn client_tls<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = At<'a, ClientTls>> {
    subject.of(PROXIES).flat_map(|resource| {
        let (backends, defaults): (&[Backend], _) = match &resource.spec {
            Spec::VirtualNode(node) => {
                let defaults = node.backend_defaults.as_ref();
                (&node.backends, defaults.and_then(|all| all.client_policy.as_ref()))
            }
            Spec::VirtualGateway(gateway) => {
                let defaults = gateway.backend_defaults.as_ref();
                (&[], defaults.and_then(|all| all.client_policy.as_ref()))
            }
            _ => (&[], None),
        };
        let own = backends.iter().enumerate().filter_map(|(index, backend)| {
            let Backend::VirtualService(service) = backend else { return None };
            policy(&resource.id, Place::Backend(index), service.client_policy.as_ref())
        });
        own.chain(policy(&resource.id, Place::BackendDefaults, defaults))
    })
}

/// The TLS of one policy.
pub fn policy<'a>(
    id: &'a ResourceId,
    place: Place,
    policy: Option<&'a ClientPolicy>,
) -> Option<At<'a, ClientTls>> {
    let value = policy?.tls.as_ref()?;
    Some(At { id, place, value })
}

/// The health checks of nodes and gateways.
pub fn health_checks<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Check<'a>> {
    subject.of(PROXIES).flat_map(|resource| {
        let (of_node, of_gateway): (&[_], &[_]) = match &resource.spec {
            Spec::VirtualNode(node) => (&node.listeners, &[]),
            Spec::VirtualGateway(gateway) => (&[], &gateway.listeners),
            _ => (&[], &[]),
        };
        let of_node = of_node
            .iter()
            .enumerate()
            .filter_map(|(index, listener)| of_listener(&resource.id, index, listener));
        let of_gateway = of_gateway
            .iter()
            .enumerate()
            .filter_map(|(index, listener)| of_gateway_listener(&resource.id, index, listener));
        of_node.chain(of_gateway)
    })
}

fn of_listener<'a>(id: &'a ResourceId, index: usize, listener: &'a Listener) -> Option<Check<'a>> {
    let check = listener.health_check.as_ref()?;
    Some(Check {
        id,
        index,
        listens: listener.port_mapping.port,
        speaks: listener.port_mapping.protocol,
        protocol: check.protocol.as_str(),
        path: check.path.as_deref(),
        port: check.port,
    })
}

fn of_gateway_listener<'a>(
    id: &'a ResourceId,
    index: usize,
    listener: &'a GatewayListener,
) -> Option<Check<'a>> {
    let check = listener.health_check.as_ref()?;
    Some(Check {
        id,
        index,
        listens: listener.port_mapping.port,
        speaks: listener.port_mapping.protocol.into(),
        protocol: check.protocol.as_str(),
        path: check.path.as_deref(),
        port: check.port,
    })
}
