//! What nodes and gateways say about their proxies, in one form for both.

use crate::model::listener::Protocol;
use crate::model::logging::{AccessLog, FileAccessLog, Logging};
use crate::model::scalar::Port;
use crate::model::tls::{ClientPolicy, ClientTls, ListenerTls};
use crate::model::virtual_node::Backend;
use crate::model::{FieldPath, Resource, ResourceId, Spec};
use crate::validate::subject::Subject;

/// Something of a node or gateway, and where it stands.
#[derive(Debug)]
pub struct At<'a, T> {
    pub id: &'a ResourceId,
    place: Place,
    pub value: &'a T,
}

/// Where something stands. There are many, and hardly any is ever shown, so that the path to it is
/// made when it is.
#[derive(Debug, Clone, Copy)]
enum Place {
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
pub fn access_logs<'a>(subject: &'a Subject<'_>) -> Vec<At<'a, FileAccessLog>> {
    let logs = subject.snapshot.iter().filter_map(|resource| {
        let AccessLog::File(value) = logging(resource)?.access_log.as_ref()? else { return None };
        Some(At { id: &resource.id, place: Place::AccessLog, value })
    });
    logs.collect()
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
pub fn listener_tls<'a>(subject: &'a Subject<'_>) -> Vec<At<'a, ListenerTls>> {
    let mut all = Vec::new();
    for resource in subject.snapshot.iter() {
        let listeners: Vec<Option<&ListenerTls>> = match &resource.spec {
            Spec::VirtualNode(node) => node.listeners.iter().map(|one| one.tls.as_ref()).collect(),
            Spec::VirtualGateway(gateway) => {
                gateway.listeners.iter().map(|one| one.tls.as_ref()).collect()
            }
            _ => continue,
        };
        for (index, tls) in listeners.into_iter().enumerate() {
            let place = Place::Listener(index);
            all.extend(tls.map(|value| At { id: &resource.id, place, value }));
        }
    }
    all
}

/// The TLS of calls: what applies to all backends, and what applies to one.
pub fn client_tls<'a>(subject: &'a Subject<'_>) -> Vec<At<'a, ClientTls>> {
    let mut all = Vec::new();
    for resource in subject.snapshot.iter() {
        let defaults = match &resource.spec {
            Spec::VirtualNode(node) => {
                for (index, backend) in node.backends.iter().enumerate() {
                    let Backend::VirtualService(service) = backend else { continue };
                    let place = Place::Backend(index);
                    all.extend(policy(&resource.id, place, service.client_policy.as_ref()));
                }
                node.backend_defaults.as_ref().and_then(|all| all.client_policy.as_ref())
            }
            Spec::VirtualGateway(gateway) => {
                gateway.backend_defaults.as_ref().and_then(|all| all.client_policy.as_ref())
            }
            _ => continue,
        };
        all.extend(policy(&resource.id, Place::BackendDefaults, defaults));
    }
    all
}

fn policy<'a>(
    id: &'a ResourceId,
    place: Place,
    policy: Option<&'a ClientPolicy>,
) -> Option<At<'a, ClientTls>> {
    let value = policy?.tls.as_ref()?;
    Some(At { id, place, value })
}

/// The health checks of nodes and gateways.
pub fn health_checks<'a>(subject: &'a Subject<'_>) -> Vec<Check<'a>> {
    let mut all = Vec::new();
    for resource in subject.snapshot.iter() {
        let id = &resource.id;
        match &resource.spec {
            Spec::VirtualNode(node) => {
                for (index, listener) in node.listeners.iter().enumerate() {
                    let Some(check) = &listener.health_check else { continue };
                    all.push(Check {
                        id,
                        index,
                        listens: listener.port_mapping.port,
                        speaks: listener.port_mapping.protocol,
                        protocol: check.protocol.as_str(),
                        path: check.path.as_deref(),
                        port: check.port,
                    });
                }
            }
            Spec::VirtualGateway(gateway) => {
                for (index, listener) in gateway.listeners.iter().enumerate() {
                    let Some(check) = &listener.health_check else { continue };
                    all.push(Check {
                        id,
                        index,
                        listens: listener.port_mapping.port,
                        speaks: listener.port_mapping.protocol.into(),
                        protocol: check.protocol.as_str(),
                        path: check.path.as_deref(),
                        port: check.port,
                    });
                }
            }
            _ => {}
        }
    }
    all
}
