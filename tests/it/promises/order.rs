//! Elsewhere a node was deleted while a route still led to it, a second listener was refused until
//! somebody had edited every route, and protocols could not be changed at all. Here the order follows
//! from the references, steps in between are made where the API needs them, and what interrupts
//! traffic is named and has to be allowed. Every case runs step by step, without transactions.

use std::time::Duration;

use crate::env::TestEnv;
use crate::slow;

const MESH: &str = r#"{"meshName": "m", "spec": {}}"#;

fn node(name: &str, listeners: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualNodeName": "{name}", "spec": {{"listeners": [{listeners}],
        "serviceDiscovery": {{"dns": {{"hostname": "{name}.local"}}}}}}}}"#
    )
}

fn router(listeners: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualRouterName": "r", "spec": {{"listeners": [{listeners}]}}}}"#
    )
}

fn route(rule: &str, matches: &str, targets: &str) -> String {
    format!(
        r#"{{"meshName": "m", "virtualRouterName": "r", "routeName": "x", "spec": {{"{rule}":
        {{"match": {{{matches}}}, "action": {{"weightedTargets": [{targets}]}}}}}}}}"#
    )
}

fn listener(port: u16, protocol: &str) -> String {
    format!(r#"{{"portMapping": {{"port": {port}, "protocol": "{protocol}"}}}}"#)
}

/// A mesh of one router, one route and these nodes.
fn write(env: &TestEnv, router: &str, route: &str, nodes: &[String]) {
    let folder = env.path().join("mesh");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    env.write("mesh/mesh.json", MESH);
    env.write("mesh/router.json", router);
    env.write("mesh/route.json", route);
    for (index, node) in nodes.iter().enumerate() {
        env.write(&format!("mesh/node-{index}.json"), node);
    }
}

/// Applies what is there step by step, and answers the plan. Afterwards nothing differs.
fn apply(env: &TestEnv, url: &str, flags: &[&str]) -> String {
    let with = |command: &[&'static str]| {
        let mut args: Vec<&str> = command.to_vec();
        args.extend(["mesh", "--set", "s", "--prune", "--endpoint", url]);
        args.extend(flags);
        args.iter().map(|one| (*one).to_owned()).collect::<Vec<String>>()
    };
    let run = |args: Vec<String>| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        env.expect(0, &args)
    };
    let plan = run(with(&["plan"])).stdout;
    let _ = run(with(&["apply", "-y"]));
    let diff = env.expect(0, &["diff", "mesh", "--set", "s", "--prune", "--endpoint", url]);
    assert_eq!(diff.stdout, "");
    plan.replace(url, "[URL]")
}

