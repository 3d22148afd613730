//! Measures the data plane as ratios within one run: `cargo bench --bench data_plane [push] [mesh] [fleet]`.
//!
//! - `push`: a weight change through weir against the same bytes pushed by a server that does nothing
//!   else, to a real Envoy (`WEIR_ENVOY`).
//! - `mesh`: a weight change for a proxy with few backends, in meshes of 100 to 10,000 services.
//! - `fleet`: a change that concerns 10 proxies, with 10 and with 10,000 of them connected.

#![expect(clippy::print_stdout, reason = "its result is what it prints")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are rounded anyway"
)]

mod backend;
mod envoy;
mod figures;
mod fleet;
mod prototype;
mod proxy;
mod push;
mod size;
mod weir;

use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    if is_wanted("push") {
        push::run().await?;
    }
    if is_wanted("mesh") {
        size::run().await?;
    }
    if is_wanted("fleet") {
        fleet::run().await?;
    }
    Ok(())
}
