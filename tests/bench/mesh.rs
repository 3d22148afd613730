//! Documents of a mesh as people write them, and the command line on them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{Outcome, weir};

/// A mesh with so many services, each with a router, a route and two nodes: five resources each.
pub fn services(count: usize) -> Vec<Value> {
    let mut resources = vec![weir::mesh()];
    for index in 0..count {
        let (one, two) = (format!("n{index}-a"), format!("n{index}-b"));
        resources.push(weir::target(&one, &format!("{one}.local"), 8080));
        resources.push(weir::target(&two, &format!("{two}.local"), 8080));
        let name = format!("service-{index}.local");
        resources.extend(weir::service(&name, 80, &[(&one, 50), (&two, 50)]));
    }
    resources.into_iter().map(document).collect()
}

/// Nodes with all that a node may have, about three kilobytes each.
pub fn large_nodes(count: usize) -> Vec<Value> {
    let backends: Vec<String> = (0..20).map(|index| format!("service-{index}.local")).collect();
    let nodes = (0..count).map(|index| {
        let mut node = weir::caller(&format!("node-{index}"), &backends);
        let health = json!({
            "protocol": "http", "path": "/health", "healthyThreshold": 2, "unhealthyThreshold": 3,
            "intervalMillis": 5000, "timeoutMillis": 2000,
        });
        node["spec"]["listeners"] = json!([{
            "portMapping": { "port": 8080, "protocol": "http" },
            "healthCheck": health,
            "timeout": { "http": { "perRequest": { "unit": "s", "value": 15 } } },
        }]);
        node["spec"]["serviceDiscovery"] =
            json!({ "dns": { "hostname": format!("node-{index}.default.svc.cluster.local") } });
        document(node)
    });
    std::iter::once(document(weir::mesh())).chain(nodes).collect()
}

/// A change as the document of what it makes.
fn document(mut change: Value) -> Value {
    if let Some(members) = change.as_object_mut() {
        members.shift_remove("action");
        members.shift_remove("kind");
    }
    change
}

/// Writes each document into a file of its own. Answers how many bytes they have.
pub fn write(folder: &Path, documents: &[Value]) -> Outcome<usize> {
    let mut bytes = 0;
    for (index, document) in documents.iter().enumerate() {
        let text = serde_json::to_string_pretty(document)?;
        bytes += text.len();
        std::fs::write(folder.join(format!("{index:05}.json")), text)?;
    }
    Ok(bytes)
}

/// The command line with nothing from the environment.
pub fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command.env_clear().env("HOME", home).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// How long one run takes, whose exit code must be among those.
pub fn timed(home: &Path, args: &[&str], codes: &[i32]) -> Outcome<Duration> {
    let start = Instant::now();
    let status = command(home, args).status()?;
    let took = start.elapsed();
    if !status.code().is_some_and(|code| codes.contains(&code)) {
        return Err(format!("weir {}: {status}", args.join(" ")).into());
    }
    Ok(took)
}
