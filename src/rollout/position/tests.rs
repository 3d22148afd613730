//! What the exit code says where the routes are not as the rollout left them.

use std::collections::BTreeSet;

use crate::model::ResourceName;
use crate::rollout::event::{Event, Seen, Ticket, WriteOutcome};
use crate::rollout::example;
use crate::rollout::live::{Live, Standing, stage_of};
use crate::rollout::position::Position;
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};
use crate::rollout::weights::Shares;

fn ended(phase: Phase, percent: u8) -> State {
    let mut state = example::state();
    state.writes = 3;
    state.percent = percent;
    for route in &mut state.routes {
        route.written =
            if percent == 0 { route.ladder.found.clone() } else { route.ladder.at(percent) };
    }
    state.phase = phase;
    state
}

fn back() -> Phase {
    Phase::RolledBack { cause: Cause::Operator { reason: None } }
}

/// The routes, each with the weights of that share.
fn live(state: &State, percents: &[Option<u8>]) -> Live {
    let at = |(place, percent): (usize, &Option<u8>)| -> Option<Shares> {
        percent.map(|percent| state.routes[place].ladder.at(percent))
    };
    let routes = percents.iter().enumerate().map(at).collect();
    Live { announced: state.announced, routes, lacking: BTreeSet::new() }
}

fn position(state: &State, percents: &[Option<u8>]) -> Position {
    Position::seen(state, Some(&live(state, percents)))
}

#[test]
fn a_way_back_whose_canary_gets_requests_again_is_split() {
    let state = ended(back(), 0);
    assert_eq!(Position::seen(&state, None), Position::BaselineByOperator);
    assert_eq!(position(&state, &[Some(50), Some(0)]), Position::SplitDrift);
    assert_eq!(position(&state, &[Some(100), Some(100)]), Position::SplitDrift);
    // Ordinary work: other weights that give the canary nothing, and a route that is deleted.
    assert_eq!(position(&state, &[Some(0), Some(0)]), Position::BaselineByOperator);
    assert_eq!(position(&state, &[None, Some(0)]), Position::BaselineByOperator);
}

#[test]
fn a_late_write_is_told_by_its_stage() {
    let state = ended(back(), 0);
    let live = live(&state, &[Some(25), Some(33)]);
    let stages: Vec<Option<u8>> = live
        .standings(&state)
        .map(|(route, standing)| match standing {
            Standing::Changed(live) => stage_of(&state, route, live),
            _ => panic!("{standing:?}"),
        })
        .collect();
    assert_eq!(stages, [Some(25), None]);
}

#[test]
fn a_promotion_that_was_taken_back_by_hand_is_none() {
    let state = ended(Phase::Promoted { since: example::at(0) }, 100);
    assert_eq!(position(&state, &[Some(100), Some(100)]), Position::Promoted);
    assert_eq!(position(&state, &[Some(100), Some(50)]), Position::SplitDrift);
    assert_eq!(position(&state, &[Some(0), Some(0)]), Position::BaselineByOperator);
    // The next version has replaced the canary: nothing went back.
    let mut next = live(&state, &[Some(100), Some(100)]);
    for route in next.routes.iter_mut().flatten() {
        route[1].node = ResourceName::parse("api-v3").unwrap();
    }
    assert_eq!(Position::seen(&state, Some(&next)), Position::Promoted);
    let finished = ended(Phase::Finished, 100);
    assert_eq!(position(&finished, &[Some(0), Some(0)]), Position::Promoted);
}

#[test]
fn weights_of_others_count_before_the_rollout_has_looked() {
    let reason = HeldReason::Operator;
    let state = ended(Phase::Held(Held::new(reason, example::at(0), None)), 25);
    assert_eq!(position(&state, &[Some(25), Some(25)]), Position::SplitWaiting);
    assert_eq!(position(&state, &[Some(55), Some(25)]), Position::SplitDrift);
    assert_eq!(position(&state, &[None, Some(25)]), Position::SplitDrift);
    // What was read before the rollout announced more may be older than what it wrote.
    let mut older = live(&state, &[Some(5), Some(5)]);
    older.announced += 1;
    assert_eq!(Position::seen(&state, Some(&older)), Position::SplitWaiting);
}

#[test]
fn the_rollouts_own_writes_are_nobody_elses() {
    let mut state = ended(Phase::Writing { percent: 25 }, 5);
    for route in &mut state.routes {
        route.intent = Some(route.ladder.at(25));
    }
    assert_eq!(position(&state, &[Some(25), Some(5)]), Position::SplitProgressing);
    let cause = Cause::Operator { reason: None };
    let tried = std::time::Duration::ZERO;
    state.phase = Phase::RollingBack { cause, tried, attempts: 1 };
    let mut halfway = live(&state, &[Some(5), Some(5)]);
    halfway.routes[0] = Some(state.routes[0].ladder.found.clone());
    assert_eq!(Position::seen(&state, Some(&halfway)), Position::SplitProgressing);
}

/// An engine whose rollout goes back, with what the routes say then.
fn way_back(routes: &[Seen]) -> (State, Vec<crate::rollout::effect::Announcement>) {
    use crate::rollout::effect::{Announcement, Effect};
    use crate::rollout::engine::{Engine, Now};
    use crate::rollout::event::Wish;
    let now = Now { wall: example::at(60), passed: std::time::Duration::ZERO };
    let reason = HeldReason::Operator;
    let held = Held::new(reason, example::at(0), None);
    let mut engine = Engine::new(ended(Phase::Held(held), 25), now);
    let mut told: Vec<Announcement> = Vec::new();
    let mut ticket = Ticket(0);
    let wish = Wish::Abort { reason: None }.by("ada@laptop");
    let outcome = |ticket| Event::Written { ticket, outcome: WriteOutcome::Done };
    let mut events = vec![Event::Begun, Event::Operator(wish)];
    for step in 0..4 {
        let event = match step {
            0 | 1 => events.remove(0),
            2 => outcome(ticket),
            _ => Event::Read { ticket, routes: routes.to_vec() },
        };
        for effect in engine.handle(now, event) {
            match effect {
                Effect::Write { ticket: open, .. } | Effect::Read { ticket: open } => ticket = open,
                Effect::Announce { announcement, .. } => told.push(announcement),
                _ => {}
            }
        }
    }
    (engine.state().clone(), told)
}

