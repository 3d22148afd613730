//! What is known of the fields of specs: which lists have an order, what makes an item the same on
//! both sides, what equals absence, and what is secret. One table; a test holds it against the model.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::schema::{FieldSchema, Schema};

/// What the order of a list means, and what makes an item of it the same on the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// The order means nothing. Items with the same values at these paths are the same item; where
    /// the first of them is enough to tell items apart, the others may differ.
    Keyed(&'static [&'static [&'static str]]),
    /// The order means nothing, and an item is what it holds.
    Set,
    /// The order is a part of the value.
    Sequence,
}

const NAMED: Items = Items::Keyed(&[&["name"]]);
const BY_PORT: Items = Items::Keyed(&[&["portMapping", "port"]]);

/// Every list in a spec: the shape that has it, the member, the knowledge.
const LISTS: &[(&str, &str, Items)] = &[
    ("VirtualNodeSpec", "listeners", BY_PORT),
    ("VirtualRouterSpec", "listeners", BY_PORT),
    ("VirtualGatewaySpec", "listeners", BY_PORT),
    ("VirtualNodeSpec", "backends", Items::Keyed(&[&["virtualService", "virtualServiceName"]])),
    ("AwsCloudMapServiceDiscovery", "attributes", Items::Keyed(&[&["key"]])),
    ("ClientTls", "ports", Items::Set),
    ("SubjectAlternativeNameMatchers", "exact", Items::Set),
    ("AcmTrust", "certificateAuthorityArns", Items::Set),
    // Members of a line are written in this order.
    ("LoggingFormat", "json", Items::Sequence),
    ("RouteAction", "weightedTargets", Items::Keyed(&[&["virtualNode"], &["port"]])),
    // All of them have to match, in whatever order.
    ("HttpRouteMatch", "headers", NAMED),
    ("HttpRouteMatch", "queryParameters", NAMED),
    ("GrpcRouteMatch", "metadata", NAMED),
    ("HttpGatewayRouteMatch", "headers", NAMED),
    ("HttpGatewayRouteMatch", "queryParameters", NAMED),
    ("GrpcGatewayRouteMatch", "metadata", NAMED),
    ("HttpRetryPolicy", "httpRetryEvents", Items::Set),
    ("HttpRetryPolicy", "tcpRetryEvents", Items::Set),
    ("GrpcRetryPolicy", "grpcRetryEvents", Items::Set),
    ("GrpcRetryPolicy", "httpRetryEvents", Items::Set),
    ("GrpcRetryPolicy", "tcpRetryEvents", Items::Set),
];

/// Members whose absence means this value: the shape, the member, the value as JSON.
///
/// Not here, because absence means something else: a route's limit of 15 s (it is combined with
/// those of nodes), a priority (a route without one comes after 1000), `clientPolicy` of a backend
/// (an empty one overrules the node's), and units of time (`1 s` is stored as it was sent).
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("MeshSpec", "egressFilter", r#"{"type":"DROP_ALL"}"#),
    ("DnsServiceDiscovery", "responseType", r#""LOADBALANCER""#),
    ("HeaderMatch", "invert", "false"),
    ("ClientTls", "enforce", "true"),
    ("HttpConnectionPool", "maxPendingRequests", "2147483647"),
    ("HostnameRewrite", "defaultTargetHostname", r#""ENABLED""#),
    ("PrefixRewrite", "defaultPrefix", r#""ENABLED""#),
    // An object that says nothing.
    ("MeshSpec", "serviceDiscovery", "{}"),
    ("VirtualNodeSpec", "backendDefaults", "{}"),
    ("VirtualNodeSpec", "logging", "{}"),
    ("VirtualGatewaySpec", "backendDefaults", "{}"),
    ("VirtualGatewaySpec", "logging", "{}"),
    ("BackendDefaults", "clientPolicy", "{}"),
    ("GatewayBackendDefaults", "clientPolicy", "{}"),
    ("Listener", "timeout", "{}"),
    ("ListenerTimeout", "http", "{}"),
    ("ListenerTimeout", "http2", "{}"),
    ("ListenerTimeout", "grpc", "{}"),
    ("ListenerTimeout", "tcp", "{}"),
    ("HttpRoute", "timeout", "{}"),
    ("GrpcRoute", "timeout", "{}"),
    ("TcpRoute", "timeout", "{}"),
    ("TcpRoute", "match", "{}"),
    ("QueryParameterMatch", "match", "{}"),
    ("HttpGatewayRouteAction", "rewrite", "{}"),
    ("GrpcGatewayRouteAction", "rewrite", "{}"),
    ("HttpGatewayRouteRewrite", "hostname", "{}"),
    ("HttpGatewayRouteRewrite", "prefix", "{}"),
    ("GrpcGatewayRouteRewrite", "hostname", "{}"),
];

/// Members that are not shown unless they are asked for: the shape and the member.
const SECRETS: &[(&str, &str)] = &[("SdsSecret", "secretName"), ("FileCertificate", "privateKey")];

/// Shapes whose `match` is secret where their `name` is that of something secret.
const NAMED_MATCHES: &[&str] = &["HeaderMatch", "QueryParameterMatch"];

/// Parts of names of headers, parameters and tags whose values are secret.
const SECRET_WORDS: &[&str] = &[
    "secret",
    "password",
    "passwd",
    "token",
    "credential",
    "authorization",
    "cookie",
    "apikey",
    "privatekey",
    "accesskey",
];

/// A value's shape, where the model knows it.
pub type Known = Option<&'static Schema>;

/// The name of the shape that a schema is of.
fn owner(schema: Known) -> Option<&'static str> {
    match schema? {
        Schema::Struct(shape) => Some(shape.name),
        Schema::Union(shape) => Some(shape.name),
        _ => None,
    }
}

/// The shape of a member of an object.
pub fn member(schema: Known, name: &str) -> Known {
    let known: Option<&FieldSchema> = match schema? {
        Schema::Struct(shape) => shape.field(name),
        Schema::Union(shape) => shape.members.iter().find(|member| member.wire == name),
        _ => None,
    };
    known.map(|field| field.schema)
}

/// The shape of the items of a list.
pub fn item(schema: Known) -> Known {
    match schema? {
        Schema::List(list) => Some(list.item),
        _ => None,
    }
}

/// What is known of a list. One that the model does not know has an order, for all that is known.
pub fn items(schema: Known, name: &str) -> Items {
    let row = LISTS.iter().find(|(of, list, _)| Some(*of) == owner(schema) && *list == name);
    row.map_or(Items::Sequence, |(_, _, items)| *items)
}

/// Takes out what equals absence: defaults, empty lists, members that are null.
pub fn without_defaults(value: Value, schema: Known) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter_map(|(name, value)| {
                let value = without_defaults(value, member(schema, &name));
                let empty = matches!(&value, Value::Array(items) if items.is_empty());
                let absent = (empty && may_be_absent(schema, &name))
                    || value.is_null()
                    || is_default(schema, &name, &value);
                (!absent).then_some((name, value))
            });
            Value::Object(kept.collect::<Map<String, Value>>())
        }
        Value::Array(items) => {
            let of = item(schema);
            Value::Array(items.into_iter().map(|value| without_defaults(value, of)).collect())
        }
        value => value,
    }
}

