//! The environment of a run; the only place that reads it.

use std::collections::BTreeMap;

/// The environment variables of a run.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// The names of variables whose values are no text.
    unreadable: Vec<String>,
}

impl Environment {
    /// Those of this process.
    pub fn of_process() -> Self {
        let mut environment = Self::default();
        for (name, value) in std::env::vars_os() {
            let Ok(name) = name.into_string() else { continue };
            match value.into_string() {
                Ok(value) => drop(environment.variables.insert(name, value)),
                Err(_) => environment.unreadable.push(name),
            }
        }
        environment
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All variables.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A variable that weir would heed and whose value is no text. To go on without it would be to
    /// work on another store or control plane than was meant.
    pub fn unreadable(&self) -> Option<&str> {
        let heeded = |name: &&String| {
            name.starts_with("WEIR_")
                || ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_APP_MESH", "XDG_DATA_HOME", "HOME"]
                    .contains(&name.as_str())
        };
        self.unreadable.iter().find(heeded).map(String::as_str)
    }
}
