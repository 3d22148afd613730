//! The query of a request: its parameters, and those that many operations share.

use percent_encoding::percent_decode;

use crate::model::Kind;
use crate::server::api::route::escapes_are_whole;
use crate::server::error::ApiError;
use crate::store::Identity;

/// The parameters of a query, decoded. Unknown ones are let be.
#[derive(Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn parse(raw: Option<&str>) -> Result<Self, ApiError> {
        let pairs = raw.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let mut parameters: Vec<(String, String)> = Vec::new();
        for pair in pairs {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if parameters.iter().any(|(known, _)| *known == name) {
                return Err(ApiError::bad_request(format!("{name}: is given twice")));
            }
            parameters.push((name, value));
        }
        Ok(Self(parameters))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.get(name).ok_or_else(|| ApiError::bad_request(format!("{name}: is missing")))
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Result<Option<u64>, ApiError> {
        self.get(name).map(|text| number(name, text)).transpose()
    }

    /// How many items a page may have.
    pub fn limit(&self, max: usize) -> Result<usize, ApiError> {
        let Some(text) = self.get("limit") else { return Ok(max) };
        match text.parse() {
            Ok(limit) if (1..=max).contains(&limit) => Ok(limit),
            _ => Err(ApiError::bad_request(format!(
                "limit: must be a whole number from 1 to {max}, not `{text}`"
            ))),
        }
    }

    /// That the mesh belongs to this account, where the request says to whom it belongs.
    pub fn check_mesh_owner(&self, identity: &Identity, mesh: &str) -> Result<(), ApiError> {
        let Some(owner) = self.get("meshOwner") else { return Ok(()) };
        if owner.len() != 12 || !owner.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ApiError::bad_request(format!(
                "meshOwner: `{owner}` is not an account id, which has 12 digits"
            )));
        }
        if owner != identity.account {
            let kind = Kind::Mesh;
            return Err(ApiError::not_found(format!(
                "there is no {kind} `{mesh}` that account {owner} shares with this one"
            )));
        }
        Ok(())
    }
}

/// A whole number that is not negative.
pub fn number(name: &str, text: &str) -> Result<u64, ApiError> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().ok_or_else(|| {
        ApiError::bad_request(format!("{name}: must be a whole number, not `{text}`"))
    })
}

/// Decodes a name or value of a form: a plus sign stands for a blank.
fn decode(text: &str) -> Result<String, ApiError> {
    let malformed =
        || ApiError::bad_request(format!("`{text}` in the query is not percent-encoded UTF-8"));
    if !escapes_are_whole(text) {
        return Err(malformed());
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode(spaced.as_bytes()).decode_utf8().map_err(|_| malformed())?;
    Ok(decoded.into_owned())
}
