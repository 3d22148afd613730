//! What no document asks for, and what has to be there all the same.

use envoy_types::pb::envoy::config::cluster::v3::Cluster;
use envoy_types::pb::envoy::config::core::v3::transport_socket::ConfigType;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3::UpstreamTlsContext;
use prost::Message;

use crate::model::{Instances, Snapshot};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::{Placement, Proxy, parse_node_id};
use crate::xds::resource::ResourceType;
use crate::xds::translate::tests::examples::snapshot;
use crate::xds::translate::tests::reading::{Reading, Use, chains, use_of};
use crate::xds::translate::{Mesh, assemble};

const SERVICES: [&str; 3] = ["a.test", "b.test", "c.test"];

fn node(name: &str, spec: &str) -> String {
    format!(r#"{{"meshName": "m", "virtualNodeName": "{name}", "spec": {spec}}}"#)
}

/// A caller whose backends all lead to one node, which offers TLS or not.
fn mesh(backends: &str, tls: &str) -> Snapshot {
    let mut documents = vec![
        r#"{"meshName": "m", "spec": {}}"#.to_owned(),
        node(
            "target",
            &format!(
                r#"{{"listeners": [{{"portMapping": {{"port": 80, "protocol": "http"}}{tls}}}],
                    "serviceDiscovery": {{"dns": {{"hostname": "target.example"}}}}}}"#
            ),
        ),
        node("caller", &format!(r#"{{"backends": [{backends}]}}"#)),
    ];
    documents.extend(SERVICES.map(|name| {
        format!(
            r#"{{"meshName": "m", "virtualServiceName": "{name}", "spec": {{"provider":
                {{"virtualNode": {{"virtualNodeName": "target"}}}}}}}}"#
        )
    }));
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    snapshot(&texts)
}

fn backend(service: &str, policy: &str) -> String {
    format!(r#"{{"virtualService": {{"virtualServiceName": "{service}"{policy}}}}}"#)
}

fn caller(snapshot: &Snapshot) -> Assembly {
    let of = parse_node_id("mesh/m/virtualNode/caller").unwrap();
    let proxy = Proxy { of, placement: Placement::default() };
    let instances = Instances::default();
    assemble(Mesh { snapshot, instances: &instances }, &proxy).unwrap()
}

fn clusters(assembly: &Assembly) -> Vec<Cluster> {
    let all = assembly.of_type(ResourceType::Cluster);
    let all = all.map(|one| Cluster::decode(one.body.clone()).unwrap());
    all.filter(|cluster| cluster.name.contains("_target_")).collect()
}

const POLICY: &str = r#", "clientPolicy": {"tls": {"validation": {"trust": {"file":
    {"certificateChain": "/ca.pem"}}}}}"#;

#[test]
fn every_assembly_depends_on_its_mesh() {
    let snapshot = mesh(&backend("a.test", ""), "");
    let assembly = caller(&snapshot);
    let id = parse_node_id("mesh/m/virtualNode/caller").unwrap().mesh_id();
    assert!(assembly.dependencies.contains(&id), "{:?}", assembly.dependencies);
}

#[test]
fn paths_are_normalized_before_they_are_matched() {
    let reading = Reading::of(&caller(&mesh(&backend("a.test", ""), "")));
    let mut managers = 0;
    for chain in reading.listeners.values().flat_map(chains) {
        if let Use::Requests(manager) = use_of(chain) {
            managers += 1;
            assert!(manager.merge_slashes);
            assert!(manager.normalize_path.is_some_and(|normalize| normalize.value));
        }
    }
    assert!(managers > 0);
}

#[test]
fn callers_have_no_limits_of_their_own() {
    let all = clusters(&caller(&mesh(&backend("a.test", ""), "")));
    let [cluster] = all.as_slice() else { panic!("{all:?}") };
    let breakers = cluster.circuit_breakers.as_ref().unwrap();
    let most = breakers.thresholds.first().unwrap().max_connections.unwrap();
    assert_eq!(most.value, 2_147_483_647);
    assert!(cluster.ignore_health_on_host_removal);
}

#[test]
fn callers_ask_for_the_name_under_which_a_node_is_found() {
    let tls = r#", "tls": {"mode": "STRICT", "certificate": {"file":
        {"certificateChain": "/c.pem", "privateKey": "/k.pem"}}}"#;
    for policy in ["", POLICY] {
        let all = clusters(&caller(&mesh(&backend("a.test", policy), tls)));
        let [cluster] = all.as_slice() else { panic!("{all:?}") };
        let socket = cluster.transport_socket.as_ref().unwrap();
        let Some(ConfigType::TypedConfig(config)) = &socket.config_type else { panic!() };
        let context = UpstreamTlsContext::decode(config.value.as_slice()).unwrap();
        assert_eq!(context.sni, "target.example");
    }
}

/// Or else requests of one backend go without its TLS while the clusters of others come and go.
#[test]
fn a_cluster_name_never_changes_between_tls_and_plain_text() {
    let secured = backend("b.test", POLICY);
    let others = [backend("a.test", ""), backend("c.test", "")];
    let mut channels = std::collections::BTreeMap::new();
    for backends in [
        secured.clone(),
        [others[0].clone(), secured.clone()].join(","),
        [secured.clone(), others[1].clone()].join(","),
        others.join(","),
    ] {
        for cluster in clusters(&caller(&mesh(&backends, ""))) {
            let is_tls = cluster.transport_socket.is_some();
            let before = *channels.entry(cluster.name.clone()).or_insert(is_tls);
            assert_eq!(before, is_tls, "{}", cluster.name);
        }
    }
    assert_eq!(channels.values().filter(|is_tls| **is_tls).count(), 1);
}
