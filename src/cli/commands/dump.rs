//! `weir dump`: writes what is on the control plane as documents.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::{self, Reach, Read};
use crate::cli::settings::Settings;
use crate::model::{Kind, Resource, ResourceId};
use crate::output::json::{envelope, text};
use crate::output::{count, resource};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("dump", &[OutputFormat::Json, OutputFormat::Yaml, OutputFormat::Name]);

/// Write what is on the control plane as documents that can be applied again
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these kinds
    #[arg(value_parser = kind)]
    kinds: Vec<Kind>,

    /// Write one file per resource into this folder, instead of one bundle to stdout
    #[arg(long, value_name = "DIR")]
    split: Option<PathBuf>,

    /// In all meshes
    #[arg(short = 'A', long)]
    all_meshes: bool,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_words(word).ok_or_else(|| "not a kind".to_owned())
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let reach = if args.all_meshes { Reach::AllMeshes } else { Reach::ChosenMesh };
    let Read { snapshot, .. } = session::read(settings, reach).await?;
    let wanted = |one: &Resource| args.kinds.is_empty() || args.kinds.contains(&one.kind());
    let found: Vec<&Resource> =
        snapshot.iter().map(AsRef::as_ref).filter(|one| wanted(one)).collect();
    match &args.split {
        Some(dir) => split(dir, &found, settings.output, ui)?,
        None => bundle(&found, settings.output, ui)?,
    }
    Ok(Exit::Done)
}

/// A JSON bundle, or a YAML stream.
fn bundle(found: &[&Resource], output: OutputFormat, ui: &mut Ui) -> Result<(), Error> {
    let documents: Vec<Value> = found.iter().map(|one| resource::document(one)).collect();
    match output {
        OutputFormat::Yaml => write!(ui.out(), "{}", resource::yaml_stream(&documents))?,
        OutputFormat::Name => {
            for one in found {
                writeln!(ui.out(), "{}", one.id)?;
            }
        }
        _ => {
            writeln!(ui.out(), "{}", text(&json!({"weir": 1, "resources": documents})))?;
        }
    }
    Ok(())
}

fn split(dir: &Path, found: &[&Resource], output: OutputFormat, ui: &mut Ui) -> Result<(), Error> {
    let mut files = Vec::with_capacity(found.len());
    for one in found {
        let document = resource::document(one);
        let (extension, text) = match output {
            OutputFormat::Yaml => ("yaml", resource::yaml(&document)),
            _ => ("json", text(&document) + "\n"),
        };
        let path = dir.join(file_name(&one.id, extension));
        let failed =
            |error| Error::usage(format!("cannot write `{}`", path.display())).because(error);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(&path, text).map_err(failed)?;
        files.push(path.display().to_string());
    }
    if output == OutputFormat::Json {
        let mut document = envelope("dump", 0);
        document.insert("files".to_owned(), json!(files));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    }
    ui.status(&format!("wrote {} to {}", count::resources(found.len()), dir.display()));
    Ok(())
}

/// `MESH/virtual-nodes/cart.json`, `MESH/routes/cart/main.json`; escaped as in addresses.
fn file_name(id: &ResourceId, extension: &str) -> PathBuf {
    let row = id.kind().row();
    let mesh = ResourceId::escaped(id.mesh());
    let mut path = PathBuf::from(mesh).join(row.nouns.replace(' ', "-"));
    if let Some(parent) = id.parent() {
        path.push(ResourceId::escaped(parent));
    }
    path.push(format!("{}.{extension}", ResourceId::escaped(id.name())));
    path
}