#[test]
fn of_a_route_that_is_gone_nobody_can_say_that_it_is_on_the_baseline() {
    use crate::rollout::effect::Announcement;
    let found = example::state().routes[0].ladder.found.clone();
    let there = Seen::Present { weights: found, edited: false };
    for (routes, gone) in [
        (vec![there.clone(), there.clone()], 0),
        (vec![there, Seen::Absent], 1),
        (vec![Seen::Absent, Seen::Absent], 2),
    ] {
        let (state, told) = way_back(&routes);
        assert!(matches!(state.phase, Phase::RolledBack { .. }), "{:?}", state.phase);
        let position = if gone == 0 { Position::BaselineByOperator } else { Position::SplitDrift };
        assert_eq!(Position::of(&state), position, "{gone}");
        let Some(Announcement::RolledBack { gone: named, .. }) = told.last() else {
            panic!("{told:?}")
        };
        assert_eq!(named.len(), gone);
        assert_eq!(state.said.map(|said| said.by).as_deref(), Some("ada@laptop"));
        let first = Announcement::Heard { by: "ada@laptop".into(), wish: "abort".into() };
        assert!(told.contains(&first), "{told:?}");
    }
}

#[test]
fn of_several_the_one_that_somebody_has_to_look_at_is_the_worst() {
    let all = [
        Position::BaselineByGate,
        Position::SplitDrift,
        Position::Promoted,
        Position::SplitWaiting,
        Position::SplitProgressing,
    ];
    assert_eq!(all.into_iter().max(), Some(Position::SplitDrift));
    assert_eq!(all[2..].iter().max(), Some(&Position::SplitWaiting));
    assert!(Position::RollbackFailed > Position::SplitDrift);
    assert!(Position::SplitProgressing > Position::BaselineByTimeout);
    assert!(Position::BaselineByGate > Position::Promoted);
}

#[test]
fn where_the_last_stage_leaves_the_baseline_a_share_it_ends_split() {
    let mut state = ended(Phase::Promoted { since: example::at(0) }, 25);
    state.spec.stages.truncate(2);
    assert_eq!(Position::of(&state), Position::SplitWaiting);
    assert_eq!(position(&state, &[Some(25), Some(25)]), Position::SplitWaiting);
    let why = state.why_not_finish(true, example::at(9));
    assert_eq!(why.as_deref(), Some("the last stage is 25 %, and the baseline has the rest"));
    let whole = ended(Phase::Promoted { since: example::at(0) }, 100);
    assert_eq!(whole.why_not_finish(true, example::at(9)), None);
}

#[test]
fn a_baseline_that_is_gone_is_no_place_where_all_traffic_is() {
    let state = ended(back(), 0);
    let [baseline, canary] = state.routes[0].nodes();
    let found = state.routes[0].ladder.found.clone();
    let lacking = |node| Seen::Lacking { weights: found.clone(), nodes: vec![node] };
    let there = Seen::Present { weights: found.clone(), edited: false };
    for (node, position, gone) in [
        (baseline.clone(), Position::SplitDrift, 1),
        (canary.clone(), Position::BaselineByOperator, 0),
    ] {
        let (state, told) = way_back(&[there.clone(), lacking(node)]);
        assert!(matches!(state.phase, Phase::RolledBack { .. }), "{:?}", state.phase);
        assert_eq!(Position::of(&state), position);
        let Some(crate::rollout::effect::Announcement::RolledBack { unserved, .. }) = told.last()
        else {
            panic!("{told:?}")
        };
        assert_eq!(unserved.len(), gone);
    }
    // The same when it goes after the end, and when what goes is the canary of a promotion.
    let seen = |state: &State, percent, node| {
        let mut live = live(state, &[Some(percent), Some(percent)]);
        live.lacking.insert(node);
        Position::seen(state, Some(&live))
    };
    assert_eq!(seen(&state, 0, baseline.clone()), Position::SplitDrift);
    assert_eq!(seen(&state, 0, canary.clone()), Position::BaselineByOperator);
    let promoted = ended(Phase::Promoted { since: example::at(0) }, 100);
    assert_eq!(seen(&promoted, 100, canary.clone()), Position::SplitDrift);
    assert_eq!(seen(&promoted, 100, baseline), Position::Promoted);
    let under_way = ended(Phase::Waiting, 25);
    assert_eq!(seen(&under_way, 25, canary), Position::SplitDrift);
}

#[test]
fn a_route_that_was_made_anew_is_another_one() {
    let found = example::state().routes[0].ladder.found.clone();
    let there = Seen::Present { weights: found, edited: false };
    let (state, told) = way_back(&[there, Seen::Remade]);
    assert_eq!(Position::of(&state), Position::SplitDrift);
    let Some(crate::rollout::effect::Announcement::RolledBack { gone, remade, .. }) = told.last()
    else {
        panic!("{told:?}")
    };
    assert_eq!((gone.len(), remade), (1, gone));
    let live = live(&state, &[Some(0), Some(25)]);
    let standings: Vec<bool> =
        live.standings(&state).map(|(_, is)| matches!(is, Standing::Remade(_))).collect();
    assert_eq!(standings, [false, true]);
}
