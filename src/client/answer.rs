//! HTTP responses to typed answers and failures. Pure.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode, header};
use serde::Deserialize;
use serde::de::DeserializeSeed as _;
use serde_json::Value;

use crate::client::cache::Stamp;
use crate::client::error::{ClientError, Failure};
use crate::client::lenient;
use crate::client::proxy::ProxyList;
use crate::client::request::{BatchChange, Call};
use crate::model::resource::DataOf;
use crate::model::{Instance, InstanceId, InstanceService, Kind, Resource, Tags, Timestamp};

/// The longest piece of a foreign answer that is shown.
const EXCERPT: usize = 120;

/// A page of a list.
#[derive(Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// Keys and values, and where the next page begins.
pub type TagPage = (Vec<(String, String)>, Option<String>);

/// The resource of a describe, create or update answer.
pub fn resource(
    call: &Call<'_>,
    kind: Kind,
    response: &Response<Bytes>,
) -> Result<Resource, ClientError> {
    let mut reader = serde_json::Deserializer::from_slice(response.body());
    DataOf(kind).deserialize(&mut reader).or_else(|_| {
        // As App Mesh would not have sent it; most control planes are not that strict.
        let value: Value = parse(call, response)?;
        DataOf(kind)
            .deserialize(lenient::resource(value))
            .map_err(|error| not_understood(call, response, &error))
    })
}

/// A resource as a list names it.
#[derive(Debug)]
pub struct Listed {
    pub name: String,
    /// What tells whether it changed, where the list says it.
    pub stamp: Option<Stamp>,
}

/// The resources that a page of a list names.
pub fn listed(
    call: &Call<'_>,
    kind: Kind,
    response: &Response<Bytes>,
) -> Result<Page<Listed>, ClientError> {
    let row = kind.row();
    let page: Value = parse(call, response)?;
    let items = page.get(row.collection).and_then(Value::as_array);
    let listed = |item: &Value| {
        let name = item.get(row.name_member)?.as_str()?.to_owned();
        Some(Listed { name, stamp: stamp(item) })
    };
    let items: Option<Vec<Listed>> = items.and_then(|items| items.iter().map(listed).collect());
    let Some(items) = items else {
        let failure = Failure::NotUnderstood(format!("no list of `{}`", row.collection));
        return Err(ClientError::new(call.doing(), failure));
    };
    Ok(Page { items, next: next_token(&page) })
}

/// What tells a resource of now from one of before; none where that cannot be relied on. A control
/// plane that writes times in a form of its own may make them up, as moto does: what was deleted and
/// made again there has the version and the times of what was.
fn stamp(item: &Value) -> Option<Stamp> {
    let arn = item.get("arn")?.as_str()?.to_owned();
    let version = item.get("version")?.as_i64()?;
    let updated = item.get("lastUpdatedAt").filter(|time| time.is_number())?;
    let updated = lenient::timestamp(updated)?;
    Some(Stamp { arn, version, updated })
}

/// When an answer was made, by the clock of the control plane.
pub fn date(response: &Response<Bytes>) -> Option<Timestamp> {
    let text = response.headers().get(header::DATE)?.to_str().ok()?;
    let moment = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Timestamp::from_millis(moment.timestamp().as_millisecond()))
}

/// The tags in a page.
pub fn tags(
    call: &Call<'_>,
    response: &Response<Bytes>,
) -> Result<(Tags, Option<String>), ClientError> {
    let mut page: Value = parse(call, response)?;
    let next = next_token(&page);
    let tags = page.get_mut("tags").map(Value::take).unwrap_or_default();
    let tags = serde_json::from_value(lenient::tags(tags))
        .map_err(|error| not_understood(call, response, &error))?;
    Ok((tags, next))
}

/// The tags of a page as they are listed, a key perhaps several times.
pub fn tag_list(call: &Call<'_>, response: &Response<Bytes>) -> Result<TagPage, ClientError> {
    let page: Value = parse(call, response)?;
    let text = |tag: &Value, name: &str| tag.get(name).and_then(Value::as_str).map(str::to_owned);
    let tag = |tag: &Value| Some((text(tag, "key")?, text(tag, "value").unwrap_or_default()));
    let tags = page.get("tags").and_then(Value::as_array).into_iter().flatten();
    Ok((tags.filter_map(tag).collect(), next_token(&page)))
}

/// All resources of a snapshot.
pub fn snapshot(call: &Call<'_>, response: &Response<Bytes>) -> Result<Vec<Resource>, ClientError> {
    #[derive(Deserialize)]
    struct Wire {
        resources: Vec<Resource>,
    }
    let wire: Wire = parse(call, response)?;
    Ok(wire.resources)
}

/// The proxies that are connected.
pub fn proxies(call: &Call<'_>, response: &Response<Bytes>) -> Result<ProxyList, ClientError> {
    parse(call, response)
}

