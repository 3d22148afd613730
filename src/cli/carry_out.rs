//! Carries out a plan for `apply`, `delete` and `undo`: question, lock, progress, report, exit code.

pub mod ask;
pub mod flags;
pub mod left_tags;
mod lock;
mod progress;
mod record;
mod report;
mod rollback;
mod traffic;

use std::time::{Duration, Instant};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::copies::CopyArgs;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::runs::{About, Run};
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::wait::{Before, WaitArgs, Waited};
use crate::execute::{OnError, Report};
use crate::model::{FieldPath, ResourceId};
use crate::output::change::{Locate, View};
use crate::output::secret::{IsSensitive, Secrets};
use crate::output::style::Palette;
use crate::plan::Plan;
use crate::plan::saved::SavedPlan;

pub use ask::guard;
use flags::CarryOutArgs;
use lock::Locks;
pub use lock::who;
pub use progress::part;
use record::Record;

/// What is carried out, and how it is told.
pub struct Errand<'a> {
    /// The name of the command, which is the schema of its JSON too.
    pub command: &'static str,
    pub plan: &'a Plan,
    /// The same plan as it is remembered.
    pub saved: &'a SavedPlan,
    /// Which of its steps are done already.
    pub done: &'a [bool],
    pub output: OutputFormat,
    pub locate: Locate<'a>,
    /// What is not shown, besides what is secret by its place.
    pub is_secret: IsSensitive<'a>,
    pub args: &'a CarryOutArgs,
    /// Whether to wait for the proxies.
    pub wait: Option<&'a WaitArgs>,
    /// What is worth a word before it is done.
    pub notes: &'a [String],
    /// Where the report goes too, if the command can do that.
    pub copies: Option<&'a CopyArgs>,
}

impl<'a> Errand<'a> {
    /// A plan that was made from no documents, with nothing done and nothing more to say; what is
    /// different is set on it.
    pub fn new(
        command: &'static str,
        (plan, saved): (&'a Plan, &'a SavedPlan),
        settings: &Settings,
        args: &'a CarryOutArgs,
    ) -> Self {
        Self {
            command,
            plan,
            saved,
            done: &[],
            output: settings.output,
            locate: &nowhere,
            is_secret: &|_, _| false,
            args,
            wait: None,
            notes: &[],
            copies: None,
        }
    }

    /// How its changes are shown.
    fn view(&self, palette: Palette, width: Option<usize>) -> View<'_> {
        let secrets = Secrets::Hidden(self.is_secret);
        View { secrets, width, ..View::plain(palette, self.locate) }
    }

    /// Writes the report to the files that were named for it; answers how the run ends then.
    fn copy(&self, exit: Exit, ui: &mut Ui, text: impl Fn(OutputFormat) -> String) -> Exit {
        self.copies.map_or(exit, |copies| copies.write(exit, ui, text))
    }

    /// Whether nothing is left to do.
    fn is_done(&self) -> bool {
        let is_open = |index| !self.done.get(index).copied().unwrap_or(false);
        !(0..self.plan.steps.len()).any(is_open)
    }

    fn meshes(&self) -> Vec<String> {
        let mut meshes: Vec<String> =
            self.plan.steps.iter().map(|step| step.action.id().mesh().to_owned()).collect();
        meshes.sort_unstable();
        meshes.dedup();
        meshes
    }
}

/// A plan that was saved, or made without documents, knows none.
pub fn nowhere(_: &ResourceId, _: &FieldPath) -> Option<String> {
    None
}

/// How it went.
struct Finished<'a> {
    report: &'a Report,
    /// The name of the run.
    run: &'a str,
    /// Whether the run is remembered, so that it can be resumed and undone.
    remembered: bool,
    /// What became of the wait for proxies, if there was one.
    waited: Option<&'a Waited>,
    /// Where traffic goes now, if not everything was done.
    traffic: Vec<String>,
    /// How many steps were undone again, and whether that was all of them.
    rolled_back: Option<rollback::RolledBack>,
    exit: Exit,
    took: Duration,
}

/// Shows the plan, asks, carries it out and reports. A run that is taken up again is written on.
pub async fn carry_out(
    errand: &Errand<'_>,
    taken_up: Option<Run>,
    session: Session,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    for note in errand.notes {
        ui.warning(note);
    }
    if errand.is_done() || errand.args.dry_run {
        return nothing_done(errand, taken_up, session, ui).await;
    }
    let performed = perform(errand, taken_up, session, settings, ui).await?;
    tell(errand, performed, ui).await
}

/// What became of a plan.
pub struct Performed {
    pub session: Session,
    pub about: About,
    pub report: Report,
    /// What became of the wait for proxies, if there was one.
    pub waited: Option<Waited>,
    pub exit: Exit,
    record: Record,
    rolled_back: Option<rollback::RolledBack>,
    took: Duration,
}

impl Performed {
    /// Says what could not be written down.
    pub fn complain(&self, ui: &mut Ui) {
        self.record.complain(ui);
    }
}

