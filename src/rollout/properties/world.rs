//! A control plane, its proxies and a store in virtual time: it does what the engine wants done, as far
//! as nothing goes wrong.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::rollout::effect::{Effect, Purpose, RouteWrite};
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{
    Event, Freshness, HookOutcome, Seen, Ticket, VerifyOutcome, Wish, WriteOutcome,
};
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::properties::schedule::{Dice, Faults, name, share, spec};
use crate::rollout::spec::RouteRef;
use crate::rollout::state::{HeldReason, Phase, State};
use crate::rollout::weights::{Ladder, Shares, Wish as LadderWish};

/// A route on the control plane.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
pub struct Live {
    pub weights: Shares,
    pub version: u64,
    pub edited: bool,
    pub exists: bool,
    /// Whether it was made anew, and whether the driver knows.
    pub remade: bool,
    pub told: bool,
}

impl Live {
    /// Whether it is there, and the one that the rollout began with.
    pub fn is_ours(&self) -> bool {
        self.exists && !self.remade
    }
}

/// A write whose answer was lost, and which arrives later.
#[derive(Debug)]
pub struct Late {
    pub routes: Vec<RouteWrite>,
    pub versions: Vec<u64>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
pub struct World {
    pub seed: u64,
    pub dice: Dice,
    pub now: Duration,
    pub live: Vec<Live>,
    /// What was stored last, with the versions that the driver knew.
    pub stored: State,
    pub known: Vec<u64>,
    pub late: Vec<Late>,
    pub window: bool,
    pub lease: Freshness,
    pub faults: Faults,
    /// How much could have gone wrong so far.
    pub chances: u64,
    pub aborted: bool,
    /// Whether somebody paused it, and nobody told it to go on since.
    pub paused: bool,
    /// Whether there are preview routes.
    pub preview: bool,
    /// The weights of each route as they were before anything was written.
    pub found: Vec<Shares>,
    /// The weights of each route as the driver read them last; none where it was told of none.
    pub told: Vec<Option<Shares>>,
    /// Whether there may be weights that are not of the write that was intended last.
    pub strange: bool,
    /// Whether somebody said to write over the weights of others.
    pub reasserts: bool,
    /// When the weights that were written last were confirmed, or called beyond confirming.
    pub confirmed: Option<Duration>,
    /// Whether what is measured is of the weights that were written last.
    pub measuring: bool,
    /// How long the stage was observed so far, as the world saw it.
    pub observed: Duration,
    pub passed: bool,
    /// Whether the new node is gone; what names it is refused.
    pub node_gone: bool,
    /// Whether the driver knows that the new node is gone.
    pub lack_told: bool,
    /// Whether a way back was refused.
    pub refused: bool,
    /// Whether a write overwrote somebody's, and nobody has said since that it may go on.
    pub overwrote: bool,
    pub overwrites: u64,
    pub log: Vec<String>,
}

impl World {
    pub fn new(seed: u64, faults: Faults) -> (Self, Engine) {
        let mut dice = Dice(seed);
        let count = usize::try_from(1 + dice.below(2)).unwrap();
        let spec = spec(&mut dice, count);
        let stages = spec.percents();
        let routes: Vec<(RouteRef, Ladder)> = spec
            .targets
            .iter()
            .map(|target| {
                let found = dice.pick(&[
                    vec![share("v1", 100)],
                    vec![share("v1", 100), share("v2", 0)],
                    vec![share("v1", 3), share("other", 1)],
                    vec![share("other", 20), share("v1", 80)],
                ]);
                let wish = LadderWish {
                    baseline: &target.baseline,
                    canary: &target.canary,
                    canary_port: None,
                    keep_others: true,
                    stages: &stages,
                };
                (target.route.clone(), Ladder::new(found.into(), &wish).unwrap())
            })
            .collect();
        let live: Vec<Live> = routes
            .iter()
            .map(|(_, ladder)| Live {
                weights: ladder.found.clone(),
                version: 1,
                edited: false,
                exists: true,
                remade: false,
                told: false,
            })
            .collect();
        let state =
            State::new("id".to_owned(), "me".to_owned(), spec, routes, Timestamp::UNIX_EPOCH);
        let world = Self {
            seed,
            dice,
            now: Duration::ZERO,
            known: live.iter().map(|route| route.version).collect(),
            found: live.iter().map(|route| route.weights.clone()).collect(),
            told: vec![None; live.len()],
            strange: false,
            reasserts: false,
            confirmed: None,
            measuring: false,
            live,
            stored: state.clone(),
            late: Vec::new(),
            window: true,
            lease: Freshness::Fresh,
            faults,
            chances: 0,
            aborted: false,
            paused: false,
            preview: false,
            observed: Duration::ZERO,
            passed: false,
            node_gone: false,
            lack_told: false,
            refused: false,
            overwrote: false,
            overwrites: 0,
            log: Vec::new(),
        };
        let engine = Engine::new(state, world.time());
        (world, engine)
    }

