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
pub const PORTS: &[i64] = &[80, 443, 8080, 9080, 15_000, 15_001, 1];

/// Ports of TCP, on most of which nothing else listens: of a port a proxy knows no more.
pub const TCP_PORTS: &[i64] = &[
    15_001, 3306, 5432, 6379, 9092, 65_535, 1433, 1521, 2181, 3000, 4222, 5672, 7000, 9042, 11_211,
    27_017, 80,
];

/// Paths that routes ask for, and requests have.
pub const PATHS: &[&str] = &["/", "/a", "/a/", "/a/b", "/ab", "/b", "/a/b/", "/c.html", "/p.S/M"];

/// Values of headers, metadata and query parameters.
pub const VALUES: &[&str] = &["v", "1", "0", "-3", "va", "av", "x,v", "1.0", "%41", "a b"];

/// Names of headers and metadata.
pub const HEADERS: &[&str] = &["x-a", "x-b", "X-A", "content-type", ":method", ":path", "host"];

/// Names of query parameters.
pub const PARAMETERS: &[&str] = &["q", "r", "Q", "a b", "%71"];

/// Hosts that gateway routes ask for.
pub const HOSTS: &[&str] =
    &["a.example", "A.Example", ".example", "b.a.example", "example", "s", "e", "1.2"];
const ODD_HOSTS: &[&str] = &["*", "*.example", "example*", "a.example:80", "é.example", "a b"];

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

/// Forms of access logs.
const FORMATS: &[&str] = &["plain", "%START_TIME%", "[%START_TIME(%s.%3f)%] %REQ(X-A?X-B):5% %%"];

/// Parts of expressions, most of which make one of RE2 together.
const EXPRESSION_PARTS: &[&str] = &[
    "/",
    "a",
    "b",
    "v",
    "0",
    ".",
    ".*",
    "a+",
    "b?",
    "|",
    "(a|b)",
    "(?:x)",
    "(?i)",
    "[a-z]",
    "[^/]+",
    "[[:alpha:]]",
    "[]a]",
    "\\d",
    "\\w{1,5}",
    "\\pL",
    "\\p{Greek}",
    "\\Q.\\E",
    "\\x41",
    "\\x{FF}",
    "(?P<x>a)",
    "(?<y>b)",
    "^",
    "$",
    "\\b",
    "\\A",
    "\\z",
    "\\C",
    "é",
    "{",
    "a{2}",
    "a{1,}",
    "(?s:.)",
    "\\/",
    "a**",
    "(?=a)",
    "(",
    ")",
    "[z-a]",
    "\\1",
    "a{1001}",
    "\\x{100}",
    "(?P<x>b)",
    "[[:nope:]]",
    "\\",
    "\\Z",
];

/// Parts of forms of access logs, most of which make one together.
const FORMAT_PARTS: &[&str] = &[
    "x",
    " ",
    "\n",
    "é",
    "\"",
    "%%",
    "%START_TIME%",
    "%START_TIME(%s.%3f)%",
    "%START_TIME(%Y/%m)%",
    "%REQ(X-A?X-B):5%",
    "%REQ(:path)%",
    "%RESP(A)%",
    "%TRAILER(A):1%",
    "%RESPONSE_CODE%",
    "%BYTES_SENT%",
    "%DYNAMIC_METADATA(a:b)%",
    "%FILTER_STATE(a)%",
    "%FILTER_STATE(a:PLAIN):5%",
    "%DURATION%",
    "%UPSTREAM_HOST%",
    "%DOWNSTREAM_PEER_CERT_V_START(%Y)%",
    "%ENVIRONMENT(X)%",
    "%HOSTNAME%",
    "%GRPC_STATUS(NUMBER)%",
    "%UPSTREAM_METADATA(a:b)%",
    "%PROTOCOL%",
    "%ROUTE_NAME%",
    "%",
    "%NOPE%",
    "%REQ(A%",
    "%REQ()%",
    "%REQ%",
    "%PROTOCOL(A)%",
    "%REQ(A):0%",
    "%REQ(A):x%",
    "%start_time%",
    "{}",
];

