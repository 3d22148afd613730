//! Overlays: what they change and add, what they refuse, and where things are found afterwards.

use proptest::prelude::*;
use serde_json::json;

use crate::document::patch;
use crate::document::{Content, Defaults, Documents, LoadedText, Origin, Texts, json, load_all};
use crate::model::{FieldPath, ResourceName};

fn texts(files: &[(&str, &str)]) -> Vec<LoadedText> {
    let text = |(name, text): &(&str, &str)| LoadedText {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        origin: Origin::Named,
    };
    files.iter().map(text).collect()
}

fn load(base: &[(&str, &str)], overlay: &[(&str, &str)]) -> Documents {
    let mesh = Some(ResourceName::parse("shop").unwrap());
    let all = Texts { documents: texts(base), overlay: texts(overlay), ..Texts::default() };
    load_all(all, &Defaults { mesh, ..Defaults::default() })
}

/// The specs that were read, then what is wrong.
fn check(base: &[(&str, &str)], overlay: &[(&str, &str)]) -> String {
    let documents = load(base, overlay);
    let specs = documents.all.iter().map(|document| match &document.content {
        Content::Whole(resource) => {
            format!("{} {}", document.id.address(), serde_json::to_string(&resource.spec).unwrap())
        }
        Content::Partial { .. } => format!("[{}]", document.id.address()),
    });
    let told = documents.diagnostics.iter().map(super::line);
    specs.chain(told).collect::<Vec<_>>().join("\n")
}

const CART: (&str, &str) = (
    "base/cart.json",
    r#"{"virtualNodeName": "cart", "spec": {
  "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}],
  "serviceDiscovery": {"dns": {"hostname": "cart.local"}}
}}"#,
);

