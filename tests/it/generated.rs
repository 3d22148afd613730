//! What is committed is what the binary prints: completions, manual pages, README blocks.
//! `WEIR_BLESS=1` writes instead of comparing.

use std::collections::BTreeSet;
use std::path::Path;

use crate::env::{TestEnv, root};

/// Compares a committed file with what it should be, or writes it.
fn check(path: &Path, expected: &str) {
    if std::env::var_os("WEIR_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, expected).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == expected,
        "{} is not up to date; write it with: WEIR_BLESS=1 cargo test --test it generated",
        path.display()
    );
}

/// The names of the files in a folder of the project.
fn names(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn completions_are_up_to_date() {
    let env = TestEnv::new();
    let files = [
        ("bash", "weir.bash"),
        ("zsh", "_weir"),
        ("fish", "weir.fish"),
        ("elvish", "weir.elv"),
        ("powershell", "_weir.ps1"),
        ("nushell", "weir.nu"),
    ];
    for (shell, file) in files {
        let run = env.expect(0, &["completions", shell]);
        check(&root().join("completions").join(file), &run.stdout);
    }
    assert_eq!(names("completions"), files.map(|(_, file)| file.to_owned()).into());
}

#[test]
fn manual_pages_are_up_to_date() {
    let env = TestEnv::new();
    let _ = env.expect(0, &["man", "--all", "pages"]);
    let mut pages = BTreeSet::new();
    for entry in std::fs::read_dir(env.path().join("pages")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        check(&root().join("man").join(&name), &std::fs::read_to_string(entry.path()).unwrap());
        pages.insert(name);
    }
    assert_eq!(names("man"), pages);
}

#[test]
fn the_readme_lists_the_commands_and_the_exit_codes_that_there_are() {
    let env = TestEnv::new();
    let help = env.expect(0, &["-h"]).stdout;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let block =
        format!("<!-- commands -->\n```text\n{}\n```\n<!-- /commands -->", commands.trim_end());
    let start = readme.find("<!-- commands -->").expect("the README has a block of commands");
    let end_mark = "<!-- /commands -->";
    let end = readme.find(end_mark).expect("the block ends") + end_mark.len();
    let expected = format!("{}{block}{}", &readme[..start], &readme[end..]);
    check(&path, &expected);
}
