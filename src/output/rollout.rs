//! Rollouts for people and machines: where one stands, what happened, what is to be done next.

pub mod course;
pub mod event;
pub mod history;
pub mod junit;
pub mod measured;
pub mod next;
pub mod now;
pub mod planned;
pub mod status;
pub mod summary;
pub mod view;
pub mod words;

#[cfg(test)]
mod tests;
