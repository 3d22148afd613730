//! `weir tree`: services down to nodes.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::address;
use crate::cli::args::OutputFormat;
use crate::cli::commands::describe::not_found;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::model::{Address, Kind, ResourceId};
use crate::output::json::{envelope, text};
use crate::output::tree::{self, Forest};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("tree", &[OutputFormat::Text, OutputFormat::Json]);

/// Show what leads where: gateways and services down to nodes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address to start from; without one, the whole mesh
    #[arg(value_parser = address::parse)]
    address: Option<Address>,

    /// The other way up: who comes to the resource at that address
    #[arg(short, long, requires = "address")]
    inverse: bool,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let session = Session::open_to_read(settings).await?;
    let addresses: Vec<Address> = args.address.iter().cloned().collect();
    let id = if let Some(id) = address::resolve(&addresses, &session, settings).await?.pop() {
        id
    } else {
        let mesh = session.mesh(settings).await?;
        ResourceId::try_new(Kind::Mesh, &mesh, None, &mesh)
            .map_err(|error| Error::usage("the mesh cannot be addressed").because(error))?
    };
    let client = &session.client;
    let snapshot = client.snapshot(&[id.mesh()], WithTags::Yes).await?;
    // To a control plane in this process no proxy connects.
    let knows = !session.is_embedded() && client.capabilities().await?.proxies;
    let proxies = if knows { client.proxies(Some(id.mesh())).await?.proxies } else { Vec::new() };
    session.close();
    let Some(root) = snapshot.get(&id) else {
        return Err(not_found(&id, &snapshot));
    };
    let forest = Forest { snapshot: &snapshot, proxies: &proxies };
    if settings.output == OutputFormat::Json {
        let mut document = envelope("tree", Exit::Done.code());
        let make = if args.inverse { tree::above } else { tree::below };
        document.insert("tree".to_owned(), make(root, forest));
        document.insert("usedBy".to_owned(), json!(tree::callers(&id, &snapshot)));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        return Ok(Exit::Done);
    }
    let palette = ui.palette;
    let render = if args.inverse { tree::render_inverse } else { tree::render };
    write!(ui.out(), "{}", render(root, forest, palette))?;
    Ok(Exit::Done)
}
