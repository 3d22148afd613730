//! Saved plans on the command line: read, checked against the target, and held against what is
//! there now.

use std::path::Path;

use crate::cli::Ui;
use crate::cli::compare;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::diagnostic::Code;
use crate::document::Variables;
use crate::model::Snapshot;
use crate::plan::saved::{How, Moved, Onto, PlanFileError, SavedPlan, Side, Strictness, Unknown};

pub const STALE: Code = Code("P001");
pub const OTHER_TARGET: Code = Code("P002");
const UNUSABLE: Code = Code("P003");
/// A secret that the plan does not hold.
const SECRET: Code = Code("P011");

/// How many resources that moved are named.
const NAMED: usize = 10;

/// Whether a file looks like a saved plan, so that it need not be named as one.
pub fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json") && starts_as_plan(path)
}

/// Documents never have this schema; large ones are not read for it.
fn starts_as_plan(path: &Path) -> bool {
    std::fs::File::open(path).is_ok_and(|file| {
        let mut start = Vec::new();
        let read = std::io::Read::take(file, 512);
        let read = std::io::Read::read_to_end(&mut { read }, &mut start);
        read.is_ok() && String::from_utf8_lossy(&start).contains("\"weir.plan/")
    })
}

/// Refuses a place for a plan where something else is: documents, or what is no ordinary file.
pub fn check_place(path: &Path) -> Result<(), Error> {
    let Ok(found) = path.metadata() else { return Ok(()) };
    let refused = |what: &str| {
        let message = format!("`{}` {what}, and is left as it is", path.display());
        Err(Error::usage(message).hint("name another file with -O"))
    };
    match found.len() {
        _ if !found.is_file() => refused("is no ordinary file"),
        0 => Ok(()),
        _ if starts_as_plan(path) => Ok(()),
        _ => refused("is there already and is no plan"),
    }
}

/// Reads a saved plan.
pub fn read(path: &Path) -> Result<SavedPlan, Error> {
    let text = std::fs::read(path).map_err(|error| {
        Error::usage(format!("cannot read the plan `{}`", path.display())).because(error)
    })?;
    SavedPlan::parse(&text).map_err(|error| unusable(path, error))
}

fn unusable(path: &Path, error: PlanFileError) -> Error {
    Error::usage(format!("the plan `{}` cannot be used", path.display()))
        .code(UNUSABLE)
        .because(error)
        .hint("make it anew: weir plan PATH -O FILE")
}

/// Refuses a plan that was made for another control plane.
pub fn check_target(saved: &SavedPlan, settings: &Settings, now: &Snapshot) -> Result<(), Error> {
    let wrong = |message: String| {
        Err(Error::new(Exit::Refused, message)
            .code(OTHER_TARGET)
            .hint("plan again for this target, or name the one that the plan is for"))
    };
    let endpoint = compare::endpoint(settings);
    if saved.target.endpoint != endpoint {
        return wrong(format!(
            "the plan is for the control plane {}, and this is {endpoint}",
            saved.target.endpoint
        ));
    }
    let meshes = saved.target.meshes.keys().cloned().collect();
    let there = compare::target(settings, &meshes, now);
    for (mesh, planned) in &saved.target.meshes {
        let found = there.meshes.get(mesh).and_then(Option::as_ref);
        if let (Some(planned), Some(found)) = (planned, found)
            && planned != found
        {
            return wrong(format!("the mesh {mesh} is another one than the plan was made for"));
        }
    }
    Ok(())
}

/// Holds a saved plan against what is there now.
pub async fn onto(
    saved: &mut SavedPlan,
    (given, strictness): (&Variables, Strictness),
    session: &Session,
    settings: &Settings,
    ui: &Ui,
) -> Result<Onto, Error> {
    let now = session.client.snapshot(&saved.meshes(), WithTags::Yes).await?;
    check_target(saved, settings, &now)?;
    reveal(saved, given, &now, Side::After, ui)?;
    saved.onto(&now, strictness).map_err(|moved| match strictness {
        Strictness::Exact => stale(&moved),
        Strictness::Resume => no_longer("the rest of the run cannot be done", &moved),
    })
}

/// Puts the values of secrets back. What is needed on one side and is not known ends the run.
pub fn reveal(
    saved: &mut SavedPlan,
    given: &Variables,
    now: &Snapshot,
    needed: Side,
    ui: &Ui,
) -> Result<(), Error> {
    if !saved.has_secrets() {
        return Ok(());
    }
    let value = |name: &str| given.text(name).map(str::to_owned);
    let unknown = saved.reveal(&value, now);
    ui.hide(&saved.secret_values());
    match unknown.iter().find(|one| one.side == needed) {
        Some(first) => Err(not_known(first)),
        None => Ok(()),
    }
}

fn not_known(unknown: &Unknown) -> Error {
    let Unknown { id, variable, side, differs } = unknown;
    let which = match side {
        Side::After => "the plan was made with",
        Side::Before => "was there before the run",
    };
    let message = if *differs {
        format!("the value of `{variable}` for {id} is not the one that {which}")
    } else {
        format!("{id} needs the secret variable `{variable}`: plans hold no secrets")
    };
    Error::new(Exit::Refused, message)
        .code(SECRET)
        .hint(format!(
            "give the value that {which}: --secret-var {variable}=VALUE, --var-file or --env-subst"
        ))
        .hint("nothing was changed")
}

/// The error of a plan that no longer fits.
pub fn stale(moved: &[Moved]) -> Error {
    if !moved.is_empty() && moved.iter().all(|one| one.how == How::AsPlanned) {
        return Error::new(Exit::Refused, "the plan was carried out already")
            .code(STALE)
            .hint("nothing was changed");
    }
    no_longer("the plan no longer fits", moved)
}

/// The error of what cannot be done because of what somebody changed meanwhile.
pub fn no_longer(what: &str, moved: &[Moved]) -> Error {
    let message = match moved {
        [] => what.to_owned(),
        [one] => format!("{what}: {one}"),
        several => {
            let named = several.iter().take(NAMED).map(ToString::to_string);
            let more = several.len().saturating_sub(NAMED);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            let named: Vec<String> = named.collect();
            format!("{what}: {}{more}", named.join("; "))
        }
    };
    let mut error = Error::new(Exit::Refused, message).code(STALE);
    for one in moved.iter().take(NAMED).filter(|one| !one.fields.is_empty()) {
        let fields: Vec<String> =
            one.fields.iter().take(5).map(|field| field.path.to_string()).collect();
        error = error.hint(format!("{} differs in {}", one.id.full_address(), fields.join(", ")));
    }
    error.hint("nothing was changed")
}
