//! Where rollouts are: on a control plane that keeps and drives them, or in tags, with a driver in
//! this process.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use crate::cli::Ui;
use crate::cli::commands::rollout::commands;
use crate::cli::commands::rollout::feed::{Feed, OwnDriver, Server, Tagged};
use crate::cli::commands::rollout::find::Known;
use crate::cli::commands::rollout::told::{self, Told, Word};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::guardian::Guardian;
use crate::cli::hosting::Hosting;
use crate::cli::keeper::Means as _;
use crate::cli::means::DriverMeans;
use crate::cli::runs;
use crate::cli::session::Session;
use crate::cli::settings::{Endpoint, Settings};
use crate::drive::driver::{Driver, Surroundings};
use crate::drive::tags::{
    self, Holder, Options, TagsError, TagsPlace, TakeOver, Tell, journal, lease, wish,
};
use crate::model::id::Name;
use crate::output::rollout::measured::Later;
use crate::output::rollout::next::Commands;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::spec::{OnLoss, RouteRef};
use crate::rollout::state::State;

/// How long notices to others may take at the end.
const DRAIN: Duration = Duration::from_secs(5);
/// How often somebody is asked who took a rollout while another was being asked.
const TRIES: u32 = 3;

/// Who drives a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ModeArg {
    /// The control plane where it can, else this process
    #[default]
    Auto,
    /// The control plane
    Server,
    /// This process; the state is in tags
    Client,
}

/// Who drives the rollouts of a venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Server,
    Client,
}

/// A control plane, as rollouts see it.
pub struct Venue<'a> {
    pub session: Session,
    pub mode: Mode,
    /// Whether nobody said who drives.
    is_auto: bool,
    settings: &'a Settings,
    hosting: Option<Hosting>,
    means: DriverMeans,
    unlocked: bool,
    /// Acts for this process where it dies.
    guardian: Option<Guardian>,
    /// What is weaker here than where the control plane runs rollouts, in words.
    pub weaker: Vec<&'static str>,
    /// Why nobody acts for this process where it dies, though the rollout says that it goes back.
    pub unguarded: Option<String>,
}

impl<'a> Venue<'a> {
    /// For commands that may drive.
    pub async fn open(settings: &'a Settings, mode: ModeArg) -> Result<Self, Error> {
        Self::of(Session::open(settings).await?, settings, mode).await
    }

    /// For commands that only look.
    pub async fn open_to_read(settings: &'a Settings, mode: ModeArg) -> Result<Self, Error> {
        Self::of(Session::open_to_read(settings).await?, settings, mode).await
    }

    async fn of(session: Session, settings: &'a Settings, wanted: ModeArg) -> Result<Self, Error> {
        let offers = session.client.capabilities().await?.rollouts;
        let mode = match (wanted, offers) {
            (ModeArg::Server, false) => {
                let message = format!("{} runs no rollouts", session.target);
                return Err(Error::usage(message).hint("--mode client drives it from here"));
            }
            (ModeArg::Server | ModeArg::Auto, true) => Mode::Server,
            (ModeArg::Client, _) | (ModeArg::Auto, false) => Mode::Client,
        };
        let means = DriverMeans::new(&session.client, &settings.environment);
        Ok(Self {
            session,
            mode,
            is_auto: wanted == ModeArg::Auto,
            settings,
            hosting: None,
            means,
            unlocked: false,
            guardian: None,
            weaker: Vec::new(),
            unguarded: None,
        })
    }

    /// Goes without a lock where the control plane cannot have any.
    pub fn force_unlocked(&mut self) {
        self.unlocked = true;
    }

    /// Turns to the rollouts that command lines drive on a control plane that runs rollouts itself;
    /// answers whether there may be any.
    pub fn turn_to_tags(&mut self) -> bool {
        let may = self.is_auto && self.mode == Mode::Server;
        if may {
            self.mode = Mode::Client;
        }
        may
    }

    /// Whether the rollout ends with this process.
    pub fn drives_here(&self) -> bool {
        self.mode == Mode::Client || self.session.is_embedded()
    }

