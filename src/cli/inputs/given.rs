//! Values for the variables of documents: from flags, from files, and from the environment as far as
//! it is allowed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::environment::Environment;
use crate::cli::error::Error;
use crate::diagnostic::{Code, Source, Span};
use crate::document::tree::Node;
use crate::document::variables::is_name;
use crate::document::{Value, Variable, Variables, json};

/// A file of values that cannot be read.
const BAD_FILE: Code = Code("S019");

/// The member of a file of values that names those that must not be shown.
const SENSITIVE: &str = "sensitive";

/// Flags that give values.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GivenArgs {
    /// Value of a variable in the documents (can be repeated)
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = assignment)]
    vars: Vec<(String, String)>,

    /// The same, and the value is never shown (can be repeated)
    #[arg(long = "secret-var", value_name = "NAME=VALUE", value_parser = assignment)]
    secret_vars: Vec<(String, String)>,

    /// File with values of variables: JSON, TOML, or lines of NAME=VALUE (can be repeated)
    #[arg(long = "var-file", value_name = "FILE")]
    var_files: Vec<PathBuf>,

    /// Which environment variables are values: on, off, or allow=A,B
    #[arg(long, value_name = "WHICH", value_parser = EnvSubst::parse, default_value = "off")]
    env_subst: EnvSubst,
}

/// Which variables of the environment may be used in documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EnvSubst {
    On,
    #[default]
    Off,
    Allow(BTreeSet<String>),
}

impl EnvSubst {
    fn parse(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("allow=")) {
            ("on", _) => Ok(Self::On),
            ("off", _) => Ok(Self::Off),
            (_, Some(names)) if names.split(',').all(is_name) => {
                Ok(Self::Allow(names.split(',').map(str::to_owned).collect()))
            }
            _ => Err("write on, off, or allow=NAME,NAME".to_owned()),
        }
    }

    fn allows(&self, name: &str) -> bool {
        match self {
            Self::On => true,
            Self::Off => false,
            Self::Allow(names) => names.contains(name),
        }
    }
}

fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if is_name(name) => Ok((name.to_owned(), value.to_owned())),
        Some((name, _)) => Err(format!("`{name}` is no name: letters, digits and `_` make one")),
        None => Err("write NAME=VALUE".to_owned()),
    }
}

impl GivenArgs {
    /// The variables that have a value by `--var`.
    pub fn plain_names(&self) -> impl Iterator<Item = &str> {
        self.vars.iter().map(|(name, _)| name.as_str())
    }

    /// All values; those of flags go before those of files, and these before the environment.
    pub fn variables(&self, environment: &Environment) -> Result<Variables, Error> {
        let mut variables = Variables::default();
        let origin: Arc<str> = "the environment".into();
        for (name, value) in environment.iter().filter(|(name, _)| is_name(name)) {
            if self.env_subst.allows(name) {
                variables.set(name, Variable::untyped(value, &origin).unexpected());
            } else {
                variables.forbid(name);
            }
        }
        for path in &self.var_files {
            file(path, &mut variables)?;
        }
        for (flag, given) in [("--var", &self.vars), ("--secret-var", &self.secret_vars)] {
            let origin: Arc<str> = flag.into();
            for (name, value) in given {
                variables.set(name, Variable::untyped(value, &origin));
            }
        }
        for (name, _) in &self.secret_vars {
            variables.hide(name);
        }
        variables.in_strings = self.env_subst != EnvSubst::Off
            || !(self.vars.is_empty() && self.secret_vars.is_empty() && self.var_files.is_empty());
        Ok(variables)
    }
}

/// Adds the values of a file.
fn file(path: &Path, variables: &mut Variables) -> Result<(), Error> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::usage(format!("cannot read `{name}`")).because(error))?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let source = Source::new(name, text);
    let origin: Arc<str> = format!("`{}`", source.name()).into();
    let mut given = Given { variables, source: &source, origin, sensitive: Vec::new() };
    match extension.to_lowercase().as_str() {
        "json" => given.json()?,
        "toml" => given.toml()?,
        _ => given.lines()?,
    }
    let Given { variables, sensitive, .. } = given;
    for (name, span) in sensitive {
        if !variables.hide(&name) {
            return Err(refuse(&source, span, &format!("`{name}` has no value to be hidden")));
        }
    }
    Ok(())
}

/// A file of values while it is read.
struct Given<'a> {
    variables: &'a mut Variables,
    source: &'a Source,
    origin: Arc<str>,
    sensitive: Vec<(String, Span)>,
}

