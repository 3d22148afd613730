//! `start`: begins a rollout and watches it.

use std::time::Duration;

use jiff::Timestamp;

use crate::cli::Ui;
use crate::cli::args::duration;
use crate::cli::commands::rollout::SpecFlags;
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::feed::Feed;
use crate::cli::commands::rollout::follow::{Followed, Follower, OnSignal, Watch};
use crate::cli::commands::rollout::report::{ReportArgs, Shown};
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::{ModeArg, Venue};
use crate::cli::commands::rollout::{commands, confirm, id, outlook, refused, seen};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::drive::hooks::{HookCaller, Hooks as _};
use crate::output::rollout::measured::Measured;
use crate::output::rollout::words;
use crate::rollout::event::HookOutcome;
use crate::rollout::position::Position;
use crate::rollout::spec::HookPoint;
use crate::rollout::state::State;

/// How long to wait before a hook that is pending is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// Begin a rollout and watch it; the exit code says where the traffic is
#[derive(Debug, clap::Args)]
pub struct StartArgs<S: SpecFlags> {
    #[command(flatten)]
    spec: S,

    /// Who drives the rollout
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,

    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    confirm: Option<String>,

    /// Leave the rollout to the control plane and watch nothing
    #[arg(long, conflicts_with_all = ["wait", "timeout"])]
    detach: bool,

    /// Watch until: done, hold, or stage:N for as long as N stages are not done
    #[arg(long, value_name = "UNTIL", value_parser = until, default_value = "done")]
    wait: Until,

    /// How long to watch at most; the rollout goes on
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,

    /// What a signal means; on a terminal the first Ctrl-C asks
    #[arg(long, value_name = "WHAT", value_enum, default_value = "rollback")]
    on_signal: OnSignal,

    /// Go on where two drivers cannot be kept apart
    #[arg(long)]
    force_unlocked: bool,

    #[command(flatten)]
    report: ReportArgs,
}

/// Reads `done`, `hold`, `stage:3`.
pub fn until(text: &str) -> Result<Until, String> {
    match text {
        "done" => Ok(Until::Done),
        "hold" => Ok(Until::Hold),
        _ => match text.strip_prefix("stage:").map(str::parse) {
            Some(Ok(stages)) if stages > 0 => Ok(Until::Stage(stages)),
            _ => Err("write done, hold or stage:N with a number from 1".to_owned()),
        },
    }
}

pub async fn run<S: SpecFlags>(
    args: &StartArgs<S>,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let events = args.report.open(settings)?;
    let mut venue = Venue::open(settings, args.mode).await?;
    let wanted = outlook::wanted(&args.spec, &venue, settings, ui).await?;
    if args.force_unlocked {
        venue.force_unlocked();
    }
    args.refuse_to_leave(&venue)?;
    let prepared = outlook::prepared(&venue, wanted, args.detach, settings).await?;
    if args.dry_run {
        let exit = outlook::show(&venue, &prepared, settings, ui).await?;
        ui.status("dry run: nothing was written");
        venue.close().await;
        return Ok(exit);
    }
    for warning in &prepared.warnings {
        ui.warning(&warning.to_string());
    }
    let (spec, routes) = (prepared.spec, prepared.routes);
    let state = State::new(id::new(), venue.owner(), spec, routes, Timestamp::now());
    let what = format!(
        "Move the traffic of {} from {} to {} on {}?",
        words::routes(&state),
        words::baseline(&state.spec),
        words::canary(&state.spec),
        venue.session.target
    );
    confirm::confirm(&what, args.confirm.as_deref(), settings, ui).await?;
    preflight(&state, settings).await?;
    let mut signals = Signals::catch()?;
    settings.changing.begin();
    let mut feed = begin(&mut venue, &state, &mut signals, ui).await?;
    let commands = commands(settings);
    for weaker in &venue.weaker {
        ui.status(&format!("weaker here: {weaker}"));
    }
    venue.warn_unguarded(ui);
    ui.status(&format!("started {} ({})", state.spec.name, state.id));
    if args.detach {
        let exit = Exit::from(Position::of(&state));
        let shown = Shown { state: &state, driver: None, measured: &Measured::default() };
        args.report.result(&shown, exit, (&commands, settings), ui)?;
        venue.close().await;
        return Ok(exit);
    }
    let mut audience = Audience::new(commands.clone(), events, ui);
    let ended = args.follow((&mut feed, signals), &venue, &mut audience, ui).await;
    audience.hide();
    feed.leave().await;
    let ended = seen::confirm(&venue, ended).await;
    venue.close().await;
    let (ended, measured) = ended?;
    audience.measured = measured;
    args.report.leave(&ended, &audience, (&commands, settings), ui)?;
    Ok(ended.exit)
}

