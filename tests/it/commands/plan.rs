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
    hint: or see what became of this plan, and do that: --refresh
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

#[test]
fn a_plan_is_written_over_nothing_but_a_plan() {
    let env = shop();
    let documents = std::fs::read_to_string(env.path().join("mesh.json")).unwrap();
    let refused = env.expect(2, &["plan", "route.json", "-O", "mesh.json"]);
    assert!(refused.stderr.contains("`mesh.json` is there already and is no plan"));
    assert_eq!(std::fs::read_to_string(env.path().join("mesh.json")).unwrap(), documents);
    let refused = env.expect(2, &["plan", "route.json", "-O", "/dev/null"]);
    assert!(refused.stderr.contains("`/dev/null` is no ordinary file"), "{}", refused.text());
    for _ in 0..2 {
        let planned = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
        assert!(planned.stderr.contains("saved to p.json"), "{}", planned.text());
    }
}

#[test]
fn a_plan_is_made_again_for_its_own_resources_and_what_became_of_it_is_told() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json", "-O", "p.json"]);
    let same = env.expect(0, &["apply", "p.json", "--refresh", "--dry-run"]);
    assert!(same.stderr.contains("the plan is the same as when it was made"), "{}", same.text());
    let _ = env.expect(0, &["weights", "rt/r/x", "a=7", "-m", "m"]);
    let told = env.expect(0, &["apply", "p.json", "--refresh", "--dry-run"]);
    insta::assert_snapshot!(told.text(), @"
    exit 0
    -- stdout
    ~ rt/r/x
        tcpRoute.action.weightedTargets
          - a   weight 7
          + b   weight 1

    0 to add, 1 to change, 0 to delete, 0 unchanged
    -- stderr
    the plan is another one now, for 1 resource:
      m:rt/r/x: update tcpRoute.action.weightedTargets[a], tcpRoute.action.weightedTargets[b], from other values than when the plan was made
    dry run: nothing was changed
    ");
    // Nobody is there to be asked.
    let _ = env.expect(5, &["apply", "p.json", "--refresh"]);
    let _ = env.expect(0, &["apply", "p.json", "--refresh", "-y"]);
    let weights = env.expect(0, &["weights", "rt/r/x", "-m", "m", "--json"]).json();
    assert_eq!(weights["targets"][0]["virtualNode"], "b");
}

#[test]
fn a_saved_plan_is_shown_as_it_was_when_it_was_made() {
    let env = shop();
    let options = ["plan", "route.json", "--set", "shop"];
    let planned = env.expect(0, &[&options[..], &["-O", "p.json"]].concat());
    let shown = env.expect(0, &["show", "p.json"]);
    let (head, rest) = shown.stdout.split_once("\n\n").unwrap();
    assert!(head.starts_with("plan ") && head.ends_with(" for embedded"), "{head}");
    let plain = |text: &str| text.replace("the embedded control plane", "embedded");
    // Only the space between two ends of a line differs.
    let words = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(rest), words(&planned.stdout));
    let planned = env.expect(0, &[&options[..], &["-o", "markdown"]].concat());
    let shown = env.expect(0, &["show", "p.json", "-o", "markdown"]);
    let without =
        |text: &str| plain(text).replace("(route.json:1)", "").replace("route.json:1", "");
    assert_eq!(words(&without(&shown.stdout)), words(&without(&planned.stdout)));
    let planned = env.expect(0, &[&options[..], &["--json"]].concat()).json();
    let shown = env.expect(0, &["show", "p.json", "--json"]).json();
    for member in ["schema", "summary", "estimate"] {
        assert_eq!(shown[member], planned[member]);
    }
    assert_eq!(shown["changes"][0]["patch"], planned["changes"][0]["patch"]);
}

