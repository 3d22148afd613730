//! `history`: which rollouts there were, and all that one of them announced.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::find::pick;
use crate::cli::commands::rollout::venue::{ModeArg, Venue};
use crate::cli::commands::rollout::{Which, commands, seen};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::output::json::{envelope, text};
use crate::output::rollout::{event, history, now, words};
use crate::output::style::printable;
use crate::rollout::state::State;

/// List the rollouts that are known, or everything that one announced
#[derive(Debug, clap::Args)]
pub struct HistoryArgs {
    #[command(flatten)]
    which: Which,

    /// Where rollouts are looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,
}

pub async fn run(
    args: &HistoryArgs,
    strategy: &'static str,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let mut venue = Venue::open_to_read(settings, args.mode).await?;
    if args.which.rollout.is_some() {
        let known = pick(&mut venue, &args.which, strategy, settings, ui).await?;
        let told = one(&venue, &known, settings, ui).await;
        venue.close().await;
        return told.map(|()| Exit::Done);
    }
    let (all, unread) = venue.list().await?;
    for line in &unread {
        ui.warning(line);
    }
    let is_meant = |known: &&Known| words::strategy(&known.state.spec.strategy) == strategy;
    let mut all: Vec<&Known> = all.iter().filter(is_meant).collect();
    all.sort_by_key(|known| std::cmp::Reverse(known.state.started));
    let rollouts = match settings.output {
        OutputFormat::Json => seen::objects(&venue, &all, &commands(settings)).await?,
        _ => Vec::new(),
    };
    venue.close().await;
    let states: Vec<&State> = all.iter().map(|known| &known.state).collect();
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("rollout-list", Exit::Done.code());
            document.insert("rollouts".to_owned(), Value::Array(rollouts));
            writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        }
        OutputFormat::Name => {
            for state in &states {
                writeln!(ui.out(), "{}", state.id)?;
            }
        }
        _ if states.is_empty() => ui.status(&format!("no {strategy} rollout is known")),
        _ => {
            let table = history::table(&states, ui.width);
            write!(ui.out(), "{table}")?;
        }
    }
    Ok(Exit::Done)
}

/// The journal of one rollout.
async fn one(
    venue: &Venue<'_>,
    known: &Known,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<(), Error> {
    let state = &known.state;
    let entries = venue.entries(&state.id).await?;
    if settings.output == OutputFormat::Json {
        let mut document = envelope("rollout-history", Exit::Done.code());
        let shown = seen::objects(venue, &[known], &commands(settings)).await?;
        document.extend(shown.into_iter().map(|rollout| ("rollout".to_owned(), rollout)));
        let events = entries.iter().map(|entry| event::object(entry, state));
        document.insert("events".to_owned(), Value::Array(events.collect()));
        document.insert("spec".to_owned(), json!(state.spec.without_secrets()));
        writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
        return Ok(());
    }
    if settings.output == OutputFormat::Name {
        writeln!(ui.out(), "{}", state.id)?;
        return Ok(());
    }
    let table = history::table(&[state], ui.width);
    write!(ui.out(), "{table}{}", history::journal(&entries, state))?;
    if known.later.is_none() {
        let mut state = state.clone();
        let live = seen::stand(venue, &mut state).await.live;
        for line in live.map(|live| now::lines(&state, &live)).unwrap_or_default() {
            writeln!(ui.out(), "now   {}", printable(&line))?;
        }
    }
    if let Some(later) = &known.later {
        writeln!(ui.out(), "since {}", printable(&format!("{later} has begun on these routes")))?;
    }
    if entries.is_empty() {
        ui.status("its journal is on the machine that drove it");
    }
    Ok(())
}
