//! What is wrong with the tags of a document beyond what their shape says.

use std::collections::HashMap;

use crate::diagnostic::{Code, Span};
use crate::document::problem::Problem;
use crate::document::suggest::shown;
use crate::document::tree::Node;
use crate::model::FieldPath;

const TWICE: Code = Code("F011");
const RESERVED: Code = Code("N006");

/// What the keys begin with that only AWS may set.
const RESERVED_PREFIX: &str = "aws:";

/// Adds to `problems` keys that stand twice and keys that are reserved.
pub fn check(tags: &Node, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for (index, tag) in tags.items().iter().enumerate() {
        let Some(node) = tag.get("key") else { continue };
        let Some(key) = node.as_str() else { continue };
        let path = FieldPath::default().member("tags").item(index).member("key");
        if is_reserved(key) {
            let message = format!("the tag key `{}` is reserved", shown(key));
            problems.push(
                Problem::new(RESERVED, &path, node.span, message)
                    .label("only AWS sets such tags")
                    .help(format!("leave the tag out, or drop `{RESERVED_PREFIX}` from its key")),
            );
        }
        let Some(first) = seen.get(key).copied() else {
            seen.insert(key, node.span);
            continue;
        };
        let message = format!("two tags have the key `{}`", shown(key));
        let twice = Problem::new(TWICE, &path, node.span, message).label("again here");
        problems.push(twice.related(first, "first here").help("leave one of them out"));
    }
}

/// AWS reserves the prefix in any case.
fn is_reserved(key: &str) -> bool {
    key.get(..RESERVED_PREFIX.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(RESERVED_PREFIX))
}
