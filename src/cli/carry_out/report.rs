//! The report of a run: text, JSON, names; and what to do next.

use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::{Errand, Finished, progress};
use crate::cli::compare;
use crate::cli::error::{Error, classify};
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::wait::Waited;
use crate::client::ClientError;
use crate::execute::{Note, Now, Outcome, Report, Skipped};
use crate::output::change;
use crate::output::count::Count;
use crate::output::json::{envelope, text};
use crate::output::style::{Palette, printable};
use crate::output::{table, traffic};
use crate::plan::{Counts, Plan, Step};

/// How it went, on one line.
pub fn outcome(plan: &Plan, session: &Session, result: &Finished<'_>) -> String {
    if result.report.is_whole() { success(plan, session, result) } else { headline(result) }
}

/// How something is told: its form, its colours, its columns.
#[derive(Clone, Copy)]
struct Manner {
    output: OutputFormat,
    palette: Palette,
    width: Option<usize>,
}

impl Manner {
    fn of_file(output: OutputFormat) -> Self {
        Self { output, palette: Palette::default(), width: None }
    }

    fn of(errand: &Errand<'_>, ui: &Ui) -> Self {
        Self { output: errand.output, palette: ui.palette, width: ui.width }
    }
}

/// What would be done, as the result of a run that does nothing. Answers how the run ends.
pub fn show(
    errand: &Errand<'_>,
    session: &Session,
    (waited, exit): (Option<&Waited>, Exit),
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let plan = errand.plan;
    let told = |exit, manner| planned(errand, session, (waited, exit), manner);
    let exit = errand.copy(exit, ui, |format| told(exit, Manner::of_file(format)));
    let text = told(exit, Manner::of(errand, ui));
    write!(ui.out(), "{text}")?;
    if plan.is_empty() {
        let unchanged = Count::new(plan.unchanged.len(), "resource", "resources");
        ui.status(&format!("nothing to do on {}; {unchanged} unchanged", session.target));
    } else if errand.is_done() {
        ui.status(&format!("nothing is left to do on {}", session.target));
    } else {
        ui.status("dry run: nothing was changed");
    }
    if let Some(waited) = waited {
        waited.tell(ui);
    }
    Ok(exit)
}

fn planned(
    errand: &Errand<'_>,
    session: &Session,
    (waited, exit): (Option<&Waited>, Exit),
    manner: Manner,
) -> String {
    let plan = errand.plan;
    match manner.output {
        OutputFormat::Json => {
            let view = errand.view(Palette::default(), None);
            let changes = plan.steps.iter().map(|step| {
                let mut change = change::step_json(step, view);
                change.insert("outcome".to_owned(), json!("planned"));
                Value::Object(change)
            });
            let mut document = document(errand, session, exit, changes.collect());
            add_waited(&mut document, waited);
            text(&document) + "\n"
        }
        OutputFormat::Name => names(plan, |_| true),
        _ if errand.is_done() => String::new(),
        _ => {
            let steps = change::outcomes(plan, errand.view(manner.palette, manner.width));
            format!("{steps}{}\n", change::summary(plan.counts()))
        }
    }
}

/// The addresses of those steps, one a line.
fn names(plan: &Plan, is_meant: impl Fn(usize) -> bool) -> String {
    let steps = plan.steps.iter().enumerate().filter(|(at, _)| is_meant(*at));
    steps.map(|(_, step)| plan.address(step.action.id()) + "\n").collect()
}

/// `mesh shop`, or all of them.
pub fn meshes(plan: &Plan) -> String {
    let mut names: Vec<&str> = plan.steps.iter().map(|step| step.action.id().mesh()).collect();
    names.sort_unstable();
    names.dedup();
    let names: Vec<String> = names.into_iter().map(printable).collect();
    match names.as_slice() {
        [mesh] => format!("mesh {mesh}"),
        _ => format!("meshes {}", names.join(", ")),
    }
}

