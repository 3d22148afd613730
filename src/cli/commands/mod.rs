//! One file per command, named as it is typed.

pub mod apply;
pub mod backup;
pub mod completions;
pub mod context;
pub mod delete;
pub mod describe;
pub mod diff;
pub mod dump;
pub mod explain;
pub mod get;
pub mod history;
pub mod instance;
pub mod lock;
pub mod man;
pub mod plan;
pub mod proxy;
pub mod restore;
pub mod rollout;
pub mod schema;
pub mod serve;
pub mod show;
pub mod trace;
pub mod tree;
pub mod undo;
pub mod validate;
pub mod weights;
