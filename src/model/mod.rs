//! What a mesh is: the resources of App Mesh (API 2019-01-25) as types that hold nothing that the
//! API forbids. The wire shape is the model; other dialects are rewritten to it first.

#![deny(clippy::disallowed_methods)]

pub mod choice;
pub mod schema;
pub mod shape;
pub mod words;

pub mod scalar;

pub mod kind;

pub mod address;
pub mod field_path;
pub mod id;
pub mod metadata;
pub mod tag;

pub mod gateway_route;
pub mod listener;
pub mod logging;
pub mod matching;
pub mod mesh;
pub mod route;
pub mod tls;
pub mod virtual_gateway;
pub mod virtual_node;
pub mod virtual_router;
pub mod virtual_service;

mod defaults;
pub mod instance;
pub mod ownership;
pub mod reference;
pub mod resource;
pub mod snapshot;

#[cfg(test)]
pub mod arbitrary;
#[cfg(test)]
mod service_model;
#[cfg(test)]
mod tests;

pub use address::Address;
pub use choice::Choice;
pub use field_path::{FieldPath, Segment};
pub use id::{IdError, NameError, ResourceId, ResourceName, ServiceName};
pub use instance::{Instance, InstanceId, InstanceService, Instances};
pub use kind::Kind;

pub use metadata::{Identity, Metadata, Timestamp};
pub use ownership::{SET, SetName};
pub use reference::{Reference, Strength};
pub use resource::{Form, Resource, Spec, Status};
pub use shape::{Shape, Unknown};
pub use snapshot::Snapshot;
pub use tag::{Tag, TagKey, TagValue, Tags};
