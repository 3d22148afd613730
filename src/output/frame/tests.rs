//! Frames of texts that are hard to show.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location, Severity, Source, Span};
use crate::output::frame::{Look, frame, frames};
use crate::output::style::is_unsafe;

/// The frame of a diagnostic at the first `mark` in a text.
fn check_frame(text: &str, mark: &str) -> String {
    let start = text.find(mark).unwrap();
    let source = Arc::new(Source::new("a.json", text.to_owned()));
    let location = Location { source, span: Span::new(start..start + mark.len()) };
    let diagnostic =
        Diagnostic::new(Code("F001"), Severity::Warning, "something").at(location, "here");
    frame(&diagnostic, Look::default())
}

#[test]
fn lines_that_are_hard_to_show() {
    insta::assert_snapshot!(check_frame("{\r\n  \"é漢\": bad\r\n}\r\n", "bad"), @r#"
    warning[F001]: something
     --> a.json:2:9
      |
    2 |   "é漢": bad
      |          ^^^ here
    "#);
    insta::assert_snapshot!(check_frame("{\t\"a\": \u{1b}[31mbad", "bad"), @r#"
    warning[F001]: something
     --> a.json:1:13
      |
    1 | {    "a": ␛[31mbad
      |                ^^^ here
    "#);
    insta::assert_snapshot!(check_frame("x: bad\ny: 1", "bad\ny"), @"
    warning[F001]: something
     --> a.json:1:4
      |
    1 | x: bad
      |    ^^^ here
    ");
    let long = format!("{{\"a\": \"{}\", bad", "x".repeat(100_000));
    insta::assert_snapshot!(check_frame(&long, "bad"), @"
    warning[F001]: something
    --> a.json:1:100011
    ");
}

#[test]
fn lines_cannot_drive_the_terminal() {
    insta::assert_snapshot!(check_frame("{\"\u{9b}2J\u{85}\u{200f}\u{61c}\u{202e}é\": \u{9c}bad\u{9d}", "bad"), @r#"
    warning[F001]: something
     --> a.json:1:15
      |
    1 | {"�2J����é": �bad�
      |               ^^^ here
    "#);
    let every = ('\0'..=char::MAX).filter(|c| is_unsafe(*c) && *c != '\n').collect::<String>();
    let shown = check_frame(&format!("{every}bad"), "bad");
    assert_eq!(shown.chars().find(|c| is_unsafe(*c) && *c != '\n'), None, "{shown:?}");
}

#[test]
fn messages_cannot_drive_the_terminal() {
    let diagnostic = Diagnostic::new(Code("N002"), Severity::Error, "a\u{1b}[2Jb\nc").help("\u{7}");
    insta::assert_snapshot!(frame(&diagnostic, Look::default()), @r"
    error[N002]: a\u{1b}[2Jb c
     |
     = help: \u{7}
    ");
}

#[test]
fn an_empty_text_and_distant_places() {
    insta::assert_snapshot!(check_frame("", ""), @"
    warning[F001]: something
    --> a.json:1:1
    ");
    let text = format!("first\n{}last", "\n".repeat(500));
    let source = Arc::new(Source::new("a.json", text.clone()));
    let at = |span| Location { source: Arc::clone(&source), span };
    let end = text.len();
    let diagnostic = Diagnostic::new(Code("S003"), Severity::Info, "twice")
        .at(at(Span::new(end - 4..end)), "again")
        .related(at(Span::new(0..5)), "before")
        .note("that is all");
    insta::assert_snapshot!(frame(&diagnostic, Look::default()), @"
    info[S003]: twice
       --> a.json:502:1
        |
    502 | last
        | ^^^^ again
        |
       ::: a.json:1:1
        |
      1 | first
        | ----- before
        |
        = note: that is all
    ");
}

#[test]
fn frames_are_counted_after_a_hundred() {
    let many = vec![Diagnostic::new(Code("F001"), Severity::Error, "again"); 130];
    let text = frames(&many, Look::default());
    assert_eq!(text.matches("error[F001]").count(), 100);
    assert!(text.ends_with("… and 30 more\n\n"));
}
