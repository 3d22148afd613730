"""Every way in which an HTTP route can match, with what it must not match, through Envoy."""

from dataclasses import dataclass

import pytest

from harness.mesh import listener, targets


@dataclass(frozen=True)
class Request:
    """What a client sends."""

    path: str = "/"
    method: str = "GET"
    headers: tuple = ()
    body: bytes = b""


def with_header(value=None, name="x-version", **more):
    return Request(headers=() if value is None else ((name, value),), **more)


def header(invert=None, **value):
    match = {"name": "x-version"} | ({"match": value} if value else {})
    return {"prefix": "/", "headers": [match if invert is None else match | {"invert": invert}]}


def query(*parameters):
    return {"prefix": "/", "queryParameters": list(parameters)}


# The name of a case, its match, requests that match, and requests that do not.
CASES = {
    "prefix-all": ({"prefix": "/"}, ["/", "/a", "/a/b?c=d"], []),
    "prefix": ({"prefix": "/a"}, ["/a", "/a/", "/ab", "/a/b", "/a?x=1"], ["/", "/A", "/b/a"]),
    "prefix-slash": ({"prefix": "/a/"}, ["/a/", "/a/b"], ["/a", "/ab"]),
    "path": ({"path": {"exact": "/a"}}, ["/a", "/a?x=1"], ["/a/", "/ab", "/A", "/"]),
    "path-regex": (
        {"path": {"regex": "/v[0-9]+/.*"}},
        ["/v1/x", "/v22/"],
        ["/v/x", "/x/v1/x", "/v1"],
    ),
    # A pattern stands for the whole path, and not for the query.
    "path-regex-whole": ({"path": {"regex": "/a"}}, ["/a", "/a?b"], ["/ab", "/b/a", "/a/"]),
    "method": (
        {"prefix": "/", "method": "POST"},
        [Request(method="POST", body=b"x")],
        [Request(), Request(method="PUT", body=b"x")],
    ),
    "method-delete": (
        {"prefix": "/", "method": "DELETE"},
        [Request(method="DELETE")],
        [Request(), Request(method="OPTIONS")],
    ),
    "scheme": ({"prefix": "/", "scheme": "http"}, ["/"], []),
    "scheme-other": ({"prefix": "/", "scheme": "https"}, [], ["/"]),
    "header-present": (header(), [with_header("1"), with_header("")], [with_header()]),
    "header-absent": (header(invert=True), [with_header()], [with_header("1")]),
    "header-exact": (
        header(exact="v1"),
        [with_header("v1")],
        [with_header("v2"), with_header("V1"), with_header("v1.1"), with_header()],
    ),
    # What is not there has no value, not even another one.
    "header-not-exact": (
        header(invert=True, exact="v1"),
        [with_header("v2")],
        [with_header("v1"), with_header()],
    ),
    "header-prefix": (
        header(prefix="v1"),
        [with_header("v1"), with_header("v1.2")],
        [with_header("xv1"), with_header("v"), with_header()],
    ),
    "header-suffix": (
        header(suffix="-beta"),
        [with_header("1-beta"), with_header("-beta")],
        [with_header("1-beta2"), with_header("beta")],
    ),
    "header-regex": (
        header(regex="v[0-9]+"),
        [with_header("v10")],
        [with_header("v10x"), with_header("xv10"), with_header("v")],
    ),
    # The end of a range is not part of it.
    "header-range": (
        header(range={"start": 10, "end": 20}),
        [with_header("10"), with_header("19")],
        [
            with_header("9"),
            with_header("20"),
            with_header("ten"),
            with_header("10.5"),
            with_header(),
        ],
    ),
    "header-not-range": (
        header(invert=True, range={"start": 10, "end": 20}),
        [with_header("20"), with_header("ten")],
        [with_header("10"), with_header("19"), with_header()],
    ),
    "header-two": (
        {"prefix": "/", "headers": [{"name": "x-a"}, {"name": "x-b", "match": {"exact": "1"}}]},
        [Request(headers=(("x-a", "0"), ("x-b", "1")))],
        [Request(headers=(("x-a", "0"),)), Request(headers=(("x-b", "1"),))],
    ),
    "query-exact": (
        query({"name": "q", "match": {"exact": "1"}}),
        ["/?q=1", "/?a=b&q=1"],
        ["/", "/?q", "/?q=", "/?q=11", "/?Q=1"],
    ),
    "query-present": (query({"name": "q"}), ["/?q=1", "/?q=", "/?q"], ["/", "/?p=q"]),
    "query-two": (
        query({"name": "a"}, {"name": "b", "match": {"exact": "2"}}),
        ["/?a=1&b=2", "/?b=2&a"],
        ["/?a=1", "/?b=2", "/?a=1&b=3"],
    ),
    "all-at-once": (
        {"prefix": "/a", "method": "PUT", "headers": [{"name": "x-a"}]}
        | {"queryParameters": [{"name": "q"}]},
        [Request("/a?q=1", "PUT", (("x-a", "1"),), b"x")],
        [
            Request("/b?q=1", "PUT", (("x-a", "1"),), b"x"),
            Request("/a?q=1", "POST", (("x-a", "1"),), b"x"),
            Request("/a?q=1", "PUT", (), b"x"),
            Request("/a?p=1", "PUT", (("x-a", "1"),), b"x"),
        ],
    ),
}


def requests():
    found = []
    for case, (_, yes, no) in CASES.items():
        for wanted, sent in (("yes", yes), ("no", no)):
            for request in sent:
                request = Request(request) if isinstance(request, str) else request
                told = f"{request.method} {request.path} {dict(request.headers)}"
                found.append(pytest.param(case, request, wanted, id=f"{case}-{wanted}: {told}"))
    return found


@pytest.fixture(scope="module")
def web(mesh, stage):
    """Calls one service a case. Its route leads to the node `yes`, everything else to `no`."""
    for node in ("yes", "no"):
        mesh.node(node, listener("http", 8080), listener("http2", 8081))
    for case, (match, _, _) in CASES.items():
        mesh.router(case, ("http", 8080), ("http2", 8081))
        for protocol, port in (("http", 8080), ("http2", 8081)):
            tried = {
                f"{protocol}Route": {
                    "match": match | {"port": port},
                    "action": targets(port, yes=1),
                }
            }
            rest = {"match": {"prefix": "/", "port": port}, "action": targets(port, no=1)}
            mesh.route(case, f"{protocol}-tried", tried | {"priority": 1})
            mesh.route(case, f"{protocol}-rest", {f"{protocol}Route": rest, "priority": 2})
        mesh.service(f"{case}.test", router=case)
    web = mesh.node("web", proxied=True, backends=[f"{case}.test" for case in CASES])
    mesh.start()
    return stage.caller(web)


@pytest.mark.parametrize("case, request_, wanted", requests())
def test_a_route_matches_what_it_says(mesh, web, case, request_, wanted):
    for port, send in ((8080, web.http), (8081, web.http2)):
        sent = (request_.path, request_.method, request_.headers, request_.body)
        answer = send(f"{case}.test:{port}", *sent)
        assert (answer.status, answer.node) == (200, wanted)
        assert answer.told["path"] == request_.path


@pytest.mark.parametrize("case, request_, wanted", requests())
def test_a_trace_says_what_envoy_does(mesh, web, case, request_, wanted):
    flags = ["-X", request_.method]
    for name, value in request_.headers:
        flags += ["-H", f"{name}: {value}"]
    trace = mesh.trace("vn/web", f"http://{case}.test:8080{request_.path}", *flags)
    assert [target["address"] for target in trace["service"]["targets"]] == [f"vn/{wanted}"]
