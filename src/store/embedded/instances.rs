//! How instances are kept: a table by their names, with the JSON of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use redb::{ReadOnlyTable, Table};

use crate::model::{Instance, InstanceId, InstanceService, Instances};
use crate::store::embedded::error::Error;

/// Namespace, service and id.
pub type Key<'a> = (&'a str, &'a str, &'a str);

/// Puts and removes what a batch says.
pub fn write(
    table: &mut Table<'_, Key<'static>, &'static [u8]>,
    instances: &BTreeMap<InstanceId, Option<Arc<Instance>>>,
) -> Result<(), Error> {
    for (id, instance) in instances {
        match instance {
            Some(instance) => {
                let bytes = serde_json::to_vec(instance).expect("an instance is plain JSON");
                table.insert(key(id), &*bytes)?
            }
            None => table.remove(key(id))?,
        };
    }
    Ok(())
}

/// All instances of the table.
pub fn read(table: &ReadOnlyTable<Key<'static>, &'static [u8]>) -> Result<Instances, Error> {
    let mut instances = Instances::default();
    for entry in table.range::<Key<'_>>(..)? {
        let (key, value) = entry?;
        let (namespace, service, id) = key.value();
        let damaged = |error: &dyn std::fmt::Display| {
            Error::damaged(format!("the instance {namespace}/{service}/{id}: {error}"))
        };
        let service =
            InstanceService::try_new(namespace, service).map_err(|error| damaged(&error))?;
        let instance: Instance =
            serde_json::from_slice(value.value()).map_err(|error| damaged(&error))?;
        instances.insert(service, id.into(), Arc::new(instance));
    }
    Ok(instances)
}

fn key(id: &InstanceId) -> Key<'_> {
    (&id.service.namespace, &id.service.service, &id.id)
}
