//! `weir instance`.

use crate::env::TestEnv;

const REGISTER: [&str; 4] = ["instance", "register", "shop.local/cart", "i-1"];

fn register(env: &TestEnv, args: &[&str]) -> crate::env::Run {
    env.run(&[&REGISTER[..], args].concat())
}

#[test]
fn instances_are_registered_listed_and_deregistered() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.run(&["instance", "list"]).text(), @"
    exit 0
    -- stderr
    no instances on the embedded control plane
    ");
    let first =
        ["--ipv4", "10.0.0.1", "--port", "81", "--attribute", "version=v1", "--attribute", "a=b=c"];
    insta::assert_snapshot!(register(&env, &first).text(), @"
    exit 0
    -- stderr
    registered shop.local/cart/i-1
    ");
    insta::assert_snapshot!(register(&env, &first).text(), @"
    exit 0
    -- stderr
    shop.local/cart/i-1 is registered like that already
    ");
    let other = [
        "instance",
        "register",
        "shop.local/web",
        "i 2",
        "--ipv4",
        "10.0.0.2",
        "--ipv6",
        "fd00::2",
        "--unhealthy",
    ];
    let _ = env.expect(0, &other);
    insta::assert_snapshot!(env.run(&["instance", "list"]).text(), @"
    exit 0
    -- stdout
    SERVICE           INSTANCE   ADDRESS              PORT   HEALTH      ATTRIBUTES
    shop.local/cart   i-1        10.0.0.1             81     healthy     a=b=c · version=v1
    shop.local/web    i 2        10.0.0.2 · fd00::2   -      unhealthy   -
    ");
    let names = |of: &str| env.expect(0, &["instance", "list", of, "-o", "name"]).stdout;
    assert_eq!(names("shop.local"), "shop.local/cart/i-1\nshop.local/web/i 2\n");
    assert_eq!(names("shop.local/cart"), "shop.local/cart/i-1\n");
    assert_eq!(names("other.local"), "");
    insta::assert_snapshot!(env.run(&["instance", "deregister", "shop.local/cart", "i-1"]).text(), @"
    exit 0
    -- stderr
    deregistered shop.local/cart/i-1
    ");
    insta::assert_snapshot!(env.run(&["instance", "deregister", "shop.local/cart", "i-1"]).text(), @"
    exit 1
    -- stderr
    error: the instance shop.local/cart/i-1 is not registered

    hint: `weir instance list` lists those that are
    ");
}

#[test]
fn machines_get_json() {
    let env = TestEnv::new();
    let done = register(&env, &["--ipv6", "fd00::1", "--attribute", "version=v1", "--json"]).json();
    assert_eq!((&done["schema"], &done["changed"]), (&"weir.instance/v1".into(), &true.into()));
    let listed = env.expect(0, &["instance", "list", "--json"]).json();
    assert_eq!(listed["schema"], "weir.instances/v1");
    assert_eq!(listed["items"].as_array().unwrap(), &[done["instance"].clone()]);
    assert_eq!(
        done["instance"],
        serde_json::json!({
            "namespace": "shop.local", "service": "cart", "id": "i-1", "ipv6": "fd00::1",
            "healthy": true, "attributes": { "version": "v1" },
        })
    );
    let gone =
        env.expect(0, &["instance", "deregister", "shop.local/cart", "i-1", "--json"]).json();
    assert_eq!((&gone["changed"], &gone["instance"]["id"]), (&true.into(), &"i-1".into()));
}

#[test]
fn a_server_that_holds_the_store_is_asked() {
    let env = TestEnv::new();
    let server = env.serve();
    assert_eq!(register(&env, &["--ipv4", "10.0.0.1"]).code, 0);
    let listed = env.expect(0, &["instance", "list", "-o", "name", "--endpoint", &server.url]);
    assert_eq!(listed.stdout, "shop.local/cart/i-1\n");
    assert_eq!(server.stop(), 0);
    let kept = env.expect(0, &["instance", "list", "-o", "name"]);
    assert_eq!(kept.stdout, "shop.local/cart/i-1\n", "it is still there after a restart");
}

#[test]
fn what_cannot_be_an_instance_is_refused() {
    let env = TestEnv::new();
    let of = |service, id| env.run(&["instance", "register", service, id, "--ipv4", "10.0.0.1"]);
    insta::assert_snapshot!(of("cart", "a").text(), @"
    exit 2
    -- stderr
    error: invalid value 'cart' for '<NAMESPACE/SERVICE>': write NAMESPACE/SERVICE

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(of("shop.local/cart", "a/b").text(), @"
    exit 2
    -- stderr
    error: the id `a/b` must not hold `/`
    ");
    insta::assert_snapshot!(register(&env, &["--ipv4", "0.0.0.0"]).text(), @"
    exit 7
    -- stderr
    error[A003]: cannot register the instance shop.local/cart/i-1
      caused by: refused: ipv4: `ipv4` may hold only the IPv4 address of one machine
    ");
    let twice = ["--ipv4", "10.0.0.1", "--attribute", "a=1", "--attribute", "a=2"];
    insta::assert_snapshot!(register(&env, &twice).text(), @"
    exit 2
    -- stderr
    error: the attribute `a` is given twice
    ");
    for wrong in [&[][..], &["--ipv4", "x"], &["--ipv4", "10.0.0.1", "--port", "0"]] {
        assert_eq!(register(&env, wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(env.run(&["instance", "list", "-o", "yaml"]).code, 2);
    let kept = env.expect(0, &["instance", "list", "-o", "name"]);
    assert_eq!(kept.stdout, "", "nothing was registered");
}

#[test]
fn a_protected_context_is_confirmed_by_its_name() {
    let env = TestEnv::new();
    let server = env.serve();
    env.write(
        ".config/weir/config.toml",
        &format!("[context.prod]\nendpoint = \"{}\"\nprotected = true\n", server.url),
    );
    let prod = ["--ipv4", "10.0.0.1", "-c", "prod"];
    let refused = register(&env, &prod).text().replace(&server.url, "[URL]");
    insta::assert_snapshot!(refused, @"
    exit 5
    -- stderr
    error: not confirmed: Register shop.local/cart/i-1 on [URL]? Type `prod` to confirm

    hint: --confirm prod confirms it; nothing was changed
    ");
    let listed = || env.expect(0, &["instance", "list", "-c", "prod", "-o", "name"]).stdout;
    assert_eq!(register(&env, &[&prod[..], &["--confirm", "production"]].concat()).code, 5);
    assert_eq!(listed(), "");
    assert_eq!(register(&env, &[&prod[..], &["--confirm", "prod"]].concat()).code, 0);
    let leave = ["instance", "deregister", "shop.local/cart", "i-1", "-c", "prod"];
    let _ = env.expect(5, &leave);
    assert_eq!(listed(), "shop.local/cart/i-1\n");
    let _ = env.expect(0, &[&leave[..], &["--confirm", "prod"]].concat());
    assert_eq!(listed(), "");
    let broken = ["lock", "break", "m", "-c", "prod"];
    let _ = env.expect(5, &broken);
    let _ = env.expect(1, &[&broken[..], &["--confirm", "prod"]].concat());
}
