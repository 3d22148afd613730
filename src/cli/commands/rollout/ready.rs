//! Whether everything that a rollout needs besides its routes is there: hooks that can be called
//! where they will be, and a window that opens.

use jiff::Timestamp;

use crate::cli::commands::rollout::venue::{Mode, Venue};
use crate::cli::error::Error;
use crate::cli::settings::Settings;
use crate::drive::hooks::ready;
use crate::rollout::spec::{Hook, HookPoint, Spec};
use crate::rollout::window::Calendar;

/// What is missing, in words.
pub async fn problems(
    venue: &Venue<'_>,
    spec: &Spec,
    settings: &Settings,
) -> Result<Vec<String>, Error> {
    let variable = |name: &str| settings.environment.get(name).map(str::to_owned);
    let is_away = venue.mode == Mode::Server && !venue.session.is_embedded();
    let is_here = |hook: &&Hook| !is_away || hook.on == HookPoint::Preflight;
    let mut problems = ready::problems(spec.hooks.iter().filter(is_here), &variable);
    if is_away && !spec.hooks.is_empty() {
        problems.extend(venue.session.client.hook_problems(&spec.hooks).await?);
    }
    problems.extend(never_opens(spec, Timestamp::now()));
    Ok(problems)
}

/// A rollout that could never move anything.
fn never_opens(spec: &Spec, now: Timestamp) -> Option<String> {
    let calendar = Calendar::new(spec.windows.as_ref()?).ok()?;
    let is_shut = !calendar.is_open(now, &spec.labels) && calendar.next_change(now).is_none();
    is_shut.then(|| "no window opens within 400 days, so nothing would ever move".to_owned())
}
