//! `weir instance`: the instances behind nodes that are found by Cloud Map.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::carry_out;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::InstanceFilter;
use crate::model::{Instance, InstanceId, InstanceService};
use crate::output::instance as shown;
use crate::output::json::{envelope, text};

/// List, register and deregister instances of Cloud Map services
///
/// Virtual nodes with the service discovery `awsCloudMap` are found by these instances: weir asks
/// no Cloud Map, so whoever starts a copy of a service registers it. Instances come and go while
/// documents stay, so they are part of no document, and neither `diff` nor `dump` shows them.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    List(List),
    Register(Register),
    Deregister(Deregister),
}

impl Args {
    /// The forms of its output.
    pub fn formats(&self) -> Formats {
        const CHANGE: &[OutputFormat] = &[OutputFormat::Text, OutputFormat::Json];
        const LIST: &[OutputFormat] = &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name];
        match self.action {
            Action::List(_) => Formats::new("instance list", LIST),
            Action::Register(_) => Formats::new("instance register", CHANGE),
            Action::Deregister(_) => Formats::new("instance deregister", CHANGE),
        }
    }
}

/// List instances
#[derive(Debug, clap::Args)]
struct List {
    /// Only those of this namespace or service: NAMESPACE or NAMESPACE/SERVICE
    #[arg(value_name = "NAMESPACE[/SERVICE]")]
    of: Option<String>,
}

/// Register an instance, or replace the one of that id
#[derive(Debug, clap::Args)]
struct Register {
    #[command(flatten)]
    name: Name,

    /// Its IPv4 address
    #[arg(long, value_name = "ADDRESS", required_unless_present = "ipv6")]
    ipv4: Option<Ipv4Addr>,

    /// Its IPv6 address
    #[arg(long, value_name = "ADDRESS")]
    ipv6: Option<Ipv6Addr>,

    /// Its port; without one, that of the node's listener
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,

    /// An attribute, by which nodes choose their instances (can be repeated)
    #[arg(long = "attribute", value_name = "KEY=VALUE", value_parser = attribute)]
    attributes: Vec<(String, String)>,

    /// It gets no traffic
    #[arg(long)]
    unhealthy: bool,

    #[command(flatten)]
    guard: Guard,
}

/// Deregister an instance
#[derive(Debug, clap::Args)]
struct Deregister {
    #[command(flatten)]
    name: Name,

    #[command(flatten)]
    guard: Guard,
}

/// What lets a change through.
#[derive(Debug, clap::Args)]
struct Guard {
    /// Answer to the question of a protected context: its name
    #[arg(long, value_name = "CONTEXT")]
    confirm: Option<String>,
}

/// Which instance.
#[derive(Debug, clap::Args)]
struct Name {
    /// Service, as virtual nodes name it
    #[arg(value_name = "NAMESPACE/SERVICE", value_parser = service)]
    service: InstanceService,

    /// Id of the instance
    id: String,
}

impl Name {
    fn id(&self) -> Result<InstanceId, Error> {
        self.service.instance(&self.id).map_err(|error| Error::usage(error.to_string()))
    }
}

fn service(word: &str) -> Result<InstanceService, String> {
    let (namespace, service) = word.split_once('/').ok_or("write NAMESPACE/SERVICE")?;
    InstanceService::try_new(namespace, service).map_err(|error| error.to_string())
}

fn attribute(word: &str) -> Result<(String, String), String> {
    let (key, value) = word.split_once('=').ok_or("write KEY=VALUE")?;
    Ok((key.to_owned(), value.to_owned()))
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    match &args.action {
        Action::List(args) => list(args, settings, ui).await,
        Action::Register(args) => register(args, settings, ui).await,
        Action::Deregister(args) => deregister(args, settings, ui).await,
    }
}