/// The exit code of a run that was not done in full.
pub fn exit_of(report: &Report) -> Exit {
    if report.done() > report.already() || report.unknown() > 0 {
        return Exit::Partly;
    }
    match report.error() {
        Some(error) => match classify(&error.failure).0 {
            // With a full disk a control plane answers, and says that it wrote nothing.
            Exit::ControlPlane if has_answered(error) => Exit::Failed,
            exit @ (Exit::Refused | Exit::Credentials | Exit::ControlPlane) => exit,
            _ => Exit::Failed,
        },
        None => Exit::Interrupted,
    }
}

/// Whether a write was answered, if only with a failure.
fn has_answered(error: &ClientError) -> bool {
    matches!(error.failure, crate::client::Failure::Server { .. })
}

/// Tells how it went; answers how the run ends.
pub fn tell(
    errand: &Errand<'_>,
    session: &Session,
    result: &Finished<'_>,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let report = result.report;
    let told = |exit, manner| ended(errand, session, result, (exit, manner));
    let exit = result.exit;
    let exit = errand.copy(exit, ui, |format| told(exit, Manner::of_file(format)));
    let text = told(exit, Manner::of(errand, ui));
    write!(ui.out(), "{text}")?;
    for (step, outcome) in errand.plan.steps.iter().zip(&report.outcomes) {
        remark(errand.plan, step, outcome, ui);
    }
    if let Some(waited) = result.waited {
        waited.tell(ui);
    }
    next(errand, result, ui);
    Ok(exit)
}

fn ended(
    errand: &Errand<'_>,
    session: &Session,
    result: &Finished<'_>,
    (exit, manner): (Exit, Manner),
) -> String {
    let report = result.report;
    match manner.output {
        OutputFormat::Json => text(&finished_json(errand, session, result, exit)) + "\n",
        OutputFormat::Name => names(errand.plan, |at| report.outcomes[at].is_done()),
        _ if report.is_whole() => success(errand.plan, session, result) + "\n",
        _ => partly(errand.plan, result, manner.width),
    }
}

/// The report of a run that was not done in full.
fn partly(plan: &Plan, result: &Finished<'_>, width: Option<usize>) -> String {
    let report = result.report;
    let mut text = format!("{}   run {}\n\n", headline(result), result.run);
    if let Some(error) = common_error(report) {
        text = format!("{text}all of them: {}\n", printable(&reason(error)));
    } else {
        let header = ["RESULT", "ACTION", "RESOURCE", "DETAIL"];
        text.push_str(&table::detailed(&header, rows(plan, report), width));
    }
    if let Some(rolled_back) = result.rolled_back {
        let steps = Count::new(rolled_back.steps, "change", "changes");
        let all = match (rolled_back.whole, rolled_back.keeps_tags) {
            (true, false) => "everything is as it was",
            (true, true) => "everything is as it was but for the tags named above",
            (false, _) => "not everything is as it was; `weir diff` shows how it is",
        };
        text = format!("{text}\ntaken back with {steps}: {all}\n");
    }
    if !result.traffic.is_empty() {
        let lines = result.traffic.join("\n             ");
        text = format!("{text}\ntraffic now: {lines}\n");
    }
    text
}

