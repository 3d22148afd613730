//! Flags that several commands share.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args};

use crate::cli::connection::ConnectionArgs;
use crate::cli::environment::Environment;

/// Flags of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Run as if started in this folder
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub chdir: Option<PathBuf>,

    /// Target from your settings, as `weir context list` shows them (`WEIR_CONTEXT`)
    #[arg(short, long, global = true, value_name = "NAME", conflicts_with_all = ["endpoint", "data_dir"])]
    pub context: Option<String>,

    /// URL of the control plane; without one, the embedded control plane is used
    #[arg(long, global = true, value_name = "URL")]
    pub endpoint: Option<String>,

    /// Folder of the embedded control plane's store (`WEIR_DATA_DIR`)
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "endpoint")]
    pub data_dir: Option<PathBuf>,

    /// Mesh to work in, where documents or addresses do not name one (`WEIR_MESH`)
    #[arg(short, long, global = true, value_name = "NAME")]
    pub mesh: Option<String>,

    /// Form of the result on stdout
    #[arg(short, long, global = true, value_name = "FORMAT", value_enum)]
    output: Option<OutputFormat>,

    /// Same as --output json
    #[arg(long, global = true, conflicts_with = "output")]
    json: bool,

    /// Say less: no hints and progress; twice: no warnings either
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub quiet: u8,

    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,

    /// Never ask; what needs an answer is refused
    #[arg(long, global = true)]
    pub no_input: bool,

    /// How long one request may take [default: 30s]
    #[arg(long, global = true, value_name = "DURATION", value_parser = duration)]
    pub request_timeout: Option<Duration>,

    #[command(flatten)]
    pub connection: ConnectionArgs,
}

impl GlobalArgs {
    pub fn output(&self) -> OutputFormat {
        if self.json { OutputFormat::Json } else { self.output.unwrap_or_default() }
    }
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// If the stream is a terminal and `NO_COLOR` is not set.
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Whether a stream is coloured.
    pub fn decide(self, terminal: bool, environment: &Environment) -> bool {
        let set = |name| environment.get(name).is_some_and(|value| value != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if environment.get("NO_COLOR").is_some() => false,
            Self::Auto if set("CLICOLOR_FORCE") || set("FORCE_COLOR") => true,
            Self::Auto => {
                terminal
                    && environment.get("CLICOLOR") != Some("0")
                    && environment.get("TERM") != Some("dumb")
            }
        }
    }
}

/// The form of results on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum OutputFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// YAML documents (get, describe, dump, proxy bootstrap).
    Yaml,
    /// One address per line (get, diff, apply, delete, instance list).
    Name,
    /// A table with more columns (get).
    Wide,
    /// Lines with tabs between cells (get).
    Tsv,
    /// Comma-separated values (get).
    Csv,
    /// Workflow commands for annotations (validate).
    Github,
    /// A Code Quality report for `GitLab` (validate).
    Gitlab,
    /// SARIF 2.1.0 (validate).
    Sarif,
    /// A `JUnit` report with a test case per resource (validate).
    Junit,
    /// Test Anything Protocol with a test per resource (validate).
    Tap,
    /// For comments on pull requests (validate).
    Markdown,
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Name => "name",
            Self::Wide => "wide",
            Self::Tsv => "tsv",
            Self::Csv => "csv",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Tap => "tap",
            Self::Markdown => "markdown",
        })
    }
}

/// Reads `30s`, `1m30s`, `500ms`.
pub fn duration(text: &str) -> Result<Duration, String> {
    let span: jiff::SignedDuration =
        text.parse().map_err(|_| "write a duration such as 30s, 1m30s or 500ms".to_owned())?;
    Duration::try_from(span).map_err(|_| "a duration cannot be negative".to_owned())
}
