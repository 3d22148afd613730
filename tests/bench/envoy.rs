//! A real Envoy with a bootstrap of weir.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// An Envoy, which ends with this value.
pub struct Envoy {
    process: Child,
    _folder: tempfile::TempDir,
}

impl Envoy {
    /// Starts the proxy of the caller, without interception.
    pub fn start(xds: &str, address: &str) -> Outcome<Self> {
        let program = std::env::var_os("WEIR_ENVOY").map(PathBuf::from);
        let program = program.ok_or("WEIR_ENVOY must name an Envoy")?;
        let bootstrap = Command::new(env!("CARGO_BIN_EXE_weir"))
            .args(["proxy", "bootstrap", "vn/caller", "-m", "bench", "-o", "json", "--no-admin"])
            .args(["--interception", "none", "--address", address, "--xds", xds])
            .output()?;
        if !bootstrap.status.success() {
            return Err(String::from_utf8(bootstrap.stderr)?.into());
        }
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("bootstrap.json");
        std::fs::write(&path, bootstrap.stdout)?;
        let process = Command::new(program)
            .args(["--disable-hot-restart", "--concurrency", "1", "--log-level", "off", "-c"])
            .arg(&path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { process, _folder: folder })
    }
}

impl Drop for Envoy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
