//! Who approves a switch can look at the new node, and its smoke hook ran, once. What is left of a
//! preview at the end is taken away, whatever is wished meanwhile.

use std::time::Duration;

use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{Event, Freshness, HookOutcome, Seen, Wish};
use crate::rollout::example;
use crate::rollout::period::Period;
use crate::rollout::spec::{Fallback, Hook, HookCall, HookPoint, Preview, Stage, Strategy};
use crate::rollout::state::{HeldReason, Phase, State};

/// A blue-green rollout that waits for an approval before its switch.
fn manual() -> State {
    let mut state = example::state();
    let preview = Preview { header: "x-preview".to_owned(), value: "1".to_owned() };
    state.spec.strategy = Strategy::BlueGreen { preview: Some(preview) };
    let deadline = Period::minutes(60);
    let on_deadline = Fallback::Rollback;
    let hold = Period::minutes(1);
    state.spec.stages = vec![
        Stage::Approve { name: "switch".to_owned(), deadline, on_deadline },
        Stage::Weight { percent: 100, hold, max_hold: hold },
    ];
    state.spec.hooks = vec![Hook {
        name: "smoke".to_owned(),
        on: HookPoint::Smoke,
        call: HookCall::Exec(vec!["true".to_owned()]),
        timeout: hold,
        retries: 0,
        secret: None,
    }];
    state
}

/// Hands over events, answers what is asked, and notes what was done.
fn drive(engine: &mut Engine, event: Event) -> Vec<&'static str> {
    let now = Now { wall: example::at(1), passed: Duration::from_secs(1) };
    let mut events = vec![event];
    let mut done = Vec::new();
    while let Some(event) = events.pop() {
        for effect in engine.handle(now, event) {
            match effect {
                Effect::Read { ticket } => {
                    let seen = engine.state().routes.iter();
                    let seen = seen.map(|route| Seen::Present {
                        weights: route.written.clone(),
                        edited: false,
                    });
                    let routes = seen.collect();
                    events.push(Event::Read { ticket, routes });
                }
                Effect::Preview { ticket, .. } => {
                    done.push("preview");
                    events.push(Event::Previewed { ticket, failure: None });
                }
                Effect::CallHook { ticket, .. } => {
                    done.push("smoke");
                    events.push(Event::HookEnded { ticket, outcome: HookOutcome::Ok });
                }
                Effect::Write { .. } => done.push("write"),
                Effect::Announce { announcement: Announcement::PreviewRemoved, .. } => {
                    done.push("preview removed");
                }
                Effect::Announce { announcement: Announcement::Declined { .. }, .. } => {
                    done.push("declined");
                }
                _ => {}
            }
        }
    }
    done
}

#[test]
fn a_switch_is_approved_by_who_has_seen_the_new_node() {
    let now = Now { wall: example::at(0), passed: Duration::ZERO };
    let mut engine = Engine::new(manual(), now);
    let _ = drive(&mut engine, Event::Lease(Freshness::Fresh));
    let _ = drive(&mut engine, Event::Window { open: true });
    assert_eq!(drive(&mut engine, Event::Begun), ["preview", "smoke"]);
    let Phase::Held(held) = &engine.state().phase else { panic!("{:?}", engine.state().phase) };
    let HeldReason::Approval { number, .. } = held.reason else { panic!("{held:?}") };
    assert_eq!(drive(&mut engine, Event::Operator(Wish::Approve { number })), ["write"]);
}

/// A rollout whose driver ended between its last weight and the end of its preview.
#[test]
fn a_finish_comes_after_the_preview_that_is_left() {
    let now = Now { wall: example::at(0), passed: Duration::ZERO };
    let mut left = manual();
    left.previewed = true;
    left.writes = 1;
    left.percent = 100;
    left.stage = left.spec.stages.len();
    left.phase = Phase::Promoted { since: example::at(0) };
    for route in &mut left.routes {
        route.written = route.ladder.at(100);
    }
    let mut engine = Engine::new(left, now);
    let begun = engine.handle(now, Event::Begun);
    let asks = |effect: &Effect| match effect {
        Effect::Preview { ticket, wanted: false } => Some(*ticket),
        _ => None,
    };
    let ticket = begun.iter().find_map(asks).expect("the preview routes are taken away");
    let force = Some("now".to_owned());
    assert_eq!(drive(&mut engine, Event::Operator(Wish::Finish { force })), [""; 0]);
    let gone = Event::Previewed { ticket, failure: None };
    assert_eq!(drive(&mut engine, gone), ["preview removed", "write"]);
    assert!(matches!(engine.state().phase, Phase::Finishing { .. }), "{:?}", engine.state().phase);
    assert!(!engine.state().previewed);
}
