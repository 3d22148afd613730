//! A rollout's state as tags: what never changes is on each route, written once; what changes is on
//! the first route and the one after it, newest version wins. Pure.

pub mod blob;
#[cfg(test)]
mod properties;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::drive::tags::codec::blob::{Blob, Version, digits};
use crate::model::scalar::Weight;
use crate::rollout::spec::{RouteRef, Spec, Stage, Target};
use crate::rollout::state::{FORMAT, RouteState, State};
use crate::rollout::weights::{Ladder, Share, Shares};

/// The keys of what never changes, before the number of the part.
pub const PLAN: &str = "weir:plan.";
/// The keys of what changes.
pub const STATE: &str = "weir:state.";
/// The most parts of what never changes.
pub const PLAN_PARTS: usize = 26;
/// The most parts of one version of what changes. There are two versions of two drivers.
pub const STATE_PARTS: usize = 4;
/// How long texts for people may be where everything together is too long.
const SHORTER: [usize; 4] = [160, 80, 40, 16];

/// What one route of a rollout knows of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoutePlan {
    pub format: u32,
    pub id: String,
    /// Its place among the rollout's routes.
    pub place: usize,
    pub count: usize,
    pub route: RouteRef,
    /// The first route, which has the state.
    pub lead: RouteRef,
    /// The route after it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<RouteRef>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<Target>,
    pub ladder: Ladder,
    /// The hash of what the route says besides its weights.
    pub rest: String,
    /// What concerns all routes. Each of them has it, since any of them may be deleted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub head: Option<Head>,
}

/// What concerns all routes and never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub started: jiff::Timestamp,
    /// Without its targets, which are with the routes.
    pub spec: Spec,
}

/// One route of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Kept(Box<RoutePlan>),
    /// Only its name is known.
    Lost(RouteRef),
}

impl Part {
    pub fn route(&self) -> &RouteRef {
        match self {
            Self::Kept(plan) => &plan.route,
            Self::Lost(route) => route,
        }
    }

    fn plan(&self) -> Option<&RoutePlan> {
        match self {
            Self::Kept(plan) => Some(plan),
            Self::Lost(_) => None,
        }
    }
}

/// The weights of a route, in few letters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Weights {
    /// As they were found.
    #[serde(rename = "f")]
    Found,
    /// Those of a share in percent.
    #[serde(rename = "p")]
    At(u8),
    /// By the places of the base; null is not among the targets.
    #[serde(rename = "w")]
    Of(Vec<Option<Weight>>),
    #[serde(rename = "s")]
    Written(Shares),
}

/// Why tags are no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// More tags than a route may have.
    #[error("it takes {parts} tags, and {max} are left for it")]
    TooLarge { parts: usize, max: usize },
    #[error("what its tags say cannot be read: {0}")]
    Unreadable(String),
    #[error("it was written by a newer weir (format {0})")]
    Newer(u32),
    #[error("the tags of {} of its {of} routes are missing", .of - .found)]
    Missing { found: usize, of: usize },
}

/// Whose a state is, in few letters.
pub fn name_of(id: &str) -> String {
    digits(id.as_bytes(), 8)
}

/// What each route is to know of a rollout, in the order of its routes. `rests` are the hashes of
/// what they say besides their weights.
pub fn plans(state: &State, rests: &[String]) -> Vec<RoutePlan> {
    let routes = &state.routes;
    let plan = |(place, route): (usize, &RouteState)| RoutePlan {
        format: FORMAT,
        id: state.id.clone(),
        place,
        count: routes.len(),
        route: route.route.clone(),
        lead: routes[0].route.clone(),
        next: routes.get(place + 1).map(|next| next.route.clone()),
        target: state.spec.targets.iter().find(|target| target.route == route.route).cloned(),
        ladder: route.ladder.clone(),
        rest: rests.get(place).cloned().unwrap_or_default(),
        head: Some(Head {
            started: state.started,
            spec: Spec { targets: Vec::new(), ..state.spec.clone() },
        }),
    };
    routes.iter().enumerate().map(plan).collect()
}

