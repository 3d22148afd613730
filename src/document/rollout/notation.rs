//! What stands in a rollout spec in a notation of its own: durations, shares, limits, addresses,
//! windows, headers. Each is checked where it stands.

use std::fmt;
use std::str::FromStr;

use http::Uri;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::document::suggest::closest;
use crate::model::schema::{MapSchema, Schema, TextSchema, WrittenSchema};
use crate::model::{Shape, scalar};
use crate::rollout::period::Period;
use crate::rollout::spec::{Fallback, HookPoint, OnLoss, SpecDrift, WeightDrift};
use crate::rollout::window::{self, Days, Opening};

/// What is written in a notation of its own, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<N> {
    text: String,
    notation: std::marker::PhantomData<N>,
}

/// A notation.
pub trait Notation {
    const SCHEMA: &'static Schema;
    type Meaning;

    fn read(text: &str) -> Result<Self::Meaning, String>;
}

impl<N: Notation> Written<N> {
    /// What the text means; nothing for a text that was not checked and is wrong.
    pub fn get(&self) -> Option<N::Meaning> {
        N::read(&self.text).ok()
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

impl<N: Notation> Shape for Written<N> {
    const SCHEMA: &'static Schema = N::SCHEMA;
}

impl<N> Serialize for Written<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, N: Notation> Deserialize<'de> for Written<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = String;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
                Ok(text.to_owned())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
                Ok(number.to_string())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
                Ok(number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<String, E> {
                Ok(number.to_string())
            }
        }

        let text = deserializer.deserialize_any(Text)?;
        N::read(&text).map_err(de::Error::custom)?;
        Ok(Self { text, notation: std::marker::PhantomData })
    }
}

macro_rules! notations {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident -> $meaning:ty, $noun:literal, $example:literal, numbers: $numbers:literal,
        $read:expr;
    )*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name;

        impl Notation for $name {
            const SCHEMA: &'static Schema = &Schema::Written(WrittenSchema {
                noun: $noun,
                numbers: $numbers,
                check: |text| <Self as Notation>::read(text).map(|_| ()),
                example: $example,
            });
            type Meaning = $meaning;

            fn read(text: &str) -> Result<$meaning, String> {
                let read: fn(&str) -> Result<$meaning, String> = $read;
                read(text)
            }
        }
    )* };
}

notations! {
    /// A length of time.
    Length -> Period, "a duration", "5m", numbers: false, parsed;
    /// A share of proxies.
    Percent -> u8, "a percentage", "95%", numbers: true, |text| {
        let number: Option<u8> = text.trim_end_matches('%').trim_end().parse().ok();
        number.filter(|share| *share <= 100).ok_or_else(|| "write 0% to 100%".to_owned())
    };
    /// A share of requests, from 0 to 1.
    Ratio -> f64, "a share", "1%", numbers: true, ratio;
    /// What a gate allows; what kind of value depends on what it measures.
    Limit -> Amount, "a share, a duration or a number", "1%", numbers: true, amount;
    /// Any number.
    Number -> f64, "a number", "0.5", numbers: true, number;
    /// An address that is called.
    Url -> String, "an address", "http://127.0.0.1:9090", numbers: false, url;
    /// A time zone.
    Zone -> String, "a time zone", "Europe/Berlin", numbers: false, zone;
    /// Hours of weekdays.
    Hours -> Opening, "hours of weekdays", "Mon-Thu 08:00-16:00", numbers: false, parsed;
    /// Days of the calendar.
    Dates -> Days, "a day, or the first and the last", "2026-12-20/2027-01-03", numbers: false,
        parsed;
}

/// A value without its unit being known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// A number, as it is.
    Number(f64),
    /// A percentage, as a share from 0 to 1.
    Share(f64),
    Length(Period),
}

fn parsed<T: FromStr>(text: &str) -> Result<T, String>
where
    T::Err: fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn number(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    number.filter(|number| number.is_finite()).ok_or_else(|| "write a number".to_owned())
}

fn ratio(text: &str) -> Result<f64, String> {
    let share = match amount(text)? {
        Amount::Number(share) | Amount::Share(share) => Some(share),
        Amount::Length(_) => None,
    };
    let share = share.filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "write a share such as 1% or 0.01, at most 1".to_owned())
}

