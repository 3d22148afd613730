//! What people tell a rollout: yes, no, wait, go on, to the end, back.

use std::time::Duration;

use jiff::Timestamp;

use crate::cli::Ui;
use crate::cli::args::duration;
use crate::cli::commands::rollout::audience::Audience;
use crate::cli::commands::rollout::feed::Feed;
use crate::cli::commands::rollout::find::{Known, pick};
use crate::cli::commands::rollout::follow::{Follower, OnSignal, Watch, declined};
use crate::cli::commands::rollout::report::ReportArgs;
use crate::cli::commands::rollout::told::{self, Told};
use crate::cli::commands::rollout::until::Until;
use crate::cli::commands::rollout::venue::{Mode, ModeArg, Venue};
use crate::cli::commands::rollout::word::{asked, promoted, switching, waits_for_a_word};
use crate::cli::commands::rollout::{Which, commands, confirm, refused, seen, start};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::drive::heard::is_answered;
use crate::output::rollout::{now, words};
use crate::rollout::event::Wish;
use crate::rollout::live::Standing;
use crate::rollout::state::{Phase, State};

/// Flags of everything that tells a rollout something.
#[derive(Debug, Clone, clap::Args)]
pub struct TellArgs {
    #[command(flatten)]
    which: Which,

    /// Where the rollout is looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,

    /// Watch the rollout afterwards; the exit code then says where the traffic is
    #[arg(long)]
    watch: bool,

    /// How long to watch at most; the rollout goes on
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,

    /// What a signal means where this run drives the rollout; on a terminal the first Ctrl-C asks
    #[arg(long, value_name = "WHAT", value_enum, default_value = "rollback")]
    on_signal: OnSignal,

    #[command(flatten)]
    report: ReportArgs,
}

/// Give an approval that a rollout waits for
///
/// Where nobody drives the rollout it is refused; with --watch this command then drives it.
#[derive(Debug, clap::Args)]
pub struct ApproveArgs {
    /// Which approval: its name, or the number that tells it from the next one
    #[arg(long, value_name = "NAME")]
    gate: String,

    #[command(flatten)]
    tell: TellArgs,
}

/// Refuse an approval that a rollout waits for; the traffic goes back to the baseline
#[derive(Debug, clap::Args)]
pub struct DenyArgs {
    /// Which approval: its name, or the number that tells it from the next one
    #[arg(long, value_name = "NAME")]
    gate: String,

    #[command(flatten)]
    tell: TellArgs,
}

/// Leave the traffic as it is until somebody resumes the rollout
///
/// Also while it waits for an approval or a window, or is held: an approval may be given meanwhile,
/// and its deadline does not run; nothing goes on before a resume. The deadline of the whole rollout
/// still takes it back. Where nobody drives the rollout it is refused; with --watch this command then
/// drives it.
#[derive(Debug, clap::Args)]
pub struct PauseArgs {
    #[command(flatten)]
    tell: TellArgs,
}

/// Go on with a rollout that is held, or that nobody drives any more
///
/// Of one that runs, or is over, it shows how it stands, or watches it with --watch.
#[derive(Debug, clap::Args)]
pub struct ResumeArgs {
    /// Write the weights of the rollout over those that somebody else wrote
    #[arg(long, conflicts_with = "adopt")]
    reassert: bool,

    /// Take the weights that somebody else wrote, and go on from there
    #[arg(long)]
    adopt: bool,

    #[command(flatten)]
    tell: TellArgs,
}

/// Go to the last weight at once, without further gates
#[derive(Debug, clap::Args)]
pub struct PromoteArgs {
    /// Say that no gate is to be asked any more
    #[arg(long, required = true)]
    skip_gates: bool,

    /// Why; it is kept with the rollout
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    confirm: Option<String>,

    #[command(flatten)]
    tell: TellArgs,
}

