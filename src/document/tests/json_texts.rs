//! The parser of JSON, held against `serde_json`: both take the same texts, and read the same values.

#![expect(clippy::disallowed_methods, reason = "a test reads the examples")]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value as Theirs;

use crate::document::json;
use crate::document::tree::{Node, Value};

/// What is put into texts to break them, or not.
const PUT: [&str; 28] = [
    "", "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u0000", "\u{0}",
    "\n", "\u{FEFF}", "\u{A0}", "é", "😀", "0", "-", ".", "e", "+", "null", "$X", "//", "'",
];

/// The value of a text, if it is one and well-formed.
fn ours(text: &str) -> Option<Node> {
    let mut parsed = json::parse(text);
    let root = parsed.roots.pop();
    root.filter(|_| parsed.problems.is_empty() && parsed.roots.is_empty())
}

/// A number as `serde_json` writes it: with a small `e` and a sign after it.
fn signed(number: &str) -> String {
    let number = number.replace('E', "e");
    match number.split_once('e') {
        Some((digits, exponent)) if exponent.starts_with(|sign: char| sign.is_ascii_digit()) => {
            format!("{digits}e+{exponent}")
        }
        _ => number,
    }
}

/// Whether two values are the same. Of members with one name, `serde_json` keeps the last.
fn is_same(ours: &Node, theirs: &Theirs) -> bool {
    match (&ours.value, theirs) {
        (Value::Null, Theirs::Null) => true,
        (Value::Bool(one), Theirs::Bool(other)) => one == other,
        (Value::Whole(one), Theirs::Number(other)) => other.as_i64() == Some(*one),
        (Value::Number(one), Theirs::Number(other)) => {
            other.as_i64().is_none() && signed(one) == other.as_str()
        }
        (Value::Text(one), Theirs::String(other)) => **one == **other,
        (Value::List(items), Theirs::Array(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(members), Theirs::Object(others)) => {
            others.keys().all(|key| members.iter().any(|member| *member.key == **key))
                && members.iter().enumerate().all(|(at, member)| {
                    let again = members[at + 1..].iter().any(|later| later.key == member.key);
                    let other = others.get(&*member.key);
                    other.is_some_and(|other| again || is_same(&member.value, other))
                })
        }
        _ => false,
    }
}

/// Every value stands where its text does.
fn stands_where_it_says(node: &Node, text: &str) -> bool {
    let inside = |span: crate::diagnostic::Span| &text[span.range()];
    let here = serde_json::from_str(inside(node.span)).is_ok_and(|same| is_same(node, &same));
    here && node.items().iter().all(|item| stands_where_it_says(item, text))
        && node.members().iter().all(|member| {
            let key: Option<String> = serde_json::from_str(inside(member.key_span)).ok();
            key.as_deref() == Some(&*member.key) && stands_where_it_says(&member.value, text)
        })
}

/// What differs between the two readings of a text.
fn difference(text: &str) -> Option<String> {
    let theirs = serde_json::from_str::<Theirs>(text);
    match (ours(text), theirs) {
        (None, Err(_)) => None,
        (Some(_), Err(error)) => Some(format!("only serde_json refuses {text:?}: {error}")),
        (None, Ok(_)) => Some(format!("only weir refuses {text:?}")),
        (Some(ours), Ok(theirs)) => (!is_same(&ours, &theirs))
            .then(|| format!("{text:?} is {theirs:?}, but weir reads {ours:?}")),
    }
}

/// The JSON files below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The texts of the JSON files that come with weir, as far as they are UTF-8.
fn written() -> Vec<String> {
    let all = files("examples").into_iter().chain(files("tests/corpus"));
    all.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Numbers, words and strings, most of them well-formed.
fn scalar() -> impl Strategy<Value = String> {
    let number = "-?(0|[1-9][0-9]{0,21})([.][0-9]{1,3})?([eE][+-]?[0-9]{1,3})?";
    let character = prop_oneof![
        4 => "[a-z0-9 /'é😀\u{7F}\u{2028}]",
        1 => "\\\\[\"\\\\/bfnrt]",
        1 => "\\\\u[0-9a-fA-F]{4}",
        1 => Just("\\ud83d\\ude00".to_owned()),
        1 => prop::sample::select(vec!["\\ud83d", "\\ude00", "\\x", "\\u12", "\t", "\u{1F}"])
            .prop_map(str::to_owned),
    ];
    let string = prop::collection::vec(character, 0..6)
        .prop_map(|characters| format!("\"{}\"", characters.concat()));
    prop_oneof![
        4 => number,
        4 => string,
        1 => prop::sample::select(vec!["null", "true", "false"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-0", "-0.0",
            "01", "-", "1.", ".5", "+1", "1e", "1e+", "0x1", "NaN", "nul", "True", "'a'", "$X",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Values with blanks between their parts. Keys are few, so that some stand twice.
fn value() -> impl Strategy<Value = String> {
    let blank = || "[ \n\r\t]{0,2}";
    scalar().prop_recursive(4, 24, 4, move |inner| {
        let item = (blank(), inner.clone(), blank()).prop_map(|(a, item, b)| a + &item + &b);
        let items = prop::collection::vec(item, 0..4);
        let list = (items, blank()).prop_map(|(items, blank)| match &items[..] {
            [] => format!("[{blank}]"),
            items => format!("[{}]", items.join(",")),
        });
        let key = prop::sample::select(vec!["a", "b", "é", "\\u0061", ""]);
        let member = (blank(), key, blank(), blank(), inner, blank()).prop_map(
            |(one, key, two, three, value, four)| {
                format!("{one}\"{key}\"{two}:{three}{value}{four}")
            },
        );
        let members = prop::collection::vec(member, 0..4);
        let object = (members, blank()).prop_map(|(members, blank)| match &members[..] {
            [] => format!("{{{blank}}}"),
            members => format!("{{{}}}", members.join(",")),
        });
        prop_oneof![list, object]
    })
}

/// The text with something else in the place of one of its characters.
fn changed(text: &str, at: prop::sample::Index, put: &str) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = at.index(places.len());
    let end = places.get(at + 1).copied().unwrap_or(text.len());
    format!("{}{put}{}", &text[..places[at]], &text[end..])
}

#[test]
fn files_and_all_their_beginnings_are_read_as_serde_json_reads_them() {
    let mut taken = 0;
    for text in written() {
        assert_eq!(difference(&text), None);
        if let Some(root) = ours(&text) {
            taken += 1;
            assert!(stands_where_it_says(&root, &text), "{text}");
        }
        // Every beginning of a short text; of a long one, as many.
        let step = text.len() / 256 + 1;
        for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(difference(&text[..end]), None);
        }
    }
    assert!(taken > 50, "{taken} files are well-formed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn values_are_read_as_serde_json_reads_them(text in value()) {
        prop_assert_eq!(difference(&text), None);
        if let Some(root) = ours(&text) {
            prop_assert!(stands_where_it_says(&root, &text), "{}", text);
        }
    }

    #[test]
    fn broken_values_are_refused_as_serde_json_refuses_them(
        text in value(),
        at in any::<prop::sample::Index>(),
        put in prop::sample::select(&PUT[..]),
    ) {
        prop_assert_eq!(difference(&changed(&text, at, put)), None);
    }

    #[test]
    fn broken_files_are_refused_as_serde_json_refuses_them(
        text in prop::sample::select(written()),
        at in any::<prop::sample::Index>(),
        put in prop::sample::select(&PUT[..]),
    ) {
        prop_assert_eq!(difference(&changed(&text, at, put)), None);
    }

    #[test]
    fn any_characters_are_read_as_serde_json_reads_them(
        words in prop::collection::vec(prop::sample::select(&PUT[..]), 0..12),
    ) {
        prop_assert_eq!(difference(&words.concat()), None);
    }
}
