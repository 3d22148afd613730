//! A plan under way: what is said of each step, and what signals do.

use std::cell::RefCell;

use uuid::Uuid;

use crate::cli::Ui;
use crate::cli::carry_out::lock::Locks;
use crate::cli::carry_out::record::Record;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::signals::Signals;
use crate::execute::{self, OnError, Orders, Outcome, Report, Skipped, Told};
use crate::output::style::printable;
use crate::plan::{Part, Plan};

/// A plan that is carried out.
pub struct Job<'a> {
    pub plan: &'a Plan,
    /// Which of its steps are done already.
    pub done: &'a [bool],
    pub on_error: OnError,
    /// Names the run to the control plane.
    pub run: Uuid,
}

/// How it went.
pub struct Worked {
    pub report: Report,
    pub signal: Option<Exit>,
    /// Whether a second signal ended it while something was under way.
    pub left: bool,
}

/// What has been told so far.
struct Ledger<'a> {
    record: &'a mut Record,
    ui: &'a mut Ui,
    started: Vec<bool>,
    ended: Vec<Option<Outcome>>,
}

/// Carries the plan out. A first signal lets what is under way end; a second one does not.
pub async fn run(
    job: &Job<'_>,
    session: &Session,
    locks: &Locks,
    record: &mut Record,
    ui: &mut Ui,
) -> Result<Worked, Error> {
    let plan = job.plan;
    let mut signals = Signals::catch()?;
    let halt = session.client.halt();
    let bar = ui.progress(plan.steps.len());
    let total = plan.steps.len();
    let ledger =
        RefCell::new(Ledger { record, ui, started: vec![false; total], ended: vec![None; total] });
    let tell = |told: Told<'_>| {
        let mut ledger = ledger.borrow_mut();
        ledger.record.told(&told, plan);
        match told {
            Told::Starting(some) => some.iter().for_each(|step| ledger.started[*step] = true),
            Told::Ended(index, outcome) => {
                ledger.ended[index] = Some(outcome.clone());
                bar.aside(|| line(plan, index, outcome, ledger.ui));
                bar.step();
            }
        }
    };
    let orders = Orders { on_error: job.on_error, stop: &halt, run: job.run, done: job.done };
    let mut work = std::pin::pin!(execute::apply(&session.client, plan, &orders, tell));
    let mut keep = std::pin::pin!(locks.keep(&session.client));
    let (mut signal, mut lost) = (None, false);
    loop {
        tokio::select! {
            report = &mut work => return Ok(Worked { report: report?, signal, left: false }),
            reason = &mut keep, if !lost => {
                lost = true;
                halt.ask();
                ledger.borrow_mut().ui.say(&format!("{reason}; stopping after what is under way"));
            }
            exit = signals.next() => {
                if signal.replace(exit).is_some() {
                    let report = ledger.borrow().left(job);
                    return Ok(Worked { report, signal, left: true });
                }
                halt.ask();
                ledger.borrow_mut().ui.say(
                    "stopping after what is under way; once more to leave at once",
                );
            }
        }
    }
}

impl Ledger<'_> {
    /// The report of a run that is left at once.
    fn left(&self, job: &Job<'_>) -> Report {
        let outcome = |index: usize| match &self.ended[index] {
            Some(outcome) => outcome.clone(),
            None if job.done.get(index).copied().unwrap_or(false) => Outcome::done(None),
            None if self.started[index] => Outcome::Left,
            None => Outcome::Skipped(Skipped::Stopped),
        };
        Report { outcomes: (0..self.ended.len()).map(outcome).collect() }
    }
}

/// One line for each step that ended.
fn line(plan: &Plan, step: usize, outcome: &Outcome, ui: &mut Ui) {
    let line = named(plan, step);
    match outcome {
        Outcome::Done(_) => ui.status(&format!("  done     {line}")),
        Outcome::Failed(_) => ui.say(&format!("  failed   {line}")),
        Outcome::Unknown(..) | Outcome::Left => ui.say(&format!("  unknown  {line}")),
        Outcome::Skipped(_) => {}
    }
}

/// `~ rt/cart/main (1/2)`
fn named(plan: &Plan, step: usize) -> String {
    let step = &plan.steps[step];
    let part = part(step.part);
    format!("{} {}{part}", step.action.mark(), printable(&plan.address(step.action.id())))
}

/// ` (1/2)` for one of several steps of a resource.
pub fn part(part: Option<Part>) -> String {
    part.map(|Part { index, of }| format!(" ({index}/{of})")).unwrap_or_default()
}
