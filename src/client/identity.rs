//! As whom requests are sent: nobody, the bearer of a token, or the holder of AWS credentials.

#[cfg(feature = "aws")]
use std::sync::atomic::{AtomicI64, Ordering};
#[cfg(feature = "aws")]
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderValue, Request, header};

#[cfg(feature = "aws")]
use crate::client::credentials::Chain;
use crate::client::error::Failure;

/// As whom requests are sent.
#[derive(Debug, Default)]
pub enum Identity {
    /// Nobody, or whom the client certificate names.
    #[default]
    Unnamed,
    Bearer(HeaderValue),
    #[cfg(feature = "aws")]
    Aws(Signer),
}

/// Signs with credentials of AWS, by the clock of the control plane.
#[cfg(feature = "aws")]
#[derive(Debug)]
pub struct Signer {
    region: String,
    chain: Chain,
    /// By how many seconds the control plane's clock is ahead.
    skew: AtomicI64,
}

/// Clocks that differ by less are not what a request was refused for (AWS allows 5 minutes).
#[cfg(feature = "aws")]
const SKEW_MIN: i64 = 240;

impl Identity {
    pub fn bearer(token: &str) -> Option<Self> {
        let mut value = HeaderValue::from_str(&format!("Bearer {token}")).ok()?;
        value.set_sensitive(true);
        Some(Self::Bearer(value))
    }

    #[cfg(feature = "aws")]
    pub fn aws(region: String, chain: Chain) -> Self {
        Self::Aws(Signer { region, chain, skew: AtomicI64::new(0) })
    }

    /// Adds to a request who sends it. Every attempt is signed anew.
    pub async fn sign(&self, request: &mut Request<Bytes>, url: &str) -> Result<(), Failure> {
        match self {
            Self::Unnamed => Ok(()),
            Self::Bearer(value) => {
                request.headers_mut().insert(header::AUTHORIZATION, value.clone());
                Ok(())
            }
            #[cfg(feature = "aws")]
            Self::Aws(signer) => signer.sign(request, url).await,
        }
    }

    /// Whether a refused request may be accepted if it is sent again at once: by the right clock,
    /// or with new credentials. Answers what changed.
    pub async fn learn(&self, failure: &Failure, date: Option<&HeaderValue>) -> Option<Learned> {
        match self {
            #[cfg(feature = "aws")]
            Self::Aws(signer) => signer.learn(failure, date).await,
            _ => {
                let _ = (failure, date);
                None
            }
        }
    }
}

/// What was learned from a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learned {
    /// The control plane's clock is so many seconds ahead of this one.
    Clock { ahead_s: i64 },
    /// The credentials were old.
    Credentials,
}

#[cfg(feature = "aws")]
impl Signer {
    fn now(&self) -> SystemTime {
        let ahead = self.skew.load(Ordering::Relaxed);
        let offset = Duration::from_secs(ahead.unsigned_abs());
        let now = SystemTime::now();
        let moved = if ahead < 0 { now.checked_sub(offset) } else { now.checked_add(offset) };
        moved.unwrap_or(now)
    }

    async fn sign(&self, request: &mut Request<Bytes>, url: &str) -> Result<(), Failure> {
        let now = self.now();
        let credentials = self.chain.credentials(now).await?;
        super::sign::add_signature(request, url, &self.region, &credentials, now)
            .map_err(|error| Failure::NoCredentials(error.to_string()))
    }

    async fn learn(&self, failure: &Failure, date: Option<&HeaderValue>) -> Option<Learned> {
        if !matches!(failure, Failure::Denied { .. } | Failure::Expired { .. }) {
            return None;
        }
        if let Some(ahead_s) = date.and_then(|date| self.ahead(date)) {
            self.skew.store(ahead_s, Ordering::Relaxed);
            return Some(Learned::Clock { ahead_s });
        }
        let expired = matches!(failure, Failure::Expired { .. });
        (expired && self.chain.forget().await).then_some(Learned::Credentials)
    }

    /// How far the other clock is ahead, if that is more than was known already.
    fn ahead(&self, date: &HeaderValue) -> Option<i64> {
        let theirs = jiff::fmt::rfc2822::parse(date.to_str().ok()?).ok()?.timestamp();
        let ours = jiff::Timestamp::try_from(SystemTime::now()).ok()?;
        let ahead = theirs.as_second() - ours.as_second();
        ((ahead - self.skew.load(Ordering::Relaxed)).abs() >= SKEW_MIN).then_some(ahead)
    }
}
