//! What random meshes are made of where the schema leaves texts and numbers open: usual values, and
//! odd ones that the API allows.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::model::arbitrary;
use crate::model::schema::{FieldSchema, Schema, TextSchema};

/// Names of virtual services.
pub const SERVICES: &[&str] = &[
    "s",
    "s.local",
    "s.local:80",
    "S.Upper",
    "s.upper.example",
    "a b",
    "*.wild.local",
    "*",
    "wild.*",
    "*local",
    "é.example",
    "É.example",
    "100%",
    "%START_TIME%",
    "10.0.0.1",
    "[::1]",
    "s_under",
    "\\1",
    "a,b",
    "\u{1F980}",
];

/// Names of virtual services that requests can carry as their hosts.
pub const HOST_NAMES: &[&str] =
    &["s", "s.local", "S.Upper", "s.upper.example", "10.0.0.1", "s_under", "example", "a.example"];

/// Ports on which something listens. The first ones are usual; the proxy's own are among them.
pub const PORTS: &[i64] = &[80, 443, 8080, 9080, 3306, 15_000, 15_001, 1, 65_535];

/// Paths that routes ask for, and requests have.
pub const PATHS: &[&str] = &["/", "/a", "/a/", "/a/b", "/ab", "/b", "/a/b/", "/c.html", "/p.S/M"];

/// Values of headers, metadata and query parameters.
pub const VALUES: &[&str] = &["v", "1", "0", "-3", "va", "av", "x,v", "1.0", "%41", "a b"];

/// Names of headers and metadata.
pub const HEADERS: &[&str] = &["x-a", "x-b", "X-A", "content-type", ":method", ":path", "host"];

/// Names of query parameters.
pub const PARAMETERS: &[&str] = &["q", "r", "Q", "a b", "%71"];

/// Hosts that gateway routes ask for.
pub const HOSTS: &[&str] = &[
    "a.example",
    "A.Example",
    ".example",
    "b.a.example",
    "example",
    "s",
    "*",
    "*.example",
    "example*",
    "a.example:80",
    "é.example",
    "a b",
    "e",
];

/// Expressions of RE2. None of them is refused by it.
const EXPRESSIONS: &[&str] = &[
    "/a.*",
    "/(a|b)/?",
    "v+",
    ".",
    "(?i)/A/B",
    "^/a$",
    "[[:alpha:]/]+",
    "\\d{1,5}",
    "(?P<x>/a)",
    "(?:)",
    "/\\pL+",
    "[^/]+",
    "\\Q/a.b\\E",
    "/é",
    "(((((((((((a{1,9}){1,9}))))))))))",
    "\\C",
    "(?s).*",
    "[^\\x00-\\xFF]",
];

/// Forms of access logs in text.
const FORMATS: &[&str] = &[
    "plain",
    "%START_TIME%",
    "[%START_TIME(%s.%3f)%] %REQ(X-A?X-B):5% %%",
    "%RESPONSE_CODE%\n",
    "%DYNAMIC_METADATA(a:b)%",
    "%FILTER_STATE(a)%",
    "é \u{1F980}",
    "\"quoted\" \\",
];

/// Files that a check may open: devices, and names in its own folder.
const LOGS: &[&str] = &["/dev/stdout", "/dev/null", "log", "é {log}", "a%b", "\n", "\0"];

/// Names that are resolved.
const HOSTNAMES: &[&str] =
    &["a.local", "A.local.", "10.1.2.3", "::1", "localhost", "a_b.local", "é.local", "a b", "."];

/// Lengths of time, of either unit.
const LENGTHS: &[i64] = &[0, 1, 999, 1_000, 15, 300, 86_400_000, 9_223_372_036, i64::MAX];

/// Names of what is retried; the model does not close the list.
const EVENTS: &[&str] =
    &["server-error", "gateway-error", "client-error", "stream-error", "server_error", "5xx", ","];

/// Services and methods of gRPC.
const CALLS: &[&str] = &["p.S", "M", "a", "p.S/M", "", "é", "/", "a?b"];

/// Replacements of paths.
const REWRITES: &[&str] = &["/", "/new", "/new/", "/a", "/a//b", "/1\\1", "\\0", "x", "/%41", "?q"];

fn texts(texts: &'static [&'static str]) -> BoxedStrategy<Value> {
    select(texts).prop_map(Value::from).boxed()
}

fn numbers(numbers: &'static [i64]) -> BoxedStrategy<Value> {
    select(numbers).prop_map(Value::from).boxed()
}

