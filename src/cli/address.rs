//! Addresses on the command line become identities.

use crate::cli::error::Error;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::model::{Address, ResourceId};

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