fn amount(text: &str) -> Result<Amount, String> {
    if let Some(percent) = text.strip_suffix('%') {
        // Through the decimals of the text, so that 1% is what 0.01 is.
        let share: Result<f64, _> = format!("{}e-2", percent.trim()).parse();
        return match share {
            Ok(share) if share.is_finite() => Ok(Amount::Share(share)),
            _ => Err("write a share such as 1%".to_owned()),
        };
    }
    let form = "write a share such as 1%, a duration such as 250ms, or a number";
    match (number(text), text.parse::<Period>()) {
        (Ok(number), _) => Ok(Amount::Number(number)),
        (_, Ok(length)) => Ok(Amount::Length(length)),
        _ => Err(form.to_owned()),
    }
}

fn url(text: &str) -> Result<String, String> {
    let is_web = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    let host = text.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::len));
    match host {
        Some(1..) if is_web => Ok(text.to_owned()),
        _ => Err("write an address such as http://127.0.0.1:9090 or https://host/path".to_owned()),
    }
}

fn zone(text: &str) -> Result<String, String> {
    match window::zone(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => {
            let known = window::zones();
            Err(match closest(text, known.iter().map(String::as_str)) {
                Some(zone) => format!("{error}; did you mean `{zone}`?"),
                None => error.to_string(),
            })
        }
    }
}

/// One header and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub name: String,
    pub value: String,
}

/// As App Mesh bounds the names of headers.
static HEADER_NAME: Schema = Schema::Text(TextSchema { min: 1, max: 50, pattern: None });
static HEADER_VALUE: Schema = Schema::Text(TextSchema { min: 1, max: 255, pattern: None });

impl Shape for Header {
    const SCHEMA: &'static Schema =
        &Schema::Map(MapSchema { key: &HEADER_NAME, value: &HEADER_VALUE, max: 1 });
}

impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(&self.name, &self.value)])
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
        let mut all = all.into_iter();
        let (name, value) = all.next().ok_or_else(|| de::Error::custom("names no header"))?;
        Ok(Self { name, value })
    }
}

/// A text that is not empty.
pub type Text = scalar::Text<scalar::Length<1, 4096>>;

// A smoke hook is a member of its own, since only a blue-green rollout has one.
macro_rules! words_of {
    ($($name:ident: $($word:literal),+;)*) => { $(
        impl Shape for $name {
            const SCHEMA: &'static Schema = &Schema::Enum(crate::model::schema::EnumSchema {
                name: stringify!($name),
                words: &[$($word),+],
            });
        }
    )* };
}

words_of! {
    Fallback: "rollback", "hold";
    WeightDrift: "hold", "reassert", "rollback";
    SpecDrift: "rebase", "hold";
    OnLoss: "continue", "hold", "rollback";
    HookPoint: "preflight", "before-step", "after-step", "gate", "before-promote",
        "on-hold", "on-rollback", "after-rollback", "after-promote", "after-finish", "event";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a schema are those that can be read.
    fn check<T: Shape + for<'de> Deserialize<'de>>() {
        let Schema::Enum(schema) = T::SCHEMA else { panic!("words have an enum") };
        for word in schema.words {
            let read: Result<T, _> = serde_json::from_str(&format!("\"{word}\""));
            assert!(read.is_ok(), "{word}");
        }
    }

    #[test]
    fn words_are_those_of_the_engine() {
        check::<Fallback>();
        check::<WeightDrift>();
        check::<SpecDrift>();
        check::<OnLoss>();
        check::<HookPoint>();
    }

    #[test]
    fn amounts_have_units() {
        assert_eq!(amount("1%"), Ok(Amount::Share(0.01)));
        assert_eq!(amount("0.1%"), Ok(Amount::Share(0.001)));
        assert_eq!(amount("0.005"), Ok(Amount::Number(0.005)));
        assert_eq!(amount("250ms"), Ok(Amount::Length(parsed("250ms").unwrap())));
        for wrong in ["", "%", "one", "NaN", "inf", "inf%", "1 %%"] {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
        assert_eq!(ratio("100%"), Ok(1.0));
        assert!(ratio("101%").is_err() && ratio("-1%").is_err() && ratio("1s").is_err());
    }

    #[test]
    fn a_zone_that_was_meant_is_proposed() {
        assert!(zone("Europe/Berlim").unwrap_err().ends_with("did you mean `Europe/Berlin`?"));
        assert!(zone("UTC").is_ok());
    }
}
