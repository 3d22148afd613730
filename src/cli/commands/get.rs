//! `weir get`: lists resources of a kind.

use globset::{Glob, GlobMatcher};
use serde_json::{Value, json};

use crate::cli::address::is_glob;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::selector::{self, Selector};
use crate::cli::session::{self, Reach, Read};
use crate::cli::settings::Settings;
use crate::cli::{Ui, clock};
use crate::model::{Kind, Resource, Snapshot};
use crate::output::column::{self, Column, Width};
use crate::output::json::{envelope, text};
use crate::output::table::{Headings, Separator};
use crate::output::{resource, table};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "get",
    &[
        OutputFormat::Text,
        OutputFormat::Wide,
        OutputFormat::Name,
        OutputFormat::Json,
        OutputFormat::Yaml,
        OutputFormat::Tsv,
        OutputFormat::Csv,
    ],
);

/// List resources of a kind
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Kind, or `all`; long forms are taken too
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Selection,

    /// Only these; for routes ROUTER/ROUTE or ROUTE; 'cart-*' is all that fit, by name or address
    #[arg(value_parser = Name::parse)]
    names: Vec<Name>,

    /// In all meshes
    #[arg(short = 'A', long)]
    all_meshes: bool,

    /// Only what has these tags: KEY=VALUE, KEY!=VALUE, KEY or !KEY, separated by commas
    #[arg(short = 'l', long, value_name = "SELECTOR", value_parser = selector::parse)]
    #[arg(conflicts_with = "names")]
    selector: Option<Selector>,

    /// Columns to show, by their headings and separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,

    /// Column to sort by; with a minus in front, the other way round
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    sort_by: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Without the line of headings
    #[arg(long)]
    no_headers: bool,
}

/// The kinds that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Selection {
    All,
    One(Kind),
}

/// A name that is asked for, or a glob on names.
#[derive(Debug, Clone)]
struct Name {
    text: String,
    glob: Option<GlobMatcher>,
}

impl Name {
    fn parse(text: &str) -> Result<Self, String> {
        let glob = is_glob(text).then(|| Glob::new(text).map_err(|error| error.to_string()));
        let glob = glob.transpose()?.map(|glob| glob.compile_matcher());
        Ok(Self { text: text.to_owned(), glob })
    }

    /// Whether it is the name of a resource, with or without that of what it is part of. A glob may
    /// also be one on addresses.
    fn means(&self, one: &Resource) -> bool {
        let name = one.id.name();
        let whole = one.id.parent().map(|parent| format!("{parent}/{name}"));
        if name == self.text || whole.as_deref() == Some(&self.text) {
            return true;
        }
        let Some(glob) = &self.glob else { return false };
        glob.is_match(name)
            || whole.is_some_and(|whole| glob.is_match(whole))
            || glob.is_match(one.id.address())
            || glob.is_match(one.id.full_address())
    }
}

/// The short names are offered, all that [`Kind::from_words`] knows is taken.
fn kinds() -> impl clap::builder::TypedValueParser<Value = Selection> {
    KindParser
}

/// Reads a kind, and lists the kinds for completions and help.
#[derive(Debug, Clone, Copy)]
struct KindParser;

impl clap::builder::TypedValueParser for KindParser {
    type Value = Selection;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Selection, clap::Error> {
        let parser = |word: &str| Selection::parse(word);
        clap::builder::TypedValueParser::parse_ref(&parser, command, arg, value)
    }

    fn possible_values(
        &self,
    ) -> Option<Box<dyn Iterator<Item = clap::builder::PossibleValue> + '_>> {
        let kinds = Kind::ALL.into_iter().map(|kind| {
            let row = kind.row();
            clap::builder::PossibleValue::new(row.short).help(row.nouns)
        });
        let all = clap::builder::PossibleValue::new("all").help("resources of all kinds");
        Some(Box::new(kinds.chain([all])))
    }
}

impl Selection {
    fn parse(word: &str) -> Result<Self, String> {
        if word == "all" {
            return Ok(Self::All);
        }
        if let (true, Some((kind, name))) = (is_glob(word), word.split_once('/')) {
            return Err(format!("a pattern of addresses; write `weir get {kind} '{name}'`"));
        }
        if word.contains('/') {
            return Err(format!("an address; `weir describe {word}` shows one resource"));
        }
        Kind::from_words(word).map(Self::One).ok_or_else(|| {
            let known: Vec<&str> = Kind::ALL.into_iter().map(|kind| kind.row().short).collect();
            format!("not a kind; known: {}, all", known.join(", "))
        })
    }

