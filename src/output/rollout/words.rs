//! What happened to a rollout and what it is doing, in words.

use std::time::Duration;

use jiff::Timestamp;

use crate::output::rollout::measured::Measured;
use crate::rollout::effect::Announcement;
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::period::Period;
use crate::rollout::spec::{Fallback, NodeRef, RouteRef, Spec, Stage, Strategy};
use crate::rollout::state::{Cause, Held, HeldReason, Phase, State};
use crate::rollout::window::{Calendar, zone};

/// `canary`, `blue-green`.
pub fn strategy(strategy: &Strategy) -> &'static str {
    strategy.word()
}

/// `shop:rt/cart/main`.
pub fn route(route: &RouteRef) -> String {
    route.id().full_address()
}

/// All routes in few words: `shop:rt/cart/main (+1 route)`.
pub fn routes(state: &State) -> String {
    let mut all = state.routes.iter().map(|one| route(&one.route));
    let first = all.next().unwrap_or_default();
    match all.count() {
        0 => first,
        1 => format!("{first} (+1 route)"),
        more => format!("{first} (+{more} routes)"),
    }
}

/// In one word, for tables.
pub fn phase_word(state: &State) -> &'static str {
    match &state.phase {
        Phase::Waiting | Phase::Checking | Phase::Preparing | Phase::Concluding => "under way",
        Phase::Previewing => "preview",
        Phase::Writing { .. } | Phase::Resolving { .. } => "writing",
        Phase::Verifying { .. } | Phase::Settling { .. } => "verifying",
        Phase::Observing { .. } => "observing",
        Phase::Held(_) => "held",
        Phase::RollingBack { .. } => "going back",
        Phase::RolledBack { .. } => "rolled back",
        Phase::RollbackFailed { .. } => "rollback failed",
        Phase::Promoted { .. } if state.ends_split() => "partly promoted",
        Phase::Promoted { .. } => "promoted",
        Phase::Finishing { .. } => "finishing",
        Phase::Finished => "finished",
    }
}

/// What it does at a moment.
pub fn phase(state: &State, now: Timestamp) -> String {
    match &state.phase {
        Phase::Waiting => "waits to enter its stage".to_owned(),
        Phase::Checking => "reads the routes".to_owned(),
        Phase::Previewing => "makes the preview routes".to_owned(),
        Phase::Preparing => "calls the hooks before the weight".to_owned(),
        Phase::Writing { percent } => format!("writes {percent} %"),
        Phase::Resolving { percent } => format!("looks whether its write of {percent} % arrived"),
        Phase::Verifying { waited } => {
            let within = state.spec.verify.within;
            let waited = whole((*waited).min(within.get()));
            format!("waits for {} % to be confirmed: {waited} of {within}", state.percent)
        }
        Phase::Settling { waited } => {
            let settle = state.spec.verify.settle;
            let waited = whole((*waited).min(settle.get()));
            format!("lets {} % settle: {waited} of {settle}", state.percent)
        }
        Phase::Observing { .. } => format!("holds {} %{}", state.percent, held_for(state)),
        Phase::Concluding => "calls the hooks after the stage".to_owned(),
        Phase::Held(held) => held_text(state, held, now),
        Phase::RollingBack { cause, attempts, .. } => {
            let attempt =
                if *attempts > 1 { format!(" (attempt {attempts})") } else { String::new() };
            format!("goes back to the baseline{attempt}: {}", self::cause(cause))
        }
        Phase::RolledBack { cause } => {
            let (gone, remade) = (state.gone_routes(), state.remade_routes());
            let back = back(state.routes.len(), (&gone, &remade), &state.unserved());
            format!("{back}: {}", self::cause(cause))
        }
        Phase::RollbackFailed { cause } => {
            format!(
                "the way back failed; where the traffic is, is not certain: {}",
                self::cause(cause)
            )
        }
        Phase::Promoted { .. } => promoted(state),
        Phase::Finishing { drained: false, .. } => {
            "waits until the baseline gets no requests".to_owned()
        }
        Phase::Finishing { drained: true, .. } => "takes the baseline out of the routes".to_owned(),
        Phase::Finished => "finished: the baseline is out of the routes".to_owned(),
    }
}

