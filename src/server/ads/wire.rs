//! The two flavors of the protocol, as what they have in common.

use std::sync::Arc;

use envoy_types::pb::envoy::config::core::v3::Node;
use envoy_types::pb::envoy::service::discovery::v3::{
    DeltaDiscoveryRequest, DeltaDiscoveryResponse, DiscoveryRequest, DiscoveryResponse, Resource,
};
use envoy_types::pb::google::protobuf::Any;

use crate::xds::resource::ResourceType;
use crate::xds::session::{Ask, Flavor, Item, Request, Response};

/// The messages of a flavor.
pub trait Wire: Send + 'static {
    const FLAVOR: Flavor;
    type Request: Send + 'static;
    type Response: Send + 'static;

    /// Who sends it; only the first message of a stream has to say that.
    fn node(request: &mut Self::Request) -> Option<Node>;

    /// What is asked for; nothing for a type that is not served.
    fn read(request: Self::Request) -> Option<Request>;

    fn write(response: Response) -> Self::Response;
}

#[derive(Debug)]
pub struct Delta;

#[derive(Debug)]
pub struct StateOfTheWorld;

impl Wire for Delta {
    const FLAVOR: Flavor = Flavor::Delta;
    type Request = DeltaDiscoveryRequest;
    type Response = DeltaDiscoveryResponse;

    fn node(request: &mut Self::Request) -> Option<Node> {
        request.node.take()
    }

    fn read(request: Self::Request) -> Option<Request> {
        let initial = request.initial_resource_versions.into_iter();
        Some(Request {
            of: ResourceType::of_url(&request.type_url)?,
            nonce: request.response_nonce,
            error: request.error_detail.map(|error| error.message),
            ask: Ask::Delta {
                subscribe: shared(request.resource_names_subscribe),
                unsubscribe: shared(request.resource_names_unsubscribe),
                initial: initial.map(|(name, version)| (name.into(), version)).collect(),
            },
        })
    }

    fn write(response: Response) -> Self::Response {
        let Response { of, nonce, items, removed, version: _ } = response;
        let resource = |item: Item| Resource {
            name: item.name.to_string(),
            version: item.version.to_string(),
            resource: Some(any(of, &item)),
            ..Resource::default()
        };
        DeltaDiscoveryResponse {
            type_url: of.url().to_owned(),
            nonce,
            resources: items.into_iter().map(resource).collect(),
            removed_resources: removed.iter().map(ToString::to_string).collect(),
            ..DeltaDiscoveryResponse::default()
        }
    }
}

impl Wire for StateOfTheWorld {
    const FLAVOR: Flavor = Flavor::StateOfTheWorld;
    type Request = DiscoveryRequest;
    type Response = DiscoveryResponse;

    fn node(request: &mut Self::Request) -> Option<Node> {
        request.node.take()
    }

    fn read(request: Self::Request) -> Option<Request> {
        Some(Request {
            of: ResourceType::of_url(&request.type_url)?,
            nonce: request.response_nonce,
            error: request.error_detail.map(|error| error.message),
            ask: Ask::StateOfTheWorld { names: shared(request.resource_names) },
        })
    }

    fn write(response: Response) -> Self::Response {
        let Response { of, nonce, items, version, removed: _ } = response;
        DiscoveryResponse {
            type_url: of.url().to_owned(),
            nonce,
            version_info: version.map(|version| version.to_string()).unwrap_or_default(),
            resources: items.iter().map(|item| any(of, item)).collect(),
            ..DiscoveryResponse::default()
        }
    }
}

fn any(of: ResourceType, item: &Item) -> Any {
    Any { type_url: of.url().to_owned(), value: item.body.to_vec() }
}

fn shared(names: Vec<String>) -> Vec<Arc<str>> {
    names.into_iter().map(Arc::from).collect()
}
