//! What may be shown of an address to which calls are made: user, password, path and query may be keys.

use std::fmt;

use crate::rollout::spec::{HookCall, Source, Spec};

/// The parts of an address that are no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    scheme: &'a str,
    host: &'a str,
    /// Whether there is a user before the host, with a password or without.
    pub has_user: bool,
    has_more: bool,
}

impl<'a> Address<'a> {
    /// Nothing where it is no address.
    pub fn of(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, more) = rest.split_at(end);
        let (has_user, host) = match authority.rsplit_once('@') {
            Some((_, host)) => (true, host),
            None => (false, authority),
        };
        Some(Self { scheme, host, has_user, has_more: !matches!(more, "" | "/") })
    }
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.has_more { "/…" } else { "" };
        write!(f, "{}://{}{more}", self.scheme, self.host)
    }
}

/// An address without what may be a secret.
pub fn shown(url: &str) -> String {
    Address::of(url).map_or_else(|| "…".to_owned(), |address| address.to_string())
}

impl Spec {
    /// The same with addresses as they may be shown.
    pub fn without_secrets(&self) -> Self {
        let mut spec = self.clone();
        for hook in &mut spec.hooks {
            if let HookCall::Http(url) = &mut hook.call {
                *url = shown(url);
            }
        }
        for gate in &mut spec.gates {
            if let Source::Prometheus(server) = &mut gate.source {
                server.address = shown(&server.address);
            }
        }
        spec
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::example;
    use crate::rollout::spec::{Prometheus, Queries};

    #[test]
    fn of_an_address_only_its_host_is_shown() {
        for (url, expected) in [
            (
                "https://ada:s3cret@hooks.test:8443/T00/KEY?token=s3cret",
                "https://hooks.test:8443/…",
            ),
            ("https://ada@s3cret@hooks.test", "https://hooks.test"),
            ("http://127.0.0.1:9090/", "http://127.0.0.1:9090"),
            ("http://[::1]:9090?key=s3cret", "http://[::1]:9090/…"),
            ("http://host#s3cret", "http://host/…"),
            ("s3cret", "…"),
        ] {
            assert_eq!(shown(url), expected);
        }
    }

    #[test]
    fn a_spec_without_secrets_has_none_in_its_addresses() {
        let mut spec = example::spec();
        let secret = "http://ada:s3cret@host/s3cret?s3cret".to_owned();
        spec.hooks[0].call = HookCall::Http(secret.clone());
        let query = Queries::Value("up".to_owned());
        spec.gates[0].source = Source::Prometheus(Prometheus { address: secret, query });
        let text = serde_json::to_string(&spec.without_secrets()).unwrap();
        assert!(!text.contains("s3cret") && text.contains("http://host/…"), "{text}");
    }
}
