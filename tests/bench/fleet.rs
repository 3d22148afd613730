//! A change that concerns ten proxies, with few and with many connected.

use std::time::Instant;

use futures_util::future::try_join_all;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use crate::Outcome;
use crate::figures::{Samples, header, ratio};
use crate::proxy::Proxy;
use crate::weir::{self, Weir};

/// How many proxies a change concerns.
const CONCERNED: usize = 10;
const FLEETS: [usize; 2] = [CONCERNED, 10_000];
const CHANGES: usize = 50;
/// How many connect at a time.
const CONNECTING: usize = 64;

pub async fn run() -> Outcome<()> {
    header("a change that concerns 10 proxies: request to the last of them");
    let mut medians = Vec::new();
    for connected in FLEETS {
        let (samples, memory) = measure(connected).await?;
        samples.row(&format!("{connected} connected"));
        if connected > CONCERNED {
            println!("  {:<44}{memory:>9.1}", "    memory for each connected proxy, in KB");
        }
        medians.push(samples.median());
    }
    ratio("10,000 connected / 10 connected", medians[1], medians[0]);
    Ok(())
}

async fn measure(connected: usize) -> Outcome<(Samples, f64)> {
    let server = Weir::start()?;
    let services = connected / CONCERNED;
    let mut resources = vec![weir::mesh()];
    for index in 0..services {
        let (one, two) = (format!("n{index}-a"), format!("n{index}-b"));
        let name = format!("service-{index}.local");
        resources.push(weir::target(&one, "127.0.0.1", 8080));
        resources.push(weir::target(&two, "127.0.0.1", 8080));
        resources.extend(weir::service(&name, 80, &[(&one, 50), (&two, 50)]));
        for caller in 0..CONCERNED {
            let caller = format!("caller-{index}-{caller}");
            resources.push(weir::caller(&caller, std::slice::from_ref(&name)));
        }
    }
    let mut client = server.client().await?;
    client.create(resources).await?;
    let before = server.memory()?;
    let ids = (0..services).flat_map(|index| (0..CONCERNED).map(move |caller| (index, caller)));
    let connecting = stream::iter(ids).map(|(index, caller)| {
        let address = server.address.clone();
        async move {
            let id = format!("mesh/bench/virtualNode/caller-{index}-{caller}");
            Proxy::connect(&address, &id).await
        }
    });
    let mut proxies: Vec<Proxy> = connecting.buffered(CONNECTING).try_collect().await?;
    let memory = (server.memory()? - before) as f64 / connected as f64;
    let mut samples = Samples::default();
    for change in 0..CHANGES {
        let weight = u32::try_from(change)? + 1;
        let start = Instant::now();
        let weights = [("n0-a", weight), ("n0-b", 1)];
        let changing = client.set_weights("service-0.local-router", &weights);
        let pushed = try_join_all(proxies.iter_mut().take(CONCERNED).map(Proxy::next));
        let (changed, pushed) = tokio::join!(changing, pushed);
        changed?;
        let last = pushed?.into_iter().map(|(_, came)| came).max();
        samples.add(last.ok_or("nobody was told")? - start);
    }
    Ok((samples, memory))
}
