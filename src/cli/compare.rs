//! What a run would do: the desired state held against the control plane, and against whose
//! everything is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cli::Ui;
use crate::cli::desired::{self, Desired};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::inputs::{EMPTY, InputArgs};
use crate::cli::offered;
use crate::cli::session::Session;
use crate::cli::settings::{Endpoint, Settings};
use crate::cli::targets::TargetArgs;
use crate::client::{Requests, WithTags};
use crate::diagnostic::Code;
use crate::model::{Kind, ResourceId, SetName, Snapshot};
use crate::output::count;
use crate::plan::ownership::{self, MaxDeletes, Prunable, Refusal, Rights};
use crate::plan::saved::{self, SavedPlan, Target};
use crate::plan::{self, Action, Options, Plan, Step, spec_changes};

/// Flags on whose resources are.
#[derive(Debug, Clone, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that stands alone")]
pub struct OwnershipArgs {
    /// Set to which everything belongs that is created or updated
    #[arg(long, value_name = "NAME", value_parser = set_name)]
    pub set: Option<SetName>,

    /// Delete what belongs to the set and is not in the documents
    #[arg(long)]
    pub prune: bool,

    /// The most resources to prune: a number, or a share of the set such as 30% [default: 10 or 20%,
    /// whichever is more, and at most half]
    #[arg(long, value_name = "N|P%", value_parser = MaxDeletes::parse, requires = "prune")]
    pub max_deletes: Option<MaxDeletes>,

    /// Prune the whole set if there are no documents
    #[arg(long, requires = "prune")]
    pub allow_empty: bool,

    /// Take resources over that belong to another set
    #[arg(long)]
    pub take_ownership: bool,

    /// Set the weights of routes on which a rollout is under way
    #[arg(long)]
    pub take_weights: bool,

    /// Allow steps between which requests fail
    #[arg(long)]
    pub allow_disruption: bool,

    #[command(flatten)]
    pub targets: TargetArgs,

    /// Whether a value that means the same as absence differs from it.
    #[arg(skip)]
    pub defaults: plan::Defaults,

    /// Whether nothing is going to be carried out, so that marks of ownership do not matter.
    #[arg(skip)]
    pub compares_only: bool,
}

pub fn set_name(name: &str) -> Result<SetName, String> {
    SetName::parse(name).map_err(|error| format!("the name of a set {error}"))
}

/// What a run would do.
pub struct Compared {
    pub plan: Plan,
    pub saved: SavedPlan,
    /// What is worth a word before it is done.
    pub notes: Vec<String>,
    /// Why it must not be done.
    pub refusals: Vec<Refusal>,
    /// What was sent; none where the control plane is in this process.
    pub requests: Option<Requests>,
    /// The kinds that the control plane does not know.
    pub missing: BTreeSet<Kind>,
}

impl OwnershipArgs {
    /// The set of the run: the one that was named, or the project's.
    pub fn set(&self, settings: &Settings) -> Result<Option<SetName>, Error> {
        let project = settings.project.as_ref().and_then(|project| project.set.as_deref());
        let set = match (&self.set, project) {
            (Some(set), _) => Some(set.clone()),
            (None, Some(name)) => Some(set_name(name).map_err(Error::usage)?),
            (None, None) => None,
        };
        if self.prune && set.is_none() {
            return Err(Error::usage("--prune deletes what belongs to a set, and no set is named")
                .hint("name it with --set NAME, or as `set` under [project] in weir.toml"));
        }
        Ok(set)
    }

    /// Reads the documents. Only for a prune may there be none.
    pub fn load(
        &self,
        inputs: &InputArgs,
        settings: &Settings,
        ui: &mut Ui,
    ) -> Result<Desired, Error> {
        match desired::load(inputs, settings, ui) {
            Err(error)
                if self.prune && error.code == Some(EMPTY) && error.diagnostics.is_empty() =>
            {
                Ok(Desired::empty())
            }
            Ok(desired) if self.prune => {
                desired.refuse_missing_texts()?;
                Ok(desired)
            }
            loaded => loaded,
        }
    }

