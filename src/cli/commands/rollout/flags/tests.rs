//! Flags and a spec file that says the same are the same rollout.

use std::path::Path;

use clap::Parser;

use super::*;
use crate::document::Origin::Named;
use crate::document::{self, Defaults, LoadedText, Texts};
use crate::model::Snapshot;
use crate::rollout::prepare::{Conditions, Warning, prepare};
use crate::rollout::spec::Windows;
use crate::rollout::window::Calendar;

#[derive(Debug, Parser)]
struct Canary {
    #[command(flatten)]
    args: CanaryArgs,
}

#[derive(Debug, Parser)]
struct BlueGreen {
    #[command(flatten)]
    args: BlueGreenArgs,
}

fn canary(words: &str) -> CanaryArgs {
    Canary::try_parse_from(format!("weir {words}").split(' ')).unwrap().args
}

fn mesh() -> ResourceName {
    ResourceName::parse("shop").unwrap()
}

fn file(text: &str) -> Wanted {
    let document: Value = serde_json::from_str(text).unwrap();
    rollout::read_value(&document, Some(&mesh())).unwrap()
}

#[test]
fn flags_of_a_canary_are_a_spec_file() {
    let flags = canary(
        "rt/api/main other:rt/api/admin --to vn/api-v2:8080 --from api-v1 --keep-others \
         --stages 1,approve=go,100 --hold 2m --max-hold 10m --gate errors --gate errors=0.5% \
         --gate latency=p99<250ms --interval 5s --budget 200 --on-loss rollback --deadline 3h \
         --keep-baseline 1h --label hotfix --name cart --min-requests 100 --acks 50% \
         --verify-within 30s --settle 1s",
    );
    let said = typed(&flags.document(), Some(&mesh())).unwrap();
    let written = file(
        r#"{
            "kind": "weir.rollout/v1", "name": "cart", "strategy": "canary",
            "targets": [
                {"mesh": "shop", "virtualRouter": "api", "route": "main", "baseline": "api-v1",
                    "canary": "api-v2", "port": 8080, "others": "keep"},
                {"mesh": "other", "virtualRouter": "api", "route": "admin", "baseline": "api-v1",
                    "canary": "api-v2", "port": 8080, "others": "keep"}
            ],
            "stages": [
                {"weight": 1, "hold": "2m", "maxHold": "10m"},
                {"approve": "go"},
                {"weight": 100, "hold": "2m", "maxHold": "10m"}
            ],
            "gates": [
                {"metric": "errors", "max": "1%", "minRequests": 100},
                {"metric": "errors", "max": 0.005, "minRequests": 100},
                {"metric": "latency", "at": "p99", "max": "250ms", "minRequests": 100}
            ],
            "verify": {"acks": 50, "within": "30s", "settle": "1s"},
            "interval": "5s",
            "budget": {"badRequests": 200},
            "lease": {"onLoss": "rollback"},
            "deadline": "3h",
            "keepBaseline": "1h",
            "labels": ["hotfix"]
        }"#,
    );
    assert_eq!(said, written);
}

#[test]
fn the_shortest_canary_is_safe() {
    let said = typed(&canary("rt/api/main --to api-v2").document(), Some(&mesh())).unwrap();
    let written = file(
        r#"{
            "kind": "weir.rollout/v1", "name": "api-v2", "strategy": "canary",
            "targets": [{"virtualRouter": "api", "route": "main", "canary": "api-v2"}],
            "stages": [{"weight": 5}, {"weight": 25}, {"weight": 50}, {"weight": 100}]
        }"#,
    );
    assert_eq!(said, written);
}

#[test]
fn flags_of_a_blue_green_rollout_are_a_spec_file() {
    let words = [
        "weir",
        "rt/api/main",
        "--to=api-v2",
        "--from=api-v1",
        "--preview=x-preview=me",
        "--smoke=./smoke -v",
        "--switch=manual",
        "--bake=1m",
    ];
    let flags = BlueGreen::try_parse_from(words).unwrap().args;
    let said = typed(&flags.document(), Some(&mesh())).unwrap();
    let written = file(
        r#"{
            "kind": "weir.rollout/v1", "name": "api-v2", "strategy": "blue-green",
            "targets": [{"virtualRouter": "api", "route": "main", "blue": "api-v1",
                "green": "api-v2"}],
            "preview": {"header": {"x-preview": "me"}},
            "smoke": {"exec": ["sh", "-c", "./smoke -v"]},
            "switch": "manual",
            "bake": "1m"
        }"#,
    );
    assert_eq!(said, written);
}

