//! Holds assemblies against a real Envoy, which says what it would refuse.

#![expect(clippy::disallowed_methods, reason = "a test starts the real thing")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

use envoy_types::pb::envoy::config::bootstrap::v3 as bootstrap;
use envoy_types::pb::envoy::config::cluster::v3::Cluster;
use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::core::v3::api_config_source::ApiType;
use envoy_types::pb::envoy::config::core::v3::config_source::ConfigSourceSpecifier;
use envoy_types::pb::envoy::config::listener::v3::{self as listener, Listener};
use envoy_types::pb::envoy::config::route::v3::RouteConfiguration;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::HttpConnectionManager;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::http_connection_manager::RouteSpecifier;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::common_tls_context::ValidationContextType;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::{Secret, UpstreamTlsContext};
use prost::{Message, Name};

use crate::xds::assembly::Assembly;
use crate::xds::resource::ResourceType;
use crate::xds::translate::proto;

/// The program, where it was named. Where parts are required, it has to be.
pub fn program() -> Option<PathBuf> {
    let program = std::env::var_os("WEIR_ENVOY").map(PathBuf::from);
    assert!(
        program.is_some() || std::env::var_os("WEIR_REQUIRE_PARTS").is_none(),
        "WEIR_ENVOY must name the Envoy to test with"
    );
    program
}

/// What an Envoy reads that gets all of it at the start: no stream, no ports of its own.
#[derive(Debug, Default)]
pub struct Static {
    resources: bootstrap::bootstrap::StaticResources,
    /// By name, without it.
    clusters: HashMap<String, Vec<Cluster>>,
    listeners: usize,
}

impl Static {
    /// Adds the resources of a proxy. Route tables are put where they are referred to.
    pub fn add(&mut self, assembly: &Assembly) {
        let tables: HashMap<String, RouteConfiguration> = decoded(assembly, ResourceType::Routes)
            .map(|table: RouteConfiguration| (table.name.clone(), table))
            .collect();
        for cluster in decoded(assembly, ResourceType::Cluster) {
            self.add_cluster(cluster);
        }
        for endpoints in decoded(assembly, ResourceType::Endpoints) {
            self.add_cluster(Cluster {
                name: "endpoints".to_owned(),
                connect_timeout: proto::millis(1000),
                load_assignment: Some(endpoints),
                ..Default::default()
            });
        }
        for mut listener in decoded::<Listener>(assembly, ResourceType::Listener) {
            self.listeners += 1;
            listener.name = format!("{}#{}", listener.name, self.listeners);
            let port = u16::try_from(10_000 + self.listeners).unwrap();
            listener.address = Some(proto::address([127, 0, 0, 1].into(), port));
            listener.bind_to_port = proto::boolean(false);
            let chains =
                listener.filter_chains.iter_mut().chain(&mut listener.default_filter_chain);
            for filter in chains.flat_map(|chain| &mut chain.filters) {
                inline(filter, &tables);
            }
            self.resources.listeners.push(listener);
        }
        // Secrets name files, which are read here and now.
        let secrets: Vec<Secret> = decoded(assembly, ResourceType::Secret).collect();
        assert!(secrets.iter().all(|secret| !secret.name.is_empty()));
    }

    /// Adds a cluster that is not there yet. Proxies have different ones of the same name: the
    /// first one keeps it, and routes lead there.
    fn add_cluster(&mut self, mut cluster: Cluster) {
        let name = std::mem::take(&mut cluster.name);
        if let Some(socket) = &mut cluster.transport_socket {
            fetch_apart(socket);
        }
        let same_name = self.clusters.entry(name.clone()).or_default();
        if same_name.contains(&cluster) {
            return;
        }
        same_name.push(cluster.clone());
        let count = same_name.len();
        cluster.name = if count == 1 { name } else { format!("{name}#{count}") };
        self.resources.clusters.push(cluster);
    }

