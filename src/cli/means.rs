//! What the drivers of this process work with: what proxies tell, hooks, and windows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::cli::environment::Environment;
use crate::cli::keeper::Means;
use crate::client::Client;
use crate::drive::evidence::ProxyEvidence;
use crate::drive::hooks::{HookCaller, Notices};
use crate::rollout::state::State;
use crate::rollout::window::Calendar;

/// Makes what each driver needs.
#[derive(Clone)]
pub struct DriverMeans {
    client: Arc<Client>,
    environment: Environment,
    /// What is on its way to those who want to hear of rollouts.
    notices: Arc<Mutex<Vec<Notices>>>,
}

impl DriverMeans {
    pub fn new(client: &Arc<Client>, environment: &Environment) -> Self {
        let (client, environment) = (Arc::clone(client), environment.clone());
        Self { client, environment, notices: Arc::default() }
    }

    /// Waits for what is on its way once the drivers have ended, but not for long.
    pub async fn drain(&self, patience: Duration) {
        let waiting = std::mem::take(&mut *self.lock());
        let all = async {
            for notices in waiting {
                notices.drain(patience).await;
            }
        };
        // One limit for all of them.
        let _ = tokio::time::timeout(patience, all).await;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Notices>> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Means for DriverMeans {
    type Evidence = ProxyEvidence;
    type Hooks = HookCaller;

    fn evidence(&self, _: &State) -> ProxyEvidence {
        ProxyEvidence::new(Arc::clone(&self.client))
    }

    fn hooks(&self, _: &State) -> HookCaller {
        let environment = self.environment.clone();
        let secret = move |name: &str| environment.get(name).map(str::to_owned);
        let (caller, notices) = HookCaller::new(secret);
        let mut waiting = self.lock();
        waiting.retain(|one| !one.is_sent());
        waiting.push(notices);
        caller
    }

    fn windows(&self, state: &State) -> Box<dyn Fn(Timestamp) -> bool + Send + Sync> {
        let labels = state.spec.labels.clone();
        match state.spec.windows.as_ref().map(Calendar::new) {
            None => Box::new(|_| true),
            Some(Ok(calendar)) => Box::new(move |at| calendar.is_open(at, &labels)),
            // Nothing rises while nobody knows whether it may.
            Some(Err(_)) => Box::new(|_| false),
        }
    }
}
