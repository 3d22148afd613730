//! Changes the user's settings file: whole or not at all, for its owner only, comments kept.

use std::io::Write as _;
use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, value};

use crate::cli::config::read_if_there;
use crate::cli::config::section::WRONG_FILE;
use crate::cli::config::user::Context;
use crate::cli::error::Error;

/// The user's file, to be changed.
pub struct Edit {
    document: DocumentMut,
}

impl Edit {
    pub fn open(path: &Path) -> Result<Self, Error> {
        let text = read_if_there(path)?.unwrap_or_default();
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            Error::usage(format!("cannot change the settings in `{}`", path.display()))
                .code(WRONG_FILE)
                .because(error)
        })?;
        Ok(Self { document })
    }

    pub fn use_context(&mut self, name: &str) {
        match self.document.get_mut("current-context").and_then(Item::as_value_mut) {
            // What stands beside the value stays.
            Some(current) => {
                let decor = current.decor().clone();
                *current = name.into();
                *current.decor_mut() = decor;
            }
            None => self.document["current-context"] = value(name),
        }
    }

    pub fn add(&mut self, name: &str, context: &Context) {
        let contexts = self.document.entry("context").or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        if let Some(contexts) = contexts.as_table_like_mut() {
            contexts.insert(name, Item::Table(table(context)));
        }
    }

    /// Removes a context; whoever used it uses none.
    pub fn remove(&mut self, name: &str) {
        if let Some(contexts) = self.document.get_mut("context").and_then(Item::as_table_like_mut) {
            contexts.remove(name);
        }
        if self.document.get("current-context").and_then(Item::as_str) == Some(name) {
            self.document.remove("current-context");
        }
    }

    /// Writes the file beside its place, for its owner alone, and moves it there.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let failed = |error: std::io::Error| {
            Error::usage(format!("cannot write the settings to `{}`", path.display()))
                .because(error)
        };
        // A link stays one, and its target is what changes.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(failed)?;
        // Temporary files are made with mode 0600.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(self.document.to_string().as_bytes()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

fn table(context: &Context) -> Table {
    let mut table = Table::new();
    let path =
        |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let texts = [
        ("endpoint", context.endpoint.clone()),
        ("data-dir", path(&context.data_dir)),
        ("mesh", context.mesh.as_ref().map(ToString::to_string)),
        ("auth", context.auth.map(|auth| auth.as_str().to_owned())),
        ("profile", context.profile.clone()),
        ("region", context.region.clone()),
        ("token-file", path(&context.token_file)),
        ("ca-cert", path(&context.ca_cert)),
        ("client-cert", path(&context.client_cert)),
        ("client-key", path(&context.client_key)),
        ("proxy", context.proxy.clone()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table[key] = value(text);
        }
    }
    if let Some(words) = &context.token_command {
        table["token-command"] = value(words.iter().map(String::as_str).collect::<Array>());
    }
    for (key, flag) in [("insecure", context.insecure), ("protected", context.protected)] {
        if flag {
            table[key] = value(true);
        }
    }
    if !context.headers.is_empty() {
        let pairs = context.headers.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        table["headers"] = value(pairs.collect::<InlineTable>());
    }
    for (key, rate) in
        [("read-rate", context.load.read_rate), ("write-rate", context.load.write_rate)]
    {
        if let Some(rate) = rate {
            table[key] = value(rate);
        }
    }
    for (key, count) in
        [("concurrency", context.load.concurrency), ("retries", context.load.retries)]
    {
        if let Some(count) = count {
            table[key] = value(i64::try_from(count).unwrap_or(i64::MAX));
        }
    }
    table
}
