//! L019: a JSON access log with the same member twice.

use crate::diagnostic::{Code, Severity};
use crate::model::logging::LoggingFormat;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::proxies;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L019"),
    severity: Severity::Warning,
    title: "A JSON access log has the same member twice",
    forbidden: false,
    page: include_str!("log_key_twice.md"),
};

/// Looks for equal keys in JSON access logs.
#[derive(Debug)]
pub struct LogKeyTwice;

impl Rule for LogKeyTwice {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for log in proxies::access_logs(subject) {
            let Some(LoggingFormat::Json(fields)) = &log.value.format else { continue };
            let at = |index| log.path().member("format").member("json").item(index).member("key");
            for (index, field) in fields.iter().enumerate() {
                let same = fields[..index].iter().position(|other| other.key == field.key);
                let Some(first) = same else { continue };
                let message = format!("`{}` is there twice, and a line has it once", field.key);
                let finding = META.finding(log.id, at(index), message).label("again here");
                findings.push(finding.related(log.id, at(first), "this one is not written"));
            }
        }
    }
}
