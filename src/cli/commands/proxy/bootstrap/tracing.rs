//! Which tracer the proxy has.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::builder::NonEmptyStringValueParser as Text;

use crate::cli::commands::proxy::bootstrap::image::Image;
use crate::cli::error::Error;
use crate::xds::bootstrap::{Place, Rate, Sampling, SpanFormat, Tracing};

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Flags for tracing.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Tracing")]
pub struct TracingArgs {
    /// Trace requests (`ENABLE_ENVOY_XRAY_TRACING`, `ENABLE_ENVOY_DATADOG_TRACING`,
    /// `ENABLE_ENVOY_JAEGER_TRACING`)
    #[arg(long, value_name = "TRACER", value_enum)]
    tracing: Option<Tracer>,

    /// Where traces go, in place of port 2000 (xray, UDP, no names), 8126 (datadog) or 9411
    /// (jaeger) of this machine (`AWS_XRAY_DAEMON_ADDRESS`, `XRAY_DAEMON_PORT`,
    /// `DATADOG_TRACER_ADDRESS`, `DATADOG_TRACER_PORT`, `JAEGER_TRACER_ADDRESS`,
    /// `JAEGER_TRACER_PORT`)
    #[arg(long, value_name = "ADDRESS")]
    tracing_address: Option<Place>,

    /// Name of the proxy in traces of xray and datadog (`XRAY_SEGMENT_NAME`, `DD_SERVICE`)
    #[arg(long, value_name = "NAME", value_parser = Text::new())]
    tracing_name: Option<String>,

    /// Share of the requests that xray traces, from 0 to 1 (`XRAY_SAMPLING_RATE`)
    #[arg(long, value_name = "SHARE", conflicts_with = "xray_rules")]
    xray_rate: Option<Rate>,

    /// File with the sampling rules of xray, version 2 (`XRAY_SAMPLING_RULE_MANIFEST`)
    #[arg(long, value_name = "FILE", value_parser = Text::new())]
    xray_rules: Option<String>,

    /// Form of the spans for jaeger [default: proto] (`JAEGER_TRACER_VERSION`)
    #[arg(long, value_name = "FORMAT", value_enum)]
    jaeger_format: Option<Format>,
}

/// The tracers that App Mesh had; stock Envoy has them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Tracer {
    Xray,
    Datadog,
    Jaeger,
}

/// How spans are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Proto,
    Json,
}

impl TracingArgs {
    pub fn settle(&self, image: Image<'_>) -> Result<Option<Tracing>, Error> {
        let tracer = match self.tracing {
            Some(tracer) => Some(tracer),
            None => chosen(image)?,
        };
        self.refuse_flags_of_others(tracer)?;
        tracer.map(|tracer| self.tracing(tracer, image)).transpose()
    }

    /// A flag without effect is a mistake.
    fn refuse_flags_of_others(&self, tracer: Option<Tracer>) -> Result<(), Error> {
        use Tracer::{Datadog, Jaeger, Xray};
        let flags: [(&str, bool, &[Tracer]); 5] = [
            ("--tracing-address", self.tracing_address.is_some(), &[Xray, Datadog, Jaeger]),
            ("--tracing-name", self.tracing_name.is_some(), &[Xray, Datadog]),
            ("--xray-rate", self.xray_rate.is_some(), &[Xray]),
            ("--xray-rules", self.xray_rules.is_some(), &[Xray]),
            ("--jaeger-format", self.jaeger_format.is_some(), &[Jaeger]),
        ];
        let suits = |of: &[Tracer]| tracer.is_some_and(|tracer| of.contains(&tracer));
        match flags.into_iter().find(|(_, given, of)| *given && !suits(of)) {
            None => Ok(()),
            Some((flag, _, of)) => {
                let of: Vec<&str> = of.iter().map(|tracer| tracer.word()).collect();
                Err(Error::usage(format!("{flag} has no effect without its tracer"))
                    .hint(format!("it is for --tracing {}", of.join(", "))))
            }
        }
    }

