//! Text for people and machines. Nothing here opens a stream; everything answers a value.

pub mod brief;
pub mod change;
pub mod column;
pub mod count;
pub mod diagnostics;
pub mod field;
pub mod findings;
pub mod frame;
pub mod instance;
pub mod json;
pub mod json_schema;
pub mod patch;
pub mod plan;
pub mod proxy;
pub mod resource;
pub mod rollout;
pub mod secret;
pub mod style;
pub mod summary;
pub mod table;
pub mod trace;
pub mod traffic;
pub mod tree;
pub mod value;
