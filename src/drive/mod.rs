//! Drives rollouts: does what the engine wants at the place where the routes are, and tells the
//! engine what came of it.

mod again;
pub mod driver;
pub mod evidence;
pub mod heard;
pub mod hooks;
mod met;
pub mod nodes;
pub mod place;
pub mod plane;
pub mod tags;

#[cfg(test)]
mod tests;
