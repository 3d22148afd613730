//! Locks of meshes: one holder at a time, whatever ends: the lease, the process, the patience.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;

use super::{World, create, id, refused};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::locks::{Fence, LockCall, LockView};
use crate::server::plane::operation::{Operation, Outcome};
use crate::store::LockHolder;

const ADA: &str = "token-of-ada";
const BOB: &str = "token-of-bob";

impl World {
    async fn lock(&self, call: LockCall) -> Result<LockView, ApiError> {
        let outcome = self.plane.submit(Operation::Lock(call)).await?;
        Ok(outcome.locks.into_iter().next().unwrap())
    }

    async fn take(&self, token: &str) -> Result<LockView, ApiError> {
        let user = token.trim_start_matches("token-of-").to_owned();
        let holder = LockHolder { user, host: "h".into(), pid: 1, run: None, message: None };
        let (mesh, token) = ("m".to_owned(), token.to_owned());
        self.lock(LockCall::Take { mesh, token, holder, lease: Duration::from_secs(30) }).await
    }

    async fn renew(&self, token: &str) -> Result<LockView, ApiError> {
        self.lock(LockCall::Renew { mesh: "m".to_owned(), token: token.to_owned() }).await
    }

    async fn release(&self, token: &str) -> Result<LockView, ApiError> {
        self.lock(LockCall::Release { mesh: "m".to_owned(), token: token.to_owned() }).await
    }

    fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Writes something new under locks.
    async fn write(&self, name: &str, tokens: &[&str]) -> Result<Outcome, ApiError> {
        let fence = Fence { tokens: tokens.iter().map(|&token| token.to_owned()).collect() };
        let change = create(&id(name), json!({}));
        let operation = Operation::Batch { changes: vec![change], if_revision: None };
        self.plane.submit_under(Some(fence), operation).await
    }
}

#[track_caller]
fn held_by(outcome: Result<LockView, ApiError>, user: &str) {
    let error = outcome.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Locked, "{error}");
    assert_eq!(error.lock.unwrap().holder.user, user);
}

#[tokio::test]
async fn one_holder_at_a_time_until_the_lease_ends() {
    let world = World::empty();
    let view = world.take(ADA).await.unwrap();
    assert_eq!((view.lease_seconds, view.expires_in_seconds), (30, 30));
    held_by(world.take(BOB).await, "ada");
    world.wait(29);
    assert_eq!(world.take(ADA).await.unwrap().since, view.since, "her own stands in nobody's way");
    world.wait(29);
    world.renew(ADA).await.unwrap();
    world.wait(29);
    held_by(world.take(BOB).await, "ada");
    world.wait(1);
    world.take(BOB).await.unwrap();
    held_by(world.renew(ADA).await, "bob");
    held_by(world.release(ADA).await, "bob");
    world.release(BOB).await.unwrap();
    world.take(ADA).await.unwrap();
}

#[tokio::test]
async fn lease_that_ran_out_can_be_renewed_while_nobody_else_asked() {
    let world = World::empty();
    world.take(ADA).await.unwrap();
    world.wait(300);
    assert_eq!(world.renew(ADA).await.unwrap().expires_in_seconds, 30);
    held_by(world.take(BOB).await, "ada");
}

#[tokio::test]
async fn restart_lets_no_second_holder_in() {
    let world = World::empty();
    world.take(ADA).await.unwrap();
    world.wait(20);
    let world = world.reopened();
    held_by(world.take(BOB).await, "ada");
    world.wait(29);
    held_by(world.take(BOB).await, "ada");
    world.renew(ADA).await.unwrap();
    let world = world.reopened();
    world.release(ADA).await.unwrap();
    let world = world.reopened();
    world.take(BOB).await.unwrap();
    world.wait(30);
    world.take(ADA).await.unwrap();
}

#[tokio::test]
async fn writes_of_a_lost_holder_are_refused() {
    let world = World::empty();
    world.take(ADA).await.unwrap();
    world.write("m/m", &[ADA]).await.unwrap();
    world.wait(60);
    world.write("vn/late", &[ADA]).await.unwrap();
    world.take(BOB).await.unwrap();
    refused(world.write("vn/a", &[ADA]).await, ErrorKind::Locked);
    world.release(BOB).await.unwrap();
    refused(world.write("vn/a", &[ADA]).await, ErrorKind::PreconditionFailed);
    assert!(world.get(&id("vn/a")).is_none());
}

#[tokio::test]
async fn writes_without_the_lock_are_refused_if_they_care() {
    let world = World::empty();
    world.create(&id("m/m"), json!({})).await.unwrap();
    world.take(ADA).await.unwrap();
    let said = refused(world.write("vn/a", &[]).await, ErrorKind::Locked);
    assert_eq!(
        said,
        "the lock of the mesh `m` is held by ada@h (process 1) since 1970-01-01T00:00:01Z"
    );
    world.create(&id("vn/b"), json!({})).await.unwrap();
    world.write("m/other", &[]).await.unwrap();
    world.wait(30);
    world.write("vn/a", &[]).await.unwrap();
}

#[tokio::test]
async fn broken_lock_is_gone_for_its_holder() {
    let world = World::empty();
    world.take(ADA).await.unwrap();
    let broken = world.lock(LockCall::Break { mesh: "m".to_owned() }).await.unwrap();
    assert_eq!(broken.holder.user, "ada");
    for outcome in [
        world.renew(ADA).await,
        world.release(ADA).await,
        world.lock(LockCall::Break { mesh: "m".to_owned() }).await,
        world.lock(LockCall::Show { mesh: "m".to_owned() }).await,
    ] {
        assert_eq!(outcome.unwrap_err().kind, ErrorKind::NotFound);
    }
    refused(world.write("m/m", &[ADA]).await, ErrorKind::PreconditionFailed);
}
