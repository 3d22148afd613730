//! Backups while others write, and planes that are only read.

use super::*;
use crate::server::plane::{Config, PlaneError};
use crate::store::{Replace, restore};

/// Each backup is a state that the plane had between its beginning and its end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_is_a_state_that_was_while_others_write() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    let plane = world.plane.clone();
    let writing = tokio::spawn(async move {
        for number in 0..400 {
            let change = create(&id(&format!("vn/n{number:03}")), json!({}));
            plane.submit(Operation::Change { change, token: None }).await.unwrap();
        }
    });
    let mut seen = std::collections::BTreeSet::new();
    while !writing.is_finished() {
        let plane = world.plane.clone();
        let before = plane.snapshot().revision;
        let bytes = tokio::task::spawn_blocking(move || plane.backup()).await.unwrap().unwrap();
        let store = EmbeddedStore::of_bytes("backup".as_ref(), bytes, &identity()).unwrap();
        let loaded = store.load().unwrap();
        assert!(loaded.revision >= before, "all that was acknowledged is in it");
        // One change a revision, so the revision says what is in it.
        let names: Vec<String> = loaded
            .resources
            .iter()
            .filter(|one| one.kind() == Kind::VirtualNode)
            .map(|one| one.id.name().to_owned())
            .collect();
        let wanted: Vec<String> =
            (0..loaded.revision - 1).map(|number| format!("n{number:03}")).collect();
        assert_eq!(names, wanted);
        seen.insert(loaded.revision);
    }
    writing.await.unwrap();
    assert!(seen.len() > 1, "the writer was not disturbed, nor seen: {seen:?}");
}

#[tokio::test]
async fn restored_plane_goes_on_where_the_backup_was_made() {
    let world = World::full().await;
    let spec = create(&id("vn/again"), json!({}));
    world.with_token("t", spec.clone()).await.unwrap();
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("backup");
    std::fs::write(&file, world.plane.backup().unwrap()).unwrap();
    restore(&dir.path().join("new"), &file, Replace::OnlyEmpty).unwrap();
    let clock = Arc::clone(&world.clock);
    let plane = open(&dir.path().join("new"), &clock);
    assert_eq!(plane.snapshot().revision, world.revision());
    let all = |plane: &Plane| plane.snapshot().snapshot.iter().cloned().collect::<Vec<_>>();
    assert_eq!(all(&plane), all(&world.plane));
    let token = Some(ClientToken::new("t", &spec));
    let replayed = plane.submit(Operation::Change { change: spec, token }).await.unwrap();
    assert!(!replayed.changed, "a repetition is known as one");
}

#[test]
fn plane_that_is_read_makes_nothing() {
    let dir = TempDir::new().unwrap();
    let data_dir = dir.path().join("none");
    let config = Config { data_dir: data_dir.clone(), account: None, region: None };
    let plane = Plane::open_to_read(&config).unwrap();
    assert_eq!((plane.snapshot().revision, data_dir.exists()), (0, false));
    drop(plane);
    drop(Plane::open(&config).unwrap());
    let files = || std::fs::read_dir(&data_dir).unwrap().count();
    let before = (files(), std::fs::read(data_dir.join("weir.redb")).unwrap());
    drop(Plane::open_to_read(&config).unwrap());
    assert_eq!((files(), std::fs::read(data_dir.join("weir.redb")).unwrap()), before);
    let _writer = Plane::open(&config).unwrap();
    let error = Plane::open_to_read(&config).unwrap_err();
    assert!(matches!(error, PlaneError::Lock(LockError::Held { .. })), "{error:?}");
}

#[tokio::test]
async fn plane_that_is_read_refuses_writes() {
    let dir = TempDir::new().unwrap();
    let config = Config { data_dir: dir.path().to_owned(), account: None, region: None };
    let plane = Plane::open_to_read(&config).unwrap();
    let change = create(&id("m/m"), json!({}));
    let outcome = plane.submit(Operation::Change { change, token: None }).await;
    refused(outcome, ErrorKind::StoreFailed);
}
