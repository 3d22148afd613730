//! Each rule of each operation, and tokens and transactions.

use super::*;
use crate::model::Status;

#[tokio::test]
async fn life_of_every_kind() {
    let world = World::full().await;
    for (number, (id, spec)) in (1..).zip(everything()) {
        let made = world.get(&id).unwrap();
        let metadata = made.metadata.clone().unwrap();
        assert_eq!((metadata.version, metadata.uid), (1, Uuid::from_u128(number).to_string()));
        world.clock.store(2_000, Ordering::Relaxed);
        let updated = world.update(&id, spec.clone()).await.unwrap();
        let after = updated.answers[0].resource.metadata.clone().unwrap();
        assert_eq!(after.version, 2, "an update counts even if it changes nothing");
        assert_eq!((after.created_at.millis(), after.last_updated_at.millis()), (1_000, 2_000));
        world.clock.store(1_000, Ordering::Relaxed);
        assert_eq!(updated.revision, world.revision());
    }
    for (id, _) in everything().into_iter().rev() {
        let outcome = world.delete(&id).await.unwrap();
        let last = &outcome.answers[0];
        assert_eq!(last.status, Status::Deleted);
        assert_eq!(last.resource.version(), if id.kind() == Kind::Mesh { 2 } else { 3 });
        assert!(world.get(&id).is_none());
    }
    assert_eq!(world.revision(), 21);
}

#[tokio::test]
async fn time_never_goes_back() {
    let world = World::full().await;
    world.clock.store(0, Ordering::Relaxed);
    let outcome = world.update(&id("vn/n"), json!({})).await.unwrap();
    let metadata = outcome.answers[0].resource.metadata.clone().unwrap();
    assert_eq!(metadata.last_updated_at.millis(), 1_000);
}

#[tokio::test]
async fn name_is_taken_once() {
    let world = World::full().await;
    for (id, spec) in everything() {
        let said = refused(world.create(&id, spec).await, ErrorKind::Conflict);
        assert!(said.contains(id.name()), "{said}");
    }
    assert_eq!(world.revision(), 7);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let world = World::full().await;
    let cases = [
        ("x:vn/n", "there is no mesh `x`"),
        ("x:rt/r/t", "there is no mesh `x`"),
        ("vn/x", "there is no virtual node `x` in mesh `m`"),
        ("rt/x/t", "there is no virtual router `x` in mesh `m`"),
        ("rt/r/x", "there is no route `x` in virtual router `r` of mesh `m`"),
        ("gr/x/t", "there is no virtual gateway `x` in mesh `m`"),
        ("m/x", "there is no mesh `x`"),
    ];
    for (address, message) in cases {
        let id = id(address);
        let spec = match id.kind() {
            Kind::Route => to_node("n"),
            Kind::GatewayRoute => to_service("s.local"),
            _ => json!({}),
        };
        assert_eq!(refused(world.update(&id, spec).await, ErrorKind::NotFound), message);
        assert_eq!(refused(world.delete(&id).await, ErrorKind::NotFound), message);
    }
    let spec = to_node("n");
    let said = refused(world.create(&id("rt/x/t"), spec).await, ErrorKind::NotFound);
    assert_eq!(said, "there is no virtual router `x` in mesh `m`");
}

#[tokio::test]
async fn references_must_exist() {
    let world = World::full().await;
    let by_node = json!({ "provider": { "virtualNode": { "virtualNodeName": "x" } } });
    let cases = [
        (
            "rt/r/t",
            to_node("x"),
            "spec.tcpRoute.action.weightedTargets[0].virtualNode: there is no \
          virtual node `x` in mesh `m`",
        ),
        (
            "vs/s.local",
            by_router("x"),
            "spec.provider.virtualRouter.virtualRouterName: there is no \
          virtual router `x` in mesh `m`",
        ),
        (
            "vs/s.local",
            by_node,
            "spec.provider.virtualNode.virtualNodeName: there is no virtual \
          node `x` in mesh `m`",
        ),
        (
            "gr/g/t",
            to_service("x"),
            "spec.httpRoute.action.target.virtualService.virtualServiceName: \
          there is no virtual service `x` in mesh `m`",
        ),
    ];
    for (address, spec, message) in cases {
        let outcome = world.update(&id(address), spec).await;
        assert_eq!(refused(outcome, ErrorKind::NotFound), message);
    }
    let calls = json!({ "backends": [{ "virtualService": { "virtualServiceName": "x" } }] });
    world.update(&id("vn/n"), calls).await.unwrap();
}

