//! What people and machines see of a rollout at its turns.

use insta::assert_snapshot;

use crate::output::rollout::course::{End, course};
use crate::output::rollout::measured::{Measured, Series, Share};
use crate::output::rollout::next::{self, Commands, quoted};
use crate::output::rollout::planned::Outlook;
use crate::output::rollout::view::View;
use crate::output::rollout::{event, history, junit, status, summary, words};
use crate::output::style::Palette;
use crate::rollout::effect::Announcement;
use crate::rollout::example::{at, spec, state, target};
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::journal::Entry;
use crate::rollout::prepare::Prepared;
use crate::rollout::spec::{Fallback, Spec, Strategy, Windows};
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};

fn reading(verdict: Verdict, evidence: &str) -> Reading {
    Reading { gate: "errors".to_owned(), verdict, evidence: evidence.to_owned() }
}

fn observing() -> State {
    let mut state = state();
    state.stage = 1;
    state.percent = 25;
    state.writes = 2;
    state.at = at(1260);
    state.confirmed = Some(acknowledged());
    state.held = std::time::Duration::from_secs(200);
    state.readings =
        vec![reading(Verdict::Pass, "3 of 800 requests failed (0.38 %), at most 1 % may")];
    let (without_data, since_asked) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    state.phase = Phase::Observing { without_data, since_asked };
    state
}

fn verified(percent: u8) -> Announcement {
    Announcement::Verified { percent, by: acknowledged() }
}

fn acknowledged() -> String {
    "38 of 38 proxies that call through vr/api acknowledged it".to_owned()
}

fn commands() -> Commands {
    Commands { program: "weir -c prod".to_owned() }
}

fn harm() -> Cause {
    let evidence = "40 of 900 requests failed (4.44 %), at most 1 % may".to_owned();
    Cause::Gate { name: "errors".to_owned(), evidence }
}

/// A rollout that went back at its second stage.
fn rolled_back() -> (State, Vec<Entry>) {
    let mut state = observing();
    let bad = reading(Verdict::Harm, "40 of 900 requests failed (4.44 %), at most 1 % may");
    let good = reading(Verdict::Pass, "0 of 700 requests failed (0.00 %), at most 1 % may");
    state.readings = vec![bad.clone()];
    state.percent = 0;
    state.phase = Phase::RolledBack { cause: harm() };
    let told = [
        (0, Announcement::Started),
        (0, Announcement::StageEntered { stage: 0, percent: 5 }),
        (1, Announcement::HookEnded { hook: "smoke".to_owned(), ok: true }),
        (1, Announcement::Intent { number: 1, percent: 5 }),
        (1, Announcement::Committed { number: 1, percent: 5 }),
        (4, verified(5)),
        (330, Announcement::Sampled { readings: vec![good] }),
        (330, Announcement::StageDone { stage: 0, percent: 5 }),
        (330, Announcement::StageEntered { stage: 1, percent: 25 }),
        (331, Announcement::Intent { number: 2, percent: 25 }),
        (331, Announcement::Committed { number: 2, percent: 25 }),
        (335, verified(25)),
        (390, Announcement::Sampled { readings: vec![bad] }),
        (390, Announcement::RollingBack { cause: harm() }),
        (
            391,
            Announcement::RolledBack {
                cause: harm(),
                gone: Vec::new(),
                remade: Vec::new(),
                unserved: Vec::new(),
            },
        ),
    ];
    (state, entries(told))
}

fn entries(told: impl IntoIterator<Item = (i64, Announcement)>) -> Vec<Entry> {
    let entry = |(seq, (seconds, announcement)): (usize, (i64, Announcement))| Entry {
        seq: seq as u64 + 1,
        at: at(seconds),
        rollout: "01KATEST".to_owned(),
        announcement,
    };
    told.into_iter().enumerate().map(entry).collect()
}

fn view(state: &State, measured: &Measured, width: usize) -> String {
    let view = View {
        state,
        measured,
        driver: Some("weir serve on build-7"),
        now: at(1260),
        width,
        palette: Palette::default(),
        commands: &commands(),
    };
    view.lines().join("\n")
}

