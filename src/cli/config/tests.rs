//! Settings files: what they mean, what is refused and where, and that changing them keeps the rest.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::*;
use crate::cli::config::edit::Edit;
use crate::diagnostic::Severity;

fn project(text: &str) -> Result<Project, Error> {
    Project::parse(Path::new("/repo/weir.toml"), text)
}

fn user(text: &str) -> Result<UserConfig, Error> {
    UserConfig::parse(Path::new("config.toml"), text, &Environment::default())
}

/// Code, message and hints of what must be refused.
fn refused<T>(result: Result<T, Error>) -> String {
    let Err(error) = result else { panic!("it was accepted") };
    let code = error.code.map_or("-", |code| code.0);
    format!("{code} {error}\n{}", error.hints.join("\n"))
}

#[test]
fn a_project_says_what_holds_for_its_documents() {
    let project = project(
        r#"
        [project]
        set = "shop"
        mesh = "shop"
        paths = ["mesh/"]
        overlays = { prod = "overlays/prod" }
        contexts = ["local", "prod"]
        [rules]
        deny = ["L004"]
        fail-on = "warning"
        [[rules.allow]]
        code = "L002"
        address = "vn/legacy-*"
        reason = "port moved in Q3"
        until = 2026-12-31
        "#,
    )
    .unwrap();
    assert_eq!(project.set.as_deref(), Some("shop"));
    assert_eq!(project.paths, [Path::new("/repo/mesh/")]);
    assert_eq!(project.overlays["prod"], Path::new("/repo/overlays/prod"));
    assert_eq!(project.contexts.unwrap(), ["local", "prod"]);
    assert_eq!(project.rules.fail_on, Some(Severity::Warning));
    let [allowed] = project.rules.allow.as_slice() else { panic!() };
    assert_eq!(allowed.until, Some(jiff::civil::date(2026, 12, 31)));
    assert_eq!(allowed.address.as_deref(), Some("vn/legacy-*"));
}

#[test]
fn a_context_says_where_and_as_whom() {
    let config = user(
        "current-context = \"prod\"\n[context.prod]\nendpoint = \"https://x\"\nauth = \"sigv4\"\n\
         read-rate = 40\nwrite-rate = 0.5\nprotected = true\nheaders = { x-team = \"a\" }\n",
    )
    .unwrap();
    let prod = &config.contexts["prod"];
    assert!(prod.protected);
    assert_eq!((prod.load.read_rate, prod.load.write_rate), (Some(40.0), Some(0.5)));
    assert_eq!(prod.headers, [("x-team".to_owned(), "a".to_owned())]);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let wrong = [
        refused(project("[project]\nset = \"a\"\nmehs = \"b\"\n")),
        refused(project("[project]\nset = 3\n")),
        refused(project("[project\n")),
        refused(project("[rules]\nfail-on = \"never\"\n")),
        refused(project("[[rules.allow]]\ncode = \"L002\"\n")),
        refused(project(
            "[rules]\n[[rules.allow]]\ncode = \"L1\"\nreason = \"x\"\nuntil = \"soon\"\n",
        )),
        refused(user("[context.a]\nendpoint = \"x\"\ndata-dir = \"y\"\n")),
        refused(user("[context.a]\nread-rate = -1\n")),
        refused(user("current-context = \"b\"\n[context.a]\n")),
    ];
    insta::assert_snapshot!(wrong.join("\n"), @"
    C001 /repo/weir.toml:3: `project.mehs` is no setting
    did you mean `mesh`?
    C001 /repo/weir.toml:2: `project.set` must be a string

    C001 /repo/weir.toml:1: unclosed table, expected `]`

    C001 /repo/weir.toml:2: `rules.fail-on` is `never`, which is none of error, warning, info and hint

    C001 /repo/weir.toml:2: `rules.allow.reason` is missing

    C001 /repo/weir.toml:5: `rules.allow.until` must be a date such as 2027-01-31

    C001 config.toml:3: `endpoint` and `data-dir` exclude each other: the folder is that of the embedded control plane

    C001 config.toml:2: `context.a.read-rate` must be a number above 0

    C001 config.toml:1: there is no context `b`
    ");
}

#[test]
fn a_project_cannot_send_people_elsewhere() {
    for text in [
        "[context.prod]\nendpoint = \"http://evil\"\n",
        "current-context = \"prod\"\n",
        "[project]\nendpoint = \"http://evil\"\n",
        "[project]\ntoken-command = [\"sh\"]\n",
        "[project]\ninsecure = true\n",
        "[project]\nca-cert = \"x.pem\"\n",
    ] {
        let text = refused(project(text));
        assert!(text.starts_with("C030 /repo/weir.toml:"), "{text}");
    }
}

#[test]
fn changes_keep_what_people_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weir/config.toml");
    std::fs::create_dir(folder.path().join("weir")).unwrap();
    let before = "# mine\ncurrent-context = \"a\" # the usual\n\n[context.a] # here\nendpoint = \"http://a\"\n";
    std::fs::write(&path, before).unwrap();
    let mut edit = Edit::open(&path).unwrap();
    let added = Context {
        endpoint: Some("https://b".to_owned()),
        protected: true,
        headers: vec![("x".to_owned(), "y".to_owned())],
        ..Context::default()
    };
    edit.add("b c", &added);
    edit.use_context("b c");
    edit.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    insta::assert_snapshot!(text, @r#"
    # mine
    current-context = "b c" # the usual

    [context.a] # here
    endpoint = "http://a"

    [context."b c"]
    endpoint = "https://b"
    protected = true
    headers = { x = "y" }
    "#);
    assert_eq!(user(&text).unwrap().contexts["b c"], added);
    edit.remove("b c");
    edit.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(user(&text).unwrap().current, None);
    assert!(text.contains("[context.a] # here"), "{text}");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_project_is_looked_for_within_its_repository_only() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("repo/a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(folder.path().join("weir.toml"), "[project]\nset = \"outside\"\n").unwrap();
    assert!(Project::find(&deep).unwrap().is_none());
    std::fs::create_dir(folder.path().join("repo/.git")).unwrap();
    assert!(Project::find(&deep).unwrap().is_none());
    std::fs::write(folder.path().join("repo/weir.toml"), "[project]\nset = \"mine\"\n").unwrap();
    assert_eq!(Project::find(&deep).unwrap().unwrap().set.as_deref(), Some("mine"));
}
