//! SARIF 2.1.0, as code scanning services read it. Lines and columns count from 1.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic, Label, Location, Severity};
use crate::output::findings::{Findings, ends, place, sentence, tidy_path};
use crate::output::json;
use crate::validate::judgement::{Origin, Suppressed};

/// What may not stand in a URI as it is.
const NOT_IN_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of a run.
pub fn text(findings: &Findings<'_>) -> String {
    let suppressed = findings.suppressed.iter().map(|one| &one.diagnostic);
    let all = || findings.diagnostics.iter().chain(suppressed.clone());
    let codes: BTreeMap<Code, usize> = {
        let codes: std::collections::BTreeSet<Code> = all().map(|one| one.code).collect();
        codes.into_iter().enumerate().map(|(at, code)| (code, at)).collect()
    };
    let located = findings.diagnostics.iter().filter(|one| one.primary.is_some());
    let mut results: Vec<Value> = located.map(|one| Value::Object(result(one, &codes))).collect();
    results.extend(findings.suppressed.iter().map(|one| Value::Object(excused(one, &codes))));
    let run = json!({
        "tool": {"driver": {
            "name": "weir",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": codes.keys().map(|code| rule(*code, findings)).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(findings, &codes)],
        "results": results,
    });
    json::text(&json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})) + "\n"
}

fn rule(code: Code, findings: &Findings<'_>) -> Value {
    let mut rule = json!({"id": code.full(), "name": code.0});
    if let Some(page) = (findings.pages)(code) {
        rule["shortDescription"] = json!({"text": page.title});
        rule["fullDescription"] = json!({"text": section(page.text, "What")});
        let help = page.text.trim();
        rule["help"] = json!({"text": help, "markdown": help});
    }
    rule
}

/// What stands under a heading of a page.
fn section(page: &str, heading: &str) -> String {
    let below = page.split_once(&format!("\n## {heading}\n")).map_or(page, |(_, below)| below);
    below.split("\n## ").next().unwrap_or_default().trim().replace('\n', " ")
}

/// How the run ended, and what it has to tell that has no place.
fn invocation(findings: &Findings<'_>, codes: &BTreeMap<Code, usize>) -> Value {
    let placeless = findings.diagnostics.iter().filter(|one| one.primary.is_none());
    let notifications = placeless.map(|one| {
        json!({
            "level": level(one.severity),
            "message": {"text": sentence(one)},
            "associatedRule": {"id": one.code.full(), "index": codes[&one.code]},
        })
    });
    json!({
        "executionSuccessful": findings.completed,
        "exitCode": findings.exit_code,
        "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
    })
}

fn result(diagnostic: &Diagnostic, codes: &BTreeMap<Code, usize>) -> Map<String, Value> {
    let mut result = Map::new();
    let mut put = |name: &str, value: Value| drop(result.insert(name.to_owned(), value));
    put("ruleId", json!(diagnostic.code.full()));
    put("ruleIndex", json!(codes[&diagnostic.code]));
    put("level", json!(level(diagnostic.severity)));
    put("message", json!({"text": sentence(diagnostic)}));
    put("partialFingerprints", json!({"weir/v1": diagnostic.fingerprint()}));
    if let Some(location) = place(diagnostic) {
        let mut located = json!({"physicalLocation": physical(location)});
        if let Some(address) = &diagnostic.address {
            let name =
                diagnostic.path.iter().fold(address.clone(), |name, path| format!("{name}#{path}"));
            located["logicalLocations"] = json!([{"fullyQualifiedName": name}]);
        }
        put("locations", json!([located]));
        if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| fix.edit.as_ref()) {
            let deleted = Location { source: location.source.clone(), span: fix.span };
            let replacement = json!({
                "deletedRegion": region(&deleted),
                "insertedContent": {"text": fix.text},
            });
            let change =
                json!({"artifactLocation": artifact(location), "replacements": [replacement]});
            put("fixes", json!([{"artifactChanges": [change]}]));
        }
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate();
        put("relatedLocations", related.map(|(at, label)| self::related(at, label)).collect());
    }
    result
}

fn excused(suppressed: &Suppressed, codes: &BTreeMap<Code, usize>) -> Map<String, Value> {
    let mut result = result(&suppressed.diagnostic, codes);
    let kind = if suppressed.by == Origin::Document { "inSource" } else { "external" };
    let mut suppression = json!({"kind": kind});
    if let Some(reason) = &suppressed.reason {
        suppression["justification"] = json!(reason);
    }
    result.insert("suppressions".to_owned(), json!([suppression]));
    result
}

fn related(at: usize, label: &Label) -> Value {
    json!({
        "id": at + 1,
        "physicalLocation": physical(&label.location),
        "message": {"text": label.text},
    })
}

fn physical(location: &Location) -> Value {
    json!({"artifactLocation": artifact(location), "region": region(location)})
}

fn artifact(location: &Location) -> Value {
    let path = tidy_path(location.source.name());
    let encoded = utf8_percent_encode(&path, NOT_IN_URI).to_string();
    // What begins at the root is a URI with a scheme; the rest is relative to where weir ran.
    json!({"uri": if path.starts_with('/') { format!("file://{encoded}") } else { encoded }})
}

fn region(location: &Location) -> Value {
    let (start, end) = ends(location);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}
