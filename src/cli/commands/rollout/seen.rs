//! What can be seen of a rollout besides its record: its routes, what proxies acknowledged, and what
//! arrives.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _};
use serde_json::Value;

use crate::cli::Ui;
use crate::cli::commands::rollout::feed::Feed;
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::follow::Followed;
use crate::cli::commands::rollout::venue::{Mode, Venue};
use crate::cli::commands::rollout::{lost, traffic};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::client::{Client, ClientError, ProxyState};
use crate::drive::{nodes, tags};
use crate::model::Spec as ResourceSpec;
use crate::output::rollout::measured::{Measured, Share};
use crate::output::rollout::next::Commands;
use crate::output::rollout::status;
use crate::rollout::live::Live;
use crate::rollout::position::Position;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::{Phase, State};
use crate::rollout::weights::{self, Shares};

/// How often record and routes are read before they count as what moves too fast to be compared.
const LOOKS: usize = 4;
/// How many rollouts are looked at side by side.
const SIDE_BY_SIDE: usize = 8;
/// How long a write may take to be known of, between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// How long the last look of a run may go without any answer, also where nothing answered before.
const LAST_LOOK: Duration = Duration::from_secs(10);
const LAST_LOOK_SILENT: Duration = Duration::from_secs(2);

/// How a rollout stands: its state and its routes, as they were at the same time.
///
/// What others changed is only said of two looks that say the same, since the rollout may have
/// written between a look at its record and one at its routes.
pub async fn stand(venue: &Venue<'_>, state: &mut State) -> Measured {
    let measured = stand_at(&venue.session.client, venue.mode, state).await;
    if measured.unread.is_none() {
        return measured;
    }
    // The process may have ended that had the store; then the store itself tells.
    match venue.found_again().await {
        Some(session) => stand_at(&session.client, venue.mode, state).await,
        None => measured,
    }
}

async fn stand_at(client: &Arc<Client>, mode: Mode, state: &mut State) -> Measured {
    let mut measured = look(client, state).await;
    let mut before = None;
    for _ in 1..LOOKS {
        let Some(live) = &measured.live else { return measured };
        if live.fits(state) || before.as_ref() == Some(live) {
            return measured;
        }
        before = Some(live.clone());
        tokio::time::sleep(PAUSE).await;
        if let Some(later) =
            again(client, mode, state).await.filter(|one| one.announced > state.announced)
        {
            *state = later;
        }
        (measured.live, measured.unread) = current(client, state).await;
    }
    measured.live = measured.live.filter(|live| live.fits(state));
    measured
}

/// A look for somebody who looks again and again; `before` is the last one. What others changed is
/// only said when two looks have said the same.
pub async fn glance(client: &Client, state: &State, before: &mut Option<Live>) -> Measured {
    let mut measured = look(client, state).await;
    let last = before.take();
    before.clone_from(&measured.live);
    let is_certain = |live: &Live| live.fits(state) || last.as_ref() == Some(live);
    measured.live = measured.live.filter(is_certain);
    measured
}

/// The end of a watch, with the routes as they are; the exit code is that of what was seen. Where the
/// routes cannot be read any more, a rollout that has come to no end may be anywhere.
pub async fn confirm(
    venue: &Venue<'_>,
    ended: Result<Followed, Error>,
) -> Result<(Followed, Measured), Error> {
    let mut ended = ended?;
    let client = ended.turned_to.clone().unwrap_or_else(|| Arc::clone(&venue.session.client));
    let patience = if client.is_silent() { LAST_LOOK_SILENT } else { LAST_LOOK };
    let look = Box::pin(stand_at(&client, venue.mode, &mut ended.state));
    let looked = client.while_it_answers(patience, look).await;
    let mut is_silent = looked.is_none() || client.is_silent();
    let mut measured = looked.unwrap_or_default();
    if (is_silent || measured.unread.is_some())
        && let Some(session) = venue.found_again().await
    {
        // The process that had the store has ended; the store itself tells.
        (measured, is_silent) =
            (stand_at(&session.client, venue.mode, &mut ended.state).await, false);
    }
    let position = Position::seen(&ended.state, measured.live.as_ref());
    if measured.live.is_none() && is_silent && is_open(&ended.state) {
        let known = Some((&ended.state, venue.commands()));
        return Err(lost::error(known, ended.driver.is_none(), &lost::silence()));
    }
    let is_left = ended.driver.is_none() && (venue.drives_here() || ended.turned_to.is_some());
    ended.exit = Exit::from(if is_left { position.without_driver() } else { position });
    Ok((ended, measured))
}

/// Whether a rollout has moved traffic, and nobody has seen it come to an end.
fn is_open(state: &State) -> bool {
    let has_end = state.is_over() && !matches!(state.phase, Phase::RollbackFailed { .. });
    state.writes > 0 && !has_end && !Position::of(state).is_settled()
}

/// A rollout, and all that can be seen of it.
pub struct Stood {
    pub state: State,
    pub driver: Option<String>,
    pub measured: Measured,
    pub position: Position,
    /// Whether it would go on, and nobody drives it.
    pub is_left: bool,
}

