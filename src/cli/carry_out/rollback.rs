//! Takes back what a run did before it failed.

use serde_json::json;
use uuid::Uuid;

use crate::cli::Ui;
use crate::cli::carry_out::left_tags;
use crate::cli::carry_out::lock::Locks;
use crate::cli::carry_out::progress::{self, Job};
use crate::cli::carry_out::record::Record;
use crate::cli::clock;
use crate::cli::error::Error;
use crate::cli::session::Session;
use crate::client::WithTags;
use crate::execute::{OnError, Outcome, Report};
use crate::plan::saved::SavedPlan;

/// How it went.
#[derive(Debug, Clone, Copy)]
pub struct RolledBack {
    /// How many steps took something back.
    pub steps: usize,
    /// Whether everything is as it was.
    pub whole: bool,
    /// Whether tags that the run added stay.
    pub keeps_tags: bool,
}

/// Takes back what a run did of a plan.
pub async fn roll_back(
    (saved, done): (&SavedPlan, &Report),
    session: &Session,
    locks: &Locks,
    record: &mut Record,
    ui: &mut Ui,
) -> Result<RolledBack, Error> {
    ui.say("a step failed; taking back what was done");
    record.note(&json!({"event": "rolling back", "at": clock::now().to_string()}));
    let now = session.client.snapshot(&saved.meshes(), WithTags::Yes).await?;
    let own: Vec<bool> = done.outcomes.iter().map(Outcome::may_be_own).collect();
    let undo = match saved.undo(&now, &own) {
        Ok(undo) => undo,
        Err(moved) => {
            for one in &moved {
                ui.say(&format!("  left as it is: {one}"));
            }
            return Ok(RolledBack { steps: 0, whole: false, keeps_tags: false });
        }
    };
    for note in left_tags::notes(&undo.tags_that_stay, &saved.target.endpoint) {
        ui.warning(&note);
    }
    let steps = undo.plan.steps.len();
    let run = Uuid::now_v7();
    let job = Job { plan: &undo.plan, done: &[], on_error: OnError::Continue, run };
    // Its steps are others than those of the run, so they are not written down as such.
    let mut aside = Record::none();
    let worked = progress::run(&job, session, locks, &mut aside, ui).await?;
    let whole = worked.report.is_whole();
    record.note(&json!({"event": "rolled back", "whole": whole, "at": clock::now().to_string()}));
    Ok(RolledBack { steps, whole, keeps_tags: !undo.tags_that_stay.is_empty() })
}
