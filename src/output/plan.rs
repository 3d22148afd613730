//! Plans for review: numbered steps with phases and reasons, as text and as Markdown for a pull
//! request.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::output::change::{self, View};
use crate::output::count::Count;
use crate::output::style::{one_line, printable};
use crate::output::value::inline;
use crate::plan::{Action, Change, Counts, FieldChange, Phase, Plan, Step};

/// What is known of a plan besides its steps.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub target: &'a str,
    /// The set that what is created and updated belongs to.
    pub set: Option<&'a str>,
    /// How many requests a second are sent: reads and writes.
    pub rates: Option<(f64, f64)>,
    /// How many resources are as they are to be.
    pub unchanged: usize,
    /// How many are left alone because no document has them.
    pub others: usize,
}

impl About<'_> {
    /// The counts of a plan, which may have been read from a file.
    pub fn counts(&self, plan: &Plan) -> Counts {
        Counts { unchanged: self.unchanged, ..plan.counts() }
    }
}

/// What a comment to a pull request may hold.
const MARKDOWN_MAX: usize = 60_000;

/// The plan in the order in which it is carried out.
pub fn text(plan: &Plan, about: About<'_>, view: View<'_>) -> String {
    let mut text = String::new();
    let title = title(plan, about);
    let line = view.palette.strong(&title);
    let _ = writeln!(text, "{}\n", change::apart(&line, title.width(), &size(plan, about), view));
    text.push_str(&steps(plan, view));
    let notes = notes(plan);
    if !notes.is_empty() {
        text.push('\n');
        for note in notes {
            let _ = writeln!(text, " {}", printable(&note));
        }
    }
    let _ = writeln!(text, "\n{}", summary(plan, about));
    let _ = writeln!(text, "{}", requests(plan, about));
    text
}

fn title(plan: &Plan, about: About<'_>) -> String {
    let meshes: Vec<String> = plan.meshes().into_iter().map(printable).collect();
    let noun = if meshes.len() == 1 { "mesh" } else { "meshes" };
    format!("Plan for {noun} {} @ {}", meshes.join(", "), printable(about.target))
}

/// `set shop · 5 actions in 3 phases`.
fn size(plan: &Plan, about: About<'_>) -> String {
    let phases: BTreeSet<Phase> = plan.steps.iter().map(|step| step.phase).collect();
    let actions = Count::new(plan.steps.len(), "action", "actions");
    let phases = Count::new(phases.len(), "phase", "phases");
    let set = about.set.map(|set| format!("set {} · ", printable(set)));
    format!("{}{actions} in {phases}", set.unwrap_or_default())
}

