//! TLS: what a proxy shows and demands, as a server and as a client.

use std::net::IpAddr;

use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::extensions::transport_sockets::tls::v3 as tls;

use prost::Message as _;

use crate::model::listener::Protocol;
use crate::model::tls::{
    ClientCertificate, ClientTls, ClientTrust, FileCertificate, FileTrust, ListenerCertificate,
    ListenerTls, ListenerTrust, SdsSecret, SubjectAlternativeNames, TlsMode,
};
use crate::model::virtual_node::{Listener, ServiceDiscovery};
use crate::xds::bootstrap::SDS_CLUSTER;
use crate::xds::resource::Version;
use crate::xds::translate::proto::{boolean, exactly, over_ads, packed};

/// A certificate or authorities, by where the proxy gets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    Certificate {
        chain: String,
        key: String,
    },
    Authorities {
        chain: String,
    },
    /// From the socket that the proxy was started with.
    Sds(String),
}

/// How a proxy talks to a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    Plain,
    Tls(Box<Client>),
    /// It should be TLS, but with certificates that only AWS has. Nothing is sent.
    Impossible,
}

/// TLS that a proxy starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    certificate: Option<Secret>,
    validation: Option<Validation>,
    server_name: Option<String>,
}

/// Whom a proxy trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Validation {
    trust: Secret,
    /// Names of which the other side must carry one; none means any.
    names: Vec<String>,
}

/// TLS that a proxy terminates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    certificate: Secret,
    validation: Option<Validation>,
}

/// What a listener takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    Plain,
    Tls(Server),
    Both(Server),
    /// TLS with a certificate that only AWS has: nothing.
    Nothing,
}

impl Channel {
    /// What tells it from others, in 16 characters.
    pub fn digest(&self) -> Version {
        let mut message = core::TransportSocket::default();
        match self {
            Self::Plain => {}
            Self::Tls(client) => message = client.socket(),
            Self::Impossible => "impossible".clone_into(&mut message.name),
        }
        Version::of(&message.encode_to_vec())
    }
}