#[tokio::test]
async fn deletes_are_blocked() {
    let world = World::full().await;
    let cases = [
        (
            "m/m",
            "it still has the virtual node `n`, the virtual router `r`, the virtual service \
             `s.local` and 1 more",
        ),
        ("vn/n", "it is still needed by the route `t`"),
        ("vr/r", "it still has the route `t`, and is needed by the virtual service `s.local`"),
        ("vs/s.local", "it is still needed by the gateway route `t`"),
        ("vg/g", "it still has the gateway route `t`"),
    ];
    for (address, reason) in cases {
        let id = id(address);
        let said = refused(world.delete(&id).await, ErrorKind::ResourceInUse);
        let (kind, name) = (id.kind(), id.name());
        assert_eq!(said, format!("the {kind} `{name}` cannot be deleted: {reason}"));
    }
    let by_node = json!({ "provider": { "virtualNode": { "virtualNodeName": "n" } } });
    world.update(&id("vs/s.local"), by_node).await.unwrap();
    world.delete(&id("rt/r/t")).await.unwrap();
    world.delete(&id("vr/r")).await.unwrap();
    refused(world.delete(&id("vn/n")).await, ErrorKind::ResourceInUse);
}

#[tokio::test]
async fn backends_do_not_block() {
    let world = World::full().await;
    let calls = json!({ "backends": [{ "virtualService": { "virtualServiceName": "s.local" } }] });
    world.update(&id("vn/n"), calls).await.unwrap();
    world.delete(&id("gr/g/t")).await.unwrap();
    world.delete(&id("vs/s.local")).await.unwrap();
}

#[tokio::test]
async fn expected_version_is_required() {
    let world = World::full().await;
    let node = id("vn/n");
    let update = |versions: &[i64]| Change::Update {
        id: node.clone(),
        spec: spec_of(&node, json!({})),
        tags: None,
        expected: Expected::OneOf(versions.to_vec()),
    };
    for stale in [&[2][..], &[]] {
        let said = refused(world.change(update(stale)).await, ErrorKind::PreconditionFailed);
        assert!(said.contains("has version 1"), "{said}");
    }
    world.change(update(&[7, 1])).await.unwrap();
    // A version of the past does not match either.
    let said = refused(world.change(update(&[1])).await, ErrorKind::PreconditionFailed);
    assert!(said.contains("has version 2"), "{said}");
    let stale = Change::Delete { id: id("gr/g/t"), expected: Expected::version(2) };
    refused(world.change(stale).await, ErrorKind::PreconditionFailed);
    let absent = Change::Delete { id: id("vn/x"), expected: Expected::version(2) };
    refused(world.change(absent).await, ErrorKind::NotFound);
}

#[tokio::test]
async fn tags_come_and_go_without_a_version() {
    let world = World::full().await;
    let node = id("vn/n");
    let tag = |pairs: &[(&str, &str)]| {
        world.plane.submit(Operation::Tag { id: node.clone(), tags: tags(pairs) })
    };
    tag(&[("a", "1"), ("b", "")]).await.unwrap();
    tag(&[("a", "2")]).await.unwrap();
    let revision = world.revision();
    assert_eq!(tag(&[("a", "2")]).await.unwrap().revision, revision, "nothing changed");
    let held = world.get(&node).unwrap();
    assert_eq!((&held.tags, held.version()), (&tags(&[("a", "2"), ("b", "")]), 1));
    let keys: Vec<String> = (0..49).map(|number| format!("k{number}")).collect();
    let many: Vec<(&str, &str)> = keys.iter().map(|key| (key.as_str(), "")).collect();
    let said = refused(tag(&many).await, ErrorKind::TooManyTags);
    assert_eq!(said, "the virtual node `n` would have 51 tags; at most 50 are allowed");
    let keys = ["a", "absent"].map(|key| crate::model::TagKey::parse(key).unwrap());
    let untag = Operation::Untag { id: node.clone(), keys: keys.into() };
    world.plane.submit(untag).await.unwrap();
    assert_eq!(world.get(&node).unwrap().tags, tags(&[("b", "")]));
    let nowhere = Operation::Tag { id: id("vn/x"), tags: tags(&[]) };
    refused(world.plane.submit(nowhere).await, ErrorKind::NotFound);
}

#[tokio::test]
async fn port_of_a_health_check_is_that_of_its_listener() {
    let world = World::full().await;
    let check = json!({ "protocol": "http", "healthyThreshold": 2, "unhealthyThreshold": 2,
                        "intervalMillis": 5000, "timeoutMillis": 2000 });
    let listener = |port: u16, check: &Value| json!({ "portMapping": { "port": port, "protocol": "http" }, "healthCheck": check });
    let mut other = check.clone();
    other["port"] = 9.into();
    let spec = json!({ "listeners": [listener(80, &check), listener(81, &other)] });
    for address in ["vn/n", "vg/g"] {
        let outcome = world.update(&id(address), spec.clone()).await.unwrap();
        let value = outcome.answers[0].resource.spec.to_value();
        let port = |index: usize| value["listeners"][index]["healthCheck"]["port"].clone();
        assert_eq!((port(0), port(1)), (json!(80), json!(9)));
    }
}

