//! Instances of Cloud Map services, on control planes that keep them.

use std::sync::Arc;

use crate::client::error::ClientError;
use crate::client::request::Call;
use crate::client::{Client, answer};
use crate::model::{Instance, InstanceId, Instances};

/// Whose instances are asked for; the default is everybody's.
#[derive(Debug, Clone, Copy, Default)]
pub struct InstanceFilter<'a> {
    pub namespace: Option<&'a str>,
    pub service: Option<&'a str>,
}

impl Client {
    /// The instances that are asked for.
    pub async fn instances(&self, filter: InstanceFilter<'_>) -> Result<Instances, ClientError> {
        let call = Call::ListInstances(filter);
        let mut instances = Instances::default();
        for (id, instance) in answer::instances(&call, &self.send(&call).await?)? {
            instances.insert(id.service, id.id, Arc::new(instance));
        }
        Ok(instances)
    }

    /// Adds an instance or replaces it; answers whether that changed anything. Safe to be sent twice.
    pub async fn register(
        &self,
        id: &InstanceId,
        instance: &Instance,
    ) -> Result<bool, ClientError> {
        let call = Call::Register { id, instance };
        answer::changed(&call, &self.send(&call).await?)
    }

    /// Removes an instance. That it is gone already after a lost answer counts as done.
    pub async fn deregister(&self, id: &InstanceId) -> Result<(), ClientError> {
        self.remove(&Call::Deregister(id)).await
    }
}
