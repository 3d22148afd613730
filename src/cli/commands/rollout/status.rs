//! `status` and `watch`: how rollouts stand, from any machine.

use std::time::Duration;

use serde_json::Value;

use crate::cli::Ui;
use crate::cli::args::{OutputFormat, duration};
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::feed::Feed;
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::follow::{Followed, Follower, Watch};
use crate::cli::commands::rollout::report::{self, ReportArgs, Shown};
use crate::cli::commands::rollout::start::until;
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::{ModeArg, Venue};
use crate::cli::commands::rollout::wishes::pick;
use crate::cli::commands::rollout::{Which, commands, seen};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::output::json::{envelope, text};
use crate::output::rollout::measured::Measured;
use crate::output::rollout::{history, words};
use crate::rollout::position::Position;
use crate::rollout::state::State;

/// Show how a rollout stands; the exit code says where its traffic is
#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    #[command(flatten)]
    which: Which,

    /// Where the rollout is looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,
}

/// Watch a rollout; the exit code says where its traffic is
///
/// It only looks. Where nobody drives the rollout there is nothing to watch, and it ends at once:
/// `resume` drives it on.
#[derive(Debug, clap::Args)]
pub struct WatchArgs {
    #[command(flatten)]
    which: Which,

    /// Where the rollout is looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,

    /// Watch until: done, hold, or stage:N for as long as N stages are not done
    #[arg(long, value_name = "UNTIL", value_parser = until, default_value = "done")]
    wait: Until,

    /// How long to watch at most; the rollout goes on
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,

    #[command(flatten)]
    report: ReportArgs,
}

pub async fn status(
    args: &StatusArgs,
    strategy: &'static str,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let venue = Venue::open_to_read(settings, args.mode).await?;
    let commands = commands(settings);
    if args.which.rollout.is_none() {
        let (all, unread) = venue.list().await?;
        for line in &unread {
            ui.warning(line);
        }
        let is_meant = |known: &&Known| {
            known.is_open() && words::strategy(&known.state.spec.strategy) == strategy
        };
        let open: Vec<&Known> = all.iter().filter(is_meant).collect();
        if open.len() > 1 {
            let listed = list(&venue, &open, settings, ui).await;
            venue.close().await;
            return listed.map(|()| Exit::Done);
        }
    }
    let mut known = pick(&venue, &args.which, strategy, settings, ui).await?;
    let mut driver = known.driver.clone();
    if let Feed::Tags(tagged) = venue.listen(&known).await? {
        driver = tagged.driver;
    }
    // The routes of a rollout that has lost them say nothing of it.
    let measured = if known.is_superseded {
        Measured::default()
    } else {
        seen::stand(&venue, &mut known.state).await
    };
    let is_left = driver.is_none() && !known.state.is_over() && venue.drives_here();
    venue.close().await;
    let position = Position::seen(&known.state, measured.live.as_ref());
    let exit = Exit::from(if is_left { position.without_driver() } else { position });
    let shown = Shown { state: &known.state, driver: driver.as_deref(), measured: &measured };
    report::result(&shown, exit, (&commands, settings), ui)?;
    if is_left {
        ui.warning("nobody drives it now");
        ui.hint(&format!("{} {strategy} resume {} does", commands.program, known.state.id));
    }
    Ok(exit)
}

/// Several rollouts, one row each.
async fn list(
    venue: &Venue<'_>,
    open: &[&Known],
    settings: &Settings,
    ui: &mut Ui,
) -> Result<(), Error> {
    let states: Vec<&State> = open.iter().map(|known| &known.state).collect();
    match settings.output {
        OutputFormat::Json => {
            let rollouts = seen::objects(venue, open, &commands(settings)).await;
            let mut document = envelope("rollout-list", Exit::Done.code());
            document.insert("rollouts".to_owned(), Value::Array(rollouts));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => {
            for state in states {
                writeln!(ui.out(), "{}", state.id)?;
            }
        }
        _ => {
            let table = history::table(&states, ui.width);
            write!(ui.out(), "{table}")?;
        }
    }
    Ok(())
}

pub async fn watch(
    args: &WatchArgs,
    strategy: &'static str,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let events = args.report.open(settings)?;
    let venue = Venue::open_to_read(settings, args.mode).await?;
    let mut known = pick(&venue, &args.which, strategy, settings, ui).await?;
    if venue.session.is_embedded() {
        let mut audience = Audience::new(commands(settings), events, ui);
        if !known.is_superseded {
            audience.measured = seen::stand(&venue, &mut known.state).await;
        }
        venue.close().await;
        return left(args, known, (strategy, &audience), settings, ui);
    }
    settings.changing.begin();
    let mut feed = venue.listen(&known).await?;
    let commands = commands(settings);
    let mut audience = Audience::new(commands.clone(), events, ui);
    let watch = Watch { until: args.wait, timeout: args.timeout, on_signal: None, tells: false };
    let follower = Follower::new(&mut feed, &venue, &mut audience, watch);
    let mut ended = follower.follow(ui).await;
    audience.hide();
    if let Ok(ended) = &mut ended {
        audience.measured = seen::confirm(&venue, ended).await;
    }
    venue.close().await;
    let ended = ended?;
    args.report.leave(&ended, &audience, (&commands, settings), ui)?;
    Ok(ended.exit)
}

/// A rollout of a store that nobody holds: nobody drives it, and nothing more is heard of it.
fn left(
    args: &WatchArgs,
    known: Known,
    (strategy, audience): (&'static str, &Audience),
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let commands = commands(settings);
    let position = Position::seen(&known.state, audience.measured.live.as_ref());
    let exit = Exit::from(position.without_driver());
    let is_left = !known.state.is_over();
    let hint = format!("{} {strategy} resume {} does", commands.program, known.state.id);
    let ended = Followed { state: known.state, driver: None, exit };
    args.report.leave(&ended, audience, (&commands, settings), ui)?;
    if is_left {
        ui.warning("nobody drives it now");
        ui.hint(&hint);
    }
    Ok(exit)
}
