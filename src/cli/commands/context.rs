//! `weir context`: the targets that have names.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::{GlobalArgs, OutputFormat};
use crate::cli::config::edit::Edit;
use crate::cli::config::{Context, Load};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::identity;
use crate::cli::session::{Session, redacted};
use crate::cli::settings::{Endpoint, Settings};
use crate::cli::signals::run_to_end;
use crate::output::count::Count;
use crate::output::json::{envelope, text};
use crate::output::table;

pub const FORMATS: Formats = Formats::new("context", &[OutputFormat::Text, OutputFormat::Json]);

/// List, use, add, remove and test targets
///
/// A context names a control plane and everything that is needed to talk to it. Contexts stand in
/// your own settings, `~/.config/weir/config.toml`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    List(List),
    Use(Use),
    Show(Show),
    Add(Add),
    Remove(Remove),
    Test(Test),
}

/// List contexts
#[derive(Debug, clap::Args)]
struct List {}

/// Use a context from now on; on a terminal one is chosen from the list
#[derive(Debug, clap::Args)]
struct Use {
    name: Option<String>,
}

/// Show a context, or the one in use
#[derive(Debug, clap::Args)]
struct Show {
    name: Option<String>,
}

/// Add a context, made of the flags that say where, how and as whom
#[derive(Debug, clap::Args)]
struct Add {
    name: String,

    /// Whoever changes it has to type its name
    #[arg(long)]
    protected: bool,

    /// Do not ask the control plane whether it answers
    #[arg(long)]
    skip_test: bool,

    /// Replace the one of that name
    #[arg(long)]
    replace: bool,
}

/// Remove a context
#[derive(Debug, clap::Args)]
struct Remove {
    name: String,
}

/// Ask the control plane of a context whether it answers
#[derive(Debug, clap::Args)]
struct Test {
    name: Option<String>,
}

pub fn run(
    args: &Args,
    global: &GlobalArgs,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    match &args.action {
        Action::List(_) => list(global, settings, ui),
        Action::Use(args) => {
            let name = match &args.name {
                Some(name) => name.clone(),
                None => choose(settings, ui)?,
            };
            known(settings, &name)?;
            change(settings, |edit| edit.use_context(&name))?;
            ui.status(&format!("`{name}` is used from now on"));
            Ok(Exit::Done)
        }
        Action::Show(args) => show(args.name.as_deref(), global, settings, ui),
        Action::Add(args) => add(args, global, settings, ui),
        Action::Remove(args) => {
            known(settings, &args.name)?;
            change(settings, |edit| edit.remove(&args.name))?;
            ui.status(&format!("`{}` is removed", args.name));
            Ok(Exit::Done)
        }
        Action::Test(args) => {
            let settings = match &args.name {
                Some(name) => {
                    let mut global = global.clone();
                    (global.context, global.endpoint) = (Some(name.clone()), None);
                    let named = Settings::resolve(&global, settings.environment.clone())?;
                    Settings { teller: settings.teller, ..named }
                }
                None => settings.clone(),
            };
            let tested = run_to_end(&settings.changing, test(&settings, ui));
            tested.map_err(|error| super::super::name_endpoint(error, &settings))
        }
    }
}

/// Has somebody choose one of the contexts.
fn choose(settings: &Settings, ui: &mut Ui) -> Result<String, Error> {
    let contexts = &settings.user.contexts;
    if contexts.is_empty() {
        return Err(Error::new(Exit::No, "there are no contexts")
            .hint("`weir context add NAME --endpoint URL` adds one"));
    }
    let names: Vec<&String> = contexts.keys().collect();
    let row = |(name, context): (&String, &Context)| match &context.endpoint {
        Some(url) => format!("{name}  {}", redacted(url)),
        None => name.clone(),
    };
    let rows: Vec<String> = contexts.iter().map(row).collect();
    match ui.choose("Which context is used from now on?", &rows)? {
        Some(index) => Ok(names[index].clone()),
        None => Err(Error::new(Exit::Refused, "declined; nothing was changed")),
    }
}

fn known<'a>(settings: &'a Settings, name: &str) -> Result<&'a Context, Error> {
    settings.user.contexts.get(name).ok_or_else(|| {
        Error::new(Exit::No, format!("there is no context `{name}`"))
            .hint("`weir context list` shows those that exist")
    })
}

