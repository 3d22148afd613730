//! `weir proxy list` and `weir proxy status`: the connected proxies, and whether each follows.

use serde_json::json;

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::{Ui, address};
use crate::client::{ConnectedProxy, ProxyList, ProxyState};
use crate::model::{Address, Kind};
use crate::output::json::{envelope, text};
use crate::output::proxy;
use crate::output::style::printable;

/// The forms of the output of `proxy list`.
pub const LIST_FORMATS: Formats =
    Formats::new("proxy list", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// The forms of the output of `proxy status`.
pub const STATUS_FORMATS: Formats =
    Formats::new("proxy status", &[OutputFormat::Text, OutputFormat::Json]);

/// List the connected proxies
#[derive(Debug, clap::Args)]
pub struct ListArgs {}

/// Show how far connected proxies are, and what they rejected; exit 1 unless all are synced
///
/// Nobody follows where nobody is connected, so that is exit 1, too.
#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    /// Only the proxies of these nodes and gateways, such as vn/cart or vg/edge
    #[arg(value_name = "ADDRESS", value_parser = address::parse)]
    of: Vec<Address>,
}

/// What was read, and from whom.
struct Found {
    list: ProxyList,
    target: String,
}

async fn read(settings: &Settings) -> Result<Found, Error> {
    let session = open(settings).await?;
    let mesh = settings.mesh.as_ref().map(ToString::to_string);
    let list = session.client.proxies(mesh.as_deref()).await?;
    let target = session.target.clone();
    session.close();
    Ok(Found { list, target })
}

/// A session with a control plane that proxies connect to.
pub async fn open(settings: &Settings) -> Result<Session, Error> {
    let session = Session::open_to_read(settings).await?;
    if session.is_embedded() {
        session.close();
        return Err(Error::new(Exit::Failed, "no server runs on this data directory")
            .hint("proxies connect to a server: weir serve"));
    }
    if session.client.capabilities().await?.proxies {
        return Ok(session);
    }
    let message = format!("{} does not tell of its proxies", session.target);
    Err(Error::new(Exit::Failed, message).hint("that is an extension of weir's control plane"))
}

pub async fn list(_: &ListArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let Found { list, target } = read(settings).await?;
    let all: Vec<&ConnectedProxy> = list.proxies.iter().collect();
    match settings.output {
        OutputFormat::Json => write_json("proxy-list", &list, &all, Exit::Done, ui)?,
        OutputFormat::Name => write_names(&all, ui)?,
        _ if all.is_empty() => ui.status(&nobody(settings, &target)),
        _ => {
            let table = proxy::table(&all, ui.width);
            write!(ui.out(), "{table}")?;
        }
    }
    Ok(Exit::Done)
}

pub async fn status(args: &StatusArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if let Some(other) = args.of.iter().find(|address| !has_proxies(address.kind)) {
        return Err(Error::usage(format!("a {} has no proxies", other.kind))
            .hint("name virtual nodes and virtual gateways: vn/NAME, vg/NAME"));
    }
    let Found { list, target } = read(settings).await?;
    let wanted = |proxy: &&ConnectedProxy| {
        args.of.is_empty() || args.of.iter().any(|address| is_of(proxy, address))
    };
    let chosen: Vec<&ConnectedProxy> = list.proxies.iter().filter(wanted).collect();
    let missing: Vec<&Address> = args
        .of
        .iter()
        .filter(|address| !chosen.iter().any(|proxy| is_of(proxy, address)))
        .collect();
    let is_well = missing.is_empty()
        && !chosen.is_empty()
        && chosen.iter().all(|proxy| proxy.state == ProxyState::Synced);
    let exit = if is_well { Exit::Done } else { Exit::No };
    if settings.output == OutputFormat::Json {
        write_json("proxy-status", &list, &chosen, exit, ui)?;
        return Ok(exit);
    }
    for proxy in &chosen {
        let described = proxy::describe(proxy, ui.palette);
        write!(ui.out(), "{described}")?;
    }
    for address in missing {
        ui.warning(&format!("no proxy of {} is connected to {target}", name(address)));
    }
    if chosen.is_empty() && args.of.is_empty() {
        ui.status(&nobody(settings, &target));
    }
    Ok(exit)
}

fn has_proxies(kind: Kind) -> bool {
    matches!(kind, Kind::VirtualNode | Kind::VirtualGateway)
}

fn is_of(proxy: &ConnectedProxy, address: &Address) -> bool {
    let id = address.in_mesh(Some(&proxy.mesh_name)).ok().flatten();
    id.is_some_and(|id| id.mesh() == proxy.mesh_name && id.address() == proxy.of)
}

/// The address without its mesh, as control planes tell it.
fn name(address: &Address) -> String {
    format!("{}/{}", address.kind.row().short, address.name)
}

fn nobody(settings: &Settings, target: &str) -> String {
    match &settings.mesh {
        Some(mesh) => format!("no proxy of mesh {mesh} is connected to {target}"),
        None => format!("no proxy is connected to {target}"),
    }
}

fn write_names(proxies: &[&ConnectedProxy], ui: &mut Ui) -> Result<(), Error> {
    for proxy in proxies {
        writeln!(ui.out(), "{}", printable(&proxy.of))?;
    }
    Ok(())
}

fn write_json(
    schema: &str,
    list: &ProxyList,
    proxies: &[&ConnectedProxy],
    exit: Exit,
    ui: &mut Ui,
) -> Result<(), Error> {
    let mut document = envelope(schema, exit.code());
    document.insert("revision".to_owned(), json!(list.revision));
    document.insert("proxies".to_owned(), json!(proxies));
    writeln!(ui.out(), "{}", text(&document.into()))?;
    Ok(())
}
