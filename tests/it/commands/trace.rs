//! `weir trace`.

use crate::env::TestEnv;

fn with_example(name: &str) -> TestEnv {
    let env = TestEnv::new();
    env.copy_example(name);
    env
}

#[test]
fn a_request_is_followed_from_documents_and_on_the_control_plane() {
    let env = with_example("shopmesh");
    let product = "http://product.default.svc.cluster.local:8080/p/1";
    let offline = env.run(&["trace", "vn/order-vn", product, "-f", "shopmesh"]).text();
    insta::assert_snapshot!(offline, @"
    exit 0
    -- stdout
    GET http://product.default.svc.cluster.local:8080/p/1 from vn/order-vn
      service   vs/product.default.svc.cluster.local
      router    vr/product-vr   http :8080
      routes
        -   rt/product-vr/product-route   chosen
      targets
        75 %   weight 75   vn/product-v1-vn   http :8080   dns product-v1.default.svc.cluster.local   at most 15 s (default)
        25 %   weight 25   vn/product-v2-vn   http :8080   dns product-v2.default.svc.cluster.local   at most 15 s (default)
      timeout   15 s per request (default), 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    let _ = env.expect(0, &["apply", "shopmesh", "-y"]);
    assert_eq!(env.run(&["trace", "vn/order-vn", product]).text(), offline);
    let assumed = ["trace", "vg/ingress-vg", "shop.example.com/orders?open"];
    insta::assert_snapshot!(env.run(&assumed).text(), @"
    exit 0
    -- stdout
    GET http://shop.example.com/orders?open at vg/ingress-vg
      gateway   vg/ingress-vg   http :8080   (assumed; the URL names no port)
      routes
        -   gr/ingress-vg/order-gateway-route   chosen
      becomes   GET http://order.default.svc.cluster.local/orders?open
      service   vs/order.default.svc.cluster.local
      router    vr/order-vr   http :8080
      routes
        -   rt/order-vr/order-route   chosen
      targets
        100 %   weight 100   vn/order-vn   http :8080   dns order.default.svc.cluster.local   at most 15 s (default)
      timeout   15 s per request (default), 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    insta::assert_snapshot!(env.run(&["trace", "vn/order-vn", "http://example.com"]).text(), @"
    exit 1
    -- stdout
    GET http://example.com/ from vn/order-vn
      end       nowhere: `example.com` is no backend; the egress filter is DROP_ALL
    ");
}

#[test]
fn every_route_that_does_not_match_says_why() {
    let env = with_example("http-route");
    let items = "http://api.http-route.local:8080/items/42";
    let post = ["trace", "vn/web-vn", items, "-X", "post", "-f", "http-route"];
    insta::assert_snapshot!(env.run(&post).text(), @"
    exit 0
    -- stdout
    POST http://api.http-route.local:8080/items/42 from vn/web-vn
      service   vs/api.http-route.local
      router    vr/api-vr   http :8080
      routes
        10    rt/api-vr/beta     no: method POST is not GET
        20    rt/api-vr/search   no: path `/items/42` does not begin with `/search`
        30    rt/api-vr/status   no: path `/items/42` is not `/status`
        40    rt/api-vr/items    chosen
        100   rt/api-vr/main     matches too, but comes later
      targets
        100 %   weight 100   vn/api-v1-vn   http :8080   dns api-v1.http-route.local   at most 30 s (route)
      timeout   30 s per request, 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    let search = "http://api.http-route.local:8080/search?lang=en&q";
    let curl = ["trace", "vn/web-vn", search, "-f", "http-route", "-H", "X-Beta: true"];
    insta::assert_snapshot!(env.run(&curl).text(), @"
    exit 0
    -- stdout
    GET http://api.http-route.local:8080/search?lang=en&q from vn/web-vn
      service   vs/api.http-route.local
      router    vr/api-vr   http :8080
      routes
        10    rt/api-vr/beta     no: header `user-agent` is absent; an inverted match needs it too
        20    rt/api-vr/search   chosen
        30    rt/api-vr/status   no: path `/search` is not `/status`
        40    rt/api-vr/items    no: path `/search` does not match `/items/[0-9]+`
        100   rt/api-vr/main     matches too, but comes later
      targets
        50 %   weight 50   vn/api-v1-vn   http :8080   dns api-v1.http-route.local   at most 2 s (route)
        50 %   weight 50   vn/api-v2-vn   http :8080   dns api-v2.http-route.local   at most 2 s (route)
      timeout   2 s per request, 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    let other = "http://api.http-route.local:8080/other";
    let main = ["trace", "vn/web-vn", other, "-f", "http-route"];
    insta::assert_snapshot!(env.run(&main).text(), @"
    exit 0
    -- stdout
    GET http://api.http-route.local:8080/other from vn/web-vn
      service   vs/api.http-route.local
      router    vr/api-vr   http :8080
      routes
        10    rt/api-vr/beta     no: header `x-beta` is absent
        20    rt/api-vr/search   no: path `/other` does not begin with `/search`
        30    rt/api-vr/status   no: path `/other` is not `/status`
        40    rt/api-vr/items    no: path `/other` does not match `/items/[0-9]+`
        100   rt/api-vr/main     chosen
      targets
        90 %   weight 90   vn/api-v1-vn   http :8080   dns api-v1.http-route.local   at most 10 s (route), idle at most 60 s (route)
        10 %   weight 10   vn/api-v2-vn   http :8080   dns api-v2.http-route.local   at most 10 s (route), idle at most 60 s (route)
      timeout   10 s per request, 60 s idle
      retries   at most 2, 3 s each, on server-error, gateway-error, connection-error
    ");
}

#[test]
fn the_json_document_holds_every_decision() {
    let env = with_example("http-route");
    let items = "http://api.http-route.local:8080/items/42?x";
    let args = ["trace", "vn/web-vn", items, "-X", "POST", "-f", "http-route", "--json"];
    let document = env.expect(0, &args).json();
    assert_eq!(document["schema"], "weir.trace/v1");
    insta::assert_snapshot!(document["request"], @r#"{"call":"http","method":"POST","scheme":"http","host":"api.http-route.local","port":8080,"path":"/items/42","query":"x","headers":[]}"#);
    let service = &document["service"];
    insta::assert_snapshot!(service["listener"], @r#"{"port":8080,"protocol":"http","assumed":false}"#);
    let routes: Vec<String> =
        service["routes"].as_array().unwrap().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(routes.join("\n"), @r#"
    {"address":"rt/api-vr/beta","priority":10,"outcome":"mismatch","reason":"method POST is not GET"}
    {"address":"rt/api-vr/search","priority":20,"outcome":"mismatch","reason":"path `/items/42` does not begin with `/search`"}
    {"address":"rt/api-vr/status","priority":30,"outcome":"mismatch","reason":"path `/items/42` is not `/status`"}
    {"address":"rt/api-vr/items","priority":40,"outcome":"chosen","reason":null}
    {"address":"rt/api-vr/main","priority":100,"outcome":"shadowed","reason":null}
    "#);
    insta::assert_snapshot!(serde_json::to_string_pretty(&service["targets"][0]).unwrap(), @r#"
    {
      "address": "vn/api-v1-vn",
      "weight": 100,
      "sharePercent": 100,
      "listener": {
        "port": 8080,
        "protocol": "http"
      },
      "discovery": {
        "dns": {
          "hostname": "api-v1.http-route.local"
        }
      },
      "perRequest": {
        "millis": 30000,
        "default": false,
        "by": "route"
      },
      "idle": {
        "millis": 300000,
        "default": true,
        "by": "route"
      },
      "problem": null
    }
    "#);
    insta::assert_snapshot!(service["timeout"], @r#"{"perRequest":{"millis":30000,"default":false},"idle":{"millis":300000,"default":true}}"#);
    insta::assert_snapshot!(document["end"], @r#"{"kind":"targets","status":null,"reason":null}"#);
    let nowhere = env.expect(1, &["trace", "vn/web-vn", "x", "-f", "http-route", "--json"]);
    insta::assert_snapshot!(nowhere.json()["end"], @r#"{"kind":"nowhere","status":null,"reason":"`x` is no backend; the egress filter is DROP_ALL"}"#);
}

#[test]
fn connections_are_followed_by_their_port() {
    let env = with_example("tcp-route");
    let database = ["trace", "vn/app-vn", "tcp://10.0.0.7:5432", "-f", "tcp-route"];
    insta::assert_snapshot!(env.run(&database).text(), @"
    exit 0
    -- stdout
    TCP connection to 10.0.0.7:5432 from vn/app-vn
      service   vs/database.tcp-route.local   (by its port; TCP has no hosts)
      router    vr/database-vr   tcp :5432
      routes
        -   rt/database-vr/main   chosen
      targets
        99 %   weight 99   vn/database-old-vn   tcp :5432   dns database-old.tcp-route.local   idle at most 3600 s (route)
        1 %    weight 1    vn/database-new-vn   tcp :5432   dns database-new.tcp-route.local   idle at most 3600 s (route)
      timeout   3600 s idle
      retries   none
    ");
}

#[test]
fn gateways_choose_by_host_and_rewrite() {
    let env = with_example("gateway-routes");
    let run = |args: &[&str]| {
        env.run(&[&["trace", "vg/edge-vg", "-f", "gateway-routes"], args].concat()).text()
    };
    let shop = "http://www.example.com:8080/shop/shoes?preview";
    insta::assert_snapshot!(run(&[shop, "-H", "x-country: nl"]), @"
    exit 0
    -- stdout
    GET http://www.example.com:8080/shop/shoes?preview at vg/edge-vg
      gateway   vg/edge-vg   http :8080
      routes
        10    gr/edge-vg/cart           no: port 8080 is not 8082
        10    gr/edge-vg/shop           chosen
        10    gr/edge-vg/api-versions   no: port 8080 is not 8081
        20    gr/edge-vg/old-page       no: path `/shop/shoes` is not `/index.php`
        100   gr/edge-vg/api            no: port 8080 is not 8081
        100   gr/edge-vg/web            matches too, but comes later
      becomes   GET http://www.example.com:8080/nl/shop/shoes?preview
      service   vs/web.gateway-routes.local
      node      vn/web-vn   http :8080
      targets
        100 %   vn/web-vn   http :8080   dns web.gateway-routes.local   at most 15 s (default)
      timeout   15 s per request (default), 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    let cart = ["grpc.example.com:8082", "--grpc", "shop.Cart/Add", "-H", "tenant: acme"];
    insta::assert_snapshot!(run(&cart), @"
    exit 0
    -- stdout
    gRPC http://grpc.example.com:8082/shop.Cart/Add at vg/edge-vg
      gateway   vg/edge-vg   grpc :8082
      routes
        10    gr/edge-vg/cart           chosen
        10    gr/edge-vg/shop           no: port 8082 is not 8080
        10    gr/edge-vg/api-versions   no: port 8082 is not 8081
        20    gr/edge-vg/old-page       no: port 8082 is not 8080
        100   gr/edge-vg/api            no: port 8082 is not 8081
        100   gr/edge-vg/web            no: port 8082 is not 8080
      becomes   gRPC http://cart.gateway-routes.local/shop.Cart/Add
      service   vs/cart.gateway-routes.local
      node      vn/cart-vn   grpc :8080
      targets
        100 %   vn/cart-vn   grpc :8080   dns cart.gateway-routes.local   at most 15 s (default)
      timeout   15 s per request (default), 300 s idle (default)
      retries   at most 2, on 503, unavailable, connection-error, stream-error, reset (default)
    ");
    insta::assert_snapshot!(run(&["localhost:8081", "-H", "Host: api.example.com"]), @"
    exit 1
    -- stdout
    GET http://api.example.com:8081/ at vg/edge-vg
      gateway   vg/edge-vg   http2 :8081
      routes
        10    gr/edge-vg/cart           no: port 8081 is not 8082
        10    gr/edge-vg/shop           no: port 8081 is not 8080
        10    gr/edge-vg/api-versions   no: path `/` does not match `/v[0-9]+/.*`
        20    gr/edge-vg/old-page       no: port 8081 is not 8080
        100   gr/edge-vg/api            no: host `api.example.com` does not end with `.api.example.com`
        100   gr/edge-vg/web            no: port 8081 is not 8080
      end       nowhere (404): no route of vg/edge-vg matches
    ");
}

#[test]
fn what_cannot_be_traced_is_refused() {
    let env = with_example("shopmesh");
    let run = |args: &[&str]| env.run(&[&["trace", "-f", "shopmesh"], args].concat()).text();
    insta::assert_snapshot!(run(&["vn/nobody", "http://x"]), @"
    exit 1
    -- stderr
    error: vn/nobody does not exist in the mesh `shopmesh`

    hint: there are: vn/customer-vn, vn/order-vn, vn/product-v1-vn, vn/product-v2-vn
    ");
    insta::assert_snapshot!(run(&["vr/order-vr", "http://x"]), @"
    exit 2
    -- stderr
    error: a virtual router calls nobody

    hint: name a virtual node or a virtual gateway: vn/NAME, vg/NAME
    ");
    insta::assert_snapshot!(run(&["vn/order-vn", "ftp://x"]), @"
    exit 2
    -- stderr
    error: the scheme `ftp` is none of http, https, tcp
    ");
    insta::assert_snapshot!(run(&["vn/order-vn", "tcp://x:1", "-H", "a: b"]), @"
    exit 2
    -- stderr
    error: a TCP connection has no methods and no headers
    ");
    insta::assert_snapshot!(run(&["vn/order-vn", "x", "-o", "yaml"]), @"
    exit 2
    -- stderr
    error: `weir trace` does not have the output format yaml

    hint: it has text and json
    ");
    env.copy_example("http-route");
    insta::assert_snapshot!(run(&["vn/order-vn", "x", "-f", "http-route"]), @"
    exit 2
    -- stderr
    error: the documents are of several meshes

    hint: name one: -m NAME
    ");
}