/// The same, with what the routes say where that is something else.
pub fn phase_seen(state: &State, measured: &Measured, now: Timestamp) -> String {
    let text = phase(state, now);
    if measured.later.is_some() {
        return phase_then(state).unwrap_or(text);
    }
    if !measured.live.as_ref().is_some_and(|live| live.is_changed(state)) {
        return text;
    }
    match &state.phase {
        // That all traffic is on the baseline was so then.
        Phase::RolledBack { cause } => {
            let cause = self::cause(cause);
            format!("rolled back: {cause}; since then the weights were changed")
        }
        Phase::Promoted { .. } => {
            format!("{}; since then the weights were changed", promoted_then(state))
        }
        Phase::Held(Held { reason: HeldReason::Weights | HeldReason::Conflict, .. }) => text,
        _ if state.is_under_way() => format!("{text}; somebody else changed the weights"),
        _ => text,
    }
}

/// How it ended, with nothing of where the traffic is since.
fn phase_then(state: &State) -> Option<String> {
    match &state.phase {
        Phase::RolledBack { cause } => Some(format!("rolled back: {}", self::cause(cause))),
        Phase::Promoted { .. } => Some(promoted_then(state)),
        Phase::Finished => Some("finished".to_owned()),
        _ => None,
    }
}

/// What has come of the last stage. It may be told when the weights are others again.
fn promoted(state: &State) -> String {
    if state.ends_split() {
        return format!("{}; the baseline keeps the rest", promoted_then(state));
    }
    format!("promoted: {} has its last weight", canary(&state.spec))
}

/// The same with nothing of what the nodes have since.
fn promoted_then(state: &State) -> String {
    let last = state.spec.percents().last().copied().unwrap_or(state.percent);
    if state.ends_split() {
        return format!("its last stage is over: {last} % to {}", canary(&state.spec));
    }
    format!("promoted {last} %")
}

