//! What the bodies of these operations may hold, and how they become instances.
//!
//! Cloud Map had address, port and health among the attributes, under names of its own. Those are
//! taken, too, so that what was registered there can be registered here as it is.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use crate::document::check::check;
use crate::document::{Node, Problem, Value};
use crate::model::instance::INSTANCE_ID_MAX;
use crate::model::scalar::{AttributeKeyRule, AttributeValueRule, TextRule as _};
use crate::model::schema::{
    Entry, EnumSchema, FieldSchema, IntegerSchema, MapSchema, NameSchema, Pattern, Schema,
    StructSchema, TextSchema,
};
use crate::model::{FieldPath, Instance, Shape as _};
use crate::server::api::body;
use crate::server::error::ApiError;

/// The most attributes of an instance, and the most characters that they may have in all; both are
/// those of Cloud Map.
const ATTRIBUTES_MAX: usize = 30;
const CHARACTERS_MAX: usize = 5000;

/// The attributes of Cloud Map that are members here, each with its member.
const OWN: [(&str, &str, &Schema); 4] = [
    ("AWS_INSTANCE_IPV4", "ipv4", &IPV4),
    ("AWS_INSTANCE_IPV6", "ipv6", &IPV6),
    ("AWS_INSTANCE_PORT", "port", &PORT_TEXT),
    ("AWS_INIT_HEALTH_STATUS", "healthy", &HEALTH),
];

static IPV4: Schema = text(45, "the IPv4 address of one machine", |text| {
    text.parse().is_ok_and(|address: Ipv4Addr| !address.is_broadcast() && is_of_one(address.into()))
});
static IPV6: Schema = text(45, "the IPv6 address of one machine", |text| {
    text.parse().is_ok_and(|address: Ipv6Addr| is_of_one(address.into()))
});
static PORT: Schema = Schema::Integer(IntegerSchema { min: 1, max: 65_535 });
static PORT_TEXT: Schema =
    text(5, "a port from 1 to 65535", |text| port(text).is_some_and(|port| port > 0));
static HEALTH: Schema =
    Schema::Enum(EnumSchema { name: "HealthStatus", words: &["HEALTHY", "UNHEALTHY"] });
static ID: Schema = Schema::Name(NameSchema { max: INSTANCE_ID_MAX });
static KEY: Schema = Schema::Text(AttributeKeyRule::RULE);
/// Cloud Map, other than App Mesh, takes empty values.
static VALUE: Schema = Schema::Text(TextSchema { min: 0, ..AttributeValueRule::RULE });
static ATTRIBUTES: Schema =
    Schema::Map(MapSchema { key: &KEY, value: &VALUE, max: ATTRIBUTES_MAX });

static INSTANCE: Schema = Schema::Struct(StructSchema {
    name: "Instance",
    doc: "",
    entries: &[
        member("ipv4", &IPV4),
        member("ipv6", &IPV6),
        member("port", &PORT),
        member("healthy", bool::SCHEMA),
        member("attributes", &ATTRIBUTES),
    ],
});

/// How many there may be is a rule of the plane.
static INSTANCES: Schema = Schema::Map(MapSchema { key: &ID, value: &INSTANCE, max: usize::MAX });
static SET: Schema = Schema::Struct(StructSchema {
    name: "Instances",
    doc: "",
    entries: &[Entry::Field(FieldSchema {
        wire: "instances",
        required: true,
        schema: &INSTANCES,
        doc: "",
    })],
});

const fn member(wire: &'static str, schema: &'static Schema) -> Entry {
    Entry::Field(FieldSchema { wire, required: false, schema, doc: "" })
}

const fn text(max: usize, words: &'static str, matches: fn(&str) -> bool) -> Schema {
    Schema::Text(TextSchema { min: 1, max, pattern: Some(Pattern { regex: "", words, matches }) })
}

/// Whether traffic can be sent to that address.
fn is_of_one(address: IpAddr) -> bool {
    !address.is_unspecified() && !address.is_multicast()
}

fn port(text: &str) -> Option<u16> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Reads the one instance that a body is.
pub fn instance(body: &Node) -> Result<Instance, ApiError> {
    checked(body, &INSTANCE)?;
    read(body, &FieldPath::default())
}

/// Reads the instances of a body, by their ids.
pub fn instances(body: &Node) -> Result<BTreeMap<Arc<str>, Arc<Instance>>, ApiError> {
    checked(body, &SET)?;
    let members = body.get("instances").map_or(&[][..], Node::members);
    let set = members.iter().filter(|member| !member.value.is_null());
    set.map(|member| {
        let at = FieldPath::default().member("instances").member(member.key.to_string());
        Ok((Arc::from(&*member.key), Arc::new(read(&member.value, &at)?)))
    })
    .collect()
}

fn checked(node: &Node, schema: &'static Schema) -> Result<(), ApiError> {
    let mut problems = Vec::new();
    check(node, schema, FieldPath::default(), &mut problems);
    body::refuse(&problems)
}

/// Reads an instance that fits its schema; the path leads to it.
fn read(node: &Node, at: &FieldPath) -> Result<Instance, ApiError> {
    let (own, attributes) = attributes(node, at)?;
    let value = |member: &str| node.get(member).or_else(|| own.get(member).copied());
    let word = |member: &str| value(member).and_then(Node::as_str);
    let instance = Instance {
        ipv4: word("ipv4").and_then(|text| text.parse().ok()),
        ipv6: word("ipv6").and_then(|text| text.parse().ok()),
        port: value("port").and_then(|node| match node.as_i64() {
            Some(number) => u16::try_from(number).ok(),
            None => node.as_str().and_then(port),
        }),
        is_healthy: value("healthy").is_none_or(|node| match &node.value {
            Value::Bool(healthy) => *healthy,
            _ => node.as_str() == Some("HEALTHY"),
        }),
        attributes,
    };
    if instance.ipv4.is_none() && instance.ipv6.is_none() {
        let path = at.clone().member("ipv4");
        let message = format!("{path}: is missing; an instance needs `ipv4`, `ipv6` or both");
        return Err(ApiError::bad_request(message));
    }
    Ok(instance)
}

/// The attributes that are members here, by these, and all others.
type Sorted<'a> = (BTreeMap<&'static str, &'a Node>, BTreeMap<String, String>);

fn attributes<'a>(node: &'a Node, at: &FieldPath) -> Result<Sorted<'a>, ApiError> {
    let at = at.clone().member("attributes");
    let (mut own, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut problems: Vec<Problem> = Vec::new();
    let mut characters = 0;
    let members = node.get("attributes").map_or(&[][..], Node::members);
    for (key, value) in members.iter().filter_map(|one| Some((&one.key, one.value.as_str()?))) {
        characters += key.chars().count() + value.chars().count();
        others.insert(key.to_string(), value.to_owned());
    }
    if characters > CHARACTERS_MAX {
        return Err(ApiError::bad_request(format!(
            "{at}: has {characters} characters in all; at most {CHARACTERS_MAX} are allowed"
        )));
    }
    for (attribute, member, schema) in OWN {
        let Some(value) = node.get("attributes").and_then(|all| all.get(attribute)) else {
            continue;
        };
        let path = at.clone().member(attribute);
        if node.get(member).is_some() {
            let message = format!("{path}: stands for `{member}`, which is given too");
            return Err(ApiError::bad_request(message));
        }
        check(value, schema, path, &mut problems);
        own.insert(member, value);
        others.remove(attribute);
    }
    body::refuse(&problems)?;
    Ok((own, others))
}
