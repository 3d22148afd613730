//! What counts, what does not, and that neither is silent about a policy in vain.

use std::sync::Arc;

use globset::Glob;
use jiff::civil::date;

use crate::diagnostic::{Code, Diagnostic, Location, Severity, Source, Span};
use crate::validate::judgement::{
    Allowance, Examined, Judged, Origin, Policy, UNUSED, Where, can_be_allowed, judge,
};

fn found(code: &'static str, severity: Severity, address: &str) -> Diagnostic {
    let source = Arc::new(Source::new("mesh/a.json", address.to_owned()));
    let location = Location { source, span: Span::new(0..address.len()) };
    Diagnostic {
        address: Some(address.to_owned()),
        ..Diagnostic::new(Code(code), severity, "something").at(location, "")
    }
}

fn examined(addresses: &[&str]) -> Vec<Examined> {
    let one = |address: &&str| Examined {
        address: (*address).to_owned(),
        path: "mesh/a.json".to_owned(),
        allowances: Vec::new(),
    };
    addresses.iter().map(one).collect()
}

fn allowance(code: &str, address: Option<&str>) -> Allowance {
    Allowance {
        code: code.to_owned(),
        within: Where {
            address: address.map(|glob| Glob::new(glob).unwrap().compile_matcher()),
            path: None,
        },
        reason: Some("moved".to_owned()),
        until: None,
        origin: Origin::Project,
        written: None,
    }
}

/// What counts, as `code severity`, and what does not, as `code`.
fn told(judged: &Judged) -> (Vec<String>, Vec<&str>) {
    let counts = judged.diagnostics.iter().map(|one| format!("{} {}", one.code, one.severity));
    let suppressed = judged.suppressed.iter().map(|one| one.diagnostic.code.0);
    (counts.collect(), suppressed.collect())
}

const WARNING: Severity = Severity::Warning;

#[test]
fn codes_matter_as_much_as_the_policy_says() {
    let severities =
        [("L008".to_owned(), Severity::Error), ("L009".to_owned(), Severity::Info)].into();
    let policy = Policy { severities, ..Policy::default() };
    let all = || ["L008", "L009", "L010"].map(|code| found(code, WARNING, "vr/x")).to_vec();
    let judged = judge(all(), &policy, &[]);
    assert_eq!(told(&judged).0, ["L008 error", "L009 info", "L010 warning"]);
    let strict = Policy { strict: true, ..policy };
    assert_eq!(told(&judge(all(), &strict, &[])).0, ["L008 error", "L009 info", "L010 error"]);
}

#[test]
fn what_is_allowed_somewhere_counts_elsewhere() {
    let policy =
        Policy { allowances: vec![allowance("L008", Some("vr/old-*"))], ..Policy::default() };
    let all = ["vr/old-a", "vr/new"].map(|address| found("L008", WARNING, address)).to_vec();
    let judged = judge(all, &policy, &examined(&["vr/old-a", "vr/new"]));
    assert_eq!(told(&judged), (vec!["L008 warning".to_owned()], vec!["L008"]));
    assert_eq!(judged.diagnostics[0].address.as_deref(), Some("vr/new"));
    assert_eq!(judged.suppressed[0].reason.as_deref(), Some("moved"));
}

#[test]
fn an_allowance_that_is_over_does_not_hold_and_says_so() {
    let until = |until| Allowance { until: Some(until), ..allowance("L008", None) };
    let on = |day| Policy {
        allowances: vec![until(date(2026, 3, 31))],
        today: Some(day),
        ..Policy::default()
    };
    let all = || vec![found("L008", WARNING, "vr/x")];
    let last_day = judge(all(), &on(date(2026, 3, 31)), &examined(&["vr/x"]));
    assert_eq!(told(&last_day).1, ["L008"]);
    let over = judge(all(), &on(date(2026, 4, 1)), &examined(&["vr/x"]));
    assert_eq!(told(&over).0, ["L008 warning"]);
    assert_eq!(over.diagnostics[0].notes, ["this was allowed until 2026-03-31 (moved)"]);
}