    /// Reads what is on the control plane, and plans.
    pub async fn compare(
        &self,
        desired: &Desired,
        session: &Session,
        settings: &Settings,
        ui: &mut Ui,
    ) -> Result<Compared, Error> {
        let set = self.set(settings)?;
        let meshes = self.meshes(desired, session, settings).await?;
        let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
        let tagged = desired.snapshot.iter().any(|resource| !resource.tags.is_empty());
        let tags = if tagged || set.is_some() { WithTags::Yes } else { WithTags::No };
        let mut current = session.client.snapshot(&names, tags).await?;
        desired::judge(desired, &current, ui)?;
        let mut wanted = self.wanted(desired, set.as_ref());
        let left_out = offered::leave_out(&mut wanted, &current, &session.client).await?;
        if tags == WithTags::No {
            // Whose a resource is matters only where it is touched.
            let touched = plan::plan(&current, &wanted);
            read_tags(session, &touched, &mut current).await?;
        }
        let missing = session.client.missing_kinds();
        let (mut options, mut notes) = self.options(&current, &wanted, set.as_ref(), &meshes);
        notes.extend(offered::note(&left_out));
        options.chosen = self.targets.chosen([&current, &wanted])?;
        options.defaults = self.defaults;
        options.adopt = !self.compares_only;
        let mut plan = plan::plan_with(&current, &wanted, &options);
        plan.left_out = left_out;
        notes.extend(rollout_notes(&plan));
        if set.is_none() {
            notes.extend(unnamed_sets(&plan));
        }
        let mut refusals = ownership::check(
            &plan,
            &Rights { set: set.as_ref(), take_ownership: self.take_ownership },
        );
        if let Some(set) = &set {
            refusals.extend(ownership::other_sets(&desired.snapshot, set));
        }
        if !self.allow_disruption {
            refusals.extend(ownership::disruption(&plan));
        }
        refusals.extend(self.too_much((&current, &wanted), &plan, set.as_ref(), &meshes));
        let target = target(session, settings, &meshes, &current).await?;
        let mut saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), super::clock::now(), target);
        saved.inputs = saved::Inputs {
            digest: saved::digest_of(desired.snapshot.iter()),
            files: desired.files(),
        };
        saved.options = saved::Options {
            set: set.map(|set| set.as_str().to_owned()),
            prune: self.prune,
            allow_disruption: self.allow_disruption,
        };
        if !desired.secrets().is_empty() {
            let salt = uuid::Uuid::new_v4().simple().to_string();
            desired.with_secrets(|secrets| saved.conceal(&salt, secrets)).map_err(cannot_hide)?;
            saved.inputs.digest =
                saved::digest_of_concealed(desired.snapshot.iter(), desired.secrets());
        }
        // In this process a request is a function call.
        let requests = (!session.is_embedded()).then(|| session.client.requests());
        Ok(Compared { plan, saved, notes, refusals, requests, missing })
    }

    /// The meshes of the documents; where there are none, the chosen one.
    async fn meshes(
        &self,
        desired: &Desired,
        session: &Session,
        settings: &Settings,
    ) -> Result<BTreeSet<String>, Error> {
        if desired.snapshot.is_empty() {
            return Ok([session.mesh(settings).await?].into());
        }
        Ok(desired.meshes().into_iter().map(str::to_owned).collect())
    }

    /// The desired state; what is taken over carries the tag of its new set.
    fn wanted(&self, desired: &Desired, set: Option<&SetName>) -> Snapshot {
        let Some(set) = set.filter(|_| self.take_ownership) else {
            return desired.snapshot.clone();
        };
        let mut wanted = Snapshot::default();
        for resource in desired.snapshot.iter() {
            let mut resource = Arc::clone(resource);
            for (key, value) in set.tags().iter() {
                Arc::make_mut(&mut resource).tags.insert(key.clone(), value.clone());
            }
            wanted.insert(resource);
        }
        wanted
    }

    fn options(
        &self,
        current: &Snapshot,
        wanted: &Snapshot,
        set: Option<&SetName>,
        meshes: &BTreeSet<String>,
    ) -> (Options, Vec<String>) {
        let mut options = Options::default();
        let mut notes = Vec::new();
        if let Some(set) = set {
            options.tags = set.tags();
            let Prunable { delete, kept } = ownership::prunable(current, wanted, set, meshes);
            if self.prune {
                options.delete = delete;
                notes.extend(kept.iter().map(|(id, user)| {
                    format!("{id} of the set `{set}` is in no document and stays: {user} needs it")
                }));
            } else if !delete.is_empty() {
                notes.push(format!(
                    "{} of the set `{set}` not in the documents: {}; --prune deletes what is not",
                    count::resources(delete.len()),
                    shortened(&delete)
                ));
            }
        }
        for route in current.iter().filter(|one| one.id.kind() == Kind::Route) {
            let (Some(rollout), Some(document)) = (route.rollout(), wanted.get(&route.id)) else {
                continue;
            };
            let id = route.id.full_address();
            if self.take_weights {
                notes.push(format!(
                    "W006 the weights of {id} belong to the rollout `{rollout}`, and are set all \
                     the same; the rollout will stop when it sees that"
                ));
                continue;
            }
            options.keep_weights.insert(route.id.clone());
            let kept = options.wanted(route, document);
            if !spec_changes(&kept.spec, &document.spec).is_empty() {
                notes.push(format!(
                    "W006 the weights of {id} belong to the rollout `{rollout}` and stay as they \
                     are; --take-weights sets them"
                ));
            }
        }
        (options, notes)
    }

    /// Whether the prune goes too far.
    fn too_much(
        &self,
        (current, wanted): (&Snapshot, &Snapshot),
        plan: &Plan,
        set: Option<&SetName>,
        meshes: &BTreeSet<String>,
    ) -> Option<Refusal> {
        let set = set.filter(|_| self.prune)?;
        let owned = ownership::owned(current, set, meshes);
        let deletes = plan.counts().delete;
        if wanted.is_empty() && deletes > 0 {
            let set = set.as_str().to_owned();
            return (!self.allow_empty).then_some(Refusal::Empty { set, owned });
        }
        ownership::check_prune(deletes, owned, self.max_deletes.unwrap_or(MaxDeletes::Usual))
    }
}

