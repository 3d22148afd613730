//! `weir validate`: what is wrong with documents, without a control plane unless one is asked for.

mod catalogue;

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::baseline;
use crate::cli::changed_files::ChangedFiles;
use crate::cli::copies::CopyArgs;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::fixing::{self, Level, Repairs};
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::policy::{self, RuleArgs};
use crate::cli::report::{self, Report};
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::cli::signals::run_to_end;
use crate::cli::{pages, rendering};
use crate::client::WithTags;
use crate::diagnostic::Severity;
use crate::document::{Documents, Rollouts};
use crate::output::count::Count;
use crate::output::diagnostics::Summary;
use crate::output::findings::{self, Findings};
use crate::output::frame::{FRAMES_MAX, Look, first_frames};
use crate::output::json;
use crate::validate::judgement::Policy;

/// The forms of its output.
pub const FORMATS: Formats = Formats::new(
    "validate",
    &[
        OutputFormat::Text,
        OutputFormat::Json,
        OutputFormat::Github,
        OutputFormat::Gitlab,
        OutputFormat::Sarif,
        OutputFormat::Junit,
        OutputFormat::Tap,
        OutputFormat::Markdown,
    ],
);

/// Check documents, without a control plane unless --online asks for one
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// Judge the documents together with what is on the control plane
    #[arg(long)]
    online: bool,

    #[command(flatten)]
    rules: RuleArgs,

    /// Least severity that makes the exit code 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    fail_on: Option<Least>,

    /// Least severity that is shown
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "hint")]
    show: Least,

    /// Put right what can be put right, in the files: what is certain, or guesses too
    #[arg(long, value_name = "HOW", value_enum, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "safe")]
    fix: Option<Level>,

    /// Leave out what stands in this file of known findings
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write what is found into the baseline
    #[arg(long, requires = "baseline", conflicts_with = "changed_since")]
    write_baseline: bool,

    /// Show the first N problems and count the rest; 0 shows all
    #[arg(long, value_name = "N", default_value_t = FRAMES_MAX)]
    max_problems: usize,

    /// Tell only of files that changed since a revision of git; all are read
    #[arg(long, value_name = "REVISION")]
    changed_since: Option<String>,

    #[command(flatten)]
    copies: CopyArgs,

    /// List all codes that can be found, and look at no documents
    #[arg(long)]
    list_rules: bool,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Least {
    Error,
    Warning,
    Info,
    Hint,
}

impl Least {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
            Self::Hint => Severity::Hint,
        }
    }
}

/// What a run found, beside whom, and what it put right.
struct Found {
    report: Report,
    /// The control plane beside which the documents were judged.
    target: Option<String>,
    repairs: Option<Repairs>,
    started: Instant,
}

pub fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    args.copies.check(FORMATS)?;
    if args.list_rules {
        return catalogue::write(settings.output, ui);
    }
    let started = Instant::now();
    let mut policy = policy::resolve(&args.rules, settings)?;
    if let Some(path) = args.baseline.as_ref().filter(|_| !args.write_baseline) {
        policy.baseline = baseline::read(path)?;
    }
    let changed = args.changed_since.as_deref().map(ChangedFiles::since).transpose()?;
    let repairs =
        args.fix.map(|level| fixing::fix(&args.inputs, level, (settings, changed.as_ref()), ui));
    let repairs = repairs.transpose()?;
    if let Some(repairs) = &repairs {
        repairs.tell(ui);
    }
    // The process ends after this, which frees all at once; piece by piece takes long.
    let documents = ManuallyDrop::new(args.inputs.load_with(Rollouts::Read, settings)?);
    let (mut report, target) = judge(args, &documents, &policy, settings)?;
    if let Some(changed) = changed {
        report.retain(&documents, |diagnostic| changed.concerns(diagnostic));
    }
    if let Some(path) = args.baseline.as_ref().filter(|_| args.write_baseline) {
        let count = baseline::write(path, &mut report)?;
        report.count(&documents);
        let known = Count::new(count, "known finding", "known findings");
        ui.status(&format!("wrote {known} to {}", path.display()));
    }
    let fails_at = fails_at(args, settings);
    let fails = report.worst().is_some_and(|worst| worst >= fails_at);
    let exit = if fails { Exit::No } else { Exit::Done };
    let found = Found { report, target, repairs, started };
    tell(args, settings.output, found, (exit, fails_at), ui)
}

