//! Clusters: the nodes that a proxy calls, the application behind it, and what is outside the mesh.

use std::collections::{BTreeSet, HashMap};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use envoy_types::pb::envoy::config::cluster::v3 as cluster;
use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::endpoint::v3 as endpoint;
use envoy_types::pb::envoy::extensions::upstreams::http::v3 as upstreams;
use envoy_types::pb::google::protobuf::Any;

use crate::model::listener::Protocol;
use crate::model::mesh::IpPreference;
use crate::model::scalar::Port;
use crate::model::tls::ClientTls;
use crate::model::virtual_node::{
    DnsResponseType, DnsServiceDiscovery, Listener, ServiceDiscovery, VirtualNodeSpec,
};
use crate::model::{ResourceId, Spec};
use crate::routing::listening::{self, Listening};
use crate::xds::resource::ResourceType;
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::endpoints::{self, Family, Registered};
use crate::xds::translate::proto::{address, millis, named_address, over_ads, packed};
use crate::xds::translate::tls::{self, Channel};
use crate::xds::translate::{names, resilience};

/// How long a connection to a node may take to be made, in milliseconds.
const EGRESS_CONNECT: i64 = 1_000;
/// The same for the application behind the proxy.
const INGRESS_CONNECT: i64 = 250;

/// The clusters of calls to nodes that the proxy has by now.
#[derive(Debug, Default)]
pub struct Destinations {
    known: BTreeSet<String>,
}

/// On whose behalf a node is called.
#[derive(Debug, Clone, Copy)]
pub struct Errand<'a> {
    pub policy: Option<&'a ClientTls>,
    /// Whether the policy is of this backend alone, and not the default of all.
    pub is_own: bool,
}

impl Destinations {
    /// The cluster of calls to a node; it is made where it is new.
    pub fn cluster(
        &mut self,
        draft: &mut Draft<'_>,
        node: &ResourceId,
        port: Option<Port>,
        errand: Errand<'_>,
    ) -> String {
        let Some(resource) = draft.look(node) else { return self.unserved(draft, node) };
        let Spec::VirtualNode(spec) = &resource.spec else { return self.unserved(draft, node) };
        let known = listening::of(resource);
        let picked = listening::pick(&known, port).ok();
        let listener = picked.and_then(|at| {
            spec.listeners.iter().find(|listener| listener.port_mapping.port == at.port)
        });
        let (Some(at), Some(listener), Some(discovery)) =
            (picked, listener, &spec.service_discovery)
        else {
            return self.unserved(draft, node);
        };
        let channel = tls::channel(errand.policy, listener, Some(discovery));
        let plain = names::egress(node, at);
        // What one backend demands for itself has a cluster for itself: under one name TLS must
        // never become plain text because another backend came or went.
        let name = if errand.is_own { format!("{plain}/{}", channel.digest()) } else { plain };
        if !self.known.insert(name.clone()) {
            return name;
        }
        let target = Target { node, spec, listener, at, discovery, channel: &channel };
        target.put(draft, &name);
        name
    }

    /// A cluster without instances: what is sent there is answered with 503.
    fn unserved(&mut self, draft: &mut Draft<'_>, node: &ResourceId) -> String {
        let name = names::unserved(node);
        if self.known.insert(name.clone()) {
            let cluster = fixed(&name, Vec::new());
            draft.put(ResourceType::Cluster, &name, &cluster, Basis::of([node.clone()]));
        }
        name
    }
}

/// A listener of a node that is called.
struct Target<'a> {
    node: &'a ResourceId,
    spec: &'a VirtualNodeSpec,
    listener: &'a Listener,
    at: Listening,
    discovery: &'a ServiceDiscovery,
    channel: &'a Channel,
}

