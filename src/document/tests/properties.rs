//! What holds for every text: nothing panics, and what is printed is read back as it was.

use proptest::prelude::*;

use crate::document::documents::Document;
use crate::document::{self, Content, Defaults, LoadedText, Origin, check, json, references, yaml};
use crate::model::{FieldPath, Form, Resource, Spec, arbitrary};

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

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
