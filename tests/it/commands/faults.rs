//! What goes wrong around the store: full disks, places where nothing may be written, folders that go
//! away, and what people are told of it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::env::{Run, TestEnv};

/// Whether tests may mount file systems of their own.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was not tried")]
fn may_mount() -> bool {
    let script = "mount -t tmpfs tmpfs /mnt";
    let tried = Command::new("unshare").args(["-m", "sh", "-c", script]).output();
    let may = tried.is_ok_and(|output| output.status.success());
    if !may {
        eprintln!("skipped: `unshare -m` and `mount` need root on Linux");
    }
    may
}

/// A process that is killed with the test.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// `weir serve` on a disk of three megabytes, of which one is taken by something else. Answers its
/// URL and the file to delete when there is to be room.
fn serve_on_small_disk(env: &TestEnv) -> (Killed, String, std::path::PathBuf) {
    let disk = env.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let script = r#"mount -t tmpfs -o size=3m tmpfs "$0" && head -c 1M /dev/zero >"$0/ballast" &&
        exec "$1" serve --listen 127.0.0.1:0 --data-dir "$0/data""#;
    let child = Command::new("unshare")
        .args(["-m", "sh", "-c", script])
        .arg(&disk)
        .arg(env!("CARGO_BIN_EXE_weir"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut child = Killed(child);
    let mut line = String::new();
    BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
    let inside = Path::new("/proc").join(child.0.id().to_string()).join("root");
    let ballast = inside.join(disk.strip_prefix("/").unwrap()).join("ballast");
    assert!(ballast.exists());
    (child, url, ballast)
}

/// Nodes with long names, as a document.
fn nodes(round: u32) -> String {
    let node = |number: u32| {
        let hostname = "h".repeat(60);
        format!(
            "---\nmeshName: m\nvirtualNodeName: n-{round:03}-{number:03}-{}\nspec:\n  listeners:\n  \
             - portMapping: {{port: 80, protocol: http}}\n  serviceDiscovery: {{dns: {{hostname: \
             {hostname}.local}}}}\n",
            "x".repeat(200)
        )
    };
    (0..100).map(node).collect()
}

#[test]
fn full_disk_reads_as_failed_and_ends_with_room() {
    if !may_mount() {
        return;
    }
    let env = TestEnv::new();
    let (_server, url, ballast) = serve_on_small_disk(&env);
    let run = |args: &[&str]| env.run(&[args, &["--endpoint", &url]].concat());
    env.write("mesh.yaml", "meshName: m\nspec: {}\n");
    assert_eq!(run(&["apply", "mesh.yaml", "-y"]).code, 0);
    let mut acknowledged = 0;
    let refused: Run = (0..200)
        .find_map(|round| {
            env.write("nodes.yaml", &nodes(round));
            let done = run(&["apply", "nodes.yaml", "-y"]);
            acknowledged += if done.code == 0 { 100 } else { 0 };
            (done.code != 0).then_some(done)
        })
        .expect("the disk does not fill up");
    assert_eq!(refused.code, 7, "{}", refused.text());
    let told = [refused.stdout.as_str(), refused.stderr.as_str()].concat();
    assert!(told.contains("nothing was changed: no room is left"), "{}", refused.text());
    assert!(!told.contains("not known"), "{}", refused.text());

    let count = || run(&["get", "vn", "-o", "name"]).stdout.lines().count();
    assert_eq!(count(), acknowledged, "reading goes on, and what was refused is not there");
    assert_eq!(run(&["apply", "nodes.yaml", "-y"]).code, 7);
    assert_eq!(run(&["backup", "full.backup"]).code, 0, "there may be no better time for it");

    std::fs::remove_file(ballast).unwrap();
    assert_eq!(run(&["apply", "nodes.yaml", "-y"]).code, 0);
    acknowledged += 100;
    assert_eq!(count(), acknowledged);
    assert_eq!(run(&["backup", "now.backup"]).code, 0);
    let _ = env.expect(0, &["restore", "now.backup"]);
    let restored = env.expect(0, &["get", "vn", "-o", "name"]).stdout.lines().count();
    assert_eq!(restored, acknowledged, "all that was acknowledged is in the store");
}

/// Fills what is left of a disk, to the last byte.
fn fill(beside: &Path) {
    let mut file = std::fs::File::create(beside.with_file_name("filling")).unwrap();
    for size in [65_536, 4_096, 1] {
        let bytes = vec![0; size];
        while std::io::Write::write_all(&mut file, &bytes).is_ok() {}
    }
}

#[test]
fn a_rollout_on_a_full_disk_writes_nothing_that_it_cannot_keep() {
    const ROUTE: &str = r#"{"meshName": "m", "virtualRouterName": "r", "routeName": "main",
        "spec": {"httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": [
            {"virtualNode": "v1", "weight": 100}]}}}}"#;
    if !may_mount() {
        return;
    }
    let env = TestEnv::new();
    let (_server, url, ballast) = serve_on_small_disk(&env);
    let run = |args: &[&str]| env.run(&[args, &["--endpoint", &url, "-m", "m"]].concat());
    let port = r#"{"portMapping": {"port": 80, "protocol": "http"}}"#;
    let node = |name: &str| {
        format!(
            r#"{{"meshName": "m", "virtualNodeName": "{name}", "spec": {{"listeners": [{port}],
                "serviceDiscovery": {{"dns": {{"hostname": "localhost"}}}}}}}}"#
        )
    };
    let router = format!(
        r#"{{"meshName": "m", "virtualRouterName": "r", "spec": {{"listeners": [{port}]}}}}"#
    );
    let (v1, v2) = (node("v1"), node("v2"));
    let mesh = format!(r#"[{{"meshName": "m", "spec": {{}}}}, {v1}, {v2}, {router}, {ROUTE}]"#);
    env.write("mesh.json", &mesh);
    assert_eq!(run(&["apply", "mesh.json", "-y"]).code, 0);
    // The disk is full but for a few writes.
    fill(&ballast);
    let full = (0..200).any(|round| {
        env.write("nodes.yaml", &nodes(round));
        run(&["apply", "nodes.yaml", "-y"]).code == 7
    });
    assert!(full, "the disk does not fill up");
    let start = ["canary", "start", "rt/r/main", "--to", "v2", "--stages", "10,20,30,40,50,60,70"];
    let quick = ["--hold", "50ms", "--settle", "0s", "--acks", "0%", "--timeout", "3s"];
    let started = run(&[&start[..], &quick].concat());
    let weights = || run(&["weights", "rt/r/main", "-o", "json"]).json()["targets"].clone();
    let before = weights();
    let status = run(&["canary", "status", "-o", "json"]);
    // What is said is what is there, also where nothing more can be kept.
    let told = format!("{}\n{}\n{before:#}", started.text(), status.text());
    let canary = before.get(1).map_or(0, |target| target["weight"].as_i64().unwrap());
    match started.code {
        4 | 5 | 7 => assert_eq!((canary, status.code), (0, 1), "{told}"),
        20..=29 => {
            assert_eq!(status.json()["rollout"]["weight"], canary, "{told}");
            assert!(canary < 70, "it cannot have kept all of it: {told}");
        }
        code => panic!("{code}: {told}"),
    }
    std::fs::remove_file(ballast.with_file_name("filling")).unwrap();
    std::fs::remove_file(&ballast).unwrap();
    if started.code >= 20 {
        let back = run(&["canary", "abort", "v2", "--reason", "room again"]);
        assert_eq!(back.code, 11, "{}", back.text());
        assert_eq!(weights()[0]["weight"], 100);
    }
}

