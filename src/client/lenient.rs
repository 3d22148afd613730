//! Answers that are almost those of App Mesh, made so. Pure; only what could not be read as it was
//! comes here.

use serde_json::{Map, Value, json};

use crate::model::Timestamp;

/// Members of metadata, and what stands for one that is missing.
const METADATA: [(&str, Missing); 7] = [
    ("arn", Missing::Text),
    ("createdAt", Missing::Time),
    ("lastUpdatedAt", Missing::Time),
    ("meshOwner", Missing::Text),
    ("resourceOwner", Missing::Text),
    ("uid", Missing::Text),
    ("version", Missing::Number),
];

#[derive(Clone, Copy)]
enum Missing {
    Text,
    Time,
    Number,
}

/// A resource as App Mesh would have sent it: no nulls, times in seconds, whole metadata.
pub fn resource(value: Value) -> Value {
    let mut value = without_nulls(value);
    if let Some(Value::Object(metadata)) = value.get_mut("metadata") {
        complete(metadata);
    }
    if let Some(tags) = value.get_mut("tags") {
        *tags = self::tags(tags.take());
    }
    value
}

/// Tags without those whose key comes again later.
pub fn tags(value: Value) -> Value {
    let Value::Array(list) = value else { return json!([]) };
    let mut kept: Map<String, Value> = Map::new();
    for tag in list {
        let Some(key) = tag.get("key").and_then(Value::as_str) else { continue };
        let value = tag.get("value").and_then(Value::as_str).unwrap_or_default();
        kept.insert(key.to_owned(), json!(value));
    }
    kept.into_iter().map(|(key, value)| json!({"key": key, "value": value})).collect()
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| !value.is_null());
            // A member of which nothing is left was said by nobody.
            let kept = kept.filter_map(|(name, value)| {
                let had = has_members(&value);
                let value = without_nulls(value);
                let kept = !had || has_members(&value) || name == "spec";
                kept.then_some((name, value))
            });
            Value::Object(kept.collect())
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

fn has_members(value: &Value) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty())
}

fn complete(metadata: &mut Map<String, Value>) {
    for (name, missing) in METADATA {
        let value = metadata.remove(name);
        let value = match missing {
            Missing::Text => match value {
                Some(Value::String(text)) => json!(text),
                Some(Value::Number(number)) => json!(number.to_string()),
                _ => json!(""),
            },
            // A time that nobody can read must not hide the resource.
            Missing::Time => json!(value.as_ref().and_then(seconds).unwrap_or(0.0)),
            Missing::Number => {
                let text = |value: &Value| value.as_str()?.parse().ok();
                let number =
                    value.as_ref().and_then(|value| value.as_i64().or_else(|| text(value)));
                json!(number.unwrap_or(0))
            }
        };
        metadata.insert(name.to_owned(), value);
    }
}

/// A time, however it is written.
pub fn timestamp(value: &Value) -> Option<Timestamp> {
    // In the way in which those of resources are read, so that they can be compared.
    serde_json::from_value(json!(seconds(value)?)).ok()
}

/// Seconds since 1970, from the ways in which control planes write times.
fn seconds(value: &Value) -> Option<f64> {
    if let Some(seconds) = value.as_f64() {
        return Some(seconds);
    }
    let text = value.as_str()?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return seconds.is_finite().then_some(seconds);
    }
    let utc = |civil: jiff::civil::DateTime| civil.to_zoned(jiff::tz::TimeZone::UTC).ok();
    let moment = (text.parse::<jiff::Timestamp>().ok())
        .or_else(|| Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp()))
        .or_else(|| Some(utc(text.parse().ok()?)?.timestamp()))
        // The day comes first, as moto writes it.
        .or_else(|| {
            let civil = jiff::civil::DateTime::strptime("%d/%m/%Y, %H:%M:%S", text).ok()?;
            Some(utc(civil)?.timestamp())
        })?;
    #[expect(clippy::cast_precision_loss, reason = "53 bits hold milliseconds for ages")]
    Some(moment.as_millisecond() as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_however_they_are_written() {
        let moment = Some(1_795_347_401.0);
        for text in [
            json!(1_795_347_401),
            json!("1795347401"),
            json!("22/11/2026, 11:36:41"),
            json!("2026-11-22T11:36:41Z"),
            json!("2026-11-22T11:36:41"),
            json!("2026-11-22 11:36:41"),
            json!("Sun, 22 Nov 2026 11:36:41 GMT"),
        ] {
            assert_eq!(seconds(&text), moment, "{text}");
        }
        assert_eq!(seconds(&json!("yesterday")), None);
    }

    #[test]
    fn nulls_go_and_what_was_empty_stays() {
        let value = json!({"spec": {"egressFilter": {"type": null}, "backends": [], "a": {},
            "listeners": [{"tls": null, "port": 1}]}});
        let tidy = json!({"spec": {"backends": [], "a": {}, "listeners": [{"port": 1}]}});
        assert_eq!(resource(value), tidy);
    }

    #[test]
    fn a_spec_that_was_only_nulls_is_empty_and_not_missing() {
        let value = json!({"spec": {"egressFilter": {"type": null}}});
        assert_eq!(resource(value), json!({"spec": {}}));
    }

    #[test]
    fn of_a_key_that_comes_twice_the_last_counts() {
        let value = json!([{"key": "a", "value": "1"}, {"key": "b"}, {"key": "a", "value": "2"}]);
        let tidy = json!([{"key": "a", "value": "2"}, {"key": "b", "value": ""}]);
        assert_eq!(tags(value), tidy);
    }
}
