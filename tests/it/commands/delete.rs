//! `weir delete`.

use crate::env::TestEnv;

fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env
}

#[test]
fn what_is_needed_is_not_deleted() {
    let env = shop();
    insta::assert_snapshot!(env.run(&["delete", "vn/order-vn", "-y"]).text(), @"
    exit 5
    -- stderr
    error[A005]: vn/order-vn is still needed by rt/order-vr/order-route

    hint: nothing was deleted; --cascade deletes these too
    ");
    insta::assert_snapshot!(env.run(&["delete", "vn/order-vn", "--cascade", "--dry-run"]).text(), @"
    exit 0
    -- stdout
    - rt/order-vr/order-route

    - vn/order-vn

    0 to add, 0 to change, 2 to delete, 0 unchanged
    -- stderr
    dry run: nothing was changed
    ");
}

#[test]
fn all_that_documents_define_is_deleted_in_order() {
    let env = shop();
    let _ = env.expect(0, &["delete", "-f", "shopmesh", "-y"]);
    assert_eq!(env.expect(0, &["get", "mesh", "-o", "name"]).stdout, "");
    let gone = env.run(&["delete", "m/shopmesh", "-y"]);
    insta::assert_snapshot!(gone.text(), @"
    exit 1
    -- stderr
    error: m/shopmesh does not exist

    hint: nothing was deleted; --ignore-not-found takes it as deleted
    ");
    let _ = env.expect(0, &["delete", "m/shopmesh", "-y", "--ignore-not-found"]);
}

#[test]
fn a_glob_deletes_all_that_fit_and_nothing_else() {
    let env = TestEnv::new();
    let node = |name| format!(r#",{{"meshName":"m","virtualNodeName":"{name}","spec":{{}}}}"#);
    let nodes: String = ["n01", "n02", "x01"].map(node).concat();
    env.write("m.json", &format!(r#"[{{"meshName":"m","spec":{{}}}}{nodes}]"#));
    let _ = env.expect(0, &["apply", "m.json", "-y"]);
    insta::assert_snapshot!(env.run(&["get", "vn", "n0*", "n9*", "-o", "name"]).text(), @"
    exit 1
    -- stdout
    vn/n01
    vn/n02
    -- stderr
    virtual node `n9*` not found in mesh m
    ");
    assert_eq!(env.expect(0, &["get", "all", "vn/?01", "-o", "name"]).stdout, "vn/n01\nvn/x01\n");
    let names = || env.expect(0, &["get", "vn", "-o", "name"]).stdout;
    insta::assert_snapshot!(env.run(&["delete", "vn/n9*", "-y"]).text(), @"
    exit 1
    -- stderr
    error: nothing fits `vn/n9*` in the mesh `m`

    hint: addresses look like vn/cart, rt/router/route; `*` stands for anything
    hint: nothing was deleted; --ignore-not-found takes it as deleted
    ");
    let _ = env.expect(0, &["delete", "vn/n9*", "-y", "--ignore-not-found"]);
    // Nobody is there to be asked.
    let asked = env.expect(5, &["delete", "vn/n0*"]);
    assert!(asked.stderr.contains("- vn/n02\n- vn/n01\n0 to add"), "{}", asked.text());
    assert_eq!(names(), "vn/n01\nvn/n02\nvn/x01\n");
    let _ = env.expect(0, &["delete", "m:vn/n0*", "vn/n01", "-y"]);
    assert_eq!(names(), "vn/x01\n");
}
