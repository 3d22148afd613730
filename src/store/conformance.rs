//! What every store must do, as one suite. A store passes it by offering a [`Place`].

use std::sync::Arc;

use crate::model::{
    Instance, InstanceId, InstanceService, Kind, Metadata, Resource, ResourceId, Spec, Timestamp,
};
use crate::rollout::effect::Announcement;
use crate::rollout::example;
use crate::rollout::journal::Entry;
use crate::rollout::record::RolloutRecord;
use crate::store::{
    Batch, Changes, Event, EventKind, Identity, LockHolder, MeshLock, Store, StoreError,
    StoredToken, Transaction,
};

/// Where a store under test keeps its contents, so that it can be opened again.
pub trait Place: Default {
    type Store: Store;

    /// Opens the store. It is to keep ten revisions and ten tokens, the latter for a minute.
    fn open(&self, identity: &Identity) -> Result<Self::Store, StoreError>;
}

/// Runs the whole suite.
pub fn check<P: Place>() {
    new_store_is_empty::<P>();
    identity_is_that_of_the_creation::<P>();
    everything_is_there_after_opening_again::<P>();
    instances_are_there_after_opening_again::<P>();
    revisions_come_in_order::<P>();
    last_change_of_a_resource_counts::<P>();
    change_log_is_compacted::<P>();
    tokens_are_remembered::<P>();
    tokens_are_forgotten_by_age_and_number::<P>();
    locks_are_there_after_opening_again::<P>();
    rollouts_are_there_after_opening_again::<P>();
}

pub fn identity() -> Identity {
    Identity { account: "000000000000".into(), region: "us-east-1".into() }
}

fn open<P: Place>(place: &P) -> P::Store {
    place.open(&identity()).unwrap()
}

