//! Secrets in saved plans: the places whose values are not written, what stands there instead, and
//! how the values come back.

mod wire;

pub(in crate::plan::saved) use wire::HiddenWire;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::model::{FieldPath, Resource, ResourceId, Segment, Snapshot, Spec, TagValue, Tags};
use crate::plan::saved::{SavedChange, SavedPlan};

/// Values shorter than this stand in many places where they are no secret.
pub const TELLING: usize = 4;

/// How often a digest is made of a digest, so that guessing a value by its digest takes long.
const ROUNDS: usize = 10_000;

/// What stands for a secret in texts.
const MASK: &str = "•••";

/// The places of a plan whose values are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    salt: String,
    leaves: Vec<Leaf>,
}

/// One such place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leaf {
    /// Which change of the plan.
    change: usize,
    side: Side,
    place: Place,
    /// Of the whole value.
    digest: String,
    parts: Vec<Part>,
    /// What is written instead of the value.
    shown: String,
}

/// Which resource of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Where in a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Field(FieldPath),
    Tag(String),
}

/// A piece of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Variable { name: String, digest: String },
}

/// What is secret while a plan is made.
#[derive(Clone, Copy)]
pub struct Secrets<'a> {
    /// By the names of their variables.
    pub values: &'a BTreeMap<String, String>,
    pub is_secret: &'a dyn Fn(&ResourceId, &FieldPath) -> bool,
}

/// A secret that would be written all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotHide {
    #[error("the value of the secret variable `{0}` is in a name, and names are written")]
    Name(String),
    #[error("{0} has a secret value in {1} that is no text, or no place for a reference")]
    NoText(ResourceId, FieldPath),
}

/// A value that is needed and not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub side: Side,
    pub id: ResourceId,
    pub variable: String,
    /// Whether a value is given, which is another one.
    pub differs: bool,
}

impl SavedPlan {
    /// Leaves secrets out of what is written of this plan. `salt` is to be new.
    pub fn conceal(&mut self, salt: &str, secrets: Secrets<'_>) -> Result<(), CannotHide> {
        let mut finding = Finding { secrets, digests: Digests::new(salt), leaves: Vec::new() };
        for (at, change) in self.changes.iter().enumerate() {
            finding.change(at, change)?;
        }
        let leaves = finding.leaves;
        self.hidden = Hidden { salt: salt.to_owned(), leaves };
        for change in &mut self.changes {
            let texts = change.why.iter_mut().map(|why| &mut why.0);
            for text in texts.chain(change.disruption.iter_mut().map(|one| &mut one.text)) {
                for value in secrets.values.values().filter(|value| value.len() >= TELLING) {
                    *text = text.replace(value.as_str(), MASK);
                }
            }
        }
        for (at, change) in self.changes.iter().enumerate() {
            if self.concealed(at, change).is_none() {
                let leaf = self.hidden.leaves.iter().find(|leaf| leaf.change == at);
                let path = leaf.map(Leaf::path).unwrap_or_default();
                return Err(CannotHide::NoText(change.id.clone(), path));
            }
        }
        let text = Value::Object(self.to_json()).to_string();
        let telling = secrets.values.iter().filter(|(_, value)| value.len() >= TELLING);
        for (name, value) in telling {
            let written = Value::from(value.as_str()).to_string();
            if text.contains(written.trim_matches('"')) {
                return Err(CannotHide::Name(name.clone()));
            }
        }
        Ok(())
    }

    /// A change with what stands for its secrets; none if that cannot stand there.
    pub(in crate::plan::saved) fn concealed(
        &self,
        at: usize,
        change: &SavedChange,
    ) -> Option<SavedChange> {
        let leaves = self.hidden.leaves.iter().filter(|leaf| leaf.change == at);
        with(change, leaves.map(|leaf| (leaf, leaf.shown.as_str())))
    }

    /// Whether anything is hidden.
    pub fn has_secrets(&self) -> bool {
        !self.hidden.leaves.is_empty()
    }

