//! One weight change, one Envoy: weir against the bare push of the same bytes.

use std::time::{Duration, Instant};

use envoy_types::pb::envoy::service::discovery::v3::Resource;

use crate::Outcome;
use crate::backend::{self, Probe};
use crate::envoy::Envoy;
use crate::figures::{Samples, header, ratio};
use crate::prototype::{Prototype, Resources};
use crate::proxy::{Proxy, ROUTES};
use crate::weir::{self, Weir};

const CHANGES: usize = 200;
const HOST: &str = "shop.local";
const ROUTER: &str = "shop.local-router";
const WAIT: Duration = Duration::from_millis(20);

/// What one server needs for a change.
#[derive(Default)]
struct Times {
    /// From the request, or the push, to the first answer of the new node.
    serving: Samples,
    /// From the moment the weights are known to the acknowledgement.
    acknowledged: Samples,
    /// From the request to its answer; a bare push has none.
    answered: Samples,
    /// What the server says its commits took, in milliseconds: a bare push keeps nothing.
    commit: f64,
}

pub async fn run() -> Outcome<()> {
    let ports = [backend::start("127.0.0.1", 'a').await?, backend::start("127.0.0.1", 'b').await?];
    let server = Weir::start()?;
    let mut resources = vec![
        weir::mesh(),
        weir::target("a", "127.0.0.1", ports[0]),
        weir::target("b", "127.0.0.1", ports[1]),
        weir::caller("caller", &[HOST.to_owned()]),
    ];
    resources.extend(weir::service(HOST, 80, &weights(0)));
    server.client().await?.create(resources).await?;
    let prototype = through_prototype(&server).await?;
    let ours = through_weir(&server).await?;
    header("one weight change, one Envoy, one route");
    prototype.acknowledged.row("bare push: acknowledged");
    prototype.serving.row("bare push: first answer of the new node");
    ours.answered.row("weir: request to answer (durable)");
    ours.serving.row("weir: first answer, from the request");
    println!("  {:<44}{:>9.3}", "    of which the commit to disk, on average", ours.commit);
    let after_commit = ours.serving.median() - ours.commit;
    ratio("first answer but for the commit, weir / bare", after_commit, prototype.serving.median());
    Ok(())
}

fn weights(change: usize) -> [(&'static str, u32); 2] {
    if change.is_multiple_of(2) { [("a", 100), ("b", 0)] } else { [("a", 0), ("b", 100)] }
}

fn letter(change: usize) -> &'static str {
    if change.is_multiple_of(2) { "a" } else { "b" }
}

async fn through_weir(server: &Weir) -> Outcome<Times> {
    let _envoy = Envoy::start(&server.address, "127.0.40.1")?;
    let mut probe = connect("127.0.40.1:15001").await?;
    let mut client = server.client().await?;
    client.set_weights(ROUTER, &weights(0)).await?;
    probe.until("a").await?;
    let mut times = Times::default();
    let before = client.commits().await?;
    for change in 1..=CHANGES {
        tokio::time::sleep(WAIT).await;
        let start = Instant::now();
        let changing = async {
            client.set_weights(ROUTER, &weights(change)).await?;
            Outcome::Ok(Instant::now())
        };
        let (answered, serving) = tokio::join!(changing, probe.until(letter(change)));
        times.answered.add(answered? - start);
        times.serving.add(serving? - start);
    }
    times.commit = (client.commits().await? - before) / CHANGES as f64;
    Ok(times)
}

async fn through_prototype(server: &Weir) -> Outcome<Times> {
    let (resources, tables) = captured(server).await?;
    let prototype = Prototype::start(resources).await?;
    let _envoy = Envoy::start(&prototype.address, "127.0.40.1")?;
    let mut probe = connect("127.0.40.1:15001").await?;
    probe.until("a").await?;
    let mut times = Times::default();
    for change in 1..=CHANGES {
        tokio::time::sleep(WAIT).await;
        let table = tables[change % 2].clone();
        let start = Instant::now();
        let pushing = prototype.push(ROUTES, vec![table]);
        let (acknowledged, serving) = tokio::join!(pushing, probe.until(letter(change)));
        times.acknowledged.add(acknowledged? - start);
        times.serving.add(serving? - start);
    }
    Ok(times)
}

/// What weir sends to the caller's Envoy, with the table of routes under both weights.
async fn captured(server: &Weir) -> Outcome<(Resources, [Resource; 2])> {
    let mut client = server.client().await?;
    let mut tables = Vec::new();
    let mut resources = Resources::new();
    for change in [1, 0] {
        client.set_weights(ROUTER, &weights(change)).await?;
        let proxy = Proxy::connect_at(&server.address, "caller", "127.0.40.1").await?;
        let table = proxy.resources.values().find(|one| one.name == "rds_egress_http_15001");
        tables.insert(0, table.ok_or("no table of routes")?.clone());
        resources = proxy.by_type();
    }
    let tables = <[Resource; 2]>::try_from(tables).map_err(|_| "two tables")?;
    Ok((resources, tables))
}

async fn connect(proxy: &str) -> Outcome<Probe> {
    for _ in 0..200 {
        if let Ok(probe) = Probe::connect(proxy, HOST).await {
            return Ok(probe);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("nothing listens on {proxy}").into())
}
