//! Random meshes that weir calls valid: Envoy takes all that becomes of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::Code;
use crate::xds::assembly::Assembly;
use crate::xds::translate::tests::envoy::{self, Static};
use crate::xds::translate::tests::hunt::{BATCH, Hunt, smallest};
use crate::xds::translate::tests::meshes::{RandomMesh, mesh};
use crate::xds::translate::tests::pools;
use crate::xds::translate::tests::structure;

/// How many reports are enough.
const REPORTS_MAX: usize = 8;

/// What is wrong with a mesh, if Envoy is not asked.
fn assemblies(mesh: &RandomMesh) -> Result<Vec<Assembly>, String> {
    let all = mesh.proxies().map(|proxy| {
        let assembly = mesh.assemble(&proxy);
        if assembly != mesh.assemble(&proxy) {
            return Err(format!("{proxy}: not the same twice"));
        }
        structure::check(&assembly)
            .map_err(|wrong| format!("{proxy} ({:?}): {wrong}", proxy.placement.interception))?;
        Ok(assembly)
    });
    all.collect()
}

fn ask(program: &Path, assemblies: &[Vec<Assembly>]) -> Result<(), String> {
    let mut all = Static::default();
    for assembly in assemblies.iter().flatten() {
        all.add(assembly);
    }
    all.check(program)
}

/// All that is wrong with a mesh.
fn check(program: Option<&Path>, mesh: &RandomMesh) -> Result<(), String> {
    let assemblies = assemblies(mesh)?;
    program.map_or(Ok(()), |program| ask(program, &[assemblies]))
}

/// Those of some that Envoy refuses.
fn refused(program: &Path, some: &[(usize, Vec<Assembly>)]) -> Vec<usize> {
    let assemblies: Vec<Vec<Assembly>> = some.iter().map(|one| one.1.clone()).collect();
    if some.is_empty() || ask(program, &assemblies).is_ok() {
        return Vec::new();
    }
    if let [(index, _)] = some {
        return vec![*index];
    }
    let (first, rest) = some.split_at(some.len() / 2);
    [refused(program, first), refused(program, rest)].concat()
}

/// How often rules found errors in a mesh.
type Tally = BTreeMap<Code, usize>;

/// Looks at a batch; answers how many were valid, and the smallest forms of those that are wrong.
fn look(
    program: Option<&Path>,
    hunt: &Hunt,
    number: usize,
    tally: &Mutex<Tally>,
) -> (usize, Vec<String>) {
    let mut meshes: Vec<RandomMesh> = hunt.batch(number, mesh(pools::SERVICES)).collect();
    meshes.retain(|mesh| {
        let errors = mesh.errors();
        let is_valid = errors.is_empty();
        let mut tally = tally.lock().unwrap();
        for code in errors {
            *tally.entry(code).or_default() += 1;
        }
        is_valid
    });
    let mut wrong = Vec::new();
    let mut assembled = Vec::new();
    for (index, mesh) in meshes.iter().enumerate() {
        match assemblies(mesh) {
            Ok(all) => assembled.push((index, all)),
            Err(_) => wrong.push(index),
        }
    }
    wrong.extend(program.map(|program| refused(program, &assembled)).unwrap_or_default());
    let is_wrong = |mesh: &RandomMesh| {
        if mesh.is_valid() { check(program, mesh).err() } else { None }
    };
    let reports = wrong.into_iter().filter_map(|index| smallest(meshes[index].clone(), is_wrong));
    (meshes.len(), reports.map(|(mesh, words)| format!("{mesh:?}{words}\n")).collect())
}

#[test]
fn envoy_takes_whatever_is_valid() {
    let program = envoy::program();
    let hunt = Hunt::by_environment();
    let next = AtomicUsize::new(0);
    let valid = AtomicUsize::new(0);
    let tally = Mutex::default();
    let wrong = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number * BATCH >= hunt.meshes || wrong.lock().unwrap().len() >= REPORTS_MAX {
                break;
            }
            let (count, reports) = look(program.as_deref(), &hunt, number, &tally);
            valid.fetch_add(count, Ordering::Relaxed);
            wrong.lock().unwrap().extend(reports);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "WEIR_SEED={}\n{}", hunt.seed, wrong.join("\n"));
    let valid = valid.into_inner();
    let tally = tally.into_inner().unwrap();
    println!("{valid} of {} meshes were valid; others broke {tally:?}", hunt.meshes);
    assert!(valid * 2 >= hunt.meshes, "only {valid} of {} meshes were valid", hunt.meshes);
}
