//! The traffic that proxies tell of: who called whom in a period.

use std::time::Duration;

use axum::response::Response;

use crate::server::ads::Ads;
use crate::server::api::answer;
use crate::server::api::query::Query;
use crate::server::error::ApiError;
use crate::server::telemetry::Asked;

/// Tells who called whom in a mesh: `window` milliseconds back from now, in parts of `step`
/// milliseconds, by the proxies that know `router`.
pub fn tell(ads: &Ads, query: &Query) -> Result<Response, ApiError> {
    let asked = Asked {
        mesh: query.required("mesh")?,
        router: query.get("router"),
        window: query.number("window")?.map(Duration::from_millis),
        step: query.number("step")?.filter(|step| *step > 0).map(Duration::from_millis),
    };
    Ok(answer::json(&ads.traffic(asked)))
}
