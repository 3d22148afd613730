//! What the pages show as an example is one.

use std::path::Path;

use super::*;
use crate::cli::config::{Project, UserConfig};
use crate::cli::environment::Environment;
use crate::document::{self, Defaults, LoadedText, Origin, Texts, Variable, Variables};
use crate::model::{ResourceName, Spec};

/// The examples in a page.
fn examples(name: &str, language: &str) -> Vec<String> {
    let text = find(name).unwrap().text;
    let fence = format!("```{language}\n");
    let parts = text.split(&fence).skip(1);
    let all: Vec<String> = parts.map(|part| part.split("```").next().unwrap().to_owned()).collect();
    assert!(!all.is_empty(), "{name} has no example");
    all
}

fn text(name: &str, text: &str) -> LoadedText {
    LoadedText { name: name.to_owned(), bytes: text.as_bytes().to_vec(), origin: Origin::Named }
}

fn loaded(texts: Texts) -> document::Documents {
    let mesh = Some(ResourceName::parse("m").unwrap());
    let documents = document::load_all(texts, &Defaults { mesh, ..Defaults::default() });
    assert!(documents.diagnostics.is_empty(), "{:?}", documents.diagnostics);
    documents
}

#[test]
fn the_example_of_a_project_is_one() {
    for example in examples("weir.toml", "toml") {
        let project = Project::parse(Path::new("/repo/weir.toml"), &example).unwrap();
        assert_eq!(project.contexts.unwrap(), ["staging", "embedded"]);
        assert_eq!(project.rules.allow.len(), 1);
    }
}

#[test]
fn the_example_of_settings_is_one() {
    for example in examples("config.toml", "toml") {
        let environment = Environment::default();
        let config = UserConfig::parse(Path::new("config.toml"), &example, &environment).unwrap();
        assert!(config.contexts["prod"].protected);
    }
}

#[test]
fn the_example_of_rollouts_is_one() {
    for example in examples("rollouts", "json") {
        let value = serde_json::from_str(&example).unwrap();
        let wanted = document::rollout::read_value(&value, None).unwrap();
        assert_eq!(wanted.spec.stages.len(), 3);
    }
}

#[test]
fn the_page_of_rollouts_names_every_exit_code() {
    use crate::cli::exit::Exit;
    use crate::rollout::position::Position;
    let page = find("rollouts").unwrap().text;
    for position in [
        Position::Promoted,
        Position::BaselineByGate,
        Position::BaselineByOperator,
        Position::BaselineByTimeout,
        Position::SplitWaiting,
        Position::SplitNoEvidence,
        Position::SplitDrift,
        Position::SplitProgressing,
        Position::RollbackFailed,
    ] {
        let code = Exit::from(position).code().to_string();
        assert!(page.lines().any(|line| line.starts_with("- ") && line.contains(&code)), "{code}");
    }
}

#[test]
fn the_examples_of_overlays_change_what_they_say() {
    let node = r#"{"virtualNodeName": "cart", "spec": {
        "listeners": [{"portMapping": {"port": 8080, "protocol": "http"}}],
        "serviceDiscovery": {"dns": {"hostname": "cart.local"}},
        "logging": {"accessLog": {"file": {"path": "/dev/stdout"}}}}}"#;
    let laid: Vec<_> = examples("overlays", "json");
    let overlay = laid.iter().enumerate().map(|(at, one)| text(&format!("o{at}.json"), one));
    let (documents, overlay) = (vec![text("cart.json", node)], overlay.collect());
    let snapshot = loaded(Texts { documents, overlay, ..Texts::default() }).snapshot();
    let Spec::VirtualNode(_) = &snapshot.iter().next().unwrap().spec else { panic!() };
    let spec = snapshot.iter().next().unwrap().spec.to_value();
    assert_eq!(spec["listeners"][0]["portMapping"]["port"].to_string(), "8081");
    assert!(spec.get("logging").is_none_or(serde_json::Value::is_null), "{spec}");
}

#[test]
fn the_example_of_variables_takes_a_value() {
    let [example] = examples("variables", "json").try_into().unwrap();
    let mut variables = Variables::default();
    variables.in_strings = true;
    variables.set("MESH", Variable::text("shop", &"--var".into()));
    let texts = Texts { documents: vec![text("a.json", &example)], variables, ..Texts::default() };
    let snapshot = loaded(texts).snapshot();
    assert_eq!(snapshot.iter().next().unwrap().id.full_address(), "shop:vn/cart");
}
