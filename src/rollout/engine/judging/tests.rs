//! Only what somebody confirmed is called confirmed, and what is not measured is not left behind.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{Event, Freshness, HookOutcome, Seen, VerifyOutcome, Wish};
use crate::rollout::example;
use crate::rollout::state::{Phase, State};

const NOW: Now = Now { wall: jiff::Timestamp::UNIX_EPOCH, passed: Duration::ZERO };

/// A driver of a rollout whose first weight is written.
fn written(change: impl FnOnce(&mut State)) -> (Engine, Vec<Effect>) {
    let mut state = example::state();
    for route in &mut state.routes {
        route.written = route.ladder.at(5);
    }
    (state.percent, state.writes) = (5, 1);
    state.phase = Phase::Checking;
    change(&mut state);
    let seen = state
        .routes
        .iter()
        .map(|route| Seen::Present { weights: route.written.clone(), edited: false });
    let seen: Vec<Seen> = seen.collect();
    let mut engine = Engine::new(state, Now { wall: example::at(0), ..NOW });
    let _ = told(&mut engine, Event::Begun);
    let ticket = engine.open_question().expect("the routes are looked at first");
    let effects = told(&mut engine, Event::Read { ticket, routes: seen });
    (engine, effects)
}

fn told(engine: &mut Engine, event: Event) -> Vec<Effect> {
    engine.handle(Now { wall: example::at(0), ..NOW }, event)
}

fn announced(effects: Vec<Effect>) -> Vec<Announcement> {
    let of = |effect| match effect {
        Effect::Announce { announcement, .. } => Some(announcement),
        _ => None,
    };
    effects.into_iter().filter_map(of).collect()
}

fn verified(outcome: VerifyOutcome) -> (Engine, Vec<Announcement>) {
    let (mut engine, _) = written(|_| {});
    let ticket = engine.open_question().expect("somebody is asked");
    let effects = told(&mut engine, Event::Verified { ticket, outcome });
    (engine, announced(effects))
}

#[test]
fn what_was_confirmed_says_by_what() {
    let by = "2 of 2 proxies".to_owned();
    let (engine, told) = verified(VerifyOutcome::Confirmed { by: by.clone() });
    assert_eq!(told, [Announcement::Verified { percent: 5, by: by.clone() }]);
    assert_eq!(engine.state().confirmed, Some(by));
}

#[test]
fn what_nobody_could_confirm_goes_on_and_is_not_called_confirmed() {
    let why = "no proxy is connected".to_owned();
    let (engine, told) = verified(VerifyOutcome::Unconfirmed { why: why.clone() });
    assert_eq!(told, [Announcement::Unconfirmed { percent: 5, why }]);
    assert_eq!(engine.state().confirmed, None);
    assert!(matches!(engine.state().phase, Phase::Settling { .. }));
    let (engine, effects) = written(|state| {
        state.spec.verify.acks_percent = 0;
        state.spec.verify.split = false;
    });
    assert!(matches!(engine.state().phase, Phase::Settling { .. }), "nobody is asked");
    assert!(
        matches!(announced(effects).as_slice(), [Announcement::Unconfirmed { percent: 5, .. }]),
        "and that is said"
    );
}

#[test]
fn a_baseline_of_which_nothing_is_measured_is_not_taken_out() {
    let mut state = example::state();
    state.phase = Phase::Promoted { since: example::at(-2 * 24 * 3600) };
    for route in &mut state.routes {
        route.written = route.ladder.at(100);
    }
    let routes: Vec<Seen> = state
        .routes
        .iter()
        .map(|route| Seen::Present { weights: route.written.clone(), edited: false })
        .collect();
    let mut engine = Engine::new(state, Now { wall: example::at(0), ..NOW });
    let _ = told(&mut engine, Event::Begun);
    let _ = told(&mut engine, Event::Operator(Wish::Finish { force: None }));
    let ticket = engine.open_question().expect("the routes are looked at");
    let _ = told(&mut engine, Event::Read { ticket, routes });
    let ticket = engine.open_question().expect("the requests are looked at");
    let outcome = VerifyOutcome::Unconfirmed { why: "nobody tells".to_owned() };
    let said = announced(told(&mut engine, Event::Drained { ticket, outcome }));
    let why = "nobody tells, so whether the baseline gets no requests is not measured; `--force \
               REASON` goes without"
        .to_owned();
    assert_eq!(said, [Announcement::Declined { wish: "finish".to_owned(), why }]);
    assert!(matches!(engine.state().phase, Phase::Promoted { .. }));
}

#[test]
fn a_hook_that_is_pending_is_told_once_and_asked_again() {
    let state = example::state();
    let weights = state.routes[0].written.clone();
    let routes = vec![Seen::Present { weights, edited: false }; state.routes.len()];
    let mut engine = Engine::new(state, Now { wall: example::at(0), ..NOW });
    let _ = told(&mut engine, Event::Lease(Freshness::Fresh));
    let _ = told(&mut engine, Event::Window { open: true });
    let _ = told(&mut engine, Event::Begun);
    let ticket = engine.open_question().expect("the routes are looked at");
    let _ = told(&mut engine, Event::Read { ticket, routes });
    let mut said = Vec::new();
    let mut asked = 0;
    for second in 1..=20 {
        let Some(ticket) = engine.open_question() else { panic!("it is asked each time") };
        asked += 1;
        let outcome = HookOutcome::Pending { why: "the tests run".to_owned() };
        let now = |seconds: u64| Now { wall: example::at(0), passed: Duration::from_secs(seconds) };
        said.extend(announced(
            engine.handle(now(second * 2), Event::HookEnded { ticket, outcome }),
        ));
        let _ = engine.handle(now(second * 2 + 1), Event::Tick);
    }
    let (hook, why) = ("smoke".to_owned(), "the tests run".to_owned());
    assert_eq!((said, asked), (vec![Announcement::HookPending { hook, why }], 20));
}