/// The values of the tags of a route's plan.
pub fn plan_values(plan: &RoutePlan, started: jiff::Timestamp) -> Result<Vec<String>, CodecError> {
    let bytes = serde_json::to_vec(plan).map_err(|error| unreadable(&error))?;
    // The newest rollout counts where an emulator keeps the tags of all.
    let number = u64::try_from(started.as_millisecond()).unwrap_or(0);
    let version = Version { epoch: 0, number };
    blob::split(&name_of(&plan.id), version, &bytes, PLAN_PARTS)
        .map_err(|parts| CodecError::TooLarge { parts, max: PLAN_PARTS })
}

/// The plan of a route's tags, if there is one.
pub fn read_plan(tags: &[(String, String)]) -> Result<Option<RoutePlan>, CodecError> {
    let Some(Blob { bytes, .. }) = blob::newest(None, values(tags, PLAN)) else { return Ok(None) };
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
    let format = value.get("format").and_then(Value::as_u64).unwrap_or_default();
    match u32::try_from(format) {
        Ok(format) if format <= FORMAT => {
            serde_json::from_value(value).map(Some).map_err(|error| unreadable(&error))
        }
        Ok(format) => Err(CodecError::Newer(format)),
        Err(_) => Err(CodecError::Newer(u32::MAX)),
    }
}

/// The tags of a version of the state, as keys and values. Neither a torn write nor one that comes
/// late from the driver before takes away the last version.
pub fn state_tags(
    state: &State,
    stages: &[Stage],
    version: Version,
) -> Result<Vec<(String, String)>, CodecError> {
    let slot = format!("{STATE}{}{}", version.epoch % 2, version.number % 2);
    let full = changing(state, stages)?;
    let mut parts = 0;
    for form in
        std::iter::once(full.clone()).chain(SHORTER.iter().map(|most| shorter(&full, *most)))
    {
        let bytes = form.to_string().into_bytes();
        match blob::split(&name_of(&state.id), version, &bytes, STATE_PARTS) {
            Ok(values) => {
                let tag = |(part, value)| (format!("{slot}{part}"), value);
                return Ok(values.into_iter().enumerate().map(tag).collect());
            }
            Err(needed) => parts = needed,
        }
    }
    Err(CodecError::TooLarge { parts, max: STATE_PARTS })
}

/// The newest version of what changes.
pub fn read_changing(id: &str, tags: &[(String, String)]) -> Option<Blob> {
    blob::newest(Some(&name_of(id)), values(tags, STATE))
}

/// The spec as it was at the start, with the targets that are known.
pub fn spec_of(head: &Head, parts: &[Part]) -> Spec {
    let targets = parts.iter().filter_map(|part| part.plan()?.target.clone()).collect();
    Spec { targets, ..head.spec.clone() }
}

/// The state of the plans of all routes and what changed last. A route whose plan is lost stands in
/// it with the weights of another one; nothing is written to it.
pub fn state(parts: &[Part], changing: &Blob) -> Result<State, CodecError> {
    let mut plans = parts.iter().filter_map(Part::plan);
    let head = plans.clone().find_map(|plan| plan.head.as_ref());
    let (Some(first), Some(head)) = (plans.next(), head) else {
        return Err(CodecError::Missing { found: 0, of: parts.len().max(1) });
    };
    let mut value: Map<String, Value> =
        serde_json::from_slice(&changing.bytes).map_err(|error| unreadable(&error))?;
    let mut spec = spec_of(head, parts);
    if let Some(stages) = value.remove("stages") {
        spec.stages = serde_json::from_value(stages).map_err(|error| unreadable(&error))?;
    }
    let weights: Vec<(Weights, Option<Weights>)> =
        serde_json::from_value(value.remove("weights").unwrap_or_default())
            .map_err(|error| unreadable(&error))?;
    let routes = parts.iter().zip(weights).map(|(part, (written, intent))| {
        let ladder = &part.plan().unwrap_or(first).ladder;
        RouteState {
            route: part.route().clone(),
            written: written.shares(ladder),
            intent: intent.map(|intent| intent.shares(ladder)),
            ladder: ladder.clone(),
        }
    });
    let whole: BTreeMap<&str, Value> = [
        ("format", tree(&FORMAT)?),
        ("id", tree(&first.id)?),
        ("started", tree(&head.started)?),
        ("spec", tree(&spec)?),
        ("routes", tree(&routes.collect::<Vec<_>>())?),
    ]
    .into();
    value.extend(whole.into_iter().map(|(key, value)| (key.to_owned(), value)));
    serde_json::from_value(Value::Object(value)).map_err(|error| unreadable(&error))
}

