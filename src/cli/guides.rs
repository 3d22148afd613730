//! Pages on what is written besides documents: settings, overlays, values for variables.

/// A page that has a name instead of a code.
#[derive(Debug)]
pub struct Guide {
    pub name: &'static str,
    pub title: &'static str,
    /// In Markdown.
    pub text: &'static str,
}

pub const GUIDES: &[Guide] = &[
    Guide {
        name: "weir.toml",
        title: "What holds for the documents of a repository",
        text: include_str!("guides/project.md"),
    },
    Guide {
        name: "config.toml",
        title: "Your own settings: contexts and defaults",
        text: include_str!("guides/config.md"),
    },
    Guide {
        name: "overlays",
        title: "Changes to documents for one target",
        text: include_str!("guides/overlays.md"),
    },
    Guide {
        name: "variables",
        title: "Values that are put into documents",
        text: include_str!("guides/variables.md"),
    },
    Guide {
        name: "rollouts",
        title: "Canaries and blue-green switches: stages, hooks, events, exit codes",
        text: include_str!("guides/rollouts.md"),
    },
];

/// The page of that name.
pub fn find(name: &str) -> Option<&'static Guide> {
    GUIDES.iter().find(|guide| guide.name == name)
}

#[cfg(test)]
mod tests;
