//! What becomes of a rollout of a store that nobody holds any more: what its own policy says, done by
//! whoever holds the store next. That its driver is gone needs no proof, since it held the store.

use std::sync::Arc;

use crate::client::Client;
use crate::drive::driver::{Driver, Ended, Surroundings};
use crate::drive::place::PlaceError;
use crate::drive::plane::PlanePlace;
use crate::drive::tags::loss::Nobody;
use crate::rollout::event::Freshness;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::OnLoss;
use crate::rollout::state::{Phase, State};

/// What became of a rollout whose driver is gone.
#[derive(Debug)]
pub enum Loss {
    /// It was taken to its end; the state says where the traffic is.
    Ended(Box<State>),
    /// Its policy is to stay where it is, until somebody goes on with it.
    Stays,
}

/// Whether something is to become of a rollout that nobody drives.
pub fn is_left(record: &RolloutRecord) -> bool {
    let failed = matches!(record.state.phase, Phase::RollbackFailed { .. });
    record.needs_driver() || failed && record.superseded.is_none()
}

/// Does what the policy of a rollout says, under the name of a driver that nobody else has. The client
/// leads into the store.
pub async fn act(
    client: &Arc<Client>,
    record: &RolloutRecord,
    driver: String,
) -> Result<Loss, PlaceError> {
    if record.state.is_under_way() && record.state.spec.lease.on_loss != OnLoss::Rollback {
        return Ok(Loss::Stays);
    }
    let record = record.clone().back_again();
    let lost = Box::new(|| Freshness::Lost);
    let around = Surroundings {
        place: PlanePlace::new(Arc::clone(client), &record, driver, lost),
        evidence: Nobody,
        hooks: Nobody,
        is_open: Box::new(|_| false),
        audience: Box::new(|_, _| {}),
    };
    let (driver, _reins) = Driver::new(record.state, around);
    match driver.run(None).await {
        Ended::Over(state) | Ended::Lost(state) | Ended::Left(state) => Ok(Loss::Ended(state)),
        Ended::Fenced { by } => Err(PlaceError::Fenced { by }),
    }
}
