//! Locks of meshes, where the control plane has them.

use std::sync::PoisonError;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::client::error::ClientError;
use crate::client::request::{Call, encode};
use crate::client::{Client, answer};
use crate::model::Timestamp;

/// The header that names the locks under which a request is made.
pub const LOCK_HEADER: &str = "x-weir-lock";

/// Who holds a lock, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MeshLock {
    pub mesh: String,
    pub holder: LockHolder,
    pub since: Timestamp,
    pub lease_seconds: u64,
    /// 0 where the lease ran out; it is free for whoever asks next.
    #[serde(default)]
    pub expires_in_seconds: u64,
}

/// Who holds a lock, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockHolder {
    pub user: String,
    pub host: String,
    pub pid: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A call about locks.
#[derive(Debug, Clone, Copy)]
pub enum LockCall<'a> {
    List,
    Take { mesh: &'a str, token: &'a str, holder: &'a LockHolder },
    Renew { mesh: &'a str, token: &'a str },
    GiveBack { mesh: &'a str, token: &'a str },
    Break { mesh: &'a str },
}

impl LockCall<'_> {
    /// What is attempted, to follow "cannot".
    pub fn doing(&self) -> String {
        match self {
            Self::List => "list the locks".to_owned(),
            Self::Take { mesh, .. } => format!("lock the mesh `{mesh}`"),
            Self::Renew { mesh, .. } => format!("keep the lock of the mesh `{mesh}`"),
            Self::GiveBack { mesh, .. } => format!("unlock the mesh `{mesh}`"),
            Self::Break { mesh } => format!("break the lock of the mesh `{mesh}`"),
        }
    }

    pub fn method(&self) -> Method {
        match self {
            Self::List => Method::GET,
            Self::Take { .. } => Method::POST,
            Self::Renew { .. } => Method::PUT,
            Self::GiveBack { .. } | Self::Break { .. } => Method::DELETE,
        }
    }

    pub fn uri(&self) -> String {
        match self {
            Self::List => "/_weir/v1/locks".to_owned(),
            Self::Take { mesh, .. } | Self::Renew { mesh, .. } | Self::GiveBack { mesh, .. } => {
                format!("/_weir/v1/locks/{}", encode(mesh))
            }
            Self::Break { mesh } => format!("/_weir/v1/locks/{}?force=true", encode(mesh)),
        }
    }

    pub fn body(&self) -> Option<Value> {
        match self {
            Self::Take { token, holder, .. } => Some(json!({"token": token, "holder": holder})),
            _ => None,
        }
    }

    /// The token that the request carries in its header.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Renew { token, .. } | Self::GiveBack { token, .. } => Some(token),
            _ => None,
        }
    }
}

/// What writes say of locks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Fence {
    /// Nothing: the control plane decides.
    #[default]
    Unsaid,
    /// They are made under these locks.
    Held(Vec<String>),
    /// They are made whoever holds a lock.
    Any,
}

impl Fence {
    /// The value of the header, if there is one.
    pub fn header(&self) -> Option<String> {
        match self {
            Self::Unsaid => None,
            Self::Held(tokens) => Some(tokens.join(",")),
            Self::Any => Some("any".to_owned()),
        }
    }
}

impl Client {
    /// All locks.
    pub async fn locks(&self) -> Result<Vec<MeshLock>, ClientError> {
        #[derive(Deserialize)]
        struct Wire {
            locks: Vec<MeshLock>,
        }
        let call = Call::Lock(LockCall::List);
        let wire: Wire = answer::parse(&call, &self.send(&call).await?)?;
        Ok(wire.locks)
    }

    /// Takes a lock, or says who has it. The token is chosen by the caller, so that it may be sent
    /// twice.
    pub async fn lock(
        &self,
        mesh: &str,
        token: &str,
        holder: &LockHolder,
    ) -> Result<(), ClientError> {
        self.send(&Call::Lock(LockCall::Take { mesh, token, holder })).await.map(drop)
    }

    /// Begins the lease of a lock anew.
    pub async fn renew_lock(&self, mesh: &str, token: &str) -> Result<(), ClientError> {
        self.send(&Call::Lock(LockCall::Renew { mesh, token })).await.map(drop)
    }

    /// Gives a lock back. One that is gone already counts as given back.
    pub async fn unlock(&self, mesh: &str, token: &str) -> Result<(), ClientError> {
        match self.send(&Call::Lock(LockCall::GiveBack { mesh, token })).await {
            Err(error) if !error.is_not_found() => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes a lock away, whoever holds it; answers whose it was.
    pub async fn break_lock(&self, mesh: &str) -> Result<MeshLock, ClientError> {
        let call = Call::Lock(LockCall::Break { mesh });
        answer::parse(&call, &self.send(&call).await?)
    }

    /// What all writes of this client say of locks from now on.
    pub fn set_fence(&self, fence: Fence) {
        *self.fence.lock().unwrap_or_else(PoisonError::into_inner) = fence;
    }

    /// Lets a write say what there is to say of locks.
    pub(super) fn fence(&self, call: &Call<'_>, request: &mut Request<Bytes>) {
        if !call.is_write() || matches!(call, Call::Lock(_)) {
            return;
        }
        let fence = self.fence.lock().unwrap_or_else(PoisonError::into_inner).header();
        let fence = fence.and_then(|fence| HeaderValue::try_from(fence).ok());
        if let Some(fence) = fence {
            request.headers_mut().insert(HeaderName::from_static(LOCK_HEADER), fence);
        }
    }
}
