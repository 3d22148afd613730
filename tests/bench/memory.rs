//! The most memory that the command line takes, by the size of its input.

use std::path::Path;
use std::process::Child;
use std::time::Duration;

use crate::weir::Weir;
use crate::{Outcome, mesh};

const NODES: [usize; 2] = [1_000, 10_000];

pub fn run() -> Outcome<()> {
    println!("\nmost memory of the command line (aim: at most 3 times the input)");
    for count in NODES {
        let home = tempfile::tempdir()?;
        let file = home.path().join("nodes.json");
        let text = serde_json::to_string_pretty(&mesh::large_nodes(count))?;
        std::fs::write(&file, &text)?;
        let file = file.to_str().ok_or("a file without a name")?;
        let server = Weir::start()?;
        let url = format!("http://{}", server.address);
        let validate = peak(home.path(), &["validate", file])?;
        let plan = peak(home.path(), &["diff", file, "--endpoint", &url])?;
        let apply = peak(home.path(), &["apply", "-y", file, "--endpoint", &url])?;
        let same = peak(home.path(), &["diff", file, "--endpoint", &url])?;
        let input = text.len() as f64 / 1024.0;
        for (name, peak) in [
            ("validate", validate),
            ("diff, all new", plan),
            ("apply", apply),
            ("diff, same", same),
        ] {
            println!(
                "  {:<44}{:>9.1} MB, {:.2} times {:.1} MB",
                format!("{name}, {count} nodes"),
                peak / 1024.0,
                peak / input,
                input / 1024.0
            );
        }
    }
    Ok(())
}

/// Kilobytes.
fn peak(home: &Path, args: &[&str]) -> Outcome<f64> {
    let mut child = mesh::command(home, args).spawn()?;
    let mut most = 0.0_f64;
    loop {
        most = most.max(high_water(&child).unwrap_or_default());
        if let Some(status) = child.try_wait()? {
            return match status.code() {
                Some(0 | 1) => Ok(most),
                _ => Err(format!("weir {}: {status}", args.join(" ")).into()),
            };
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// The most that the process had by now; none once it ended.
fn high_water(child: &Child) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
