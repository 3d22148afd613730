//! L048: a rewrite of a gateway route says nothing, so that the defaults apply.

use crate::diagnostic::{Code, Severity};
use crate::model::gateway_route::{GatewayRouteRule, HostnameRewrite, PathRewrite};
use crate::model::{Choice as _, FieldPath, Kind, Spec};
use crate::validate::finding::Finding;
use crate::validate::rule::{Meta, Rule};
use crate::validate::subject::Subject;

const META: Meta = Meta {
    code: Code("L048"),
    severity: Severity::Warning,
    title: "A rewrite says nothing",
    forbidden: false,
    page: include_str!("rewrite_empty.md"),
};

/// Looks for rewrites, and parts of rewrites, with nothing in them.
#[derive(Debug)]
pub struct RewriteEmpty;

impl Rule for RewriteEmpty {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn check(&self, subject: &Subject<'_>, findings: &mut Vec<Finding>) {
        for resource in subject.of(&[Kind::GatewayRoute]).filter(|one| subject.is_whole(&one.id)) {
            let Spec::GatewayRoute(route) = &resource.spec else { continue };
            let at = FieldPath::spec().member(route.rule.member());
            let at = at.member("action").member("rewrite");
            for empty in empty(&route.rule) {
                let (path, wanted) = match empty {
                    Empty::Whole(wanted) => (at.clone(), wanted),
                    Empty::Hostname => (at.clone().member("hostname"), "`defaultTargetHostname`"),
                    Empty::Prefix => (at.clone().member("prefix"), "`value` or `defaultPrefix`"),
                };
                let message = "an empty rewrite changes nothing: the defaults apply";
                let finding = META.finding(&resource.id, path, message).label("has no effect");
                findings.push(finding.help(format!("add {wanted}, or leave it out")));
            }
        }
    }
}

/// What is empty.
enum Empty {
    /// The rewrite, with what could be in it.
    Whole(&'static str),
    Hostname,
    Prefix,
}

fn empty(rule: &GatewayRouteRule) -> Vec<Empty> {
    let mut all = Vec::new();
    let hostname = match rule {
        GatewayRouteRule::Http(http) | GatewayRouteRule::Http2(http) => {
            let Some(rewrite) = &http.action.rewrite else { return all };
            if rewrite.path.is_none() && rewrite.hostname.is_none() {
                all.push(Empty::Whole("`prefix`, `path` or `hostname`"));
            }
            if matches!(&rewrite.path, Some(PathRewrite::Prefix(prefix)) if prefix.value.is_none())
            {
                all.push(Empty::Prefix);
            }
            rewrite.hostname.as_ref()
        }
        GatewayRouteRule::Grpc(grpc) => {
            let Some(rewrite) = &grpc.action.rewrite else { return all };
            if rewrite.hostname.is_none() {
                all.push(Empty::Whole("`hostname`"));
            }
            rewrite.hostname.as_ref()
        }
    };
    let says_nothing = |hostname: &HostnameRewrite| hostname.default_target_hostname.is_none();
    all.extend(hostname.filter(|one| says_nothing(one)).map(|_| Empty::Hostname));
    all
}
