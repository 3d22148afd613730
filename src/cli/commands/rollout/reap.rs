//! `reap`: rollouts whose driver is gone do what their policy says.

use std::sync::Arc;

use futures_util::future::join_all;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use uuid::Uuid;

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::commands::rollout::commands;
use crate::cli::commands::rollout::venue::{Mode, ModeArg, Venue, options};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::cli::signals::Signals;
use crate::client::Client;
use crate::drive::plane::loss as store;
use crate::drive::tags::error::chain;
use crate::drive::tags::lease::{self, Found};
use crate::drive::tags::loss::{self, Loss};
use crate::drive::tags::probe;
use crate::drive::tags::{self, Options, TagsError, TakeOver};
use crate::model::id::Name;
use crate::output::json::{envelope, text};
use crate::output::rollout::words;
use crate::rollout::position::Position;
use crate::rollout::spec::{OnLoss, RouteRef};
use crate::rollout::state::{Phase, State};

/// Have rollouts whose driver is gone do what their `onLoss` says
///
/// For a scheduled job, where rollouts are driven by command lines. On a store of this machine that
/// nobody holds, and for a process of this machine that has ended, it is done at once. Elsewhere it
/// takes as long as the longest lease, since a driver is only known to be gone when it was silent
/// for all of that.
#[derive(Debug, clap::Args)]
pub struct ReapArgs {
    /// Where rollouts are looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,
}

/// A rollout that was found, and what came of it.
struct Row {
    id: String,
    /// Whoever drove it, where that is known.
    who: Option<String>,
    /// As it was found, or as it is now.
    state: Option<Box<State>>,
    came: Came,
}

/// What came of a rollout.
enum Came {
    /// It was taken to its end.
    Ended,
    /// Its policy is to stay where it is, and nobody drives it.
    Left,
    /// Its policy is to stay where it is, whether somebody drives it or not.
    Stays,
    /// It never began; its lock is gone.
    NeverBegan,
    /// Its routes are gone, and its record with them; its lock is gone too.
    RoutesGone,
    /// Somebody drives it.
    Driven,
    /// Others took it to its end while its driver was watched.
    Over,
    /// A signal came before it was known whether its driver lives, or before it was at its end.
    Interrupted,
    Failed(String),
}

pub async fn run(args: &ReapArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let venue = Venue::open(settings, args.mode).await?;
    let rows = match venue.mode {
        Mode::Client => elsewhere(&venue, settings, ui).await,
        Mode::Server if venue.session.is_embedded() => here(&venue, settings).await,
        Mode::Server => Ok(Vec::new()),
    };
    let drives = venue.mode == Mode::Server && !venue.session.is_embedded();
    venue.close().await;
    let rows = rows?;
    let exit = rows.iter().map(Row::exit).max_by_key(|exit| exit.code()).unwrap_or(Exit::Done);
    write(&rows, exit, settings, ui)?;
    if drives {
        ui.status("the control plane drives its rollouts itself; there is nothing to do");
    } else if rows.is_empty() {
        ui.status("there is no rollout without a driver");
    }
    Ok(exit)
}

/// The rollouts of the store that this process holds, so nobody else drives them.
async fn here(venue: &Venue<'_>, settings: &Settings) -> Result<Vec<Row>, Error> {
    settings.changing.begin();
    let mut signals = Signals::catch()?;
    let client = &venue.session.client;
    let mesh = settings.mesh.as_ref().map(Name::as_str);
    let mut rows = Vec::new();
    for record in client.rollouts_of(mesh).await?.iter().filter(|one| store::is_left(one)) {
        let driver = format!("process {} ({})", std::process::id(), Uuid::new_v4().simple());
        let mut row = Row {
            id: record.state.id.clone(),
            who: None,
            state: Some(Box::new(record.state.clone())),
            came: Came::Left,
        };
        // Whenever it is cut off, the next one goes on from what the store says.
        row.came = tokio::select! {
            biased;
            done = store::act(client, record, driver) => match done {
                Ok(store::Loss::Ended(state)) => {
                    row.state = Some(state);
                    Came::Ended
                }
                Ok(store::Loss::Stays) => Came::Left,
                Err(error) => Came::Failed(error.to_string()),
            },
            _ = signals.next() => Came::Interrupted,
        };
        let is_cut = matches!(row.came, Came::Interrupted);
        rows.push(row);
        if is_cut {
            break;
        }
    }
    Ok(rows)
}

