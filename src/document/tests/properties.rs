//! What holds for every text: nothing panics, and what is printed is read back as it was.

use proptest::prelude::*;

use crate::document::documents::Document;
use crate::document::load::load_from;
use crate::document::{
    self, Content, Defaults, LoadedText, Origin, Texts, check, json, references, yaml,
};
use crate::model::{FieldPath, Form, Resource, Spec, arbitrary};
use crate::output::resource;

fn load_one(name: &str, bytes: Vec<u8>) -> document::Documents {
    let text = LoadedText { name: name.to_owned(), bytes, origin: Origin::Named };
    document::load(vec![text], &Defaults::default())
}

/// The only resource of a text that is read without a word.
fn read_back(name: &str, text: String) -> Resource {
    let shown = text.clone();
    let documents = load_one(name, text.into_bytes());
    let problems: Vec<_> = documents.diagnostics.iter().map(|one| &one.message).collect();
    assert!(problems.is_empty(), "{problems:?} in {shown}");
    match &documents.all[..] {
        [Document { content: Content::Whole(resource), .. }] => (**resource).clone(),
        other => panic!("{} documents in {shown}", other.len()),
    }
}

/// A resource as it is printed.
fn document_of(resource: &Resource) -> serde_json::Value {
    resource::document(resource)
}

/// Text that is nearly a document.
fn nearly_json() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "meshName",
        "\"spec\"",
        "\"meshName\"",
        "null",
        "1e9",
        "-0",
        "99999999999999999999",
        "$VAR",
        "\u{FEFF}",
        "é",
        "\n",
        "\"kind\"",
        "true",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

fn nearly_yaml() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "a: ",
        "- ",
        "\n",
        "\n  ",
        "---\n",
        "...\n",
        "&x ",
        "*x ",
        "!!str ",
        "!Ref ",
        "{",
        "}",
        "[",
        "]",
        "|\n",
        ">-\n",
        "'",
        "\"",
        "? ",
        "meshName: ",
        "spec:\n",
        "<<: ",
        "\t",
        "é",
        "%YAML",
        "#",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

/// What documents become, whichever way they are read.
fn outcome(large: usize, name: &str, text: &str) -> String {
    let texts = vec![LoadedText {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        origin: Origin::Named,
    }];
    let texts = Texts { documents: texts, ..Texts::default() };
    let documents = load_from(large, texts, &Defaults::default());
    let all = documents.all.iter().map(|one| match &one.content {
        Content::Whole(resource) => format!("{resource:?}"),
        Content::Partial { references, .. } => format!("{} {references:?}", one.id),
    });
    let places = documents.all.iter().map(|one| {
        let at = documents.locate(&one.id, &FieldPath::spec()).map(|at| at.span);
        format!("{at:?}")
    });
    let told = documents.diagnostics.iter().map(super::line);
    all.chain(places).chain(told).collect::<Vec<_>>().join("\n")
}

/// The ways in which people put resources into one JSON text.
fn together(documents: &[serde_json::Value]) -> [String; 4] {
    let lines: Vec<String> = documents.iter().map(ToString::to_string).collect();
    let all = serde_json::Value::from(documents);
    [
        all.to_string(),
        serde_json::to_string_pretty(&all).unwrap(),
        serde_json::json!({"weir": 1, "resources": documents}).to_string(),
        lines.join("\n"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_large_text_is_read_as_a_small_one_is(
        resources in prop::collection::vec(arbitrary::resource(), 1..4),
        cut in any::<prop::sample::Index>(),
        put in prop::sample::select(vec!["", "x", "\"", "}", "]", "{", ",", "$X", " ", "null"]),
    ) {
        let documents: Vec<_> = resources.iter().map(document_of).collect();
        for text in together(&documents) {
            prop_assert_eq!(outcome(0, "a.json", &text), outcome(usize::MAX, "a.json", &text));
            let mut broken = text.clone();
            let at = cut.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                broken.replace_range(at..=at, put);
            }
            prop_assert_eq!(
                outcome(0, "a.json", &broken), outcome(usize::MAX, "a.json", &broken), "{}", broken
            );
        }
    }

    #[test]
    fn printing_and_loading_are_inverse_in_every_shape(
        resource in arbitrary::resource(),
        note in prop::sample::select(vec!["${X}", "$X", "$${X}", "^/a$", "a ${b c}", "%REQ(X)%", "\\"]),
    ) {
        let mut document = document_of(&resource);
        document["tags"] = serde_json::json!([{"key": "note", "value": note}]);
        let wire = resource.id.kind().row().wire;
        let shapes = [
            ("x.json", document.to_string()),
            ("x.jsonc", format!("// shop\n{}", serde_json::to_string_pretty(&document).unwrap())),
            ("x.yaml", resource::yaml(&document)),
            ("x.json", serde_json::json!({ wire: &document }).to_string()),
            ("x.json", serde_json::json!([&document]).to_string()),
            ("x.json", serde_json::json!({"weir": 1, "resources": [&document]}).to_string()),
            ("x.yaml", resource::yaml_stream(std::slice::from_ref(&document))),
        ];
        for (name, text) in shapes {
            let read = read_back(name, text.clone());
            prop_assert_eq!(document_of(&read), document.clone(), "{}", text);
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        name in "[a-z-]{0,3}[.](json|yaml|txt)",
    ) {
        load_one(&name, bytes);
    }

    #[test]
    fn near_documents_are_read_without_a_panic(json in nearly_json(), yaml in nearly_yaml()) {
        for name in ["x.json", "vn-x.yaml", "-"] {
            load_one(name, json.clone().into_bytes());
            load_one(name, yaml.clone().into_bytes());
        }
        for root in json::parse(&json).roots.iter().chain(&yaml::parse(&yaml).roots) {
            prop_assert!(root.span.start <= root.span.end);
        }
    }

    #[test]
    fn what_is_printed_is_read_back(resource in arbitrary::resource()) {
        let form = resource.in_form(Form::Document);
        let json = serde_json::to_string_pretty(&form).unwrap();
        prop_assert_eq!(&read_back("x.json", json), &resource);
        let yaml = serde_saphyr::to_string(&form).unwrap();
        prop_assert_eq!(&read_back("x.yaml", yaml), &resource);
    }

    #[test]
    fn valid_specs_have_no_problems_and_the_references_of_the_model(
        resource in arbitrary::resource(),
    ) {
        let text = serde_json::to_string(&resource.spec).unwrap();
        let root = json::parse(&text).roots.remove(0);
        let mut problems = Vec::new();
        check::check(&root, Spec::schema(resource.kind()), FieldPath::spec(), &mut problems);
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(references::readable(&resource.id, &root), resource.references());
    }
}