#[test]
fn a_node_gets_another_name_while_its_route_moves() {
    let (env, one) = (TestEnv::new(), listener(80, "http"));
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let target = |name: &str| {
        route(
            "httpRoute",
            r#""prefix": "/""#,
            &format!(r#"{{"virtualNode": "{name}", "weight": 1}}"#),
        )
    };
    write(&env, &router(&one), &target("a"), &[node("a", &one)]);
    let _ = apply(&env, &url, &[]);
    write(&env, &router(&one), &target("b"), &[node("b", &one).replace("b.local", "a.local")]);
    insta::assert_snapshot!(apply(&env, &url, &[]), @"
    Plan for mesh m @ [URL]                               set s · 3 actions in 3 phases

     expand    1  + vn/b     create
     shift     2  ~ rt/r/x   weights a -1, b +1   after 1
     contract  3  - vn/a     delete               after 2: rt/r/x no longer needs it

     = vn/a gets the name vn/b: same spec

    1 to add, 1 to change, 1 to delete, 2 unchanged
    Requests: 3 writes, 9 reads
    ");
    server.stop();
}

#[test]
fn a_second_listener_comes_and_goes() {
    let (env, one, two) = (TestEnv::new(), listener(80, "http"), listener(81, "grpc"));
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let target = r#"{"virtualNode": "a", "weight": 1}"#;
    let plain = route("httpRoute", r#""prefix": "/""#, target);
    let ported = r#"{"virtualNode": "a", "weight": 1, "port": 81}"#;
    let moved = route("grpcRoute", r#""port": 81"#, ported);
    write(&env, &router(&one), &plain, &[node("a", &one)]);
    let _ = apply(&env, &url, &[]);
    // The route moves to a listener that comes in the same change.
    let both = format!("{one}, {two}");
    write(&env, &router(&both), &moved, &[node("a", &both)]);
    insta::assert_snapshot!(apply(&env, &url, &[]), @"
    Plan for mesh m @ [URL]                               set s · 4 actions in 2 phases

     expand    1  ~ rt/r/x (1/2)   add match.port 80, add weightedTargets[a].port 80   in between: names its ports while there are several (weir explain L011)
               2  ~ vn/a           add listener grpc :81                              after 1: all routes must name a port first
               3  ~ vr/r           add listener grpc :81                              after 1: all routes must name a port first
     shift     4  ~ rt/r/x (2/2)   remove httpRoute, add grpcRoute                    after 2, 3: vr/r listens on the port by then

    0 to add, 3 to change, 0 to delete, 1 unchanged
    Requests: 4 writes, 9 reads
    ");
    // And back to the only one that is left, without naming it.
    write(&env, &router(&one), &plain, &[node("a", &one)]);
    insta::assert_snapshot!(apply(&env, &url, &[]), @"
    Plan for mesh m @ [URL]                               set s · 4 actions in 2 phases

     shift     1  ~ rt/r/x (1/2)   remove grpcRoute, add httpRoute                    in between: names its ports while there are several (weir explain L011)
     contract  2  ~ vn/a           remove listener grpc :81                           after 1: rt/r/x no longer uses the old listener
               3  ~ vr/r           remove listener grpc :81                           after 1: rt/r/x no longer uses the old listener
               4  ~ rt/r/x (2/2)   remove match.port, remove weightedTargets[a].port   after 2, 3: vr/r has only one listener left by then

    0 to add, 3 to change, 0 to delete, 1 unchanged
    Requests: 4 writes, 9 reads
    ");
    server.stop();
}

#[test]
fn a_port_changes_its_protocol_only_where_that_is_allowed() {
    let (env, http, grpc) = (TestEnv::new(), listener(80, "http"), listener(80, "grpc"));
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let target = r#"{"virtualNode": "a", "weight": 1}"#;
    write(
        &env,
        &router(&http),
        &route("httpRoute", r#""prefix": "/""#, target),
        &[node("a", &http)],
    );
    let _ = apply(&env, &url, &[]);
    write(&env, &router(&grpc), &route("grpcRoute", "", target), &[node("a", &grpc)]);
    let refused = env.expect(5, &["apply", "mesh", "-y", "--endpoint", &url]);
    assert!(refused.stderr.contains("--allow-disruption"), "{}", refused.text());
    insta::assert_snapshot!(apply(&env, &url, &["--allow-disruption"]), @"
    Plan for mesh m @ [URL]                                set s · 4 actions in 1 phase

     shift     1  ! rt/r/x   delete                        is made again when the port has changed
               2  ~ vn/a     change portMapping.protocol   after 1: rt/r/x no longer uses the old listener
               3  ~ vr/r     change portMapping.protocol   after 1: rt/r/x no longer uses the old listener
               4  + rt/r/x   create                        again, for the changed port

     ! rt/r/x does not exist until step 4, and its requests fail: a port cannot change its protocol while a route for the old one is there

    0 to add, 3 to change, 0 to delete, 1 unchanged
    Requests: 4 writes, 9 reads
    ");
    server.stop();
}

#[test]
fn what_others_still_need_is_not_deleted() {
    let (env, one) = (TestEnv::new(), listener(80, "http"));
    let server = env.serve();
    let url = slow::proxy(&server.url, Duration::ZERO);
    let target = |name: &str| {
        route(
            "httpRoute",
            r#""prefix": "/""#,
            &format!(r#"{{"virtualNode": "{name}", "weight": 1}}"#),
        )
    };
    write(&env, &router(&one), &target("a"), &[node("a", &one)]);
    let _ = apply(&env, &url, &[]);
    // A route of somebody else leads to the node too.
    let other = target("a").replace(r#""routeName": "x""#, r#""routeName": "theirs""#);
    env.write("theirs.json", &other);
    let _ = env.expect(0, &["apply", "theirs.json", "-y", "--endpoint", &url]);
    write(&env, &router(&one), &target("b"), &[node("b", &one)]);
    let plan = env.expect(0, &["plan", "mesh", "--set", "s", "--prune", "--endpoint", &url]).stdout;
    assert!(!plan.contains("- vn/a"), "{plan}");
    let _ = env.expect(0, &["apply", "mesh", "-y", "--set", "s", "--prune", "--endpoint", &url]);
    let _ = env.expect(0, &["get", "vn", "a", "-m", "m", "--endpoint", &url]);
    server.stop();
}
