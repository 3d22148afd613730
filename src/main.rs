//! Hands the arguments, the environment and the real streams to the library, and exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(weir::run())
}
