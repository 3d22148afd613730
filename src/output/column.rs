//! What can be told of a resource in one cell: the columns of lists, by kind.

use std::cmp::Ordering;

use crate::model::mesh::MeshSpec;
use crate::model::{Kind, Resource, Snapshot, Spec, Timestamp};
use crate::output::style::printable;
use crate::output::summary::{self, NONE};

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Kind,
    Mesh,
    /// The router or gateway that a route is part of; the heading says which.
    Parent(&'static str),
    Name(&'static str),
    Egress,
    Resources,
    Listeners,
    Discovery,
    Backends,
    Routes,
    Priority,
    Match,
    Targets(&'static str),
    Provider,
    Set,
    Age,
    Version,
    Updated,
    Tags,
    Uid,
    Arn,
}

/// For whom cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Moments are told as ages, nothing as `-`.
    Person(Timestamp),
    /// Moments are told as such, nothing as nothing.
    Machine,
}

/// What is told without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    Usual,
    Wide,
}

/// The columns of lists of a kind.
pub fn of_kind(kind: Kind, width: Width) -> Vec<Column> {
    use Column::{
        Age, Backends, Discovery, Egress, Listeners, Match, Name, Parent, Priority, Provider,
        Resources, Routes, Set, Tags, Targets, Uid, Updated, Version,
    };
    let mut columns = match kind {
        Kind::Mesh => vec![Name("MESH"), Egress, Resources],
        Kind::VirtualNode => vec![Name("NODE"), Listeners, Discovery, Backends],
        Kind::VirtualRouter => vec![Name("ROUTER"), Listeners, Routes],
        Kind::Route => vec![Parent("ROUTER"), Name("ROUTE"), Priority, Match, Targets("TARGETS")],
        Kind::VirtualService => vec![Name("SERVICE"), Provider],
        Kind::VirtualGateway => vec![Name("GATEWAY"), Listeners, Routes],
        Kind::GatewayRoute => {
            vec![Parent("GATEWAY"), Name("ROUTE"), Priority, Match, Targets("TARGET")]
        }
    };
    columns.extend([Set, Age]);
    if width == Width::Wide {
        columns.extend([Version, Updated, Tags, Uid]);
    }
    columns
}

/// The columns that resources of all kinds have.
pub fn of_any() -> Vec<Column> {
    use Column::{Age, Kind, Mesh, Name, Parent, Set, Version};
    vec![Kind, Mesh, Parent("PARENT"), Name("NAME"), Set, Version, Age]
}

/// All columns that can be asked for.
pub fn known(kind: Option<Kind>) -> Vec<Column> {
    let mut columns = kind.map_or_else(of_any, |kind| of_kind(kind, Width::Wide));
    for more in
        [Column::Kind, Column::Mesh, Column::Updated, Column::Tags, Column::Uid, Column::Arn]
    {
        // The list of meshes has a column of that name already.
        if columns.iter().all(|column| column.heading() != more.heading()) {
            columns.push(more);
        }
    }
    columns
}

