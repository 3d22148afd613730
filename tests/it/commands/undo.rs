//! `weir undo`, `history` and `show`: which run is meant, and that only what a run did is taken back.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::env::TestEnv;
use crate::slow;

/// A mesh with a node of each name.
fn write_mesh(env: &TestEnv, file: &str, mesh: &str, nodes: &[&str]) {
    let node = |name: &&str| {
        format!(
            r#",{{"meshName":"{mesh}","virtualNodeName":"{name}","spec":{{"listeners":
            [{{"portMapping":{{"port":80,"protocol":"http"}}}}],"serviceDiscovery":{{"dns":
            {{"hostname":"{name}.local"}}}}}}}}"#
        )
    };
    let nodes: String = nodes.iter().map(node).collect();
    env.write(file, &format!(r#"[{{"meshName":"{mesh}","spec":{{}}}}{nodes}]"#));
}

/// The names of the runs, the newest first.
fn runs(env: &TestEnv) -> Vec<String> {
    let names = env.expect(0, &["history", "-o", "name"]).stdout;
    names.lines().map(str::to_owned).collect()
}

/// Starts an apply whose first write takes its time, and waits until it is about to be sent.
fn begin(env: &TestEnv, args: &[&str]) -> Child {
    let folder = env.path().join(".local/state/weir/runs");
    let child = env.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    let begun = || {
        let run = std::fs::read_dir(&folder).ok()?.next()?.ok()?;
        let text = std::fs::read_to_string(run.path().join("events.jsonl")).ok()?;
        text.contains("starting").then_some(())
    };
    while begun().is_none() {
        assert!(started.elapsed() < Duration::from_secs(20), "nothing was begun");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn what_a_colleague_made_meanwhile_is_not_counted_and_not_taken_back() {
    for extensions in [&[][..], &["apply"][..]] {
        let env = TestEnv::new();
        write_mesh(&env, "mesh.json", "m", &["a"]);
        let server = env.serve();
        let url = slow::proxy_with(&server.url, Duration::from_secs(2), extensions);
        let child = begin(&env, &["apply", "mesh.json", "-y", "--endpoint", &url]);
        let _ = env.expect(0, &["apply", "mesh.json", "-y", "--endpoint", &server.url]);
        let run = env.shown(child.wait_with_output().unwrap());
        assert_eq!(run.code, 0, "{}", run.text());
        assert!(run.stdout.contains("applied 0 changes"), "{}", run.text());
        assert!(run.stdout.contains("2 done already by somebody else"), "{}", run.text());
        assert!(!run.stderr.contains("weir undo"), "{}", run.text());
        let nothing = env.expect(1, &["undo", "-y", "--endpoint", &url]);
        assert!(nothing.stderr.contains("changed anything on"), "{}", nothing.text());
        let first = runs(&env).pop().unwrap();
        let _ = env.expect(0, &["undo", &first, "-y", "--endpoint", &url]);
        let there = env.expect(0, &["get", "all", "-m", "m", "-o", "name"]).stdout;
        assert_eq!(there, "m/m\nvn/a\n");
    }
}

#[test]
fn what_a_colleague_made_otherwise_refuses_the_run_as_out_of_date() {
    for extensions in [&[][..], &["apply"][..]] {
        let env = TestEnv::new();
        write_mesh(&env, "mesh.json", "m", &["a"]);
        let allow = r#"{"meshName":"m","spec":{"egressFilter":{"type":"ALLOW_ALL"}}}"#;
        env.write("other.json", allow);
        let server = env.serve();
        let url = slow::proxy_with(&server.url, Duration::from_secs(2), extensions);
        let child = begin(&env, &["apply", "mesh.json", "-y", "--endpoint", &url]);
        let _ = env.expect(0, &["apply", "other.json", "-y", "--endpoint", &server.url]);
        let run = env.shown(child.wait_with_output().unwrap());
        assert_eq!(run.code, 5, "{}", run.text());
        assert!(run.stderr.contains("run it again to see the new plan"), "{}", run.text());
        assert!(!run.stderr.contains("--resume"), "{}", run.text());
        let first = runs(&env).pop().unwrap();
        let shown = env.expect(0, &["show", &first]).stdout;
        assert!(shown.contains("m was to be created, and exists by now"), "{shown}");
    }
}

#[test]
fn the_last_run_is_the_last_that_changed_something_here() {
    let env = TestEnv::new();
    for mesh in ["m", "n"] {
        write_mesh(&env, &format!("{mesh}.json"), mesh, &["a"]);
        let _ = env.expect(0, &["apply", &format!("{mesh}.json"), "-y"]);
    }
    // A run on another control plane, and one that changes nothing here.
    let other = TestEnv::new();
    let server = other.serve();
    let _ = env.expect(0, &["apply", "m.json", "-y", "--endpoint", &server.url]);
    let elsewhere = runs(&env)[0].clone();
    let refused = env.expect(5, &["undo", &elsewhere, "-y"]);
    let command = format!("weir undo {elsewhere} --endpoint {}", server.url);
    assert!(refused.stderr.contains(&command), "{}", refused.text());
    let refused = env.expect(5, &["apply", "--resume", &elsewhere, "-y"]);
    let command = format!("weir apply --resume {elsewhere} --endpoint {}", server.url);
    assert!(refused.stderr.contains(&command), "{}", refused.text());
    let undone = env.expect(0, &["undo", "-y", "-m", "m"]);
    assert!(undone.stderr.contains(": apply of "), "{}", undone.text());
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "m/n\n");
    let undone = env.expect(0, &["undo", &runs(&env)[2], "-y"]);
    assert!(undone.stdout.contains("2 deleted"), "{}", undone.text());
}

#[test]
fn weights_are_a_run_that_is_taken_back() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let route = "rt/product-vr/product-route";
    let set = ["weights", route, "product-v1-vn=50", "product-v2-vn=50", "--message", "half"];
    let _ = env.expect(0, &set);
    let history = env.expect(0, &["history", "--json"]).json();
    assert_eq!(history["runs"][0]["run"]["command"], "weights");
    assert_eq!(history["runs"][0]["run"]["message"], "half");
    let undone = env.expect(0, &["undo", "-y"]);
    assert!(undone.stderr.contains(": weights of "), "{}", undone.text());
    let now = env.expect(0, &["weights", route, "--json"]).json();
    assert_eq!(now["targets"][0]["weight"], 75);
}

#[test]
fn the_weights_of_a_protected_context_are_confirmed_by_its_name() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let server = env.serve();
    env.write(
        ".config/weir/config.toml",
        &format!("[context.prod]\nendpoint = \"{}\"\nprotected = true\n", server.url),
    );
    let _ = env.expect(0, &["apply", "shopmesh", "--confirm", "prod", "-c", "prod"]);
    let route = "rt/product-vr/product-route";
    let set = ["weights", route, "product-v1-vn=0", "-c", "prod"];
    let refused = env.expect(5, &set);
    assert!(refused.stderr.contains("--confirm prod confirms it"), "{}", refused.text());
    let now = env.expect(0, &["weights", route, "--json", "-c", "prod"]).json();
    assert_eq!(now["targets"][0]["weight"], 75);
    let confirmed: Vec<&str> = set.into_iter().chain(["--confirm", "prod"]).collect();
    let _ = env.expect(0, &confirmed);
}