impl Given<'_> {
    fn refuse(&self, span: Span, message: &str) -> Error {
        refuse(self.source, span, message)
    }

    /// An object of strings, numbers and booleans.
    fn json(&mut self) -> Result<(), Error> {
        let parsed = json::parse(self.source.text());
        if let Some(problem) = parsed.problems.first() {
            return Err(self.refuse(problem.span, &problem.message));
        }
        let [root] = parsed.roots.as_slice() else {
            return Err(self.refuse(Span::default(), "a file of values holds one object"));
        };
        if !root.is_object() {
            return Err(self.refuse(root.head(), "a file of values holds one object"));
        }
        for (index, member) in root.members().iter().enumerate() {
            let key = &member.key;
            if root.members()[..index].iter().any(|other| other.key == *key) {
                return Err(self.refuse(member.key_span, &format!("`{key}` stands here twice")));
            }
            if **key == *SENSITIVE && member.value.is_list() {
                self.hidden(member.value.items())?;
                continue;
            }
            self.set(key, &member.value, member.key_span)?;
        }
        Ok(())
    }

    fn hidden(&mut self, names: &[Node]) -> Result<(), Error> {
        for name in names {
            match name.as_str() {
                Some(text) => self.sensitive.push((text.to_owned(), name.span)),
                None => return Err(self.refuse(name.head(), "names are strings")),
            }
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: &Node, at: Span) -> Result<(), Error> {
        if !is_name(name) {
            let message = format!("`{name}` is no name: letters, digits and `_` make one");
            return Err(self.refuse(at, &message));
        }
        let Some(variable) = Variable::typed(&value.value, &self.origin) else {
            let message = format!(
                "the value of `{name}` must be a string, a number or a boolean, not {}",
                value.noun()
            );
            return Err(self.refuse(value.head(), &message));
        };
        self.variables.set(name, variable);
        Ok(())
    }

    /// `NAME = "value"` lines without tables.
    fn toml(&mut self) -> Result<(), Error> {
        let table: toml::Table = self.source.text().parse().map_err(|error: toml::de::Error| {
            let at = error.span().unwrap_or_default();
            self.refuse(Span::new(at), error.message())
        })?;
        for (name, value) in table {
            let node = |value| Node { span: self.place(&name), value };
            let value = match value {
                toml::Value::String(text) => Value::Text(text.into()),
                toml::Value::Integer(number) => Value::Whole(number),
                toml::Value::Float(number) => Value::Number(number.to_string().into()),
                toml::Value::Boolean(value) => Value::Bool(value),
                toml::Value::Array(names) if name == SENSITIVE => {
                    let text = |name: toml::Value| match name {
                        toml::Value::String(text) => Value::Text(text.into()),
                        _ => Value::Null,
                    };
                    let names: Vec<Node> = names.into_iter().map(text).map(node).collect();
                    self.hidden(&names)?;
                    continue;
                }
                toml::Value::Array(_) => Value::List(Vec::new()),
                toml::Value::Table(_) => Value::Object(Vec::new()),
                toml::Value::Datetime(date) => Value::Text(date.to_string().into()),
            };
            let node = node(value);
            self.set(&name, &node, node.span)?;
        }
        Ok(())
    }

    /// Where a line begins with a name.
    fn place(&self, name: &str) -> Span {
        let mut start = 0;
        for line in self.source.text().split_inclusive('\n') {
            if line.trim_start().starts_with(name) {
                return Span::new(start..start + line.trim_end().len());
            }
            start += line.len();
        }
        Span::default()
    }

    /// `NAME=VALUE` lines, as shells and `.env` files have them.
    fn lines(&mut self) -> Result<(), Error> {
        let mut start = 0;
        for line in self.source.text().split_inclusive('\n') {
            let span = Span::new(start..start + line.trim_end().len());
            start += line.len();
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
            let assigned = line.split_once('=').filter(|(name, _)| is_name(name));
            let Some((name, value)) = assigned else {
                return Err(self.refuse(span, "a line is NAME=VALUE"));
            };
            let variable = match unquoted(value) {
                Some(text) => Variable::text(text, &self.origin),
                None if value.starts_with(['"', '\'']) => {
                    return Err(self.refuse(span, "the quotes are not closed"));
                }
                None => Variable::untyped(value, &self.origin),
            };
            self.variables.set(name, variable);
        }
        Ok(())
    }
}

/// What stands within the quotes around a value.
fn unquoted(value: &str) -> Option<&str> {
    let within = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\''))
}

fn refuse(source: &Source, span: Span, message: &str) -> Error {
    let at = source.position(span.range().start);
    Error::usage(format!("{}:{}:{}: {message}", source.name(), at.line, at.column)).code(BAD_FILE)
}
