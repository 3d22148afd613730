//! The command line: parse, settle, run one command, answer an exit code.

mod access_codes;
mod address;
mod against;
mod api_codes;
mod args;
#[cfg(feature = "aws")]
mod aws_files;
mod baseline;
mod cache;
mod carry_out;
mod changed_files;
mod clock;
mod compare;
mod config;
mod connection;
mod copies;
mod desired;
mod environment;
mod error;
mod exit;
mod files;
mod fixing;
mod formats;
mod general_codes;
mod guardian;
mod guides;
mod hosting;
mod identity;
mod inputs;
mod keeper;
mod mask;
mod means;
mod offered;
mod pages;
mod plan_codes;
mod plan_file;
mod policy;
mod rendering;
mod report;
mod runs;
mod selector;
mod session;
mod settings;
mod signals;
mod targets;
mod ui;
mod wait;

mod commands;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum as _};

use crate::diagnostic::Code;
use crate::output::style::printable;

use args::{GlobalArgs, OutputFormat};
use commands::{
    apply, backup, blue_green, canary, completions, context, delete, describe, diff, dump, explain,
    get, history, instance, lock, man, plan, proxy, restore, schema, serve, show, trace, tree,
    undo, validate, weights,
};
pub use environment::Environment;
use error::Error;
use exit::Exit;
use formats::Formats;
use session::redacted;
use settings::{Endpoint, Settings};
use signals::run_to_end;
use ui::Manners;
pub use ui::Ui;

