//! What a rollout would do, before anything moves: every write, and what it takes to get there.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::output::rollout::words;
use crate::output::style::printable;
use crate::output::table;
use crate::rollout::spec::{Fallback, Hook, HookCall, HookPoint, Stage};
use crate::rollout::state::{RouteState, State};
use crate::rollout::weights::Share;

/// A rollout that has not begun, and what is known of the place where it would run.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    pub state: &'a State,
    /// `server` or `client`.
    pub mode: &'a str,
    /// Who would run it, in words.
    pub runs: &'a str,
    /// What was found, and what is weaker there than elsewhere.
    pub notes: &'a [String],
    /// Why it would be refused.
    pub problems: &'a [String],
}

impl Planned<'_> {
    /// For people; on a terminal no wider than `width`.
    pub fn text(&self, width: Option<usize>) -> String {
        let spec = &self.state.spec;
        let mut text = format!(
            "{} {}: {} → {} on {}\n{}\n\n",
            words::strategy(&spec.strategy),
            printable(&spec.name),
            printable(&words::baseline(spec)),
            printable(&words::canary(spec)),
            printable(&words::routes(self.state)),
            printable(self.runs),
        );
        let header = ["STAGE", "SHARE", "HOLD", "ROUTE", "WEIGHTS"];
        text.push_str(&table::render(&header, self.rows(), width));
        text.push('\n');
        for line in self.conditions() {
            let _ = writeln!(text, "{}", printable(&line));
        }
        for note in self.notes {
            let _ = writeln!(text, "note: {}", printable(note));
        }
        for problem in self.problems {
            let _ = writeln!(text, "refused: {}", printable(problem));
        }
        text
    }

    /// One row for each write, and for each wait for somebody.
    fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for (index, stage) in self.state.spec.stages.iter().enumerate() {
            let number = (index + 1).to_string();
            match stage {
                Stage::Approve { name, deadline, on_deadline } => {
                    let then = match on_deadline {
                        Fallback::Rollback => "then back",
                        Fallback::Hold => "then held",
                    };
                    let wait = format!("at most {deadline}, {then}");
                    let name = printable(name);
                    rows.push(vec![number, String::new(), wait, format!("approval {name}"), String::new()]);
                }
                Stage::Weight { percent, hold, max_hold } => {
                    let hold = if hold == max_hold { hold.to_string() } else { format!("{hold}–{max_hold}") };
                    for (place, route) in self.state.routes.iter().enumerate() {
                        let once = |text: &str| if place == 0 { text.to_owned() } else { String::new() };
                        rows.push(vec![
                            once(&number),
                            once(&format!("{percent} %")),
                            once(&hold),
                            printable(&words::route(&route.route)),
                            weights(&route.ladder.at(*percent)),
                        ]);
                    }
                }
            }
        }
        for (place, route) in self.state.routes.iter().enumerate() {
            let label = if place == 0 { "back" } else { "" };
            let address = printable(&words::route(&route.route));
            let found = weights(&route.ladder.found);
            rows.push(vec![label.to_owned(), String::new(), String::new(), address, found]);
        }
        rows
    }

    /// What guards the way, one line each.
    fn conditions(&self) -> Vec<String> {
        let spec = &self.state.spec;
        let mut lines = Vec::new();
        let verify = spec.verify;
        let mut confirmed = Vec::new();
        if verify.acks_percent > 0 {
            confirmed.push(format!("{} % of the proxies acknowledge it", verify.acks_percent));
        }
        if verify.split {
            confirmed.push("the observed split fits".to_owned());
        }
        lines.push(match confirmed.as_slice() {
            [] => "confirmed: nothing is asked before the clock of a stage starts".to_owned(),
            parts => format!("confirmed: when {}, within {}", parts.join(" and "), verify.within),
        });
        for gate in &spec.gates {
            let limit = match &gate.limit {
                crate::rollout::gate::Limit::Errors { max, .. } => {
                    format!("at most {} % of the requests fail", max * 100.0)
                }
                crate::rollout::gate::Limit::Slow { than_ms, max, .. } => {
                    format!("at most {} % of the requests take longer than {than_ms} ms", max * 100.0)
                }
                crate::rollout::gate::Limit::Value { min, max } => bounds(*min, *max),
            };
            lines.push(format!("gate {}: {limit}", gate.name));
        }
        lines.extend(spec.hooks.iter().map(hook));
        lines.push(format!("deadline: {} to the last weight, then it goes back", spec.deadline));
        lines
    }

    /// For machines.
    pub fn json(&self) -> Value {
        let mut writes = Vec::new();
        for (index, stage) in self.state.spec.stages.iter().enumerate() {
            let Stage::Weight { percent, .. } = stage else { continue };
            for route in &self.state.routes {
                writes.push(write(index + 1, *percent, route));
            }
        }
        let spec = serde_json::to_value(&self.state.spec).expect("a spec has string keys only");
        json!({
            "mode": self.mode,
            "writes": writes,
            "back": self.state.routes.iter().map(|route| json!({
                "route": words::route(&route.route),
                "weights": shares(&route.ladder.found),
            })).collect::<Vec<_>>(),
            "notes": self.notes,
            "problems": self.problems,
            "spec": spec,
        })
    }
}

fn write(stage: usize, percent: u8, route: &RouteState) -> Value {
    json!({
        "stage": stage,
        "weight": percent,
        "route": words::route(&route.route),
        "weights": shares(&route.ladder.at(percent)),
    })
}

fn shares(shares: &[Share]) -> Value {
    let one = |share: &Share| {
        json!({"virtualNode": share.node, "port": share.port, "weight": share.weight})
    };
    Value::Array(shares.iter().map(one).collect())
}

/// `v1=95 v2=5`.
pub fn weights(shares: &[Share]) -> String {
    let one = |share: &Share| {
        let port = share.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}{port}={}", printable(share.node.as_str()), share.weight)
    };
    shares.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn bounds(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("a value from {min} to {max}"),
        (Some(min), None) => format!("a value of at least {min}"),
        (None, Some(max)) => format!("a value of at most {max}"),
        (None, None) => "any value".to_owned(),
    }
}

fn hook(hook: &Hook) -> String {
    let call = match &hook.call {
        HookCall::Exec(words) => words.join(" "),
        HookCall::Http(url) => url.clone(),
    };
    format!("hook {} ({}): {call}, within {}", hook.name, point(hook.on), hook.timeout)
}

/// The name of a point as specs have it.
fn point(point: HookPoint) -> String {
    match serde_json::to_value(point) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}