/// Whether an object may do without a member: not one that is required, nor the only one of a union.
fn may_be_absent(schema: Known, name: &str) -> bool {
    match schema {
        Some(Schema::Struct(shape)) => shape.field(name).is_none_or(|field| !field.required),
        Some(Schema::Union(shape)) => shape.members.iter().all(|member| member.wire != name),
        _ => true,
    }
}

fn is_default(schema: Known, name: &str, value: &Value) -> bool {
    let Some(owner) = owner(schema) else { return false };
    let row = DEFAULTS.iter().find(|(of, member, _)| *of == owner && *member == name);
    row.is_some_and(|(_, _, default)| {
        serde_json::from_str::<Value>(default).is_ok_and(|default| default == *value)
    })
}

/// Whether the member of an object is secret.
pub fn is_secret(schema: Known, object: &Map<String, Value>, name: &str) -> bool {
    let Some(owner) = owner(schema) else { return false };
    let named = || object.get("name").and_then(Value::as_str).is_some_and(is_secret_name);
    SECRETS.contains(&(owner, name))
        || (NAMED_MATCHES.contains(&owner) && name == "match" && named())
}

/// Whether what has that name is secret: `x-api-key`, `Authorization`, `db_password`.
pub fn is_secret_name(name: &str) -> bool {
    let plain: Cow<'_, str> =
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    SECRET_WORDS.iter().any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::schema::{Entry, StructSchema};
    use crate::model::{Kind, Spec};

    /// All members of all shapes that a spec is made of: owner, member, schema.
    fn members() -> Vec<(&'static str, &'static str, &'static Schema)> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&'static Schema> = Kind::ALL.into_iter().map(Spec::schema).collect();
        while let Some(schema) = open.pop() {
            let (name, fields): (_, Vec<&'static FieldSchema>) = match schema {
                Schema::Struct(shape) => (shape.name, fields(shape)),
                Schema::Union(shape) => (shape.name, shape.members.iter().collect()),
                Schema::List(list) => {
                    open.push(list.item);
                    continue;
                }
                Schema::Map(map) => {
                    open.push(map.value);
                    continue;
                }
                _ => continue,
            };
            if seen.insert(name) {
                for field in fields {
                    found.push((name, field.wire, field.schema));
                    open.push(field.schema);
                }
            }
        }
        found
    }

    fn fields(shape: &'static StructSchema) -> Vec<&'static FieldSchema> {
        let entries = shape.entries.iter();
        entries
            .flat_map(|entry| match entry {
                Entry::Field(field) => std::slice::from_ref(field),
                Entry::Choice(choice) => choice.members,
            })
            .collect()
    }

    #[test]
    fn every_list_of_the_model_is_in_the_table_and_no_other() {
        let lists: BTreeSet<_> = members()
            .into_iter()
            .filter(|(_, _, schema)| matches!(schema, Schema::List(_)))
            .map(|(owner, member, _)| (owner, member))
            .collect();
        let table: BTreeSet<_> = LISTS.iter().map(|(owner, list, _)| (*owner, *list)).collect();
        assert_eq!(lists, table);
        assert_eq!(table.len(), LISTS.len(), "a list stands twice in the table");
    }

    #[test]
    fn defaults_and_secrets_are_members_of_the_model() {
        let members: BTreeSet<_> = members().into_iter().map(|(of, name, _)| (of, name)).collect();
        let defaults = DEFAULTS.iter().map(|(owner, name, _)| (*owner, *name));
        for row in defaults.chain(SECRETS.iter().copied()) {
            assert!(members.contains(&row), "{row:?} is not in the model");
        }
        for (owner, name, value) in DEFAULTS {
            assert!(serde_json::from_str::<Value>(value).is_ok(), "{owner}.{name}: {value}");
        }
    }

    #[test]
    fn secret_names_are_known_by_their_words() {
        for name in ["Authorization", "x-api-key", "db_password", "Set-Cookie", "private.key"] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["team", "x-canary", "key", "keys", "weir:set"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
