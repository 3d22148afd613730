//! The live view of a rollout on a terminal: a few lines, the last with the command that undoes it.

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr as _;

use crate::output::rollout::measured::{Measured, Series, Share};
use crate::output::rollout::next::{Commands, from_when, next_stage};
use crate::output::rollout::{now, words};
use crate::output::style::{Palette, printable};
use crate::rollout::gate::{Reading, Verdict};
use crate::rollout::state::{Phase, State};

/// The widest a bar is, and the narrowest.
const BAR_MAX: usize = 40;
const BAR_MIN: usize = 10;
/// What stands beside the bar, at least.
const BESIDE: usize = 40;
/// How many intervals a sparkline shows.
const SPARKS: usize = 20;

/// What is shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub state: &'a State,
    pub measured: &'a Measured,
    /// Who runs it now.
    pub driver: Option<&'a str>,
    pub now: Timestamp,
    pub width: usize,
    pub palette: Palette,
    pub commands: &'a Commands,
}

impl View<'_> {
    /// The lines, none wider than the terminal.
    pub fn lines(&self) -> Vec<String> {
        if self.driver.is_none() {
            return self.drawn();
        }
        let state = self.state.as_of(self.now);
        View { state: &state, ..*self }.drawn()
    }

    fn drawn(&self) -> Vec<String> {
        let live = self.measured.live.as_ref();
        let mut lines = vec![self.head()];
        let arms = now::arms(self.state, live).filter(|_| self.measured.later.is_none());
        if let Some((baseline, canary)) = arms {
            lines.extend(self.arms(baseline, canary));
        }
        lines.push(self.phase());
        let differing = live.map(|live| now::lines(self.state, live)).unwrap_or_default();
        let unread = self.measured.unread.as_ref();
        let unread = unread.map(|why| format!("the routes cannot be read: {why}"));
        for text in differing.into_iter().chain(unread) {
            let text = self.cut(&format!("now      {}", printable(&text)));
            lines.push(self.palette.changed(&text));
        }
        if let Some(later) = &self.measured.later {
            let text = format!("since    {later} has begun on these routes");
            lines.push(self.palette.changed(&self.cut(&printable(&text))));
        }
        if let Some(by) = self.state.confirmed.as_ref().filter(|_| !self.state.is_over()) {
            lines.push(self.cut(&format!("weights  confirmed: {}", printable(by))));
        }
        lines.extend(self.state.readings.iter().map(|reading| self.gate(reading)));
        if let Some(errors) = &self.measured.errors {
            lines.extend(self.sparks(errors));
        }
        if let Some(next) = next_stage(self.state) {
            lines.push(self.cut(&format!("next     {next}")));
        }
        if let Some(driver) = self.driver.filter(|_| !self.state.is_over()) {
            lines.push(self.cut(&format!("driver   {driver}")));
        }
        let shown = |command: &String| self.palette.strong(&printable(command));
        for command in self.commands.onward(self.state, self.measured) {
            let when = from_when(self.state, &command, self.now);
            lines.push(format!("go on:   {}{when}", shown(&command)));
        }
        let undo = self.commands.undo(self.state, self.measured);
        lines.extend(undo.iter().map(|command| format!("undo:    {}", shown(command))));
        if undo.is_empty() {
            lines.push("undo:    nothing to undo".to_owned());
        }
        lines
    }

    fn head(&self) -> String {
        let State { spec, id, stage, started, .. } = self.state;
        let stages = spec.stages.len();
        let at = (stage + 1).min(stages);
        let name = printable(&spec.name);
        let (strategy, routes) = (words::strategy(&spec.strategy), words::routes(self.state));
        let rest = format!(
            "  {strategy}  {id}  {}  stage {at}/{stages}  began {} ago",
            printable(&routes),
            words::since(*started, self.now)
        );
        self.palette.strong(&self.cut(&name)) + &cut(&rest, self.width.saturating_sub(name.width()))
    }

    /// A bar for each of both nodes.
    fn arms(&self, baseline: f64, canary: f64) -> [String; 2] {
        let names = [words::baseline(&self.state.spec), words::canary(&self.state.spec)];
        let names = names.map(|name| printable(&name));
        let column = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let column = column.min(self.width.saturating_sub(BAR_MIN + BESIDE).max(8));
        let observed = self.measured.observed_percent;
        let arm = |label: &str, name: &str, percent: f64, notes: Vec<String>| {
            let room = self.width.saturating_sub(9 + column + 2 + BESIDE);
            let bar = bar(percent, room.clamp(BAR_MIN, BAR_MAX));
            let name = padded(&cut(name, column), column);
            let notes = notes.join("  ");
            self.cut(format!("{label:<8} {name} {bar} {percent:>3.0} %  {notes}").trim_end())
        };
        let acked = self
            .measured
            .acknowledged
            .filter(|share| share.of > 0)
            .map(|Share { have, of }| format!("acked {have}/{of}"));
        let seen = |percent: f64| format!("observed {percent:.1} %");
        let others = 100.0 - baseline - canary;
        let baseline_notes: Vec<String> = acked
            .into_iter()
            .chain(observed.map(|percent| seen((100.0 - others - percent).max(0.0))))
            .collect();
        let canary_notes: Vec<String> =
            self.confirmed().into_iter().chain(observed.map(seen)).collect();
        [
            arm("baseline", &names[0], baseline, baseline_notes),
            arm("canary", &names[1], canary, canary_notes),
        ]
    }

    fn confirmed(&self) -> Option<String> {
        match &self.state.phase {
            Phase::Verifying { .. } => Some("not confirmed yet".to_owned()),
            Phase::Settling { .. } | Phase::Observing { .. } | Phase::Concluding => {
                let word =
                    if self.state.confirmed.is_some() { "confirmed" } else { "not confirmed" };
                Some(word.to_owned())
            }
            _ => None,
        }
    }

    fn phase(&self) -> String {
        let text = printable(&words::phase_seen(self.state, self.measured, self.now));
        let text = self.cut(&format!("state    {text}"));
        match &self.state.phase {
            Phase::Held(_) => self.palette.changed(&text),
            Phase::Promoted { .. } if self.state.ends_split() => self.palette.changed(&text),
            Phase::RollingBack { .. } | Phase::RollbackFailed { .. } => self.palette.removed(&text),
            Phase::Promoted { .. } | Phase::Finished => self.palette.added(&text),
            _ => text,
        }
    }

    fn gate(&self, reading: &Reading) -> String {
        let Reading { gate, verdict, evidence } = reading;
        let text = format!("{gate} {}: {evidence}", words::verdict(*verdict));
        let line = self.cut(&format!("gate     {}", printable(&text)));
        match verdict {
            Verdict::Pass => line,
            Verdict::Inconclusive | Verdict::NoData => self.palette.changed(&line),
            Verdict::Harm => self.palette.removed(&line),
        }
    }

    /// The shares of errors of late, on one scale.
    fn sparks(&self, series: &Series) -> [String; 2] {
        let all = series.baseline.iter().chain(&series.canary);
        let most = all.copied().filter(|share| share.is_finite()).fold(0.0, f64::max);
        let line = |label: &str, shares: &[f64]| {
            let recent = &shares[shares.len().saturating_sub(SPARKS)..];
            let last = recent
                .last()
                .map_or_else(|| "-".to_owned(), |share| format!("{:.2} %", share * 100.0));
            self.cut(&format!("errors   {label:<8} {:<SPARKS$} {last}", spark(recent, most)))
        };
        [line("baseline", &series.baseline), line("canary", &series.canary)]
    }

    fn cut(&self, text: &str) -> String {
        cut(text, self.width)
    }
}

/// A bar of so many cells, as full as the percentage.
fn bar(percent: f64, cells: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a bar has a few dozen cells")]
    let exact = percent.clamp(0.0, 100.0) * cells as f64 / 100.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of cells"
    )]
    let full = exact.round() as usize;
    // Something is never shown as nothing, nor less than all as all.
    let full = match full {
        0 if percent > 0.0 => 1,
        full if full == cells && percent < 100.0 => cells - 1,
        full => full,
    };
    "█".repeat(full) + &"░".repeat(cells - full)
}

/// One mark for each share, up to the largest of them.
fn spark(shares: &[f64], most: f64) -> String {
    const MARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let mark = |share: &f64| {
        if !share.is_finite() {
            return ' ';
        }
        let height = if most > 0.0 { share / most * 7.0 } else { 0.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 7"
        )]
        MARKS[(height.clamp(0.0, 7.0).round()) as usize]
    };
    shares.iter().map(mark).collect()
}

fn padded(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(text.width()))
}

/// A text of at most so many columns, with a mark where it was cut.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    for character in text.chars() {
        if cut.width() + unicode_width::UnicodeWidthChar::width(character).unwrap_or(0) >= columns {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    cut
}
