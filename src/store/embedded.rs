//! The store in one file, `weir.redb`, by redb.
//!
//! Every commit is durable when it returns. The file has a format version, and a file that is
//! damaged or of a later version is refused.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::backends::FileBackend;
use redb::{
    Builder, Database, DatabaseError, ReadTransaction, ReadableDatabase, ReadableTable,
    ReadableTableMetadata, StorageError, Table, TableDefinition, WriteTransaction,
};

use crate::model::resource::Form;
use crate::model::{Resource, ResourceId, Timestamp};
use crate::store::record::{Batch, Changes, Identity, StoredToken, TokenKey, Transaction};
use crate::store::{Loaded, Store, StoreError};

mod instances;
mod locks;
mod log;

/// The version of what the tables hold. Format 1 had no instances, and is upgraded when it is opened.
const FORMAT: u32 = 2;
/// Resources are held in memory besides, so the file needs little of it.
const CACHE_BYTES: usize = 32 << 20;

const META: TableDefinition<&str, &str> = TableDefinition::new("meta");
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
    /// Device and number of the open file.
    inode: (u64, u64),
    database: Database,
    retention: Retention,
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
        let path = data_dir.join("weir.redb");
        let (file, inode) = open_file(data_dir, &path)
            .and_then(|file| file.metadata().map(|metadata| (file, inode(&metadata))))
            .map_err(|source| StoreError::Open { path: path.clone(), source })?;
        let database = guarded(&path, || open_database(&path, file))?;
        let store = Self { path, inode, database, retention };
        store.guarded(|| store.prepare(identity))?;
        Ok(store)
    }

    /// Writes the tables of a new file; checks the version of one that has them.
    fn prepare(&self, identity: &Identity) -> Result<(), Error> {
        if let Some(found) = self.format()? {
            return match found.parse::<u32>() {
                Ok(FORMAT) => Ok(()),
                Ok(1) => self.upgrade(),
                _ => Err(Error::Newer(found)),
            };
        }
        let transaction = self.database.begin_write()?;
        {
            let mut meta = transaction.open_table(META)?;
            meta.insert("format", FORMAT.to_string().as_str())?;
            meta.insert("account", identity.account.as_str())?;
            meta.insert("region", identity.region.as_str())?;
            meta.insert("revision", "0")?;
            transaction.open_table(RESOURCES)?;
            transaction.open_table(INSTANCES)?;
            transaction.open_table(CHANGES)?;
            transaction.open_table(TOKENS)?;
            transaction.open_table(TOKEN_TIMES)?;
        }
        Ok(transaction.commit()?)
    }

    /// Adds what format 1 did not have. From then on older versions refuse the file.
    fn upgrade(&self) -> Result<(), Error> {
        let transaction = self.database.begin_write()?;
        transaction.open_table(INSTANCES)?;
        transaction.open_table(META)?.insert("format", FORMAT.to_string().as_str())?;
        Ok(transaction.commit()?)
    }

    /// The format of the file; `None` where it has no tables yet.
    fn format(&self) -> Result<Option<String>, Error> {
        let transaction = self.database.begin_read()?;
        if transaction.list_tables()?.next().is_none() {
            return Ok(None);
        }
        let meta = transaction.open_table(META)?;
        let format = meta.get("format")?;
        let format = format.ok_or_else(|| Error::damaged("its format is not given"))?;
        Ok(Some(format.value().to_owned()))
    }

    /// Runs `read` or a write, and says of which file an error speaks.
    fn guarded<T>(&self, act: impl FnOnce() -> Result<T, Error>) -> Result<T, StoreError> {
        guarded(&self.path, act)
    }

    /// That the path still leads to the open file. Writing goes on in a file without a name, but
    /// nothing of it can be found again.
    fn check_place(&self) -> Result<(), Error> {
        match std::fs::metadata(&self.path) {
            Ok(metadata) if inode(&metadata) == self.inode => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Error::Store(StoreError::Failed {
                    path: self.path.clone(),
                    detail: error.to_string(),
                }))
            }
            _ => Err(Error::Store(StoreError::Replaced { path: self.path.clone() })),
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

    fn read_all(&self) -> Result<Loaded, Error> {
        let transaction = self.database.begin_read()?;
        let meta = Meta::read(&transaction)?;
        let mut resources = Vec::new();
        for entry in transaction.open_table(RESOURCES)?.range::<&[u8]>(..)? {
            let (_, value) = entry?;
            resources.push(resource(value.value())?);
        }
        let instances = instances::read(&transaction.open_table(INSTANCES)?)?;
        let locks = locks::read(&transaction)?;
        let Meta { identity, revision } = meta;
        Ok(Loaded { identity, revision, resources, instances, locks })
    }

    fn read_changes(&self, after: u64) -> Result<Changes, Error> {
        let transaction = self.database.begin_read()?;
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

    fn read_token(&self, key: &TokenKey) -> Result<Option<StoredToken>, Error> {
        let transaction = self.database.begin_read()?;
        let tokens = transaction.open_table(TOKENS)?;
        tokens.get(key)?.map(|value| stored_token(value.value())).transpose()
    }
}

