//! Streams of events: what was, then what happens, each once.

use futures_util::StreamExt;

use super::*;
use crate::store::EventKind;

async fn take(world: &World, from: Option<u64>, count: usize) -> Vec<(u64, EventKind, String)> {
    let stream = world.plane.events_from(from).unwrap();
    let mut stream = Box::pin(stream);
    let mut events = Vec::new();
    while events.len() < count {
        let transaction = stream.next().await.unwrap().unwrap();
        let revision = transaction.revision;
        events.extend(transaction.events.iter().map(|e| (revision, e.kind, e.id.to_string())));
    }
    events
}

#[tokio::test]
async fn past_is_told_in_order() {
    let world = World::full().await;
    world.update(&id("vn/n"), json!({})).await.unwrap();
    world.plane.submit(Operation::Tag { id: id("vn/n"), tags: tags(&[("a", "")]) }).await.unwrap();
    world.delete(&id("gr/g/t")).await.unwrap();
    let told = take(&world, Some(6), 4).await;
    let expected = [
        (7, EventKind::Created, "gr/g/t"),
        (8, EventKind::Updated, "vn/n"),
        (9, EventKind::Tagged, "vn/n"),
        (10, EventKind::Deleted, "gr/g/t"),
    ];
    assert_eq!(told, expected.map(|(revision, kind, id)| (revision, kind, id.to_owned())));
    let world = world.reopened();
    assert_eq!(take(&world, Some(9), 1).await[0].0, 10, "the log survives a restart");
}

#[tokio::test]
async fn unknown_past_is_refused() {
    let world = World::full().await;
    for unknown in [8, u64::MAX] {
        let error = world.plane.events_from(Some(unknown)).map(drop).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Gone);
        assert!(error.message.contains("read the snapshot"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_gap_and_no_repetition_while_others_write() {
    const WRITES: u64 = 400;
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    world.create(&id("vn/n"), json!({})).await.unwrap();
    let plane = world.plane.clone();
    let writer = tokio::spawn(async move {
        for _ in 0..WRITES {
            let change = update(&id("vn/n"), json!({}));
            plane.submit(Operation::Change { change, token: None }).await.unwrap();
        }
    });
    let last = 2 + WRITES;
    let mut readers = Vec::new();
    for _ in 0..8 {
        let now = world.revision();
        let mut stream = Box::pin(world.plane.events_from(Some(now)).unwrap());
        readers.push(tokio::spawn(async move {
            for revision in now + 1..=last {
                assert_eq!(stream.next().await.unwrap().unwrap().revision, revision);
            }
        }));
        tokio::task::yield_now().await;
        world.update(&id("m/m"), json!({})).await.ok();
    }
    writer.await.unwrap();
    for reader in readers {
        reader.await.unwrap();
    }
}

#[tokio::test]
async fn slow_reader_is_told_that_it_lagged() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    let mut stream = Box::pin(world.plane.events_from(None).unwrap());
    let changes = |_| update(&id("m/m"), json!({}));
    for _ in 0..super::super::EVENTS / 100 + 2 {
        let group: Vec<_> = (0..100)
            .map(changes)
            .map(|change| world.plane.submit(Operation::Change { change, token: None }))
            .collect();
        futures_util::future::join_all(group).await;
    }
    assert!(stream.next().await.unwrap().is_err());
}
