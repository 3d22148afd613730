//! The stream of what changes: first what the log has, then what happens, without a gap.

use std::sync::Arc;

use futures_util::stream::{self, Stream, StreamExt};
use tokio_stream::wrappers::BroadcastStream;

use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::Plane;
use crate::store::{Changes, Transaction};

/// The reader was too slow, and transactions passed it by. It has to begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the reader fell behind")]
pub struct Lagged;

impl Plane {
    /// All transactions after a revision, or after now.
    ///
    /// This reads the store and may take a while.
    pub fn events_from(
        &self,
        revision: Option<u64>,
    ) -> Result<impl Stream<Item = Result<Arc<Transaction>, Lagged>> + Send + use<>, ApiError> {
        // Before the log is read, so that nothing falls between the two.
        let live = self.shared.events.subscribe();
        let now = self.snapshot().revision;
        let past = match revision {
            Some(revision) => self.log_after(revision)?,
            None => Vec::new(),
        };
        let mut last = past.last().map_or(revision.unwrap_or(now), |last| last.revision);
        let live = BroadcastStream::new(live).filter_map(move |received| {
            let fresh = match received {
                Ok(transaction) if transaction.revision <= last => None,
                Ok(transaction) => {
                    last = transaction.revision;
                    Some(Ok(transaction))
                }
                Err(_) => Some(Err(Lagged)),
            };
            std::future::ready(fresh)
        });
        Ok(stream::iter(past.into_iter().map(|past| Ok(Arc::new(past)))).chain(live))
    }

    fn log_after(&self, revision: u64) -> Result<Vec<Transaction>, ApiError> {
        match self.shared.store.changes_after(revision) {
            Ok(Changes::Log(log)) => Ok(log),
            Ok(Changes::Gone { oldest }) => {
                let message = format!(
                    "the changes after revision {revision} are not known, only those after \
                     {oldest}; read the snapshot and go on from its revision"
                );
                Err(ApiError::new(ErrorKind::Gone, message))
            }
            Err(error) => {
                tracing::error!(%error, "the change log cannot be read");
                Err(ApiError::new(ErrorKind::InternalServerError, "the store cannot be read"))
            }
        }
    }
}
