//! What documents allow: by member, by tag, never without a reason, and never sent.

use crate::document::{Content, Defaults, Documents, LoadedText, Origin, load};
use crate::model::{Kind, ResourceName};

fn read(text: &str) -> Documents {
    let text = LoadedText {
        name: "vr.json".to_owned(),
        bytes: text.as_bytes().to_vec(),
        origin: Origin::Named,
    };
    let defaults = Defaults {
        mesh: Some(ResourceName::parse("shop").unwrap()),
        kind: Some(Kind::VirtualRouter),
        name: Some("cart".to_owned()),
        ..Defaults::default()
    };
    load(vec![text], &defaults)
}

fn allowed(documents: &Documents) -> Vec<String> {
    let all = documents.all.iter().flat_map(|document| &document.allowed);
    all.map(|one| format!("{}: {}", one.code, one.reason)).collect()
}

#[test]
fn documents_say_what_they_allow_and_why() {
    for text in [
        r#"{"virtualRouterName": "cart", "spec": {}, "x-weir": {"allow": {"L008": "soon"}}}"#,
        r#"{"virtualRouter": {"virtualRouterName": "cart", "spec": {}, "x-weir": {"allow": {"WEIR-L008": " soon "}}}}"#,
        r#"{"listeners": [], "x-weir": {"allow": {"L008": "soon"}}}"#,
        r#"{"virtualRouterName": "cart", "spec": {}, "tags": [{"key": "weir:allow", "value": "L008: soon"}]}"#,
    ] {
        let documents = read(text);
        assert!(documents.diagnostics.is_empty(), "{text}: {:?}", documents.diagnostics);
        assert_eq!(allowed(&documents), ["L008: soon"], "{text}");
        let Content::Whole(resource) = &documents.all[0].content else { panic!("{text}") };
        let sent = serde_json::to_string(&serde_json::to_value(&resource.spec).unwrap()).unwrap();
        assert!(!sent.contains("x-weir"), "{sent}");
    }
    let several =
        r#"{"spec": {}, "tags": [{"key": "weir:allow", "value": "L008 L009: it is so"}]}"#;
    assert_eq!(allowed(&read(several)), ["L008: it is so", "L009: it is so"]);
}

#[test]
fn an_allowance_without_a_reason_is_refused() {
    let told = |said: &str| -> Vec<String> {
        let documents = read(&format!(r#"{{"virtualRouterName": "cart", "spec": {{}}, {said}}}"#));
        assert!(allowed(&documents).is_empty(), "{said}");
        let told = documents.diagnostics.iter();
        told.map(|one| format!("{} {}", one.code, one.message)).collect()
    };
    assert_eq!(
        told(r#""x-weir": {"allow": {"L008": " "}}"#),
        ["F005 L008 is allowed without a reason"]
    );
    assert_eq!(
        told(r#""x-weir": {"allow": {"L008": true}}"#),
        ["F005 L008 is allowed without a reason"]
    );
    assert_eq!(
        told(r#""x-weir": {"allow": {"routes": "x"}}"#),
        ["F003 `routes` is not a code of weir"]
    );
    assert_eq!(
        told(r#""x-weir": {"allow": ["L008"]}"#),
        ["F002 `allow` must be an object, not a list"]
    );
    assert_eq!(told(r#""x-weir": 1"#), ["F002 `x-weir` must be an object, not a number"]);
    assert_eq!(told(r#""x-weir": {"alow": {}}"#), ["F001 unknown field `alow` in `x-weir`"]);
    let tag = r#""tags": [{"key": "weir:allow", "value": "L008"}]"#;
    assert_eq!(told(tag), ["F005 L008 is allowed without a reason"]);
}
