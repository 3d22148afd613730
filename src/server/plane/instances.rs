//! The rules of registering instances. Nothing of a mesh needs them, nor do they need a mesh.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::instance::INSTANCES_MAX;
use crate::model::{Instance, InstanceId, InstanceService};
use crate::server::error::{ApiError, ErrorKind};
use crate::server::plane::working::{Step, Working};

impl Working {
    pub(super) fn register(
        &mut self,
        id: InstanceId,
        instance: Arc<Instance>,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        if self.instances.get(&id).is_none() {
            check_count(&id.service, self.instances.count(&id.service) + 1)?;
        }
        self.put_instance(id, instance, step);
        Ok(())
    }

    pub(super) fn deregister(&mut self, id: InstanceId, step: &mut Step) -> Result<(), ApiError> {
        let InstanceId { service, id: name } = &id;
        if self.instances.remove(service, name).is_none() {
            let message = format!("there is no instance `{name}` of the service `{service}`");
            return Err(ApiError::not_found(message));
        }
        step.instances.insert(id, None);
        Ok(())
    }

    /// What stays as it is does not count as changed.
    pub(super) fn replace(
        &mut self,
        service: &InstanceService,
        instances: BTreeMap<Arc<str>, Arc<Instance>>,
        step: &mut Step,
    ) -> Result<(), ApiError> {
        check_count(service, instances.len())?;
        let known = self.instances.of_service(service).map(|(id, _)| id);
        let gone: Vec<_> = known.filter(|id| !instances.contains_key(*id)).cloned().collect();
        for id in gone {
            self.instances.remove(service, &id);
            step.instances.insert(InstanceId { service: service.clone(), id }, None);
        }
        for (id, instance) in instances {
            self.put_instance(InstanceId { service: service.clone(), id }, instance, step);
        }
        Ok(())
    }

    fn put_instance(&mut self, id: InstanceId, instance: Arc<Instance>, step: &mut Step) {
        if self.instances.get(&id) == Some(&instance) {
            return;
        }
        self.instances.insert(id.service.clone(), Arc::clone(&id.id), Arc::clone(&instance));
        step.instances.insert(id, Some(instance));
    }
}

fn check_count(service: &InstanceService, count: usize) -> Result<(), ApiError> {
    if count <= INSTANCES_MAX {
        return Ok(());
    }
    let message = format!(
        "the service `{service}` would have {count} instances; at most {INSTANCES_MAX} are allowed"
    );
    Err(ApiError::new(ErrorKind::LimitExceeded, message))
}
