//! What becomes of documents.

mod envoy;
mod examples;
