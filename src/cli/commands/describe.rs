//! `weir describe`: one resource with all there is to know of it.

use serde_json::Value;

use crate::cli::Ui;
use crate::cli::address::{self, is_glob};
use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::model::{Address, Kind, ResourceId, Snapshot};
use crate::output::json::{envelope, text};
use crate::output::resource;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "describe",
    &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Yaml, OutputFormat::Name],
);

/// Show one resource: spec, metadata, tags, and what it has to do with others
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address, such as vn/cart or rt/cart/main
    #[arg(value_parser = address::parse)]
    address: Address,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let session = Session::open_to_read(settings).await?;
    let addresses = std::slice::from_ref(&args.address);
    let ids = address::resolve(addresses, &session, settings).await?;
    let id = ids.first().expect("one address was given");
    let snapshot = session.client.snapshot(&[id.mesh()], WithTags::Yes).await?;
    session.close();
    let Some(found) = snapshot.get(id) else {
        let error = not_found(id, &snapshot);
        if !is_glob(id.name()) {
            return Err(error);
        }
        let (kind, name) = (id.kind().row().short, id.name());
        return Err(error.hint(format!(
            "`describe` shows one resource; `weir get {kind} '{name}'` lists those that fit"
        )));
    };
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("resource", 0);
            document.insert("resource".to_owned(), resource::described(found));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Yaml => {
            write!(ui.out(), "{}", resource::yaml_stream(&[resource::document(found)]))?;
        }
        OutputFormat::Name => writeln!(ui.out(), "{id}")?,
        _ => {
            let palette = ui.palette;
            write!(ui.out(), "{}", resource::describe(found, &snapshot, palette))?;
        }
    }
    Ok(Exit::Done)
}

/// A resource that is not there, with those that are.
pub fn not_found(id: &ResourceId, snapshot: &Snapshot) -> Error {
    let place = match id.kind() {
        Kind::Mesh => String::new(),
        _ => format!(" in the mesh `{}`", id.mesh()),
    };
    let error = Error::new(Exit::No, format!("{id} does not exist{place}"));
    let known: Vec<String> =
        snapshot.of_kind(id.kind(), id.mesh(), None).map(|one| one.id.to_string()).collect();
    match known.as_slice() {
        [] => error,
        known => error.hint(format!("there are: {}", shortened(known))),
    }
}

/// The first few of a list.
pub fn shortened(names: &[String]) -> String {
    const SHOWN: usize = 8;
    match names.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{} and {more} more", names[..SHOWN].join(", ")),
        _ => names.join(", "),
    }
}
