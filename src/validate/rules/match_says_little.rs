//! L046: a route does not say which paths it is for.

use crate::diagnostic::{Code, Severity};
use crate::model::gateway_route::GatewayRouteRule;
use crate::model::route::RouteRule;
use crate::model::{Choice as _, FieldPath, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::{ROUTES, Subject};

const META: Meta = Meta {
    code: Code("L046"),
    severity: Severity::Warning,
    title: "A route does not say which paths it is for",
    forbidden: false,
    page: include_str!("match_says_little.md"),
};

/// Looks for matches without a path, and for gateway routes without a host or gRPC service either.
#[derive(Debug)]
pub struct MatchSaysLittle;

impl Rule for MatchSaysLittle {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        // What is missing from a broken document may be what is broken.
        for resource in subject.of(ROUTES).filter(|one| subject.is_whole(&one.id)) {
            let (rule, wanted) = match &resource.spec {
                Spec::Route(route) => match &route.rule {
                    RouteRule::Http(http) | RouteRule::Http2(http)
                        if http.matches.path.is_none() =>
                    {
                        (route.rule.member(), "`prefix` nor `path`, so that every path matches")
                    }
                    _ => continue,
                },
                Spec::GatewayRoute(route) => match &route.rule {
                    GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http)
                        if http.matches.path.is_none() && http.matches.hostname.is_none() =>
                    {
                        (
                            route.rule.member(),
                            "`prefix`, `path` nor `hostname`, so that every request matches",
                        )
                    }
                    GatewayRouteRule::Grpc(grpc)
                        if grpc.matches.service_name.is_none()
                            && grpc.matches.hostname.is_none() =>
                    {
                        (
                            route.rule.member(),
                            "`serviceName` nor `hostname`, so that every call matches",
                        )
                    }
                    _ => continue,
                },
                _ => continue,
            };
            let message = format!("the match has neither {wanted}");
            let finding =
                META.finding(&resource.id, FieldPath::spec().member(rule).member("match"), message);
            let finding = finding.note("the App Mesh controller for Kubernetes refused that");
            findings.push(match rule {
                "grpcRoute" => finding.help("add a `serviceName` or a `hostname`"),
                _ => finding.help("add `prefix: /` if that is meant"),
            });
        }
    }
}
