//! The codes that reading documents can give, and the page of each.

use crate::diagnostic::Code;

/// A code and what is to be said about it.
#[derive(Debug)]
pub struct Explained {
    pub code: Code,
    pub title: &'static str,
    /// The page, in Markdown.
    pub page: &'static str,
}

const fn explained(code: &'static str, title: &'static str, page: &'static str) -> Explained {
    Explained { code: Code(code), title, page }
}

/// All codes of this folder.
pub const CODES: &[Explained] = &[
    explained("F001", "Unknown field", include_str!("codes/unknown_field.md")),
    explained("F002", "Wrong type", include_str!("codes/wrong_type.md")),
    explained("F003", "Not one of the words", include_str!("codes/not_one_of.md")),
    explained("F004", "Out of range", include_str!("codes/out_of_range.md")),
    explained("F005", "Missing field", include_str!("codes/required.md")),
    explained("F006", "Fields exclude one another", include_str!("codes/exclusive.md")),
    explained("F007", "Number or boolean in quotes", include_str!("codes/quoted.md")),
    explained("F008", "Wrong case", include_str!("codes/wrong_case.md")),
    explained("F010", "Ignored member", include_str!("codes/ignored.md")),
    explained("F011", "Tag key twice", include_str!("codes/tag_twice.md")),
    explained("F012", "Rollout that does not add up", include_str!("codes/rollout_misfit.md")),
    explained("N001", "Length of a name", include_str!("codes/name_length.md")),
    explained("N002", "Characters of a name", include_str!("codes/name_characters.md")),
    explained("N003", "A name of dots", include_str!("codes/name_dots.md")),
    explained("N006", "Reserved tag key", include_str!("codes/tag_reserved.md")),
    explained("R004", "Defined twice", include_str!("codes/defined_twice.md")),
    explained("R008", "For another mesh", include_str!("codes/other_mesh.md")),
    explained("S001", "Malformed text", include_str!("codes/malformed.md")),
    explained("S002", "Not UTF-8", include_str!("codes/not_utf8.md")),
    explained("S003", "Duplicate key", include_str!("codes/duplicate_key.md")),
    explained("S004", "Text after the end", include_str!("codes/trailing_text.md")),
    explained("S005", "Nested too deep", include_str!("codes/too_deep.md")),
    explained("S006", "Empty text", include_str!("codes/empty.md")),
    explained("S007", "Text too large", include_str!("codes/too_large.md")),
    explained("S008", "Number does not fit", include_str!("codes/number_too_large.md")),
    explained("S010", "Byte-order mark", include_str!("codes/byte_order_mark.md")),
    explained("S011", "Kind not clear", include_str!("codes/kind_unclear.md")),
    explained("S012", "Variable without a value", include_str!("codes/template.md")),
    explained("S013", "Another format", include_str!("codes/foreign_format.md")),
    explained("S014", "Skipped files", include_str!("codes/skipped.md")),
    explained("S015", "Not an App Mesh document", include_str!("codes/unrelated.md")),
    explained("S016", "Unreadable file", include_str!("codes/unreadable.md")),
    explained("S017", "Overlay that does not fit", include_str!("codes/overlay_misfit.md")),
    explained("S018", "Unused variable", include_str!("codes/unused_variable.md")),
    explained("S019", "File of values that cannot be read", include_str!("codes/bad_values.md")),
];