/// Files that a check may open: devices, and names in its own folder.
const LOGS: &[&str] = &["/dev/stdout", "/dev/null", "log", "é {log}", "a%b", "\n", "\0"];

/// Names that are resolved.
const HOSTNAMES: &[&str] = &["a.local", "A.local.", "10.1.2.3", "::1", "localhost", "a_b.local"];
const ODD_HOSTNAMES: &[&str] = &["é.local", "a b", ".", "a..b", "a:b", ""];

/// Lengths of time, of either unit.
const LENGTHS: &[i64] = &[0, 1, 999, 1_000, 15, 300, 86_400_000, 9_223_372_036, i64::MAX];

/// Names of what is retried; the model does not close the list.
const EVENTS: &[&str] =
    &["server-error", "gateway-error", "client-error", "stream-error", "server_error", "5xx", ","];

/// Services and methods of gRPC.
const CALLS: &[&str] = &["p.S", "M", "a", "p.S/M"];
const ODD_CALLS: &[&str] = &["", "é", "/", "a?b"];

/// Replacements of paths.
const REWRITES: &[&str] =
    &["/", "/new", "/new/", "/a", "/a//b", "/1\\1", "/\\0", "/%41", "/a/../b"];
const ODD_REWRITES: &[&str] = &["x", "?q", "/a?q", "/a#b", "é", "\n", "//", "/a b"];

const ODD_PATHS: &[&str] = &["/a b", "/é", "/a?b", "/a#b", "/a//b", "/a/../b", "/%41", "/*", "/\\"];
const HEALTH_PATHS: &[&str] = &["/", "/ping", "/ping?a=b", ""];

type Words = &'static [&'static str];

/// How a member is made of texts.
struct Texts {
    usual: Words,
    odd: Words,
}

fn texts(texts: &'static [&'static str]) -> BoxedStrategy<Value> {
    select(texts).prop_map(Value::from).boxed()
}

fn numbers(numbers: &'static [i64]) -> BoxedStrategy<Value> {
    select(numbers).prop_map(Value::from).boxed()
}

/// Mostly one of these, or else what the schema allows.
fn mostly(usual: BoxedStrategy<Value>, field: &FieldSchema) -> BoxedStrategy<Value> {
    prop_oneof![9 => usual, 1 => arbitrary::value(field.schema)].boxed()
}

/// A few parts in a row.
fn joined(parts: &'static [&'static str], rule: TextSchema) -> BoxedStrategy<Value> {
    let most = rule.max;
    proptest::collection::vec(select(parts), 1..5)
        .prop_map(move |parts| parts.concat().chars().take(most).collect::<String>())
        .prop_filter("the schema", move |text| rule.check(text).is_ok())
        .prop_map(Value::from)
        .boxed()
}

/// The texts of a member that has no others.
fn only(owner: &str, field: &FieldSchema) -> Option<BoxedStrategy<Value>> {
    let Schema::Text(rule) = field.schema else { return None };
    Some(match (owner, field.wire) {
        (_, "regex") => {
            prop_oneof![4 => texts(EXPRESSIONS), 1 => joined(EXPRESSION_PARTS, *rule)].boxed()
        }
        ("LoggingFormat", "text") | ("JsonFormatField", "value") => {
            prop_oneof![4 => texts(FORMATS), 1 => joined(FORMAT_PARTS, *rule)].boxed()
        }
        ("FileAccessLog", "path") => texts(LOGS),
        _ => return None,
    })
}