/// The state without what never changes.
fn changing(state: &State, stages: &[Stage]) -> Result<Value, CodecError> {
    let mut value = tree(state)?;
    if let Value::Object(members) = &mut value {
        for constant in ["format", "id", "started", "spec", "routes"] {
            members.shift_remove(constant);
        }
        let weights = state.routes.iter().map(|route| {
            let of = |shares: &Shares| Weights::of(shares, &route.ladder);
            (of(&route.written), route.intent.as_ref().map(of))
        });
        members.insert("weights".to_owned(), tree(&weights.collect::<Vec<_>>())?);
        if state.spec.stages != stages {
            members.insert("stages".to_owned(), tree(&state.spec.stages)?);
        }
    }
    Ok(value)
}

/// The same with all texts cut. They are for people; what is decided on is words and numbers.
fn shorter(value: &Value, most: usize) -> Value {
    let mut value = value.clone();
    for member in ["phase", "readings", "owner", "gatesSkipped", "confirmed"] {
        if let Some(member) = value.get_mut(member) {
            cut(member, most);
        }
    }
    value
}

fn cut(value: &mut Value, most: usize) {
    match value {
        // A moment is longer than the shortest text, and must stay whole.
        Value::String(text) if text.parse::<jiff::Timestamp>().is_err() => {
            if let Some((end, _)) = text.char_indices().nth(most) {
                text.truncate(end);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| cut(item, most)),
        Value::Object(members) => members.values_mut().for_each(|member| cut(member, most)),
        _ => {}
    }
}

fn values<'a>(
    tags: &'a [(String, String)],
    prefix: &'a str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    tags.iter().filter(move |(key, _)| key.starts_with(prefix)).map(|(_, value)| value.as_str())
}

fn tree(value: &impl Serialize) -> Result<Value, CodecError> {
    serde_json::to_value(value).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> CodecError {
    CodecError::Unreadable(error.to_string())
}

impl Weights {
    fn of(shares: &Shares, ladder: &Ladder) -> Self {
        if *shares == ladder.found {
            return Self::Found;
        }
        if let Some(percent) = (0..=100).find(|percent| ladder.at(*percent) == *shares) {
            return Self::At(percent);
        }
        let place = |base: &Share| {
            let same = |share: &&Share| share.node == base.node && share.port == base.port;
            shares.iter().find(same).map(|share| share.weight)
        };
        let places: Vec<Option<Weight>> = ladder.base.iter().map(place).collect();
        let by_place = Self::Of(places);
        if by_place.shares(ladder) == *shares { by_place } else { Self::Written(shares.clone()) }
    }

    fn shares(&self, ladder: &Ladder) -> Shares {
        match self {
            Self::At(percent) => ladder.at(*percent),
            Self::Found => ladder.found.clone(),
            Self::Written(shares) => shares.clone(),
            Self::Of(weights) => {
                let share = |(base, weight): (&Share, &Option<Weight>)| {
                    weight.map(|weight| Share { weight, ..base.clone() })
                };
                ladder.base.iter().zip(weights).filter_map(share).collect()
            }
        }
    }
}