/// The results of a transaction, in the order of its changes.
pub fn batch(
    call: &Call<'_>,
    changes: &[BatchChange<'_>],
    response: &Response<Bytes>,
) -> Result<Vec<Resource>, ClientError> {
    #[derive(Deserialize)]
    struct Wire {
        results: Vec<Value>,
    }
    let wire: Wire = parse(call, response)?;
    if wire.results.len() != changes.len() {
        let failure = Failure::NotUnderstood(format!(
            "{} results for {} changes",
            wire.results.len(),
            changes.len()
        ));
        return Err(ClientError::new(call.doing(), failure).unsure(true));
    }
    let typed = wire.results.into_iter().zip(changes);
    typed
        .map(|(result, change)| {
            DataOf(change.kind())
                .deserialize(result)
                .map_err(|error| not_understood(call, response, &error))
        })
        .collect()
}

/// The instances of a list, with their names.
pub fn instances(
    call: &Call<'_>,
    response: &Response<Bytes>,
) -> Result<Vec<(InstanceId, Instance)>, ClientError> {
    #[derive(Deserialize)]
    struct Wire {
        instances: Vec<Value>,
    }
    #[derive(Deserialize)]
    struct Names {
        namespace: String,
        service: String,
        id: String,
    }
    let wire: Wire = parse(call, response)?;
    let wrong = |reason: String| ClientError::new(call.doing(), Failure::NotUnderstood(reason));
    let typed = wire.instances.iter().map(|item| {
        // The two parts of an item are read one after the other: flattened, numbers are not read.
        let names = Names::deserialize(item).map_err(|error| wrong(error.to_string()))?;
        let instance = Instance::deserialize(item).map_err(|error| wrong(error.to_string()))?;
        let service = InstanceService::try_new(&names.namespace, &names.service);
        let id = service.and_then(|service| service.instance(&names.id));
        Ok((id.map_err(|error| wrong(error.to_string()))?, instance))
    });
    typed.collect()
}

/// Whether a write found anything to change.
pub fn changed(call: &Call<'_>, response: &Response<Bytes>) -> Result<bool, ClientError> {
    #[derive(Deserialize)]
    struct Wire {
        changed: bool,
    }
    let wire: Wire = parse(call, response)?;
    Ok(wire.changed)
}

pub fn parse<T: for<'de> Deserialize<'de>>(
    call: &Call<'_>,
    response: &Response<Bytes>,
) -> Result<T, ClientError> {
    serde_json::from_slice(response.body()).map_err(|error| not_understood(call, response, &error))
}

fn not_understood(
    call: &Call<'_>,
    response: &Response<Bytes>,
    error: &serde_json::Error,
) -> ClientError {
    let reason = match error.classify() {
        serde_json::error::Category::Data => error.to_string(),
        _ => format!("no JSON: {}", excerpt(response.body())),
    };
    ClientError::new(call.doing(), Failure::NotUnderstood(reason)).unsure(call.is_write())
}

/// The token of the next page; an empty one ends the list too.
fn next_token(page: &Value) -> Option<String> {
    page.get("nextToken")?.as_str().filter(|token| !token.is_empty()).map(str::to_owned)
}

/// Why a response with an error status failed.
pub fn failure(response: &Response<Bytes>) -> Failure {
    let status = response.status();
    if status.is_redirection() {
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        return Failure::Redirected { to: to.unwrap_or("an unnamed place").to_owned() };
    }
    let body: Option<Value> = serde_json::from_slice(response.body()).ok();
    let body = body.filter(Value::is_object);
    let code = error_code(response, body.as_ref());
    let message = ["message", "Message"].iter().find_map(|name| body.as_ref()?.get(name)?.as_str());
    let message = message.map(str::to_owned);
    if body.is_none() && code.is_none() {
        return nameless(response);
    }
    let message = message.unwrap_or_else(|| match &body {
        Some(_) => "no reason was given".to_owned(),
        None => excerpt(response.body()),
    });
    typed_failure(response, code.as_deref(), message)
}

/// The failure of an answer that is a page for people rather than an error of the API.
fn nameless(response: &Response<Bytes>) -> Failure {
    let status = response.status();
    let shown = excerpt(response.body());
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Failure::Denied { message: shown },
        StatusCode::TOO_MANY_REQUESTS => {
            Failure::Throttled { message: shown, retry_after: retry_after(response) }
        }
        // An operation that exists says in JSON what is missing.
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED => {
            Failure::NotOffered(format!("status {status}: {shown}"))
        }
        _ if status.is_server_error() => server(response, shown),
        _ => Failure::NotUnderstood(format!("status {status} and no JSON: {shown}")),
    }
}

/// The change of a transaction that is to blame for its refusal.
pub fn failed_change(response: &Response<Bytes>) -> Option<usize> {
    let body: Value = serde_json::from_slice(response.body()).ok()?;
    usize::try_from(body.get("change")?.as_u64()?).ok()
}

