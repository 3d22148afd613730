//! L016: a gRPC route that matches a method and does not say of which service.

use crate::diagnostic::{Code, Severity};
use crate::model::FieldPath;
use crate::model::route::RouteRule;
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L016"),
    severity: Severity::Error,
    title: "A gRPC route matches a method without its service",
    forbidden: true,
    page: include_str!("method_without_service.md"),
};

/// Looks for method names that stand alone.
#[derive(Debug)]
pub struct MethodWithoutService;

impl Rule for MethodWithoutService {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for (id, route) in subject.routes() {
            let RouteRule::Grpc(grpc) = &route.rule else { continue };
            let Some(method) = &grpc.matches.method_name else { continue };
            if grpc.matches.service_name.is_some() {
                continue;
            }
            let path = FieldPath::spec().member("grpcRoute").member("match").member("methodName");
            let message = format!("`methodName` is `{method}`, and `serviceName` is missing");
            let finding = META.finding(id, path, message);
            findings.push(finding.label("a method of which service?"));
        }
    }
}