impl Target<'_> {
    fn put(&self, draft: &mut Draft<'_>, name: &str) {
        let owner = draft.proxy.of.clone();
        let mut basis = Basis::of([self.node.clone(), owner.clone()]);
        let preference = self.own_preference().or_else(|| {
            basis.sources.insert(self.node.mesh_id());
            mesh_preference(draft)
        });
        let found = match (self.channel, self.discovery) {
            (Channel::Impossible, _) | (_, ServiceDiscovery::Other(_)) => fixed(name, Vec::new()),
            // Envoy refuses an empty name; it would never be found.
            (_, ServiceDiscovery::Dns(dns)) if dns.hostname.is_empty() => fixed(name, Vec::new()),
            (_, ServiceDiscovery::Dns(dns)) => self.by_dns(name, dns, preference),
            (_, ServiceDiscovery::AwsCloudMap(_)) => by_instances(name),
        };
        let mut cluster = cluster::Cluster {
            connect_timeout: millis(EGRESS_CONNECT),
            circuit_breakers: Some(resilience::unlimited()),
            health_checks: resilience::health_checks(self.listener),
            // Whoever takes an instance away means it, however well it answers health checks.
            ignore_health_on_host_removal: true,
            outlier_detection: self.listener.outlier_detection.as_ref().map(resilience::ejection),
            typed_extension_protocol_options: options(self.at.protocol),
            ..found
        };
        if let Channel::Tls(client) = self.channel {
            cluster.transport_socket = Some(client.socket());
            draft.put_secrets(&client.secrets(), &owner);
        }
        draft.put(ResourceType::Cluster, name, &cluster, basis);
        if let (ServiceDiscovery::AwsCloudMap(map), false) =
            (self.discovery, *self.channel == Channel::Impossible)
        {
            let family = Family::of(preference);
            let (node, port) = (self.node, self.at.port);
            let health_port = resilience::health_port(self.listener);
            let registered = Registered { node, map, port, health_port, family };
            endpoints::put(draft, name, &registered);
        }
    }

    fn by_dns(
        &self,
        name: &str,
        dns: &DnsServiceDiscovery,
        preference: Option<IpPreference>,
    ) -> cluster::Cluster {
        use cluster::cluster::{DiscoveryType, DnsLookupFamily};

        let kind = match dns.response_type {
            Some(DnsResponseType::Endpoints) => DiscoveryType::StrictDns,
            Some(DnsResponseType::LoadBalancer) | None => DiscoveryType::LogicalDns,
        };
        let family = match preference {
            None | Some(IpPreference::Ipv6Preferred) => DnsLookupFamily::Auto,
            Some(IpPreference::Ipv4Preferred) => DnsLookupFamily::V4Preferred,
            Some(IpPreference::Ipv4Only) => DnsLookupFamily::V4Only,
            Some(IpPreference::Ipv6Only) => DnsLookupFamily::V6Only,
        };
        let addresses = vec![named_address(&dns.hostname, port(self.at))];
        let health_port = resilience::health_port(self.listener);
        cluster::Cluster {
            name: name.to_owned(),
            cluster_discovery_type: Some(discovery(kind)),
            dns_lookup_family: family.into(),
            load_assignment: Some(assignment(name, addresses, health_port)),
            ..Default::default()
        }
    }

    /// The version of IP that the node wants.
    fn own_preference(&self) -> Option<IpPreference> {
        match &self.spec.service_discovery {
            Some(ServiceDiscovery::Dns(dns)) => dns.ip_preference,
            Some(ServiceDiscovery::AwsCloudMap(map)) => map.ip_preference,
            Some(ServiceDiscovery::Other(_)) | None => None,
        }
    }
}

/// The version of IP that a mesh wants.
pub fn mesh_preference(draft: &mut Draft<'_>) -> Option<IpPreference> {
    draft.mesh_spec()?.service_discovery.as_ref()?.ip_preference
}

fn by_instances(name: &str) -> cluster::Cluster {
    cluster::Cluster {
        name: name.to_owned(),
        cluster_discovery_type: Some(discovery(cluster::cluster::DiscoveryType::Eds)),
        eds_cluster_config: Some(cluster::cluster::EdsClusterConfig {
            eds_config: Some(over_ads()),
            service_name: String::new(),
        }),
        ..Default::default()
    }
}