fn success(plan: &Plan, session: &Session, result: &Finished<'_>) -> String {
    let made = plan.steps.iter().zip(&result.report.outcomes);
    let made = made.filter(|(_, outcome)| outcome.is_made()).map(|(step, _)| step.clone());
    let made = Plan::of_steps(made.collect());
    let Counts { create, update, delete, .. } = made.counts();
    let unchanged = plan.unchanged.len();
    let changes = Count::new(made.steps.len(), "change", "changes");
    let already = match result.report.already() {
        0 => String::new(),
        already => format!(", {already} done already by somebody else"),
    };
    let earlier = result.report.done() - made.steps.len() - result.report.already();
    let earlier = match earlier {
        0 => String::new(),
        _ => format!("; the whole run did {}", made.steps.len() + earlier),
    };
    let run = if result.remembered { format!(" (run {})", result.run) } else { String::new() };
    format!(
        "applied {changes} to {} on {} in {}{run}: {create} added, {update} changed, \
         {delete} deleted, {unchanged} unchanged{already}{earlier}",
        meshes(plan),
        session.target,
        seconds(result.took),
    )
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

/// The one error of all steps, where there are several steps and they share it: a transaction whose
/// refusal names no change.
fn common_error(report: &Report) -> Option<&ClientError> {
    let mut errors = report.outcomes.iter().map(Outcome::error);
    let first = errors.next()??;
    let same = errors.all(|error| error.is_some_and(|error| std::sync::Arc::ptr_eq(error, first)));
    (report.outcomes.len() > 1 && same).then_some(first)
}

fn headline(result: &Finished<'_>) -> String {
    let report = result.report;
    let (done, failed) = (report.done(), report.failed());
    let (skipped, unknown) = (report.skipped(), report.unknown());
    let begin = match result.rolled_back {
        Some(rolled_back) if rolled_back.whole => "failed and taken back",
        _ if done + unknown > report.already() => "partly applied",
        _ => "nothing was changed",
    };
    format!("{begin}: {done} done, {failed} failed, {skipped} skipped, {unknown} unknown")
}

fn rows(plan: &Plan, report: &Report) -> Vec<Vec<String>> {
    let steps = plan.steps.iter().zip(&report.outcomes);
    let row = |(step, outcome): (&Step, &Outcome)| {
        let part = progress::part(step.part);
        let id = printable(&plan.address(step.action.id()));
        let verb = step.action.verb().to_owned();
        vec![word(outcome).to_owned(), verb, format!("{id}{part}"), detail(outcome, step, plan)]
    };
    steps.map(row).collect()
}

/// What the last column of the table says.
pub fn detail(outcome: &Outcome, step: &Step, plan: &Plan) -> String {
    match outcome {
        Outcome::Done(done) => done.note.as_ref().map(note).unwrap_or_default().to_owned(),
        Outcome::Failed(error) => printable(&reason(error)),
        Outcome::Skipped(skipped) => because(*skipped, plan),
        Outcome::Unknown(error, now) => {
            format!("{}; {}", printable(&reason(error)), how_now(*now, step))
        }
        Outcome::Left => "under way when weir left".to_owned(),
    }
}

fn note(note: &Note) -> &'static str {
    match note {
        Note::LookedAt => "the answer was lost, and it is there",
        Note::Already => "was like that already",
        Note::Before => "by an earlier part of the run",
        Note::StoredOther(_) => "A014 stored differently",
        Note::Overtaken => "somebody else changed it at the same time",
    }
}

fn how_now(now: Now, step: &Step) -> &'static str {
    use crate::plan::Action;
    match (now, &step.action) {
        (Now::AsBefore, Action::Create { .. }) => "it is not there yet",
        (Now::AsBefore, Action::Update { .. }) => "it is as before yet",
        (Now::AsBefore, Action::Delete { .. }) => "it is still there",
        (Now::Other, _) => "it is neither as before nor as planned",
        (Now::WithoutTags, _) => "its tags are not known to be written",
        (Now::Unseen, _) => "it could not be looked at",
    }
}

/// What is worth a warning about a step that was done.
fn remark(plan: &Plan, step: &Step, outcome: &Outcome, ui: &mut Ui) {
    let Outcome::Done(done) = outcome else { return };
    let id = plan.address(step.action.id());
    match &done.note {
        Some(Note::StoredOther(fields)) => {
            let fields: Vec<String> =
                fields.iter().take(5).map(|one| one.path.to_string()).collect();
            ui.warning(&format!(
                "A014 the control plane stored something else for {id} than it was sent: {}",
                fields.join(", ")
            ));
        }
        Some(Note::Overtaken) => ui.warning(&format!(
            "somebody else changed {id} at the same time, and their change may be lost; \
             `weir describe {id}` shows how it is now"
        )),
        _ => {}
    }
}

fn because(skipped: Skipped, plan: &Plan) -> String {
    match skipped {
        Skipped::Needs(step) => {
            let id = printable(&plan.address(plan.steps[step].action.id()));
            format!("needs {id}, which was not done")
        }
        Skipped::AfterFailure => "not started after the failure".to_owned(),
        Skipped::Hopeless => "not started: the control plane could do none of the last".to_owned(),
        Skipped::Transaction => "part of the transaction that was refused".to_owned(),
        Skipped::Stopped => "not started after the interrupt".to_owned(),
    }
}

pub fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Failed(_) => "failed",
        Outcome::Skipped(_) => "skipped",
        Outcome::Unknown(..) | Outcome::Left => "unknown",
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

