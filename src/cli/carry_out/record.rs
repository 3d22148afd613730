//! What is written down while a plan is carried out. That it cannot be written stops nobody.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::carry_out::report;
use crate::cli::clock;
use crate::cli::exit::Exit;
use crate::cli::runs::{About, Run, RunError, Runs};
use crate::cli::settings::Settings;
use crate::execute::{Outcome, Report, Told};
use crate::plan::Plan;
use crate::plan::saved::SavedPlan;

/// The memory of a run, for as long as it can be written.
#[derive(Debug)]
pub struct Record {
    run: Option<Run>,
    trouble: Option<RunError>,
}

impl Record {
    /// Begins to write down a run, or writes on.
    pub fn begin(
        taken_up: Option<Run>,
        about: &About,
        plan: &SavedPlan,
        settings: &Settings,
    ) -> Self {
        if let Some(run) = taken_up {
            let mut record = Self::of(run);
            record.note(&json!({"event": "resumed", "at": clock::now().to_string()}));
            return record;
        }
        let begun =
            Runs::of(&settings.environment).and_then(|runs| runs.begin(about.clone(), plan));
        match begun {
            Ok(run) => Self::of(run),
            Err(trouble) => Self { run: None, trouble: Some(trouble) },
        }
    }

    /// One in which nothing is written.
    pub fn none() -> Self {
        Self { run: None, trouble: None }
    }

    pub fn of(run: Run) -> Self {
        Self { run: Some(run), trouble: None }
    }

    /// Writes down what a run tells, before anybody acts on it.
    pub fn told(&mut self, told: &Told<'_>, plan: &Plan) {
        let at = clock::now().to_string();
        let event = match told {
            Told::Starting(steps) => {
                let steps: Vec<usize> = steps.iter().map(|step| step + 1).collect();
                json!({"event": "starting", "steps": steps, "at": at})
            }
            Told::Ended(step, outcome) => {
                let version = match outcome {
                    Outcome::Done(done) => done.version,
                    _ => None,
                };
                json!({"event": "ended", "step": step + 1, "outcome": report::word(outcome),
                    "version": version, "already": outcome.was_already(),
                    "detail": report::detail(outcome, &plan.steps[*step], plan), "at": at})
            }
        };
        self.note(&event);
    }

    pub fn note(&mut self, event: &Value) {
        let Some(run) = &mut self.run else { return };
        if let Err(trouble) = run.event(event) {
            self.run = None;
            self.trouble = Some(trouble);
        }
    }

    /// Writes down how it ended.
    pub fn end(&mut self, report: &Report, plan: &Plan, exit: Exit) {
        let outcomes: Vec<&str> = report.outcomes.iter().map(report::word).collect();
        let ended = plan.steps.iter().zip(&report.outcomes);
        let details = ended.map(|(step, outcome)| report::detail(outcome, step, plan));
        self.write(&outcomes, &details.collect::<Vec<_>>(), exit);
    }

    /// Writes down that nothing was left to do.
    pub fn end_done(&mut self, steps: usize) {
        self.write(&vec!["done"; steps], &vec![String::new(); steps], Exit::Done);
    }

    fn write(&mut self, outcomes: &[&str], details: &[String], exit: Exit) {
        let Some(run) = &self.run else { return };
        let count = |word: &str| outcomes.iter().filter(|one| **one == word).count();
        let result = json!({
            "schema": "weir.result/v1",
            "ended": clock::now().to_string(),
            "exitCode": exit.code(),
            "results": {"done": count("done"), "failed": count("failed"),
                "skipped": count("skipped"), "unknown": count("unknown")},
            "outcomes": outcomes,
            "details": details,
        });
        if let Err(trouble) = run.end(&result) {
            self.trouble = Some(trouble);
        }
    }

    /// Whether the run can be resumed and undone.
    pub fn is_kept(&self) -> bool {
        self.run.is_some()
    }

    /// Says what could not be written.
    pub fn complain(&self, ui: &mut Ui) {
        if let Some(trouble) = &self.trouble {
            let mut text = format!("C041 the run is not remembered: {trouble}");
            let mut cause = std::error::Error::source(trouble);
            while let Some(next) = cause {
                text = format!("{text}: {next}");
                cause = next.source();
            }
            ui.warning(&format!("{text}; it cannot be resumed or undone"));
        }
    }
}
