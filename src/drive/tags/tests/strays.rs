//! Locks of starts that died before they had all of them, or before the record was there.

use std::time::Duration;

use crate::drive::place::Place as _;
use crate::drive::tags::lease::{Claim, Lock};
use crate::drive::tags::loss::{self, Loss};
use crate::drive::tags::tests::world::{World, gone, me, options, rollout};
use crate::drive::tags::{Holder, TagsError, TagsPlace, TakeOver};
use crate::rollout::state::{Cause, Phase, State};

/// Locks some of the routes of a rollout, as a start does that comes no further.
async fn claim(world: &World, state: &State, routes: &[&str], holder: Holder) {
    let claim = Claim {
        holder,
        rollout: state.id.clone(),
        lead: state.routes[0].route.clone(),
        ttl: Duration::from_mins(1),
    };
    for name in routes {
        let mut of = state.routes.iter().map(|one| &one.route);
        let route = of.find(|route| route.route.as_str() == *name).unwrap();
        let _lock = Lock::take(&world.client, route, &claim, 2).await.unwrap();
    }
}

/// Whoever locks several routes may die after the first of them, or before the record is there.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_start_left_that_never_began_is_taken_away() {
    for keeps in [&["admin"][..], &["admin", "main"]] {
        for by_reap in [true, false] {
            let world = World::new(false).await;
            let both = rollout(&["main", "admin"], 60_000);
            // One that was here before is over, and its record is still there.
            let mut before = State { id: "before".to_owned(), ..both.clone() };
            let place = TagsPlace::start(&world.client, &before, &options(None)).await.unwrap();
            before.phase = Phase::RolledBack { cause: Cause::Signal };
            place.persist(&before, &[]).await.unwrap();
            place.release(&before).await.unwrap();
            claim(&world, &both, keeps, gone()).await;
            assert_eq!(world.locks().len(), keeps.len());
            let next = State { id: "next".to_owned(), ..both };
            if by_reap {
                let strays = loss::strays(&world.client, "m").await.unwrap();
                assert_eq!(strays.len(), usize::from(keeps.len() == 1), "{strays:?}");
                for stray in &strays {
                    let when = TakeOver::WhenDead;
                    let done = loss::clear_stray(&world.client, stray, when, &options(None)).await;
                    assert!(matches!(done, Ok(Loss::NeverBegan)), "{done:?}");
                }
                for lock in loss::locks(&world.client, "m").await.unwrap() {
                    let (lead, when) = (lock.lead.unwrap(), TakeOver::WhenDead);
                    let done = loss::act(&world.client, &lead, when, &options(None)).await;
                    assert!(matches!(done, Ok(Loss::NeverBegan)), "{done:?}");
                }
                assert!(world.locks().is_empty(), "{:?}", world.locks());
            }
            let _place = TagsPlace::start(&world.client, &next, &options(None)).await.unwrap();
            assert_eq!(world.locks().len(), 2, "they are those of the next one");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lock_of_a_start_that_lives_is_left_alone() {
    let world = World::new(false).await;
    let both = rollout(&["main", "admin"], 400);
    claim(&world, &both, &["admin"], me()).await;
    let next = State { id: "next".to_owned(), ..both };
    let refused = TagsPlace::start(&world.client, &next, &options(None)).await;
    assert!(matches!(refused, Err(TagsError::Held(_))));
    assert_eq!(world.locks().len(), 1);
}