/// The rollouts in tags, by the locks of their drivers.
async fn elsewhere(venue: &Venue<'_>, settings: &Settings, ui: &mut Ui) -> Result<Vec<Row>, Error> {
    let client = &venue.session.client;
    let meshes = match &settings.mesh {
        Some(mesh) => vec![mesh.to_string()],
        None => client.meshes().await?,
    };
    settings.changing.begin();
    let mut signals = Signals::catch()?;
    let options = options(settings, false);
    let mut orphans = Vec::new();
    for mesh in &meshes {
        sweep(client, mesh, ui).await;
        for lock in loss::locks(client, mesh).await? {
            let orphan = Orphan::new(client, lock, &options).await;
            if let Some(line) = orphan.waits() {
                ui.status(&line);
            }
            orphans.push(orphan);
        }
        for lock in loss::strays(client, mesh).await? {
            let orphan = Orphan::stray(lock, &options);
            if let Some(line) = orphan.waits() {
                ui.status(&line);
            }
            orphans.push(orphan);
        }
    }
    let (end, ended) = watch::channel(false);
    let rows = orphans.into_iter().map(|orphan| orphan.settle(client, &options, ended.clone()));
    let mut rows = std::pin::pin!(join_all(rows));
    loop {
        tokio::select! {
            rows = &mut rows => return Ok(rows),
            exit = signals.next() => {
                if end.send_replace(true) {
                    return Err(Error::new(exit, "interrupted; look at `weir canary status`"));
                }
                ui.status("waits for nobody any more; once more to leave at once");
            }
        }
    }
}

/// Takes away what starts left that were killed while they tried what a control plane can do. The
/// rollouts do not depend on it.
async fn sweep(client: &Client, mesh: &str, ui: &mut Ui) {
    match probe::sweep(client, mesh, Timestamp::now()).await {
        Ok(names) => {
            for name in names {
                let address = format!("vn/{name} of the mesh `{mesh}`");
                ui.status(&format!("took away {address}: a start that was killed had left it"));
            }
        }
        Err(error) => {
            let why = chain(&error);
            ui.warning(&format!("cannot look for what killed starts left in `{mesh}`: {why}"));
        }
    }
}

/// A rollout in tags whose driver may be gone.
struct Orphan {
    lock: Found,
    /// What its tags say; none where it never began, or they cannot be read.
    state: Option<Box<State>>,
    is_dead: bool,
    /// Whether it has no lock for a driver.
    is_stray: bool,
}

impl Orphan {
    async fn new(client: &Arc<Client>, lock: Found, options: &Options) -> Self {
        let record = match &lock.lead {
            // That it cannot be read is said when something is to be done with it.
            Some(lead) => tags::search(client, lead).await.ok().flatten(),
            None => None,
        };
        let is_dead = lock.is_dead(&options.holder);
        let record = record.filter(|record| record.state.id == lock.rollout);
        let state = record.map(|record| Box::new(record.state));
        Self { lock, state, is_dead, is_stray: false }
    }

    fn stray(lock: Found, options: &Options) -> Self {
        let is_dead = lock.is_dead(&options.holder);
        Self { lock, state: None, is_dead, is_stray: true }
    }

    /// Whether nothing is to be done whether its driver lives or not.
    fn stays(&self) -> bool {
        self.state.as_ref().is_some_and(|state| {
            state.is_under_way() && state.spec.lease.on_loss != OnLoss::Rollback
        })
    }

    /// What is waited for, if anything is.
    fn waits(&self) -> Option<String> {
        if self.is_dead || self.stays() || self.lock.lead.is_none() {
            return None;
        }
        let (id, who, ttl) = (&self.lock.rollout, self.lock.who(), words::whole(self.lock.ttl));
        let until = Timestamp::now().checked_add(self.lock.ttl).unwrap_or(Timestamp::MAX);
        let until = words::moment(until);
        Some(format!("{id}: looks whether {who} lives; that takes {ttl}, until {until}"))
    }

    async fn settle(
        self,
        client: &Arc<Client>,
        options: &Options,
        ended: watch::Receiver<bool>,
    ) -> Row {
        let came = self.act(client, options, ended).await;
        let Self { lock, state, is_dead, .. } = self;
        let who = Some(lock.who());
        let mut row = Row { id: lock.rollout, who, state, came: Came::Stays };
        row.came = match came {
            Ok(Some(Loss::Ended(state))) => {
                row.state = Some(state);
                Came::Ended
            }
            Ok(Some(Loss::Stays)) if is_dead => Came::Left,
            Ok(Some(Loss::Stays)) => Came::Stays,
            Ok(Some(Loss::NeverBegan)) => Came::NeverBegan,
            Ok(Some(Loss::RoutesGone)) => Came::RoutesGone,
            Ok(None) => Came::Interrupted,
            Err(TagsError::Held(_) | TagsError::Lost) => Came::Driven,
            Err(error) => Came::Failed(error.to_string()),
        };
        if let (Came::Driven, Some(lead)) = (&row.came, &lock.lead) {
            row.look_again(client, lead).await;
        }
        row
    }

    /// Waits until it is known whether its driver lives, and acts if it does not. What was begun is
    /// done; a wait ends with a signal, and then nothing has come of it.
    async fn act(
        &self,
        client: &Arc<Client>,
        options: &Options,
        mut ended: watch::Receiver<bool>,
    ) -> Result<Option<Loss>, TagsError> {
        let locked = if self.is_stray { &self.lock.route } else { &self.lock.lead };
        let Some(route) = locked else {
            return Err(TagsError::NotUnderstood(format!("{} names no route", self.lock.arn)));
        };
        if !self.is_dead && !self.stays() {
            tokio::select! {
                silent = lease::is_silent(client, route, &self.lock) => {
                    if !silent? {
                        return Err(TagsError::Held(Box::new(self.lock.clone())));
                    }
                }
                _ = ended.wait_for(|ended| *ended) => return Ok(None),
            }
        }
        let when = TakeOver::Silent(self.lock.beat());
        let done = if self.is_stray {
            loss::clear_stray(client, &self.lock, when, options).await
        } else {
            loss::act(client, route, when, options).await
        };
        done.map(Some)
    }
}