impl Secret {
    /// The name and content of a secret in files. The proxy watches their folders.
    pub fn in_file(&self) -> Option<(String, tls::Secret)> {
        let kind = match self {
            Self::Certificate { chain, key } => {
                tls::secret::Type::TlsCertificate(tls::TlsCertificate {
                    certificate_chain: Some(file(chain)),
                    private_key: Some(file(key)),
                    ..Default::default()
                })
            }
            Self::Authorities { chain } => {
                tls::secret::Type::ValidationContext(tls::CertificateValidationContext {
                    trusted_ca: Some(file(chain)),
                    ..Default::default()
                })
            }
            Self::Sds(_) => return None,
        };
        let name = self.name();
        Some((name.clone(), tls::Secret { name, r#type: Some(kind) }))
    }

    fn name(&self) -> String {
        match self {
            Self::Certificate { chain, key } => format!("certificate:{chain}:{key}"),
            Self::Authorities { chain } => format!("authorities:{chain}"),
            Self::Sds(name) => name.clone(),
        }
    }

    fn reference(&self) -> tls::SdsSecretConfig {
        let source = match self {
            Self::Certificate { .. } | Self::Authorities { .. } => over_ads(),
            Self::Sds(_) => from_socket(),
        };
        tls::SdsSecretConfig { name: self.name(), sds_config: Some(source) }
    }
}

fn file(path: &str) -> core::DataSource {
    core::DataSource {
        specifier: Some(core::data_source::Specifier::Filename(path.to_owned())),
        ..Default::default()
    }
}

fn from_socket() -> core::ConfigSource {
    let service = core::GrpcService {
        target_specifier: Some(core::grpc_service::TargetSpecifier::EnvoyGrpc(
            core::grpc_service::EnvoyGrpc {
                cluster_name: SDS_CLUSTER.to_owned(),
                ..Default::default()
            },
        )),
        ..Default::default()
    };
    let api = core::ApiConfigSource {
        api_type: core::api_config_source::ApiType::Grpc.into(),
        transport_api_version: core::ApiVersion::V3.into(),
        grpc_services: vec![service],
        ..Default::default()
    };
    core::ConfigSource {
        resource_api_version: core::ApiVersion::V3.into(),
        config_source_specifier: Some(core::config_source::ConfigSourceSpecifier::ApiConfigSource(
            api,
        )),
        ..Default::default()
    }
}

impl From<&FileCertificate> for Secret {
    fn from(file: &FileCertificate) -> Self {
        let (chain, key) = (file.certificate_chain.to_string(), file.private_key.to_string());
        Self::Certificate { chain, key }
    }
}

impl From<&FileTrust> for Secret {
    fn from(file: &FileTrust) -> Self {
        Self::Authorities { chain: file.certificate_chain.to_string() }
    }
}

impl Secret {
    /// A secret by name; Envoy refuses an empty one, and nobody could ask for it.
    fn by_name(secret: &SdsSecret) -> Option<Self> {
        Some(secret.secret_name.to_string()).filter(|name| !name.is_empty()).map(Self::Sds)
    }
}

/// What a listener takes, by its document.
pub fn accepted(listener: Option<&ListenerTls>) -> Accepted {
    let Some(listener) = listener else { return Accepted::Plain };
    match (listener.mode, server(listener)) {
        (TlsMode::Disabled, _) | (TlsMode::Permissive, None) => Accepted::Plain,
        (TlsMode::Strict, None) => Accepted::Nothing,
        (TlsMode::Strict, Some(server)) => Accepted::Tls(server),
        (TlsMode::Permissive, Some(server)) => Accepted::Both(server),
    }
}

fn server(listener: &ListenerTls) -> Option<Server> {
    let certificate = match &listener.certificate {
        ListenerCertificate::File(file) => file.into(),
        ListenerCertificate::Sds(secret) => Secret::by_name(secret)?,
        ListenerCertificate::Acm(_) | ListenerCertificate::Other(_) => return None,
    };
    let validation = match &listener.validation {
        None => None,
        Some(validation) => {
            let trust = match &validation.trust {
                ListenerTrust::File(file) => file.into(),
                ListenerTrust::Sds(secret) => Secret::by_name(secret)?,
                // Whom to trust is not known, so nobody is.
                ListenerTrust::Other(_) => return None,
            };
            let names = names(validation.subject_alternative_names.as_deref());
            Some(Validation { trust, names })
        }
    };
    Some(Server { certificate, validation })
}

fn names(names: Option<&SubjectAlternativeNames>) -> Vec<String> {
    let exact = names.map(|names| names.names.exact.as_slice()).unwrap_or_default();
    exact.iter().map(ToString::to_string).collect()
}

/// How a proxy with that policy talks to a listener of a node (App Mesh: "TLS authentication").
pub fn channel(
    policy: Option<&ClientTls>,
    listener: &Listener,
    discovery: Option<&ServiceDiscovery>,
) -> Channel {
    let port = listener.port_mapping.port;
    let offered = listener.tls.as_ref().is_some_and(|tls| tls.mode != TlsMode::Disabled);
    let policy = policy.filter(|policy| policy.ports.is_empty() || policy.ports.contains(&port));
    let host = discovery.and_then(host);
    match policy {
        Some(policy) if policy.enforce != Some(false) || offered => by_policy(policy, host),
        // Nobody said whom to trust; it is still better than plain text.
        None if offered => Channel::Tls(Box::new(Client {
            certificate: None,
            validation: None,
            server_name: server_name(host),
        })),
        Some(_) | None => Channel::Plain,
    }
}

fn by_policy(policy: &ClientTls, host: Option<String>) -> Channel {
    let trust = match &policy.validation.trust {
        ClientTrust::File(file) => Some(file.into()),
        ClientTrust::Sds(secret) => Secret::by_name(secret),
        ClientTrust::Acm(_) | ClientTrust::Other(_) => None,
    };
    let Some(trust) = trust else { return Channel::Impossible };
    let certificate = match policy.certificate.as_deref() {
        None => None,
        Some(ClientCertificate::File(file)) => Some(file.into()),
        Some(ClientCertificate::Sds(secret)) => match Secret::by_name(secret) {
            None => return Channel::Impossible,
            found => found,
        },
        Some(ClientCertificate::Other(_)) => return Channel::Impossible,
    };
    let mut wanted = names(policy.validation.subject_alternative_names.as_deref());
    if wanted.is_empty() {
        wanted.extend(host.clone());
    }
    Channel::Tls(Box::new(Client {
        certificate,
        validation: Some(Validation { trust, names: wanted }),
        server_name: server_name(host),
    }))
}

/// The name under which a node is found, which is what its certificate should carry.
fn host(discovery: &ServiceDiscovery) -> Option<String> {
    match discovery {
        ServiceDiscovery::Dns(dns) => {
            Some(dns.hostname.trim_end_matches('.').to_owned()).filter(|host| !host.is_empty())
        }
        ServiceDiscovery::AwsCloudMap(map) => {
            Some(format!("{}.{}", map.service_name, map.namespace_name))
        }
        ServiceDiscovery::Other(_) => None,
    }
}

/// The name that a client asks for. An address is none, and TLS has room for 255 bytes, none
/// of them 0.
fn server_name(host: Option<String>) -> Option<String> {
    host.filter(|host| !is_ip(host) && host.len() <= 255 && !host.contains('\0'))
}

fn is_ip(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok()
}

impl Client {
    pub fn secrets(&self) -> Vec<Secret> {
        secrets(self.certificate.as_ref(), self.validation.as_ref())
    }

    pub fn socket(&self) -> core::TransportSocket {
        socket(packed(tls::UpstreamTlsContext {
            common_tls_context: Some(common(self.certificate.as_ref(), self.validation.as_ref())),
            sni: self.server_name.clone().unwrap_or_default(),
            ..Default::default()
        }))
    }
}

impl Server {
    pub fn secrets(&self) -> Vec<Secret> {
        secrets(Some(&self.certificate), self.validation.as_ref())
    }

    pub fn socket(&self, protocol: Protocol) -> core::TransportSocket {
        let alpn = match protocol {
            Protocol::Tcp => Vec::new(),
            Protocol::Http | Protocol::Http2 | Protocol::Grpc => {
                vec!["h2".to_owned(), "http/1.1".to_owned()]
            }
        };
        let common = common(Some(&self.certificate), self.validation.as_ref());
        socket(packed(tls::DownstreamTlsContext {
            common_tls_context: Some(tls::CommonTlsContext { alpn_protocols: alpn, ..common }),
            require_client_certificate: boolean(self.validation.is_some()),
            ..Default::default()
        }))
    }
}

fn secrets(certificate: Option<&Secret>, validation: Option<&Validation>) -> Vec<Secret> {
    certificate.cloned().into_iter().chain(validation.map(|one| one.trust.clone())).collect()
}

fn socket(context: envoy_types::pb::google::protobuf::Any) -> core::TransportSocket {
    core::TransportSocket {
        name: "envoy.transport_sockets.tls".to_owned(),
        config_type: Some(core::transport_socket::ConfigType::TypedConfig(context)),
    }
}

fn common(certificate: Option<&Secret>, validation: Option<&Validation>) -> tls::CommonTlsContext {
    let validation = validation.map(|validation| {
        let default = tls::CertificateValidationContext {
            match_typed_subject_alt_names: validation
                .names
                .iter()
                .flat_map(|name| matchers(name))
                .collect(),
            ..Default::default()
        };
        tls::common_tls_context::ValidationContextType::CombinedValidationContext(
            tls::common_tls_context::CombinedCertificateValidationContext {
                default_validation_context: Some(default),
                validation_context_sds_secret_config: Some(validation.trust.reference()),
                ..Default::default()
            },
        )
    });
    tls::CommonTlsContext {
        tls_certificate_sds_secret_configs: certificate
            .map(Secret::reference)
            .into_iter()
            .collect(),
        validation_context_type: validation,
        ..Default::default()
    }
}

/// A name may be an address, a URI, or the name of a host.
fn matchers(name: &str) -> Vec<tls::SubjectAltNameMatcher> {
    use tls::subject_alt_name_matcher::SanType;

    let kinds: &[SanType] =
        if is_ip(name) { &[SanType::IpAddress] } else { &[SanType::Dns, SanType::Uri] };
    let matcher = |kind: &SanType| tls::SubjectAltNameMatcher {
        san_type: (*kind).into(),
        matcher: Some(exactly(name)),
        ..Default::default()
    };
    kinds.iter().map(matcher).collect()
}