#[test]
fn results_go_to_files_too_in_any_form_of_the_command() {
    let env = shop();
    let copies = ["--report", "json=r.json", "--report", "markdown=r.md", "--report", "text=r.txt"];
    let run = env.expect(0, &[&["plan", "route.json"][..], &copies].concat());
    let read = |name: &str| std::fs::read_to_string(env.path().join(name)).unwrap();
    assert!(read("r.md").starts_with("### Plan for mesh m"), "{}", read("r.md"));
    assert_eq!(read("r.txt"), run.stdout);
    assert!(read("r.json").contains("\"schema\": \"weir.plan/v1\""));
    let copies = ["--report", "json=r.json", "--report", "name=r.txt"];
    let _ = env.expect(1, &[&["diff", "route.json"][..], &copies].concat());
    assert_eq!(read("r.txt"), "rt/r/x\n");
    assert!(read("r.json").contains("\"schema\": \"weir.diff/v1\""));
    let _ = env.expect(0, &[&["apply", "route.json", "-y"][..], &copies].concat());
    assert_eq!(read("r.txt"), "rt/r/x\n");
    assert!(read("r.json").contains("\"outcome\": \"done\""));
    let _ = env.expect(2, &["apply", "route.json", "-y", "--report", "sarif=x"]);
    let _ = env.expect(2, &["plan", "route.json", "--report", "json=no/such/folder/x"]);
}

#[test]
fn whoever_names_no_set_is_told_whose_it_is_that_changes() {
    let env = shop();
    let _ = env.expect(0, &["apply", "route.json", "-y", "--set", "shop"]);
    env.write("route.json", &route("a", 1));
    let told = env.expect(0, &["plan", "route.json"]);
    assert!(
        told.stderr.contains(
            "warning: rt/r/x belongs to the set `shop`, which this run does not name: --set shop"
        ),
        "{}",
        told.text()
    );
    let named = env.expect(0, &["plan", "route.json", "--set", "shop"]);
    assert!(!named.stderr.contains("belongs to the set"), "{}", named.text());
    let _ = env.expect(5, &["plan", "route.json", "--set", "other"]);
}

#[test]
fn flags_that_contradict_a_saved_plan_are_refused_by_name() {
    let env = shop();
    let _ = env.expect(0, &["plan", "route.json", "--set", "s", "-O", "p.json"]);
    let apply = |flags: &[&str]| env.run(&[&["apply", "p.json", "-y"][..], flags].concat());
    insta::assert_snapshot!(apply(&["--set", "other", "--prune"]).text(), @"
    exit 2
    -- stderr
    error: --set other contradicts the plan, which is for the set `s`

    hint: also: --prune contradicts the plan, which was made without it
    hint: leave it out, or make another plan with it: weir plan PATH
    hint: nothing was changed
    ");
    for (flags, named) in [
        (&["--set", "s", "--prune", "--max-deletes", "3"][..], "--prune"),
        (&["--target", "rt/*"], "--target"),
        (&["--except", "rt/*"], "--except"),
        (&["--take-weights"], "--take-weights"),
        (&["--var", "A=b"], "--var A"),
        (&["--overlay", "prod"], "--overlay"),
        (&["--kind", "rt"], "--kind"),
        (&["-R"], "--no-recursive"),
        (&["-m", "other"], "--mesh other"),
        (&["--refresh", "--set", "other"], "--set other"),
    ] {
        let run = apply(flags);
        assert_eq!(run.code, 2, "{flags:?}\n{}", run.text());
        let refused = format!("error: {named} contradicts the plan, which ");
        assert!(run.stderr.contains(&refused), "{flags:?}\n{}", run.text());
    }
    insta::assert_snapshot!(apply(&["route.json"]).text(), @"
    exit 2
    -- stderr
    error: `p.json` is a saved plan, and a run is for one plan or for documents

    hint: to do exactly what the plan says: weir apply p.json
    hint: nothing was changed
    ");
    let documents = env.expect(2, &["apply", "mesh.json", "-f", "p.json", "-y"]);
    assert!(documents.stderr.contains("`p.json` is a saved plan"), "{}", documents.text());
    // What says the same is no contradiction.
    let _ = env.expect(0, &["apply", "-f", "p.json", "-y", "--set", "s", "-m", "m"]);
    let rest = env.expect(2, &["apply", "--resume", "last", "-y", "--set", "other"]);
    assert!(rest.stderr.contains("--set other contradicts the run, which is for the set `s`"));
}
