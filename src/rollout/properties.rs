//! Random rollouts in a world where everything can go wrong, in virtual time. What must always hold
//! is looked at on every write and at every end.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::model::ResourceName;
use crate::model::scalar::Weight;
use crate::rollout::effect::{Announcement, Effect, Purpose, RouteWrite};
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{
    Event, Freshness, HookOutcome, Seen, Ticket, VerifyOutcome, Wish, WriteOutcome,
};
use crate::rollout::gate::{Limit, Reading, Verdict};
use crate::rollout::period::Period;
use crate::rollout::spec::{
    Drift, Fallback, Gate, Hook, HookCall, HookPoint, Lease, OnLoss, Patience, Preview, RouteRef,
    Source, Spec, SpecDrift, Stage, Strategy, Target, Verify, WeightDrift,
};
use crate::rollout::state::{Held, HeldReason, Phase, State};
use crate::rollout::weights::{Ladder, Share, Shares, Wish as LadderWish, serving};

/// How many random schedules one run tries; `WEIR_SCHEDULES` sets another number.
const SCHEDULES: u64 = 10_000;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// True once in `n` times.
    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        let bound = u64::try_from(of.len()).unwrap();
        of[usize::try_from(self.below(bound)).unwrap()].clone()
    }
}

/// What may go wrong in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faults {
    Nothing,
    /// Everything, again and again.
    Random,
    /// One thing: whatever could go wrong as the so-many-th.
    Single(u64),
}

/// A route on the control plane.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
struct Live {
    weights: Shares,
    version: u64,
    edited: bool,
    exists: bool,
    /// Whether it was made anew, and whether the driver knows.
    remade: bool,
    told: bool,
}

impl Live {
    /// Whether it is there, and the one that the rollout began with.
    fn is_ours(&self) -> bool {
        self.exists && !self.remade
    }
}

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