#[test]
fn reading_needs_no_right_to_write() {
    if !may_mount() {
        return;
    }
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let read_only = |args: &[&str]| {
        let script = r#"mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@""#;
        let mut command = Command::new("unshare");
        command
            .args(["-m", "sh", "-c", script])
            .arg(env.path())
            .arg(env!("CARGO_BIN_EXE_weir"))
            .args(args)
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", env.path())
            .env("WEIR_DATA_DIR", env.path().join("data"))
            .stdin(Stdio::null());
        env.shown(command.output().unwrap())
    };
    for args in [
        &["get", "all", "-o", "name"][..],
        &["get", "vn", "-o", "json"],
        &["describe", "vn/order-vn"],
        &["tree"],
        &["dump"],
    ] {
        let run = read_only(args);
        assert_eq!(run.code, 0, "{args:?}\n{}", run.text());
        assert_eq!(run.stdout, env.expect(0, args).stdout, "{args:?}");
    }
    let write = read_only(&["delete", "gr/ingress-vg/order-gateway-route", "-y"]);
    assert_eq!(write.code, 2, "{}", write.text());
    assert!(write.stderr.contains("Read-only file system"), "{}", write.text());
}

#[test]
fn reading_makes_no_store() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.run(&["get", "mesh"]).text(), @"
    exit 0
    -- stderr
    No meshes on the embedded control plane.
    ");
    for args in [&["tree"][..], &["dump"], &["get", "rt"], &["describe", "vn/a"]] {
        assert_eq!(env.run(args).code, 1, "{args:?}");
    }
    assert!(!env.path().join("data").exists());
}

#[test]
fn store_of_somebody_else_is_refused_plainly() {
    let may = Command::new("setpriv").args(["--reuid", "65534", "--clear-groups", "true"]).status();
    if !may.is_ok_and(|status| status.success()) {
        eprintln!("skipped: `setpriv` needs root");
        return;
    }
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let output = Command::new("setpriv")
        .args(["--reuid", "65534", "--clear-groups", env!("CARGO_BIN_EXE_weir"), "get", "vn"])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("WEIR_DATA_DIR", env.path().join("data"))
        .output();
    let run = env.shown(output.unwrap());
    if run.stderr.contains("setpriv: failed to execute") {
        eprintln!("skipped: the binary is not reachable for others");
        return;
    }
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.text());
    assert!(run.stderr.contains("[TMP]/data/"), "{}", run.text());
    assert!(run.stderr.contains("Permission denied"), "{}", run.text());
}

#[test]
fn store_that_goes_away_under_a_server_refuses_writes_and_is_still_read() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let server = env.serve();
    let at = ["--endpoint", &server.url];
    let _ = env.expect(0, &[&["apply", "shopmesh", "-y"][..], &at].concat());
    std::fs::remove_dir_all(env.path().join("data")).unwrap();
    env.write("more.yaml", "meshName: shopmesh\nvirtualNodeName: more\nspec: {}\n");
    for _ in 0..2 {
        let run = env.expect(7, &[&["apply", "more.yaml", "-y"][..], &at].concat());
        let told = [run.stdout.as_str(), run.stderr.as_str()].concat();
        assert!(told.contains("was removed or replaced while it was in use"), "{}", run.text());
    }
    let nodes = env.expect(0, &[&["get", "vn", "-o", "name"][..], &at].concat());
    assert_eq!(nodes.stdout.lines().count(), 4);
    let _ = env.expect(0, &[&["backup", "rescue"][..], &at].concat());
    drop(server);
    let _ = env.expect(0, &["restore", "rescue"]);
    assert_eq!(env.expect(0, &["get", "vn", "-o", "name"]).stdout, nodes.stdout);
}
