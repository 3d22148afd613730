//! Tables without borders, one row a resource.

use tabled::builder::Builder;
use tabled::settings::peaker::Priority;
use tabled::settings::{Alignment, Modify, Padding, Style, Width, object::Columns};

use crate::model::mesh::MeshSpec;
use crate::model::{Kind, Resource, Snapshot, Spec, Timestamp};
use crate::output::style::printable;
use crate::output::summary;

/// A table; on a terminal no wider than `width`.
pub fn render(header: &[&str], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    let mut builder = Builder::new();
    builder.push_record(header.iter().copied());
    for row in rows {
        builder.push_record(row);
    }
    let mut table = builder.build();
    table.with(Style::empty());
    table.with(Padding::new(0, 3, 0, 0));
    table.with(Modify::new(Columns::new(..)).with(Alignment::left()));
    if let Some(width) = width {
        table.with(Width::truncate(width).suffix("…").priority(Priority::max(false)));
    }
    let text = table.to_string();
    let lines = text.lines().map(|line| line.trim_end().to_owned() + "\n");
    lines.collect()
}

/// The table of resources of one kind.
pub fn resources(
    kind: Kind,
    resources: &[&Resource],
    snapshot: &Snapshot,
    now: Timestamp,
    width: Option<usize>,
) -> String {
    // Resources of several meshes say which; a mesh does so by its name.
    let mesh = resources.first().map(|one| one.id.mesh());
    let several = kind != Kind::Mesh && resources.iter().any(|one| Some(one.id.mesh()) != mesh);
    let rows = resources.iter().map(|resource| {
        let mesh = several.then(|| printable(resource.id.mesh()));
        mesh.into_iter().chain(row(resource, snapshot, now)).collect()
    });
    let header = several.then_some("MESH").into_iter().chain(header(kind).iter().copied());
    render(&header.collect::<Vec<_>>(), rows.collect(), width)
}

fn header(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Mesh => &["MESH", "EGRESS", "RESOURCES", "VERSION", "AGE"],
        Kind::VirtualNode => &["NODE", "LISTENERS", "DISCOVERY", "BACKENDS", "VERSION", "AGE"],
        Kind::VirtualRouter => &["ROUTER", "LISTENERS", "ROUTES", "VERSION", "AGE"],
        Kind::Route => &["ROUTER", "ROUTE", "PRIO", "MATCH", "TARGETS", "VERSION", "AGE"],
        Kind::VirtualService => &["SERVICE", "PROVIDER", "VERSION", "AGE"],
        Kind::VirtualGateway => &["GATEWAY", "LISTENERS", "ROUTES", "VERSION", "AGE"],
        Kind::GatewayRoute => &["GATEWAY", "ROUTE", "PRIO", "MATCH", "TARGET", "VERSION", "AGE"],
    }
}

fn row(resource: &Resource, snapshot: &Snapshot, now: Timestamp) -> Vec<String> {
    let id = &resource.id;
    let parts = || snapshot.parts(id).count().to_string();
    let name = printable(id.name());
    let mut cells: Vec<String> = id.parent().map(printable).into_iter().collect();
    cells.push(name);
    cells.extend(match &resource.spec {
        Spec::Mesh(mesh) => {
            vec![egress(mesh), (snapshot.of_mesh(id.mesh()).count() - 1).to_string()]
        }
        Spec::VirtualNode(node) => {
            vec![
                summary::node_listeners(node),
                summary::discovery(node.service_discovery.as_ref()),
                summary::backends(node),
            ]
        }
        Spec::VirtualRouter(router) => vec![summary::router_listeners(router), parts()],
        Spec::Route(route) => vec![
            summary::priority(route.priority),
            summary::route_match(route),
            summary::targets(route),
        ],
        Spec::VirtualService(service) => vec![summary::provider(id, service)],
        Spec::VirtualGateway(gateway) => vec![summary::gateway_listeners(gateway), parts()],
        Spec::GatewayRoute(route) => vec![
            summary::priority(route.priority),
            summary::gateway_route_match(route),
            summary::gateway_target(&route.rule),
        ],
    });
    let created = resource.metadata.as_ref().map(|metadata| metadata.created_at);
    cells.push(resource.version().to_string());
    cells.push(created.map_or_else(|| summary::NONE.to_owned(), |moment| age(moment, now)));
    cells
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