/// A word for each route that is deleted while a rollout moves its weights.
pub fn rollout_notes(plan: &Plan) -> Vec<String> {
    let note = |step: &Step| {
        let Action::Delete { before } = &step.action else { return None };
        let rollout = before.rollout()?;
        Some(format!(
            "W006 {} is under the rollout `{rollout}`, and is deleted all the same; the rollout \
             will stop when it sees that",
            before.id.full_address()
        ))
    };
    plan.steps.iter().filter_map(note).collect()
}

/// Adds the tags of what a plan touches.
async fn read_tags(session: &Session, plan: &Plan, current: &mut Snapshot) -> Result<(), Error> {
    for step in &plan.steps {
        let (Action::Update { before, .. } | Action::Delete { before }) = &step.action else {
            continue;
        };
        if let (true, Some(metadata)) = (before.tags.is_empty(), &before.metadata) {
            let mut tagged = (**before).clone();
            tagged.tags = session.client.tags(&metadata.arn).await?;
            current.insert(Arc::new(tagged));
        }
    }
    Ok(())
}

/// The error of a secret that would be written.
#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
pub fn cannot_hide(error: saved::CannotHide) -> Error {
    Error::usage(error.to_string())
        .hint("give it as an ordinary variable if it may be seen: --var; nothing was changed")
}

/// What a plan is made for, by name.
pub fn endpoint(settings: &Settings) -> String {
    match &settings.endpoint {
        Endpoint::Url { url, .. } => super::session::redacted(url).trim_end_matches('/').to_owned(),
        Endpoint::Embedded => {
            let folder = &settings.data_dir;
            // A folder that is not there yet has the path that it will have.
            let path = folder.canonicalize().or_else(|_| std::path::absolute(folder));
            format!("embedded in {}", path.as_ref().unwrap_or(folder).display())
        }
    }
}

