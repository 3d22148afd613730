//! Formats that describe meshes in another way, told so that they can be named.

use std::collections::BTreeMap;

use crate::document::dialect::api;
use crate::document::suggest::shown;
use crate::document::tree::Node;
use crate::model::Kind;

/// A document of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    pub format: Format,
    /// Whether it describes resources of App Mesh.
    pub app_mesh: bool,
    /// The App Mesh resources in it.
    kinds: BTreeMap<Kind, usize>,
    /// What it says it is, where that is nothing of App Mesh.
    other: Option<String>,
}

/// The tools whose documents are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    CloudFormation,
    Kubernetes,
    /// State, plans and what `terraform show -json` prints.
    Terraform,
    /// Configuration as JSON, or in its own language.
    TerraformConfiguration,
}

impl Format {
    /// What one document of it is called.
    fn noun(self) -> &'static str {
        match self {
            Self::CloudFormation => "a CloudFormation template",
            Self::Kubernetes => "a Kubernetes manifest",
            Self::Terraform => "Terraform state or a Terraform plan",
            Self::TerraformConfiguration => "Terraform configuration",
        }
    }
}

impl Foreign {
    fn new(format: Format, app_mesh: bool) -> Self {
        Self { format, app_mesh, kinds: BTreeMap::new(), other: None }
    }

    fn count(&mut self, kind: Option<Kind>) {
        if let Some(kind) = kind {
            *self.kinds.entry(kind).or_default() += 1;
        }
    }

    /// Adds what another document of the same text holds.
    pub fn merge(&mut self, other: Self) {
        self.app_mesh |= other.app_mesh;
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        self.other = self.other.take().or(other.other);
    }

