//! Elsewhere a plan was hundreds of lines for one attribute, or so concise that nobody could tell
//! which item had changed. Here a change is a line, under what holds it and beside its name; what
//! stays is counted, and `--show-all` shows it.

use crate::env::TestEnv;

#[test]
fn one_weight_is_one_line_with_its_name_and_the_rest_is_counted() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    let path = env.path().join("shopmesh/routes/product-route.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("75", "70")).unwrap();
    insta::assert_snapshot!(env.expect(1, &["diff", "shopmesh"]).stdout, @"
    Mesh shopmesh @ the embedded control plane                                                  ~ change

    ~ rt/product-vr/product-route                                   shopmesh/routes/product-route.json:4
        httpRoute.action.weightedTargets
          ~ product-v1-vn   weight   75 → 70
        4 fields unchanged

    0 to add, 1 to change, 0 to delete, 15 unchanged
    ");
    let all = env.expect(1, &["diff", "shopmesh", "--show-all"]).stdout;
    assert!(all.contains("spec.httpRoute.match.prefix   /"), "{all}");
    insta::assert_snapshot!(env.expect(0, &["plan", "shopmesh"]).stdout, @"
    Plan for mesh shopmesh @ the embedded control plane                              1 action in 1 phase

     shift     1  ~ rt/product-vr/product-route   weights product-v1-vn 75→70

    0 to add, 1 to change, 0 to delete, 15 unchanged
    Requests: 1 write, 24 reads
    ");
}

#[test]
fn a_plan_of_many_steps_is_a_line_a_step() {
    let env = TestEnv::new();
    env.copy_example("shopmesh");
    let plan = env.expect(0, &["plan", "shopmesh"]).stdout;
    let steps = plan.lines().filter(|line| line.contains(" + ")).count();
    assert_eq!(steps, 16, "{plan}");
    assert!(plan.lines().count() < steps + 8, "{plan}");
}

#[test]
fn a_comment_to_a_pull_request_fits_and_says_what_it_leaves_out() {
    let env = TestEnv::new();
    env.write("mesh.json", r#"{"meshName": "m", "spec": {}}"#);
    let node = |index: usize| {
        format!(
            "{{\"meshName\": \"m\", \"virtualNodeName\": \"node-{index:04}\", \"spec\": {{\"serviceDiscovery\": \
             {{\"dns\": {{\"hostname\": \"node-{index:04}.shop.local\"}}}}}}}}\n"
        )
    };
    env.write("nodes.jsonl", &(0..1_500).map(node).collect::<String>());
    let plan = env.expect(0, &["plan", "mesh.json", "nodes.jsonl", "-o", "markdown"]).stdout;
    assert!(plan.len() <= 60_000, "{} bytes", plan.len());
    assert!(plan.contains("more steps are left out here"), "{}", &plan[plan.len() - 400..]);
    assert!(plan.contains("1501 to add"));
    let small = env.expect(0, &["plan", "mesh.json", "-o", "markdown"]).stdout;
    insta::assert_snapshot!(small, @r"
    ### Plan for mesh m \@ the embedded control plane

    **1 to add, 0 to change, 0 to delete, 0 unchanged** · 1 action in 1 phase

    | # | phase | | resource | what | note |
    | --: | --- | --- | --- | --- | --- |
    | 1 | expand | + | `m/m` | create |  |

    <details><summary>Fields</summary>

    ```diff
    + m/m                                                                                    mesh.json:1

    ```

    </details>

    Requests: 1 write, 5 reads
    ");
}
