//! The store in one file, `weir.redb`, by redb.
//!
//! Every commit is durable when it returns. The file has a format version, and a file that is
//! damaged or of a later version is refused.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use redb::{
    Database, ReadTransaction, ReadableDatabase, ReadableTable, ReadableTableMetadata, Table,
    TableDefinition, WriteTransaction,
};

use crate::model::resource::Form;
use crate::model::{Resource, ResourceId, Timestamp};
use crate::rollout::journal::Entry;
use crate::store::record::{Batch, Changes, Identity, StoredToken, TokenKey, Transaction};
use crate::store::{Loaded, Store, StoreError};
use error::{Error, guarded};
use medium::Faults;
use opening::{Access, Opened, inode};

mod backup;
mod error;
mod instances;
mod locks;
mod log;
mod medium;
mod opening;
mod rollouts;

/// The name of the file in a data directory.
pub const FILE_NAME: &str = "weir.redb";
/// The version of what the tables hold. Format 1 had no instances, and is upgraded when it is opened.
const FORMAT: u32 = 2;

const META: TableDefinition<&str, &str> = TableDefinition::new("meta");
/// The member of [`META`] that no other store has. A backup has it too.
const ID: &str = "id";
/// By [`key`]; `Form::Record`.
const RESOURCES: TableDefinition<&[u8], &[u8]> = TableDefinition::new("resources");
/// By namespace, service and id; the JSON of the instance.
const INSTANCES: TableDefinition<instances::Key<'_>, &[u8]> = TableDefinition::new("instances");
/// By revision; the JSON of what changed.
const CHANGES: TableDefinition<u64, &[u8]> = TableDefinition::new("changes");
/// Fingerprint, time in milliseconds, `Form::Record` of the answer.
const TOKENS: TableDefinition<&TokenKey, &[u8]> = TableDefinition::new("tokens");
/// The tokens by time.
const TOKEN_TIMES: TableDefinition<(i64, &TokenKey), ()> = TableDefinition::new("token_times");

/// How much is remembered besides the resources.
#[derive(Debug, Clone, Copy)]
pub struct Retention {
    /// How many revisions the change log holds.
    pub revisions: u64,
    pub tokens: u64,
    pub token_age_ms: i64,
}

impl Default for Retention {
    fn default() -> Self {
        Self { revisions: 10_000, tokens: 100_000, token_age_ms: 24 * 60 * 60 * 1000 }
    }
}

/// A store in a file.
#[derive(Debug)]
pub struct EmbeddedStore {
    path: PathBuf,
    /// Device and number of the file; none for a copy.
    inode: Option<(u64, u64)>,
    opened: RwLock<Opened>,
    retention: Retention,
    #[cfg(test)]
    room: Arc<std::sync::atomic::AtomicU64>,
}

impl EmbeddedStore {
    /// Opens the store in a data directory. A new one gets that identity; one that exists has its
    /// own already.
    pub fn open(data_dir: &Path, identity: &Identity) -> Result<Self, StoreError> {
        Self::open_with(data_dir, identity, Retention::default())
    }

    pub fn open_with(
        data_dir: &Path,
        identity: &Identity,
        retention: Retention,
    ) -> Result<Self, StoreError> {
        let path = data_dir.join(FILE_NAME);
        let (file, inode) = opening::file_for_writing(data_dir, &path)
            .and_then(|file| file.metadata().map(|metadata| (file, inode(&metadata))))
            .map_err(|source| StoreError::Open { path: path.clone(), source })?;
        #[cfg(test)]
        let room = Arc::new(std::sync::atomic::AtomicU64::new(u64::MAX));
        #[cfg(test)]
        let faults = Faults::with_room(Arc::clone(&room));
        #[cfg(not(test))]
        let faults = Faults::new();
        let opened = RwLock::new(guarded(&path, || opening::on_file(&path, file, faults))?);
        let store = Self {
            path,
            inode: Some(inode),
            opened,
            retention,
            #[cfg(test)]
            room,
        };
        store.with(|database| prepare(database, identity))?;
        Ok(store)
    }

    /// A copy in memory of the store in some bytes, to be read only. Nothing is written anywhere.
    /// Where there are no bytes, the copy is that of a new store.
    pub fn of_bytes(path: &Path, bytes: Vec<u8>, identity: &Identity) -> Result<Self, StoreError> {
        let opened = guarded(path, || opening::on_bytes(path, bytes, Access::Reading))?;
        let store = Self {
            path: path.to_owned(),
            inode: None,
            opened: RwLock::new(opened),
            retention: Retention::default(),
            #[cfg(test)]
            room: Arc::default(),
        };
        // A name that is made up for a copy would be another one each time.
        let named = store.with(|database| {
            Ok(format(database)?.is_some()
                && database.begin_read()?.open_table(META)?.get(ID)?.is_some())
        })?;
        store.with(|database| prepare(database, identity))?;
        if !named {
            store.with(|database| {
                let transaction = database.begin_write()?;
                transaction.open_table(META)?.remove(ID)?;
                Ok(transaction.commit()?)
            })?;
        }
        Ok(store)
    }

