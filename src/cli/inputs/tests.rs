//! Which files are read, in which order, and what is said about the others.

use std::path::PathBuf;

use crate::cli::inputs::{InputArgs, InputError};
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
            let told = inputs.diagnostics.iter().map(|one| format!("{} {}", one.code, one.message));
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
    S016 `m/up/m/up` leads back to `m/up` and is not followed
    S016 cannot read `m/gone.json`: entity not found
    S016 cannot read `m/up/m/gone.json`: entity not found
    ");
}

#[test]
fn what_cannot_be_read_at_all() {
    insta::assert_snapshot!(check_inputs(&[], &["nothing.json"], false), @"`nothing.json` does not exist");
    insta::assert_snapshot!(check_inputs(&[], &["-", "-"], false), @"standard input is named twice");
    let none = InputArgs::default().read(&mut std::io::empty());
    assert!(matches!(none, Err(InputError::NoPath)));
}
