//! The request that is traced: what a proxy sees of it.

use std::borrow::Cow;
use std::fmt;

use http::Uri;
use http::uri::Authority;

use crate::model::matching::HttpScheme;
use crate::model::scalar::Port;

/// What kind of traffic a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// HTTP/1.1 or HTTP/2, gRPC aside.
    Http,
    Grpc,
    /// A connection; nothing is known of what it carries.
    Tcp,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Http => "HTTP",
            Self::Grpc => "gRPC",
            Self::Tcp => "TCP",
        })
    }
}

/// A request as it leaves the application, or as it reaches a gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub call: Call,
    pub method: String,
    pub scheme: HttpScheme,
    /// Without a port.
    pub host: String,
    /// The port, where the URL names one.
    pub port: Option<Port>,
    /// Normalized, as proxies of App Mesh do it, and without the query.
    pub path: String,
    pub query: Option<String>,
    pub headers: Vec<(String, String)>,
}

/// Why a text is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    #[error("`{0}` is not a URL")]
    Url(String),
    #[error("`{0}` names no host")]
    Host(String),
    #[error("the scheme `{0}` is none of http, https, tcp")]
    Scheme(String),
    #[error("`{0}` is not a port")]
    Port(String),
    #[error("a TCP connection has no path")]
    PathOfTcp,
    #[error("`{0}` is not a method of HTTP")]
    Method(String),
    #[error("`{0}` is not a header; write `name: value`")]
    Header(String),
    #[error("`{0}` is not a gRPC method; write `package.Service/Method`")]
    Grpc(String),
    #[error("a gRPC call has the path of its method; leave it out of the URL")]
    PathOfGrpc,
    #[error("a TCP connection has no methods and no headers")]
    NotHttp,
}

impl Request {
    /// A GET request, or a connection for `tcp://`. Without a scheme it is `http`.
    pub fn to(url: &str) -> Result<Self, RequestError> {
        let wrong = || RequestError::Url(url.to_owned());
        let whole =
            if url.contains("://") { Cow::from(url) } else { format!("http://{url}").into() };
        let uri: Uri = whole.parse().map_err(|_| wrong())?;
        let (call, scheme) = match uri.scheme_str() {
            Some("http") => (Call::Http, HttpScheme::Http),
            Some("https") => (Call::Http, HttpScheme::Https),
            Some("tcp") => (Call::Tcp, HttpScheme::Http),
            other => return Err(RequestError::Scheme(other.unwrap_or_default().to_owned())),
        };
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| RequestError::Host(url.to_owned()))?;
        let port = uri.authority().map_or(Ok(None), |authority| port_of(authority, host))?;
        if call == Call::Tcp && (!matches!(uri.path(), "" | "/") || uri.query().is_some()) {
            return Err(RequestError::PathOfTcp);
        }
        Ok(Self {
            call,
            method: "GET".to_owned(),
            scheme,
            host: host.to_owned(),
            port,
            path: normalized(uri.path()),
            query: uri.query().map(str::to_owned),
            headers: Vec::new(),
        })
    }

    pub fn with_method(mut self, method: &str) -> Result<Self, RequestError> {
        self.must_be_http()?;
        http::Method::from_bytes(method.as_bytes())
            .map_err(|_| RequestError::Method(method.to_owned()))?;
        self.method = method.to_ascii_uppercase();
        Ok(self)
    }

    /// Adds `name: value`. A `Host` header takes the place of the URL's host, as with curl.
    pub fn with_header(mut self, text: &str) -> Result<Self, RequestError> {
        self.must_be_http()?;
        let wrong = || RequestError::Header(text.to_owned());
        let (name, value) = text.split_once(':').ok_or_else(wrong)?;
        let (name, value) = (name.trim(), value.trim());
        http::HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
        if name.eq_ignore_ascii_case("host") {
            let authority: Authority = value.parse().map_err(|_| wrong())?;
            authority.host().clone_into(&mut self.host);
        } else {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        Ok(self)
    }

    /// Makes it a call of `package.Service/Method`.
    pub fn with_grpc(mut self, method: &str) -> Result<Self, RequestError> {
        self.must_be_http()?;
        if self.path != "/" || self.query.is_some() {
            return Err(RequestError::PathOfGrpc);
        }
        match method.split_once('/') {
            Some((service, name))
                if !service.is_empty() && !name.is_empty() && !name.contains('/') => {}
            _ => return Err(RequestError::Grpc(method.to_owned())),
        }
        self.call = Call::Grpc;
        "POST".clone_into(&mut self.method);
        self.path = format!("/{method}");
        Ok(self)
    }

    fn must_be_http(&self) -> Result<(), RequestError> {
        if self.call == Call::Tcp { Err(RequestError::NotHttp) } else { Ok(()) }
    }

    /// The port that a client takes where the URL names none.
    pub fn standard_port(&self) -> Option<Port> {
        match (self.call, self.scheme) {
            (Call::Tcp, _) => None,
            (_, HttpScheme::Http) => Port::parse(80).ok(),
            (_, HttpScheme::Https) => Port::parse(443).ok(),
        }
    }

    /// The host, and the port where there is one.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The path with the query.
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The value of a header; several of one name are joined, as Envoy does it before it matches.
    pub fn header(&self, name: &str) -> Option<String> {
        match name.to_ascii_lowercase().as_str() {
            ":method" => return Some(self.method.clone()),
            ":path" => return Some(self.target()),
            ":scheme" => return Some(self.scheme.to_string()),
            ":authority" | "host" => return Some(self.authority()),
            _ => {}
        }
        let named = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let values: Vec<&str> = named.map(|(_, value)| value.as_str()).collect();
        match values.as_slice() {
            [] if self.call == Call::Grpc && name.eq_ignore_ascii_case("content-type") => {
                Some("application/grpc".to_owned())
            }
            [] => None,
            values => Some(values.join(",")),
        }
    }

    /// The first value of a query parameter, not decoded: Envoy compares it as it came.
    pub fn query_parameter(&self, name: &str) -> Option<&str> {
        let pairs = self.query.as_deref()?.split('&');
        let mut pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The service and the method of a gRPC call.
    pub fn grpc_method(&self) -> (&str, &str) {
        let path = self.path.strip_prefix('/').unwrap_or(&self.path);
        path.split_once('/').unwrap_or((path, ""))
    }
}

/// The port behind the host. What follows a colon and is no port must not be passed over.
fn port_of(authority: &Authority, host: &str) -> Result<Option<Port>, RequestError> {
    let text = authority.as_str();
    let at_host = text.rsplit_once('@').map_or(text, |(_, rest)| rest);
    let Some(port) = at_host.strip_prefix(host).and_then(|rest| rest.strip_prefix(':')) else {
        return Ok(None);
    };
    let number = port.parse().ok().and_then(|number| Port::parse(number).ok());
    number.map(Some).ok_or_else(|| RequestError::Port(port.to_owned()))
}

/// A path without empty, `.` and `..` parts. An escaped slash stays as it is.
pub fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | "..")) && !parts.is_empty();
    format!("/{}{}", parts.join("/"), if is_folder { "/" } else { "" })
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, authority, target) = (self.scheme, self.authority(), self.target());
        match self.call {
            Call::Http => write!(f, "{} {scheme}://{authority}{target}", self.method),
            Call::Grpc => write!(f, "gRPC {scheme}://{authority}{target}"),
            Call::Tcp => write!(f, "TCP connection to {authority}"),
        }
    }
}
