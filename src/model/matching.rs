//! What routes and gateway routes look at in a request.

use crate::model::choice::{choice, union};
use crate::model::scalar::{AnyText, Length, List, MatchText, Text, Whole};
use crate::model::shape::shape;
use crate::model::words::words;

choice! {
    /// The path that a request must have.
    PathMatch {
        /// The beginning of the path; `/` is every path.
        Prefix(AnyText) = "prefix",
        /// The whole path.
        Path(WholePathMatch) = "path",
    }
}

union! {
    /// The whole path of a request. The service model declares no union here; its prose does.
    WholePathMatch {
        Exact(MatchText) = "exact",
        /// A regular expression (RE2) for the whole path.
        Regex(MatchText) = "regex",
    }
}

words! {
    /// HTTP methods.
    HttpMethod {
        Get = "GET",
        Head = "HEAD",
        Post = "POST",
        Put = "PUT",
        Delete = "DELETE",
        Connect = "CONNECT",
        Options = "OPTIONS",
        Trace = "TRACE",
        Patch = "PATCH",
    }
}

words! {
    /// The scheme that the proxy saw.
    HttpScheme {
        Http = "http",
        Https = "https",
    }
}

/// The name of a header or of gRPC metadata.
pub type HeaderName = Text<Length<1, 50>>;

shape! {
    /// A header, or a piece of gRPC metadata, that a request must carry.
    HeaderMatch {
        required name: HeaderName = "name",
        /// Turns the match around.
        optional invert: bool = "invert",
        /// Absent means that presence is enough.
        optional value: HeaderValueMatch = "match",
    }
}

union! {
    /// What the value of a header must be.
    HeaderValueMatch {
        Exact(MatchText) = "exact",
        Prefix(MatchText) = "prefix",
        Suffix(MatchText) = "suffix",
        Regex(MatchText) = "regex",
        Range(MatchRange) = "range",
    }
}

shape! {
    /// A range of whole numbers; the end is not part of it.
    MatchRange {
        required start: Whole<{ i64::MIN }, { i64::MAX }> = "start",
        required end: Whole<{ i64::MIN }, { i64::MAX }> = "end",
    }
}

/// Headers that must all match.
pub type Headers = List<HeaderMatch, 1, 10>;
/// Query parameters that must all match.
pub type QueryParameters = List<QueryParameterMatch, 1, 10>;

shape! {
    /// A query parameter that a request must carry.
    QueryParameterMatch {
        required name: AnyText = "name",
        /// Absent means that presence is enough.
        optional value: QueryParameterValueMatch = "match",
    }
}

shape! {
    /// What the value of a query parameter must be.
    QueryParameterValueMatch {
        optional exact: AnyText = "exact",
    }
}

union! {
    /// The host that a request must name. The service model declares no union here; its prose does.
    HostnameMatch {
        Exact(Text<Length<1, 253>>) = "exact",
        /// The ending of the host.
        Suffix(Text<Length<1, 253>>) = "suffix",
    }
}
