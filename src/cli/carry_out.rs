//! Carries out a plan for `apply` and `delete`: question, progress, report, exit code.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::error::{Error, classify};
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::cli::wait::{Before, WaitArgs, Waited};
use crate::client::ClientError;
use crate::execute::{self, Outcome, Report, Skipped, Stop};
use crate::output::change::{self, Locate};
use crate::output::count::Count;
use crate::output::json::{envelope, text};
use crate::output::style::printable;
use crate::output::table;
use crate::plan::{Counts, Plan};

/// What is carried out, and how it is told.
pub struct Errand<'a> {
    /// The name of the command, which is the schema of its JSON too.
    pub command: &'static str,
    pub plan: &'a Plan,
    pub output: OutputFormat,
    pub locate: Locate<'a>,
    /// Whether to do it without asking.
    pub yes: bool,
    /// Whether to show it only.
    pub dry_run: bool,
    /// Whether to wait for the proxies.
    pub wait: Option<&'a WaitArgs>,
}

/// Shows the plan, asks, carries it out and reports.
pub async fn carry_out(
    errand: &Errand<'_>,
    mut session: Session,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let plan = errand.plan;
    if plan.is_empty() || errand.dry_run {
        // What others changed may still be on its way.
        let (waited, exit) = match errand.wait {
            Some(wait) if !errand.dry_run => {
                wait.converge(&session.client, &plan.meshes(), Before::Unchanged, ui).await
            }
            _ => (None, Exit::Done),
        };
        show(errand, &session, (waited.as_ref(), exit), ui)?;
        session.close();
        return Ok(exit);
    }
    if !errand.yes {
        // While somebody thinks, others may use the data directory; what they change in between
        // is found out by the versions that the plan saw.
        let target = session.target.clone();
        session.close();
        ask(errand, &target, ui).await?;
        session = Session::open(settings).await?;
    }
    settings.changing.begin();
    let started = Instant::now();
    let (report, ended) = run(plan, &session, ui).await?;
    // Where all was done in spite of a signal, it is done.
    let exit = match exit_of(&report) {
        Exit::Done => Exit::Done,
        exit => ended.unwrap_or(exit),
    };
    let took = started.elapsed();
    let (waited, exit) = match (exit, errand.wait) {
        (Exit::Done, Some(wait)) => {
            wait.converge(&session.client, &plan.meshes(), Before::Changed, ui).await
        }
        (exit, _) => (None, exit),
    };
    let result = Finished { report: &report, waited: waited.as_ref(), exit, took };
    let told = tell(errand, &session, &result, ui).and_then(|()| ui.finish());
    if let Err(error) = told {
        // What was done is done, whether anybody reads of it or not.
        ui.discard();
        ui.say(&outcome(errand.plan, &session, &result));
        ui.warning(&format!("the report could not be written to stdout: {error}"));
    }
    session.close();
    Ok(exit)
}

/// How it went, on one line.
fn outcome(plan: &Plan, session: &Session, result: &Finished<'_>) -> String {
    match result.exit {
        _ if is_whole(result.report) => success(plan, session, result.took),
        _ => headline(result.report),
    }
}

/// Shows the plan and asks whether to carry it out.
async fn ask(errand: &Errand<'_>, target: &str, ui: &mut Ui) -> Result<(), Error> {
    let plan = errand.plan;
    let (steps, summary) = (shown(errand, ui), change::summary(plan.counts()));
    ui.say(&format!("{steps}{summary}"));
    let steps = Count::new(plan.steps.len(), "change", "changes");
    if ui.confirm(format!("Do {steps} to {} on {target}?", meshes(plan))).await? {
        return Ok(());
    }
    Err(Error::new(Exit::Refused, "declined; nothing was changed"))
}

/// How it went.
struct Finished<'a> {
    report: &'a Report,
    /// What became of the wait for proxies, if there was one.
    waited: Option<&'a Waited>,
    exit: Exit,
    took: Duration,
}

/// The plan as text for the conversation.
fn shown(errand: &Errand<'_>, ui: &Ui) -> String {
    change::steps(errand.plan, ui.talk, errand.locate) + &change::others(errand.plan)
}

/// What would be done, as the result of a run that does nothing.
fn show(
    errand: &Errand<'_>,
    session: &Session,
    (waited, exit): (Option<&Waited>, Exit),
    ui: &mut Ui,
) -> Result<(), Error> {
    let plan = errand.plan;
    match errand.output {
        OutputFormat::Json => {
            let changes = plan.steps.iter().map(|step| {
                let mut change = change::change_json(&step.action, errand.locate);
                change.insert("outcome".to_owned(), json!("planned"));
                Value::Object(change)
            });
            let mut document = document(errand, session, exit, changes.collect());
            add_waited(&mut document, waited);
            writeln!(ui.out(), "{}", text(&document))?;
        }
        OutputFormat::Name => {
            for step in &plan.steps {
                writeln!(ui.out(), "{}", plan.address(step.action.id()))?;
            }
        }
        _ if plan.is_empty() => {}
        _ => {
            let steps = change::steps(plan, ui.palette, errand.locate);
            write!(ui.out(), "{steps}")?;
            writeln!(ui.out(), "{}", change::summary(plan.counts()))?;
        }
    }
    if plan.is_empty() {
        let unchanged = Count::new(plan.unchanged.len(), "resource", "resources");
        ui.status(&format!("nothing to do on {}; {unchanged} unchanged", session.target));
    } else {
        ui.status("dry run: nothing was changed");
    }
    if let Some(waited) = waited {
        waited.tell(ui);
    }
    Ok(())
}