/// Take all traffic back to the baseline now; it needs neither spec nor metrics
#[derive(Debug, clap::Args)]
pub struct AbortArgs {
    /// Why; it is kept with the rollout
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    #[command(flatten)]
    tell: TellArgs,
}

/// Take the baseline out of the routes, once it gets no requests and was kept for long enough
#[derive(Debug, clap::Args)]
pub struct FinishArgs {
    /// Do it at once, for this reason; it is kept with the rollout
    #[arg(long, value_name = "REASON")]
    force: Option<String>,

    #[command(flatten)]
    tell: TellArgs,
}

/// Switch all traffic to the new node, if the rollout waits before its switch
///
/// It is watched until its bake is over, since it may go back until then; the exit code says where
/// the traffic is.
#[derive(Debug, clap::Args)]
pub struct SwitchArgs {
    /// Switch though gates and hooks have not said yes, for this reason
    #[arg(long, value_name = "REASON")]
    skip_gates: Option<String>,

    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    confirm: Option<String>,

    #[command(flatten)]
    tell: TellArgs,
}

impl TellArgs {
    /// Refuses to leave a rollout that nobody else would drive.
    fn refuse_to_leave(&self, venue: &Venue<'_>) -> Result<(), Error> {
        let detaches = self.on_signal == OnSignal::Detach;
        let flag = self.timeout.map(|_| "--timeout").or(detaches.then_some("--on-signal detach"));
        match flag.filter(|_| venue.drives_here()) {
            Some(flag) => Err(start::nobody_drives(flag)),
            None => Ok(()),
        }
    }
}

/// A rollout, and who is asked and told about it.
type Strategy = &'static str;

pub async fn approve(
    args: &ApproveArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |state: &State, _: &Venue<'_>| {
        Ok(Some(Wish::Approve { number: asked(state, &args.gate)? }))
    };
    tell(&args.tell, strategy, (wish, After::Nothing), settings, ui).await
}

pub async fn deny(
    args: &DenyArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish =
        |state: &State, _: &Venue<'_>| Ok(Some(Wish::Deny { number: asked(state, &args.gate)? }));
    tell(&args.tell, strategy, (wish, After::Watch(Until::Back)), settings, ui).await
}

pub async fn pause(
    args: &PauseArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |_: &State, _: &Venue<'_>| Ok(Some(Wish::Pause));
    tell(&args.tell, strategy, (wish, After::Hold), settings, ui).await
}

pub async fn resume(
    args: &ResumeArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |state: &State, venue: &Venue<'_>| {
        Ok(match (args.reassert, args.adopt) {
            (true, _) => Some(Wish::Reassert),
            (_, true) => Some(Wish::Adopt),
            // All that it may lack is a driver.
            _ if !matches!(state.phase, Phase::Held(_)) => None,
            _ if venue.drives_here() && !waits_for_a_word(state) => None,
            _ => Some(Wish::Resume),
        })
    };
    tell(&args.tell, strategy, (wish, After::Nothing), settings, ui).await
}

pub async fn promote(
    args: &PromoteArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    confirm::confirm("Go to the last weight?", args.confirm.as_deref(), settings, ui).await?;
    let wish = |_: &State, _: &Venue<'_>| Ok(Some(Wish::Promote { reason: args.reason.clone() }));
    tell(&args.tell, strategy, (wish, After::Nothing), settings, ui).await
}

pub async fn abort(
    args: &AbortArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |state: &State, _: &Venue<'_>| {
        // Where nothing is under way, this may be somebody else's from last week.
        if args.tell.which.rollout.is_none() && matches!(state.phase, Phase::Promoted { .. }) {
            return Err(promoted(state, strategy, settings));
        }
        Ok(Some(Wish::Abort { reason: args.reason.clone() }))
    };
    tell(&args.tell, strategy, (wish, After::Watch(Until::Back)), settings, ui).await
}

