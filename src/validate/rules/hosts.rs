//! What the host of a request can be.

/// The first character that no host has.
pub fn foreign(name: &str) -> Option<char> {
    name.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'))
}
