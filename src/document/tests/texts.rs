//! Bytes and syntax: what cannot be read, and the limits.

use crate::document::{self, Defaults, LoadedText, Origin, yaml};

/// Loads one text; answers `SEVERITY CODE line:column message` lines, then a count.
fn check_text(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let text = LoadedText { name: name.to_owned(), bytes: bytes.into(), origin: Origin::Named };
    let documents = document::load(vec![text], &Defaults::default());
    let mut lines: Vec<String> = documents.diagnostics.iter().map(super::line).collect();
    lines.push(format!("{} documents", documents.all.len()));
    lines.join("\n")
}

#[test]
fn encodings() {
    let mesh = r#"{"meshName": "shop", "spec": {}}"#;
    let utf16: Vec<u8> = mesh.encode_utf16().flat_map(u16::to_le_bytes).collect();
    insta::assert_snapshot!(check_text("a.json", utf16), @"
    error S002 a.json:1:1 this is UTF-16LE, not UTF-8 (save the file as UTF-8)
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", format!("\u{FEFF}{mesh}")), @"
    info S010 a.json:1:1 the text begins with a byte-order mark, which is ignored
    1 documents
    ");
    insta::assert_snapshot!(check_text("a.json", b"{\"meshName\": \"sh\xFFop\"}".to_vec()), @"
    error S002 a.json:1:17 not UTF-8: byte 16 begins no character (save the file as UTF-8)
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", "  \r\n"), @"
    error S006 a.json:1:1 the text is empty
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.yaml", "# nothing\n"), @"
    warning S006 a.yaml:1:1 there is no document in this text
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", mesh.replace(' ', "\r\n")), @"1 documents");
}

#[test]
fn json_syntax() {
    insta::assert_snapshot!(check_text("a.json", "{\"meshName\": \"shop\", // no\n \"spec\": {}}"), @"
    error S001 a.json:1:22 malformed JSON: comments are not allowed (leave the comment out, or call the file .jsonc or .yaml)
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", "{\"meshName\": \"shop\""), @"
    error S001 a.json:1:19 malformed JSON: the text ends where `}` is needed
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", "{\"meshName\": $A, \"spec\": $B}"), @"
    error S012 a.json:1:14 the variables `A`, `B` have no value (give one with --var A=VALUE, or several in a --var-file)
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.json", "{\"meshName\": \"shop\"} x"), @"
    error S004 a.json:1:22 text after the end of the document: a word without quotes
    1 documents
    ");
}

#[test]
fn yaml_syntax() {
    insta::assert_snapshot!(check_text("a.yaml", "meshName: shop\nspec: {a: [}\n"), @"
    error S001 a.yaml:2:11 malformed YAML: mismatched bracket '[' closed by '}'
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.yaml", "meshName: shop\nspec: *nowhere\n"), @"
    error S001 a.yaml:2:7 malformed YAML: while parsing node, found unknown anchor
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.yaml", "meshName: shop\n? [a]\n: 1\n"), @"
    error S001 a.yaml:2:3 a key must be a string
    0 documents
    ");
    insta::assert_snapshot!(
        check_text("a.yaml", "meshName: shop\nmeshName: shop\nspec:\n  egressFilter: {type: on}\n"),
        @"
    error S003 a.yaml:2:1 `meshName` stands here twice
    error F003 a.yaml:4:24 `on` is not one of `ALLOW_ALL` or `DROP_ALL`
    1 documents
    "
    );
    insta::assert_snapshot!(
        check_text("a.yaml", "meshName: !Ref Mesh\nspec: !thing {}\n"), @"
    error S013 a.yaml:1:11 `!Ref` is a function of CloudFormation (write the value that it stands for)
    error S001 a.yaml:2:7 `!thing` is a tag, which App Mesh documents do not have
    1 documents
    "
    );
    insta::assert_snapshot!(check_text("a.yaml", "meshName: shop\nspec: &s {x: *s}\n"), @"
    error S001 a.yaml:2:14 an alias stands within what it stands for
    0 documents
    ");
}

#[test]
fn yaml_anchors_are_expanded() {
    let text = "\
meshName: &mesh shop
virtualNodeName: a
spec:
  listeners:
    - portMapping: &port { port: 80, protocol: http }
---
meshName: shop
virtualRouterName: a
spec: {}
---
meshName: shop
virtualNodeName: b
spec:
  listeners:
    - portMapping: &port { port: 99999, protocol: http }
    - portMapping: *port
";
    insta::assert_snapshot!(check_text("a.yaml", text), @"
    error F004 a.yaml:15:34 `port`: 99999 is not within 1 to 65535
    3 documents
    ");
}

#[test]
fn yaml_scalars_follow_the_core_schema() {
    let text = "[on, yes, ~, null, '', 0o17, 0x1F, -12, +1, 1.5, 1e3, .inf, 012, 1_000, '7', True, !!str 1, -0x1]";
    let root = yaml::parse(text).roots.remove(0);
    let values: Vec<String> = root.items().iter().map(|item| format!("{:?}", item.value)).collect();
    insta::assert_snapshot!(values.join(" "), @r#"Text("on") Text("yes") Null Null Text("") Whole(15) Whole(31) Whole(-12) Whole(1) Number("1.5") Number("1e3") Number(".inf") Whole(12) Text("1_000") Text("7") Bool(true) Text("1") Text("-0x1")"#);
}

#[test]
fn deep_nesting_is_refused() {
    let json = "[".repeat(10_000) + &"]".repeat(10_000);
    insta::assert_snapshot!(check_text("a.json", json.clone()), @"
    error S005 a.json:1:129 nested deeper than 128 levels
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.yaml", json), @"
    error S005 a.yaml:1:129 nested deeper than 128 levels
    0 documents
    ");
    let block: String = (0..1000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    insta::assert_snapshot!(check_text("a.yaml", block), @"
    error S005 a.yaml:129:129 nested deeper than 128 levels
    0 documents
    ");
}

#[test]
fn aliases_cannot_explode() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let below = format!("*a{}", level - 1);
        let items = vec![below; 10].join(", ");
        text.push_str(
            &["a", &level.to_string(), ": &a", &level.to_string(), " [", &items, "]\n"].concat(),
        );
    }
    insta::assert_snapshot!(check_text("a.yaml", text), @"
    error S005 a.yaml:5:45 aliases stand for more than 100000 values
    0 documents
    ");
}

/// What is wrong with a list of so many aliases of one value.
fn check_aliases(value: &str, count: usize) -> String {
    let text = format!("a: &a {value}\nb: [{}]\n", vec!["*a"; count].join(", "));
    let problems = yaml::parse(&text).problems;
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn aliases_stand_for_so_many_values_and_no_more() {
    assert_eq!(check_aliases("1", 100_000), "");
    assert_eq!(check_aliases("1", 100_001), "aliases stand for more than 100000 values");
    assert_eq!(check_aliases("{k: 1}", 50_001), "aliases stand for more than 100000 values");
}

#[test]
fn aliases_stand_for_so_much_text_and_no_more() {
    let mebibyte = "x".repeat(1024 * 1024);
    let too_much = "aliases stand for more than 16 MiB of text";
    assert_eq!(check_aliases(&mebibyte, 16), "");
    assert_eq!(check_aliases(&mebibyte, 17), too_much);
    assert_eq!(check_aliases(&format!("[{mebibyte}]"), 17), too_much);
    assert_eq!(check_aliases(&"9".repeat(200_000), 20_000), too_much);
    let key = "k".repeat(1000);
    assert_eq!(check_aliases(&format!("{{{key}: ~}}"), 20_000), too_much, "keys are text too");
}

#[test]
fn anchors_within_anchors_do_not_keep_a_long_text_again_and_again() {
    let nested = |depth: usize, text: &str| {
        // A name that is used again is a new anchor.
        let open = "&a [".repeat(depth);
        let problems = yaml::parse(&[&open, text, &"]".repeat(depth)].concat()).problems;
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let (long, longer) = ("x".repeat(100_000), "x".repeat(2_000_000));
    assert_eq!(nested(100, &long), "");
    assert_eq!(nested(2, &longer), "");
    assert_eq!(nested(100, &longer), "too much text stands within several anchors");
}

#[test]
fn large_texts_are_read() {
    let long = "x".repeat(50 * 1024 * 1024);
    let text = format!("{{\"meshName\": \"shop\", \"note\": \"{long}\"}}");
    insta::assert_snapshot!(check_text("a.json", text), @"
    error F001 a.json:1:22 unknown field `note` in the document (known here: meshName, spec, tags)
    1 documents
    ");
    let keys = "\"spec\": {},\n".repeat(20_000);
    let text = format!("{{{keys}\"meshName\": \"shop\"}}");
    assert_eq!(check_text("a.json", text).lines().count(), 20_000);
}

#[test]
fn long_names_are_neither_compared_nor_shown_whole() {
    let long = "lístener".repeat(2_500_000);
    let text = format!(
        "{{\"meshName\": \"shop\", \"virtualNodeName\": \"a\", \"spec\": {{\"{long}\": 1, \
         \"listeners\": [{{\"portMapping\": {{\"port\": {}, \"protocol\": \"{long}\"}}}}]}}, \
         \"tags\": [{{\"key\": \"aws:{long}\", \"value\": \"\"}}]}}",
        "9".repeat(1_000_000),
    );
    insta::assert_snapshot!(check_text("a.json", text), @"
    error F001 a.json:1:55 unknown field `lístenerlístenerlístenerlístenerlístenerlístenerlístenerlíst…` in `spec` (known here: listeners, serviceDiscovery, backends, backendDefaults, logging)
    error S008 a.json:1:20000101 `port`: `999999999999999999999999999999999999999999999999999999999999…` does not fit into 64 bits
    error F003 a.json:1:21000115 `lístenerlístenerlístenerlístenerlístenerlístenerlístenerlíst…` is not one of `http`, `tcp`, `http2` or `grpc`
    error F004 a.json:1:41000140 `key` has 20000004 characters; at most 128 are allowed
    error N006 a.json:1:41000140 the tag key `aws:lístenerlístenerlístenerlístenerlístenerlístenerlístener…` is reserved (leave the tag out, or drop `aws:` from its key)
    1 documents
    ");
}

#[test]
fn long_variables_and_tags_are_not_shown_whole() {
    let long = "x".repeat(100);
    let template = format!("{{\"meshName\": ${long}}}");
    insta::assert_snapshot!(check_text("a.json", template), @"
    error S012 a.json:1:14 the variable `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` has no value (give one with --var xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…=VALUE, or several in a --var-file)
    0 documents
    ");
    insta::assert_snapshot!(check_text("a.yaml", format!("meshName: !{long} shop\n")), @"
    error S001 a.yaml:1:11 `!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` is a tag, which App Mesh documents do not have
    1 documents
    ");
}
