//! What the proxy tells about its traffic, and to whom.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser as Text;

use crate::cli::args::duration;
use crate::cli::commands::proxy::bootstrap::image::Image;
use crate::cli::error::Error;
use crate::xds::bootstrap::{Place, PlaceError, Receiver, StatsTags};

const PORT: u16 = 8125;
/// How often a proxy tells of its traffic: counts of a moment ago are enough to judge by.
const TELEMETRY_INTERVAL: Duration = Duration::from_secs(1);

/// Flags for statistics and events.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Statistics")]
pub struct StatisticsArgs {
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = telemetry_interval,
        help = "How often the proxy tells the control plane of its traffic, from 100ms to 5s \
                [default: 1s]"
    )]
    telemetry_interval: Option<Duration>,

    /// Tell the control plane nothing of the traffic; rollouts cannot judge by it then
    #[arg(long, conflicts_with = "telemetry_interval")]
    no_telemetry: bool,

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
    pub fn telemetry(&self) -> Option<Duration> {
        (!self.no_telemetry).then(|| self.telemetry_interval.unwrap_or(TELEMETRY_INTERVAL))
    }

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

fn telemetry_interval(text: &str) -> Result<Duration, String> {
    let interval = duration(text)?;
    let allowed = Duration::from_millis(100)..=Duration::from_secs(5);
    if allowed.contains(&interval) { Ok(interval) } else { Err("write 100ms to 5s".to_owned()) }
}

fn receiver(text: &str) -> Result<Receiver, PlaceError> {
    match text.parse()? {
        Place::Ip(address) => Ok(Receiver::Udp(address)),
        Place::Unix(path) => Ok(Receiver::Unix(path)),
        Place::Name { .. } => Err(PlaceError::Name),
    }
}
