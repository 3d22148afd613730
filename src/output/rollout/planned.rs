//! What a rollout would do, before anything moves: every write, and what it takes to get there.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::output::rollout::words;
use crate::output::style::printable;
use crate::output::table;
use crate::rollout::address::shown;
use crate::rollout::gate::Limit;
use crate::rollout::planned::{Change, Planned};
use crate::rollout::prepare::Prepared;
use crate::rollout::spec::{Fallback, Gate, Hook, HookCall, HookPoint, Spec, Stage};
use crate::rollout::weights::Share;
use crate::rollout::window::Calendar;

/// A rollout that has not begun, and what is known of the place where it would run.
#[derive(Debug, Clone, Copy)]
pub struct Outlook<'a> {
    pub prepared: &'a Prepared,
    /// `server` or `client`.
    pub mode: &'a str,
    /// Who would run it, in words.
    pub runs: &'a str,
    /// What was found, and what is weaker there than elsewhere.
    pub notes: &'a [String],
    /// When it is looked at.
    pub now: Timestamp,
}

impl Outlook<'_> {
    /// For people; on a terminal no wider than `width`.
    pub fn text(&self, width: Option<usize>) -> String {
        let spec = &self.prepared.spec;
        let mut text = format!(
            "{} {}: {} → {}\n{}\n\n",
            words::strategy(&spec.strategy),
            printable(&spec.name),
            printable(&words::baseline(spec)),
            printable(&words::canary(spec)),
            printable(self.runs),
        );
        let header = ["STAGE", "SHARE", "HOLD", "ROUTE", "WEIGHTS"];
        text.push_str(&table::render(&header, self.rows(), width));
        text.push('\n');
        for line in conditions(spec).into_iter().chain(windows(spec, self.now)) {
            let _ = writeln!(text, "{}", printable(&line));
        }
        for note in self.notes {
            let _ = writeln!(text, "note: {}", printable(note));
        }
        text
    }

    /// One row for each write, and for each wait for somebody.
    fn rows(&self) -> Vec<Vec<String>> {
        let stages = &self.prepared.spec.stages;
        let mut approvals = stages.iter().enumerate().filter_map(|(index, stage)| match stage {
            Stage::Approve { deadline, on_deadline, .. } => Some((index, deadline, on_deadline)),
            Stage::Weight { .. } => None,
        });
        let mut rows = Vec::new();
        for planned in self.prepared.planned() {
            match planned {
                Planned::Preview { header, value, routes } => {
                    let what = format!("requests with {header}: {value}");
                    for route in routes {
                        rows.push(row("preview", "", "", &words::route(&route), &what));
                    }
                }
                Planned::PreviewRemoved { routes } => {
                    for route in routes {
                        rows.push(row("no preview", "", "", &words::route(&route), ""));
                    }
                }
                Planned::Approval { name } => {
                    let Some((index, deadline, then)) = approvals.next() else { continue };
                    let then = match then {
                        Fallback::Rollback => "back",
                        Fallback::Hold => "held",
                    };
                    let wait = format!("at most {deadline}, then {then}");
                    let number = (index + 1).to_string();
                    rows.push(row(&number, "", &wait, &format!("approval {name}"), ""));
                }
                Planned::Weights { stage, percent, changes } => {
                    let hold = stages.get(stage).map(hold).unwrap_or_default();
                    let first = ((stage + 1).to_string(), format!("{percent} %"), hold);
                    rows.extend(written(&first, &changes));
                }
                Planned::Finish { changes } => {
                    let keep = format!("after {}", self.prepared.spec.keep_baseline);
                    rows.extend(written(&("finish".to_owned(), String::new(), keep), &changes));
                }
            }
        }
        for (place, (route, ladder)) in self.prepared.routes.iter().enumerate() {
            let label = if place == 0 { "back" } else { "" };
            rows.push(row(label, "", "", &words::route(route), &weights(&ladder.found)));
        }
        rows
    }

    /// For machines.
    pub fn json(&self) -> Value {
        let spec_of = &self.prepared.spec;
        let spec = serde_json::to_value(spec_of).expect("a spec has string keys only");
        let back = self.prepared.routes.iter().map(|(route, ladder)| {
            json!({"route": words::route(route), "weights": shares(&ladder.found)})
        });
        json!({
            "mode": self.mode,
            "planned": self.prepared.planned().iter().map(planned).collect::<Vec<_>>(),
            "back": back.collect::<Vec<_>>(),
            "window": window(spec_of, self.now),
            "notes": self.notes,
            "spec": spec,
        })
    }
}

fn row(stage: &str, share: &str, hold: &str, route: &str, weights: &str) -> Vec<String> {
    [stage, share, hold, &printable(route), &printable(weights)].map(str::to_owned).to_vec()
}

/// The first of several routes names the stage.
fn written(
    (stage, share, hold): &(String, String, String),
    changes: &[Change],
) -> Vec<Vec<String>> {
    let one = |(place, change): (usize, &Change)| {
        let (route, to) = (words::route(&change.route), weights(&change.to));
        match place {
            0 => row(stage, share, hold, &route, &to),
            _ => row("", "", "", &route, &to),
        }
    };
    changes.iter().enumerate().map(one).collect()
}

fn hold(stage: &Stage) -> String {
    match stage {
        Stage::Weight { hold, max_hold, .. } if hold == max_hold => hold.to_string(),
        Stage::Weight { hold, max_hold, .. } => format!("{hold} to {max_hold}"),
        Stage::Approve { .. } => String::new(),
    }
}

