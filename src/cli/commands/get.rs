//! `weir get`: lists resources of a kind.

use serde_json::{Value, json};

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::{self, Reach, Read};
use crate::cli::settings::Settings;
use crate::cli::{Ui, clock};
use crate::model::{Kind, Resource, Snapshot};
use crate::output::json::{envelope, text};
use crate::output::{resource, table};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "get",
    &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Yaml, OutputFormat::Name],
);

/// List resources of a kind
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Kind, or `all`; long forms are taken too
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Selection,

    /// Only these; for routes ROUTER/ROUTE or ROUTE
    names: Vec<String>,

    /// In all meshes
    #[arg(short = 'A', long)]
    all_meshes: bool,

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
    // Meshes are listed to see which there are, so a default does not hide the others.
    let only_meshes = args.kind == Selection::One(Kind::Mesh) && !settings.mesh_insists;
    let all = args.all_meshes || only_meshes;
    let reach = if all { Reach::AllMeshes } else { Reach::ChosenMesh };
    let Read { meshes, snapshot, target } = session::read(settings, reach).await?;
    let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
    let (found, missing) = select(args, &names, &snapshot);
    let exit = if missing.is_empty() { Exit::Done } else { Exit::No };
    write(settings, &found, exit, ui)?;
    if settings.output == OutputFormat::Text {
        tables(args, &found, &snapshot, ui)?;
        if found.is_empty() && args.names.is_empty() {
            ui.status(&format!("no {} on {target}", nouns(args)));
        }
    }
    for name in &missing {
        ui.say(&format!("{} `{name}` not found in {}", noun(args), mesh_list(&names)));
    }
    Ok(exit)
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
        return (all, Vec::new());
    }
    let is_meant = |one: &Resource, name: &str| {
        let whole = one.id.parent().map(|parent| format!("{parent}/{}", one.id.name()));
        one.id.name() == name || whole.as_deref() == Some(name)
    };
    let found = all.iter().filter(|one| args.names.iter().any(|name| is_meant(one, name)));
    let missing = args.names.iter().filter(|name| !all.iter().any(|one| is_meant(one, name)));
    (found.copied().collect(), missing.map(String::as_str).collect())
}

/// Everything but tables.
fn write(settings: &Settings, found: &[&Resource], exit: Exit, ui: &mut Ui) -> Result<(), Error> {
    match settings.output {
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
        _ => {}
    }
    Ok(())
}

fn tables(args: &Args, found: &[&Resource], snapshot: &Snapshot, ui: &mut Ui) -> Result<(), Error> {
    let (now, width) = (clock::now(), ui.width);
    let mut first = true;
    for kind in args.kind.kinds() {
        let of_kind: Vec<&Resource> =
            found.iter().copied().filter(|one| one.kind() == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let table = table::resources(kind, &of_kind, snapshot, now, width);
        let lines =
            if args.no_headers { table.split_once('\n').map_or("", |cut| cut.1) } else { &table };
        if !first {
            writeln!(ui.out())?;
        }
        write!(ui.out(), "{lines}")?;
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
