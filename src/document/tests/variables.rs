//! Values for variables: where they may stand, how they land, and what is said of them.

use std::sync::Arc;

use crate::document::{
    Content, Defaults, Documents, LoadedText, Origin, Texts, Value, Variable, Variables, load_all,
};
use crate::model::{FieldPath, ResourceName};

/// Values as `--var` gives them; what begins with `!` must not be shown.
fn given(values: &[(&str, &str)]) -> Variables {
    let origin: Arc<str> = "--var".into();
    let mut variables = Variables::default();
    variables.in_strings = true;
    for (name, value) in values {
        let plain = name.trim_start_matches('!');
        variables.set(plain, Variable::untyped(value, &origin));
        if plain != *name {
            variables.hide(plain);
        }
    }
    variables
}

fn load(name: &str, text: &str, variables: Variables) -> Documents {
    let text = LoadedText { name: name.to_owned(), bytes: text.into(), origin: Origin::Named };
    let defaults =
        Defaults { mesh: Some(ResourceName::parse("shop").unwrap()), ..Defaults::default() };
    load_all(Texts { documents: vec![text], variables, ..Texts::default() }, &defaults)
}

/// The specs that were read, then what is wrong.
fn check(name: &str, text: &str, variables: Variables) -> String {
    let documents = load(name, text, variables);
    let specs = documents.all.iter().map(|document| match &document.content {
        Content::Whole(resource) => {
            format!("{} {}", document.id, serde_json::to_string(&resource.spec).unwrap())
        }
        Content::Partial { .. } => format!("[{}]", document.id),
    });
    let told = documents.diagnostics.iter().map(|one| {
        let notes: Vec<String> = one.notes.iter().map(|note| format!(" <{note}>")).collect();
        super::line(one) + &notes.concat()
    });
    specs.chain(told).collect::<Vec<_>>().join("\n")
}

const TEMPLATE: &str = r#"{"virtualNodeName": $NAME, "spec": {
  "serviceDiscovery": {"dns": {"hostname": "${HOST}.local"}},
  "listeners": [{"portMapping": {"port": $PORT, "protocol": "http"}}]
}}"#;

