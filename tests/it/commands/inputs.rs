//! What commands read: variables, overlays, bad input of every sort, and which files of folders.

use std::io::Write as _;
use std::process::Command;

use crate::env::TestEnv;

const NODE: &str = r#"{"meshName": "shop", "virtualNodeName": "cart", "spec": {
  "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}],
  "serviceDiscovery": {"dns": {"hostname": "cart.local"}}
}}"#;

const TEMPLATE: &str = r#"{"meshName": "shop", "virtualNodeName": $NAME, "spec": {
  "listeners": [{"portMapping": {"port": $PORT, "protocol": "http"}}],
  "serviceDiscovery": {"dns": {"hostname": "${NAME}.${ZONE}"}}
}}"#;

#[test]
fn values_come_from_flags_files_and_the_allowed_environment() {
    let env = TestEnv::new();
    env.write("vn.json", TEMPLATE);
    env.write("values.env", "# zones\nexport ZONE='eu.local'\nPORT=8080\n");
    env.write("values.toml", "ZONE = \"us.local\"\nPORT = 9090\nsensitive = [\"ZONE\"]\n");
    env.write("values.json", r#"{"ZONE": "ap.local", "PORT": 7070}"#);
    for file in ["values.env", "values.toml", "values.json"] {
        let run = env.expect(0, &["validate", "vn.json", "--var-file", file, "--var", "NAME=cart"]);
        assert!(run.stderr.starts_with("ok: "), "{file}: {}", run.text());
    }
    let mut command = env.command(&["validate", "vn.json", "--env-subst", "allow=NAME,PORT,ZONE"]);
    command.env("NAME", "cart").env("PORT", "80").env("ZONE", "local");
    let run = env.shown(command.output().unwrap());
    assert_eq!(run.code, 0, "{}", run.text());
    let mut command = env.command(&["validate", "vn.json", "--var", "ZONE=local"]);
    command.env("NAME", "cart").env("PORT", "80");
    insta::assert_snapshot!(env.shown(command.output().unwrap()).text(), @r#"
    exit 1
    -- stdout
    error[S012]: the variables `NAME`, `PORT` have no value
     --> vn.json:1:41
      |
    1 | {"meshName": "shop", "virtualNodeName": $NAME, "spec": {
      |                                         ^^^^^ `NAME` has no value
    2 |   "listeners": [{"portMapping": {"port": $PORT, "protocol": "http"}}],
      |                                          ----- `PORT` stands here
    3 |   "serviceDiscovery": {"dns": {"hostname": "${NAME}.${ZONE}"}}
      |                                             ------- `NAME` stands here
      |
      = help: the environment has a value: allow it with --env-subst allow=NAME,PORT

    1 error in 1 file (0 resources)
    "#);
}

#[test]
fn files_of_values_are_refused_with_the_place() {
    let env = TestEnv::new();
    env.write("vn.json", TEMPLATE);
    let told = |name: &str, text: &str| {
        env.write(name, text);
        env.expect(2, &["validate", "vn.json", "--var-file", name]).stderr
    };
    insta::assert_snapshot!(told("a.json", r#"{"A": [1]}"#), @"error[S019]: a.json:1:7: the value of `A` must be a string, a number or a boolean, not a list");
    insta::assert_snapshot!(told("a.json", r#"{"A": 1, "A": 2}"#), @"error[S019]: a.json:1:10: `A` stands here twice");
    insta::assert_snapshot!(told("a.toml", "A = 1\nA = 2\n"), @"error[S019]: a.toml:2:1: duplicate key");
    insta::assert_snapshot!(told("a.env", "A=1\nB C=2\n"), @"error[S019]: a.env:2:1: a line is NAME=VALUE");
    insta::assert_snapshot!(told("b.env", "A=\"1\n"), @"error[S019]: b.env:1:1: the quotes are not closed");
    insta::assert_snapshot!(told("s.json", r#"{"sensitive": ["B"]}"#), @"error[S019]: s.json:1:16: `B` has no value to be hidden");
}

#[test]
fn an_overlay_changes_what_is_applied() {
    let env = TestEnv::new();
    env.write(
        "weir.toml",
        "[project]\npaths = [\"base/\"]\noverlays = { prod = \"overlays/prod\" }\n",
    );
    env.write("base/mesh.json", r#"{"meshName": "shop"}"#);
    env.write("base/cart.json", NODE);
    env.write(
        "overlays/prod/cart.yaml",
        "virtualNodeName: cart\nspec: {serviceDiscovery: {dns: {hostname: cart.prod}}}\n",
    );
    assert!(env.expect(0, &["apply", "--yes", "--overlay", "prod"]).stdout.starts_with("applied "));
    let node = env.expect(0, &["get", "vn", "cart", "-m", "shop", "-o", "json"]).stdout;
    assert!(node.contains("cart.prod") && node.contains("\"port\": 80"), "{node}");
    env.write("overlays/prod/gone.yaml", "virtualNodeName: carts\nspec: {}\n");
    insta::assert_snapshot!(env.run(&["validate", "--overlay", "prod"]).text(), @r#"
    exit 1
    -- stdout
    error[S017]: no document defines virtual node `carts`, so there is nothing to change
     --> overlays/prod/gone.yaml:1:18
      |
    1 | virtualNodeName: carts
      |                  ^^^^^ named here
      |
      = help: did you mean `cart`? To add one, write `"new": true`

    1 error in 4 files (2 resources)
    "#);
    insta::assert_snapshot!(env.run(&["validate", "--overlay", "test"]).text(), @"
    exit 2
    -- stderr
    error: there is no overlay `test`

    hint: weir.toml has prod
    ");
}

#[test]
fn folders_are_read_in_part() {
    let env = TestEnv::new();
    for name in ["a/one.json", "a/two.yaml", "b/one.json", "b/deep/one.json"] {
        env.write(&format!("m/{name}"), &NODE.replace("cart", &name.replace(['/', '.'], "-")));
    }
    let count = |args: &[&str]| {
        let mut all = vec!["validate", "m"];
        all.extend(args);
        env.run(&all).stderr
    };
    assert!(count(&[]).contains("4 files"));
    assert!(count(&["--include", "*.json"]).contains("3 files"));
    assert!(count(&["--include", "b/**"]).contains("2 files"));
    assert!(count(&["--exclude", "b"]).contains("2 files"));
    assert!(count(&["--include", "*.json", "--exclude", "b/deep"]).contains("2 files"));
    insta::assert_snapshot!(env.run(&["validate", "m", "--include", "[a"]).text(), @"
    exit 2
    -- stderr
    error: invalid value '[a' for '--include <GLOB>': unclosed character class; missing ']'

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(env.run(&["validate", "m", "--include", "*.txt"]).text(), @"
    exit 2
    -- stderr
    error[S006]: no App Mesh documents in `m`
    ");
}

#[test]
fn a_document_that_ends_anywhere_is_an_error_with_a_place() {
    let env = TestEnv::new();
    let text =
        std::fs::read_to_string(crate::env::root().join("examples/shopmesh/mesh.json")).unwrap();
    let text = text.trim_end();
    for end in 0..text.len() {
        env.write(&format!("m/{end:04}.json"), &text[..end]);
    }
    // Named, so that none is taken for something else.
    let names: Vec<String> = (0..text.len()).map(|end| format!("m/{end:04}.json")).collect();
    let mut args = vec!["validate"];
    args.extend(names.iter().map(String::as_str));
    let run = env.expect(1, &args);
    for name in names {
        assert!(run.stdout.contains(&format!("{name}:")), "{name} has no place");
    }
}

#[test]
fn pipes_sockets_and_folders_are_no_documents() {
    let env = TestEnv::new();
    env.write("m/a.json", NODE);
    std::fs::create_dir(env.path().join("m/folder.json")).unwrap();
    assert!(Command::new("mkfifo").arg(env.path().join("m/p.json")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(env.path().join("m/s.json")).unwrap();
    insta::assert_snapshot!(env.run(&["validate", "m"]).text(), @"
    exit 1
    -- stdout
    error[S016]: `m/p.json` is a pipe, not a file

    error[S016]: `m/s.json` is a socket, not a file

    2 errors in 3 files (1 resource)
    ");
    insta::assert_snapshot!(env.run(&["validate", "m/p.json"]).text(), @"
    exit 2
    -- stderr
    error: `m/p.json` is a pipe, not a file

    hint: hand its output over as standard input: `-`
    ");
    insta::assert_snapshot!(env.run(&["validate", "/dev/zero"]).text(), @"
    exit 2
    -- stderr
    error: `/dev/zero` is a device, not a file

    hint: hand its output over as standard input: `-`
    ");
    std::fs::create_dir(env.path().join("empty")).unwrap();
    insta::assert_snapshot!(env.run(&["validate", "empty"]).text(), @"
    exit 2
    -- stderr
    error[S006]: no App Mesh documents in `empty`
    ");
}

#[test]
fn a_pipe_that_a_shell_opens_is_read() {
    let env = TestEnv::new();
    env.write("a.json", NODE);
    let script = format!("{} validate <(cat a.json)", env!("CARGO_BIN_EXE_weir"));
    let output =
        Command::new("bash").args(["-c", &script]).current_dir(env.path()).output().unwrap();
    let run = env.shown(output);
    assert_eq!(run.code, 0, "{}", run.text());
}

#[test]
fn a_file_beyond_the_limit_is_refused_and_not_read_to_its_end() {
    let env = TestEnv::new();
    let path = env.path().join("large.json");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(b"[").unwrap();
    // It takes no room on the disk.
    file.set_len(200 * 1024 * 1024).unwrap();
    insta::assert_snapshot!(env.run(&["validate", "large.json"]).text(), @"
    exit 1
    -- stdout
    error[S007]: larger than 128 MiB
    --> large.json:1:1
     = help: split the documents into several files

    1 error in 1 file (0 resources)
    ");
}

#[test]
fn names_that_would_reach_something_else_are_refused() {
    let env = TestEnv::new();
    for (name, code) in [
        ("a/b", "N002"),
        (".", "N003"),
        ("..", "N003"),
        ("a\\u0000b", "N002"),
        ("a\\nb", "N002"),
        ("", "N001"),
    ] {
        env.write("a.json", &NODE.replace("\"cart\"", &format!("\"{name}\"")));
        let run = env.expect(1, &["validate", "a.json"]);
        assert!(run.stdout.contains(&format!("error[{code}]")), "{name}\n{}", run.text());
        assert!(run.stdout.contains("a.json:1:41"), "{name}\n{}", run.text());
    }
}

#[test]
fn numbers_are_whole_and_in_range() {
    let env = TestEnv::new();
    for (number, code) in [
        ("1e400", "F002"),
        ("80.0", "F002"),
        ("8e1", "F002"),
        ("-0", "F004"),
        ("0", "F004"),
        ("65536", "F004"),
        ("99999999999999999999", "S008"),
        ("080", "S001"),
        ("+80", "S001"),
        ("0x50", "S001"),
        ("NaN", "S001"),
        ("\"80\"", "F007"),
        ("[80]", "F002"),
        ("null", "F005"),
    ] {
        env.write("a.json", &NODE.replace("\"port\": 80", &format!("\"port\": {number}")));
        let run = env.expect(1, &["validate", "a.json"]);
        assert!(run.stdout.contains(&format!("error[{code}]")), "{number}\n{}", run.text());
        assert!(run.stdout.contains("a.json:2:"), "{number}\n{}", run.text());
    }
}

#[test]
fn bad_input_is_refused_by_commands_that_change_something_before_anything_is_changed() {
    let env = TestEnv::new();
    env.write("good/mesh.json", r#"{"meshName": "shop"}"#);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for (name, text) in [
        ("malformed.json", r#"{"meshName": "shop", "virtualNodeName": }"#),
        ("truncated.json", &NODE[..60]),
        ("deep.json", &format!("{{\"meshName\": \"shop\", \"spec\": {deep}}}")),
        ("twice.json", &format!("[{NODE}, {NODE}]")),
        ("template.json", TEMPLATE),
    ] {
        env.write(&format!("bad/{name}"), text);
        let run = env.expect(2, &["apply", "--yes", "good", &format!("bad/{name}")]);
        assert!(run.stderr.contains(&format!("bad/{name}:")), "{}", run.text());
        assert_eq!(env.expect(0, &["get", "mesh", "-A", "-o", "name"]).stdout, "", "{name}");
    }
}