/// A session with a control plane that keeps instances, in which this may be done.
async fn open(
    what: &str,
    guard: &Guard,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Session, Error> {
    let session = with_instances(Session::open(settings).await?).await?;
    carry_out::guard(what, guard.confirm.as_deref(), session, settings, ui).await
}

async fn with_instances(session: Session) -> Result<Session, Error> {
    if session.client.capabilities().await?.instances {
        return Ok(session);
    }
    let message = format!("{} keeps no instances", session.target);
    Err(Error::new(Exit::Failed, message)
        .hint("instances are an extension of weir; App Mesh left them to Cloud Map"))
}

async fn list(args: &List, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let (namespace, service) = match args.of.as_deref().map(|of| of.split_once('/').ok_or(of)) {
        None => (None, None),
        Some(Err(namespace)) => (Some(namespace), None),
        Some(Ok((namespace, service))) => (Some(namespace), Some(service)),
    };
    let session = with_instances(Session::open_to_read(settings).await?).await?;
    let found = session.client.instances(InstanceFilter { namespace, service }).await?;
    let target = session.target.clone();
    session.close();
    let ids = found.iter().map(|(service, id, instance)| {
        (InstanceId { service: service.clone(), id: id.clone() }, instance)
    });
    match settings.output {
        OutputFormat::Json => {
            let items: Vec<Value> =
                ids.map(|(id, instance)| shown::described(&id, instance)).collect();
            write_json("instances", [("items", json!(items))], ui)?;
        }
        OutputFormat::Name => {
            for (id, _) in ids {
                writeln!(ui.out(), "{id}")?;
            }
        }
        _ if found.len() == 0 => ui.status(&format!("no instances on {target}")),
        _ => {
            let table = shown::table(&found, ui.width);
            write!(ui.out(), "{table}")?;
        }
    }
    Ok(Exit::Done)
}

async fn register(args: &Register, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let (id, instance) = (args.name.id()?, instance(args)?);
    let session = open(&format!("Register {id}"), &args.guard, settings, ui).await?;
    settings.changing.begin();
    let changed = session.client.register(&id, &instance).await?;
    session.close();
    if settings.output == OutputFormat::Json {
        let described = shown::described(&id, &instance);
        write_json("instance", [("changed", json!(changed)), ("instance", described)], ui)?;
    }
    ui.status(&if changed {
        format!("registered {id}")
    } else {
        format!("{id} is registered like that already")
    });
    Ok(Exit::Done)
}

fn instance(args: &Register) -> Result<Instance, Error> {
    let mut attributes = BTreeMap::new();
    for (key, value) in &args.attributes {
        if attributes.insert(key.clone(), value.clone()).is_some() {
            return Err(Error::usage(format!("the attribute `{key}` is given twice")));
        }
    }
    let Register { ipv4, ipv6, port, unhealthy, .. } = *args;
    Ok(Instance { ipv4, ipv6, port, is_healthy: !unhealthy, attributes })
}

async fn deregister(args: &Deregister, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let id = args.name.id()?;
    let session = open(&format!("Deregister {id}"), &args.guard, settings, ui).await?;
    settings.changing.begin();
    let done = session.client.deregister(&id).await;
    session.close();
    match done {
        Ok(()) => {}
        Err(error) if error.is_not_found() => {
            return Err(Error::new(Exit::No, format!("the instance {id} is not registered"))
                .hint("`weir instance list` lists those that are"));
        }
        Err(error) => return Err(error.into()),
    }
    if settings.output == OutputFormat::Json {
        let InstanceId { service: InstanceService { namespace, service }, id } = &id;
        let gone = json!({"namespace": namespace, "service": service, "id": id});
        write_json("instance", [("changed", json!(true)), ("instance", gone)], ui)?;
    }
    ui.status(&format!("deregistered {id}"));
    Ok(Exit::Done)
}

fn write_json<const N: usize>(
    schema: &str,
    members: [(&str, Value); N],
    ui: &mut Ui,
) -> Result<(), Error> {
    let mut document = envelope(schema, Exit::Done.code());
    document.extend(members.map(|(name, value)| (name.to_owned(), value)));
    writeln!(ui.out(), "{}", text(&Value::Object(document)))?;
    Ok(())
}
