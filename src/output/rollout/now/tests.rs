//! What is shown where the routes are not as the rollout left them, and while it waits.

use std::time::Duration;

use insta::assert_snapshot;

use std::collections::BTreeSet;

use crate::model::ResourceName;
use crate::model::scalar::Weight;
use crate::output::rollout::measured::{Later, Measured};
use crate::output::rollout::next::{Commands, next_stage};
use crate::output::rollout::view::View;
use crate::output::rollout::{junit, status, summary, words};
use crate::output::style::Palette;
use crate::rollout::effect::Announcement;
use crate::rollout::example::{at, state};
use crate::rollout::live::Live;
use crate::rollout::period::Period;
use crate::rollout::position::Position;
use crate::rollout::spec::{Stage, Windows};
use crate::rollout::state::{Cause, Held, HeldReason, Phase, Said, State};
use crate::rollout::weights::{Ladder, Share, Wish};

fn written(phase: Phase, place: usize, percent: u8) -> State {
    let mut state = state();
    (state.stage, state.percent, state.writes, state.phase) = (place, percent, 2, phase);
    for route in &mut state.routes {
        route.written =
            if percent == 0 { route.ladder.found.clone() } else { route.ladder.at(percent) };
    }
    state
}

fn held(reason: HeldReason) -> Phase {
    Phase::Held(Held::new(reason, at(1200), None))
}

/// The routes, each with the weights of that share.
fn routes(state: &State, percents: [Option<u8>; 2]) -> Measured {
    let pairs = state.routes.iter().zip(percents);
    let routes = pairs.map(|(route, percent)| percent.map(|percent| route.ladder.at(percent)));
    let live =
        Live { announced: state.announced, routes: routes.collect(), lacking: BTreeSet::new() };
    Measured { live: Some(live), ..Measured::default() }
}

fn commands() -> Commands {
    Commands { program: "weir".to_owned() }
}

fn view(state: &State, measured: &Measured) -> String {
    let view = View {
        state,
        measured,
        driver: None,
        now: at(1260),
        width: 120,
        palette: Palette::default(),
        commands: &commands(),
    };
    view.lines().join("\n")
}

fn back() -> Phase {
    Phase::RolledBack { cause: Cause::Operator { reason: Some("by ada@laptop".to_owned()) } }
}