#[test]
fn what_flags_cannot_mean_is_told_without_a_place() {
    for (stages, message, hint) in [
        (
            "50,25,10",
            "25 % comes after 50 %; weights only rise; 10 % comes after 25 %; weights only rise",
            "to go back, abort the rollout",
        ),
        (
            "5,approve,25,approve,50,approve,100",
            "two approvals are called `approve`",
            "give each a name of its own, such as `approve=early`",
        ),
    ] {
        let words = format!("rt/a/b --to c --stages {stages}");
        let error = typed(&canary(&words).document(), Some(&mesh())).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.hints, [hint]);
        assert_eq!(error.code, Some(Code("F012")));
    }
    for words in [
        "weir rt/a/b",
        "weir --to c",
        "weir rt/a/b --to c --spec file",
        "weir vn/a --to c",
        "weir rt/a/b --to c --gate latency",
        "weir rt/a/b --to c --stages 5,fast",
        "weir rt/a/b --to c --hold soon",
        "weir rt/a/b --to c --min-requests 10",
    ] {
        assert!(Canary::try_parse_from(words.split(' ')).is_err(), "{words}");
    }
}

/// The texts of files and folders of the examples.
fn texts(names: &[&str]) -> Vec<LoadedText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut texts = Vec::new();
    let mut paths: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.display().to_string();
        if path.extension().is_some_and(|extension| extension == "json" || extension == "yaml") {
            texts.push(LoadedText { name, bytes: std::fs::read(&path).unwrap(), origin: Named });
        }
    }
    texts
}

/// The shop as the README of the rollouts has it.
fn shop() -> Snapshot {
    let all = Texts {
        documents: texts(&["shopmesh"]),
        overlay: texts(&["rollouts/start"]),
        ..Texts::default()
    };
    let shop = document::load_all(all, &Defaults::default());
    assert!(!shop.has_errors(), "{:?}", shop.diagnostics);
    shop.snapshot()
}

#[test]
fn every_example_can_be_started_on_the_shop() {
    let shop = shop();
    let mut names = Vec::new();
    for text in texts(&["rollouts"]) {
        if text.name.contains("/start/") {
            continue;
        }
        let name = text.name.clone();
        let defaults = Defaults { rollouts: Rollouts::Read, ..Defaults::default() };
        let read = document::load(vec![text], &defaults);
        assert!(!read.has_errors(), "{name}: {:?}", read.diagnostics);
        let [RolloutSpec { wanted: Some(wanted) }] = read.rollouts.as_slice() else {
            panic!("{name} holds no rollout spec");
        };
        let seen = Conditions { acks: true, proxies: true, requests: true, detached: false };
        let prepared = prepare(wanted.clone(), &shop, seen).unwrap();
        // Two routes of the shop lead to the same nodes, so only both together can be observed.
        let is_unsplit = |warning: &Warning| matches!(warning, Warning::Unsplit(_));
        assert!(prepared.warnings.iter().all(is_unsplit), "{name}: {:?}", prepared.warnings);
        assert!(
            Calendar::new(prepared.spec.windows.as_ref().unwrap_or(&Windows {
                tz: "UTC".to_owned(),
                allow: Vec::new(),
                deny: Vec::new(),
                bypass: None,
            }))
            .is_ok()
        );
        names.push(wanted.spec.name.clone());
    }
    names.sort();
    let all = ["product-colours", "product-v2", "product-v2-everywhere", "product-v2-prometheus"];
    assert_eq!(names, all);
}

#[test]
fn programs_with_a_path_are_beside_the_spec_that_names_them() {
    let program = |spec: Option<&str>, program: &str| {
        let mut hooks = crate::rollout::example::spec().hooks;
        hooks[0].call = HookCall::Exec(vec![program.to_owned(), "./argument".to_owned()]);
        let args = SpecArgs { spec: spec.map(PathBuf::from), ..SpecArgs::default() };
        args.settle_programs(&mut hooks).unwrap();
        let HookCall::Exec(words) = hooks.remove(0).call else { panic!("it was a program") };
        words
    };
    let with = |program: &str| vec![program.to_owned(), "./argument".to_owned()];
    assert_eq!(program(Some("/specs/a.json"), "./smoke.sh"), with("/specs/smoke.sh"));
    assert_eq!(program(Some("/specs/a.json"), "bin/smoke"), with("/specs/bin/smoke"));
    assert_eq!(program(Some("/specs/a.json"), "/bin/true"), with("/bin/true"));
    assert_eq!(program(Some("/specs/a.json"), "curl"), with("curl"), "it is looked for in PATH");
    assert_eq!(program(Some("-"), "./smoke.sh"), with("./smoke.sh"));
    let here = std::env::current_dir().unwrap().join("specs/smoke.sh");
    assert_eq!(program(Some("specs/a.json"), "./smoke.sh"), with(&here.to_string_lossy()));
}
