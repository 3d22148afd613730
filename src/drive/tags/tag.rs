//! Tags as weir writes them.

use crate::model::{Tag, TagKey, TagValue, Tags};

/// The most characters of a tag's value.
const VALUE_MAX: usize = 256;

/// Adds a tag whose value is cut where it is too long.
pub fn put(tags: &mut Tags, key: &str, value: &str) {
    let value: String = value.chars().take(VALUE_MAX).collect();
    if let (Ok(key), Ok(value)) = (TagKey::parse(key), TagValue::parse(&value)) {
        let Tag { key, value, .. } = Tag::new(key, value);
        tags.insert(key, value);
    }
}
