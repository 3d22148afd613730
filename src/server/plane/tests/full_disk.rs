//! A full disk under a plane: writes are refused for certain, reads go on, and room ends it.

use std::sync::atomic::{AtomicI64, Ordering};

use super::*;
use crate::server::plane::locks::LockCall;

#[tokio::test]
async fn full_disk_refuses_writes_until_there_is_room() {
    let dir = TempDir::new().unwrap();
    let store = EmbeddedStore::open(dir.path(), &identity()).unwrap();
    let room = store.room();
    let plane = Plane::start(Box::new(store), sources(&Arc::new(AtomicI64::new(0)))).unwrap();
    let submit = |change| plane.submit(Operation::Change { change, token: None });
    submit(create(&id("m/m"), json!({}))).await.unwrap();
    room.store(0, Ordering::Relaxed);
    for _ in 0..3 {
        let outcome = submit(create(&id("vn/a"), json!({}))).await;
        let said = refused(outcome, ErrorKind::InsufficientStorage);
        assert!(said.starts_with("nothing was changed: no room is left"), "{said}");
        assert_eq!(plane.snapshot().revision, 1);
        assert!(plane.snapshot().snapshot.get(&id("vn/a")).is_none());
        assert_eq!(plane.health(), Health::Ready, "reading goes on");
    }
    let locks = plane.submit(Operation::Lock(LockCall::List)).await.unwrap().locks;
    assert_eq!(locks, []);
    room.store(u64::MAX, Ordering::Relaxed);
    submit(create(&id("vn/a"), json!({}))).await.unwrap();
    drop(plane);
    let plane = open(dir.path(), &Arc::new(AtomicI64::new(0)));
    assert_eq!((plane.snapshot().revision, plane.snapshot().snapshot.len()), (2, 2));
}
