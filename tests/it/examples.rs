//! Every example is valid, applies, changes nothing the second time, and survives a round trip.

use std::path::PathBuf;
use std::process::Command;

use crate::env::{TestEnv, root};

/// The commands that the README of each example names, without `weir`.
fn commands() -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut folders = vec![root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("README.md") {
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = text.lines().filter_map(|line| line.strip_prefix("    weir apply "));
                commands
                    .extend(lines.map(|line| line.split_whitespace().map(str::to_owned).collect()));
            }
        }
    }
    commands.sort();
    commands.dedup();
    commands
}

/// The arguments of a command, where files and folders of the project are named in full.
fn in_full(command: &[String]) -> Vec<String> {
    let full = |word: &String| match root().join(word) {
        path if path.exists() => path.to_str().unwrap().to_owned(),
        _ => word.clone(),
    };
    command.iter().map(full).collect()
}

/// Every folder with documents is named by a README, so that none goes untested.
#[test]
fn every_example_is_named_by_a_readme() {
    let named: Vec<PathBuf> =
        commands().iter().flat_map(|command| in_full(command)).map(PathBuf::from).collect();
    let rollouts = root().join("examples/rollouts");
    let mut folders = vec![root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension != "md") {
                let is_named = named.iter().any(|named| path.starts_with(named))
                    || path.parent() == Some(&rollouts);
                assert!(is_named, "no README names {}", path.display());
            }
        }
    }
    assert!(named.len() >= 17, "only {} examples were found", named.len());
}

#[test]
fn every_example_is_valid_applies_once_and_survives_a_round_trip() {
    for command in commands() {
        let env = TestEnv::new();
        let command = in_full(&command);
        let inputs: Vec<&str> = command.iter().map(String::as_str).collect();
        let with = |verb: &'static str, more: &[&'static str]| {
            let mut args = vec![verb];
            args.extend(&inputs);
            args.extend(more);
            args
        };
        let _ = env.expect(0, &with("validate", &["--fail-on", "warning"]));
        let _ = env.expect(1, &with("diff", &[]));
        let first = env.expect(0, &with("apply", &["-y", "-o", "json"])).json();
        assert!(first["summary"]["create"].as_u64().unwrap() > 0);
        let second = env.expect(0, &with("apply", &["-y", "-o", "json"])).json();
        assert_eq!(second["changes"], serde_json::json!([]), "{command:?} is not applied in full");
        let _ = env.expect(0, &with("diff", &[]));
        round_trip(&env, &command[0]);
    }
}

/// What was dumped and applied elsewhere is dumped as the same there.
fn round_trip(env: &TestEnv, name: &str) {
    for format in ["json", "yaml"] {
        let dumped = env.expect(0, &["dump", "-A", "-o", format]);
        let other = TestEnv::new();
        let file = other.write(&format!("all.{format}"), &dumped.stdout);
        let _ = other.expect(0, &["apply", file.to_str().unwrap(), "-y"]);
        let again = other.expect(0, &["dump", "-A", "-o", format]);
        assert_eq!(dumped.stdout, again.stdout, "{name} as {format}");
    }
}

/// Specs are valid, scripts can be read by a shell, and the README names each.
#[test]
fn every_example_of_a_rollout_is_valid() {
    let env = TestEnv::new();
    let readme = std::fs::read_to_string(root().join("examples/rollouts/README.md")).unwrap();
    let mut specs = 0;
    for entry in std::fs::read_dir(root().join("examples/rollouts")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("json" | "yaml") => {
                let run = env.expect(0, &["validate", path.to_str().unwrap()]);
                assert!(run.stderr.contains("ok: 1 rollout spec in 1 file"), "{}", run.text());
                specs += 1;
            }
            Some("sh") => {
                let shell = Command::new("sh").arg("-n").arg(&path).status().unwrap();
                assert!(shell.success(), "{name}");
            }
            _ => continue,
        }
        assert!(readme.contains(&format!("({name})")), "the README does not name {name}");
    }
    assert_eq!(specs, 4);
}
