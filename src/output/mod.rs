//! Text for people and machines. Nothing here opens a stream; all of it is handed one, or answers
//! a value.

pub mod count;
pub mod diagnostics;
pub mod frame;
pub mod json;
pub mod style;