#[test]
fn what_no_control_plane_accepts_cannot_be_allowed() {
    let codes = ["S001", "F002", "N002", "R004", "R008"];
    for code in codes {
        assert!(!can_be_allowed(Code(code)), "{code}");
        let one = found(code, Severity::Error, "vn/x");
        let policy = Policy {
            allowances: vec![allowance(code, None)],
            severities: [(code.to_owned(), Severity::Info)].into(),
            baseline: [(one.fingerprint(), String::new())].into(),
            ..Policy::default()
        };
        let judged = judge(vec![one], &policy, &examined(&["vn/x"]));
        assert_eq!(judged.diagnostics[0].severity, Severity::Error, "{code}");
        assert_eq!(judged.diagnostics[0].notes.len(), 2, "{:?}", judged.diagnostics[0].notes);
        assert!(judged.suppressed.is_empty());
    }
    let forbidden = crate::validate::RULES.iter().map(|rule| rule.meta());
    for meta in forbidden.filter(|meta| meta.forbidden) {
        assert!(!can_be_allowed(meta.code), "{}", meta.code);
    }
    let mark = found("S010", Severity::Info, "vn/x");
    let policy = Policy { allowances: vec![allowance("S010", None)], ..Policy::default() };
    assert_eq!(told(&judge(vec![mark], &policy, &[])).1, ["S010"], "an info is no obstacle");
}

#[test]
fn what_a_document_allows_holds_for_its_own_resource_only() {
    let one = found("L008", WARNING, "vr/one");
    let written = (one.primary.clone().unwrap().location, "vr/one".to_owned());
    let own =
        Allowance { origin: Origin::Document, written: Some(written), ..allowance("L008", None) };
    let mut resources = examined(&["vr/one", "vr/two"]);
    resources[0].allowances = vec![own];
    let all = vec![one, found("L008", WARNING, "vr/two")];
    let judged = judge(all, &Policy::default(), &resources);
    assert_eq!(told(&judged), (vec!["L008 warning".to_owned()], vec!["L008"]));
    assert_eq!(judged.suppressed[0].by, Origin::Document);
    let unused = judge(Vec::new(), &Policy::default(), &resources);
    assert_eq!(told(&unused).0, ["L099 hint"]);
    assert!(unused.diagnostics[0].primary.is_some(), "it is shown where it is written");
}

#[test]
fn allowances_in_vain_are_told_where_they_could_have_held() {
    let policy = Policy {
        allowances: vec![allowance("L008", Some("vr/*")), allowance("L009", Some("vg/*"))],
        ..Policy::default()
    };
    let judged = judge(Vec::new(), &policy, &examined(&["vr/one"]));
    assert_eq!(told(&judged).0, ["L099 hint"], "no gateway was looked at");
    assert!(judged.diagnostics[0].message.contains("L008"));
}

#[test]
fn what_was_known_before_does_not_count_and_what_is_gone_is_told() {
    let (one, other) = (found("L008", WARNING, "vr/one"), found("L008", WARNING, "vr/two"));
    let known = |diagnostic: &Diagnostic| (diagnostic.fingerprint(), "mesh/a.json".to_owned());
    let elsewhere = ("0123456789ab".to_owned(), "mesh/other.json".to_owned());
    let baseline = [known(&one), known(&other), elsewhere].into();
    let policy = Policy { baseline, ..Policy::default() };
    let resources = examined(&["vr/one", "vr/two"]);
    let new = found("L009", WARNING, "rt/one/a");
    let judged = judge(vec![one.clone(), other, new], &policy, &resources);
    assert_eq!(told(&judged), (vec!["L009 warning".to_owned()], vec!["L008", "L008"]));
    let gone = judge(vec![one], &policy, &resources);
    assert_eq!(gone.diagnostics[0].code, UNUSED);
    assert_eq!(gone.diagnostics[0].message, "1 finding of the baseline can no longer be found");
}