    /// All rollouts that are known, and what could not be read.
    pub async fn list(&self) -> Result<(Vec<Known>, Vec<String>), Error> {
        let mesh = self.settings.mesh.as_ref().map(Name::as_str);
        if self.mode == Mode::Server {
            let records = self.session.client.rollouts_of(mesh).await?;
            // Where the store is in this process, whoever drove it has ended.
            let is_alone = self.session.is_embedded();
            let known = records.into_iter().map(|record| Known {
                later: record.superseded.map(unnamed),
                driver: record.driver.filter(|_| !is_alone),
                state: record.state,
            });
            return Ok((named(known.collect()), Vec::new()));
        }
        let meshes = match mesh {
            Some(mesh) => vec![mesh.to_owned()],
            None => self.session.client.meshes().await?,
        };
        let (mut known, mut unread) = (Vec::new(), Vec::new());
        let (here, journals) = (self.options().holder, self.journals());
        for mesh in &meshes {
            let client = &self.session.client;
            let (records, failures) = tags::list(client, mesh).await?;
            let left =
                tags::left::without_record(client, mesh, &records, journals.as_deref()).await?;
            unread.extend(left.iter().map(|left| left.line(&here)));
            known.extend(left.into_iter().filter_map(|left| left.state).map(|state| Known {
                state,
                driver: None,
                later: None,
            }));
            for record in records {
                let known_one = Known {
                    state: record.state,
                    driver: None,
                    later: record.superseded.map(unnamed),
                };
                if known_one.is_open() {
                    unread.extend(record.lost.iter().map(|route| {
                        let (id, route) = (&known_one.state.id, route.id().full_address());
                        format!("{route} of the rollout {id} is gone, or was made anew by others")
                    }));
                }
                known.push(known_one);
            }
            unread.extend(failures.into_iter().map(|(route, error)| {
                format!("the record of {} cannot be read: {error}", route.id().full_address())
            }));
        }
        Ok((named(known), unread))
    }

