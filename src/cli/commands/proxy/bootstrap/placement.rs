//! How traffic gets to the proxy, which the control plane must know.

use std::net::IpAddr;

use clap::value_parser;

use crate::cli::commands::proxy::bootstrap::image::Image;
use crate::cli::error::Error;
use crate::xds::proxy::{EGRESS_PORT, INGRESS_PORT, Interception, Placement};

/// Flags for how the proxy is placed.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Placement")]
pub struct PlacementArgs {
    /// Whether the system redirects the application's traffic to the proxy
    #[arg(long, value_name = "WAY", value_enum, default_value_t)]
    interception: Way,

    /// Address that the proxy binds; every address if not given
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,

    /// Address of the application; the loopback address if not given
    #[arg(long, value_name = "IP")]
    application: Option<IpAddr>,

    /// Port that inbound traffic is redirected to [default: 15000] (`APPMESH_ENVOY_INGRESS_PORT`)
    #[arg(long, value_name = "PORT", value_parser = value_parser!(u16).range(1..))]
    ingress_port: Option<u16>,

    /// Port that outbound traffic is redirected to [default: 15001] (`APPMESH_ENVOY_EGRESS_PORT`)
    #[arg(long, value_name = "PORT", value_parser = value_parser!(u16).range(1..))]
    egress_port: Option<u16>,
}

/// How traffic gets to the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Way {
    /// Connections are redirected, as App Mesh had it.
    #[default]
    Redirect,
    /// The proxy binds the ports of the node and of its backends itself.
    None,
}

impl PlacementArgs {
    pub fn settle(&self, image: Image<'_>) -> Result<Placement, Error> {
        let port = |flag: Option<u16>, variable: &str, default| match flag {
            Some(port) => Ok(port),
            None => image.port(variable).map(|port| port.unwrap_or(default)),
        };
        let ingress_port = port(self.ingress_port, "APPMESH_ENVOY_INGRESS_PORT", INGRESS_PORT)?;
        let egress_port = port(self.egress_port, "APPMESH_ENVOY_EGRESS_PORT", EGRESS_PORT)?;
        if ingress_port == egress_port {
            return Err(Error::usage(format!(
                "inbound and outbound traffic cannot both go to port {ingress_port}"
            ))
            .hint("give one of them another: --ingress-port, --egress-port"));
        }
        let interception = match self.interception {
            Way::Redirect => Interception::Redirect,
            Way::None => Interception::None,
        };
        Ok(Placement {
            interception,
            address: self.address,
            application: self.application,
            ingress_port,
            egress_port,
        })
    }
}
