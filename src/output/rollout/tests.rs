//! What people and machines see of a rollout at its turns.

use insta::assert_snapshot;
use crate::output::rollout::measured::{Measured, Series, Share};
use crate::output::rollout::next::{Commands, quoted};
use crate::output::rollout::planned::Planned;
use crate::output::rollout::view::View;
use crate::output::rollout::{history, junit, status, summary};
use crate::output::style::Palette;
use crate::rollout::effect::Announcement;
use crate::rollout::example::{at, spec, state, target};
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::journal::Entry;
use crate::rollout::spec::{Fallback, Strategy};
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};

fn reading(verdict: Verdict, evidence: &str) -> Reading {
    Reading { gate: "errors".to_owned(), verdict, evidence: evidence.to_owned() }
}

fn observing() -> State {
    let mut state = state();
    state.stage = 1;
    state.percent = 25;
    state.held = std::time::Duration::from_secs(200);
    state.readings =
        vec![reading(Verdict::Pass, "3 of 800 requests failed (0.38 %), at most 1 % may")];
    let (without_data, since_asked) = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    state.phase = Phase::Observing { without_data, since_asked };
    state
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
        (4, Announcement::Verified { percent: 5 }),
        (330, Announcement::Sampled { readings: vec![good] }),
        (330, Announcement::StageDone { stage: 0, percent: 5 }),
        (330, Announcement::StageEntered { stage: 1, percent: 25 }),
        (331, Announcement::Intent { number: 2, percent: 25 }),
        (331, Announcement::Committed { number: 2, percent: 25 }),
        (335, Announcement::Verified { percent: 25 }),
        (390, Announcement::Sampled { readings: vec![bad] }),
        (390, Announcement::RollingBack { cause: harm() }),
        (391, Announcement::RolledBack { cause: harm() }),
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
        acknowledged: Some(Share { have: 38, of: 38 }),
        observed_percent: Some(25.1),
        errors: Some(errors),
    }
}

#[test]
fn a_stage_that_is_held_is_shown() {
    assert_snapshot!(view(&observing(), &measured(), 110), @"");
}

#[test]
fn an_approval_names_the_command_that_gives_it() {
    let mut state = observing();
    state.stage = 2;
    let reason = HeldReason::Approval { name: "go-half".to_owned(), number: 1 };
    let until = Some((at(1260 + 3600), Fallback::Rollback));
    state.phase = Phase::Held(Held { reason, since: at(1200), until });
    assert_snapshot!(view(&state, &Measured::default(), 100), @"");
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
fn what_happened_is_told_in_plain_lines() {
    let (state, entries) = rolled_back();
    let lines: Vec<String> =
        entries.iter().map(|entry| status::plain(entry, &state.spec)).collect();
    assert_snapshot!(lines.join("\n"), @"");
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
    assert_snapshot!(status::json_lines(&entries, &spec()), @"");
}

#[test]
fn junit_has_a_suite_for_each_stage_and_a_case_for_each_gate() {
    let (state, entries) = rolled_back();
    assert_snapshot!(junit::text(&state, &entries), @"");
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
        junit::text(&state, &entries(told))
    };
    assert!(case(Verdict::Inconclusive).contains("<skipped message=\"20 requests\""));
    assert!(case(Verdict::NoData).contains("<error message=\"20 requests\""));
    assert!(case(Verdict::Harm).contains("<failure message=\"20 requests\""));
    state.spec.name = "a\u{1b}[31m".to_owned();
    assert!(junit::text(&state, &[]).contains(r"a\u{1b}[31m"), "nothing drives a terminal");
}

#[test]
fn a_summary_for_ci_has_a_row_for_each_stage() {
    let (state, entries) = rolled_back();
    assert_snapshot!(summary::markdown(&state, &entries, &commands()), @"");
    assert_snapshot!(summary::outputs(&state, 10), @"");
    assert_snapshot!(summary::annotation(&state).unwrap(), @"");
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
    let text = summary::markdown(&state, &entries(told), &commands());
    let rows: Vec<&str> = text.lines().filter(|line| line.contains(" | ")).skip(2).collect();
    assert_snapshot!(rows.join("\n"), @"");
}

#[test]
fn a_status_for_machines_says_where_the_traffic_is() {
    let state = observing();
    let document = status::json(&state, (&measured(), Some("ci")), at(1260), &commands());
    assert_eq!(document["position"], "split");
    assert_eq!(document["phase"]["kind"], "observing");
    assert_eq!(document["stage"], 2);
    assert_snapshot!(document["weights"].to_string(), @"");
    assert_snapshot!(document["routes"][1].to_string(), @"");
}

#[test]
fn a_plan_shows_every_write_before_anything_moves() {
    let state = state();
    let planned = Planned {
        state: &state,
        mode: "server",
        runs: "the control plane runs it",
        notes: &["7 proxies are connected".to_owned()],
        problems: &[],
    };
    assert_snapshot!(planned.text(None), @"");
    let writes = planned.json()["writes"].as_array().unwrap().len();
    assert_eq!(writes, 6, "three weights on two routes");
}

#[test]
fn history_lists_rollouts_and_tells_one() {
    let (state, entries) = rolled_back();
    assert_snapshot!(history::table(&[&state], None), @"");
    assert_snapshot!(history::journal(&entries[..3], &state.spec), @"");
}

#[test]
fn words_for_a_shell_are_quoted_where_they_must_be() {
    assert_eq!(quoted("go-half"), "go-half");
    assert_eq!(quoted("go half"), "'go half'");
    assert_eq!(quoted("it's"), r"'it'\''s'");
    assert_eq!(quoted(""), "''");
}
