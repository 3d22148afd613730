//! weir
mod diagnostic;
mod document;
mod model;
mod server;
mod store;