    /// How many bytes may still be written to the file, as on a disk that fills up.
    #[cfg(test)]
    pub fn room(&self) -> Arc<std::sync::atomic::AtomicU64> {
        Arc::clone(&self.room)
    }

    /// Runs a read or a write, and says of which file an error speaks.
    fn with<T>(&self, act: impl FnOnce(&Database) -> Result<T, Error>) -> Result<T, StoreError> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        guarded(&self.path, || act(&opened.database))
    }

    /// Sees to it that the database may be written: opens the file again, if the disk was full.
    fn make_writable(&self) -> Result<(), StoreError> {
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        match opened.access {
            Access::Writing(_) => Ok(()),
            Access::Reading => Err(StoreError::ReadOnly { path: self.path.clone() }),
            Access::Waiting => self.open_again(&mut opened),
        }
    }

    fn open_again(&self, opened: &mut Opened) -> Result<(), StoreError> {
        let file = std::fs::OpenOptions::new().read(true).write(true).open(&self.path);
        let file = file.map_err(|source| StoreError::Open { path: self.path.clone(), source })?;
        #[cfg(test)]
        let faults = Faults::with_room(Arc::clone(&self.room));
        #[cfg(not(test))]
        let faults = Faults::new();
        match guarded(&self.path, || opening::on_file(&self.path, file, faults)) {
            Ok(again) => *opened = again,
            Err(StoreError::Open { source, .. }) if medium::is_full(&source) => {
                return Err(self.full());
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// After a failed commit: finds out whether the batch was kept, where the disk was only full.
    /// All that was kept can be read then and, once there is room, written again.
    fn settle(&self, batch: &Batch, error: StoreError) -> Result<(), StoreError> {
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        match &opened.access {
            Access::Writing(faults) if faults.only_full() => {}
            _ => return Err(error),
        }
        // redb refuses everything after a failed write, so the file must be opened anew. What is
        // in it is looked at first, without writing.
        let copied = std::fs::read(&self.path).map_err(|_| ()).and_then(|bytes| {
            let copy = || opening::on_bytes(&self.path, bytes, Access::Waiting);
            guarded(&self.path, copy).map_err(|_| ())
        });
        let Ok(copy) = copied else { return Err(error) };
        let Ok(kept) = guarded(&self.path, || holds(&copy.database, batch)) else {
            return Err(error);
        };
        *opened = copy;
        // No sync failed so far, so one that succeeds is for everything.
        if kept && File::open(&self.path).and_then(|file| file.sync_all()).is_err() {
            return Err(error);
        }
        // Some of it may have become free with the file's end.
        if let Err(error) = self.open_again(&mut opened) {
            tracing::debug!(%error, "the store waits for room on the disk");
        }
        if kept { Ok(()) } else { Err(self.full()) }
    }

    fn full(&self) -> StoreError {
        StoreError::Full { path: self.path.clone() }
    }

    /// That the path still leads to the open file. Writing goes on in a file without a name, but
    /// nothing of it can be found again.
    fn check_place(&self) -> Result<(), StoreError> {
        let path = self.path.clone();
        match std::fs::metadata(&self.path) {
            Ok(metadata) if Some(inode(&metadata)) == self.inode => Ok(()),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Failed { path, detail: error.to_string() })
            }
            _ => Err(StoreError::Replaced { path }),
        }
    }

    fn write(&self, transaction: &WriteTransaction, batch: &Batch) -> Result<(), Error> {
        let mut resources = transaction.open_table(RESOURCES)?;
        for (id, resource) in &batch.resources {
            match resource {
                Some(resource) => resources.insert(key(id).as_slice(), &*record(resource))?,
                None => resources.remove(key(id).as_slice())?,
            };
        }
        instances::write(&mut transaction.open_table(INSTANCES)?, &batch.instances)?;
        self.log(&mut transaction.open_table(CHANGES)?, &batch.transactions)?;
        self.remember(transaction, batch)?;
        locks::write(transaction, &batch.locks)?;
        rollouts::write(transaction, &batch.rollouts, &batch.entries)?;
        if let Some(last) = batch.transactions.last() {
            let revision = last.revision.to_string();
            transaction.open_table(META)?.insert("revision", revision.as_str())?;
        }
        Ok(())
    }

    /// Appends to the change log, and drops what is older than the retention.
    fn log(
        &self,
        changes: &mut Table<'_, u64, &'static [u8]>,
        transactions: &[Arc<Transaction>],
    ) -> Result<(), Error> {
        for transaction in transactions {
            changes.insert(transaction.revision, &*log::encode(transaction))?;
        }
        while changes.len()? > self.retention.revisions {
            changes.pop_first()?;
        }
        Ok(())
    }

    /// Adds the tokens of the batch, and forgets what is older than the retention.
    fn remember(&self, transaction: &WriteTransaction, batch: &Batch) -> Result<(), Error> {
        let mut tokens = transaction.open_table(TOKENS)?;
        let mut times = transaction.open_table(TOKEN_TIMES)?;
        for (key, token) in &batch.tokens {
            tokens.insert(key, &*token_value(token))?;
            times.insert((token.at.millis(), key), ())?;
        }
        let expired = batch.at.millis().saturating_sub(self.retention.token_age_ms);
        loop {
            let Some((time, key)) = times.first()?.map(|(entry, _)| owned(entry.value())) else {
                break;
            };
            if time >= expired && tokens.len()? <= self.retention.tokens {
                break;
            }
            times.remove((time, &key))?;
            tokens.remove(&key)?;
        }
        Ok(())
    }

    fn read_all(database: &Database) -> Result<Loaded, Error> {
        let transaction = database.begin_read()?;
        let meta = Meta::read(&transaction)?;
        let mut resources = Vec::new();
        for entry in transaction.open_table(RESOURCES)?.range::<&[u8]>(..)? {
            let (_, value) = entry?;
            resources.push(resource(value.value())?);
        }
        let instances = instances::read(&transaction.open_table(INSTANCES)?)?;
        let locks = locks::read(&transaction)?;
        let rollouts = rollouts::read(&transaction)?;
        let Meta { identity, id, revision } = meta;
        Ok(Loaded { identity, id, revision, resources, instances, locks, rollouts })
    }

    fn read_changes(database: &Database, after: u64) -> Result<Changes, Error> {
        let transaction = database.begin_read()?;
        let revision = Meta::read(&transaction)?.revision;
        let changes = transaction.open_table(CHANGES)?;
        let oldest = changes.first()?.map_or(revision, |(first, _)| first.value() - 1);
        // A revision of the future belongs to another history of this store.
        if after < oldest || after > revision {
            return Ok(Changes::Gone { oldest });
        }
        let mut transactions = Vec::new();
        for entry in changes.range(after + 1..)? {
            let (revision, events) = entry?;
            let transaction = log::decode(revision.value(), events.value());
            transactions.push(transaction.map_err(Error::damaged)?);
        }
        Ok(Changes::Log(transactions))
    }

    fn read_token(database: &Database, key: &TokenKey) -> Result<Option<StoredToken>, Error> {
        let transaction = database.begin_read()?;
        let tokens = transaction.open_table(TOKENS)?;
        tokens.get(key)?.map(|value| stored_token(value.value())).transpose()
    }
}

