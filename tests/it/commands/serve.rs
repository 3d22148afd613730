//! `weir serve`, and the command line beside it.

use crate::env::TestEnv;

#[test]
fn the_command_line_finds_the_server_that_holds_the_data_directory() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let server = env.serve();
    let applied = env.expect(0, &["apply", "shopmesh", "-y", "--json"]).json();
    assert_eq!(applied["target"]["endpoint"], server.url.as_str());
    let named = env.expect(0, &["get", "vn", "-o", "name", "--endpoint", &server.url]);
    assert_eq!(named.stdout.lines().count(), 4);
    assert_eq!(server.stop(), 0);
    let embedded = env.expect(0, &["get", "vn", "-o", "name"]);
    assert_eq!(embedded.stdout, named.stdout, "what was acknowledged is in the store");
}

#[test]
fn a_second_server_on_the_same_data_directory_is_refused() {
    let env = TestEnv::new();
    let server = env.serve();
    let run = env.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(run.code, 5, "{}", run.text());
    assert!(run.stderr.contains("is in use by process"), "{}", run.text());
    assert_eq!(server.stop(), 0);
}
