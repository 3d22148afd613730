//! `weir serve`: the embedded control plane on an address, until a signal.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use tracing_subscriber::EnvFilter;

use crate::cli::Ui;
use crate::cli::args::duration;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::keeper::{self, Keeping};
use crate::cli::means::DriverMeans;
use crate::cli::session::local_client;
use crate::cli::settings::{Endpoint, Origin, Settings};
use crate::cli::signals::Signals;
use crate::drive::hooks::ready;
use crate::rollout::spec::HookPoint;
use crate::server::ads::Ads;
use crate::server::bound::address::ListenAddress;
use crate::server::bound::{Bound, Drained};
use crate::server::offering;
use crate::server::plane::{Config, Plane};

/// The forms of its output.
pub const FORMATS: Formats = Formats::new("serve", &[]);

/// How long what drivers still have to tell may take at the end.
const NOTICES: Duration = Duration::from_secs(2);

/// Run the control plane on an address
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "127.0.0.1:7070",
        help = "Address to listen on: HOST:PORT or unix:/PATH (can be repeated)"
    )]
    listen: Vec<ListenAddress>,

    #[arg(
        long,
        value_name = "ADDRESS",
        help = "Address for proxies only: HOST:PORT or unix:/PATH (can be repeated); proxies are \
                also served where --listen says"
    )]
    xds_listen: Vec<ListenAddress>,

    /// Account that owns everything in a new store [default: 000000000000]
    #[arg(long, value_name = "ID")]
    account_id: Option<String>,

    /// Region in the ARNs of a new store [default: us-east-1]
    #[arg(long, value_name = "NAME")]
    region: Option<String>,

    /// How long requests under way may take at the end
    #[arg(long, value_name = "DURATION", value_parser = duration, default_value = "10s")]
    drain_timeout: Duration,

    /// Let rollouts that are started over TCP run programs on this machine as hooks
    #[arg(long)]
    allow_hook_programs: bool,

    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        help = "Form of the log on stderr; WEIR_LOG sets what is logged, such as debug"
    )]
    log_format: LogFormat,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if let Endpoint::Url { url, origin: Origin::Flag } = &settings.endpoint {
        return Err(Error::usage(format!(
            "`weir serve` is a control plane and has no use for {url}"
        ))
        .hint("leave --endpoint out; --listen says where it listens"));
    }
    log(args.log_format, settings.environment.get("WEIR_LOG"), ui)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::usage("cannot start the server's threads").because(error))?;
    let exit = runtime.block_on(serve(args, settings, ui.out()));
    // What did not end within the time that it had is given no more.
    runtime.shutdown_background();
    exit
}

/// Sends the log to stderr.
fn log(format: LogFormat, filter: Option<&str>, ui: &Ui) -> Result<(), Error> {
    let filter = filter.unwrap_or(match ui.quiet() {
        0 => "info",
        1 => "warn",
        _ => "error",
    });
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        Error::usage(format!("WEIR_LOG: `{filter}` is no filter")).because(error)
    })?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(ui.talk.is_colored())
        .with_writer(std::io::stderr);
    let set = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    // A log that is set already belongs to whoever runs this command as a part.
    drop(set);
    Ok(())
}

async fn serve(args: &Args, settings: &Settings, out: &mut dyn Write) -> Result<Exit, Error> {
    let data_dir = &settings.data_dir;
    let plane = Plane::open(&Config {
        data_dir: data_dir.clone(),
        account: args.account_id.clone(),
        region: args.region.clone(),
    })?;
    raise_file_limit();
    let bound = Bound::bind(&args.listen).await?.and_xds(&args.xds_listen).await?;
    let mut signals = Signals::catch()?;
    let urls = bound.urls();
    if let Err(error) = plane.announce(&urls) {
        // As on a full disk. Whoever is given the address can still be served.
        tracing::warn!(%error, "commands on this data directory will not find the server");
    }
    for url in &urls {
        writeln!(out, "listening on {url}")?;
    }
    for url in bound.xds_urls() {
        writeln!(out, "listening on {url} for proxies only")?;
    }
    out.flush()?;
    let (revision, resources) = (plane.snapshot().revision, plane.snapshot().snapshot.len());
    tracing::info!(?urls, data_dir = %data_dir.display(), revision, resources, "serving");

    let ads = Ads::new(plane.clone());
    let (keeping, means) = keep(args, &ads, settings);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let serving = bound.serve_with(ads, stopped, args.drain_timeout);
    let ending = async {
        signals.next().await;
        drop(stop);
        signals.next().await
    };
    let drained = tokio::select! {
        drained = serving => drained,
        exit = ending => return Ok(exit),
    };
    if let Drained::Cut(connections) = drained {
        tracing::warn!(connections, "the time to drain ran out; connections were cut");
    }
    keeping.leave().await;
    means.drain(NOTICES).await;
    plane.shutdown();
    tracing::info!("ended");
    Ok(Exit::Done)
}

/// Begins to drive the rollouts of the store.
fn keep(args: &Args, ads: &Ads, settings: &Settings) -> (Keeping, DriverMeans) {
    if args.allow_hook_programs {
        ads.plane().allow_hook_programs();
    }
    let environment = settings.environment.clone();
    ads.plane().check_hooks_by(Box::new(move |hooks| {
        // Whoever starts a rollout calls these himself.
        let ours = hooks.iter().filter(|hook| hook.on != HookPoint::Preflight);
        ready::problems(ours, &|name| environment.get(name).map(str::to_owned))
    }));
    // Through the same proxies and their telemetry that are served.
    let client = Arc::new(local_client(offering(ads)));
    let means = DriverMeans::new(&client, &settings.environment);
    (keeper::keep(ads.plane(), client, means.clone()), means)
}

/// Each proxy is a connection and each connection a file, of which many systems allow only a
/// thousand unless asked.
fn raise_file_limit() {
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}