/// What a way back has come to, where some routes may be gone or made anew, and nodes that get its
/// traffic may be gone.
fn back(routes: usize, (gone, remade): (&[RouteRef], &[RouteRef]), unserved: &[NodeRef]) -> String {
    let named = |routes: Vec<&RouteRef>, one: &str, more: &str, then: &str| {
        let names: Vec<String> = routes.iter().map(|one| route(one)).collect();
        let verb = if names.len() == 1 { one } else { more };
        (!names.is_empty()).then(|| format!("{} {verb} {then}", names.join(", ")))
    };
    let is_remade = |route: &&RouteRef| remade.contains(route);
    let (others, away) = gone.iter().partition::<Vec<_>, _>(is_remade);
    let lost: Vec<String> = [
        named(away, "is", "are", "gone: nothing to roll back there"),
        named(others, REMADE, REMADE, "and is left as it is"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let lost = lost.join("; ");
    let nodes: Vec<&str> = unserved.iter().map(|node| node.virtual_node.as_str()).collect();
    let there = match nodes.as_slice() {
        [] => "is on the baseline".to_owned(),
        [node] => format!("is sent to the baseline, and the node {node} is gone"),
        nodes => format!("is sent to the baseline, and the nodes {} are gone", nodes.join(", ")),
    };
    match gone.len() {
        0 => format!("rolled back, all traffic {there}"),
        all if all >= routes => lost,
        _ => format!("rolled back, but {lost}; all other traffic {there}"),
    }
}

/// `: 2m of 5m`, where the stage has a hold.
fn held_for(state: &State) -> String {
    match state.current() {
        Some(Stage::Weight { hold, max_hold, .. }) => {
            let limit = if state.held >= hold.get() { max_hold } else { hold };
            format!(": {} of {limit}", whole(state.held.min(limit.get())))
        }
        _ => String::new(),
    }
}

fn held_text(state: &State, held: &Held, now: Timestamp) -> String {
    let until = held.until.map(|(at, then)| {
        let then = match then {
            Fallback::Rollback => "then it goes back",
            Fallback::Hold => "then it stays held",
        };
        format!("; {} left, {then}", left(now, at))
    });
    let who = state.said.as_ref().filter(|said| said.wish == "pause");
    let who = who.filter(|_| held.reason == HeldReason::Operator);
    let who = who.map(|said| format!(" by {}", said.by)).unwrap_or_default();
    let opens = match held.awaited() {
        HeldReason::Window => opening(state, now),
        _ => String::new(),
    };
    let beneath = held.beneath.as_ref().map(|beneath| reason(&beneath.reason));
    let beneath = beneath.map(|why| format!("; without the pause: {why}")).unwrap_or_default();
    let until = until.unwrap_or_default();
    format!("held: {}{who}{beneath}{opens}{until}", reason(&held.reason))
}

/// When a rollout that waits for a window may go on; nothing if that is not in sight.
pub fn opens_at(state: &State, now: Timestamp) -> Option<Timestamp> {
    let Phase::Held(held) = &state.phase else { return None };
    if *held.awaited() != HeldReason::Window {
        return None;
    }
    let calendar = Calendar::new(state.spec.windows.as_ref()?).ok()?;
    if calendar.is_open(now, &state.spec.labels) { Some(now) } else { calendar.next_change(now) }
}

/// `; opens Mon 09:00 Europe/Berlin (in 7h)`.
fn opening(state: &State, now: Timestamp) -> String {
    let zone = state.spec.windows.as_ref().and_then(|windows| zone(&windows.tz).ok());
    match (opens_at(state, now), zone) {
        (Some(at), _) if at <= now => "; one has just opened".to_owned(),
        (Some(at), Some(zone)) => {
            let (wait, local) = (at.duration_since(now), at.to_zoned(zone));
            let days = wait.as_hours() / 24;
            let form = if days < 6 { "%a %H:%M %Q" } else { "%Y-%m-%d %H:%M %Q" };
            // Of hours, seconds are of no use.
            let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
            let shown = if seconds >= 3600 { seconds / 60 * 60 } else { seconds };
            let shown = match days {
                ..2 => Period::from(Duration::from_secs(shown)).to_string(),
                days => format!("{days} days"),
            };
            format!("; opens {} (in {shown})", local.strftime(form))
        }
        _ => "; none opens within a year".to_owned(),
    }
}

/// What is known of a route that is there and has nothing of its rollout any more.
pub const REMADE: &str = "was made anew, or its tags were taken away";

/// What a rollout is held by.
pub fn reason(reason: &HeldReason) -> String {
    match reason {
        HeldReason::Approval { name, number } => {
            format!("waits for the approval `{name}` (number {number})")
        }
        HeldReason::Window => "no window is open".to_owned(),
        HeldReason::Operator => "paused".to_owned(),
        HeldReason::Weights => "somebody else changed the weights".to_owned(),
        HeldReason::OtherFields => "somebody else changed a route".to_owned(),
        HeldReason::RouteGone { route } => format!("{} is gone", self::route(route)),
        HeldReason::RouteRemade { route } => {
            format!("{} {REMADE}", self::route(route))
        }
        HeldReason::NodeGone { node } => format!("the node {} is gone", node.virtual_node),
        HeldReason::Unverified { why } => format!("the weights are not confirmed: {why}"),
        HeldReason::NoData => "no data".to_owned(),
        HeldReason::Inconclusive => "the gates cannot tell".to_owned(),
        HeldReason::Hook { name, why } => format!("the hook `{name}` said no: {why}"),
        HeldReason::Lease => "the lease is not fresh".to_owned(),
        HeldReason::Conflict => {
            "neither the weights before the last write nor those of it are there".to_owned()
        }
        HeldReason::Storage { why } => format!("its state cannot be stored: {why}"),
        HeldReason::Write { why } => format!("the weights could not be written: {why}"),
        HeldReason::Preview { why } => format!("the preview routes could not be made: {why}"),
    }
}

/// Why a rollout went back.
pub fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Gate { name, evidence } => format!("the gate `{name}` found harm: {evidence}"),
        Cause::Hook { name, why } => format!("the hook `{name}` said no: {why}"),
        Cause::Rejected { why } => format!("a proxy rejected the weights: {why}"),
        Cause::Operator { reason: Some(reason) } => format!("aborted: {reason}"),
        Cause::Operator { reason: None } => "aborted".to_owned(),
        Cause::Denied { name } => format!("the approval `{name}` was denied"),
        Cause::Deadline { what } => format!("no answer in time from {what}"),
        Cause::Overdue => "it had not reached its last weight by its deadline".to_owned(),
        Cause::Signal => "the process was told to end".to_owned(),
        Cause::Lease => "the lease was lost".to_owned(),
        Cause::Drift => "somebody else changed the weights".to_owned(),
        Cause::NoEvidence => "there was not enough evidence in time".to_owned(),
    }
}

