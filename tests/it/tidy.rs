//! The house: layers, headers, sizes, names, the length of the lock file.

use std::path::{Path, PathBuf};

use crate::env::root;

/// Which layer may import which; the order is that of the data.
const LAYERS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("model", &[]),
    ("rollout", &["model"]),
    // The spec of a rollout is a document.
    ("document", &["model", "diagnostic", "rollout"]),
    ("validate", &["model", "diagnostic"]),
    ("plan", &["model"]),
    ("routing", &["model"]),
    ("xds", &["model", "routing"]),
    // Statistics are those of the clusters that proxies were told.
    ("telemetry", &["model", "xds"]),
    ("client", &["model", "rollout"]),
    ("store", &["model", "rollout"]),
    ("execute", &["model", "plan", "client"]),
    ("drive", &["model", "rollout", "client"]),
    // A request body is a document too, so the server reads it with the document layer.
    (
        "server",
        &[
            "model",
            "rollout",
            "diagnostic",
            "document",
            "validate",
            "store",
            "routing",
            "xds",
            "telemetry",
        ],
    ),
    // What a control plane tells of its proxies is shown as it was told.
    ("output", &["model", "rollout", "diagnostic", "validate", "plan", "routing", "client"]),
    (
        "cli",
        &[
            "model",
            "diagnostic",
            "document",
            "validate",
            "plan",
            "routing",
            "xds",
            "client",
            "store",
            "execute",
            "rollout",
            "drive",
            "server",
            "output",
        ],
    ),
];

/// Layers that do no IO, read no clock and spawn nothing.
const PURE: &[&str] = &[
    "diagnostic",
    "model",
    "document",
    "validate",
    "plan",
    "routing",
    "xds",
    "rollout",
    "telemetry",
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "handler",
    "processor",
    "data",
    "info",
];

/// The longest a file may be, tests and tables aside.
const LINES_MAX: usize = 500;

/// How many packages the lock file may hold. It may be raised; it should be noticed.
const PACKAGES_MAX: usize = 400;

/// All Rust files below a folder of the project, with their text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

fn is_test(path: &Path) -> bool {
    let tests = ["tests", "properties", "conformance", "service_model", "arbitrary"];
    let path = path.with_extension("");
    path.components().any(|part| tests.iter().any(|test| part.as_os_str() == *test))
}

/// The names that follow `crate::`, wherever it stands: `crate::a::b`, `crate::{a, b}`.
fn imports(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let word = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.split('}').next().unwrap().split(',').map(word)),
            None => names.push(word(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn layers_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for (layer, allowed) in LAYERS {
        let files = rust_files(&format!("src/{layer}"));
        // Tests may start the real thing.
        for (path, text) in files.into_iter().filter(|(path, _)| !is_test(path)) {
            for name in imports(&text) {
                let known = LAYERS.iter().any(|(layer, _)| *layer == name);
                if known && name != *layer && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{} imports {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_layer() {
    for entry in std::fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_layer = LAYERS.iter().any(|(layer, _)| *layer == name);
        assert!(is_layer || matches!(name, "main.rs" | "lib.rs"), "src/{name} is no layer");
    }
}

#[test]
fn pure_layers_deny_what_is_not_pure() {
    for layer in PURE {
        let path = root().join("src").join(layer).join("mod.rs");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains("#![deny(clippy::disallowed_methods)]"), "src/{layer}/mod.rs");
        for (path, text) in rust_files(&format!("src/{layer}")) {
            assert!(!text.contains("async fn"), "{} is async", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_answers_for() {
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        assert!(text.starts_with("//! "), "{} does not begin with `//! `", path.display());
    }
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let table = text.lines().nth(1) == Some("// tidy: table");
        let lines = text.lines().count();
        if lines > LINES_MAX && !table && !is_test(&path) {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        for part in path.components() {
            let name = part.as_os_str().to_str().unwrap().trim_end_matches(".rs");
            if EMPTY_NAMES.contains(&name) {
                wrong.push(format!("{} has a name that says nothing", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["FIXME", "XXX", "TODO", "todo!(", "unimplemented!(", "dbg!("];
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        if path.ends_with("tidy.rs") {
            continue;
        }
        for line in text.lines().filter(|line| !line.contains("TODO(remove in ")) {
            let mark = marks.iter().find(|mark| line.contains(*mark));
            assert!(mark.is_none(), "{}: {line}", path.display());
        }
    }
}

#[test]
fn the_lock_file_is_not_too_long() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let packages = lock.matches("[[package]]").count();
    assert!(
        packages <= PACKAGES_MAX,
        "{packages} packages; raise PACKAGES_MAX if they are worth it"
    );
}

#[test]
fn every_test_file_is_listed() {
    for (list, folder) in [("main.rs", "tests/it"), ("commands/mod.rs", "tests/it/commands")] {
        let list = root().join("tests/it").join(list);
        let text = std::fs::read_to_string(&list).unwrap();
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let is_code = path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
            let is_listed = path == list || text.contains(&format!("mod {name};"));
            assert!(!is_code || is_listed, "{} is not listed", path.display());
        }
    }
}
