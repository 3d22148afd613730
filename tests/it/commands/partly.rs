//! Runs that are done in part: what the report says, what is left, and how it is taken back.

use std::time::Duration;

use crate::env::TestEnv;
use crate::slow;

/// Documents of which one is refused: it would have more tags than a resource may have.
fn one_too_many() -> TestEnv {
    let env = TestEnv::new();
    let node = |name: &str, tags: &[String]| {
        let tags: Vec<String> =
            tags.iter().map(|key| format!(r#"{{"key":"{key}","value":"x"}}"#)).collect();
        format!(
            r#"{{"meshName":"m","virtualNodeName":"{name}","spec":{{"listeners":[{{"portMapping":
            {{"port":80,"protocol":"tcp"}}}}],"serviceDiscovery":{{"dns":{{"hostname":"{name}.local"
            }}}}}},"tags":[{}]}}"#,
            tags.join(",")
        )
    };
    let route = |to: &str| {
        format!(
            r#"{{"meshName":"m","virtualRouterName":"r","routeName":"x","spec":{{"tcpRoute":
            {{"action":{{"weightedTargets":[{{"virtualNode":"{to}","weight":1}}]}}}}}}}}"#
        )
    };
    let router = r#"{"meshName":"m","virtualRouterName":"r","spec":{"listeners":[{"portMapping":
        {"port":80,"protocol":"tcp"}}]}}"#;
    let keys = |letter: &str, number| (0..number).map(|key| format!("{letter}{key}")).collect();
    let (some, more): (Vec<String>, Vec<String>) = (keys("a", 40), keys("b", 20));
    let mesh = r#"{"meshName":"m","spec":{}}"#;
    let first = [node("a", &some), node("b", &[]), router.to_owned(), route("b")].join(",");
    env.write("first.json", &format!("[{mesh},{first}]"));
    let second = [node("a", &more), node("c", &[]), route("a")].join(",");
    env.write("second.json", &format!("[{second}]"));
    env
}

#[test]
fn what_was_done_and_what_was_not_is_a_table_with_the_next_commands() {
    let env = one_too_many();
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let _ = env.expect(0, &["apply", "first.json", "-y", "--endpoint", &url]);
    let run = env.run(&["apply", "second.json", "-y", "--endpoint", &url]);
    let history = env.expect(0, &["history", "--limit", "1", "-o", "name"]).stdout;
    let text = run.text().replace(history.trim(), "[RUN]");
    // Two steps are under way at once, and either may end first.
    let (told, report) = text.split_once("-- stderr").map(|(out, err)| (err, out)).unwrap();
    assert!(told.contains("failed   ~ vn/a"), "{told}");
    assert!(told.contains("do the rest with: weir apply --resume [RUN]"), "{told}");
    assert!(told.contains("or go back with: weir undo [RUN]"), "{told}");
    insta::assert_snapshot!(report, @r"
    exit 6
    -- stdout
    partly applied: 2 done, 1 failed, 0 skipped, 0 unknown   run [RUN]

    RESULT   ACTION   RESOURCE   DETAIL
    done     create   vn/c
    failed   update   vn/a       A006 limit exceeded: the virtual node `a` would have 60 tags; at most 50 are allowed
    done     update   rt/r/x

    traffic now: rt/r/x → a 100 %
    ");
    let _ = env.expect(0, &["undo", "-y", "--endpoint", &url]);
    let nodes = env.expect(0, &["get", "vn", "-o", "name", "--endpoint", &url, "-m", "m"]).stdout;
    assert_eq!(nodes, "vn/a\nvn/b\n");
}

#[test]
fn what_was_done_is_taken_back_if_that_is_asked_for() {
    let env = one_too_many();
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let _ = env.expect(0, &["apply", "first.json", "-y", "--endpoint", &url]);
    let args = ["apply", "second.json", "-y", "--on-error", "rollback", "--endpoint", &url];
    let run = env.expect(7, &args);
    assert!(run.stdout.contains("failed and taken back: "), "{}", run.text());
    assert!(run.stdout.contains("everything is as it was"), "{}", run.text());
    let nodes = env.expect(0, &["get", "vn", "-o", "name", "--endpoint", &url, "-m", "m"]).stdout;
    assert_eq!(nodes, "vn/a\nvn/b\n");
}

#[test]
fn tags_that_a_rollback_leaves_are_named() {
    let env = one_too_many();
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let _ = env.expect(0, &["apply", "first.json", "-y", "--endpoint", &url]);
    let second = std::fs::read_to_string(env.path().join("second.json")).unwrap();
    let tagged = r#""routeName":"x","tags":[{"key":"team","value":"b"}],"#;
    env.write("second.json", &second.replace(r#""routeName":"x","#, tagged));
    let args = ["apply", "second.json", "-y", "--on-error", "rollback", "--endpoint", &url];
    let run = env.expect(7, &args);
    let told = "m:rt/r/x keeps the tag that the run added: team; to take away: \
                aws appmesh untag-resource --resource-arn arn:aws:appmesh:";
    assert!(run.stderr.contains(told), "{}", run.text());
    assert!(run.stdout.contains("as it was but for the tags named above"), "{}", run.text());
}