#[test]
fn a_template_becomes_a_document() {
    let values = [("NAME", "cart"), ("HOST", "cart.shop"), ("PORT", "8080")];
    insta::assert_snapshot!(check("a.json", TEMPLATE, given(&values)), @r#"vn/cart {"listeners":[{"portMapping":{"port":8080,"protocol":"http"}}],"serviceDiscovery":{"dns":{"hostname":"cart.shop.local"}}}"#);
}

#[test]
fn variables_without_a_value_are_listed_with_their_places() {
    insta::assert_snapshot!(check("a.json", TEMPLATE, given(&[("NAME", "cart")])), @"
    error S012 a.json:2:45 the variables `HOST`, `PORT` have no value (give one with --var HOST=VALUE, or several in a --var-file)
    ");
    insta::assert_snapshot!(check("a.json", TEMPLATE, Variables::default()), @"
    error S012 a.json:1:21 the variables `NAME`, `PORT` have no value (give one with --var NAME=VALUE, or several in a --var-file)
    ");
    let documents = load("a.json", TEMPLATE, Variables::default());
    let related = &documents.diagnostics[0].related;
    assert_eq!(related.len(), 1, "each place is shown");
    assert_eq!(&related[0].location.source.text()[related[0].location.span.range()], "$PORT");
    let mut environment = Variables::default();
    environment.forbid("NAME");
    insta::assert_snapshot!(check("a.json", r#"{"virtualNodeName": $NAME, "spec": {}}"#, environment), @"error S012 a.json:1:21 the variable `NAME` has no value (the environment has a value: allow it with --env-subst allow=NAME)");
    insta::assert_snapshot!(check("a.json", r#"{"virtualNodeName": $NAME, "spec": {}}"#, given(&[("NAMES", "a")])), @"
    error S012 a.json:1:21 the variable `NAME` has no value (did you mean `NAMES`?)
    warning S018 no document uses the variable `NAMES` of --var (did you mean `NAME`?)
    ");
}

#[test]
fn values_cannot_break_a_document() {
    let text = r#"{"virtualNodeName": "n", "spec": {"serviceDiscovery": {"dns": {"hostname": $H}}}, "tags": [{"key": "a", "value": "x${H}y"}]}"#;
    for value in ["\"}, \"spec\": {}", "a\\", "${H}", "$H", "[1]", "{}", "null", "\n"] {
        let documents = load("a.json", text, given(&[("H", value)]));
        assert!(!documents.has_errors(), "{value}: {:?}", documents.diagnostics);
        let Content::Whole(resource) = &documents.all[0].content else { panic!("{value}") };
        let spec = serde_json::to_value(&resource.spec).unwrap();
        assert_eq!(spec["serviceDiscovery"]["dns"]["hostname"], value);
        let tags = serde_json::to_value(&resource.tags).unwrap();
        assert_eq!(tags[0]["value"], format!("x{value}y"));
    }
}

#[test]
fn nothing_in_a_string_is_a_variable_until_values_are_given() {
    let text = r#"{"virtualRouterName": "r", "routeName": "a", "spec": {"httpRoute": {"match": {"path": {"regex": "^/${X}$$|$NAME|$${Y}$"}}, "action": {"weightedTargets": [{"virtualNode": "n", "weight": 1}]}}}}"#;
    let plain = check("a.json", text, Variables::default());
    assert!(plain.contains(r"^/${X}$$|$NAME|$${Y}$"), "{plain}");
    let filled = check("a.json", text, given(&[("X", "a")]));
    assert!(filled.contains(r"^/a$$|$NAME|${Y}$"), "{filled}");
    let yaml = "virtualNodeName: n\nspec: {serviceDiscovery: {dns: {hostname: $X}}}\ntags: [{key: a, value: 'a ${X}'}]\n";
    let plain = check("a.yaml", yaml, Variables::default());
    assert!(plain.contains("\"hostname\":\"$X\""), "{plain}");
}

#[test]
fn what_looks_like_a_variable_and_is_none_is_an_error() {
    insta::assert_snapshot!(check("a.json", r#"{"virtualNodeName": "n", "spec": {}, "tags": [{"key": "a", "value": "${X:-y}"}]}"#, given(&[("X", "a")])), @"
    error S012 a.json:1:69 `${` begins a variable, and this is none (write `${NAME}`, or `$${` for the characters themselves)
    warning S018 no document uses the variable `X` of --var
    ");
}

#[test]
fn yaml_scalars_without_quotes_take_the_type_of_the_value() {
    let yaml = "virtualNodeName: ${NAME}\nspec:\n  listeners:\n    - portMapping:\n        port: ${PORT}\n        protocol: $PROTOCOL\n  serviceDiscovery:\n    dns:\n      hostname: '$NAME'\n";
    let values = [("NAME", "cart"), ("PORT", "8080"), ("PROTOCOL", "http")];
    insta::assert_snapshot!(check("a.yaml", yaml, given(&values)), @r#"vn/cart {"listeners":[{"portMapping":{"port":8080,"protocol":"http"}}],"serviceDiscovery":{"dns":{"hostname":"$NAME"}}}"#);
}

#[test]
fn what_is_wrong_with_a_value_is_said_at_the_variable_and_of_whom_it_is() {
    let values = [("NAME", "cart"), ("HOST", "cart"), ("PORT", "80800")];
    insta::assert_snapshot!(check("a.json", TEMPLATE, given(&values)), @"
    [vn/cart]
    error F004 a.json:3:42 `port`: 80800 is not within 1 to 65535 <the value of `PORT` is from --var>
    ");
}

#[test]
fn secrets_are_neither_shown_nor_lost() {
    let text = r#"{"virtualNodeName": "n", "spec": {"listeners": [{"portMapping": {"port": 80, "protocol": "${P}"}}]}, "tags": [{"key": "token", "value": "${T}"}]}"#;
    let told = check("a.json", text, given(&[("!P", "hunter2"), ("!T", "t0ken")]));
    insta::assert_snapshot!(told, @"
    [vn/n]
    error F003 a.json:1:90 `***` is not one of `http`, `tcp`, `http2` or `grpc` <the value of `P` is from --var>
    ");
    let documents = load("a.json", text, given(&[("!P", "http"), ("!T", "t0ken")]));
    let id = &documents.all[0].id;
    let tags = || FieldPath::default().member("tags");
    assert!(documents.is_sensitive(id, &tags().item(0).member("value")));
    assert!(documents.is_sensitive(id, &tags()), "what holds a secret is one");
    assert!(!documents.is_sensitive(id, &tags().item(0).member("key")));
    assert!(!documents.is_sensitive(id, &FieldPath::spec().member("backends")));
}

#[test]
fn values_keep_their_types() {
    let origin: Arc<str> = "x".into();
    let value = |text: &str| format!("{:?}", Variable::untyped(text, &origin));
    assert!(value("8080").contains("Whole(8080)"));
    assert!(value("true").contains("Bool(true)"));
    assert!(value("1.50").contains("Number(\"1.50\")"));
    for text in ["", "null", "08", "8 0", " 8", "1e", "-", "TRUE"] {
        assert!(value(text).contains("Text("), "{text}");
    }
    assert!(Variable::typed(&Value::Null, &origin).is_none());
}
