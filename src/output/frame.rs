//! Diagnostics as frames: the message, the lines that it is about, and what to do.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};

use crate::diagnostic::{Diagnostic, Label, Safety, Severity, Source};
use crate::output::style::{is_unsafe, printable};

/// The most frames that are shown where nobody says how many. Who has more mistakes than that reads
/// no further.
pub const FRAMES_MAX: usize = 100;

/// Lines farther apart than this are shown in windows of their own.
const GAP_MAX: usize = 30;

/// Lines longer than this are not shown; their places are told.
const LINE_MAX: usize = 8 * 1024;

/// How frames look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    pub colored: bool,
    /// Columns; none is as wide as needed.
    pub width: Option<usize>,
}

/// The frames of the first [`FRAMES_MAX`] diagnostics, each followed by an empty line.
pub fn frames(diagnostics: &[Diagnostic], look: Look) -> String {
    first_frames(diagnostics, FRAMES_MAX, look)
}

/// The frames of the first `most` diagnostics, each followed by an empty line; the rest is counted.
pub fn first_frames(diagnostics: &[Diagnostic], most: usize, look: Look) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(most) {
        text.push_str(&frame(diagnostic, look));
        text.push_str("\n\n");
    }
    let more = diagnostics.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(text, "… and {more} more\n");
    }
    text
}

/// One frame, without a line end.
pub fn frame(diagnostic: &Diagnostic, look: Look) -> String {
    let renderer = if look.colored { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.unwrap_or(usize::from(u16::MAX)));
    let title = level(diagnostic.severity)
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.0);
    let mut group = title.elements(windows(diagnostic).into_iter().map(Window::element));
    if let Some(help) = help(diagnostic) {
        group = group.element(Level::HELP.message(one_line(&help)));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(one_line(note)));
    }
    let groups: [Group<'_>; 1] = [group];
    renderer.render(&groups)
}

/// What to do, and whether weir can do it.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let how = diagnostic.fix.as_ref().map(|fix| match fix.safety {
        Safety::Safe => "fixable: weir validate --fix",
        Safety::Unsafe => "fixable: weir validate --fix=unsafe",
    });
    match (&diagnostic.help, how) {
        (Some(help), Some(how)) => Some(format!("{help} ({how})")),
        (None, Some(how)) => Some(how.to_owned()),
        (help, None) => help.clone(),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::INFO.with_name("hint"),
    }
}

/// Lines of one text that are shown together.
struct Window<'a> {
    source: &'a Arc<Source>,
    /// The first and the last line.
    lines: (usize, usize),
    marks: Vec<(AnnotationKind, &'a Label)>,
}

/// The windows of a diagnostic; the one with its own place comes first.
fn windows(diagnostic: &Diagnostic) -> Vec<Window<'_>> {
    let mut windows: Vec<Window<'_>> = Vec::new();
    let primary = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let related = diagnostic.related.iter().map(|label| (AnnotationKind::Context, label));
    for (kind, label) in primary.chain(related) {
        let source = &label.location.source;
        let line = source.position(label.location.span.range().start).line;
        let near = windows.iter_mut().find(|window| {
            let (first, last) = window.lines;
            Arc::ptr_eq(window.source, source) && line + GAP_MAX >= first && line <= last + GAP_MAX
        });
        match near {
            Some(window) => {
                window.lines = (window.lines.0.min(line), window.lines.1.max(line));
                window.marks.push((kind, label));
            }
            None => {
                windows.push(Window { source, lines: (line, line), marks: vec![(kind, label)] });
            }
        }
    }
    windows
}

impl<'a> Window<'a> {
    fn element(self) -> Element<'a> {
        let name = one_line(self.source.name());
        let (first, last) = self.lines;
        let (start, end) = (self.source.line(first).start, self.source.line(last).end);
        let too_long = (first..=last).any(|line| self.source.line(line).len() > LINE_MAX);
        if too_long || start == end {
            return self.origin(name);
        }
        let text = &self.source.text()[start..end];
        let marks = self.marks.into_iter().map(|(kind, label)| mark(kind, label, start, text));
        Snippet::source(shown(text)).line_start(first).path(name).annotations(marks).into()
    }

    /// Only where it is, for lines that cannot be shown.
    fn origin(self, name: String) -> Element<'a> {
        let at = self.marks.first().map_or(0, |(_, label)| label.location.span.range().start);
        let position = self.source.position(at);
        Origin::path(name).line(position.line).char_column(position.column).into()
    }
}

/// A mark under the first line of a label's place, `text` beginning at `start`.
fn mark<'a>(kind: AnnotationKind, label: &'a Label, start: usize, text: &str) -> Annotation<'a> {
    let range = label.location.span.range();
    let from = range.start.saturating_sub(start).min(text.len());
    let to = range.end.saturating_sub(start).clamp(from, text.len());
    let line = text[from..to].find('\n').map_or(to, |end| from + end);
    let annotation = kind.span(shown(&text[..from]).len()..shown(&text[..line]).len());
    match label.text.as_str() {
        "" => annotation,
        label => annotation.label(one_line(label)),
    }
}

/// Lines of a text that cannot drive the terminal. Each character stays one, so that columns are
/// those of the text. ASCII controls are left to the renderer, which has symbols for them.
fn shown(text: &str) -> Cow<'_, str> {
    let hidden = |character: char| !character.is_ascii() && is_unsafe(character);
    if text.contains(hidden) {
        Cow::Owned(text.replace(hidden, "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text that cannot leave its line nor drive the terminal.
fn one_line(text: &str) -> String {
    printable(&text.replace(['\n', '\t'], " "))
}

#[cfg(test)]
mod tests;