/// Asks where that is needed, and carries a plan out; reports nothing.
pub async fn perform(
    errand: &Errand<'_>,
    taken_up: Option<Run>,
    mut session: Session,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Performed, Error> {
    if ask::is_needed(errand.args, settings)? {
        // While somebody thinks, others may use the data directory; what they change in between
        // is found out by the versions that the plan saw.
        let target = session.target.clone();
        session.close();
        ask::ask(errand, settings, &target, ui).await?;
        session = Session::open(settings).await?;
    }
    let about = match &taken_up {
        Some(run) => run.about.clone(),
        None => About::now(errand.command, errand.args.message.as_deref(), &settings.environment),
    };
    let locks = Locks::take(&session, errand.meshes(), &about, errand.args, ui).await?;
    settings.changing.begin();
    let mut record = Record::begin(taken_up, &about, errand.saved, settings);
    let ended = work(errand, &session, &about, (&locks, &mut record), ui).await;
    // Whoever leaves at once does not wait for an answer; the lock ends with its lease.
    if !ended.as_ref().is_ok_and(|ended| ended.left) {
        locks.give_back(&session.client).await;
    }
    let Ended { report, signal, took, rolled_back, .. } = ended?;
    let exit = exit_of(&report, signal, rolled_back.as_ref());
    let (waited, exit) = match (exit, errand.wait) {
        (Exit::Done, Some(wait)) => {
            wait.converge(&session.client, &errand.plan.meshes(), Before::Changed, ui).await
        }
        (exit, _) => (None, exit),
    };
    record.end(&report, errand.plan, exit);
    Ok(Performed { session, about, report, waited, exit, record, rolled_back, took })
}

/// Reports what became of a plan.
pub async fn tell(errand: &Errand<'_>, performed: Performed, ui: &mut Ui) -> Result<Exit, Error> {
    let Performed { session, about, report, waited, exit, record, rolled_back, took } = performed;
    let traffic = match exit {
        Exit::Partly | Exit::Failed if rolled_back.is_none() => {
            traffic::lines(&session, errand.plan).await
        }
        _ => Vec::new(),
    };
    let result = Finished {
        report: &report,
        run: &about.id,
        remembered: record.is_kept(),
        waited: waited.as_ref(),
        traffic,
        rolled_back,
        exit,
        took,
    };
    record.complain(ui);
    let told = report::tell(errand, &session, &result, ui);
    let told = told.and_then(|exit| ui.finish().map(|()| exit));
    let exit = told.as_ref().copied().unwrap_or(exit);
    if let Err(error) = told {
        // What was done is done, whether anybody reads of it or not.
        ui.discard();
        ui.say(&report::outcome(errand.plan, &session, &result));
        ui.warning(&format!("the report could not be written to stdout: {error}"));
    }
    session.close();
    Ok(exit)
}

/// The end of a run that has nothing to do, or shows only.
async fn nothing_done(
    errand: &Errand<'_>,
    taken_up: Option<Run>,
    session: Session,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    // What others changed may still be on its way.
    let (waited, exit) = match errand.wait {
        Some(wait) if !errand.args.dry_run => {
            wait.converge(&session.client, &errand.plan.meshes(), Before::Unchanged, ui).await
        }
        _ => (None, Exit::Done),
    };
    if let (Some(run), false) = (taken_up, errand.args.dry_run) {
        // Where it was killed, it could not give its locks back.
        Locks::of(&run.about, errand.meshes()).give_back(&session.client).await;
        Record::of(run).end_done(errand.plan.steps.len());
    }
    let exit = report::show(errand, &session, (waited.as_ref(), exit), ui)?;
    session.close();
    Ok(exit)
}

/// How the work ended.
struct Ended {
    report: Report,
    signal: Option<Exit>,
    /// Whether a second signal ended it.
    left: bool,
    rolled_back: Option<rollback::RolledBack>,
    took: Duration,
}

async fn work(
    errand: &Errand<'_>,
    session: &Session,
    about: &About,
    (locks, record): (&Locks, &mut Record),
    ui: &mut Ui,
) -> Result<Ended, Error> {
    let started = Instant::now();
    let on_error = OnError::from(errand.args.on_error);
    let job = progress::Job { plan: errand.plan, done: errand.done, on_error, run: about.uuid };
    let ended = progress::run(&job, session, locks, record, ui).await?;
    let progress::Worked { report, signal, left } = ended;
    let failed = report.failed() + report.unknown() > 0;
    let rolled_back = if failed && signal.is_none() && on_error == OnError::Rollback {
        Some(rollback::roll_back((errand.saved, &report), session, locks, record, ui).await?)
    } else {
        None
    };
    Ok(Ended { report, signal, left, rolled_back, took: started.elapsed() })
}

fn exit_of(
    report: &Report,
    signal: Option<Exit>,
    rolled_back: Option<&rollback::RolledBack>,
) -> Exit {
    // Where all was done in spite of a signal, it is done.
    if report.is_whole() {
        return Exit::Done;
    }
    if let Some(signal) = signal {
        return signal;
    }
    match rolled_back {
        Some(rolled_back) if rolled_back.whole => Exit::Failed,
        Some(_) => Exit::Partly,
        None => report::exit_of(report),
    }
}
