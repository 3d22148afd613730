//! Rollouts: how the weights of routes move stage by stage, what holds them, and what takes them
//! back. The engine decides and does nothing: events and the time come in, effects go out.

#![deny(clippy::disallowed_methods)]

pub mod address;
pub mod effect;
pub mod engine;
pub mod event;
pub mod gate;
pub mod journal;
pub mod lease;
pub mod line;
pub mod live;
pub mod period;
pub mod planned;
pub mod position;
pub mod prepare;
pub mod preview;
pub mod record;
pub mod spec;
pub mod split;
pub mod state;
pub mod wanted;
pub mod weights;
pub mod window;

#[cfg(test)]
pub mod example;
#[cfg(test)]
mod properties;
