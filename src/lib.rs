//! weir
mod diagnostic;
mod document;
mod model;
