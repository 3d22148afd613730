//! What the document layer is given: texts with their names, and what holds where they are silent.

use crate::model::{Kind, ResourceName};

/// A text as it was read.
#[derive(Debug)]
pub struct LoadedText {
    /// The path, or `-` for standard input.
    pub name: String,
    pub bytes: Vec<u8>,
    pub origin: Origin,
}

/// How a text got here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody named it, so it is never skipped.
    Named,
    /// It lay in a folder, where other things may lie too.
    Found,
}

/// What becomes of rollout specs among documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rollouts {
    /// They are no resources, and so none of the command's business.
    #[default]
    Skip,
    Read,
}

/// What holds for documents that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub mesh: Option<ResourceName>,
    /// Whether documents must not name another mesh. Otherwise `mesh` fills gaps and no more.
    pub mesh_insists: bool,
    /// For specs alone.
    pub kind: Option<Kind>,
    /// Of what is a part of another: `PARENT/NAME`.
    pub name: Option<String>,
    pub rollouts: Rollouts,
}
