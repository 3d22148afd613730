//! Which files are read, in which order, and what is said about the others.

use std::path::PathBuf;

use crate::cli::inputs::files::walk_severity;
use crate::cli::inputs::{InputArgs, InputError};
use crate::diagnostic::Severity;
use crate::document::Origin;

/// A folder with files; `-> ` makes a link.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        match text.strip_prefix("-> ") {
            Some(target) => std::os::unix::fs::symlink(target, path).unwrap(),
            None => std::fs::write(path, text).unwrap(),
        }
    }
    dir
}

/// The names that are read, named ones with an exclamation mark, then the diagnostics.
fn check_inputs(files: &[(&str, &str)], paths: &[&str], no_recursive: bool) -> String {
    let dir = folder(files);
    let paths = paths.iter().map(|path| match *path {
        "-" => PathBuf::from("-"),
        path => dir.path().join(path),
    });
    let args = InputArgs { paths: paths.collect(), no_recursive, ..InputArgs::default() };
    let root = format!("{}/", dir.path().display());
    match args.read(&mut "text".as_bytes()) {
        Ok(inputs) => {
            let texts = inputs.texts.iter().map(|text| {
                let mark = if text.origin == Origin::Named { "!" } else { "" };
                format!("{}{mark}", text.name)
            });
            let told = inputs
                .diagnostics
                .iter()
                .map(|one| format!("{} {} {}", one.severity, one.code, one.message));
            texts.chain(told).collect::<Vec<_>>().join("\n").replace(&root, "")
        }
        Err(error) => error.to_string().replace(&root, ""),
    }
}

#[test]
fn folders_are_read_in_byte_order_without_what_is_ignored() {
    let files = [
        ("m/b.json", ""),
        ("m/B.yaml", ""),
        ("m/a/z.yml", ""),
        ("m/a.jsonl", ""),
        ("m/notes.txt", ""),
        ("m/.hidden/a.json", ""),
        ("m/build/a.json", ""),
        ("m/.gitignore", "build/\n"),
        ("m/secret.json", ""),
        ("m/.weirignore", "secret.json\n"),
    ];
    insta::assert_snapshot!(check_inputs(&files, &["m"], false), @"
    m/B.yaml
    m/a.jsonl
    m/a/z.yml
    m/b.json
    ");
    insta::assert_snapshot!(check_inputs(&files, &["m"], true), @"
    m/B.yaml
    m/a.jsonl
    m/b.json
    ");
}

#[test]
fn named_files_are_read_whatever_they_are_called_and_once() {
    let files = [("a.txt", ""), ("m/b.json", ""), ("m/.c.json", "")];
    let paths = ["a.txt", "m", "m/b.json", "m/.c.json", "m/../a.txt", "-"];
    insta::assert_snapshot!(check_inputs(&files, &paths, false), @"
    -!
    a.txt!
    m/.c.json!
    m/b.json!
    ");
}

#[test]
fn links_are_followed_but_not_in_circles() {
    let files = [("m/a.json", ""), ("m/up", "-> .."), ("m/gone.json", "-> nowhere")];
    insta::assert_snapshot!(check_inputs(&files, &["m"], false), @"
    m/a.json
    warning S016 `m/up/m/up` leads back to `m/up` and is not followed
    error S016 cannot read `m/gone.json`: entity not found
    error S016 cannot read `m/up/m/gone.json`: entity not found
    ");
}

#[test]
fn folders_that_cannot_be_read_are_errors() {
    // The mode of a folder does not keep root out, but a path that is too long does.
    let dir = tempfile::tempdir().unwrap();
    let long = |top: &str| {
        let deep = (0..14).fold(dir.path().join(top), |path, _| path.join("x".repeat(200)));
        std::fs::create_dir_all(&deep).unwrap();
        deep
    };
    long("below");
    std::fs::rename(dir.path().join("below"), long("m").join("below")).unwrap();
    std::fs::write(dir.path().join("m/a.json"), "{}").unwrap();
    let paths = vec![dir.path().join("m")];
    let inputs = InputArgs { paths, ..InputArgs::default() }.read(&mut std::io::empty()).unwrap();
    let told: Vec<_> = inputs.diagnostics.iter().map(|one| (one.severity, one.code.0)).collect();
    assert_eq!(told, [(Severity::Error, "S016")]);
    assert_eq!((inputs.texts.len(), inputs.unread), (1, 0), "a folder is no file");
}

#[test]
fn folders_that_may_not_be_entered_are_errors_and_circles_are_not() {
    let io = |kind| ignore::Error::Io(std::io::Error::from(kind));
    let at = |path: &str, err| ignore::Error::WithDepth {
        depth: 1,
        err: Box::new(ignore::Error::WithPath { path: path.into(), err: Box::new(err) }),
    };
    let denied = at("/", io(std::io::ErrorKind::PermissionDenied));
    assert_eq!(walk_severity(&denied), Severity::Error);
    let circle = ignore::Error::Loop { ancestor: "/".into(), child: "/a".into() };
    assert_eq!(walk_severity(&at("/", circle)), Severity::Warning);
    let dir = folder(&[("self", "-> self")]);
    let link = dir.path().join("self");
    let error = at(&link.display().to_string(), io(std::io::ErrorKind::Other));
    assert_eq!(walk_severity(&error), Severity::Warning);
}

#[test]
fn what_cannot_be_read_at_all() {
    insta::assert_snapshot!(check_inputs(&[], &["nothing.json"], false), @"`nothing.json` does not exist");
    insta::assert_snapshot!(check_inputs(&[], &["-", "-"], false), @"standard input is named twice");
    let none = InputArgs::default().read(&mut std::io::empty());
    assert!(matches!(none, Err(InputError::NoPath)));
}
