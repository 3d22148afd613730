//! What is put right in texts, and that everything else in them stays.

use proptest::prelude::*;

use crate::diagnostic::{Diagnostic, Safety};
use crate::document::fix::{Fixed, fix};
use crate::document::{Defaults, LoadedText, Origin, load};

fn fixed(name: &str, text: &str, safety: Safety) -> Option<Fixed> {
    fix(&named(name, text), &Defaults::default(), safety)
}

fn found(name: &str, text: &str) -> Vec<Diagnostic> {
    load(vec![named(name, text)], &Defaults::default()).diagnostics
}

fn named(name: &str, text: &str) -> LoadedText {
    LoadedText { name: name.to_owned(), bytes: text.as_bytes().to_vec(), origin: Origin::Named }
}

/// Fixes a text and shows it, with the codes of what was wrong.
fn check(name: &str, text: &str, safety: Safety) -> String {
    match fixed(name, text, safety) {
        None => "nothing".to_owned(),
        Some(Fixed { text, done }) => {
            let codes: Vec<&str> = done.iter().map(|one| one.code.0).collect();
            format!("{}\n{text}", codes.join(" "))
        }
    }
}

/// A route with a member of the target written as given.
fn route(target: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {{"tcpRoute": {{"action": {{"weightedTargets": [{{"virtualNode": "a", {target}}}]}}}}}}}}"#
    )
}

#[test]
fn layout_and_comments_stay() {
    let yaml = "# The cart\nmeshName: shop   # of all\nvirtualNodeName: cart\nspec:\n  Listeners:\n    - portmapping: {port: '8080', protocol: HTTP}   # as before\r\n";
    insta::assert_snapshot!(check("a.yaml", yaml, Safety::Safe), @"
    F008 F008 F007 F003
    # The cart
    meshName: shop   # of all
    virtualNodeName: cart
    spec:
      listeners:
        - portMapping: {port: 8080, protocol: http}   # as before
    ");
    let json = "\u{feff}{\r\n\t\"meshName\":\"shop\",\"virtualNodeName\":\"cart\",\r\n\t\"spec\":{\"listeners\":[{\"portMaping\":{\"port\":\"080\",\"protocol\":\"http\"}}]}}";
    insta::assert_snapshot!(check("a.json", json, Safety::Safe), @r#"
    S010 F001 F007
    {
    	"meshName":"shop","virtualNodeName":"cart",
    	"spec":{"listeners":[{"portMapping":{"port":80,"protocol":"http"}}]}}
    "#);
}

#[test]
fn guesses_are_made_only_where_they_are_asked_for() {
    let slip = route(r#""wieghts": 1"#);
    assert_eq!(check("a.json", &slip, Safety::Safe), "nothing");
    assert!(check("a.json", &slip, Safety::Unsafe).contains(r#""weight": 1"#));
    let word = r#"{"meshName": "m", "spec": {"egressFilter": {"type": "DROP_AL"}}}"#;
    assert_eq!(check("a.json", word, Safety::Safe), "nothing");
    assert!(check("a.json", word, Safety::Unsafe).contains(r#""DROP_ALL""#));
}

#[test]
fn nothing_is_fixed_into_a_duplicate_or_a_doubt() {
    for target in [
        r#""weight": 1, "Weight": 2"#,
        r#""Weight": 1, "WEIGHT": 2"#,
        r#""weight": 1, "wieght": 2"#,
        r#""colour": 1"#,
        r#""weight": "1.5""#,
    ] {
        assert_eq!(check("a.json", &route(target), Safety::Unsafe), "nothing", "{target}");
    }
}

#[test]
fn what_an_alias_repeats_is_fixed_once() {
    let yaml = "meshName: m\nvirtualNodeName: a\nspec:\n  listeners:\n    - portMapping: &p {port: \"80\", protocol: http}\n      healthCheck: {protocol: http, port: 80, healthyThreshold: 2, unhealthyThreshold: 2, timeoutMillis: 2000, intervalMillis: 5000, path: /}\n    - portMapping: *p\n";
    let Fixed { text, .. } = fixed("a.yaml", yaml, Safety::Safe).unwrap();
    assert_eq!(text, yaml.replace("\"80\"", "80"));
}

#[test]
fn what_lies_in_a_folder_and_may_be_something_else_is_left_alone() {
    let vague = |origin| LoadedText { origin, ..named("x.json", r#"{"spec": {"Listeners": []}}"#) };
    let defaults = Defaults::default();
    assert!(fix(&vague(Origin::Found), &defaults, Safety::Unsafe).is_none());
}

/// Words as people get them wrong.
fn slips() -> impl Strategy<Value = String> {
    let keys = prop_oneof![
        Just("weight"),
        Just("Weight"),
        Just("wieght"),
        Just("weigth"),
        Just("WEIGHT"),
        Just("port"),
        Just("Port"),
        Just("prot"),
        Just("virtualNode"),
        Just("virtualnode"),
        Just("virtualNod"),
        Just("x")
    ];
    let values = prop_oneof![
        Just("1"),
        Just("\"1\""),
        Just("\"080\""),
        Just("true"),
        Just("\"true\""),
        Just("\"a\""),
        Just("null"),
        Just("{}"),
        Just("[\"1\"]"),
        Just("\"\\u0031\"")
    ];
    prop::collection::vec((keys, values), 1..5).prop_map(|members| {
        let members = members.iter().map(|(key, value)| format!("\"{key}\": {value}"));
        members.collect::<Vec<_>>().join(", ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// A fixed text stays fixed, and what was fixed in it is not found again.
    #[test]
    fn a_fixed_text_stays_fixed(target in slips(), flow in any::<bool>(), unsafely in any::<bool>()) {
        let safety = if unsafely { Safety::Unsafe } else { Safety::Safe };
        // JSON is YAML too.
        let name = if flow { "a.yaml" } else { "a.json" };
        let text = route(&target);
        if let Some(Fixed { text, done }) = fixed(name, &text, safety) {
            prop_assert!(!done.is_empty());
            prop_assert!(fixed(name, &text, safety).is_none(), "{}", text);
            let left = found(name, &text);
            prop_assert!(left.iter().all(|one| one.fix.as_ref().is_none_or(|fix| fix.safety > safety)), "{}", text);
            let mistakes = |text: &str| found(name, text).len();
            prop_assert!(mistakes(&text) <= mistakes(&route(&target)) + done.len());
        }
    }

    /// No text makes it panic.
    #[test]
    fn any_text_can_be_looked_at(text in "[\\-\"{}\\[\\]:,a-zP0-9 \n#&*'\u{feff}]{0,80}") {
        for name in ["a.json", "a.yaml"] {
            if let Some(Fixed { text, .. }) = fixed(name, &text, Safety::Unsafe) {
                prop_assert!(fixed(name, &text, Safety::Unsafe).is_none());
            }
        }
    }
}
