//! Hunts: many random meshes, always the same ones for the same seed, and those that are wrong made
//! small.

#![expect(clippy::disallowed_methods, reason = "a test reads what it is to hunt for")]

use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::xds::translate::tests::meshes::RandomMesh;

/// How many meshes Envoy looks at in one go.
pub const BATCH: usize = 40;
/// How often a mesh that is wrong is looked at to make it smaller.
const TRIES_MAX: usize = 400;

/// What is to be hunted for. `WEIR_MESHES` and `WEIR_SEED` change it.
pub struct Hunt {
    pub meshes: usize,
    pub seed: u64,
}

impl Hunt {
    pub fn by_environment() -> Self {
        let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().unwrap());
        Self {
            meshes: number("WEIR_MESHES").map_or(2_000, |count| usize::try_from(count).unwrap()),
            seed: number("WEIR_SEED").unwrap_or(1),
        }
    }

    /// The meshes of a batch, the same for the same seed.
    pub fn batch(
        &self,
        number: usize,
        mesh: impl Strategy<Value = RandomMesh>,
    ) -> impl Iterator<Item = RandomMesh> {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_be_bytes());
        seed[8..16].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        (0..BATCH).map(move |_| mesh.new_tree(&mut runner).unwrap().current())
    }
}

/// Takes away whatever it stays wrong without, so that a report is short.
pub fn smallest(
    mut mesh: RandomMesh,
    wrong: impl Fn(&RandomMesh) -> Option<String>,
) -> Option<(RandomMesh, String)> {
    let mut words = wrong(&mesh)?;
    let mut tries = 0;
    loop {
        let simpler = mesh.simpler().find_map(|mesh| {
            tries += 1;
            if tries > TRIES_MAX {
                return None;
            }
            Some((wrong(&mesh)?, mesh))
        });
        match simpler {
            Some(simpler) => (words, mesh) = simpler,
            None => return Some((mesh, words)),
        }
    }
}
