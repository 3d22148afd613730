//! `weir tree`: services down to nodes.

use crate::cli::Ui;
use crate::cli::address;
use crate::cli::commands::describe::not_found;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::model::{Address, Kind, ResourceId};
use crate::output::tree;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("tree", &[]);

/// Show what leads where: gateways and services down to nodes
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address to start from; without one, the whole mesh
    #[arg(value_parser = address::parse)]
    address: Option<Address>,
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
    let snapshot = session.client.snapshot(&[id.mesh()], WithTags::No).await?;
    session.close();
    let Some(root) = snapshot.get(&id) else {
        return Err(not_found(&id, &snapshot));
    };
    let text = tree::render(&[root], &snapshot, ui.palette);
    write!(ui.out(), "{text}")?;
    Ok(Exit::Done)
}