#[test]
fn what_an_overlay_has_is_merged_into_the_document() {
    let overlay = (
        "prod/cart.yaml",
        "virtualNodeName: cart\nspec:\n  serviceDiscovery:\n    dns: {hostname: cart.prod, responseType: ENDPOINTS}\n  listeners: null\n",
    );
    insta::assert_snapshot!(check(&[CART], &[overlay]), @r#"vn/cart {"serviceDiscovery":{"dns":{"hostname":"cart.prod","responseType":"ENDPOINTS"}}}"#);
    let more = (
        "prod/more.json",
        r#"{"virtualNodeName": "cart", "spec": {"serviceDiscovery": {"dns": {"hostname": "last"}}}}"#,
    );
    let twice = check(&[CART], &[overlay, more]);
    assert!(twice.contains(r#""hostname":"last","responseType":"ENDPOINTS""#), "{twice}");
}

#[test]
fn operations_change_single_places() {
    let overlay = (
        "prod/cart.json",
        r#"{"virtualNodeName": "cart", "patch": [
  {"op": "test", "path": "/spec/listeners/0/portMapping/port", "value": 80},
  {"op": "replace", "path": "/spec/listeners/0/portMapping/port", "value": 8443},
  {"op": "add", "path": "/spec/listeners/-", "value": {"portMapping": {"port": 81, "protocol": "tcp"}}},
  {"op": "remove", "path": "/spec/serviceDiscovery"}
]}"#,
    );
    insta::assert_snapshot!(check(&[CART], &[overlay]), @r#"vn/cart {"listeners":[{"portMapping":{"port":8443,"protocol":"http"}},{"portMapping":{"port":81,"protocol":"tcp"}}]}"#);
}

#[test]
fn resources_are_added_on_purpose_only() {
    let new = ("prod/b.json", r#"{"virtualNodeName": "canary", "new": true, "spec": {}}"#);
    insta::assert_snapshot!(check(&[CART], &[new]), @r#"
    vn/cart {"listeners":[{"portMapping":{"port":80,"protocol":"http"}}],"serviceDiscovery":{"dns":{"hostname":"cart.local"}}}
    vn/canary {}
    "#);
    let known = ("prod/b.json", r#"{"virtualNodeName": "cart", "new": true, "spec": {}}"#);
    let typo = ("prod/a.json", r#"{"virtualNodeName": "crat", "spec": {}}"#);
    let nameless = ("prod/c.json", r#"{"spec": {}}"#);
    let other = ("prod/d.json", r#"{"meshName": "other", "virtualNodeName": "cart", "spec": {}}"#);
    let told = check(&[CART], &[known, typo, nameless, other]);
    insta::assert_snapshot!(told.split_once('\n').unwrap().1, @r#"
    error S017 prod/a.json:1:21 no document defines virtual node `crat`, so there is nothing to change (did you mean `cart`? To add one, write `"new": true`)
    error S017 prod/b.json:1:21 virtual node `cart` is there already (leave `"new": true` out)
    error S017 prod/c.json:1:1 a document of an overlay names the resource that it changes (add the member with its name, such as `virtualNodeName`)
    error S017 prod/d.json:1:42 no document defines virtual node `cart`, so there is nothing to change (to add one, write `"new": true`)
    "#);
}

#[test]
fn operations_that_cannot_be_done_are_errors_with_their_place() {
    let told = |operation: &str| {
        let text = format!("{{\"virtualNodeName\": \"cart\", \"patch\": {operation}}}");
        let all = check(&[CART], &[("p.json", &text)]);
        all.split_once('\n').unwrap().1.to_owned()
    };
    insta::assert_snapshot!(told(r#"[{"op": "test", "path": "/spec/listeners/0/portMapping/port", "value": 81}]"#), @"error S017 p.json:1:109 `/spec/listeners/0/portMapping/port` has another value");
    insta::assert_snapshot!(told(r#"[{"op": "replace", "path": "/spec/backends/0", "value": 1}]"#), @"error S017 p.json:1:65 there is nothing at `/spec/backends/0`");
    insta::assert_snapshot!(told(r#"[{"op": "remove", "path": "/spec/listeners/00"}]"#), @"error S017 p.json:1:64 there is nothing at `/spec/listeners/00`");
    insta::assert_snapshot!(told(r#"[{"op": "remve", "path": "/spec"}]"#), @"error S017 p.json:1:46 `remve` is not one of `add`, `remove`, `replace`, `move`, `copy` or `test` (did you mean `remove`?)");
    insta::assert_snapshot!(told(r#"[{"op": "add", "path": "/spec/x"}]"#), @"error S017 p.json:1:39 this operation needs `value`");
    insta::assert_snapshot!(told(r#"[{"op": "move", "from": "/spec", "path": "/spec/a"}]"#), @"error S017 p.json:1:79 a value cannot be moved into itself");
    insta::assert_snapshot!(told(r#"{"op": "add"}"#), @"error S017 p.json:1:38 a list of operations is needed, not an object");
    insta::assert_snapshot!(told(r#"[], "spec": {}"#), @"error S017 p.json:1:42 `patch` and `spec` exclude one another");
}

#[test]
fn what_an_overlay_sets_is_found_in_the_overlay() {
    let overlay = (
        "prod/cart.json",
        r#"{"virtualNodeName": "cart", "spec": {"listeners": [{"portMapping": {"port": 99999, "protocol": "http"}}], "backend": []}}"#,
    );
    let told = check(&[CART], &[overlay]);
    insta::assert_snapshot!(told, @"
    [vn/cart]
    error F004 prod/cart.json:1:77 `port`: 99999 is not within 1 to 65535
    error F001 prod/cart.json:1:107 unknown field `backend` in `spec` (did you mean `backends`?)
    ");
    let documents = load(
        &[CART],
        &[(
            "o.json",
            r#"{"virtualNodeName": "cart", "spec": {"serviceDiscovery": {"dns": {"hostname": "x"}}}}"#,
        )],
    );
    let id = documents.all[0].id.clone();
    let place = |path: FieldPath| {
        let at = documents.locate(&id, &path).unwrap();
        format!("{} {}", at.source.name(), &at.source.text()[at.span.range()])
    };
    let dns = FieldPath::spec().member("serviceDiscovery").member("dns");
    assert_eq!(place(dns.member("hostname")), "o.json \"x\"");
    let port = FieldPath::spec().member("listeners").item(0).member("portMapping").member("port");
    assert_eq!(place(port), "base/cart.json 80");
}

#[test]
fn specs_alone_are_patched_too() {
    let base = ("m/vn-cart.json", r#"{"serviceDiscovery": {"dns": {"hostname": "a"}}}"#);
    let overlay = (
        "o.json",
        r#"{"virtualNodeName": "cart", "spec": {"serviceDiscovery": {"dns": {"hostname": "b"}}}, "tags": [{"key": "env", "value": "prod"}]}"#,
    );
    insta::assert_snapshot!(check(&[base], &[overlay]), @r#"vn/cart {"serviceDiscovery":{"dns":{"hostname":"b"}}}"#);
    let wrapped = (
        "w.json",
        r#"{"virtualNode": {"virtualNodeName": "cart", "spec": {}, "metadata": {"version": 1}}}"#,
    );
    let told = check(&[wrapped], &[overlay]);
    insta::assert_snapshot!(told, @r#"vn/cart {"serviceDiscovery":{"dns":{"hostname":"b"}}}"#);
}

/// Small values, in which patches hit something now and then.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        (-3i64..3).prop_map(|value| json!(value)),
        "[ab/~]{0,2}".prop_map(|value| json!(value)),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| json!(items)),
            prop::collection::btree_map("[ab~]", inner, 0..3).prop_map(|members| json!(members)),
        ]
    })
}

fn operations() -> impl Strategy<Value = serde_json::Value> {
    let path = || "(/([ab01-]|~0)){0,3}";
    let operation = prop_oneof![
        (prop::sample::select(vec!["add", "replace", "test"]), path(), value())
            .prop_map(|(op, path, value)| json!({"op": op, "path": path, "value": value})),
        path().prop_map(|path| json!({"op": "remove", "path": path})),
        (prop::sample::select(vec!["move", "copy"]), path(), path())
            .prop_map(|(op, from, path)| json!({"op": op, "from": from, "path": path})),
    ];
    prop::collection::vec(operation, 0..3).prop_map(|operations| json!(operations))
}

fn tree(value: &serde_json::Value) -> document_tree::Node {
    json::parse(&value.to_string()).roots.remove(0)
}

use crate::document::tree as document_tree;

fn back(node: &document_tree::Node) -> serde_json::Value {
    use document_tree::Value;
    match &node.value {
        Value::Null | Value::Variable(_) => json!(null),
        Value::Bool(value) => json!(value),
        Value::Whole(number) => json!(number),
        Value::Number(number) => number.parse().unwrap(),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(back).collect(),
        Value::Object(members) => {
            let pair =
                |member: &document_tree::Member| (member.key.to_string(), back(&member.value));
            members.iter().map(pair).collect::<serde_json::Map<_, _>>().into()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn patches_do_what_another_implementation_does(base in value(), patch in operations(), merge in value()) {
        let mut theirs = base.clone();
        json_patch::merge(&mut theirs, &merge);
        let mut ours = tree(&base);
        patch::merge(&mut ours, tree(&merge));
        prop_assert_eq!(back(&ours), theirs, "{} merged into {}", merge, base);

        // The whole document is never the target here, and there a removal differs.
        let all = patch.as_array().unwrap();
        let whole = |one: &serde_json::Value, member: &str| one.get(member).is_some_and(|path| path == "");
        prop_assume!(!all.iter().any(|one| whole(one, "path") || whole(one, "from")));
        let mut theirs = base.clone();
        let parsed: json_patch::Patch = serde_json::from_value(patch.clone()).unwrap();
        // Undoing a move that fails makes the safe function panic.
        let their_outcome = json_patch::patch_unsafe(&mut theirs, &parsed);
        let mut ours = tree(&base);
        let our_outcome = patch::apply(&mut ours, &tree(&patch));
        prop_assert_eq!(our_outcome.is_ok(), their_outcome.is_ok(), "{} on {}: {:?} {:?}", patch, base, our_outcome, their_outcome);
        if our_outcome.is_ok() {
            prop_assert_eq!(back(&ours), theirs, "{} on {}", patch, base);
        }
    }
}
