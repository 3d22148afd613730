//! Steps from an order: what each does, in which phase, and why it is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Kind, ResourceId, SET};
use crate::plan::chain::{State, World};
use crate::plan::diff::Change;
use crate::plan::order::{Cause, Move, Order};
use crate::plan::ports;
use crate::plan::step::{self, Action, Defaults, Disruption, Part, Phase, Step, Why};

/// The steps of an order, one after the other.
pub fn steps(
    world: &World<'_>,
    order: &Order,
    defaults: Defaults,
    address: &dyn Fn(&ResourceId) -> String,
) -> Vec<Step> {
    let actions: Vec<Action> = order.moves.iter().map(|one| action(world, one, defaults)).collect();
    let mut phases: Vec<Phase> =
        order.moves.iter().zip(&actions).map(|(one, action)| phase(world, one, action)).collect();
    for step in order.line(|step| step) {
        let before = order.before[step].keys().map(|earlier| phases[*earlier]);
        phases[step] = before.chain([phases[step]]).max().unwrap_or(phases[step]);
    }
    let line = order.line(|step| rank(phases[step], &actions[step], &order.moves[step]));
    let mut place = vec![0; line.len()];
    for (new, old) in line.iter().enumerate() {
        place[*old] = new;
    }
    let mut slots: Vec<Option<Action>> = actions.into_iter().map(Some).collect();
    let story = Story { world, order, place: &place, address };
    line.into_iter()
        .filter_map(|old| {
            let action = slots[old].take()?;
            let mut after: Vec<usize> =
                order.before[old].keys().map(|earlier| place[*earlier]).collect();
            after.sort_unstable();
            let (part, why) = (story.part(old), story.why(old, &action));
            let disruption = story.disruption(old);
            Some(Step { action, after, phase: phases[old], part, disruption, why })
        })
        .collect()
}

/// What comes first where there is a choice: earlier phases, creation in the order of kinds, deletion
/// in the reverse order.
fn rank(phase: Phase, action: &Action, step: &Move) -> impl Ord {
    let is_delete = matches!(action, Action::Delete { .. });
    let (up, down) =
        if is_delete { (None, Some(step.id.clone())) } else { (Some(step.id.clone()), None) };
    (phase, is_delete, std::cmp::Reverse(down), up, step.state)
}

fn action(world: &World<'_>, step: &Move, defaults: Defaults) -> Action {
    let states = &world.chains[&step.id];
    match (&states[step.state - 1], &states[step.state]) {
        (Some(before), Some(after)) => step::between(before, after, defaults),
        (Some(before), None) => Action::Delete { before: Arc::clone(before) },
        (None, Some(after)) => Action::Create { after: Arc::clone(after) },
        (None, None) => unreachable!("no chain has two states without a resource in a row"),
    }
}

/// The phase that a step belongs to by what it does.
fn phase(world: &World<'_>, step: &Move, action: &Action) -> Phase {
    let states = &world.chains[&step.id];
    let remade = is_remade(states);
    match action {
        _ if remade => Phase::Shift,
        Action::Create { .. } => Phase::Expand,
        Action::Delete { .. } => Phase::Contract,
        Action::Update { changes, .. } => {
            let adds = changes.iter().all(|one| matches!(one.change, Change::Added(_)));
            let removes = changes.iter().all(|one| matches!(one.change, Change::Removed(_)));
            let moves_traffic =
                matches!(step.id.kind(), Kind::Route | Kind::GatewayRoute | Kind::VirtualService);
            let names_ports =
                states.len() > 2 && changes.iter().all(|one| one.label().ends_with("port"));
            match (adds, removes) {
                _ if moves_traffic && !names_ports => Phase::Shift,
                (true, false) => Phase::Expand,
                (false, true) => Phase::Contract,
                _ => Phase::Shift,
            }
        }
    }
}

fn is_remade(states: &[State]) -> bool {
    states.len() > 2 && states[1..states.len() - 1].iter().any(Option::is_none)
}