    /// The variables whose values are needed to carry it out.
    pub fn secret_variables(&self) -> impl Iterator<Item = &str> {
        let parts = self.hidden.leaves.iter().flat_map(|leaf| &leaf.parts);
        parts.filter_map(|part| match part {
            Part::Variable { name, .. } => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// Whether a field holds something that is hidden, in whichever item of a list.
    pub fn is_secret(&self, id: &ResourceId, path: &FieldPath) -> bool {
        self.hidden.leaves.iter().any(|leaf| {
            self.changes.get(leaf.change).is_some_and(|change| change.id == *id)
                && members(&leaf.path()).eq(members(path))
        })
    }

    /// Puts values back: those that are there now, where they are the same, else those that are
    /// given for the variables. Answers what is still not known.
    pub fn reveal(
        &mut self,
        given: &dyn Fn(&str) -> Option<String>,
        live: &Snapshot,
    ) -> Vec<Unknown> {
        let mut digests = Digests::new(&self.hidden.salt);
        let mut unknown = Vec::new();
        let mut values: Vec<Option<String>> = Vec::new();
        for leaf in &self.hidden.leaves {
            let Some(change) = self.changes.get(leaf.change) else {
                values.push(None);
                continue;
            };
            let there = live.get(&change.id).and_then(|resource| leaf.value_in(resource));
            let same = there.filter(|value| digests.of(value) == leaf.digest);
            let value = same.map_or_else(|| leaf.assembled(given, &mut digests), Ok);
            if let Err((variable, differs)) = &value {
                unknown.push(Unknown {
                    side: leaf.side,
                    id: change.id.clone(),
                    variable: variable.clone(),
                    differs: *differs,
                });
            }
            values.push(value.ok());
        }
        let known: Vec<(&Leaf, &str)> = self
            .hidden
            .leaves
            .iter()
            .zip(&values)
            .filter_map(|(leaf, value)| Some((leaf, value.as_deref()?)))
            .collect();
        for (at, change) in self.changes.iter_mut().enumerate() {
            let here = known.iter().copied().filter(|(leaf, _)| leaf.change == at);
            if let Some(revealed) = with(change, here) {
                *change = revealed;
            }
        }
        unknown
    }

    /// The values at the places that are hidden, as they are in memory.
    pub fn secret_values(&self) -> Vec<String> {
        let value = |leaf: &Leaf| {
            let change = self.changes.get(leaf.change)?;
            let value = match leaf.side {
                Side::Before => leaf.value_in(change.before.as_deref()?)?,
                Side::After => leaf.value(change.spec.as_ref(), &change.tags)?,
            };
            (value != leaf.shown).then_some(value)
        };
        self.hidden.leaves.iter().filter_map(value).collect()
    }
}

impl Leaf {
    fn path(&self) -> FieldPath {
        match &self.place {
            Place::Field(path) => path.clone(),
            Place::Tag(key) => tag_path(key),
        }
    }

    fn value_in(&self, resource: &Resource) -> Option<String> {
        self.value(Some(&resource.spec), &resource.tags)
    }

    fn value(&self, spec: Option<&Spec>, tags: &Tags) -> Option<String> {
        match &self.place {
            Place::Tag(key) => {
                tags.iter().find(|(one, _)| one.as_str() == key).map(|(_, value)| value.to_string())
            }
            Place::Field(path) => {
                let mut tree = spec?.to_value();
                Some(at(&mut tree, path)?.as_str()?.to_owned())
            }
        }
    }

    /// The value from those of its variables; or the variable that has none, or another one.
    fn assembled(
        &self,
        given: &dyn Fn(&str) -> Option<String>,
        digests: &mut Digests,
    ) -> Result<String, (String, bool)> {
        let mut whole = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => whole.push_str(text),
                Part::Variable { name, digest } => {
                    let value = given(name).ok_or_else(|| (name.clone(), false))?;
                    if digests.of(&value) != *digest {
                        return Err((name.clone(), true));
                    }
                    whole.push_str(&value);
                }
            }
        }
        Ok(whole)
    }
}

/// The path of a tag, as places of secrets name it.
pub fn tag_path(key: &str) -> FieldPath {
    FieldPath::default().member("tags").member(key.to_owned())
}

/// The names on the way to a field. Items of lists come and go, so their numbers say nothing.
pub fn members(path: &FieldPath) -> impl Iterator<Item = &str> {
    path.segments().iter().filter_map(|segment| match segment {
        Segment::Member(name) => Some(name.as_ref()),
        Segment::Item(_) => None,
    })
}

/// A place in the tree of a spec.
fn at<'a>(tree: &'a mut Value, path: &FieldPath) -> Option<&'a mut Value> {
    path.segments().iter().skip(1).try_fold(tree, |value, segment| match segment {
        Segment::Member(name) => value.get_mut(name.as_ref()),
        Segment::Item(index) => value.get_mut(index),
    })
}

