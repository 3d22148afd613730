//! What becomes of documents.

mod envoy;
mod examples;
mod meshes;
mod pools;
mod random;
mod reading;
mod structure;
