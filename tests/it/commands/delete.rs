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
