//! What Envoy takes without complaint and what still would not work: names that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use envoy_types::pb::envoy::config::core::v3::address::Address;
use envoy_types::pb::envoy::config::listener::v3::Listener;

use crate::xds::assembly::Assembly;
use crate::xds::resource::{ResourceType, Version};
use crate::xds::translate::tests::reading::{
    self, Reading, Use, chains, clusters_of_listener, clusters_of_table, secrets_of, table_of,
    use_of,
};

/// Everything that an assembly refers to is in it, and it says of itself what is true.
pub fn check(assembly: &Assembly) -> Result<(), String> {
    let reading = Reading::of(assembly);
    names(assembly)?;
    clusters(assembly, &reading)?;
    tables(&reading)?;
    endpoints(&reading)?;
    secrets(&reading)?;
    addresses(&reading)?;
    matches(&reading)
}

fn must(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

/// Names are not empty, and versions are those of the content.
fn names(assembly: &Assembly) -> Result<(), String> {
    for of in ResourceType::ALL {
        for resource in assembly.of_type(of) {
            must(!resource.name.is_empty(), || format!("a {} without a name", of.short()))?;
            must(resource.version == Version::of(&resource.body), || {
                format!("the version of {} is not that of its content", resource.name)
            })?;
            must(resource.clusters.is_sorted() && resource.sources.is_sorted(), || {
                format!("{} is not sorted", resource.name)
            })?;
            for source in &*resource.sources {
                // A router or gateway stands for its routes.
                let known = assembly.dependencies.contains(source)
                    || source.parent_id().is_some_and(|id| assembly.dependencies.contains(&id));
                must(known, || format!("{} rests on {source:?}, unnoticed", resource.name))?;
            }
        }
    }
    Ok(())
}

/// Every cluster that traffic is sent to is there, and is known to be needed, and no other is.
fn clusters(assembly: &Assembly, reading: &Reading) -> Result<(), String> {
    let told = |of, name: &str| -> BTreeSet<String> {
        let resource = assembly.get(of, name).into_iter();
        resource.flat_map(|one| one.clusters.iter().map(ToString::to_string)).collect()
    };
    let mut used = BTreeSet::new();
    for (name, table) in &reading.tables {
        let (told, found) = (told(ResourceType::Routes, name), clusters_of_table(table));
        let found = if is_first_hop(&found) { &found | &second_hop(reading) } else { found };
        must(told == found, || format!("{name} needs {found:?}, but says {told:?}"))?;
        used.extend(told);
    }
    for (name, listener) in &reading.listeners {
        let (needed, found) = (told(ResourceType::Listener, name), clusters_of_listener(listener));
        // It may name those of its tables as well.
        let mut most = found.clone();
        for table in tables_of(listener) {
            most.extend(told(ResourceType::Routes, &table));
        }
        let is_true = needed.is_superset(&found) && needed.is_subset(&most);
        must(is_true, || format!("{name} needs {found:?} to {most:?}, but says {needed:?}"))?;
        used.extend(needed);
    }
    for name in &used {
        must(reading.clusters.contains_key(name), || format!("there is no cluster {name}"))?;
    }
    Ok(())
}

/// Whether a table with these clusters sends requests on to its own proxy.
fn is_first_hop(clusters: &BTreeSet<String>) -> bool {
    clusters.iter().any(|name| name.contains("_self_redirect_"))
}

/// The clusters for which the first hop of a gateway has to wait, too.
fn second_hop(reading: &Reading) -> BTreeSet<String> {
    let tables = reading.tables.iter().filter(|(name, _)| name.starts_with("rds_egress_"));
    tables.flat_map(|(_, table)| clusters_of_table(table)).collect()
}

/// Every table that a listener names is there.
fn tables(reading: &Reading) -> Result<(), String> {
    for name in reading.listeners.values().flat_map(tables_of) {
        must(reading.tables.contains_key(&name), || format!("there is no table {name}"))?;
    }
    Ok(())
}

fn tables_of(listener: &Listener) -> BTreeSet<String> {
    let tables = chains(listener).filter_map(|chain| match use_of(chain) {
        Use::Requests(manager) => Some(table_of(&manager).to_owned()),
        Use::Bytes(_) | Use::Nothing => None,
    });
    tables.collect()
}

fn endpoints(reading: &Reading) -> Result<(), String> {
    let wanted: BTreeSet<&String> = reading
        .clusters
        .iter()
        .filter(|(_, cluster)| Reading::is_eds(cluster))
        .map(|(name, _)| name)
        .collect();
    let sent: BTreeSet<&String> = reading.endpoints.keys().collect();
    must(wanted == sent, || format!("endpoints are wanted for {wanted:?}, but sent for {sent:?}"))
}

fn secrets(reading: &Reading) -> Result<(), String> {
    let listeners = reading.listeners.values().flat_map(chains);
    let listeners = listeners.filter_map(|chain| chain.transport_socket.as_ref());
    let clusters =
        reading.clusters.values().filter_map(|cluster| cluster.transport_socket.as_ref());
    let wanted = secrets_of(listeners.chain(clusters));
    let sent: BTreeSet<String> = reading.secrets.keys().cloned().collect();
    must(wanted == sent, || format!("secrets {wanted:?} are wanted, but {sent:?} are sent"))
}

/// No two listeners bind the same address.
fn addresses(reading: &Reading) -> Result<(), String> {
    let mut bound: BTreeMap<String, &String> = BTreeMap::new();
    for (name, listener) in &reading.listeners {
        let address = listener.address.as_ref().and_then(|one| one.address.as_ref());
        let Some(Address::SocketAddress(at)) = address else {
            return Err(format!("{name} has no address"));
        };
        if let Some(other) = bound.insert(format!("{} {:?}", at.address, at.port_specifier), name) {
            return Err(format!("{name} and {other} bind the same address"));
        }
    }
    Ok(())
}

/// Virtual hosts have their domains for themselves, and routes that answer.
fn matches(reading: &Reading) -> Result<(), String> {
    for (name, table) in &reading.tables {
        let mut seen = BTreeSet::new();
        for host in &table.virtual_hosts {
            for domain in &host.domains {
                must(seen.insert(domain.to_ascii_lowercase()), || {
                    format!("{name}: {domain} twice")
                })?;
            }
            for route in &host.routes {
                let weights = reading::action(route).map(reading::shares).unwrap_or_default();
                let sum: u32 = weights.iter().map(|(_, weight)| weight).sum();
                must(weights.is_empty() || sum > 0, || format!("{name}: no weight"))?;
            }
        }
    }
    Ok(())
}
