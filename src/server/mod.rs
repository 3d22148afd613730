//! The embedded control plane: the App Mesh REST API over a store, in process or on an address.
//!
//! Requests go one way: API, plane, store. Nothing else writes.

pub mod ads;
mod arn;
mod error;
mod meter;
mod telemetry;

pub mod plane;

mod api;
pub mod bound;

pub use api::{offering, router};
pub use plane::Plane;
