//! `weir trace`: where a request goes, and why not elsewhere.

use std::path::PathBuf;

use crate::cli::Ui;
use crate::cli::address;
use crate::cli::args::OutputFormat;
use crate::cli::commands::describe::not_found;
use crate::cli::desired;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::model::{Address, Kind, ResourceId, Snapshot};
use crate::output::{json, trace};
use crate::routing;
use crate::routing::request::{Request, RequestError};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("trace", &[OutputFormat::Text, OutputFormat::Json]);

/// Show where a request goes: routes tried, targets, timeouts, retries
///
/// Nothing is sent. The caller is a virtual node, or the virtual gateway that the request reaches.
/// Exit code 0 means that the request gets somewhere, 1 that it does not.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Virtual node or gateway, such as vn/web or vg/edge
    #[arg(value_parser = address::parse)]
    caller: Address,

    /// URL as the proxy gets it: http, https or tcp; without a port, the only one there is
    url: String,

    /// Method of HTTP; GET if not given
    #[arg(short = 'X', long, value_name = "METHOD")]
    method: Option<String>,

    /// Header, or metadata of gRPC; Host takes the place of the URL's host (can be repeated)
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,

    /// Call this gRPC method
    #[arg(long, value_name = "SERVICE/METHOD", conflicts_with = "method")]
    grpc: Option<String>,

    /// File or folder with documents to look at in place of the control plane (can be repeated)
    #[arg(short, long = "file", value_name = "PATH")]
    files: Vec<PathBuf>,
}

impl Args {
    fn request(&self) -> Result<Request, RequestError> {
        let mut request = Request::to(&self.url)?;
        if let Some(method) = &self.method {
            request = request.with_method(method)?;
        }
        if let Some(method) = &self.grpc {
            request = request.with_grpc(method)?;
        }
        self.headers.iter().try_fold(request, |request, header| request.with_header(header))
    }
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if !matches!(args.caller.kind, Kind::VirtualNode | Kind::VirtualGateway) {
        return Err(Error::usage(format!("a {} calls nobody", args.caller.kind))
            .hint("name a virtual node or a virtual gateway: vn/NAME, vg/NAME"));
    }
    let request = args.request().map_err(|error| Error::usage(error.to_string()))?;
    let (caller, snapshot) = if args.files.is_empty() {
        live(args, settings).await?
    } else {
        offline(args, settings, ui)?
    };
    if !snapshot.contains(&caller) {
        return Err(not_found(&caller, &snapshot));
    }
    let found = routing::trace(&snapshot, &caller, &request);
    let exit = if found.arrives() { Exit::Done } else { Exit::No };
    if settings.output == OutputFormat::Json {
        let document = trace::document(&found, exit.code());
        writeln!(ui.out(), "{}", json::text(&document))?;
    } else {
        let palette = ui.palette;
        write!(ui.out(), "{}", trace::render(&found, palette))?;
    }
    Ok(exit)
}

async fn live(args: &Args, settings: &Settings) -> Result<(ResourceId, Snapshot), Error> {
    let session = Session::open_to_read(settings).await?;
    let callers = std::slice::from_ref(&args.caller);
    let mut ids = address::resolve(callers, &session, settings).await?;
    let caller = ids.pop().expect("one address was given");
    let snapshot = session.client.snapshot(&[caller.mesh()], WithTags::No).await?;
    session.close();
    Ok((caller, snapshot))
}

fn offline(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<(ResourceId, Snapshot), Error> {
    let inputs = InputArgs { files: args.files.clone(), ..InputArgs::default() };
    let snapshot = desired::load(&inputs, settings, ui)?.snapshot;
    let mesh = match &settings.mesh {
        Some(mesh) => Some(mesh.to_string()),
        None => only_mesh(&snapshot),
    };
    let caller = args
        .caller
        .in_mesh(mesh.as_deref())
        .map_err(|error| Error::usage("the address cannot exist").because(error))?;
    let caller = caller.ok_or_else(|| {
        Error::usage("the documents are of several meshes").hint("name one: -m NAME")
    })?;
    Ok((caller, snapshot))
}

/// The mesh of all documents, where it is one.
fn only_mesh(snapshot: &Snapshot) -> Option<String> {
    let first = snapshot.iter().next()?.id.mesh();
    let is_only = snapshot.iter().all(|resource| resource.id.mesh() == first);
    is_only.then(|| first.to_owned())
}
