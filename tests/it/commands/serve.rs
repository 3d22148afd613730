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

#[test]
fn what_cannot_be_served_is_wrong_use() {
    let env = TestEnv::new();
    let refused = |args: &[&str], says: &str| {
        let run = env.expect(2, &[&["serve"], args].concat());
        assert!(run.stderr.contains(says), "no `{says}` in:\n{}", run.text());
        assert_eq!(run.stdout, "", "nothing was ready");
    };
    refused(&["--listen", "0.0.0.0:7070"], "no authentication");
    refused(&["--listen", "here"], "HOST:PORT");
    refused(&["--account-id", "12"], "12 digits");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(&["--listen", &address], &format!("cannot listen on `{address}`"));
    refused(&["--region", "eu-west-1"], "was made for region `us-east-1`, not `eu-west-1`");
    env.write("data/weir.redb", "garbage");
    refused(&[], "is damaged or no store of weir");
}