fn usual(owner: &str, member: &str) -> Option<Texts> {
    let (usual, odd): (Words, Words) =
        match (owner, member) {
            ("SdsSecret", "secretName") => (&["secret", "é secret", "a/b"], &["", "\n"]),
            ("HeaderMatch", "name") => (HEADERS, &["a b", "é", ":nope"]),
            ("QueryParameterMatch", "name") => (PARAMETERS, &["", "é", "a&b"]),
            ("HeaderValueMatch", "exact" | "prefix" | "suffix")
            | ("QueryParameterValueMatch", _) => (VALUES, &["é", "\u{1F980}", " "]),
            ("HostnameMatch", _) => (HOSTS, ODD_HOSTS),
            ("DnsServiceDiscovery", "hostname") => (HOSTNAMES, ODD_HOSTNAMES),
            ("WholePathMatch", "exact")
            | ("HttpRouteMatch" | "HttpGatewayRouteMatch", "prefix") => (PATHS, ODD_PATHS),
            ("HealthCheck" | "GatewayHealthCheck", "path") => (HEALTH_PATHS, ODD_PATHS),
            ("GrpcRouteMatch" | "GrpcGatewayRouteMatch", "serviceName" | "methodName") => {
                (CALLS, ODD_CALLS)
            }
            ("PrefixRewrite" | "PrefixRewriteValue", "value") | ("WholePathRewrite", "exact") => {
                (REWRITES, ODD_REWRITES)
            }
            _ => return None,
        };
    Some(Texts { usual, odd })
}

/// The values of members that the schema alone would make dull or impossible.
pub fn special(owner: &'static str, field: &FieldSchema) -> Option<BoxedStrategy<Value>> {
    if let Some(only) = only(owner, field) {
        return Some(only);
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
    let few = || (0..4i64).prop_map(Value::from).boxed();
    Some(match (owner, field.wire) {
        ("MatchRange", "start") => mostly((-4..1i64).prop_map(Value::from).boxed(), field),
        ("MatchRange", "end") => mostly((1..6i64).prop_map(Value::from).boxed(), field),
        ("Duration", "value") => mostly(numbers(LENGTHS), field),
        ("OutlierDetection", "interval" | "baseEjectionDuration") => period(field),
        ("ClientTls", "ports") => some(numbers(PORTS), 0..3),
        (_, "httpRetryEvents") => some(texts(EVENTS), 1..4),
        (_, "maxRetries" | "priority") => mostly(few(), field),
        ("AwsCloudMapServiceDiscovery", "attributes") => {
            some(Just(json!({"key": "v", "value": "1"})).boxed(), 0..2)
        }
        _ => return None,
    })
}

/// A duration that is hardly ever nothing.
fn period(field: &FieldSchema) -> BoxedStrategy<Value> {
    let (length, unit) = (select(&LENGTHS[1..]), select(&["s", "ms"][..]));
    let some = (length, unit).prop_map(|(value, unit)| json!({"value": value, "unit": unit}));
    prop_oneof![40 => some, 1 => arbitrary::special_value(field.schema, special)].boxed()
}

fn some(item: BoxedStrategy<Value>, size: std::ops::Range<usize>) -> BoxedStrategy<Value> {
    proptest::collection::vec(item, size).prop_map(Value::Array).boxed()
}

/// A text: nearly always a usual one, where there are such.
fn text(owner: &str, field: &FieldSchema, rule: TextSchema) -> BoxedStrategy<Value> {
    let any = arbitrary::value(field.schema);
    let Some(Texts { usual, odd }) = usual(owner, field.wire) else {
        return prop_oneof![100 => any, 1 => hostile(rule)].boxed();
    };
    let fitting = |all: &[&'static str]| -> BoxedStrategy<Value> {
        let all = all.iter().copied().filter(|text| rule.check(text).is_ok());
        select(all.collect::<Vec<_>>()).prop_map(Value::from).boxed()
    };
    let (usual, odd) = (fitting(usual), fitting(odd));
    prop_oneof![300 => usual, 4 => odd, 1 => any, 1 => hostile(rule)].boxed()
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