/// Validates, diffs and applies service-mesh resources written as App Mesh JSON
#[derive(Debug, Parser)]
#[command(name = "weir", version, propagate_version = true, max_term_width = 100)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalArgs,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(visible_aliases = ["check", "lint"])]
    Validate(validate::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Diff(diff::Args),
    Plan(plan::Args),
    Show(show::Args),
    Apply(apply::Args),
    Undo(undo::Args),
    History(history::Args),
    Lock(lock::Args),
    Delete(delete::Args),
    Get(get::Args),
    Describe(describe::Args),
    Tree(tree::Args),
    Trace(trace::Args),
    Dump(dump::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Weights(weights::Args),
    Canary(canary::Args),
    BlueGreen(blue_green::Args),
    Instance(instance::Args),
    Serve(serve::Args),
    Proxy(proxy::Args),
    #[command(visible_alias = "ctx")]
    Context(context::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs one command line. `open` makes the streams once the flags are known.
pub fn run(
    argv: impl IntoIterator<Item = OsString>,
    environment: Environment,
    open: impl FnOnce(Manners, &Environment) -> Ui,
) -> u8 {
    let argv: Vec<OsString> = argv.into_iter().collect();
    let cli = match Cli::try_parse_from(&argv) {
        Ok(cli) => cli,
        Err(error) => {
            let ui = open(Manners::default(), &environment);
            return refuse_arguments(&error, (argv.len() - 1, wanted_output(&argv)), ui);
        }
    };
    let GlobalArgs { color, quiet, no_input, .. } = cli.global;
    let mut ui = open(Manners { color, quiet, no_input }, &environment);
    let output = cli.global.output();
    let ended = execute(&cli, environment, &mut ui).and_then(|exit| ui.finish().map(|()| exit));
    match ended {
        Ok(exit) => exit.code(),
        Err(error) => {
            report(&error, output, &mut ui);
            error.exit.code()
        }
    }
}

/// The form that is asked for, in arguments that could not be read as a whole.
fn wanted_output(argv: &[OsString]) -> OutputFormat {
    let words: Vec<&str> = argv.iter().filter_map(|word| word.to_str()).collect();
    let apart = words.windows(2).filter_map(|pair| match pair {
        ["-o" | "--output", format] => Some(*format),
        _ => None,
    });
    let joined = words.iter().filter_map(|word| match *word {
        "--json" => Some("json"),
        word => word.strip_prefix("--output=").or_else(|| {
            let short = word.strip_prefix("-o").filter(|format| !format.is_empty())?;
            Some(short.trim_start_matches('='))
        }),
    });
    let mut formats =
        apart.chain(joined).filter_map(|format| OutputFormat::from_str(format, false).ok());
    formats.next().unwrap_or_default()
}

/// Help and version are answers on stdout; anything else is wrong use.
fn refuse_arguments(
    error: &clap::Error,
    (arguments, output): (usize, OutputFormat),
    mut ui: Ui,
) -> u8 {
    let text = error.render();
    let styled = if error.use_stderr() { ui.talk.is_colored() } else { ui.palette.is_colored() };
    let plain = printable(&text.to_string());
    // Arguments stand in the text as they were given, control characters and all.
    let text = if styled && plain == text.to_string() { text.ansi().to_string() } else { plain };
    // Who types nothing but the name asks what there is, and is told.
    let is_bare =
        error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && arguments == 0;
    if error.use_stderr() && !is_bare {
        let plain = error.render().to_string();
        let message = plain.lines().next().unwrap_or_default().trim_start_matches("error: ");
        write_error(&Error::usage(message), output, &mut ui);
        ui.say(text.trim_end());
        if let Some(hint) = foreign_verb(error) {
            ui.hint(hint);
        }
        return Exit::Usage.code();
    }
    match ui.out().write_all(text.as_bytes()).map_err(Error::from).and_then(|()| ui.finish()) {
        Ok(()) => Exit::Done.code(),
        Err(error) => error.exit.code(),
    }
}

/// What people type who come from other tools.
fn foreign_verb(error: &clap::Error) -> Option<&'static str> {
    let Some(clap::error::ContextValue::String(verb)) =
        error.get(clap::error::ContextKind::InvalidSubcommand)
    else {
        return None;
    };
    let usage = error.get(clap::error::ContextKind::Usage).map(ToString::to_string);
    if usage.is_some_and(|usage| usage.contains("weir lock")) {
        return Some("`weir lock status` shows who holds which lock");
    }
    match verb.as_str() {
        "sync" | "create" | "update" | "up" | "deploy" => {
            Some("documents are applied with `weir apply PATH`")
        }
        "list" | "ls" | "show" => Some("`weir get KIND` lists, `weir describe ADDRESS` shows one"),
        "export" | "pull" => Some("`weir dump` writes what is on the control plane"),
        "rm" | "destroy" | "remove" => Some("`weir delete ADDRESS` deletes"),
        _ => None,
    }
}

fn execute(cli: &Cli, environment: Environment, ui: &mut Ui) -> Result<Exit, Error> {
    if let Some(dir) = &cli.global.chdir {
        std::env::set_current_dir(dir).map_err(|error| {
            Error::usage(format!("cannot go to the folder `{}`", dir.display())).because(error)
        })?;
    }
    let mut settings = Settings::resolve(&cli.global, environment)?;
    settings.teller = ui.teller();
    run_command(cli, &settings, ui).map_err(|error| name_endpoint(error, &settings))
}

/// Nobody is where the endpoint leads.
const NO_CONNECTION: Code = Code("A001");

/// Says whom it was that did not answer, or not as it should, and who chose it.
fn name_endpoint(error: Error, settings: &Settings) -> Error {
    const TOLD: &str = "the endpoint is ";
    if error.hints.iter().any(|hint| hint.starts_with(TOLD)) {
        return error;
    }
    match (&settings.endpoint, error.exit) {
        (Endpoint::Url { url, origin }, Exit::ControlPlane | Exit::Credentials) => {
            let is_nowhere = error.code == Some(NO_CONNECTION);
            let error = error.hint(format!("{TOLD}{}, from {origin}", redacted(url)));
            if is_nowhere {
                error.hint("without an endpoint, the embedded control plane is used")
            } else {
                error
            }
        }
        _ => error,
    }
}

impl Command {
    /// The forms of its output.
    fn formats(&self) -> Formats {
        match self {
            Self::Validate(_) => validate::FORMATS,
            Self::Explain(_) => explain::FORMATS,
            Self::Schema(_) => schema::FORMATS,
            Self::Diff(_) => diff::FORMATS,
            Self::Plan(_) => plan::FORMATS,
            Self::Show(_) => show::FORMATS,
            Self::Apply(_) => apply::FORMATS,
            Self::Undo(_) => undo::FORMATS,
            Self::History(_) => history::FORMATS,
            Self::Lock(_) => lock::FORMATS,
            Self::Delete(_) => delete::FORMATS,
            Self::Get(_) => get::FORMATS,
            Self::Describe(_) => describe::FORMATS,
            Self::Tree(_) => tree::FORMATS,
            Self::Trace(_) => trace::FORMATS,
            Self::Dump(_) => dump::FORMATS,
            Self::Backup(_) => backup::FORMATS,
            Self::Restore(_) => restore::FORMATS,
            Self::Weights(_) => weights::FORMATS,
            Self::Canary(_) => canary::FORMATS,
            Self::BlueGreen(_) => blue_green::FORMATS,
            Self::Instance(args) => args.formats(),
            Self::Serve(_) => serve::FORMATS,
            Self::Proxy(args) => args.formats(),
            Self::Context(_) => context::FORMATS,
            Self::Completions(_) => completions::FORMATS,
            Self::Man(_) => man::FORMATS,
        }
    }
}

fn run_command(cli: &Cli, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    if let Some(route) = guardian::errand(settings) {
        return run_to_end(&settings.changing, guardian::guard(&route?, settings, ui));
    }
    cli.command.formats().check(settings.output)?;
    match &cli.command {
        Command::Validate(args) => validate::run(args, settings, ui),
        Command::Explain(args) => explain::run(args, ui),
        Command::Schema(args) => schema::run(args, ui),
        Command::Diff(args) => run_to_end(&settings.changing, diff::run(args, settings, ui)),
        Command::Plan(args) => run_to_end(&settings.changing, plan::run(args, settings, ui)),
        Command::Show(args) => show::run(args, settings, ui),
        Command::Undo(args) => run_to_end(&settings.changing, undo::run(args, settings, ui)),
        Command::History(args) => history::run(args, settings, ui),
        Command::Lock(args) => run_to_end(&settings.changing, lock::run(args, settings, ui)),
        Command::Apply(args) => run_to_end(&settings.changing, apply::run(args, settings, ui)),
        Command::Delete(args) => run_to_end(&settings.changing, delete::run(args, settings, ui)),
        Command::Get(args) => run_to_end(&settings.changing, get::run(args, settings, ui)),
        Command::Describe(args) => {
            run_to_end(&settings.changing, describe::run(args, settings, ui))
        }
        Command::Tree(args) => run_to_end(&settings.changing, tree::run(args, settings, ui)),
        Command::Trace(args) => run_to_end(&settings.changing, trace::run(args, settings, ui)),
        Command::Dump(args) => run_to_end(&settings.changing, dump::run(args, settings, ui)),
        Command::Backup(args) => run_to_end(&settings.changing, backup::run(args, settings, ui)),
        Command::Restore(args) => restore::run(args, settings, ui),
        Command::Weights(args) => run_to_end(&settings.changing, weights::run(args, settings, ui)),
        Command::Canary(args) => run_to_end(&settings.changing, canary::run(args, settings, ui)),
        Command::BlueGreen(args) => {
            run_to_end(&settings.changing, blue_green::run(args, settings, ui))
        }
        Command::Instance(args) => {
            run_to_end(&settings.changing, instance::run(args, settings, ui))
        }
        Command::Serve(args) => serve::run(args, settings, ui),
        Command::Proxy(args) => run_to_end(&settings.changing, proxy::run(args, settings, ui)),
        Command::Context(args) => context::run(args, &cli.global, settings, ui),
        Command::Completions(args) => completions::run(args, ui),
        Command::Man(args) => man::run(args, ui),
    }
}

/// Writes an error: text to stderr, and what machines are to be told to stdout.
fn report(error: &Error, output: OutputFormat, ui: &mut Ui) {
    if error.exit == Exit::PipeClosed {
        return;
    }
    write_error(error, output, ui);
    ui.error(error);
    let _ = ui.finish();
}

fn write_error(error: &Error, output: OutputFormat, ui: &mut Ui) {
    if let Some(document) = rendering::error(error, output) {
        // Where stdout is closed nobody misses it.
        let _ = ui.out().write_all(document.as_bytes());
    }
}