fn meshes(plan: &Plan) -> String {
    let mut names: Vec<&str> = plan.steps.iter().map(|step| step.action.id().mesh()).collect();
    names.sort_unstable();
    names.dedup();
    let names: Vec<String> = names.into_iter().map(printable).collect();
    match names.as_slice() {
        [mesh] => format!("mesh {mesh}"),
        _ => format!("meshes {}", names.join(", ")),
    }
}

/// Carries the plan out. A first signal lets what is under way end; a second one does not.
async fn run(plan: &Plan, session: &Session, ui: &mut Ui) -> Result<(Report, Option<Exit>), Error> {
    let mut signals = Signals::catch()?;
    let stop = Stop::default();
    let bar = ui.progress(plan.steps.len());
    let ui = RefCell::new(ui);
    let progress = |step: usize, outcome: &Outcome| {
        bar.aside(|| line(plan, step, outcome, *ui.borrow_mut()));
        bar.step();
    };
    let mut work = std::pin::pin!(execute::apply(&session.client, plan, &stop, progress));
    let mut signalled = None;
    loop {
        let exit = tokio::select! {
            report = &mut work => return Ok((report?, signalled)),
            exit = signals.next() => exit,
        };
        if signalled.replace(exit).is_some() {
            return Err(Error::new(exit, "left at once; what was under way may have been done")
                .hint("`weir diff` shows what is missing"));
        }
        stop.ask();
        ui.borrow_mut().say("stopping after what is under way; once more to leave at once");
    }
}

/// One line for each step that ended.
fn line(plan: &Plan, step: usize, outcome: &Outcome, ui: &mut Ui) {
    let action = &plan.steps[step].action;
    let line = format!("{} {}", action.mark(), printable(&plan.address(action.id())));
    match outcome {
        Outcome::Done => ui.status(&format!("  done     {line}")),
        Outcome::Failed(_) => ui.say(&format!("  failed   {line}")),
        Outcome::Unknown(_) => ui.say(&format!("  unknown  {line}")),
        Outcome::Skipped(_) => {}
    }
}

/// Whether everything was done, whatever became of the wait for proxies.
fn is_whole(report: &Report) -> bool {
    report.done() == report.outcomes.len()
}

fn exit_of(report: &Report) -> Exit {
    if is_whole(report) {
        return Exit::Done;
    }
    if report.done() > 0 || report.unknown() > 0 {
        return Exit::Partly;
    }
    match report.error() {
        Some(error) => match classify(&error.failure).0 {
            exit @ (Exit::Refused | Exit::Credentials | Exit::ControlPlane) => exit,
            _ => Exit::Failed,
        },
        None => Exit::Interrupted,
    }
}

fn tell(
    errand: &Errand<'_>,
    session: &Session,
    result: &Finished<'_>,
    ui: &mut Ui,
) -> Result<(), Error> {
    let report = result.report;
    match errand.output {
        OutputFormat::Json => {
            let steps = errand.plan.steps.iter().zip(&report.outcomes);
            let changes = steps.map(|(step, outcome)| {
                let mut change = change::change_json(&step.action, errand.locate);
                let (word, error) = word(outcome);
                change.insert("outcome".to_owned(), json!(word));
                change.insert("error".to_owned(), json!(error.map(reason)));
                let skipped = match outcome {
                    Outcome::Skipped(skipped) => Some(because(*skipped, errand.plan)),
                    _ => None,
                };
                change.insert("skipped".to_owned(), json!(skipped));
                Value::Object(change)
            });
            let mut document = document(errand, session, result.exit, changes.collect());
            if let Some(members) = document.as_object_mut() {
                members.insert("results".to_owned(), results_json(report));
                members.insert("seconds".to_owned(), json!(result.took.as_secs_f64()));
            }
            add_waited(&mut document, result.waited);
            writeln!(ui.out(), "{}", text(&document))?;
        }
        OutputFormat::Name => {
            for (step, outcome) in errand.plan.steps.iter().zip(&report.outcomes) {
                if matches!(outcome, Outcome::Done) {
                    writeln!(ui.out(), "{}", errand.plan.address(step.action.id()))?;
                }
            }
        }
        _ if is_whole(report) => {
            writeln!(ui.out(), "{}", success(errand.plan, session, result.took))?;
        }
        _ => {
            writeln!(ui.out(), "{}\n", headline(report))?;
            if let Some(error) = common_error(report) {
                writeln!(ui.out(), "all of them: {}", printable(&reason(error)))?;
            } else {
                let rows = rows(errand.plan, report);
                let header = ["RESULT", "ACTION", "RESOURCE", "DETAIL"];
                let table = table::render(&header, rows, ui.width);
                write!(ui.out(), "{table}")?;
            }
        }
    }
    match (result.exit, result.waited) {
        (_, Some(waited)) => waited.tell(ui),
        _ if is_whole(report) => {}
        _ => next(result, ui),
    }
    Ok(())
}

