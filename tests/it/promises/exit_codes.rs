//! Elsewhere the exit code depended on the format, was 0 with errors on the screen, or was the same
//! for differences and for failures. Here it is one table, whatever the format and however quiet.

use std::path::Path;

use crate::env::{Server, TestEnv, root};

/// A folder with valid documents, with broken ones, and with ones that need a look.
struct Scene {
    env: TestEnv,
    /// An endpoint where nobody is.
    nowhere: String,
    /// A control plane that has the valid documents.
    server: Server,
}

impl Scene {
    fn new() -> Self {
        let env = TestEnv::new();
        env.copy_example("shopmesh");
        env.write("broken.json", r#"{"meshName": "shopmesh", "spec": {"egressFilters": {}}}"#);
        env.write("router.json", ROUTER);
        env.write("changed.json", CHANGED);
        env.write("dangling.json", DANGLING);
        let server = env.serve();
        let _ = env.expect(0, &["apply", "shopmesh", "-y", "--endpoint", &server.url]);
        // Nobody listens on the port that was just given back.
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { env, nowhere: format!("http://{free}"), server }
    }

    /// Runs a command in all of its forms, as loud and as quiet as it can be.
    fn expect(&self, code: i32, command: &str, formats: &[&str]) {
        let command = command
            .replace("NOWHERE", &format!("--endpoint {}", self.nowhere))
            .replace("LIVE", &format!("--endpoint {}", self.server.url));
        for format in formats {
            for quiet in [None, Some("-q"), Some("-qq")] {
                let mut words: Vec<&str> = command.split_whitespace().collect();
                words.extend(["-o", format]);
                words.extend(quiet);
                let run = self.env.run(&words);
                assert_eq!(run.code, code, "weir {}\n{}", words.join(" "), run.text());
            }
        }
    }
}

const ROUTER: &str = r#"{"meshName": "shopmesh", "virtualRouterName": "idle", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}}"#;

const CHANGED: &str =
    r#"{"meshName": "shopmesh", "spec": {"egressFilter": {"type": "ALLOW_ALL"}}}"#;

const OTHER: &str = r#"{"meshName": "shopmesh", "spec": {"egressFilter": {"type": "DROP_ALL"}}, "tags": [{"key": "a", "value": "b"}]}"#;

const DANGLING: &str = r#"{"meshName": "shopmesh", "virtualServiceName": "x.local", "spec": {"provider": {"virtualNode": {"virtualNodeName": "nobody"}}}}"#;

const REPORTS: [&str; 8] =
    ["text", "json", "github", "gitlab", "sarif", "junit", "tap", "markdown"];
const PLANS: [&str; 4] = ["text", "json", "name", "markdown"];
const CHANGES: [&str; 3] = ["text", "json", "name"];

#[test]
fn validate_says_the_same_in_every_form() {
    let scene = Scene::new();
    scene.expect(0, "validate shopmesh", &REPORTS);
    scene.expect(0, "validate shopmesh router.json", &REPORTS);
    scene.expect(1, "validate shopmesh router.json --strict", &REPORTS);
    scene.expect(1, "validate shopmesh router.json --fail-on warning", &REPORTS);
    scene.expect(1, "validate broken.json", &REPORTS);
    scene.expect(1, "validate broken.json --show error --max-problems 1", &REPORTS);
    scene.expect(1, "validate dangling.json", &REPORTS);
    scene.expect(1, "validate dangling.json --online LIVE", &REPORTS);
    scene.expect(2, "validate missing.json", &REPORTS);
    scene.expect(2, "validate", &REPORTS);
    scene.expect(2, "validate shopmesh --no-such-flag", &REPORTS);
    scene.expect(2, "validate shopmesh --deny L999", &REPORTS);
    scene.expect(4, "validate shopmesh --online NOWHERE", &REPORTS);
}

#[test]
fn differences_are_not_failures() {
    let scene = Scene::new();
    scene.expect(0, "diff shopmesh LIVE", &CHANGES);
    scene.expect(1, "diff changed.json LIVE", &CHANGES);
    scene.expect(0, "diff changed.json LIVE --exit-zero", &CHANGES);
    scene.expect(2, "diff broken.json LIVE", &CHANGES);
    scene.expect(2, "diff broken.json LIVE --exit-zero", &CHANGES);
    scene.expect(2, "diff dangling.json LIVE", &CHANGES);
    scene.expect(2, "diff missing.json LIVE", &CHANGES);
    scene.expect(2, "diff shopmesh LIVE --no-such-flag", &CHANGES);
    scene.expect(4, "diff shopmesh NOWHERE", &CHANGES);
    scene.expect(4, "diff shopmesh NOWHERE --exit-zero", &CHANGES);
}

#[test]
fn an_apply_with_nothing_to_do_is_no_failure() {
    let scene = Scene::new();
    scene.expect(0, "apply shopmesh -y LIVE", &CHANGES);
    scene.expect(0, "apply changed.json --dry-run LIVE", &CHANGES);
    scene.expect(2, "apply broken.json -y LIVE", &CHANGES);
    scene.expect(2, "apply dangling.json -y LIVE", &CHANGES);
    scene.expect(2, "apply missing.json -y LIVE", &CHANGES);
    scene.expect(4, "apply shopmesh -y NOWHERE", &CHANGES);
    scene.expect(5, "apply changed.json LIVE", &CHANGES);
    scene.expect(5, "delete vs/order.shop.local LIVE", &[]);
}

#[test]
fn plans_are_shown_carried_out_or_refused() {
    let scene = Scene::new();
    scene.expect(0, "plan shopmesh LIVE", &PLANS);
    scene.expect(0, "plan changed.json LIVE", &PLANS);
    scene.expect(0, "plan shopmesh LIVE --detailed-exitcode", &PLANS);
    scene.expect(2, "plan changed.json LIVE --detailed-exitcode", &PLANS);
    scene.expect(1, "plan broken.json LIVE --detailed-exitcode", &PLANS);
    scene.expect(2, "plan broken.json LIVE", &PLANS);
    scene.expect(2, "plan missing.json LIVE", &PLANS);
    scene.expect(4, "plan shopmesh NOWHERE", &PLANS);
    scene.expect(0, "plan changed.json LIVE -O p.json", &["text"]);
    scene.expect(0, "show p.json", &PLANS);
    scene.expect(2, "show shopmesh/mesh.json", &PLANS);
    scene.expect(1, "show no-such-run", &PLANS);
    scene.expect(0, "apply p.json --dry-run LIVE", &CHANGES);
    // A plan that is not confirmed, for another target, no longer true, or no plan.
    scene.expect(5, "apply p.json LIVE", &CHANGES);
    scene.expect(5, "apply p.json -y --data-dir elsewhere", &CHANGES);
    scene.env.write("other.json", OTHER);
    scene.expect(0, "apply other.json -y LIVE", &["text"]);
    scene.expect(5, "apply p.json -y LIVE", &CHANGES);
    scene.expect(0, "apply p.json --refresh --dry-run LIVE", &CHANGES);
    scene.expect(2, "apply changed.json --refresh -y LIVE", &CHANGES);
    scene.expect(2, "apply --plan changed.json -y LIVE", &CHANGES);
    let text = std::fs::read_to_string(scene.env.path().join("p.json")).unwrap();
    scene.env.write("p.json", &text.replace("ALLOW_ALL", "DROP_ALL"));
    scene.expect(2, "apply p.json -y LIVE", &CHANGES);
    scene.expect(2, "show p.json", &PLANS);
    scene.expect(4, "apply --plan changed.json -y NOWHERE", &[]);
}

#[test]
fn runs_are_listed_shown_and_taken_back() {
    let scene = Scene::new();
    let brief = ["text", "json"];
    scene.expect(0, "history", &CHANGES);
    scene.expect(0, "show last", &PLANS);
    scene.expect(5, "undo last LIVE", &CHANGES);
    scene.expect(0, "undo last --dry-run LIVE", &CHANGES);
    scene.expect(1, "undo no-such-run -y LIVE", &CHANGES);
    // Which control plane that is, only it can tell.
    scene.expect(4, "undo last -y NOWHERE", &CHANGES);
    scene.expect(1, "apply --resume no-such-run -y LIVE", &CHANGES);
    scene.expect(0, "lock status LIVE", &brief);
    scene.expect(4, "lock status NOWHERE", &brief);
    scene.expect(2, "lock", &brief);
    scene.expect(0, "backup copy --force LIVE", &brief);
    scene.expect(5, "backup copy LIVE", &brief);
    scene.expect(4, "backup other NOWHERE", &brief);
    let _ = scene.env.expect(0, &["restore", "copy", "--data-dir", "fresh"]);
    scene.expect(5, "restore copy --data-dir fresh", &brief);
    scene.expect(2, "restore missing --data-dir new", &brief);
    scene.expect(0, "context list", &brief);
    scene.expect(1, "context use nobody", &brief);
}

#[test]
fn reading_commands_tell_what_is_not_there() {
    let scene = Scene::new();
    let lists = ["text", "json", "yaml", "name"];
    scene.expect(0, "get vn LIVE", &lists);
    scene.expect(1, "get vn nobody LIVE", &lists);
    scene.expect(2, "get pods LIVE", &lists);
    scene.expect(4, "get vn NOWHERE", &lists);
    scene.expect(0, "describe m/shopmesh LIVE", &lists);
    scene.expect(1, "describe vn/nobody LIVE", &lists);
    scene.expect(4, "describe m/shopmesh NOWHERE", &lists);
    scene.expect(0, "dump LIVE", &lists);
    scene.expect(4, "dump NOWHERE", &lists);
    scene.expect(0, "tree LIVE", &["text", "json"]);
    scene.expect(1, "tree vn/nobody LIVE", &["text", "json"]);
    scene.expect(4, "tree NOWHERE", &["text", "json"]);
}

#[test]
fn a_form_that_a_command_does_not_have_is_wrong_use() {
    let scene = Scene::new();
    for (command, formats) in [
        ("validate shopmesh", &["yaml", "name"][..]),
        ("diff shopmesh LIVE", &["yaml", "sarif", "junit"]),
        ("apply shopmesh -y LIVE", &["yaml", "sarif", "github"]),
        ("get vn LIVE", &["sarif", "tap"]),
        ("tree LIVE", &["yaml", "tsv"]),
        ("completions bash", &["json"]),
        ("explain F001", &["sarif"]),
        ("validate shopmesh", &["nonsense"]),
    ] {
        scene.expect(2, command, formats);
    }
}

#[test]
fn the_bare_name_is_a_question_and_not_a_mistake() {
    let env = TestEnv::new();
    let run = env.expect(0, &[]);
    assert!(run.stdout.contains("Usage: weir"), "{}", run.text());
    assert_eq!(run.stderr, "");
    assert_eq!(env.expect(0, &["--help"]).stderr, "");
    assert_eq!(env.expect(0, &["--version"]).stderr, "");
    let _ = env.expect(2, &["proxy"]);
}

/// Whoever finds an error on the screen finds a code that is not 0.
#[test]
fn no_error_is_printed_with_exit_code_0() {
    let env = TestEnv::new();
    let folder = root().join("tests/corpus/invalid");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        for format in ["text", "github"] {
            let run = env.run(&["validate", path.to_str().unwrap(), "-o", format]);
            let has_error = run.stdout.contains("error[") || run.stdout.contains("::error ");
            assert_eq!(has_error, run.code == 1, "{}\n{}", shown(&path), run.text());
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
