//! The JSON form of saved plans: `weir.plan/v1`, with a digest over all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::model::{Address, Form, Resource, Spec, Tags, Timestamp};
use crate::plan::saved::secret::HiddenWire;
use crate::plan::saved::{Hidden, Inputs, Options, SavedChange, SavedPlan, Target, Verb, digest};
use crate::plan::{self, Disruption, Part, Phase, Why};

const SCHEMA: &str = "weir.plan/v1";

/// Why a text is no plan that can be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFileError {
    #[error("it is no JSON: {0}")]
    NotJson(String),
    #[error("it is no plan: its schema is `{0}`, not `{SCHEMA}`")]
    Schema(String),
    #[error("it was changed or damaged: its digest is not that of its content")]
    Digest,
    #[error("{0}")]
    Shape(String),
}

impl SavedPlan {
    /// The members of the JSON form.
    pub fn to_json(&self) -> Map<String, Value> {
        let Self { id, created, target, inputs, options, changes, .. } = self;
        let meshes = target.meshes.iter().map(|(name, uid)| json!({"name": name, "uid": uid}));
        let numbered = changes.iter().enumerate();
        let changes = numbered.map(|(index, change)| match self.concealed(index, change) {
            Some(concealed) => concealed.to_json(index),
            None => Value::Null,
        });
        let changes = changes.collect();
        let mut tree = Map::new();
        let mut put = |name: &str, value: Value| tree.insert(name.to_owned(), value);
        put("schema", json!(SCHEMA));
        put("id", json!(id.to_string()));
        put("created", json!(created.to_string()));
        put("weir", json!(env!("CARGO_PKG_VERSION")));
        put("target", json!({"endpoint": target.endpoint, "meshes": meshes.collect::<Vec<_>>()}));
        put("inputs", json!({"digest": inputs.digest, "files": inputs.files}));
        put(
            "options",
            json!({"set": options.set, "prune": options.prune,
            "allowDisruption": options.allow_disruption}),
        );
        put("unchanged", json!(self.unchanged));
        put("others", json!(self.others));
        put("reads", json!(self.reads));
        if let Some(hidden) = self.hidden.to_json() {
            put("secrets", hidden);
        }
        put("changes", Value::Array(changes));
        let sum = digest(&Value::Object(tree.clone()));
        tree.insert("digest".to_owned(), json!(sum));
        tree
    }

    /// Reads the JSON form.
    pub fn parse(text: &[u8]) -> Result<Self, PlanFileError> {
        let tree: Value = serde_json::from_slice(text)
            .map_err(|error| PlanFileError::NotJson(error.to_string()))?;
        let schema = tree.get("schema").and_then(Value::as_str).unwrap_or("missing");
        if schema != SCHEMA {
            return Err(PlanFileError::Schema(schema.to_owned()));
        }
        let Value::Object(mut members) = tree else {
            return Err(PlanFileError::Schema("missing".to_owned()));
        };
        let given = members.shift_remove("digest");
        if given != Some(json!(digest(&Value::Object(members.clone())))) {
            return Err(PlanFileError::Digest);
        }
        let wire = PlanWire::deserialize(Value::Object(members)).map_err(shape)?;
        wire.plan()
    }
}

fn shape(error: impl std::fmt::Display) -> PlanFileError {
    PlanFileError::Shape(error.to_string())
}

#[derive(Deserialize)]
struct PlanWire {
    id: Uuid,
    created: String,
    target: TargetWire,
    inputs: InputsWire,
    options: OptionsWire,
    unchanged: usize,
    others: usize,
    reads: usize,
    secrets: Option<HiddenWire>,
    changes: Vec<ChangeWire>,
}

#[derive(Deserialize)]
struct TargetWire {
    endpoint: String,
    meshes: Vec<MeshWire>,
}

#[derive(Deserialize)]
struct MeshWire {
    name: String,
    uid: Option<String>,
}

#[derive(Deserialize)]
struct InputsWire {
    digest: String,
    files: Vec<String>,
}

#[derive(Deserialize)]
struct OptionsWire {
    set: Option<String>,
    prune: bool,
    #[serde(rename = "allowDisruption")]
    allow_disruption: bool,
}

#[derive(Deserialize)]
struct ChangeWire {
    address: String,
    mesh: String,
    action: String,
    phase: String,
    part: Option<PartWire>,
    after: Vec<usize>,
    before: Option<BeforeWire>,
    spec: Option<Value>,
    tags: Tags,
    disruption: Option<DisruptionWire>,
    why: Option<String>,
}

#[derive(Deserialize)]
struct PartWire {
    index: usize,
    of: usize,
}

#[derive(Deserialize)]
struct BeforeWire {
    resource: Resource,
}

#[derive(Deserialize)]
struct DisruptionWire {
    text: String,
    until: Option<usize>,
}

impl PlanWire {
    fn plan(self) -> Result<SavedPlan, PlanFileError> {
        let Self { id, created, target, inputs, options, secrets, changes, .. } = self;
        let created: jiff::Timestamp = created.parse().map_err(shape)?;
        let meshes: BTreeMap<String, Option<String>> =
            target.meshes.into_iter().map(|mesh| (mesh.name, mesh.uid)).collect();
        let wrong = || PlanFileError::Shape("secrets: a place in no step".to_owned());
        let hidden = match secrets {
            Some(secrets) => secrets.hidden(changes.len()).ok_or_else(wrong)?,
            None => Hidden::default(),
        };
        let changes = changes.into_iter().enumerate();
        let changes: Result<_, _> = changes.map(|(index, change)| change.change(index)).collect();
        Ok(SavedPlan {
            id,
            created: Timestamp::from_millis(created.as_millisecond()),
            target: Target { endpoint: target.endpoint, meshes },
            inputs: Inputs { digest: inputs.digest, files: inputs.files },
            options: Options {
                set: options.set,
                prune: options.prune,
                allow_disruption: options.allow_disruption,
            },
            changes: changes?,
            unchanged: self.unchanged,
            others: self.others,
            reads: self.reads,
            hidden,
        })
    }
}

