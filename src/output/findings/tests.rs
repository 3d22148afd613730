//! All renderings of one list: what each tool needs is there, and nothing in a text can break out.

use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location, Severity, Source, Span};
use crate::output::diagnostics::Summary;
use crate::output::findings::{Findings, Page, github, gitlab, json, junit, markdown, sarif, tap};
use crate::validate::judgement::{Examined, Origin, Suppressed};

/// A text that means something to every format.
const NASTY: &str = "a:,%|#`<x>&\"@\r\n]]>::\u{1b}[2J\u{9b}\u{202e}";

#[expect(clippy::unnecessary_wraps, reason = "this is how pages are asked for")]
fn page(_: Code) -> Option<Page> {
    let text =
        "# F001: Unknown field\n\n## What\n\nA member that\nis not known.\n\n## Why\n\nSo.\n";
    Some(Page { title: "Unknown field", text })
}

fn at(name: &str, text: &str, word: &str) -> Location {
    let start = text.find(word).unwrap();
    let source = Arc::new(Source::new(name, text.to_owned()));
    Location { source, span: Span::new(start..start + word.len()) }
}

/// An error in a known resource, a warning in a text without one, and a note on the whole run.
fn three() -> Vec<Diagnostic> {
    let text = "{\n  \"wieght\": 1\n}";
    let error = Diagnostic::new(Code("F001"), Severity::Error, "unknown field `wieght`")
        .at(at("./mesh dir/a.json", text, "\"wieght\""), "not a field")
        .related(at("b.json", text, "{"), "like here")
        .help("did you mean `weight`?");
    let warning = Diagnostic::new(Code("S006"), Severity::Warning, "nothing here")
        .at(at("/tmp/c.json", "", ""), "");
    vec![
        Diagnostic {
            address: Some("rt/cart/main".to_owned()),
            path: Some("spec.wieght".to_owned()),
            ..error
        },
        warning,
        Diagnostic::new(Code("S014"), Severity::Info, "skipped 1 file"),
    ]
}

fn examined() -> Vec<Examined> {
    let one = |address: &str, path: &str| Examined {
        address: address.to_owned(),
        path: path.to_owned(),
        allowances: Vec::new(),
    };
    vec![one("rt/cart/main", "./mesh dir/a.json"), one("vn/cart", "b.json")]
}

fn findings<'a>(
    diagnostics: &'a [Diagnostic],
    suppressed: &'a [Suppressed],
    examined: &'a [Examined],
) -> Findings<'a> {
    Findings {
        command: "validate",
        diagnostics,
        suppressed,
        examined,
        summary: Summary::new(diagnostics, 3, 2),
        fails_at: Severity::Error,
        exit_code: 1,
        completed: true,
        target: None,
        pages: &page,
    }
}