/// A change with other values in some places.
fn with<'a>(
    change: &SavedChange,
    leaves: impl Iterator<Item = (&'a Leaf, &'a str)>,
) -> Option<SavedChange> {
    let mut changed = change.clone();
    let mut after = change.spec.as_ref().map(Spec::to_value);
    let mut before = change.before.as_ref().map(|one| one.spec.to_value());
    let mut any = false;
    for (leaf, value) in leaves {
        any = true;
        let (tree, tags) = match leaf.side {
            Side::After => (after.as_mut(), Some(&mut changed.tags)),
            Side::Before => {
                (before.as_mut(), changed.before.as_mut().map(|one| &mut Arc::make_mut(one).tags))
            }
        };
        match &leaf.place {
            Place::Field(path) => *at(tree?, path)? = Value::from(value),
            Place::Tag(key) => {
                let tags = tags?;
                let key = tags.iter().find(|(one, _)| one.as_str() == key)?.0.clone();
                tags.insert(key, TagValue::parse(value).ok()?);
            }
        }
    }
    if any {
        let kind = change.id.kind();
        if let Some(tree) = after {
            changed.spec = Some(Spec::deserialize(kind, tree).ok()?);
        }
        if let (Some(tree), Some(resource)) = (before, changed.before.as_mut()) {
            Arc::make_mut(resource).spec = Spec::deserialize(kind, tree).ok()?;
        }
    }
    Some(changed)
}

/// Looks for secrets in the changes of a plan.
struct Finding<'a> {
    secrets: Secrets<'a>,
    digests: Digests,
    leaves: Vec<Leaf>,
}