impl Stood {
    /// The same for machines.
    pub fn json(&self, commands: &Commands) -> Value {
        let seen = (&self.measured, self.driver.as_deref());
        status::json(&self.state, seen, jiff::Timestamp::now(), commands)
    }
}

/// A rollout as it stands. The routes of one that has lost them say nothing of it.
pub async fn stood(venue: &Venue<'_>, known: &Known) -> Result<Stood, Error> {
    let mut state = known.state.clone();
    if known.later.is_some() {
        let measured = Measured { later: known.later.clone(), ..Measured::default() };
        let position = Position::of(&state);
        return Ok(Stood { state, driver: None, measured, position, is_left: false });
    }
    let (mut driver, mut is_dead) = (known.driver.clone(), false);
    if let Feed::Tags(tagged) = venue.listen(known).await? {
        (driver, is_dead) = (tagged.driver, tagged.is_dead);
    }
    let measured = stand(venue, &mut state).await;
    let is_left = (driver.is_none() || is_dead) && !state.is_over() && venue.drives_here();
    let position = Position::seen(&state, measured.live.as_ref());
    let position = if is_left { position.without_driver() } else { position };
    Ok(Stood { state, driver, measured, position, is_left })
}

/// The end of a watch whose rollout another process has taken over: how it stands, as that process
/// has left it.
pub async fn taken(
    venue: &Venue<'_>,
    (state, by): (&State, &str),
    ui: &mut Ui,
) -> Result<Followed, Error> {
    let message = format!("the rollout was taken over by {by}");
    let (all, _) = venue.list().await?;
    let Some(known) = all.iter().find(|one| one.state.id == state.id) else {
        return Err(Error::new(Exit::from(Position::of(state)), message));
    };
    let stood = stood(venue, known).await?;
    let exit = Exit::from(stood.position);
    if let Some(later) = stood.measured.later {
        return Err(Error::new(exit, format!("{message}; {later} has begun on its routes")));
    }
    ui.warning(&message);
    Ok(Followed { state: stood.state, driver: stood.driver, exit, turned_to: None })
}

/// Several rollouts as they stand, in their order.
pub async fn all(venue: &Venue<'_>, known: &[&Known]) -> Result<Vec<Stood>, Error> {
    let looks = stream::iter(known).map(|known| stood(venue, known));
    let all: Vec<_> = looks.buffered(SIDE_BY_SIDE).collect().await;
    all.into_iter().collect()
}

/// The same for machines.
pub async fn objects(
    venue: &Venue<'_>,
    known: &[&Known],
    commands: &Commands,
) -> Result<Vec<Value>, Error> {
    Ok(all(venue, known).await?.iter().map(|one| one.json(commands)).collect())
}

/// The state as it is kept now.
pub async fn again(client: &Arc<Client>, mode: Mode, state: &State) -> Option<State> {
    if mode == Mode::Server {
        return Some(client.rollout(&state.id).await.ok()?.state);
    }
    let lead = &state.routes.first()?.route;
    let record = tags::search(client, lead).await.ok()??;
    (record.state.id == state.id).then_some(record.state)
}

/// The routes as they are, or why that is not known. Those of a rollout that is finished are nobody's.
async fn current(client: &Client, state: &State) -> (Option<Live>, Option<String>) {
    if state.phase == Phase::Finished {
        return (None, None);
    }
    let routes = join_all(state.routes.iter().map(|route| read(client, &route.route))).await;
    match routes.into_iter().collect::<Result<Vec<_>, _>>() {
        Ok(routes) => match nodes::lacking(client, state).await {
            Ok(lacking) => (Some(Live { announced: state.announced, routes, lacking }), None),
            Err(error) => (None, Some(format!("{error}: {}", error.failure))),
        },
        Err(error) => (None, Some(format!("{error}: {}", error.failure))),
    }
}

/// The weights of a route, if it is there.
async fn read(client: &Client, route: &RouteRef) -> Result<Option<Shares>, ClientError> {
    match client.describe(&route.id()).await {
        Ok(live) => Ok(match &live.spec {
            ResourceSpec::Route(spec) => Some(weights::shares(spec.rule.weighted_targets())),
            _ => None,
        }),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Looks at the routes, and at proxies and telemetry where the control plane has them. What cannot
/// be seen is left out: the rollout does not depend on it.
async fn look(client: &Client, state: &State) -> Measured {
    let (live, unread) = current(client, state).await;
    let mut measured = Measured { live, unread, ..Measured::default() };
    let Ok(can) = client.capabilities().await else { return measured };
    if can.proxies {
        measured.acknowledged = acknowledged(client, state).await.ok();
    }
    if can.telemetry {
        measured.observed_percent = traffic::split(client, state).await;
        measured.errors = traffic::errors(client, &state.spec).await;
    }
    measured
}

/// How many of the proxies that are connected have everything.
async fn acknowledged(client: &Client, state: &State) -> Result<Share, ClientError> {
    let meshes: BTreeSet<&str> =
        state.routes.iter().map(|route| route.route.mesh.as_str()).collect();
    let mut share = Share { have: 0, of: 0 };
    for mesh in meshes {
        let proxies = client.proxies(Some(mesh)).await?.proxies;
        share.of += proxies.len();
        share.have += proxies.iter().filter(|one| one.state == ProxyState::Synced).count();
    }
    Ok(share)
}
