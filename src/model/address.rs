//! The short text form of an identity: `vn/cart-v2`, `rt/cart/main`.

use std::fmt::{self, Write as _};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::model::id::{IdError, ResourceId};
use crate::model::kind::Kind;

/// What is escaped in addresses, so that one name is one word.
const ESCAPED: &AsciiSet = &CONTROLS.add(b' ').add(b'/').add(b'%').add(b':');

/// An identity as people write it: `KIND/NAME`, `KIND/PARENT/NAME`, or an ARN; before it
/// `MESH:`, if at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub kind: Kind,
    /// The mesh, where the address names it.
    pub mesh: Option<String>,
    pub parent: Option<String>,
    pub name: String,
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("`{0}` is not an address")]
    Form(String),
    #[error("`{0}` is not a kind")]
    Kind(String),
    #[error("`{address}` needs {wanted}")]
    Parts { address: String, wanted: &'static str },
    #[error("`{0}` is percent-encoded in a wrong way")]
    Escape(String),
}

impl Address {
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        if text.starts_with("arn:") {
            return Self::from_arn(text);
        }
        let (mesh, rest) = match text.split_once(':') {
            Some((mesh, rest)) => (Some(unescape(mesh)?), rest),
            None => (None, text),
        };
        let mut parts = rest.split('/');
        let word = parts.next().unwrap_or_default();
        if !rest.contains('/') {
            return Err(AddressError::Form(text.to_owned()));
        }
        let kind = Kind::from_words(word).ok_or_else(|| AddressError::Kind(word.to_owned()))?;
        let names = parts.map(unescape).collect::<Result<Vec<_>, _>>()?;
        let (parent, name) = match (kind.row().parent.is_some(), names.as_slice()) {
            (false, [name]) => (None, name.clone()),
            (true, [parent, name]) => (Some(parent.clone()), name.clone()),
            _ => {
                return Err(AddressError::Parts {
                    address: text.to_owned(),
                    wanted: match kind {
                        Kind::Route => "the form `rt/ROUTER/ROUTE`",
                        Kind::GatewayRoute => "the form `gr/GATEWAY/ROUTE`",
                        _ => "the form `KIND/NAME`",
                    },
                });
            }
        };
        Ok(Self { kind, mesh, parent, name })
    }

    /// Reads `arn:PARTITION:appmesh:REGION:ACCOUNT:mesh/M[/KIND/NAME[/KIND/NAME]]`.
    fn from_arn(arn: &str) -> Result<Self, AddressError> {
        let form = || AddressError::Form(arn.to_owned());
        let resource = arn.splitn(6, ':').nth(5).ok_or_else(form)?;
        let parts: Vec<&str> = resource.split('/').collect();
        let segment = |word: &str| Kind::ALL.into_iter().find(|kind| kind.row().segment == word);
        let (mesh, kind, parent, name) = match parts.as_slice() {
            ["mesh", mesh] => (*mesh, Kind::Mesh, None, *mesh),
            ["mesh", mesh, kind, name] => (*mesh, segment(kind).ok_or_else(form)?, None, *name),
            ["mesh", mesh, of, parent, kind, name] => {
                let kind = segment(kind).ok_or_else(form)?;
                if kind.row().parent != Some(segment(of).ok_or_else(form)?) {
                    return Err(form());
                }
                (*mesh, kind, Some(*parent), *name)
            }
            _ => return Err(form()),
        };
        if kind.row().parent.is_some() != parent.is_some() {
            return Err(form());
        }
        Ok(Self {
            kind,
            // In a shared mesh the owner stands behind an at sign.
            mesh: Some(mesh.split_once('@').map_or(mesh, |(mesh, _)| mesh).to_owned()),
            parent: parent.map(str::to_owned),
            name: name.to_owned(),
        })
    }

    /// The identity, in `mesh` unless the address names another.
    pub fn in_mesh(&self, mesh: Option<&str>) -> Result<Option<ResourceId>, IdError> {
        let mesh = match (self.kind, &self.mesh) {
            (Kind::Mesh, _) => Some(self.name.as_str()),
            (_, named) => named.as_deref().or(mesh),
        };
        mesh.map(|mesh| ResourceId::try_new(self.kind, mesh, self.parent.as_deref(), &self.name))
            .transpose()
    }
}

fn unescape(part: &str) -> Result<String, AddressError> {
    percent_decode_str(part)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| AddressError::Escape(part.to_owned()))
}

impl ResourceId {
    /// A name as it stands in addresses, and in file names.
    pub fn escaped(name: &str) -> String {
        utf8_percent_encode(name, ESCAPED).to_string()
    }

    /// The address without the mesh.
    pub fn address(&self) -> String {
        let mut text = String::new();
        self.write_address(&mut text).expect("writing to a string cannot fail");
        text
    }

    /// The address with the mesh before it.
    pub fn full_address(&self) -> String {
        match self.kind() {
            Kind::Mesh => self.address(),
            _ => format!("{}:{}", utf8_percent_encode(self.mesh(), ESCAPED), self.address()),
        }
    }

    fn write_address(&self, text: &mut String) -> fmt::Result {
        text.push_str(self.kind().row().short);
        if let Some(parent) = self.parent() {
            write!(text, "/{}", utf8_percent_encode(parent, ESCAPED))?;
        }
        write!(text, "/{}", utf8_percent_encode(self.name(), ESCAPED))
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.address())
    }
}
