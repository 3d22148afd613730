//! weir
mod diagnostic;
mod document;
mod model;
mod store;
