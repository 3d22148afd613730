//! The clusters that a proxy has before its control plane tells it of any.

use serde_json::{Map, Value, json};

use crate::xds::bootstrap::{ControlPlane, Place, tls, typed};

/// The control plane's cluster. A connection whose other end is gone is found out in two ways:
/// by pings of HTTP/2, and by the system where a ping cannot be sent.
pub(super) fn control_plane(name: &str, control_plane: &ControlPlane) -> Value {
    let place = &control_plane.place;
    let keepalive = json!({"connection_keepalive": {"interval": "30s", "timeout": "10s"}});
    let mut cluster = at(name, place);
    insert(&mut cluster, with_http2(&keepalive));
    if !matches!(place, Place::Unix(_)) {
        let keepalive =
            json!({"keepalive_time": 30, "keepalive_interval": 10, "keepalive_probes": 3});
        insert(&mut cluster, ("upstream_connection_options", json!({"tcp_keepalive": keepalive})));
    }
    if let Some(tls) = &control_plane.tls {
        insert(&mut cluster, ("transport_socket", tls::transport_socket(tls, place)));
    }
    Value::Object(cluster)
}

/// A cluster of one host that speaks HTTP/2, as gRPC needs it.
pub(super) fn http2(name: &str, place: &Place) -> Value {
    let mut cluster = at(name, place);
    insert(&mut cluster, with_http2(&json!({})));
    Value::Object(cluster)
}

/// A cluster of one host that speaks HTTP/1.1.
pub(super) fn http1(name: &str, place: &Place) -> Value {
    Value::Object(at(name, place))
}

fn at(name: &str, place: &Place) -> Map<String, Value> {
    let endpoint = json!({"endpoint": {"address": place.to_json()}});
    let mut cluster = Map::new();
    insert(&mut cluster, ("name", json!(name)));
    match place {
        Place::Name { .. } => {
            insert(&mut cluster, ("type", json!("STRICT_DNS")));
            // Whichever family the host serves: the next attempt takes the next address.
            insert(&mut cluster, ("dns_lookup_family", json!("ALL")));
        }
        Place::Ip(_) | Place::Unix(_) => insert(&mut cluster, ("type", json!("STATIC"))),
    }
    insert(&mut cluster, ("connect_timeout", json!("5s")));
    let endpoints = json!([{"lb_endpoints": [endpoint]}]);
    let assignment = json!({"cluster_name": name, "endpoints": endpoints});
    insert(&mut cluster, ("load_assignment", assignment));
    cluster
}

fn with_http2(options: &Value) -> (&'static str, Value) {
    let of = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    let options = json!({"explicit_http_config": {"http2_protocol_options": options}});
    ("typed_extension_protocol_options", json!({of: typed(of, options)}))
}

fn insert(cluster: &mut Map<String, Value>, (name, value): (&str, Value)) {
    cluster.insert(name.to_owned(), value);
}
