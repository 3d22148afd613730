//! Why a route does not match a request, in words.

use std::fmt;

use regex::Regex;

use crate::model::listener::Protocol;
use crate::model::matching::{HeaderValueMatch, HostnameMatch, HttpMethod, HttpScheme};
use crate::model::matching::{PathMatch, WholePathMatch};
use crate::model::scalar::Port;
use crate::routing::request::Call;

/// The first reason why a route does not match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    Protocol {
        route: Protocol,
        listener: Protocol,
    },
    Call {
        listener: Protocol,
        call: Call,
    },
    Port {
        wanted: Port,
        is: Port,
    },
    Host {
        wanted: Wanted,
        is: String,
    },
    Path {
        wanted: Wanted,
        is: String,
    },
    Method {
        wanted: HttpMethod,
        is: String,
    },
    Scheme {
        wanted: HttpScheme,
        is: HttpScheme,
    },
    Attribute(Box<AttributeMismatch>),
    GrpcService {
        wanted: String,
        is: String,
    },
    GrpcMethod {
        wanted: String,
        is: String,
    },
    /// The regular expression cannot be used, so nothing matches it.
    Regex {
        pattern: String,
        reason: String,
    },
    /// A way of matching that a newer control plane stored.
    Unknown(&'static str),
}

/// A header, piece of metadata or query parameter that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeMismatch {
    pub kind: Attribute,
    pub name: String,
    pub wanted: Wanted,
    pub inverted: bool,
    pub is: Option<String>,
}

/// What a request carries beside its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    Header,
    Metadata,
    QueryParameter,
}

impl Attribute {
    fn noun(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Metadata => "metadata",
            Self::QueryParameter => "query parameter",
        }
    }
}

/// What a text of a request must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Present,
    Exact(String),
    Prefix(String),
    Suffix(String),
    Regex(String),
    /// A whole number; the end is not part of the range.
    Range {
        start: i64,
        end: i64,
    },
}

impl Wanted {
    pub fn header(value: Option<&HeaderValueMatch>) -> Result<Self, Mismatch> {
        Ok(match value {
            None => Self::Present,
            Some(HeaderValueMatch::Exact(text)) => Self::Exact(text.to_string()),
            Some(HeaderValueMatch::Prefix(text)) => Self::Prefix(text.to_string()),
            Some(HeaderValueMatch::Suffix(text)) => Self::Suffix(text.to_string()),
            Some(HeaderValueMatch::Regex(text)) => Self::Regex(text.to_string()),
            Some(HeaderValueMatch::Range(range)) => {
                Self::Range { start: range.start.get(), end: range.end.get() }
            }
            Some(HeaderValueMatch::Other(_)) => return Err(Mismatch::Unknown("header")),
        })
    }

    pub fn path(path: &PathMatch) -> Result<Self, Mismatch> {
        Ok(match path {
            PathMatch::Prefix(prefix) => Self::Prefix(prefix.to_string()),
            PathMatch::Path(WholePathMatch::Exact(path)) => Self::Exact(path.to_string()),
            PathMatch::Path(WholePathMatch::Regex(regex)) => Self::Regex(regex.to_string()),
            PathMatch::Path(WholePathMatch::Other(_)) => return Err(Mismatch::Unknown("path")),
        })
    }

    /// Hosts are compared without regard to case.
    pub fn host(host: &HostnameMatch) -> Result<Self, Mismatch> {
        Ok(match host {
            HostnameMatch::Exact(host) => Self::Exact(host.to_ascii_lowercase()),
            HostnameMatch::Suffix(ending) => Self::Suffix(ending.to_ascii_lowercase()),
            HostnameMatch::Other(_) => return Err(Mismatch::Unknown("hostname")),
        })
    }

