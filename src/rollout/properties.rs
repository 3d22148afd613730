//! Random rollouts in a world where everything can go wrong, in virtual time. What must always hold
//! is looked at on every write and at every end.

mod invariants;
mod others;
mod schedule;
mod world;

use crate::rollout::event::{Event, Freshness, Wish};
use crate::rollout::properties::schedule::Faults;
use crate::rollout::properties::world::World;
use crate::rollout::state::{Held, HeldReason, Phase};

/// How many random schedules one run tries; `WEIR_SCHEDULES` sets another number.
const SCHEDULES: u64 = 10_000;
/// How a schedule stood before everything healed.
struct Ending {
    phase: Phase,
    chances: u64,
    overwrites: u64,
}

/// Runs one schedule, then lets everything heal and takes it back. Answers how it stood before.
fn run(seed: u64, faults: Faults) -> Ending {
    let (mut world, mut engine) = World::new(seed, faults);
    let mut alive = world.begin(&mut engine);
    for _ in 0..400 {
        while !alive {
            engine = world.restart();
            alive = world.begin(&mut engine);
        }
        if engine.state().is_over() {
            break;
        }
        world.pass(&engine);
        let event = world.event(&engine);
        alive = world.deliver(&mut engine, event);
        // From then on somebody was told that it goes back.
        world.aborted = !world.stored.is_under_way();
    }
    let ending = Ending {
        phase: engine.state().phase.clone(),
        chances: world.chances,
        overwrites: world.overwrites,
    };
    if engine.is_settled() && alive {
        assert_eq!(world.preview, engine.state().previewed, "no preview route is forgotten");
    }
    world.faults = Faults::Nothing;
    world.late.clear();
    // The way back asks neither for a window nor for a lease.
    world.window = seed.is_multiple_of(2);
    world.lease = if world.window { Freshness::Fresh } else { Freshness::Lost };
    if !alive {
        engine = world.restart();
        assert!(world.begin(&mut engine));
    }
    for event in [
        Event::Window { open: world.window },
        Event::Lease(world.lease),
        Event::Persisted,
        Event::Operator(Wish::Abort { reason: None }),
    ] {
        world.deliver(&mut engine, event);
    }
    for _ in 0..200 {
        if engine.is_settled() {
            break;
        }
        world.pass(&engine);
        world.deliver(&mut engine, Event::Tick);
    }
    let is_back = matches!(engine.state().phase, Phase::RolledBack { .. });
    assert!(is_back, "there is always a way back: {:?}", engine.state().phase);
    assert!(!world.preview || engine.state().previewed, "no preview route is forgotten");
    ending
}

/// Says which schedule failed, and what happened in it.
#[expect(clippy::disallowed_methods, reason = "for longer runs by hand")]
fn try_schedules(count: u64, faults: Faults) -> Vec<Ending> {
    let count = std::env::var("WEIR_SCHEDULES").ok().and_then(|n| n.parse().ok()).unwrap_or(count);
    (0..count).map(|seed| run(seed, faults)).collect()
}

#[test]
fn whatever_goes_wrong_the_invariants_hold() {
    let ends = try_schedules(SCHEDULES, Faults::Random);
    let count = |is: fn(&Phase) -> bool| ends.iter().filter(|end| is(&end.phase)).count();
    // A search that never gets anywhere would find nothing.
    assert!(count(|phase| matches!(phase, Phase::Promoted { .. })) > 100);
    assert!(count(|phase| matches!(phase, Phase::RolledBack { .. })) > 1_000);
    let overwrites: u64 = ends.iter().map(|end| end.overwrites).sum();
    assert!(overwrites > 500, "writes of others are overwritten: {overwrites}");
}

/// Every single thing that can go wrong in a rollout of three stages, each in a run of its own.
#[test]
fn whatever_single_thing_goes_wrong_the_invariants_hold() {
    let mut runs = 0;
    for seed in 0..12 {
        let Ending { chances, .. } = run(seed, Faults::Single(0));
        assert!(chances > 200, "much can go wrong: {chances}");
        for chance in 1..=chances {
            run(seed, Faults::Single(chance));
            runs += 1;
        }
    }
    assert!(runs > 4_000, "{runs}");
}

#[test]
fn without_faults_a_rollout_comes_to_its_end() {
    for seed in 0..500 {
        let end = run(seed, Faults::Nothing).phase;
        let waits = matches!(
            &end,
            Phase::Held(Held { reason: HeldReason::Approval { .. }, .. })
                | Phase::RolledBack { .. }
        );
        assert!(waits || matches!(end, Phase::Promoted { .. }), "seed {seed}: {end:?}");
    }
}
