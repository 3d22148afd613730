//! Measures validation as ratios within one run: `cargo bench --bench documents [NODES]`.
//!
//! - time: `weir validate` of a file with 10,000 virtual nodes, on one core and on two, against what
//!   `serde_json` takes to parse the same bytes into a `Value` on one core: by the clock, and by the
//!   processor, which tells more where others use the machine. The time of weir includes its start
//!   and reading the file; that of `serde_json` neither, nor freeing what it made.
//! - memory: the most that the same runs hold at a time, against the size of the file.
//!
//! Both have the same allocator. `serde_json` has the features that weir needs: with them it parses
//! this file faster than without (`preserve_order` spares it a tree of members), so that the ratios
//! are rather too high than too low.

#![expect(clippy::print_stdout, reason = "its result is what it prints")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use serde_json::{Value, json};

/// That of the binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often each thing is done; the fastest counts, since others share the machine.
const ROUNDS: usize = 5;

/// On how many threads it runs.
const CORES: [(&str, &str); 2] = [("one core", "1"), ("two cores", "2")];

/// How one run went.
struct Run {
    time: Duration,
    /// How long processors were at work, to 10 ms.
    work: Duration,
    /// The most bytes that it held at a time.
    peak: u64,
}

fn main() -> Outcome<()> {
    let count = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir()?;
    let nodes: Vec<Value> = (0..count).map(node).collect();
    for (name, text) in [
        ("pretty.json", serde_json::to_vec_pretty(&nodes)?),
        ("compact.json", serde_json::to_vec(&nodes)?),
    ] {
        measure(&folder.path().join(name), &text)?;
    }
    let many = folder.path().join("many");
    fs::create_dir(&many)?;
    for (index, node) in nodes.iter().enumerate() {
        fs::write(many.join(format!("{index}.json")), serde_json::to_vec_pretty(node)?)?;
    }
    println!("\n{count} files of one virtual node each");
    for (name, cores) in CORES {
        let run = best(&many, cores)?;
        println!("  {name:<44}{:>9.0} ms", milliseconds(run.time));
    }
    Ok(())
}

fn measure(path: &Path, text: &[u8]) -> Outcome<()> {
    fs::write(path, text)?;
    let parse = || {
        let started = Instant::now();
        let value: Value = serde_json::from_slice(text)?;
        let time = started.elapsed();
        drop(value);
        Ok::<_, serde_json::Error>(time)
    };
    let mut parsed = parse()?;
    for _ in 1..ROUNDS {
        parsed = parsed.min(parse()?);
    }
    let megabytes = text.len() as f64 / 1e6;
    println!("\n{}: {megabytes:.1} MB", path.display());
    println!("  {:<44}{:>9.0} ms", "serde_json::Value, one core", milliseconds(parsed));
    for (name, cores) in CORES {
        let run = best(path, cores)?;
        let ratio = |time: Duration| time.as_secs_f64() / parsed.as_secs_f64();
        println!(
            "  {:<44}{:>9.0} ms {:>6.2} times the parse ({:.1} by the processor)",
            format!("weir validate, {name}"),
            milliseconds(run.time),
            ratio(run.time),
            ratio(run.work),
        );
        let memory = run.peak as f64 / text.len() as f64;
        println!("  {:<44}{:>9.1} MB {memory:>6.2} times the file", "", run.peak as f64 / 1e6);
    }
    Ok(())
}

/// The fastest run, and the most memory of all.
fn best(path: &Path, cores: &str) -> Outcome<Run> {
    let mut best = run(path, cores)?;
    for _ in 1..ROUNDS {
        let next = run(path, cores)?;
        best = Run {
            time: best.time.min(next.time),
            work: best.work.min(next.work),
            peak: best.peak.max(next.peak),
        };
    }
    Ok(best)
}

fn run(path: &Path, cores: &str) -> Outcome<Run> {
    let (started, before) = (Instant::now(), children()?);
    let mut child = Command::new(env!("CARGO_BIN_EXE_weir"))
        .arg("validate")
        .arg(path)
        .env("RAYON_NUM_THREADS", cores)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(held(&child).unwrap_or_default());
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = started.elapsed();
    if !status.success() {
        return Err(format!("weir validate {}: {status}", path.display()).into());
    }
    Ok(Run { time, work: children()?.saturating_sub(before), peak })
}

/// How long processors worked for all children that ended so far, as Linux tells it.
fn children() -> Outcome<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(')').ok_or("no name in /proc/self/stat")?;
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(ticks * 10))
}

/// The most that a process held so far, as Linux tells it.
fn held(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A virtual node with about everything that one has.
fn node(index: usize) -> Value {
    let backend = |step: usize| {
        json!({"virtualService": {
            "virtualServiceName": format!("service-{}.shop.local", (index * 7 + step) % 10_000),
            "clientPolicy": {"tls": {
                "enforce": true,
                "ports": [8443],
                "validation": {"trust": {"file": {"certificateChain": "/etc/ssl/ca.pem"}}},
            }},
        }})
    };
    let seconds = |value: u32| json!({"unit": "s", "value": value});
    json!({
        "meshName": "shop",
        "virtualNodeName": format!("node-{index}"),
        "spec": {
            "backends": [backend(1), backend(2)],
            "listeners": [{
                "portMapping": {"port": 8080, "protocol": "http"},
                "healthCheck": {
                    "healthyThreshold": 3, "intervalMillis": 5000, "path": "/healthz", "port": 8080,
                    "protocol": "http", "timeoutMillis": 2000, "unhealthyThreshold": 2,
                },
                "timeout": {"http": {"idle": seconds(60), "perRequest": seconds(15)}},
                "connectionPool": {"http": {"maxConnections": 100, "maxPendingRequests": 50}},
                "outlierDetection": {
                    "baseEjectionDuration": seconds(10), "interval": seconds(10),
                    "maxEjectionPercent": 50, "maxServerErrors": 5,
                },
            }],
            "logging": {"accessLog": {"file": {"path": "/dev/stdout"}}},
            "serviceDiscovery": {"dns": {
                "hostname": format!("node-{index}.shop.svc.cluster.local"),
                "responseType": "ENDPOINTS",
            }},
        },
        "tags": [
            {"key": "team", "value": format!("team-{}", index % 50)},
            {"key": "environment", "value": "production"},
        ],
    })
}
