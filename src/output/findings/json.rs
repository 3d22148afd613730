//! The JSON document of a run over documents, and one diagnostic in it.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Fix, Label, Location, Position};
use crate::output::diagnostics::Summary;
use crate::output::findings::{Findings, ends};
use crate::output::json::envelope;
use crate::validate::judgement::Suppressed;

/// The document of a run.
pub fn document(findings: &Findings<'_>) -> Value {
    let mut document = envelope("diagnostics", findings.exit_code);
    let target = findings.target.map(|target| json!({"endpoint": target}));
    document.insert("target".to_owned(), json!(target));
    document
        .insert("diagnostics".to_owned(), findings.diagnostics.iter().map(diagnostic).collect());
    document.insert("suppressed".to_owned(), findings.suppressed.iter().map(suppressed).collect());
    document.insert("summary".to_owned(), summary(findings.summary));
    Value::Object(document)
}

fn summary(summary: Summary) -> Value {
    let Summary { errors, warnings, infos, hints, files, resources, rollouts, suppressed, fixable } =
        summary;
    json!({
        "errors": errors,
        "warnings": warnings,
        "infos": infos,
        "hints": hints,
        "files": files,
        "resources": resources,
        "rolloutSpecs": rollouts,
        "suppressed": suppressed,
        "fixable": fixable,
    })
}

/// One diagnostic.
pub fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.primary.as_ref().map(|label| &label.location);
    json!({
        "code": diagnostic.code.full(),
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "address": diagnostic.address,
        "field": diagnostic.path,
        "location": place.map(location),
        "related": diagnostic.related.iter().map(related).collect::<Vec<_>>(),
        "help": diagnostic.help,
        "notes": diagnostic.notes,
        "fix": diagnostic.fix.as_ref().map(|one| fix(one, place)),
        "fingerprint": diagnostic.fingerprint(),
    })
}

fn suppressed(Suppressed { diagnostic: found, by, reason }: &Suppressed) -> Value {
    let mut value = diagnostic(found);
    value["suppression"] = json!({"by": by.as_str(), "reason": reason});
    value
}

fn related(label: &Label) -> Value {
    json!({ "message": label.text, "location": location(&label.location) })
}

fn location(location: &Location) -> Value {
    let (start, end) = ends(location);
    json!({
        "path": location.source.name(),
        "start": position(start),
        "end": position(end),
    })
}

fn position(Position { line, column, byte }: Position) -> Value {
    json!({ "line": line, "column": column, "byte": byte })
}

/// What would put it right: edits of the text that it stands in.
fn fix(fix: &Fix, place: Option<&Location>) -> Value {
    let edits = fix.edit.iter().zip(place).map(|(edit, place)| {
        let (start, end) = ends(&Location { source: place.source.clone(), span: edit.span });
        json!({"start": position(start), "end": position(end), "text": edit.text})
    });
    json!({"safety": fix.safety.as_str(), "edits": edits.collect::<Vec<_>>()})
}
