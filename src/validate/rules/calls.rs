//! Who calls which virtual service, under which policy, and which listeners answer it.

use std::collections::BTreeMap;

use crate::model::tls::ClientTls;
use crate::model::virtual_node::{self, Listener};
use crate::model::virtual_service::VirtualServiceProvider;
use crate::model::{FieldPath, Resource, ResourceId, ServiceName, Spec};
use crate::validate::rules::listeners;
use crate::validate::rules::proxies::{self, At, Place};
use crate::validate::subject::Subject;

/// That a node or gateway calls a virtual service.
#[derive(Debug)]
pub struct Call<'a> {
    /// Who calls.
    pub id: &'a ResourceId,
    pub service: ResourceId,
    /// Which of the backends says so; a gateway says it in its routes.
    backend: Option<usize>,
    /// What applies to the call.
    pub policy: Option<At<'a, ClientTls>>,
}

impl Call<'_> {
    /// What says that it calls, where that is in the caller itself.
    pub fn path(&self) -> FieldPath {
        let Some(index) = self.backend else { return FieldPath::spec() };
        let backend = FieldPath::spec().member("backends").item(index);
        backend.member("virtualService").member("virtualServiceName")
    }
}

/// A listener that answers.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    pub node: &'a Resource,
    pub listener: &'a Listener,
    index: usize,
}

impl Answer<'_> {
    /// Where the listener stands.
    pub fn path(&self) -> FieldPath {
        proxies::listener_path(self.index)
    }
}

/// The listeners behind virtual services, each provider looked at once.
pub struct Answers<'a> {
    subject: &'a Subject<'a>,
    by_provider: BTreeMap<ResourceId, Vec<Answer<'a>>>,
}

/// The calls of a node or gateway, in its order.
pub fn of<'a>(subject: &Subject<'_>, resource: &'a Resource) -> Vec<Call<'a>> {
    let id = &resource.id;
    let defaults = |policy| proxies::policy(id, Place::BackendDefaults, policy);
    match &resource.spec {
        Spec::VirtualNode(node) => {
            let known = node.backend_defaults.as_ref();
            let defaults = defaults(known.and_then(|all| all.client_policy.as_ref()));
            let backends = node.backends.iter().enumerate().filter_map(|(index, backend)| {
                let virtual_node::Backend::VirtualService(service) = backend else { return None };
                let name = ServiceName::parse(&service.virtual_service_name).ok()?;
                // A policy of its own takes the place of the defaults, even an empty one.
                let policy = match &service.client_policy {
                    Some(own) => proxies::policy(id, Place::Backend(index), Some(own)),
                    None => defaults.clone(),
                };
                Some(Call { id, service: id.virtual_service(&name), backend: Some(index), policy })
            });
            backends.collect()
        }
        Spec::VirtualGateway(gateway) => {
            let known = gateway.backend_defaults.as_ref();
            let policy = defaults(known.and_then(|all| all.client_policy.as_ref()));
            let services = subject.snapshot.parts(id).filter_map(|part| match &part.spec {
                Spec::GatewayRoute(route) => {
                    let name = &route.rule.target().virtual_service.virtual_service_name;
                    Some(id.virtual_service(name))
                }
                _ => None,
            });
            let call = |service| Call { id, service, backend: None, policy: policy.clone() };
            services.map(call).collect()
        }
        _ => Vec::new(),
    }
}

impl<'a> Answers<'a> {
    pub fn new(subject: &'a Subject<'a>) -> Self {
        Self { subject, by_provider: BTreeMap::new() }
    }

    /// The listeners behind a virtual service, as far as they are known.
    pub fn of(&mut self, service: &ResourceId) -> &[Answer<'a>] {
        let subject = self.subject;
        let Some(provider) = provider(subject, service) else { return &[] };
        self.by_provider.entry(provider).or_insert_with_key(|provider| answers(subject, provider))
    }
}

fn provider(subject: &Subject<'_>, service: &ResourceId) -> Option<ResourceId> {
    let Spec::VirtualService(spec) = &subject.get(service)?.spec else { return None };
    match spec.provider.as_ref()? {
        VirtualServiceProvider::VirtualNode(node) => {
            Some(service.virtual_node(&node.virtual_node_name))
        }
        VirtualServiceProvider::VirtualRouter(router) => {
            Some(service.virtual_router(&router.virtual_router_name))
        }
        VirtualServiceProvider::Other(_) => None,
    }
}

fn answers<'a>(subject: &'a Subject<'a>, provider: &ResourceId) -> Vec<Answer<'a>> {
    let known = |id: &ResourceId| subject.get(id).filter(|one| subject.is_whole(&one.id));
    let mut all = Vec::new();
    if let Some(node) = known(provider)
        && let Spec::VirtualNode(spec) = &node.spec
    {
        let listeners = spec.listeners.iter().enumerate();
        all.extend(listeners.map(|(index, listener)| Answer { node, listener, index }));
    }
    for part in subject.snapshot.parts(provider) {
        let Spec::Route(route) = &part.spec else { continue };
        for target in route.rule.weighted_targets().iter() {
            let Some(node) = known(&part.id.virtual_node(&target.virtual_node)) else { continue };
            let Spec::VirtualNode(spec) = &node.spec else { continue };
            let Some(picked) = listeners::pick(&listeners::of(node), target.port) else { continue };
            let listeners = spec.listeners.iter().enumerate();
            let picked = listeners.filter(|(_, one)| one.port_mapping.port == picked.port).take(1);
            all.extend(picked.map(|(index, listener)| Answer { node, listener, index }));
        }
    }
    all
}