impl Store for EmbeddedStore {
    fn load(&self) -> Result<Loaded, StoreError> {
        self.with(Self::read_all)
    }

    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        if self.inode.is_some() {
            self.check_place()?;
        }
        self.make_writable()?;
        let done = self.with(|database| {
            let transaction = database.begin_write()?;
            self.write(&transaction, batch)?;
            Ok(transaction.commit()?)
        });
        done.or_else(|error| self.settle(batch, error))
    }

    fn changes_after(&self, revision: u64) -> Result<Changes, StoreError> {
        self.with(|database| Self::read_changes(database, revision))
    }

    fn token(&self, key: &TokenKey) -> Result<Option<StoredToken>, StoreError> {
        self.with(|database| Self::read_token(database, key))
    }

    fn rollout_entries(&self, id: &str, after: u64, max: usize) -> Result<Vec<Entry>, StoreError> {
        self.with(|database| rollouts::entries(&database.begin_read()?, id, after, max))
    }

    fn backup(&self) -> Result<Vec<u8>, StoreError> {
        // The transaction sees all that was committed, and nothing that is committed from now on.
        let transaction = self.with(|database| Ok(database.begin_read()?))?;
        guarded(&self.path, || backup::copy(&transaction))
    }
}

/// What the table `meta` says but for the format.
struct Meta {
    identity: Identity,
    id: Option<String>,
    revision: u64,
}

impl Meta {
    fn read(transaction: &ReadTransaction) -> Result<Self, Error> {
        let meta = transaction.open_table(META)?;
        let text = |name: &str| -> Result<String, Error> {
            let value = meta.get(name)?;
            let value = value.ok_or_else(|| Error::damaged(format!("it has no {name}")))?;
            Ok(value.value().to_owned())
        };
        let revision = text("revision")?;
        let revision = revision
            .parse()
            .map_err(|_| Error::damaged(format!("`{revision}` is not a revision")))?;
        let identity = Identity { account: text("account")?, region: text("region")? };
        let id = meta.get(ID)?.map(|id| id.value().to_owned());
        Ok(Self { identity, id, revision })
    }
}

