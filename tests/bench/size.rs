//! A weight change for a proxy with few backends, in meshes of different sizes.

use std::time::Instant;

use crate::Outcome;
use crate::figures::{Samples, header, ratio};
use crate::proxy::Proxy;
use crate::weir::{self, Weir};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const CHANGES: usize = 200;
const BACKENDS: usize = 5;

pub async fn run() -> Outcome<()> {
    header("one weight change, a proxy with 5 backends, by the size of the mesh");
    let mut medians = Vec::new();
    for size in SIZES {
        let (samples, cpu) = measure(size).await?;
        samples.row(&format!("{size} services: request to push received"));
        println!("  {:<44}{cpu:>9.3}", "    processor time of the server, each");
        medians.push((samples.median(), cpu));
    }
    let ((smallest, cpu_of_smallest), (largest, cpu_of_largest)) = (medians[0], medians[2]);
    ratio("10,000 services / 100 services", largest, smallest);
    ratio("the same, processor time", cpu_of_largest, cpu_of_smallest);
    Ok(())
}

fn name(index: usize) -> String {
    format!("service-{index}.local")
}

async fn measure(size: usize) -> Outcome<(Samples, f64)> {
    let server = Weir::start()?;
    let mut resources = vec![weir::mesh()];
    for index in 0..size {
        let (one, two) = (format!("n{index}-a"), format!("n{index}-b"));
        resources.push(weir::target(&one, "127.0.0.1", 8080));
        resources.push(weir::target(&two, "127.0.0.1", 8080));
        resources.extend(weir::service(&name(index), 80, &[(&one, 50), (&two, 50)]));
    }
    let backends: Vec<String> = (0..BACKENDS).map(name).collect();
    resources.push(weir::caller("caller", &backends));
    let mut client = server.client().await?;
    client.create(resources).await?;
    let mut proxy = Proxy::connect(&server.address, "caller").await?;
    let mut samples = Samples::default();
    let before = server.cpu()?;
    for change in 0..CHANGES {
        let weight = u32::try_from(change % 90)? + 1;
        let start = Instant::now();
        let weights = [("n0-a", weight), ("n0-b", 1)];
        let changing = client.set_weights("service-0.local-router", &weights);
        let (changed, pushed) = tokio::join!(changing, proxy.next());
        changed?;
        samples.add(pushed?.1 - start);
    }
    let used = server.cpu()?.saturating_sub(before);
    Ok((samples, used.as_secs_f64() * 1000.0 / CHANGES as f64))
}