/// Changes the user's file.
fn change(settings: &Settings, act: impl FnOnce(&mut Edit)) -> Result<(), Error> {
    let path = settings.user.path.as_ref().ok_or_else(|| {
        Error::usage("no place for your settings").hint("set HOME, or name a file in WEIR_CONFIG")
    })?;
    let mut edit = Edit::open(path)?;
    act(&mut edit);
    edit.save(path)
}

fn place(context: &Context) -> String {
    match (&context.endpoint, &context.data_dir) {
        (Some(url), _) => redacted(url),
        (None, Some(dir)) => format!("embedded, in {}", dir.display()),
        (None, None) => "embedded".to_owned(),
    }
}

fn mesh(context: &Context) -> String {
    context.mesh.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn described(name: &str, context: &Context, settings: &Settings) -> Value {
    json!({
        "name": name,
        "current": settings.user.current.as_deref() == Some(name),
        "endpoint": context.endpoint.as_deref().map(redacted),
        "dataDir": context.data_dir,
        "mesh": context.mesh.as_ref().map(ToString::to_string),
        "auth": context.auth.unwrap_or_default().as_str(),
        "profile": context.profile,
        "region": context.region,
        "protected": context.protected,
    })
}

/// Who decides where a run goes. None where nobody but the user's file does.
fn decided_by(global: &GlobalArgs, settings: &Settings) -> Option<String> {
    match (&settings.context, &settings.endpoint) {
        (Some(_), _) if global.context.is_some() => Some("--context".to_owned()),
        (Some(_), _) => settings.environment.get("WEIR_CONTEXT").map(|_| "WEIR_CONTEXT".to_owned()),
        (None, Endpoint::Url { origin, .. }) => Some(origin.to_string()),
        (None, Endpoint::Embedded) => global.data_dir.as_ref().map(|_| "--data-dir".to_owned()),
    }
}

/// Where a run goes, and who says so.
fn in_use(global: &GlobalArgs, settings: &Settings) -> String {
    let used = match (&settings.context, &settings.endpoint) {
        (Some(name), _) => format!("the context `{name}`"),
        (None, Endpoint::Url { url, .. }) => redacted(url),
        (None, Endpoint::Embedded) => "the embedded control plane".to_owned(),
    };
    match decided_by(global, settings) {
        Some(who) => format!("{used} is used, from {who}"),
        None => format!("{used} is used"),
    }
}

fn in_use_json(global: &GlobalArgs, settings: &Settings) -> Value {
    let (url, folder) = match &settings.endpoint {
        Endpoint::Url { url, .. } => (Some(redacted(url)), None),
        Endpoint::Embedded => (None, Some(&settings.data_dir)),
    };
    let of_file = settings.context.as_ref().map(|_| "current-context".to_owned());
    json!({
        "context": settings.context,
        "endpoint": url,
        "dataDir": folder,
        "from": decided_by(global, settings).or(of_file),
    })
}

fn list(global: &GlobalArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let contexts = &settings.user.contexts;
    if settings.output == OutputFormat::Json {
        let items: Vec<Value> =
            contexts.iter().map(|(name, context)| described(name, context, settings)).collect();
        let used = in_use_json(global, settings);
        return document("contexts", [("items", json!(items)), ("inUse", used)], ui);
    }
    let used = in_use(global, settings);
    if contexts.is_empty() {
        ui.status(&format!("no contexts; {used}"));
        ui.hint("add one with `weir context add NAME --endpoint URL`");
        return Ok(Exit::Done);
    }
    let rows = contexts.iter().map(|(name, context)| {
        let mark = if settings.context.as_ref() == Some(name) { "*" } else { "" };
        let auth = context.auth.unwrap_or_default().as_str();
        let protected = if context.protected { "yes" } else { "" };
        let cells = [mark, name, &place(context), &mesh(context), auth, protected];
        cells.map(crate::output::style::printable).to_vec()
    });
    let header = ["", "NAME", "ENDPOINT", "MESH", "AUTH", "PROTECTED"];
    let shown = table::render(&header, rows.collect(), ui.width);
    write!(ui.out(), "{shown}")?;
    if settings.context.is_none() || decided_by(global, settings).is_some() {
        ui.status(&used);
    }
    Ok(Exit::Done)
}

fn show(
    name: Option<&str>,
    global: &GlobalArgs,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let Some(name) = name.or(settings.context.as_deref()) else {
        return Err(Error::new(Exit::No, "no context is in use")
            .hint(in_use(global, settings))
            .hint("`weir context list` shows them, `weir context use NAME` takes one"));
    };
    let context = known(settings, name)?;
    if settings.output == OutputFormat::Json {
        return document("context", [("context", described(name, context, settings))], ui);
    }
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let lines = [
        ("context", name.to_owned()),
        ("endpoint", place(context)),
        ("mesh", mesh(context)),
        ("auth", context.auth.unwrap_or_default().as_str().to_owned()),
        ("profile", optional(&context.profile)),
        ("region", optional(&context.region)),
        ("protected", if context.protected { "yes" } else { "" }.to_owned()),
    ];
    for (label, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
        writeln!(ui.out(), "{label:<10} {}", crate::output::style::printable(text))?;
    }
    Ok(Exit::Done)
}

fn document<const N: usize>(
    schema: &str,
    members: [(&str, Value); N],
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let mut document = envelope(schema, Exit::Done.code());
    document.extend(members.map(|(name, value)| (name.to_owned(), value)));
    writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    Ok(Exit::Done)
}

fn add(args: &Add, global: &GlobalArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let name = &args.name;
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Error::usage("a context has a name of printable characters"));
    }
    if settings.user.contexts.contains_key(name) && !args.replace {
        return Err(Error::new(Exit::Refused, format!("there is a context `{name}` already"))
            .hint("--replace puts this one in its place"));
    }
    let context = context(args, global, settings)?;
    if context.endpoint.is_some() && !args.skip_test {
        // What a project may be applied to is no matter of setting contexts up.
        let settings = Settings { project: None, ..settings.clone() };
        run_to_end(&settings.changing, test(&settings, ui)).map_err(|error| {
            error.hint("the context was not added; --skip-test adds it all the same")
        })?;
    }
    let first = settings.user.contexts.is_empty();
    change(settings, |edit| {
        edit.add(name, &context);
        if first {
            edit.use_context(name);
        }
    })?;
    ui.status(&format!("`{name}` is added{}", if first { " and used from now on" } else { "" }));
    if !first {
        ui.hint(&format!("`weir context use {name}` takes it, `-c {name}` does so once"));
    }
    Ok(Exit::Done)
}

