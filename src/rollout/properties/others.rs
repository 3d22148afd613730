//! What others do to a rollout while it runs: edits of routes and nodes, wishes, windows, leases, time.

use std::time::Duration;

use crate::model::scalar::Weight;
use crate::rollout::engine::Engine;
use crate::rollout::event::{Event, Freshness, Wish};
use crate::rollout::properties::schedule::{Faults, name};
use crate::rollout::properties::world::World;
use crate::rollout::state::Phase;
use crate::rollout::weights::Share;

/// What somebody else may do to a route.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Field,
    Weight,
    Delete,
    Share,
    /// The new node is taken out of the routes and deleted.
    Node,
    /// The new node is deleted, and the routes still lead there.
    Vanish,
    /// A route is deleted and made anew with the same spec.
    Remake,
}

const EDITS: [Edit; 7] =
    [Edit::Field, Edit::Weight, Edit::Delete, Edit::Share, Edit::Node, Edit::Vanish, Edit::Remake];

impl World {
    /// Lets time pass, and others do what they like.
    pub fn pass(&mut self, engine: &Engine) {
        let own = engine.next_deadline().unwrap_or(Duration::from_secs(5));
        let random = Duration::from_millis(self.dice.below(5_000));
        let passed = if self.dice.once_in(3) { random } else { own.min(Duration::from_secs(30)) };
        let passed = passed.max(Duration::from_millis(1));
        if matches!(engine.state().phase, Phase::Observing { .. }) {
            self.observed += passed;
        }
        self.now += passed;
        if self.fails(4) && !self.late.is_empty() {
            let late = self.late.swap_remove(0);
            let arrived = self.arrive(&late.routes, &late.versions);
            self.strange |= arrived;
            self.log.push(format!("a late write arrives: {arrived}"));
        }
        for kind in EDITS {
            if self.fails(320) {
                self.edit(kind);
            }
        }
    }

    fn edit(&mut self, kind: Edit) {
        let index = usize::try_from(self.dice.below(2)).unwrap() % self.live.len();
        self.strange |= matches!(kind, Edit::Weight | Edit::Share | Edit::Node);
        let route = &mut self.live[index];
        let last = route.weights.len() - 1;
        match kind {
            Edit::Field => route.edited = true,
            Edit::Weight => route.weights[last].weight = Weight::parse(7).unwrap(),
            Edit::Delete => route.exists = false,
            Edit::Vanish => self.node_gone = true,
            Edit::Remake => route.remade = true,
            // Nobody can move traffic to a node that is gone.
            Edit::Share if self.node_gone => {}
            // Somebody moves all routes to a share of their own.
            Edit::Share => {
                let routes = &self.stored.routes;
                for (live, route) in self.live.iter_mut().zip(routes) {
                    live.weights = route.ladder.at(30);
                    live.version += 1;
                }
            }
            Edit::Node => {
                self.node_gone = true;
                for live in &mut self.live {
                    let stays = |share: &&Share| share.node != name("v2");
                    live.weights = live.weights.iter().filter(stays).cloned().collect();
                    // Nobody leaves a route without traffic.
                    live.weights[0].weight = Weight::parse(60).unwrap();
                    live.version += 1;
                }
            }
        }
        self.live[index].version += 1;
        self.log.push(format!("somebody edits route {index}, {kind:?}: {:?}", self.live[index]));
    }

    /// A wish, a change of the window or of the lease, or nothing but time.
    pub fn event(&mut self, engine: &Engine) -> Event {
        let event = self.any_event(engine);
        if let Event::Operator(Wish::Resume | Wish::Reassert | Wish::Adopt | Wish::Promote { .. }) =
            event
        {
            self.overwrote = false;
            self.reasserts |= event == Event::Operator(Wish::Reassert);
        }
        event
    }

    fn any_event(&mut self, engine: &Engine) -> Event {
        if self.faults == Faults::Nothing {
            return Event::Tick;
        }
        let number = engine.state().asked_approval().map_or(0, |(_, number)| number);
        if let Faults::Single(_) = self.faults {
            return self.single_event(number);
        }
        match self.dice.below(60) {
            0 => {
                self.window = !self.window;
                Event::Window { open: self.window }
            }
            1 => {
                let states = [Freshness::Fresh, Freshness::Fresh, Freshness::Late, Freshness::Lost];
                self.lease = self.dice.pick(&states);
                Event::Lease(self.lease)
            }
            2..=6 => Event::Operator(Wish::Approve { number }),
            7 => Event::Operator(Wish::Pause),
            8..=11 => Event::Operator(Wish::Resume),
            12 => Event::Operator(Wish::Reassert),
            21..=23 => Event::Operator(Wish::Adopt),
            13 if self.dice.once_in(4) => {
                Event::Operator(Wish::Promote { reason: "hurry".to_owned() })
            }
            14 if self.dice.once_in(4) => Event::Operator(Wish::Abort { reason: None }),
            15 if self.dice.once_in(4) => Event::Signal,
            16..=20 => Event::Persisted,
            _ => Event::Tick,
        }
    }

    /// One of the things that somebody may do, if it is its turn; people answer what they are asked.
    fn single_event(&mut self, number: u64) -> Event {
        let wishes = [
            Wish::Pause,
            Wish::Resume,
            Wish::Promote { reason: "hurry".to_owned() },
            Wish::Abort { reason: None },
            Wish::Deny { number },
            Wish::Finish { force: None },
        ];
        for wish in wishes {
            if self.fails(1) {
                return Event::Operator(wish);
            }
        }
        if self.fails(1) {
            return Event::Signal;
        }
        if self.fails(1) {
            self.window = false;
            return Event::Window { open: false };
        }
        for freshness in [Freshness::Late, Freshness::Lost] {
            if self.fails(1) {
                self.lease = freshness;
                return Event::Lease(freshness);
            }
        }
        match self.dice.below(4) {
            0 => Event::Operator(Wish::Approve { number }),
            1 => Event::Operator(Wish::Resume),
            2 => Event::Persisted,
            _ => Event::Tick,
        }
    }
}
