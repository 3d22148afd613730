//! A keeper that is cut off at any moment: the next one on the same store goes on to the same end.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::{
    Blind, World, abort, is_observing, is_promoted, is_rolled_back, keep, open, resting, spec,
};
use crate::rollout::record::RolloutRecord;
use crate::rollout::state::Phase;

/// How often a keeper is cut off in each test.
const CUTS: u64 = 12;

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Drives for that long, and then not any more: no task is told that it ends.
fn drive_for(world: &World, time: Duration) {
    let runtime = runtime();
    let guard = runtime.enter();
    let _keeping = keep(&world.plane, Arc::clone(&world.client), Blind);
    std::thread::sleep(time);
    drop(guard);
    runtime.shutdown_background();
}

/// The same store in another process, as far as the store can tell.
fn reopened(world: World) -> World {
    let World { dir, plane, client } = world;
    plane.shutdown();
    drop((plane, client));
    // Tasks that are being cut off may still hold the store for a moment.
    let end = std::time::Instant::now() + Duration::from_secs(5);
    loop {
        let config = crate::server::plane::Config {
            data_dir: dir.path().to_owned(),
            account: None,
            region: None,
        };
        match crate::server::Plane::open(&config) {
            Ok(plane) => {
                drop(plane);
                let (plane, client) = open(dir.path());
                return World { dir, plane, client };
            }
            Err(error) => assert!(std::time::Instant::now() < end, "{error}"),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// How things are in the end, but for what depends on the time.
async fn end(world: &World, record: &RolloutRecord) -> (Vec<i64>, Vec<i64>, Option<String>, u8) {
    let percent = record.state.percent;
    (world.weights("a").await, world.weights("b").await, world.owner("a"), percent)
}

#[test]
fn a_rollout_that_is_cut_off_ends_where_it_would_have() {
    for cut in 0..CUTS {
        let mut world = runtime().block_on(async {
            let world = World::new().await;
            world.start("one", spec()).await;
            world
        });
        // Three times, so that those who take over are cut off, too.
        for time in [cut * 9, cut * 5 % 40, cut * 3 % 25] {
            drive_for(&world, Duration::from_millis(time));
            world = reopened(world);
        }
        runtime().block_on(async {
            let _keeping = world.keep();
            let record = world.until("one", is_promoted).await;
            let expected = (vec![0, 100], vec![0, 100], Some("one".to_owned()), 100);
            assert_eq!(end(&world, &record).await, expected, "cut {cut}");
            world.journal("one").await;
        });
    }
}

#[test]
fn a_way_back_that_is_cut_off_ends_at_the_baseline() {
    for cut in 0..CUTS {
        let world = runtime().block_on(async {
            let world = World::new().await;
            let _keeping = world.keep();
            world.start("one", resting()).await;
            world.until("one", is_observing).await;
            let wish = abort();
            let wish = world.client.wish("one", &wish, "ada");
            // The answer is not waited for.
            let _ = tokio::time::timeout(Duration::from_micros(cut * 700), wish).await;
            world
        });
        let world = reopened(world);
        runtime().block_on(async {
            let _keeping = world.keep();
            let record = world.record("one").await;
            let is_heard =
                matches!(record.state.phase, Phase::RollingBack { .. } | Phase::RolledBack { .. });
            // Where nobody heard of the wish before the cut, it is said again.
            if !is_heard {
                world.client.wish("one", &abort(), "ada").await.unwrap();
            }
            let record = world.until("one", is_rolled_back).await;
            let expected = (vec![1], vec![1], None, 0);
            assert_eq!(end(&world, &record).await, expected, "cut {cut}");
        });
    }
}
