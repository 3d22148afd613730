//! How rollouts are kept: a table of their records by id, and one of what they announced.
//!
//! Files from before there were rollouts have no such tables, which is as good as empty ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use redb::{ReadTransaction, TableDefinition, TableError, WriteTransaction};

use crate::rollout::journal::Entry;
use crate::rollout::record::{RecordError, RolloutRecord};
use crate::store::embedded::error::Error;

/// By id; the JSON of the record.
pub const ROLLOUTS: TableDefinition<&str, &[u8]> = TableDefinition::new("rollouts");
/// By id and number; the JSON of the entry.
pub const JOURNAL: TableDefinition<(&str, u64), &[u8]> = TableDefinition::new("rollout_journal");

/// How many entries of a rollout are kept. One that never ends drops its oldest.
const ENTRIES_MAX: u64 = 10_000;

/// Puts and removes what a batch says.
pub fn write(
    transaction: &WriteTransaction,
    rollouts: &BTreeMap<String, Option<Arc<RolloutRecord>>>,
    entries: &[Entry],
) -> Result<(), Error> {
    if rollouts.is_empty() && entries.is_empty() {
        return Ok(());
    }
    let mut records = transaction.open_table(ROLLOUTS)?;
    let mut journal = transaction.open_table(JOURNAL)?;
    for entry in entries {
        let id = entry.rollout.as_str();
        let bytes = serde_json::to_vec(entry).expect("an entry is plain JSON");
        journal.insert((id, entry.seq), &*bytes)?;
        if let Some(last) = entry.seq.checked_sub(ENTRIES_MAX) {
            journal.retain_in((id, 0)..=(id, last), |_, _| false)?;
        }
    }
    for (id, record) in rollouts {
        let id = id.as_str();
        if let Some(record) = record {
            let bytes = serde_json::to_vec(record).expect("a record is plain JSON");
            records.insert(id, &*bytes)?;
        } else {
            journal.retain_in((id, 0)..=(id, u64::MAX), |_, _| false)?;
            records.remove(id)?;
        }
    }
    Ok(())
}

/// All records of the table, by id.
pub fn read(transaction: &ReadTransaction) -> Result<BTreeMap<String, Arc<RolloutRecord>>, Error> {
    let table = match transaction.open_table(ROLLOUTS) {
        Ok(table) => table,
        Err(TableError::TableDoesNotExist(_)) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error.into()),
    };
    let mut rollouts = BTreeMap::new();
    for entry in table.range::<&str>(..)? {
        let (id, value) = entry?;
        let id = id.value().to_owned();
        let record = RolloutRecord::parse(value.value()).map_err(|error| match error {
            RecordError::Newer(found) => Error::NewerRollout { id: id.clone(), found },
            RecordError::Damaged(error) => Error::damaged(format!("the rollout `{id}`: {error}")),
        })?;
        rollouts.insert(id, Arc::new(record));
    }
    Ok(rollouts)
}

/// What a rollout announced after that number, so many at most.
pub fn entries(
    transaction: &ReadTransaction,
    id: &str,
    after: u64,
    max: usize,
) -> Result<Vec<Entry>, Error> {
    let table = match transaction.open_table(JOURNAL) {
        Ok(table) => table,
        Err(TableError::TableDoesNotExist(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let Some(first) = after.checked_add(1) else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for entry in table.range((id, first)..=(id, u64::MAX))?.take(max) {
        let (_, value) = entry?;
        let entry = serde_json::from_slice(value.value()).map_err(|error| {
            Error::damaged(format!("the journal of the rollout `{id}`: {error}"))
        })?;
        entries.push(entry);
    }
    Ok(entries)
}
