//! Nodes that somebody deletes, and routes that somebody makes anew under a driver.

use super::world::{Act, World, options, rollout};
use super::{at, write};
use crate::drive::place::Place as _;
use crate::drive::tags::TagsPlace;
use crate::rollout::effect::Purpose;
use crate::rollout::event::{Seen, WriteOutcome};

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
    for other in ["main", "admin"] {
        let world = World::new(false).await;
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
    }
}