impl Finding<'_> {
    fn change(&mut self, at: usize, change: &SavedChange) -> Result<(), CannotHide> {
        let id = &change.id;
        if let Some(spec) = &change.spec {
            self.tree((at, id, Side::After), &spec.to_value(), &mut FieldPath::spec())?;
        }
        self.tags((at, id, Side::After), &change.tags);
        if let Some(before) = &change.before {
            self.tree((at, id, Side::Before), &before.spec.to_value(), &mut FieldPath::spec())?;
            self.tags((at, id, Side::Before), &before.tags);
        }
        Ok(())
    }

    fn tree(
        &mut self,
        of: (usize, &ResourceId, Side),
        value: &Value,
        path: &mut FieldPath,
    ) -> Result<(), CannotHide> {
        match value {
            Value::Object(all) => {
                for (name, value) in all {
                    path.push(Segment::Member(name.clone().into()));
                    self.tree(of, value, path)?;
                    path.pop();
                }
            }
            Value::Array(all) => {
                for (index, value) in all.iter().enumerate() {
                    path.push(Segment::Item(index));
                    self.tree(of, value, path)?;
                    path.pop();
                }
            }
            Value::String(text) if self.is_secret(of.1, path, text) => {
                self.note(of, Place::Field(path.clone()), text);
            }
            Value::String(_) => {}
            _ if (self.secrets.is_secret)(of.1, path) => {
                return Err(CannotHide::NoText(of.1.clone(), path.clone()));
            }
            _ => {}
        }
        Ok(())
    }

    fn tags(&mut self, of: (usize, &ResourceId, Side), tags: &Tags) {
        for (key, value) in tags.iter() {
            if self.is_secret(of.1, &tag_path(key), value) {
                self.note(of, Place::Tag(key.to_string()), value);
            }
        }
    }

    fn is_secret(&self, id: &ResourceId, path: &FieldPath, text: &str) -> bool {
        let mut telling = self.secrets.values.values().filter(|value| value.len() >= TELLING);
        telling.any(|value| text.contains(value.as_str())) || (self.secrets.is_secret)(id, path)
    }

    fn note(&mut self, (change, _, side): (usize, &ResourceId, Side), place: Place, text: &str) {
        let mut parts = self.split(text);
        if !parts.iter().any(|part| matches!(part, Part::Variable { .. })) {
            parts = self.like_another(&place, text);
        }
        let shown = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Variable { name, .. } => format!("${{{name}}}"),
        };
        let mut written: String = parts.iter().map(shown).collect();
        if text.starts_with('/') && !written.starts_with('/') {
            // A path stays one.
            written.insert(0, '/');
        }
        let digest = self.digests.of(text);
        self.leaves.push(Leaf { change, side, place, digest, parts, shown: written });
    }

    /// The text around the values of variables, and these.
    fn split(&mut self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = text;
        loop {
            let found = self.secrets.values.iter().filter(|(_, value)| !value.is_empty());
            let found = found.filter_map(|(name, value)| Some((rest.find(value)?, name, value)));
            // The first; of several that begin there the longest.
            let first = found.min_by_key(|(at, _, value)| (*at, usize::MAX - value.len()));
            let Some((at, name, value)) = first else { break };
            if at > 0 {
                parts.push(Part::Text(rest[..at].to_owned()));
            }
            let digest = self.digests.of(value);
            parts.push(Part::Variable { name: name.clone(), digest });
            rest = &rest[at + value.len()..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        parts
    }

    /// An earlier value of a place at which a variable stands now. Where the text around the
    /// variable is the same, only what is in between came from it.
    fn like_another(&mut self, place: &Place, text: &str) -> Vec<Part> {
        let path = |place: &Place| match place {
            Place::Field(path) => path.clone(),
            Place::Tag(key) => tag_path(key),
        };
        let own = path(place);
        let other = self.leaves.iter().rev().find(|leaf| members(&leaf.path()).eq(members(&own)));
        let parts = other.map(|leaf| leaf.parts.clone()).unwrap_or_default();
        let around = |part: Option<&Part>| match part {
            Some(Part::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let variables: Vec<&String> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Variable { name, .. } => Some(name),
                Part::Text(_) => None,
            })
            .collect();
        let (before, after) = (around(parts.first()), around(parts.last()));
        let between = text.strip_prefix(&before).and_then(|text| text.strip_suffix(&after));
        let name = variables.first().map(|name| (*name).clone());
        let name = name.or_else(|| self.secrets.values.keys().next().cloned()).unwrap_or_default();
        match between.filter(|_| variables.len() == 1) {
            Some(value) => {
                let digest = self.digests.of(value);
                let around =
                    [Part::Text(before), Part::Variable { name, digest }, Part::Text(after)];
                around.into_iter().filter(|part| *part != Part::Text(String::new())).collect()
            }
            None => vec![Part::Variable { name, digest: self.digests.of(text) }],
        }
    }
}

/// Digests of values, each made once.
struct Digests {
    salt: String,
    known: BTreeMap<String, String>,
}

impl Digests {
    fn new(salt: &str) -> Self {
        Self { salt: salt.to_owned(), known: BTreeMap::new() }
    }

    fn of(&mut self, value: &str) -> String {
        if let Some(known) = self.known.get(value) {
            return known.clone();
        }
        let mut sum = Sha256::new().chain_update(&self.salt).chain_update([0]).chain_update(value);
        for _ in 0..ROUNDS {
            let before = sum.finalize();
            sum = Sha256::new().chain_update(before);
        }
        let digest = super::hexadecimal(&sum.finalize());
        self.known.insert(value.to_owned(), digest.clone());
        digest
    }
}
