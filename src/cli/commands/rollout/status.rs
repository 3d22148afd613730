//! `status` and `watch`: how rollouts stand, from any machine.

use std::time::Duration;

use serde_json::Value;

use crate::cli::Ui;
use crate::cli::args::{OutputFormat, duration};
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::find::pick;
use crate::cli::commands::rollout::follow::{Followed, Follower, Watch};
use crate::cli::commands::rollout::report::{self, ReportArgs, Shown};
use crate::cli::commands::rollout::seen::Stood;
use crate::cli::commands::rollout::start::until;
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::{ModeArg, Venue};
use crate::cli::commands::rollout::{Which, commands, seen};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::output::json::{envelope, text};
use crate::output::rollout::{history, words};
use crate::rollout::position::Position;
use crate::rollout::state::State;

/// Show how a rollout stands; the exit code says where its traffic is
///
/// Without a name, and where several are not over, all of them are listed, and the exit code is that
/// of the one that is worst off.
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
    let mut venue = Venue::open_to_read(settings, args.mode).await?;
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
            let all = seen::all(&venue, &open).await;
            venue.close().await;
            return list(&all?, settings, ui);
        }
    }
    let known = pick(&mut venue, &args.which, strategy, settings, ui).await?;
    let stood = seen::stood(&venue, &known).await;
    venue.close().await;
    let Stood { state, driver, measured, position, is_left } = stood?;
    let exit = Exit::from(position);
    let shown = Shown { state: &state, driver: driver.as_deref(), measured: &measured };
    report::result(&shown, exit, (&commands, settings), ui)?;
    if is_left {
        ui.warning("nobody drives it now");
        ui.hint(&format!("{} {strategy} resume {} does", commands.program, state.id));
    }
    Ok(exit)
}

/// Several rollouts, one row each. The exit code is that of the one that is worst off.
fn list(all: &[Stood], settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let worst = all.iter().map(|one| one.position).max();
    let exit = worst.map_or(Exit::Done, Exit::from);
    let states: Vec<&State> = all.iter().map(|one| &one.state).collect();
    match settings.output {
        OutputFormat::Json => {
            let commands = commands(settings);
            let rollouts = all.iter().map(|one| one.json(&commands)).collect();
            let mut document = envelope("rollout-list", exit.code());
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
    Ok(exit)
}

pub async fn watch(
    args: &WatchArgs,
    strategy: &'static str,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let events = args.report.open(settings)?;
    let mut venue = Venue::open_to_read(settings, args.mode).await?;
    let mut known = pick(&mut venue, &args.which, strategy, settings, ui).await?;
    if venue.session.is_embedded() || known.later.is_some() {
        let mut audience = Audience::new(commands(settings), events, ui);
        match &known.later {
            None => audience.measured = seen::stand(&venue, &mut known.state).await,
            Some(_) => audience.measured.later.clone_from(&known.later),
        }
        venue.close().await;
        return left(args, known, (strategy, &audience), settings, ui);
    }
    let signals = Signals::catch()?;
    settings.changing.begin();
    let mut feed = venue.listen(&known).await?;
    let commands = commands(settings);
    let mut audience = Audience::new(commands.clone(), events, ui);
    let watch = Watch { until: args.wait, timeout: args.timeout, on_signal: None, tells: false };
    let follower = Follower::new(&mut feed, &venue, &mut audience, watch);
    let ended = Box::pin(follower.follow(signals, ui)).await;
    audience.hide();
    let ended = seen::confirm(&venue, ended).await;
    venue.close().await;
    let (ended, measured) = ended?;
    audience.measured = measured;
    args.report.leave(&ended, &audience, (&commands, settings), ui)?;
    Ok(ended.exit)
}

/// A rollout of a store that nobody holds, or whose routes another one has: nobody drives it, and
/// nothing more is heard of it.
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
    let is_left = !known.state.is_over() && known.later.is_none();
    let hint = format!("{} {strategy} resume {} does", commands.program, known.state.id);
    let ended = Followed { state: known.state, driver: None, exit, turned_to: None };
    args.report.leave(&ended, audience, (&commands, settings), ui)?;
    if is_left {
        ui.warning("nobody drives it now");
        ui.hint(&hint);
    }
    Ok(exit)
}
