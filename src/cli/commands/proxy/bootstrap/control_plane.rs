//! How the proxy reaches the control plane.

use clap::builder::NonEmptyStringValueParser as Text;

use crate::cli::commands::proxy::bootstrap::image::Image;
use crate::cli::error::Error;
use crate::xds::bootstrap::{ControlPlane, Identity, Place, Protocol, Tls};

/// Flags for the way to the control plane. Files are named as the proxy sees them.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Control plane")]
pub struct ControlPlaneArgs {
    #[arg(
        long,
        value_name = "ADDRESS",
        help = "Address of the control plane as the proxy reaches it: HOST:PORT or unix:/PATH \
                [default: 127.0.0.1:7070] (`APPMESH_XDS_ENDPOINT`, if it is a unix socket)"
    )]
    xds: Option<Place>,

    /// Get everything again with every change, instead of what changed
    #[arg(long)]
    sotw: bool,

    /// Use TLS, and trust the authorities in this file
    #[arg(long, value_name = "FILE", value_parser = Text::new())]
    xds_ca: Option<String>,

    /// Certificate to show to the control plane
    #[arg(long, value_name = "FILE", value_parser = Text::new(), requires_all = ["xds_key", "xds_ca"])]
    xds_cert: Option<String>,

    /// Key of the certificate
    #[arg(long, value_name = "FILE", value_parser = Text::new(), requires = "xds_cert")]
    xds_key: Option<String>,

    /// Name in the control plane's certificate; the host of --xds if not given
    #[arg(long, value_name = "NAME", value_parser = Text::new(), requires = "xds_ca")]
    xds_server_name: Option<String>,
}

impl ControlPlaneArgs {
    pub fn settle(&self, image: Image<'_>) -> Result<ControlPlane, Error> {
        let place = self.place(image)?;
        let tls = self.tls();
        let is_unnamed = tls.as_ref().is_some_and(|tls| tls.server_name.is_none());
        if is_unnamed && matches!(place, Place::Unix(_)) {
            return Err(Error::usage("a unix socket has no host that a certificate could name")
                .hint("name what the certificate is for: --xds-server-name NAME"));
        }
        let protocol = if self.sotw { Protocol::StateOfTheWorld } else { Protocol::Delta };
        Ok(ControlPlane { place, protocol, tls })
    }

    fn place(&self, image: Image<'_>) -> Result<Place, Error> {
        const VARIABLE: &str = "APPMESH_XDS_ENDPOINT";
        if let Some(place) = &self.xds {
            return Ok(place.clone());
        }
        match image.parsed(VARIABLE, str::parse)? {
            Some(place @ Place::Unix(_)) => Ok(place),
            Some(place) => Err(Error::usage(format!(
                "{VARIABLE} is `{place}`, which means TLS and AWS signatures; a control plane of \
                 weir has no signatures"
            ))
            .hint("name the control plane with --xds, and with --xds-ca if it has TLS")),
            None => Ok(Place::Ip(([127, 0, 0, 1], 7070).into())),
        }
    }

    fn tls(&self) -> Option<Tls> {
        let files = self.xds_cert.clone().zip(self.xds_key.clone());
        self.xds_ca.clone().map(|authority| Tls {
            authority,
            identity: files.map(|(certificate, key)| Identity { certificate, key }),
            server_name: self.xds_server_name.clone(),
        })
    }
}