/// A rendering of the three.
fn rendered(render: impl Fn(&Findings<'_>) -> String) -> String {
    let (diagnostics, examined) = (three(), examined());
    render(&findings(&diagnostics, &[], &examined))
}

/// An error whose every text is `text`.
fn error(text: &str) -> Diagnostic {
    let source = Arc::new(Source::new(text, "meshName".to_owned()));
    let location = Location { source, span: Span::new(0..8) };
    Diagnostic::new(Code("F001"), Severity::Error, text).at(location, "").help(text)
}

fn of_nasty(render: impl Fn(&Findings<'_>) -> String) -> String {
    render(&findings(&[error(NASTY)], &[], &[]))
}

#[test]
fn github_annotates_lines() {
    insta::assert_snapshot!(rendered(github::text), @"
    ::error file=mesh dir/a.json,line=2,col=3,endColumn=11,title=F001::unknown field `wieght`; did you mean `weight`?
    ::warning file=/tmp/c.json,line=1,col=1,endColumn=1,title=S006::nothing here
    ::notice title=S014::skipped 1 file
    ");
    insta::assert_snapshot!(of_nasty(github::text), @r#"::error file=a%3A%2C%25|#`<x>&"@%0D%0A]]>%3A%3A\u{1b}[2J\u{9b}\u{202e},line=1,col=1,endColumn=9,title=F001::a:,%25|#`<x>&"@%0D%0A]]>::\u{1b}[2J\u{9b}\u{202e}; a:,%25|#`<x>&"@%0D%0A]]>::\u{1b}[2J\u{9b}\u{202e}"#);
}

#[test]
fn gitlab_has_a_place_for_everything() {
    let issues: Vec<Value> = serde_json::from_str(&rendered(gitlab::text)).unwrap();
    for issue in &issues {
        for member in ["description", "check_name", "fingerprint", "severity"] {
            assert!(!issue[member].as_str().unwrap().is_empty(), "{issue}");
        }
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"), "{issue}");
    }
    assert_eq!(issues[0]["location"]["path"], "mesh dir/a.json");
    assert_eq!(issues[0]["severity"], "critical");
    let twice = [error("x"), error("x")];
    let issues: Value = serde_json::from_str(&gitlab::text(&findings(&twice, &[], &[]))).unwrap();
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"], "all but one would be dropped");
}

#[test]
fn sarif_has_both_ends_of_every_place() {
    let log: Value = serde_json::from_str(&rendered(sarif::text)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "what has no place is a notification");
    for result in results {
        let rule = &run["tool"]["driver"]["rules"]
            [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["fullDescription"]["text"], "A member that is not known.");
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Why"));
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        for location in result["locations"].as_array().unwrap().iter().chain(related) {
            let region = &location["physicalLocation"]["region"];
            for end in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(region[end].as_u64().unwrap() >= 1, "{region}");
            }
        }
        assert_eq!(result["partialFingerprints"]["weir/v1"].as_str().unwrap().len(), 12);
    }
    let uri =
        |at: usize| &results[at]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!([uri(0), uri(1)], ["mesh%20dir/a.json", "file:///tmp/c.json"]);
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notes[0]["message"]["text"], "skipped 1 file");
    assert_eq!(run["invocations"][0]["exitCode"], 1);
}

#[test]
fn sarif_says_what_does_not_count_and_why() {
    let suppressed =
        |by| Suppressed { diagnostic: error("x"), by, reason: Some("moved".to_owned()) };
    let all = [suppressed(Origin::Document), suppressed(Origin::Project)];
    let log: Value = serde_json::from_str(&sarif::text(&findings(&[], &all, &[]))).unwrap();
    let results = &log["runs"][0]["results"];
    let kind = |at: usize| &results[at]["suppressions"][0]["kind"];
    assert_eq!([kind(0), kind(1)], ["inSource", "external"]);
    assert_eq!(results[0]["suppressions"][0]["justification"], "moved");
}

#[test]
fn junit_has_a_case_for_what_is_right_too() {
    insta::assert_snapshot!(rendered(junit::text), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="weir validate" tests="4" skipped="0" failures="1" errors="0">
        <testsuite name="mesh dir/a.json" tests="1" skipped="0" errors="0" failures="1">
            <testcase name="rt/cart/main F001 spec.wieght" classname="mesh dir/a.json" line="2" file="mesh dir/a.json">
                <failure message="unknown field `wieght`; did you mean `weight`?" type="WEIR-F001">error[F001]: unknown field `wieght`
     --&gt; ./mesh dir/a.json:2:3
      |
    2 |   &quot;wieght&quot;: 1
      |   ^^^^^^^^ not a field
      |
     ::: b.json:1:1
      |
    1 | {
      | - like here
      |
      = help: did you mean `weight`?</failure>
            </testcase>
        </testsuite>
        <testsuite name="b.json" tests="1" skipped="0" errors="0" failures="0">
            <testcase name="vn/cart" classname="b.json" file="b.json"/>
        </testsuite>
        <testsuite name="/tmp/c.json" tests="1" skipped="0" errors="0" failures="0">
            <testcase name="/tmp/c.json" classname="/tmp/c.json" file="/tmp/c.json">
                <system-out>warning[S006]: nothing here
    --&gt; /tmp/c.json:1:1</system-out>
            </testcase>
        </testsuite>
        <testsuite name="weir" tests="1" skipped="0" errors="0" failures="0">
            <testcase name="validate">
                <system-out>info[S014]: skipped 1 file</system-out>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
    let nasty = of_nasty(junit::text);
    assert!(!nasty.contains("]]>"), "{nasty}");
    assert!(!nasty.contains('\u{1b}'), "{nasty:?}");
}

#[test]
fn tap_counts_resources() {
    insta::assert_snapshot!(rendered(tap::text), @r#"
    TAP version 14
    1..4
    not ok 1 - rt/cart/main
      ---
      diagnostics:
        - code: WEIR-F001
          severity: error
          message: "unknown field `wieght`; did you mean `weight`?"
          at: "mesh dir/a.json:2:3"
      ...
    ok 2 - vn/cart
    ok 3 - /tmp/c.json
      ---
      diagnostics:
        - code: WEIR-S006
          severity: warning
          message: "nothing here"
          at: "/tmp/c.json:1:1"
      ...
    ok 4 - validate
      ---
      diagnostics:
        - code: WEIR-S014
          severity: info
          message: "skipped 1 file"
      ...
    "#);
    let why = [error("no such file")];
    let bailed = Findings { completed: false, ..findings(&why, &[], &[]) };
    assert_eq!(tap::text(&bailed), "TAP version 14\nBail out! no such file; no such file\n");
    let nasty = of_nasty(tap::text);
    assert_eq!(nasty.lines().filter(|line| line.starts_with("not ok")).count(), 1, "{nasty}");
    assert!(!nasty.contains('\u{1b}'), "{nasty:?}");
}

#[test]
fn markdown_is_one_table() {
    insta::assert_snapshot!(rendered(markdown::text), @"
    ### weir validate: 1 error, 1 warning, 1 info in 3 files (2 resources)

    | severity | code | where | what |
    | --- | --- | --- | --- |
    | error | F001 | `mesh dir/a.json:2:3`<br>`rt/cart/main` | unknown field `wieght`<br>did you mean `weight`? |
    | warning | S006 | `/tmp/c.json:1:1` | nothing here |
    | info | S014 |  | skipped 1 file |
    ");
    insta::assert_snapshot!(of_nasty(markdown::text), @r#"
    ### weir validate: 1 error in 3 files (2 resources)

    | severity | code | where | what |
    | --- | --- | --- | --- |
    | error | F001 | `a:,%\|#'<x>&"@\u{d} ]]>::\u{1b}[2J\u{9b}\u{202e}:1:1` | a:,%\|\#&lt;x&gt;&amp;"&#64;\\u{d} \]\]&gt;::\\u{1b}\[2J\\u{9b}\\u{202e}<br>a:,%\|\#&lt;x&gt;&amp;"&#64;\\u{d} \]\]&gt;::\\u{1b}\[2J\\u{9b}\\u{202e} |
    "#);
    insta::assert_snapshot!(markdown::text(&findings(&[], &[], &[])), @"
    ### weir validate: ok

    2 resources in 3 files, no problems
    ");
    let many = vec![error(&"long ".repeat(100)); 1000];
    let long = markdown::text(&findings(&many, &[], &[]));
    assert!(long.len() < 61_000 && long.contains("… and "), "{}", long.len());
}

#[test]
fn json_has_texts_as_they_are() {
    let text = "a\n\u{1b}\u{9b}\u{202e}";
    let json = json::diagnostic(&error(text));
    assert_eq!([&json["message"], &json["location"]["path"]], [text, text]);
    assert_eq!(json["fix"], Value::Null);
    let document = json::document(&findings(&[], &[], &[]));
    for list in ["diagnostics", "suppressed"] {
        assert_eq!(document[list], Value::Array(Vec::new()), "{list}");
    }
}
