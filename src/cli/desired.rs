//! The desired state of a run: documents that were found valid, and what they would change.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::Ui;
use crate::cli::error::Error;
use crate::cli::inputs::InputArgs;
use crate::cli::policy::{self, RuleArgs};
use crate::cli::report::{self, Report};
use crate::cli::settings::Settings;
use crate::diagnostic::{Code, Severity};
use crate::document::{Content, Documents};
use crate::model::{FieldPath, ResourceId, Segment, Snapshot};
use crate::output::count::Count;
use crate::output::frame::{self, Look};
use crate::plan::saved::{Secrets, members, tag_path};
use crate::plan::{self, Missing};
use crate::validate::judgement::Policy;

/// Documents and the resources in them.
pub struct Desired {
    documents: Documents,
    policy: Policy,
    pub snapshot: Snapshot,
    /// Values of secret variables, by their names.
    secrets: BTreeMap<String, String>,
    /// Where they are, by the names of members.
    places: BTreeSet<(ResourceId, Vec<String>)>,
}

impl Desired {
    /// Where resources and fields stand in the documents: `file:line`.
    pub fn locate(&self) -> impl Fn(&ResourceId, &FieldPath) -> Option<String> {
        |id, path| {
            let location = self.documents.locate(id, path)?;
            let position = location.source.position(location.span.range().start);
            Some(format!("{}:{}", location.source.name(), position.line))
        }
    }

    /// The files that something stands in, each once.
    pub fn files(&self) -> Vec<String> {
        let places = self.snapshot.iter().filter_map(|resource| {
            let location = self.documents.locate(&resource.id, &FieldPath::default())?;
            Some(location.source.name().to_owned())
        });
        places.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What is not in the documents is to be deleted only if they are all there.
    pub fn refuse_missing_texts(&self) -> Result<(), Error> {
        let Some(first) = self.documents.astray.first() else { return Ok(()) };
        let message = format!("`{first}` leads nowhere, so what it defined is not known");
        Err(Error::usage(message)
            .code(Code("S016"))
            .hint("--prune would delete that: mend the link, or leave it out with --exclude")
            .hint("nothing was changed"))
    }

    /// A desired state in which nothing is.
    pub fn empty() -> Self {
        Self {
            documents: Documents::default(),
            policy: Policy::default(),
            snapshot: Snapshot::default(),
            secrets: BTreeMap::new(),
            places: BTreeSet::new(),
        }
    }

    /// Whether a field holds a value that must not be shown, in whichever item of a list: items
    /// of the control plane have other numbers.
    pub fn is_sensitive(&self, id: &ResourceId, path: &FieldPath) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let names: Vec<String> = members(path).map(str::to_owned).collect();
        self.places.contains(&(id.clone(), names))
    }

    /// Values of secret variables, by their names.
    pub fn secrets(&self) -> &BTreeMap<String, String> {
        &self.secrets
    }

    /// Does something with what is secret.
    pub fn with_secrets<T>(&self, act: impl FnOnce(Secrets<'_>) -> T) -> T {
        let is_secret = |id: &ResourceId, path: &FieldPath| self.is_sensitive(id, path);
        act(Secrets { values: &self.secrets, is_secret: &is_secret })
    }

    pub fn meshes(&self) -> Vec<&str> {
        let mut meshes: Vec<&str> = self.snapshot.iter().map(|one| one.id.mesh()).collect();
        meshes.dedup();
        meshes
    }
}

/// Reads the documents. What is wrong with the texts is told, and errors end the run.
pub fn load(args: &InputArgs, settings: &Settings, ui: &mut Ui) -> Result<Desired, Error> {
    let documents = args.load(settings)?;
    let secrets = documents.secrets();
    ui.hide(secrets.values());
    let policy = policy::resolve(&RuleArgs::default(), settings)?;
    if documents.has_errors() {
        return Err(invalid(report::check(&documents, &policy), ui));
    }
    let snapshot = documents.snapshot();
    let places = if secrets.is_empty() { BTreeSet::new() } else { places(&documents, &secrets) };
    Ok(Desired { documents, policy, snapshot, secrets, places })
}

/// Where values are that must not be shown.
fn places(
    documents: &Documents,
    secrets: &BTreeMap<String, String>,
) -> BTreeSet<(ResourceId, Vec<String>)> {
    let mut places = BTreeSet::new();
    for document in &documents.all {
        let Content::Whole(resource) = &document.content else { continue };
        let mut put = |path: &FieldPath| {
            let names = members(path).map(str::to_owned).collect();
            places.insert((resource.id.clone(), names));
        };
        leaves(&resource.spec.to_value(), &mut FieldPath::spec(), &mut |path| {
            if documents.is_sensitive(&resource.id, path) {
                put(path);
            }
        });
        let holds = |text: &str| secrets.values().any(|value| text.contains(value.as_str()));
        for (key, _) in resource.tags.iter().filter(|(_, value)| holds(value)) {
            put(&tag_path(key));
        }
    }
    places
}

/// Goes through all values that hold no others.
fn leaves(value: &serde_json::Value, path: &mut FieldPath, act: &mut dyn FnMut(&FieldPath)) {
    match value {
        serde_json::Value::Object(all) => {
            for (name, value) in all {
                path.push(Segment::Member(name.clone().into()));
                leaves(value, path, act);
                path.pop();
            }
        }
        serde_json::Value::Array(all) => {
            for (index, value) in all.iter().enumerate() {
                path.push(Segment::Item(index));
                leaves(value, path, act);
                path.pop();
            }
        }
        _ => act(path),
    }
}

/// Holds the documents against the rules beside what is on the control plane.
pub fn judge(desired: &Desired, current: &Snapshot, ui: &mut Ui) -> Result<(), Error> {
    let report = report::check_beside(&desired.documents, current, &desired.policy);
    if report.has_errors() {
        return Err(invalid(report, ui));
    }
    let warnings = report.diagnostics.iter().filter(|one| one.severity == Severity::Warning);
    match warnings.count() {
        0 => {}
        number => ui.warning(&format!(
            "{} in the documents; `weir validate` shows them",
            Count::new(number, "thing to look at", "things to look at")
        )),
    }
    // Rules know routers, gateways and targets; a mesh may be defined anywhere until now.
    if let Some(first) = plan::missing(current, &desired.snapshot).first() {
        return Err(does_not_exist(first, desired));
    }
    Ok(())
}

/// Shows what is wrong with the documents and answers the error that ends the run.
/// Shows what is wrong with documents that must not be used.
pub fn invalid(report: Report, ui: &mut Ui) -> Error {
    let look = Look { colored: ui.talk.is_colored(), width: None };
    let mut shown = report.diagnostics.clone();
    shown.retain(|one| ui.tells(one.severity));
    let frames = frame::frames(&shown, look);
    ui.say(frames.trim_end());
    ui.say("");
    Error::usage(format!("the documents are not valid: {}", report.summary))
        .hint("nothing was changed")
        .diagnostics(report.diagnostics)
}

fn does_not_exist(missing: &Missing, desired: &Desired) -> Error {
    let Missing { resource, path, target } = missing;
    let place = desired.locate()(resource, path).map(|place| format!("{place}: "));
    let message = format!(
        "{}{resource} needs {target}, which is neither in the documents nor on the control plane",
        place.unwrap_or_default()
    );
    Error::usage(message).code(Code("R001")).hint("nothing was changed")
}
