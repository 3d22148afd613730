//! The examples: Envoy takes all that becomes of them.

#![expect(clippy::disallowed_methods, reason = "a test reads the examples")]

use std::path::Path;

use crate::document::{self, Defaults, LoadedText, Origin};
use crate::model::{Instances, Kind, Snapshot};
use crate::xds::assembly::Assembly;
use crate::xds::proxy::{Interception, Placement, Proxy};
use crate::xds::translate::tests::envoy::{self, Static};
use crate::xds::translate::{Mesh, assemble};

/// The examples that stand for all documents: the others are the same in other shapes.
const EXAMPLES: [&str; 9] = [
    "cloud-map",
    "gateway-routes",
    "grpc-route",
    "http-route",
    "http2-route",
    "resilience",
    "shopmesh",
    "tcp-route",
    "tls",
];

fn texts(folder: &Path, into: &mut Vec<LoadedText>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let bytes = std::fs::read(&path).unwrap();
            let name = path.display().to_string();
            into.push(LoadedText { name, bytes, origin: Origin::Named });
        }
    }
}

fn example(name: &str) -> Snapshot {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut found = Vec::new();
    texts(&folder, &mut found);
    load(found)
}

/// The snapshot of documents, which need no mesh of their own here.
pub fn snapshot(documents: &[&str]) -> Snapshot {
    let texts = documents.iter().enumerate().map(|(index, text)| LoadedText {
        name: format!("{index}.json"),
        bytes: text.as_bytes().to_vec(),
        origin: Origin::Named,
    });
    load(texts.collect())
}

fn load(texts: Vec<LoadedText>) -> Snapshot {
    let documents = document::load(texts, &Defaults::default());
    assert!(!documents.has_errors());
    documents.snapshot()
}

/// The assemblies of all nodes and gateways, with and without interception.
pub fn assemblies(snapshot: &Snapshot) -> Vec<Assembly> {
    let instances = Instances::default();
    let mesh = Mesh { snapshot, instances: &instances };
    let owners = snapshot
        .iter()
        .filter(|resource| matches!(resource.kind(), Kind::VirtualNode | Kind::VirtualGateway));
    let proxies = owners.flat_map(|resource| {
        [Interception::Redirect, Interception::None].map(|interception| Proxy {
            of: resource.id.clone(),
            placement: Placement { interception, ..Placement::default() },
        })
    });
    proxies.map(|proxy| assemble(mesh, &proxy).unwrap()).collect()
}

#[test]
fn envoy_takes_every_example() {
    let Some(program) = envoy::program() else { return };
    for name in EXAMPLES {
        let mut all = Static::default();
        for assembly in assemblies(&example(name)) {
            all.add(&assembly);
        }
        let checked = all.check(&program);
        assert_eq!(checked, Ok(()), "{name}");
    }
}

/// That the check above can fail.
#[test]
fn envoy_refuses_an_expression_that_is_none() {
    let Some(program) = envoy::program() else { return };
    let documents = [
        r#"{"meshName": "m", "virtualNodeName": "a", "spec": {
            "backends": [{"virtualService": {"virtualServiceName": "s"}}]}}"#,
        r#"{"meshName": "m", "virtualNodeName": "b", "spec": {
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}],
            "serviceDiscovery": {"dns": {"hostname": "b"}}}}"#,
        r#"{"meshName": "m", "virtualRouterName": "r", "spec": {
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#,
        r#"{"meshName": "m", "virtualServiceName": "s", "spec": {
            "provider": {"virtualRouter": {"virtualRouterName": "r"}}}}"#,
        r#"{"meshName": "m", "virtualRouterName": "r", "routeName": "wrong", "spec": {"httpRoute": {
            "match": {"path": {"regex": "/(?=a)"}},
            "action": {"weightedTargets": [{"virtualNode": "b", "weight": 1}]}}}}"#,
    ];
    let mut all = Static::default();
    for assembly in assemblies(&snapshot(&documents)) {
        all.add(&assembly);
    }
    let refusal = all.check(&program).unwrap_err();
    assert!(refusal.contains("invalid perl operator"), "{refusal}");
}
