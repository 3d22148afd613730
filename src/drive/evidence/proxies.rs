//! The evidence of a rollout: from the proxies where the control plane knows them, and from where
//! the gates say.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::Instant;

use crate::client::Client;
use crate::drive::evidence::Evidence;
use crate::drive::evidence::mesh::{self, Pairs, Revisions};
use crate::drive::evidence::prometheus;
use crate::drive::evidence::traffic::{Arm, Traffic, reason};
use crate::rollout::event::VerifyOutcome;
use crate::rollout::gate::{Counts, Limit, Reading, Verdict};
use crate::rollout::spec::{Gate, Source};
use crate::rollout::split::Fit;
use crate::rollout::state::State;

/// For how long a node without weight has to get no request until it counts as left.
const QUIET: Duration = Duration::from_secs(30);
/// The parts of a rollout's time in which the failures of both nodes are compared for the budget.
const COMPARED: Duration = Duration::from_mins(1);
/// Why nothing is known of requests.
const BLIND: &str = "this control plane does not tell of its proxies' traffic";
/// The names of the readings that are nobody's gate.
const BUDGET: &str = "budget";
const SPLIT: &str = "split";

/// Evidence by a control plane, and by a Prometheus where a gate names one.
pub struct ProxyEvidence {
    client: Arc<Client>,
    looked: Mutex<Looked>,
}

/// What is remembered from one look to the next.
#[derive(Debug, Default)]
struct Looked {
    /// The write that this is about: the rollout and the number of the write.
    write: Option<(String, u64)>,
    revisions: Revisions,
    /// The pairs whose split can be observed.
    pairs: Option<Pairs>,
    /// Since when the weights are known to be everywhere, so that what is counted is of them.
    acknowledged: Option<Instant>,
    /// Since when what is measured belongs to the stage.
    measured: Option<Instant>,
}

/// How requests are split.
struct Split {
    seen: Vec<mesh::Seen>,
    /// Of which nodes that cannot be seen, and why, in words.
    unseen: Vec<String>,
}

impl ProxyEvidence {
    pub fn new(client: Arc<Client>) -> Self {
        Self { client, looked: Mutex::default() }
    }

    /// Nothing is left half changed while the lock is held.
    fn looked(&self) -> MutexGuard<'_, Looked> {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was about an earlier write.
    fn begin(&self, state: &State) {
        let mut looked = self.looked();
        let write = Some((state.id.clone(), state.writes));
        if looked.write != write {
            *looked = Looked { write, ..Looked::default() };
        }
    }

    /// Whether the control plane has what [`Traffic`] is made of.
    async fn tells_traffic(&self) -> Result<bool, String> {
        let known = self.client.capabilities().await.map_err(|error| reason(&error))?;
        Ok(known.telemetry)
    }

    async fn acknowledged(&self, state: &State) -> Result<VerifyOutcome, String> {
        let known = self.client.capabilities().await.map_err(|error| reason(&error))?;
        let outcome = if state.spec.verify.acks_percent > 0 && known.proxies {
            let mut revisions = self.looked().revisions.clone();
            let outcome = mesh::acknowledged(&self.client, state, &mut revisions).await;
            self.looked().revisions = revisions;
            outcome.map_err(|error| reason(&error))?
        } else {
            VerifyOutcome::Unconfirmed { why: "no proxy is asked".to_owned() }
        };
        if let VerifyOutcome::Confirmed { .. } | VerifyOutcome::Unconfirmed { .. } = outcome {
            self.looked().acknowledged.get_or_insert_with(Instant::now);
        }
        Ok(outcome)
    }

    /// How the requests since a moment fit the weights.
    async fn split(&self, state: &State, since: Instant) -> Result<Split, String> {
        let known = self.looked().pairs.clone();
        let pairs = match known {
            Some(pairs) => pairs,
            None => mesh::pairs(&self.client, state).await?,
        };
        self.looked().pairs = Some(pairs.clone());
        let mut seen = Vec::new();
        if !pairs.observable.is_empty() {
            let traffic = Traffic::read(&self.client, state, since.elapsed(), None).await?;
            seen = mesh::split(&pairs.observable, &traffic);
        }
        Ok(Split { seen, unseen: pairs.unseen })
    }

    async fn verified(&self, state: &State) -> Result<VerifyOutcome, String> {
        let verify = state.spec.verify;
        let acknowledged = self.acknowledged(state).await?;
        let (nobody, mut by) = match &acknowledged {
            VerifyOutcome::Confirmed { by } => (None, vec![by.clone()]),
            VerifyOutcome::Unconfirmed { why } => (Some(why.clone()), Vec::new()),
            _ => return Ok(acknowledged),
        };
        // Without proxies nobody counts requests either.
        let is_split = verify.split && (nobody.is_none() || !verify.if_connected);
        if !is_split || !self.tells_traffic().await? {
            return Ok(acknowledged);
        }
        let since = self.looked().acknowledged.unwrap_or_else(Instant::now);
        let split = match self.split(state, since).await {
            Ok(split) => split,
            // What nobody asked for is only told.
            Err(why) if verify.if_connected => {
                by.push(format!("their requests are not known: {why}"));
                return Ok(VerifyOutcome::Confirmed { by: by.join("; ") });
            }
            Err(why) => return Err(why),
        };
        let mut is_seen = !by.is_empty();
        for seen in split.seen {
            if seen.fit != Fit::Fits {
                return Ok(VerifyOutcome::Pending { why: seen.evidence });
            }
            if seen.observed.all() == 0 && !verify.if_connected {
                let why = "no requests were counted under the new weights yet".to_owned();
                return Ok(VerifyOutcome::Pending { why });
            }
            is_seen |= seen.observed.all() > 0;
            by.push(seen.evidence);
        }
        by.extend(split.unseen);
        let by = by.join("; ");
        Ok(if is_seen {
            VerifyOutcome::Confirmed { by }
        } else {
            VerifyOutcome::Unconfirmed { why: by }
        })
    }