#[tokio::test]
async fn token_is_answered_as_the_first_time() {
    let world = World::full().await;
    let (a, calls) = (id("vn/a"), json!({ "backends": [] }));
    let first = world.with_token("t", create(&a, json!({}))).await.unwrap();
    assert_eq!(world.with_token("t", create(&a, calls)).await.unwrap().answers, first.answers);
    let changed = world.with_token("u", update(&a, json!({}))).await.unwrap();
    let world = world.reopened();
    let revision = world.revision();
    let again = world.with_token("t", create(&a, json!({}))).await.unwrap();
    assert_eq!(again.answers, first.answers, "even after a restart");
    let again = world.with_token("u", update(&a, json!({}))).await.unwrap();
    assert_eq!(again.answers, changed.answers);
    assert_eq!(world.revision(), revision, "nothing was done");
}

#[tokio::test]
async fn token_belongs_to_one_request() {
    let world = World::full().await;
    world.with_token("t", create(&id("vn/a"), json!({}))).await.unwrap();
    let tagged = Change::Create {
        id: id("vn/a"),
        spec: spec_of(&id("vn/a"), json!({})),
        tags: tags(&[("a", "1")]),
    };
    let calls = json!({ "backends": [{ "virtualService": { "virtualServiceName": "x" } }] });
    let others = [
        create(&id("vn/b"), json!({})),
        create(&id("vr/a"), json!({})),
        create(&id("vn/a"), calls),
        update(&id("vn/a"), json!({})),
        tagged,
    ];
    for other in others {
        let said = refused(world.with_token("t", other).await, ErrorKind::Conflict);
        assert!(said.contains("clientToken"), "{said}");
    }
}

#[tokio::test]
async fn token_of_a_refused_request_is_free() {
    let world = World::full().await;
    let route = || create(&id("rt/r/u"), to_node("later"));
    refused(world.with_token("t", route()).await, ErrorKind::NotFound);
    world.create(&id("vn/later"), json!({})).await.unwrap();
    world.with_token("t", route()).await.unwrap();
}

#[tokio::test]
async fn requests_with_one_token_at_once_are_done_once() {
    let world = World::full().await;
    let (a, first, second) = (
        id("vn/a"),
        world.with_token("t", create(&id("vn/a"), json!({}))),
        world.with_token("t", create(&id("vn/a"), json!({}))),
    );
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.unwrap().answers, second.unwrap().answers);
    assert_eq!(world.get(&a).unwrap().version(), 1);
}

#[tokio::test]
async fn batch_is_done_in_order_at_one_revision() {
    let world = World::empty();
    let changes = everything().iter().map(|(id, spec)| create(id, spec.clone())).collect();
    let outcome = world.batch(changes).await.unwrap();
    assert_eq!((outcome.revision, outcome.answers.len()), (1, 7));
    let tagged = Change::Update {
        id: id("vn/n"),
        spec: spec_of(&id("vn/n"), json!({})),
        tags: Some(tags(&[("a", "1")])),
        expected: Expected::version(1),
    };
    let outcome = world.batch(vec![tagged, update(&id("vn/n"), json!({}))]).await.unwrap();
    assert_eq!(outcome.answers[1].resource.version(), 3);
    assert_eq!(world.get(&id("vn/n")).unwrap().tags, tags(&[("a", "1")]), "kept by the second");
    assert_eq!(world.batch(Vec::new()).await.unwrap().revision, 2);
    let world = world.reopened();
    assert_eq!((world.revision(), world.plane.snapshot().snapshot.len()), (2, 7));
}

#[tokio::test]
async fn batch_is_all_or_nothing() {
    let world = World::full().await;
    let before: Vec<_> = world.plane.snapshot().snapshot.iter().cloned().collect();
    let failing = [
        (create(&id("vn/n"), json!({})), ErrorKind::Conflict),
        (update(&id("rt/r/t"), to_node("x")), ErrorKind::NotFound),
        (delete(&id("vr/r")), ErrorKind::ResourceInUse),
    ];
    for (change, kind) in failing {
        let first = [create(&id("vn/a"), json!({})), delete(&id("gr/g/t"))];
        let changes = first.into_iter().chain([change, create(&id("vn/b"), json!({}))]).collect();
        let error = world.batch(changes).await.unwrap_err();
        assert_eq!((error.kind, error.change), (kind, Some(2)));
        assert_eq!(world.plane.snapshot().snapshot.iter().cloned().collect::<Vec<_>>(), before);
    }
    assert_eq!(world.revision(), 7);
    let late = Operation::Batch { changes: vec![delete(&id("gr/g/t"))], if_revision: Some(6) };
    let said = refused(world.plane.submit(late).await, ErrorKind::PreconditionFailed);
    assert_eq!(said, "the revision is 7, not 6");
    assert_eq!(world.reopened().revision(), 7);
}

#[tokio::test]
async fn repetition_is_no_success_when_the_resource_is_gone_since() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    let change = || create(&id("vn/a"), json!({}));
    world.with_token("t", change()).await.unwrap();
    assert!(!world.with_token("t", change()).await.unwrap().changed);
    world.delete(&id("vn/a")).await.unwrap();
    let said = refused(world.with_token("t", change()).await, ErrorKind::Conflict);
    assert!(said.contains("the virtual node `a` was deleted since"), "{said}");
    world.create(&id("vn/a"), json!({})).await.unwrap();
    refused(world.with_token("t", change()).await, ErrorKind::Conflict);
}