fn measured() -> Measured {
    let errors = Series { baseline: vec![0.002, 0.001, 0.004], canary: vec![0.0, 0.003, 0.002] };
    Measured {
        live: None,
        unread: None,
        acknowledged: Some(Share { have: 38, of: 38 }),
        observed_percent: Some(25.1),
        errors: Some(errors),
        later: None,
    }
}

#[test]
fn a_stage_that_is_held_is_shown() {
    assert_snapshot!(view(&observing(), &measured(), 110), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 2/4  began 21m ago
    baseline api-v1 ██████████████████████████████░░░░░░░░░░  75 %  acked 38/38  observed 74.9 %
    canary   api-v2 ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %  confirmed  observed 25.1 %
    state    holds 25 %: 3m20s of 10m
    weights  confirmed: 38 of 38 proxies that call through vr/api acknowledged it
    gate     errors passes: 3 of 800 requests failed (0.38 %), at most 1 % may
    errors   baseline ▅▃█                  0.40 %
    errors   canary   ▁▆▅                  0.20 %
    next     100 % in 6m40s (approval `go-half` first)
    driver   weir serve on build-7
    undo:    weir -c prod canary abort 01KATEST
    ");
}

#[test]
fn an_approval_names_the_command_that_gives_it() {
    let mut state = observing();
    state.stage = 2;
    let reason = HeldReason::Approval { name: "go-half".to_owned(), number: 1 };
    let until = Some((at(1260 + 3600), Fallback::Rollback));
    state.phase = Phase::Held(Held::new(reason, at(1200), until));
    assert_snapshot!(view(&state, &Measured::default(), 100), @"
    api-v2  canary  01KATEST  shop:rt/api/main (+1 route)  stage 3/4  began 21m ago
    baseline api-v1 ██████████████████████████████░░░░░░░░░░  75 %
    canary   api-v2 ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  25 %
    state    held: waits for the approval `go-half` (number 1); 1h left, then it goes back
    weights  confirmed: 38 of 38 proxies that call through vr/api acknowledged it
    gate     errors passes: 3 of 800 requests failed (0.38 %), at most 1 % may
    next     100 %
    driver   weir serve on build-7
    go on:   weir -c prod canary approve 01KATEST --gate go-half
    undo:    weir -c prod canary abort 01KATEST
    ");
}

#[test]
fn no_line_but_a_command_is_wider_than_the_terminal() {
    for width in [20, 40, 60, 80, 120, 200] {
        for line in view(&observing(), &measured(), width).lines() {
            let is_command = line.starts_with("undo:") || line.starts_with("go on:");
            let columns = unicode_width::UnicodeWidthStr::width(line);
            // A bar and its label need some room however narrow the terminal is.
            assert!(is_command || columns <= width, "{width}: {columns}: {line}");
        }
    }
}

#[test]
fn the_last_line_is_the_command_that_undoes() {
    let last = |state: &State| {
        let text = view(state, &Measured::default(), 100);
        text.lines().last().unwrap().to_owned()
    };
    let mut state = observing();
    assert_eq!(last(&state), "undo:    weir -c prod canary abort 01KATEST");
    state.phase = Phase::Promoted { since: at(0) };
    assert_eq!(last(&state), "undo:    weir -c prod canary abort 01KATEST");
    state.spec.strategy = Strategy::BlueGreen { preview: None };
    assert_eq!(last(&state), "undo:    weir -c prod blue-green switch-back 01KATEST");
    state.phase = Phase::RolledBack { cause: harm() };
    assert_eq!(last(&state), "undo:    nothing to undo");
}

#[test]
fn a_finish_says_from_when_on_it_can_be_done() {
    let mut state = observing();
    state.phase = Phase::Promoted { since: at(0) };
    let text = view(&state, &Measured::default(), 100);
    let line = text.lines().find(|line| line.starts_with("go on:")).unwrap();
    let kept = words::moment(at(86_400));
    assert_eq!(line, format!("go on:   weir -c prod canary finish 01KATEST  # from {kept} on"));
    let command = "weir canary finish 01KATEST";
    assert_eq!(next::from_when(&state, command, at(86_400)), "", "it can be done now");
}

#[test]
fn what_happened_is_told_in_plain_lines() {
    let (state, entries) = rolled_back();
    let lines: Vec<String> = entries.iter().map(|entry| status::plain(entry, &state)).collect();
    assert_snapshot!(lines.join("\n"), @"
    12:00:00Z  started
    12:00:00Z  stage 1 of 4: 5 % to api-v2
    12:00:01Z  the hook `smoke` said yes
    12:00:01Z  write 1: 5 % to api-v2
    12:00:01Z  write 1 is done: 5 % to api-v2
    12:00:04Z  5 % is confirmed: 38 of 38 proxies that call through vr/api acknowledged it
    12:05:30Z  errors passes: 0 of 700 requests failed (0.00 %), at most 1 % may
    12:05:30Z  stage 1 is done: 5 % held
    12:05:30Z  stage 2 of 4: 25 % to api-v2
    12:05:31Z  write 2: 25 % to api-v2
    12:05:31Z  write 2 is done: 25 % to api-v2
    12:05:35Z  25 % is confirmed: 38 of 38 proxies that call through vr/api acknowledged it
    12:06:30Z  errors finds harm: 40 of 900 requests failed (4.44 %), at most 1 % may
    12:06:30Z  goes back: the gate `errors` found harm: 40 of 900 requests failed (4.44 %), at most 1 % may
    12:06:31Z  rolled back; all traffic is on the baseline
    ");
}

#[test]
fn events_are_one_json_object_a_line() {
    let reason = HeldReason::Approval { name: "go-half".to_owned(), number: 3 };
    let route = target("main").route;
    let entries = entries([
        (0, Announcement::Started),
        (1, Announcement::StageEntered { stage: 0, percent: 5 }),
        (2, Announcement::Committed { number: 1, percent: 5 }),
        (3, Announcement::Held { reason }),
        (4, Announcement::Held { reason: HeldReason::Window }),
        (5, Announcement::Rebased { route }),
        (6, Announcement::RollingBack { cause: harm() }),
    ]);
    let lines: Vec<String> = entries.iter().map(|entry| event::line(entry, &state())).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    {"v":1,"seq":1,"ts":"2026-11-22T12:00:00Z","rollout":"01KATEST","type":"rollout.started","text":"started"}
    {"v":1,"seq":2,"ts":"2026-11-22T12:00:01Z","rollout":"01KATEST","type":"stage.entered","stage":1,"weight":5,"text":"stage 1 of 4: 5 % to api-v2"}
    {"v":1,"seq":3,"ts":"2026-11-22T12:00:02Z","rollout":"01KATEST","type":"weight.committed","write":1,"weight":5,"text":"write 1 is done: 5 % to api-v2"}
    {"v":1,"seq":4,"ts":"2026-11-22T12:00:03Z","rollout":"01KATEST","type":"rollout.held","reason":{"kind":"approval","name":"go-half","number":3},"text":"held: waits for the approval `go-half` (number 3)"}
    {"v":1,"seq":5,"ts":"2026-11-22T12:00:04Z","rollout":"01KATEST","type":"rollout.held","reason":{"kind":"window"},"text":"held: no window is open"}
    {"v":1,"seq":6,"ts":"2026-11-22T12:00:05Z","rollout":"01KATEST","type":"drift.rebased","route":{"mesh":"shop","virtualRouter":"api","route":"main"},"text":"somebody else changed shop:rt/api/main; their change is kept"}
    {"v":1,"seq":7,"ts":"2026-11-22T12:00:06Z","rollout":"01KATEST","type":"rollout.rolling_back","cause":{"kind":"gate","name":"errors","evidence":"40 of 900 requests failed (4.44 %), at most 1 % may"},"text":"goes back: the gate `errors` found harm: 40 of 900 requests failed (4.44 %), at most 1 % may"}
    "#);
}

#[test]
fn junit_has_a_suite_for_each_stage_and_a_case_for_each_gate() {
    let (state, entries) = rolled_back();
    assert_snapshot!(junit::text((&state, &Measured::default()), &entries), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="weir canary api-v2" tests="7" skipped="3" failures="1" errors="0">
        <testsuite name="stage 1: 5 %" tests="3" skipped="0" errors="0" failures="0">
            <testcase name="weight"/>
            <testcase name="gate errors">
                <system-out>0 of 700 requests failed (0.00 %), at most 1 % may</system-out>
            </testcase>
            <testcase name="hook smoke"/>
        </testsuite>
        <testsuite name="stage 2: 25 %" tests="2" skipped="1" errors="0" failures="1">
            <testcase name="weight">
                <skipped message="a gate ended it"/>
            </testcase>
            <testcase name="gate errors">
                <failure message="40 of 900 requests failed (4.44 %), at most 1 % may"/>
            </testcase>
        </testsuite>
        <testsuite name="stage 3: approval go-half" tests="1" skipped="1" errors="0" failures="0">
            <testcase name="weight">
                <skipped message="not reached"/>
            </testcase>
        </testsuite>
        <testsuite name="stage 4: 100 %" tests="1" skipped="1" errors="0" failures="0">
            <testcase name="weight">
                <skipped message="not reached"/>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
}

#[test]
fn what_cannot_tell_is_skipped_and_what_has_no_data_is_an_error() {
    let mut state = observing();
    let case = |verdict| {
        let readings = vec![reading(verdict, "20 requests")];
        let told = [
            (0, Announcement::StageEntered { stage: 0, percent: 5 }),
            (9, Announcement::Sampled { readings }),
        ];
        junit::text((&state, &Measured::default()), &entries(told))
    };
    assert!(case(Verdict::Inconclusive).contains("<skipped message=\"20 requests\""));
    assert!(case(Verdict::NoData).contains("<error message=\"20 requests\""));
    assert!(case(Verdict::Harm).contains("<failure message=\"20 requests\""));
    state.spec.name = "a\u{1b}[31m".to_owned();
    assert!(
        junit::text((&state, &Measured::default()), &[]).contains(r"a\u{1b}[31m"),
        "nothing drives a terminal"
    );
}

#[test]
fn a_summary_for_ci_has_a_row_for_each_stage() {
    let (state, entries) = rolled_back();
    assert_snapshot!(summary::markdown((&state, &Measured::default()), &entries, &commands()), @"
    ### weir canary api-v2: rolled back

    Rolled back, all traffic is on the baseline: the gate `errors` found harm: 40 of 900 requests failed (4.44 %), at most 1 % may. 0 % of `shop:rt/api/main (+1 route)` goes to `api-v2`.

    | stage | result | took | gates |
    | --- | --- | --- | --- |
    | 1. 5 % | done | 5m30s | ✅ errors passes: 0 of 700 requests failed (0.00 %), at most 1 % may |
    | 2. 25 % | went back: the gate `errors` found harm: 40 of 900 requests failed (4.44 %), at most 1 % may | 1m | ❌ errors finds harm: 40 of 900 requests failed (4.44 %), at most 1 % may |
    | 3. approval go-half | not reached |  |  |
    | 4. 100 % | not reached |  |  |
    ");
    assert_snapshot!(summary::outputs((&state, &Measured::default()), 10), @"
    id=01KATEST
    result=rolled-back
    position=baseline
    weight=0
    exit-code=10
    ");
    assert_snapshot!(summary::variables(&summary::outputs((&state, &Measured::default()), 10)), @"
    WEIR_ID=01KATEST
    WEIR_RESULT=rolled-back
    WEIR_POSITION=baseline
    WEIR_WEIGHT=0
    WEIR_EXIT_CODE=10
    ");
    assert_snapshot!(summary::annotation(&state, &Measured::default()).unwrap(), @"::error title=weir canary api-v2::the gate `errors` found harm: 40 of 900 requests failed (4.44 %25), at most 1 %25 may");
}

#[test]
fn an_approval_is_a_stage_of_its_own() {
    let mut state = state();
    let reason = HeldReason::Approval { name: "go-half".to_owned(), number: 1 };
    let told = [
        (0, Announcement::StageEntered { stage: 0, percent: 5 }),
        (9, Announcement::StageDone { stage: 0, percent: 5 }),
        (9, Announcement::StageEntered { stage: 1, percent: 25 }),
        (20, Announcement::StageDone { stage: 1, percent: 25 }),
        (20, Announcement::Held { reason }),
        (60, Announcement::Resumed),
        (60, Announcement::StageEntered { stage: 3, percent: 100 }),
        (90, Announcement::StageDone { stage: 3, percent: 100 }),
        (90, Announcement::Promoted),
    ];
    state.stage = 4;
    state.percent = 100;
    state.phase = Phase::Promoted { since: at(90) };
    let text = summary::markdown((&state, &Measured::default()), &entries(told), &commands());
    let rows: Vec<&str> = text.lines().filter(|line| line.contains(" | ")).skip(2).collect();
    assert_snapshot!(rows.join("\n"), @"
    | 1. 5 % | done | 9s |  |
    | 2. 25 % | done | 11s |  |
    | 3. approval go-half | done | 40s |  |
    | 4. 100 % | done | 30s |  |
    ");
}

#[test]
fn a_stage_that_waits_for_its_window_is_not_the_one_before() {
    let mut state = state();
    let told = [
        (0, Announcement::StageEntered { stage: 0, percent: 5 }),
        (9, Announcement::StageDone { stage: 0, percent: 5 }),
        (9, Announcement::Held { reason: HeldReason::Window }),
        (60, Announcement::Resumed),
        (60, Announcement::Intent { number: 2, percent: 25 }),
        (70, Announcement::RollingBack { cause: harm() }),
        (
            71,
            Announcement::RolledBack {
                cause: harm(),
                gone: Vec::new(),
                remade: Vec::new(),
                unserved: Vec::new(),
            },
        ),
    ];
    state.stage = 1;
    state.phase = Phase::RolledBack { cause: harm() };
    let ends = course(&state, &entries(told)).into_iter().map(|stage| stage.end);
    let expected = [End::Done, End::Back(harm()), End::NotReached, End::NotReached];
    assert_eq!(ends.collect::<Vec<_>>(), expected);
}

#[test]
fn a_status_for_machines_says_where_the_traffic_is() {
    let state = observing();
    let document = status::json(&state, (&measured(), Some("ci")), at(1260), &commands());
    assert_eq!(document["position"], "split");
    assert_eq!(document["phase"]["kind"], "observing");
    assert_eq!(document["stage"], 2);
    assert_snapshot!(document["weights"].to_string(), @r#"{"declared":25,"written":25,"current":null,"confirmed":"38 of 38 proxies that call through vr/api acknowledged it","acknowledged":{"have":38,"of":38},"observed":25.1}"#);
    assert_snapshot!(document["routes"][1].to_string(), @r#"{"standing":null,"current":null,"address":"shop:rt/api/admin","baseline":"api-v1","canary":"api-v2","found":[{"virtualNode":"api-v1","port":null,"weight":1}],"written":[{"virtualNode":"api-v1","port":null,"weight":1}],"intent":null}"#);
}

#[test]
fn a_plan_shows_every_write_before_anything_moves() {
    let (spec, state) = (spec(), state());
    let routes = state.routes.into_iter().map(|one| (one.route, one.ladder)).collect();
    let prepared = Prepared { spec, routes, warnings: Vec::new() };
    let outlook = Outlook {
        prepared: &prepared,
        mode: "server",
        runs: "the control plane runs it",
        notes: &["7 proxies are connected".to_owned()],
        now: at(0),
    };
    assert_snapshot!(outlook.text(None), @"
    canary api-v2: api-v1 → api-v2
    the control plane runs it

    STAGE    SHARE   HOLD                    ROUTE               WEIGHTS
    1        5 %     5m to 10m               shop:rt/api/main    api-v1=95 api-v2=5
                                             shop:rt/api/admin   api-v1=95 api-v2=5
    2        25 %    10m to 20m              shop:rt/api/main    api-v1=75 api-v2=25
                                             shop:rt/api/admin   api-v1=75 api-v2=25
    3                at most 4h, then back   approval go-half
    4        100 %   10m to 20m              shop:rt/api/main    api-v1=0 api-v2=100
                                             shop:rt/api/admin   api-v1=0 api-v2=100
    finish           after 24h               shop:rt/api/main    api-v2=100
                                             shop:rt/api/admin   api-v2=100
    back                                     shop:rt/api/main    api-v1=1
                                             shop:rt/api/admin   api-v1=1

    confirmed: when 95 % of the proxies acknowledge it and the observed split fits, within 1m
    settles: 20s more at each weight, before its hold begins
    gate errors: at most 1 % of the requests fail
    hook smoke (before-step): ./smoke.sh, within 1m
    deadline: 3h to the last weight, then it goes back
    note: 7 proxies are connected
    ");
    let json = outlook.json();
    assert_eq!(json["planned"][0]["changes"][1]["to"][1]["weight"], 5);
    assert_eq!(json["back"][0]["weights"][0]["weight"], 1);
}

#[test]
fn a_plan_says_when_the_first_weight_may_come() {
    let planned = |labels: &[&str], allow: &[&str]| {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let windows = Windows {
            tz: "Europe/Berlin".to_owned(),
            allow: owned(allow),
            deny: vec!["2026-12-24".to_owned()],
            bypass: Some("hotfix".to_owned()),
        };
        let spec = Spec { windows: Some(windows), labels: owned(labels), ..spec() };
        let prepared = Prepared { spec, routes: Vec::new(), warnings: Vec::new() };
        let (mode, runs, notes) = ("server", "", &[][..]);
        let outlook = Outlook { prepared: &prepared, mode, runs, notes, now: at(0) };
        let lines = outlook.text(None);
        let lines: Vec<&str> = lines.lines().filter(|line| line.starts_with("window")).collect();
        format!("{}\n{}", lines.join("\n"), outlook.json()["window"])
    };
    assert_snapshot!(planned(&[], &["Mon-Thu 08:00-16:00"]), @r#"
    windows: Mon-Thu 08:00-16:00, but not 2026-12-24, Europe/Berlin; `--label hotfix` goes by that
    window: closed; the first weight waits until Mon 2026-11-23 08:00; the deadline is before that
    {"isOpen":false,"isBypassed":false,"changes":"2026-11-23T07:00:00Z"}
    "#);
    assert_snapshot!(planned(&["hotfix"], &["Mon-Thu 08:00-16:00"]), @r#"
    windows: Mon-Thu 08:00-16:00, but not 2026-12-24, Europe/Berlin; `--label hotfix` goes by that
    window: bypassed by a label of this run
    {"isOpen":true,"isBypassed":true,"changes":null}
    "#);
    assert_snapshot!(planned(&[], &["Sun 12:00-16:00"]), @r#"
    windows: Sun 12:00-16:00, but not 2026-12-24, Europe/Berlin; `--label hotfix` goes by that
    window: open until Sun 2026-11-22 16:00; what comes later waits for the next
    {"isOpen":true,"isBypassed":false,"changes":"2026-11-22T15:00:00Z"}
    "#);
}

#[test]
fn history_lists_rollouts_and_tells_one() {
    let (state, entries) = rolled_back();
    assert_snapshot!(history::table(&[&state], None), @"
    ROLLOUT    NAME     KIND     STATE         WEIGHT   ROUTES                        STARTED                WHO
    01KATEST   api-v2   canary   rolled back   0 %      shop:rt/api/main (+1 route)   2026-11-22T12:00:00Z   ana@laptop
    ");
    assert_snapshot!(history::journal(&entries[..3], &state), @"
    1  2026-11-22T12:00:00Z  started
    2  2026-11-22T12:00:00Z  stage 1 of 4: 5 % to api-v2
    3  2026-11-22T12:00:01Z  the hook `smoke` said yes
    ");
}

#[test]
fn words_for_a_shell_are_quoted_where_they_must_be() {
    assert_eq!(quoted("go-half"), "go-half");
    assert_eq!(quoted("go half"), "'go half'");
    assert_eq!(quoted("it's"), r"'it'\''s'");
    assert_eq!(quoted(""), "''");
}
