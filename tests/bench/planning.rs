//! Planning and creating 1,000 resources, cold.

use crate::figures::{Samples, header, ratio};
use crate::weir::Weir;
use crate::{Outcome, mesh};

const SERVICES: usize = 200;
const RUNS: usize = 10;

pub fn run() -> Outcome<()> {
    header("1,000 resources: 200 services, routers and routes, 400 nodes; one file each");
    let home = tempfile::tempdir()?;
    let folder = home.path().join("mesh");
    std::fs::create_dir(&folder)?;
    mesh::write(&folder, &mesh::services(SERVICES))?;
    let folder = folder.to_str().ok_or("a folder without a name")?;
    let [mut bare, mut validate, mut plan, mut create, mut same] =
        std::array::from_fn(|_| Samples::default());
    for _ in 0..RUNS {
        bare.add(mesh::timed(home.path(), &["--version"], &[0])?);
        validate.add(mesh::timed(home.path(), &["validate", folder], &[0])?);
        let server = Weir::start_in(tempfile::tempdir()?)?;
        let url = format!("http://{}", server.address);
        let timed = |args: &[&str]| {
            mesh::timed(home.path(), &[args, &[folder, "--endpoint", &url]].concat(), &[0, 1])
        };
        plan.add(timed(&["diff"])?);
        create.add(timed(&["apply", "-y"])?);
        same.add(timed(&["diff"])?);
    }
    bare.row("weir --version");
    validate.row("weir validate");
    plan.row("weir diff, everything is new (aim: 300)");
    create.row("weir apply, creating all durably (aim: 1000)");
    same.row("weir diff, nothing to do (aim: 300)");
    ratio("diff / validate", same.median(), validate.median());
    Ok(())
}