#[test]
fn weights_of_others_are_shown_while_it_is_paused() {
    let mut state = written(held(HeldReason::Operator), 1, 25);
    state.said = Some(Said { by: "ada@laptop".into(), wish: "pause".into(), at: at(1200) });
    assert_snapshot!(view(&state, &routes(&state, [Some(55), Some(25)])), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    baseline api-v1 ██████████████████░░░░░░░░░░░░░░░░░░░░░░  45 %
    canary   api-v2 ██████████████████████░░░░░░░░░░░░░░░░░░  55 %
    state    held: paused by ada@laptop; somebody else changed the weights
    now      shop:rt/api/main has api-v1=45 api-v2=55; the rollout left api-v1=75 api-v2=25
    next     100 % (approval `go-half` first)
    go on:   weir canary resume 01KATEST --reassert
    go on:   weir canary resume 01KATEST --adopt
    undo:    weir canary abort 01KATEST
    ");
    let as_written = routes(&state, [Some(25), Some(25)]);
    assert_snapshot!(view(&state, &as_written), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    baseline api-v1 ██████████████████████████████░░░░░░░░░░  75 %
    canary   api-v2 ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %
    state    held: paused by ada@laptop
    next     100 % (approval `go-half` first)
    go on:   weir canary resume 01KATEST
    undo:    weir canary abort 01KATEST
    ");
}

#[test]
fn of_routes_that_a_later_rollout_has_nothing_is_said() {
    let later = Later { id: "01KLATER".to_owned(), name: Some("api-v3".to_owned()) };
    let measured = Measured { later: Some(later), ..Measured::default() };
    let state = written(Phase::Promoted { since: at(1200) }, 3, 100);
    assert_snapshot!(view(&state, &measured), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 4/4  began 21m ago
    state    promoted 100 %
    since    rollout `api-v3` (01KLATER) has begun on these routes
    undo:    nothing to undo
    ");
    assert_snapshot!(view(&written(back(), 1, 0), &measured), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    state    rolled back: aborted: by ada@laptop
    since    rollout `api-v3` (01KLATER) has begun on these routes
    undo:    nothing to undo
    ");
    assert_snapshot!(view(&written(Phase::Finished, 3, 100), &measured), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 4/4  began 21m ago
    state    finished
    since    rollout `api-v3` (01KLATER) has begun on these routes
    undo:    nothing to undo
    ");
    let document = status::json(&state, (&measured, None), at(1260), &commands());
    assert_eq!(document["later"], serde_json::json!({"id": "01KLATER", "name": "api-v3"}));
    assert_eq!(document["undo"], serde_json::Value::Null);
    let markdown = summary::markdown((&state, &measured), &[], &commands());
    let sentence = markdown.lines().nth(2).unwrap();
    assert_snapshot!(sentence, @"Promoted 100 %. Since then rollout `api-v3` (01KLATER) has begun on these routes.");
}

#[test]
fn a_write_that_came_late_is_shown_after_the_end() {
    let state = written(back(), 1, 0);
    let measured = routes(&state, [Some(25), Some(0)]);
    assert_snapshot!(view(&state, &measured), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    baseline api-v1 ██████████████████████████████░░░░░░░░░░  75 %
    canary   api-v2 ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %
    state    rolled back: aborted: by ada@laptop; since then the weights were changed
    now      shop:rt/api/main has api-v1=75 api-v2=25, as of its stage of 25 %: a write may have arrived late; the rollout …
    undo:    weir -m shop weights rt/api/main api-v1=1 api-v2=0
    ");
    let document = status::json(&state, (&measured, None), at(1260), &commands());
    assert_eq!(document["position"], "split");
    assert_eq!(document["weights"]["current"], 25.0);
    assert_eq!(document["routes"][0]["standing"], "changed");
    assert_eq!(document["routes"][0]["current"][1]["weight"], 25);
    assert_snapshot!(summary::outputs((&state, &measured), 22), @"
    id=01KATEST
    result=rolled-back
    position=split
    weight=25
    exit-code=22
    ");
    assert_snapshot!(summary::annotation(&state, &measured).unwrap(), @"::warning title=weir canary api-v2::shop:rt/api/main has api-v1=75 api-v2=25, as of its stage of 25 %25: a write may have arrived late; the rollout left api-v1=1");
    let markdown = summary::markdown((&state, &measured), &[], &commands());
    assert_snapshot!(markdown.lines().skip(2).take(5).collect::<Vec<_>>().join("\n"), @"
    Rolled back: aborted: by ada&#64;laptop; since then the weights were changed. 25 % of `shop:rt/api/main (+1 route)` goes to `api-v2`.

    Now shop:rt/api/main has api-v1=75 api-v2=25, as of its stage of 25 %: a write may have arrived late; the rollout left api-v1=1.

    | stage | result | took | gates |
    ");
    let report = junit::text((&state, &measured), &[]);
    assert!(report.contains("<testsuite name=\"routes\" tests=\"1\""), "{report}");
    assert!(report.contains("<failure message=\"shop:rt/api/main has"), "{report}");
}

#[test]
fn a_route_that_is_gone_is_not_drawn() {
    let gone = state().routes[0].route.clone();
    let mut one = written(held(HeldReason::RouteGone { route: gone }), 1, 25);
    one.gone = [0, 1].into();
    assert_snapshot!(view(&one, &routes(&one, [None, None])), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    state    held: shop:rt/api/main is gone
    now      shop:rt/api/main is gone
    now      shop:rt/api/admin is gone
    next     100 % (approval `go-half` first)
    undo:    weir canary abort 01KATEST
    ");
    one.phase = back();
    assert_snapshot!(view(&one, &routes(&one, [None, None])), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    state    shop:rt/api/main, shop:rt/api/admin are gone: nothing to roll back there: aborted: by ada@laptop
    now      shop:rt/api/main is gone
    now      shop:rt/api/admin is gone
    undo:    nothing to undo
    ");
    one.gone = [0].into();
    assert_snapshot!(words::phase(&one, at(1260)), @"rolled back, but shop:rt/api/main is gone: nothing to roll back there; all other traffic is on the baseline: aborted: by ada@laptop");
    let cause = Cause::Operator { reason: None };
    let told = Announcement::RolledBack {
        cause,
        gone: one.gone_routes(),
        remade: Vec::new(),
        unserved: Vec::new(),
    };
    assert_snapshot!(words::announcement(&told, &one), @"rolled back, but shop:rt/api/main is gone: nothing to roll back there; all other traffic is on the baseline");
}

#[test]
fn a_route_that_cannot_be_read_is_not_made_up() {
    let state = written(back(), 1, 0);
    let unread = Some("cannot describe rt/api/main: not allowed".to_owned());
    let text = view(&state, &Measured { unread, ..Measured::default() });
    assert!(text.contains("now      the routes cannot be read: cannot describe"), "{text}");
}

#[test]
fn a_window_is_named_by_when_it_opens() {
    let mut state = written(held(HeldReason::Window), 0, 0);
    state.writes = 0;
    state.spec.windows = Some(Windows {
        tz: "Europe/Berlin".to_owned(),
        allow: vec!["Mon-Thu 09:00-16:00".to_owned()],
        deny: Vec::new(),
        bypass: None,
    });
    // 12:21 on a Sunday.
    let text = |state: &State| words::phase(state, at(1260));
    assert_snapshot!(text(&state), @"held: no window is open; opens Mon 09:00 Europe/Berlin (in 19h39m)");
    assert_snapshot!(next_stage(&state).unwrap(), @"5 %");
    let document = status::json(&state, (&Measured::default(), None), at(1260), &commands());
    assert_eq!(document["opensAt"], "2026-11-23T08:00:00Z");
    let windows = state.spec.windows.as_mut().unwrap();
    windows.deny = vec!["2026-11-20/2027-01-03".to_owned()];
    assert_snapshot!(text(&state), @"held: no window is open; opens 2027-01-04 09:00 Europe/Berlin (in 42 days)");
    state.spec.windows.as_mut().unwrap().deny = vec!["2026-11-20/2028-12-31".to_owned()];
    assert_snapshot!(text(&state), @"held: no window is open; none opens within a year");
}

#[test]
fn what_comes_next_is_the_first_weight_that_is_not_written() {
    let mut state = written(Phase::Waiting, 0, 0);
    state.writes = 0;
    assert_eq!(next_stage(&state).unwrap(), "5 %");
    let waited = Duration::ZERO;
    let next = |phase: Phase, place, percent| next_stage(&written(phase, place, percent)).unwrap();
    assert_eq!(next(Phase::Settling { waited }, 0, 5), "25 %");
    assert_eq!(next(held(HeldReason::Window), 1, 5), "25 %");
    assert_eq!(next(Phase::Writing { percent: 25 }, 1, 5), "100 % (approval `go-half` first)");
    assert_eq!(next(Phase::Checking, 2, 25), "100 % (approval `go-half` first)");
    let approval = HeldReason::Approval { name: "go-half".to_owned(), number: 1 };
    assert_eq!(next(held(approval), 2, 25), "100 %");
}

#[test]
fn a_hold_progresses_between_two_looks_of_its_driver() {
    let mut state = written(Phase::Settling { waited: Duration::from_secs(2) }, 1, 25);
    let text = |state: &State, seconds| words::phase(&state.as_of(at(seconds)), at(seconds));
    assert_eq!(text(&state, 5), "lets 25 % settle: 7s of 20s");
    assert_eq!(text(&state, 500), "lets 25 % settle: 20s of 20s");
    state.phase = Phase::Observing { without_data: Duration::ZERO, since_asked: Duration::ZERO };
    assert_eq!(text(&state, 61), "holds 25 %: 1m1s of 10m");
    state.phase = held(HeldReason::Operator);
    assert_eq!(text(&state, 61), "held: paused");
}

#[test]
fn a_last_stage_that_leaves_the_baseline_a_share_is_no_promotion() {
    let mut state = written(Phase::Promoted { since: at(1200) }, 2, 25);
    state.spec.stages.truncate(2);
    assert_snapshot!(view(&state, &routes(&state, [Some(25), Some(25)])), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/2  began 21m ago
    baseline api-v1 ██████████████████████████████░░░░░░░░░░  75 %
    canary   api-v2 ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %
    state    its last stage is over: 25 % to api-v2; the baseline keeps the rest
    undo:    weir canary abort 01KATEST
    ");
    assert_snapshot!(summary::outputs((&state, &Measured::default()), 20), @"
    id=01KATEST
    result=partly-promoted
    position=split
    weight=25
    exit-code=20
    ");
    assert_snapshot!(words::announcement(&Announcement::Promoted, &state), @"its last stage is over: 25 % to api-v2; the baseline keeps the rest");
    let mut measured = routes(&state, [Some(30), Some(25)]);
    assert_snapshot!(words::phase_seen(&state, &measured, at(1260)), @"its last stage is over: 25 % to api-v2; since then the weights were changed");
    measured.later = Some(Later { id: "01KLATER".to_owned(), name: None });
    assert_snapshot!(words::phase_seen(&state, &measured, at(1260)), @"its last stage is over: 25 % to api-v2");
}

#[test]
fn a_canary_that_has_all_that_may_move_is_promoted_whatever_others_keep() {
    let mut state = written(Phase::Promoted { since: at(1200) }, 2, 80);
    state.spec.stages.truncate(2);
    state.spec.stages[1] =
        Stage::Weight { percent: 80, hold: Period::ZERO, max_hold: Period::ZERO };
    for route in &mut state.routes {
        let share = |node: &str, weight| Share {
            node: ResourceName::parse(node).unwrap(),
            port: None,
            weight: Weight::parse(weight).unwrap(),
        };
        let target = &state.spec.targets[0];
        let wish = Wish {
            baseline: &target.baseline,
            canary: &target.canary,
            canary_port: None,
            keep_others: true,
            stages: &[5, 80],
        };
        let found = vec![share("other", 20), share("api-v1", 80)];
        route.ladder = Ladder::new(found.into(), &wish).unwrap();
        route.written = route.ladder.at(80);
    }
    assert_snapshot!(view(&state, &routes(&state, [Some(80), Some(80)])), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/2  began 21m ago
    baseline api-v1 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0 %
    canary   api-v2 ████████████████████████████████░░░░░░░░  80 %
    state    promoted: api-v2 has its last weight
    go on:   weir canary finish 01KATEST  # from 2026-11-23T12:20:00Z on
    undo:    weir canary abort 01KATEST
    ");
    assert_snapshot!(words::announcement(&Announcement::Promoted, &state), @"promoted: api-v2 has its last weight");
    assert_eq!(Position::of(&state), Position::Promoted);
    assert_snapshot!(summary::outputs((&state, &Measured::default()), 0), @"
    id=01KATEST
    result=promoted
    position=promoted
    weight=80
    exit-code=0
    ");
}