fn success(plan: &Plan, session: &Session, took: Duration) -> String {
    let Counts { create, update, delete, unchanged } = plan.counts();
    let changes = Count::new(plan.steps.len(), "change", "changes");
    format!(
        "applied {changes} to {} on {} in {:.2} s: {create} added, {update} changed, {delete} deleted, \
         {unchanged} unchanged",
        meshes(plan),
        session.target,
        took.as_secs_f64()
    )
}

/// The one error of all steps, where there are several steps and they share it: a transaction whose
/// refusal names no change.
fn common_error(report: &Report) -> Option<&ClientError> {
    let mut errors = report.outcomes.iter().map(|outcome| match outcome {
        Outcome::Failed(error) | Outcome::Unknown(error) => Some(error),
        Outcome::Done | Outcome::Skipped(_) => None,
    });
    let first = errors.next()??;
    let same = errors.all(|error| error.is_some_and(|error| std::sync::Arc::ptr_eq(error, first)));
    (report.outcomes.len() > 1 && same).then_some(first)
}

fn headline(report: &Report) -> String {
    let (done, failed) = (report.done(), report.failed());
    let (skipped, unknown) = (report.skipped(), report.unknown());
    let begin = if done + unknown > 0 { "partly done" } else { "nothing was changed" };
    format!("{begin}: {done} done, {failed} failed, {skipped} skipped, {unknown} unknown")
}

fn rows(plan: &Plan, report: &Report) -> Vec<Vec<String>> {
    let steps = plan.steps.iter().zip(&report.outcomes);
    let row = |(step, outcome): (&crate::plan::Step, &Outcome)| {
        let (word, error) = word(outcome);
        let detail = match (outcome, error) {
            (Outcome::Skipped(skipped), _) => because(*skipped, plan),
            (_, Some(error)) => printable(&reason(error)),
            _ => String::new(),
        };
        let id = printable(&plan.address(step.action.id()));
        vec![word.to_owned(), step.action.verb().to_owned(), id, detail]
    };
    steps.map(row).collect()
}

fn because(skipped: Skipped, plan: &Plan) -> String {
    match skipped {
        Skipped::Needs(step) => {
            let id = printable(&plan.address(plan.steps[step].action.id()));
            format!("needs {id}, which was not done")
        }
        Skipped::AfterFailure => "not started after the failure".to_owned(),
        Skipped::Transaction => "part of the transaction that was refused".to_owned(),
        Skipped::Stopped => "not started after the interrupt".to_owned(),
    }
}

fn word(outcome: &Outcome) -> (&'static str, Option<&ClientError>) {
    match outcome {
        Outcome::Done => ("done", None),
        Outcome::Failed(error) => ("failed", Some(error)),
        Outcome::Skipped(_) => ("skipped", None),
        Outcome::Unknown(error) => ("unknown", Some(error)),
    }
}

/// Why a call failed, with its code, on one line.
fn reason(error: &ClientError) -> String {
    let (_, code) = classify(&error.failure);
    let first: Option<&dyn std::error::Error> = Some(&error.failure);
    let causes = std::iter::successors(first, |&error| error.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    format!("{code} {}", causes.join(": "))
}

/// What to do after something went wrong.
fn next(result: &Finished<'_>, ui: &mut Ui) {
    let report = result.report;
    if report.unknown() > 0 {
        ui.hint("some changes may or may not have been done; `weir diff` shows what is missing");
    } else if report.is_stale() {
        ui.hint("somebody changed the mesh in between; run it again to see the new plan");
    } else if matches!(result.exit, Exit::Interrupted | Exit::Terminated) {
        ui.hint("run it again to do the rest; what is done already is not done twice");
    } else {
        ui.hint("mend the cause and run it again; what is done already is not done twice");
    }
}

fn document(errand: &Errand<'_>, session: &Session, exit: Exit, changes: Vec<Value>) -> Value {
    let mut document = envelope(errand.command, exit.code());
    document.insert("target".to_owned(), json!({"endpoint": session.target}));
    document.insert("dryRun".to_owned(), json!(errand.dry_run));
    document.insert("summary".to_owned(), change::counts_json(errand.plan.counts()));
    document.insert("changes".to_owned(), Value::Array(changes));
    Value::Object(document)
}

fn add_waited(document: &mut Value, waited: Option<&Waited>) {
    if let (Some(members), Some(waited)) = (document.as_object_mut(), waited) {
        members.insert("proxies".to_owned(), waited.to_json());
    }
}

fn results_json(report: &Report) -> Value {
    json!({
        "done": report.done(),
        "failed": report.failed(),
        "skipped": report.skipped(),
        "unknown": report.unknown(),
    })
}
