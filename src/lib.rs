//! weir
mod diagnostic;
mod model;
