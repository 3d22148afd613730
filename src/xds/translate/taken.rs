//! What a node takes on its ports, and who has to follow first when that changes.
//!
//! A change that both sides follow at once, such as TLS that is switched on, fails the requests of
//! callers that are quicker than the node, or slower.

use crate::model::listener::Protocol;
use crate::model::virtual_node::VirtualNodeSpec;
use crate::model::{Resource, Spec};
use crate::routing::listening::Listening;
use crate::xds::translate::callees::distinct;
use crate::xds::translate::tls::{self, Accepted};

/// Who follows a change of a node first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The proxies of the node: it takes something new, which callers may send once it does.
    Node,
    /// The proxies that call it: it no longer takes something, which they have to stop sending.
    Callers,
}

/// One thing that a node takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Taken {
    port: i64,
    protocol: Protocol,
    is_tls: bool,
}

impl First {
    /// Who follows first; nobody if it does not matter. A node that takes something else instead
    /// goes first, since connections that are there by then are served on.
    pub fn of(before: &Resource, after: &Resource) -> Option<Self> {
        let (Spec::VirtualNode(before), Spec::VirtualNode(after)) = (&before.spec, &after.spec)
        else {
            return None;
        };
        if before.listeners == after.listeners {
            return None;
        }
        let (before, after) = (taken(before), taken(after));
        if after.iter().any(|one| !before.contains(one)) {
            Some(Self::Node)
        } else if before.iter().any(|one| !after.contains(one)) {
            Some(Self::Callers)
        } else {
            None
        }
    }
}

fn taken(node: &VirtualNodeSpec) -> Vec<Taken> {
    let all = distinct(node.listeners.iter().map(Listening::of).collect()).into_iter();
    let taken = all.flat_map(|at| {
        let listener = node.listeners.iter().find(|one| Listening::of(one) == at);
        let ways: &[bool] = match tls::accepted(listener.and_then(|one| one.tls.as_deref())) {
            Accepted::Plain => &[false],
            Accepted::Tls(_) => &[true],
            Accepted::Both(_) => &[false, true],
            Accepted::Nothing => &[],
        };
        ways.iter().map(move |is_tls| Taken {
            port: at.port.get(),
            protocol: at.protocol,
            is_tls: *is_tls,
        })
    });
    taken.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xds::translate::tests::examples::snapshot;

    /// A node with these listeners.
    fn node(listeners: &str) -> std::sync::Arc<Resource> {
        let document = format!(
            r#"{{"meshName": "m", "virtualNodeName": "n", "spec": {{
                "listeners": [{listeners}], "serviceDiscovery": {{"dns": {{"hostname": "n"}}}}}}}}"#
        );
        let snapshot = snapshot(&[&document]);
        snapshot.iter().next().cloned().unwrap()
    }

    fn listener(port: u16, protocol: &str, tls: &str) -> String {
        let file = r#"{"file": {"certificateChain": "/c", "privateKey": "/k"}}"#;
        let tls = match tls {
            "" => String::new(),
            mode => format!(r#", "tls": {{"mode": "{mode}", "certificate": {file}}}"#),
        };
        format!(r#"{{"portMapping": {{"port": {port}, "protocol": "{protocol}"}}{tls}}}"#)
    }

    #[test]
    fn who_is_first_depends_on_what_is_taken() {
        let plain = listener(80, "http", "");
        let permissive = listener(80, "http", "PERMISSIVE");
        let strict = listener(80, "http", "STRICT");
        let both = format!("{plain}, {}", listener(81, "http", ""));
        for (before, after, first) in [
            (&plain, &plain, None),
            (&plain, &listener(80, "http", "DISABLED"), None),
            (&plain, &permissive, Some(First::Node)),
            (&permissive, &strict, Some(First::Callers)),
            (&strict, &permissive, Some(First::Node)),
            (&permissive, &plain, Some(First::Callers)),
            (&plain, &strict, Some(First::Node)),
            (&plain, &both, Some(First::Node)),
            (&both, &plain, Some(First::Callers)),
            (&plain, &listener(80, "http2", ""), Some(First::Node)),
            (&plain, &listener(81, "http", ""), Some(First::Node)),
        ] {
            assert_eq!(First::of(&node(before), &node(after)), first, "{before} to {after}");
        }
    }

    #[test]
    fn limits_change_nothing_that_is_taken() {
        let plain = listener(80, "http", "");
        let timeout = r#"{"http": {"perRequest": {"unit": "s", "value": 1}}}"#;
        let limited = plain.replacen('{', &format!(r#"{{"timeout": {timeout}, "#), 1);
        assert_eq!(First::of(&node(&plain), &node(&limited)), None);
    }
}
