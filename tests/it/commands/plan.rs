//! `weir plan`, plan files, `weir show`.

use crate::env::TestEnv;

/// A mesh with two nodes and a route, applied, and a document that changes the route.
fn shop() -> TestEnv {
    let env = TestEnv::new();
    let node = |name| {
        format!(
            r#"{{"meshName":"m","virtualNodeName":"{name}","spec":{{"listeners":[{{"portMapping":
            {{"port":80,"protocol":"tcp"}}}}],"serviceDiscovery":{{"dns":{{"hostname":"{name}.local"}}}}}}}}"#
        )
    };
    let documents = [
        r#"{"meshName":"m","spec":{}}"#.to_owned(),
        node("a"),
        node("b"),
        r#"{"meshName":"m","virtualRouterName":"r","spec":{"listeners":[{"portMapping":
            {"port":80,"protocol":"tcp"}}]}}"#
            .to_owned(),
        route("a", 1),
    ];
    env.write("mesh.json", &format!("[{}]", documents.join(",")));
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    env.write("mesh.json", &format!("[{}]", documents[..4].join(",")));
    env.write("route.json", &route("b", 1));
    env
}

fn route(node: &str, weight: u8) -> String {
    format!(
        r#"{{"meshName":"m","virtualRouterName":"r","routeName":"x","spec":{{"tcpRoute":{{"action":
        {{"weightedTargets":[{{"virtualNode":"{node}","weight":{weight}}}]}}}}}}}}"#
    )
}

#[test]
fn a_saved_plan_is_shown_and_carried_out_exactly() {
    let env = shop();
    let planned = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
    assert!(planned.stderr.contains("to do exactly this: weir apply p.json"), "{}", planned.text());
    let shown = env.expect(0, &["show", "p.json"]);
    assert!(shown.stdout.contains("0 to add, 1 to change, 0 to delete"), "{}", shown.text());
    // What is not in the plan may change, and the documents may too.
    env.write("other.json", r#"{"meshName":"m","virtualNodeName":"c","spec":{}}"#);
    let _ = env.expect(0, &["apply", "other.json", "-y"]);
    env.write("route.json", &route("a", 9));
    let _ = env.expect(0, &["apply", "p.json", "-y"]);
    let weights = env.expect(0, &["weights", "rt/r/x", "-m", "m", "--json"]).json();
    assert_eq!(weights["targets"][0]["virtualNode"], "b");
    let twice = env.expect(5, &["apply", "--plan", "p.json", "-y"]);
    assert!(twice.stderr.contains("error[P001]: the plan was carried out already"));
}

#[test]
fn a_plan_that_no_longer_fits_is_refused_with_what_moved_and_the_ways_out() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
    let _ = env.expect(0, &["weights", "rt/r/x", "a=7", "-m", "m"]);
    let refused = env.expect(5, &["apply", "p.json", "-y"]);
    insta::assert_snapshot!(refused.text(), @"
    exit 5
    -- stderr
    error[P001]: the plan no longer fits: m:rt/r/x has version 2, not 1

    hint: m:rt/r/x differs in spec.tcpRoute.action.weightedTargets[0].weight
    hint: nothing was changed
    hint: plan again to see what it is now: weir plan PATH
    hint: or plan only what did not move: --target, --except
    ");
    let forced = env.expect(0, &["weights", "rt/r/x", "-m", "m", "--json"]).json();
    assert_eq!(forced["targets"][0]["weight"], 7, "nothing was changed");
}

#[test]
fn a_plan_for_another_target_is_refused() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
    let server = env.serve();
    let refused = env.expect(5, &["apply", "p.json", "-y", "--endpoint", &server.url]);
    assert!(refused.stderr.contains("error[P002]: the plan is for the control plane embedded"));
    assert_eq!(server.stop(), 0);
    // The same mesh made anew has another uid.
    let _ = env.expect(0, &["delete", "m/m", "--cascade", "-y"]);
    env.write("mesh.json", r#"[{"meshName":"m","spec":{}}]"#);
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    let refused = env.expect(5, &["apply", "p.json", "-y"]);
    assert!(
        refused.stderr.contains("error[P002]: the mesh m is another one"),
        "{}",
        refused.text()
    );
}

#[test]
fn a_plan_that_was_tampered_with_is_refused() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
    let text = std::fs::read_to_string(env.path().join("p.json")).unwrap();
    for (from, to) in [
        ("\"weight\": 1", "\"weight\": 2"),
        ("weir.plan/v1", "weir.plan/v2"),
        ("\"phase\"", "\"phrase\""),
    ] {
        assert!(text.contains(from), "{from}");
        env.write("p.json", &text.replace(from, to));
        let refused = env.expect(2, &["apply", "p.json", "-y"]);
        assert!(refused.stderr.contains("error[P003]"), "{}", refused.text());
        let _ = env.expect(2, &["show", "p.json"]);
    }
    env.write("p.json", &text[..text.len() / 2]);
    let _ = env.expect(2, &["apply", "--plan", "p.json", "-y"]);
}