fn typed_failure(response: &Response<Bytes>, code: Option<&str>, message: String) -> Failure {
    let status = response.status();
    // Nothing is missing; the endpoint leads somewhere else than weir thinks.
    if code == Some("UnknownOperationException") {
        return Failure::NotUnderstood(message);
    }
    if status == StatusCode::PRECONDITION_FAILED {
        return Failure::Stale { message };
    }
    if status == StatusCode::LOCKED {
        let body: Option<Value> = serde_json::from_slice(response.body()).ok();
        let lock = body.and_then(|body| serde_json::from_value(body.get("lock")?.clone()).ok());
        return Failure::Locked { message, lock: lock.map(Box::new) };
    }
    match code.and_then(named) {
        Some(Name::NotFound) => Failure::NotFound { message },
        Some(Name::Conflict) => Failure::Conflict { message },
        Some(Name::InUse) => Failure::InUse { message },
        Some(Name::LimitExceeded) => Failure::LimitExceeded { message },
        Some(Name::Stale) => Failure::Stale { message },
        Some(Name::NotStored) => Failure::NotStored { message },
        Some(Name::Throttled) => Failure::Throttled { message, retry_after: retry_after(response) },
        Some(Name::Expired) => Failure::Expired { message },
        Some(Name::Denied) => Failure::Denied { message },
        None => match status {
            StatusCode::TOO_MANY_REQUESTS => {
                Failure::Throttled { message, retry_after: retry_after(response) }
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Failure::Denied { message },
            StatusCode::NOT_FOUND => Failure::NotFound { message },
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED => {
                Failure::NotOffered(message)
            }
            StatusCode::CONFLICT => Failure::Conflict { message },
            status if status.is_server_error() => server(response, message),
            _ => Failure::BadRequest { message },
        },
    }
}

/// What the name of an error says.
enum Name {
    NotFound,
    Conflict,
    InUse,
    LimitExceeded,
    Stale,
    NotStored,
    Throttled,
    Expired,
    Denied,
}

/// The meaning of a name: those of App Mesh, those that stand before AWS services, and those that
/// look-alikes make up, such as `MeshNotFound` and `RouteNameAlreadyTaken`.
fn named(code: &str) -> Option<Name> {
    let name = code.strip_suffix("Exception").unwrap_or(code);
    Some(match name {
        "ResourceInUse" => Name::InUse,
        "LimitExceeded" | "TooManyTags" => Name::LimitExceeded,
        "PreconditionFailed" => Name::Stale,
        "InsufficientStorage" | "StoreFailed" => Name::NotStored,
        "TooManyRequests"
        | "Throttling"
        | "Throttled"
        | "RequestThrottled"
        | "SlowDown"
        | "RequestLimitExceeded"
        | "BandwidthLimitExceeded" => Name::Throttled,
        "ExpiredToken" | "TokenRefreshRequired" => Name::Expired,
        "Forbidden"
        | "AccessDenied"
        | "UnrecognizedClient"
        | "InvalidSignature"
        | "SignatureDoesNotMatch"
        | "InvalidClientTokenId"
        | "IncompleteSignature"
        | "MissingAuthenticationToken"
        | "RequestExpired"
        | "RequestTimeTooSkewed"
        | "InvalidAccessKeyId"
        | "AuthFailure"
        | "NotAuthorized"
        | "OptInRequired" => Name::Denied,
        "Conflict" => Name::Conflict,
        _ if name.ends_with("NotFound") => Name::NotFound,
        _ if name.ends_with("AlreadyTaken") || name.ends_with("AlreadyExists") => Name::Conflict,
        _ => return None,
    })
}

fn server(response: &Response<Bytes>, message: String) -> Failure {
    let status = response.status().as_u16();
    Failure::Server { status, message, retry_after: retry_after(response) }
}

/// As SDKs read it: header, then `code`, then `__type`; without what stands before `#` or after `:`.
fn error_code(response: &Response<Bytes>, body: Option<&Value>) -> Option<String> {
    let header = response.headers().get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let member = |name| body.and_then(|body| body.get(name)).and_then(Value::as_str);
    let code = header
        .or_else(|| member("code"))
        .or_else(|| member("Code"))
        .or_else(|| member("__type"))?;
    let code = code.split(':').next().unwrap_or(code);
    Some(code.rsplit('#').next().unwrap_or(code).to_owned())
}

/// Seconds, or a date; what counts then is its distance from the answer's own date, so that no
/// clock of this machine is needed.
fn retry_after(response: &Response<Bytes>) -> Option<Duration> {
    let header = |name| response.headers().get(name)?.to_str().ok().map(str::trim);
    let value = header(header::RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text| jiff::fmt::rfc2822::parse(text).ok();
    let (until, sent) = (moment(value)?, moment(header(header::DATE)?)?);
    Duration::try_from(until.duration_since(&sent)).ok()
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None if line.is_empty() => "an empty body".to_owned(),
        None => format!("`{line}`"),
    }
}
