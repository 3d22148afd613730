//! What was stored is what is read, in the worst case too, and fits into the tags of a route.

use proptest::prelude::*;

use crate::drive::tags::codec::blob::Version;
use crate::drive::tags::codec::{
    CodecError, PLAN, PLAN_PARTS, Part, STATE_PARTS, plan_values, plans, read_changing, read_plan,
    state_tags,
};
use crate::drive::tests::{share, spec, state as new_state};
use crate::model::ResourceName;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::spec::RouteRef;
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};
use crate::rollout::weights::{Ladder, Wish};

/// A name in which nothing repeats, so that it cannot be packed.
fn long(seed: usize, length: usize) -> ResourceName {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut number = seed as u64 + 1;
    let letter = |_| {
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(letters[usize::try_from(number >> 58).unwrap()])
    };
    ResourceName::parse(&(0..length).map(letter).collect::<String>()).unwrap()
}

/// A rollout of so many routes with ten targets each, whose names are that long.
fn large(routes: usize, length: usize) -> State {
    let mut wanted = spec(Vec::new());
    let target = wanted.targets[0].clone();
    let mut found = Vec::new();
    wanted.targets = (0..routes)
        .map(|place| {
            let mut target = target.clone();
            target.keep_others = true;
            target.route = RouteRef {
                mesh: long(1_000, length),
                virtual_router: long(2_000 + place, length),
                route: long(3_000 + place, length),
            };
            (target.baseline, target.canary) =
                (long(10 * place, length), long(10 * place + 1, length));
            target
        })
        .collect();
    for (place, target) in wanted.targets.iter().enumerate() {
        let node =
            |index: usize| share(long(10 * place + index, length).as_str(), [100, 0][index.min(1)]);
        let percents = wanted.percents();
        let wish = Wish {
            baseline: &target.baseline,
            canary: &target.canary,
            canary_port: None,
            keep_others: true,
            stages: &percents,
        };
        found
            .push((target.route.clone(), Ladder::new((0..10).map(node).collect(), &wish).unwrap()));
    }
    State::new("01J8Z6Q4N3".to_owned(), "me".to_owned(), wanted, found, jiff::Timestamp::now())
}

fn parts(state: &State) -> Vec<Part> {
    plans(state, &[]).into_iter().map(|plan| Part::Kept(Box::new(plan))).collect()
}

#[test]
fn any_route_may_be_lost() {
    let mut state = large(3, 20);
    for route in &mut state.routes {
        route.written = route.ladder.at(50);
        route.intent = Some(route.ladder.at(77));
    }
    let tags = state_tags(&state, &state.spec.stages, Version::default()).unwrap();
    let blob = read_changing(&state.id, &tags).unwrap();
    for lost in 0..3 {
        let mut parts = parts(&state);
        parts[lost] = Part::Lost(state.routes[lost].route.clone());
        let mut read = super::state(&parts, &blob).unwrap();
        assert_eq!(read.routes[lost].route, state.routes[lost].route);
        read.routes[lost] = state.routes[lost].clone();
        assert_eq!(read.routes, state.routes);
        assert_eq!(read.spec.targets.len(), 2);
    }
}

fn kept(state: &State, version: Version) -> State {
    let rests = vec!["0123456789abcdef".to_owned(); state.routes.len()];
    let written = plans(state, &rests);
    let read = written.iter().map(|plan| {
        let values = plan_values(plan, state.started).unwrap();
        assert!(values.len() <= PLAN_PARTS);
        let tag = |(part, value): (usize, String)| (format!("{PLAN}{part}"), value);
        read_plan(&values.into_iter().enumerate().map(tag).collect::<Vec<_>>()).unwrap().unwrap()
    });
    let read: Vec<_> = read.collect();
    assert_eq!(read, written);
    let tags = state_tags(state, &state.spec.stages, version).unwrap();
    assert!(tags.len() <= STATE_PARTS);
    let parts: Vec<Part> = read.into_iter().map(|plan| Part::Kept(Box::new(plan))).collect();
    super::state(&parts, &read_changing(&state.id, &tags).unwrap()).unwrap()
}

#[test]
fn the_largest_rollout_fits() {
    let mut state = large(10, 255);
    for (place, route) in state.routes.iter_mut().enumerate() {
        route.written = route.ladder.at(50);
        let percent = u8::try_from(place * 7).unwrap();
        route.intent = Some(route.ladder.at(percent));
    }
    state.phase = Phase::Writing { percent: 77 };
    state.hooks_done = (0..20).flat_map(|stage| [(stage, 0), (stage, 3)]).collect();
    let version = Version { epoch: 9_999, number: 9_999_999 };
    assert_eq!(kept(&state, version), state, "not one letter is lost");
}

