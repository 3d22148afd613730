//! `weir weights`.

use crate::env::TestEnv;

const ROUTE: &str = "rt/product-vr/product-route";

fn shop() -> TestEnv {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    env
}

#[test]
fn weights_are_read_and_set_and_nothing_else_changes() {
    let env = shop();
    insta::assert_snapshot!(env.run(&["weights", ROUTE]).text(), @"
    exit 0
    -- stdout
    NODE            PORT   WEIGHT   SHARE
    product-v1-vn   -      75       75 %
    product-v2-vn   -      25       25 %
    ");
    let set = ["weights", ROUTE, "product-v1-vn=50", "product-v2-vn=50"];
    insta::assert_snapshot!(env.run(&set).text(), @"
    exit 0
    -- stdout
    NODE            PORT   WEIGHT    SHARE
    product-v1-vn   -      75 → 50   50 %
    product-v2-vn   -      25 → 50   50 %
    -- stderr
      done     ~ rt/product-vr/product-route
    set the weights of rt/product-vr/product-route (version 2)
    ");
    insta::assert_snapshot!(env.run(&["diff", "shopmesh"]).text(), @"
    exit 1
    -- stdout
    Mesh shopmesh @ the embedded control plane                                                  ~ change

    ~ rt/product-vr/product-route                                   shopmesh/routes/product-route.json:4
        httpRoute.action.weightedTargets
          ~ product-v1-vn   weight   50 → 75
          ~ product-v2-vn   weight   50 → 25
        3 fields unchanged

    0 to add, 1 to change, 0 to delete, 15 unchanged
    ");
    let again = env.expect(0, &set);
    assert!(again.stderr.contains("the weights are like that already"), "{}", again.text());
}

#[test]
fn weights_that_cannot_be_meant_are_refused() {
    let env = shop();
    insta::assert_snapshot!(env.run(&["weights", ROUTE, "product-v1-vn=76"]).text(), @"
    exit 2
    -- stderr
    error: the weights of rt/product-vr/product-route would sum up to 101

    hint: the sum is 1 to 100; name every target whose weight is to change
    ");
    insta::assert_snapshot!(env.run(&["weights", ROUTE, "nobody=1"]).text(), @"
    exit 2
    -- stderr
    error: rt/product-vr/product-route has no target `nobody`

    hint: its targets are: product-v1-vn, product-v2-vn
    hint: targets are added with `weir apply`
    ");
    insta::assert_snapshot!(env.run(&["weights", ROUTE, "product-v1-vn=101"]).text(), @"
    exit 2
    -- stderr
    error: invalid value 'product-v1-vn=101' for '[NODE=WEIGHT]...': the weight 101 is not within 0 to 100

    For more information, try '--help'.
    ");
    let expect = ["weights", ROUTE, "product-v1-vn=1", "--expect", "product-v1-vn=90"];
    insta::assert_snapshot!(env.run(&expect).text(), @"
    exit 5
    -- stderr
    error: product-v1-vn has weight 75, not 90; nothing was changed
    ");
}
