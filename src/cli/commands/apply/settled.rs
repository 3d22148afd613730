//! What a saved plan has settled, and the flags that say otherwise.

use crate::cli::commands::apply::Args;
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::plan::saved::SavedPlan;

/// Refuses flags that a saved plan cannot follow. `what` it is called: the plan, or the run.
pub fn check(args: &Args, saved: &SavedPlan, what: &str, settings: &Settings) -> Result<(), Error> {
    let mut contradictions = ownership(args, saved);
    contradictions.extend(documents(args, saved));
    if let Some(mesh) = settings.mesh.as_ref().filter(|_| settings.mesh_insists)
        && !saved.target.meshes.contains_key(mesh.as_str())
    {
        let meshes: Vec<&str> = saved.target.meshes.keys().map(String::as_str).collect();
        let fixed = format!("is for the mesh {}", meshes.join(", "));
        contradictions.push((format!("--mesh {mesh}"), fixed));
    }
    let mut lines = contradictions
        .into_iter()
        .map(|(flag, fixed)| format!("{flag} contradicts {what}, which {fixed}"));
    let Some(first) = lines.next() else { return Ok(()) };
    let error = lines.fold(Error::usage(first), |error, more| error.hint(format!("also: {more}")));
    Err(error
        .hint("leave it out, or make another plan with it: weir plan PATH")
        .hint("nothing was changed"))
}

/// A flag, and what a plan says in its place.
type Contradiction = (String, String);

/// Flags on whose resources are.
fn ownership(args: &Args, saved: &SavedPlan) -> Vec<Contradiction> {
    let flags = &args.ownership;
    let mut found = Vec::new();
    if let Some(set) = &flags.set
        && saved.options.set.as_deref() != Some(set.as_str())
    {
        let fixed = match &saved.options.set {
            Some(set) => format!("is for the set `{set}`"),
            None => "is for no set".to_owned(),
        };
        found.push((format!("--set {set}"), fixed));
    }
    if flags.prune && !saved.options.prune {
        found.push(("--prune".to_owned(), "was made without it".to_owned()));
    }
    let settled = [
        ("--max-deletes", flags.max_deletes.is_some(), "has settled how much goes"),
        ("--allow-empty", flags.allow_empty, "has settled how much goes"),
        ("--take-weights", flags.take_weights, "has settled which weights are set"),
        ("--target", flags.targets.names_targets(), "has settled which resources change"),
        ("--except", flags.targets.names_exceptions(), "has settled which resources change"),
    ];
    found.extend(given(&settled));
    found
}

/// Flags on what documents are read, and how.
fn documents(args: &Args, saved: &SavedPlan) -> Vec<Contradiction> {
    let inputs = &args.inputs;
    let read = "holds what the documents said";
    let mut found = given(&[
        ("--no-recursive", inputs.no_recursive, read),
        ("--kind", inputs.kind.is_some(), read),
        ("--name", inputs.name.is_some(), read),
        ("--include", !inputs.include.is_empty(), read),
        ("--exclude", !inputs.exclude.is_empty(), read),
        ("--overlay", !inputs.overlays.is_empty(), read),
    ]);
    // The values of secrets are in no plan, so they are given once more.
    let is_needed = |name: &str| saved.secret_variables().any(|secret| secret == name);
    let settled = inputs.given.plain_names().filter(|name| !is_needed(name));
    found.extend(
        settled.map(|name| {
            (format!("--var {name}"), "holds the values that variables had".to_owned())
        }),
    );
    found
}

fn given(flags: &[(&str, bool, &str)]) -> Vec<Contradiction> {
    let given = flags.iter().filter(|(_, is_given, _)| *is_given);
    given.map(|(flag, _, fixed)| ((*flag).to_owned(), (*fixed).to_owned())).collect()
}
