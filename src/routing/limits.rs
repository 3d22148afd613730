//! How long a request may take, who cuts it off, and how often it is tried.

use std::fmt;

use crate::model::listener::{Duration, DurationUnit, ListenerTimeout, Protocol, RequestTimeout};
use crate::model::route::{MaxRetries, RouteRule};
use crate::model::virtual_node::Listener;

/// A length of time, or none at all; the shorter is the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    Millis(i64),
    Unlimited,
}

/// The longest that one request may take where nobody says otherwise.
const PER_REQUEST: Length = Length::Millis(15_000);
/// The longest that an HTTP stream may be idle where nobody says otherwise.
const IDLE: Length = Length::Millis(300_000);

impl Length {
    pub fn of(duration: &Duration) -> Self {
        let unit = match duration.unit {
            DurationUnit::Seconds => 1000,
            DurationUnit::Milliseconds => 1,
        };
        Self::Millis(duration.value.get().saturating_mul(unit))
    }

    /// The same for limits, where zero switches the limit off.
    fn of_limit(duration: &Duration) -> Self {
        match Self::of(duration) {
            Self::Millis(0) => Self::Unlimited,
            length => length,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Millis(millis) if millis % 1000 == 0 => write!(f, "{} s", millis / 1000),
            Self::Millis(millis) => write!(f, "{millis} ms"),
            Self::Unlimited => f.write_str("unlimited"),
        }
    }
}

/// One limit of a route or of a listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub length: Length,
    /// Whether nobody set it.
    pub is_default: bool,
}

/// The limits of a route or of a listener; TCP has no requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub per_request: Option<Limit>,
    pub idle: Option<Limit>,
}

impl Limits {
    fn requests(timeout: Option<&RequestTimeout>) -> Self {
        let per_request = timeout.and_then(|timeout| timeout.per_request.as_ref());
        let idle = timeout.and_then(|timeout| timeout.idle.as_ref());
        Self { per_request: Some(limit(per_request, PER_REQUEST)), idle: Some(limit(idle, IDLE)) }
    }

    fn connections(idle: Option<&Duration>) -> Self {
        let idle = idle.map(|idle| Limit { length: Length::of_limit(idle), is_default: false });
        Self { per_request: None, idle }
    }

    /// Those of a protocol where nothing is set.
    pub fn default_of(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Tcp => Self::connections(None),
            Protocol::Http | Protocol::Http2 | Protocol::Grpc => Self::requests(None),
        }
    }

    pub fn of_route(rule: &RouteRule) -> Self {
        match rule {
            RouteRule::Http(http) | RouteRule::Http2(http) => Self::requests(http.timeout.as_ref()),
            RouteRule::Grpc(grpc) => Self::requests(grpc.timeout.as_ref()),
            RouteRule::Tcp(tcp) => {
                Self::connections(tcp.timeout.as_ref().and_then(|timeout| timeout.idle.as_ref()))
            }
        }
    }

    /// Those of a node's listener. A timeout for another protocol than the listener's is ignored.
    pub fn of_listener(listener: &Listener) -> Self {
        let protocol = listener.port_mapping.protocol;
        match (protocol, &listener.timeout) {
            (Protocol::Http, Some(ListenerTimeout::Http(timeout)))
            | (Protocol::Http2, Some(ListenerTimeout::Http2(timeout)))
            | (Protocol::Grpc, Some(ListenerTimeout::Grpc(timeout))) => {
                Self::requests(Some(timeout))
            }
            (Protocol::Tcp, Some(ListenerTimeout::Tcp(timeout))) => {
                Self::connections(timeout.idle.as_ref())
            }
            _ => Self::default_of(protocol),
        }
    }
}

fn limit(duration: Option<&Duration>, default: Length) -> Limit {
    Limit { length: duration.map_or(default, Length::of_limit), is_default: duration.is_none() }
}

/// Who sets a limit: the caller's proxy for the route, or the target's for its listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Route,
    Listener,
}

/// The limit that counts, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOff {
    pub limit: Limit,
    pub side: Side,
}

impl CutOff {
    /// The smaller of both. Of equal ones that which somebody set, else that of the route: the
    /// caller's clock starts first.
    pub fn of(route: Option<Limit>, listener: Option<Limit>) -> Option<Self> {
        let sides = [(route, Side::Route), (listener, Side::Listener)];
        let cuts = sides.into_iter().filter_map(|(limit, side)| Some(Self { limit: limit?, side }));
        cuts.min_by_key(|cut| (cut.limit.length, cut.limit.is_default))
    }
}

/// When and how often a failed request is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retries {
    pub max: i64,
    pub per_try: Length,
    /// In the words of the document.
    pub events: Vec<String>,
    /// Whether nobody asked for them.
    pub is_default: bool,
}

impl Retries {
    /// What App Mesh did where a route says nothing, without showing it. A route that says
    /// `maxRetries: 0` has none.
    pub fn default_of(protocol: Protocol) -> Option<Self> {
        let events = ["503", "unavailable", "connection-error", "stream-error", "reset"];
        (protocol != Protocol::Tcp).then(|| Self {
            max: 2,
            per_try: Length::Unlimited,
            events: events.map(str::to_owned).to_vec(),
            is_default: true,
        })
    }

    /// Those of a route, by default where it says nothing.
    pub fn of_route(rule: &RouteRule) -> Option<Self> {
        Self::of_policy(rule).or_else(|| Self::default_of(rule.protocol()))
    }

    fn of_policy(rule: &RouteRule) -> Option<Self> {
        match rule {
            RouteRule::Http(http) | RouteRule::Http2(http) => {
                let policy = http.retry_policy.as_ref()?;
                let http = policy.http_retry_events.as_deref();
                let tcp = policy.tcp_retry_events.as_deref();
                let events = words(http).chain(words(tcp)).collect();
                Some(Self::new(policy.max_retries, &policy.per_retry_timeout, events))
            }
            RouteRule::Grpc(grpc) => {
                let policy = grpc.retry_policy.as_ref()?;
                let grpc = words(policy.grpc_retry_events.as_deref());
                let http = words(policy.http_retry_events.as_deref());
                let tcp = words(policy.tcp_retry_events.as_deref());
                let events = grpc.chain(http).chain(tcp).collect();
                Some(Self::new(policy.max_retries, &policy.per_retry_timeout, events))
            }
            RouteRule::Tcp(_) => None,
        }
    }

    fn new(max: MaxRetries, per_try: &Duration, events: Vec<String>) -> Self {
        Self { max: max.get(), per_try: Length::of_limit(per_try), events, is_default: false }
    }
}

fn words<T: fmt::Display>(events: Option<&[T]>) -> impl Iterator<Item = String> {
    events.unwrap_or_default().iter().map(ToString::to_string)
}
