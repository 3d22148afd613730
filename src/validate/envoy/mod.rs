//! What Envoy takes: texts that it reads itself, and that it refuses a whole configuration for.

pub mod log_commands;
pub mod log_format;
pub mod re2;
mod re2_names;

#[cfg(test)]
mod tests;
