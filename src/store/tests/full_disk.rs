//! A disk that fills up at any write: what was acknowledged stays, what was refused is not there.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::model::{Resource, Timestamp};
use crate::store::conformance::{identity, node};
use crate::store::{Batch, EmbeddedStore, Store, StoreError, StoredToken, Transaction};

/// A batch of a few kilobytes.
fn batch(revision: u64) -> Batch {
    let mut batch = Batch::new(Timestamp::from_millis(0));
    for number in 0..10 {
        let node = node(&format!("n{number}-{}", revision % 7), 1);
        batch.tokens.push(([number; 32], token(&node)));
        batch.resources.insert(node.id.clone(), Some(node));
    }
    let transaction = Transaction { revision, events: Vec::new(), services: Vec::new() };
    batch.transactions.push(Arc::new(transaction));
    batch
}

fn token(node: &Arc<Resource>) -> StoredToken {
    let at = Timestamp::from_millis(0);
    StoredToken { fingerprint: [0; 32], at, answer: Arc::clone(node) }
}

#[test]
fn refused_batch_leaves_no_trace_and_room_lets_writing_go_on() {
    let dir = TempDir::new().unwrap();
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    store.commit(&batch(1)).unwrap();
    store.room().store(0, Ordering::Relaxed);
    for _ in 0..3 {
        let error = store.commit(&batch(2)).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
        assert!(error.to_string().starts_with("no room is left for the store `"), "{error}");
        let loaded = store.load().unwrap();
        assert_eq!((loaded.revision, loaded.resources.len()), (1, 10), "reading goes on");
        assert!(store.token(&[3; 32]).unwrap().is_some());
        assert!(store.backup().is_ok(), "a full disk is a good time for a backup");
    }
    store.room().store(u64::MAX, Ordering::Relaxed);
    store.commit(&batch(2)).unwrap();
    drop(store);
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    assert_eq!(store.load().unwrap().revision, 2);
}

#[test]
fn store_that_was_replaced_meanwhile_is_not_taken_for_the_old_one() {
    let dir = TempDir::new().unwrap();
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    store.room().store(0, Ordering::Relaxed);
    store.commit(&batch(1)).unwrap_err();
    store.room().store(u64::MAX, Ordering::Relaxed);
    std::fs::remove_file(dir.path().join("weir.redb")).unwrap();
    let error = store.commit(&batch(1)).unwrap_err();
    assert!(matches!(error, StoreError::Replaced { .. }), "{error:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However much room there is at each commit.
    #[test]
    fn whatever_is_acknowledged_is_kept(
        rooms in prop::collection::vec(prop_oneof![Just(u64::MAX), 0..60_000_u64, 0..6_000_u64], 1..12),
    ) {
        let dir = TempDir::new().unwrap();
        let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
        let mut revision = 0;
        for room in rooms {
            store.room().store(room, Ordering::Relaxed);
            match store.commit(&batch(revision + 1)) {
                Ok(()) => revision += 1,
                Err(StoreError::Full { .. }) => {}
                Err(error) => prop_assert!(false, "{error:?}"),
            }
            prop_assert_eq!(store.load().unwrap().revision, revision);
        }
        drop(store);
        let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
        prop_assert_eq!(store.load().unwrap().revision, revision);
    }
}