/// The control plane of a session, whatever way leads there.
pub async fn here(session: &Session, settings: &Settings) -> Result<Target, Error> {
    let store = session.client.capabilities().await?.store.clone();
    Ok(Target { endpoint: endpoint(settings), store, meshes: BTreeMap::new() })
}

/// What a plan is made for.
pub async fn target(
    session: &Session,
    settings: &Settings,
    meshes: &BTreeSet<String>,
    current: &Snapshot,
) -> Result<Target, Error> {
    let uid = |mesh: &String| {
        let id = ResourceId::try_new(Kind::Mesh, mesh, None, mesh).ok()?;
        Some(current.get(&id)?.metadata.as_ref()?.uid.clone())
    };
    let meshes: BTreeMap<String, Option<String>> =
        meshes.iter().map(|mesh| (mesh.clone(), uid(mesh))).collect();
    Ok(Target { meshes, ..here(session, settings).await? })
}

/// Kinds by their names in JSON.
pub fn kinds_json(kinds: &BTreeSet<Kind>) -> serde_json::Value {
    kinds.iter().map(|kind| kind.row().wire).collect()
}

/// The sets to which something belongs that a run without a set changes.
fn unnamed_sets(plan: &Plan) -> Vec<String> {
    let mut sets: BTreeMap<&str, BTreeSet<ResourceId>> = BTreeMap::new();
    for step in &plan.steps {
        let (Action::Update { before, .. } | Action::Delete { before }) = &step.action else {
            continue;
        };
        if let Some(set) = before.set() {
            sets.entry(set).or_default().insert(before.id.clone());
        }
    }
    let note = |(set, ids): (&str, BTreeSet<ResourceId>)| {
        let verb = if ids.len() == 1 { "belongs" } else { "belong" };
        format!(
            "{} {verb} to the set `{set}`, which this run does not name: --set {set}",
            shortened(&ids)
        )
    };
    sets.into_iter().map(note).collect()
}

fn shortened(ids: &BTreeSet<ResourceId>) -> String {
    let named: Vec<String> = ids.iter().take(5).map(ResourceId::address).collect();
    match ids.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The error of a plan that must not be carried out.
pub fn refused(refusals: &[Refusal]) -> Option<Error> {
    let first = refusals.first()?;
    let (code, hint) = match first {
        Refusal::TooMany { .. } => {
            ("P006", "if that is meant: --max-deletes with a number or a share")
        }
        Refusal::Protected(_) => ("P007", "set the tag to another value first, or leave them out"),
        Refusal::Foreign(_) => ("P008", "--take-ownership takes them over"),
        Refusal::OtherSet { .. } => {
            ("P008", "leave the tag out of the document, or leave the document out")
        }
        Refusal::Empty { .. } => ("P009", "if that is meant: --allow-empty"),
        Refusal::Disruption(_) => ("P010", "if that is meant: --allow-disruption"),
    };
    let mut error = Error::new(Exit::Refused, first.to_string()).code(Code(code)).hint(hint);
    for more in &refusals[1..] {
        error = error.hint(format!("also: {more}"));
    }
    Some(error.hint("nothing was changed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Resource;

    fn route(name: &str, tags: &str) -> Resource {
        let text = format!(
            r#"{{"kind":"route","meshName":"m","virtualRouterName":"r","routeName":"{name}",
                "spec":{{"httpRoute":{{"match":{{"prefix":"/"}},"action":{{"weightedTargets":
                [{{"virtualNode":"v1","weight":1}}]}}}}}},"tags":[{tags}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_route_under_a_rollout_is_not_deleted_without_a_word() {
        let tag = r#"{"key":"weir:rollout","value":"01KB"}"#;
        let none = r#"{"key":"weir:rollout","value":""}"#;
        let routes = [route("a", tag), route("b", ""), route("c", none)];
        let ids: BTreeSet<ResourceId> = routes.iter().map(|route| route.id.clone()).collect();
        let current: Snapshot = routes.into_iter().collect();
        let notes = rollout_notes(&plan::deletion(&current, ids, false).unwrap());
        assert_eq!(
            notes,
            [
                "W006 m:rt/r/a is under the rollout `01KB`, and is deleted all the same; the rollout \
              will stop when it sees that"
            ]
        );
    }
}
