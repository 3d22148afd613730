//! Which resources are meant, by their tags: `team=shop,stage!=test,owner,!legacy`.

use crate::model::{Resource, Tags};

/// Conditions that must all hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selector(Vec<Condition>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Is(String, String),
    /// Also where there is no such tag.
    IsNot(String, String),
    Has(String),
    HasNot(String),
}

/// Reads a selector from the command line.
pub fn parse(text: &str) -> Result<Selector, String> {
    let conditions: Option<Vec<Condition>> = text.split(',').map(Condition::parse).collect();
    conditions.map(Selector).ok_or_else(|| {
        "write KEY=VALUE, KEY!=VALUE, KEY or !KEY, and commas between several".to_owned()
    })
}

impl Selector {
    pub fn matches(&self, resource: &Resource) -> bool {
        self.0.iter().all(|condition| condition.holds(&resource.tags))
    }
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let named = |key: &str| Some(key.trim().to_owned()).filter(|key| !key.is_empty());
        if let Some((key, value)) = text.split_once("!=") {
            return Some(Self::IsNot(named(key)?, value.trim().to_owned()));
        }
        if let Some((key, value)) = text.split_once('=') {
            // `==` is what some are used to.
            let value = value.strip_prefix('=').unwrap_or(value);
            return Some(Self::Is(named(key)?, value.trim().to_owned()));
        }
        match text.strip_prefix('!') {
            Some(key) => named(key).map(Self::HasNot),
            None => named(text).map(Self::Has),
        }
    }

    fn holds(&self, tags: &Tags) -> bool {
        let value = |key: &str| tags.get(key).map(|value| value.as_str().to_owned());
        match self {
            Self::Is(key, wanted) => value(key).as_ref() == Some(wanted),
            Self::IsNot(key, unwanted) => value(key).as_ref() != Some(unwanted),
            Self::Has(key) => value(key).is_some(),
            Self::HasNot(key) => value(key).is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(selector: &str, tags: &[(&str, &str)]) -> bool {
        let tags = tags.iter().map(|(k, v)| format!(r#"{{"key":"{k}","value":"{v}"}}"#));
        let tags = tags.collect::<Vec<_>>().join(",");
        let text = format!(r#"{{"kind":"mesh","meshName":"m","spec":{{}},"tags":[{tags}]}}"#);
        parse(selector).unwrap().matches(&serde_json::from_str(&text).unwrap())
    }

    #[test]
    fn conditions_hold_or_not() {
        let tags = [("team", "shop"), ("stage", "prod"), ("eq", "a=b")];
        for yes in [
            "team=shop",
            "team==shop",
            "team = shop , stage",
            "team!=web",
            "other!=web",
            "!other",
            "eq=a=b",
            "team,stage=prod",
        ] {
            assert!(matches(yes, &tags), "{yes}");
        }
        for no in ["team=web", "team=", "team!=shop", "!team", "other", "team=shop,stage=test"] {
            assert!(!matches(no, &tags), "{no}");
        }
        for wrong in ["", "=x", "!=x", "!", "a,,b"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
