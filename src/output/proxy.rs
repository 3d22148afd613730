//! Connected proxies: as a table, and one by one with what each rejected.

use std::fmt::Write as _;

use crate::client::{ConnectedProxy, ProxyHeldBack, ProxyRejection, ProxyState, ProxyTraffic};
use crate::output::style::{Palette, printable};
use crate::output::summary::NONE;
use crate::output::table;

/// One row a proxy; on a terminal no wider than `width`.
pub fn table(proxies: &[&ConnectedProxy], width: Option<usize>) -> String {
    let rows = proxies.iter().map(|proxy| {
        vec![
            printable(&proxy.mesh_name),
            printable(&proxy.of),
            state(proxy.state).to_owned(),
            revision(proxy),
            printable(proxy.envoy_version.as_deref().unwrap_or(NONE)),
            protocol(proxy).to_owned(),
            printable(&proxy.peer),
            proxy.connected_since.to_string(),
        ]
    });
    let header =
        ["MESH", "PROXY OF", "STATE", "REVISION", "ENVOY", "PROTOCOL", "PEER", "CONNECTED SINCE"];
    table::render(&header, rows.collect(), width)
}

/// One proxy: who it is, how far it is, and what it rejected.
pub fn describe(proxy: &ConnectedProxy, palette: Palette) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", palette.strong(&printable(&proxy.of)));
    let mut facts = vec![
        ("mesh", printable(&proxy.mesh_name)),
        ("node id", printable(&proxy.node_id)),
        ("state", state(proxy.state).to_owned()),
        ("revision", revision(proxy)),
        ("envoy", printable(proxy.envoy_version.as_deref().unwrap_or(NONE))),
        ("protocol", protocol(proxy).to_owned()),
        ("peer", printable(&proxy.peer)),
        ("connected since", proxy.connected_since.to_string()),
    ];
    if let Some(traffic) = &proxy.traffic {
        facts.push(("calls", calls(traffic)));
    }
    for (of, resources) in &proxy.types {
        let count = resources.resources;
        facts.push(("uses", format!("{of} {count}, version {}", printable(&resources.version))));
    }
    for (name, fact) in facts {
        let _ = writeln!(text, "  {name:<16}{fact}");
    }
    for rejection in &proxy.rejections {
        rejected(&mut text, rejection);
    }
    for held in &proxy.held_back {
        let _ = writeln!(text, "  {:<16}{}", "held back", held_back(held));
    }
    text
}

/// How many calls the proxy makes, and how many fail.
fn calls(traffic: &ProxyTraffic) -> String {
    match (traffic.calls_per_second, traffic.failures_per_second) {
        (Some(calls), Some(failures)) => format!("{calls:.1} a second, {failures:.1} of them fail"),
        _ => "nothing was told yet".to_owned(),
    }
}

fn rejected(text: &mut String, rejection: &ProxyRejection) {
    let ProxyRejection { r#type, resource, version, revision, message, since, sources, field } =
        rejection;
    let what = printable(&format!("{type} {resource}, version {version}, revision {revision}"));
    let _ = writeln!(text, "  {:<16}{what}, {since}", "rejected");
    let _ = writeln!(text, "    {:<14}{}", "envoy says", printable(message.trim()));
    if let Some(field) = field {
        let field = format!("{} {}", field.of, field.path);
        let _ = writeln!(text, "    {:<14}{}", "field", printable(&field));
    }
    let _ = writeln!(text, "    {:<14}{}", "made of", printable(&sources.join(", ")));
}

/// Why a proxy is not as it should be, on one line each.
pub fn reasons(proxy: &ConnectedProxy) -> Vec<String> {
    let of = printable(&proxy.of);
    let rejections = proxy.rejections.iter().map(|rejection| {
        let field = match &rejection.field {
            Some(field) => format!(" ({} {})", field.of, field.path),
            None => String::new(),
        };
        let ProxyRejection { r#type, resource, message, .. } = rejection;
        format!("{of} rejected {type} {resource}: {}{field}", message.trim())
    });
    let held = proxy.held_back.iter().map(|held| format!("{of} keeps {}", held_back(held)));
    let mut reasons: Vec<String> =
        rejections.chain(held).map(|reason| printable(&reason)).collect();
    if reasons.is_empty() && proxy.state == ProxyState::Pending {
        reasons.push(format!("{of} has not answered (revision {})", revision(proxy)));
    }
    reasons
}

fn held_back(held: &ProxyHeldBack) -> String {
    let ProxyHeldBack { r#type, resource, clusters } = held;
    let clusters = clusters.join(", ");
    printable(&format!("{type} {resource} as it was, since it rejected {clusters}"))
}

fn state(state: ProxyState) -> &'static str {
    match state {
        ProxyState::Synced => "synced",
        ProxyState::Pending => "pending",
        ProxyState::Rejected => "rejected",
    }
}

/// The revision that it acknowledged, and the one that it should have.
fn revision(proxy: &ConnectedProxy) -> String {
    match proxy.acknowledged_revision {
        Some(known) if known >= proxy.revision => known.to_string(),
        Some(known) => format!("{known} of {}", proxy.revision),
        None => format!("{NONE} of {}", proxy.revision),
    }
}

fn protocol(proxy: &ConnectedProxy) -> &'static str {
    if proxy.flavor == "sotw" { "state of the world" } else { "delta" }
}
