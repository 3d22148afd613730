//! Which of several rollouts somebody means.

use crate::cli::Ui;
use crate::cli::commands::rollout::Which;
use crate::cli::commands::rollout::venue::Venue;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::model::id::Name;
use crate::model::{Address, ResourceId};
use crate::output::rollout::measured::Later;
use crate::output::rollout::words;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::{Phase, State};

/// A rollout that a control plane knows.
#[derive(Debug, Clone)]
pub struct Known {
    pub state: State,
    /// Who drives it, if somebody does.
    pub driver: Option<String>,
    /// The later rollout that has its routes.
    pub later: Option<Later>,
}

impl Known {
    /// Whether something can still become of it.
    pub fn is_open(&self) -> bool {
        let is_history = matches!(self.state.phase, Phase::RolledBack { .. } | Phase::Finished);
        self.later.is_none() && !is_history
    }
}

/// The rollout that a word means: the only one of its kind that is not history without a word.
/// A word is an id or the beginning of one, a name, or the address of a route. Of several, one that
/// is not history is meant rather than one that is, and of those that are, the newest.
pub fn find<'a>(
    all: &'a [Known],
    word: Option<&str>,
    strategy: &str,
    mesh: Option<&str>,
) -> Result<&'a Known, Error> {
    let is_kind = |known: &&Known| words::strategy(&known.state.spec.strategy) == strategy;
    let meant: Vec<&Known> = match word {
        None => all.iter().filter(is_kind).collect(),
        Some(word) => all.iter().filter(|known| is_meant(&known.state, word, mesh)).collect(),
    };
    let open: Vec<&Known> = meant.iter().copied().filter(|known| known.is_open()).collect();
    // Without a word, what is under way rather than what is only kept for a while.
    let moving: Vec<&Known> = open.iter().copied().filter(|known| !known.state.is_over()).collect();
    let open = if word.is_none() && !moving.is_empty() { moving } else { open };
    let found = match open.as_slice() {
        [one] => one,
        [] => meant
            .iter()
            .copied()
            .max_by_key(|known| (known.state.started, &known.state.id))
            .ok_or_else(|| nothing(word, strategy))?,
        [first, ..] => {
            let ids: Vec<String> = open.iter().map(|known| named(&known.state)).collect();
            return Err(Error::usage(format!("there are several: {}", ids.join(", ")))
                .hint(format!("name one by its id: {}", first.state.id)));
        }
    };
    let kind = words::strategy(&found.state.spec.strategy);
    if kind != strategy {
        return Err(Error::usage(format!("`{}` is a {kind} rollout", found.state.spec.name))
            .hint(format!("weir {kind} is for it")));
    }
    Ok(found)
}

fn is_meant(state: &State, word: &str, mesh: Option<&str>) -> bool {
    state.id == word
        || state.spec.name == word
        || (word.len() >= ID_MIN && state.id.starts_with(&word.to_ascii_uppercase()))
        || Address::parse(word).is_ok_and(|address| {
            state.routes.iter().any(|route| is_route(&address, &route.route, mesh))
        })
}

/// The shortest beginning of an id that is taken for one.
const ID_MIN: usize = 4;

fn is_route(address: &Address, route: &RouteRef, mesh: Option<&str>) -> bool {
    let mesh = mesh.unwrap_or(route.mesh.as_str());
    let id: Option<ResourceId> = address.in_mesh(Some(mesh)).ok().flatten();
    id == Some(route.id())
}

fn named(state: &State) -> String {
    format!("{} (`{}`)", state.id, state.spec.name)
}

fn nothing(word: Option<&str>, strategy: &str) -> Error {
    match word {
        Some(word) => Error::new(Exit::No, format!("there is no rollout `{word}`"))
            .hint(format!("`weir {strategy} history` lists those that are known")),
        None => Error::new(Exit::No, format!("there is no {strategy} rollout")),
    }
}

/// The rollout that is meant. What could not be read is said.
pub async fn pick(
    venue: &mut Venue<'_>,
    which: &Which,
    strategy: &str,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Known, Error> {
    let (all, unread) = venue.list().await?;
    for line in &unread {
        ui.warning(line);
    }
    let mesh = settings.mesh.as_ref().map(Name::as_str);
    let word = which.rollout.as_deref();
    match find(&all, word, strategy, mesh) {
        // A command may drive it on a control plane that could do it itself.
        Err(none) if none.exit == Exit::No && venue.turn_to_tags() => {
            let (all, _) = venue.list().await?;
            find(&all, word, strategy, mesh).cloned().map_err(|_| none)
        }
        found => found.cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rollout::example;
    use crate::rollout::spec::Strategy;
    use crate::rollout::state::Cause;

    fn known(id: &str, name: &str, phase: Phase) -> Known {
        let mut state = example::state();
        state.id = id.to_owned();
        state.spec.name = name.to_owned();
        state.phase = phase;
        Known { state, driver: None, later: None }
    }

    fn back() -> Phase {
        Phase::RolledBack { cause: Cause::Signal }
    }

    fn id_of(all: &[Known], word: Option<&str>) -> Result<String, String> {
        let found = find(all, word, "canary", None);
        found.map(|known| known.state.id.clone()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_one_that_is_open_is_meant() {
        let all = [known("01KA", "v2", back()), known("01KB", "v2", Phase::Waiting)];
        for word in [None, Some("v2"), Some("rt/api/main"), Some("shop:rt/api/main"), Some("01kb")]
        {
            assert_eq!(id_of(&all, word).unwrap(), "01KB", "{word:?}");
        }
        assert_eq!(id_of(&all, Some("01KA")).unwrap(), "01KA");
        assert_eq!(id_of(&all, Some("rt/api/x")), Err("there is no rollout `rt/api/x`".to_owned()));
        assert_eq!(id_of(&[], None), Err("there is no canary rollout".to_owned()));
    }

    #[test]
    fn of_several_that_are_open_one_has_to_be_named() {
        let all = [known("01KA", "a", Phase::Waiting), known("01KB", "b", Phase::Waiting)];
        assert_eq!(id_of(&all, None), Err("there are several: 01KA (`a`), 01KB (`b`)".to_owned()));
        assert_eq!(id_of(&all, Some("b")).unwrap(), "01KB");
    }

    #[test]
    fn what_is_under_way_is_meant_rather_than_what_is_kept() {
        let kept = Phase::Promoted { since: example::at(0) };
        let all = [known("01KA", "a", kept), known("01KB", "b", Phase::Waiting)];
        assert_eq!(id_of(&all, None).unwrap(), "01KB");
        assert_eq!(id_of(&all[..1], None).unwrap(), "01KA");
    }

    #[test]
    fn of_those_that_are_history_the_newest_is_meant() {
        let mut all = [known("01KA", "a", back()), known("01KB", "a", back())];
        all[0].state.started = example::at(100);
        assert_eq!(id_of(&all, Some("a")).unwrap(), "01KA");
    }

    #[test]
    fn another_kind_is_named() {
        let mut one = known("01KA", "a", Phase::Waiting);
        one.state.spec.strategy = Strategy::BlueGreen { preview: None };
        assert_eq!(id_of(&[one.clone()], None), Err("there is no canary rollout".to_owned()));
        assert_eq!(id_of(&[one], Some("a")), Err("`a` is a blue-green rollout".to_owned()));
    }

    #[test]
    fn a_mesh_that_is_named_counts() {
        let all = [known("01KA", "a", Phase::Waiting)];
        assert!(find(&all, Some("rt/api/main"), "canary", Some("other")).is_err());
        assert!(find(&all, Some("rt/api/main"), "canary", Some("shop")).is_ok());
    }
}
