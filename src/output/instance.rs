//! Instances as a table and as JSON.

use serde_json::Value;

use crate::model::{Instance, InstanceId, Instances};
use crate::output::style::printable;
use crate::output::summary::{NONE, listed};
use crate::output::table;

/// One instance with its names.
pub fn described(id: &InstanceId, instance: &Instance) -> Value {
    serde_json::to_value(id.named(instance)).expect("an instance has string keys only")
}

/// One row an instance; on a terminal no wider than `width`.
pub fn table(instances: &Instances, width: Option<usize>) -> String {
    let rows = instances.iter().map(|(service, id, instance)| {
        let Instance { ipv4, ipv6, port, is_healthy, attributes } = instance.as_ref();
        let ipv4 = ipv4.map(|address| address.to_string());
        let ipv6 = ipv6.map(|address| address.to_string());
        vec![
            printable(&service.to_string()),
            printable(id),
            listed(ipv4.into_iter().chain(ipv6)),
            port.map_or_else(|| NONE.to_owned(), |port| port.to_string()),
            if *is_healthy { "healthy" } else { "unhealthy" }.to_owned(),
            listed(attributes.iter().map(|(key, value)| printable(&format!("{key}={value}")))),
        ]
    });
    let header = ["SERVICE", "INSTANCE", "ADDRESS", "PORT", "HEALTH", "ATTRIBUTES"];
    table::render(&header, rows.collect(), width)
}
