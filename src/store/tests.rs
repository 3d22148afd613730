//! Tests of the store and of the lock.

mod backup;
mod full_disk;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use proptest::prelude::*;
use redb::{Database, TableDefinition};
use tempfile::TempDir;

use crate::store::conformance::{Place, check, identity, instance, instance_id, node};
use crate::store::embedded::Retention;
use crate::store::{
    Batch, DataDirLock, EmbeddedStore, Identity, LockError, Store, StoreError, Transaction,
};

struct Embedded(TempDir);

impl Default for Embedded {
    fn default() -> Self {
        Self(TempDir::new().unwrap())
    }
}

impl Place for Embedded {
    type Store = EmbeddedStore;

    fn open(&self, identity: &Identity) -> Result<EmbeddedStore, StoreError> {
        let retention = Retention { revisions: 10, tokens: 10, token_age_ms: 60_000 };
        EmbeddedStore::open_with(self.0.path(), identity, retention)
    }
}

#[test]
fn embedded_store_conforms() {
    check::<Embedded>();
}

fn filled(dir: &Path) {
    let store = EmbeddedStore::open(dir, &identity()).unwrap();
    let mut batch = Batch::new(crate::model::Timestamp::from_millis(0));
    for number in 0..200 {
        let node = node(&format!("n{number}"), 1);
        batch.resources.insert(node.id.clone(), Some(node));
    }
    batch
        .transactions
        .push(Transaction { revision: 1, events: Vec::new(), services: Vec::new() }.into());
    store.commit(&batch).unwrap();
}

fn open_all(dir: &Path) -> Result<usize, StoreError> {
    Ok(EmbeddedStore::open(dir, &identity())?.load()?.resources.len())
}

#[test]
fn newer_format_is_refused() {
    let dir = TempDir::new().unwrap();
    filled(dir.path());
    let database = Database::open(dir.path().join("weir.redb")).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut meta = transaction.open_table(TableDefinition::<&str, &str>::new("meta")).unwrap();
        meta.insert("format", "3").unwrap();
    }
    transaction.commit().unwrap();
    drop(database);
    let error = open_all(dir.path()).unwrap_err();
    let path = dir.path().join("weir.redb");
    assert_eq!(
        error.to_string(),
        format!(
            "the store `{}` has format 3, and this version of weir knows formats up to 2; use the \
             version of weir that wrote it, or a later one",
            path.display()
        )
    );
}

#[test]
fn newer_rollout_is_refused() {
    let dir = TempDir::new().unwrap();
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    let mut batch = Batch::new(crate::model::Timestamp::from_millis(0));
    let mut state = crate::rollout::example::state();
    state.format = 2;
    let record = crate::rollout::record::RolloutRecord::new(state);
    batch.rollouts.insert("01KATEST".to_owned(), Some(record.into()));
    store.commit(&batch).unwrap();
    drop(store);
    let error = open_all(dir.path()).unwrap_err();
    let path = dir.path().join("weir.redb");
    assert_eq!(
        error.to_string(),
        format!(
            "the store `{}` holds the rollout `01KATEST` in format 2, and this version of weir \
             knows formats up to 1; use the version of weir that wrote it, or a later one",
            path.display()
        )
    );
}

