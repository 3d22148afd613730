//! Addresses on the command line become identities.

use std::fmt;

use globset::Glob;

use crate::cli::error::Error;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::model::{Address, ResourceId, Snapshot};

/// Reads an address argument.
pub fn parse(text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|error| {
        format!("{error}; write for example vn/cart, rt/cart/main, shop:vn/cart, or an ARN")
    })
}

/// The identities of addresses; those that name no mesh are in the session's.
pub async fn resolve(
    addresses: &[Address],
    session: &Session,
    settings: &Settings,
) -> Result<Vec<ResourceId>, Error> {
    let mut ids = Vec::with_capacity(addresses.len());
    let mut mesh: Option<String> = None;
    for address in addresses {
        if mesh.is_none() && address.in_mesh(None).ok().flatten().is_none() {
            mesh = Some(session.mesh(settings).await?);
        }
        let id = address
            .in_mesh(mesh.as_deref())
            .map_err(|error| Error::usage("the address cannot exist").because(error))?;
        ids.push(id.expect("a mesh was found for an address without one"));
    }
    Ok(ids)
}

/// What is meant on the command line: one resource by its address, or all whose address fits.
#[derive(Debug, Clone)]
pub enum Wanted {
    One(Address),
    Fitting(Pattern),
}

/// A glob on addresses, as `--target` has it.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    glob: Glob,
    /// The mesh before it.
    mesh: Option<String>,
    /// The resource that is called like that letter by letter, if there is one.
    literal: Option<Address>,
}

impl Wanted {
    pub fn parse(text: &str) -> Result<Self, String> {
        if !is_glob(text) {
            return parse(text).map(Self::One);
        }
        let literal = Address::parse(text).ok();
        let (mesh, rest) = match text.split_once(':') {
            Some((mesh, _)) if is_glob(mesh) => {
                return Err("the mesh before the colon cannot be a pattern".to_owned());
            }
            Some((mesh, rest)) => (Some(mesh.to_owned()), rest),
            None => (None, text),
        };
        let glob = Glob::new(rest).map_err(|error| error.to_string())?;
        Ok(Self::Fitting(Pattern { text: text.to_owned(), glob, mesh, literal }))
    }
}

/// Whether a word on the command line is a pattern.
pub fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

impl Pattern {
    /// The mesh in which it is looked for.
    pub async fn mesh(&self, session: &Session, settings: &Settings) -> Result<String, Error> {
        match &self.mesh {
            Some(mesh) => Ok(mesh.clone()),
            None => session.mesh(settings).await,
        }
    }

    /// The resources of a mesh that fit. One that is called like the pattern is meant alone.
    pub fn fitting(&self, mesh: &str, current: &Snapshot) -> Vec<ResourceId> {
        let literal = self.literal.as_ref().and_then(|one| one.in_mesh(Some(mesh)).ok().flatten());
        if let Some(id) = literal.filter(|id| current.contains(id)) {
            return vec![id];
        }
        let matcher = self.glob.compile_matcher();
        let all = current.of_mesh(mesh).map(|resource| &resource.id);
        all.filter(|id| matcher.is_match(id.address())).cloned().collect()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitting(pattern: &str) -> String {
        let names = ["a", "a1", "a2", "b*", "b1"];
        let node = |name: &str| {
            let text = format!(
                r#"{{"kind":"virtualNode","meshName":"m","virtualNodeName":"{name}","spec":{{}}}}"#
            );
            serde_json::from_str::<crate::model::Resource>(&text).unwrap()
        };
        let current: Snapshot = names.map(node).into_iter().collect();
        let Wanted::Fitting(pattern) = Wanted::parse(pattern).unwrap() else {
            panic!("{pattern} is no pattern")
        };
        let found = pattern.fitting("m", &current);
        found.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_pattern_takes_what_fits_its_whole_address() {
        assert_eq!(fitting("vn/a*"), "vn/a vn/a1 vn/a2");
        assert_eq!(fitting("vn/a?"), "vn/a1 vn/a2");
        assert_eq!(fitting("m:vn/{a,b}1"), "vn/a1 vn/b1");
        assert_eq!(fitting("n/a*"), "");
        assert_eq!(fitting("*2"), "vn/a2");
    }

    #[test]
    fn a_resource_that_is_called_like_the_pattern_is_meant_alone() {
        assert_eq!(fitting("vn/b*"), "vn/b*");
    }

    #[test]
    fn what_is_no_pattern_is_an_address() {
        assert!(matches!(Wanted::parse("vn/a"), Ok(Wanted::One(_))));
        assert!(Wanted::parse("nonsense").is_err());
        assert!(Wanted::parse("m*:vn/a").is_err());
        assert!(Wanted::parse("vn/[a").is_err());
    }
}
