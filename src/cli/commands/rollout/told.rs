//! What came of telling a rollout something that a driver elsewhere drives: its answer, or that there
//! is none yet. A wait for it ends with a signal.

use std::sync::Arc;
use std::time::Duration;

use crate::cli::Ui;
use crate::cli::commands::rollout::commands;
use crate::cli::commands::rollout::feed::Feed;
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::report::{ReportArgs, Shown};
use crate::cli::commands::rollout::seen::{self, Stood};
use crate::cli::commands::rollout::venue::Venue;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::client::Client;
use crate::drive::tags::lease::{self, Found};
use crate::drive::tags::{Options, TagsError, TakeOver, wish};
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::period::Period;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::State;

/// How long a driver elsewhere may take to hear a wish.
const HEARING: Duration = Duration::from_secs(6);

/// What came of telling a rollout something.
pub enum Told {
    /// Somebody drives it, and announced this of what was wanted.
    Heard(Feed, Vec<Entry>),
    /// Nothing has come of it, for that reason; the traffic is where it was.
    Unanswered(String),
}

/// What was heard of the driver of another process.
#[derive(Debug)]
pub enum Word {
    /// It heard the wish, and announced this of it.
    Heard(Vec<Entry>),
    /// It lives, and has not heard the wish.
    Alive,
    /// It is gone, or need not be waited for. It may be replaced then.
    Gone(TakeOver),
    /// A signal came first.
    Interrupted,
}

/// Tells the driver that has the lock, and waits for a word of it. Where it hears nothing, the wait
/// is for as long as its lease, unless the traffic is to go back: that does not wait.
pub async fn ask(
    client: &Arc<Client>,
    (state, found): (&State, &Found),
    wish: Option<&Wish>,
    options: &Options,
) -> Result<Word, Error> {
    let mut signals = Signals::catch()?;
    let asked = async {
        let routes: Vec<RouteRef> = state.routes.iter().map(|one| one.route.clone()).collect();
        if let Some(wish) = wish {
            if let Some(told) = wish::post(client, &routes, &state.id, wish, HEARING).await? {
                return Ok(Word::Heard(told));
            }
            let (who, waited) = (found.who(), Period::from(HEARING));
            options.tell.say(&format!("{who} has not answered within {waited}"));
        }
        if wish.is_some_and(goes_back) {
            // Whoever does not hear it is dead, or as good as that.
            return Ok(Word::Gone(TakeOver::Now));
        }
        let Some(lead) = routes.first() else { return Ok(Word::Alive) };
        let Some(now) = lease::find(client, lead).await? else {
            return Ok(Word::Gone(TakeOver::WhenDead));
        };
        let is_gone = TakeOver::WhenDead.is_now(client, lead, &now, options).await?;
        Ok(if is_gone { Word::Gone(TakeOver::Silent(now.beat())) } else { Word::Alive })
    };
    tokio::select! {
        word = asked => word.map_err(|error: TagsError| error.into()),
        _ = signals.next() => Ok(Word::Interrupted),
    }
}

fn goes_back(wish: &Wish) -> bool {
    match wish {
        Wish::Abort { .. } => true,
        Wish::By { wish, .. } => goes_back(wish),
        _ => false,
    }
}

/// Why nothing has come of it where whoever drives it lives.
pub fn alive(who: &str, wish: Option<&Wish>) -> String {
    match wish {
        Some(_) => format!("{who} drives it and has not answered yet; it may still hear this"),
        None => format!("{who} drives it already"),
    }
}

/// The same where a signal ended the wait.
pub fn interrupted(who: &str, wish: Option<&Wish>) -> String {
    match wish {
        Some(_) => format!("interrupted before {who} answered; it may still hear this"),
        None => format!("interrupted before it was known whether {who} lives; nothing was changed"),
    }
}

/// The same where it was heard, and nothing was announced of it.
pub const ONLY_HEARD: &str = "its driver has heard it, and has not said yet what comes of it";

/// Whether it is only a word to whoever drives the rollout, and no reason to drive it.
pub fn is_word(wish: &Wish) -> bool {
    matches!(wish, Wish::Approve { .. } | Wish::Pause)
}

/// Why such a word comes to nothing where nobody drives the rollout.
pub fn nobody_hears() -> Error {
    Error::new(Exit::Refused, "nobody drives the rollout, so nobody would hear this")
        .hint("--watch says it and drives the rollout from here; so does `resume`, without a word")
}

/// Shows how a rollout stands; the exit code says where its traffic is.
pub async fn stand(
    venue: Venue<'_>,
    known: Known,
    (report, settings): (&ReportArgs, &Settings),
    ui: &mut Ui,
) -> Result<Exit, Error> {
    let stood = seen::stood(&venue, &known).await;
    venue.close().await;
    let Stood { state, driver, measured, position, .. } = stood?;
    let exit = Exit::from(position);
    let shown = Shown { state: &state, driver: driver.as_deref(), measured: &measured };
    report.result(&shown, exit, (&commands(settings), settings), ui)?;
    Ok(exit)
}

/// Says that nothing came of it so far, and shows how the rollout stands by now.
pub async fn unanswered(
    venue: Venue<'_>,
    mut known: Known,
    why: &str,
    around: (&ReportArgs, &Settings),
    ui: &mut Ui,
) -> Result<Exit, Error> {
    ui.warning(why);
    if let Some(state) = seen::again(&venue.session.client, venue.mode, &known.state).await {
        known.state = state;
    }
    stand(venue, known, around, ui).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_and_a_pause_do_not_make_a_driver() {
        assert!(is_word(&Wish::Pause) && is_word(&Wish::Approve { number: 1 }));
        let reason = None;
        assert!(!is_word(&Wish::Abort { reason }) && !is_word(&Wish::Resume));
    }

    #[test]
    fn only_the_way_back_does_not_wait() {
        let abort = Wish::Abort { reason: None };
        assert!(goes_back(&abort.clone().by("ann@here")) && goes_back(&abort));
        assert!(!goes_back(&Wish::Pause.by("ann@here")));
    }
}
