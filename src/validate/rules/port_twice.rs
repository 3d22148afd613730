//! L037: a node, router or gateway has two listeners with the same port.

use crate::diagnostic::{Code, Severity};
use crate::model::Kind;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::listeners;
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L037"),
    severity: Severity::Error,
    title: "Two listeners have the same port",
    forbidden: false,
    page: include_str!("port_twice.md"),
};

/// Looks for listeners with the same port.
#[derive(Debug)]
pub struct PortTwice;

impl Rule for PortTwice {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::VirtualNode, Kind::VirtualRouter, Kind::VirtualGateway])
        {
            let known = listeners::of(resource);
            for (index, listener) in known.iter().enumerate() {
                let Some(first) = known[..index].iter().find(|other| other.port == listener.port)
                else {
                    continue;
                };
                let message = format!("port {} has two listeners", listener.port);
                let finding = META.finding(&resource.id, listener.port_path(), message);
                let finding = finding.label("again here");
                findings.push(finding.related(&resource.id, first.port_path(), "first here"));
            }
        }
    }
}
