//! Hands the arguments, the environment and the real streams to the library, and exits.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Documents become many small pieces of memory, which that of the C library hands out slowly.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(weir::run())
}
