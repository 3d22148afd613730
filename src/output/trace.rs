//! The way of a request: which routes were tried, which was chosen, and what applies there.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::model::{Kind, ResourceId};
use crate::output::json::envelope;
use crate::output::style::{Palette, printable};
use crate::output::summary;
use crate::routing::limits::{CutOff, Length, Limit, Side};
use crate::routing::listening::Listening;
use crate::routing::request::Request;
use crate::routing::trace::{
    Arrival, Attempt, End, Found, GatewayHop, Outcome, ServiceHop, Target, Terms, Trace,
};

/// The trace for people.
pub fn render(trace: &Trace, palette: Palette) -> String {
    let mut text = String::new();
    let from = if trace.gateway.is_some() { "at" } else { "from" };
    let title = format!("{} {from} {}", trace.request, trace.caller);
    let _ = writeln!(text, "{}", palette.strong(&printable(&title)));
    if let Some(hop) = &trace.gateway {
        fact(&mut text, "gateway", &format!("{}   {}", trace.caller, arrival(hop.at)));
        attempts(&mut text, &hop.attempts, palette);
        if let Some(rewritten) = &hop.rewritten {
            fact(&mut text, "becomes", &rewritten.to_string());
        }
    }
    if let Some(hop) = &trace.service {
        service(&mut text, hop, palette);
    }
    if let Some(end) = end_text(trace) {
        fact(&mut text, "end", &end);
    }
    text
}

fn fact(text: &mut String, name: &str, fact: &str) {
    let _ = writeln!(text, "  {name:<10}{}", printable(fact));
}

fn service(text: &mut String, hop: &ServiceHop, palette: Palette) {
    let by = if hop.found == Found::Port { "   (by its port; TCP has no hosts)" } else { "" };
    fact(text, "service", &format!("{}{by}", hop.service));
    if let Some(provider) = &hop.provider {
        let at = hop.at.map(|at| format!("   {}", arrival(at))).unwrap_or_default();
        fact(text, provider_label(provider), &format!("{provider}{at}"));
    }
    attempts(text, &hop.attempts, palette);
    if !hop.targets.is_empty() {
        let _ = writeln!(text, "  targets");
        let rows: Vec<_> = hop.targets.iter().map(target_row).collect();
        aligned(text, &rows, |_, line| line);
    }
    if let Some(terms) = &hop.terms {
        fact(text, "timeout", &timeouts(terms));
        fact(text, "retries", &retries(terms));
    }
}

fn provider_label(provider: &ResourceId) -> &'static str {
    match provider.kind() {
        Kind::VirtualRouter => "router",
        _ => "node",
    }
}

fn arrival(at: Arrival) -> String {
    let assumed = if at.is_assumed { "   (assumed; the URL names no port)" } else { "" };
    format!("{}{assumed}", listening(at.listening))
}

fn listening(at: Listening) -> String {
    format!("{} :{}", at.protocol, at.port)
}

/// The routes in the order in which they are tried, each with what became of it.
fn attempts(text: &mut String, attempts: &[Attempt], palette: Palette) {
    if attempts.is_empty() {
        return;
    }
    let _ = writeln!(text, "  routes");
    let rows: Vec<_> = attempts
        .iter()
        .map(|attempt| {
            let priority = summary::priority(attempt.priority);
            vec![priority, attempt.route.to_string(), outcome(&attempt.outcome)]
        })
        .collect();
    aligned(text, &rows, |index, line| match attempts[index].outcome {
        Outcome::Chosen => palette.strong(&line),
        _ => line,
    });
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Chosen => "chosen".to_owned(),
        Outcome::Shadowed => "matches too, but comes later".to_owned(),
        Outcome::Mismatch(mismatch) => format!("no: {mismatch}"),
    }
}