#[test]
fn an_undo_that_interrupts_traffic_is_allowed_first() {
    let env = TestEnv::new();
    let route = |kind: &str| {
        format!(
            r#"{{"meshName":"m","virtualRouterName":"r","routeName":"x","spec":{{"{kind}":
            {{"match":{{"prefix":"/"}},"action":{{"weightedTargets":[{{"virtualNode":"a",
            "weight":1}}]}}}}}}}}"#
        )
    };
    let router = |protocol: &str| {
        format!(
            r#"{{"meshName":"m","virtualRouterName":"r","spec":{{"listeners":[{{"portMapping":
            {{"port":80,"protocol":"{protocol}"}}}}]}}}},{{"meshName":"m","virtualNodeName":"a",
            "spec":{{"listeners":[{{"portMapping":{{"port":80,"protocol":"{protocol}"}}}}],
            "serviceDiscovery":{{"dns":{{"hostname":"a.local"}}}}}}}}"#
        )
    };
    write_mesh(&env, "mesh.json", "m", &[]);
    env.write("http.json", &format!("[{},{}]", router("http"), route("httpRoute")));
    env.write("http2.json", &format!("[{},{}]", router("http2"), route("http2Route")));
    let _ = env.expect(0, &["apply", "mesh.json", "http.json", "-y"]);
    let refused = env.expect(5, &["apply", "http2.json", "-y"]);
    assert!(refused.stderr.contains("error[P010]"), "{}", refused.text());
    let _ = env.expect(0, &["apply", "http2.json", "-y", "--allow-disruption"]);
    let refused = env.expect(5, &["undo", "-y"]);
    assert!(refused.stderr.contains("error[P010]"), "{}", refused.text());
    let _ = env.expect(0, &["undo", "-y", "--allow-disruption"]);
    let _ = env.expect(0, &["diff", "http.json"]);
}

#[test]
fn the_name_of_a_run_has_to_be_clear() {
    let env = TestEnv::new();
    let route = "rt/product-vr/product-route";
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    for weight in 1..7 {
        let weight = format!("product-v1-vn={weight}");
        let _ = env.expect(0, &["weights", route, &weight]);
    }
    let empty = env.expect(2, &["undo", "", "-y"]);
    assert!(empty.stderr.contains("the name of the run is empty"), "{}", empty.text());
    let several = env.expect(2, &["show", "2"]);
    assert!(several.stderr.contains("any of 7 runs"), "{}", several.text());
    assert!(several.stderr.contains("and 2 older ones"), "{}", several.text());
    let none = env.expect(0, &["history", "vn/nobody"]);
    assert!(none.stderr.contains("no run was about that resource"), "{}", none.text());
}

#[test]
fn tags_that_an_undo_cannot_take_away_are_told() {
    let env = TestEnv::new();
    write_mesh(&env, "mesh.json", "m", &[]);
    let _ = env.expect(0, &["apply", "mesh.json", "-y"]);
    env.write("tagged.json", r#"{"meshName":"m","spec":{},"tags":[{"key":"team","value":"a"}]}"#);
    let _ = env.expect(0, &["apply", "tagged.json", "-y"]);
    let undone = env.expect(0, &["undo", "-y"]);
    let command = "keeps the tag that the run added: team; to take away while `weir serve` runs: \
                   aws appmesh untag-resource --resource-arn arn:aws:appmesh:";
    assert!(undone.stderr.contains(command), "{}", undone.text());
    assert!(undone.stderr.contains(" --tag-keys team --endpoint-url "), "{}", undone.text());
}
