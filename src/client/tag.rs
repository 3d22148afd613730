//! Tags as the control plane lists them, tags taken away, and the names of a collection.

use crate::client::Client;
use crate::client::answer;
use crate::client::error::{ClientError, Failure};
use crate::client::read::{IDLE_PAGES_MAX, PAGES_MAX};
use crate::client::request::{Call, Collection};

impl Client {
    /// All tags of a resource as key and value, in their order. An emulator may list a key several
    /// times, with the values of several writes.
    pub async fn all_tags(&self, arn: &str) -> Result<Vec<(String, String)>, ClientError> {
        let mut all = Vec::new();
        let mut next: Option<String> = None;
        let mut idle = 0;
        let mut pages = 0;
        while pages < PAGES_MAX {
            pages += 1;
            let call = Call::ListTags { arn, next: next.as_deref() };
            let (tags, token) = answer::tag_list(&call, &self.send(&call).await?)?;
            idle = if tags.is_empty() { idle + 1 } else { 0 };
            all.extend(tags);
            match token {
                Some(_) if idle >= IDLE_PAGES_MAX => break,
                Some(token) if Some(&token) == next.as_ref() => break,
                Some(token) => next = Some(token),
                None => return Ok(all),
            }
        }
        let call = Call::ListTags { arn, next: None };
        Err(ClientError::new(call.doing(), Failure::Endless { pages }))
    }

    /// Takes tags away. Those that are not there count as taken away.
    pub async fn untag(&self, arn: &str, keys: &[String]) -> Result<(), ClientError> {
        self.send(&Call::Untag { arn, keys }).await.map(drop)
    }

    /// The names of the resources of a collection.
    pub async fn names(&self, of: Collection<'_>) -> Result<Vec<String>, ClientError> {
        Ok(self.listed(of).await?.into_iter().map(|listed| listed.name).collect())
    }
}