fn planned(planned: &Planned) -> Value {
    let changes = |changes: &[Change]| -> Value {
        let one = |change: &Change| {
            json!({
                "route": words::route(&change.route),
                "from": shares(&change.from),
                "to": shares(&change.to),
            })
        };
        Value::Array(changes.iter().map(one).collect())
    };
    match planned {
        Planned::Preview { header, value, routes } => json!({
            "kind": "preview", "header": header, "value": value,
            "routes": routes.iter().map(words::route).collect::<Vec<_>>(),
        }),
        Planned::PreviewRemoved { routes } => json!({
            "kind": "preview-removed",
            "routes": routes.iter().map(words::route).collect::<Vec<_>>(),
        }),
        Planned::Approval { name } => json!({"kind": "approval", "name": name}),
        Planned::Weights { stage, percent, changes: written } => json!({
            "kind": "weights", "stage": stage + 1, "weight": percent, "changes": changes(written),
        }),
        Planned::Finish { changes: written } => {
            json!({"kind": "finish", "changes": changes(written)})
        }
    }
}

/// What guards the way, one line each.
fn conditions(spec: &Spec) -> Vec<String> {
    let verify = spec.verify;
    let mut parts = Vec::new();
    if verify.acks_percent > 0 {
        parts.push(format!("{} % of the proxies acknowledge it", verify.acks_percent));
    }
    if verify.split {
        parts.push("the observed split fits".to_owned());
    }
    let (parts, within) = (parts.join(" and "), verify.within);
    let mut lines = vec![match parts.as_str() {
        "" => "confirmed: nothing is asked before the clock of a stage starts".to_owned(),
        parts if verify.if_connected => {
            format!("confirmed: where proxies are connected by then, when {parts}, within {within}")
        }
        parts => format!("confirmed: when {parts}, within {within}"),
    }];
    if !verify.settle.is_zero() {
        lines.push(format!(
            "settles: {} more at each weight, before its hold begins",
            verify.settle
        ));
    }
    lines.extend(spec.gates.iter().map(gate));
    if let Some(budget) = spec.budget {
        lines.push(format!("budget: {budget} more bad requests than the baseline's share"));
    }
    lines.extend(spec.hooks.iter().map(hook));
    lines.push(format!("deadline: {} to the last weight, then it goes back", spec.deadline));
    lines
}

/// Whether traffic may be moved now, and when that changes, for machines.
fn window(spec: &Spec, now: Timestamp) -> Option<Value> {
    let calendar = Calendar::new(spec.windows.as_ref()?).ok()?;
    let is_bypassed = calendar.is_bypassed(&spec.labels);
    Some(json!({
        "isOpen": calendar.is_open(now, &spec.labels),
        "isBypassed": is_bypassed,
        "changes": calendar.next_change(now).filter(|_| !is_bypassed),
    }))
}

/// When traffic may be moved towards the canary, and whether that is now.
fn windows(spec: &Spec, now: Timestamp) -> Vec<String> {
    let Some((windows, Ok(calendar))) =
        spec.windows.as_ref().map(|windows| (windows, Calendar::new(windows)))
    else {
        return Vec::new();
    };
    let always =
        if windows.allow.is_empty() { "at any time".to_owned() } else { windows.allow.join(", ") };
    let never = match windows.deny.as_slice() {
        [] => String::new(),
        deny => format!(", but not {}", deny.join(", ")),
    };
    let bypass = windows.bypass.as_ref();
    let bypass = bypass.map(|label| format!("; `--label {label}` goes by that"));
    let zone = &windows.tz;
    let rule = format!("windows: {always}{never}, {zone}{}", bypass.unwrap_or_default());
    let change = calendar.next_change(now).map(|at| (at, calendar.shown(at)));
    let standing = match (calendar.is_bypassed(&spec.labels), calendar.is_open(now, &spec.labels)) {
        (true, _) => "bypassed by a label of this run".to_owned(),
        (_, true) => match change {
            Some((_, until)) => format!("open until {until}; what comes later waits for the next"),
            None => "open".to_owned(),
        },
        (_, false) => match change {
            Some((at, opens)) => {
                let late = spec.deadline.get() < words::left(now, at).get();
                let late = if late { "; the deadline is before that" } else { "" };
                format!("closed; the first weight waits until {opens}{late}")
            }
            None => "closed for good".to_owned(),
        },
    };
    vec![rule, format!("window: {standing}")]
}

fn gate(gate: &Gate) -> String {
    let limit = match &gate.limit {
        Limit::Errors { max, .. } => format!("at most {} % of the requests fail", max * 100.0),
        Limit::Slow { than_ms, max, .. } => {
            format!("at most {} % of the requests take longer than {than_ms} ms", max * 100.0)
        }
        Limit::Value { min, max } => bounds(*min, *max),
    };
    format!("gate {}: {limit}", gate.name)
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
        HookCall::Http(url) => shown(url),
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

fn shares(shares: &[Share]) -> Value {
    let one = |share: &Share| json!({"virtualNode": share.node, "port": share.port, "weight": share.weight});
    Value::Array(shares.iter().map(one).collect())
}

/// `v1=95 v2=5`.
pub fn weights(shares: &[Share]) -> String {
    let one = |share: &Share| {
        let port = share.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}{port}={}", share.node, share.weight)
    };
    shares.iter().map(one).collect::<Vec<_>>().join(" ")
}
