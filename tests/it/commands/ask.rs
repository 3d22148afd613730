//! Questions on a terminal, and what counts as a no.

use crate::env::TestEnv;
use crate::terminal;

/// The end of all input.
const CTRL_D: &str = "\u{4}";
const CTRL_C: &str = "\u{3}";

fn mesh() -> TestEnv {
    let env = TestEnv::new();
    env.write(
        "m.json",
        r#"[{"meshName":"m","spec":{}},{"meshName":"m","virtualNodeName":"n","spec":
        {"serviceDiscovery":{"dns":{"hostname":"n.local"}}}}]"#,
    );
    env
}

#[test]
fn whoever_ends_all_input_declines() {
    let env = mesh();
    let Some(mut run) = terminal::start(&env, &["apply", "m.json"]) else { return };
    run.answer("[y/N/d(etails)]: ", CTRL_D);
    let (code, text) = run.end();
    assert_eq!(code, 5, "{text}");
    assert!(text.contains("\nerror: declined; nothing was changed"), "{text}");
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn an_answer_counts_and_an_interrupt_ends_the_question() {
    let env = mesh();
    let Some(mut run) = terminal::start(&env, &["apply", "m.json"]) else { return };
    run.answer("[y/N/d(etails)]: ", CTRL_C);
    let (code, text) = run.end();
    assert_eq!(code, 130, "{text}");
    assert!(text.contains("\nerror: interrupted; nothing was changed"), "{text}");
    let Some(mut run) = terminal::start(&env, &["apply", "m.json"]) else { return };
    run.answer("[y/N/d(etails)]: ", "what\n");
    run.answer("answer y for yes", "Y\n");
    let (code, text) = run.end();
    assert_eq!(code, 0, "{text}");
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "m/m\n");
}

#[test]
fn an_undo_shows_every_field_before_it_is_confirmed() {
    let env = mesh();
    let _ = env.expect(0, &["apply", "m.json", "-y"]);
    let node = r#"{"meshName":"m","virtualNodeName":"n","spec":
        {"serviceDiscovery":{"dns":{"hostname":"other.local"}}}}"#;
    env.write("n.json", node);
    let _ = env.expect(0, &["apply", "n.json", "-y"]);
    let Some(mut run) = terminal::start(&env, &["undo"]) else { return };
    run.answer("[y/N/d(etails)]: ", "d\n");
    run.answer("other.local → n.local", "n\n");
    let (code, text) = run.end();
    assert_eq!(code, 5, "{text}");
}

#[test]
fn whoever_must_type_a_name_sees_every_field_first_too() {
    let env = mesh();
    let server = env.serve();
    env.write(
        ".config/weir/config.toml",
        &format!("[context.prod]\nendpoint = \"{}\"\nprotected = true\n", server.url),
    );
    let _ = env.expect(0, &["apply", "m.json", "-c", "prod", "--confirm", "prod"]);
    let Some(mut run) = terminal::start(&env, &["undo", "-c", "prod"]) else { return };
    run.answer("Type `prod` to confirm, d for details: ", "d\n");
    run.answer("n.local", "");
    run.answer("Type `prod` to confirm", "prod\n");
    let (code, text) = run.end();
    assert_eq!(code, 0, "{text}");
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
}

#[test]
fn a_context_is_chosen_from_the_list() {
    let env = mesh();
    let config = "[context.a]\nendpoint = \"http://127.0.0.1:1\"\n\
        [context.b]\nendpoint = \"http://127.0.0.1:2\"\n";
    env.write(".config/weir/config.toml", config);
    let Some(mut run) = terminal::start(&env, &["context", "use"]) else { return };
    // One down, then this one.
    run.answer("b  http://127.0.0.1:2", "j");
    run.answer("", "\r");
    let (code, text) = run.end();
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("`b` is used from now on"), "{text}");
    let Some(mut run) = terminal::start(&env, &["context", "use"]) else { return };
    run.answer("b  http://127.0.0.1:2", "\u{1b}");
    let (code, text) = run.end();
    assert_eq!(code, 5, "{text}");
    let nobody = env.expect(2, &["context", "use"]);
    assert!(nobody.stderr.contains("there is no terminal to choose on"), "{}", nobody.stderr);
}
