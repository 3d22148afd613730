//! L049: what a prefix becomes does not end with a slash.

use crate::diagnostic::{Code, Severity};
use crate::model::gateway_route::{GatewayRouteRule, PathRewrite, PrefixRewriteValue};
use crate::model::matching::PathMatch;
use crate::model::{Choice as _, FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L049"),
    severity: Severity::Warning,
    title: "A prefix becomes something without a slash at its end",
    forbidden: false,
    page: include_str!("rewrite_without_slash.md"),
};

/// Looks at what prefixes become.
#[derive(Debug)]
pub struct RewriteWithoutSlash;

impl Rule for RewriteWithoutSlash {
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
            let Some(PathRewrite::Prefix(prefix)) = rewrite else { continue };
            let Some(PrefixRewriteValue::Value(value)) = &prefix.value else { continue };
            if value.ends_with('/') {
                continue;
            }
            let matched = match &http.matches.path {
                Some(PathMatch::Prefix(matched)) => matched.as_ref(),
                None => "/",
                // There is no prefix to replace, which is told elsewhere.
                Some(PathMatch::Path(_)) => continue,
            };
            let at = FieldPath::spec().member(route.rule.member()).member("action");
            let path = at.member("rewrite").member("prefix").member("value");
            let message = format!("`{matched}x` becomes `{}x`", &**value);
            let finding = META.finding(&resource.id, path, message);
            let finding = finding.label("does not end with `/`");
            findings.push(finding.help(format!("write `{}/`", &**value)).note(
                "the App Mesh controller for Kubernetes took only what begins and ends with `/`",
            ));
        }
    }
}