/// A cluster of fixed addresses.
fn fixed(name: &str, addresses: Vec<core::Address>) -> cluster::Cluster {
    cluster::Cluster {
        name: name.to_owned(),
        cluster_discovery_type: Some(discovery(cluster::cluster::DiscoveryType::Static)),
        load_assignment: Some(assignment(name, addresses, None)),
        ..Default::default()
    }
}

/// The application behind a node's listener.
pub fn application(
    draft: &Draft<'_>,
    name: &str,
    listener: &Listener,
    preference: Option<IpPreference>,
) -> cluster::Cluster {
    let loopback = match preference {
        Some(IpPreference::Ipv6Only | IpPreference::Ipv6Preferred) => {
            IpAddr::V6(Ipv6Addr::LOCALHOST)
        }
        Some(IpPreference::Ipv4Only | IpPreference::Ipv4Preferred) | None => {
            IpAddr::V4(Ipv4Addr::LOCALHOST)
        }
    };
    let ip = draft.proxy.placement.application.unwrap_or(loopback);
    let at = Listening::of(listener);
    cluster::Cluster {
        connect_timeout: millis(INGRESS_CONNECT),
        circuit_breakers: Some(resilience::node_limits(listener)),
        typed_extension_protocol_options: options(at.protocol),
        ..fixed(name, vec![address(ip, port(at))])
    }
}

/// The proxy's own egress listener, for a gateway.
pub fn own_egress(
    name: &str,
    at: Listening,
    egress: (IpAddr, u16),
    limits: cluster::CircuitBreakers,
) -> cluster::Cluster {
    cluster::Cluster {
        connect_timeout: millis(INGRESS_CONNECT),
        circuit_breakers: Some(limits),
        typed_extension_protocol_options: options(at.protocol),
        ..fixed(name, vec![address(egress.0, egress.1)])
    }
}

/// Wherever the connection was going before it was redirected.
pub fn original_destination(name: &str) -> cluster::Cluster {
    cluster::Cluster {
        name: name.to_owned(),
        connect_timeout: millis(EGRESS_CONNECT),
        cluster_discovery_type: Some(discovery(cluster::cluster::DiscoveryType::OriginalDst)),
        lb_policy: cluster::cluster::LbPolicy::ClusterProvided.into(),
        circuit_breakers: Some(resilience::unlimited()),
        ..Default::default()
    }
}

fn discovery(kind: cluster::cluster::DiscoveryType) -> cluster::cluster::ClusterDiscoveryType {
    cluster::cluster::ClusterDiscoveryType::Type(kind.into())
}

fn assignment(
    name: &str,
    addresses: Vec<core::Address>,
    health_port: Option<Port>,
) -> endpoint::ClusterLoadAssignment {
    endpoint::ClusterLoadAssignment {
        cluster_name: name.to_owned(),
        endpoints: vec![endpoints::group(addresses, health_port)],
        ..Default::default()
    }
}

/// What is spoken to a cluster. Without an entry it is bytes, or HTTP/1.1.
pub fn options(protocol: Protocol) -> HashMap<String, Any> {
    use upstreams::http_protocol_options as http;
    use upstreams::http_protocol_options::explicit_http_config::ProtocolConfig;

    let config = match protocol {
        Protocol::Tcp => return HashMap::new(),
        Protocol::Http => {
            ProtocolConfig::HttpProtocolOptions(core::Http1ProtocolOptions::default())
        }
        Protocol::Http2 | Protocol::Grpc => {
            ProtocolConfig::Http2ProtocolOptions(core::Http2ProtocolOptions::default())
        }
    };
    let explicit = http::ExplicitHttpConfig { protocol_config: Some(config) };
    let options = upstreams::HttpProtocolOptions {
        upstream_protocol_options: Some(http::UpstreamProtocolOptions::ExplicitHttpConfig(
            explicit,
        )),
        ..Default::default()
    };
    let key = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions".to_owned();
    [(key, packed(options))].into()
}

/// A port as a number of 16 bits, which the model has checked.
pub fn port(at: Listening) -> u16 {
    u16::try_from(at.port.get()).unwrap_or_default()
}
