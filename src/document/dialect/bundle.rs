//! The marker of a bundle: which version it is of, and that nothing else stands beside the resources.

use crate::diagnostic::Code;
use crate::document::check;
use crate::document::problem::Problem;
use crate::document::tree::Node;
use crate::model::FieldPath;

const WRONG_TYPE: Code = Code("F002");
const NOT_ONE_OF: Code = Code("F003");

/// The version of bundles that is known.
const VERSION: i64 = 1;

/// Whether the resources of a bundle can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readable {
    Yes,
    No,
}

/// Adds to `problems` what is wrong with a bundle, but for its resources.
pub fn check(bundle: &Node, problems: &mut Vec<Problem>) -> Readable {
    let version = bundle.get("weir").filter(|version| version.as_i64() != Some(VERSION));
    if let Some(version) = version {
        let path = FieldPath::default().member("weir");
        let message = format!("bundles of this version are not known, only those of {VERSION}");
        problems.push(
            Problem::new(NOT_ONE_OF, &path, version.head(), message)
                .label("the version of the bundle")
                .help(format!("write `\"weir\": {VERSION}`")),
        );
        return Readable::No;
    }
    check::check_members(bundle, &["weir", "resources"], &["$schema"], problems);
    let resources = bundle.get("resources").filter(|resources| !resources.is_list());
    if let Some(resources) = resources {
        let path = FieldPath::default().member("resources");
        let message = format!("`resources` must be a list, not {}", resources.noun());
        let problem = Problem::new(WRONG_TYPE, &path, resources.head(), message);
        problems.push(problem.label(format!("{} here", resources.noun())));
        return Readable::No;
    }
    Readable::Yes
}
