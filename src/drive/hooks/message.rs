//! What a hook is told: one JSON object, and the same in few variables for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::rollout::journal::Entry;
use crate::rollout::line;
use crate::rollout::spec::{Hook, HookPoint, Stage, Strategy};
use crate::rollout::state::State;

/// The version of the object.
const VERSION: u32 = 1;

/// What one call says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The same for each attempt of a call, and for whoever repeats the call after a crash.
    pub delivery: String,
    pub body: String,
    pub variables: Vec<(&'static str, String)>,
}

impl Message {
    /// The question whether to go on.
    pub fn question(state: &State, place: usize, hook: &Hook) -> Self {
        // A gate is asked again and again in one stage, any other hook once.
        let turn = if hook.on == HookPoint::Gate { state.announced } else { 0 };
        let delivery = delivery(&format!("{}/{place}/{}/{turn}", state.id, state.stage));
        Self::new(state, hook, delivery, None)
    }

    /// The notice that something happened.
    pub fn notice(state: &State, place: usize, hook: &Hook, entry: &Entry) -> Self {
        let delivery = delivery(&format!("{}/{place}/seq/{}", state.id, entry.seq));
        Self::new(state, hook, delivery, Some(entry))
    }

    fn new(state: &State, hook: &Hook, delivery: String, entry: Option<&Entry>) -> Self {
        let body = body(state, hook, &delivery, entry).to_string();
        let variables = variables(state, hook, &delivery);
        Self { delivery, body, variables }
    }
}

/// An id that is the same wherever it is made for the same call.
fn delivery(call: &str) -> String {
    hex(&Sha256::digest(call.as_bytes())[..16])
}

/// Bytes as two digits each.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn body(state: &State, hook: &Hook, delivery: &str, entry: Option<&Entry>) -> Value {
    let route = |target: &crate::rollout::spec::Target| {
        json!({
            "mesh": target.route.mesh,
            "virtualRouter": target.route.virtual_router,
            "route": target.route.route,
            "baseline": target.baseline,
            "canary": target.canary,
        })
    };
    json!({
        "v": VERSION,
        "delivery": delivery,
        "hook": hook.name,
        "on": hook.on,
        "rollout": {
            "id": state.id,
            "name": state.spec.name,
            "strategy": state.spec.strategy.word(),
            "owner": state.owner,
            "labels": state.spec.labels,
        },
        "stage": stage(state),
        "stages": state.spec.stages.len(),
        "weight": { "written": state.percent, "stage": stage_weight(state) },
        "routes": state.spec.targets.iter().map(route).collect::<Vec<_>>(),
        "preview": preview(state).map(|(header, value)| json!({"header": header, "value": value})),
        "event": entry.map(|entry| Value::Object(line::object(entry))),
    })
}

fn variables(state: &State, hook: &Hook, delivery: &str) -> Vec<(&'static str, String)> {
    let point = serde_json::to_value(hook.on).expect("a point is a string");
    let mut variables = vec![
        ("WEIR_DELIVERY", delivery.to_owned()),
        ("WEIR_HOOK", hook.name.clone()),
        ("WEIR_HOOK_POINT", point.as_str().unwrap_or_default().to_owned()),
        ("WEIR_ROLLOUT_ID", state.id.clone()),
        ("WEIR_ROLLOUT_NAME", state.spec.name.clone()),
        ("WEIR_STAGE", stage(state).to_string()),
        ("WEIR_STAGES", state.spec.stages.len().to_string()),
        ("WEIR_WEIGHT", state.percent.to_string()),
        ("WEIR_STAGE_WEIGHT", stage_weight(state).to_string()),
    ];
    if let Some(target) = state.spec.targets.first() {
        variables.extend([
            ("WEIR_MESH", target.route.mesh.to_string()),
            ("WEIR_VIRTUAL_ROUTER", target.route.virtual_router.to_string()),
            ("WEIR_ROUTE", target.route.route.to_string()),
            ("WEIR_BASELINE", target.baseline.to_string()),
            ("WEIR_CANARY", target.canary.to_string()),
        ]);
    }
    if let Some((header, value)) = preview(state) {
        variables.push(("WEIR_PREVIEW_HEADER", header.to_owned()));
        variables.push(("WEIR_PREVIEW_VALUE", value.to_owned()));
    }
    variables
}

/// The number of the stage, from 1 on; of a rollout that is through, that of its last one.
fn stage(state: &State) -> usize {
    (state.stage + 1).min(state.spec.stages.len())
}

/// The weight that the stage has or is about to get.
fn stage_weight(state: &State) -> u8 {
    state.current().and_then(Stage::percent).unwrap_or(state.percent)
}

fn preview(state: &State) -> Option<(&str, &str)> {
    match &state.spec.strategy {
        Strategy::BlueGreen { preview: Some(preview) } => Some((&preview.header, &preview.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::example;

    #[test]
    fn a_rollout_that_is_through_is_at_its_last_stage() {
        let mut state = example::state();
        let of = |state: &State| {
            let variables = variables(state, &state.spec.hooks[0], "1");
            let value =
                |name| variables.iter().find(|(known, _)| *known == name).unwrap().1.clone();
            let body = body(state, &state.spec.hooks[0], "1", None);
            (value("WEIR_STAGE"), value("WEIR_STAGES"), body["stage"].clone())
        };
        assert_eq!(of(&state), ("1".to_owned(), "4".to_owned(), 1.into()));
        state.stage = state.spec.stages.len();
        assert_eq!(of(&state), ("4".to_owned(), "4".to_owned(), 4.into()));
    }
}