impl Store for EmbeddedStore {
    fn load(&self) -> Result<Loaded, StoreError> {
        self.guarded(|| self.read_all())
    }

    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.guarded(|| {
            self.check_place()?;
            let transaction = self.database.begin_write()?;
            self.write(&transaction, batch)?;
            Ok(transaction.commit()?)
        })
    }

    fn changes_after(&self, revision: u64) -> Result<Changes, StoreError> {
        self.guarded(|| self.read_changes(revision))
    }

    fn token(&self, key: &TokenKey) -> Result<Option<StoredToken>, StoreError> {
        self.guarded(|| self.read_token(key))
    }
}

/// What the table `meta` says but for the format.
struct Meta {
    identity: Identity,
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
        Ok(Self { identity, revision })
    }
}

fn inode(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

fn open_file(data_dir: &Path, path: &Path) -> io::Result<File> {
    let new = !path.exists();
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)?;
    if new {
        // Without this a power cut could take the file's name away, and with it all commits.
        File::open(data_dir)?.sync_all()?;
    }
    Ok(file)
}

fn open_database(path: &Path, file: File) -> Result<Database, Error> {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(true);
    match FileBackend::new(file).and_then(|file| builder.create_with_backend(file)) {
        Ok(database) => Ok(database),
        Err(DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch) => {
            Err(Error::Store(StoreError::Busy { path: path.to_owned() }))
        }
        Err(DatabaseError::UpgradeRequired(version)) => {
            Err(Error::damaged(format!("its file format {version} is out of date")))
        }
        Err(DatabaseError::Storage(StorageError::Io(error)))
            if error.kind() != io::ErrorKind::InvalidData
                && error.kind() != io::ErrorKind::UnexpectedEof =>
        {
            Err(Error::Store(StoreError::Open { path: path.to_owned(), source: error }))
        }
        Err(error) => Err(Error::damaged(error)),
    }
}

/// Runs `act`. redb panics on some damaged files where it should fail.
fn guarded<T>(path: &Path, act: impl FnOnce() -> Result<T, Error>) -> Result<T, StoreError> {
    let path = || path.to_owned();
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Error::Store(error))) => Err(error),
        Ok(Err(Error::Newer(found))) => {
            Err(StoreError::Newer { path: path(), found, known: FORMAT })
        }
        Ok(Err(Error::Damaged(detail))) => Err(StoreError::Damaged { path: path(), detail }),
        Ok(Err(Error::Redb(redb::Error::Corrupted(detail)))) => {
            Err(StoreError::Damaged { path: path(), detail })
        }
        Ok(Err(Error::Redb(
            error @ (redb::Error::TableTypeMismatch { .. } | redb::Error::TableDoesNotExist(_)),
        ))) => Err(StoreError::Damaged { path: path(), detail: error.to_string() }),
        Ok(Err(Error::Redb(error))) => {
            Err(StoreError::Failed { path: path(), detail: error.to_string() })
        }
        Err(_) => Err(StoreError::Damaged {
            path: path(),
            detail: "its pages do not fit together".to_owned(),
        }),
    }
}

/// An error before it is known of which file it speaks.
enum Error {
    Store(StoreError),
    Newer(String),
    Damaged(String),
    Redb(redb::Error),
}

impl Error {
    fn damaged(detail: impl std::fmt::Display) -> Self {
        Self::Damaged(format!("{detail}"))
    }
}

impl<E: Into<redb::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Redb(error.into())
    }
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
