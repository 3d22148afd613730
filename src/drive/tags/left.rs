//! What is left of a rollout whose routes are gone, or have lost their tags: its lock, and on the
//! machine that drove it the journal.

use std::path::Path;
use std::sync::Arc;

use crate::client::Client;
use crate::drive::tags::error::{TagsError, address};
use crate::drive::tags::lease::{self, Found};
use crate::drive::tags::record::{Record, tagged};
use crate::drive::tags::{Holder, journal};
use crate::rollout::state::State;

/// A lock without a record.
#[derive(Debug)]
pub struct Left {
    pub lock: Found,
    /// The rollout as this machine knew it last.
    pub state: Option<State>,
    /// Whether its first route is there.
    has_lead: bool,
}

impl Left {
    /// What is known of it, for people.
    pub fn line(&self, here: &Holder) -> String {
        let id = &self.lock.rollout;
        let who = self.lock.standing(here, jiff::Timestamp::now());
        let route = self.lock.lead.as_ref().map_or_else(|| "its first route".to_owned(), address);
        if self.has_lead {
            return format!(
                "{route} is locked for the rollout {id}, and has no record of it ({who})"
            );
        }
        format!("{route} is gone, and with it the record of the rollout {id} ({who})")
    }
}

/// The locks of a mesh's rollouts of which there is no record.
pub async fn without_record(
    client: &Arc<Client>,
    mesh: &str,
    records: &[Record],
    journals: Option<&Path>,
) -> Result<Vec<Left>, TagsError> {
    let mut left = Vec::new();
    for name in lease::lock_names(client, mesh).await? {
        let Some(lock) = lease::look(client, mesh, &name).await? else { continue };
        let is_known = records.iter().any(|record| record.state.id == lock.rollout);
        if is_known || !lock.is_of_lead(&name) {
            continue;
        }
        let has_lead = match &lock.lead {
            Some(lead) => tagged(client, lead).await?.seen.is_some(),
            None => false,
        };
        let state = journals.and_then(|folder| journal::last_state(folder, &lock.rollout));
        left.push(Left { lock, state, has_lead });
    }
    Ok(left)
}