    pub fn time(&self) -> Now {
        let passed = SignedDuration::try_from(self.now).unwrap();
        Now { wall: Timestamp::UNIX_EPOCH.checked_add(passed).unwrap(), passed: self.now }
    }

    /// Whether something goes wrong that could: once in so many times, where all may.
    pub fn fails(&mut self, once_in: u64) -> bool {
        self.chances += 1;
        match self.faults {
            Faults::Nothing => false,
            Faults::Random => self.dice.once_in(once_in),
            Faults::Single(chance) => chance == self.chances,
        }
    }

    /// Hands an event to the engine and does its effects; answers come back as further events.
    /// Answers whether the driver lived.
    pub fn deliver(&mut self, engine: &mut Engine, event: Event) -> bool {
        let mut events = VecDeque::from([event]);
        let mut rounds = 0;
        while let Some(event) = events.pop_front() {
            rounds += 1;
            assert!(rounds < 500, "the engine does not come to rest: {:?}", engine.state().phase);
            self.log.push(format!("{:?} <- {event:?}", self.now));
            if let Event::Operator(wish) = &event
                && !matches!(wish, Wish::Pause | Wish::Approve { .. } | Wish::Deny { .. })
            {
                self.paused = false;
            }
            let effects = engine.handle(self.time(), event);
            self.judge_approval(engine.state());
            self.judge_order(&effects);
            assert!(effects.len() < 64, "the effects of one event are bounded");
            for effect in effects {
                if self.fails(200) {
                    self.log.push("the driver is killed".to_owned());
                    return false;
                }
                match self.perform(engine, effect) {
                    Some(Event::NotPersisted { why }) => {
                        // Answers to what was asked before come later.
                        events.push_front(Event::NotPersisted { why });
                        break;
                    }
                    Some(answer) => events.push_back(answer),
                    None => {}
                }
            }
        }
        true
    }

