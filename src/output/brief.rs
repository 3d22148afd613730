//! New resources in few lines: one part a line, in the words of people.

use serde_json::Value;

use crate::output::summary::share_tenths;
use crate::output::value::{inline, members};

/// The parts of a spec: what they are called and what is in them.
pub fn parts(spec: &Value) -> Vec<(String, String)> {
    let Value::Object(spec) = spec else { return Vec::new() };
    let mut lines = Vec::new();
    for (name, value) in spec {
        match (name.as_str(), value) {
            ("listeners", Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    lines.push((format!("listeners[{index}]"), listener(item)));
                }
            }
            ("backends", Value::Array(items)) => {
                lines
                    .push((name.clone(), items.iter().map(backend).collect::<Vec<_>>().join(", ")));
            }
            (_, Value::Object(members)) if name.ends_with("Route") => {
                for (member, value) in members {
                    lines.push((format!("{name}.{member}"), of_route(member, value)));
                }
            }
            (_, Value::Object(union)) if union.len() == 1 => lines.push(only(name, value)),
            (_, value) => lines.push((name.clone(), members(value))),
        }
    }
    lines
}

/// `serviceDiscovery.dns` and its one value, or its members.
fn only(name: &str, value: &Value) -> (String, String) {
    match value {
        Value::Object(union) if union.len() == 1 => match union.iter().next() {
            Some((member, Value::String(text))) if member == "hostname" => {
                (name.to_owned(), inline(&Value::from(text.as_str())))
            }
            Some((member, inner)) => only(&format!("{name}.{member}"), inner),
            None => (name.to_owned(), String::new()),
        },
        value => (name.to_owned(), members(value)),
    }
}

/// `http :8080   health check GET /ping every 5s, 2 ok / 3 fail`.
fn listener(item: &Value) -> String {
    let Value::Object(item) = item else { return inline(item) };
    let parts = item.iter().map(|(name, value)| match name.as_str() {
        "portMapping" => format!("{} :{}", word(value, "protocol"), word(value, "port")),
        "healthCheck" => health_check(value),
        _ => format!("{name} {}", inline(value)),
    });
    parts.collect::<Vec<_>>().join("   ")
}

fn health_check(check: &Value) -> String {
    let what = match check.get("path") {
        Some(path) => format!("GET {}", inline(path)),
        None => word(check, "protocol"),
    };
    format!(
        "health check {what} every {}, {} ok / {} fail",
        seconds(check.get("intervalMillis")),
        word(check, "healthyThreshold"),
        word(check, "unhealthyThreshold")
    )
}

/// `5s`, `2500ms`.
fn seconds(millis: Option<&Value>) -> String {
    match millis.and_then(Value::as_i64) {
        Some(millis) if millis % 1000 == 0 => format!("{}s", millis / 1000),
        Some(millis) => format!("{millis}ms"),
        None => "-".to_owned(),
    }
}

fn word(value: &Value, member: &str) -> String {
    value.get(member).map_or_else(|| "-".to_owned(), inline)
}

fn backend(item: &Value) -> String {
    let service = item.get("virtualService").and_then(Value::as_object);
    match service {
        Some(service) if service.len() == 1 => service.values().map(inline).collect(),
        _ => inline(item),
    }
}

fn of_route(member: &str, value: &Value) -> String {
    let targets = value.get("weightedTargets").and_then(Value::as_array);
    match (member, targets) {
        ("action", Some(targets)) => {
            let weight = |one: &Value| one.get("weight").and_then(Value::as_i64).unwrap_or(0);
            let sum = targets.iter().map(weight).sum();
            let target = |one: &Value| {
                let port = one.get("port").map(|port| format!(":{port}")).unwrap_or_default();
                let share = share_tenths(weight(one), sum).div_euclid(10);
                format!("{}{port} {} ({share} %)", word(one, "virtualNode"), weight(one))
            };
            targets.iter().map(target).collect::<Vec<_>>().join(" · ")
        }
        _ => members(value),
    }
}
