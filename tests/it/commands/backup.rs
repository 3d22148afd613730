//! `weir backup` and `weir restore`.

use crate::env::TestEnv;

fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env
}

#[test]
fn backup_and_restore_are_inverse() {
    let env = shop();
    let before = env.expect(0, &["get", "all", "-o", "json"]).stdout;
    insta::assert_snapshot!(env.run(&["backup", "shop.backup"]).text(), @"
    exit 0
    -- stderr
    wrote 16 resources of the embedded control plane to shop.backup, at revision 1
    ");
    insta::assert_snapshot!(env.run(&["backup", "shop.backup"]).text(), @"
    exit 5
    -- stderr
    error: `shop.backup` exists already

    hint: name another file, or overwrite it with --force
    ");
    let _ = env.expect(0, &["backup", "shop.backup", "--force"]);
    insta::assert_snapshot!(env.run(&["restore", "shop.backup"]).text(), @"
    exit 5
    -- stderr
    error: the store in `[TMP]/data` is not empty

    hint: replace it with --force; the store that is there is kept beside the new one
    ");
    let _ = env.expect(0, &["delete", "gr/ingress-vg/order-gateway-route", "-y"]);
    insta::assert_snapshot!(env.run(&["restore", "shop.backup", "--force"]).text(), @"
    exit 0
    -- stderr
    restored 16 resources to [TMP]/data, at revision 1
    the store that was there is kept as [TMP]/data/weir.redb.replaced-1
    ");
    assert_eq!(env.expect(0, &["get", "all", "-o", "json"]).stdout, before);
    let elsewhere = env.expect(0, &["restore", "shop.backup", "--data-dir", "other", "--json"]);
    assert_eq!(elsewhere.json()["resources"], 16);
    let other = env.expect(0, &["get", "all", "-o", "json", "--data-dir", "other"]);
    assert_eq!(other.stdout, before);
}

#[test]
fn server_is_backed_up_while_it_serves_and_not_restored_under() {
    let env = shop();
    let server = env.serve();
    let made = env.expect(0, &["backup", "shop.backup", "--endpoint", &server.url, "--json"]);
    assert_eq!(made.json()["resources"], 16);
    let _ = env.expect(0, &["backup", "again.backup"]);
    let refused = env.expect(5, &["restore", "shop.backup", "--force"]);
    assert!(refused.stderr.contains("is in use by process"), "{}", refused.text());
    assert!(refused.stderr.contains("stop the server first"), "{}", refused.text());
    let refused = env.expect(2, &["restore", "shop.backup", "--endpoint", &server.url]);
    assert!(refused.stderr.contains("cannot be restored over"), "{}", refused.text());
    assert_eq!(server.stop(), 0);
    let _ = env.expect(0, &["restore", "shop.backup", "--force"]);
}

#[test]
fn what_is_no_backup_is_refused() {
    let env = shop();
    env.write("text", "hello");
    insta::assert_snapshot!(env.run(&["restore", "text", "--force"]).text(), @"
    exit 2
    -- stderr
    error: nothing was restored
      caused by: the backup cannot be used
      caused by: the store `text` is damaged or no store of weir: I/O error: Not a redb database: magic number mismatch; restore it from a copy, or move it away to begin with an empty one
    ");
    insta::assert_snapshot!(env.run(&["restore", "none", "--force"]).text(), @"
    exit 2
    -- stderr
    error: nothing was restored
      caused by: cannot read the backup `none`
      caused by: No such file or directory (os error 2)
    ");
    assert_eq!(env.expect(0, &["get", "vn", "-o", "name"]).stdout.lines().count(), 4);
}