impl Row {
    /// Who drives it may have changed while it was watched: a guardian, or somebody at work.
    async fn look_again(&mut self, client: &Arc<Client>, lead: &RouteRef) {
        match lease::find(client, lead).await {
            Ok(Some(found)) if found.rollout == self.id => self.who = Some(found.who()),
            Ok(_) => {
                self.came = Came::Over;
                if let Ok(Some(record)) = tags::search(client, lead).await {
                    self.state = Some(Box::new(record.state));
                }
            }
            Err(error) => self.came = Came::Failed(error.to_string()),
        }
    }

    /// What is left to somebody; what was taken back, or is driven, is done.
    fn exit(&self) -> Exit {
        let position = self.state.as_ref().map(|state| Position::of(state));
        match (&self.came, position) {
            (Came::Failed(_), _) => Exit::ControlPlane,
            (Came::Left, Some(position)) => Exit::from(position.without_driver()),
            (Came::Interrupted, Some(position)) => Exit::from(position),
            (Came::Ended | Came::Over, Some(position)) if !position.is_settled() => {
                Exit::from(position)
            }
            _ => Exit::Done,
        }
    }

    /// What was done, in a word.
    fn word(&self) -> &'static str {
        let position = self.state.as_ref().map(|state| Position::of(state));
        match &self.came {
            Came::Ended => match position {
                Some(Position::Promoted) => "promoted",
                Some(_) if self.ends_split() => "partly-promoted",
                Some(position) if position.is_settled() => "rolled-back",
                _ => "failed",
            },
            Came::Left | Came::Stays => "stays",
            Came::NeverBegan => "never-began",
            Came::RoutesGone => "routes-gone",
            Came::Driven => "driven",
            Came::Over => "over",
            Came::Interrupted => "unknown",
            Came::Failed(_) => "failed",
        }
    }

    /// Whether its last stage was over, and left the baseline a share.
    fn ends_split(&self) -> bool {
        let is_it =
            |state: &State| matches!(state.phase, Phase::Promoted { .. }) && state.ends_split();
        self.state.as_ref().is_some_and(|state| is_it(state))
    }

    fn line(&self, program: &str) -> String {
        let id = &self.id;
        let who = self.who.as_deref().unwrap_or("nobody");
        let gone = match &self.who {
            Some(who) => format!("{who} is gone"),
            None => "nobody drove it".to_owned(),
        };
        let (percent, strategy, how) = match &self.state {
            Some(state) => {
                let strategy = words::strategy(&state.spec.strategy);
                (state.percent, strategy, words::phase(state, Timestamp::now()))
            }
            None => (0, "canary", "nothing of it was written".to_owned()),
        };
        match &self.came {
            Came::Ended => format!("{id}: {gone}; {how}"),
            Came::Left => format!(
                "{id}: {gone}; stays at {percent} %, as its onLoss says: `{program} {strategy} \
                 resume {id}` goes on, abort goes back"
            ),
            Came::Stays => {
                format!(
                    "{id}: stays at {percent} %, as its onLoss says; who drives it was not asked"
                )
            }
            Came::NeverBegan => format!("{id}: never began; its lock was taken away"),
            Came::RoutesGone => format!(
                "{id}: its routes are gone, so there is nothing to take back; its lock was taken away"
            ),
            Came::Driven => format!("{id}: {who} drives it"),
            Came::Over => format!("{id}: came to its end meanwhile; {how}"),
            Came::Interrupted => format!("{id}: interrupted before anything came of it; {how}"),
            Came::Failed(why) => format!("{id}: {why}"),
        }
    }

    fn object(&self) -> Value {
        let mut object = json!({
            "id": self.id,
            "driver": self.who,
            "result": self.word(),
        });
        if let Some(state) = &self.state {
            object["weight"] = state.percent.into();
        }
        if let Came::Failed(why) = &self.came {
            object["reason"] = why.as_str().into();
        }
        object
    }
}

fn write(rows: &[Row], exit: Exit, settings: &Settings, ui: &mut Ui) -> Result<(), Error> {
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("rollout-reap", exit.code());
            document.insert("rollouts".to_owned(), rows.iter().map(Row::object).collect());
            ui.out().write_all(text(&Value::Object(document)).as_bytes())?;
        }
        OutputFormat::Name => {
            for row in rows.iter().filter(|row| matches!(row.came, Came::Ended)) {
                writeln!(ui.out(), "{}", row.id)?;
            }
        }
        _ => {
            let program = commands(settings).program;
            for row in rows {
                writeln!(ui.out(), "{}", row.line(&program))?;
            }
        }
    }
    Ok(())
}