#[test]
fn what_does_not_fit_is_cut_in_words_alone() {
    let mut state = large(10, 255);
    let words: String = (0..40).map(|seed| long(seed, 60).to_string() + " ").collect();
    let reading = |gate: usize| Reading {
        gate: format!("gate-{gate}"),
        verdict: Verdict::NoData,
        evidence: words.chars().skip(gate * 200).take(200).collect(),
    };
    state.readings = (0..10).map(reading).collect();
    state.phase = Phase::RollingBack {
        cause: Cause::Gate { name: "gate-1".to_owned(), evidence: words },
        tried: std::time::Duration::from_millis(1_234),
        attempts: 7,
    };
    let read = kept(&state, Version { epoch: 1, number: 1 });
    assert_eq!(read.routes, state.routes);
    let verdicts = |state: &State| -> Vec<Verdict> {
        state.readings.iter().map(|reading| reading.verdict).collect()
    };
    assert_eq!(verdicts(&read), verdicts(&state));
    assert!(matches!(read.phase, Phase::RollingBack { attempts: 7, .. }));
    assert_eq!((read.started, read.deadline), (state.started, state.deadline));
}

#[test]
fn stages_that_came_later_are_kept() {
    let mut state = new_state(spec(Vec::new()));
    let before = state.spec.stages.clone();
    state.spec.stages.truncate(1);
    let tags = state_tags(&state, &before, Version::default()).unwrap();
    let stored = State {
        spec: crate::rollout::spec::Spec { stages: before, ..state.spec.clone() },
        ..state.clone()
    };
    let read = super::state(&parts(&stored), &read_changing("id", &tags).unwrap()).unwrap();
    assert_eq!(read, state);
}

#[test]
fn what_is_newer_or_not_whole_is_refused() {
    let state = large(2, 20);
    let mut plan = plans(&state, &[]).remove(0);
    plan.format = 99;
    let values = plan_values(&plan, state.started).unwrap();
    let tags: Vec<_> = values.into_iter().map(|value| (PLAN.to_owned(), value)).collect();
    assert_eq!(read_plan(&tags), Err(CodecError::Newer(99)));
    let tags = state_tags(&state, &state.spec.stages, Version::default()).unwrap();
    let blob = read_changing(&state.id, &tags).unwrap();
    let lost = Part::Lost(state.routes[0].route.clone());
    let missing = super::state(&[lost], &blob);
    assert_eq!(missing, Err(CodecError::Missing { found: 0, of: 1 }));
    assert_eq!(read_plan(&[("weir:plan.00".to_owned(), "hello".to_owned())]), Ok(None));
}

fn phase() -> impl Strategy<Value = Phase> {
    let at = jiff::Timestamp::UNIX_EPOCH;
    prop_oneof![
        Just(Phase::Waiting),
        Just(Phase::Checking),
        (0..=100_u8).prop_map(|percent| Phase::Writing { percent }),
        (0..=100_u8).prop_map(|percent| Phase::Resolving { percent }),
        any::<u32>().prop_map(|ms| Phase::Observing {
            without_data: std::time::Duration::from_millis(ms.into()),
            since_asked: std::time::Duration::ZERO,
        }),
        "[ -~]{0,200}".prop_map(move |why| {
            Phase::Held(Held::new(HeldReason::Unverified { why }, at, None))
        }),
        "[ -~]{0,200}".prop_map(move |name| {
            let approval = Held::new(HeldReason::Approval { name, number: 3 }, at, None);
            let beneath = Some(Box::new(approval));
            Phase::Held(Held { beneath, ..Held::new(HeldReason::Operator, at, None) })
        }),
        Just(Phase::Promoted { since: at }),
        Just(Phase::Finished),
    ]
}

proptest! {
    #[test]
    fn what_was_stored_is_read(
        routes in 1..4_usize,
        weights in proptest::collection::vec(0..=100_u8, 6),
        odd in proptest::option::of(0..=100_i64),
        phase in phase(),
        stage in 0..3_usize,
        writes in any::<u64>(),
        number in any::<u64>(),
    ) {
        let mut stored = large(routes, 20);
        for (place, route) in stored.routes.iter_mut().enumerate() {
            route.written = route.ladder.at(weights[2 * place]);
            route.intent = (weights[2 * place + 1] > 50).then(|| route.ladder.found.clone());
            if let Some(odd) = odd {
                let stays = route.written.iter().enumerate().filter(|(place, _)| *place != 3);
                route.written = stays.map(|(_, share)| share.clone()).collect();
                route.written[5].weight = crate::model::scalar::Weight::parse(odd).unwrap();
            }
        }
        stored.phase = phase;
        (stored.stage, stored.writes) = (stage, writes);
        let read = kept(&stored, Version { epoch: number / 3, number });
        prop_assert_eq!(read, stored);
    }
}
