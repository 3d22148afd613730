//! Registering instances: what counts as a change, who is told, and what survives.

use std::collections::BTreeMap;

use futures_util::StreamExt;

use super::*;
use crate::model::{Instance, InstanceId};
use crate::store::conformance::{instance, instance_id};

fn at(ipv4: &str) -> Arc<Instance> {
    instance(&json!({ "ipv4": ipv4, "healthy": true }).to_string())
}

async fn register(world: &World, id: &InstanceId, ipv4: &str) -> Result<Outcome, ApiError> {
    let operation = Operation::RegisterInstance { id: id.clone(), instance: at(ipv4) };
    world.plane.submit(operation).await
}

async fn deregister(world: &World, id: &InstanceId) -> Result<Outcome, ApiError> {
    world.plane.submit(Operation::DeregisterInstance { id: id.clone() }).await
}

/// Replaces the instances of the service of an id by numbered ones.
async fn replace(
    world: &World,
    of: &InstanceId,
    numbers: impl Iterator<Item = usize>,
) -> Result<Outcome, ApiError> {
    let instances: BTreeMap<Arc<str>, _> = numbers
        .map(|number| {
            (number.to_string().into(), at(&format!("10.0.{}.{}", number >> 8, number & 255)))
        })
        .collect();
    let service = of.service.clone();
    world.plane.submit(Operation::ReplaceInstances { service, instances }).await
}

/// Names and addresses of all instances.
fn shown(world: &World) -> Vec<String> {
    let instances = world.plane.snapshot().instances;
    let shown = instances
        .iter()
        .map(|(service, id, instance)| format!("{service}/{id} {}", instance.ipv4.unwrap()));
    shown.collect()
}

#[tokio::test]
async fn only_what_changes_counts() {
    let world = World::empty();
    let (a, b) = (instance_id("cart", "a"), instance_id("cart", "b"));
    let answered = |outcome: Outcome| (outcome.revision, outcome.changed);
    assert_eq!(register(&world, &a, "10.0.0.1").await.map(answered), Ok((1, true)));
    assert_eq!(register(&world, &a, "10.0.0.1").await.map(answered), Ok((1, false)));
    assert_eq!(register(&world, &a, "10.0.0.2").await.map(answered), Ok((2, true)));
    assert_eq!(register(&world, &b, "10.0.0.3").await.map(answered), Ok((3, true)));
    assert_eq!(shown(&world), ["shop.local/cart/a 10.0.0.2", "shop.local/cart/b 10.0.0.3"]);
    assert_eq!(deregister(&world, &a).await.map(answered), Ok((4, true)));
    let said = refused(deregister(&world, &a).await, ErrorKind::NotFound);
    assert_eq!(said, "there is no instance `a` of the service `shop.local/cart`");
    assert_eq!(shown(&world), ["shop.local/cart/b 10.0.0.3"]);
    assert_eq!(world.revision(), 4);
}

#[tokio::test]
async fn a_set_is_replaced_at_one_revision() {
    let world = World::empty();
    let (cart, web) = (instance_id("cart", "9"), instance_id("web", "1"));
    register(&world, &cart, "10.0.0.9").await.unwrap();
    register(&world, &web, "10.0.0.1").await.unwrap();
    let replaced = replace(&world, &cart, 1..3).await.unwrap();
    assert_eq!((replaced.revision, replaced.changed), (3, true));
    let expected =
        ["shop.local/cart/1 10.0.0.1", "shop.local/cart/2 10.0.0.2", "shop.local/web/1 10.0.0.1"];
    assert_eq!(shown(&world), expected);
    let same = replace(&world, &cart, 1..3).await.unwrap();
    assert_eq!((same.revision, same.changed), (3, false));
    let world = world.reopened();
    assert_eq!((shown(&world), world.revision()), (expected.map(str::to_owned).to_vec(), 3));
    replace(&world, &cart, 0..0).await.unwrap();
    assert_eq!(shown(&world.reopened()), ["shop.local/web/1 10.0.0.1"]);
}

#[tokio::test]
async fn a_service_has_at_most_a_thousand() {
    let world = World::empty();
    let of = instance_id("cart", "one-more");
    refused(replace(&world, &of, 0..1001).await, ErrorKind::LimitExceeded);
    replace(&world, &of, 0..1000).await.unwrap();
    let said = refused(register(&world, &of, "10.9.9.9").await, ErrorKind::LimitExceeded);
    assert_eq!(
        said,
        "the service `shop.local/cart` would have 1001 instances; at most 1000 are allowed"
    );
    let known = instance_id("cart", "7");
    assert!(register(&world, &known, "10.9.9.9").await.unwrap().changed, "one is replaced");
    assert!(register(&world, &instance_id("web", "a"), "10.0.0.1").await.is_ok());
    assert_eq!((world.plane.snapshot().instances.len(), world.revision()), (1001, 3));
}

#[tokio::test]
async fn readers_learn_which_services_changed() {
    let world = World::empty();
    let mut live = Box::pin(world.plane.events_from(None).unwrap());
    world.create(&id("m/m"), json!({})).await.unwrap();
    register(&world, &instance_id("cart", "a"), "10.0.0.1").await.unwrap();
    register(&world, &instance_id("cart", "a"), "10.0.0.1").await.unwrap();
    replace(&world, &instance_id("web", "a"), 0..5).await.unwrap();
    let mut past = Box::pin(world.plane.events_from(Some(0)).unwrap());
    for (revision, services) in [(1, vec![]), (2, vec!["cart"]), (3, vec!["web"])] {
        let told = live.next().await.unwrap().unwrap();
        assert_eq!(past.next().await.unwrap().unwrap(), told, "the log says the same");
        let named: Vec<&str> = told.services.iter().map(|service| &*service.service).collect();
        assert_eq!((told.revision, named), (revision, services));
    }
}
