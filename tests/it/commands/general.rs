//! What holds for every command: help, version, wrong use, endpoints.

use crate::env::TestEnv;

#[test]
fn version_is_the_package_version() {
    let run = TestEnv::new().expect(0, &["--version"]);
    assert_eq!(run.stdout, concat!("weir ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_use_is_exit_code_2_with_a_way_on() {
    insta::assert_snapshot!(TestEnv::new().run(&["aply", "x"]).text(), @"
    exit 2
    -- stderr
    error: unrecognized subcommand 'aply'

      tip: a similar subcommand exists: 'apply'

    Usage: weir [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(TestEnv::new().run(&["sync"]).text(), @"
    exit 2
    -- stderr
    error: unrecognized subcommand 'sync'

    Usage: weir [OPTIONS] <COMMAND>

    For more information, try '--help'.
    hint: documents are applied with `weir apply PATH`
    ");
    insta::assert_snapshot!(TestEnv::new().run(&["get", "pods"]).text(), @"
    exit 2
    -- stderr
    error: invalid value 'pods' for '<KIND>': not a kind; known: m, vn, vr, rt, vs, vg, gr, all

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(TestEnv::new().run(&["describe", "cart"]).text(), @"
    exit 2
    -- stderr
    error: invalid value 'cart' for '<ADDRESS>': `cart` is not an address; write for example vn/cart, rt/cart/main, shop:vn/cart, or an ARN

    For more information, try '--help'.
    ");
}

#[test]
fn an_endpoint_that_nobody_serves_is_exit_code_4() {
    let env = TestEnv::new();
    // Nobody listens on the port that was just given back.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{free}");
    let run = env.run(&["get", "mesh", "--endpoint", &url]);
    let text = run.text().replace(&free.port().to_string(), "[PORT]");
    insta::assert_snapshot!(text, @"
    exit 4
    -- stderr
    error[A001]: cannot list meshes
      caused by: no answer from the control plane
      caused by: the connection could not be made
      caused by: Connection refused (os error 111)

    hint: the endpoint is http://127.0.0.1:[PORT], from --endpoint
    hint: without an endpoint, the embedded control plane is used
    ");
}

#[test]
fn an_endpoint_that_is_no_url_is_wrong_use() {
    insta::assert_snapshot!(TestEnv::new().run(&["get", "mesh", "--endpoint", "ftp://x"]).text(), @"
    exit 2
    -- stderr
    error: cannot use the endpoint `ftp://x` from --endpoint
      caused by: `ftp://x` is not a URL of a control plane
    ");
}

#[test]
fn errors_are_one_json_document_too() {
    let run = TestEnv::new().expect(2, &["apply", "no-such-file", "-y", "--json"]);
    let document = run.json();
    assert_eq!(document["schema"], "weir.error/v1");
    assert_eq!(document["exitCode"], 2);
    assert_eq!(document["ok"], false);
    assert_eq!(document["error"]["message"], "`no-such-file` does not exist");
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error_message() {
    let env = TestEnv::new();
    let mut child = env
        .command(&["completions", "bash"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let env = TestEnv::new();
    for args in [
        &["validate", "\u{1b}[31mX"][..],
        &["explain", "\u{1b}]0;t\u{7}"],
        &["delete", "m/\u{1b}[31m", "-y"],
        &["get", "\u{1b}[31m"],
        &["get", "mesh", "-m", "\u{1b}[31m"],
        &["get", "mesh", "--endpoint", "http://127.0.0.1:1/\u{1b}[31m"],
    ] {
        let run = env.run(args);
        assert!(run.code != 0, "{}", run.text());
        assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    }
}

#[test]
fn passwords_in_urls_are_not_shown() {
    let env = TestEnv::new();
    let run = env.run(&["get", "mesh", "--endpoint", "http://bob:secret@127.0.0.1:1"]);
    assert_eq!(run.code, 4);
    assert!(!run.text().contains("secret"), "{}", run.text());
}

#[cfg(unix)]
#[test]
fn a_setting_that_is_no_text_is_not_passed_over() {
    use std::os::unix::ffi::OsStrExt as _;
    let env = TestEnv::new();
    let value = std::ffi::OsStr::from_bytes(b"/tmp/x\xff");
    let output = env.command(&["get", "mesh"]).env("WEIR_DATA_DIR", value).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("WEIR_DATA_DIR is not UTF-8"));
}

#[test]
fn an_error_of_credentials_says_what_is_missing_and_where_it_goes() {
    let env = TestEnv::new();
    let endpoint = ["get", "mesh", "--endpoint", "http://127.0.0.1:9", "--region", "eu-west-1"];
    let run = |more: &[&str], variables: &[(&str, &str)]| {
        let mut command = env.command(&[&endpoint, more].concat());
        command.env("AWS_EC2_METADATA_DISABLED", "true").envs(variables.iter().copied());
        let run = env.shown(command.output().unwrap());
        assert_eq!(run.code, 3, "{}", run.text());
        run.stderr
    };
    insta::assert_snapshot!(run(&["--auth", "sigv4"], &[("AWS_ACCESS_KEY_ID", "x")]), @"
    error[C020]: cannot list meshes
      caused by: no AWS credentials: AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not; looked at the environment, the profile files, a web identity token, the container and the instance metadata

    hint: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that has credentials with --profile; --auth none signs nothing
    hint: the endpoint is http://127.0.0.1:9, from --endpoint
    ");
    insta::assert_snapshot!(run(&["--auth", "sigv4", "--profile", "nope"], &[]), @"
    error[C020]: cannot list meshes
      caused by: no AWS credentials: the profile `nope` is not in [TMP]/.aws/config or [TMP]/.aws/credentials; looked at the profile `nope`

    hint: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that has credentials with --profile; --auth none signs nothing
    hint: the endpoint is http://127.0.0.1:9, from --endpoint
    ");
    env.write(".aws/config", "[profile half]\nregion = eu-west-1\n");
    insta::assert_snapshot!(run(&["--auth", "sigv4", "--profile", "half"], &[]), @"
    error[C020]: cannot list meshes
      caused by: no AWS credentials: the profile `half` has no keys, role, SSO session or program

    hint: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that has credentials with --profile; --auth none signs nothing
    hint: the endpoint is http://127.0.0.1:9, from --endpoint
    ");
    env.write("token", "\n");
    insta::assert_snapshot!(run(&["--auth", "bearer", "--token-file", "token"], &[]), @"
    error[C020]: the token file `token` holds no token

    hint: write the token into it, as one line of plain text
    hint: the endpoint is http://127.0.0.1:9, from --endpoint
    ");
}

#[test]
fn hints_lead_to_commands_that_exist() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let told = env.expect(2, &["get", "vn/product-*"]);
    assert!(told.stderr.contains("weir get vn 'product-*'"), "{}", told.text());
    let told = env.expect(1, &["describe", "vn/product-*"]);
    assert!(told.stderr.contains("`weir get vn 'product-*'` lists"), "{}", told.text());
    let listed = env.expect(0, &["get", "vn", "product-*", "-o", "name"]);
    assert!(listed.stdout.contains("vn/product-v1-vn"), "{}", listed.text());
    let told = env.expect(2, &["lock", "list"]);
    assert!(told.stderr.contains("`weir lock status`"), "{}", told.text());
}

#[test]
fn keys_sign_for_a_server_on_this_machine_without_a_region() {
    let env = TestEnv::new();
    let server = env.serve();
    let mut command = env.command(&["get", "mesh", "--endpoint", &server.url]);
    command.env("AWS_ACCESS_KEY_ID", "any").env("AWS_SECRET_ACCESS_KEY", "any");
    let run = env.shown(command.output().unwrap());
    assert_eq!(run.code, 0, "{}", run.text());
}
