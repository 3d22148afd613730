//! L036: two backends of a node have the same port, and one of them is TCP.

use crate::diagnostic::{Code, Severity};
use crate::model::Kind;
use crate::model::listener::Protocol;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::backends::{self, Backend};
use crate::validate::rules::listeners::{self, Listener};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L036"),
    severity: Severity::Error,
    title: "Two backends cannot be told apart",
    forbidden: false,
    page: include_str!("backends_collide.md"),
};

/// Looks for TCP on a port that another backend has, too.
#[derive(Debug)]
pub struct BackendsCollide;

impl Rule for BackendsCollide {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::VirtualNode]) {
            if !subject.has_any(Kind::VirtualService, resource.id.mesh()) {
                continue;
            }
            let mut seen: Vec<(Backend<'_>, Listener)> = Vec::new();
            for backend in backends::of(resource) {
                if seen.iter().any(|(other, _)| other.name == backend.name) {
                    continue;
                }
                let ports = listeners::entrances(subject, &backend.service());
                for port in &ports {
                    let taken = seen.iter().find(|(_, other)| {
                        let is_tcp = [other.protocol, port.protocol].contains(&Protocol::Tcp);
                        other.port == port.port && is_tcp
                    });
                    let Some((other, _)) = taken else { continue };
                    let message = format!(
                        "`{}` and `{}` both have port {}, and TCP does not say whom it is for",
                        other.name, backend.name, port.port
                    );
                    let finding = META.finding(&resource.id, backend.path(), message);
                    let finding = finding.related(&resource.id, other.path(), "has that port, too");
                    findings.push(finding.help("give one of the virtual routers another port"));
                }
                seen.extend(ports.into_iter().map(|port| (backend.clone(), port)));
            }
        }
    }
}
