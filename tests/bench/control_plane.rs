//! Measures the control plane and its command line: `cargo bench --bench control_plane [plan] [writers] [memory]`.
//!
//! - `plan`: planning and creating 1,000 resources with the command line against a server on the
//!   loopback interface, whose store is on a disk, each time with a new process and nothing cached.
//! - `writers`: single writes per second by 1 and by 64 writers, on a disk and in memory, against the
//!   same requests that only read.
//! - `memory`: the most memory that the command line takes, by the size of its input.

#![expect(clippy::print_stdout, reason = "its result is what it prints")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are rounded anyway"
)]

mod figures;
mod memory;
mod mesh;
mod planning;
#[expect(dead_code, reason = "the data plane needs more of it")]
mod weir;
mod writers;

use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    if is_wanted("plan") {
        planning::run()?;
    }
    if is_wanted("writers") {
        writers::run().await?;
    }
    if is_wanted("memory") {
        memory::run()?;
    }
    Ok(())
}