/// A flag that leaves a rollout where only this process would drive it.
pub fn nobody_drives(flag: &str) -> Error {
    Error::usage(format!("{flag} leaves the rollout, and nobody would drive it"))
        .hint("a server drives rollouts by itself: weir serve")
}

impl<S: SpecFlags> StartArgs<S> {
    /// Refuses to leave a rollout that nobody else would drive.
    fn refuse_to_leave(&self, venue: &Venue<'_>) -> Result<(), Error> {
        if !venue.drives_here() {
            return Ok(());
        }
        let flag = match (self.detach, self.wait, self.timeout) {
            (true, ..) => "--detach",
            (_, Until::Hold | Until::Stage(_), _) => "--wait",
            (.., Some(_)) => "--timeout",
            _ if self.on_signal == OnSignal::Detach => "--on-signal detach",
            _ => return Ok(()),
        };
        Err(nobody_drives(flag))
    }

    async fn follow(
        &self,
        (feed, signals): (&mut Feed, Signals),
        venue: &Venue<'_>,
        audience: &mut Audience,
        ui: &mut Ui,
    ) -> Result<Followed, Error> {
        let watch = Watch {
            until: self.wait,
            timeout: self.timeout,
            on_signal: Some(self.on_signal),
            tells: false,
        };
        Follower::new(feed, venue, audience, watch).follow(signals, ui).await
    }
}

/// Begins the rollout. What is begun is not cut off by a signal, which then means what it means to one
/// that runs; a second one leaves it.
async fn begin(
    venue: &mut Venue<'_>,
    state: &State,
    signals: &mut Signals,
    ui: &mut Ui,
) -> Result<Feed, Error> {
    let told = || ui.say("it is being started; then the signal counts; once more to leave at once");
    match signals.keep_for(Box::pin(venue.begin(state.clone())), told).await {
        Ok(begun) => begun.map_err(refused),
        Err(exit) => Err(Error::new(exit, "interrupted while the rollout was started")
            .hint("`weir canary status` shows whether it was")
            .hint("`weir canary reap` gives back what it had locked")),
    }
}

/// Calls the hooks that may refuse the rollout, each until it says yes or no or its time is over.
async fn preflight(state: &State, settings: &Settings) -> Result<(), Error> {
    let environment = settings.environment.clone();
    let (caller, _) = HookCaller::new(move |name| environment.get(name).map(str::to_owned));
    for (place, hook) in state.spec.hooks_at(HookPoint::Preflight) {
        let refused = |why: String| {
            let message = format!("the hook `{}` said no: {why}", hook.name);
            Error::new(Exit::Refused, message).code(outlook::REFUSED).hint("nothing was written")
        };
        let asking = async {
            loop {
                match caller.call(state, place).await {
                    HookOutcome::Ok => return Ok(()),
                    HookOutcome::Failed { why } => return Err(refused(why)),
                    HookOutcome::Pending { .. } => tokio::time::sleep(AGAIN).await,
                }
            }
        };
        // A hook ends by itself after its timeout; one that is pending has as long again.
        let attempts = u32::from(hook.retries) + 2;
        match tokio::time::timeout(hook.timeout.get() * attempts, asking).await {
            Ok(asked) => asked?,
            Err(_) => return Err(refused("it was pending for too long".to_owned())),
        }
    }
    Ok(())
}
