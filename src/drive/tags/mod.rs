//! Rollouts on a control plane that knows nothing of them: the record is in the tags of the routes,
//! the lock is a virtual node, and a journal is kept on this machine.

pub mod codec;
pub mod error;
mod gather;
mod holder;
pub mod journal;
mod late;
pub mod lease;
pub mod left;
pub mod loss;
mod own;
mod place;
pub mod probe;
mod record;
mod route;
mod start;
mod tag;
pub mod wish;

pub use error::TagsError;
pub use gather::{list, search};
pub use holder::Holder;
pub use place::TagsPlace;
pub use start::{Options, TakeOver, Tell};

#[cfg(test)]
mod tests;