/// The set that takes a resource in which nothing else changes.
fn adopted_by(action: &Action) -> Option<&str> {
    let Action::Update { before, after, changes, tags } = action else { return None };
    let [tag] = tags.as_slice() else { return None };
    let is_mark = tag.key.as_str() == SET && before.set().is_none() && changes.is_empty();
    after.set().filter(|_| is_mark)
}

/// What is told of single steps.
struct Story<'a> {
    world: &'a World<'a>,
    order: &'a Order,
    /// The place of each move in the plan.
    place: &'a [usize],
    address: &'a dyn Fn(&ResourceId) -> String,
}

impl Story<'_> {
    fn states(&self, at: usize) -> &[State] {
        &self.world.chains[&self.order.moves[at].id]
    }

    fn part(&self, at: usize) -> Option<Part> {
        let of = self.states(at).len() - 1;
        let several = of > 1 && !is_remade(self.states(at));
        several.then(|| Part { index: self.order.moves[at].state, of })
    }

    fn disruption(&self, at: usize) -> Option<Disruption> {
        let step = &self.order.moves[at];
        if !is_remade(self.states(at)) || step.state != 1 {
            return None;
        }
        let next = Move { id: step.id.clone(), state: 2 };
        let until = self.order.moves.iter().position(|one| *one == next).map(|at| self.place[at]);
        let end = until.map_or_else(String::new, |until| format!(" until step {}", until + 1));
        let text = format!(
            "{} does not exist{end}, and its requests fail: a port cannot change its protocol \
             while a route for the old one is there",
            (self.address)(&step.id)
        );
        Some(Disruption { text, until })
    }

    fn why(&self, at: usize, action: &Action) -> Option<Why> {
        let step = &self.order.moves[at];
        let states = self.states(at);
        if is_remade(states) {
            let text = if step.state == 1 {
                "is made again when the port has changed"
            } else {
                "again, for the changed port"
            };
            return Some(Why(text.to_owned()));
        }
        if step.state + 1 < states.len() && matches!(action, Action::Update { .. }) {
            let text = if step.id.kind() == Kind::Route || step.id.kind() == Kind::GatewayRoute {
                "in between: names its ports while there are several (weir explain L011)"
            } else {
                "in between: has the old and the new listeners until all routes have moved"
            };
            return Some(Why(text.to_owned()));
        }
        if let (1, Some(set)) = (states.len() - 1, adopted_by(action)) {
            return Some(Why(format!("adopt: it is as it should be, and belongs to `{set}` now")));
        }
        self.reason(at).map(Why)
    }

    /// The reason why a step waits, unless it is that what it needs has to be made.
    fn reason(&self, at: usize) -> Option<String> {
        let causes: BTreeMap<Cause, usize> = self.order.before[at]
            .iter()
            .filter(|(_, cause)| **cause != Cause::Makes)
            .map(|(earlier, cause)| (*cause, *earlier))
            .collect();
        let (cause, earlier) = causes.into_iter().next()?;
        let other = (self.address)(&self.order.moves[earlier].id);
        Some(match cause {
            Cause::Makes => return None,
            Cause::LetsGo => format!("{other} no longer needs it"),
            Cause::OpensPort if self.takes_listeners(earlier) => {
                format!("{other} has only one listener left by then")
            }
            Cause::OpensPort => format!("{other} listens on the port by then"),
            Cause::NamesPort if self.adds_listeners(at) => {
                "all routes must name a port first".to_owned()
            }
            Cause::NamesPort => format!("{other} no longer uses the old listener"),
        })
    }

    fn adds_listeners(&self, at: usize) -> bool {
        let (before, after) = self.listeners(at);
        after > before
    }

    fn takes_listeners(&self, at: usize) -> bool {
        let (before, after) = self.listeners(at);
        after < before
    }

    /// How many listeners a resource has before and after a step.
    fn listeners(&self, at: usize) -> (usize, usize) {
        let count =
            |state: &State| state.as_ref().map_or(0, |one| ports::listeners(&one.spec).len());
        let (states, state) = (self.states(at), self.order.moves[at].state);
        (count(&states[state - 1]), count(&states[state]))
    }
}