/// The same for what is switched: that is what the word says.
pub async fn switch_back(
    args: &AbortArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |_: &State, _: &Venue<'_>| Ok(Some(Wish::Abort { reason: args.reason.clone() }));
    tell(&args.tell, strategy, (wish, After::Watch(Until::Back)), settings, ui).await
}

pub async fn finish(
    args: &FinishArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let wish = |_: &State, _: &Venue<'_>| Ok(Some(Wish::Finish { force: args.force.clone() }));
    tell(&args.tell, strategy, (wish, After::Watch(Until::Finished)), settings, ui).await
}

pub async fn switch(
    args: &SwitchArgs,
    strategy: Strategy,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    confirm::confirm("Switch all traffic?", args.confirm.as_deref(), settings, ui).await?;
    let wish = |state: &State, _: &Venue<'_>| switching(state, args.skip_gates.as_ref()).map(Some);
    // Before its bake is over it may still go back.
    tell(&args.tell, strategy, (wish, After::Watch(Until::Done)), settings, ui).await
}

/// What a command waits for after it told a rollout something.
#[derive(Debug, Clone, Copy)]
enum After {
    Nothing,
    /// Nothing where others drive the rollout, else until it is held.
    Hold,
    Watch(Until),
}

impl After {
    /// Until when to watch where that is wanted, or nobody else drives the rollout.
    fn until(self, watches: bool) -> Option<Until> {
        match self {
            Self::Watch(until) => Some(until),
            Self::Hold if watches => Some(Until::Hold),
            Self::Nothing if watches => Some(Until::Done),
            Self::Nothing | Self::Hold => None,
        }
    }

    /// Whether it is to go back, and is back; or to be finished, and that was begun.
    fn is_begun(self, state: &State) -> bool {
        matches!(
            (self, &state.phase),
            (Self::Watch(Until::Back), Phase::RolledBack { .. })
                | (Self::Watch(Until::Finished), Phase::Finishing { .. } | Phase::Finished)
        )
    }
}

