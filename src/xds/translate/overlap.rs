//! What a gateway has while it goes over from one assembly to the next.
//!
//! Between its two hops a request has left the table of the first and not yet reached that of the
//! second. So a service that the first hop chose a moment ago is still known to the second.

use std::collections::BTreeSet;
use std::sync::Arc;

use envoy_types::pb::envoy::config::route::v3::{RouteConfiguration, VirtualHost};
use prost::Message as _;

use crate::model::Kind;
use crate::xds::assembly::Assembly;
use crate::xds::proxy::Proxy;
use crate::xds::resource::{ResourceType, XdsResource};
use crate::xds::translate::names;

/// The next assembly with what the one before it has and requests under way may need; nothing if
/// that is the next assembly as it is.
pub fn overlap(proxy: &Proxy, before: &Assembly, after: &Assembly) -> Option<Assembly> {
    if proxy.of.kind() != Kind::VirtualGateway {
        return None;
    }
    let name = names::egress_routes(proxy.placement.egress_port);
    let old = before.get(ResourceType::Routes, &name)?;
    let new = after.get(ResourceType::Routes, &name)?;
    let kept = hosts_left_out(old, new)?;
    let mut overlap = after.clone();
    overlap.insert(ResourceType::Routes, with_hosts(new, kept, &old.clusters)?);
    for cluster in old.clusters.iter() {
        for of in [ResourceType::Cluster, ResourceType::Endpoints] {
            if let (Some(resource), None) = (before.get(of, cluster), after.get(of, cluster)) {
                overlap.insert(of, resource.clone());
            }
        }
    }
    for secret in before.of_type(ResourceType::Secret) {
        if after.get(ResourceType::Secret, &secret.name).is_none() {
            overlap.insert(ResourceType::Secret, secret.clone());
        }
    }
    Some(overlap)
}

/// The hosts of the old table of which the new one has no domain, if there are any.
fn hosts_left_out(old: &XdsResource, new: &XdsResource) -> Option<Vec<VirtualHost>> {
    if old.version == new.version {
        return None;
    }
    let new = RouteConfiguration::decode(new.body.clone()).ok()?;
    let domains: BTreeSet<String> =
        new.virtual_hosts.into_iter().flat_map(|host| host.domains).collect();
    let old = RouteConfiguration::decode(old.body.clone()).ok()?;
    let left_out = old.virtual_hosts.into_iter().filter(|host| {
        let is_known = host.domains.iter().any(|domain| domains.contains(domain));
        !is_known
    });
    let left_out: Vec<VirtualHost> = left_out.collect();
    (!left_out.is_empty()).then_some(left_out)
}

fn with_hosts(
    table: &XdsResource,
    hosts: Vec<VirtualHost>,
    clusters: &[Arc<str>],
) -> Option<XdsResource> {
    let mut message = RouteConfiguration::decode(table.body.clone()).ok()?;
    message.virtual_hosts.extend(hosts);
    let needed: BTreeSet<Arc<str>> = table.clusters.iter().chain(clusters).cloned().collect();
    let needed: Arc<[Arc<str>]> = needed.into_iter().collect();
    Some(XdsResource::new(Arc::clone(&table.name), &message, needed, Arc::clone(&table.sources)))
}
