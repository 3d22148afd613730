//! How rollouts stand, in the form that Prometheus reads: those that are under way or can go back.

use std::fmt::Write as _;

use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::Stage;
use crate::rollout::state::{Phase, State};
use crate::server::plane::rollouts::Rollouts;

/// A number that each rollout has.
type Gauge = (&'static str, &'static str, fn(&State) -> f64);

const GAUGES: [Gauge; 4] = [
    ("weir_rollout_stage", "The stage under way, counted from 0.", |state| number(state.stage)),
    (
        "weir_rollout_declared_percent",
        "The share of the canary that the stage declares.",
        |state| f64::from(state.current().and_then(Stage::percent).unwrap_or(state.percent)),
    ),
    ("weir_rollout_written_percent", "The share of the canary that was written last.", |state| {
        f64::from(state.percent)
    }),
    ("weir_rollout_held_seconds", "How long the stage was held, verified and settled.", |state| {
        state.held.as_secs_f64()
    }),
];

/// All of it; nothing where there is no such rollout.
pub fn text(rollouts: &Rollouts) -> String {
    let shown: Vec<&RolloutRecord> =
        rollouts.iter().filter(|record| !record.is_history()).map(|record| &**record).collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut text = "# HELP weir_rollout_phase What a rollout is doing.\n\
                    # TYPE weir_rollout_phase gauge\n"
        .to_owned();
    for record in &shown {
        let (labels, phase) = (labels(&record.state), phase(&record.state.phase));
        let _ = writeln!(text, "weir_rollout_phase{{{labels},phase=\"{phase}\"}} 1");
    }
    for (name, help, value) in GAUGES {
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
        for record in &shown {
            let _ = writeln!(text, "{name}{{{}}} {}", labels(&record.state), value(&record.state));
        }
    }
    text
}

fn labels(state: &State) -> String {
    format!("rollout=\"{}\",name=\"{}\"", escaped(&state.id), escaped(&state.spec.name))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[expect(clippy::cast_precision_loss, reason = "a rollout has few stages")]
fn number(count: usize) -> f64 {
    count as f64
}

fn phase(phase: &Phase) -> &'static str {
    match phase {
        Phase::Waiting => "waiting",
        Phase::Checking => "checking",
        Phase::Previewing => "previewing",
        Phase::Preparing => "preparing",
        Phase::Writing { .. } => "writing",
        Phase::Resolving { .. } => "resolving",
        Phase::Verifying { .. } => "verifying",
        Phase::Settling { .. } => "settling",
        Phase::Observing { .. } => "observing",
        Phase::Concluding => "concluding",
        Phase::Held(_) => "held",
        Phase::RollingBack { .. } => "rolling-back",
        Phase::RolledBack { .. } => "rolled-back",
        Phase::RollbackFailed { .. } => "rollback-failed",
        Phase::Promoted { .. } => "promoted",
        Phase::Finishing { .. } => "finishing",
        Phase::Finished => "finished",
    }
}
