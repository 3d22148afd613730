//! The command line: parse, settle, run one command, answer an exit code.

mod address;
mod args;
mod carry_out;
mod clock;
mod desired;
mod environment;
mod error;
mod exit;
mod inputs;
mod pages;
mod report;
mod session;
mod settings;
mod ui;

mod commands;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use crate::output::{diagnostics, json};

use args::{GlobalArgs, OutputFormat};
use commands::{
    apply, completions, delete, describe, diff, dump, explain, get, man, serve, trace, tree,
    validate, weights,
};
pub use environment::Environment;
use error::Error;
use exit::Exit;
use settings::Settings;
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
    Diff(diff::Args),
    Apply(apply::Args),
    Delete(delete::Args),
    Get(get::Args),
    Describe(describe::Args),
    Tree(tree::Args),
    Trace(trace::Args),
    Dump(dump::Args),
    Weights(weights::Args),
    Serve(serve::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs one command line. `open` makes the streams once the flags are known.
pub fn run(
    argv: impl IntoIterator<Item = OsString>,
    environment: Environment,
    open: impl FnOnce(Manners, &Environment) -> Ui,
) -> u8 {
    let cli = match Cli::try_parse_from(argv) {
        Ok(cli) => cli,
        Err(error) => return refuse_arguments(&error, open(Manners::default(), &environment)),
    };
    let GlobalArgs { color, quiet, no_input, .. } = cli.global;
    let mut ui = open(Manners { color, quiet, no_input }, &environment);
    let as_json = cli.global.output() == OutputFormat::Json;
    let ended = execute(cli, environment, &mut ui).and_then(|exit| ui.finish().map(|()| exit));
    match ended {
        Ok(exit) => exit.code(),
        Err(error) => {
            report(&error, as_json, &mut ui);
            error.exit.code()
        }
    }
}

/// Help and version are answers on stdout; anything else is wrong use.
fn refuse_arguments(error: &clap::Error, mut ui: Ui) -> u8 {
    let text = error.render();
    let styled = if error.use_stderr() { ui.talk.is_colored() } else { ui.palette.is_colored() };
    let text = if styled { text.ansi().to_string() } else { text.to_string() };
    if error.use_stderr() {
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
    match verb.as_str() {
        "sync" | "create" | "update" | "up" | "deploy" => {
            Some("documents are applied with `weir apply PATH`")
        }
        "plan" => Some("`weir apply PATH --dry-run` shows what would be done"),
        "list" | "ls" | "show" => Some("`weir get KIND` lists, `weir describe ADDRESS` shows one"),
        "export" | "pull" => Some("`weir dump` writes what is on the control plane"),
        "rm" | "destroy" | "remove" => Some("`weir delete ADDRESS` deletes"),
        _ => None,
    }
}

fn execute(cli: Cli, environment: Environment, ui: &mut Ui) -> Result<Exit, Error> {
    if let Some(dir) = &cli.global.chdir {
        std::env::set_current_dir(dir).map_err(|error| {
            Error::usage(format!("cannot go to the folder `{}`", dir.display())).because(error)
        })?;
    }
    let settings = Settings::resolve(&cli.global, environment)?;
    match cli.command {
        Command::Validate(args) => validate::run(&args, &settings, ui),
        Command::Explain(args) => explain::run(&args, ui),
        Command::Diff(args) => run_to_end(diff::run(&args, &settings, ui)),
        Command::Apply(args) => run_to_end(apply::run(&args, &settings, ui)),
        Command::Delete(args) => run_to_end(delete::run(&args, &settings, ui)),
        Command::Get(args) => run_to_end(get::run(&args, &settings, ui)),
        Command::Describe(args) => run_to_end(describe::run(&args, &settings, ui)),
        Command::Tree(args) => run_to_end(tree::run(&args, &settings, ui)),
        Command::Trace(args) => run_to_end(trace::run(&args, &settings, ui)),
        Command::Dump(args) => run_to_end(dump::run(&args, &settings, ui)),
        Command::Weights(args) => run_to_end(weights::run(&args, &settings, ui)),
        Command::Serve(args) => serve::run(&args, &settings, ui),
        Command::Completions(args) => completions::run(&args, ui),
        Command::Man(args) => man::run(&args, ui),
    }
}

/// Runs a command that talks to a control plane; the others need no runtime.
fn run_to_end(command: impl Future<Output = Result<Exit, Error>>) -> Result<Exit, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::usage("cannot start the runtime").because(error))?;
    runtime.block_on(command)
}

/// Writes an error: text to stderr, and with JSON output one document to stdout.
fn report(error: &Error, as_json: bool, ui: &mut Ui) {
    if error.exit == Exit::PipeClosed {
        return;
    }
    if as_json {
        let document = json::error(&json::ErrorText {
            exit_code: error.exit.code(),
            code: error.code,
            message: error.to_string(),
            causes: error.causes(),
            diagnostics: error.diagnostics.iter().map(diagnostics::diagnostic).collect(),
            hints: error.hints.clone(),
        });
        let _ = writeln!(ui.out(), "{document}");
    }
    ui.error(error);
    let _ = ui.finish();
}
