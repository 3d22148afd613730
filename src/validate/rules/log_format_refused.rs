//! L018: an access log format that Envoy does not take.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::model::logging::{FileAccessLog, LoggingFormat};
use crate::validate::envoy::log_format;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies::{self, At};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L018"),
    severity: Severity::Error,
    title: "Envoy does not take the format of an access log",
    forbidden: true,
    page: include_str!("log_format_refused.md"),
};

/// Reads the formats of access logs as Envoy does.
#[derive(Debug)]
pub struct LogFormatRefused;

impl Rule for LogFormatRefused {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for log in proxies::access_logs(subject) {
            for (path, format) in texts(&log) {
                if let Err(error) = log_format::check(format) {
                    let message = format!("Envoy does not take the format: {error}");
                    let mut finding = META.finding(log.id, path, message);
                    finding.help = error.help();
                    findings.push(finding);
                }
            }
        }
    }
}

/// The texts with commands in a format, and where they stand.
fn texts<'a>(log: &At<'a, FileAccessLog>) -> Vec<(FieldPath, &'a str)> {
    let format = log.path().member("format");
    match &log.value.format {
        Some(LoggingFormat::Text(text)) => vec![(format.member("text"), text)],
        Some(LoggingFormat::Json(fields)) => {
            let fields = fields.iter().enumerate();
            let at = |index| format.clone().member("json").item(index).member("value");
            fields.map(|(index, field)| (at(index), field.value.as_str())).collect()
        }
        Some(LoggingFormat::Other(_)) | None => Vec::new(),
    }
}
