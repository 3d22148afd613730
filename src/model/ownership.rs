//! The tags by which weir knows what a resource belongs to, and what must not happen to it.

use crate::model::resource::Resource;
use crate::model::scalar::BoundError;
use crate::model::tag::{TagKey, TagValue, Tags};

/// Names the set that a resource belongs to. Only the set's own runs change or delete it.
pub const SET: &str = "weir:set";
/// With the value `true`: the resource is neither deleted nor made anew.
pub const PROTECT: &str = "weir:protect";
/// Names the rollout that is under way on a route. Its weights belong to the rollout.
pub const ROLLOUT: &str = "weir:rollout";

/// The name of a set: what is written as one, and may be pruned as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetName(TagValue);

impl SetName {
    pub fn parse(name: &str) -> Result<Self, BoundError> {
        crate::model::scalar::Text::<crate::model::scalar::Length<1, 256>>::parse(name)?;
        TagValue::parse(name).map(Self)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The tag that marks what belongs to the set.
    pub fn tags(&self) -> Tags {
        let mut tags = Tags::default();
        tags.insert(key(SET), self.0.clone());
        tags
    }
}

impl std::fmt::Display for SetName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of the keys of this module as the key of a tag.
pub fn key(name: &'static str) -> TagKey {
    TagKey::parse(name).expect("the keys of this module are short")
}

impl Resource {
    /// The set that it belongs to.
    pub fn set(&self) -> Option<&str> {
        self.tags.get(SET).map(TagValue::as_str).filter(|name| !name.is_empty())
    }

    /// Whether it is neither deleted nor made anew.
    pub fn is_protected(&self) -> bool {
        self.tags.get(PROTECT).is_some_and(|value| value.as_str() == "true")
    }

    /// The rollout that its weights belong to.
    pub fn rollout(&self) -> Option<&str> {
        self.tags.get(ROLLOUT).map(TagValue::as_str).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(key: &str, value: &str) -> Resource {
        let text = format!(
            r#"{{"kind":"mesh","meshName":"m","spec":{{}},"tags":[{{"key":"{key}","value":"{value}"}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn what_the_tags_say() {
        assert_eq!(tagged("weir:set", "shop").set(), Some("shop"));
        assert_eq!(tagged("weir:set", "").set(), None);
        assert_eq!(tagged("weir:Set", "shop").set(), None, "keys are told apart by case");
        assert!(tagged("weir:protect", "true").is_protected());
        assert!(!tagged("weir:protect", "false").is_protected());
        assert_eq!(tagged("weir:rollout", "r1").rollout(), Some("r1"));
        let set = SetName::parse("shop").unwrap();
        assert_eq!(set.tags().get(SET).unwrap().as_str(), "shop");
        assert!(SetName::parse("").is_err());
    }
}
