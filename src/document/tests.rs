//! Trees, checks and decoding, from text.

mod allowances;
mod fixes;
mod json_texts;
mod loading;
mod overlays;
mod properties;
mod texts;
mod variables;

use crate::document::{check, decode, json};
use crate::model::{FieldPath, Kind, Spec};

/// Checks the spec of a resource of `kind`; answers `CODE line:column path: message` lines.
fn check_spec(kind: Kind, text: &str) -> String {
    let parsed = json::parse(text);
    let mut problems = parsed.problems;
    for root in &parsed.roots {
        check::check(root, Spec::schema(kind), FieldPath::spec(), &mut problems);
    }
    let source = std::sync::Arc::new(crate::diagnostic::Source::new("-", text.to_owned()));
    let lines = problems.iter().map(|problem| {
        let at = source.position(problem.span.range().start);
        format!("{} {}:{} {problem}", problem.code, at.line, at.column)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_problem_of_a_spec_is_reported_with_its_place() {
    let text = r#"{
  "listener": [],
  "Backends": [],
  "serviceDiscovery": {"dns": {"hostname": 7}, "awsCloudMap": null},
  "listeners": [
    {"portMapping": {"port": 70000, "protocol": "htpp"}},
    {"portMapping": {"port": "80"}, "timeout": {"http": {}, "tcp": {}}, "timeout": {}}
  ]
}"#;
    insta::assert_snapshot!(check_spec(Kind::VirtualNode, text), @r#"
    F001 2:3 spec.listener: unknown field `listener` in `spec` (did you mean `listeners`?)
    F008 3:3 spec.Backends: `Backends` is written in another case (write `backends`)
    F002 4:44 spec.serviceDiscovery.dns.hostname: `hostname` must be a string, not a number
    F004 6:30 spec.listeners[0].portMapping.port: `port`: 70000 is not within 1 to 65535
    F003 6:49 spec.listeners[0].portMapping.protocol: `htpp` is not one of `http`, `tcp`, `http2` or `grpc` (did you mean `http`?)
    S003 7:73 spec.listeners[1]: `timeout` stands here twice
    F007 7:30 spec.listeners[1].portMapping.port: `port` must be a whole number, not a string (write 80 without quotes)
    F005 7:21 spec.listeners[1].portMapping: `protocol` is missing in `portMapping`
    F006 7:61 spec.listeners[1].timeout: `http` and `tcp` exclude one another
    F005 7:84 spec.listeners[1].timeout: `timeout` needs `http`, `http2`, `grpc` or `tcp`
    "#);
}

#[test]
fn a_valid_spec_is_typed_and_written_back_as_it_was() {
    let text = r#"{"listeners":[{"portMapping":{"port":8080,"protocol":"http"}}],"serviceDiscovery":{"dns":{"hostname":"a.local"}}}"#;
    assert_eq!(check_spec(Kind::VirtualNode, text), "");
    let root = json::parse(text).roots.remove(0);
    let spec = decode::spec(Kind::VirtualNode, &root).unwrap();
    assert_eq!(serde_json::to_string(&spec).unwrap(), text);
}

/// `SEVERITY CODE path:line:column message (help)`
fn line(diagnostic: &crate::diagnostic::Diagnostic) -> String {
    let place = diagnostic.primary.as_ref().map(|label| {
        let source = &label.location.source;
        let at = source.position(label.location.span.range().start);
        format!(" {}:{}:{}", source.name(), at.line, at.column)
    });
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let (severity, code, message) = (diagnostic.severity, diagnostic.code, &diagnostic.message);
    format!("{severity} {code}{} {message}{help}", place.unwrap_or_default())
}

#[test]
fn what_is_proposed_for_a_number_in_quotes_is_json() {
    for (text, bare) in [("0080", "80"), ("+81", "81"), ("00", "0"), ("-007", "-7")] {
        let text = format!(r#"{{"priority": "{text}", "tcpRoute": {{}}}}"#);
        let parsed = json::parse(&text);
        let mut problems = Vec::new();
        check::check(&parsed.roots[0], Spec::schema(Kind::Route), FieldPath::spec(), &mut problems);
        let help = problems.iter().find_map(|one| one.help.as_deref());
        assert_eq!(help, Some(format!("write {bare} without quotes").as_str()));
    }
}
