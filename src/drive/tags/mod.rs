//! Rollouts on a control plane that knows nothing of them: the record is in the tags of the routes,
//! the lock is a virtual node, and a journal is kept on this machine.

pub mod codec;
pub mod error;
mod holder;
pub mod journal;
pub mod lease;
pub mod loss;
mod place;
pub mod probe;
mod record;
mod route;
mod start;
pub mod wish;

pub use error::TagsError;
pub use holder::Holder;
pub use place::TagsPlace;
pub use record::read;
pub use start::{Options, TakeOver, list};

#[cfg(test)]
mod tests;