    /// What a rollout announced so far, as far as this machine can know.
    pub async fn entries(&self, id: &str) -> Result<Vec<Entry>, Error> {
        if self.mode == Mode::Client {
            let Some(folder) = self.journals() else { return Ok(Vec::new()) };
            return Ok(journal::read(&folder, id)?);
        }
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let after = entries.last().map_or(0, |entry| entry.seq);
            let more = self.session.client.rollout_entries(id, after, Duration::ZERO).await?;
            if more.is_empty() {
                return Ok(entries);
            }
            entries.extend(more);
        }
    }

    /// Begins a rollout.
    pub async fn begin(&mut self, state: State) -> Result<Feed, Error> {
        match self.mode {
            Mode::Server => {
                self.session.client.start_rollout(&state).await?;
                self.host().await?;
                self.guard_here(&state);
                Ok(self.server(&state.id, 0))
            }
            Mode::Client => {
                let options = self.options();
                let place = TagsPlace::start(&self.session.client, &state, &options).await?;
                self.weaker = place.abilities().weaker();
                Ok(self.drive(place, state, None))
            }
        }
    }

    /// Gets hold of a rollout: the control plane's driver is told, and so is a driver elsewhere; one
    /// that is gone is replaced by one in this process, if what is told is worth that.
    pub async fn tell(
        &mut self,
        known: &Known,
        wish: Option<Wish>,
        drives: bool,
    ) -> Result<Told, Error> {
        let drives = drives || known.state.is_over() || !wish.as_ref().is_some_and(told::is_word);
        if self.session.is_embedded() && !drives {
            return Err(told::nobody_hears());
        }
        if self.mode == Mode::Server {
            self.host().await?;
            self.guard_here(&known.state);
            let told = match &wish {
                Some(wish) => {
                    self.session.client.wish(&known.state.id, wish, &self.owner()).await?
                }
                None => Vec::new(),
            };
            return Ok(Told::Heard(self.server(&known.state.id, known.state.announced), told));
        }
        let Some(route) = known.state.routes.first().map(|route| route.route.clone()) else {
            return Err(Error::new(Exit::No, "the rollout has no routes"));
        };
        // A control plane that keeps rollouts says itself whose a wish is.
        let wish = wish.map(|wish| wish.by(&self.owner()));
        for _ in 1..TRIES {
            let told = self.reach(known, (&route, wish.as_ref()), drives).await?;
            if let Ok(told) = told {
                return Ok(told);
            }
        }
        Ok(self.reach(known, (&route, wish.as_ref()), drives).await??)
    }

    /// Tells whoever has the lock of a rollout, or takes their place; the error within is that
    /// somebody else took it between two looks.
    async fn reach(
        &mut self,
        known: &Known,
        (route, wish): (&RouteRef, Option<&Wish>),
        drives: bool,
    ) -> Result<Result<Told, TagsError>, Error> {
        let (client, options) = (Arc::clone(&self.session.client), self.options());
        let found = lease::find(&client, route).await?;
        let mut when = TakeOver::WhenDead;
        if let Some(found) = found.filter(|found| !found.is_dead(&options.holder)) {
            let who = found.who();
            match told::ask(&client, (&known.state, &found), wish, &options).await? {
                Word::Heard(told) => return Ok(Ok(Told::Heard(self.listen(known).await?, told))),
                Word::Gone(now) => when = now,
                Word::Alive => return Ok(Ok(Told::Unanswered(told::alive(&who, wish)))),
                Word::Interrupted => {
                    return Ok(Ok(Told::Unanswered(told::interrupted(&who, wish))));
                }
            }
        }
        if !drives {
            return Err(told::nobody_hears());
        }
        match TagsPlace::open(&client, route, when, &options).await {
            Ok((place, state)) => {
                Ok(Ok(Told::Heard(self.drive(place, state, wish.cloned()), Vec::new())))
            }
            // Such as a guardian, that is asked then.
            Err(error @ (TagsError::Held(_) | TagsError::Lost)) => Ok(Err(error)),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether whoever drove a rollout died on this machine before it gave the lock back.
    pub async fn is_unreleased(&self, known: &Known) -> Result<bool, Error> {
        let Some(route) = known.state.routes.first().filter(|_| self.mode == Mode::Client) else {
            return Ok(false);
        };
        let found = lease::find(&self.session.client, &route.route).await?;
        let here = self.options().holder;
        Ok(found.is_some_and(|found| found.rollout == known.state.id && found.is_dead(&here)))
    }

    /// Listens to a rollout, and changes nothing.
    pub async fn listen(&self, known: &Known) -> Result<Feed, Error> {
        let lead = known.state.routes.first().map(|route| route.route.clone());
        match (self.mode, lead) {
            (Mode::Client, Some(route)) => {
                let driver = lease::find(&self.session.client, &route).await?;
                let driver = driver.filter(|found| found.rollout == known.state.id);
                let here = self.options().holder;
                let is_dead = driver.as_ref().is_some_and(|found| found.is_dead(&here));
                Ok(Feed::Tags(Tagged {
                    client: Arc::clone(&self.session.client),
                    route,
                    id: known.state.id.clone(),
                    journals: self.journals(),
                    after: 0,
                    driver: driver.map(|found| found.standing(&here, jiff::Timestamp::now())),
                    is_dead,
                    here,
                    without: 0,
                    beat: None,
                }))
            }
            _ => Ok(self.server(&known.state.id, 0)),
        }
    }

    /// Drives the rollouts of the store that this process holds, if it holds one.
    pub async fn host(&mut self) -> Result<(), Error> {
        if self.hosting.is_some() {
            return Ok(());
        }
        if let Some(plane) = self.session.plane() {
            let mut made = None;
            let environment = &self.settings.environment;
            let hosting = Hosting::begin(plane, |client| {
                let means = DriverMeans::new(client, environment);
                made.insert(means).clone()
            });
            self.hosting = Some(hosting.await?);
            if let Some(made) = made {
                self.means = made;
            }
        }
        Ok(())
    }

    /// Hears what was announced after that number.
    fn server(&self, id: &str, after: u64) -> Feed {
        Feed::Server(Server {
            client: Arc::clone(&self.session.client),
            id: id.to_owned(),
            by: self.owner(),
            after,
            renewed: None,
        })
    }

    /// Drives a rollout in this process.
    fn drive(&mut self, place: TagsPlace, state: State, first: Option<Wish>) -> Feed {
        let routes: Vec<RouteRef> = state.routes.iter().map(|route| route.route.clone()).collect();
        let (id, on_loss) = (state.id.clone(), state.spec.lease.on_loss);
        let (told, heard) = mpsc::unbounded_channel();
        let surroundings = Surroundings {
            place,
            evidence: self.means.evidence(&state),
            hooks: self.means.hooks(&state),
            is_open: self.means.windows(&state),
            audience: Box::new(move |_: &State, entry: &Entry| {
                // Nobody listens any more once this process leaves.
                let _ = told.send(entry.clone());
            }),
        };
        let (driver, reins) = Driver::new(state, surroundings);
        if let Some(lead) = routes.first().filter(|_| on_loss == OnLoss::Rollback) {
            self.guard(lead);
            if let Some(why) = &self.unguarded {
                reins.unguarded(why.clone());
            }
        }
        let client = Arc::clone(&self.session.client);
        tokio::spawn(wish::listen(Arc::clone(&client), routes, id, reins.clone()));
        let task = Some(tokio::spawn(driver.run(first)));
        let who = self.owner();
        let unheard = Vec::new();
        Feed::Driver(Box::new(OwnDriver { reins, heard, unheard, task, who, client }))
    }

    /// Has a guardian stand by. Without one the rollout stays where it is if this process dies.
    fn guard(&mut self, lead: &RouteRef) {
        match Guardian::spawn(lead) {
            Ok(guardian) => self.guardian = Some(guardian),
            Err(error) => self.unguarded = Some(error.to_string()),
        }
    }

    /// The same for a rollout of the store that this process holds.
    fn guard_here(&mut self, state: &State) {
        let goes_back = state.spec.lease.on_loss == OnLoss::Rollback && !state.is_over();
        if let (true, true, Some(lead)) =
            (goes_back, self.session.is_embedded(), state.routes.first())
        {
            self.guard(&lead.route);
        }
    }

    /// Says that nobody acts for this process, where that was promised.
    pub fn warn_unguarded(&self, ui: &mut Ui) {
        if let Some(why) = &self.unguarded {
            ui.warning(&format!(
                "if this process dies, nothing goes back by itself: its guardian did not begin: \
                 {why}"
            ));
            ui.hint("`weir canary reap` takes it back then");
        }
    }

    /// How commands reach the same control plane.
    pub fn commands(&self) -> Commands {
        commands(self.settings)
    }

    /// Whoever has the store now, where whoever had it does not answer any more.
    pub async fn found_again(&self) -> Option<Session> {
        if self.session.is_embedded() || self.settings.endpoint != Endpoint::Embedded {
            return None;
        }
        Session::open_to_read(self.settings).await.ok()
    }

    fn options(&self) -> Options {
        options(self.settings, self.unlocked)
    }

    fn journals(&self) -> Option<PathBuf> {
        journals(self.settings)
    }

    /// Who this run is, for others.
    pub fn owner(&self) -> String {
        let (user, host) = who(self.settings);
        format!("{user}@{host}")
    }

    /// Leaves the rollouts as they are.
    pub async fn close(self) {
        if let Some(hosting) = self.hosting {
            hosting.end().await;
        }
        if let Some(guardian) = self.guardian {
            guardian.dismiss();
        }
        self.means.drain(DRAIN).await;
        self.session.close();
    }
}

/// A later rollout of which the id is known.
fn unnamed(id: String) -> Later {
    Later { id, name: None }
}

/// The rollouts, with the names of those that came later.
fn named(mut known: Vec<Known>) -> Vec<Known> {
    let names: BTreeMap<String, String> =
        known.iter().map(|one| (one.state.id.clone(), one.state.spec.name.clone())).collect();
    for later in known.iter_mut().filter_map(|one| one.later.as_mut()) {
        later.name = names.get(&later.id).cloned();
    }
    known
}

/// What this process says of itself where it locks and records.
pub fn options(settings: &Settings, unlocked: bool) -> Options {
    let (user, host) = who(settings);
    let holder = Holder { user, host, pid: std::process::id() };
    let teller = settings.teller;
    let tell = Tell::new(move |text| teller.status(text));
    Options { holder, journals: journals(settings), unlocked, tell }
}

/// Where this machine keeps the journals of rollouts that it drives.
fn journals(settings: &Settings) -> Option<PathBuf> {
    runs::state_folder(&settings.environment).ok().map(|folder| folder.join("rollouts"))
}

fn who(settings: &Settings) -> (String, String) {
    let user = ["USER", "LOGNAME"].into_iter().find_map(|name| settings.environment.get(name));
    let host = gethostname::gethostname().to_string_lossy().into_owned();
    (user.unwrap_or("unknown").to_owned(), host)
}
