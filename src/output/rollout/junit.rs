//! A rollout as a `JUnit` report: one suite for each stage, one case for each gate.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::output::rollout::course::{End, StageCourse, course};
use crate::output::rollout::measured::Measured;
use crate::output::rollout::{now, words};
use crate::output::style::printable;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::journal::Entry;
use crate::rollout::state::{Cause, State};

/// The report of a rollout as far as it is.
pub fn text((state, measured): (&State, &Measured), entries: &[Entry]) -> String {
    let name = format!("weir {} {}", words::strategy(&state.spec.strategy), state.spec.name);
    let mut report = Report::new(printable(&name));
    for (index, stage) in course(state, entries).iter().enumerate() {
        report.add_test_suite(suite(index, stage));
    }
    report.add_test_suites(routes(state, measured));
    report.to_string().expect("text without control characters can be written as XML")
}

/// A failure for each route that is not as the rollout left it.
fn routes(state: &State, measured: &Measured) -> Option<TestSuite> {
    let lines = now::lines(state, measured.live.as_ref()?);
    let mut suite = TestSuite::new("routes");
    let case = |line: &String| failed("weights", NonSuccessKind::Failure, line);
    suite.add_test_cases(lines.iter().map(case));
    (!lines.is_empty()).then_some(suite)
}

fn suite(index: usize, stage: &StageCourse) -> TestSuite {
    let mut suite = TestSuite::new(printable(&format!("stage {}: {}", index + 1, stage.name)));
    suite.add_test_case(of_stage(stage));
    suite.add_test_cases(stage.readings.iter().map(of_gate));
    for (hook, ok) in &stage.hooks {
        let name = printable(&format!("hook {hook}"));
        suite.add_test_case(match ok {
            true => TestCase::new(name, TestCaseStatus::success()),
            false => failed(name, NonSuccessKind::Failure, "the hook said no"),
        });
    }
    suite
}

/// Whether the stage itself was passed.
fn of_stage(stage: &StageCourse) -> TestCase {
    let name = "weight";
    match &stage.end {
        End::Done => TestCase::new(name, TestCaseStatus::success()),
        End::NotReached => skipped(name, "not reached"),
        End::Skipped => skipped(name, "left out"),
        End::UnderWay => skipped(name, "under way"),
        End::Held(reason) => skipped(name, &format!("held: {}", words::reason(reason))),
        // What the gate says stands in its own case.
        End::Back(Cause::Gate { .. }) => skipped(name, "a gate ended it"),
        End::Back(cause) => failed(name, NonSuccessKind::Failure, &words::cause(cause)),
    }
}

fn of_gate(reading: &Reading) -> TestCase {
    let Reading { gate, verdict, evidence } = reading;
    let name = printable(&format!("gate {gate}"));
    match verdict {
        Verdict::Pass => {
            let mut test = TestCase::new(name, TestCaseStatus::success());
            test.set_system_out(printable(evidence));
            test
        }
        Verdict::Inconclusive => skipped(name, evidence),
        Verdict::NoData => failed(name, NonSuccessKind::Error, evidence),
        Verdict::Harm => failed(name, NonSuccessKind::Failure, evidence),
    }
}

fn skipped(name: impl Into<String>, why: &str) -> TestCase {
    let mut status = TestCaseStatus::skipped();
    status.set_message(printable(why));
    TestCase::new(name.into(), status)
}

fn failed(name: impl Into<String>, kind: NonSuccessKind, why: &str) -> TestCase {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(printable(why));
    TestCase::new(name.into(), status)
}
