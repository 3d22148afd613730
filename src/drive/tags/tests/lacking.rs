//! Nodes that somebody deletes, and routes that somebody makes anew under a driver.

use std::collections::BTreeSet;
use std::time::Duration;

use super::world::{Act, World, options, rollout};
use super::{at, write};
use crate::drive::place::Place as _;
use crate::drive::tags::TagsPlace;
use crate::rollout::effect::Purpose;
use crate::rollout::event::{Seen, WriteOutcome};
use crate::rollout::state::{Cause, Phase, State};

#[tokio::test(flavor = "multi_thread")]
async fn a_look_tells_which_nodes_are_not_there() {
    for (place_of_node, node) in ["v1", "v2"].into_iter().enumerate() {
        let world = World::new(true).await;
        let state = rollout(&["main", "admin"], 60_000);
        let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
        let there = Seen::Present { weights: at(0), edited: false };
        assert_eq!(place.read(&state).await, Ok(vec![there.clone(), there.clone()]));
        let path = format!("GET /v20190125/meshes/m/virtualNodes/{node}");
        world.answer(
            move |request| {
                if request.starts_with(&path) { Act::Status(404) } else { Act::Pass }
            },
        );
        let nodes = vec![state.routes[0].nodes()[place_of_node].clone()];
        let lacking = Seen::Lacking { weights: at(0), nodes };
        // An edit meanwhile is told when nothing else is to be told.
        world.edit("main", |spec| spec["priority"] = 7.into());
        assert_eq!(place.read(&state).await, Ok(vec![lacking.clone(), lacking]));
        world.answer(|_| Act::Pass);
        let edited = Seen::Present { weights: at(0), edited: true };
        assert_eq!(place.read(&state).await, Ok(vec![edited, there]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_route_that_is_made_anew_between_two_looks_is_left_alone() {
    // Where all have one uid, only the tags of a route tell that it is another one.
    for (other, quirks) in [("main", false), ("admin", false), ("main", true), ("admin", true)] {
        let world = World::new(quirks).await;
        let state = rollout(&["main", "admin"], 60_000);
        let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
        place.read(&state).await.unwrap();
        let first = write(&state, 1, Some(0), 10);
        assert_eq!(place.write(&state, &[], &first).await, Ok(WriteOutcome::Done));
        let id = state.routes[usize::from(other == "admin")].route.id();
        let mut copy = world.client.describe(&id).await.unwrap();
        copy.metadata = None;
        world.delete(other).await;
        world.client.create(&copy, "anew").await.unwrap();

        let seen = place.read(&state).await.unwrap();
        assert_eq!(seen[usize::from(other == "admin")], Seen::Remade);
        let next = write(&state, 2, Some(10), 50);
        let rise = place.write(&state, &[], &next).await;
        assert_ne!(rise, Ok(WriteOutcome::Done));
        assert_eq!(world.weights(other), at(10), "nothing rises on it");
        let back = write(&state, 3, None, 0);
        assert_eq!(back.purpose, Purpose::Rollback);
        place.write(&state, &[], &back).await.unwrap();
        assert_eq!(world.weights(other), at(10), "it belongs to somebody else");
        let ours = if other == "main" { "admin" } else { "main" };
        assert_eq!(world.weights(ours), at(0));
        let held = State { remade: BTreeSet::from([usize::from(other == "admin")]), ..state };
        place.persist(&held, &[]).await.unwrap();
        let kept = world.client.all_tags(&world.arn(other)).await.unwrap();
        assert!(kept.is_empty(), "nothing of the rollout is written onto it: {kept:?}");
    }
}

/// The record of a route is as much its own as the route is: looks that others make meanwhile, and
/// the end of the rollout, take nothing of it away.
#[tokio::test(flavor = "multi_thread")]
async fn a_route_is_the_rollouts_from_the_first_look_to_the_last() {
    let world = World::new(true).await;
    let state = rollout(&["main", "admin"], 60_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    let there = |canary| Seen::Present { weights: at(canary), edited: false };
    assert_eq!(place.read(&state).await, Ok(vec![there(0), there(0)]));
    place.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
    place.persist(&state, &[]).await.unwrap();
    assert_eq!(place.read(&state).await, Ok(vec![there(10), there(10)]));
    place.write(&state, &[], &write(&state, 2, None, 0)).await.unwrap();
    place.release(&state).await.unwrap();
    assert_eq!(place.read(&state).await, Ok(vec![there(0), there(0)]), "its weights are nobody's");
}

/// Tags that cannot be read put off what rises, and nothing that goes back.
#[tokio::test(flavor = "multi_thread")]
async fn tags_that_cannot_be_read_are_not_waited_for_on_the_way_back() {
    let world = World::new(true).await;
    let mut state = rollout(&["main"], 60_000);
    let place = TagsPlace::start(&world.client, &state, &options(None)).await.unwrap();
    place.write(&state, &[], &write(&state, 1, Some(0), 10)).await.unwrap();
    world.answer(|request| {
        let is_it = request.starts_with("GET /v20190125/tags") && request.contains("route");
        if is_it { Act::Status(400) } else { Act::Pass }
    });
    assert!(place.read(&state).await.is_err());
    let rise = place.write(&state, &[], &write(&state, 2, Some(10), 50)).await;
    assert!(matches!(rise, Ok(WriteOutcome::Refused { .. })), "{rise:?}");
    assert_eq!(world.weights("main"), at(10));
    state.phase = Phase::RollingBack { cause: Cause::Signal, tried: Duration::ZERO, attempts: 1 };
    let there = Seen::Present { weights: at(10), edited: false };
    assert_eq!(place.read(&state).await, Ok(vec![there]));
    let back = place.write(&state, &[], &write(&state, 3, None, 0)).await;
    assert_eq!(back, Ok(WriteOutcome::Done));
    assert_eq!(world.weights("main"), at(0));
}
