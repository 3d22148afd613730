//! Rollouts of a store that nobody holds: what becomes of them is what they say themselves, and
//! whoever starts one is known to watch it from its first moment.

use std::time::Duration;

use super::{World, is_observing, is_rolled_back, resting, spec};
use crate::drive::plane::loss::{self, Loss};
use crate::rollout::period::Period;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::{Lease, OnLoss};
use crate::rollout::state::{Cause, Phase};

/// A rollout at its first weight, whose driver has gone.
async fn left(world: &World, on_loss: OnLoss) -> RolloutRecord {
    let keeping = world.keep();
    let mut spec = resting();
    spec.lease = Lease { ttl: Period::minutes(10), on_loss };
    world.start("one", spec).await;
    world.until("one", is_observing).await;
    keeping.leave().await;
    world.record("one").await
}

async fn act(world: &World, record: &RolloutRecord) -> Loss {
    loss::act(&world.client, record, "somebody else".to_owned()).await.unwrap()
}

#[tokio::test]
async fn what_goes_back_without_its_driver_goes_back() {
    let world = World::new().await;
    let record = left(&world, OnLoss::Rollback).await;
    assert!(loss::is_left(&record));
    assert_eq!(world.weights("a").await, [90, 10]);
    let Loss::Ended(state) = act(&world, &record).await else { panic!("it ends") };
    assert_eq!(state.phase, Phase::RolledBack { cause: Cause::Lease });
    assert_eq!((world.weights("a").await, world.weights("b").await), (vec![1], vec![1]));
    let record = world.until("one", is_rolled_back).await;
    assert!(!loss::is_left(&record));
    world.journal("one").await;
}

#[tokio::test]
async fn what_stays_without_its_driver_stays_and_can_be_taken_up() {
    for on_loss in [OnLoss::Hold, OnLoss::Continue] {
        let world = World::new().await;
        let record = left(&world, on_loss).await;
        assert!(matches!(act(&world, &record).await, Loss::Stays));
        assert_eq!(world.weights("a").await, [90, 10]);
        assert_eq!(world.record("one").await, record, "nothing was written");
        let _keeping = world.keep();
        world.until("one", |record| is_observing(record) && record.number > 6).await;
    }
}

#[tokio::test]
async fn a_way_back_that_failed_is_tried_again() {
    let world = World::new().await;
    let mut record = left(&world, OnLoss::Hold).await;
    let cause = Cause::Operator { reason: None };
    record.state.phase = Phase::RollbackFailed { cause: cause.clone() };
    assert!(loss::is_left(&record));
    let Loss::Ended(state) = act(&world, &record).await else { panic!("it ends") };
    assert_eq!(state.phase, Phase::RolledBack { cause });
    assert_eq!(world.weights("a").await, [1]);
}

/// A driver may look as soon as the rollout is there, which is before the start is answered.
#[tokio::test]
async fn whoever_starts_a_rollout_watches_it_before_anybody_can_look() {
    const AGE: Duration = Duration::from_millis(300);
    let world = World::new().await;
    let opened = std::time::Instant::now();
    std::thread::sleep(AGE);
    for round in 0..20 {
        let id = format!("round-{round}");
        let (plane, watched) = (world.plane.clone(), id.clone());
        let look = std::thread::spawn(move || {
            while plane.rollouts().get(&watched).is_none() {
                std::thread::yield_now();
            }
            let silence = plane.watcher_silence(&watched);
            opened.elapsed().saturating_sub(silence)
        });
        let mut record = world.start(&id, spec()).await;
        let heard = look.join().unwrap();
        assert!(heard >= AGE, "round {round}: silent since the store was opened");
        // Free for the next one.
        record.state.phase = Phase::RolledBack { cause: Cause::Signal };
        let step = crate::client::RolloutStep {
            number: record.number,
            driver: "nobody",
            state: &record.state,
            entries: &[],
            changes: &[],
            release: true,
        };
        world.client.step_rollout(step).await.unwrap();
    }
}
