//! `--wait`: waits until the connected proxies have acknowledged what was changed.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::duration;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::signals::Signals;
use crate::client::{Client, ClientError, ConnectedProxy, ProxyState};
use crate::output::count::Count;
use crate::output::proxy;
use crate::output::style::printable;

/// How long nothing is said of the wait.
const SILENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Default, clap::Args)]
pub struct WaitArgs {
    /// Wait for the proxies: until each that depends on the change has acknowledged it; exit 8 if
    /// one rejects it or time runs out
    #[arg(long, value_name = "FOR", value_enum, num_args = 0..=1, default_missing_value = "xds",
        require_equals = true)]
    wait: Option<WaitFor>,

    /// How long to wait
    #[arg(long, value_name = "DURATION", value_parser = duration, default_value = "60s")]
    wait_timeout: Duration,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum WaitFor {
    /// The acknowledgement of every connected proxy that depends on the change
    Xds,
}

/// Whether something was changed before the wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Changed,
    /// Everything was as it should be; what others changed may still be on its way.
    Unchanged,
}

/// How the wait ended.
#[derive(Debug)]
pub struct Waited {
    /// How many proxies were connected at the end.
    connected: usize,
    /// Those that do not have what was changed.
    others: Vec<ConnectedProxy>,
    /// Those that rejected something before, and nothing since.
    earlier: Vec<ConnectedProxy>,
    before: Before,
    took: Duration,
}

impl WaitArgs {
    fn is_wanted(&self) -> bool {
        self.wait.is_some()
    }

    /// Refuses what cannot be waited for, before anything is changed.
    pub async fn check(&self, session: &Session) -> Result<(), Error> {
        if !self.is_wanted() {
            return Ok(());
        }
        if session.is_embedded() {
            return Err(Error::usage("--wait waits for proxies, and none can be connected here")
                .hint("proxies connect to a server: weir serve"));
        }
        if !session.client.capabilities().await?.proxies {
            return Err(Error::usage(format!(
                "--wait needs to know of proxies, and {} does not tell of them",
                session.target
            )));
        }
        Ok(())
    }

    /// Waits for the proxies of these meshes, if that is wanted. Where the wait fails, all is
    /// applied nevertheless.
    pub async fn converge(
        &self,
        client: &Client,
        meshes: &BTreeSet<&str>,
        before: Before,
        ui: &mut Ui,
    ) -> (Option<Waited>, Exit) {
        if !self.is_wanted() {
            return (None, Exit::Done);
        }
        let mut signals = match Signals::catch() {
            Ok(signals) => signals,
            Err(error) => return (None, unknown(&error.to_string(), Exit::NotConverged, ui)),
        };
        let waited = tokio::select! {
            waited = self.wait(client, meshes, before, ui) => Ok(waited),
            exit = signals.next() => Err(exit),
        };
        match waited {
            Ok(Ok(waited)) => {
                let exit = waited.exit();
                (Some(waited), exit)
            }
            Ok(Err(error)) => (None, unknown(&error.failure.to_string(), Exit::NotConverged, ui)),
            Err(exit) => (None, unknown("interrupted", exit, ui)),
        }
    }

    async fn wait(
        &self,
        client: &Client,
        meshes: &BTreeSet<&str>,
        before: Before,
        ui: &mut Ui,
    ) -> Result<Waited, ClientError> {
        let started = Instant::now();
        // What was asked for before anything was changed is still known.
        let known = client.capabilities().await?.revision;
        let since = known.filter(|_| before == Before::Changed);
        let mut waited = Waited {
            connected: 0,
            others: Vec::new(),
            earlier: Vec::new(),
            before,
            took: Duration::ZERO,
        };
        for mesh in meshes {
            let left = || self.wait_timeout.saturating_sub(started.elapsed());
            let mut list =
                client.wait_for_proxies((since, None), Some(mesh), left().min(SILENCE)).await?;
            if list.complete != Some(true) && !left().is_zero() {
                let pending = list.proxies.iter().filter(|one| one.state == ProxyState::Pending);
                let names: Vec<String> = pending.map(|one| printable(&one.of)).collect();
                ui.status(&format!("waiting for {}", names.join(", ")));
                list =
                    client.wait_for_proxies((since, list.waited_for), Some(mesh), left()).await?;
            }
            waited.connected += list.connected;
            for proxy in list.proxies {
                let is_new = |revision: u64| known.is_none_or(|known| revision > known);
                let since = proxy.rejections.iter().any(|rejection| is_new(rejection.revision));
                let is_well = proxy.state == ProxyState::Rejected
                    && !since
                    && proxy.held_back.is_empty()
                    && before == Before::Changed;
                if is_well { &mut waited.earlier } else { &mut waited.others }.push(proxy);
            }
        }
        waited.took = started.elapsed();
        Ok(waited)
    }
}

fn unknown(reason: &str, exit: Exit, ui: &mut Ui) -> Exit {
    ui.warning(&format!("applied, but whether the proxies follow is not known: {reason}"));
    exit
}

impl Waited {
    fn exit(&self) -> Exit {
        if self.others.is_empty() { Exit::Done } else { Exit::NotConverged }
    }

    /// What to say of it, on one line and more where something is wrong.
    pub fn tell(&self, ui: &mut Ui) {
        for proxy in &self.earlier {
            for reason in proxy::reasons(proxy) {
                ui.warning(&format!("from before this change: {reason}"));
            }
        }
        if self.others.is_empty() {
            self.tell_success(ui);
            return;
        }
        for reason in self.others.iter().flat_map(proxy::reasons) {
            ui.say(&reason);
        }
        let rejected = self.others.iter().filter(|one| is_rejecting(one)).count();
        let pending = self.others.len() - rejected;
        let proxies = Count::new(self.connected, "connected proxy", "connected proxies");
        ui.say(&match self.before {
            Before::Changed => format!(
                "applied, but not everywhere: of {proxies}, {rejected} rejected it, {pending} did not answer"
            ),
            Before::Unchanged => format!(
                "not followed everywhere: of {proxies}, {rejected} rejected something, {pending} did not answer"
            ),
        });
        ui.hint("`weir proxy status` shows how they are; what they rejected has no effect there");
    }

    fn tell_success(&self, ui: &mut Ui) {
        let took = self.took.as_secs_f64();
        let proxies = Count::new(self.connected, "connected proxy", "connected proxies");
        ui.status(&match self.connected {
            0 => "no proxy is connected".to_owned(),
            1 => format!("acknowledged by the one connected proxy in {took:.2} s"),
            _ => format!("acknowledged by all {proxies} in {took:.2} s"),
        });
    }

    pub fn to_json(&self) -> Value {
        json!({
            "connected": self.connected,
            "converged": self.others.is_empty(),
            "seconds": self.took.as_secs_f64(),
            "proxies": self.others,
            "earlier": self.earlier,
        })
    }
}

fn is_rejecting(proxy: &ConnectedProxy) -> bool {
    !proxy.rejections.is_empty() || !proxy.held_back.is_empty()
}