/// A write whose answer was lost, and which arrives later.
#[derive(Debug)]
struct Late {
    routes: Vec<RouteWrite>,
    versions: Vec<u64>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a circumstance of its own")]
struct World {
    seed: u64,
    dice: Dice,
    now: Duration,
    live: Vec<Live>,
    /// What was stored last, with the versions that the driver knew.
    stored: State,
    known: Vec<u64>,
    late: Vec<Late>,
    window: bool,
    lease: Freshness,
    faults: Faults,
    /// How much could have gone wrong so far.
    chances: u64,
    aborted: bool,
    /// Whether somebody paused it, and nobody told it to go on since.
    paused: bool,
    /// Whether there are preview routes.
    preview: bool,
    /// How long the stage was observed so far, as the world saw it.
    observed: Duration,
    passed: bool,
    /// Whether the new node is gone; what names it is refused.
    node_gone: bool,
    /// Whether the driver knows that the new node is gone.
    lack_told: bool,
    /// Whether a way back was refused.
    refused: bool,
    /// Whether a write overwrote somebody's, and nobody has said since that it may go on.
    overwrote: bool,
    overwrites: u64,
    log: Vec<String>,
}

/// How a schedule stood before everything healed.
struct Ending {
    phase: Phase,
    chances: u64,
    overwrites: u64,
}

fn name(text: &str) -> ResourceName {
    ResourceName::parse(text).unwrap()
}

fn share(node: &str, weight: i64) -> Share {
    Share { node: name(node), port: None, weight: Weight::parse(weight).unwrap() }
}

#[expect(clippy::too_many_lines, reason = "one literal of every member")]
fn spec(dice: &mut Dice, routes: usize) -> Spec {
    let target = |index: usize| Target {
        route: RouteRef {
            mesh: name("m"),
            virtual_router: name("r"),
            route: name(&format!("route-{index}")),
        },
        baseline: name("v1"),
        canary: name("v2"),
        canary_port: None,
        keep_others: true,
    };
    let mut stages = Vec::new();
    if dice.once_in(8) {
        let (name, deadline) = ("first".to_owned(), Period::seconds(120));
        stages.push(Stage::Approve { name, deadline, on_deadline: Fallback::Hold });
    }
    for percent in [5, 25, 50] {
        let hold = Period::seconds(dice.below(60));
        let max_hold = Period::from(hold.get() + Duration::from_secs(dice.below(60)));
        stages.push(Stage::Weight { percent, hold, max_hold });
        if dice.once_in(4) {
            let on_deadline = dice.pick(&[Fallback::Rollback, Fallback::Hold]);
            let (name, deadline) = ("go".to_owned(), Period::seconds(120));
            stages.push(Stage::Approve { name, deadline, on_deadline });
        }
    }
    let both = [Fallback::Rollback, Fallback::Hold];
    let losses = [OnLoss::Rollback, OnLoss::Hold, OnLoss::Continue];
    let hook = |name: &str, on| Hook {
        name: name.to_owned(),
        on,
        call: HookCall::Exec(vec!["true".to_owned()]),
        timeout: Period::seconds(5),
        retries: 0,
        secret: None,
    };
    let points =
        [HookPoint::BeforeStep, HookPoint::AfterStep, HookPoint::BeforePromote, HookPoint::Smoke];
    let gates = ["errors", "slow"].into_iter().take(usize::try_from(dice.below(3)).unwrap());
    Spec {
        name: "r".to_owned(),
        strategy: dice.pick(&[
            Strategy::Canary,
            Strategy::Canary,
            Strategy::BlueGreen { preview: None },
            Strategy::BlueGreen {
                preview: Some(Preview { header: "x-preview".to_owned(), value: "1".to_owned() }),
            },
        ]),
        targets: (0..routes).map(target).collect(),
        stages,
        verify: Verify {
            acks_percent: dice.pick(&[0, 95]),
            split: dice.once_in(2),
            if_connected: dice.once_in(2),
            within: Period::seconds(30),
            settle: Period::seconds(dice.below(10)),
        },
        interval: Period::seconds(10),
        gates: gates
            .map(|name| Gate {
                name: name.to_owned(),
                limit: Limit::Errors { max: 0.01, min_requests: 10 },
                source: Source::Mesh,
            })
            .collect(),
        budget: None,
        windows: None,
        labels: Vec::new(),
        no_data: Patience { after: Period::seconds(60), then: dice.pick(&both) },
        inconclusive: dice.pick(&both),
        drift: Drift {
            weights: dice.pick(&[WeightDrift::Hold, WeightDrift::Reassert, WeightDrift::Rollback]),
            spec: dice.pick(&[SpecDrift::Rebase, SpecDrift::Hold]),
        },
        on_fail: dice.pick(&both),
        lease: Lease { ttl: Period::seconds(60), on_loss: dice.pick(&losses) },
        deadline: Period::minutes(60),
        rollback_deadline: Period::minutes(10),
        keep_baseline: Period::ZERO,
        hooks: points
            .into_iter()
            .filter(|_| dice.once_in(3))
            .map(|point| hook("hook", point))
            .collect(),
    }
}

impl World {
    fn new(seed: u64, faults: Faults) -> (Self, Engine) {
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
                (target.route.clone(), Ladder::new(found, &wish).unwrap())
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

    fn time(&self) -> Now {
        let passed = SignedDuration::try_from(self.now).unwrap();
        Now { wall: Timestamp::UNIX_EPOCH.checked_add(passed).unwrap(), passed: self.now }
    }

    /// Whether something goes wrong that could: once in so many times, where all may.
    fn fails(&mut self, once_in: u64) -> bool {
        self.chances += 1;
        match self.faults {
            Faults::Nothing => false,
            Faults::Random => self.dice.once_in(once_in),
            Faults::Single(chance) => chance == self.chances,
        }
    }

    /// Hands an event to the engine and does its effects; answers come back as further events.
    /// Answers whether the driver lived.
    fn deliver(&mut self, engine: &mut Engine, event: Event) -> bool {
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

    /// Whoever approves the switch can look at the new node.
    fn judge_approval(&self, state: &State) {
        let approval =
            matches!(&state.phase, Phase::Held(Held { reason: HeldReason::Approval { .. }, .. }));
        let previews = matches!(state.spec.strategy, Strategy::BlueGreen { preview: Some(_) });
        if approval && previews && state.writes == 0 {
            assert!(self.preview, "seed {}: there is nothing to look at", self.seed);
        }
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
            Effect::Verify { ticket } => {
                let outcome = if self.fails(40) {
                    VerifyOutcome::Rejected { why: "no such cluster".to_owned() }
                } else if self.fails(3) || self.dice.once_in(3) {
                    VerifyOutcome::Pending { why: "1 of 2".to_owned() }
                } else if self.dice.once_in(5) {
                    VerifyOutcome::Unconfirmed { why: "no proxy is connected".to_owned() }
                } else {
                    VerifyOutcome::Confirmed { by: "2 of 2".to_owned() }
                };
                Some(Event::Verified { ticket, outcome })
            }
            Effect::Measure { .. } => None,
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
            Effect::Sample { ticket } => Some(self.sample(engine, ticket)),
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

    fn read(&mut self, ticket: Ticket) -> Event {
        let mut routes = Vec::new();
        self.lack_told = self.node_gone;
        let states = &self.stored.routes;
        for ((route, known), state) in self.live.iter_mut().zip(&mut self.known).zip(states) {
            *known = route.version;
            route.told = route.remade;
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

    fn arrive(&mut self, routes: &[RouteWrite], versions: &[u64]) -> bool {
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

    /// What must hold of every write before it is sent.
    fn judge(&mut self, engine: &Engine, routes: &[RouteWrite], purpose: Purpose) {
        let state = engine.state();
        let rises = matches!(state.phase, Phase::Writing { percent } if percent != state.percent);
        if purpose == Purpose::Stage && (rises || state.writes == 1) {
            self.observed = Duration::ZERO;
        }
        for (write, route) in routes.iter().zip(&state.routes) {
            if purpose == Purpose::Rollback {
                let is_bare = write.to == serving(&route.ladder.found);
                let restores = write.to == route.ladder.found || (is_bare && self.refused);
                assert!(restores, "a rollback restores what was found: {write:?}");
                assert!(write.from.is_none(), "a rollback does not depend on what is there");
                continue;
            }
            let sum: i64 = write.to.iter().map(|share| share.weight.get()).sum();
            assert_eq!(sum, route.ladder.sum, "the sum of all weights stays");
            for (share, base) in write.to.iter().zip(&route.ladder.base) {
                let moved = share.node == name("v1") || share.node == name("v2");
                assert!(moved || share == base, "other targets are left alone");
            }
            let declared = state.current().and_then(Stage::percent).unwrap_or(0);
            let most = route.ladder.canary_weight(declared.max(state.percent));
            let canary = write.to[route.ladder.arms.canary].weight.get();
            assert!(canary <= most, "never beyond the stage");
            assert!(!self.aborted, "nothing goes forward after an abort");
            assert!(!self.paused, "nothing goes forward while it is paused, whatever is approved");
            assert!(self.window, "nothing rises outside of a window");
            assert!(!self.overwrote, "nothing rises over somebody's write without a word");
            assert_eq!(self.lease, Freshness::Fresh, "nothing rises without a lease");
            let intent = self.stored.routes.iter().find(|stored| stored.route == route.route);
            let intent = intent.unwrap().intent.as_ref();
            assert_eq!(intent, Some(&write.to), "the intent is stored before the write");
        }
    }

    fn heard(&mut self, engine: &Engine, announcement: &Announcement) {
        match announcement {
            Announcement::StageDone { stage, .. } => {
                let spec = &engine.state().spec;
                let Stage::Weight { hold, .. } = &spec.stages[*stage] else { panic!("no weight") };
                assert!(self.observed >= hold.get(), "held for as long as was declared");
                let skipped = engine.state().gates_skipped.is_some();
                assert!(skipped || spec.gates.is_empty() || self.passed, "only a pass leads on");
            }
            Announcement::RolledBack { .. } if engine.state().writes > 0 => {
                for (live, route) in self.live.iter().zip(&engine.state().routes) {
                    let is_back =
                        !live.is_ours() || serving(&live.weights) == serving(&route.ladder.found);
                    assert!(is_back, "what is called rolled back is on the baseline");
                }
            }
            _ => {}
        }
    }

    /// Lets time pass, and others do what they like.
    fn pass(&mut self, engine: &Engine) {
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
                    live.weights.retain(|share| share.node != name("v2"));
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
    fn event(&mut self, engine: &Engine) -> Event {
        let event = self.any_event(engine);
        if let Event::Operator(Wish::Resume | Wish::Reassert | Wish::Adopt | Wish::Promote { .. }) =
            event
        {
            self.overwrote = false;
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

    /// A driver begins with what was stored.
    fn restart(&mut self) -> Engine {
        // What the versions told may have died with whoever heard it.
        self.overwrote = false;
        let text = serde_json::to_string(&self.stored).unwrap();
        let stored: State = serde_json::from_str(&text).unwrap();
        assert_eq!(stored, self.stored, "what is stored is read again as it was");
        Engine::new(stored, self.time())
    }

    fn begin(&mut self, engine: &mut Engine) -> bool {
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

/// Runs one schedule, then lets everything heal and takes it back. Answers how it stood before.
fn run(seed: u64, faults: Faults) -> Ending {
    let (mut world, mut engine) = World::new(seed, faults);
    let mut alive = world.begin(&mut engine);
    for _ in 0..400 {
        while !alive {
            engine = world.restart();
            alive = world.begin(&mut engine);
        }
        if engine.state().is_over() {
            break;
        }
        world.pass(&engine);
        let event = world.event(&engine);
        alive = world.deliver(&mut engine, event);
        // From then on somebody was told that it goes back.
        world.aborted = !world.stored.is_under_way();
    }
    let ending = Ending {
        phase: engine.state().phase.clone(),
        chances: world.chances,
        overwrites: world.overwrites,
    };
    if engine.is_settled() && alive {
        assert_eq!(world.preview, engine.state().previewed, "no preview route is forgotten");
    }
    world.faults = Faults::Nothing;
    world.late.clear();
    (world.window, world.lease) = (true, Freshness::Fresh);
    if !alive {
        engine = world.restart();
        assert!(world.begin(&mut engine));
    }
    for event in [
        Event::Window { open: true },
        Event::Lease(Freshness::Fresh),
        Event::Persisted,
        Event::Operator(Wish::Abort { reason: None }),
    ] {
        world.deliver(&mut engine, event);
    }
    for _ in 0..200 {
        if engine.is_settled() {
            break;
        }
        world.pass(&engine);
        world.deliver(&mut engine, Event::Tick);
    }
    let is_back = matches!(engine.state().phase, Phase::RolledBack { .. });
    assert!(is_back, "there is always a way back: {:?}", engine.state().phase);
    assert!(!world.preview || engine.state().previewed, "no preview route is forgotten");
    ending
}

/// Says which schedule failed, and what happened in it.
#[expect(clippy::disallowed_methods, reason = "for longer runs by hand")]
fn try_schedules(count: u64, faults: Faults) -> Vec<Ending> {
    let count = std::env::var("WEIR_SCHEDULES").ok().and_then(|n| n.parse().ok()).unwrap_or(count);
    (0..count).map(|seed| run(seed, faults)).collect()
}

#[test]
fn whatever_goes_wrong_the_invariants_hold() {
    let ends = try_schedules(SCHEDULES, Faults::Random);
    let count = |is: fn(&Phase) -> bool| ends.iter().filter(|end| is(&end.phase)).count();
    // A search that never gets anywhere would find nothing.
    assert!(count(|phase| matches!(phase, Phase::Promoted { .. })) > 100);
    assert!(count(|phase| matches!(phase, Phase::RolledBack { .. })) > 1_000);
    let overwrites: u64 = ends.iter().map(|end| end.overwrites).sum();
    assert!(overwrites > 500, "writes of others are overwritten: {overwrites}");
}

/// Every single thing that can go wrong in a rollout of three stages, each in a run of its own.
#[test]
fn whatever_single_thing_goes_wrong_the_invariants_hold() {
    let mut runs = 0;
    for seed in 0..12 {
        let Ending { chances, .. } = run(seed, Faults::Single(0));
        assert!(chances > 200, "much can go wrong: {chances}");
        for chance in 1..=chances {
            run(seed, Faults::Single(chance));
            runs += 1;
        }
    }
    assert!(runs > 4_000, "{runs}");
}

#[test]
fn without_faults_a_rollout_comes_to_its_end() {
    for seed in 0..500 {
        let end = run(seed, Faults::Nothing).phase;
        let waits = matches!(
            &end,
            Phase::Held(Held { reason: HeldReason::Approval { .. }, .. })
                | Phase::RolledBack { .. }
        );
        assert!(waits || matches!(end, Phase::Promoted { .. }), "seed {seed}: {end:?}");
    }
}
