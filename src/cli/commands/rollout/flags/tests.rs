//! Flags and a spec file that says the same are the same rollout.

use clap::Parser;

use super::*;

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
         --keep-baseline 1h --label hotfix --name cart",
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
                {"metric": "errors", "max": "1%"},
                {"metric": "errors", "max": 0.005},
                {"metric": "latency", "at": "p99", "max": "250ms"}
            ],
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
    let error = typed(&canary("rt/a/b --to c --stages 50,25").document(), Some(&mesh()));
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "25 % comes after 50 %; weights only rise (to go back, abort the rollout)"
    );
    assert_eq!(error.code, Some(Code("F012")));
    for words in [
        "weir rt/a/b",
        "weir --to c",
        "weir rt/a/b --to c --spec file",
        "weir vn/a --to c",
        "weir rt/a/b --to c --gate latency",
        "weir rt/a/b --to c --stages 5,fast",
        "weir rt/a/b --to c --hold soon",
    ] {
        assert!(Canary::try_parse_from(words.split(' ')).is_err(), "{words}");
    }
}
