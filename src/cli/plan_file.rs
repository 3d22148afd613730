//! Saved plans on the command line: read, checked against the target, and held against what is
//! there now.

use std::path::Path;

use crate::cli::compare;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::client::WithTags;
use crate::diagnostic::Code;
use crate::model::Snapshot;
use crate::plan::saved::{How, Moved, Onto, PlanFileError, SavedPlan, Strictness};

pub const STALE: Code = Code("P001");
pub const OTHER_TARGET: Code = Code("P002");
const UNUSABLE: Code = Code("P003");

/// How many resources that moved are named.
const NAMED: usize = 10;

/// Whether a file looks like a saved plan, so that it need not be named as one.
pub fn is_plan(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    // Documents never have this schema; large ones are not read for it.
    is_json
        && std::fs::File::open(path).is_ok_and(|file| {
            let mut start = Vec::new();
            let read = std::io::Read::take(file, 512);
            let read = std::io::Read::read_to_end(&mut { read }, &mut start);
            read.is_ok() && String::from_utf8_lossy(&start).contains("\"weir.plan/")
        })
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
    saved: &SavedPlan,
    strictness: Strictness,
    session: &Session,
    settings: &Settings,
) -> Result<Onto, Error> {
    let now = session.client.snapshot(&saved.meshes(), WithTags::Yes).await?;
    check_target(saved, settings, &now)?;
    saved.onto(&now, strictness).map_err(|moved| match strictness {
        Strictness::Exact => stale(&moved),
        Strictness::Resume => no_longer("the rest of the run cannot be done", &moved),
    })
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
