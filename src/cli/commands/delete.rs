//! `weir delete`: deletes resources, in safe order.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::Ui;
use crate::cli::address::{self, Pattern, Wanted};
use crate::cli::args::OutputFormat;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::carry_out::{Errand, carry_out};
use crate::cli::clock;
use crate::cli::commands::describe::{not_found, shortened};
use crate::cli::compare;
use crate::cli::desired;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::formats::Formats;
use crate::cli::inputs::InputArgs;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::diagnostic::Code;
use crate::model::{ResourceId, Snapshot};
use crate::plan::ownership::{self, Rights};
use crate::plan::saved::SavedPlan;
use crate::plan::{self, InUse};

/// The forms of its output.
pub const FORMATS: Formats =
    Formats::new("delete", &[OutputFormat::Text, OutputFormat::Json, OutputFormat::Name]);

/// Delete resources, in safe order
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Addresses, such as vn/cart or rt/cart/main; 'vn/cart-*' is all that fit
    #[arg(value_name = "ADDRESS", value_parser = Wanted::parse, required_unless_present = "files")]
    wanted: Vec<Wanted>,

    /// What these documents define (can be repeated)
    #[arg(short, long = "file", value_name = "PATH")]
    files: Vec<PathBuf>,

    /// Delete what still needs them too
    #[arg(long)]
    cascade: bool,

    /// What does not exist counts as deleted
    #[arg(long)]
    ignore_not_found: bool,

    #[command(flatten)]
    how: CarryOutArgs,
}

pub async fn run(args: &Args, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let mut ids = Vec::new();
    if !args.files.is_empty() {
        let inputs = InputArgs { files: args.files.clone(), ..InputArgs::default() };
        let desired = desired::load(&inputs, settings, ui)?;
        ids.extend(desired.snapshot.iter().map(|resource| resource.id.clone()));
    }
    let session = Session::open(settings).await?;
    let addresses = args.wanted.iter().filter_map(|wanted| match wanted {
        Wanted::One(address) => Some(address.clone()),
        Wanted::Fitting(_) => None,
    });
    ids.extend(address::resolve(&addresses.collect::<Vec<_>>(), &session, settings).await?);
    let patterns = placed(&args.wanted, &session, settings).await?;
    let meshes: BTreeSet<String> = (ids.iter().map(|id| id.mesh().to_owned()))
        .chain(patterns.iter().map(|(_, mesh)| mesh.clone()))
        .collect();
    let names: Vec<&str> = meshes.iter().map(String::as_str).collect();
    let current = session.client.snapshot(&names, WithTags::Yes).await?;
    let mut ids = existing(args, &ids, &current)?;
    for (pattern, mesh) in &patterns {
        let found = pattern.fitting(mesh, &current);
        if found.is_empty() && !args.ignore_not_found {
            return Err(nothing_fits(pattern, mesh));
        }
        ids.extend(found);
    }
    ids.sort();
    ids.dedup();
    let plan = plan::deletion(&current, ids, args.cascade).map_err(|in_use| refused(&in_use))?;
    let protected = ownership::check(&plan, &Rights { set: None, take_ownership: false });
    if let Some(error) = compare::refused(&protected) {
        return Err(error);
    }
    let target = compare::target(&session, settings, &meshes, &current).await?;
    let saved = SavedPlan::new(&plan, uuid::Uuid::now_v7(), clock::now(), target);
    let notes = compare::rollout_notes(&plan);
    let errand =
        Errand { notes: &notes, ..Errand::new("delete", (&plan, &saved), settings, &args.how) };
    carry_out(&errand, None, session, settings, ui).await
}

/// The patterns, each with the mesh in which it is looked for.
async fn placed<'a>(
    wanted: &'a [Wanted],
    session: &Session,
    settings: &Settings,
) -> Result<Vec<(&'a Pattern, String)>, Error> {
    let mut placed = Vec::new();
    for one in wanted {
        if let Wanted::Fitting(pattern) = one {
            placed.push((pattern, pattern.mesh(session, settings).await?));
        }
    }
    Ok(placed)
}

fn nothing_fits(pattern: &Pattern, mesh: &str) -> Error {
    Error::new(Exit::No, format!("nothing fits `{pattern}` in the mesh `{mesh}`"))
        .hint("addresses look like vn/cart, rt/router/route; `*` stands for anything")
        .hint("nothing was deleted; --ignore-not-found takes it as deleted")
}

/// What exists of `ids`; anything else is an error unless it may be missing.
fn existing(args: &Args, ids: &[ResourceId], current: &Snapshot) -> Result<Vec<ResourceId>, Error> {
    let (found, missing): (Vec<_>, Vec<_>) =
        ids.iter().cloned().partition(|id| current.contains(id));
    match missing.first() {
        Some(id) if !args.ignore_not_found => Err(not_found(id, current)
            .hint("nothing was deleted; --ignore-not-found takes it as deleted")),
        _ => Ok(found),
    }
}

fn refused(in_use: &[InUse]) -> Error {
    let first = in_use.first().expect("something is in use");
    let users: Vec<String> = first.users.iter().map(ToString::to_string).collect();
    let message = format!("{} is still needed by {}", first.resource, shortened(&users));
    Error::new(Exit::Refused, message)
        .code(Code("A005"))
        .hint("nothing was deleted; --cascade deletes these too")
}