/// Tells a rollout something, and watches as far as is wanted or needed.
async fn tell(
    args: &TellArgs,
    strategy: Strategy,
    (wish, after): (impl Fn(&State, &Venue<'_>) -> Result<Option<Wish>, Error>, After),
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let events = args.report.open(settings)?;
    let mut venue = Venue::open(settings, args.mode).await?;
    let known = pick(&mut venue, &args.which, strategy, settings, ui).await?;
    args.refuse_to_leave(&venue)?;
    let report = (&args.report, settings);
    let commands = commands(settings);
    // To go back or to finish twice is as good as once. Where only the lock is left, it is given back.
    let wish = if after.is_begun(&known.state) { None } else { wish(&known.state, &venue)? };
    if wish.is_none() && needs_nothing(args, &venue, &known).await? {
        if !known.state.is_over() {
            ui.status("it runs already");
        }
        return Box::pin(told::stand(venue, known, report, ui)).await;
    }
    if let Some(why) = why_not(&venue, &known, wish.as_ref()).await {
        venue.close().await;
        return Err(why);
    }
    let signals = Signals::catch()?;
    settings.changing.begin();
    let is_wish = wish.is_some();
    let drives = args.watch || matches!(after, After::Watch(_));
    let told = Box::pin(venue.tell(&known, wish, drives)).await.map_err(refused)?;
    let (mut feed, told) = match told {
        Told::Heard(feed, told) => (feed, told),
        Told::Unanswered(why) => {
            return Box::pin(told::unanswered(venue, known, &why, report, ui)).await;
        }
    };
    venue.warn_unguarded(ui);
    let mut audience = Audience::new(commands.clone(), events, ui);
    if let Some(error) = declined(&told)
        && !went_back(&mut feed, after).await
    {
        audience.tell(&told, &known.state, ui);
        audience.hide();
        feed.leave().await;
        venue.close().await;
        return Err(error);
    }
    // A driver of another process may have heard it.
    let is_ours = venue.session.is_embedded() || !feed.goes_on();
    let until = after.until(args.watch || is_ours);
    // Who watches a driver elsewhere reads all of its journal.
    if until.is_none() || !matches!(feed, Feed::Tags(_)) {
        audience.tell(&told, &known.state, ui);
    }
    let Some(until) = until else {
        audience.hide();
        if !is_answered(&told) {
            return Box::pin(told::unanswered(venue, known, told::ONLY_HEARD, report, ui)).await;
        }
        ui.status(&format!("told {} ({})", known.state.spec.name, known.state.id));
        venue.close().await;
        return Ok(Exit::Done);
    };
    // What was answered did fit; what is declined later was somebody else's.
    let tells = is_wish && venue.mode == Mode::Client && !is_answered(&told);
    let on_signal = is_ours.then_some(args.on_signal);
    let watch = Watch { until, timeout: args.timeout, on_signal, tells };
    let ended = Follower::new(&mut feed, &venue, &mut audience, watch).follow(signals, ui).await;
    audience.hide();
    feed.leave().await;
    let ended = seen::confirm(&venue, ended).await;
    venue.close().await;
    let (ended, measured) = ended?;
    audience.measured = measured;
    args.report.leave(&ended, &audience, (&commands, settings), ui)?;
    Ok(ended.exit)
}

/// Whether somebody else has taken back meanwhile what was to be taken back.
async fn went_back(feed: &mut Feed, after: After) -> bool {
    let After::Watch(until @ Until::Back) = after else { return false };
    feed.next(Duration::ZERO).await.is_ok_and(|heard| until.is_reached(&heard.state))
}

/// Why a wish would come to nothing, as far as that can be told without taking the rollout over.
async fn why_not(venue: &Venue<'_>, known: &Known, wish: Option<&Wish>) -> Option<Error> {
    let refused = |message: String| Error::new(Exit::Refused, message);
    if let Some(later) = &known.later {
        return Some(refused(format!("it is over: {later} has begun on its routes")));
    }
    let mut state = known.state.clone();
    match (wish?, &state.phase) {
        (Wish::Finish { force }, _) => {
            let why = state.why_not_finish(force.is_some(), Timestamp::now())?;
            Some(refused(format!("cannot finish: {why}")))
        }
        // It would look, and be held again at once. What is beneath a pause comes first.
        (Wish::Resume, Phase::Held(held)) if held.awaits_word() => {
            let live = seen::stand(venue, &mut state).await.live?;
            if let Some((route, standing)) = live.gone(&state).next() {
                let name = words::route(&route.route);
                let what = match standing {
                    Standing::Remade(_) => words::REMADE,
                    _ => "is gone",
                };
                let error = refused(format!("cannot resume: {name} {what}"));
                return Some(error.hint("abort ends the rollout"));
            }
            if let Some(node) = live.lacking(&state).next() {
                let name = &node.virtual_node;
                let error = refused(format!("cannot resume: the node {name} is gone"));
                return Some(error.hint("make it again first; or abort ends the rollout"));
            }
            if !live.needs_word(&state) {
                return None;
            }
            let lines = now::lines(&state, &live).join("; ");
            let why = format!("cannot resume: somebody else changed the weights: {lines}");
            let error = refused(why).hint("--reassert writes the weights of the rollout again");
            Some(error.hint("--adopt goes on from the weights that are there"))
        }
        _ => None,
    }
}

/// Whether a rollout that is told nothing is as it should be, and is only to be shown.
async fn needs_nothing(args: &TellArgs, venue: &Venue<'_>, known: &Known) -> Result<bool, Error> {
    if known.later.is_some() {
        return Ok(known.state.is_over());
    }
    if known.state.is_over() {
        return Ok(!known.state.previewed && !venue.is_unreleased(known).await?);
    }
    // Others drive it.
    Ok(!venue.drives_here() && !args.watch)
}
