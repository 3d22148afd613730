//! The course of a rollout, stage by stage, from its journal.

use jiff::Timestamp;

use crate::rollout::effect::Announcement;
use crate::rollout::gate::Reading;
use crate::rollout::journal::Entry;
use crate::rollout::spec::Stage;
use crate::rollout::state::{Cause, HeldReason, State};

/// What is known of one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageCourse {
    /// `25 %`, or `approval go-half`.
    pub name: String,
    pub entered: Option<Timestamp>,
    /// When the next stage was entered, or the rollout turned back or ended.
    pub left: Option<Timestamp>,
    pub confirmed: bool,
    pub hooks: Vec<(String, bool)>,
    /// What each gate said last.
    pub readings: Vec<Reading>,
    pub end: End,
}

/// How a stage ended.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    NotReached,
    UnderWay,
    Held(HeldReason),
    Done,
    /// Somebody had it left out.
    Skipped,
    Back(Cause),
}

/// All stages of a rollout in their order.
pub fn course(state: &State, entries: &[Entry]) -> Vec<StageCourse> {
    let mut stages: Vec<StageCourse> = state.spec.stages.iter().map(untouched).collect();
    let mut at = 0;
    for entry in entries {
        at = follow(&mut stages, at, entry);
    }
    if state.is_over() || state.stage > at {
        // An approval is entered and left without a word of its own.
        let reached = state.stage.min(stages.len());
        for stage in stages.iter_mut().take(reached) {
            if matches!(stage.end, End::UnderWay | End::Held(HeldReason::Approval { .. })) {
                stage.end = End::Done;
            } else if stage.end == End::NotReached {
                stage.end = End::Skipped;
            }
        }
    }
    stages
}

fn untouched(stage: &Stage) -> StageCourse {
    let name = match stage {
        Stage::Weight { percent, .. } => format!("{percent} %"),
        Stage::Approve { name, .. } => format!("approval {name}"),
    };
    StageCourse {
        name,
        entered: None,
        left: None,
        confirmed: false,
        hooks: Vec::new(),
        readings: Vec::new(),
        end: End::NotReached,
    }
}

/// Follows the journal by one entry; answers which stage the next one is about.
fn follow(stages: &mut [StageCourse], at: usize, entry: &Entry) -> usize {
    let last = stages.len().saturating_sub(1);
    let at = match &entry.announcement {
        Announcement::StageEntered { stage, .. } => (*stage).min(last),
        Announcement::Held { reason: HeldReason::Approval { name, .. } } => {
            let wanted = format!("approval {name}");
            stages.iter().skip(at).position(|one| one.name == wanted).map_or(at, |more| at + more)
        }
        _ => at,
    };
    let Some(stage) = stages.get_mut(at) else { return at };
    match &entry.announcement {
        Announcement::StageEntered { .. } | Announcement::Intent { .. } => stage.enter(entry.at),
        Announcement::Verified { .. } => stage.confirmed = true,
        Announcement::Sampled { readings } => readings.iter().for_each(|one| stage.hear(one)),
        Announcement::HookEnded { hook, ok } => stage.hooks.push((hook.clone(), *ok)),
        Announcement::Held { reason } => {
            stage.enter(entry.at);
            stage.end = End::Held(reason.clone());
        }
        Announcement::Resumed => match stage.end {
            End::Held(HeldReason::Approval { .. }) => {
                stage.close(End::Done, entry.at);
                return at + 1;
            }
            _ => stage.enter(entry.at),
        },
        Announcement::StageDone { .. } | Announcement::Approved { .. } => {
            stage.close(End::Done, entry.at);
            return at + 1;
        }
        Announcement::RollingBack { cause } => stage.close(End::Back(cause.clone()), entry.at),
        _ => {}
    }
    at
}

impl StageCourse {
    /// The last word of each gate counts.
    fn hear(&mut self, reading: &Reading) {
        match self.readings.iter_mut().find(|known| known.gate == reading.gate) {
            Some(known) => known.clone_from(reading),
            None => self.readings.push(reading.clone()),
        }
    }

    fn enter(&mut self, at: Timestamp) {
        self.entered.get_or_insert(at);
        self.end = End::UnderWay;
    }

    fn close(&mut self, end: End, at: Timestamp) {
        self.left = Some(at);
        self.end = end;
    }
}
