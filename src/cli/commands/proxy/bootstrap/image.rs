//! The variables of the App Mesh image, read the way its agent reads them.

use std::fmt::Display;
use std::net::IpAddr;

use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::model::ResourceId;
use crate::xds::proxy::parse_node_id;

/// The environment, seen as that of an App Mesh image.
#[derive(Debug, Clone, Copy)]
pub struct Image<'a> {
    environment: &'a Environment,
}

/// Variables that a bootstrap cannot follow, and that do no harm: Envoy has a flag for each, or a
/// default that differs little.
const PASSED_OVER: [(&str, &str); 7] = [
    ("ENVOY_LOG_LEVEL", "start Envoy with --log-level"),
    ("ENVOY_CONCURRENCY", "start Envoy with --concurrency"),
    ("ENVOY_INITIAL_FETCH_TIMEOUT", "the proxy waits for its control plane without limit"),
    ("ENVOY_ADMIN_ACCESS_LOG_FILE", "the administration writes no access log"),
    ("ENVOY_ADMIN_ACCESS_ENABLE_IPV6", "use --admin [::]:9901"),
    ("ENVOY_STATS_FLUSH_INTERVAL", "statistics are sent every 5 s"),
    ("MAX_REQUESTS_PER_IO_CYCLE", "Envoy's own limit holds"),
];

/// Variables that ask for what cannot be had here, and what to do instead.
const NOT_DONE: [(&str, &str); 6] = [
    ("ENVOY_CONFIG_FILE", "the file is a whole bootstrap: start Envoy with it"),
    ("ENVOY_RESOURCES_CONFIG_FILE", "add what it holds to the bootstrap that is printed"),
    ("ENVOY_TRACING_CFG_FILE", "use --tracing, or add what it holds to the bootstrap"),
    ("ENVOY_STATS_CONFIG_FILE", "use --stats-tags, or add what it holds to the bootstrap"),
    ("ENVOY_STATS_SINKS_CFG_FILE", "use --dogstatsd, or add what it holds to the bootstrap"),
    (
        "APPMESH_METRIC_EXTENSION_VERSION",
        "the metrics extension exists in App Mesh's own Envoy only; \
         --stats-tags tells statistics apart",
    ),
];

impl<'a> Image<'a> {
    pub fn new(environment: &'a Environment) -> Self {
        Self { environment }
    }

    /// Silence would leave out of the bootstrap what somebody has asked for.
    pub fn refuse_what_is_not_done(self) -> Result<(), Error> {
        for (name, instead) in NOT_DONE {
            let value = self.text(name).filter(|value| !matches!(*value, "0" | "false"));
            if value.is_some() {
                return Err(Error::usage(format!("{name} is set, and weir cannot follow it"))
                    .hint(instead)
                    .hint(format!("unset it to go on: env -u {name} weir proxy bootstrap")));
            }
        }
        Ok(())
    }

    /// What is set and makes no difference, a sentence each.
    pub fn passed_over(self) -> Vec<String> {
        let set = PASSED_OVER.iter().filter(|(name, _)| self.text(name).is_some());
        set.map(|(name, instead)| format!("{name} is not part of a bootstrap: {instead}")).collect()
    }

    /// A variable that is set.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.environment.get(name)
    }

    pub fn parsed<T, E: Display>(
        self,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.text(name) else { return Ok(None) };
        let wrong = |error| Error::usage(format!("{name} is `{value}`: {error}"));
        parse(value).map(Some).map_err(wrong)
    }

    /// A switch, off if it is not set.
    pub fn switch(self, name: &str) -> Result<bool, Error> {
        Ok(self.parsed(name, switch)?.unwrap_or(false))
    }

    pub fn port(self, name: &str) -> Result<Option<u16>, Error> {
        self.parsed(name, |value| match value.parse() {
            Ok(port) if port > 0 => Ok(port),
            _ => Err("a port is a number from 1 to 65535"),
        })
    }

    pub fn ip(self, name: &str) -> Result<Option<IpAddr>, Error> {
        self.parsed(name, |value| value.parse().map_err(|_| "write an IP address"))
    }

    /// Whose proxy it is: an ARN, or `mesh/MESH/virtualNode/NAME`.
    pub fn resource(self) -> Result<Option<ResourceId>, Error> {
        let names = ["APPMESH_RESOURCE_ARN", "APPMESH_RESOURCE_NAME", "APPMESH_VIRTUAL_NODE_NAME"];
        match names.into_iter().find(|name| self.text(name).is_some()) {
            Some(name) => self.parsed(name, parse_node_id),
            None => Ok(None),
        }
    }
}

/// Reads what Go's `strconv.ParseBool` reads.
fn switch(value: &str) -> Result<bool, &'static str> {
    match value {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Ok(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Ok(false),
        _ => Err("write 1 or 0, true or false"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switches_are_those_of_go() {
        for on in ["1", "t", "T", "TRUE", "true", "True"] {
            assert_eq!(switch(on), Ok(true), "{on}");
        }
        for off in ["0", "f", "F", "FALSE", "false", "False"] {
            assert_eq!(switch(off), Ok(false), "{off}");
        }
        for neither in ["yes", "on", "tRUE", "2", " 1", "no"] {
            assert!(switch(neither).is_err(), "{neither}");
        }
    }
}
