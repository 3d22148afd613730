//! L041: a rewrite of a gateway route does not fit what the route matches.

use crate::diagnostic::{Code, Severity};
use crate::model::gateway_route::{GatewayRouteRule, PathRewrite};
use crate::model::matching::PathMatch;
use crate::model::{Choice as _, FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L041"),
    severity: Severity::Warning,
    title: "A rewrite does not fit what its route matches",
    forbidden: false,
    page: include_str!("rewrite_without_match.md"),
};

/// Compares rewrites with the matches of their routes.
#[derive(Debug)]
pub struct RewriteWithoutMatch;

impl Rule for RewriteWithoutMatch {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::GatewayRoute]) {
            let Spec::GatewayRoute(route) = &resource.spec else { continue };
            let (GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http)) = &route.rule else {
                continue;
            };
            let rewrite = http.action.rewrite.as_ref().and_then(|rewrite| rewrite.path.as_ref());
            let Some(rewrite) = rewrite else { continue };
            let rule = FieldPath::spec().member(route.rule.member());
            let at = rule.clone().member("action").member("rewrite").member(rewrite.member());
            let matched = rule.member("match");
            let id = &resource.id;
            match (rewrite, &http.matches.path) {
                (PathRewrite::Prefix(_), Some(PathMatch::Path(_))) => {
                    let message =
                        "the route matches a whole path, so there is no prefix to replace";
                    let finding = META.finding(id, at, message).label("has no effect");
                    findings.push(finding.related(id, matched.member("path"), "a whole path"));
                }
                (PathRewrite::Path(_), Some(PathMatch::Prefix(_)) | None) => {
                    let message = "every path that matches becomes the same one";
                    let finding = META.finding(id, at, message);
                    findings.push(finding.help("match a whole `path`, or rewrite the `prefix`"));
                }
                (PathRewrite::Path(path), _) if path.exact.is_none() => {
                    let finding = META.finding(id, at, "`exact` is missing");
                    findings.push(finding.label("has no effect"));
                }
                _ => {}
            }
        }
    }
}
