//! The guardian of a rollout that this process drives: a process of its own that outlives it. When
//! the driver dies without a word, it does what the rollout's policy says.
//!
//! It is this same command line once more, so it has the same settings; a variable of its
//! environment tells it what it is. It covers the death of the driver, not that of the machine.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::cli::Ui;
use crate::cli::commands::rollout::venue;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::drive::plane::loss as store;
use crate::drive::tags::loss::{self, Loss};
use crate::drive::tags::{TagsError, TakeOver};
use crate::output::rollout::words;
use crate::rollout::position::Position;
use crate::rollout::record::RolloutRecord;
use crate::rollout::spec::RouteRef;
use crate::rollout::state::State;

/// Tells a process that it is a guardian, and of which route's rollout.
pub const VARIABLE: &str = "WEIR_ROLLOUT_GUARD";
/// What a guardian says as soon as nothing that ends its driver ends it too.
const READY: &str = "ready";
/// What a guardian hears when it is not needed any more.
const DONE: &str = "done";
/// How long a guardian may take until it is ready.
const BEGIN_MAX: Duration = Duration::from_secs(5);
/// How long it is tried to reach a control plane that does not answer, and how often.
const TRY_MAX: Duration = Duration::from_mins(10);
const PAUSE: Duration = Duration::from_secs(5);

/// A guardian that waits. Without a word from this process it acts.
#[derive(Debug)]
pub struct Guardian {
    child: Child,
    pipe: ChildStdin,
}

impl Guardian {
    /// Starts the guardian of a route's rollout, and waits until it is ready.
    pub fn spawn(route: &RouteRef) -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(std::env::args_os().skip(1))
            .env(VARIABLE, serde_json::to_string(route)?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let lacks = || io::Error::other("it has no pipe");
        let pipe = child.stdin.take().ok_or_else(lacks)?;
        let said = child.stdout.take().ok_or_else(lacks)?;
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(said).read_line(&mut line).map(|_| line);
            // Whoever waited may have given up.
            let _ = sender.send(read);
        });
        let guardian = Self { child, pipe };
        match receiver.recv_timeout(BEGIN_MAX) {
            Ok(Ok(line)) if line.trim() == READY => Ok(guardian),
            _ => {
                guardian.dismiss();
                Err(io::Error::other("it did not begin"))
            }
        }
    }

    /// Sends it home.
    pub fn dismiss(mut self) {
        // One that is gone already needs no word.
        let _ = writeln!(self.pipe, "{DONE}");
        drop(self.pipe);
        let _ = self.child.wait();
    }
}

/// The route that this process guards, if it is a guardian.
pub fn errand(settings: &Settings) -> Option<Result<RouteRef, Error>> {
    let text = settings.environment.get(VARIABLE)?;
    let wrong = |error| Error::usage(format!("{VARIABLE} names no route")).because(error);
    Some(serde_json::from_str(text).map_err(wrong))
}

/// Waits for the end of the driver, and then does what is to be done.
pub async fn guard(route: &RouteRef, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    // What ends the driver must not end its guardian: it leaves the terminal and ignores signals.
    settings.changing.begin();
    if let Err(error) = rustix::process::setsid() {
        tracing::debug!(%error, "the guardian stays in the session of its driver");
    }
    ui.out().write_all(format!("{READY}\n").as_bytes()).map_err(Error::from)?;
    ui.out().flush().map_err(Error::from)?;
    let waited = tokio::task::spawn_blocking(|| {
        let mut heard = String::new();
        io::stdin().read_to_string(&mut heard).map(|_| heard)
    });
    let heard = match waited.await {
        Ok(Ok(heard)) => heard,
        // A pipe that breaks is a driver that is gone.
        Ok(Err(_)) | Err(_) => String::new(),
    };
    if heard.trim() == DONE {
        return Ok(Exit::Done);
    }
    let began = Instant::now();
    loop {
        let error = match act(route, settings, ui).await {
            Ok(exit) => return Ok(exit),
            Err(error) => error,
        };
        if error.exit != Exit::ControlPlane || began.elapsed() > TRY_MAX {
            return Err(error);
        }
        sleep(PAUSE).await;
    }
}

async fn act(route: &RouteRef, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let session = Session::open(settings).await?;
    let has_rollouts = session.client.capabilities().await?.rollouts;
    if has_rollouts && !session.is_embedded() {
        // Whoever holds the store by now drives what is in it.
        return Ok(Exit::Done);
    }
    if has_rollouts {
        let done = act_on_store(route, &session, ui).await;
        session.close();
        return done;
    }
    let options = venue::options(settings, false);
    match loss::act(&session.client, route, TakeOver::WhenDead, &options).await {
        Ok(Loss::Ended(state)) => Ok(took_back(route, &state, ui)),
        Ok(Loss::Stays | Loss::NeverBegan | Loss::RoutesGone)
        // Somebody else drives it by now, or it is over.
        | Err(TagsError::Held(_) | TagsError::Lost | TagsError::NotFound(_)) => Ok(Exit::Done),
        Err(error) => Err(error.into()),
    }
}

/// Nobody holds the store, so nobody drives what is in it.
async fn act_on_store(route: &RouteRef, session: &Session, ui: &mut Ui) -> Result<Exit, Error> {
    let records = session.client.rollouts_of(Some(route.mesh.as_str())).await?;
    let has = |record: &&RolloutRecord| record.state.routes.iter().any(|one| one.route == *route);
    let Some(record) = records.iter().filter(has).find(|record| store::is_left(record)) else {
        return Ok(Exit::Done);
    };
    let driver = format!("guardian {} ({})", std::process::id(), Uuid::new_v4().simple());
    match store::act(&session.client, record, driver).await {
        Ok(store::Loss::Ended(state)) => Ok(took_back(route, &state, ui)),
        Ok(store::Loss::Stays) | Err(_) => Ok(Exit::Done),
    }
}

fn took_back(route: &RouteRef, state: &State, ui: &mut Ui) -> Exit {
    let (name, address) = (&state.spec.name, route.id().full_address());
    let how = words::phase(state, Timestamp::now());
    ui.warning(&format!("the driver of {name} on {address} died, and its guardian acted: {how}"));
    Exit::from(Position::of(state))
}