    fn perform(&mut self, engine: &Engine, effect: Effect) -> Option<Event> {
        self.log.push(format!("  -> {}", shown(&effect)));
        match effect {
            Effect::Persist(state) => {
                if self.fails(60) {
                    return Some(Event::NotPersisted { why: "disk full".to_owned() });
                }
                let is_paused = |phase: &Phase| matches!(phase, Phase::Held(held) if held.reason == HeldReason::Operator);
                // Only what was kept is promised.
                self.paused |= is_paused(&state.phase);
                self.stored = *state;
                None
            }
            Effect::Read { ticket } if self.fails(30) => {
                Some(Event::Unread { ticket, why: "no answer".to_owned() })
            }
            Effect::Read { ticket } => Some(self.read(ticket)),
            Effect::Write { ticket, routes, purpose, .. } => {
                self.judge(engine, &routes, purpose);
                Some(Event::Written { ticket, outcome: self.write(routes, purpose) })
            }
            Effect::Verify { ticket } => Some(self.verify(ticket)),
            Effect::Measure { .. } => {
                self.judge_measuring(engine.state());
                (self.measuring, self.passed) = (true, false);
                None
            }
            Effect::Preview { ticket, wanted } => {
                let fails = self.fails(10);
                self.preview |= wanted;
                if !fails {
                    self.preview = wanted;
                }
                let failure = fails.then(|| "no".to_owned());
                Some(Event::Previewed { ticket, failure })
            }
            Effect::Drain { ticket } => {
                let outcome = if self.fails(3) {
                    VerifyOutcome::Pending { why: "3 requests".to_owned() }
                } else {
                    VerifyOutcome::Confirmed { by: "0 requests".to_owned() }
                };
                Some(Event::Drained { ticket, outcome })
            }
            Effect::Sample { ticket } => {
                assert!(self.measuring, "no gate judges what is not of the stage");
                Some(self.sample(engine, ticket))
            }
            Effect::CallHook { ticket, .. } => {
                let outcome = if self.fails(20) {
                    HookOutcome::Failed { why: "exit code 1".to_owned() }
                } else if self.dice.once_in(4) {
                    HookOutcome::Pending { why: "later".to_owned() }
                } else {
                    HookOutcome::Ok
                };
                Some(Event::HookEnded { ticket, outcome })
            }
            Effect::Announce { announcement, .. } => {
                self.heard(engine, &announcement);
                None
            }
        }
    }

    fn verify(&mut self, ticket: Ticket) -> Event {
        let outcome = if self.fails(40) {
            VerifyOutcome::Rejected { why: "no such cluster".to_owned() }
        } else if self.fails(3) || self.dice.once_in(3) {
            VerifyOutcome::Pending { why: "1 of 2".to_owned() }
        } else if self.dice.once_in(5) {
            VerifyOutcome::Unconfirmed { why: "no proxy is connected".to_owned() }
        } else {
            VerifyOutcome::Confirmed { by: "2 of 2".to_owned() }
        };
        if let VerifyOutcome::Confirmed { .. } | VerifyOutcome::Unconfirmed { .. } = outcome {
            self.confirmed = Some(self.now);
        }
        Event::Verified { ticket, outcome }
    }

    fn read(&mut self, ticket: Ticket) -> Event {
        let (mut routes, mut told) = (Vec::new(), Vec::new());
        self.lack_told = self.node_gone;
        let states = &self.stored.routes;
        for ((route, known), state) in self.live.iter_mut().zip(&mut self.known).zip(states) {
            *known = route.version;
            route.told = route.remade;
            let is_told = route.exists && !route.remade;
            told.push(is_told.then(|| route.weights.clone()));
            routes.push(if !route.exists {
                Seen::Absent
            } else if route.remade {
                Seen::Remade
            } else if self.node_gone {
                let nodes = vec![state.nodes()[1].clone()];
                Seen::Lacking { weights: route.weights.clone(), nodes }
            } else {
                let edited = std::mem::take(&mut route.edited);
                Seen::Present { weights: route.weights.clone(), edited }
            });
        }
        self.told = told;
        Event::Read { ticket, routes }
    }

    /// All routes at once or none, and only onto the versions that the driver saw.
    fn write(&mut self, routes: Vec<RouteWrite>, purpose: Purpose) -> WriteOutcome {
        if purpose == Purpose::Stage {
            let is_told = self.lack_told || self.live.iter().any(|route| route.told);
            assert!(!is_told, "it is known that a node is gone, or that a route is another one");
        }
        let names_v2 = |write: &RouteWrite| write.to.iter().any(|share| share.node == name("v2"));
        if self.fails(25) || (self.node_gone && routes.iter().any(names_v2)) {
            self.refused |= purpose == Purpose::Rollback;
            return WriteOutcome::Refused { why: "no".to_owned() };
        }
        if self.fails(25) && self.fits(&routes, &self.known) {
            return self.overwrite(&routes, purpose);
        }
        if self.fails(15) {
            // Never sent, or under way for long.
            if self.dice.once_in(2) {
                self.late.push(Late { routes, versions: self.known.clone() });
            }
            return WriteOutcome::Unknown { why: "no answer".to_owned() };
        }
        let versions = self.known.clone();
        if !self.arrive(&routes, &versions) {
            return WriteOutcome::Stale;
        }
        // It may be there before anything is known of it.
        self.strange |= purpose == Purpose::Rollback;
        if self.fails(15) {
            return WriteOutcome::Unknown { why: "the answer was lost".to_owned() };
        }
        self.known = self.live.iter().map(|route| route.version).collect();
        WriteOutcome::Done
    }

