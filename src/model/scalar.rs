//! Strings, numbers and lists that hold only what their bounds allow.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::schema::{IntegerSchema, ListSchema, MapSchema, Pattern, Schema, TextSchema};
use crate::model::shape::Shape;

/// What a string may be.
pub trait TextRule {
    const RULE: TextSchema;
}

/// Bounds on the number of characters; both are allowed values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length<const MIN: usize, const MAX: usize>;

impl<const MIN: usize, const MAX: usize> TextRule for Length<MIN, MAX> {
    const RULE: TextSchema = TextSchema { min: MIN, max: MAX, pattern: None };
}

/// The key of a Cloud Map attribute (App Mesh shape `AwsCloudMapInstanceAttributeKey`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeKeyRule;

impl TextRule for AttributeKeyRule {
    const RULE: TextSchema = TextSchema {
        min: 1,
        max: 255,
        pattern: Some(Pattern {
            regex: "^[a-zA-Z0-9!-~]+$",
            words: "printable ASCII characters other than blanks",
            matches: |text| text.bytes().all(|byte| byte.is_ascii_graphic()),
        }),
    };
}

/// The value of a Cloud Map attribute (App Mesh shape `AwsCloudMapInstanceAttributeValue`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeValueRule;

impl TextRule for AttributeValueRule {
    const RULE: TextSchema = TextSchema {
        min: 1,
        max: 1024,
        pattern: Some(Pattern {
            regex: "^([a-zA-Z0-9!-~][  a-zA-Z0-9!-~]*){0,1}[a-zA-Z0-9!-~]{0,1}$",
            words: "printable ASCII characters, the first of them not a blank",
            matches: |text| {
                !text.starts_with(' ')
                    && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
            },
        }),
    };
}

/// A path of a request, of at least `MIN` and at most `MAX` characters. That it begins with a slash
/// stands in the prose of the API only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathRule<const MIN: usize, const MAX: usize>;

impl<const MIN: usize, const MAX: usize> TextRule for PathRule<MIN, MAX> {
    const RULE: TextSchema = TextSchema {
        min: MIN,
        max: MAX,
        pattern: Some(Pattern {
            regex: "^/",
            words: "a path that begins with `/`",
            matches: |text| text.starts_with('/'),
        }),
    };
}

/// A string that follows the rule `R`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<R>(Box<str>, PhantomData<R>);

/// A string without bounds.
pub type AnyText = Text<Length<0, { usize::MAX }>>;
/// A path inside the proxy's container.
pub type FilePath = Text<Length<1, 255>>;
/// The text of a header, metadata or path match.
pub type MatchText = Text<Length<1, 255>>;

/// Why a string, number or list is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoundError {
    #[error("{}", length_text(*.length, *.min, *.max))]
    Length { length: usize, min: usize, max: usize },
    #[error("may hold only {words}")]
    Pattern { words: &'static str },
    #[error("{}", range_text(*.value, *.min, *.max))]
    Range { value: i64, min: i64, max: i64 },
    #[error("{}", size_text(*.size, *.min, *.max))]
    Size { size: usize, min: usize, max: usize },
}

fn length_text(length: usize, min: usize, max: usize) -> String {
    match (min, max) {
        (1, _) if length == 0 => "must not be empty".to_owned(),
        (_, usize::MAX) => format!("has {length} characters; at least {min} are needed"),
        (min, max) if min == max => format!("has {length} characters; exactly {min} are needed"),
        _ if length > max => format!("has {length} characters; at most {max} are allowed"),
        _ => format!("has {length} characters; at least {min} are needed"),
    }
}

fn range_text(value: i64, min: i64, max: i64) -> String {
    match (min, max) {
        (i64::MIN, max) => format!("{value} is above {max}"),
        (min, i64::MAX) => format!("{value} is below {min}"),
        _ => format!("{value} is not within {min} to {max}"),
    }
}

fn size_text(size: usize, min: usize, max: usize) -> String {
    match (min, max) {
        (1, _) if size == 0 => "must not be an empty list".to_owned(),
        _ if size > max => format!("has {size} items; at most {max} are allowed"),
        _ => format!("has {size} items; at least {min} are needed"),
    }
}

