//! How locks of meshes are kept: a table by mesh, with the JSON of each.
//!
//! Files from before there were locks have no such table, which is as good as an empty one.

use std::collections::BTreeMap;
use std::sync::Arc;

use redb::{ReadTransaction, TableDefinition, TableError, WriteTransaction};

use crate::store::MeshLock;
use crate::store::embedded::error::Error;

const LOCKS: TableDefinition<&str, &[u8]> = TableDefinition::new("locks");

/// Puts and removes what a batch says.
pub fn write(
    transaction: &WriteTransaction,
    locks: &BTreeMap<String, Option<Arc<MeshLock>>>,
) -> Result<(), Error> {
    if locks.is_empty() {
        return Ok(());
    }
    let mut table = transaction.open_table(LOCKS)?;
    for (mesh, lock) in locks {
        match lock {
            Some(lock) => {
                let bytes = serde_json::to_vec(lock).expect("a lock is plain JSON");
                table.insert(mesh.as_str(), &*bytes)?
            }
            None => table.remove(mesh.as_str())?,
        };
    }
    Ok(())
}

/// All locks of the table, by mesh.
pub fn read(transaction: &ReadTransaction) -> Result<BTreeMap<String, Arc<MeshLock>>, Error> {
    let table = match transaction.open_table(LOCKS) {
        Ok(table) => table,
        Err(TableError::TableDoesNotExist(_)) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error.into()),
    };
    let mut locks = BTreeMap::new();
    for entry in table.range::<&str>(..)? {
        let (mesh, value) = entry?;
        let mesh = mesh.value().to_owned();
        let lock = serde_json::from_slice(value.value())
            .map_err(|error| Error::damaged(format!("the lock of the mesh `{mesh}`: {error}")))?;
        locks.insert(mesh, Arc::new(lock));
    }
    Ok(locks)
}
