//! Reads a TOML file strictly: every key is known, every value has its type, every error its line.

use std::cell::RefCell;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml_edit::{Document, Item, TableLike, Value};

use crate::cli::args;
use crate::cli::error::Error;
use crate::diagnostic::Code;
use crate::document::closest;

/// A settings file that cannot be read, or holds something that weir does not know.
pub const WRONG_FILE: Code = Code("C001");
/// A project file that defines what only a user may.
pub const NOT_FOR_PROJECTS: Code = Code("C030");

/// A file, parsed.
pub struct File {
    path: PathBuf,
    document: Document<String>,
}

impl File {
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let document = Document::parse(text.to_owned()).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            wrong(path, text, at, error.message().trim())
        })?;
        Ok(Self { path: path.to_owned(), document })
    }

    /// The whole file.
    pub fn top(&self) -> Section<'_> {
        Section {
            file: self,
            name: String::new(),
            table: self.document.as_table(),
            known: RefCell::default(),
        }
    }

    fn wrong(&self, at: usize, message: impl Display) -> Error {
        wrong(&self.path, self.document.raw(), at, message)
    }
}

fn wrong(path: &Path, text: &str, at: usize, message: impl Display) -> Error {
    let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
    Error::usage(format!("{}:{line}: {message}", path.display())).code(WRONG_FILE)
}

/// A table of a file. What is asked for is what is known; [`Self::end`] refuses everything else.
pub struct Section<'a> {
    file: &'a File,
    /// How people call it: `context.prod`; empty for the whole file.
    name: String,
    table: &'a dyn TableLike,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Section<'a> {
    /// A table within, or none.
    pub fn section(&self, key: &'static str) -> Result<Option<Section<'a>>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        self.table_of(key, item).map(Some)
    }

    /// The tables within, by names that the user chooses.
    pub fn named_sections(&self) -> Result<Vec<(String, Section<'a>)>, Error> {
        let tables = self.table.iter();
        tables.map(|(name, item)| Ok((name.to_owned(), self.table_of(name, item)?))).collect()
    }

    /// The tables of a list.
    pub fn sections(&self, key: &'static str) -> Result<Vec<Section<'a>>, Error> {
        let Some(item) = self.item(key) else { return Ok(Vec::new()) };
        let name = self.full(key);
        let section = |table| Section {
            file: self.file,
            name: name.clone(),
            table,
            known: RefCell::default(),
        };
        if let Some(tables) = item.as_array_of_tables() {
            return Ok(tables.iter().map(|table| section(table as &dyn TableLike)).collect());
        }
        let array = item.as_array().ok_or_else(|| self.wants(key, "a list of tables"))?;
        let inline = array.iter().map(|value| {
            let table = value.as_inline_table().ok_or_else(|| self.wants(key, "tables"))?;
            Ok(section(table as &dyn TableLike))
        });
        inline.collect()
    }

    pub fn text(&self, key: &'static str) -> Result<Option<String>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let text = item.as_str().ok_or_else(|| self.wants(key, "a string"))?;
        Ok(Some(text.to_owned()))
    }

    pub fn required_text(&self, key: &'static str) -> Result<String, Error> {
        self.text(key)?.ok_or_else(|| {
            let at = self.table.iter().find_map(|(key, _)| self.key_start(key)).unwrap_or(0);
            self.file.wrong(at, format!("`{}` is missing", self.full(key)))
        })
    }

    pub fn texts(&self, key: &'static str) -> Result<Option<Vec<String>>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let strings = || self.wants(key, "a list of strings");
        let array = item.as_array().ok_or_else(strings)?;
        let texts: Option<Vec<_>> =
            array.iter().map(|value| value.as_str().map(str::to_owned)).collect();
        texts.ok_or_else(strings).map(Some)
    }

    /// Pairs whose names the user chooses.
    pub fn pairs(&self, key: &'static str) -> Result<Vec<(String, String)>, Error> {
        let Some(section) = self.section(key)? else { return Ok(Vec::new()) };
        let pair = |(name, item): (&str, &Item)| {
            let text = item.as_str().ok_or_else(|| section.wants(name, "a string"))?;
            Ok((name.to_owned(), text.to_owned()))
        };
        section.table.iter().map(pair).collect()
    }

    pub fn flag(&self, key: &'static str) -> Result<Option<bool>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        item.as_bool().ok_or_else(|| self.wants(key, "true or false")).map(Some)
    }

    /// A number above zero.
    pub fn rate(&self, key: &'static str) -> Result<Option<f64>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let whole = item.as_integer().and_then(|whole| u32::try_from(whole).ok());
        let number = item.as_float().or(whole.map(f64::from));
        let number = number.filter(|number| *number > 0.0 && number.is_finite());
        number.ok_or_else(|| self.wants(key, "a number above 0")).map(Some)
    }

    pub fn count(&self, key: &'static str) -> Result<Option<usize>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let number = item.as_integer().and_then(|number| usize::try_from(number).ok());
        number.ok_or_else(|| self.wants(key, "a whole number")).map(Some)
    }

    pub fn duration(&self, key: &'static str) -> Result<Option<Duration>, Error> {
        self.parsed(key, args::duration)
    }

    pub fn date(&self, key: &'static str) -> Result<Option<jiff::civil::Date>, Error> {
        let Some(item) = self.item(key) else { return Ok(None) };
        let text = match item.as_value() {
            Some(Value::Datetime(date)) => date.value().to_string(),
            Some(Value::String(text)) => text.value().clone(),
            _ => return Err(self.wants(key, "a date such as 2027-01-31")),
        };
        text.parse().map_err(|_| self.wants(key, "a date such as 2027-01-31")).map(Some)
    }

    /// A string that is read further; the reason why it cannot be is told with its place.
    pub fn parsed<T, E: Display>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Error> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        parse(&text).map(Some).map_err(|error| {
            self.at(key, format!("`{}` is `{text}`, which {error}", self.full(key)))
        })
    }

    /// An error at a key.
    pub fn at(&self, key: &str, message: impl Display) -> Error {
        self.file.wrong(self.key_start(key).unwrap_or(0), message)
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Refuses keys that nobody asked for.
    pub fn end(&self) -> Result<(), Error> {
        let known = self.known.borrow();
        let Some((key, _)) = self.table.iter().find(|(key, _)| !known.contains(key)) else {
            return Ok(());
        };
        let error = self.at(key, format!("`{}` is no setting", self.full(key)));
        Err(match closest(key, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("known here: {}", known.join(", "))),
        })
    }

    fn item(&self, key: &'static str) -> Option<&'a Item> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    fn table_of(&self, key: &str, item: &'a Item) -> Result<Section<'a>, Error> {
        let table = item.as_table_like().ok_or_else(|| self.wants(key, "a table"))?;
        let name = self.full(key);
        Ok(Section { file: self.file, name, table, known: RefCell::default() })
    }

    fn wants(&self, key: &str, what: &str) -> Error {
        self.at(key, format!("`{}` must be {what}", self.full(key)))
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn key_start(&self, key: &str) -> Option<usize> {
        let (key, item) = self.table.get_key_value(key)?;
        let span = key.span().or_else(|| item.span())?;
        Some(span.start)
    }
}