fn target_row(target: &Target) -> Vec<String> {
    let mut row = match target.weight {
        Some(weight) => vec![summary::share(weight, target.sum), format!("weight {weight}")],
        None => vec!["100 %".to_owned()],
    };
    row.push(target.node.to_string());
    if let Some(problem) = &target.problem {
        row.push(problem.to_string());
        return row;
    }
    row.extend(target.listening.map(listening));
    row.push(summary::discovery(target.discovery.as_ref()));
    row.push(cut_offs(target));
    row
}

/// When the first clock runs out, and whose it is. Idle times are told where somebody set them.
fn cut_offs(target: &Target) -> String {
    let idle = target.idle.filter(|cut| !cut.limit.is_default);
    let request = target.per_request.map(|cut| cut_off("", cut));
    let idle = idle.map(|cut| cut_off("idle ", cut));
    [request, idle].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn cut_off(words: &str, CutOff { limit, side }: CutOff) -> String {
    let by = match (side, limit.is_default) {
        (Side::Route, false) => "route",
        (Side::Route, true) => "default",
        (Side::Listener, false) => "listener",
        (Side::Listener, true) => "listener, default",
    };
    match limit.length {
        Length::Unlimited => format!("{words}without limit ({by})"),
        length @ Length::Millis(_) => format!("{words}at most {length} ({by})"),
    }
}

fn timeouts(terms: &Terms) -> String {
    let one = |limit: Option<Limit>, what: &str| {
        let default = |limit: Limit| if limit.is_default { " (default)" } else { "" };
        limit.map(|limit| format!("{} {what}{}", limit.length, default(limit)))
    };
    let limits = [one(terms.limits.per_request, "per request"), one(terms.limits.idle, "idle")];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    if limits.is_empty() { "none".to_owned() } else { limits.join(", ") }
}

fn retries(terms: &Terms) -> String {
    match &terms.retries {
        None => "none".to_owned(),
        Some(retries) if retries.max == 0 => "none".to_owned(),
        Some(retries) => {
            let events = match retries.events.as_slice() {
                [] => "nothing".to_owned(),
                events => events.join(", "),
            };
            let each = match retries.per_try {
                Length::Unlimited => String::new(),
                per_try @ Length::Millis(_) => format!(", {per_try} each"),
            };
            let default = if retries.is_default { " (default)" } else { "" };
            format!("at most {}{each}, on {events}{default}", retries.max)
        }
    }
}

fn end_text(trace: &Trace) -> Option<String> {
    match &trace.end {
        End::Targets => None,
        End::Outside(egress) => Some(format!("outside the mesh: {egress}")),
        End::Nowhere(why) => {
            let status = trace.status().map(|status| format!(" ({status})")).unwrap_or_default();
            Some(format!("nowhere{status}: {why}"))
        }
    }
}

/// Rows with their columns under one another; `paint` gets the index and the text of each.
fn aligned(text: &mut String, rows: &[Vec<String>], paint: impl Fn(usize, String) -> String) {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}   "));
        let line: String = cells.collect();
        let _ = writeln!(text, "    {}", paint(index, line.trim_end().to_owned()));
    }
}

/// The trace as a JSON document.
pub fn document(trace: &Trace, exit_code: u8) -> Value {
    let mut document = envelope("trace", exit_code);
    document.insert("mesh".to_owned(), json!(trace.caller.mesh()));
    document.insert("caller".to_owned(), json!(trace.caller.to_string()));
    document.insert("request".to_owned(), request_json(&trace.request));
    document.insert("gateway".to_owned(), json!(trace.gateway.as_ref().map(gateway_json)));
    document.insert("service".to_owned(), json!(trace.service.as_ref().map(service_json)));
    document.insert("end".to_owned(), end_json(trace));
    Value::Object(document)
}

fn request_json(request: &Request) -> Value {
    let headers = request.headers.iter();
    let headers = headers.map(|(name, value)| json!({"name": name, "value": value}));
    json!({
        "call": request.call.to_string().to_lowercase(),
        "method": request.method,
        "scheme": request.scheme,
        "host": request.host,
        "port": request.port,
        "path": request.path,
        "query": request.query,
        "headers": headers.collect::<Vec<_>>(),
    })
}

