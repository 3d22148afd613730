//! A pause holds whatever there is to hold, also a rollout that waits for something else already.

use std::time::Duration;

use crate::model::scalar::Weight;
use crate::rollout::effect::{Announcement, Effect};
use crate::rollout::engine::{Engine, Now};
use crate::rollout::event::{Event, Freshness, Seen, Ticket, Wish, WriteOutcome};
use crate::rollout::example;
use crate::rollout::period::Period;
use crate::rollout::position::Position;
use crate::rollout::spec::{Fallback, Stage};
use crate::rollout::state::{HeldReason, Phase, State};
use crate::rollout::weights::Shares;

/// One that waits for an approval before its only weight, for an hour at most.
fn approved() -> State {
    let mut state = example::state();
    let deadline = Period::minutes(60);
    let on_deadline = Fallback::Rollback;
    let hold = Period::minutes(1);
    state.spec.stages = vec![
        Stage::Approve { name: "go".to_owned(), deadline, on_deadline },
        Stage::Weight { percent: 100, hold, max_hold: hold },
    ];
    state.spec.hooks = Vec::new();
    state
}

struct World {
    engine: Engine,
    now: u32,
    /// The weights of all routes, where they are not as they were left.
    live: Option<Shares>,
    /// The write that is under way.
    write: Option<Ticket>,
}

impl World {
    fn new(state: State, window: bool) -> Self {
        let engine = Engine::new(state, Now { wall: example::at(0), passed: Duration::ZERO });
        let mut world = Self { engine, now: 0, live: None, write: None };
        world.tell(Event::Lease(Freshness::Fresh));
        world.tell(Event::Window { open: window });
        world.tell(Event::Begun);
        world
    }

    /// Hands over an event, and answers what was announced and whether something was written. The
    /// routes are as they were left.
    fn tell(&mut self, event: Event) -> (Vec<Announcement>, bool) {
        let passed = Duration::from_secs(self.now.into());
        let now = Now { wall: example::at(self.now.into()), passed };
        let (mut events, mut told, mut wrote) = (vec![event], Vec::new(), false);
        while let Some(event) = events.pop() {
            for effect in self.engine.handle(now, event) {
                match effect {
                    Effect::Read { ticket } => {
                        let live = |written: &Shares| self.live.as_ref().unwrap_or(written).clone();
                        let seen = self.engine.state().routes.iter().map(|route| Seen::Present {
                            weights: live(&route.written),
                            edited: false,
                        });
                        events.push(Event::Read { ticket, routes: seen.collect() });
                    }
                    Effect::Write { ticket, .. } => {
                        wrote = true;
                        self.write = Some(ticket);
                    }
                    Effect::Announce { announcement, .. } => told.push(announcement),
                    _ => {}
                }
            }
        }
        (told, wrote)
    }

    fn wish(&mut self, wish: Wish) -> (Vec<Announcement>, bool) {
        self.tell(Event::Operator(wish))
    }

    fn pause(&mut self) {
        let (told, _) = self.wish(Wish::Pause);
        assert_eq!(told, [Announcement::Held { reason: HeldReason::Operator }]);
    }
}

fn entered(stage: usize) -> Announcement {
    Announcement::StageEntered { stage, percent: 100 }
}

fn approval() -> HeldReason {
    HeldReason::Approval { name: "go".to_owned(), number: 1 }
}

#[test]
fn the_deadline_of_an_approval_does_not_run_out_during_a_pause() {
    let mut world = World::new(approved(), true);
    world.now = 600;
    world.pause();
    assert_eq!(Position::of(world.engine.state()), Position::SplitWaiting);
    world.now = 4000;
    assert_eq!(world.tell(Event::Tick), (Vec::new(), false));
    let (told, _) = world.wish(Wish::Resume);
    assert_eq!(told, [Announcement::Resumed, Announcement::Held { reason: approval() }]);
    // 600 of its 3600 seconds are over.
    let Phase::Held(held) = &world.engine.state().phase else { panic!() };
    assert_eq!(held.until, Some((example::at(7000), Fallback::Rollback)));
    world.now = 7000;
    world.tell(Event::Tick);
    assert!(matches!(world.engine.state().phase, Phase::RolledBack { .. }));
}

#[test]
fn who_paused_it_is_known_until_it_goes_on() {
    let mut world = World::new(approved(), true);
    let said = |world: &World| world.engine.state().said.clone().map(|said| said.by);
    world.wish(Wish::Pause.by("ann"));
    world.wish(Wish::Approve { number: 1 }.by("bob"));
    assert_eq!(said(&world).as_deref(), Some("ann"), "it stays because of her");
    world.wish(Wish::Resume.by("cyd"));
    assert_eq!(said(&world).as_deref(), Some("cyd"));
}

