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

/// How the wait ended.
#[derive(Debug)]
pub struct Waited {
    /// How many proxies were connected at the end.
    connected: usize,
    /// Those that are not as they should be.
    others: Vec<ConnectedProxy>,
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
        ui: &mut Ui,
    ) -> (Option<Waited>, Exit) {
        if !self.is_wanted() {
            return (None, Exit::Done);
        }
        let mut signals = match Signals::catch() {
            Ok(signals) => signals,
            Err(error) => return (None, unknown(&error.to_string(), ui)),
        };
        let waited = tokio::select! {
            waited = self.wait(client, meshes) => waited,
            _ = signals.next() => return (None, unknown("interrupted", ui)),
        };
        match waited {
            Ok(waited) => {
                let exit = waited.exit();
                (Some(waited), exit)
            }
            Err(error) => (None, unknown(&error.failure.to_string(), ui)),
        }
    }

    async fn wait(&self, client: &Client, meshes: &BTreeSet<&str>) -> Result<Waited, ClientError> {
        let started = Instant::now();
        let mut waited = Waited { connected: 0, others: Vec::new(), took: Duration::ZERO };
        for mesh in meshes {
            let left = self.wait_timeout.saturating_sub(started.elapsed());
            let list = client.wait_for_proxies(None, Some(mesh), left).await?;
            waited.connected += list.connected;
            waited.others.extend(list.proxies);
        }
        waited.took = started.elapsed();
        Ok(waited)
    }
}

fn unknown(reason: &str, ui: &mut Ui) -> Exit {
    ui.warning(&format!("applied, but whether the proxies follow is not known: {reason}"));
    Exit::NotConverged
}

impl Waited {
    fn exit(&self) -> Exit {
        if self.others.is_empty() { Exit::Done } else { Exit::NotConverged }
    }

    /// What to say of it, on one line and more where something is wrong.
    pub fn tell(&self, ui: &mut Ui) {
        if self.others.is_empty() {
            let took = self.took.as_secs_f64();
            let proxies = Count::new(self.connected, "connected proxy", "connected proxies");
            ui.status(&match self.connected {
                0 => "no proxy is connected".to_owned(),
                1 => format!("acknowledged by the one connected proxy in {took:.2} s"),
                _ => format!("acknowledged by all {proxies} in {took:.2} s"),
            });
            return;
        }
        for reason in self.others.iter().flat_map(proxy::reasons) {
            ui.say(&reason);
        }
        let count = |state: ProxyState| self.others.iter().filter(|one| one.state == state).count();
        let (rejected, pending) = (count(ProxyState::Rejected), count(ProxyState::Pending));
        ui.say(&format!(
            "applied, but not everywhere: of {}, {rejected} rejected it, {pending} did not answer",
            Count::new(self.connected, "connected proxy", "connected proxies"),
        ));
        ui.hint("`weir proxy status` shows how they are; those that rejected it go on as before");
    }

    pub fn to_json(&self) -> Value {
        json!({
            "connected": self.connected,
            "converged": self.others.is_empty(),
            "seconds": self.took.as_secs_f64(),
            "proxies": self.others,
        })
    }
}