    /// Whether Envoy takes it, or what it says.
    pub fn check(mut self, program: &std::path::Path) -> Result<(), String> {
        self.resources.clusters.extend([silent("ads"), silent("static_cluster_sds_unix_socket")]);
        let bootstrap = bootstrap::Bootstrap {
            node: Some(core::Node {
                id: "test".to_owned(),
                cluster: "test".to_owned(),
                ..Default::default()
            }),
            static_resources: Some(self.resources),
            dynamic_resources: Some(bootstrap::bootstrap::DynamicResources {
                ads_config: Some(ads()),
                ..Default::default()
            }),
            layered_runtime: Some(long_expressions()),
            ..Default::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("envoy.pb");
        std::fs::write(&path, bootstrap.encode_to_vec()).unwrap();
        let ran = Command::new(program)
            .args(["--mode", "validate", "--log-level", "error", "-c"])
            .arg(&path)
            // Access logs are opened.
            .current_dir(folder.path())
            .output()
            .unwrap();
        if ran.status.success() {
            return Ok(());
        }
        let words = [ran.stdout, ran.stderr].concat();
        let words = String::from_utf8_lossy(&words);
        // Between the first line and the last one may stand all of the configuration.
        let mut lines = words.lines().filter(|line| !line.trim().is_empty());
        let (first, last) =
            (lines.next().unwrap_or_default(), lines.next_back().unwrap_or_default());
        Err(format!("{first}\n{last}"))
    }
}

fn decoded<M: Message + Default>(assembly: &Assembly, of: ResourceType) -> impl Iterator<Item = M> {
    assembly.of_type(of).map(|resource| M::decode(resource.body.clone()).unwrap())
}

/// Lets a cluster fetch its secrets by a stream of their own: clusters of a static configuration
/// are there before the stream that everything comes over, and Envoy 1.40 crashes if they ask for
/// it.
fn fetch_apart(socket: &mut core::TransportSocket) {
    let Some(core::transport_socket::ConfigType::TypedConfig(config)) = &mut socket.config_type
    else {
        return;
    };
    let mut context = UpstreamTlsContext::decode(config.value.as_slice()).unwrap();
    let common = context.common_tls_context.as_mut().unwrap();
    let validation = match &mut common.validation_context_type {
        Some(ValidationContextType::CombinedValidationContext(both)) => {
            both.validation_context_sds_secret_config.as_mut()
        }
        _ => None,
    };
    for secret in common.tls_certificate_sds_secret_configs.iter_mut().chain(validation) {
        let source = secret.sds_config.as_mut().unwrap();
        if let Some(ConfigSourceSpecifier::Ads(_)) = source.config_source_specifier {
            let apart = core::ApiConfigSource { api_type: ApiType::Grpc.into(), ..ads() };
            source.config_source_specifier = Some(ConfigSourceSpecifier::ApiConfigSource(apart));
        }
    }
    config.value = context.encode_to_vec();
}

fn inline(filter: &mut listener::Filter, tables: &HashMap<String, RouteConfiguration>) {
    let Some(listener::filter::ConfigType::TypedConfig(config)) = &mut filter.config_type else {
        return;
    };
    if config.type_url != HttpConnectionManager::type_url() {
        return;
    }
    let mut manager = HttpConnectionManager::decode(config.value.as_slice()).unwrap();
    if let Some(RouteSpecifier::Rds(rds)) = &manager.route_specifier {
        let table = tables.get(&rds.route_config_name).expect("a table for every listener");
        manager.route_specifier = Some(RouteSpecifier::RouteConfig(table.clone()));
    }
    config.value = manager.encode_to_vec();
}

/// A cluster that nobody answers for.
fn silent(name: &str) -> Cluster {
    Cluster {
        name: name.to_owned(),
        connect_timeout: proto::millis(1000),
        typed_extension_protocol_options: super::super::clusters::options(
            crate::model::listener::Protocol::Http2,
        ),
        ..Default::default()
    }
}

fn ads() -> core::ApiConfigSource {
    core::ApiConfigSource {
        api_type: ApiType::DeltaGrpc.into(),
        transport_api_version: core::ApiVersion::V3.into(),
        grpc_services: vec![core::GrpcService {
            target_specifier: Some(core::grpc_service::TargetSpecifier::EnvoyGrpc(
                core::grpc_service::EnvoyGrpc {
                    cluster_name: "ads".to_owned(),
                    ..Default::default()
                },
            )),
            ..Default::default()
        }],
        ..Default::default()
    }
}

/// What the bootstrap of weir says, too: expressions may be as long as documents allow.
fn long_expressions() -> bootstrap::LayeredRuntime {
    use envoy_types::pb::google::protobuf::{Struct, Value, value};

    let value = Value { kind: Some(value::Kind::NumberValue(f64::from(u32::MAX))) };
    let fields = [("re2.max_program_size.error_level".to_owned(), value)].into();
    bootstrap::LayeredRuntime {
        layers: vec![bootstrap::RuntimeLayer {
            name: "static".to_owned(),
            layer_specifier: Some(bootstrap::runtime_layer::LayerSpecifier::StaticLayer(Struct {
                fields,
            })),
        }],
    }
}
