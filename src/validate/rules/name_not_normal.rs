//! N005: a name with characters that can be written in two ways, written in the longer one.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::diagnostic::{Code, Severity};
use crate::model::{FieldPath, ResourceId};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("N005"),
    severity: Severity::Warning,
    title: "A name that is not in normal form",
    forbidden: false,
    page: include_str!("name_not_normal.md"),
};

/// Looks for names that are not in the normal form C of Unicode.
#[derive(Debug)]
pub struct NameNotNormal;

impl Rule for NameNotNormal {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        findings
            .extend(subject.ids().filter(|id| !is_nfc(id.name())).map(|id| finding(subject, id)));
    }
}

fn finding(subject: &Subject<'_>, id: &ResourceId) -> Finding {
    let normal: String = id.name().nfc().collect();
    let message = format!(
        "the name `{}` looks like another one: it has {} characters, and in normal form {}",
        id.name(),
        id.name().chars().count(),
        normal.chars().count()
    );
    let path = FieldPath::default().member(id.kind().row().name_member);
    let finding = META.finding(id, path, message).label("not in normal form C");
    let mut named = subject.named(&normal).iter();
    let twin = named.find(|other| {
        other.kind() == id.kind() && other.mesh() == id.mesh() && other.parent() == id.parent()
    });
    let finding = match twin {
        Some(twin) => finding.related(twin, FieldPath::default(), "this is the other one"),
        None => finding,
    };
    finding.help("write it in normal form C (NFC), as most keyboards and editors do")
}
