"""Access logs of nodes and gateways: where they are written, and in which words."""

import json
import time

import pytest

from harness.mesh import listener


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    return tmp_path_factory.mktemp("logs")


@pytest.fixture(scope="module")
def callers(mesh, stage, logs):
    """A log of text, one of JSON at a gateway, one in Envoy's own form, and none."""
    members = [
        {"key": "what", "value": "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"},
        {"key": "status", "value": "%RESPONSE_CODE%"},
        {"key": "to", "value": "%UPSTREAM_CLUSTER%"},
    ]
    text = "%REQ(:METHOD)% %REQ(:PATH)% %RESPONSE_CODE% %UPSTREAM_CLUSTER%"
    formats = {"text": {"text": text}, "json": {"json": members}, "usual": None, "none": None}
    for name in ("text", "usual", "none"):
        logging = {"logging": log(logs / name, formats[name])} if name != "none" else {}
        listeners = [listener("http", 8080)]
        if name == "text":
            listeners.append(listener("tcp", 8081))
        mesh.node(name, *listeners, proxied=True, backends=["none.test"], **logging)
    mesh.service("none.test", node="none")
    json_log = log(logs / "json", formats["json"])
    mesh.gateway("edge", listener("http", 8080), logging=json_log)
    target = {"virtualService": {"virtualServiceName": "none.test"}, "port": 8080}
    route = {"match": {"prefix": "/"}, "action": {"target": target}}
    mesh.gateway_route("edge", "all", {"httpRoute": route})
    mesh.start()
    return mesh.nodes


def log(path, format_):
    file = {"path": str(path)} | ({"format": format_} if format_ else {})
    return {"accessLog": {"file": file}}


def lines(path, count):
    """The lines of a log, once there are that many."""
    deadline = time.monotonic() + 5
    while True:
        found = path.read_text().splitlines() if path.exists() else []
        if len(found) >= count:
            return found
        assert time.monotonic() < deadline, f"{path} has only {found}"
        time.sleep(0.02)


def test_text_has_the_form_that_it_was_given(stage, callers, logs):
    node = callers["text"]
    assert stage.visitor(node, 8080).http("any", "/in", "POST").status == 200
    assert stage.caller(node).http("none.test:8080", "/out").status == 200
    assert stage.caller(node).http("nobody.test", "/lost").status == 404
    assert lines(logs / "text", 3) == [
        "POST /in 200 cds_ingress_logs_text_http_8080",
        "GET /out 200 cds_egress_logs_none_http_8080",
        "GET /lost 404 -",
    ]


def test_connections_are_logged_too(stage, callers, logs):
    before = len(lines(logs / "text", 0))
    assert stage.visitor(callers["text"], 8081).tcp(8081) == "text"
    assert lines(logs / "text", before + 1)[-1] == "- - 0 cds_ingress_logs_text_tcp_8081"


def test_json_has_the_members_that_it_was_given(stage, callers, logs):
    """A request takes two hops through a gateway, and each is logged."""
    assert stage.visitor(callers["edge"], 8080).http("any", "/way?x").status == 200
    found = [json.loads(line) for line in lines(logs / "json", 2)]
    assert sorted(found, key=lambda one: one["to"]) == [
        {"what": "GET /way?x", "status": 200, "to": "cds_egress_logs_none_http_8080"},
        {
            "what": "GET /way?x",
            "status": 200,
            "to": "cds_ingress_logs_edge_self_redirect_http_15001",
        },
    ]


def test_without_a_form_the_log_is_envoys_own(stage, callers, logs):
    assert stage.visitor(callers["usual"], 8080).http("any", "/in").status == 200
    assert '"GET /in HTTP/1.1" 200' in lines(logs / "usual", 1)[0]


def test_without_a_file_there_is_no_log(stage, callers, logs):
    assert stage.visitor(callers["none"], 8080).http("any", "/in").status == 200
    assert not (logs / "none").exists()
