//! `weir proxy bootstrap`: what an Envoy starts with.

mod control_plane;
mod image;
mod placement;
mod statistics;
mod tracing;

use std::net::SocketAddr;

use clap::builder::NonEmptyStringValueParser as Text;

use crate::cli::args::OutputFormat;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::{Ui, address};
use crate::model::{Address, Kind, ResourceId, ResourceName};
use crate::output::{json, resource};
use crate::xds::bootstrap::{Bootstrap, Locality, Place};
use crate::xds::proxy::Proxy;

use image::Image;

/// Where Envoy's own administration is served if nobody says otherwise.
const ADMIN_PORT: u16 = 9901;
/// Where the App Mesh image has it when it is a unix socket.
const ADMIN_SOCKET: &str = "/tmp/envoy_admin.sock";

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("proxy bootstrap", &[OutputFormat::Yaml, OutputFormat::Json]);

/// Print the bootstrap of a node's or gateway's Envoy (1.40), as YAML or JSON
///
/// `envoy -c FILE` starts with it, and gets everything else from the control plane. What no flag
/// says is taken from the variables of the App Mesh image, where they are set: their names stand
/// with the flags. No control plane is asked if the mesh is named: by the address, -m or
/// `WEIR_MESH`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Virtual node or gateway, such as vn/cart or vg/edge (`APPMESH_RESOURCE_ARN`)
    #[arg(value_name = "ADDRESS", value_parser = address::parse)]
    resource: Option<Address>,

    /// What the proxy calls itself in statistics and traces; its node id if not given
    /// (`APPMESH_RESOURCE_CLUSTER`)
    #[arg(long, value_name = "NAME", value_parser = Text::new())]
    node_cluster: Option<String>,

    /// Where the proxy runs
    #[arg(long, value_name = "REGION[/ZONE[/SUBZONE]]", value_parser = locality)]
    locality: Option<Locality>,

    #[command(flatten)]
    control_plane: control_plane::ControlPlaneArgs,

    #[command(flatten)]
    placement: placement::PlacementArgs,

    #[command(flatten)]
    resolution: ResolutionArgs,

    #[command(flatten)]
    admin: AdminArgs,

    #[command(flatten)]
    statistics: statistics::StatisticsArgs,

    #[command(flatten)]
    tracing: tracing::TracingArgs,
}

/// What the proxy looks up at others than the control plane.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Names and certificates")]
struct ResolutionArgs {
    /// DNS server to ask in place of the system's (can be repeated)
    #[arg(long, value_name = "IP:PORT", value_parser = socket_address)]
    dns_resolver: Vec<SocketAddr>,

    /// Unix socket of the server that certificates with an SDS name come from
    /// (`APPMESH_SDS_SOCKET_PATH`)
    #[arg(long, value_name = "PATH", value_parser = Place::socket)]
    sds_socket: Option<Place>,
}

/// The proxy's own administration.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Administration")]
struct AdminArgs {
    #[arg(
        long,
        value_name = "ADDRESS",
        value_parser = Place::to_listen,
        help = "Address of Envoy's administration: IP:PORT or unix:/PATH [default: 127.0.0.1:9901] \
                (`ENVOY_ADMIN_MODE`; `ENVOY_ADMIN_ACCESS_PORT` for the port)"
    )]
    admin: Option<Place>,

    /// Without Envoy's administration
    #[arg(long, conflicts_with = "admin")]
    no_admin: bool,
}

impl AdminArgs {
    /// On the loopback interface: whoever reaches it may stop the proxy.
    fn settle(&self, image: Image<'_>) -> Result<Option<Place>, Error> {
        if self.no_admin {
            return Ok(None);
        }
        if self.admin.is_some() {
            return Ok(self.admin.clone());
        }
        if image.text("ENVOY_ADMIN_MODE").is_some_and(|mode| mode.eq_ignore_ascii_case("uds")) {
            return Ok(Some(Place::Unix(ADMIN_SOCKET.to_owned())));
        }
        let port = image.port("ENVOY_ADMIN_ACCESS_PORT")?.unwrap_or(ADMIN_PORT);
        Ok(Some(Place::Ip(SocketAddr::from(([127, 0, 0, 1], port)))))
    }
}