    fn tracing(&self, tracer: Tracer, image: Image<'_>) -> Result<Tracing, Error> {
        let name = |variable| {
            self.tracing_name.clone().or_else(|| image.text(variable).map(str::to_owned))
        };
        Ok(match tracer {
            Tracer::Xray => Tracing::Xray {
                daemon: self.daemon(image)?,
                segment: name("XRAY_SEGMENT_NAME"),
                sampling: self.sampling(image)?,
            },
            Tracer::Datadog => {
                let variables = ("DATADOG_TRACER_ADDRESS", "DATADOG_TRACER_PORT");
                let agent = self.collector(image, variables, 8126)?;
                Tracing::Datadog { agent, service: name("DD_SERVICE") }
            }
            Tracer::Jaeger => {
                let variables = ("JAEGER_TRACER_ADDRESS", "JAEGER_TRACER_PORT");
                let collector = self.collector(image, variables, 9411)?;
                Tracing::Jaeger { collector, format: self.format(image) }
            }
        })
    }

    fn collector(
        &self,
        image: Image<'_>,
        (address, port): (&str, &str),
        default: u16,
    ) -> Result<Place, Error> {
        if let Some(place) = &self.tracing_address {
            return Ok(place.clone());
        }
        let port = image.port(port)?.unwrap_or(default);
        let place = image.parsed(address, |host| Place::of_host(host, port))?;
        Ok(place.unwrap_or(Place::Ip(SocketAddr::new(LOOPBACK, port))))
    }

    /// The variable has a port for other programs, and none for the image.
    fn daemon(&self, image: Image<'_>) -> Result<SocketAddr, Error> {
        match &self.tracing_address {
            Some(Place::Ip(address)) => return Ok(*address),
            Some(place) => {
                return Err(Error::usage(format!("the X-Ray daemon cannot be at `{place}`"))
                    .hint("segments go there by UDP, and no name is resolved: write IP:PORT"));
            }
            None => {}
        }
        let port = image.port("XRAY_DAEMON_PORT")?.unwrap_or(2000);
        let address = image.parsed("AWS_XRAY_DAEMON_ADDRESS", |text| {
            let ip = text.parse().map(|ip| SocketAddr::new(ip, port));
            ip.or_else(|_| text.parse()).map_err(|_| "write an IP address")
        })?;
        Ok(address.unwrap_or(SocketAddr::new(LOOPBACK, port)))
    }

    /// Rules say more than a rate. A flag goes before any variable.
    fn sampling(&self, image: Image<'_>) -> Result<Option<Sampling>, Error> {
        let rules = self.xray_rules.clone().map(Sampling::Rules);
        if let Some(sampling) = rules.or_else(|| self.xray_rate.clone().map(Sampling::Rate)) {
            return Ok(Some(sampling));
        }
        match image.text("XRAY_SAMPLING_RULE_MANIFEST") {
            Some(file) => Ok(Some(Sampling::Rules(file.to_owned()))),
            None => Ok(image.parsed("XRAY_SAMPLING_RATE", str::parse)?.map(Sampling::Rate)),
        }
    }

    /// The image looks for the word anywhere in the variable.
    fn format(&self, image: Image<'_>) -> SpanFormat {
        let version = image.text("JAEGER_TRACER_VERSION").unwrap_or_default();
        let is_json = version.to_ascii_lowercase().contains("json");
        match self.jaeger_format {
            Some(Format::Json) => SpanFormat::Json,
            None if is_json => SpanFormat::Json,
            Some(Format::Proto) | None => SpanFormat::Proto,
        }
    }
}

impl Tracer {
    fn word(self) -> &'static str {
        match self {
            Self::Xray => "xray",
            Self::Datadog => "datadog",
            Self::Jaeger => "jaeger",
        }
    }
}

/// The tracer that the variables switch on.
fn chosen(image: Image<'_>) -> Result<Option<Tracer>, Error> {
    let switches = [
        ("ENABLE_ENVOY_XRAY_TRACING", Tracer::Xray),
        ("ENABLE_ENVOY_DATADOG_TRACING", Tracer::Datadog),
        ("ENABLE_ENVOY_JAEGER_TRACING", Tracer::Jaeger),
    ];
    let mut on = Vec::new();
    for (name, tracer) in switches {
        if image.switch(name)? {
            on.push((name, tracer));
        }
    }
    match on.as_slice() {
        [] => Ok(None),
        [(_, tracer)] => Ok(Some(*tracer)),
        [(one, _), (other, _), ..] => {
            Err(Error::usage(format!("{one} and {other} are both set, and a proxy has one tracer"))
                .hint("choose with --tracing, or unset one"))
        }
    }
}