    /// What it is, with what it holds: `a CloudFormation template (1 mesh, 2 routes)`.
    pub fn noun(&self) -> String {
        let noun = self.format.noun();
        let counts = self.kinds.iter().map(|(kind, count)| match count {
            1 => format!("1 {}", kind.row().noun),
            _ => format!("{count} {}", kind.row().nouns),
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        match &self.other {
            _ if !counts.is_empty() => format!("{noun} ({counts})"),
            Some(other) => format!("{noun} (`{}`)", shown(other)),
            None => noun.to_owned(),
        }
    }
}

/// The other format that an object is in, if it is one of those known here.
pub fn recognise(node: &Node) -> Option<Foreign> {
    cloudformation(node)
        .or_else(|| kubernetes(node))
        .or_else(|| manifest(node))
        .or_else(|| terraform(node))
        .or_else(|| terraform_configuration(node))
}

/// Terraform's own language, told by the name of the file.
pub fn hcl(text: &str) -> Foreign {
    let mut foreign = Foreign::new(Format::TerraformConfiguration, false);
    for line in text.lines() {
        let mut words = line.split_whitespace();
        if words.next() == Some("resource") {
            let kind = words.next().and_then(|word| aws_provider(word.trim_matches('"')));
            foreign.count(kind);
        }
    }
    foreign.app_mesh = !foreign.kinds.is_empty();
    foreign
}

fn cloudformation(node: &Node) -> Option<Foreign> {
    let resources = node.get("Resources").filter(|resources| resources.is_object());
    let alone = has_text(node, "Type", "AWS::") && node.get("Properties").is_some();
    if node.get("AWSTemplateFormatVersion").is_none() && resources.is_none() && !alone {
        return None;
    }
    let mut foreign = Foreign::new(Format::CloudFormation, false);
    let members = resources.into_iter().flat_map(Node::members).map(|member| &member.value);
    for one in members.chain(alone.then_some(node)) {
        let name = one.get("Type").and_then(Node::as_str);
        if let Some(name) = name.and_then(|name| name.strip_prefix("AWS::AppMesh::")) {
            foreign.app_mesh = true;
            foreign.count(Kind::from_words(name));
        }
    }
    Some(foreign)
}

fn kubernetes(node: &Node) -> Option<Foreign> {
    node.get("apiVersion")?;
    let kind = node.get("kind")?.as_str()?;
    let mut foreign = Foreign::new(Format::Kubernetes, false);
    let items = node.get("items").into_iter().flat_map(Node::items);
    for one in std::iter::once(node).chain(items) {
        if has_text(one, "apiVersion", "appmesh.k8s.aws/") {
            foreign.app_mesh = true;
            foreign.count(one.get("kind").and_then(Node::as_str).and_then(Kind::from_words));
        }
    }
    foreign.other = Some(kind.to_owned());
    Some(foreign)
}

/// The same without its version: a name in `metadata` and nowhere else.
fn manifest(node: &Node) -> Option<Foreign> {
    node.get("metadata")?.get("name")?.as_str()?;
    let spec = node.get("spec")?;
    if node.members().iter().any(|member| api::named_kind(&member.key).is_some()) {
        return None;
    }
    let word = node.get("kind").and_then(Node::as_str);
    let kind = word.and_then(Kind::from_words);
    let mut foreign = Foreign::new(Format::Kubernetes, kind.is_some() || api::is_spec(spec));
    foreign.count(kind);
    foreign.other = word.map(str::to_owned);
    Some(foreign)
}

fn terraform(node: &Node) -> Option<Foreign> {
    let state = node.get("terraform_version").is_some();
    let shown = node.get("format_version").is_some()
        && ["values", "planned_values", "resource_changes"]
            .iter()
            .any(|key| node.get(key).is_some());
    if !state && !shown {
        return None;
    }
    let mut foreign = Foreign::new(Format::Terraform, false);
    // The same resource stands in each of these, so the first that has any counts.
    let places =
        [planned(node, "planned_values"), planned(node, "values"), listed(node), old(node)];
    let first = places.into_iter().find(|kinds| !kinds.is_empty()).unwrap_or_default();
    foreign.app_mesh = !first.is_empty();
    for kind in first {
        foreign.count(kind);
    }
    Some(foreign)
}

/// The kinds of resources that have a `type`; nothing in place of those that weir does not know.
fn types<'a>(resources: impl Iterator<Item = &'a Node>) -> Vec<Option<Kind>> {
    let types = resources.filter_map(|one| one.get("type").and_then(Node::as_str));
    types.filter(|name| name.starts_with("aws_appmesh_")).map(aws_provider).collect()
}

fn planned(node: &Node, key: &str) -> Vec<Option<Kind>> {
    let mut modules: Vec<&Node> =
        node.get(key).and_then(|one| one.get("root_module")).into_iter().collect();
    let mut found = Vec::new();
    while let Some(module) = modules.pop() {
        found.extend(types(module.get("resources").into_iter().flat_map(Node::items)));
        modules.extend(module.get("child_modules").into_iter().flat_map(Node::items));
    }
    found
}

fn listed(node: &Node) -> Vec<Option<Kind>> {
    let lists = ["resources", "resource_changes"].into_iter().filter_map(|key| node.get(key));
    types(lists.flat_map(Node::items))
}

/// State of old versions.
fn old(node: &Node) -> Vec<Option<Kind>> {
    let modules = node.get("modules").into_iter().flat_map(Node::items);
    let resources = modules.filter_map(|module| module.get("resources")).flat_map(Node::members);
    types(resources.map(|member| &member.value))
}

/// `{"resource": {"aws_appmesh_route": {"main": {…}}}}`
fn terraform_configuration(node: &Node) -> Option<Foreign> {
    let mut foreign = Foreign::new(Format::TerraformConfiguration, false);
    let blocks = node.get("resource")?.members().iter();
    for member in blocks.filter(|member| member.key.starts_with("aws_appmesh_")) {
        foreign.app_mesh = true;
        for _ in member.value.members() {
            foreign.count(aws_provider(&member.key));
        }
    }
    foreign.app_mesh.then_some(foreign)
}

/// The kind that Terraform's provider calls so.
fn aws_provider(name: &str) -> Option<Kind> {
    Kind::from_words(&name.strip_prefix("aws_appmesh_")?.replace('_', "-"))
}

fn has_text(node: &Node, member: &str, beginning: &str) -> bool {
    node.get(member).and_then(Node::as_str).is_some_and(|text| text.starts_with(beginning))
}