fn gateway_json(hop: &GatewayHop) -> Value {
    json!({
        "listener": arrival_json(hop.at),
        "routes": attempts_json(&hop.attempts),
        "rewritten": hop.rewritten.as_ref().map(request_json),
    })
}

fn service_json(hop: &ServiceHop) -> Value {
    json!({
        "address": hop.service.to_string(),
        "foundBy": match hop.found {
            Found::Host => "host",
            Found::Port => "port",
            Found::GatewayRoute => "gatewayRoute",
        },
        "provider": hop.provider.as_ref().map(ToString::to_string),
        "listener": hop.at.map(arrival_json),
        "routes": attempts_json(&hop.attempts),
        "targets": hop.targets.iter().map(target_json).collect::<Vec<_>>(),
        "timeout": hop.terms.as_ref().map(|terms| {
            json!({
                "perRequest": terms.limits.per_request.map(limit_json),
                "idle": terms.limits.idle.map(limit_json),
            })
        }),
        "retries": hop.terms.as_ref().and_then(|terms| terms.retries.as_ref()).map(|retries| {
            json!({
                "max": retries.max,
                "perTryMillis": millis(retries.per_try),
                "events": retries.events,
                "default": retries.is_default,
            })
        }),
    })
}

fn arrival_json(at: Arrival) -> Value {
    let Listening { port, protocol } = at.listening;
    json!({"port": port, "protocol": protocol, "assumed": at.is_assumed})
}

fn attempts_json(attempts: &[Attempt]) -> Vec<Value> {
    let attempts = attempts.iter().map(|attempt| {
        let (outcome, reason) = match &attempt.outcome {
            Outcome::Chosen => ("chosen", None),
            Outcome::Shadowed => ("shadowed", None),
            Outcome::Mismatch(mismatch) => ("mismatch", Some(mismatch.to_string())),
        };
        json!({
            "address": attempt.route.to_string(),
            "priority": attempt.priority,
            "outcome": outcome,
            "reason": reason,
        })
    });
    attempts.collect()
}

fn target_json(target: &Target) -> Value {
    let tenths = target.weight.map_or(1000, |weight| summary::share_tenths(weight, target.sum));
    json!({
        "address": target.node.to_string(),
        "weight": target.weight,
        "sharePercent": percent(tenths),
        "listener": target.listening.map(|at| json!({"port": at.port, "protocol": at.protocol})),
        "discovery": target.discovery,
        "perRequest": target.per_request.map(cut_off_json),
        "idle": target.idle.map(cut_off_json),
        "problem": target.problem.as_ref().map(ToString::to_string),
    })
}

/// `75`, `33.3`: whole where it is whole.
fn percent(tenths: i64) -> Value {
    match (tenths % 10, i32::try_from(tenths)) {
        (0, _) | (_, Err(_)) => json!(tenths / 10),
        (_, Ok(tenths)) => json!(f64::from(tenths) / 10.0),
    }
}

fn cut_off_json(cut: CutOff) -> Value {
    let mut members = Map::new();
    members.insert("millis".to_owned(), json!(millis(cut.limit.length)));
    members.insert("default".to_owned(), json!(cut.limit.is_default));
    let by = match cut.side {
        Side::Route => "route",
        Side::Listener => "listener",
    };
    members.insert("by".to_owned(), json!(by));
    Value::Object(members)
}

fn limit_json(limit: Limit) -> Value {
    json!({"millis": millis(limit.length), "default": limit.is_default})
}

/// Null is unlimited.
fn millis(length: Length) -> Option<i64> {
    match length {
        Length::Millis(millis) => Some(millis),
        Length::Unlimited => None,
    }
}

fn end_json(trace: &Trace) -> Value {
    let (kind, reason) = match &trace.end {
        End::Targets => ("targets", None),
        End::Outside(egress) => ("outside", Some(egress.to_string())),
        End::Nowhere(why) => ("nowhere", Some(why.to_string())),
    };
    json!({"kind": kind, "status": trace.status(), "reason": reason})
}