    /// Whether a text is what is wanted; fails where the regular expression cannot be used.
    pub fn accepts(&self, text: &str) -> Result<bool, Mismatch> {
        Ok(match self {
            Self::Present => true,
            Self::Exact(wanted) => text == wanted,
            Self::Prefix(wanted) => text.starts_with(wanted.as_str()),
            Self::Suffix(wanted) => text.ends_with(wanted.as_str()),
            Self::Regex(pattern) => whole(pattern)?.is_match(text),
            Self::Range { start, end } => {
                text.parse().is_ok_and(|number: i64| (*start..*end).contains(&number))
            }
        })
    }
}

/// A regular expression for a whole text, as Envoy applies it.
fn whole(pattern: &str) -> Result<Regex, Mismatch> {
    let unusable = |error: regex::Error| Mismatch::Regex {
        pattern: pattern.to_owned(),
        reason: one_line(&error),
    };
    // Alone first: `a)(b` must not become valid by what is put around it.
    Regex::new(pattern).map_err(unusable)?;
    Regex::new(&format!(r"\A(?:{pattern})\z")).map_err(unusable)
}

/// The last line of a syntax error; those before it draw the place.
fn one_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

/// What a text is not, where it is wanted; what it is, where that is excluded.
struct Verdict<'a> {
    wanted: &'a Wanted,
    excluded: bool,
}

impl fmt::Display for Verdict<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { wanted, excluded } = self;
        let either = |yes: &'static str, no: &'static str| if *excluded { yes } else { no };
        match wanted {
            Wanted::Present => f.write_str(either("is present", "is absent")),
            Wanted::Exact(text) => write!(f, "{} `{text}`", either("is", "is not")),
            Wanted::Prefix(text) => {
                write!(f, "{} `{text}`", either("begins with", "does not begin with"))
            }
            Wanted::Suffix(text) => {
                write!(f, "{} `{text}`", either("ends with", "does not end with"))
            }
            Wanted::Regex(text) => write!(f, "{} `{text}`", either("matches", "does not match")),
            Wanted::Range { start, end } => {
                write!(f, "{} from {start} to below {end}", either("is", "is not"))
            }
        }?;
        f.write_str(either(", which is excluded", ""))
    }
}

impl fmt::Display for AttributeMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, wanted, inverted, is } = self;
        let verdict = Verdict { wanted, excluded: *inverted };
        write!(f, "{} `{name}`", kind.noun())?;
        match is {
            None if *inverted => f.write_str(" is absent; an inverted match needs it too"),
            None => f.write_str(" is absent"),
            Some(_) if *wanted == Wanted::Present => write!(f, " {verdict}"),
            Some(is) => write!(f, ": `{is}` {verdict}"),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = |wanted| Verdict { wanted, excluded: false };
        match self {
            Self::Protocol { route, listener } => {
                write!(f, "is for {route}, but the listener speaks {listener}")
            }
            Self::Call { listener, call } => {
                write!(f, "the listener speaks {listener}, the request is {call}")
            }
            Self::Port { wanted, is } => write!(f, "port {is} is not {wanted}"),
            Self::Host { wanted, is } => write!(f, "host `{is}` {}", not(wanted)),
            Self::Path { wanted, is } => write!(f, "path `{is}` {}", not(wanted)),
            Self::Method { wanted, is } => write!(f, "method {is} is not {wanted}"),
            Self::Scheme { wanted, is } => write!(f, "scheme {is} is not {wanted}"),
            Self::Attribute(mismatch) => write!(f, "{mismatch}"),
            Self::GrpcService { wanted, is } => {
                write!(f, "gRPC service `{is}` is not `{wanted}`")
            }
            Self::GrpcMethod { wanted, is } => write!(f, "gRPC method `{is}` is not `{wanted}`"),
            Self::Regex { pattern, reason } => {
                write!(f, "regular expression `{pattern}` cannot be used: {reason}")
            }
            Self::Unknown(what) => write!(f, "this weir does not know its way to match a {what}"),
        }
    }
}