/// Writes the tables of a new file; checks the version of one that has them.
fn prepare(database: &Database, identity: &Identity) -> Result<(), Error> {
    if let Some(found) = format(database)? {
        return match found.parse::<u32>() {
            Ok(FORMAT) => name(database),
            Ok(1) => upgrade(database),
            _ => Err(Error::Newer(found)),
        };
    }
    let transaction = database.begin_write()?;
    {
        let mut meta = transaction.open_table(META)?;
        meta.insert("format", FORMAT.to_string().as_str())?;
        meta.insert("account", identity.account.as_str())?;
        meta.insert("region", identity.region.as_str())?;
        meta.insert("revision", "0")?;
        meta.insert(ID, uuid::Uuid::new_v4().to_string().as_str())?;
        transaction.open_table(RESOURCES)?;
        transaction.open_table(INSTANCES)?;
        transaction.open_table(CHANGES)?;
        transaction.open_table(TOKENS)?;
        transaction.open_table(TOKEN_TIMES)?;
    }
    Ok(transaction.commit()?)
}

/// Gives a store of an older weir its own name, which others read over.
fn name(database: &Database) -> Result<(), Error> {
    if database.begin_read()?.open_table(META)?.get(ID)?.is_some() {
        return Ok(());
    }
    let transaction = database.begin_write()?;
    transaction.open_table(META)?.insert(ID, uuid::Uuid::new_v4().to_string().as_str())?;
    Ok(transaction.commit()?)
}

/// Adds what format 1 did not have. From then on older versions refuse the file.
fn upgrade(database: &Database) -> Result<(), Error> {
    let transaction = database.begin_write()?;
    transaction.open_table(INSTANCES)?;
    transaction.open_table(META)?.insert("format", FORMAT.to_string().as_str())?;
    transaction.commit()?;
    name(database)
}

/// The format of the file; `None` where it has no tables yet.
fn format(database: &Database) -> Result<Option<String>, Error> {
    let transaction = database.begin_read()?;
    if transaction.list_tables()?.next().is_none() {
        return Ok(None);
    }
    let meta = transaction.open_table(META)?;
    let format = meta.get("format")?;
    let format = format.ok_or_else(|| Error::damaged("its format is not given"))?;
    Ok(Some(format.value().to_owned()))
}

/// Whether a batch was kept, all of it: its last revision, its locks and its rollouts are there.
fn holds(database: &Database, batch: &Batch) -> Result<bool, Error> {
    let transaction = database.begin_read()?;
    let revision = Meta::read(&transaction)?.revision;
    let locks = locks::read(&transaction)?;
    let wanted = batch.transactions.last().map_or(revision, |last| last.revision);
    let is_there = |(mesh, lock): (&String, &Option<_>)| locks.get(mesh) == lock.as_ref();
    let rollouts = rollouts::read(&transaction)?;
    let is_kept = |(id, record): (&String, &Option<_>)| rollouts.get(id) == record.as_ref();
    Ok(revision == wanted && batch.locks.iter().all(is_there) && batch.rollouts.iter().all(is_kept))
}

fn owned((time, key): (i64, &TokenKey)) -> (i64, TokenKey) {
    (time, *key)
}

/// The id as bytes that sort as ids do. Names hold no control characters.
fn key(id: &ResourceId) -> Vec<u8> {
    let mut key = Vec::with_capacity(64);
    key.extend_from_slice(id.mesh().as_bytes());
    key.extend_from_slice(&[0, id.kind() as u8 + 1]);
    key.extend_from_slice(id.parent().unwrap_or_default().as_bytes());
    key.push(0);
    key.extend_from_slice(id.name().as_bytes());
    key
}

fn record(resource: &Resource) -> Vec<u8> {
    serde_json::to_vec(&resource.in_form(Form::Record)).expect("a resource is plain JSON")
}

fn resource(bytes: &[u8]) -> Result<Resource, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error::damaged(format!("a resource: {error}")))
}

fn token_value(token: &StoredToken) -> Vec<u8> {
    let mut value = Vec::with_capacity(1024);
    value.extend_from_slice(&token.fingerprint);
    value.extend_from_slice(&token.at.millis().to_be_bytes());
    value.extend_from_slice(&record(&token.answer));
    value
}

fn stored_token(value: &[u8]) -> Result<StoredToken, Error> {
    let cut = || Error::damaged("a token is cut off");
    let (fingerprint, rest) = value.split_first_chunk().ok_or_else(cut)?;
    let (at, answer) = rest.split_first_chunk().ok_or_else(cut)?;
    Ok(StoredToken {
        fingerprint: *fingerprint,
        at: Timestamp::from_millis(i64::from_be_bytes(*at)),
        answer: Arc::new(resource(answer)?),
    })
}
