//! Formats that describe meshes in another way, told so that they can be named.

use crate::document::dialect::api;
use crate::document::suggest::shown;
use crate::document::tree::Node;
use crate::model::Kind;

/// A document of another tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// What it is, with its article: `a CloudFormation template`.
    pub noun: String,
    /// Whether it describes resources of App Mesh.
    pub app_mesh: bool,
}

/// The other format that an object is in, if it is one of those known here.
pub fn recognise(node: &Node) -> Option<Foreign> {
    cloudformation(node)
        .or_else(|| kubernetes(node))
        .or_else(|| manifest(node))
        .or_else(|| terraform(node))
}

fn cloudformation(node: &Node) -> Option<Foreign> {
    let resources = node.get("Resources").filter(|resources| resources.is_object());
    if node.get("AWSTemplateFormatVersion").is_none() && resources.is_none() {
        return None;
    }
    let mut types = resources.into_iter().flat_map(Node::members);
    let app_mesh = types.any(|member| has_text(&member.value, "Type", "AWS::AppMesh::"));
    Some(Foreign { noun: "a CloudFormation template".to_owned(), app_mesh })
}

fn kubernetes(node: &Node) -> Option<Foreign> {
    node.get("apiVersion")?;
    let kind = node.get("kind")?.as_str()?;
    let noun = format!("a Kubernetes manifest (`{}`)", shown(kind));
    let items = node.get("items").into_iter().flat_map(Node::items);
    let app_mesh = std::iter::once(node)
        .chain(items)
        .any(|one| has_text(one, "apiVersion", "appmesh.k8s.aws/"));
    Some(Foreign { noun, app_mesh })
}

/// The same without its version: a name in `metadata` and nowhere else.
fn manifest(node: &Node) -> Option<Foreign> {
    node.get("metadata")?.get("name")?.as_str()?;
    let spec = node.get("spec")?;
    if node.members().iter().any(|member| api::named_kind(&member.key).is_some()) {
        return None;
    }
    let kind = node.get("kind").and_then(Node::as_str);
    let noun = match kind {
        Some(kind) => format!("a Kubernetes manifest (`{}`)", shown(kind)),
        None => "a Kubernetes manifest".to_owned(),
    };
    let app_mesh = kind.and_then(Kind::from_words).is_some() || api::is_spec(spec);
    Some(Foreign { noun, app_mesh })
}

fn terraform(node: &Node) -> Option<Foreign> {
    node.get("terraform_version")?;
    let resources = node.get("resources").into_iter().flat_map(Node::items);
    let mut changes =
        resources.chain(node.get("resource_changes").into_iter().flat_map(Node::items));
    let app_mesh = changes.any(|one| has_text(one, "type", "aws_appmesh_"));
    Some(Foreign { noun: "Terraform state or a Terraform plan".to_owned(), app_mesh })
}

fn has_text(node: &Node, member: &str, beginning: &str) -> bool {
    node.get(member).and_then(Node::as_str).is_some_and(|text| text.starts_with(beginning))
}