pub fn node(name: &str, version: i64) -> Arc<Resource> {
    let spec = serde_json::json!({
        "backends": [{ "virtualService": { "virtualServiceName": "a.local" } }],
        "ofTheFuture": true,
    });
    Arc::new(Resource {
        id: ResourceId::try_new(Kind::VirtualNode, "m", None, name).unwrap(),
        spec: Spec::deserialize(Kind::VirtualNode, spec).unwrap(),
        tags: [serde_json::from_str(r#"{"key":"k","value":"v"}"#).unwrap()].into_iter().collect(),
        metadata: Some(Box::new(Metadata {
            arn: format!("arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualNode/{name}"),
            created_at: Timestamp::from_millis(1_700_000_000_123),
            last_updated_at: Timestamp::from_millis(1_700_000_001_456),
            mesh_owner: "000000000000".into(),
            resource_owner: "000000000000".into(),
            uid: "u".into(),
            version,
        })),
    })
}

fn put(batch: &mut Batch, revision: u64, resource: &Arc<Resource>) {
    let event =
        Event { kind: EventKind::Updated, id: resource.id.clone(), version: resource.version() };
    batch.resources.insert(resource.id.clone(), Some(Arc::clone(resource)));
    let transaction = Transaction { revision, events: vec![event], services: Vec::new() };
    batch.transactions.push(Arc::new(transaction));
}

fn batch(puts: &[(u64, &Arc<Resource>)]) -> Batch {
    let mut batch = Batch::new(Timestamp::from_millis(0));
    for (revision, resource) in puts {
        put(&mut batch, *revision, resource);
    }
    batch
}

fn revisions(changes: Changes) -> Vec<u64> {
    match changes {
        Changes::Log(log) => log.iter().map(|transaction| transaction.revision).collect(),
        Changes::Gone { oldest } => panic!("the log begins after {oldest}"),
    }
}

fn new_store_is_empty<P: Place>() {
    let place = P::default();
    let store = open(&place);
    let loaded = store.load().unwrap();
    assert_eq!((loaded.revision, loaded.identity), (0, identity()));
    assert_eq!((loaded.resources, loaded.instances.len()), (Vec::new(), 0));
    assert_eq!(store.changes_after(0).unwrap(), Changes::Log(Vec::new()));
    assert_eq!(store.changes_after(1).unwrap(), Changes::Gone { oldest: 0 });
}

fn identity_is_that_of_the_creation<P: Place>() {
    let place = P::default();
    drop(open(&place));
    let other = Identity { account: "123456789012".into(), region: "eu-west-1".into() };
    assert_eq!(place.open(&other).unwrap().load().unwrap().identity, identity());
}

fn everything_is_there_after_opening_again<P: Place>() {
    let place = P::default();
    let (a, b) = (node("a", 1), node("b", 7));
    open(&place).commit(&batch(&[(1, &b), (2, &a)])).unwrap();
    let store = open(&place);
    let loaded = store.load().unwrap();
    assert_eq!(loaded.revision, 2);
    assert_eq!(loaded.resources, [(*a).clone(), (*b).clone()], "in the order of ids");
    assert_eq!(revisions(store.changes_after(0).unwrap()), [1, 2]);
    let mut delete = batch(&[]);
    delete.resources.insert(a.id.clone(), None);
    let transaction = Transaction { revision: 3, events: Vec::new(), services: Vec::new() };
    delete.transactions.push(Arc::new(transaction));
    store.commit(&delete).unwrap();
    drop(store);
    assert_eq!(open(&place).load().unwrap().resources, [(*b).clone()]);
}

pub fn instance(text: &str) -> Arc<Instance> {
    Arc::new(serde_json::from_str(text).unwrap())
}

pub fn instance_id(service: &str, id: &str) -> InstanceId {
    InstanceService::try_new("shop.local", service).unwrap().instance(id).unwrap()
}

fn instances_are_there_after_opening_again<P: Place>() {
    let place = P::default();
    let whole = instance(
        r#"{"ipv4":"10.0.0.1","ipv6":"fd00::1","port":81,"healthy":false,"attributes":{"k":"v w"}}"#,
    );
    let plain = instance(r#"{"ipv6":"fd00::2","healthy":true}"#);
    let (a, b, other) =
        (instance_id("cart", "a"), instance_id("cart", "b"), instance_id("web", "a"));
    let commit = |revision: u64, changes: &[(&InstanceId, Option<&Arc<Instance>>)]| {
        let mut batch = batch(&[]);
        for (id, instance) in changes {
            batch.instances.insert((*id).clone(), instance.map(Arc::clone));
        }
        let services = changes.iter().map(|(id, _)| id.service.clone()).collect();
        let transaction = Transaction { revision, events: Vec::new(), services };
        batch.transactions.push(Arc::new(transaction));
        open(&place).commit(&batch).unwrap();
    };
    commit(1, &[(&a, Some(&whole)), (&other, Some(&plain))]);
    commit(2, &[(&b, Some(&plain))]);
    commit(3, &[(&a, None), (&b, Some(&whole))]);
    let store = open(&place);
    let loaded = store.load().unwrap();
    let kept: Vec<_> =
        loaded.instances.iter().map(|(service, id, one)| (service, &**id, one)).collect();
    assert_eq!(kept, [(&b.service, "b", &whole), (&other.service, "a", &plain)]);
    let Changes::Log(log) = store.changes_after(0).unwrap() else { panic!("the log is gone") };
    assert_eq!(log[0].services, [a.service, other.service]);
    assert_eq!((log[1].services.len(), log[1].revision), (1, 2));
}

fn locks_are_there_after_opening_again<P: Place>() {
    let place = P::default();
    let lock = |pid| {
        let holder = LockHolder {
            user: "ada".into(),
            host: "ci-1".into(),
            pid,
            run: Some("01J9ZK".into()),
            message: None,
        };
        let (token, since) = ("token-of-1".to_owned(), Timestamp::from_millis(5));
        Arc::new(MeshLock { token, holder, since, lease_ms: 30_000 })
    };
    let commit = |mesh: &str, lock: Option<Arc<MeshLock>>| {
        let mut batch = batch(&[]);
        batch.locks.insert(mesh.to_owned(), lock);
        open(&place).commit(&batch).unwrap();
    };
    commit("a", Some(lock(1)));
    commit("b", Some(lock(2)));
    commit("a", None);
    let loaded = open(&place).load().unwrap();
    assert_eq!(loaded.locks.into_iter().collect::<Vec<_>>(), [("b".to_owned(), lock(2))]);
    assert_eq!(loaded.revision, 0, "a lock changes no resource");
}

fn entry(rollout: &str, seq: u64, announcement: Announcement) -> Entry {
    Entry { seq, at: example::at(0), rollout: rollout.to_owned(), announcement }
}

fn rollouts_are_there_after_opening_again<P: Place>() {
    let place = P::default();
    let record = |id: &str, number| {
        let mut state = example::state();
        state.id = id.to_owned();
        let (driver, superseded) = (Some("d1".to_owned()), None);
        Arc::new(RolloutRecord { number, driver, superseded, state })
    };
    let commit = |id: &str, record: Option<Arc<RolloutRecord>>, entries: &[Entry]| {
        let mut batch = batch(&[]);
        batch.rollouts.insert(id.to_owned(), record);
        batch.entries = entries.to_vec();
        assert!(!batch.is_empty());
        open(&place).commit(&batch).unwrap();
    };
    let (started, promoted) = (Announcement::Started, Announcement::Promoted);
    let first = entry("a", 1, started.clone());
    commit("a", Some(record("a", 1)), &[first.clone(), entry("a", 2, Announcement::Resumed)]);
    commit("b", Some(record("b", 1)), &[entry("b", 1, started)]);
    // What is handed over again replaces what was kept.
    let (second, third) = (entry("a", 2, promoted.clone()), entry("a", 3, promoted));
    commit("a", Some(record("a", 2)), &[second.clone(), third.clone()]);
    let store = open(&place);
    let loaded = store.load().unwrap();
    let kept: Vec<_> = loaded.rollouts.values().cloned().collect();
    assert_eq!(kept, [record("a", 2), record("b", 1)]);
    assert_eq!(loaded.revision, 0, "a rollout changes no resource by itself");
    let entries = |id: &str, after, max| store.rollout_entries(id, after, max).unwrap();
    assert_eq!(entries("a", 0, 10), [first.clone(), second.clone(), third]);
    assert_eq!(entries("a", 1, 1), [second]);
    assert_eq!(entries("a", u64::MAX, 1), []);
    assert_eq!(entries("none", 0, 10), []);
    drop(store);
    commit("a", None, &[]);
    let store = open(&place);
    assert_eq!(store.load().unwrap().rollouts.len(), 1);
    assert_eq!(store.rollout_entries("a", 0, 10).unwrap(), [], "its journal is gone with it");
    assert_eq!(store.rollout_entries("b", 0, 10).unwrap().len(), 1);
}

fn revisions_come_in_order<P: Place>() {
    let place = P::default();
    let store = open(&place);
    let a = node("a", 1);
    store.commit(&batch(&[(1, &a), (2, &a)])).unwrap();
    store.commit(&batch(&[(3, &a)])).unwrap();
    assert_eq!(revisions(store.changes_after(0).unwrap()), [1, 2, 3]);
    assert_eq!(revisions(store.changes_after(2).unwrap()), [3]);
    assert_eq!(revisions(store.changes_after(3).unwrap()), Vec::<u64>::new());
    let Changes::Log(log) = store.changes_after(2).unwrap() else { panic!("the log is gone") };
    let event = Event { kind: EventKind::Updated, id: a.id.clone(), version: 1 };
    assert_eq!(log, [Transaction { revision: 3, events: vec![event], services: Vec::new() }]);
}

fn last_change_of_a_resource_counts<P: Place>() {
    let place = P::default();
    let store = open(&place);
    store.commit(&batch(&[(1, &node("a", 1)), (2, &node("a", 2))])).unwrap();
    assert_eq!(store.load().unwrap().resources, [(*node("a", 2)).clone()]);
}

fn change_log_is_compacted<P: Place>() {
    let place = P::default();
    let store = open(&place);
    let a = node("a", 1);
    for revision in 1..=25 {
        store.commit(&batch(&[(revision, &a)])).unwrap();
    }
    assert_eq!(store.changes_after(14).unwrap(), Changes::Gone { oldest: 15 });
    assert_eq!(revisions(store.changes_after(15).unwrap()), (16..=25).collect::<Vec<_>>());
    drop(store);
    assert_eq!(open(&place).changes_after(0).unwrap(), Changes::Gone { oldest: 15 });
}

fn token(at: i64) -> StoredToken {
    StoredToken { fingerprint: [7; 32], at: Timestamp::from_millis(at), answer: node("a", 3) }
}

fn tokens_are_remembered<P: Place>() {
    let place = P::default();
    let mut batch = batch(&[(1, &node("a", 1))]);
    batch.tokens.push(([1; 32], token(5)));
    open(&place).commit(&batch).unwrap();
    let store = open(&place);
    assert_eq!(store.token(&[1; 32]).unwrap(), Some(token(5)));
    assert_eq!(store.token(&[2; 32]).unwrap(), None);
}

fn tokens_are_forgotten_by_age_and_number<P: Place>() {
    let place = P::default();
    let store = open(&place);
    let commit = |revision: u64, at: i64| {
        let mut batch = batch(&[(revision, &node("a", 1))]);
        batch.at = Timestamp::from_millis(at);
        batch.tokens.push(([u8::try_from(revision).unwrap(); 32], token(at)));
        store.commit(&batch).unwrap();
    };
    let known = |number: u8| store.token(&[number; 32]).unwrap().is_some();
    (1..=12).for_each(|revision| commit(revision, 1000));
    assert!(!known(1) && !known(2) && known(3) && known(12), "ten are kept");
    commit(13, 61_000);
    assert!(known(5), "a minute old, to the millisecond");
    commit(14, 61_001);
    assert!(!known(12) && known(13) && known(14), "more than a minute old");
}
