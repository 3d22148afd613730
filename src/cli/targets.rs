//! Which resources a run is about, by globs on their addresses.

use std::collections::BTreeSet;

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::cli::error::Error;
use crate::model::{ResourceId, Snapshot};

/// Flags on which resources a run is about.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct TargetArgs {
    /// Only resources whose address fits, such as vn/cart-* (can be repeated)
    #[arg(long = "target", value_name = "ADDR", value_parser = glob)]
    targets: Vec<Glob>,

    /// Leave out resources whose address fits (can be repeated)
    #[arg(long = "except", value_name = "ADDR", value_parser = glob)]
    except: Vec<Glob>,
}

fn glob(text: &str) -> Result<Glob, String> {
    Glob::new(text).map_err(|error| error.to_string())
}

impl TargetArgs {
    pub fn names_targets(&self) -> bool {
        !self.targets.is_empty()
    }

    pub fn names_exceptions(&self) -> bool {
        !self.except.is_empty()
    }

    /// What the run may touch; none is everything. A target that fits nothing is an error.
    pub fn chosen(&self, sides: [&Snapshot; 2]) -> Result<Option<BTreeSet<ResourceId>>, Error> {
        if self.targets.is_empty() && self.except.is_empty() {
            return Ok(None);
        }
        let all: BTreeSet<&ResourceId> =
            sides.iter().flat_map(|side| side.iter()).map(|resource| &resource.id).collect();
        for target in &self.targets {
            let matcher = target.compile_matcher();
            let fits = |id: &&ResourceId| names(id).iter().any(|name| matcher.is_match(name));
            if !all.iter().any(fits) {
                return Err(Error::usage(format!("--target {} fits nothing", target.glob())).hint(
                    "addresses look like vn/cart, rt/router/route; `*` stands for anything",
                ));
            }
        }
        let (targets, except) = (set(&self.targets)?, set(&self.except)?);
        let fits = |set: &GlobSet, id: &ResourceId| names(id).iter().any(|name| set.is_match(name));
        let chosen = all
            .into_iter()
            .filter(|id| (self.targets.is_empty() || fits(&targets, id)) && !fits(&except, id));
        Ok(Some(chosen.cloned().collect()))
    }
}

/// What a resource is called, with and without its mesh.
fn names(id: &ResourceId) -> [String; 2] {
    [id.address(), id.full_address()]
}

fn set(globs: &[Glob]) -> Result<GlobSet, Error> {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        builder.add(glob.clone());
    }
    builder.build().map_err(|error| Error::usage("the globs are too large").because(error))
}