impl Column {
    pub fn heading(self) -> &'static str {
        match self {
            Self::Parent(heading) | Self::Name(heading) | Self::Targets(heading) => heading,
            Self::Kind => "KIND",
            Self::Mesh => "MESH",
            Self::Egress => "EGRESS",
            Self::Resources => "RESOURCES",
            Self::Listeners => "LISTENERS",
            Self::Discovery => "DISCOVERY",
            Self::Backends => "BACKENDS",
            Self::Routes => "ROUTES",
            Self::Priority => "PRIO",
            Self::Match => "MATCH",
            Self::Provider => "PROVIDER",
            Self::Set => "SET",
            Self::Age => "AGE",
            Self::Version => "VERSION",
            Self::Updated => "UPDATED",
            Self::Tags => "TAGS",
            Self::Uid => "UID",
            Self::Arn => "ARN",
        }
    }

    /// The heading for a reader. Where ages are told as moments, it says so.
    pub fn heading_for(self, reader: Reader) -> &'static str {
        match (self, reader) {
            (Self::Age, Reader::Machine) => "CREATED",
            _ => self.heading(),
        }
    }

    /// Whether its cells are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Resources | Self::Routes | Self::Priority | Self::Version)
    }

    pub fn cell(self, resource: &Resource, snapshot: &Snapshot, reader: Reader) -> String {
        let text = self.text(resource, snapshot, reader);
        match (text, reader) {
            (None, Reader::Person(_)) => NONE.to_owned(),
            (None, Reader::Machine) => String::new(),
            (Some(text), _) => text,
        }
    }

    fn text(self, resource: &Resource, snapshot: &Snapshot, reader: Reader) -> Option<String> {
        let id = &resource.id;
        let metadata = resource.metadata.as_ref();
        let moment = |moment: Timestamp| match reader {
            Reader::Person(now) => age(moment, now),
            Reader::Machine => moment.to_string(),
        };
        let text = match self {
            Self::Kind => id.kind().row().short.to_owned(),
            Self::Mesh => printable(id.mesh()),
            Self::Parent(_) => printable(id.parent()?),
            Self::Name(_) => printable(id.name()),
            Self::Resources => (snapshot.of_mesh(id.mesh()).count() - 1).to_string(),
            Self::Routes => snapshot.parts(id).count().to_string(),
            Self::Set => printable(resource.set()?),
            Self::Age => moment(metadata?.created_at),
            Self::Updated => moment(metadata?.last_updated_at),
            Self::Version => resource.version().to_string(),
            Self::Uid => printable(&metadata?.uid),
            Self::Arn => printable(&metadata?.arn),
            Self::Tags => {
                let tags = resource.tags.iter();
                let tags = tags.map(|(key, value)| printable(&format!("{key}={value}")));
                tags.collect::<Vec<_>>().join(",")
            }
            _ => self.of_spec(resource)?,
        };
        Some(text).filter(|text| text != NONE && !text.is_empty())
    }

    fn of_spec(self, resource: &Resource) -> Option<String> {
        Some(match (self, &resource.spec) {
            (Self::Egress, Spec::Mesh(mesh)) => egress(mesh),
            (Self::Listeners, Spec::VirtualNode(node)) => summary::node_listeners(node),
            (Self::Listeners, Spec::VirtualRouter(router)) => summary::router_listeners(router),
            (Self::Listeners, Spec::VirtualGateway(gateway)) => summary::gateway_listeners(gateway),
            (Self::Discovery, Spec::VirtualNode(node)) => {
                summary::discovery(node.service_discovery.as_ref())
            }
            (Self::Backends, Spec::VirtualNode(node)) => summary::backends(node),
            (Self::Priority, Spec::Route(route)) => summary::priority(route.priority),
            (Self::Priority, Spec::GatewayRoute(route)) => summary::priority(route.priority),
            (Self::Match, Spec::Route(route)) => summary::route_match(route),
            (Self::Match, Spec::GatewayRoute(route)) => summary::gateway_route_match(route),
            (Self::Targets(_), Spec::Route(route)) => {
                let targets = summary::targets(route);
                if resource.rollout().is_some() { format!("{targets} ◐") } else { targets }
            }
            (Self::Targets(_), Spec::GatewayRoute(route)) => summary::gateway_target(&route.rule),
            (Self::Provider, Spec::VirtualService(service)) => {
                summary::provider(&resource.id, service)
            }
            _ => return None,
        })
    }

    /// Orders two resources by this column: numbers as such, the younger first, and last what has
    /// nothing there.
    pub fn compare(self, one: &Resource, other: &Resource, snapshot: &Snapshot) -> Ordering {
        let text = |resource| self.text(resource, snapshot, Reader::Machine);
        let moment = |resource: &Resource| {
            let metadata = resource.metadata.as_ref();
            metadata.map(|known| match self {
                Self::Age => known.created_at,
                _ => known.last_updated_at,
            })
        };
        match self {
            Self::Age | Self::Updated => moment(other).cmp(&moment(one)),
            _ if self.is_number() => {
                let number = |resource| text(resource).and_then(|text| text.parse::<i64>().ok());
                let (one, other) = (number(one), number(other));
                one.is_none().cmp(&other.is_none()).then(one.cmp(&other))
            }
            _ => {
                let (one, other) = (text(one), text(other));
                one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
            }
        }
    }
}

fn egress(mesh: &MeshSpec) -> String {
    let filter = mesh.egress_filter.as_ref().map(|egress| egress.filter.to_string());
    filter.unwrap_or_else(|| "DROP_ALL".to_owned())
}

/// A time span in its largest unit: `41d`, `3h`, `5m`, `12s`.
pub fn age(moment: Timestamp, now: Timestamp) -> String {
    let seconds = (now.millis() - moment.millis()).max(0) / 1000;
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        _ => format!("{}d", seconds / 86_400),
    }
}
