//! L039: a gateway route matches a path or service that App Mesh kept for itself.

use crate::diagnostic::{Code, Severity};
use crate::model::gateway_route::GatewayRouteRule;
use crate::model::{FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::rules::matches::{self, Matching};
use crate::validate::subject::Subject;

const PATHS: &[&str] = &["/aws-app-mesh", "/aws-appmesh"];
const SERVICES: &[&str] = &["aws.app-mesh", "aws.appmesh"];

const META: Meta = Meta {
    code: Code("L039"),
    severity: Severity::Warning,
    title: "A gateway route matches what App Mesh kept for itself",
    forbidden: false,
    page: include_str!("reserved_for_mesh.md"),
};

/// Looks for reserved paths and gRPC services.
#[derive(Debug)]
pub struct ReservedForMesh;

impl Rule for ReservedForMesh {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for place in matches::all(subject).iter().filter_map(Matching::plain_path) {
            let is_gateways = place.id.kind() == Kind::GatewayRoute;
            if is_gateways && PATHS.iter().any(|path| place.text.starts_with(path)) {
                findings.push(META.finding(place.id, place.path, message(place.text)));
            }
        }
        for resource in subject.of(&[Kind::GatewayRoute]) {
            let Spec::GatewayRoute(route) = &resource.spec else { continue };
            let GatewayRouteRule::Grpc(grpc) = &route.rule else { continue };
            let Some(service) = grpc.matches.service_name.as_deref() else { continue };
            if SERVICES.iter().any(|name| service.starts_with(name)) {
                let path = FieldPath::spec().member("grpcRoute").member("match");
                let path = path.member("serviceName");
                findings.push(META.finding(&resource.id, path, message(service)));
            }
        }
    }
}

fn message(text: &str) -> String {
    format!("App Mesh kept `{text}` for itself, and refuses routes for it")
}