    fn fits(&self, routes: &[RouteWrite], versions: &[u64]) -> bool {
        self.live.iter().zip(routes).zip(versions).all(|((live, write), version)| {
            write.from.is_none() || (live.is_ours() && live.version == *version)
        })
    }

    pub fn arrive(&mut self, routes: &[RouteWrite], versions: &[u64]) -> bool {
        let names_v2 = |write: &RouteWrite| write.to.iter().any(|share| share.node == name("v2"));
        let fits = self.fits(routes, versions) && !(self.node_gone && routes.iter().any(names_v2));
        if fits {
            for (live, write) in self.live.iter_mut().zip(routes).filter(|(live, _)| live.is_ours())
            {
                live.weights.clone_from(&write.to);
                live.version += 1;
            }
        }
        fits
    }

    /// Where nothing guards a write, somebody may write between the look and it; what they wrote is
    /// gone, and only the versions tell.
    fn overwrite(&mut self, routes: &[RouteWrite], purpose: Purpose) -> WriteOutcome {
        self.log.push("somebody's write is overwritten".to_owned());
        for (live, write) in self.live.iter_mut().zip(routes).filter(|(live, _)| live.is_ours()) {
            live.weights.clone_from(&write.to);
            live.version += 2;
        }
        self.known = self.live.iter().map(|route| route.version).collect();
        self.overwrites += 1;
        self.strange = true;
        let why = "version 1 became 3".to_owned();
        if purpose == Purpose::Rollback {
            return WriteOutcome::Unknown { why };
        }
        self.overwrote = true;
        WriteOutcome::Interleaved { why }
    }

    fn sample(&mut self, engine: &Engine, ticket: Ticket) -> Event {
        let gates = &engine.state().spec.gates;
        let gates: Vec<String> = gates.iter().map(|gate| gate.name.clone()).collect();
        let harm = self.fails(60);
        let reading = |gate| {
            let verdict = if harm {
                Verdict::Harm
            } else {
                let inconclusive = self.fails(5);
                match (inconclusive, self.fails(5)) {
                    (true, _) => Verdict::Inconclusive,
                    (_, true) => Verdict::NoData,
                    _ => Verdict::Pass,
                }
            };
            Reading { gate, verdict, evidence: String::new() }
        };
        let readings: Vec<Reading> = gates.into_iter().map(reading).collect();
        self.passed = readings.iter().all(|reading| reading.verdict == Verdict::Pass);
        Event::Sampled { ticket, readings }
    }

    /// A driver begins with what was stored.
    pub fn restart(&mut self) -> Engine {
        // What the versions told may have died with whoever heard it.
        self.overwrote = false;
        (self.reasserts, self.measuring, self.confirmed) = (false, false, None);
        let text = serde_json::to_string(&self.stored).unwrap();
        let stored: State = serde_json::from_str(&text).unwrap();
        assert_eq!(stored, self.stored, "what is stored is read again as it was");
        Engine::new(stored, self.time())
    }

    pub fn begin(&mut self, engine: &mut Engine) -> bool {
        self.deliver(engine, Event::Window { open: self.window })
            && self.deliver(engine, Event::Lease(self.lease))
            && self.deliver(engine, Event::Begun)
    }
}

/// A failure tells what happened before it.
impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let from = self.log.len().saturating_sub(60);
            eprintln!("seed {}:\n{}", self.seed, self.log[from..].join("\n"));
        }
    }
}

fn shown(effect: &Effect) -> String {
    match effect {
        Effect::Persist(state) => format!("persist {:?}", state.phase),
        other => format!("{other:?}"),
    }
}