#[test]
fn the_exit_code_of_a_plan_says_whether_there_is_something_to_do_if_asked() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json"]);
    let _ = env.expect(2, &["plan", "route.json", "--detailed-exitcode"]);
    let _ = env.expect(0, &["plan", "mesh.json", "--detailed-exitcode"]);
    let _ = env.expect(1, &["plan", "missing.json", "--detailed-exitcode"]);
}

#[test]
fn a_route_in_a_rollout_keeps_its_weights() {
    let env = shop();
    let document = |weight, rollout: &str, priority| {
        let tags = format!(r#","tags":[{{"key":"weir:rollout","value":"{rollout}"}}]}}"#);
        let text = route("a", weight)
            .replace("\"tcpRoute\"", &format!("\"priority\":{priority},\"tcpRoute\""));
        text[..text.len() - 1].to_owned() + &tags
    };
    env.write("route.json", &document(10, "canary-1", 1));
    let _ = env.expect(0, &["apply", "route.json", "-y"]);
    // A file that knows nothing of the rollout, with other weights and another priority.
    env.write("route.json", &document(50, "canary-1", 2));
    let run = env.expect(0, &["apply", "route.json", "-y"]);
    assert!(
        run.stderr.contains("W006 the weights of m:rt/r/x belong to the rollout `canary-1`"),
        "{}",
        run.text()
    );
    let route = env.expect(0, &["describe", "rt/r/x", "-m", "m", "--json"]).json();
    let spec = &route["resource"]["spec"];
    assert_eq!(spec["priority"], 2);
    assert_eq!(spec["tcpRoute"]["action"]["weightedTargets"][0]["weight"], 10);
    let refused = env.expect(5, &["weights", "rt/r/x", "a=20", "-m", "m"]);
    assert!(refused.stderr.contains("error[W006]"), "{}", refused.text());
    let _ = env.expect(0, &["apply", "route.json", "-y", "--take-weights"]);
    let weights = env.expect(0, &["weights", "rt/r/x", "-m", "m", "--json"]).json();
    assert_eq!(weights["targets"][0]["weight"], 50);
    let _ = env.expect(0, &["weights", "rt/r/x", "a=20", "-m", "m", "--take-weights"]);
}

#[test]
fn a_run_is_undone_and_the_undoing_too() {
    let env = shop();
    let _ = env.expect(0, &["apply", "route.json", "-y"]);
    let node = || {
        let weights = env.expect(0, &["weights", "rt/r/x", "-m", "m", "--json"]).json();
        weights["targets"][0]["virtualNode"].as_str().unwrap().to_owned()
    };
    assert_eq!(node(), "b");
    let _ = env.expect(5, &["undo"]);
    let _ = env.expect(0, &["undo", "-y"]);
    assert_eq!(node(), "a");
    let _ = env.expect(0, &["undo", "-y"]);
    assert_eq!(node(), "b");
    // What somebody changed since is not taken back.
    let _ = env.expect(0, &["weights", "rt/r/x", "b=9", "-m", "m"]);
    let runs = env.expect(0, &["history", "rt/r/x", "-o", "name"]).stdout;
    let runs: Vec<&str> = runs.lines().collect();
    assert_eq!(runs.len(), 5, "{runs:?}");
    let refused = env.expect(5, &["undo", runs[1], "-y"]);
    assert!(refused.stderr.contains("error[P001]: the run cannot be"), "{}", refused.text());
    let _ = env.expect(1, &["undo", "nothing-like-that", "-y"]);
}

#[test]
fn a_protected_context_is_confirmed_by_its_name() {
    let env = shop();
    let server = env.serve();
    env.write(
        ".config/weir/config.toml",
        &format!("[context.prod]\nendpoint = \"{}\"\nprotected = true\n", server.url),
    );
    let refused = env.expect(5, &["apply", "route.json", "-y", "-c", "prod"]);
    assert!(refused.stderr.contains("the context `prod` is protected"), "{}", refused.text());
    let _ = env.expect(5, &["apply", "route.json", "--confirm", "production", "-c", "prod"]);
    let _ = env.expect(0, &["apply", "route.json", "--confirm", "prod", "-c", "prod"]);
}
