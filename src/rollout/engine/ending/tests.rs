//! Who approves a switch can look at the new node, and its smoke hook ran, once.

use std::time::Duration;

use crate::rollout::effect::Effect;
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
