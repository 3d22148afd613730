//! Puts right in a text what can be put right, and leaves every other byte of it as it is.
//!
//! A text that was put right stays as it is when it is put right again.

use crate::diagnostic::fix::{Edit, edited};
use crate::diagnostic::{Diagnostic, Safety};
use crate::document::input::{Defaults, LoadedText};
use crate::document::json::DEPTH_MAX;
use crate::document::load::load;

/// A text that was put right.
#[derive(Debug)]
pub struct Fixed {
    pub text: String,
    /// What was wrong and is no more, in the order in which it was found.
    pub done: Vec<Diagnostic>,
}

/// The text with all that is put right by fixes up to that safety; nothing where there are none.
pub fn fix(text: &LoadedText, defaults: &Defaults, safety: Safety) -> Option<Fixed> {
    let mut fixed = None;
    // A field that gets its right name is looked into for the first time, one level a round.
    for _ in 0..=DEPTH_MAX {
        let bytes = match &fixed {
            None => text.bytes.clone(),
            Some(Fixed { text, .. }) => text.clone().into_bytes(),
        };
        let now = LoadedText { name: text.name.clone(), bytes, origin: text.origin };
        let Some(round) = round(now, defaults, safety) else { break };
        let mut done = fixed.map(|fixed: Fixed| fixed.done).unwrap_or_default();
        done.extend(round.done);
        fixed = Some(Fixed { text: round.text, done });
    }
    fixed
}

/// All fixes that are known before any is done.
fn round(text: LoadedText, defaults: &Defaults, safety: Safety) -> Option<Fixed> {
    let found = load(vec![text], defaults).diagnostics;
    let is_wanted = |one: &Diagnostic| one.fix.as_ref().is_some_and(|fix| fix.safety <= safety);
    let mut wanted: Vec<Diagnostic> = found.into_iter().filter(is_wanted).collect();
    let source = wanted.iter().find_map(|one| one.primary.as_ref())?.location.source.clone();
    let edits = apart(&wanted, source.text());
    wanted.retain(|one| match one.fix.as_ref().and_then(|fix| fix.edit.as_ref()) {
        Some(edit) => edits.binary_search(edit).is_ok(),
        None => true,
    });
    if wanted.is_empty() {
        return None;
    }
    Some(Fixed { text: edited(source.text(), &edits), done: wanted })
}

/// The edits that change something, in order. Of those that overlap, the first is done; the same
/// edit of what a YAML alias repeats is one.
fn apart(wanted: &[Diagnostic], text: &str) -> Vec<Edit> {
    let edits = wanted.iter().filter_map(|one| one.fix.as_ref()?.edit.clone());
    let mut edits: Vec<Edit> = edits
        .filter(|edit| text.get(edit.span.range()).is_some_and(|now| now != edit.text))
        .collect();
    edits.sort();
    edits.dedup();
    let mut end = 0;
    edits.retain(|edit| {
        let free = edit.span.start >= end;
        if free {
            end = edit.span.end;
        }
        free
    });
    edits
}
