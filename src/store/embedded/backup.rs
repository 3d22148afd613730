//! Copies a store as it is at one moment, into a file of its own.
//!
//! Locks are left out: they belong to runs, and no run goes on in a copy.

use redb::{
    Key, ReadTransaction, ReadableTable, TableDefinition, TableError, Value, WriteTransaction,
};

use crate::store::embedded::error::Error;
use crate::store::embedded::medium::InMemory;
use crate::store::embedded::rollouts::{JOURNAL, ROLLOUTS};
use crate::store::embedded::{CHANGES, INSTANCES, META, RESOURCES, TOKEN_TIMES, TOKENS, opening};

/// The bytes of a file that holds what the transaction sees.
pub fn copy(from: &ReadTransaction) -> Result<Vec<u8>, Error> {
    let medium = InMemory::default();
    let mut database = opening::open(medium.clone())?;
    let to = database.begin_write()?;
    table(from, &to, META)?;
    table(from, &to, RESOURCES)?;
    table(from, &to, INSTANCES)?;
    table(from, &to, CHANGES)?;
    table(from, &to, TOKENS)?;
    table(from, &to, TOKEN_TIMES)?;
    table(from, &to, ROLLOUTS)?;
    table(from, &to, JOURNAL)?;
    to.commit()?;
    database.compact()?;
    // Closed, it is whole; open, it would look like the file of a process that died.
    drop(database);
    Ok(medium.take())
}

fn table<K: Key + 'static, V: Value + 'static>(
    from: &ReadTransaction,
    to: &WriteTransaction,
    definition: TableDefinition<'_, K, V>,
) -> Result<(), Error> {
    let from = match from.open_table(definition) {
        // What older files lack, the copy need not have.
        Err(TableError::TableDoesNotExist(_)) => return Ok(()),
        from => from?,
    };
    let mut to = to.open_table(definition)?;
    for entry in from.iter()? {
        let (key, value) = entry?;
        to.insert(key.value(), value.value())?;
    }
    Ok(())
}