    fn kinds(self) -> Vec<Kind> {
        match self {
            Self::All => Kind::ALL.to_vec(),
            Self::One(kind) => vec![kind],
        }
    }
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let view = View::of(args, settings.output)?;
    // Meshes are listed to see which there are, so a default does not hide the others.
    let only_meshes = args.kind == Selection::One(Kind::Mesh) && !settings.mesh_insists;
    let all = args.all_meshes || only_meshes;
    let reach = if all { Reach::AllMeshes } else { Reach::ChosenMesh };
    let Read { meshes, snapshot, target } = session::read(settings, reach).await?;
    let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
    let (mut found, missing) = select(args, &names, &snapshot);
    if let Some((column, descending)) = view.sort {
        found.sort_by(|one, other| {
            let order = column.compare(one, other, &snapshot);
            if descending { order.reverse() } else { order }
        });
    }
    let count = found.len();
    found.truncate(args.limit.unwrap_or(usize::MAX));
    let exit = if missing.is_empty() { Exit::Done } else { Exit::No };
    write((&view, settings.output), &found, &snapshot, exit, ui)?;
    if found.len() < count {
        ui.status(&format!("{} of {count} {} shown", found.len(), nouns(args)));
    }
    if count == 0 && args.names.is_empty() {
        ui.status(&nothing(args, &meshes, &target));
    }
    for name in &missing {
        ui.say(&format!("{} `{name}` not found in {}", noun(args), mesh_list(&names)));
    }
    Ok(exit)
}

/// How the list is shown.
struct View {
    /// None where only one kind is listed at a time, each with its own.
    columns: Option<Vec<Column>>,
    kinds: Vec<Kind>,
    width: Width,
    sort: Option<(Column, bool)>,
    headings: Headings,
}

impl View {
    fn of(args: &Args, output: OutputFormat) -> Result<Self, Error> {
        let kind = match args.kind {
            Selection::One(kind) => Some(kind),
            Selection::All => None,
        };
        let named: Vec<Column> =
            args.columns.iter().map(|name| column(kind, name)).collect::<Result<_, _>>()?;
        let sort = args.sort_by.as_deref().map(|name| match name.strip_prefix('-') {
            Some(name) => column(kind, name).map(|column| (column, true)),
            None => column(kind, name).map(|column| (column, false)),
        });
        let separated = matches!(output, OutputFormat::Tsv | OutputFormat::Csv);
        let width = if output == OutputFormat::Wide { Width::Wide } else { Width::Usual };
        let columns = match (named.is_empty(), kind) {
            (false, _) => Some(named),
            (true, None) if separated => Some(column::of_any()),
            (true, Some(kind)) if separated => {
                let mesh = (kind != Kind::Mesh).then_some(Column::Mesh);
                Some(mesh.into_iter().chain(column::of_kind(kind, Width::Wide)).collect())
            }
            _ => None,
        };
        let headings = if args.no_headers { Headings::No } else { Headings::Yes };
        let kinds = args.kind.kinds();
        Ok(Self { columns, kinds, width, sort: sort.transpose()?, headings })
    }

    /// The columns of a table. Resources of several meshes say which; a mesh does so by its name.
    fn columns(&self, kind: Option<Kind>, found: &[&Resource]) -> Vec<Column> {
        let of_kind = || kind.map_or_else(column::of_any, |kind| column::of_kind(kind, self.width));
        let mut columns = self.columns.clone().unwrap_or_else(of_kind);
        let mesh = found.first().map(|one| one.id.mesh());
        let several = found.iter().any(|one| Some(one.id.mesh()) != mesh);
        let told = columns.iter().any(|column| column.heading() == Column::Mesh.heading());
        if several && !told && self.columns.is_none() {
            columns.insert(0, Column::Mesh);
        }
        columns
    }
}

/// The column with that heading.
fn column(kind: Option<Kind>, name: &str) -> Result<Column, Error> {
    let known = column::known(kind);
    let wanted = name.trim();
    let found = known.iter().find(|column| column.heading().eq_ignore_ascii_case(wanted));
    found.copied().ok_or_else(|| {
        let headings: Vec<String> =
            known.iter().map(|column| column.heading().to_lowercase()).collect();
        Error::usage(format!("there is no column `{wanted}`"))
            .hint(format!("there are: {}", headings.join(", ")))
    })
}

