//! AWS credentials, from where AWS tools find them, kept until they expire.

use std::error::Error as StdError;
use std::time::{Duration, SystemTime};

use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::profile::region::ProfileFileRegionProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_smithy_http_client::tls;
use aws_types::region::Region;
use tokio::sync::Mutex;

use crate::client::error::Failure;

/// Credentials that end sooner are fetched again.
const RESERVE: Duration = Duration::from_mins(1);

/// How long the search may take. Instance metadata that nobody serves is given up sooner.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where credentials come from, and those that came last.
#[derive(Debug)]
pub struct Chain {
    provider: SharedCredentialsProvider,
    last: Mutex<Option<Credentials>>,
    looked_at: String,
    /// What is seen to be missing before anybody is asked.
    lack: Option<String>,
}

impl Chain {
    /// The sources that AWS tools look at, in their order. A profile that is named beats keys in
    /// the environment, as it does for the `aws` command line. `lack` is told where none are found.
    pub async fn find(profile: Option<&str>, region: &str, lack: Option<String>) -> Self {
        let region = Region::new(region.to_owned());
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring))
            .build_https();
        let config =
            ProviderConfig::without_region().with_http_client(http).with_region(Some(region));
        let (provider, looked_at) = if let Some(name) = profile {
            let profile = ProfileFileCredentialsProvider::builder().profile_name(name);
            let provider = profile.configure(&config).build();
            (SharedCredentialsProvider::new(provider), format!("the profile `{name}`"))
        } else {
            let chain = DefaultCredentialsChain::builder().configure(config).build().await;
            let looked_at = "the environment, the profile files, a web identity token, the \
                             container and the instance metadata";
            (SharedCredentialsProvider::new(chain), looked_at.to_owned())
        };
        Self { provider, last: Mutex::new(None), looked_at, lack }
    }

    /// Credentials that are good for a while.
    pub async fn credentials(&self, now: SystemTime) -> Result<Credentials, Failure> {
        let mut last = self.last.lock().await;
        if let Some(known) = last.as_ref()
            && known.expiry().is_none_or(|expiry| expiry > now + RESERVE)
        {
            return Ok(known.clone());
        }
        let found = tokio::time::timeout(PATIENCE, self.provider.provide_credentials()).await;
        match found {
            Ok(Ok(found)) => {
                *last = Some(found.clone());
                Ok(found)
            }
            Ok(Err(error)) => Err(self.failure(&error)),
            Err(_) => Err(Failure::NoCredentials(format!(
                "none were found within {} s in {}",
                PATIENCE.as_secs(),
                self.looked_at
            ))),
        }
    }

    /// Forgets what the control plane called expired; whether there was anything.
    pub async fn forget(&self) -> bool {
        self.last.lock().await.take().is_some()
    }

    fn failure(&self, error: &CredentialsError) -> Failure {
        let causes = std::iter::successors(error.source(), |&cause| cause.source());
        let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
        texts.dedup();
        let reason = texts.join(": ");
        if reason.to_lowercase().contains("expired") {
            return Failure::Expired { message: reason };
        }
        if let Some(lack) = &self.lack {
            return Failure::NoCredentials(format!("{lack}; looked at {}", self.looked_at));
        }
        match error {
            CredentialsError::CredentialsNotLoaded(_) if reason.is_empty() => {
                Failure::NoCredentials(format!(
                    "{} has no keys, role, SSO session or program",
                    self.looked_at
                ))
            }
            _ => Failure::NoCredentials(format!("looked at {}: {reason}", self.looked_at)),
        }
    }
}

/// The region that a profile names.
pub async fn region_of_profile(profile: Option<&str>) -> Option<String> {
    let builder = ProfileFileRegionProvider::builder();
    let builder = match profile {
        Some(name) => builder.profile_name(name),
        None => builder,
    };
    let region = aws_config::meta::region::ProvideRegion::region(&builder.build()).await?;
    Some(region.as_ref().to_owned())
}
