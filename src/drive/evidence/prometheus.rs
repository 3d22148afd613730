//! Numbers from a Prometheus: instant queries that answer one number each, or a reason why not.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, header};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use crate::client::Transport;
use crate::rollout::gate::{Counts, Limit, Reading, Verdict, judge_value};
use crate::rollout::spec::{Mark, Prometheus, Queries};
use crate::rollout::state::State;

/// How long one query may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How far the time of an answer may be from now: as long as Prometheus looks back for a sample.
const AGE_MAX: Duration = Duration::from_mins(5);
/// How much of a foreign message is repeated.
const EXCERPT: usize = 200;
/// How many times more bad requests than all an extrapolation may make of them.
const BEYOND: f64 = 1.1;
/// What a float counts one by one.
const COUNT_MAX: f64 = 9_007_199_254_740_992.0;

/// What a query answers to.
#[derive(Deserialize)]
struct Answer {
    status: String,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    data: Option<Found>,
    /// Such as that a part of what was asked for could not be read.
    #[serde(default)]
    warnings: Vec<String>,
}

/// A number, and what a Prometheus says of it.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    value: f64,
    warnings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    result_type: String,
    result: Value,
}

/// Asks what a gate wants to know, and judges the answer.
pub async fn judge(
    gate: &str,
    limit: Limit,
    source: &Prometheus,
    (state, window): (&State, Duration),
) -> Reading {
    let (verdict, evidence) = match measured(limit, source, state, window).await {
        Ok(found) => found,
        Err(why) => (Verdict::NoData, why),
    };
    Reading { gate: gate.to_owned(), verdict, evidence }
}

async fn measured(
    limit: Limit,
    source: &Prometheus,
    state: &State,
    window: Duration,
) -> Result<(Verdict, String), String> {
    let transport = Transport::http(&source.address, TIMEOUT)
        .map_err(|error| format!("cannot ask {}: {error}", source.address))?;
    let ask = async |query: &str| told(&transport, &filled(query, state, window)).await;
    match (&source.query, limit) {
        (Queries::Value(query), Limit::Value { min, max }) => {
            let Told { value, warnings } = ask(query).await?;
            let verdict = judge_value(min, max, Some(value));
            let evidence = format!("the value is {}{}", short(value), bounds(min, max));
            Ok(warned((verdict, evidence), &warnings))
        }
        (Queries::Counts { bad, total }, Limit::Errors { .. } | Limit::Slow { .. }) => {
            let (bad, total) = (ask(bad).await?, ask(total).await?);
            let counts = counts(limit, bad.value, total.value)?;
            let warnings: Vec<String> = bad.warnings.into_iter().chain(total.warnings).collect();
            Ok(warned((limit.judge(counts), limit.evidence(counts)), &warnings))
        }
        (Queries::Value(_), _) => {
            Err("the query answers a value, and the limit is on counts".to_owned())
        }
        (Queries::Counts { .. }, Limit::Value { .. }) => {
            Err("the queries answer counts, and the limit is on a value".to_owned())
        }
    }
}

fn bounds(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!(", it has to be from {} to {}", short(min), short(max)),
        (Some(min), None) => format!(", it has to be at least {}", short(min)),
        (None, Some(max)) => format!(", it may be at most {}", short(max)),
        (None, None) => String::new(),
    }
}

/// A number in few characters, however large or small it is.
fn short(value: f64) -> String {
    let is_plain = value == 0.0 || (1e-6..1e15).contains(&value.abs());
    if is_plain { value.to_string() } else { format!("{value:e}") }
}

/// What was found, with what a Prometheus warns of, the first of it. What it could not read may be
/// what was bad, so then nothing passes.
fn warned((verdict, evidence): (Verdict, String), warnings: &[String]) -> (Verdict, String) {
    let Some(first) = warnings.first() else { return (verdict, evidence) };
    let first: String = first.chars().take(EXCERPT).collect();
    let verdict = if verdict == Verdict::Pass { Verdict::Inconclusive } else { verdict };
    (verdict, format!("{evidence}; Prometheus warns: {first}"))
}

