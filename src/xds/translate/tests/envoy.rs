//! Holds assemblies against a real Envoy, which says what it would refuse.

#![expect(clippy::disallowed_methods, reason = "a test starts the real thing")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

use envoy_types::pb::envoy::config::bootstrap::v3 as bootstrap;
use envoy_types::pb::envoy::config::cluster::v3::Cluster;
use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::config::listener::v3::{self as listener, Listener};
use envoy_types::pb::envoy::config::route::v3::RouteConfiguration;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::HttpConnectionManager;
use envoy_types::pb::envoy::extensions::filters::network::http_connection_manager::v3::http_connection_manager::RouteSpecifier;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::Secret;
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
    listeners: usize,
}

impl Static {
    /// Adds the resources of a proxy. Route tables are put where they are referred to.
    pub fn add(&mut self, assembly: &Assembly) {
        let tables: HashMap<String, RouteConfiguration> = decoded(assembly, ResourceType::Routes)
            .map(|table: RouteConfiguration| (table.name.clone(), table))
            .collect();
        let clusters: Vec<Cluster> = decoded(assembly, ResourceType::Cluster).collect();
        self.resources.clusters.extend(clusters);
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

    /// Whether Envoy takes it, or what it says.
    pub fn check(mut self, program: &std::path::Path) -> Result<(), String> {
        self.resources.clusters.sort_by(|one, other| one.name.cmp(&other.name));
        self.resources.clusters.dedup_by(|one, other| one.name == other.name);
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
            .output()
            .unwrap();
        if ran.status.success() {
            return Ok(());
        }
        Err(format!(
            "{}{}",
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr)
        ))
    }
}

fn decoded<M: Message + Default>(assembly: &Assembly, of: ResourceType) -> impl Iterator<Item = M> {
    assembly.of_type(of).map(|resource| M::decode(resource.body.clone()).unwrap())
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
        api_type: core::api_config_source::ApiType::DeltaGrpc.into(),
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