fn locality(text: &str) -> Result<Locality, String> {
    Locality::parse(text).ok_or_else(|| "write REGION, REGION/ZONE or REGION/ZONE/SUBZONE".into())
}

fn socket_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "write IP:PORT, such as 127.0.0.1:53".to_owned())
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let image = Image::new(&settings.environment);
    image.refuse_what_is_not_done()?;
    let of = identity(args, image, settings).await?;
    let document = settle(args, image, of)?.to_json();
    for sentence in image.passed_over() {
        ui.warning(&sentence);
    }
    if settings.output == OutputFormat::Json {
        writeln!(ui.out(), "{}", json::text(&document))?;
    } else {
        write!(ui.out(), "{}", resource::yaml(&document))?;
    }
    Ok(Exit::Done)
}

/// Whose proxy it is. The control plane is asked only if nobody names the mesh.
async fn identity(args: &Args, image: Image<'_>, settings: &Settings) -> Result<ResourceId, Error> {
    let Some(address) = &args.resource else {
        let of = image.resource()?;
        if let (Some(of), Some(mesh)) = (&of, &settings.mesh)
            && settings.mesh_insists
            && of.mesh() != mesh.as_str()
        {
            return Err(Error::usage(format!(
                "the environment names a proxy of mesh `{}`, and the mesh is to be `{mesh}`",
                of.mesh()
            ))
            .hint("leave out -m, or name the proxy: vn/NAME, vg/NAME"));
        }
        return of.ok_or_else(|| {
            Error::usage("nothing says whose bootstrap it is")
                .hint("name a virtual node or a virtual gateway: vn/NAME, vg/NAME")
        });
    };
    if !matches!(address.kind, Kind::VirtualNode | Kind::VirtualGateway) {
        return Err(Error::usage(format!("a {} has no proxy", address.kind))
            .hint("name a virtual node or a virtual gateway: vn/NAME, vg/NAME"));
    }
    let mesh = settings.mesh.as_ref().map(ResourceName::as_str);
    let id = address
        .in_mesh(mesh)
        .map_err(|error| Error::usage("the address cannot exist").because(error))?;
    if let Some(id) = id {
        return Ok(id);
    }
    let session = Session::open_to_read(settings).await?;
    let mut ids = address::resolve(std::slice::from_ref(address), &session, settings).await?;
    session.close();
    Ok(ids.pop().expect("one address was given"))
}

/// Flags, and where they are silent the variables of the image, become a bootstrap.
fn settle(args: &Args, image: Image<'_>, of: ResourceId) -> Result<Bootstrap, Error> {
    let cluster = ["APPMESH_RESOURCE_CLUSTER", "APPMESH_VIRTUAL_NODE_CLUSTER"];
    let cluster = cluster.into_iter().find_map(|name| image.text(name)).map(str::to_owned);
    let sds_socket = match &args.resolution.sds_socket {
        Some(place) => Some(place.clone()),
        None => image.parsed("APPMESH_SDS_SOCKET_PATH", Place::socket)?,
    };
    Ok(Bootstrap {
        proxy: Proxy { of, placement: args.placement.settle(image)? },
        cluster: args.node_cluster.clone().or(cluster),
        locality: args.locality.clone(),
        control_plane: args.control_plane.settle(image)?,
        admin: args.admin.settle(image)?,
        sds_socket,
        dns_resolvers: args.resolution.dns_resolver.clone(),
        stats_tags: args.statistics.tags(image)?,
        telemetry: args.statistics.telemetry(),
        dogstatsd: args.statistics.receiver(image)?,
        tracing: args.tracing.settle(image)?,
        outlier_log: args.statistics.outlier_log(image),
    })
}