/// What was announced, on one line.
pub fn announcement(announcement: &Announcement, state: &State) -> String {
    let spec = &state.spec;
    let canary = canary(spec);
    match announcement {
        Announcement::Started => "started".to_owned(),
        Announcement::TakenOver => "taken over by a new driver".to_owned(),
        Announcement::StageEntered { stage, percent } => {
            format!("stage {} of {}: {percent} % to {canary}", stage + 1, spec.stages.len())
        }
        Announcement::Intent { number, percent } => {
            format!("write {number}: {percent} % to {canary}")
        }
        Announcement::Committed { number, percent } => {
            format!("write {number} is done: {percent} % to {canary}")
        }
        Announcement::Verified { percent, by } => format!("{percent} % is confirmed: {by}"),
        Announcement::Unconfirmed { percent, why } => {
            format!("{percent} % is written; nothing here confirms it ({why})")
        }
        Announcement::Sampled { readings } => readings_text(readings),
        Announcement::StageDone { stage, percent } => {
            format!("stage {} is done: {percent} % held", stage + 1)
        }
        Announcement::Held { reason } => format!("held: {}", self::reason(reason)),
        Announcement::Resumed => "goes on".to_owned(),
        Announcement::Approved { name } => {
            format!("the approval `{name}` was given; paused, so it goes on with a resume")
        }
        Announcement::Rebased { route } => {
            format!("somebody else changed {}; their change is kept", self::route(route))
        }
        Announcement::HookPending { hook, why } => {
            format!("the hook `{hook}` is to be asked again: {why}")
        }
        Announcement::HookEnded { hook, ok: true } => format!("the hook `{hook}` said yes"),
        Announcement::HookEnded { hook, ok: false } => format!("the hook `{hook}` said no"),
        Announcement::GatesSkipped { reason } => format!("gates are skipped: {reason}"),
        Announcement::FinishForced { reason } => {
            format!("the baseline is taken out before its time: {reason}")
        }
        Announcement::RollingBack { cause } => format!("goes back: {}", self::cause(cause)),
        Announcement::RolledBack { gone, unserved, .. }
            if gone.is_empty() && unserved.is_empty() =>
        {
            "rolled back; all traffic is on the baseline".to_owned()
        }
        Announcement::RolledBack { gone, remade, unserved, .. } => {
            back(spec.targets.len(), (gone, remade), unserved)
        }
        Announcement::RollbackRetried { why } => format!("going back is tried again: {why}"),
        Announcement::RollbackFailed { .. } => {
            "the way back failed; where the traffic is, is not certain".to_owned()
        }
        Announcement::Promoted => promoted(state),
        Announcement::Previewed => "the preview routes are there".to_owned(),
        Announcement::PreviewRemoved => "the preview routes are gone".to_owned(),
        Announcement::PreviewLeft { why } => {
            format!("the preview routes could not be taken away: {why}")
        }
        Announcement::Adopted { percent } => {
            format!("the weights of somebody else are taken over: {percent} % to {canary}")
        }
        Announcement::Finished => "finished; the baseline is out of the routes".to_owned(),
        Announcement::Heard { by, wish } => format!("{by}: {wish}"),
        Announcement::Unguarded { why } => {
            format!("if its driver dies, nothing goes back by itself: it has no guardian: {why}")
        }
        Announcement::Declined { wish, why } => format!("cannot {wish}: {why}"),
    }
}

/// `errors passes: 0 of 800 requests failed …; latency cannot tell: …`.
fn readings_text(readings: &[Reading]) -> String {
    let one = |reading: &Reading| {
        format!("{} {}: {}", reading.gate, verdict(reading.verdict), reading.evidence)
    };
    match readings {
        [] => "no gate said anything".to_owned(),
        readings => readings.iter().map(one).collect::<Vec<_>>().join("; "),
    }
}

/// A verdict after the name of its gate.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "passes",
        Verdict::Inconclusive => "cannot tell",
        Verdict::NoData => "has no data",
        Verdict::Harm => "finds harm",
    }
}

/// The nodes that gain traffic, each once.
pub fn canary(spec: &Spec) -> String {
    distinct(spec.targets.iter().map(|target| target.canary.as_str()))
}

/// The nodes that lose traffic, each once.
pub fn baseline(spec: &Spec) -> String {
    distinct(spec.targets.iter().map(|target| target.baseline.as_str()))
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found.join(", ")
}

/// A length of time in whole seconds.
pub fn whole(length: Duration) -> Period {
    Period::from(Duration::from_secs(length.as_secs()))
}

/// How long until a moment, in whole seconds; none after it.
pub fn left(now: Timestamp, at: Timestamp) -> Period {
    whole(Duration::try_from(at.duration_since(now)).unwrap_or(Duration::ZERO))
}

/// How long since a moment, in whole seconds.
pub fn since(at: Timestamp, now: Timestamp) -> Period {
    left(at, now)
}

/// The second in which a moment is, as clocks show it.
pub fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