    /// What the proxies counted since the stage settled.
    async fn stage_traffic(&self, state: &State) -> Result<Traffic, String> {
        if !self.tells_traffic().await? {
            return Err(BLIND.to_owned());
        }
        let measured = self.looked().measured.ok_or("nothing was measured yet")?;
        Traffic::read(&self.client, state, measured.elapsed(), None).await
    }

    async fn by_prometheus(&self, state: &State, gate: &Gate) -> Option<Reading> {
        let Source::Prometheus(source) = &gate.source else { return None };
        let measured = self.looked().measured;
        let window = measured.map(|since| since.elapsed()).unwrap_or_default();
        Some(prometheus::judge(&gate.name, gate.limit, source, (state, window)).await)
    }

    /// How much of the budget is used. It is about the whole rollout.
    async fn budget(&self, state: &State, most: u64) -> Reading {
        let began = jiff::Timestamp::now().duration_since(state.started);
        let window = Duration::try_from(began).unwrap_or_default();
        let read = async {
            if !self.tells_traffic().await? {
                return Err(BLIND.to_owned());
            }
            Traffic::read(&self.client, state, window, Some(COMPARED)).await
        };
        let (verdict, evidence) = match read.await {
            Err(why) => (Verdict::NoData, why),
            Ok(traffic) => {
                let excess = traffic.excess(state);
                #[expect(clippy::cast_precision_loss, reason = "a budget is far below 2^52")]
                let verdict = if excess > most as f64 { Verdict::Harm } else { Verdict::Pass };
                let evidence =
                    format!("{excess:.0} requests more failed than at the baseline, {most} may");
                (verdict, evidence)
            }
        };
        Reading { gate: BUDGET.to_owned(), verdict, evidence }
    }

    /// Something to tell if the split contradicts the weights. More than declared is harm.
    async fn contradiction(&self, state: &State) -> Option<Reading> {
        if !state.spec.verify.split || !self.tells_traffic().await.ok()? {
            return None;
        }
        let measured = self.looked().measured?;
        let split = self.split(state, measured).await.ok()?;
        let seen = split.seen.into_iter().find(|seen| seen.fit != Fit::Fits)?;
        let verdict = if seen.fit == Fit::TooMany { Verdict::Harm } else { Verdict::NoData };
        Some(Reading { gate: SPLIT.to_owned(), verdict, evidence: seen.evidence })
    }
}

/// What the mesh's own counts say at a gate.
fn by_mesh(gate: &Gate, traffic: &Result<Traffic, String>, state: &State) -> Reading {
    let of_counts = |counts: Counts| (gate.limit.judge(counts), gate.limit.evidence(counts));
    let (verdict, evidence) = match (traffic, gate.limit) {
        (Err(why), _) => (Verdict::NoData, why.clone()),
        (Ok(traffic), Limit::Errors { .. }) => of_counts(traffic.counts(state, Arm::Canary)),
        (Ok(traffic), Limit::Slow { than_ms, .. }) => {
            of_counts(traffic.times(state, Arm::Canary, than_ms))
        }
        (Ok(_), Limit::Value { .. }) => (
            Verdict::NoData,
            "proxies tell counts; a limit on a value needs another source".to_owned(),
        ),
    };
    Reading { gate: gate.name.clone(), verdict, evidence }
}

impl Evidence for ProxyEvidence {
    async fn verify(&self, state: &State) -> VerifyOutcome {
        self.begin(state);
        self.verified(state).await.unwrap_or_else(|why| VerifyOutcome::Pending { why })
    }

    fn measure(&self, state: &State) {
        self.begin(state);
        self.looked().measured = Some(Instant::now());
    }

    async fn sample(&self, state: &State) -> Vec<Reading> {
        let needs_traffic = state.spec.gates.iter().any(|gate| gate.source == Source::Mesh);
        let traffic = if needs_traffic {
            self.stage_traffic(state).await
        } else {
            Err("nothing was asked".to_owned())
        };
        let asked = join_all(state.spec.gates.iter().map(async |gate| {
            match self.by_prometheus(state, gate).await {
                Some(reading) => reading,
                None => by_mesh(gate, &traffic, state),
            }
        }));
        let mut readings = asked.await;
        if let Some(most) = state.spec.budget {
            readings.push(self.budget(state, most).await);
        }
        readings.extend(self.contradiction(state).await);
        readings
    }

    async fn drained(&self, state: &State) -> VerifyOutcome {
        let pending = |why| VerifyOutcome::Pending { why };
        match self.tells_traffic().await {
            Ok(false) => return VerifyOutcome::Unconfirmed { why: BLIND.to_owned() },
            Err(why) => return pending(why),
            Ok(true) => {}
        }
        match Traffic::read(&self.client, state, QUIET, None).await {
            Err(why) => pending(why),
            Ok(traffic) => match traffic.busy(state, Arm::Baseline) {
                (0, 0) => {
                    let by = format!("no request in the last {} s", QUIET.as_secs());
                    VerifyOutcome::Confirmed { by }
                }
                (0, active) => pending(format!("{active} requests or connections are under way")),
                (attempts, _) => {
                    let seconds = QUIET.as_secs();
                    pending(format!("{attempts} requests in the last {seconds} s"))
                }
            },
        }
    }
}