#[test]
fn first_format_is_upgraded() {
    let dir = TempDir::new().unwrap();
    filled(dir.path());
    let database = Database::open(dir.path().join("weir.redb")).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut meta = transaction.open_table(TableDefinition::<&str, &str>::new("meta")).unwrap();
        meta.insert("format", "1").unwrap();
    }
    let instances = TableDefinition::<(&str, &str, &str), &[u8]>::new("instances");
    assert!(transaction.delete_table(instances).unwrap());
    transaction.commit().unwrap();
    drop(database);
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    let mut batch = Batch::new(crate::model::Timestamp::from_millis(0));
    let id = instance_id("cart", "a");
    let services = vec![id.service.clone()];
    batch.instances.insert(id, Some(instance(r#"{"ipv4":"10.0.0.1","healthy":true}"#)));
    batch.transactions.push(Transaction { revision: 2, events: Vec::new(), services }.into());
    store.commit(&batch).unwrap();
    drop(store);
    let loaded = EmbeddedStore::open(dir.path(), &identity()).unwrap().load().unwrap();
    assert_eq!((loaded.resources.len(), loaded.instances.len()), (200, 1));
}

#[test]
fn foreign_database_is_refused() {
    let dir = TempDir::new().unwrap();
    let database = Database::create(dir.path().join("weir.redb")).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(TableDefinition::<&str, u64>::new("meta")).unwrap();
    transaction.commit().unwrap();
    drop(database);
    assert!(matches!(open_all(dir.path()), Err(StoreError::Damaged { .. })));
}

#[test]
fn garbage_is_refused() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("weir.redb");
    for garbage in [&b"x"[..], b"{}", &[0; 4096], &[0xFF; 10_000]] {
        fs::write(&path, garbage).unwrap();
        let error = open_all(dir.path()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
        assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
        assert_eq!(fs::read(&path).unwrap(), garbage, "it is left as it was");
    }
}

#[test]
fn truncated_file_is_refused() {
    let dir = TempDir::new().unwrap();
    filled(dir.path());
    let path = dir.path().join("weir.redb");
    let whole = fs::read(&path).unwrap();
    for part in 1..20 {
        fs::write(&path, &whole[..whole.len() * part / 20]).unwrap();
        let error = open_all(dir.path()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{part}/20: {error:?}");
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(open_all(dir.path()).unwrap(), 200);
}

#[test]
fn copy_that_is_read_touches_nothing() {
    let dir = TempDir::new().unwrap();
    filled(dir.path());
    let path = dir.path().join("weir.redb");
    let bytes = fs::read(&path).unwrap();
    let copy = EmbeddedStore::of_bytes(&path, bytes.clone(), &identity()).unwrap();
    assert_eq!(copy.load().unwrap().resources.len(), 200);
    let mut batch = Batch::new(crate::model::Timestamp::from_millis(0));
    batch
        .transactions
        .push(Transaction { revision: 2, events: Vec::new(), services: Vec::new() }.into());
    assert!(matches!(copy.commit(&batch), Err(StoreError::ReadOnly { .. })));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    let none = EmbeddedStore::of_bytes(&path, Vec::new(), &identity()).unwrap();
    assert_eq!(none.load().unwrap().revision, 0);
}

#[test]
fn readers_keep_writers_out_and_make_nothing() {
    let dir = TempDir::new().unwrap();
    assert!(DataDirLock::share(&dir.path().join("none")).unwrap().is_none());
    assert!(!dir.path().join("none").exists());
    fs::write(dir.path().join("lock"), r#"{"pid":1,"serving":["http://127.0.0.1:1"]}"#).unwrap();
    let first = DataDirLock::share(dir.path()).unwrap().unwrap();
    let second = DataDirLock::share(dir.path()).unwrap().unwrap();
    let error = DataDirLock::acquire(dir.path()).unwrap_err();
    assert!(matches!(error, LockError::HeldByUnknown(_)), "the dead do not speak: {error:?}");
    drop((first, second));
    let mut writer = DataDirLock::acquire(dir.path()).unwrap();
    writer.announce(&["http://127.0.0.1:2".to_owned()]).unwrap();
    match DataDirLock::share(dir.path()) {
        Err(LockError::Held { holder, .. }) => assert_eq!(holder.serving, ["http://127.0.0.1:2"]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn data_of_the_store_is_private() {
    let dir = TempDir::new().unwrap();
    let inner = dir.path().join("a/b");
    let _lock = DataDirLock::acquire(&inner).unwrap();
    filled(&inner);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    assert_eq!(mode(&inner.join("weir.redb")), 0o600);
    assert_eq!(mode(&inner.join("lock")), 0o600);
}

#[test]
fn lock_names_its_holder() {
    let dir = TempDir::new().unwrap();
    let mut lock = DataDirLock::acquire(dir.path()).unwrap();
    let holder = || match DataDirLock::acquire(dir.path()) {
        Err(LockError::Held { holder, .. }) => holder,
        other => panic!("{other:?}"),
    };
    assert_eq!((holder().pid, holder().serving), (std::process::id(), Vec::<String>::new()));
    let urls = ["http://127.0.0.1:7070".to_owned(), "http://[::1]:7070".to_owned()];
    lock.announce(&urls).unwrap();
    assert_eq!(holder().serving, urls);
    lock.announce(&[]).unwrap();
    assert_eq!(holder().serving, Vec::<String>::new());
    drop(lock);
    DataDirLock::acquire(dir.path()).unwrap();
}

#[test]
fn words_of_a_dead_holder_do_not_block() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("lock"), r#"{"pid":1,"serving":["http://127.0.0.1:1"]}"#).unwrap();
    DataDirLock::acquire(dir.path()).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn lock_is_taken_where_nothing_can_be_written() {
    let dir = TempDir::new().unwrap();
    std::os::unix::fs::symlink("/dev/full", dir.path().join("lock")).unwrap();
    let mut lock = DataDirLock::acquire(dir.path()).unwrap();
    assert!(lock.announce(&[]).is_err());
}

#[test]
fn holder_without_words_is_unknown() {
    let dir = TempDir::new().unwrap();
    let _lock = DataDirLock::acquire(dir.path()).unwrap();
    fs::write(dir.path().join("lock"), "").unwrap();
    let error = DataDirLock::acquire(dir.path()).unwrap_err();
    assert!(matches!(error, LockError::HeldByUnknown(_)), "{error:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is overwritten, opening never panics; and what it reads, if it does, is all there.
    #[test]
    fn damaged_file_never_panics(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<[u8; 16]>()), 1..4)) {
        let dir = TempDir::new().unwrap();
        filled(dir.path());
        let path = dir.path().join("weir.redb");
        let mut bytes = fs::read(&path).unwrap();
        for (place, garbage) in damage {
            let place = place.index(bytes.len() - garbage.len());
            bytes[place..place + garbage.len()].copy_from_slice(&garbage);
        }
        fs::write(&path, &bytes).unwrap();
        let copy = EmbeddedStore::of_bytes(&path, bytes, &identity());
        let copied = copy.and_then(|copy| Ok(copy.load()?.resources.len()));
        for read in [copied, open_all(dir.path())] {
            match read {
                Ok(count) => prop_assert_eq!(count, 200),
                Err(error) => prop_assert!(matches!(error, StoreError::Damaged { .. }), "{:?}", error),
            }
        }
    }

    /// Wherever a file ends too early, it is refused.
    #[test]
    fn file_cut_anywhere_is_refused(cut in any::<prop::sample::Index>()) {
        let dir = TempDir::new().unwrap();
        filled(dir.path());
        let path = dir.path().join("weir.redb");
        let bytes = fs::read(&path).unwrap();
        // An empty file is a new store.
        let length = 1 + cut.index(bytes.len() - 1);
        fs::write(&path, &bytes[..length]).unwrap();
        let error = open_all(dir.path()).unwrap_err();
        prop_assert!(matches!(error, StoreError::Damaged { .. }), "{}: {:?}", length, error);
    }
}
