//! Tags: up to 50 keys with values on each resource.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::scalar::{Length, List, Text};
use crate::model::schema::Schema;
use crate::model::shape::{Shape, Unknown, shape};

/// The key of a tag.
pub type TagKey = Text<Length<1, 128>>;
/// The value of a tag.
pub type TagValue = Text<Length<0, 256>>;

/// The most tags on one resource, and in one request.
pub const TAGS_MAX: usize = 50;

shape! {
    /// A tag.
    Tag {
        required key: TagKey = "key",
        required value: TagValue = "value",
    }
}

impl Tag {
    pub fn new(key: TagKey, value: TagValue) -> Self {
        Self { key, value, unknown: Unknown::default() }
    }
}

/// The tags of a resource, by key and in the order of keys. On the wire they are a list. There are
/// few, and a map would take several times their memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags(Vec<(TagKey, TagValue)>);

impl Tags {
    /// Adds or overwrites.
    pub fn insert(&mut self, key: TagKey, value: TagValue) {
        match self.find(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    pub fn remove(&mut self, key: &TagKey) {
        if let Ok(at) = self.find(key) {
            self.0.remove(at);
        }
    }

    /// Where a key is, or belongs.
    fn find(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(key))
    }

    pub fn get(&self, key: &str) -> Option<&TagValue> {
        self.find(key).ok().map(|at| &self.0[at].1)
    }

    /// In the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&TagKey, &TagValue)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The last of several tags with the same key counts.
impl FromIterator<Tag> for Tags {
    fn from_iter<T: IntoIterator<Item = Tag>>(tags: T) -> Self {
        let tags = tags.into_iter();
        let mut all = Self(Vec::with_capacity(tags.size_hint().0));
        tags.for_each(|tag| all.insert(tag.key, tag.value));
        all
    }
}

impl Shape for Tags {
    const SCHEMA: &'static Schema = List::<Tag, 0, TAGS_MAX>::SCHEMA;
}

impl Serialize for Tags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|(key, value)| Tag::new(key.clone(), value.clone())))
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Tag>::deserialize(deserializer)?.into_iter().collect())
    }
}
