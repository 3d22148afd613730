//! What Envoy is told: a snapshot and a proxy to listeners, clusters, routes, endpoints and
//! secrets, and what goes over a stream when.

#![deny(clippy::disallowed_methods)]

pub mod assembly;
pub mod blame;
pub mod bootstrap;
pub mod proxy;
pub mod resource;
pub mod session;
pub mod translate;