/// What to do next.
fn next(errand: &Errand<'_>, result: &Finished<'_>, ui: &mut Ui) {
    let (report, run) = (result.report, result.run);
    let resume = format!("weir apply --resume {run}");
    if report.is_whole() {
        let is_own = report.outcomes.iter().any(Outcome::may_be_own);
        if result.remembered && is_own && errand.command != "undo" {
            ui.hint(&format!("undo with: weir undo {run}"));
        }
        return;
    }
    if result.rolled_back.is_some() {
        return;
    }
    if report.unknown() > 0 {
        ui.hint("some changes may or may not have been done; `weir diff` shows what is missing");
    } else if report.is_stale() {
        ui.hint("somebody changed the mesh in between; run it again to see the new plan");
        return;
    }
    match (result.exit, result.remembered) {
        (Exit::Interrupted | Exit::Terminated, true) => {
            ui.hint(&format!("do the rest with: {resume}"));
        }
        (_, true) => ui.hint(&format!("mend the cause, then do the rest with: {resume}")),
        (_, false) => {
            ui.hint("mend the cause and run it again; what is done already is not done twice");
        }
    }
    if report.done() > 0 && result.remembered {
        ui.hint(&format!("or go back with: weir undo {run}"));
    }
}

fn finished_json(
    errand: &Errand<'_>,
    session: &Session,
    result: &Finished<'_>,
    exit: Exit,
) -> Value {
    let report = result.report;
    let steps = errand.plan.steps.iter().zip(&report.outcomes);
    let changes = steps.map(|(step, outcome)| {
        let mut change = change::step_json(step, errand.view(Palette::default(), None));
        change.insert("outcome".to_owned(), json!(word(outcome)));
        let error = outcome.error();
        change.insert("error".to_owned(), json!(error.map(|error| reason(error))));
        let skipped = match outcome {
            Outcome::Skipped(skipped) => Some(because(*skipped, errand.plan)),
            _ => None,
        };
        change.insert("skipped".to_owned(), json!(skipped));
        let note = match outcome {
            Outcome::Done(done) => done.note.as_ref().map(note),
            Outcome::Unknown(_, now) => Some(how_now(*now, step)),
            _ => None,
        };
        change.insert("note".to_owned(), json!(note));
        Value::Object(change)
    });
    let mut document = document(errand, session, exit, changes.collect());
    if let Some(members) = document.as_object_mut() {
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        put(
            "results",
            json!({
                "done": report.done(),
                "failed": report.failed(),
                "skipped": report.skipped(),
                "unknown": report.unknown(),
                "already": report.already(),
            }),
        );
        put("run", json!(result.remembered.then_some(result.run)));
        let rolled_back = result.rolled_back;
        put(
            "rolledBack",
            json!(rolled_back.map(|one| {
                json!({"steps": one.steps, "whole": one.whole, "keepsTags": one.keeps_tags})
            })),
        );
        put("traffic", json!(result.traffic));
        put("seconds", json!(result.took.as_secs_f64()));
    }
    add_waited(&mut document, result.waited);
    document
}

fn document(errand: &Errand<'_>, session: &Session, exit: Exit, changes: Vec<Value>) -> Value {
    let mut document = envelope(errand.command, exit.code());
    document.insert("target".to_owned(), json!({"endpoint": session.target}));
    document.insert("dryRun".to_owned(), json!(errand.args.dry_run));
    document.insert("summary".to_owned(), change::counts_json(errand.plan.counts()));
    document.insert("notes".to_owned(), json!(errand.notes));
    let kinds = compare::kinds_json(&session.client.missing_kinds());
    document.insert("missingKinds".to_owned(), kinds);
    let requests = (!session.is_embedded()).then(|| session.client.requests());
    document.insert("requests".to_owned(), traffic::json(requests));
    document.insert("changes".to_owned(), Value::Array(changes));
    Value::Object(document)
}

fn add_waited(document: &mut Value, waited: Option<&Waited>) {
    if let (Some(members), Some(waited)) = (document.as_object_mut(), waited) {
        members.insert("proxies".to_owned(), waited.to_json());
    }
}