/// Mostly one of these, or else what the schema allows.
fn mostly(usual: BoxedStrategy<Value>, field: &FieldSchema) -> Option<BoxedStrategy<Value>> {
    Some(prop_oneof![9 => usual, 1 => arbitrary::value(field.schema)].boxed())
}

fn pool(owner: &str, member: &str) -> Option<&'static [&'static str]> {
    Some(match (owner, member) {
        (_, "regex") => EXPRESSIONS,
        ("LoggingFormat", "text") | ("JsonFormatField", "value") => FORMATS,
        ("FileAccessLog", "path") => LOGS,
        _ => return None,
    })
}

fn usual(owner: &str, member: &str) -> Option<&'static [&'static str]> {
    Some(match (owner, member) {
        ("HeaderMatch", "name") => HEADERS,
        ("QueryParameterMatch", "name") => PARAMETERS,
        ("HeaderValueMatch", "exact" | "prefix" | "suffix") => VALUES,
        ("QueryParameterValueMatch", _) => VALUES,
        ("HostnameMatch", _) => HOSTS,
        ("DnsServiceDiscovery", "hostname") => HOSTNAMES,
        ("WholePathMatch", "exact") => PATHS,
        ("HttpRouteMatch" | "HttpGatewayRouteMatch", "prefix") => PATHS,
        ("GrpcRouteMatch" | "GrpcGatewayRouteMatch", "serviceName" | "methodName") => CALLS,
        ("PrefixRewrite" | "PrefixRewriteValue", "value") => REWRITES,
        ("WholePathRewrite", "exact") => REWRITES,
        _ => return None,
    })
}

/// The values of members that the schema alone would make dull or impossible.
pub fn special(owner: &'static str, field: &FieldSchema) -> Option<BoxedStrategy<Value>> {
    if let Some(pool) = pool(owner, field.wire) {
        return Some(texts(pool));
    }
    match field.schema {
        Schema::Text(rule) => return Some(text(owner, field, *rule)),
        Schema::Union(_) => {
            let newer = Just(json!({"newer": {}}));
            let known = arbitrary::special_value(field.schema, special);
            return Some(prop_oneof![1 => newer, 20 => known].boxed());
        }
        _ => {}
    }
    match (owner, field.wire) {
        ("MatchRange", _) => mostly((-4..6i64).prop_map(Value::from).boxed(), field),
        ("Duration", "value") => mostly(numbers(LENGTHS), field),
        ("ClientTls", "ports") => some(numbers(PORTS), 0..3),
        (_, "httpRetryEvents") => some(texts(EVENTS), 1..4),
        (_, "maxRetries" | "priority") => mostly((0..4i64).prop_map(Value::from).boxed(), field),
        ("AwsCloudMapServiceDiscovery", "attributes") => {
            some(Just(json!({"key": "v", "value": "1"})).boxed(), 0..2)
        }
        _ => None,
    }
}

fn some(item: BoxedStrategy<Value>, size: std::ops::Range<usize>) -> Option<BoxedStrategy<Value>> {
    Some(proptest::collection::vec(item, size).prop_map(Value::Array).boxed())
}

/// A text: mostly a usual one, where there are such.
fn text(owner: &str, field: &FieldSchema, rule: TextSchema) -> BoxedStrategy<Value> {
    let any = arbitrary::value(field.schema);
    let fitting: Vec<&'static str> = usual(owner, field.wire)
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(|text| rule.check(text).is_ok())
        .collect();
    if fitting.is_empty() {
        return prop_oneof![60 => any, 1 => hostile(rule)].boxed();
    }
    let usual = select(fitting).prop_map(Value::from);
    prop_oneof![90 => usual, 10 => any, 1 => hostile(rule)].boxed()
}

/// Characters that headers and names of files cannot hold, and texts as long as they may be.
const HOSTILE: &[&str] =
    &["\n", "a\r\nb", "\0", "\t", "\u{7f}", "\u{85}", "%", "*", " ", "\u{202e}"];

/// Something that nobody writes.
fn hostile(rule: TextSchema) -> BoxedStrategy<Value> {
    let most = rule.max.min(2_000);
    let long = prop_oneof![Just("x"), Just("é"), Just("a."), Just("/"), Just("%")];
    let long = long.prop_map(move |unit| unit.chars().cycle().take(most).collect::<String>());
    let short = select(HOSTILE).prop_map(str::to_owned);
    let start = if rule.pattern.is_some_and(|pattern| pattern.regex == "^/") { "/" } else { "" };
    prop_oneof![4 => short, 1 => long]
        .prop_map(move |text| format!("{start}{text}").chars().take(most).collect::<String>())
        .prop_filter("the schema", move |text| rule.check(text).is_ok())
        .prop_map(Value::from)
        .boxed()
}
