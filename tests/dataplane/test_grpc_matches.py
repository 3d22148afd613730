"""Every way in which a gRPC route can match, with what it must not match, through Envoy."""

import pytest

from harness.mesh import listener, targets


def metadata(invert=None, **value):
    match = {"name": "x-tier"} | ({"match": value} if value else {})
    return {"metadata": [match if invert is None else match | {"invert": invert}]}


# The name of a case, its match, calls that match, and calls that do not; a call is a method, and
# the value of the metadata if there is any.
CASES = {
    "everything": ({}, [("/shop.Cart/Add",), ("/x.Y/Z",)], []),
    "service": (
        {"serviceName": "shop.Cart"},
        [("/shop.Cart/Add",), ("/shop.Cart/Clear",)],
        [("/shop.Cart2/Add",), ("/shop.cart/Add",), ("/my.shop.Cart/Add",)],
    ),
    "method": (
        {"serviceName": "shop.Cart", "methodName": "Add"},
        [("/shop.Cart/Add",)],
        [("/shop.Cart/AddAll",), ("/shop.Cart/add",), ("/shop.Order/Add",)],
    ),
    "present": (metadata(), [("/a.B/C", "gold")], [("/a.B/C",)]),
    "absent": (metadata(invert=True), [("/a.B/C",)], [("/a.B/C", "gold")]),
    "exact": (
        metadata(exact="gold"),
        [("/a.B/C", "gold")],
        [("/a.B/C", "golden"), ("/a.B/C", "Gold"), ("/a.B/C",)],
    ),
    "not-exact": (
        metadata(invert=True, exact="gold"),
        [("/a.B/C", "tin")],
        [("/a.B/C", "gold"), ("/a.B/C",)],
    ),
    "prefix": (metadata(prefix="go"), [("/a.B/C", "gold")], [("/a.B/C", "ago"), ("/a.B/C",)]),
    "suffix": (metadata(suffix="ld"), [("/a.B/C", "gold")], [("/a.B/C", "older"), ("/a.B/C",)]),
    "regex": (metadata(regex="g.*d"), [("/a.B/C", "gold")], [("/a.B/C", "golds"), ("/a.B/C",)]),
    "range": (
        metadata(range={"start": 1, "end": 5}),
        [("/a.B/C", "1"), ("/a.B/C", "4")],
        [("/a.B/C", "5"), ("/a.B/C", "0"), ("/a.B/C", "x"), ("/a.B/C",)],
    ),
    "all-at-once": (
        {"serviceName": "shop.Cart", "methodName": "Add"} | metadata(exact="gold"),
        [("/shop.Cart/Add", "gold")],
        [("/shop.Cart/Clear", "gold"), ("/shop.Cart/Add", "tin")],
    ),
}


def calls():
    found = []
    for case, (_, yes, no) in CASES.items():
        for wanted, sent in (("yes", yes), ("no", no)):
            found += [pytest.param(case, *one, *[None] * (2 - len(one)), wanted) for one in sent]
    return found


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls one service a case. Its route leads to the node `yes`, everything else to `no`."""
    for node in ("yes", "no"):
        mesh.node(node, listener("grpc", 9000))
    for case, (match, _, _) in CASES.items():
        mesh.router(case, ("grpc", 9000))
        tried = {"grpcRoute": {"match": match, "action": targets(yes=1)}, "priority": 1}
        mesh.route(case, "tried", tried)
        mesh.route(
            case, "rest", {"grpcRoute": {"match": {}, "action": targets(no=1)}, "priority": 2}
        )
        mesh.service(f"{case}.test", router=case)
    web = mesh.node("web", proxied=True, backends=[f"{case}.test" for case in CASES])
    mesh.start()
    return stage.caller(web)


@pytest.mark.parametrize("case, method, value, wanted", calls())
def test_a_route_matches_what_it_says(mesh, web, case, method, value, wanted):
    answer = web.grpc(f"{case}.test", method, () if value is None else (("x-tier", value),))
    assert (answer.status, answer.node) == ("OK", wanted)
    assert answer.told["path"] == method
    flags = [] if value is None else ["-H", f"x-tier: {value}"]
    call = ["--grpc", method.removeprefix("/")]
    trace = mesh.trace("vn/web", f"http://{case}.test:9000", *call, *flags)
    assert [target["address"] for target in trace["service"]["targets"]] == [f"vn/{wanted}"]


def test_what_is_no_call_matches_no_grpc_route(web):
    assert web.http2("everything.test", "/shop.Cart/Add", "POST", body=b"x").status == 404
