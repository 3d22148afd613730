//! What the proxy tells about its traffic, and to whom.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::builder::NonEmptyStringValueParser as Text;

use crate::cli::commands::proxy::bootstrap::image::Image;
use crate::cli::error::Error;
use crate::xds::bootstrap::{Place, PlaceError, Receiver, StatsTags};

const PORT: u16 = 8125;

/// Flags for statistics and events.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Statistics")]
pub struct StatisticsArgs {
    /// Tag every statistic with the mesh and the node or gateway, as `appmesh.mesh` and
    /// `appmesh.virtual_node` or `appmesh.virtual_gateway` (`ENABLE_ENVOY_STATS_TAGS`)
    #[arg(long)]
    stats_tags: bool,

    #[arg(
        long,
        value_name = "ADDRESS",
        value_parser = receiver,
        help = "Send statistics to a DogStatsD server: IP:PORT (UDP) or unix:/PATH \
                (`ENABLE_ENVOY_DOG_STATSD`, with `STATSD_ADDRESS`, `STATSD_PORT`, \
                `STATSD_SOCKET_PATH`)"
    )]
    dogstatsd: Option<Receiver>,

    /// Write to this file which hosts are ejected and taken back
    /// (`ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH`)
    #[arg(long, value_name = "FILE", value_parser = Text::new())]
    outlier_log: Option<String>,
}

impl StatisticsArgs {
    pub fn tags(&self, image: Image<'_>) -> Result<StatsTags, Error> {
        let wanted = self.stats_tags || image.switch("ENABLE_ENVOY_STATS_TAGS")?;
        Ok(if wanted { StatsTags::Mesh } else { StatsTags::None })
    }

    pub fn receiver(&self, image: Image<'_>) -> Result<Option<Receiver>, Error> {
        if self.dogstatsd.is_some() {
            return Ok(self.dogstatsd.clone());
        }
        if !image.switch("ENABLE_ENVOY_DOG_STATSD")? {
            return Ok(None);
        }
        let socket =
            image.parsed("STATSD_SOCKET_PATH", |path| receiver(&format!("unix:{path}")))?;
        if socket.is_some() {
            return Ok(socket);
        }
        let ip = image.ip("STATSD_ADDRESS")?.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let port = image.port("STATSD_PORT")?.unwrap_or(PORT);
        Ok(Some(Receiver::Udp(SocketAddr::new(ip, port))))
    }

    pub fn outlier_log(&self, image: Image<'_>) -> Option<String> {
        let variable = || image.text("ENVOY_OUTLIER_DETECTION_EVENT_LOG_PATH").map(str::to_owned);
        self.outlier_log.clone().or_else(variable)
    }
}

fn receiver(text: &str) -> Result<Receiver, PlaceError> {
    match text.parse()? {
        Place::Ip(address) => Ok(Receiver::Udp(address)),
        Place::Unix(path) => Ok(Receiver::Unix(path)),
        Place::Name { .. } => Err(PlaceError::Name),
    }
}