/// One line a step: phase, number, what, and why there.
fn steps(plan: &Plan, view: View<'_>) -> String {
    let lines: Vec<[String; 3]> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| [address(plan, step), what(step, view), note(plan, at)])
        .collect();
    let width = |column: usize, most: usize| {
        lines.iter().map(|line| line[column].width()).max().unwrap_or(0).min(most)
    };
    let (first, second) = (width(0, 40), width(1, 48));
    let digits = plan.steps.len().to_string().len().max(2);
    let mut text = String::new();
    let mut phase = None;
    for (at, (step, [address, what, note])) in plan.steps.iter().zip(&lines).enumerate() {
        let name = if phase == Some(step.phase) { "" } else { step.phase.as_str() };
        phase = Some(step.phase);
        let mark = if step.disruption.is_some() { "!" } else { step.action.mark() };
        let body = format!("{mark} {}", padded(address, first));
        let body = match step.action {
            Action::Create { .. } => view.palette.added(&body),
            Action::Update { .. } => view.palette.changed(&body),
            Action::Delete { .. } => view.palette.removed(&body),
        };
        let rest = format!("{}   {}", padded(what, second), view.palette.dim(note));
        let line = format!(" {name:<8} {:>digits$}  {body}   {rest}", at + 1);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// A text with spaces behind it, as wide as others of its column.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

fn address(plan: &Plan, step: &Step) -> String {
    let address = printable(&plan.address(step.action.id()));
    match step.part {
        Some(part) => format!("{address} ({}/{})", part.index, part.of),
        None => address,
    }
}

/// What a step does, in a few words.
fn what(step: &Step, view: View<'_>) -> String {
    let Action::Update { before, after, changes, tags } = &step.action else {
        return step.action.verb().to_owned();
    };
    let mut parts = Vec::new();
    let named = |change: &FieldChange| {
        let labels = view.secrets.labels((before, after), change);
        FieldChange { labels, ..change.clone() }
    };
    let changes: Vec<FieldChange> = changes.iter().map(named).collect();
    let weights: Vec<String> = changes.iter().filter_map(weight).collect();
    if !weights.is_empty() {
        parts.push(format!("weights {}", weights.join(", ")));
    }
    for change in changes.iter().filter(|change| weight(change).is_none()) {
        parts.push(listener(change).unwrap_or_else(|| brief(change)));
    }
    parts.extend(tags.iter().map(|tag| format!("tag {}", tag.key.as_str())));
    let shown: Vec<String> = parts.iter().take(3).map(|part| one_line(part)).collect();
    let more = parts.len().saturating_sub(3);
    let more = if more > 0 { format!(", {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// `cart-v1 90→10`, where the change is one of weights.
fn weight(change: &FieldChange) -> Option<String> {
    let labels: Vec<&str> = change.labels.iter().map(String::as_str).collect();
    let bare = |item: &str| item.trim_matches(['[', ']']).to_owned();
    match (labels.as_slice(), &change.change) {
        ([.., "weightedTargets", item, "weight"], Change::Changed { before, after }) => {
            Some(format!("{} {}→{}", bare(item), inline(before), inline(after)))
        }
        ([.., "weightedTargets", item], Change::Added(target)) => {
            Some(format!("{} +{}", bare(item), target.get("weight").map(inline)?))
        }
        ([.., "weightedTargets", item], Change::Removed(target)) => {
            Some(format!("{} -{}", bare(item), target.get("weight").map(inline)?))
        }
        _ => None,
    }
}

/// `add listener http2 :9090`.
fn listener(change: &FieldChange) -> Option<String> {
    let [list, _] = change.labels.as_slice() else { return None };
    let (verb, value) = match &change.change {
        Change::Added(value) => ("add", value),
        Change::Removed(value) => ("remove", value),
        Change::Changed { .. } | Change::Moved { .. } => return None,
    };
    let mapping = value.get("portMapping").filter(|_| list == "listeners")?;
    let part = |member: &str| mapping.get(member).map(inline);
    Some(format!("{verb} listener {} :{}", part("protocol")?, part("port")?))
}

/// `add match.port 8080`, `change timeout.idle`. Values are told only where they cannot be secret.
fn brief(change: &FieldChange) -> String {
    let from = change.labels.len().saturating_sub(2);
    let is_item = change.labels.get(from).is_some_and(|label| label.starts_with('['));
    // An item is nothing without its list.
    let last = &change.labels[from.saturating_sub(usize::from(is_item))..];
    let name = crate::plan::diff::joined(last);
    let number =
        |value: &Value| if value.is_number() { format!(" {value}") } else { String::new() };
    match &change.change {
        Change::Added(value) => format!("add {name}{}", number(value)),
        Change::Removed(_) => format!("remove {name}"),
        Change::Changed { before, after } if before.is_number() && after.is_number() => {
            format!("{name} {before}→{after}")
        }
        Change::Changed { .. } => format!("change {name}"),
        Change::Moved { .. } => format!("move {name}"),
    }
}

/// After which steps a step comes, where that does not go without saying, and why.
fn note(plan: &Plan, at: usize) -> String {
    let step = &plan.steps[at];
    let why = step.why.as_ref().map(|why| printable(&why.0));
    let after = nearest(plan, at);
    let waits = !after.is_empty() && !matches!(step.action, Action::Create { .. });
    let numbers: Vec<String> = after.iter().map(|before| (before + 1).to_string()).collect();
    let numbers = match numbers.as_slice() {
        [first, .., last] if numbers.len() > 4 => format!("{first} to {last}"),
        numbers => numbers.join(", "),
    };
    match (waits, why) {
        (true, Some(why)) => format!("after {numbers}: {why}"),
        (true, None) => format!("after {numbers}"),
        (false, Some(why)) => why,
        (false, None) => String::new(),
    }
}

/// The steps right before a step: those that no other of them comes after.
fn nearest(plan: &Plan, at: usize) -> Vec<usize> {
    let after = &plan.steps[at].after;
    let implied: BTreeSet<usize> =
        after.iter().flat_map(|before| plan.steps[*before].after.iter().copied()).collect();
    after.iter().copied().filter(|before| !implied.contains(before)).collect()
}

/// What a reviewer must not miss.
fn notes(plan: &Plan) -> Vec<String> {
    let mut notes = Vec::new();
    for step in &plan.steps {
        if let Some(disruption) = &step.disruption {
            notes.push(format!("! {}", disruption.text));
        }
    }
    for (from, to) in &plan.renames {
        notes.push(format!(
            "= {} gets the name {}: same spec",
            plan.address(from),
            plan.address(to)
        ));
    }
    for kept in &plan.kept {
        let users: Vec<String> = kept.users.iter().map(|id| plan.address(id)).collect();
        let address = plan.address(&kept.resource);
        notes.push(format!("! {address} is kept: {} still needs it", users.join(", ")));
    }
    notes
}

fn summary(plan: &Plan, about: About<'_>) -> String {
    let others = match about.others {
        0 => String::new(),
        others => format!(", {others} unmanaged"),
    };
    format!("{}{others}", change::summary(about.counts(plan)))
}

/// `Requests: 5 writes, 41 reads · about 2 s at 40 r/s, 8 w/s`.
fn requests(plan: &Plan, about: About<'_>) -> String {
    let requests = plan.requests();
    let (writes, reads) = (
        Count::new(requests.writes, "write", "writes"),
        Count::new(requests.reads, "read", "reads"),
    );
    let line = format!("Requests: {writes}, {reads}");
    let Some((read, write)) = about.rates else { return line };
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let seconds = (requests.reads as f64 / read).max(requests.writes as f64 / write);
    format!("{line} · about {:.0} s at {read} r/s, {write} w/s", seconds.max(1.0).ceil())
}

/// The same as a comment to a pull request: the steps in a table, the fields folded away. It is cut
/// where it would be too long, and says so.
pub fn markdown(plan: &Plan, about: About<'_>, view: View<'_>) -> String {
    let mut text = format!("### {}\n\n", escaped(&title(plan, about)));
    if plan.is_empty() {
        text.push_str("Nothing to do.\n");
        return text;
    }
    let _ = writeln!(text, "**{}** · {}\n", summary(plan, about), size(plan, about));
    for note in notes(plan) {
        let _ = writeln!(text, "> {}\n", escaped(&note));
    }
    text.push_str(
        "| # | phase | | resource | what | note |\n| --: | --- | --- | --- | --- | --- |\n",
    );
    let end = format!("\n{}\n", requests(plan, about));
    let room = MARKDOWN_MAX - end.len() - 400;
    for (at, step) in plan.steps.iter().enumerate() {
        let row = format!(
            "| {} | {} | {} | `{}` | {} | {} |\n",
            at + 1,
            step.phase.as_str(),
            step.action.mark(),
            address(plan, step).replace(['`', '|'], " "),
            escaped(&what(step, view)),
            escaped(&note(plan, at)),
        );
        if text.len() + row.len() > room {
            let _ = writeln!(text, "\n… {} more steps are left out here.", plan.steps.len() - at);
            break;
        }
        text.push_str(&row);
    }
    let details = change::outcomes(plan, view);
    let fence = "`".repeat(longest_run(&details).max(2) + 1);
    let frame = format!("\n<details><summary>Fields</summary>\n\n{fence}diff\n");
    let close = format!("{fence}\n\n</details>\n");
    let left = room.saturating_sub(text.len() + frame.len() + close.len());
    let fitting = lines_within(&details, left);
    let _ = write!(text, "{frame}{fitting}{close}");
    if fitting.len() < details.len() {
        let lines = details[fitting.len()..].lines().count();
        let _ = writeln!(text, "\n{lines} more lines are left out; `weir diff` shows all of them.");
    }
    text + &end
}

/// As many whole lines as fit.
fn lines_within(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let cut = text.floor_char_boundary(bytes);
    text[..cut].rfind('\n').map_or("", |end| &text[..=end])
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '\n' => escaped.push(' '),
            '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '@' => {
                escaped.push('\\');
                escaped.push(character);
            }
            character => escaped.push(character),
        }
    }
    escaped
}