/// Counts of a gate. Prometheus extrapolates both, so the bad ones may be a little more than all;
/// where they are a lot more, the queries do not belong together.
fn counts(limit: Limit, bad: f64, total: f64) -> Result<Counts, String> {
    let (found, requests) = (count(bad)?, count(total)?);
    if bad > total * BEYOND + 1.0 {
        return Err(format!("the queries answer {found} bad requests of {requests} in all"));
    }
    let (bad, counts) = (found.min(requests), Counts { requests, ..Counts::default() });
    Ok(match limit {
        Limit::Slow { .. } => Counts { slow: bad, ..counts },
        _ => Counts { errors: bad, ..counts },
    })
}

/// A count, which Prometheus extrapolates to fractions.
fn count(value: f64) -> Result<u64, String> {
    if !(0.0..COUNT_MAX).contains(&value) {
        return Err(format!("the query answers {}, which is no count", short(value)));
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is far below the largest count")]
    #[expect(clippy::cast_sign_loss, reason = "it is not negative")]
    Ok(value.round() as u64)
}

/// The one finite number that a query answers.
async fn told(transport: &Transport, query: &str) -> Result<Told, String> {
    let encoded = utf8_percent_encode(query, NON_ALPHANUMERIC);
    let request = Request::get(format!("/api/v1/query?query={encoded}"))
        .header(header::ACCEPT, "application/json")
        .body(Bytes::new())
        .map_err(|error| format!("cannot ask Prometheus: {error}"))?;
    let asked = tokio::time::timeout(TIMEOUT, transport.send(request)).await;
    let seconds = TIMEOUT.as_secs();
    let response = asked
        .map_err(|_| format!("Prometheus does not answer within {seconds} s"))?
        .map_err(|error| format!("cannot ask Prometheus: {error}"))?;
    let status = response.status();
    let answer: Answer = serde_json::from_slice(response.body())
        .map_err(|_| format!("Prometheus answers {status}, and nothing that is understood"))?;
    // Whoever stands before it may answer for it; only a success is data.
    if !status.is_success() && answer.error.is_none() {
        return Err(format!("Prometheus answers {status}"));
    }
    read(answer, Timestamp::now())
}

fn read(answer: Answer, now: Timestamp) -> Result<Told, String> {
    if answer.status != "success" {
        let error = answer.error.unwrap_or_else(|| "it says no reason".to_owned());
        let error: String = error.chars().take(EXCERPT).collect();
        return Err(format!("Prometheus refuses the query: {error}"));
    }
    let Found { result_type, result } = answer.data.ok_or("Prometheus answers without a result")?;
    let sample = match (result_type.as_str(), result.as_array().map(Vec::as_slice)) {
        ("scalar", Some(_)) => Some(&result),
        ("vector", Some([])) => return Err("the query finds no series".to_owned()),
        ("vector", Some([one])) => one.get("value"),
        ("vector", Some(several)) => {
            let many = several.len();
            return Err(format!("the query finds {many} series, and one is needed; sum them up"));
        }
        _ => return Err(format!("the query answers a {result_type}, and a number is needed")),
    };
    let text = sample.and_then(|sample| sample.get(1)).and_then(Value::as_str);
    let text = text.ok_or("Prometheus answers without a value")?;
    let excerpt: String = text.chars().take(EXCERPT).collect();
    let value: f64 = text.parse().map_err(|_| format!("`{excerpt}` is no number"))?;
    if !value.is_finite() {
        return Err(format!("the query answers {excerpt}"));
    }
    let at = sample.and_then(|sample| sample.get(0)).and_then(Value::as_f64);
    check_age(at.ok_or("Prometheus answers without a time")?, now)?;
    Ok(Told { value, warnings: answer.warnings })
}

/// An instant query answers for the time at which it was asked; an answer of another time was kept
/// by whoever stands before a Prometheus, or one of the clocks is wrong.
fn check_age(at: f64, now: Timestamp) -> Result<(), String> {
    #[expect(clippy::cast_precision_loss, reason = "seconds, which a float counts one by one")]
    let age = now.as_second() as f64 - at;
    if age.abs() <= AGE_MAX.as_secs_f64() {
        return Ok(());
    }
    let when = if age > 0.0 { "before" } else { "after" };
    Err(format!(
        "Prometheus answers for a time {} s {when} now; look at the clocks",
        age.abs().round()
    ))
}

/// A query with the names of this rollout. They are written for a string in double quotes; of
/// several nodes or routes each may be meant, as a regular expression says it.
fn filled(query: &str, state: &State, window: Duration) -> String {
    let targets = &state.spec.targets;
    let joined = |name: fn(&crate::rollout::spec::Target) -> &str| {
        let mut names: Vec<&str> = targets.iter().map(name).collect();
        names.sort_unstable();
        names.dedup();
        match names.as_slice() {
            [only] => escaped(only),
            several => {
                let several = several.iter().map(|name| escaped(&regex::escape(name)));
                several.collect::<Vec<_>>().join("|")
            }
        }
    };
    let value = |mark: Mark| match mark {
        // Prometheus takes no empty range.
        Mark::Window => format!("{}s", window.as_secs().max(1)),
        Mark::Mesh => joined(|target| target.route.mesh.as_str()),
        Mark::Route => joined(|target| target.route.route.as_str()),
        Mark::Baseline => joined(|target| target.baseline.as_str()),
        Mark::Canary => joined(|target| target.canary.as_str()),
    };
    let mut filled = String::with_capacity(query.len());
    let mut rest = query;
    // Left to right and once, so that nothing in a name is taken for a placeholder.
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let known = Mark::ALL
            .into_iter()
            .find_map(|mark| Some((mark, after.strip_prefix(mark.word())?.strip_prefix("}}")?)));
        rest = known.map_or(after, |(_, after)| after);
        filled += &known.map_or_else(|| "{{".to_owned(), |(mark, _)| value(mark));
    }
    filled.push_str(rest);
    filled
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::LocalService;
    use crate::drive::tests::{spec, state};
    use crate::model::ResourceName;

    /// What becomes of that answer, with `NOW` in it for the time.
    async fn answered(status: u16, body: &str) -> Result<Told, String> {
        let body = body.replace("NOW", &Timestamp::now().as_second().to_string());
        let body: &'static str = body.leak();
        let answer = move |_: Request<Bytes>| async move {
            let response = http::Response::builder().status(status);
            let response = response.body(Bytes::from_static(body.as_bytes()));
            Ok::<_, std::convert::Infallible>(response.expect("a response"))
        };
        let service = LocalService::new(tower::service_fn(answer));
        told(&Transport::Local(service), "up").await
    }

    #[tokio::test]
    async fn only_a_success_is_data() {
        let body = r#"{"status":"success","data":{"resultType":"scalar","result":[NOW,"0.5"]}}"#;
        assert_eq!(answered(200, body).await, Ok(Told { value: 0.5, warnings: Vec::new() }));
        let error = answered(503, body).await.expect_err("somebody else answered for it");
        assert_eq!(error, "Prometheus answers 503 Service Unavailable");
        let body = r#"{"status":"error","errorType":"bad_data","error":"parse error"}"#;
        let error = answered(400, body).await.expect_err("it says why");
        assert_eq!(error, "Prometheus refuses the query: parse error");
    }

    #[tokio::test]
    async fn what_is_no_number_is_no_data() {
        for (value, why) in [
            ("NaN", "the query answers NaN"),
            ("+Inf", "the query answers +Inf"),
            ("1e999", "the query answers 1e999"),
            ("", "`` is no number"),
        ] {
            let body = format!(
                r#"{{"status":"success","data":{{"resultType":"scalar","result":[NOW,"{value}"]}}}}"#
            );
            assert_eq!(answered(200, &body).await, Err(why.to_owned()));
        }
        let body = r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#;
        assert_eq!(answered(200, body).await, Err("the query finds no series".to_owned()));
        for cut in ["", "{", r#"{"status":"success"}"#, r#"{"status":"success","data":{}}"#] {
            assert!(answered(200, cut).await.is_err(), "{cut}");
        }
    }

    #[tokio::test]
    async fn a_warning_is_told_with_the_evidence() {
        let body = r#"{"status":"success","warnings":["a shard is down","b"],
            "data":{"resultType":"scalar","result":[NOW,"0.5"]}}"#;
        let told = answered(200, body).await.expect("a number");
        let found = |verdict| (verdict, "the value is 0.5".to_owned());
        let text = "the value is 0.5; Prometheus warns: a shard is down".to_owned();
        for (verdict, then) in [
            (Verdict::Pass, Verdict::Inconclusive),
            (Verdict::Harm, Verdict::Harm),
            (Verdict::Inconclusive, Verdict::Inconclusive),
        ] {
            assert_eq!(warned(found(verdict), &told.warnings), (then, text.clone()));
        }
        assert_eq!(warned(found(Verdict::Pass), &[]), found(Verdict::Pass));
        let (_, long) = warned(found(Verdict::Pass), &["x".repeat(9_000)]);
        assert!(long.len() < 300, "it is not repeated whole");
    }

    #[test]
    fn an_answer_for_another_time_is_no_data() {
        let now = Timestamp::from_second(1_000_000).expect("a time");
        for (at, why) in [
            (999_701.5, None),
            (1_000_299.0, None),
            (
                913_600.0,
                Some("Prometheus answers for a time 86400 s before now; look at the clocks"),
            ),
            (
                1_000_301.0,
                Some("Prometheus answers for a time 301 s after now; look at the clocks"),
            ),
        ] {
            assert_eq!(check_age(at, now).err().as_deref(), why);
        }
    }

    #[test]
    fn counts_that_do_not_belong_together_are_no_data() {
        let errors = Limit::Errors { max: 0.01, min_requests: 10 };
        let of = |bad, total| counts(errors, bad, total).map(|all| (all.errors, all.requests));
        assert_eq!(of(3.2, 99.6), Ok((3, 100)));
        assert_eq!(of(10.4, 9.9), Ok((10, 10)), "both are extrapolated");
        for (bad, total, why) in [
            (50.0, 0.0, "the queries answer 50 bad requests of 0 in all"),
            (1e300, 1.0, "the query answers 1e300, which is no count"),
            (0.0, 1e300, "the query answers 1e300, which is no count"),
            (0.0, -1.0, "the query answers -1, which is no count"),
            (-1.0, 5.0, "the query answers -1, which is no count"),
        ] {
            assert_eq!(of(bad, total), Err(why.to_owned()));
        }
    }

    #[test]
    fn numbers_stay_short() {
        let shown = [0.0, 0.5, 1e300, -1e300, 1e-300, 123_456.75].map(short);
        assert_eq!(shown, ["0", "0.5", "1e300", "-1e300", "1e-300", "123456.75"]);
    }

    #[test]
    fn names_are_put_into_queries_so_that_they_stay_names() {
        let name = |text: &str| ResourceName::parse(text).expect("a name");
        let mut state = state(spec(Vec::new()));
        let query = r#"a{node="{{canary}}",of=~"{{baseline}}",x="{{other}}"}[{{window}}]"#;
        let at = |state: &State, seconds| filled(query, state, Duration::from_secs(seconds));
        assert_eq!(at(&state, 90), r#"a{node="v2",of=~"v1",x="{{other}}"}[90s]"#);
        assert_eq!(at(&state, 0), r#"a{node="v2",of=~"v1",x="{{other}}"}[1s]"#, "no empty range");
        state.spec.targets[0].canary = name(r#"a"}\{{baseline}}"#);
        assert_eq!(at(&state, 9), r#"a{node="a\"}\\{{baseline}}",of=~"v1",x="{{other}}"}[9s]"#);
        state.spec.targets.push(state.spec.targets[0].clone());
        state.spec.targets[0].canary = name("v2");
        state.spec.targets[1].canary = name("w.2");
        assert_eq!(at(&state, 9), r#"a{node="v2|w\\.2",of=~"v1",x="{{other}}"}[9s]"#);
    }
}
