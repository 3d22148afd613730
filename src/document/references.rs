//! The references of a spec that is not valid, as far as they can be read, so that one mistake in
//! a document does not hide another.

use crate::document::tree::Node;
use crate::model::{FieldPath, Kind, Reference, ResourceId, ResourceName, ServiceName, Strength};

/// The members that hold a rule, in routes and in gateway routes.
const RULES: [&str; 4] = ["httpRoute", "http2Route", "grpcRoute", "tcpRoute"];

/// What `Resource::references` would answer, were the spec valid.
pub fn readable(id: &ResourceId, spec: &Node) -> Vec<Reference> {
    let mut found = Found { id, references: Vec::new() };
    match id.kind() {
        Kind::VirtualNode => found.backends(spec),
        Kind::Route => found.weighted_targets(spec),
        Kind::VirtualService => found.provider(spec),
        Kind::GatewayRoute => found.target(spec),
        Kind::Mesh | Kind::VirtualRouter | Kind::VirtualGateway => {}
    }
    found.references
}

struct Found<'a> {
    id: &'a ResourceId,
    references: Vec<Reference>,
}

impl Found<'_> {
    fn backends(&mut self, spec: &Node) {
        let backends = spec.get("backends").map_or(&[][..], Node::items);
        for (index, backend) in backends.iter().enumerate() {
            let path = FieldPath::spec().member("backends").item(index);
            let name = ["virtualService", "virtualServiceName"];
            if let Some((path, name)) = follow(backend, path, &name)
                && let Ok(name) = ServiceName::parse(name)
            {
                self.push(path, self.id.virtual_service(&name), Strength::Loose);
            }
        }
    }

    fn weighted_targets(&mut self, spec: &Node) {
        for rule in RULES {
            let targets = ["action", "weightedTargets"];
            let list = targets.iter().try_fold(spec.get(rule), |at, step| Some(at?.get(step)));
            let Some(Some(list)) = list else { continue };
            for (index, target) in list.items().iter().enumerate() {
                let path = FieldPath::spec().member(rule).member(targets[0]).member(targets[1]);
                self.node(follow(target, path.item(index), &["virtualNode"]));
            }
        }
    }

    fn provider(&mut self, spec: &Node) {
        let Some(provider) = spec.get("provider") else { return };
        let path = FieldPath::spec().member("provider");
        self.node(follow(provider, path.clone(), &["virtualNode", "virtualNodeName"]));
        if let Some((path, name)) = follow(provider, path, &["virtualRouter", "virtualRouterName"])
            && let Ok(name) = ResourceName::parse(name)
        {
            self.push(path, self.id.virtual_router(&name), Strength::Required);
        }
    }

    fn target(&mut self, spec: &Node) {
        for rule in RULES {
            let steps = [rule, "action", "target", "virtualService", "virtualServiceName"];
            if let Some((path, name)) = follow(spec, FieldPath::spec(), &steps)
                && let Ok(name) = ResourceName::parse(name)
            {
                self.push(path, self.id.virtual_service(&name), Strength::Required);
            }
        }
    }

    fn node(&mut self, named: Option<(FieldPath, &str)>) {
        let Some((path, name)) = named else { return };
        if let Ok(name) = ResourceName::parse(name) {
            self.push(path, self.id.virtual_node(&name), Strength::Required);
        }
    }

    fn push(&mut self, path: FieldPath, to: ResourceId, strength: Strength) {
        self.references.push(Reference { path, to, strength });
    }
}

/// The text at the end of `steps`, with the way to it.
fn follow<'a>(
    node: &'a Node,
    mut path: FieldPath,
    steps: &[&'static str],
) -> Option<(FieldPath, &'a str)> {
    let mut node = node;
    for step in steps {
        node = node.get(step)?;
        path = path.member(*step);
    }
    Some((path, node.as_str()?))
}