#[test]
fn what_is_approved_during_a_pause_goes_on_with_a_resume() {
    let mut world = World::new(approved(), true);
    world.pause();
    let (told, wrote) = world.wish(Wish::Approve { number: 1 });
    assert_eq!((told, wrote), (vec![Announcement::Approved { name: "go".to_owned() }], false));
    let (told, _) = world.wish(Wish::Approve { number: 1 });
    assert!(matches!(told.as_slice(), [Announcement::Declined { .. }]), "once: {told:?}");
    world.now = 60;
    assert!(!world.tell(Event::Tick).1);
    let (told, wrote) = world.wish(Wish::Resume);
    assert!(wrote, "{told:?}");
    assert_eq!(told[..2], [Announcement::Resumed, entered(1)]);
}

#[test]
fn what_is_denied_during_a_pause_goes_back() {
    let mut world = World::new(approved(), true);
    world.pause();
    world.wish(Wish::Deny { number: 1 });
    assert!(matches!(world.engine.state().phase, Phase::RolledBack { .. }));
}

#[test]
fn a_window_that_opens_during_a_pause_opens_nothing() {
    let mut state = approved();
    state.spec.stages.remove(0);
    let mut world = World::new(state, false);
    let Phase::Held(held) = &world.engine.state().phase else { panic!() };
    assert_eq!(held.reason, HeldReason::Window);
    world.pause();
    assert_eq!(world.tell(Event::Window { open: true }), (Vec::new(), false));
    let (told, wrote) = world.wish(Wish::Resume);
    assert!(wrote, "{told:?}");
    assert_eq!(told[..2], [Announcement::Resumed, entered(0)]);
}

/// Others set weights while it is paused at its first stage; it is resumed with that wish.
fn edited(weights: [i64; 2], wish: Wish) -> (Vec<Announcement>, State) {
    let mut state = example::state();
    state.spec.hooks = Vec::new();
    let mut world = World::new(state, true);
    let Phase::Writing { .. } = world.engine.state().phase else { panic!() };
    let open = world.engine.open_question().unwrap();
    world.tell(Event::Written { ticket: open, outcome: WriteOutcome::Done });
    world.pause();
    let mut weights = weights.into_iter();
    let mut live = world.engine.state().routes[0].written.clone();
    for share in live.iter_mut() {
        share.weight = Weight::parse(weights.next().unwrap()).unwrap();
    }
    world.live = Some(live);
    let (told, wrote) = world.wish(wish);
    assert!(!wrote, "{told:?}");
    (told, world.engine.state().clone())
}

#[test]
fn what_becomes_of_adopted_weights_is_said_when_it_is_known() {
    let (told, state) = edited([70, 30], Wish::Adopt);
    assert_eq!(told, [Announcement::Resumed, Announcement::Adopted { percent: 30 }]);
    assert_eq!(state.percent, 30);
    let (told, state) = edited([0, 0], Wish::Adopt);
    let [Announcement::Held { reason: HeldReason::Weights }, Announcement::Declined { .. }] =
        told.as_slice()
    else {
        panic!("{told:?}")
    };
    assert!(matches!(state.phase, Phase::Held(_)));
}

#[test]
fn two_pauses_are_one_and_what_runs_is_not_resumed() {
    let mut world = World::new(approved(), true);
    world.pause();
    let declined = |wish: &str, why: &str| {
        vec![Announcement::Declined { wish: wish.to_owned(), why: why.to_owned() }]
    };
    assert_eq!(world.wish(Wish::Pause).0, declined("pause", "it is paused already"));
    world.wish(Wish::Approve { number: 1 });
    world.wish(Wish::Resume);
    assert_eq!(world.wish(Wish::Resume).0, declined("resume", "it runs already"));
}

/// Nobody keeps a rollout from its end by saying again that it goes there.
#[test]
fn a_promotion_that_is_said_again_does_not_begin_again() {
    let mut world = World::new(approved(), true);
    let promote = || Wish::Promote { reason: "enough".to_owned() };
    let entered = |told: &[Announcement]| {
        told.iter().filter(|one| matches!(one, Announcement::StageEntered { .. })).count()
    };
    let (told, wrote) = world.wish(promote());
    assert_eq!((entered(&told), wrote), (1, true), "{told:?}");
    let (again, _) = world.wish(promote());
    let ticket = world.write.take().unwrap();
    let (written, _) = world.tell(Event::Written { ticket, outcome: WriteOutcome::Done });
    let (later, _) = world.wish(promote());
    let all = [again, written, later].concat();
    assert_eq!(entered(&all), 0, "{all:?}");
}
