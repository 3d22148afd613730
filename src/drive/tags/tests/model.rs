//! The protocol of locks, intents, writes and commits, checked in every order of its steps, with
//! processes that die, are paused for any time, judge others dead that live, and requests that
//! arrive after everybody gave them up.
//!
//! One step is one request. What App Mesh cannot prevent is said by the properties: a write that was
//! sent, or was about to be, cannot be called back. Whoever goes back outlasts those that nobody
//! waits for any more, since they arrive within a time that is known, and looks again. A sender that
//! was halted before it sent takes its write back as soon as it runs; if it dies before that, and
//! after the end was said, whoever looks next finds the drift.

use std::collections::BTreeMap;

use stateright::{Checker as _, Model, Property};

/// What is checked.
#[derive(Debug, Clone)]
struct Protocol {
    drivers: u8,
    aborters: u8,
    /// The last weight; stages are 1, 2 and so on, the baseline is 0.
    last: u8,
    crashes: u8,
    timeouts: u8,
    /// What the protocol does; without any of these it is wrong, and the model finds out.
    intends: bool,
    takes_back: bool,
    checks_before_end: bool,
    outlasts: bool,
}

const WHOLE: Protocol = Protocol {
    drivers: 2,
    aborters: 1,
    last: 1,
    crashes: 1,
    timeouts: 1,
    intends: true,
    takes_back: true,
    checks_before_end: true,
    outlasts: true,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Forward,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Record {
    epoch: u8,
    written: u8,
    intent: Option<u8>,
    way: Way,
}

/// Where a process is. The names are those of its next request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum At {
    Start,
    Create {
        epoch: u8,
        from: Option<(u8, u8)>,
    },
    Confirm {
        from: Option<(u8, u8)>,
    },
    Cleanup,
    GiveBack,
    ReadRecord,
    ReadLive,
    Intend(u8),
    Check(u8),
    Look(u8),
    Send(u8),
    Wait(u8),
    CheckAgain {
        to: u8,
        gap: bool,
    },
    ReadBack {
        to: u8,
        gap: bool,
    },
    Undo(u8),
    UndoWait,
    Back(u8),
    BackWait(u8),
    BackRead(u8),
    /// Lets the time pass in which a write may arrive that nobody waits for.
    Outlast,
    /// The look after that.
    BackAgain,
    End,
    Release,
    /// The ends: a person has to look, nothing to do, somebody else has it, the process is gone.
    Held,
    Done,
    Fenced,
    Dead,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Process {
    aborts: bool,
    at: At,
    epoch: u8,
    /// Whether somebody else wrote since it looked, which the versions tell.
    overtaken: bool,
    known: Option<Record>,
}

/// A write on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Request {
    by: u8,
    to: u8,
    awaited: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct World {
    live: u8,
    locks: BTreeMap<u8, u8>,
    record: Option<Record>,
    processes: Vec<Process>,
    requests: Vec<Request>,
    crashes: u8,
    timeouts: u8,
    /// Somebody was told that the traffic is back on the baseline.
    confirmed: bool,
    /// A rise arrived from somebody who had lost the lock, or did not wait for it any more.
    late: bool,
    /// Any write arrived from such a one, be it to take something back.
    stray: bool,
    /// After the end was said, its sender died, or gave it up, before it could take it back.
    given_up: bool,
    /// Something was written without its intent being known.
    unintended: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Action {
    Step(u8),
    Crash(u8),
    GiveUp(u8),
    Arrive(u8),
}

impl World {
    fn top(&self) -> Option<(u8, u8)> {
        self.locks.last_key_value().map(|(epoch, owner)| (*epoch, *owner))
    }

    /// Readers take the record of the highest epoch, so a lower one is never seen.
    fn keep(&mut self, me: usize, written: u8, intent: Option<u8>, way: Way) {
        let epoch = self.processes[me].epoch;
        let record = Record { epoch, written, intent, way };
        self.processes[me].known = Some(record);
        if self.record.is_none_or(|known| known.epoch <= epoch) {
            self.record = Some(record);
        }
    }

    /// Whether somebody has looked for the last time before the end is said.
    fn is_outlasted(&self) -> bool {
        let looks = |process: &Process| matches!(process.at, At::BackAgain | At::End);
        self.confirmed || self.processes.iter().any(looks)
    }

    fn owns(&self, me: usize) -> bool {
        let epoch = self.processes[me].epoch;
        self.locks.get(&epoch).copied() == u8::try_from(me).ok()
            && !self.locks.contains_key(&(epoch + 1))
    }

    fn send(&mut self, me: usize, to: u8) {
        let by = u8::try_from(me).unwrap();
        self.requests.push(Request { by, to, awaited: true });
        self.requests.sort_unstable();
    }

    fn arrive(&mut self, index: usize) {
        let Request { by, to, awaited } = self.requests.remove(index);
        let me = usize::from(by);
        let is_known = self
            .record
            .is_some_and(|record| to == 0 || record.intent == Some(to) || record.written == to);
        if !(self.owns(me) && awaited) {
            self.stray = true;
            self.late |= to > 0;
        } else if !is_known {
            self.unintended = true;
        }
        self.live = to;
        for other in (0..self.processes.len()).filter(|other| *other != me || !awaited) {
            let process = &mut self.processes[other];
            process.overtaken |= matches!(process.at, At::Send(_) | At::Wait(_));
        }
        if awaited {
            let process = &mut self.processes[me];
            process.at = match process.at {
                At::Wait(to) => At::CheckAgain { to, gap: std::mem::take(&mut process.overtaken) },
                At::BackWait(tries) => At::BackRead(tries),
                At::UndoWait => At::Fenced,
                other => other,
            };
        }
    }
}

#[expect(clippy::unused_self, reason = "each step is one of the protocol")]
impl Protocol {
    fn start(&self, world: &World, me: usize) -> At {
        let aborts = world.processes[me].aborts;
        match (world.top(), world.record) {
            (None, None) if !aborts => At::Create { epoch: 1, from: None },
            (None, Some(record)) if aborts || record.way == Way::Forward => {
                At::Create { epoch: record.epoch + 1, from: None }
            }
            // Its holder is taken for dead, rightly or not.
            (Some((epoch, owner)), Some(_)) => {
                At::Create { epoch: epoch + 1, from: Some((epoch, owner)) }
            }
            _ => At::Done,
        }
    }

    /// The way forward from weights that are known to be there.
    fn onward(&self, world: &mut World, me: usize, written: u8) -> At {
        if written == self.last {
            world.keep(me, written, None, Way::Over);
            At::End
        } else if self.intends {
            At::Intend(written + 1)
        } else {
            At::Check(written + 1)
        }
    }

    fn read_record(world: &mut World, me: usize) -> At {
        let aborts = world.processes[me].aborts;
        match world.record {
            None if aborts => At::Release,
            None if world.live == 0 => {
                world.keep(me, 0, None, Way::Forward);
                At::ReadLive
            }
            None => At::Release,
            // Others came and went between the look and the lock.
            Some(record) if record.epoch >= world.processes[me].epoch => At::GiveBack,
            Some(record) => {
                world.processes[me].known = Some(record);
                match (aborts, record.way) {
                    (true, Way::Over) if record.written == 0 => At::Release,
                    (true, _) => At::Back(0),
                    (false, Way::Over) => At::Release,
                    (false, Way::Forward) => At::ReadLive,
                }
            }
        }
    }

    /// What became of an intent, from it and what is there alone.
    fn read_live(&self, world: &mut World, me: usize) -> At {
        let Some(known) = world.processes[me].known else { return At::Held };
        if known.intent == Some(world.live) || known.written == world.live {
            let live = world.live;
            world.keep(me, live, None, Way::Forward);
            self.onward(world, me, live)
        } else {
            At::Held
        }
    }

    fn read_back(&self, world: &mut World, me: usize, to: u8, gap: bool) -> At {
        if world.live != to {
            return At::ReadLive;
        }
        world.keep(me, to, None, Way::Forward);
        if gap { At::Held } else { self.onward(world, me, to) }
    }

    fn lock_step(&self, world: &mut World, me: usize) -> At {
        let owner = u8::try_from(me).unwrap();
        match world.processes[me].at {
            At::Create { epoch, .. } if world.locks.contains_key(&epoch) => At::Done,
            At::Create { epoch, from } => {
                world.locks.insert(epoch, owner);
                world.processes[me].epoch = epoch;
                At::Confirm { from }
            }
            At::Confirm { from: Some((epoch, other)) } => {
                if world.locks.get(&epoch) == Some(&other) { At::Cleanup } else { At::GiveBack }
            }
            At::Confirm { from: None } => {
                if world.locks.len() == 1 && world.owns(me) {
                    At::ReadRecord
                } else {
                    At::GiveBack
                }
            }
            At::Cleanup => {
                let epoch = world.processes[me].epoch;
                world.locks.retain(|other, _| *other >= epoch);
                At::ReadRecord
            }
            At::GiveBack | At::Release => {
                world.locks.retain(|_, other| *other != owner);
                At::Done
            }
            other => other,
        }
    }

    fn step(&self, world: &mut World, me: usize) -> At {
        match world.processes[me].at {
            At::Start => self.start(world, me),
            At::ReadRecord => Self::read_record(world, me),
            At::ReadLive => self.read_live(world, me),
            At::Intend(to) => {
                let written = world.processes[me].known.map_or(0, |known| known.written);
                world.keep(me, written, Some(to), Way::Forward);
                At::Check(to)
            }
            At::Check(to) => {
                if world.owns(me) {
                    At::Look(to)
                } else {
                    At::Fenced
                }
            }
            At::Look(to) => {
                let written = world.processes[me].known.map(|known| known.written);
                if written == Some(world.live) { At::Send(to) } else { At::Held }
            }
            At::Send(to) => {
                world.send(me, to);
                At::Wait(to)
            }
            At::CheckAgain { to, gap } => match world.owns(me) {
                true => At::ReadBack { to, gap },
                false if self.takes_back => At::Undo(to),
                false => At::Fenced,
            },
            At::ReadBack { to, gap } => self.read_back(world, me, to, gap),
            At::Undo(to) if world.live == to => {
                world.send(me, 0);
                At::UndoWait
            }
            At::Undo(_) => At::Fenced,
            At::Back(tries) if world.live == 0 => At::BackRead(tries),
            At::Back(tries) => {
                world.send(me, 0);
                At::BackWait(tries)
            }
            At::BackRead(_) if world.live == 0 && self.outlasts => At::Outlast,
            At::BackRead(_) | At::BackAgain if world.live == 0 => {
                world.keep(me, 0, None, Way::Over);
                At::End
            }
            At::Outlast => At::BackAgain,
            At::BackAgain => At::Back(0),
            At::BackRead(0) => At::Back(1),
            At::BackRead(_) => At::Held,
            // Only who still has the lock says that it is over.
            At::End if self.checks_before_end && !world.owns(me) => At::Fenced,
            At::End => {
                world.confirmed |= world.processes[me].aborts;
                At::Release
            }
            _ => self.lock_step(world, me),
        }
    }
}

impl At {
    fn is_end(self) -> bool {
        matches!(self, Self::Held | Self::Done | Self::Fenced | Self::Dead)
    }

    fn waits(self) -> bool {
        matches!(self, Self::Wait(_) | Self::BackWait(_) | Self::UndoWait)
    }

    /// Whether it wrote something that it may still have to take back.
    fn may_undo(self) -> bool {
        matches!(self, Self::Wait(_) | Self::CheckAgain { .. } | Self::Undo(_) | Self::UndoWait)
    }
}

impl Model for Protocol {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        let process =
            |aborts| Process { aborts, at: At::Start, epoch: 0, overtaken: false, known: None };
        let drivers = (0..self.drivers).map(|_| process(false));
        let aborters = (0..self.aborters).map(|_| process(true));
        vec![World {
            live: 0,
            locks: BTreeMap::new(),
            record: None,
            processes: drivers.chain(aborters).collect(),
            requests: Vec::new(),
            crashes: self.crashes,
            timeouts: self.timeouts,
            confirmed: false,
            late: false,
            stray: false,
            given_up: false,
            unintended: false,
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        for (me, process) in (0_u8..).zip(&world.processes) {
            let is_stray = |request: &Request| !request.awaited;
            let must_wait = process.at == At::Outlast && world.requests.iter().any(is_stray);
            if !process.at.is_end() && !process.at.waits() && !must_wait {
                actions.push(Action::Step(me));
            }
            if !process.at.is_end() && process.at != At::Start && world.crashes > 0 {
                actions.push(Action::Crash(me));
            }
            if process.at.waits() && world.timeouts > 0 {
                actions.push(Action::GiveUp(me));
            }
        }
        actions.extend((0_u8..).zip(&world.requests).map(|(index, _)| Action::Arrive(index)));
    }

    fn next_state(&self, before: &World, action: Action) -> Option<World> {
        let mut world = before.clone();
        match action {
            Action::Arrive(index) => world.arrive(usize::from(index)),
            Action::Step(me) => {
                let me = usize::from(me);
                let at = self.step(&mut world, me);
                world.processes[me].at = at;
            }
            Action::Crash(me) => {
                let at = world.processes[usize::from(me)].at;
                world.given_up |= at.may_undo() && world.is_outlasted();
                world.crashes -= 1;
                world.processes[usize::from(me)].at = At::Dead;
                for request in world.requests.iter_mut().filter(|request| request.by == me) {
                    request.awaited = false;
                }
            }
            Action::GiveUp(me) => {
                let is_outlasted = world.is_outlasted();
                let process = &mut world.processes[usize::from(me)];
                world.given_up |= process.at.may_undo() && is_outlasted;
                process.at = match process.at {
                    At::Wait(_) => {
                        process.overtaken = false;
                        At::ReadLive
                    }
                    At::BackWait(tries) => At::BackRead(tries),
                    _ => At::Fenced,
                };
                world.timeouts -= 1;
                for request in world.requests.iter_mut().filter(|request| request.by == me) {
                    request.awaited = false;
                }
            }
        }
        Some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("of all processes at most one may write", |_, world: &World| {
                (0..world.processes.len()).filter(|me| world.owns(*me)).count() <= 1
            }),
            Property::always(
                "the baseline can be found as soon as it matters",
                |_, world: &World| {
                    let matters = world.live > 0 || world.requests.iter().any(|one| one.to > 0);
                    !matters || world.record.is_some()
                },
            ),
            Property::always("nothing is there that was not intended", |_, world: &World| {
                !world.unintended
            }),
            Property::always("what is there tells what became of an intent", |_, world: &World| {
                let Some(record) = world.record else { return world.live == 0 };
                let known = record.written == world.live || record.intent == Some(world.live);
                let going_back = world.live == 0
                    && world
                        .processes
                        .iter()
                        .any(|process| process.aborts && process.at != At::Start);
                known || going_back || world.stray
            }),
            Property::always("after an abort nothing rises for good", |_, world: &World| {
                let undoes = world.processes.iter().any(|process| process.at.may_undo());
                !world.confirmed || world.live == 0 || undoes || world.given_up
            }),
            Property::sometimes("it is promoted", |protocol: &Self, world: &World| {
                let over = world.record.is_some_and(|record| record.way == Way::Over);
                over && world.live == protocol.last && world.locks.is_empty()
            }),
            Property::sometimes("a rise arrives late", |_, world: &World| world.late),
            Property::sometimes("an abort is confirmed", |protocol: &Self, world: &World| {
                world.confirmed || protocol.aborters == 0
            }),
            Property::sometimes("all ends", |_, world: &World| {
                world.processes.iter().all(|process| process.at.is_end())
            }),
        ]
    }
}

fn check(protocol: Protocol) {
    let checker = protocol.checker().threads(2).spawn_bfs().join();
    println!("{} states", checker.unique_state_count());
    checker.assert_properties();
}

/// Whether a protocol breaks a property.
fn breaks(protocol: Protocol, property: &'static str) -> bool {
    protocol.checker().threads(2).spawn_bfs().join().discovery(property).is_some()
}

#[test]
fn the_protocol_holds_in_every_order() {
    check(WHOLE);
}

#[test]
fn it_holds_over_several_stages_and_deaths() {
    check(Protocol { aborters: 0, last: 2, crashes: 2, timeouts: 1, ..WHOLE });
    check(Protocol { drivers: 1, last: 2, crashes: 1, timeouts: 2, ..WHOLE });
}

#[test]
fn without_any_of_its_parts_it_does_not() {
    let small = Protocol { drivers: 2, timeouts: 0, ..WHOLE };
    let intends = Protocol { intends: false, ..small.clone() };
    assert!(breaks(intends, "nothing is there that was not intended"));
    let takes_back = Protocol { takes_back: false, crashes: 0, ..small.clone() };
    assert!(breaks(takes_back, "after an abort nothing rises for good"));
    let ends = Protocol { checks_before_end: false, crashes: 0, ..small.clone() };
    assert!(breaks(ends, "after an abort nothing rises for good"));
    let outlasts = Protocol { outlasts: false, ..small };
    assert!(breaks(outlasts, "after an abort nothing rises for good"));
}
