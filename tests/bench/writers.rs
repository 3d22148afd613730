//! Single writes, each acknowledged only when it is durable, by few and by many writers.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::Outcome;
use crate::figures::ratio;
use crate::weir::{self, Client, Weir};

const WRITERS: [usize; 3] = [1, 8, 64];
const TIME: Duration = Duration::from_secs(3);

pub async fn run() -> Outcome<()> {
    println!("\nsingle requests per second, each on its connection, one after the other");
    let mut of_many = Vec::new();
    for (place, server) in
        [("on a disk", Weir::start_in(tempfile::tempdir()?)?), ("in memory", Weir::start()?)]
    {
        server.client().await?.create(vec![weir::mesh()]).await?;
        for writers in WRITERS {
            let rate = measure(&server, writers, Kind::Write).await?;
            println!("  {:<44}{rate:>9.0}", format!("{writers} writers, store {place}"));
            if writers == 64 {
                of_many.push(rate);
            }
        }
        let rate = measure(&server, 64, Kind::Read).await?;
        println!("  {:<44}{rate:>9.0}", format!("64 readers, store {place}"));
        ratio("  writes / reads", of_many.last().copied().unwrap_or_default(), rate);
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Write,
    Read,
}

/// Requests per second.
async fn measure(server: &Weir, clients: usize, kind: Kind) -> Outcome<f64> {
    let mut tasks = Vec::new();
    let start = Instant::now();
    for index in 0..clients {
        let client = server.client().await?;
        tasks.push(tokio::spawn(one(client, index, kind, start + TIME)));
    }
    let mut done = 0;
    for task in tasks {
        done += task.await??;
    }
    Ok(done as f64 / start.elapsed().as_secs_f64())
}

async fn one(mut client: Client, index: usize, kind: Kind, until: Instant) -> Outcome<usize> {
    let nodes = "/v20190125/meshes/bench/virtualNodes";
    let name = format!("w{index}");
    let create = json!({ "virtualNodeName": name, "spec": {} });
    // It may be there already.
    let _ = client.call("PUT", nodes, &create).await;
    let path = format!("{nodes}/{name}");
    let mut done = 0;
    while Instant::now() < until {
        if kind == Kind::Read {
            client.call("GET", &path, &json!(null)).await?;
        } else {
            let port = done % 60_000 + 1;
            let listeners = json!([{ "portMapping": { "port": port, "protocol": "http" } }]);
            client.call("PUT", &path, &json!({ "spec": { "listeners": listeners } })).await?;
        }
        done += 1;
    }
    Ok(done)
}
