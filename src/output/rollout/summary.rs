//! What a CI system is told of a rollout: a Markdown summary, outputs of a step, annotations.

use std::fmt::Write as _;

use crate::output::findings::{github, markdown};
use crate::output::rollout::course::{End, StageCourse, course};
use crate::output::rollout::measured::Measured;
use crate::output::rollout::next::{Commands, from_when};
use crate::output::rollout::status::position;
use crate::output::rollout::{now, words};
use crate::rollout::gate::Verdict;
use crate::rollout::journal::Entry;
use crate::rollout::position::Position;
use crate::rollout::state::{Phase, State};

/// A heading, a table with a row for each stage, and the commands that may follow.
pub fn markdown(
    (state, measured): (&State, &Measured),
    entries: &[Entry],
    commands: &Commands,
) -> String {
    let live = measured.live.as_ref();
    let mut text = format!(
        "### weir {} {}: {}\n\n",
        words::strategy(&state.spec.strategy),
        markdown::cell(&state.spec.name),
        words::phase_word(state)
    );
    let _ = writeln!(
        text,
        "{}. {}\n",
        markdown::cell(&sentence(&words::phase_seen(state, measured, state.at))),
        traffic(state, measured),
    );
    for line in live.map(|live| now::lines(state, live)).unwrap_or_default() {
        let _ = writeln!(text, "Now {}.\n", markdown::cell(&line));
    }
    text.push_str("| stage | result | took | gates |\n| --- | --- | --- | --- |\n");
    for (index, stage) in course(state, entries).iter().enumerate() {
        text.push_str(&row(index, stage));
    }
    let onward = commands.onward(state, measured).into_iter().map(|command| ("go on", command));
    let undo = commands.undo(state, measured).into_iter().map(|command| ("undo", command));
    for (what, command) in onward.chain(undo) {
        let when = from_when(state, &command, state.at);
        let _ = write!(text, "\n{what}: {}\n", markdown::code(&(command + &when)));
    }
    text
}

/// ``25 % of `shop:rt/api/main` goes to `api-v2`.``
fn traffic(state: &State, measured: &Measured) -> String {
    if let Some(later) = &measured.later {
        return format!(
            "Since then {} has begun on these routes.",
            markdown::cell(&later.to_string())
        );
    }
    // Where no route is left, nothing goes there.
    let share = match now::arms(state, measured.live.as_ref()) {
        Some((_, canary)) => format!("{canary:.0} %"),
        None => "Nothing".to_owned(),
    };
    let routes = markdown::code(&words::routes(state));
    format!("{share} of {routes} goes to {}.", markdown::code(&words::canary(&state.spec)))
}

/// What it does, with a capital.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + characters.as_str()
}

fn row(index: usize, stage: &StageCourse) -> String {
    let took = stage.entered.zip(stage.left).map(|(from, to)| words::since(from, to).to_string());
    let gates: Vec<String> = stage
        .readings
        .iter()
        .map(|reading| {
            let text = format!(
                "{} {}: {}",
                reading.gate,
                words::verdict(reading.verdict),
                reading.evidence
            );
            format!("{} {}", mark(reading.verdict), markdown::cell(&text))
        })
        .collect();
    format!(
        "| {}. {} | {} | {} | {} |\n",
        index + 1,
        markdown::cell(&stage.name),
        markdown::cell(&end(&stage.end)),
        took.unwrap_or_default(),
        gates.join("<br>")
    )
}

fn end(end: &End) -> String {
    match end {
        End::NotReached => "not reached".to_owned(),
        End::UnderWay => "under way".to_owned(),
        End::Held(reason) => format!("held: {}", words::reason(reason)),
        End::Done => "done".to_owned(),
        End::Skipped => "left out".to_owned(),
        End::Back(cause) => format!("went back: {}", words::cause(cause)),
    }
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "✅",
        Verdict::Inconclusive | Verdict::NoData => "❔",
        Verdict::Harm => "❌",
    }
}

/// `id`, `result`, `weight` and `exit-code` for the steps that follow.
pub fn outputs((state, measured): (&State, &Measured), exit_code: u8) -> String {
    let live = measured.live.as_ref();
    let weight = now::arms(state, live).map_or(0.0, |(_, canary)| canary);
    format!(
        "id={}\nresult={}\nposition={}\nweight={weight:.0}\nexit-code={exit_code}\n",
        state.id,
        words::phase_word(state).replace(' ', "-"),
        position(Position::seen(state, live)),
    )
}

/// An annotation for a rollout that did not reach its end.
pub fn annotation(state: &State, measured: &Measured) -> Option<String> {
    let (command, why) = match &state.phase {
        _ if differs(state, measured) => {
            let live = measured.live.as_ref();
            ("warning", live.map(|live| now::lines(state, live).join("; ")).unwrap_or_default())
        }
        Phase::RolledBack { cause } | Phase::RollingBack { cause, .. } => {
            ("error", words::cause(cause))
        }
        Phase::RollbackFailed { cause } => {
            ("error", format!("the way back failed; it went back because {}", words::cause(cause)))
        }
        Phase::Held(held) => ("warning", format!("held: {}", words::reason(&held.reason))),
        _ => return None,
    };
    let title = format!("weir {} {}", words::strategy(&state.spec.strategy), state.spec.name);
    Some(format!("::{command} title={}::{}", github::property(&title), github::data(&why)))
}

/// Whether the routes say something else than how the rollout stands.
fn differs(state: &State, measured: &Measured) -> bool {
    Position::seen(state, measured.live.as_ref()) != Position::of(state)
}

/// The same outputs as variables: `WEIR_EXIT_CODE=10`.
pub fn variables(outputs: &str) -> String {
    let variable = |line: &str| {
        let (name, value) = line.split_once('=').unwrap_or((line, ""));
        format!("WEIR_{}={value}\n", name.to_uppercase().replace('-', "_"))
    };
    outputs.lines().map(variable).collect()
}