/// The flags of a command line as a context. Files are kept as absolute paths, since a context is
/// used from anywhere.
fn context(args: &Add, global: &GlobalArgs, settings: &Settings) -> Result<Context, Error> {
    let flags = &global.connection;
    let file = |path: &Option<PathBuf>| {
        let absolute = path.as_ref().map(std::path::absolute).transpose();
        absolute.map_err(|error| Error::usage("cannot tell which folder this is").because(error))
    };
    Ok(Context {
        endpoint: global.endpoint.clone(),
        data_dir: file(&global.data_dir)?,
        mesh: global.mesh.as_ref().and(settings.mesh.clone()),
        protected: args.protected,
        auth: flags.auth,
        profile: flags.profile.clone(),
        region: flags.region.clone(),
        token_file: file(&flags.token_file)?,
        token_command: None,
        ca_cert: file(&flags.ca_cert)?,
        client_cert: file(&flags.client_cert)?,
        client_key: file(&flags.client_key)?,
        insecure: flags.insecure,
        proxy: flags.proxy.clone(),
        headers: flags.headers.clone(),
        load: Load {
            read_rate: flags.read_rate,
            write_rate: flags.write_rate,
            concurrency: flags.concurrency,
            retries: flags.retries,
            request_timeout: global.request_timeout,
        },
    })
}

/// Lists the meshes, which every control plane can.
async fn test(settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let session = Session::open(settings).await?;
    let extended = session.client.capabilities().await?.is_weir();
    let meshes = session.client.meshes().await?;
    let target = session.target.clone();
    session.close();
    let what = if extended { "weir" } else { "App Mesh" };
    let auth = match &settings.endpoint {
        Endpoint::Url { url, origin } => identity::method(settings, url, origin).as_str(),
        Endpoint::Embedded => "none",
    };
    if settings.output == OutputFormat::Json {
        let tested = json!({"target": target, "api": what, "auth": auth, "meshes": meshes});
        return document("context-test", [("test", tested)], ui);
    }
    let count = Count::new(meshes.len(), "mesh", "meshes");
    ui.status(&format!("{target} answers: {what}, {count}, auth {auth}"));
    Ok(Exit::Done)
}