/// The least severity that makes the answer no: the flag's, or the project's.
fn fails_at(args: &Args, settings: &Settings) -> Severity {
    let of_project = settings.project.as_ref().and_then(|project| project.rules.fail_on);
    args.fail_on.map(Least::severity).or(of_project).unwrap_or(Severity::Error)
}

/// Judges documents alone, or beside what the control plane has.
fn judge(
    args: &Args,
    documents: &Documents,
    policy: &Policy,
    settings: &Settings,
) -> Result<(Report, Option<String>), Error> {
    if !args.online {
        return Ok((report::check(documents, policy), None));
    }
    let mut judged = None;
    run_to_end(&settings.changing, async {
        let session = Session::open(settings).await?;
        let current = session.client.snapshot(&documents.meshes(), WithTags::No).await?;
        judged = Some((report::check_beside(documents, &current, policy), session.target.clone()));
        session.close();
        Ok(Exit::Done)
    })?;
    let (report, target) = judged.expect("a run that ended well has judged");
    Ok((report, Some(target)))
}

fn tell(
    args: &Args,
    output: OutputFormat,
    mut found: Found,
    (exit, fails_at): (Exit, Severity),
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let summary = found.report.summary;
    found.report.diagnostics.retain(|one| one.severity >= args.show.severity());
    let findings = |exit: Exit| Findings {
        command: "validate",
        diagnostics: &found.report.diagnostics,
        suppressed: &found.report.suppressed,
        examined: &found.report.examined,
        summary,
        fails_at,
        exit_code: exit.code(),
        completed: true,
        target: found.target.as_deref(),
        pages: &pages::of,
    };
    let render = |exit: Exit, format: OutputFormat| match (format, &found.repairs) {
        (OutputFormat::Json, Some(repairs)) => {
            let mut document = findings::json::document(&findings(exit));
            document["fixed"] = repairs.json();
            json::text(&document) + "\n"
        }
        _ => rendering::findings(&findings(exit), format),
    };
    let exit = args.copies.write(exit, ui, |format| render(exit, format));
    match output {
        OutputFormat::Text => text(args, &found, (summary, fails_at), ui)?,
        format => ui.out().write_all(render(exit, format).as_bytes())?,
    }
    Ok(exit)
}

fn text(
    args: &Args,
    found: &Found,
    (summary, fails_at): (Summary, Severity),
    ui: &mut Ui,
) -> Result<(), Error> {
    let mut diagnostics = found.report.diagnostics.clone();
    // What makes the answer no is told in any case.
    diagnostics.retain(|one| ui.tells(one.severity) || one.severity >= fails_at);
    if diagnostics.is_empty() && ui.quiet() > 1 {
        return Ok(());
    }
    let beside = found.target.as_ref().map(|target| format!(" beside what is on {target}"));
    let beside = beside.unwrap_or_default();
    if summary.is_clean() {
        let suppressed = match summary.suppressed {
            0 => String::new(),
            number => format!(" ({number} suppressed)"),
        };
        let since = args.changed_since.as_ref();
        let since = since.map(|revision| format!(" in what changed since {revision}"));
        let since = since.unwrap_or_default();
        ui.status(&format!("ok: {}{beside}, no problems{since}{suppressed}", summary.scope()));
        return Ok(());
    }
    let look = Look { colored: ui.palette.is_colored(), width: ui.width };
    let most = if args.max_problems == 0 { usize::MAX } else { args.max_problems };
    let frames = first_frames(&diagnostics, most, look);
    write!(ui.out(), "{frames}")?;
    let line = format!("{summary}{beside}");
    let took = format!("{} ms", found.started.elapsed().as_millis());
    // How long it took is for who watches; what is kept must be the same for the same documents.
    let room = ui.width.and_then(|width| width.checked_sub(line.chars().count() + took.len()));
    match room.filter(|room| *room > 0) {
        Some(room) => writeln!(ui.out(), "{line}{:room$}{took}", "")?,
        None => writeln!(ui.out(), "{line}")?,
    }
    Ok(())
}
