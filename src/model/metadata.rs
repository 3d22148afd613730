//! What a control plane knows of a resource besides its spec: ARN, owners, times, version.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    pub fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub fn millis(self) -> i64 {
        self.0
    }

    fn from_seconds(seconds: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
        Self((seconds * 1000.0).round() as i64)
    }
}

/// RFC 3339 in UTC, with milliseconds where there are any.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(moment) => fmt::Display::fmt(&moment, f),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

/// On the wire: epoch seconds as a number, with a fraction (rest-json).
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "53 bits hold milliseconds for ages")]
        serializer.serialize_f64(self.0 as f64 / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(seconds) => seconds
                .as_f64()
                .map(Self::from_seconds)
                .ok_or_else(|| D::Error::custom(format_args!("`{seconds}` is no time"))),
            Value::String(text) => text
                .parse::<jiff::Timestamp>()
                .map(|moment| Self(moment.as_millisecond()))
                .map_err(|_| D::Error::custom(format_args!("`{text}` is not an RFC 3339 time"))),
            _ => Err(D::Error::custom("a time is epoch seconds or RFC 3339")),
        }
    }
}

/// What a control plane adds to a resource (App Mesh shape `ResourceMetadata`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub arn: String,
    pub created_at: Timestamp,
    pub last_updated_at: Timestamp,
    /// The account that owns the mesh.
    pub mesh_owner: String,
    /// The account that owns the resource.
    pub resource_owner: String,
    pub uid: String,
    /// Starts at 1 and grows by one with every change.
    pub version: i64,
}

/// Which one a resource is, of all that ever had its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Empty where the control plane gives none.
    pub uid: String,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Metadata {
    pub fn identity(&self) -> Identity {
        Identity { uid: self.uid.clone(), created_at: self.created_at, version: self.version }
    }

    /// Whether this is a resource that was seen before. Without uids, one that is made anew shows by
    /// its time, or by a version that is smaller.
    pub fn is_still(&self, seen: &Identity) -> bool {
        if self.uid.is_empty() || seen.uid.is_empty() {
            return self.created_at == seen.created_at && self.version >= seen.version;
        }
        self.uid == seen.uid
    }
}
