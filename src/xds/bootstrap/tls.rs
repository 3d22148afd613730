//! TLS between a proxy and its control plane.

use std::net::IpAddr;

use serde_json::{Map, Value, json};

use crate::xds::bootstrap::{Place, typed};

/// How the control plane shows who it is, and the proxy in turn. All files are read by the proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    /// The file with the authorities that are trusted.
    pub authority: String,
    pub identity: Option<Identity>,
    /// The name in the control plane's certificate; its host if absent.
    pub server_name: Option<String>,
}

/// The proxy's own certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub certificate: String,
    pub key: String,
}

/// The transport socket of the control plane's cluster. The certificate must be for the name: an
/// authority alone would let everybody in that has a certificate of it.
pub(super) fn transport_socket(tls: &Tls, place: &Place) -> Value {
    let name = tls.server_name.clone().or_else(|| host(place));
    let is_ip = name.as_deref().is_some_and(|name| name.parse::<IpAddr>().is_ok());
    let mut validation = Map::new();
    validation.insert("trusted_ca".to_owned(), json!({"filename": tls.authority}));
    if let Some(name) = &name {
        let of = if is_ip { "IP_ADDRESS" } else { "DNS" };
        let names = json!([{"san_type": of, "matcher": {"exact": name}}]);
        validation.insert("match_typed_subject_alt_names".to_owned(), names);
    }
    let mut common = Map::new();
    common.insert("tls_params".to_owned(), json!({"tls_minimum_protocol_version": "TLSv1_2"}));
    common.insert("alpn_protocols".to_owned(), json!(["h2"]));
    if let Some(Identity { certificate, key }) = &tls.identity {
        let files = json!({"certificate_chain": {"filename": certificate}, "private_key": {"filename": key}});
        common.insert("tls_certificates".to_owned(), json!([files]));
    }
    common.insert("validation_context".to_owned(), Value::Object(validation));
    let mut context = Map::new();
    // TLS has no server name for numeric addresses.
    if let Some(name) = name.filter(|_| !is_ip) {
        context.insert("sni".to_owned(), json!(name));
    }
    context.insert("common_tls_context".to_owned(), Value::Object(common));
    let of = "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";
    let config = typed(of, Value::Object(context));
    json!({"name": "envoy.transport_sockets.tls", "typed_config": config})
}

fn host(place: &Place) -> Option<String> {
    match place {
        Place::Ip(address) => Some(address.ip().to_string()),
        Place::Name { host, .. } => Some(host.clone()),
        Place::Unix(_) => None,
    }
}