impl ChangeWire {
    fn change(self, index: usize) -> Result<SavedChange, PlanFileError> {
        let wrong = |what: &str| PlanFileError::Shape(format!("changes[{index}]: {what}"));
        let id = Address::parse(&self.address).ok();
        let id = id.and_then(|address| address.in_mesh(Some(&self.mesh)).ok().flatten());
        let id = id.ok_or_else(|| wrong("its address is none"))?;
        let verb = Verb::ALL.into_iter().find(|verb| verb.as_str() == self.action);
        let verb = verb.ok_or_else(|| wrong("its action is none"))?;
        let phase = Phase::from_word(&self.phase).ok_or_else(|| wrong("its phase is none"))?;
        let number = |number: usize| number.checked_sub(1).ok_or_else(|| wrong("step 0"));
        let after: Vec<usize> = self.after.into_iter().map(number).collect::<Result<_, _>>()?;
        if after.iter().any(|needed| *needed >= index) {
            return Err(wrong("it needs a later step"));
        }
        let spec = self.spec.map(|spec| Spec::deserialize(id.kind(), spec)).transpose();
        let spec = spec.map_err(|error| wrong(&error.to_string()))?;
        let before = self.before.map(|before| Arc::new(before.resource));
        let complete = match verb {
            Verb::Create => before.is_none() && spec.is_some(),
            Verb::Update => before.is_some() && spec.is_some(),
            Verb::Delete => before.is_some() && spec.is_none(),
        };
        if !complete || before.as_ref().is_some_and(|before| before.id != id) {
            return Err(wrong("it does not hold what its action needs"));
        }
        Ok(SavedChange {
            id,
            verb,
            after,
            phase,
            part: self.part.map(|part| Part { index: part.index, of: part.of }),
            disruption: self.disruption.map(|one| Disruption {
                text: one.text,
                until: one.until.and_then(|step| step.checked_sub(1)),
            }),
            why: self.why.map(Why),
            before,
            spec,
            tags: self.tags,
        })
    }
}

impl SavedChange {
    /// Steps count from 1, as they are shown.
    fn to_json(&self, index: usize) -> Value {
        let disruption = self
            .disruption
            .as_ref()
            .map(|one| json!({"text": one.text, "until": one.until.map(|step| step + 1)}));
        json!({
            "step": index + 1,
            "address": self.id.address(),
            "mesh": self.id.mesh(),
            "action": self.verb.as_str(),
            "phase": self.phase.as_str(),
            "part": self.part.map(|part| json!({"index": part.index, "of": part.of})),
            "after": self.after.iter().map(|step| step + 1).collect::<Vec<_>>(),
            "disruptive": self.disruption.is_some(),
            "disruption": disruption,
            "why": self.why.as_ref().map(|why| &why.0),
            "before": self.before.as_deref().map(before),
            "patch": self.patch(),
            "spec": self.spec.as_ref().map(Spec::to_value),
            "tags": self.tags,
        })
    }

    /// What differs, for whoever reviews the plan; it is carried out from `spec`.
    fn patch(&self) -> Vec<Value> {
        let (Some(before), Some(spec)) = (&self.before, &self.spec) else { return Vec::new() };
        let after = Arc::new(Resource { spec: spec.clone(), ..Resource::clone(before) });
        plan::patch(&plan::update(before, &after))
    }
}

fn before(resource: &Resource) -> Value {
    let mut spec = resource.spec.clone();
    spec.fill_defaults();
    json!({
        "version": resource.version(),
        "uid": resource.metadata.as_ref().map(|metadata| &metadata.uid),
        "digest": digest(&spec.to_value()),
        "resource": resource.in_form(Form::Record),
    })
}

/// The digest of a desired state.
pub fn digest_of<'a>(resources: impl Iterator<Item = &'a Arc<Resource>>) -> String {
    let trees = resources.map(|one| {
        json!({"address": one.id.full_address(),
        "spec": one.spec.to_value(), "tags": one.tags})
    });
    digest(&Value::Array(trees.collect()))
}

/// The same with names in the place of secrets, so that nobody can try values.
pub fn digest_of_concealed<'a>(
    resources: impl Iterator<Item = &'a Arc<Resource>>,
    secrets: &BTreeMap<String, String>,
) -> String {
    let concealed = |one: &Arc<Resource>| {
        let mut tree = json!({"address": one.id.full_address(),
            "spec": one.spec.to_value(), "tags": one.tags});
        conceal(&mut tree, secrets);
        tree
    };
    digest(&Value::Array(resources.map(concealed).collect()))
}

fn conceal(tree: &mut Value, secrets: &BTreeMap<String, String>) {
    match tree {
        Value::String(text) => {
            for (name, value) in secrets.iter().filter(|(_, value)| !value.is_empty()) {
                *text = text.replace(value.as_str(), &format!("${{{name}}}"));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| conceal(item, secrets)),
        Value::Object(members) => members.values_mut().for_each(|value| conceal(value, secrets)),
        _ => {}
    }
}
