//! Calls a URL: a POST with JSON, an id and a signature; the status is the answer.

use std::error::Error as _;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, StatusCode, header};
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::client::{install_crypto, is_loopback};
use crate::drive::hooks::caller::{Answer, last_line};
use crate::drive::hooks::message::{Message, hex};
use crate::rollout::address::shown;

/// The same for each attempt of a call.
const DELIVERY: &str = "x-weir-delivery";
/// The point of the rollout at which the hook is called.
const POINT: &str = "x-weir-hook";
/// `sha256=` and the HMAC-SHA256 of the body, in hexadecimal.
const SIGNATURE: &str = "x-weir-signature";
/// How much of an answer is read for its words.
const WORDS_MAX: usize = 4096;
/// How long an answer may ask to wait at most.
const AFTER_MAX: Duration = Duration::from_mins(1);

/// A way to send. Addresses on this machine are never asked for through a proxy.
#[derive(Debug, Default)]
pub struct Sender {
    near: OnceCell<reqwest::Client>,
    far: OnceCell<reqwest::Client>,
}

impl Sender {
    /// Posts the message, signed if there is a key.
    pub async fn call(
        &self,
        url: &str,
        message: &Message,
        key: Option<&str>,
        timeout: Duration,
    ) -> Answer {
        let shown = shown(url);
        let client = match self.client(url).await {
            Ok(client) => client,
            Err(error) => return Answer::failed(format!("{shown} cannot be called: {error}")),
        };
        let body = message.body.clone();
        let point = message.variables.iter().find(|(name, _)| *name == "WEIR_HOOK_POINT");
        let mut request = client
            .post(url)
            .timeout(timeout)
            .header(header::CONTENT_TYPE, "application/json")
            .header(DELIVERY, &message.delivery)
            .header(POINT, point.map_or("", |(_, point)| point));
        if let Some(key) = key {
            request = request.header(SIGNATURE, signature(key, &body));
        }
        match request.body(body).send().await {
            Ok(answer) => judge(&shown, answer).await,
            Err(error) if error.is_timeout() => {
                Answer::failed(format!("{shown} gave no answer within {timeout:?}"))
            }
            Err(error) => {
                Answer::failed(format!("{shown} cannot be reached: {}", innermost(&error)))
            }
        }
    }

    async fn client(&self, url: &str) -> Result<&reqwest::Client, reqwest::Error> {
        let is_near = is_loopback(url);
        let cell = if is_near { &self.near } else { &self.far };
        cell.get_or_try_init(|| async {
            install_crypto();
            let builder = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .user_agent(concat!("weir/", env!("CARGO_PKG_VERSION")));
            if is_near { builder.no_proxy().build() } else { builder.build() }
        })
        .await
    }
}

/// The last cause says most, and none of them the URL with what may be secret in it.
fn innermost(error: &reqwest::Error) -> String {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.last().map_or_else(|| "no connection".to_owned(), ToString::to_string)
}

async fn judge(url: &str, answer: reqwest::Response) -> Answer {
    let status = answer.status();
    let after = retry_after(answer.headers());
    match status {
        StatusCode::ACCEPTED
        | StatusCode::TOO_EARLY
        | StatusCode::TOO_MANY_REQUESTS
        | StatusCode::SERVICE_UNAVAILABLE => {
            Answer::Pending { why: format!("{url} is pending ({})", status.as_u16()), after }
        }
        status if status.is_success() => Answer::Ok,
        status => {
            let said = words(answer).await;
            let said = if said.is_empty() { said } else { format!(": {said}") };
            Answer::failed(format!("{url} answered {}{said}", status.as_u16()))
        }
    }
}

/// The end of what an answer says.
async fn words(mut answer: reqwest::Response) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > WORDS_MAX {
            break;
        }
    }
    bytes.truncate(WORDS_MAX);
    last_line(&String::from_utf8_lossy(&bytes))
}

/// How many seconds to wait; dates are not minded, since clocks differ.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(AFTER_MAX))
}

/// `sha256=…`, as receivers know it from others.
pub fn signature(key: &str, body: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("a key of any length makes an HMAC");
    mac.update(body.as_bytes());
    format!("sha256={}", hex(&mac.finalize().into_bytes()))
}
