//! What is said, and by which exit code, where others changed the routes of a rollout.

use crate::commands::canary::{QUICK, ROUTE, ended, held, shop, spec, start, until, weight};
use crate::env::TestEnv;

const LONG: &str = r#"[{"weight": 5, "hold": "1h"}, {"weight": 100, "hold": "1h"}]"#;

/// Sets the weights of both nodes.
fn set(env: &TestEnv, v1: u8, v2: u8) {
    let (v1, v2) = (format!("product-v1-vn={v1}"), format!("product-v2-vn={v2}"));
    let _ = env.expect(0, &["weights", ROUTE, &v1, &v2, "--take-weights"]);
}

#[test]
fn weights_of_others_are_seen_while_it_is_paused_and_somebody_has_to_decide() {
    let env = shop();
    env.write("spec.json", &spec(LONG));
    let child = start(&env, &[]);
    until(&env, "5 % is held", |rollout| rollout["state"] == "observing");
    let _ = env.expect(0, &["canary", "pause"]);
    held(&env);
    let paused = env.expect(20, &["canary", "status"]);
    assert!(paused.stdout.contains("held: paused by unknown@"), "{}", paused.text());
    set(&env, 45, 55);
    let status = env.expect(22, &["canary", "status"]);
    for said in ["  45 %", "  55 %", "somebody else changed the weights", "--reassert", "--adopt"] {
        assert!(status.stdout.contains(said), "{said}: {}", status.text());
    }
    let refused = env.expect(5, &["canary", "resume"]);
    for said in ["somebody else changed the weights", "--reassert", "--adopt"] {
        assert!(refused.stderr.contains(said), "{said}: {}", refused.text());
    }
    assert_eq!(weight(&env), 55, "nothing was done");
    let _ = env.expect(0, &["canary", "resume", "--reassert"]);
    until(&env, "its own weights are back", |rollout| rollout["weights"]["current"] == 5.0);
    let history = env.expect(0, &["canary", "history", "v2"]).stdout;
    assert!(history.contains(": pause\n") && history.contains(": reassert\n"), "{history}");
    let _ = env.expect(11, &["canary", "abort"]);
    assert_eq!(ended(&env, child).code, 11);
}

#[test]
fn a_route_that_is_deleted_is_warned_of_and_never_said_to_be_on_the_baseline() {
    let env = shop();
    env.write("spec.json", &spec(LONG));
    let child = start(&env, &[]);
    until(&env, "5 % is held", |rollout| rollout["state"] == "observing");
    let deleted = env.expect(0, &["delete", ROUTE, "-y"]);
    let warning = "W006 shopmesh:rt/product-vr/product-route is under the rollout `";
    assert!(deleted.stderr.contains(warning), "{}", deleted.text());
    held(&env);
    let status = env.expect(22, &["canary", "status"]);
    assert!(status.stdout.contains("product-route is gone"), "{}", status.text());
    assert!(!status.stdout.contains("95 %"), "nothing is drawn: {}", status.text());
    let resume = env.expect(5, &["canary", "resume"]);
    assert!(resume.stderr.contains("product-route is gone"), "{}", resume.text());
    let aborted = env.expect(22, &["canary", "abort"]);
    let said = "is gone: nothing to roll back there";
    assert!(aborted.stdout.contains(said), "{}", aborted.text());
    assert!(!aborted.text().contains("all traffic is on the baseline"), "{}", aborted.text());
    let history = env.expect(0, &["canary", "history", "v2"]);
    assert!(history.stdout.contains(said), "{}", history.text());
    assert_eq!(ended(&env, child).code, 22);
}

#[test]
fn the_end_of_a_rollout_is_held_against_what_is_there() {
    let env = shop();
    env.write("spec.json", &spec(QUICK));
    assert_eq!(ended(&env, start(&env, &[])).code, 0);
    set(&env, 50, 50);
    let _ = env.expect(22, &["canary", "status"]);
    set(&env, 100, 0);
    let _ = env.expect(11, &["canary", "status"]);
    let _ = env.expect(11, &["canary", "abort", "v2"]);
    // As a write would that was on its way when its sender was killed.
    set(&env, 95, 5);
    for verb in ["status", "abort"] {
        let run = env.expect(22, &["canary", verb]);
        for said in ["since then the weights were changed", "a write may have arrived late"] {
            assert!(run.stdout.contains(said), "{said}: {}", run.text());
        }
    }
    let run = env.expect(22, &["canary", "status"]);
    let undo = run.stdout.lines().last().unwrap().strip_prefix("undo:    weir ").unwrap();
    let _ = env.expect(0, &undo.split(' ').collect::<Vec<_>>());
    let _ = env.expect(11, &["canary", "status"]);
}
