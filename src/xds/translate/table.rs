//! A table of routes in the making: virtual hosts whose domains exclude one another.

use std::collections::BTreeSet;

use envoy_types::pb::envoy::config::route::v3 as route;

use crate::xds::resource::ResourceType;
use crate::xds::translate::draft::{Basis, Draft};
use crate::xds::translate::routes;

/// A table of routes in the making.
#[derive(Debug, Default)]
pub struct Table {
    hosts: Vec<route::VirtualHost>,
    /// The domains by now. Envoy refuses a table that names one twice, in whatever case.
    claimed: BTreeSet<String>,
    /// The clusters are those of its routes.
    pub basis: Basis,
}

impl Table {
    pub fn resting_on(basis: Basis) -> Self {
        Self { basis, ..Self::default() }
    }

    /// Adds a host under those of its domains that nobody has yet.
    pub fn add(&mut self, name: &str, domains: Vec<String>, routes: Vec<route::Route>) {
        let mut free = domains;
        free.retain(|domain| self.claimed.insert(domain.to_ascii_lowercase()));
        if free.is_empty() {
            return;
        }
        self.basis.clusters.extend(routes.iter().flat_map(routes::clusters).map(str::to_owned));
        self.hosts.push(route::VirtualHost {
            name: name.to_owned(),
            domains: free,
            routes,
            ..Default::default()
        });
    }

    /// Whether some host has that domain.
    pub fn has(&self, domain: &str) -> bool {
        self.claimed.contains(&domain.to_ascii_lowercase())
    }

    /// Makes the table a resource, after the last change to what all of it shares.
    pub fn put(
        self,
        draft: &mut Draft<'_>,
        name: &str,
        shared: impl FnOnce(&mut route::RouteConfiguration),
    ) {
        let mut table = route::RouteConfiguration {
            name: name.to_owned(),
            virtual_hosts: self.hosts,
            ..Default::default()
        };
        shared(&mut table);
        draft.put(ResourceType::Routes, name, &table, self.basis);
    }
}