impl TextSchema {
    /// Holds `text` against the bounds and the pattern.
    pub fn check(&self, text: &str) -> Result<(), BoundError> {
        let Self { min, max, pattern } = *self;
        // Counting characters is only needed where the cheaper byte count cannot decide.
        if text.len() < min || text.len() > max {
            let length = text.chars().count();
            if length < min || length > max {
                return Err(BoundError::Length { length, min, max });
            }
        } else if min > 1 {
            let length = text.chars().count();
            if length < min {
                return Err(BoundError::Length { length, min, max });
            }
        }
        match pattern {
            Some(Pattern { words, matches, .. }) if !matches(text) => {
                Err(BoundError::Pattern { words })
            }
            _ => Ok(()),
        }
    }
}

impl IntegerSchema {
    /// Holds `value` against the bounds.
    pub fn check(&self, value: i64) -> Result<(), BoundError> {
        let Self { min, max } = *self;
        if (min..=max).contains(&value) {
            return Ok(());
        }
        Err(BoundError::Range { value, min, max })
    }
}

impl ListSchema {
    /// Holds the number of items against the bounds.
    pub fn check(&self, size: usize) -> Result<(), BoundError> {
        let Self { min, max, .. } = *self;
        if (min..=max).contains(&size) {
            return Ok(());
        }
        Err(BoundError::Size { size, min, max })
    }
}

impl MapSchema {
    /// Holds the number of members against the bound.
    pub fn check(&self, size: usize) -> Result<(), BoundError> {
        if size <= self.max {
            return Ok(());
        }
        Err(BoundError::Size { size, min: 0, max: self.max })
    }
}

impl<R: TextRule> Text<R> {
    pub fn parse(text: &str) -> Result<Self, BoundError> {
        R::RULE.check(text)?;
        Ok(Self(text.into(), PhantomData))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<R> Deref for Text<R> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<R> fmt::Debug for Text<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl<R> fmt::Display for Text<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<R: TextRule> Shape for Text<R> {
    const SCHEMA: &'static Schema = &Schema::Text(R::RULE);
}

impl<R> Serialize for Text<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, R: TextRule> Deserialize<'de> for Text<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<R>(PhantomData<R>);

        impl<R: TextRule> Visitor<'_> for Visit<R> {
            type Value = Text<R>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<R>, E> {
                Text::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visit(PhantomData))
    }
}

/// A whole number between `MIN` and `MAX`, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

/// A port number.
pub type Port = Whole<1, 65535>;
/// The share of one weighted target, relative to the sum of its route's weights.
pub type Weight = Whole<0, 100>;
/// The rank of a route; 0 is tried first.
pub type Priority = Whole<0, 1000>;
/// How often something may happen, at least once; 32 bits on the wire.
pub type PositiveCount = Whole<1, { i32::MAX as i64 }>;
/// A percentage.
pub type Percent = Whole<0, 100>;

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    pub fn parse(value: i64) -> Result<Self, BoundError> {
        IntegerSchema { min: MIN, max: MAX }.check(value)?;
        Ok(Self(value))
    }

    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Whole<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<const MIN: i64, const MAX: i64> Shape for Whole<MIN, MAX> {
    const SCHEMA: &'static Schema = &Schema::Integer(IntegerSchema { min: MIN, max: MAX });
}

impl<const MIN: i64, const MAX: i64> Serialize for Whole<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(i64::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A list with at least `MIN` and at most `MAX` items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T, const MIN: usize, const MAX: usize>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> List<T, MIN, MAX> {
    pub fn parse(items: Vec<T>) -> Result<Self, BoundError> {
        let size = items.len();
        if (MIN..=MAX).contains(&size) {
            return Ok(Self(items));
        }
        Err(BoundError::Size { size, min: MIN, max: MAX })
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for List<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Shape, const MIN: usize, const MAX: usize> Shape for List<T, MIN, MAX> {
    const SCHEMA: &'static Schema =
        &Schema::List(ListSchema { item: T::SCHEMA, min: MIN, max: MAX });
}

impl<T: Serialize, const MIN: usize, const MAX: usize> Serialize for List<T, MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T, const MIN: usize, const MAX: usize> Deserialize<'de> for List<T, MIN, MAX>
where
    T: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(Vec::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