fn nothing(args: &Args, meshes: &[String], target: &str) -> String {
    let nouns = nouns(args);
    let such = if args.selector.is_some() { " with such tags" } else { "" };
    match (args.kind, meshes) {
        (Selection::One(Kind::Mesh), _) => format!("No meshes{such} on {target}."),
        (_, [mesh]) => format!("No {nouns}{such} in mesh {mesh}."),
        _ => format!("No {nouns}{such} in any mesh on {target}."),
    }
}

/// What is asked for and there, and the names that are not there.
fn select<'a>(
    args: &'a Args,
    meshes: &[&str],
    snapshot: &'a Snapshot,
) -> (Vec<&'a Resource>, Vec<&'a str>) {
    let kinds = args.kind.kinds();
    let all = snapshot.iter().filter(|one| kinds.contains(&one.kind()));
    let all: Vec<&Resource> =
        all.filter(|one| meshes.contains(&one.id.mesh())).map(AsRef::as_ref).collect();
    if args.names.is_empty() {
        let is_meant =
            |one: &&Resource| args.selector.as_ref().is_none_or(|selector| selector.matches(one));
        return (all.into_iter().filter(is_meant).collect(), Vec::new());
    }
    let found = all.iter().filter(|one| args.names.iter().any(|name| name.means(one)));
    let missing = args.names.iter().filter(|name| !all.iter().any(|one| name.means(one)));
    (found.copied().collect(), missing.map(|name| name.text.as_str()).collect())
}

fn write(
    (view, output): (&View, OutputFormat),
    found: &[&Resource],
    snapshot: &Snapshot,
    exit: Exit,
    ui: &mut Ui,
) -> Result<(), Error> {
    match output {
        OutputFormat::Json => {
            let mut document = envelope("list", exit.code());
            let items: Vec<Value> = found.iter().map(|one| resource::described(one)).collect();
            document.insert("items".to_owned(), json!(items));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Yaml => {
            let documents: Vec<Value> = found.iter().map(|one| resource::document(one)).collect();
            write!(ui.out(), "{}", resource::yaml_stream(&documents))?;
        }
        OutputFormat::Name => {
            // Addresses of several meshes say which.
            let mesh = found.first().map(|one| one.id.mesh());
            let several = found.iter().any(|one| Some(one.id.mesh()) != mesh);
            for one in found {
                let address = if several { one.id.full_address() } else { one.id.address() };
                writeln!(ui.out(), "{address}")?;
            }
        }
        OutputFormat::Tsv | OutputFormat::Csv => {
            let tab = output == OutputFormat::Tsv;
            let separator = if tab { Separator::Tab } else { Separator::Comma };
            let columns = view.columns(None, found);
            let form = (separator, view.headings);
            write!(ui.out(), "{}", table::separated(&columns, found, snapshot, form))?;
        }
        _ => tables(view, found, snapshot, ui)?,
    }
    Ok(())
}

/// A table for each kind, or one for all where the columns were named.
fn tables(view: &View, found: &[&Resource], snapshot: &Snapshot, ui: &mut Ui) -> Result<(), Error> {
    let groups: Vec<(Option<Kind>, Vec<&Resource>)> = match &view.columns {
        Some(_) => vec![(None, found.to_vec())],
        None => view
            .kinds
            .iter()
            .map(|kind| {
                let of_kind = found.iter().copied().filter(|one| one.kind() == *kind);
                (Some(*kind), of_kind.collect())
            })
            .collect(),
    };
    let form = (clock::now(), ui.width, view.headings);
    let mut first = true;
    for (kind, resources) in groups.iter().filter(|(_, resources)| !resources.is_empty()) {
        let columns = view.columns(*kind, resources);
        if !first {
            writeln!(ui.out())?;
        }
        write!(ui.out(), "{}", table::resources(&columns, resources, snapshot, form))?;
        first = false;
    }
    Ok(())
}

fn noun(args: &Args) -> &'static str {
    match args.kind {
        Selection::All => "resource",
        Selection::One(kind) => kind.row().noun,
    }
}

fn nouns(args: &Args) -> &'static str {
    match args.kind {
        Selection::All => "resources",
        Selection::One(kind) => kind.row().nouns,
    }
}

fn mesh_list(meshes: &[&str]) -> String {
    match meshes {
        [mesh] => format!("mesh {mesh}"),
        [] => "any mesh".to_owned(),
        _ => format!("{} meshes", meshes.len()),
    }
}
