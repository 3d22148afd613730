//! Every example is valid, applies, changes nothing the second time, and survives a round trip.

use std::path::PathBuf;

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

/// Every folder with documents is named by a README, so that none goes untested.
#[test]
fn every_example_is_named_by_a_readme() {
    let named: Vec<PathBuf> =
        commands().iter().map(|command| root().join(command[0].as_str())).collect();
    let mut folders = vec![root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension != "md") {
                let is_named = named.iter().any(|named| path.starts_with(named));
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
        let path = root().join(&command[0]);
        let mut inputs = vec![path.to_str().unwrap()];
        inputs.extend(command[1..].iter().map(String::as_str));
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
