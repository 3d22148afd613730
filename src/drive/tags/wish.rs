//! Wishes for a rollout that another process drives: they are left in tags of the first route that
//! is there, and its driver says that it heard them, and what it announced of them.

use std::sync::Arc;

use tokio::time::{Duration, Instant, sleep};

use crate::client::Client;
use crate::drive::driver::Reins;
use crate::drive::tags::codec::blob::{self, Blob, Version};
use crate::drive::tags::codec::{CodecError, name_of};
use crate::drive::tags::error::TagsError;
use crate::drive::tags::record;
use crate::drive::tags::tag::put;
use crate::model::Tags;
use crate::rollout::event::Wish;
use crate::rollout::journal::Entry;
use crate::rollout::spec::RouteRef;

const WISH: &str = "weir:wish.";
const HEARD: &str = "weir:heard";
/// What was announced of the wish that was heard last.
const ANSWER: &str = "weir:answer.";
/// The most parts of a wish; a reason takes the most.
const PARTS: usize = 3;
/// The most parts of an answer; why something was declined takes the most.
pub const ANSWER_PARTS: usize = 2;
/// How often a driver looks for wishes, and whoever has one for an answer.
const LOOK: Duration = Duration::from_secs(2);

/// Leaves a wish, and waits until the driver has heard it; answers what that announced of it, or
/// nothing if it has not heard it. One that only heard it so far has announced nothing.
pub async fn post(
    client: &Client,
    routes: &[RouteRef],
    rollout: &str,
    wish: &Wish,
    patience: Duration,
) -> Result<Option<Vec<Entry>>, TagsError> {
    let Some((arn, tags)) = tags_of(client, routes).await? else { return Ok(None) };
    let last = newest(rollout, &tags).map_or(0, |blob| blob.version.number);
    let now = u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0);
    let number = now.max(last + 1);
    let bytes =
        serde_json::to_vec(wish).map_err(|error| TagsError::NotUnderstood(error.to_string()))?;
    let values = blob::split(&name_of(rollout), Version { epoch: 0, number }, &bytes, PARTS)
        .map_err(|parts| CodecError::TooLarge { parts, max: PARTS })?;
    let mut tags = Tags::default();
    for (part, value) in values.iter().enumerate() {
        put(&mut tags, &format!("{WISH}{part}"), value);
    }
    client.tag(&arn, &tags).await?;
    let began = Instant::now();
    loop {
        let Some((_, tags)) = tags_of(client, routes).await? else { return Ok(None) };
        if heard(rollout, &tags) >= number {
            return Ok(Some(answer(rollout, number, &tags)));
        }
        if began.elapsed() >= patience {
            return Ok(None);
        }
        sleep(LOOK / 4).await;
    }
}

/// Hands the wishes that others leave to a driver, until it ends. What was left before nobody waits
/// for any more.
pub async fn listen(client: Arc<Client>, routes: Vec<RouteRef>, rollout: String, reins: Reins) {
    let mut last = None;
    let running = reins.state();
    while running.has_changed().is_ok() {
        if let Ok(Some((arn, tags))) = tags_of(&client, &routes).await {
            let found = newest(&rollout, &tags);
            let number = found.as_ref().map_or(0, |blob| blob.version.number);
            let before = *last.get_or_insert(number);
            if let Some(blob) = found.filter(|_| number > before) {
                last = Some(number);
                if !hand_over(&client, &arn, &rollout, &blob, &reins).await {
                    return;
                }
            }
        }
        sleep(LOOK).await;
    }
}

/// Answers whether the driver still runs.
async fn hand_over(client: &Client, arn: &str, rollout: &str, blob: &Blob, reins: &Reins) -> bool {
    let Ok(wish) = serde_json::from_slice::<Wish>(&blob.bytes) else { return true };
    let Some(told) = reins.wish(wish).await else { return false };
    let mut tags = answer_tags(rollout, blob.version, &told);
    put(&mut tags, HEARD, &format!("{}.{}", name_of(rollout), blob.version.number));
    if let Err(error) = client.tag(arn, &tags).await {
        // Whoever left it is told that nobody heard it, and sees in the journal that somebody did.
        tracing::warn!(%error, "cannot say that a wish was heard");
    }
    true
}

/// The first route that is there, and its tags.
async fn tags_of(
    client: &Client,
    routes: &[RouteRef],
) -> Result<Option<(String, Vec<(String, String)>)>, TagsError> {
    for route in routes {
        let tagged = record::tagged(client, route).await?;
        if let Some(arn) = tagged.arn() {
            return Ok(Some((arn, tagged.tags)));
        }
    }
    Ok(None)
}

fn newest(rollout: &str, tags: &[(String, String)]) -> Option<Blob> {
    let values = tags.iter().filter(|(key, _)| key.starts_with(WISH));
    blob::newest(Some(&name_of(rollout)), values.map(|(_, value)| value.as_str()))
}

/// What was announced, or the last of it where all does not fit.
fn answer_tags(rollout: &str, version: Version, told: &[Entry]) -> Tags {
    let last = told.len().saturating_sub(1);
    let fitting = [told, &told[last..]].into_iter().find_map(|told| {
        let bytes = serde_json::to_vec(told).ok()?;
        blob::split(&name_of(rollout), version, &bytes, ANSWER_PARTS).ok()
    });
    let mut tags = Tags::default();
    for (part, value) in fitting.unwrap_or_default().iter().enumerate() {
        put(&mut tags, &format!("{ANSWER}{part}"), value);
    }
    tags
}

fn answer(rollout: &str, number: u64, tags: &[(String, String)]) -> Vec<Entry> {
    let values = tags.iter().filter(|(key, _)| key.starts_with(ANSWER));
    let found = blob::newest(Some(&name_of(rollout)), values.map(|(_, value)| value.as_str()));
    let of_it = found.filter(|blob| blob.version.number == number);
    of_it.and_then(|blob| serde_json::from_slice(&blob.bytes).ok()).unwrap_or_default()
}

fn heard(rollout: &str, tags: &[(String, String)]) -> u64 {
    let of = format!("{}.", name_of(rollout));
    let values = tags.iter().filter(|(key, _)| key == HEARD);
    values.filter_map(|(_, value)| value.strip_prefix(&of)?.parse().ok()).max().unwrap_or(0)
}
