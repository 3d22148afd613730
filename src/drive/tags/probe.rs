//! What a control plane can do, found out by trying it on a virtual node of its own: whether two
//! drivers can be kept apart, whether tags are kept, and what versions tell.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;
use tokio::time::Duration;
use uuid::Uuid;

use crate::client::{Client, Collection};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::tag::put;
use crate::model::{Kind, Resource, ResourceId, Spec, Tags};

const KEY: &str = "weir:probe";
/// The names of all probes begin with this; a UUID follows.
const PROBE: &str = "weir-probe.";
/// Where a probe says that it is found, which is nowhere.
const NOWHERE: &str = "weir-probe.invalid";
/// After that long nobody tries anything with a probe any more: it takes seconds.
const PROBE_MAX: Duration = Duration::from_mins(10);

/// What a control plane can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability that stands alone")]
pub struct Abilities {
    /// A second resource of the same name is refused.
    pub excludes: bool,
    pub keeps_tags: bool,
    /// A tag that is written again has one value; some emulators list all values.
    pub replaces_tags: bool,
    pub takes_tags_away: bool,
    /// By how much one update raises the version of a resource; none if it does not.
    pub version_step: Option<u64>,
}

impl Abilities {
    /// Where nothing was tried: the lock was made, so there are locks and tags, and versions count
    /// as App Mesh's do.
    pub fn unknown() -> Self {
        Self {
            excludes: true,
            keeps_tags: true,
            replaces_tags: true,
            takes_tags_away: true,
            version_step: Some(1),
        }
    }

    /// How many writes came between a look and an answer, as far as versions tell.
    pub fn gap(self, before: Option<i64>, after: Option<i64>) -> Option<u64> {
        let step = self.version_step?;
        let grown = u64::try_from(after?.checked_sub(before?)?).ok()?;
        (grown / step).checked_sub(1)
    }

    /// What is weaker than on a control plane that runs rollouts, in words.
    pub fn weaker(self) -> Vec<&'static str> {
        let mut weaker = vec![
            "a write cannot be refused because of a write in between; it is found out afterwards",
        ];
        let faults = [
            (self.excludes, "two drivers cannot be kept apart"),
            (self.version_step.is_some(), "a write in between cannot be found out by versions"),
            (
                self.replaces_tags,
                "tags are added instead of replaced, so they pile up on the route",
            ),
            (self.takes_tags_away, "tags cannot be taken away, so the record stays on the routes"),
        ];
        weaker.extend(faults.iter().filter(|(can, _)| !can).map(|(_, words)| *words));
        weaker
    }
}

/// Tries it out with a virtual node that nobody uses, and takes that away again.
pub async fn probe(client: &Arc<Client>, mesh: &str) -> Result<Abilities, TagsError> {
    let name = format!("{PROBE}{}", Uuid::new_v4().simple());
    let id = ResourceId::try_new(Kind::VirtualNode, mesh, None, &name)
        .map_err(|error| TagsError::NotUnderstood(error.to_string()))?;
    let probed = try_all(client, &id).await;
    let deleted = client.delete(&id, None).await;
    let abilities = probed?;
    match deleted {
        Err(error) if !error.is_not_found() => Err(error.into()),
        _ => Ok(abilities),
    }
}

/// Takes away the probes of a mesh that were left by whoever was killed while it tried; answers
/// their names.
pub async fn sweep(client: &Client, mesh: &str, now: Timestamp) -> Result<Vec<String>, TagsError> {
    let of = Collection { kind: Kind::VirtualNode, mesh, parent: None };
    let mut names = client.names(of).await?;
    names.retain(|name| name.strip_prefix(PROBE).is_some_and(|id| Uuid::try_parse(id).is_ok()));
    let mut taken = Vec::new();
    for name in names {
        let id = ResourceId::try_new(Kind::VirtualNode, mesh, None, &name)
            .map_err(|error| TagsError::NotUnderstood(error.to_string()))?;
        match client.describe(&id).await {
            Ok(found) if is_left(&found, now)? => {}
            Ok(_) => continue,
            Err(error) if error.is_not_found() => continue,
            Err(error) => return Err(error.into()),
        }
        match client.delete(&id, None).await {
            Ok(()) => taken.push(name),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(taken)
}

/// Whether it is a probe as weir makes them, and nobody tries anything with it any more.
fn is_left(found: &Resource, now: Timestamp) -> Result<bool, TagsError> {
    let is_probe = found.spec == spec(None)? || found.spec == spec(Some(NOWHERE))?;
    let Some(metadata) = &found.metadata else { return Ok(false) };
    let age = now.as_millisecond().saturating_sub(metadata.created_at.millis());
    Ok(is_probe && u128::try_from(age).is_ok_and(|age| age > PROBE_MAX.as_millis()))
}

async fn try_all(client: &Client, id: &ResourceId) -> Result<Abilities, TagsError> {
    let mut tags = Tags::default();
    put(&mut tags, KEY, "1");
    let first = Resource { id: id.clone(), spec: spec(None)?, tags, metadata: None };
    let created = client.create(&first, &token()).await?;
    let metadata = created
        .metadata
        .ok_or_else(|| TagsError::NotUnderstood(format!("{id} was created and has no ARN")))?;
    let arn = metadata.arn;
    let excludes = match client.create(&first, &token()).await {
        Ok(_) => false,
        Err(error) if error.is_an_answer() => true,
        Err(error) => return Err(error.into()),
    };
    let values = |tags: Vec<(String, String)>| -> Vec<String> {
        tags.into_iter().filter(|(key, _)| key == KEY).map(|(_, value)| value).collect()
    };
    let kept = values(client.all_tags(&arn).await?);
    let mut again = Tags::default();
    put(&mut again, KEY, "2");
    let tagged = client.tag(&arn, &again).await;
    let both = values(client.all_tags(&arn).await?);
    let untagged = client.untag(&arn, &[KEY.to_owned()]).await;
    let before = version(client, id).await?;
    let changed = Resource { spec: spec(Some(NOWHERE))?, ..first };
    client.update(&changed, &token(), None).await?;
    let after = version(client, id).await?;
    let grown = after.zip(before).and_then(|(after, before)| u64::try_from(after - before).ok());
    Ok(Abilities {
        excludes,
        keeps_tags: tagged.is_ok() && kept == ["1"] && both.iter().any(|value| value == "2"),
        replaces_tags: both == ["2"],
        takes_tags_away: untagged.is_ok(),
        version_step: grown.filter(|grown| *grown > 0),
    })
}

async fn version(client: &Client, id: &ResourceId) -> Result<Option<i64>, TagsError> {
    let now = client.describe(id).await?;
    Ok(now.metadata.map(|metadata| metadata.version))
}

/// The spec of a virtual node without listeners, which gets no requests.
fn spec(hostname: Option<&str>) -> Result<Spec, TagsError> {
    let spec = match hostname {
        Some(hostname) => json!({"serviceDiscovery": {"dns": {"hostname": hostname}}}),
        None => json!({}),
    };
    Spec::deserialize(Kind::VirtualNode, spec)
        .map_err(|error| TagsError::NotUnderstood(error.to_string()))
}

fn token() -> String {
    Uuid::new_v4().to_string()
}
