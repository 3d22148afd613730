//! weir validates, diffs and applies service-mesh resources written as App Mesh JSON, and serves
//! them with a control plane of its own.
//!
//! Data flows one way: document, model, validate, plan, execute, control plane. Each folder is one
//! layer; `ARCHITECTURE.md` says which may import which, and a test holds it.

// Pure: values in, values out.
mod diagnostic;
mod document;
mod model;
mod plan;
#[expect(dead_code, reason = "nothing drives rollouts yet")]
mod rollout;
mod routing;
mod telemetry;
mod validate;
mod xds;

// Adapters: each speaks to one thing outside.
mod client;
mod store;

// Shells: loops that feed the pure parts.
mod drive;
mod execute;
mod server;

// The surface.
mod cli;
mod output;

/// Runs the command line of this process and answers its exit code.
pub fn run() -> u8 {
    cli::run(std::env::args_os(), cli::Environment::of_process(), cli::Ui::of_process)
}
