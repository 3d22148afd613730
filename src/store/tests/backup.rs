//! Backups hold everything but locks, and come back whole or not at all.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::model::Timestamp;
use crate::store::conformance::{identity, instance, instance_id, node};
use crate::store::{
    Batch, DataDirLock, EmbeddedStore, Event, EventKind, Identity, LockHolder, MeshLock, Replace,
    RestoreError, Store, StoreError, StoredToken, Transaction, restore,
};

/// A store with something of everything.
fn everything(dir: &Path) -> EmbeddedStore {
    let of = Identity { account: "123456789012".into(), region: "eu-west-1".into() };
    let store = EmbeddedStore::open(dir, &of).unwrap();
    for revision in 1..=20 {
        let node = node(&format!("n{revision}"), i64::try_from(revision).unwrap());
        let mut batch = Batch::new(Timestamp::from_millis(5));
        let event = Event { kind: EventKind::Created, id: node.id.clone(), version: 1 };
        let id = instance_id("cart", &format!("i{revision}"));
        let services = vec![id.service.clone()];
        batch.instances.insert(id, Some(instance(r#"{"ipv4":"10.0.0.1","healthy":true}"#)));
        batch.transactions.push(Arc::new(Transaction { revision, events: vec![event], services }));
        let key = [u8::try_from(revision).unwrap(); 32];
        let at = Timestamp::from_millis(5);
        batch.tokens.push((key, StoredToken { fingerprint: key, at, answer: Arc::clone(&node) }));
        batch.resources.insert(node.id.clone(), Some(node));
        let (user, host) = ("ada".to_owned(), "h".to_owned());
        let holder = LockHolder { user, host, pid: 1, run: None, message: None };
        let lock = MeshLock { token: "t".into(), holder, since: at, lease_ms: 30_000 };
        batch.locks.insert("m".into(), Some(Arc::new(lock)));
        let mut state = crate::rollout::example::state();
        state.id = format!("r{revision}");
        batch.entries.push(crate::rollout::journal::Entry {
            seq: 1,
            at: state.started,
            rollout: state.id.clone(),
            announcement: crate::rollout::effect::Announcement::Started,
        });
        let record = crate::rollout::record::RolloutRecord::new(state);
        batch.rollouts.insert(record.state.id.clone(), Some(record.into()));
        store.commit(&batch).unwrap();
    }
    store
}

fn back_up(dir: &TempDir) -> std::path::PathBuf {
    let inner = dir.path().join("origin");
    fs::create_dir(&inner).unwrap();
    let path = dir.path().join("backup");
    fs::write(&path, everything(&inner).backup().unwrap()).unwrap();
    path
}

#[test]
fn backup_comes_back_with_everything_but_locks() {
    let (dir, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let store = everything(dir.path());
    let path = dir.path().join("backup");
    fs::write(&path, store.backup().unwrap()).unwrap();
    let inner = target.path().join("new");
    let restored = restore(&inner, &path, Replace::OnlyEmpty).unwrap();
    assert_eq!((restored.revision, restored.resources, restored.instances), (20, 20, 20));
    assert_eq!(restored.kept, None);
    let again = EmbeddedStore::open(&inner, &identity()).unwrap();
    let (before, after) = (store.load().unwrap(), again.load().unwrap());
    assert_eq!((after.rollouts.len(), &after.rollouts), (20, &before.rollouts));
    assert_eq!(again.rollout_entries("r7", 0, 10).unwrap().len(), 1);
    assert_eq!(after.identity, before.identity);
    assert_eq!((after.revision, after.resources), (before.revision, before.resources));
    assert_eq!(
        after.instances.iter().collect::<Vec<_>>(),
        before.instances.iter().collect::<Vec<_>>()
    );
    assert_eq!((before.locks.len(), after.locks.len()), (1, 0));
    assert_eq!(again.changes_after(3).unwrap(), store.changes_after(3).unwrap());
    for key in 1..=20 {
        let of = |store: &EmbeddedStore| store.token(&[key; 32]).unwrap().unwrap();
        assert_eq!(of(&again), of(&store));
    }
}

#[test]
fn store_that_is_not_empty_is_replaced_only_by_force_and_kept() {
    let (dir, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let backup = back_up(&dir);
    let own = target.path();
    drop(EmbeddedStore::open(own, &identity()).unwrap());
    assert!(restore(own, &backup, Replace::OnlyEmpty).unwrap().kept.is_some(), "an empty one goes");
    let before = fs::read(own.join("weir.redb")).unwrap();
    let error = restore(own, &backup, Replace::OnlyEmpty).unwrap_err();
    assert!(matches!(error, RestoreError::NotEmpty(_)), "{error:?}");
    assert_eq!(fs::read(own.join("weir.redb")).unwrap(), before);
    let kept = restore(own, &backup, Replace::Any).unwrap().kept.unwrap();
    assert_eq!(fs::read(kept).unwrap(), before);
    fs::write(own.join("weir.redb"), b"broken").unwrap();
    let error = restore(own, &backup, Replace::OnlyEmpty).unwrap_err();
    assert!(matches!(error, RestoreError::NotEmpty(_)), "what cannot be read may be precious");
    let kept = restore(own, &backup, Replace::Any).unwrap().kept.unwrap();
    assert_eq!(fs::read(kept).unwrap(), b"broken");
    assert_eq!(EmbeddedStore::open(own, &identity()).unwrap().load().unwrap().revision, 20);
}

#[test]
fn backup_that_cannot_be_used_changes_nothing() {
    let (dir, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let backup = back_up(&dir);
    let whole = fs::read(&backup).unwrap();
    let own = target.path();
    let refused = |bytes: &[u8]| {
        fs::write(&backup, bytes).unwrap();
        restore(own, &backup, Replace::Any).unwrap_err()
    };
    assert!(matches!(refused(b""), RestoreError::Empty(_)));
    let half = refused(&whole[..whole.len() / 2]);
    assert!(matches!(half, RestoreError::Backup(StoreError::Damaged { .. })), "{half:?}");
    let text = refused(b"{}");
    assert!(matches!(text, RestoreError::Backup(StoreError::Damaged { .. })), "{text:?}");
    fs::remove_file(&backup).unwrap();
    let none = restore(own, &backup, Replace::Any).unwrap_err();
    assert!(matches!(none, RestoreError::Read { .. }), "{none:?}");
    assert_eq!(fs::read_dir(own).unwrap().count(), 0, "not even a lock file was made");
}

#[test]
fn backup_is_not_restored_under_a_running_plane() {
    let (dir, target) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let backup = back_up(&dir);
    let _lock = DataDirLock::acquire(target.path()).unwrap();
    let error = restore(target.path(), &backup, Replace::Any).unwrap_err();
    assert!(matches!(error, RestoreError::Lock(_)), "{error:?}");
}
