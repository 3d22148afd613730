//! What becomes of documents.

mod envoy;
pub mod examples;
mod hunt;
mod meshes;
mod pools;
mod random;
mod reading;
mod settings;
mod structure;
mod tables;
mod traced;
