//! A `JUnit` report: a test case for every resource that is right, and one for every diagnostic of
//! one that is not.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::diagnostic::Diagnostic;
use crate::output::findings::{Case, Findings, ends, place, sentence, tidy_path};
use crate::output::frame::{Look, frame};

/// The report of a run.
pub fn text(findings: &Findings<'_>) -> String {
    let mut report = Report::new(format!("weir {}", findings.command));
    let mut suites: Vec<(&str, TestSuite)> = Vec::new();
    let cases = findings.cases();
    for case in &cases {
        let at = suites.iter().position(|(path, _)| *path == case.path);
        let at = at.unwrap_or_else(|| {
            let path = tidy_path(case.path);
            suites.push((case.path, TestSuite::new(if path.is_empty() { "weir" } else { &path })));
            suites.len() - 1
        });
        suites[at].1.add_test_cases(tests(case, findings));
    }
    report.add_test_suites(suites.into_iter().map(|(_, suite)| suite));
    report.to_string().expect("text without control characters can be written as XML")
}

/// One test for each diagnostic that counts, so that none hides another; else one for the whole.
fn tests(case: &Case<'_>, findings: &Findings<'_>) -> Vec<TestCase> {
    let (failing, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        case.diagnostics.iter().copied().partition(|one| findings.fails(one));
    let mut tests: Vec<TestCase> =
        failing.iter().map(|one| failure(case, one, findings.completed)).collect();
    if tests.is_empty() {
        tests.push(TestCase::new(case.name, TestCaseStatus::success()));
    }
    for test in &mut tests {
        if !case.path.is_empty() {
            test.set_classname(tidy_path(case.path));
            test.extra.insert("file".into(), tidy_path(case.path).into());
        }
    }
    if let (Some(test), false) = (tests.last_mut(), rest.is_empty()) {
        let frames: Vec<String> = rest.iter().map(|one| frame(one, Look::default())).collect();
        test.set_system_out(frames.join("\n\n"));
    }
    tests
}

fn failure(case: &Case<'_>, diagnostic: &Diagnostic, completed: bool) -> TestCase {
    let kind = if completed { NonSuccessKind::Failure } else { NonSuccessKind::Error };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(diagnostic.code.full());
    status.set_message(sentence(diagnostic));
    status.set_description(frame(diagnostic, Look::default()));
    let field = diagnostic.path.as_ref().map(|path| format!(" {path}")).unwrap_or_default();
    let mut test = TestCase::new(format!("{} {}{field}", case.name, diagnostic.code), status);
    if let Some(location) = place(diagnostic) {
        test.extra.insert("line".into(), ends(location).0.line.to_string().into());
    }
    test
}
