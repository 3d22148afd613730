//! Elsewhere prunes deleted too much (`--all` reached the system's own objects; an empty folder wiped
//! the target), or never the last one, or forgot to write the mark by which they read. Here a set's
//! prune deletes what belongs to the set and nothing else, says so before, and asks twice where much
//! would go.

use crate::env::TestEnv;

/// Documents of two sets in one mesh, applied.
fn two_sets() -> TestEnv {
    let env = TestEnv::new();
    env.write("mesh/mesh.json", r#"{"meshName":"m","spec":{}}"#);
    for (set, nodes) in [("a", 3), ("b", 2)] {
        for index in 0..nodes {
            let name = format!("{set}{index}");
            let node = format!(r#"{{"meshName":"m","virtualNodeName":"{name}","spec":{{}}}}"#);
            env.write(&format!("{set}/{name}.json"), &node);
        }
    }
    let _ = env.expect(0, &["apply", "mesh", "-y"]);
    let _ = env.expect(0, &["apply", "a", "--set", "a", "-y"]);
    let _ = env.expect(0, &["apply", "b", "--set", "b", "-y"]);
    env
}

fn names(env: &TestEnv) -> String {
    env.expect(0, &["get", "vn", "-o", "name"]).stdout.replace('\n', " ")
}

#[test]
fn nothing_is_deleted_unless_it_is_asked_for() {
    let env = two_sets();
    std::fs::remove_file(env.path().join("a/a0.json")).unwrap();
    let run = env.expect(0, &["apply", "a", "--set", "a", "-y"]);
    assert!(
        run.stderr.contains("1 resource of the set `a` not in the documents: vn/a0; --prune"),
        "{}",
        run.text()
    );
    assert_eq!(names(&env), "vn/a0 vn/a1 vn/a2 vn/b0 vn/b1 ");
}

#[test]
fn a_prune_deletes_only_what_belongs_to_its_set() {
    let env = two_sets();
    std::fs::remove_file(env.path().join("a/a0.json")).unwrap();
    let run = env.expect(0, &["apply", "a", "--set", "a", "--prune", "-y"]);
    assert!(run.stdout.contains("1 deleted"), "{}", run.text());
    assert_eq!(names(&env), "vn/a1 vn/a2 vn/b0 vn/b1 ", "neither the other set's nor the mesh");
}

#[test]
fn the_mark_that_is_read_is_the_mark_that_is_written() {
    let env = two_sets();
    let again = env.expect(0, &["apply", "a", "--set", "a", "--prune", "-y"]);
    assert!(again.stderr.contains("nothing to do"), "{}", again.text());
    let node = env.expect(0, &["describe", "vn/a0", "--json"]).json();
    assert_eq!(node["resource"]["tags"].to_string(), r#"[{"key":"weir:set","value":"a"}]"#);
}

#[test]
fn an_empty_folder_wipes_nothing_and_the_last_one_can_be_pruned() {
    let env = two_sets();
    for index in 0..2 {
        std::fs::remove_file(env.path().join(format!("b/b{index}.json"))).unwrap();
    }
    let refused = env.expect(5, &["apply", "b", "--set", "b", "--prune", "-y", "-m", "m"]);
    insta::assert_snapshot!(refused.text(), @r"
    exit 5
    -- stderr
    error[P009]: the documents are empty, and all 2 resources of the set `b` would be deleted

    hint: if that is meant: --allow-empty
    hint: nothing was changed
    ");
    assert_eq!(names(&env), "vn/a0 vn/a1 vn/a2 vn/b0 vn/b1 ");
    let all = ["apply", "b", "--set", "b", "--prune", "-y", "-m", "m", "--allow-empty"];
    let _ = env.expect(0, &all);
    assert_eq!(names(&env), "vn/a0 vn/a1 vn/a2 ");
}

#[test]
fn a_prune_of_much_is_refused_with_how_much() {
    let env = TestEnv::new();
    env.write("all/mesh.json", r#"{"meshName":"m","spec":{}}"#);
    for index in 0..30 {
        let node = format!(r#"{{"meshName":"m","virtualNodeName":"n{index:02}","spec":{{}}}}"#);
        env.write(&format!("all/n{index:02}.json"), &node);
    }
    let _ = env.expect(0, &["apply", "all", "--set", "s", "-y"]);
    for index in 0..11 {
        std::fs::remove_file(env.path().join(format!("all/n{index:02}.json"))).unwrap();
    }
    let refused = env.expect(5, &["apply", "all", "--set", "s", "--prune", "-y"]);
    insta::assert_snapshot!(refused.text(), @r"
    exit 5
    -- stderr
    error[P006]: 11 of 31 resources of the set would be deleted; at most 10 may be

    hint: if that is meant: --max-deletes with a number or a share
    hint: nothing was changed
    ");
    let prune = |most| ["apply", "all", "--set", "s", "--prune", "-y", "--max-deletes", most];
    let _ = env.expect(5, &prune("10%"));
    let _ = env.expect(0, &prune("11"));
    assert_eq!(names(&env).split_whitespace().count(), 19);
}

#[test]
fn what_another_set_owns_is_not_changed_by_accident() {
    let env = two_sets();
    env.write(
        "a/stolen.json",
        r#"{"meshName":"m","virtualNodeName":"b0","spec":{"backends":[
        {"virtualService":{"virtualServiceName":"s"}}]}}"#,
    );
    let refused = env.expect(5, &["apply", "a", "--set", "a", "-y"]);
    insta::assert_snapshot!(refused.text().lines().filter(|l| l.contains("P008")).collect::<String>(),
        @"error[P008]: owned by another set: m:vn/b0 (set `b`)");
    let _ = env.expect(0, &["apply", "a", "--set", "a", "-y", "--take-ownership"]);
    let node = env.expect(0, &["describe", "vn/b0", "--json"]).json();
    assert_eq!(node["resource"]["tags"].to_string(), r#"[{"key":"weir:set","value":"a"}]"#);
}

#[test]
fn what_is_protected_stays() {
    let env = TestEnv::new();
    env.write(
        "m.json",
        r#"[{"meshName":"m","spec":{}},{"meshName":"m","virtualNodeName":"n",
        "spec":{},"tags":[{"key":"weir:protect","value":"true"}]}]"#,
    );
    let _ = env.expect(0, &["apply", "m.json", "--set", "s", "-y"]);
    let refused = env.expect(5, &["delete", "vn/n", "-m", "m", "-y"]);
    assert!(refused.stderr.contains("error[P007]: protected by the tag weir:protect: m:vn/n"));
    env.write("m.json", r#"{"meshName":"m","spec":{}}"#);
    let pruned = env.expect(5, &["apply", "m.json", "--set", "s", "--prune", "-y"]);
    assert!(pruned.stderr.contains("error[P007]"), "{}", pruned.text());
}

#[test]
fn a_prune_needs_a_set() {
    let env = TestEnv::new();
    env.write("m.json", r#"{"meshName":"m","spec":{}}"#);
    let run = env.expect(2, &["apply", "m.json", "--prune", "-y"]);
    assert!(run.stderr.contains("no set is named"), "{}", run.text());
    env.write("weir.toml", "[project]\nset = \"s\"\n");
    let _ = env.expect(0, &["apply", "m.json", "--prune", "-y"]);
    let mesh = env.expect(0, &["describe", "m/m", "--json"]).json();
    assert_eq!(mesh["resource"]["tags"][0]["value"], "s", "the project names the set");
}

#[test]
fn what_others_call_stays_and_is_named() {
    let env = TestEnv::new();
    env.write("mesh/mesh.json", r#"{"meshName":"m","spec":{}}"#);
    env.write("a/n.json", r#"{"meshName":"m","virtualNodeName":"n","spec":{}}"#);
    let service = r#"{"meshName":"m","virtualServiceName":"s.local","spec":{}}"#;
    env.write("a/s.json", service);
    let caller = r#"{"meshName":"m","virtualNodeName":"caller","spec":
        {"backends":[{"virtualService":{"virtualServiceName":"s.local"}}]}}"#;
    env.write("b/caller.json", caller);
    let _ = env.expect(0, &["apply", "mesh", "-y"]);
    let _ = env.expect(0, &["apply", "a", "--set", "a", "-y"]);
    let _ = env.expect(0, &["apply", "b", "--set", "b", "-y"]);
    std::fs::remove_file(env.path().join("a/s.json")).unwrap();
    let run = env.expect(0, &["apply", "a", "--set", "a", "--prune", "-y"]);
    let note = "vs/s.local of the set `a` is in no document and stays: vn/caller needs it";
    assert!(run.stderr.contains(note), "{}", run.text());
    assert!(env.expect(0, &["get", "vs", "-o", "name"]).stdout.contains("vs/s.local"));
    // Nobody calls it any more.
    let _ = env.expect(0, &["delete", "vn/caller", "-y"]);
    let run = env.expect(0, &["apply", "a", "--set", "a", "--prune", "-y"]);
    assert!(run.stdout.contains("1 deleted"), "{}", run.text());
}

#[test]
fn a_document_of_another_set_is_refused() {
    let env = two_sets();
    env.write(
        "a/a1.json",
        r#"{"meshName":"m","virtualNodeName":"a1","spec":{},"tags":[{"key":"weir:set","value":"b"}]}"#,
    );
    for args in [&["apply", "a", "--set", "a", "-y"][..], &["plan", "a", "--set", "a"]] {
        let run = env.expect(5, args);
        let reason = "the document of m:vn/a1 says set `b`, and the run is for set `a`";
        assert!(run.stderr.contains(reason), "{}", run.text());
    }
}

#[test]
fn a_file_that_is_empty_or_broken_is_not_taken_for_gone() {
    let env = two_sets();
    let path = env.path().join("a/a0.json");
    let prune = ["apply", "a", "--set", "a", "--prune", "-y"];
    let lfs = "version https://git-lfs.github.com/spec/v1";
    for text in ["", " \n", "{bad", "<html>", "null", "\"text\"", lfs] {
        std::fs::write(&path, text).unwrap();
        for command in [&prune[..], &["plan", "a"], &["diff", "a"]] {
            let run = env.expect(2, command);
            assert!(run.stderr.contains("a/a0.json"), "{text}\n{}", run.text());
        }
        let _ = env.expect(1, &["validate", "a"]);
    }
    for target in ["nowhere.json", "a0.json"] {
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(target, &path).unwrap();
        let run = env.expect(2, &prune);
        assert!(run.stderr.contains("a/a0.json"), "{}", run.text());
    }
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("../elsewhere", env.path().join("a/more")).unwrap();
    let run = env.expect(2, &prune);
    assert!(run.stderr.contains("`a/more` leads nowhere"), "{}", run.text());
    assert_eq!(names(&env), "vn/a0 vn/a1 vn/a2 vn/b0 vn/b1 ");
    let left_out = [&prune[..], &["--exclude", "more"]].concat();
    assert!(env.expect(0, &left_out).stdout.contains("1 deleted"));
}

#[test]
fn what_belongs_to_another_tool_is_no_reason_to_refuse() {
    let env = two_sets();
    env.write("a/package.json", "{\"name\": \"x\"}");
    env.write("a/tool.json", "{ // with a comment\n \"x\": 1}");
    env.write("a/notes.yaml", "# nothing but a comment\n");
    env.write("a/chart.yaml", "{{- if .Values.x }}\nkind: Service\n{{- end }}\n");
    let run = env.expect(0, &["apply", "a", "--set", "a", "--prune", "-y"]);
    assert!(run.stderr.contains("nothing to do"), "{}", run.text());
}

#[test]
fn what_was_there_before_the_set_is_adopted_and_pruned_later() {
    let env = two_sets();
    env.write("c/c.json", r#"{"meshName":"m","virtualNodeName":"c","spec":{}}"#);
    let _ = env.expect(0, &["apply", "c", "-y"]);
    env.write("c/a0.json", r#"{"meshName":"m","virtualNodeName":"a0","spec":{}}"#);
    let plan = env.expect(0, &["plan", "c", "--set", "c"]);
    assert!(plan.stdout.contains("adopt"), "{}", plan.text());
    assert!(!plan.stdout.contains("vn/a0"), "of another set: {}", plan.text());
    let _ = env.expect(0, &["diff", "c", "--set", "c"]);
    let _ = env.expect(0, &["apply", "c", "--set", "c", "-y"]);
    let again = env.expect(0, &["plan", "c", "--set", "c"]);
    assert!(again.stderr.contains("nothing to do"), "{}", again.text());
    std::fs::remove_file(env.path().join("c/c.json")).unwrap();
    let _ = env.expect(0, &["apply", "c", "--set", "c", "--prune", "-y"]);
    assert_eq!(names(&env), "vn/a0 vn/a1 vn/a2 vn/b0 vn/b1 ");
}
